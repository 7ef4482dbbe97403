"""Labels, headings, milestones, and the order in which a year is looked for."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from extract.german.dates import find_dates, label_interval, milestone_date, year_of_heading
from extract.german.records import DateContext

SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", Path(__file__).parents[2].parent / "shared"))


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020/2021", "2020-01-01", "2021-12-31"),
        ("2020/21", "2020-01-01", "2021-12-31"),
        ("2019 – 2021", "2019-01-01", "2021-12-31"),
        ("bis 2022", "2022-01-01", "2022-12-31"),
        ("ab 2023", "2023-01-01", "2023-12-31"),
        ("2022 ff.", "2022-01-01", "2022-12-31"),
        ("1. Halbjahr 2021", "2021-01-01", "2021-06-30"),
        ("Schuljahr 2021/22", "2021-08-01", "2022-07-31"),
        ("Q3/2022", "2022-07-01", "2022-09-30"),
        ("2020, 2021", "2020-01-01", "2021-12-31"),
        ("Jahr2021*", "2021-01-01", "2021-12-31"),
    ],
)
def test_label_interval(label: str, first: str, last: str) -> None:
    assert label_interval(label) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("label", ["", "Meilensteine", "Phase 2", "20211"])
def test_label_without_date(label: str) -> None:
    assert label_interval(label) is None


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Ausblick 2023", 2023),
        ("AUSBLICK 2024", 2024),
        ("Ausblick auf 2023/24", 2023),
        ("Vorgehen", None),
        ("Los 20231", None),
    ],
)
def test_year_of_heading(heading: str, year: int | None) -> None:
    assert year_of_heading(heading) == year


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (
            DateContext(label="2019", heading_year=2020, edition_year=2021, reference_date=date(2022, 5, 1)),
            2019,
        ),
        (DateContext(heading_year=2020, edition_year=2021, reference_date=date(2022, 5, 1)), 2020),
        (DateContext(edition_year=2021, reference_date=date(2022, 5, 1)), 2021),
        (DateContext(reference_date=date(2022, 5, 1)), 2022),
        (DateContext(reference_date=date(2022, 11, 1)), 2023),
        (DateContext(), None),
        (None, None),
    ],
)
def test_order_of_sources(context: DateContext | None, expected: int | None) -> None:
    (mention,) = find_dates("Auftakt im März in Laufen", context=context)
    assert mention.date_start == (date(expected, 3, 1) if expected else None)
    assert mention.year_inferred
    assert mention.edtf == (f"{expected}-03" if expected else "XXXX-03")


def test_a_date_of_the_sentence_ranks_below_the_label() -> None:
    text = "Im Jahr 2020 begann die Planung im März."
    assert [m.date_start for m in find_dates(text, context=DateContext(label="2022"))][1] == date(2022, 3, 1)
    assert [m.date_start for m in find_dates(text, context=DateContext(heading_year=2022))][1] == date(
        2020, 3, 1
    )


def test_leap_day_without_leap_year_stays_open() -> None:
    (mention,) = find_dates("am 29.02.", context=DateContext(label="2023"))
    assert (mention.date_start, mention.edtf) == (None, "XXXX-02-29")
    (mention,) = find_dates("am 29.02.", context=DateContext(label="2024"))
    assert mention.date_start == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "label", "first", "last", "precision"),
    [
        ("Übergabe des Bescheids", "2021", "2021-01-01", "2021-12-31", "year"),
        ("Übergabe des Bescheids im März", "2021", "2021-03-01", "2021-03-31", "month"),
        ("Projektende am 30.04.2023", "2022", "2023-04-30", "2023-04-30", "day"),
        ("Auftakt im Herbst, Richtfest am 3.11.", "2021", "2021-11-03", "2021-11-03", "day"),
        ("Werkstatt am 21. und 22.10.", "2022", "2022-10-21", "2022-10-22", "range"),
        ("Vorbereitung der Ausschreibung 2021/2022", "2021", "2021-01-01", "2022-12-31", "range"),
        ("Sicherung der Förderung bis 2027", "2022", "2022-01-01", "2022-12-31", "year"),
        ("Konzept für das Jahr 2024", "2022", "2022-01-01", "2022-12-31", "year"),
        ("Film über das Tal", "2020/2021", "2020-01-01", "2021-12-31", "range"),
        ("Beschluss bis Jahresende", "2022", "2022-01-01", "2022-12-31", "year"),
        ("Kurs (KW 50/2023) als Abschluss für 2023", "2023", "2023-12-11", "2023-12-17", "week"),
        ("Fachtage", "1. Halbjahr 2021", "2021-01-01", "2021-06-30", "halfyear"),
    ],
)
def test_milestone_date(text: str, label: str, first: str, last: str, precision: str) -> None:
    found = milestone_date(text, label=label, context=DateContext(edition_year=2023))
    assert found == (date.fromisoformat(first), date.fromisoformat(last), precision)


def test_milestone_without_any_date() -> None:
    assert milestone_date("Übergabe", label=None) == (None, None, "year")


@pytest.mark.parametrize(
    ("name", "year"),
    [("gold-ruhr-konferenz-2022.json", 2022), ("gold-fortschrittsbericht-2023-fiktiv.json", 2023)],
)
def test_gold_reports(name: str, year: int) -> None:
    """Dates of both editions against the shared truth (skipped where it is not at hand)."""
    path = SHARED / "evaluation" / name
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    tally: Counter[str] = Counter()
    for project in json.loads(path.read_text(encoding="utf-8"))["projects"]:
        parents = {"lead": (project["lead"] or "", DateContext(edition_year=year))}
        for section in project["sections"]:
            context = DateContext(edition_year=year, heading_year=year_of_heading(section["heading"]))
            parents[f"section/{section['section']}"] = section["text"], context
        for number, milestone in enumerate(project["milestones"]):
            context = DateContext(edition_year=year, label=milestone["year_label"])
            parents[f"milestone/{number}"] = milestone["text"], context
            first, last, _ = milestone_date(milestone["text"], label=milestone["year_label"], context=context)
            tally["milestones"] += 1
            tally["milestones right"] += (str(first), str(last)) == (
                milestone["date_start"],
                milestone["date_end"],
            )
        gold = [(d["parent"], d["from"], d["to"]) for d in project["dates"] if not d.get("name")]
        names = {(d["parent"], d["from"], d["to"]) for d in project["dates"] if d.get("name")}
        judged = project.get("date_parents", list(parents))
        found = [
            (parent, str(mention.date_start), str(mention.date_end))
            for parent in judged
            if parent in parents
            for mention in find_dates(parents[parent][0], context=parents[parent][1])
        ]
        extra = Counter(found) - Counter(gold)
        tally["right"] += sum((Counter(found) & Counter(gold)).values())
        tally["gold"] += len(gold)
        tally["found"] += len(found) - sum(count for item, count in extra.items() if item in names)
    assert 2 * tally["right"] / (tally["gold"] + tally["found"]) >= 0.99
    assert tally["milestones right"] / tally["milestones"] >= 0.98
