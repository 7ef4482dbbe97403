"""Small records that are made by the hundred thousand: frozen to the type checker, cheap to make.

A frozen dataclass sets each of its fields by a call, which takes three times as long as an assignment: a
seventh of the time of a whole report went there. To unpack one takes twice as long as well. With `value`
instead of `dataclass` nothing changes for the reader or for mypy, which refuses assignments to the fields;
only at run time nobody watches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool, kw_only: bool = False):
        """`dataclasses.dataclass`: compared and hashed by its fields as a frozen one is."""
        return dataclass(slots=slots, unsafe_hash=frozen, kw_only=kw_only)
