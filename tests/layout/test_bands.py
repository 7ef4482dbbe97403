"""Headings over all columns."""

from __future__ import annotations

from dataclasses import replace

from tests.layout.paper import BOLD, Paper

from extract.layout.bands import in_bands
from extract.pdf.records import Box, Panel


def sheet(*, over_both: bool) -> Paper:
    """Two columns; below the middle a heading at the left, with the right column empty beside it or not."""
    paper = Paper()
    paper.prose(60, 90, 225, 14)
    paper.prose(310, 90, 225, 14 if over_both else 40)
    paper.line(60, 310, "Im Wald", BOLD.sized(16))
    paper.prose(60, 350, 225, 16)
    if over_both:
        paper.prose(310, 350, 225, 16)
    return paper


def test_what_stands_above_a_heading_over_both_columns_is_read_before_it() -> None:
    regions = in_bands(sheet(over_both=True).read().regions, 10.0)
    tops = [region.lines[0].box.top for region in regions]
    assert [round(region.box.x0) for region in regions] == [60, 310, 60, 310]
    assert tops[1] < tops[2]


def test_columns_stay_whole_beside_a_heading_of_the_first() -> None:
    regions = in_bands(sheet(over_both=False).read().regions, 10.0)
    assert [round(region.box.x0) for region in regions] == [60, 310]


def test_a_box_below_two_columns_is_read_behind_both() -> None:
    paper = Paper()
    paper.prose(60, 90, 225, 14)
    paper.prose(310, 90, 225, 10)
    left, right = paper.read().regions
    lower = Paper()
    lower.line(65, 300, "Kosten: 400 Euro")
    panel = Panel(Box(1, 55, 290, 540, 340), (0.9, 0.9, 0.9), None, 0)
    box = replace(lower.read().regions[0], panel=panel)
    regions = in_bands([left, box, right], 10.0)
    assert regions[-1].panel is not None
    assert [round(region.box.x0) for region in regions] == [60, 310, 65]
