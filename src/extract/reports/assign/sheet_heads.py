"""The head of a sheet: title, ID and action field, in boxes or as plain text above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extract.german.hyphenation import Vocabulary
from extract.layout.records import Line
from extract.pdf.records import Box
from extract.reports.arrange.blocks import joined
from extract.reports.assign.drafts import Draft
from extract.reports.front.field_names import ActionField, same_name
from extract.reports.front.frontmatter import Front
from extract.reports.names.labels import HEADER_KINDS, LabelIndex, entries_of
from extract.reports.profile.model import Profile
from extract.reports.records.sheets import Sheet
from extract.reports.text.passages import Part

_NUMBER = re.compile(r"^(?P<no>\d{1,2})\s*[.:)–-]?\s+(?P<name>\D.*)$")
_ALIKE = 0.97
"""Lines of one size: the smaller one is at least this part of the larger."""
_SLACK_EM = 0.3
"""Text above the boxes may reach this far into their height."""


def read_head(
    draft: Draft,
    sheet: Sheet,
    outside: Mapping[int, Sequence[Line]],
    profile: Profile,
    front: Front,
    vocabulary: Vocabulary,
) -> list[Line]:
    """Title, ID and action field; returns the lines that are none of them."""
    loose: list[list[Line]] = []
    for cell in [*sheet.header, *sheet.cells]:
        for entry in cell.entries:
            kind = entry.label.kind if entry.label is not None else None
            lines = [_line(part) for part in entry.parts]
            if kind in HEADER_KINDS and lines:
                _take_labelled(draft, str(kind), lines, front, vocabulary)
            elif kind is None and any(cell is one for one in sheet.header):
                loose.append(lines)
    first = min(
        (cell.box.top for cell in sheet.header or sheet.cells if cell.page == sheet.pages[0]), default=0.0
    )
    above = [line for line in outside.get(sheet.pages[0], ()) if _is_above(line, first)]
    for entry in entries_of(above, LabelIndex(profile)):
        kind = entry.label.kind if entry.label is not None else None
        if entry.label is not None and kind in HEADER_KINDS and entry.parts:
            _take_labelled(draft, entry.label.kind, [_line(entry.parts[0])], front, vocabulary)
            loose += _setting_runs([_line(part) for part in entry.parts[1:]])
        else:
            loose += _setting_runs([_line(part) for part in entry.parts])
    patterns = [re.compile(pattern) for pattern in profile.project.id_patterns]
    if not draft.ids:
        loose = _take_id(draft, loose, patterns)
    if draft.action_field is None:
        loose = _take_field(draft, loose, profile, front, vocabulary)
    if not draft.title and loose:
        draft.title = max(loose, key=lambda lines: (_size(lines), sum(len(line.text) for line in lines)))
        loose = [lines for lines in loose if lines is not draft.title]
    below = [
        line
        for page in sheet.pages
        for line in outside.get(page, ())
        if not (page == sheet.pages[0] and _is_above(line, first))
    ]
    return [line for lines in loose for line in lines] + below


def _is_above(line: Line, edge: float) -> bool:
    """Whether a line ends above the boxes, but for the white space in its letters."""
    return line.box.bottom <= edge + _SLACK_EM * line.style.size


def _take_labelled(draft: Draft, kind: str, lines: list[Line], front: Front, vocabulary: Vocabulary) -> None:
    if kind == "title":
        draft.title = draft.title or lines
    elif kind == "project_id":
        draft.ids.append(" ".join(" ".join(line.text for line in lines).split()))
    else:
        draft.action_field = draft.action_field or _field(joined(lines, vocabulary), front)
        draft.field_lines = draft.field_lines or lines


def _line(part: Part) -> Line:
    if not part.skip:
        return part.line
    boxes = [word.box for word in part.words]
    box = Box(part.line.page, boxes[0].x0, part.line.box.top, boxes[-1].x1, part.line.box.bottom)
    return replace(part.line, words=part.words, box=box)


def _size(lines: Iterable[Line]) -> float:
    return max((line.style.size for line in lines), default=0.0)


def _setting_runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Neighbouring lines of one size."""
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1] if runs else None
        if last is not None and min(last.style.size, line.style.size) >= _ALIKE * max(
            last.style.size, line.style.size
        ):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _take_id(draft: Draft, loose: list[list[Line]], patterns: Sequence[re.Pattern[str]]) -> list[list[Line]]:
    """Takes the first ID in the header; what follows it on its line is left for the title.

    A cell with nothing but an ID is preferred to an ID within other text.
    """
    ordered = sorted(loose, key=lambda lines: sum(len(line.text) for line in lines))
    for lines in ordered:
        for place, line in enumerate(lines):
            match = next((found for pattern in patterns if (found := pattern.search(line.text))), None)
            if match is None:
                continue
            draft.ids.append(" ".join(match.group("id").split()))
            rest = _without(line, match) if match.start() == 0 else line
            kept = [*lines[:place], *([rest] if rest is not None else []), *lines[place + 1 :]]
            return [kept if one is lines else one for one in loose if one is not lines or kept]
    return loose


def _without(line: Line, match: re.Match[str]) -> Line | None:
    """The words of a line behind a match at its start."""
    position = 0
    for index, word in enumerate(line.words):
        position = line.text.index(word.text, position) + len(word.text)
        if position >= match.end():
            words = line.words[index + 1 :]
            while words and not any(char.isalnum() for char in words[0].text):
                words = words[1:]
            return _line(Part(line, len(line.words) - len(words))) if words else None
    return None


def _take_field(
    draft: Draft, loose: list[list[Line]], profile: Profile, front: Front, vocabulary: Vocabulary
) -> list[list[Line]]:
    pattern = re.compile(profile.action_field.pattern) if profile.action_field.pattern else None
    for lines in loose:
        text = joined(lines, vocabulary)
        match = pattern.match(text) if pattern is not None else None
        known = next((field for field in front.action_fields if same_name(field.name, text)), None)
        if match is None and known is None:
            continue
        name = match.group("name").strip() if match is not None else text
        number = match.groupdict().get("no") if match is not None else None
        draft.action_field = known or _field(f"{number} {name}" if number else name, front)
        draft.field_lines = lines
        return [one for one in loose if one is not lines]
    return loose


def _field(text: str, front: Front) -> ActionField:
    """The action field of a name, with its number where it is printed or known."""
    match = _NUMBER.match(text)
    name = match.group("name").strip() if match else text.strip()
    known = next((field for field in front.action_fields if same_name(field.name, name)), None)
    if match:
        return ActionField(int(match.group("no")), name, None)
    return known or ActionField(None, name, None)
