"""Functions of a library that find other things under some of its names; the library stays as it is."""

from __future__ import annotations

from functools import update_wrapper
from types import FunctionType
from typing import Any


def with_names(function: Any, **names: Any) -> Any:
    """A copy of a function in which some names of its module mean something else.

    pdfminer makes its parsers, streams and fonts by name within longer functions and leaves no other way to
    put a class of ours in their place. To change the names in its modules would change them for everyone
    who uses pdfminer in this process.

    Args:
        function: a function of another module, or a method of a class of it.
        names: what stands for the names in the copy.
    """
    unknown = names.keys() - set(function.__code__.co_names)
    if unknown:
        raise NameError(f"{function.__qualname__} uses no {', '.join(sorted(unknown))}")
    copy = FunctionType(
        function.__code__,
        {**function.__globals__, **names},
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    copy.__kwdefaults__ = function.__kwdefaults__
    return update_wrapper(copy, function)
