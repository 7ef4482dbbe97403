"""The sample report: reproducible, up to date, and its truth in itself consistent."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typst", reason="typesetting the sample needs the development dependencies")

from scripts.build_sample import build, write_truth
from scripts.sample.content import Report, load
from scripts.sample.markup import interval, parse

INBOX = Path(__file__).parents[2] / "raw_pdfs"


@pytest.fixture(scope="module")
def report() -> Report:
    return load()


@pytest.fixture(scope="module")
def built(report: Report) -> tuple[bytes, dict[str, Any]]:
    return build(report)


def test_same_bytes_twice(report: Report, built: tuple[bytes, dict[str, Any]]) -> None:
    assert build(report) == built


def test_files_in_inbox_are_up_to_date(report: Report, built: tuple[bytes, dict[str, Any]]) -> None:
    pdf, truth = built
    assert (INBOX / f"{report.report_id}.pdf").read_bytes() == pdf, "run python -m scripts.build_sample"
    assert (INBOX / f"{report.report_id}.truth.json").read_text(encoding="utf-8") == write_truth(truth)


def test_pages_carry_the_projects(built: tuple[bytes, dict[str, Any]]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    pdf, truth = built
    document = pdfium.PdfDocument(pdf)
    for project in truth["projects"]:
        printed = re.sub(r"\s+", " ", document[project["page"] - 1].get_textpage().get_text_range())
        assert project["title"] in printed
        if project["project_id"]:
            assert f"Projekt ID: {project['project_id']}" in printed
    starts = [project["page"] for project in truth["projects"]]
    assert starts == sorted(set(starts))


def test_a_project_runs_over_two_pages(report: Report, built: tuple[bytes, dict[str, Any]]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    pdf, truth = built
    document = pdfium.PdfDocument(pdf)
    long = [i for i, project in enumerate(report.projects) if project.two_pages]
    assert long
    for index in long:
        page = truth["projects"][index]["page"]
        last = truth["projects"][index]["sections"][-1]
        assert last["heading"] not in document[page - 1].get_textpage().get_text_range()
        assert last["heading"] in document[page].get_textpage().get_text_range()


def test_breadth(built: tuple[bytes, dict[str, Any]]) -> None:
    """The sample shows what it is meant to show."""
    projects = built[1]["projects"]
    ids = Counter(project["project_id"] for project in projects)
    assert len(projects) >= 14
    assert {project["action_field_no"] for project in projects} == {1, 2, 3}
    assert ids[None] == 1
    assert sorted(ids.values())[-1] == 2
    assert {project["status"] for project in projects} == {
        "ongoing",
        "completed",
        "planned",
        "on_hold",
        "discontinued",
    }
    assert len({section["section"] for project in projects for section in project["sections"]}) == 9
    assert len({date["grain"] for project in projects for date in project["dates"]}) == 10
    assert {date["modifier"] for project in projects for date in project["dates"]} >= {
        "start",
        "mid",
        "end",
        None,
    }
    amounts = [amount for project in projects for amount in project["amounts"]]
    assert {amount["modifier"] for amount in amounts} == {"exact", "approx", "min", "max", "range"}
    assert {amount["frequency"] for amount in amounts} == {"once", "yearly", "monthly"}
    assert len({amount["role"] for amount in amounts}) == 8
    milestones = [milestone for project in projects for milestone in project["milestones"]]
    assert {milestone["level"] for milestone in milestones} == {1, 2}
    assert {milestone["state"] for milestone in milestones} == {"done", "planned"}


def test_truth_agrees_with_itself(built: tuple[bytes, dict[str, Any]]) -> None:
    for project in built[1]["projects"]:
        texts = {"lead": project["lead"]}
        texts |= {f"section/{section['section']}": section["text"] for section in project["sections"]}
        texts |= {f"milestone/{i}": milestone["text"] for i, milestone in enumerate(project["milestones"])}
        assert set(project["date_parents"]) == set(texts)
        for mention in project["dates"] + project["amounts"]:
            assert mention["text"] in texts[mention["parent"]]
        for found in project["dates"]:
            assert date.fromisoformat(found["from"]) <= date.fromisoformat(found["to"])
        for milestone in project["milestones"]:
            assert milestone["date_start"] <= milestone["date_end"]
            assert not set("«»|⏎↩") & set(milestone["text"])
        for link in project["links"]:
            assert any(link in text for text in texts.values())


@pytest.mark.parametrize(
    ("source", "printed", "text"),
    [
        ("Sarn-↩Wieren", "Sarn-↩Wieren", "Sarn-Wieren"),
        ("«30.000⏎Euro|a 30000 total»", "30.000⏎Euro", "30.000 Euro"),
        ("ab «Mai 2025|d 2025-05»", "ab Mai 2025", "ab Mai 2025"),
        ("7~Euro", "7\u00a0Euro", "7\u00a0Euro"),
    ],
)
def test_markup_reads(source: str, printed: str, text: str) -> None:
    marked = parse(source)
    assert (marked.printed, marked.text) == (printed, text)


@pytest.mark.parametrize(
    "source", ["«ohne Art|x 1»", "«5 €|a 5»", "offen «5 €", "«Mai|d ctx»", "«5 €|a 5 total viel»"]
)
def test_markup_refuses(source: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(source)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("2024", ("2024-01-01", "2024-12-31", "year")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2023-06-14", ("2023-06-14", "2023-06-14", "day")),
        ("2023-08-31..2023-09-03", ("2023-08-31", "2023-09-03", "range")),
    ],
)
def test_interval(token: str, expected: tuple[str, str, str]) -> None:
    assert interval(token) == expected


def test_address_broken_over_lines_is_one_link() -> None:
    kinds = [piece.kind for piece in parse("Siehe «www.ort.example/viel-↩seitig|l» bald").pieces()]
    assert kinds == ["text", "link", "break", "link", "text"]
