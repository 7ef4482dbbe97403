"""Labels in a column and the text beside them: each label goes before its text.

A label is a heading of the profile or a year. It may stand level with the first line of its text or in the
middle of its height, in a region of its own or on the printed lines of the text, left of it or right. Years
in the middle of a timeline have their texts left and right of them by turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.layout.geometry import APART_EM, BLOCK_EM, alike, apart, flush, gap_beside, middle, shared_height
from extract.layout.lines import style_of_word
from extract.layout.records import Line, PageLayout, Region, Style
from extract.layout.rules import Lines, drawn_rules, level_rules
from extract.reports.arrange.anchors import (
    Anchor,
    cut_out,
    labels_of,
    part_of_line,
    pieces_of,
    with_parts,
    years_in,
    zones_of,
)
from extract.reports.arrange.matching import Match, match, nearest
from extract.reports.names.heading_names import HeadingIndex, squeeze
from extract.reports.names.headings import find_headings, label_text
from extract.reports.names.years import YEAR_LABEL

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2
"""Labels of a column: one may stand beside a text for any reason."""
_FEWEST_YEARS = 3
"""Years of a timeline with texts on both sides."""
_BESIDE = 0.6
"""Labels and text stand beside each other over this part of the lower one's height."""
_REACH_EM = 6.0
"""How far labels may end from their text."""
_REACH_LEVEL_EM = 16.0
"""The same where each is level with its text: a column is as wide as its longest label had to be."""
_LEVEL_COST = 0.45
"""What a label costs at most, in em, that stands where it should."""
_EVENT_EM = 0.9
"""White space between two events on one side of a timeline, at least."""
_EDGE_EM = 0.5
_MOST_LOOKS = 12


