"""Pages as the reports room reads them: what stands together in meaning is put together in reading order.

The layout room knows no headings and no years; with them more can be told about columns and labels.
"""

from __future__ import annotations

from extract.layout.records import PageLayout
from extract.reports.assign.centred import set_centred
from extract.reports.assign.label_columns import join_label_columns
from extract.reports.assign.label_rows import split_label_rows
from extract.reports.assign.margins import merge_margins
from extract.reports.assign.row_heads import set_row_heads
from extract.reports.assign.timeline_cuts import recut_timelines
from extract.reports.assign.timelines import join_timelines
from extract.reports.fill.ticks import join_ticks
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.records.stacked import part_stacked


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
