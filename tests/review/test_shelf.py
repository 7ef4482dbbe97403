"""The tables on the server: searched, filtered and sorted as people type, and handed on."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from tests import builders
from tests.review.making_editions import changed_project
from tests.review.publishing import publish_by_hand

from extract.export.catalogue import views
from extract.review.shelf import Question, Shelf, UnknownTable
from extract.review.table_pages import address_of, place_link, question_of
from extract.tables.contract import TABLES


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    output = tmp_path_factory.mktemp("shelf") / "output"
    report = builders.report(projects=6)
    report = changed_project(report, 1, status="completed", title="Fähre", volume_eur=Decimal("99999.50"))
    publish_by_hand(output, report)
    return Shelf(output)


def titles(shelf: Shelf, **asked: object) -> list[str]:
    return [row["title"] for row in shelf.look("projects", Question(**asked)).rows]  # type: ignore[arg-type]


def test_every_table_and_view_is_on_the_shelf(shelf: Shelf) -> None:
    listed = shelf.catalogue()
    assert {one.name for one in listed} == {*TABLES, *(view.name for view in views())}
    assert all(one.title.de and one.about.de for one in listed)
    for one in listed:
        assert shelf.look(one.name, Question()).total == one.rows


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"title": "fähre"}, 1),
        ({"title": "=Fähre"}, 1),
        ({"title": "=Fähr"}, 0),
        ({"status": "abgeschlossen"}, 1),
        ({"status": "=completed"}, 1),
        ({"volume_eur": "< 1 Mio."}, 1),
        ({"volume_eur": "99.999,50"}, 1),
        ({"volume_eur": ">= 1.200.000"}, 5),
        ({"volume_eur": "1 Mio. .. 2 Mio."}, 5),
        ({"lead": "–"}, 0),
    ],
)
def test_filters(shelf: Shelf, filters: dict[str, str], number: int) -> None:
    assert len(titles(shelf, filters=filters)) == number


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("2024", 6), ("April 2024", 6), ("> 2024", 6), ("2023..2025", 6), ("12.04.2024", 6), ("< 2024", 0)],
)
def test_days_are_filtered_as_times(shelf: Shelf, wanted: str, number: int) -> None:
    assert shelf.look("milestones", Question(filters={"date_start": wanted})).matching == number


def test_what_cannot_be_read_is_said_and_filters_nothing(shelf: Shelf) -> None:
    answer = shelf.look("milestones", Question(filters={"date_start": "bald"}))
    assert "keine Zeitangabe" in answer.refused["date_start"].de
    assert answer.matching == answer.total


def test_search_finds_shown_words_and_numbers(shelf: Shelf) -> None:
    assert titles(shelf, search="abgeschlossen") == ["Fähre"]
    assert titles(shelf, search="99.999,50") == ["Fähre"]
    assert titles(shelf, search="fähre 02-01") == ["Fähre"]
    assert titles(shelf, search="S%1") == []
    assert titles(shelf, search="'; DROP TABLE projects --") == []


def test_sorting_both_ways(shelf: Shelf) -> None:
    assert titles(shelf, sort="volume_eur")[0] == "Fähre"
    assert titles(shelf, sort="volume_eur", descending=True)[-1] == "Fähre"
    assert len(titles(shelf, sort='title"; --')) == 6


def test_every_row_leads_to_its_place(shelf: Shelf) -> None:
    for name in ("projects", "milestones", "amounts", "dates", "project_overview", "money_items", "due"):
        for row in shelf.look(name, Question()).rows:
            link = place_link(name, row)
            assert link is not None, name
            assert link.startswith("../seenland-2024/0"), name
    (outside,) = [row for row in shelf.look("findings", Question()).rows if row["project_key"] is None]
    assert place_link("findings", outside) == "../index.html#seenland-2024-f0"


def test_downloads_hold_the_filtered_rows(shelf: Shelf, tmp_path: Path) -> None:
    question = Question(filters={"status": "=completed"})
    text = shelf.download("projects", question, "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["Titel"], row["Stand"], row["Volumen in Euro"]) == ("Fähre", "abgeschlossen", "99999,50")
    english = shelf.download("projects", question, "csv", german=False).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(english), delimiter=";")
    assert (row["title"], row["status"], row["volume_eur"]) == ("Fähre", "completed", "99999.50")
    target = tmp_path / "table.xlsx"
    target.write_bytes(shelf.download("projects", question, "xlsx"))
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(target)["Projekte"]
    assert sheet["E2"].value == "Fähre"


def test_unknown_names_are_refused(shelf: Shelf) -> None:
    with pytest.raises(UnknownTable):
        shelf.look('projects"; --', Question())


def test_a_question_survives_its_address() -> None:
    question = Question(search="a b", filters={"title": "=x & y"}, sort="title", descending=True, page=2)
    assert question_of(dict(parse_qsl(address_of(question)[1:]))) == question
