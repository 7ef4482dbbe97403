"""Milestones: year labels, items and sub-items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from extract.layout.lines import style_of
from extract.layout.records import Line, Style
from extract.layout.text import union
from extract.pdf.records import Word
from extract.reports.arrange.ticks import TICKS
from extract.reports.fill.milestone_spacing import Leadings, ReachKey, column_of, opens_item
from extract.reports.names.years import BROKEN_LABEL, YEAR, YEAR_LABEL
from extract.reports.text.passages import BULLETS, DASHES, Part, dash_opens

_BROKEN_EM = 0.3


@dataclass(slots=True)
class ItemDraft:
    year_label: str
    level: int
    parts: list[Part] = field(default_factory=list)
    icons: tuple[str, ...] = ()


def milestone_items(
    parts: Sequence[Part],
    *,
    leadings: Leadings | None = None,
    reaches: Mapping[ReachKey, float] | None = None,
) -> tuple[list[ItemDraft], list[Part]]:
    """Items in reading order, and lines before the first year label that belong to none.

    Args:
        parts: the lines below the heading.
        leadings: what `leadings_of` all lists of the report; None to take it from this list alone.
        reaches: what `reaches_of` all lists of the report.
    """
    items: list[ItemDraft] = []
    homeless: list[Part] = []
    label: str | None = None
    item: ItemDraft | None = None
    bare = [_without_tick(part) for part in parts]
    ticked = {id(one.line) for one, part in zip(bare, parts, strict=True) if one is not part}
    parts = _split_labels(bare)
    marks = _marks(parts, ticked)
    marked = _is_marked(parts, marks)
    # Dots on the line of a timeline stand before its years, not before the items.
    dotted = all(mark == "icon" for part, mark in zip(parts, marks, strict=True) if _is_label(part))
    sub_marks = {"sub"} if any(mark not in (None, "sub") for mark in _firsts(parts, marks)) else set()
    column = column_of(parts, leadings, reaches, labels=[part for part in parts if _is_label(part)])
    setting: Style | None = None
    columns: list[tuple[float, str]] = []
    for part, mark in zip(parts, marks, strict=True):
        text = " ".join(word.text for word in part.words)
        if row := _label_row(part):
            columns, item, label = row, None, row[0][1]
            setting = setting or style_of(part.words)
            continue
        match = YEAR_LABEL.match(text)
        # A year at the end of an item may fall on a line of its own; labels are all set alike.
        if match and (dotted or not mark) and (setting is None or _alike(setting, style_of(part.words))):
            setting = setting or style_of(part.words)
            label, item, columns = _printed(match.group("label")), None, []
            continue
        if columns and (above := _column_label(columns, part)) != label:
            label, item = above, None
        if label is None:
            homeless.append(part)
            continue
        if item is None or mark or (not marked and opens_item(item.parts, part, column)):
            further = item is not None and mark and (not marked or _indented(items, part))
            level = 2 if mark in sub_marks or further else 1
            item = ItemDraft(label, level, [], tuple(icon.text for icon in part.line.before))
            items.append(item)
        item.parts.append(part)
    return items, homeless


def _printed(label: str) -> str:
    """A label with its spaces as they are printed on one line."""
    return re.sub(r"(?<=\d[/–-])\s+(?=\d)", "", re.sub(r"\s+", " ", label))


def in_order(items: Sequence[ItemDraft]) -> list[ItemDraft]:
    """Items in order of time where a grid was read column by column, else as they stand."""
    years = [_first_year(item.year_label) for item in items]
    regions = {part.line.region for item in items for part in item.parts}
    if len(regions) > 1 and years != sorted(years):
        order = sorted(range(len(items)), key=lambda index: (years[index], index))
        return [items[index] for index in order]
    return list(items)


def _first_year(label: str) -> int:
    match = re.search(YEAR, label)
    return int(match.group()) if match else 0


def _label_row(part: Part) -> list[tuple[float, str]]:
    """The years at the heads of narrow columns, where one printed line holds several: where each begins."""
    row: list[tuple[float, str]] = []
    for word in part.words:
        if not YEAR_LABEL.match(word.text):
            return []
        row.append((word.box.x0, word.text.rstrip(":")))
    return row if len(row) > 1 else []


def _column_label(columns: Sequence[tuple[float, str]], part: Part) -> str:
    """The year above a part: the last one that begins no further right."""
    left = _left(part) + 0.5 * part.line.style.size
    return next((label for x0, label in reversed(columns) if x0 <= left), columns[0][1])


def _split_labels(parts: Sequence[Part]) -> list[Part]:
    """A year label in a narrow column left of its first item stands on that item's line: taken apart."""
    result: list[Part] = []
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        if waiting and (taken := _over_two_lines(part, waiting[0])):
            label, *rest = taken
            result.append(label)
            waiting[:1] = rest
            continue
        words = part.words
        if _label_row(part):
            result.append(part)
            continue
        for count in range(1, min(4, len(words))):
            head = " ".join(word.text for word in words[:count])
            if YEAR_LABEL.match(head) and _apart(words[count - 1], words[count]):
                cut = Part(_only(part, count))
                result += [cut, Part(part.line, part.skip + count)]
                break
        else:
            result.append(part)
    return result


