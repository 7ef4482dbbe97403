"""A figure whose digits go on beyond an amount or date is read whole, or a finding says so."""

from __future__ import annotations

import pytest
from tests.layout.paper import BODY, Paper, advance

from extract.german.records import DateContext
from extract.layout.text import PlacedText, placed
from extract.reports.report import Parent
from extract.reports.text.mentions import Mentions, find_mentions


def body(text: str, *, spaces: float = 1.0) -> PlacedText:
    paper = Paper()
    for number, line in enumerate(text.split("\n")):
        paper.line(60, 100 + 14 * number, line, spaces=spaces)
    return placed([[(word.text, word.box, word.glued) for word in line.words] for line in paper.column()])


def mentions(text: str, *, spaces: float = 1.0) -> Mentions:
    return find_mentions(body(text, spaces=spaces), Parent("other"), DateContext())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Der Steg kostet 160 .860,52 €.", "160.860,52 €"),
        ("Der Steg kostet 160.860 ,52 €.", "160.860,52 €"),
        ("Der Steg kostet 2 .687.000 €.", "2.687.000 €"),
        ("Am 31 .12.2021 war er fertig.", "31.12.2021"),
        ("Am 31.12 .2021 war er fertig.", "31.12.2021"),
    ],
)
def test_a_figure_with_a_gap_before_a_dot_is_read_whole(text: str, read: str) -> None:
    found = mentions(text)
    texts = [one.mention.text for one in found.amounts] + [one.mention.text for one in found.dates]
    assert texts == [read]
    assert not found.doubts


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Er kostet 160. 860,52 € im Ganzen.", '"860,52 €" was read of "160. 860,52 €".'),
        ("Er kostet 160.860, 52 € im Ganzen.", '"52 €" was read of "160.860, 52 €".'),
        ("Er kostet 1.234 567 € im Ganzen.", '"567 €" was read of "1.234 567 €".'),
        ("Er kostet 2 500.000 € im Ganzen.", '"500.000 €" was read of "2 500.000 €".'),
        ("Er kostet € 1.234 567 im Ganzen.", '"€ 1.234" was read of "€ 1.234 567".'),
    ],
)
def test_a_figure_that_may_go_on(text: str, message: str) -> None:
    (doubt,) = mentions(text).doubts
    assert (doubt.code, doubt.message, doubt.table) == ("cut-figure", message, "amounts")
    assert len(doubt.boxes) == 1
    assert doubt.page == 1


@pytest.mark.parametrize(
    "text",
    [
        "Seit 2020 500.000 € im Jahr, 2021, 300 € mehr.",
        "Im Mai 2020. 500 € kamen dazu.",
        "Bis 31.12. 500.000 € zahlen.",
        "Im Jahr 2020 500 Gäste.",
        "Das sind 1 500 000 € oder 3 250 €.",
        "Ein Betrag von 10, 20 oder 50 €.",
        "Am 31. 12. 2021 und am 3. Mai 2022.",
        "Das Los 3 vom 12.12.2022.",
    ],
)
def test_figures_that_stand_beside_others(text: str) -> None:
    assert mentions(text).doubts == ()


def test_the_end_of_a_line_and_the_gap_of_a_table_part_figures() -> None:
    assert mentions("Im Abschnitt 160.\n860,52 € für den Steg.").doubts == ()
    assert mentions("Abschnitt 160. 860,52 €", spaces=4.0).doubts == ()


def test_a_gap_as_wide_as_a_column_is_none_within_a_figure() -> None:
    paper = Paper()
    end = paper.line(60, 100, "Los 160")
    paper.line(end + 2 * BODY.size, 100, ".860,52 €")
    (line,) = paper.column()
    assert line.text == "Los 160 .860,52 €"
    assert advance(" ", BODY) < BODY.size