def set_labels_before(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each label of a column before the text that it stands beside.

    Args:
        layout: one page; returned itself where nothing changes.
        index: the headings of the profile.
    """
    rules = level_rules(layout.page)
    as_cut = layout.regions
    for step in (_timelines, _margins):
        for _ in range(_MOST_LOOKS):
            changed = step(layout, index, rules)
            if changed is None:
                break
            layout = changed
    looks: Set[_Look] | None = None
    regions = []
    for region in layout.regions:
        if any(region is one for one in as_cut) and _may_hold_labels(region, index):
            looks = _looks(layout, index) if looks is None else looks
            region = _Within(region, index, drawn_rules(layout.page)[0], looks).reordered()
        regions.append(region)
    if all(one is other for one, other in zip(regions, layout.regions, strict=True)):
        return layout
    return replace(layout, regions=tuple(regions))


def _before_texts(labels: Sequence[Anchor], texts: Sequence[Line], found: Match) -> list[Line]:
    """The lines with each label before those that belong to it."""
    lines = list(texts[: found.starts[0]])
    for label, (low, high) in zip(labels, pairwise([*found.starts, len(texts)]), strict=True):
        above = lines[-1].box.bottom if lines else None
        own = list(label.lines)
        if low < high and above is not None and texts[low].box.top < own[0].box.top:
            # The white space above the row is that above its label now.
            own[0] = replace(own[0], gap_above=texts[low].box.top - above)
        lines += [*own, *texts[low:high]]
    return lines


# --- labels in a region of their own


@dataclass(frozen=True, slots=True)
class _Column:
    """Labels of a margin column; lines above and below them belong to something else."""

    above: tuple[Line, ...]
    labels: tuple[Anchor, ...]
    below: tuple[Line, ...]


def _margins(layout: PageLayout, index: HeadingIndex, rules: Lines) -> PageLayout | None:
    """The page with one column of labels read into the column beside it."""
    for margin in layout.regions:
        column = _column(margin, index)
        if column is None:
            continue
        for text in layout.regions:
            found = _beside(margin, column, text, index, rules)
            if found is None:
                continue
            lines = [
                replace(line, region=text.index) for line in _before_texts(column.labels, text.lines, found)
            ]
            rest = column.above + column.below
            regions = []
            for region in layout.regions:
                if region is margin:
                    regions += [margin.with_lines(rest)] if rest else []
                else:
                    regions.append(text.with_lines(lines) if region is text else region)
            return replace(layout, regions=tuple(regions))
    return None


def _column(region: Region, index: HeadingIndex) -> _Column | None:
    """The longest run of labels with nothing else between, where the region has hardly more than these."""
    found = labels_of(region.lines, region, index)
    runs: list[tuple[int, int, tuple[Anchor, ...]]] = []
    position = 0
    while position < len(region.lines):
        first, labels = position, []
        while position in found:
            labels.append(found[position])
            position += len(found[position].lines)
        if labels:
            runs.append((first, position, tuple(labels)))
        else:
            position += 1
    low, high, most = max(runs, key=lambda run: len(run[2]), default=(0, 0, ()))
    if len(most) < _FEWEST or len(region.lines) - (high - low) > len(most):
        return None
    return _Column(region.lines[:low], most, region.lines[high:])


def _beside(margin: Region, column: _Column, text: Region, index: HeadingIndex, rules: Lines) -> Match | None:
    """How the lines of a region belong to labels; None where it is not the text beside them."""
    if text is margin or text.leaf != margin.leaf or text.box.page != margin.box.page:
        return None
    box = margin.with_lines([line for label in column.labels for line in label.lines]).box
    if shared_height(box, text.box) < _BESIDE * min(box.height, text.box.height):
        return None
    em = margin.lines[0].style.size
    if any(line.box.bottom > text.box.top + _EDGE_EM * em for line in column.above):
        return None
    if any(line.box.top < text.box.bottom - _EDGE_EM * em for line in column.below):
        return None
    if box.x0 > text.box.x1 and all(label.is_year for label in column.labels):
        return None  # a column of a table that says when each row is done
    distance = gap_beside(box, text.box)
    if not 0 <= distance < _REACH_LEVEL_EM * em:
        return None
    found = match(column.labels, text.lines, rules)
    if distance >= _REACH_EM * em and found.cost > _LEVEL_COST:
        return None
    years = [line for line in text.lines if YEAR_LABEL.match(line.text)]
    if find_headings(text.lines, index, None) or not (
        len(years) <= 1 or _are_listed(years, column.labels, index)
    ):
        return None
    return found


def _are_listed(years: Sequence[Line], labels: Sequence[Anchor], index: HeadingIndex) -> bool:
    """Whether all years stand beside the heading of a list of milestones, or below it and no other label."""
    for label, below in zip(labels, [*labels[1:], None], strict=True):
        if (found := index.find(label_text(label.lines))) and found[0].kind == "milestones":
            low = label.box.top - BLOCK_EM * years[0].style.size
            high = below.box.top if below is not None else float("inf")
            return all(low <= line.box.top < high for line in years)
    return False


# --- labels on the printed lines of their text

_Look = tuple[Style, int]


def _look(line: Line) -> _Look:
    """How the first word of a line is set, and where."""
    return style_of_word(line.words[0]), round(line.box.x0 / line.style.size)


def _looks(layout: PageLayout, index: HeadingIndex) -> set[_Look]:
    """The looks of the known labels of the page: in a ruled table others set so are labels, too."""
    lines = (line for region in layout.regions for line in region.lines)
    return {_look(line) for line in lines if _known_words(line, index)}


def _known_words(line: Line, index: HeadingIndex) -> int:
    """How many words of a line are a label before wide white space or its end; 0 for none."""
    first = line.words[0].text
    if not (_YEAR.match(first) or index.starts(squeeze(first))):
        return 0
    piece = next(pieces_of(line.words, APART_EM))
    label = " ".join(word.text for word in piece)
    return len(piece) if YEAR_LABEL.match(label) or index.find(label) else 0


def _may_hold_labels(region: Region, index: HeadingIndex) -> bool:
    """A cheap look: a line with white space in it, or lines that hang left of those above them."""
    if len(region.lines) < _FEWEST:
        return False
    if any(
        index.starts(squeeze(line.words[0].text)) and any(apart(*two) for two in pairwise(line.words[:5]))
        for line in region.lines
    ):
        return True
    lefts = [line.box.x0 for line in region.lines]
    return any(
        above > low + line.style.size
        for (above, low), line in zip(pairwise(lefts), region.lines[1:], strict=True)
    )


@dataclass(slots=True)
class _Within:
    """A region whose lines hold labels and text side by side."""

    region: Region
    index: HeadingIndex
    rules: Lines
    looks: Set[_Look]

    def reordered(self) -> Region:
        """The region with its labels before their texts; itself where they stand so."""
        lines = self.region.lines
        for first in self._openings():
            edge = self._edge(first)
            if edge is None:
                continue
            low, high = self._stretch(first, edge)
            lefts, rights = self._sides(lines[low:high], edge)
            merged = self._merged(lefts, rights) if lefts and rights else None
            if merged is not None:
                return self.region.with_lines([*lines[:low], *merged, *lines[high:]])
        return self.region

    def _openings(self) -> list[Line]:
        """A line of each column of labels, those with most labels first."""
        columns: list[list[Line]] = []
        for line in self.region.lines:
            if not self._may_be_label(line):
                continue
            home = next((one for one in columns if flush(one[0].box, line.box, line.style.size)), None)
            if home is None:
                columns.append([line])
            else:
                home.append(line)
        return [column[0] for column in sorted(columns, key=lambda one: -len(one))]

    def _may_be_label(self, line: Line) -> bool:
        first = line.words[0].text
        return (
            self.index.starts(squeeze(first)) or _YEAR.match(first) is not None or _look(line) in self.looks
        )

    def _edge(self, opening: Line) -> float | None:
        """The left edge of the text beside labels: where most begins that begins right of them."""
        em = opening.style.size
        beside: list[float] = []
        further: list[float] = []
        for line in self.region.lines:
            if not flush(line.box, opening.box, em, within=_EDGE_EM):
                further += [line.box.x0] if line.box.x0 > opening.box.x0 else []
            elif self._may_be_label(line) and len(pieces := list(pieces_of(line.words, APART_EM))) > 1:
                beside.append(pieces[1][0].box.x0)
        # A text on the line of its label says more than lines that begin further right for any reason.
        starts = beside or further
        if not starts:
            return None
        best = max(starts, key=lambda x: (sum(abs(x - other) < _EDGE_EM * em for other in starts), -x))
        return best - _EDGE_EM * em

    def _stretch(self, opening: Line, edge: float) -> tuple[int, int]:
        """The longest run of lines in which no word crosses the edge, none of them left of the labels."""
        best = (0, 0)
        first = 0
        lines = self.region.lines
        left = opening.box.x0 - _EDGE_EM * opening.style.size
        for place in range(len(lines) + 1):
            if place == len(lines) or lines[place].box.x0 < left or _crosses(lines[place], edge):
                best = max(best, (first, place), key=lambda run: run[1] - run[0])
                first = place + 1
        return best

    def _sides(self, lines: Sequence[Line], edge: float) -> tuple[list[Line], list[Line]]:
        lefts: list[Line] = []
        rights: list[Line] = []
        for line in lines:
            left = tuple(word for word in line.words if word.box.x0 < edge)
            for side, words in ((lefts, left), (rights, line.words[len(left) :])):
                if words:
                    icons = [
                        icon
                        for icon in (*line.before, *line.after)
                        if (icon.box.x0 < edge) == (side is lefts)
                    ]
                    side.append(part_of_line(line, tuple(words), icons, side[-1] if side else None))
        return lefts, rights

    def _merged(self, lefts: Sequence[Line], rights: Sequence[Line]) -> list[Line] | None:
        """The lines with each label before its text; None where that is the order they have."""
        labels = self._labels(lefts, rights)
        if labels is None:
            return None
        found = match(labels, rights, self.rules)
        if len(labels) > 1 and found.cost > _LEVEL_COST:
            return None
        before = sorted([*lefts, *rights], key=lambda line: (round(middle(line.box)), line.box.x0))
        merged = _before_texts(labels, rights, found)
        printed = [word for line in before for word in line.words]
        read = [word for line in merged for word in line.words]
        if all(one is other for one, other in zip(printed, read, strict=True)):
            return None
        return merged

    def _labels(self, lefts: Sequence[Line], rights: Sequence[Line]) -> list[Anchor] | None:
        """The labels that the lines at the left are; None where one is something else."""
        known = labels_of(lefts, self.region, self.index)
        labels: list[Anchor] = []
        place = 0
        while place < len(lefts):
            label = known.get(place)
            if label is None:
                if not (_look(lefts[place]) in self.looks and self._is_ruled(lefts)):
                    return None
                end = place + 1
                while (
                    end < len(lefts)
                    and end not in known
                    and lefts[end].gap_above < BLOCK_EM * lefts[end].style.size
                ):
                    end += 1
                label = Anchor(tuple(lefts[place:end]), self.region, False)
            labels.append(label)
            place += len(label.lines)
        lone = len(labels) == 1 and len(labels[0].lines) > 1
        if lone and len(rights) <= len(lefts) and not alike(lefts[0].style, rights[0].style, color=True):
            return labels  # a heading over several lines beside the one or two of its text
        return labels if len(labels) >= _FEWEST else None

    def _is_ruled(self, lefts: Sequence[Line]) -> bool:
        """Whether drawn rules or tints part the rows of a table."""
        box = self.region.box
        em = lefts[0].style.size
        return any(
            x0 < box.x0 + em and x1 > box.x1 - em and lefts[0].box.top < y < lefts[-1].box.bottom
            for y, x0, x1 in self.rules
        )


def _crosses(line: Line, edge: float) -> bool:
    """Whether a word, or a word space, lies over the left edge of the text."""
    slack = 0.3 * line.style.size
    if any(word.box.x0 < edge - slack and word.box.x1 > edge + slack for word in line.words):
        return True
    return any(
        left.box.x1 <= edge + slack
        and right.box.x0 >= edge - slack
        and right.box.x0 - left.box.x1 < 0.8 * right.size
        for left, right in pairwise(line.words)
        if left.box.x0 < edge
    )


# --- years in the middle, texts on both sides


def _timelines(layout: PageLayout, index: HeadingIndex, rules: Lines) -> PageLayout | None:
    """The page with one column of years and the texts on both sides of it as one region."""
    for zone in zones_of(layout):
        for years in _stacks(years_in(zone)):
            events = _events(zone, years)
            if events is None:
                continue
            lines = _in_turn(years, events)
            taken = {id(line) for line in _owners(zone, lines)}
            homes = [region for region in zone if any(id(line) in taken for line in region.lines)]
            if len(homes) == 1 and _same_words(homes[0].lines, lines):
                continue
            return with_parts(layout, homes[0], [lines], taken)
    return None


def _stacks(years: Sequence[Anchor]) -> list[list[Anchor]]:
    """Years set alike with their middles one below the other."""
    found: list[list[Anchor]] = []
    for year in sorted(years, key=lambda one: one.box.top):
        home = next(
            (
                one
                for one in found
                if abs(one[0].centre - year.centre) < _EDGE_EM * year.size
                and alike(one[0].lines[0].style, year.lines[0].style, bold=False)
                and year.box.top >= one[-1].box.bottom
            ),
            None,
        )
        if home is None:
            found.append([year])
        else:
            home.append(year)
    return [one for one in found if len(one) >= _FEWEST_YEARS]


def _events(zone: Sequence[Region], years: Sequence[Anchor]) -> list[list[Line]] | None:
    """The texts beside the years, block by block; None where they are not on both sides by turns."""
    left, right = min(year.box.x0 for year in years), max(year.box.x1 for year in years)
    own = {id(word) for year in years for line in year.lines for word in line.words}
    em = years[0].size
    step = median(two.middle - one.middle for one, two in pairwise(years)) / 2
    low, high = years[0].middle - step, years[-1].middle + step
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in sorted((line for region in zone for line in region.lines), key=lambda one: one.box.top):
        if not low < middle(line.box) < high:
            continue
        others = [word for word in line.words if id(word) not in own]
        before = tuple(word for word in others if word.box.x1 <= left)
        after = tuple(word for word in others if word.box.x0 >= right)
        if len(before) + len(after) < len(others):
            return None
        for side, words in zip(sides, (before, after), strict=True):
            if words:
                side.append(cut_out(line, words, side[-1] if side else None))
    near = [_within_reach(side, left, right, em) for side in sides]
    if not all(near) or not _by_turns(years, near):
        return None
    return [block for side in near for block in _blocks(side)]


def _within_reach(side: Sequence[Line], left: float, right: float, em: float) -> list[Line]:
    """The lines that end near the years, and those that begin where these begin: text set flush left."""
    close = [line for line in side if -em < max(left - line.box.x1, line.box.x0 - right) <= _REACH_EM * em]
    return [line for line in side if any(line is one or flush(line.box, one.box, em) for one in close)]


def _by_turns(years: Sequence[Anchor], sides: Sequence[Sequence[Line]]) -> bool:
    """Whether each year has its text on one side, and both sides have some, set alike."""
    turns: set[int] = set()
    for year in years:
        at = [
            number
            for number, side in enumerate(sides)
            if any(shared_height(line.box, year.box) > -BLOCK_EM * year.size for line in side)
        ]
        if len(at) != 1:
            return False
        turns.update(at)
    styles = [{(line.style.font, line.style.size) for line in side} for side in sides]
    return turns == {0, 1} and bool(styles[0] & styles[1])


def _blocks(side: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in side:
        if not blocks or line.gap_above > _EVENT_EM * line.style.size:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _in_turn(years: Sequence[Anchor], events: Sequence[Sequence[Line]]) -> list[Line]:
    lines: list[Line] = []
    for number, year in enumerate(years):
        own = [line for block in events if nearest(years, block) == number for line in block]
        lines += [*year.lines, *sorted(own, key=lambda line: line.box.top)]
    return lines


def _owners(zone: Sequence[Region], parts: Sequence[Line]) -> list[Line]:
    """The printed lines that words of the parts stand on."""
    words = {id(word) for line in parts for word in line.words}
    return [line for region in zone for line in region.lines if any(id(word) in words for word in line.words)]


def _same_words(one: Sequence[Line], two: Sequence[Line]) -> bool:
    return [id(word) for line in one for word in line.words] == [
        id(word) for line in two for word in line.words
    ]