def _over_two_lines(part: Part, below: Part) -> list[Part]:
    """A label broken after its slash, ``2021/`` above ``2022``, and what stands beside its two lines."""
    first, second = part.words[0], below.words[0]
    if not BROKEN_LABEL.match(first.text) or not YEAR_LABEL.match(first.text + second.text):
        return []
    size = first.size
    if part.line.region != below.line.region or abs(first.box.x0 - second.box.x0) > _BROKEN_EM * size:
        return []
    alike = _alike(style_of([first]), style_of([second]))
    if not alike or any(len(one.words) > 1 and not _apart(*one.words[:2]) for one in (part, below)):
        return []
    label = replace(_only(part, 1), words=(first, second), box=union(first.box, second.box))
    rest = [Part(one.line, one.skip + 1) for one in (part, below) if len(one.words) > 1]
    return [Part(label), *rest]


def _without_tick(part: Part) -> Part:
    """Tables of milestones tick what is done in a column at the right: no part of the text."""
    words = part.words
    if len(words) < 2 or words[-1].text not in TICKS:
        return part
    if words[-1].box.x0 - words[-2].box.x1 < words[-2].size:
        return part
    return Part(replace(part.line, words=part.line.words[:-1]), part.skip)


def _only(part: Part, count: int) -> Line:
    words = part.words[:count]
    return replace(part.line, words=words, before=(), after=())


def _apart(label: Word, following: Word) -> bool:
    gap = following.box.x0 - label.box.x1
    return (
        gap > 0.8 * label.size
        or label.bold != following.bold
        or label.font != following.font
        or abs(label.size - following.size) > 0.06 * label.size
        or label.text.endswith(":")
    )


def _alike(one: Style, two: Style) -> bool:
    return (
        one.font == two.font
        and one.bold == two.bold
        and abs(one.size - two.size) <= 0.12 * one.size
        and one.color == two.color
    )


def _marks(parts: Sequence[Part], ticked: Set[int]) -> list[str | None]:
    """What marks each part as the beginning of an item; None for nothing."""
    marks = [_mark(parts, index) for index in range(len(parts))]
    for mark, has in (
        ("tick", [id(part.line) in ticked for part in parts]),
        ("sub", [part.words[0].text in DASHES and len(part.words) > 1 for part in parts]),
    ):
        # Where each first line below a year has it, it opens items further down as well.
        firsts = _firsts(parts, [mark if one else None for one in has])
        if firsts and None not in firsts:
            marks = [
                old or (mark if one and not _is_label(part) else None)
                for old, one, part in zip(marks, has, parts, strict=True)
            ]
    return marks


def _mark(parts: Sequence[Part], index: int) -> str | None:
    part = parts[index]
    if part.skip == 0 and part.line.before:
        return "icon"
    words = part.words
    if len(words) > 1 and words[0].text in BULLETS:
        return "bullet"
    if len(words) > 1 and words[0].text in DASHES and dash_opens(parts, index):
        return "sub"
    return None


def _is_marked(parts: Sequence[Part], marks: Sequence[str | None]) -> bool:
    """Whether items have marks. Marks further down than below the years are of sub-items."""
    firsts = _firsts(parts, marks)
    return 2 * sum(mark is not None for mark in firsts) >= len(firsts) if firsts else any(marks)


def _firsts(parts: Sequence[Part], marks: Sequence[str | None]) -> list[str | None]:
    """The marks of the lines right below the years."""
    return [
        marks[index]
        for index in range(1, len(parts))
        if _is_label(parts[index - 1]) and not _is_label(parts[index])
    ]


def _is_label(part: Part) -> bool:
    return YEAR_LABEL.match(" ".join(word.text for word in part.words)) is not None


def _indented(items: Sequence[ItemDraft], part: Part) -> bool:
    """Whether a marked line stands further right than the first-level items of the list do."""
    firsts = [item.parts[0] for item in items if item.level == 1 and item.parts]
    near = [other for other in firsts if other.line.region == part.line.region]
    if not near:
        return False
    left = min(_left(other) for other in near)
    return _left(part) > left + 0.8 * part.line.style.size


def _left(part: Part) -> float:
    return part.line.before[0].box.x0 if part.line.before else part.x0
