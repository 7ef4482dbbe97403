"""What stands around tables: titles, headings that name a group, statements of a unit for all figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.german.hyphenation import Vocabulary
from extract.layout.geometry import EDGE_EM, SLACK_EM, page_em, shared_width
from extract.layout.records import Line, PageLayout, with_own_words
from extract.layout.tables.records import Table
from extract.layout.text import PlacedText
from extract.pdf.records import Box, usual_size
from extract.reports.lists.columns import states_unit
from extract.reports.lists.row_cells import Row
from extract.reports.lists.series import Series
from extract.reports.names.heading_names import squeeze, without_number
from extract.reports.records.bodies import body_of

_NEAR_EM = 8.0
"""A heading stands no further above its table."""
_MOST_ABOVE = 8
"""Lines above a table that are looked at."""
_LARGER = 1.05
"""A heading that is not bold is larger than the text of its page by this factor."""
_LONGEST_HEADING = 140
_SAME_SIZE = 0.05
"""Type sizes that differ by this part are the same."""
_FIELD_WORD = re.compile(
    r"""
    \W* (?: \d+ (?: \.\d+ )* \.? \s+ )?
    (?: Handlungsfeld | Themenfeld | Handlungsschwerpunkt | Schwerpunkt | Aktionsfeld | Cluster | Leitziel
      | Strategisches\sZiel | Oberziel | Sektor | Bereich | Produktbereich | Säule | Themenbereich
      | Maßnahmenbereich | Förderschwerpunkt | Prioritätsachse | Programm ) \b
    """,
    re.VERBOSE,
)
_CAPTION = re.compile(
    r"\W*(?:Tabelle|Tab\.|Abbildung|Abb\.|Übersicht|Anlage|Stand|Seite|Quelle)\b", re.IGNORECASE
)


class Surroundings:
    """Lines of pages beside their tables."""

    def __init__(self, layouts: Sequence[PageLayout], tables: Sequence[Table]) -> None:
        self._layouts = layouts
        self._places: list[tuple[int, Box]] = [(table.page, table.box) for table in tables]
        self._boxes: dict[int, list[Box]] = {}
        for page, box in self._places:
            self._boxes.setdefault(page, []).append(box)
        self._ems: dict[int, float] = {}

    def layout(self, page: int) -> PageLayout | None:
        """The layout of a page by its number."""
        if 0 < page <= len(self._layouts) and self._layouts[page - 1].number == page:
            return self._layouts[page - 1]
        return next((layout for layout in self._layouts if layout.number == page), None)

    def layouts_near(self, pages: Iterable[int]) -> list[PageLayout]:
        """Those pages, and the ones right before and behind them, as far as they are few."""
        wanted = sorted(pages)
        chosen = sorted({*wanted[:3], *wanted[-3:], wanted[0] - 1, wanted[-1] + 1}) if wanted else []
        return [layout for page in chosen if (layout := self.layout(page)) is not None]

    def _em(self, page: int) -> float:
        if page not in self._ems:
            layout = self.layout(page)
            self._ems[page] = page_em(layout.page) if layout is not None else usual_size(())
        return self._ems[page]

    def _outside(self, page: int) -> list[Line]:
        layout = self.layout(page)
        if layout is None:
            return []
        boxes = self._boxes.get(page, [])
        return [line for line in layout.lines if not any(_covers(box, line.box) for box in boxes)]

    def above(self, number: int) -> list[Line]:
        """Lines above a table on its page that stand below no other table, the nearest first."""
        page, box = self._places[number]
        floor = max(
            (
                other.bottom
                for other in self._boxes[page]
                if other.bottom <= box.top + SLACK_EM * self._em(page) and shared_width(other, box) > 0
            ),
            default=-1.0,
        )
        lines = [
            line
            for line in self._outside(page)
            if floor <= line.box.top
            and line.box.bottom <= box.top + EDGE_EM * line.style.size
            and shared_width(line.box, box) > 0
        ]
        return sorted(lines, key=lambda line: -line.box.bottom)[:_MOST_ABOVE]

    def statements(self, number: int) -> list[str]:
        """Lines of a table's page that give a unit to all figures."""
        page, _ = self._places[number]
        return [line.text for line in self._outside(page) if states_unit(line.text)]

    def group_headings(self, series: Series, vocabulary: Vocabulary) -> dict[int, PlacedText]:
        """Headings above tables of one list that name the group of their rows, by index of the table.

        They do where they say so ("Handlungsfeld 2: Mobilität"), or where each of several tables with the
        same heads has a heading of its own.
        """
        found: dict[int, Line] = {}
        for number in series.heads_at:
            line = self._heading(number)
            if line is not None:
                found[number] = with_own_words(line)
        texts = {line.text for line in found.values()}
        if not all(_FIELD_WORD.match(text) for text in texts):
            names = {squeeze(without_number(text)) for text in texts}
            several = len(series.heads_at) > 1 and len(names) > 1 and len(names) >= 0.6 * len(series.heads_at)
            if not several:
                found = {number: line for number, line in found.items() if _FIELD_WORD.match(line.text)}
        return {number: body_of([line], None, vocabulary, flat=True) for number, line in found.items()}

    def first_group(self, row: Row, vocabulary: Vocabulary) -> PlacedText | None:
        """The heading above a table that is set like a row of a group within it: the first of the groups.

        Args:
            row: of the first group within the table.
            vocabulary: the document's words.
        """
        line = self._heading(row.table)
        lead = row.filled[0]
        if line is None or line.style.bold != lead.bold:
            return None
        if abs(line.style.size - lead.size) > _SAME_SIZE * lead.size or line.text.strip() == lead.text:
            return None
        return body_of([line], None, vocabulary, flat=True)

    def _heading(self, number: int) -> Line | None:
        page, box = self._places[number]
        for line in self.above(number):
            if box.top - line.box.bottom > _NEAR_EM * line.style.size or len(line.text) > _LONGEST_HEADING:
                return None
            if _FIELD_WORD.match(line.text):
                return line
            if states_unit(line.text) or _CAPTION.match(line.text) or line.text.endswith((".", ",")):
                continue
            if line.style.bold or line.style.size > _LARGER * self._em(page):
                return line
        return None


def _covers(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


__all__ = ["Surroundings"]
