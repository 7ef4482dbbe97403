"""Whether a region goes on with a heading or a list that was read before it."""

from __future__ import annotations

from dataclasses import replace

from tests.layout.paper import BODY, BOLD, SMALL, Face, column

from extract.layout.records import Line, Region, lines_of
from extract.layout.text import around
from extract.reports.assign.continuing import is_item_of, is_level_with, is_right_below
from extract.reports.assign.drafts import Target
from extract.reports.text.passages import Part


def line(text: str, face: Face = BODY) -> Line:
    return column(text, face)[0]


def listed(*items: Line) -> Target:
    """A list of milestones with the items read so far."""
    return Target(
        "milestones", "milestones", "Etappen", None, False, False, 1, (), parts=[Part(item) for item in items]
    )


def headed(text: str, *lines: Line) -> tuple[Target, Region]:
    """A heading without any text, and a region read after it."""
    heading = column(text, BOLD)
    boxes = tuple(one.box for one in heading)
    region = Region(1, around(one.box for one in lines), lines_of(lines), None, 0, 0)
    return Target("section", "ausblick", text, None, False, True, 1, boxes), region


def test_a_marked_line_is_an_item_however_it_is_set() -> None:
    items = listed(line("Messung am Ufer"))
    assert is_item_of(items, line("Bau der Stege"))
    assert not is_item_of(items, line("Stand im Herbst", SMALL))
    assert is_item_of(items, line("• Fest am Hafen", SMALL))
    assert not is_item_of(replace(items, parts=[]), line("• Fest am Hafen"))


def test_text_in_the_column_beside_its_heading_is_level_with_it() -> None:
    text = "Der Weg am See\nwird für alle frei."
    assert is_level_with(*headed("Ausblick", *column(text, x=200, top=100)))
    assert not is_level_with(*headed("Ausblick", *column(text, x=200, top=160)))
    assert not is_level_with(*headed("Ausblick", *column(text, x=90, top=100)))


def test_text_in_the_middle_beside_a_heading_of_two_lines_is_level_with_it() -> None:
    assert is_level_with(*headed("Ausblick auf\ndas Jahr", *column("Es geht weiter.", x=220, top=106.5)))


def test_text_right_below_its_heading_is_below_it_in_whatever_region() -> None:
    text = "Der Weg am See\nwird für alle frei."
    assert is_right_below(*headed("Ausblick", *column(text, x=60, top=114)))
    assert not is_right_below(*headed("Ausblick", *column(text, x=60, top=160)))
    assert not is_right_below(*headed("Ausblick", *column(text, x=200, top=114)))
