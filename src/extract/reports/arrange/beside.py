"""Labels in a column and the text beside them: each label goes before its text.

A label is a heading of the profile or a year, or stands among such and is set like them. It may stand level
with the first line of its text or in the middle of its height, in a region of its own or on the printed lines
of the text, left of it or right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from extract.layout.geometry import (
    APART_EM,
    BLOCK_EM,
    alike,
    flush,
    gap_beside,
    level,
    opens_block,
    shared_height,
)
from extract.layout.lines import style_of
from extract.layout.records import Line, PageLayout, Region
from extract.layout.text import union
from extract.pdf.records import Color
from extract.reports.arrange.anchors import Anchor, labels_of, part_of_line, pieces_of, words_in
from extract.reports.arrange.matching import Match, match
from extract.reports.arrange.timelines import join_timelines
from extract.reports.names.heading_names import HeadingIndex, squeeze
from extract.reports.names.headings import find_headings, label_text
from extract.reports.names.years import YEAR_LABEL

_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2
"""Labels of a column: one may stand beside a text for any reason."""
_BESIDE = 0.6
"""Labels and text stand beside each other over this part of the lower one's height."""
_REACH_EM = 6.0
"""How far labels may end from their text."""
_REACH_LEVEL_EM = 16.0
"""The same where each is level with its text: a column is as wide as its longest label had to be."""
_LEVEL_COST = 0.45
"""What a label costs at most, in em, that stands where it should."""
_EDGE_EM = 0.5
_MOST_LOOKS = 12


