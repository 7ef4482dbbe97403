"""Which amounts count: each case is a statement of volume as a report may print it."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests import builders

from extract.reports.report import FoundAmount, Parent, Project
from extract.tables.money import count_amounts, count_outside

VOLUME = Parent("section", section="projektvolumen")
ELSEWHERE = Parent("section", section="ausblick")


def money(
    value: int, *, role: str = "total", frequency: str = "once", parent: Parent = VOLUME, **more: object
) -> FoundAmount:
    return builders.amount(
        "Euro", "Euro", value=str(value), parent=parent, role=role, frequency=frequency, **more
    )


def verdicts(*amounts: FoundAmount) -> list[tuple[bool, str]]:
    project: Project = replace(builders.project(), amounts=amounts)
    return [(item.counts, item.reason) for item in count_amounts(project)]


def counted(*amounts: FoundAmount) -> list[int]:
    return [
        int(item.mention.value)
        for item, (counts, _) in zip(amounts, verdicts(*amounts), strict=True)
        if counts
    ]


def year(number: int) -> dict[str, object]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


CASES = {
    "one total": ([money(900)], [900]),
    "a total and its sources": ([money(900), money(600, role="state"), money(300, role="own")], [900]),
    "a total and a part named before it": ([money(15, role="component"), money(180)], [180]),
    "a total, seed money in it and a yearly sum after it": (
        [money(780), money(500, role="seed"), money(200, role="state", frequency="yearly")],
        [780],
    ),
    "one source only": ([money(500, role="state")], [500]),
    "parts without a total": ([money(65, role="component"), money(120, role="component")], [65, 120]),
    "parts per year without a total": (
        [money(420, role="component", **year(2021)), money(350, role="component", **year(2022))],
        [420, 350],
    ),
    "seed money beside another part": ([money(100, role="seed"), money(400, role="state")], [400]),
    "seed money alone": ([money(100, role="seed")], [100]),
    "the same total twice": ([money(900), money(900)], [900]),
    "totals of different years": ([money(300, **year(2021)), money(400, **year(2022))], [300, 400]),
    "totals of overlapping years": ([money(300, **year(2021)), money(400, **year(2021))], []),
    "totals of different dates": (
        [
            money(900, as_of_start=date(2023, 1, 1), as_of_end=date(2023, 1, 31)),
            money(800, as_of_start=date(2022, 1, 1), as_of_end=date(2022, 1, 31)),
        ],
        [900],
    ),
    "two totals and no way to tell": ([money(900), money(800)], []),
    "a yearly total": ([money(50, frequency="yearly")], []),
    "parts of a yearly total": ([money(50, frequency="yearly"), money(20, role="component")], []),
    "a total and a yearly total": ([money(200), money(20, frequency="yearly")], [200]),
    "a price": ([money(180, role="other", per="t")], []),
    "the same money in the running text": (
        [money(5, role="state", parent=ELSEWHERE), money(5, role="state")],
        [5],
    ),
    "a larger sum in the running text": ([money(121, role="state", parent=ELSEWHERE), money(40)], [40]),
    "a total in the running text only": ([money(70, parent=ELSEWHERE)], [70]),
    "a source in the running text only": ([money(70, role="state", parent=ELSEWHERE)], []),
    "a total in the text beside a yearly total": (
        [money(70, parent=ELSEWHERE), money(7, frequency="yearly")],
        [],
    ),
    "a fee in the running text": ([money(350, role="other", frequency="monthly", parent=ELSEWHERE)], []),
    "no amount": ([], []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_counts(name: str) -> None:
    amounts, expected = CASES[name]
    assert counted(*amounts) == expected


def test_each_verdict_has_its_reason() -> None:
    assert verdicts(money(900), money(600, role="state"), money(5, frequency="yearly")) == [
        (True, "the stated total"),
        (False, "part of or beside the stated total"),
        (False, "recurs; a sum needs its years"),
    ]


def test_never_more_than_the_stated_total() -> None:
    """Whatever else a project states, what counts does not exceed its one total."""
    others = [
        money(value, role=role, frequency=frequency, parent=parent)
        for value in (1, 5_000)
        for role in ("state", "federal", "eu", "own", "seed", "component", "other")
        for frequency in ("once", "yearly", "monthly")
        for parent in (VOLUME, ELSEWHERE)
    ]
    assert sum(counted(money(900), *others)) == 900


def test_outside_projects_nothing_counts() -> None:
    assert [item.counts for item in count_outside([money(1), money(2)])] == [False, False]


SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "evaluation" / "gold-ruhr-konferenz-2022.json"


@pytest.mark.skipif(not GOLD.is_file(), reason="no shared evaluation here")
def test_cases_of_a_real_report() -> None:
    """Every project of the report whose amounts were annotated by reading; sums calculated by hand."""
    reasons: Counter[str] = Counter()
    total = 0
    for entry in json.loads(GOLD.read_text(encoding="utf-8"))["projects"]:
        amounts = [_from_gold(item) for item in entry["amounts"]]
        found = verdicts(*amounts)
        reasons.update(reason for _, reason in found)
        total += sum(counted(*amounts))
        stated = [
            item for item in amounts if item.mention.role == "total" and item.mention.frequency == "once"
        ]
        if len(stated) == 1:
            assert counted(*amounts) == [int(stated[0].mention.value)], entry["title"]
    assert reasons == {
        "the stated total": 36,
        "the only amount stated": 6,
        "part, no total is stated": 8,
        "part of or beside the stated total": 2,
        "mentioned outside the statement of volume": 3,
        "recurs; a sum needs its years": 6,
    }
    assert total == 431_115_739


def _from_gold(item: dict[str, object]) -> FoundAmount:
    source, _, section = str(item["parent"]).partition("/")
    parent = VOLUME if section == "projektvolumen" else Parent(source, section="ausblick")  # type: ignore[arg-type]
    days = {
        name: None if item[key] is None else date.fromisoformat(str(item[key]))
        for name, key in (("period_start", "from"), ("period_end", "to"))
    }
    return money(
        int(str(item["value"])),
        role=str(item["role"]),
        frequency=str(item["frequency"]),
        parent=parent,
        **days,
    )
