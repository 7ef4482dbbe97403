"""The desk: what was meant is said back, nobody overwrites another one unseen, nothing is saved in vain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.publish.states import Clock
from tests.review.making_editions import changed_project
from tests.review.publishing import publish_by_hand

from extract.export.database import ask, connect
from extract.publish.reading import current_tables, read_table
from extract.review.amend.files import read_corrections
from extract.review.desk import Desk, Refused

EDITION = "seenland-2024"
VOLUME: dict[str, Any] = {
    "value": "projects/01-01/volume_eur",
    "printed": builders.VOLUME,
    "old": "1200000.00",
    "who": "A. Beispiel",
    "why": "Bescheid vom Mai",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    publish_by_hand(tmp_path / "output", builders.report(projects=2))
    return Desk(tmp_path / "output", tmp_path / "corrections", Clock())


def test_a_typed_value_is_said_back_with_what_follows(desk: Desk) -> None:
    found = desk.understand(EDITION, {**VOLUME, "new": "1,3 Mio. €"})
    assert (found.new, found.shown.de, found.shown.en) == ("1300000.00", "1.300.000 €", "€1,300,000")
    assert [one.de for one in found.follows] == ["Beträge, Wert: 1.200.000 € → 1.300.000 €"]
    assert not found.warnings
    assert not desk.folder.exists(), "nothing is saved by asking"


def test_words_of_the_pages_are_understood(desk: Desk) -> None:
    data = {"value": "projects/01-01/status", "new": "abgeschlossen"}
    assert desk.understand(EDITION, data).new == "completed"


def test_a_contradiction_is_said_before_it_is_saved(tmp_path: Path) -> None:
    bare = changed_project(builders.report(projects=2), 0, amounts=(), volume_eur=None)
    publish_by_hand(tmp_path / "output", bare)
    desk = Desk(tmp_path / "output", tmp_path / "corrections", Clock())
    (warning,) = desk.understand(EDITION, {**VOLUME, "old": None, "new": "500.000"}).warnings
    assert warning.de.startswith("Nach einer Korrektur beträgt das Volumen 500.000 €, aber kein Betrag")


@pytest.mark.parametrize(
    ("data", "sentence", "status"),
    [
        ({"new": "1e7"}, "kein einzelner Betrag", 422),
        ({"new": "-5"}, "negativ", 422),
        ({"value": "projects/77-01/volume_eur"}, "Ein Projekt 77-01 gibt es", 404),
        ({"value": "milestones/01-01/9/text", "printed": "", "old": "x"}, "gibt es so nicht", 422),
        (
            {"value": "milestones/01-01/1/date_end", "old": "2026-12-31", "printed": "", "new": "2020"},
            "nach dem Ende",
            422,
        ),
        ({"value": "projects/01-01/boxes"}, "lässt sich nicht korrigieren", 422),
    ],
)
def test_what_does_not_fit_is_refused_in_german(
    desk: Desk, data: dict[str, Any], sentence: str, status: int
) -> None:
    with pytest.raises(Refused) as caught:
        desk.correct(EDITION, {**VOLUME, "new": "1.300.000", **data})
    assert sentence in caught.value.german
    assert caught.value.status == status
    assert not desk.folder.exists()


def test_the_second_of_two_people_needs_a_second_yes(desk: Desk) -> None:
    first = desk.correct(EDITION, {**VOLUME, "new": "1.300.000"})
    other = {**VOLUME, "who": "B. Muster", "new": "1.400.000"}
    with pytest.raises(Refused) as caught:
        desk.correct(EDITION, other)
    assert caught.value.status == 409
    assert "A. Beispiel" in caught.value.german
    assert caught.value.more["pending"]["new"]["de"] == "1.300.000 €"
    (kept,) = read_corrections(desk.folder, EDITION).corrections
    assert kept.new == first.new
    desk.correct(EDITION, {**other, "seen": caught.value.more["seen"]})
    (kept,) = read_corrections(desk.folder, EDITION).corrections
    assert (kept.who, kept.new) == ("B. Muster", "1400000.00")


def test_a_dialog_opened_before_somebody_saved_is_no_yes(desk: Desk) -> None:
    before = desk.correct(EDITION, {**VOLUME, "new": "1.300.000"})
    desk.correct(EDITION, {**VOLUME, "who": "B. Muster", "new": "1.400.000", "seen": before.when})
    with pytest.raises(Refused) as caught:
        desk.correct(EDITION, {**VOLUME, "new": "1.500.000", "seen": before.when})
    assert caught.value.status == 409


def test_history_keeps_what_was_replaced_and_withdrawn(desk: Desk) -> None:
    one = desk.correct(EDITION, {**VOLUME, "new": "1.300.000"})
    desk.correct(EDITION, {**VOLUME, "who": "B. Muster", "new": "1.400.000", "seen": one.when})
    desk.withdraw(EDITION, {"value": VOLUME["value"], "who": "A. Beispiel"})
    found = desk.history(EDITION, VOLUME["value"])
    assert found["pending"] is None
    assert [(step["action"], step["who"], step["new"]["de"]) for step in found["steps"]] == [
        ("withdrawn", "A. Beispiel", "1.400.000 €"),
        ("corrected", "B. Muster", "1.400.000 €"),
        ("corrected", "A. Beispiel", "1.300.000 €"),
    ]
    assert not read_corrections(desk.folder, EDITION).corrections


def test_pending_says_who_and_when(desk: Desk) -> None:
    desk.correct(EDITION, {**VOLUME, "new": "1.300.000"})
    waiting = desk.pending(EDITION)["corrections"][VOLUME["value"]]
    assert (waiting["new"]["de"], waiting["who"]) == ("1.300.000 €", "A. Beispiel")
    assert waiting["time"]["de"].startswith("01.03.2025, ")
    assert waiting["time"]["de"].endswith("Uhr")


def test_a_full_round_reaches_sums_and_history(desk: Desk) -> None:
    """A value is corrected at the desk, the next run applies it, and every sum follows."""
    desk.correct(EDITION, {**VOLUME, "new": "1,3 Mio. €"})
    before = read_table(desk.output, "projects").to_pylist()[0]["volume_eur"]
    publish_by_hand(desk.output, builders.report(projects=2), corrections=desk.folder, run="s")
    project = read_table(desk.output, "projects").to_pylist()[0]
    assert (before, project["volume_eur"]) == (1_200_000, 1_300_000)
    with connect(current_tables(desk.output)) as connection:
        money = ask(connection, "money_by_project").to_pylist()
        fields = ask(connection, "money_by_field").to_pylist()
    assert money[0]["lower_eur"] == money[0]["volume_eur"] == 1_300_000
    assert sum(row["lower_eur"] for row in fields) == 2_500_000
    found = desk.history(EDITION, VOLUME["value"])
    assert found["steps"][0]["in_force"]
    assert desk.pending(EDITION)["in_force"] == [VOLUME["value"]]

    openpyxl = pytest.importorskip("openpyxl")
    from extract.export.writing import export

    (target,) = export(desk.output, desk.output / "tables.xlsx")
    book = openpyxl.load_workbook(target, data_only=True)
    place = [cell.value for cell in book["amounts"][1]].index("value")
    assert [row[place].value for row in book["amounts"].iter_rows(min_row=2)][-1] == 2_500_000
