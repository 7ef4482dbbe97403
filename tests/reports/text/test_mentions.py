"""Dates, amounts, shares and links of a text, each with its sentence and its place."""

from __future__ import annotations

from decimal import Decimal

from tests.layout.paper import column

from extract.german.hyphenation import Vocabulary
from extract.german.records import DateContext
from extract.layout.text import PlacedText
from extract.reports.report import Parent
from extract.reports.text.mentions import Mentions, find_mentions
from extract.reports.text.passages import Part, passage

VOLUME = Parent("section", "geld")


def body(text: str) -> PlacedText:
    return passage([Part(line) for line in column(text)], Vocabulary())


def mentions(text: str, *, parent: Parent = VOLUME, funding: bool = False) -> Mentions:
    return find_mentions(body(text), parent, DateContext(edition_year=2024), funding=funding)


def test_dates_amounts_and_links() -> None:
    found = mentions("Seit Mai 2023 liegen 40.000 Euro bereit, siehe www.uferweg.example/plan für mehr.")
    assert [item.mention.text for item in found.dates] == ["Mai 2023"]
    assert [item.mention.value for item in found.amounts] == [Decimal(40_000)]
    assert [item.url for item in found.links] == ["https://www.uferweg.example/plan"]


def test_shares_where_the_text_is_about_funding() -> None:
    text = "Gesamtvolumen: 40.000 Euro (60 % Förderung durch das Land, 40 % Eigenanteil)"
    assert [item.mention.percent for item in mentions(text, funding=True).shares] == [60, 40]


def test_context_is_the_sentence() -> None:
    found = mentions("Der Steg steht. Im Mai 2023 kamen 40.000 Euro dazu. Das reicht.")
    assert found.dates[0].context == "Im Mai 2023 kamen 40.000 Euro dazu."
    assert found.amounts[0].context == "Im Mai 2023 kamen 40.000 Euro dazu."


def test_offsets_count_in_the_text() -> None:
    text = body("Der Steg steht.\nIm Mai 2023 kamen 40.000 Euro dazu.")
    found = find_mentions(text, VOLUME, DateContext())
    for item in (*found.dates, *found.amounts):
        assert text.text[item.mention.start : item.mention.end] == item.mention.text


def test_amount_broken_over_two_lines_has_two_boxes() -> None:
    (amount,) = mentions("Für den Bau der Stege am Nordufer liegen nun 40.000\nEuro bereit").amounts
    first, second = amount.boxes
    assert first.x0 > second.x0
    assert second.top > first.top


def test_parent_is_kept() -> None:
    parent = Parent("milestone", None, 3)
    (date,) = mentions("Fest im Mai 2023", parent=parent).dates
    assert date.parent == parent
    assert mentions("siehe www.uferweg.example/plan").links[0].section == "geld"


def test_date_without_any_year_is_no_row() -> None:
    found = find_mentions(body("Fest am 3. Mai"), VOLUME, DateContext())
    assert all(item.mention.date_start is not None for item in found.dates)


def test_nothing_in_nothing() -> None:
    assert mentions("") == Mentions()
