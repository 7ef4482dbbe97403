"""Headings that no profile knows, recognised because they are set like the known ones of their project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.geometry import EDGE_EM
from extract.layout.lines import style_of_word
from extract.layout.records import Line, Region, Style
from extract.pdf.records import Color
from extract.reports.names.years import YEAR_LABEL
from extract.reports.records.survey import Unit

_LONGEST = 60
_MOST_WORDS = 6
"""A run-in heading has no more words than this."""
_SAME_WIDTH = 0.15


@dataclass(frozen=True, slots=True)
class _Home:
    """The column or box that a heading stands in."""

    look: tuple[Color | None, Color | None] | None
    """Filling and frame of the box that a region lies in, None outside boxes."""
    width: float


def _home(region: Region) -> _Home:
    panel = region.panel
    if panel is None:
        return _Home(None, region.box.width)
    return _Home((panel.fill, panel.stroke), panel.box.width)


@dataclass(frozen=True, slots=True)
class HeadingSetting:
    """How the section headings of a project are set."""

    fonts: frozenset[str]
    bold: bool
    low: float
    high: float
    colors: frozenset[Color | None]
    icons: bool
    run_in: frozenset[Style]
    """How headings are set that the text follows on the same line."""
    homes: tuple[_Home, ...]
    """The columns and boxes that they stand in."""
    edges: tuple[float, ...]
    """Where they begin, in points from the left."""

    def may_stand_in(self, region: Region) -> bool:
        """Whether a region is like those that known headings stand in: one of several columns or boxes."""
        here = _home(region)
        alike = [home for home in self.homes if home.look == here.look]
        if any(abs(home.width - here.width) < _SAME_WIDTH * home.width for home in alike):
            return True
        # A column is as wide as its longest line, and that may be short: then headings stand below headings.
        slack = EDGE_EM * self.low
        return bool(alike) and any(
            abs(line.box.x0 - edge) < slack for line in region.lines for edge in self.edges
        )

    def fits(self, line: Line) -> bool:
        """Whether a line is set like the headings that have a line of their own."""
        style = line.style
        return (
            style.font in self.fonts
            and style.bold == self.bold
            and self.low <= style.size <= self.high
            and style.color in self.colors
        )

    def is_heading(self, region: Region, index: int) -> bool:
        """Whether a line is set exactly like the known headings and stands above text set otherwise."""
        line = region.lines[index]
        if not self.fits(line) or len(line.text) > _LONGEST or line.text.endswith((".", ",")):
            return False
        if self.icons and not (line.before or line.after):
            return False
        if sum(char.isalpha() for char in line.text) < 3:
            return False
        if index and line.gap_above < 0.3 * line.style.size:
            return False
        following = region.lines[index + 1 : index + 3]
        return any(not self.fits(other) for other in following)

    def heads_list(self, region: Region, index: int) -> bool:
        """Whether what stands below the heading at ``index`` is a list of years and what happened in them."""
        below = region.lines[index + len(self.heading_lines(region, index)) :]
        end = next((place for place, line in enumerate(below) if self.fits(line)), len(below))
        return any(YEAR_LABEL.match(line.text) for line in below[: max(1, end)])

    def heading_lines(self, region: Region, index: int) -> tuple[Line, ...]:
        """The lines of the heading that begins at ``index``."""
        lines = [region.lines[index]]
        for line in region.lines[index + 1 :]:
            if not self.fits(line) or line.gap_above > 0.6 * line.style.size or line.before:
                break
            lines.append(line)
        return tuple(lines)

    def run_in_words(self, region: Region, index: int) -> int:
        """How many words at the start of a line are set like the run-in headings; 0 for none."""
        if not self.run_in:
            return 0
        line = region.lines[index]
        words = line.words
        count = 0
        while count < len(words) and count < _MOST_WORDS and style_of_word(words[count]) in self.run_in:
            count += 1
        if not 0 < count < len(words) or style_of_word(words[count]) in self.run_in:
            return 0
        letters = sum(char.isalpha() for word in words[:count] for char in word.text)
        starts = index == 0 or line.gap_above > 0.3 * line.style.size
        return count if letters >= 3 and starts and words[0].text[:1].isupper() else 0


def heading_setting(units: Sequence[Unit]) -> HeadingSetting | None:
    """How the known headings of a project's sections are set; None where there are fewer than two."""
    return _setting(units, ("section",), least=2)


def margin_setting(units: Sequence[Unit]) -> HeadingSetting | None:
    """How known headings of parties and milestones on lines of their own are set; None where there are none.

    They usually stand in a margin column and are set differently from those of sections. One is enough, since
    most projects have no more than two.
    """
    return _setting(units, ("party", "milestones"), least=1)


def _setting(units: Sequence[Unit], kinds: Sequence[str], *, least: int) -> HeadingSetting | None:
    found = [
        (region, region.lines[hit.last], hit)
        for unit in units
        for region in unit.regions
        for hit in unit.hits.get(region.index, ())
        if hit.name.kind in kinds and (least > 1 or hit.words == len(region.lines[hit.last].words))
    ]
    lines = [line for _, line, hit in found if hit.words == len(line.words)]
    run_in = frozenset(hit.style for _, line, hit in found if hit.words < len(line.words))
    if len(found) < least:
        return None
    sizes = [line.style.size for line in lines]
    return HeadingSetting(
        frozenset(line.style.font for line in lines),
        sum(line.style.bold for line in lines) * 2 > len(lines),
        min(sizes, default=0.0) * 0.97,
        max(sizes, default=0.0) * 1.03,
        frozenset(line.style.color for line in lines),
        bool(lines) and all(line.before or line.after for line in lines),
        run_in,
        tuple({_home(region) for region, _, _ in found}),
        tuple({line.box.x0 for line in lines}),
    )