def set_labels_before(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with each label of a column before the text that it stands beside.

    Args:
        layout: one page; returned itself where nothing changes.
        index: the headings of the profile.
    """
    as_cut = layout.regions
    layout = join_timelines(layout)
    for _ in range(_MOST_LOOKS):
        changed = _margins(layout, index)
        if changed is None:
            break
        layout = changed
    regions = []
    for region in layout.regions:
        if any(region is one for one in as_cut):
            region = _Within(region, index).reordered()
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
        if not label.is_known and low < high:
            # Nobody but the reader knows what it means: it stays on the line of its text.
            lines += [_joined(own[0], texts[low]), *texts[low + 1 : high]]
            continue
        if low < high and above is not None and texts[low].box.top < own[0].box.top:
            # The white space above the row is that above its label now.
            own[0] = replace(own[0], gap_above=texts[low].box.top - above)
        lines += [*own, *texts[low:high]]
    return lines


def _joined(label: Line, text: Line) -> Line:
    words = (*label.words, *text.words)
    return replace(
        text,
        words=words,
        box=union(label.box, text.box),
        style=style_of(words),
        before=(*label.before, *label.after, *text.before),
        gap_above=label.gap_above or text.gap_above,
    )


def _labels(
    lefts: Sequence[Line], rights: Sequence[Line], region: Region, index: HeadingIndex
) -> list[Anchor]:
    """The labels that lines beside a text are; none where one of the lines is something else.

    What nobody knows is a label among known ones where it is set as all of these are and as no text is, or
    where each of the lines ends in a colon.
    """
    known = labels_of(lefts, region, index)
    for place, line in enumerate(lefts):
        if place not in known and index.find(line.text) is not None:
            known[place] = Anchor((line,), region, is_year=False)
    looks = _looks(line for label in known.values() for line in label.lines)
    alone = len(looks) == 1 and not looks & _looks(rights)
    named = all(line.text.endswith(":") for line in lefts)
    labels: list[Anchor] = []
    place = 0
    while known and place < len(lefts):
        label = known.get(place)
        if label is None:
            end = place + 1
            while end < len(lefts) and end not in known and not (named or opens_block(lefts[end])):
                end += 1
            label = Anchor(tuple(lefts[place:end]), region, is_year=False, is_known=False)
            if not named and not (alone and _looks(label.lines) <= looks):
                return []
        labels.append(label)
        place += len(label.lines)
    return labels


def _looks(lines: Iterable[Line]) -> set[tuple[str, bool, Color | None]]:
    """How lines are set, but for their size."""
    return {(line.style.font, line.style.bold, line.style.color) for line in lines}


# --- labels in a region of their own


def _margins(layout: PageLayout, index: HeadingIndex) -> PageLayout | None:
    """The page with one column of labels read into the column beside it."""
    for margin, text in permutations(layout.regions, 2):
        low, high = _stretch_beside(margin, text, index)
        if high - low < _FEWEST or len(margin.lines) > 2 * (high - low):
            continue
        lines = _with_labels(margin, margin.lines[low:high], text, index)
        if lines is None:
            continue
        rest = margin.lines[:low] + margin.lines[high:]
        regions = []
        for region in layout.regions:
            if region is margin:
                regions += [margin.with_lines(rest)] if rest else []
            else:
                regions.append(text.with_lines(lines) if region is text else region)
        return replace(layout, regions=tuple(regions))
    return None


def _stretch_beside(margin: Region, text: Region, index: HeadingIndex) -> tuple[int, int]:
    """The lines of a region that stand beside another one, and labels above and below without any text.

    What else stands above and below belongs to something else.
    """
    em = margin.lines[0].style.size
    gap = gap_beside(margin.box, text.box)
    if margin.leaf != text.leaf or margin.box.page != text.box.page or not 0 <= gap < _REACH_LEVEL_EM * em:
        return 0, 0
    lines, edge = margin.lines, _EDGE_EM * em
    beside = [place for place, line in enumerate(lines) if shared_height(line.box, text.box) > edge]
    if not beside:
        return 0, 0
    low, high = beside[0], beside[-1] + 1
    while low and (not opens_block(lines[low]) or _is_label(lines[low - 1], index)):
        low -= 1
    while high < len(lines) and (not opens_block(lines[high]) or _is_label(lines[high], index)):
        high += 1
    return low, high


def _is_label(line: Line, index: HeadingIndex) -> bool:
    return YEAR_LABEL.match(line.text) is not None or index.find(line.text) is not None


def _with_labels(
    margin: Region, lefts: Sequence[Line], text: Region, index: HeadingIndex
) -> list[Line] | None:
    """The lines of a region with the labels beside it; None where it is not the text of these."""
    box = margin.with_lines(lefts).box
    if shared_height(box, text.box) < _BESIDE * min(box.height, text.box.height):
        return None
    labels = _labels(lefts, text.lines, margin, index)
    if len(labels) < _FEWEST or (box.x0 > text.box.x1 and all(label.is_year for label in labels)):
        return None  # years on the right: a column of a table that says when each row is done
    lines = _before_own_headings(text.lines, index)
    if not lines or (len(lines) < len(text.lines) and box.bottom > text.lines[len(lines)].box.top):
        return None  # a column with headings of its own beside the labels
    found = match(labels, lines)
    if found.cost > _LEVEL_COST and gap_beside(box, text.box) >= _REACH_EM * lefts[0].style.size:
        return None
    if not all(label.is_known or _is_level(label, lines) for label in labels):
        return None
    years = [line for line in lines if YEAR_LABEL.match(line.text)]
    if len(years) > 1 and not _are_listed(years, labels, index):
        return None
    return [replace(line, region=text.index) for line in _before_texts(labels, text.lines, found)]


def _before_own_headings(lines: Sequence[Line], index: HeadingIndex) -> Sequence[Line]:
    """The lines above the first heading among them."""
    headings = find_headings(lines, index, None)
    return lines[: headings[0].first] if headings else lines


def _is_level(label: Anchor, lines: Sequence[Line]) -> bool:
    return any(level(label.lines[0].box, line.box, max(label.size, line.style.size)) for line in lines)


def _are_listed(years: Sequence[Line], labels: Sequence[Anchor], index: HeadingIndex) -> bool:
    """Whether all years stand beside the heading of a list of milestones, or below it and no other label."""
    for label, below in zip(labels, [*labels[1:], None], strict=True):
        if (found := index.find(label_text(label.lines))) and found[0].kind == "milestones":
            low = label.box.top - BLOCK_EM * years[0].style.size
            high = below.box.top if below is not None else float("inf")
            return all(low <= line.box.top < high for line in years)
    return False


# --- labels on the printed lines of their text


@dataclass(slots=True)
class _Within:
    """A region whose lines hold labels and text side by side."""

    region: Region
    index: HeadingIndex

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
            if merged is not None and words_in(merged) != words_in(lines[low:high]):
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
        return self.index.starts(squeeze(first)) or _YEAR.match(first) is not None

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
        """The lines with each label before its text; None where they are something else."""
        labels = [
            replace(label, is_known=label.is_known or not label.lines[-1].text.endswith(":"))
            for label in _labels(lefts, rights, self.region, self.index)
        ]
        if len(labels) < _FEWEST and not _is_lone_heading(labels, lefts, rights):
            return None
        found = match(labels, rights)
        if len(labels) > 1 and found.cost > _LEVEL_COST:
            return None
        return _before_texts(labels, rights, found)


def _is_lone_heading(labels: Sequence[Anchor], lefts: Sequence[Line], rights: Sequence[Line]) -> bool:
    """Whether the only label is a heading over several lines beside the one or two of its text."""
    return (
        len(labels) == 1
        and 1 < len(lefts) >= len(rights)
        and not alike(lefts[0].style, rights[0].style, color=True)
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
