"""Layers (optional content, ISO 32000-1, 8.11) that are not shown when the file is opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

_MOST = 100_000
_DEEPEST = 20


class Layers:
    """Which layers are off; true when there is any."""

    def __init__(self, document: PDFDocument) -> None:
        properties = _resolved(document.catalog.get("OCProperties"))
        self._off: set[int] = set()
        if isinstance(properties, dict):
            self._off = _off(properties)

    def __bool__(self) -> bool:
        return bool(self._off)

    def hides(self, membership: Any) -> bool:
        """Whether content with this ``/OC`` is not shown.

        Args:
            membership: a reference to a layer, or to a dictionary that combines layers.
        """
        thing = _resolved(membership)
        if not isinstance(thing, dict):
            return False
        if _name(thing.get("Type")) != "OCMD":
            return isinstance(membership, PDFObjRef) and membership.objid in self._off
        expression = _resolved(thing.get("VE"))
        if isinstance(expression, list):
            return not self._holds(expression, _DEEPEST)
        states = [not self.hides(layer) for layer in _layers(thing.get("OCGs"))]
        if not states:
            return False
        policy = _name(thing.get("P"))
        if policy == "AllOn":
            return not all(states)
        if policy == "AnyOff":
            return all(states)
        if policy == "AllOff":
            return any(states)
        return not any(states)

    def _holds(self, expression: Any, depth: int) -> bool:
        """Whether a visibility expression is true."""
        parts = _resolved(expression)
        if not isinstance(parts, list) or not parts or not depth:
            return not self.hides(expression)
        values = (self._holds(part, depth - 1) for part in parts[1:])
        operator = _name(parts[0])
        if operator == "Not":
            return not next(values, False)
        return any(values) if operator == "Or" else all(values)


def _off(properties: dict[str, Any]) -> set[int]:
    """Object numbers of the layers that the default configuration switches off."""
    default = _resolved(properties.get("D"))
    if not isinstance(default, dict):
        return set()
    off: set[int] = set()
    if _name(default.get("BaseState")) == "OFF":
        off |= _numbers(properties.get("OCGs")) - _numbers(default.get("ON"))
    off |= _numbers(default.get("OFF"))
    for usage in _layers(default.get("AS")):
        usage = _resolved(usage)
        # What a layer says of itself counts where the configuration asks for it.
        if isinstance(usage, dict) and _name(usage.get("Event")) == "View":
            for layer in _layers(usage.get("OCGs")):
                state = _view_state(layer)
                if state == "OFF":
                    off |= _numbers([layer])
                elif state == "ON":
                    off -= _numbers([layer])
    return off


def _view_state(layer: Any) -> str | None:
    for key in ("Usage", "View", "ViewState"):
        layer = _resolved(layer)
        if not isinstance(layer, dict):
            return None
        layer = layer.get(key)
    return _name(layer)


def _layers(value: Any) -> list[Any]:
    found = _resolved(value)
    if isinstance(found, list):
        return found[:_MOST]
    return [value] if isinstance(found, dict) else []


def _numbers(value: Any) -> set[int]:
    layers: Iterable[Any] = _layers(value)
    return {layer.objid for layer in layers if isinstance(layer, PDFObjRef)}


def _name(value: Any) -> str | None:
    value = _resolved(value)
    return str(value.name) if isinstance(value, PSLiteral) else None


def _resolved(value: Any) -> Any:
    try:
        return resolve1(value)
    except Exception:
        return None
