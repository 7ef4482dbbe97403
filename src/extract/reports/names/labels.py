"""The labels of boxes: what stands in a ruled cell above its text, before it, or alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.layout.lines import style_of_word
from extract.layout.records import Line, Style
from extract.pdf.records import Box
from extract.reports.names.comparing import likeness, readings
from extract.reports.names.heading_names import squeeze
from extract.reports.names.headings import Body, body_of, label_text, stands_out
from extract.reports.profile.model import Profile
from extract.reports.text.passages import Part

LabelKind = Literal[
    "section", "party", "milestones", "field", "title", "project_id", "action_field", "unknown"
]
HEADER_KINDS = frozenset({"title", "project_id", "action_field"})
_MOST_LINES = 3
_MOST_WORDS = 6
_LONGEST_UNKNOWN = 45


@dataclass(frozen=True, slots=True)
class Label:
    """A label found, and what the profile says it opens."""

    kind: LabelKind
    key: str
    text: str
    """As printed, lines joined, without a colon at the end."""
    boxes: tuple[Box, ...]
    style: Style
    fuzzy: bool = False


@dataclass(slots=True)
class Entry:
    """A label and the lines below it in one cell; lines above the first label have none."""

    label: Label | None
    parts: list[Part]


class LabelIndex:
    """The labels of a profile, ready for look-up."""

    def __init__(self, profile: Profile) -> None:
        self._names: dict[str, tuple[LabelKind, str]] = {}
        if profile.sheets is not None:
            self._add(profile.sheets.title.headings, "title", "title")
            self._add(profile.sheets.project_id.headings, "project_id", "project_id")
            self._add(profile.sheets.action_field.headings, "action_field", "action_field")
        for section in profile.sections:
            self._add(section.headings, "section", section.section)
        for field in profile.fields:
            self._add(field.headings, "field", field.field)
        for party in profile.parties:
            self._add(party.headings, "party", party.role)
        self._add(profile.milestones.headings, "milestones", "milestones")

    def _add(self, headings: Iterable[str], kind: LabelKind, key: str) -> None:
        for heading in headings:
            self._names.setdefault(squeeze(heading), (kind, key))

    def find(self, text: str) -> tuple[LabelKind, str] | None:
        """What a text opens that is a label, with all that may stand around its name."""
        return next((self._names[one] for one, _ in readings(text) if one in self._names), None)

    def find_fuzzy(self, text: str) -> tuple[LabelKind, str] | None:
        """Like `find` for a label with a slip of the pen."""
        scored = [(likeness(name, one), name) for one, _ in readings(text) for name in self._names]
        best = max(scored, default=(0.0, ""))
        return self._names[best[1]] if best[0] else None

    def may_start(self, text: str) -> bool:
        squeezed = squeeze(text)
        return any(name.startswith(squeezed) for name in self._names)


def entries_of(lines: Sequence[Line], index: LabelIndex) -> list[Entry]:
    """The lines of a cell, cut at the labels in it.

    The first lines of a cell are a label by their words alone; further down a label must be set apart.
    """
    body = body_of(lines[1:]) if len(lines) > 1 else None
    found: list[Entry] = []
    position = 0
    while position < len(lines):
        hit = _whole_lines(lines, position, index, body) or _run_in(lines[position], position, index, body)
        if hit is None:
            if not found:
                found.append(Entry(None, []))
            found[-1].parts.append(Part(lines[position]))
            position += 1
            continue
        label, count, skip = hit
        found.append(Entry(label, []))
        if skip:
            found[-1].parts.append(Part(lines[position], skip))
        position += count
    return found


_Hit = tuple[Label, int, int]
"""Label, number of lines it takes, words of its last line when text follows it there."""


def _whole_lines(lines: Sequence[Line], first: int, index: LabelIndex, body: Body | None) -> _Hit | None:
    best: _Hit | None = None
    for count in range(1, min(_MOST_LINES, len(lines) - first) + 1):
        taken = lines[first : first + count]
        text = label_text(taken)
        if count > 1 and not _same_setting(taken[0].style, taken[-1].style):
            break
        set_apart = first == 0 or stands_out(taken[0].style, body) or text.endswith(":")
        if set_apart and (name := index.find(text)):
            best = _label(name, text, taken), count, 0
        elif first == 0 and count == 1 and (name := index.find_fuzzy(text)) and best is None:
            label = _label(name, text, taken)
            best = Label(label.kind, label.key, label.text, label.boxes, label.style, fuzzy=True), count, 0
        if not index.may_start(text):
            break
    return best


def _same_setting(one: Style, two: Style) -> bool:
    return one.font == two.font and one.bold == two.bold and abs(one.size - two.size) <= 0.05 * one.size


def _label(name: tuple[LabelKind, str], text: str, lines: Sequence[Line]) -> Label:
    return Label(*name, text.rstrip(": "), tuple(line.box for line in lines), lines[0].style)


def _run_in(line: Line, position: int, index: LabelIndex, body: Body | None) -> _Hit | None:
    """A label before its text: ``Laufzeit: 2024``, or set otherwise than the text."""
    words = line.words
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        text = " ".join(word.text for word in words[:count])
        name = index.find(text)
        if name is None:
            continue
        one, two = style_of_word(words[count - 1]), style_of_word(words[count])
        differs = one.bold != two.bold or one.font != two.font or one.color != two.color
        named = position == 0 and name[0] in ("action_field", "project_id")
        if text.endswith(":") or named or (differs and stands_out(one, body)):
            box = words[0].box
            around = Box(box.page, box.x0, line.box.top, words[count - 1].box.x1, line.box.bottom)
            return Label(*name, text.rstrip(": "), (around,), one), 1, count
    return None


def unknown_label(lines: Sequence[Line], known: Style | None) -> _Hit | None:
    """A first line that is set like the labels of the report and unlike the text below it."""
    if known is None or len(lines) < 2 or not _same_setting(lines[0].style, known):
        return None
    if lines[0].style.color != known.color or _same_setting(lines[1].style, known):
        return None
    text = lines[0].text.strip()
    if len(text) > _LONGEST_UNKNOWN or sum(char.isalpha() for char in text) < 4 or not text[0].isupper():
        return None
    return _label(("unknown", ""), text, lines[:1]), 1, 0
