"""Boxes to be ticked: of several choices in one value, those that are ticked."""

from __future__ import annotations

import re

from extract.layout.text import PlacedText

_TICKED, _EMPTY = "☒☑🗹🗷⊠", "☐□❏❑"
_BOX = f"[{_TICKED}{_EMPTY}]"
_OPTION = re.compile(rf"(?P<box>{_BOX})\s*(?P<words>[^{_TICKED}{_EMPTY}]*)")
_OPTION_BEFORE = re.compile(rf"(?P<words>[^{_TICKED}{_EMPTY}]*?)\s*(?P<box>{_BOX})")


def has_empty_boxes(text: str) -> bool:
    """Whether choices are left that nobody ticked."""
    return any(box in text for box in _EMPTY)


def ticked(body: PlacedText) -> list[PlacedText]:
    """The choices that are ticked; none where the text offers no choice or none is ticked.

    Args:
        body: the value, with a box before each choice, or behind each.
    """
    text = body.text.strip()
    if not has_empty_boxes(text) or not any(box in text for box in _TICKED):
        return []
    boxes = _TICKED + _EMPTY
    if text[0] not in boxes and text[-1] not in boxes:
        return []
    pattern = _OPTION if text[0] in boxes else _OPTION_BEFORE
    found: list[PlacedText] = []
    for match in pattern.finditer(body.text):
        words = match["words"].strip(" \n,;|/")
        if match["box"] in _TICKED and words:
            start = match.start("words") + match["words"].index(words)
            found.append(body.part(start, start + len(words)))
    return found
