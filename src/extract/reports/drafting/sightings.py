"""What repeats in a PDF that nobody has described yet: headings, labels of boxes, codes, sizes of type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.layout.geometry import SLACK_EM
from extract.layout.grid import GridCell, page_grids
from extract.layout.lines import printed_lines, style_of_word
from extract.layout.records import Line, PageLayout
from extract.pdf.records import usual_size
from extract.reports.arrange.furniture import find_furniture
from extract.reports.assign.values_beside import beside
from extract.reports.drafting.code_sightings import codes_of
from extract.reports.names.heading_names import HeadingIndex, split_year, squeeze
from extract.reports.names.headings import Body, body_of, label_text, stands_out
from extract.reports.names.lexicon import lexicon
from extract.reports.profile.model import Profile

_FEWEST_PAGES = 3
_FEWEST_VALUES = 2
"""Other texts below a label: what always stands there is a heading of its own."""
_MOSTLY_VALUE = 0.5
"""Part of the places of a text at which it stands as the value of a label."""
_LONGEST = 45
_FEWEST_LETTERS = 4
_REMARK = re.compile(r"\s*\([^()]*\)?\s*$")
_MONEY = re.compile(r"\d\s*(?:€|Euro|EUR)\b|\d\s*€")
_QUANTITY = re.compile(
    r"(?P<number>\d[\d.]*(?:,\d+)?)\s*(?P<unit>(?:t|kWh|MWh|GWh|km|ha|kg|m²|%)(?:/(?:a|Jahr))?)(?![\w€])"
)
_LINK = re.compile(r"www\.|https?://")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_BODY = re.compile(
    r"\b(?:Ministerium|Stadt|(?:Land)?[Kk]reis|Gemeinde|Universität|Hochschule|Verband|Kammer|Verein|Amt|AG|e\.\s?V\.)\b"
    r"|mbH\b|\w(?:ministerium|verband|amt|werke|kammer|gesellschaft|verein)\b"
)
_SHORT = 130
"""Letters of a text that names a body and does not tell of it, at most."""
_RUN_IN = 5
"""Words of a heading that its text follows on the same line, at most."""


@dataclass(slots=True)
class Sighting:
    """A heading or label, and the text that stands below it."""

    text: str
    """Its commonest spelling."""
    pages: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    setting: str = ""
    """How it is set: font and size, for people to read."""
    years: int = 0
    """Places at which a year opens what stands below it."""

    def share(self, pattern: re.Pattern[str]) -> float:
        """Part of its texts in which the pattern is found."""
        return sum(pattern.search(text) is not None for text in self.texts) / max(1, len(self.texts))

    @property
    def has_money(self) -> bool:
        return self.share(_MONEY) >= 0.5

    @property
    def has_links(self) -> bool:
        return self.share(_LINK) >= 0.5

    @property
    def has_years(self) -> bool:
        """Whether a list by years stands below it."""
        return self.years >= 0.5 * len(self.pages) and not self.has_money

    @property
    def has_bodies(self) -> bool:
        """Whether it is followed by the name of a body and hardly anything else."""
        named = sum(len(text) <= _SHORT and _BODY.search(text) is not None for text in self.texts)
        return named >= 0.5 * max(1, len(self.texts))

    @property
    def unit(self) -> str | None:
        """The unit most of its texts state after a number, if any."""
        found = Counter(match.group("unit") for text in self.texts if (match := _QUANTITY.search(text)))
        if not found or found.total() < 0.5 * len(self.texts):
            return None
        return found.most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class Sightings:
    """All that repeats."""

    labels: tuple[Sighting, ...]
    """Labels of ruled boxes, in reading order."""
    headings: tuple[Sighting, ...]
    """Lines set apart from running text, in reading order."""
    codes: tuple[tuple[str | None, str, int], ...]
    """Word before the code, code, page."""

    @property
    def boxed(self) -> bool:
        """Whether boxes rather than headings part the text."""
        return len(self.labels) >= 3


def look(layouts: Sequence[PageLayout]) -> Sightings:
    """Looks at all pages of a file."""
    furniture, _ = find_furniture(layouts, HeadingIndex(Profile(profile="draft")))
    cells = [(layout, cell) for layout in layouts for cell in page_grids(layout.page).cells if cell.words]
    labels = _labels(cells)
    headings = _headings(layouts, furniture)
    return Sightings(
        labels=tuple(labels),
        headings=tuple(headings),
        codes=tuple(codes_of(layouts, cells)),
    )


def bare(text: str) -> str:
    """A heading without year, colon and remark in brackets."""
    return _REMARK.sub("", split_year(text)[0]).strip(" :•")


def _may_head(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return (
        letters >= _FEWEST_LETTERS and len(text) <= _LONGEST and text[:1].isupper() and text[-1] not in ".,;-"
    )


def _labels(cells: Sequence[tuple[PageLayout, GridCell]]) -> list[Sighting]:
    found: dict[str, Sighting] = {}
    below: dict[str, Counter[str]] = {}
    pages: dict[int, list[GridCell]] = {}
    for layout, cell in cells:
        pages.setdefault(layout.number, []).append(cell)
    for layout, cell in cells:
        lines = printed_lines(cell.words, region=0)
        if not lines or not _may_head(lines[0].text):
            continue
        here = pages[layout.number]
        if len(lines) == 1 and sum(other.grid == cell.grid for other in here) == 1:
            continue  # a bar behind a heading
        text = " ".join(line.text for line in lines[1:])
        _note(found, lines[:1], layout.number, text)
        left = _left_of(cell, here)
        label = printed_lines(left.words, region=0) if left is not None else []
        if len(label) == 1 and (key := _key(label)):
            below.setdefault(key, Counter())[_key(lines[:1])] += 1
    values = _value_keys(found, {key: texts for key, texts in below.items() if key in found})
    return _repeated(one for key, one in found.items() if key not in values)


def _value_keys(found: Mapping[str, Sighting], below: Mapping[str, Counter[str]]) -> set[str]:
    """Texts that repeat because many projects have the same value, under a label that has others, too.

    Args:
        found: all sightings by their letters.
        below: for each of them, how often which text stands right below it, or right of it, as its value.
    """
    counts: Counter[str] = Counter()
    for key, texts in below.items():
        if len(texts) >= _FEWEST_VALUES and len(set(found[key].pages)) >= _FEWEST_PAGES:
            counts.update(texts)
    known = lexicon()
    return {
        key
        for key, count in counts.items()
        if key in found
        and count >= _MOSTLY_VALUE * len(found[key].pages)
        and known.find(found[key].text) is None
    }


def _left_of(cell: GridCell, cells: Sequence[GridCell]) -> GridCell | None:
    """The cell that ends where this one begins, in the same row of the same grid."""
    middle = (cell.box.top + cell.box.bottom) / 2
    beside = [
        other
        for other in cells
        if other is not cell
        and other.grid == cell.grid
        and other.words
        and other.box.x1 <= cell.box.x0 + _slack(cell)
        and other.box.top <= middle <= other.box.bottom
    ]
    return max(beside, key=lambda other: other.box.x1, default=None)


def _slack(cell: GridCell) -> float:
    return SLACK_EM * usual_size(word.size for word in cell.words)


def _headings(layouts: Sequence[PageLayout], furniture: frozenset[tuple[int, int, int]]) -> list[Sighting]:
    body = body_of(line for layout in layouts for line in layout.lines)
    found: dict[str, Sighting] = {}
    followers: dict[str, Counter[str]] = {}
    for layout in layouts:
        for region in layout.regions:
            known = [
                (layout.number, region.index, number) in furniture for number in range(len(region.lines))
            ]
            lines = [
                line
                for number, line in enumerate(region.lines)
                if not known[number]
                or _heads_text(region.lines, known, number, body)
                or (
                    stands_out(line.style, body, text=line.text)
                    and beside(layout, region, line, skip=furniture)
                )
            ]
            for line in lines:
                _note_run_in(found, line, layout.number, body)
            runs = _runs(lines, body)
            for position, (heading, _) in enumerate(runs):
                text = " ".join(line.text for line in heading)
                if not stands_out(heading[0].style, body, text=text) or not _may_head(text):
                    continue
                below = runs[position + 1][0] if position + 1 < len(runs) else []
                set_apart = bool(below) and stands_out(below[0].style, body, text=below[0].text)
                if not below or set_apart:
                    end = below[0].box.top if below else None
                    level = beside(layout, region, heading[0], end=end, skip=furniture)
                    if level and not stands_out(level[0].style, body, text=level[0].text):
                        below, set_apart = level, False
                # The first year may be set like the heading right above it.
                first = heading[-1] if len(heading) > 1 else below[0] if below else None
                years = first is not None and _YEAR.match(first.text) is not None
                shown = "" if set_apart else " ".join(one.text for one in below)
                _note(found, heading, layout.number, shown, years=years)
                if set_apart:
                    followers.setdefault(_key(heading), Counter())[_key(below)] += 1
    values = _value_keys(found, {key: texts for key, texts in followers.items() if key in found})
    return _repeated(one for key, one in found.items() if key not in values)


def _heads_text(lines: Sequence[Line], known: Sequence[bool], number: int, body: Body | None) -> bool:
    """A heading at the head of many pages: set apart, close below it text that differs by page."""
    if number + 1 >= len(lines) or known[number + 1]:
        return False
    line, below = lines[number], lines[number + 1]
    return (
        stands_out(line.style, body, text=line.text)
        and line.style != below.style
        and below.gap_above < 0.8 * below.style.size
    )


def _note_run_in(found: dict[str, Sighting], line: Line, page: int, body: Body | None) -> None:
    """A heading at the start of a line, set apart from the text that follows it there."""
    styles = [style_of_word(word) for word in line.words]
    count = next((number for number, style in enumerate(styles) if style != styles[0]), 0)
    if not 0 < count <= _RUN_IN or not stands_out(styles[0], body) or stands_out(styles[count], body):
        return
    words = line.words[:count]
    name = " ".join(word.text for word in words)
    if _may_head(name):
        rest = " ".join(word.text for word in line.words[count:])
        _note(found, [replace(line, words=words, style=styles[0])], page, rest)


def _runs(lines: Sequence[Line], body: Body | None) -> list[tuple[list[Line], bool]]:
    """Neighbouring lines set alike: a heading of two lines, the text below it."""
    runs: list[tuple[list[Line], bool]] = []
    for line in lines:
        apart = stands_out(line.style, body, text=line.text)
        if runs and _goes_on(runs[-1][0][-1], line, apart=apart) and runs[-1][1] == apart:
            runs[-1][0].append(line)
        else:
            runs.append(([line], apart))
    return runs


def _goes_on(above: Line, line: Line, *, apart: bool) -> bool:
    if not apart:
        return True
    alike = above.style == line.style
    return alike and line.gap_above < 0.6 * line.style.size and not above.text.endswith((":", "."))


def _note(
    found: dict[str, Sighting],
    lines: Sequence[Line],
    page: int,
    text: str,
    *,
    years: bool = False,
) -> None:
    style = lines[0].style
    name = bare(label_text(lines))
    key = _key(lines)
    if not key:
        return
    setting = f"{style.font} {style.size:g}{' bold' if style.bold else ''}"
    sighting = found.setdefault(key, Sighting(name, setting=setting))
    sighting.pages.append(page)
    sighting.texts.append(text)
    sighting.years += years


def _key(lines: Sequence[Line]) -> str:
    return squeeze(bare(label_text(lines)))


def _repeated(sightings: Iterable[Sighting]) -> list[Sighting]:
    return [one for one in sightings if len(set(one.pages)) >= _FEWEST_PAGES]
