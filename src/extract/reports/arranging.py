"""Pages as the reports room reads them: what stands together in meaning is put together in reading order.

The layout room knows no headings and no years; with them more can be told about columns and labels.
"""

from __future__ import annotations

from extract.layout.records import PageLayout
from extract.reports.centred import set_centred
from extract.reports.heading_names import HeadingIndex
from extract.reports.label_columns import join_label_columns
from extract.reports.label_rows import split_label_rows
from extract.reports.margins import merge_margins
from extract.reports.row_heads import set_row_heads
from extract.reports.stacked import part_stacked
from extract.reports.ticks import join_ticks
from extract.reports.timeline_cuts import recut_timelines
from extract.reports.timelines import join_timelines


def arranged(layout: PageLayout, index: HeadingIndex) -> PageLayout:
    """The page with its regions arranged by what headings and years say.

    Args:
        layout: one page; returned itself where nothing changes.
        index: the headings of the profile.
    """
    layout = part_stacked(layout, index)  # several projects on one page
    layout = join_ticks(layout)  # ticks back to their lines
    layout = recut_timelines(layout, index)  # years cut the columns of their texts
    layout = split_label_rows(layout, index)  # years side by side head columns
    layout = join_timelines(layout)  # events left and right of years by turns
    layout = join_label_columns(layout, index)  # labels with colons and their values: one line each
    layout = merge_margins(layout, index)  # labels in the margin go before the text beside them
    layout = set_row_heads(layout, index)  # and labels of tables before the text of their rows
    return set_centred(layout, index)  # and those in the middle of their text before it
