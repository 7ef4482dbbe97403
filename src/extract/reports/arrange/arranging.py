"""Pages as the reports room reads them: what stands together in meaning is put together in reading order.

The layout room knows no headings and no years; these say more about columns and labels than white space does.
"""

from __future__ import annotations

from extract.layout.records import PageLayout
from extract.reports.arrange.beside import set_labels_before
from extract.reports.arrange.stacked import part_stacked
from extract.reports.arrange.ticks import join_ticks
from extract.reports.arrange.whole_tables import keep_tables_whole
from extract.reports.arrange.year_rows import part_year_rows
from extract.reports.names.heading_names import HeadingIndex


def arranged(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with its regions arranged by what headings and years say.

    Args:
        layout: one page; returned itself where nothing changes.
        index: the headings of the profile.
    """
    layout = part_stacked(layout, index)  # several projects on one page
    layout = keep_tables_whole(layout, index)  # ruled tables in one piece
    layout = join_ticks(layout)  # ticks back to their lines
    layout = part_year_rows(layout, index)  # years side by side: a column for each
    return set_labels_before(layout, index)  # labels in a column: each before the text beside it
