"""The rules of a room, found by their signatures, and how one is switched off.

A function is a rule when its result has a neutral value that says "I saw nothing here": False, None, nothing
in a list, or the very thing it was given. Switched off, it returns that value whatever it is asked.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any, Literal

Neutral = Literal["false", "none", "empty", "given"]

LAYOUT = "extract.layout"
ROOMS = (LAYOUT, "extract.reports")
_EMPTY: dict[str, Callable[[], Any]] = {
    "list": list,
    "dict": dict,
    "set": set,
    "frozenset": frozenset,
    "Iterator": lambda: iter(()),
    "Iterable": tuple,
    "Sequence": tuple,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that can be switched off."""

    name: str
    """Dotted: module, class if any, function."""
    module: str
    neutral: Neutral
    owner: type | None
    function: FunctionType

    @property
    def can_be_watched(self) -> bool:
        """An iterator is used up by looking at it, so such a rule counts as one that always speaks."""
        return not str(self.function.__annotations__["return"]).startswith("Iterator")

    def off(self, *args: Any, **kwargs: Any) -> Any:
        """What the rule returns when it is switched off."""
        if self.neutral == "false":
            return False
        if self.neutral == "none":
            return None
        if self.neutral == "given":
            return args[self._given_at()] if args else next(iter(kwargs.values()))
        returned = str(self.function.__annotations__["return"])
        return () if returned.startswith("tuple") else _EMPTY[returned.split("[")[0]]()

    def _given_at(self) -> int:
        return 0 if self.owner is None else 1

    def fires(self, result: Any, args: tuple[Any, ...]) -> bool:
        """Whether a result says something."""
        if self.neutral in ("false", "none"):
            return result is not None and result is not False
        if self.neutral == "given":
            return bool(args) and result is not args[self._given_at()]
        return bool(result)


def rules(rooms: tuple[str, ...] = ROOMS, *, named: Sequence[str] = ()) -> list[Rule]:
    """The rules of the rooms, in order of modules and lines.

    Args:
        rooms: packages.
        named: texts one of which is in the names of those wanted; none for all.
    """
    found = [rule for room in rooms for module in _modules(room) for rule in _rules_of(module)]
    return [rule for rule in found if not named or any(text in rule.name for text in named)]


def _modules(room: str) -> Iterator[ModuleType]:
    package = importlib.import_module(room)
    for found in sorted(pkgutil.walk_packages(package.__path__, f"{room}."), key=lambda item: item.name):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    owners: list[tuple[type | None, dict[str, Any]]] = [(None, vars(module))]
    owners += [
        (kind, dict(vars(kind)))
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
    ]
    for owner, members in owners:
        for name, function in list(members.items()):
            if not isinstance(function, FunctionType) or function.__module__ != module.__name__:
                continue
            neutral = _neutral(function, owner)
            if neutral is not None and not name.startswith("__"):
                place = f"{module.__name__}." + (f"{owner.__name__}." if owner else "") + name
                yield Rule(place, module.__name__, neutral, owner, function)


def _neutral(function: FunctionType, owner: type | None) -> Neutral | None:
    returned = str(function.__annotations__.get("return", ""))
    given = [str(kind) for name, kind in function.__annotations__.items() if name != "return"]
    if returned == "bool":
        return "false"
    if returned.endswith("| None"):
        return "none"
    if given and returned == given[0] and "[" not in returned and returned[:1].isupper():
        return "given"
    if returned.split("[")[0] in _EMPTY or (returned.startswith("tuple[") and returned.endswith("...]")):
        return "empty"
    return None


@contextmanager
def switched_off(rule: Rule) -> Iterator[None]:
    """Everywhere in the package, for as long as the block runs."""
    with _replaced(rule, rule.off):
        yield


@contextmanager
def watched(chosen: Sequence[Rule], fired: Counter[str]) -> Iterator[None]:
    """Count how often each of the rules says something, for as long as the block runs."""
    undo: list[Any] = []
    try:
        for rule in chosen:

            def watch(*args: Any, _rule: Rule = rule, **kwargs: Any) -> Any:
                result = _rule.function(*args, **kwargs)
                if _rule.fires(result, args):
                    fired[_rule.name] += 1
                return result

            context = _replaced(rule, watch)
            context.__enter__()
            undo.append(context)
        yield
    finally:
        for context in reversed(undo):
            context.__exit__(None, None, None)


@contextmanager
def _replaced(rule: Rule, stand_in: Callable[..., Any]) -> Iterator[None]:
    name = rule.function.__name__
    places: list[Any] = [rule.owner] if rule.owner is not None else []
    if rule.owner is None:
        # Other modules that imported the function, tests among them, hold it under a name of their own.
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith(("extract", "tests")):
                places += [module] if getattr(module, name, None) is rule.function else []

    def plain(*args: Any, **kwargs: Any) -> Any:
        return stand_in(*args, **kwargs)

    for place in places:
        setattr(place, name, plain)
    try:
        yield
    finally:
        for place in places:
            setattr(place, name, rule.function)
