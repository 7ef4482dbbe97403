"""Short fields that have taken in what stands below them are named."""

from __future__ import annotations

from dataclasses import replace

from tests.reports.brochure import Sheet, projects

from extract.reports.fill.long_values import long_values
from extract.reports.report import Project


def some() -> list[Project]:
    return list(projects(*(Sheet(project_id=f"01-0{number}") for number in range(1, 6))).projects)


def test_usual_values_are_none() -> None:
    assert long_values(some()) == []


def test_a_responsible_body_much_longer_than_the_others() -> None:
    first, *others = some()
    long = "Amt für Wege und Ufer " + "2021 Messung am Ufer 2022 Bau der Stege " * 3
    (finding,) = long_values([replace(first, responsible=long), *others])
    assert (finding.code, finding.project_key, finding.table) == ("long-value", first.key, "projects")
    assert finding.message.startswith(f"Unusually long responsible ({len(long)} characters)")


def test_a_long_title_in_a_list_of_grants_is_none() -> None:
    first, *others = some()
    assert long_values([replace(first, title="Bau eines Weges am See " * 12), *others]) == []
    assert len(long_values([replace(first, title="Bau eines Weges am See " * 20), *others])) == 1


def test_a_long_party() -> None:
    first, *others = some()
    party = replace(first.parties[0], text="Gemeinde am See und " * 12)
    (finding,) = long_values([replace(first, parties=(party,)), *others])
    assert finding.table == "parties"
    assert finding.page == party.boxes[0].page
