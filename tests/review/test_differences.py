"""Differences: what is the same row, what is told of it, and why."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.review.making_editions import (
    changed_milestones,
    changed_project,
    edition_of,
    milestone,
    tables_of,
)
from tests.review.scoring import facts_found, score_changes

from extract.reports.report import Report
from extract.review.assignment import assign, out_of_order, pair_rows
from extract.review.differences import compare, compare_all, reason_between
from extract.review.editions import edition_from_tables, programme
from extract.review.telling import changes_table, to_json, to_markdown
from extract.review.words import word_runs

BASE = builders.report(projects=4)
LONG = builders.placed("Der letzte Abschnitt wird ab Juni 2025 gebaut und danach gepflegt.", page=2)


def _renamed(report: Report) -> Report:
    return changed_project(report, 1, key="09-09", project_id="09-09", title="Rundweg am See")


CHANGES: dict[str, tuple[Callable[[Report], Report], set[tuple[str, str, tuple[str, ...]]]]] = {
    "nothing": (lambda report: report, set()),
    "a new status": (
        lambda report: changed_project(report, 0, status="completed"),
        {("projects", "changed", ("status",))},
    ),
    "another name and number": (_renamed, {("projects", "changed", ("project_id", "title"))}),
    "a project gone": (
        lambda report: replace(report, projects=report.projects[:3]),
        {("projects", "removed", ()), ("reports", "changed", ("project_count",))},
    ),
    "projects in another order": (
        lambda report: replace(
            report,
            projects=tuple(
                replace(project, position=place)
                for place, project in enumerate((report.projects[3], *report.projects[:3]))
            ),
        ),
        {("projects", "moved", ("position",))},
    ),
    "a milestone more": (
        lambda report: changed_milestones(
            report, 0, lambda old: (old[0], milestone("Richtfest am Steg"), old[1])
        ),
        {("milestones", "added", ()), ("dates", "removed", ())},
    ),
    "a milestone reworded": (
        lambda report: changed_milestones(
            report, 0, lambda old: (old[0], replace(old[1], body=builders.placed("Eröffnung der Runde")))
        ),
        {("milestones", "changed", ("text",)), ("dates", "removed", ())},
    ),
    "a milestone under another year": (
        lambda report: changed_milestones(
            report, 0, lambda old: (old[0], replace(old[1], year_label="2027"))
        ),
        {("milestones", "moved", ("year_label",)), ("dates", "removed", ())},
    ),
    "milestones in another order": (
        lambda report: changed_milestones(report, 0, lambda old: (old[1], old[0])),
        {("milestones", "moved", ("position",)), ("dates", "removed", ())},
    ),
    "a section with other text": (
        lambda report: changed_project(
            report,
            0,
            sections=(replace(report.projects[0].sections[0], body=LONG), report.projects[0].sections[1]),
            dates=(),
        ),
        {("sections", "changed", ("text",)), ("dates", "removed", ())},
    ),
    "a section under another heading": (
        lambda report: changed_project(
            report,
            0,
            sections=(
                replace(report.projects[0].sections[0], section="vorschau", heading="Vorschau"),
                report.projects[0].sections[1],
            ),
            dates=(),
            links=(),
        ),
        {
            ("sections", "changed", ("heading", "section")),
            ("dates", "removed", ()),
            ("links", "removed", ()),
        },
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_told_of_a_change(name: str) -> None:
    change, expected = CHANGES[name]
    found = compare(edition_of(BASE), edition_of(change(BASE)))
    told = {
        (one.table, one.kind, tuple(sorted(column.column for column in one.columns)))
        for one in found.changes
        if one.table != "grades"
    }
    assert told == expected


def test_a_number_given_to_another_project_does_not_make_it_the_same() -> None:
    """The old 01-01 lives on under 05-05; 01-01 is now something new."""
    project = BASE.projects[0]
    old = changed_project(
        BASE, 0, title="Uferpfad", lead=builders.placed("Ein Pfad mit Bänken am Ufer der Lahne.")
    )
    stranger = replace(
        project,
        title="Windrad Nord",
        lead=builders.placed("Strom aus Wind für zwölf Höfe im Norden des Kreises."),
        sections=(),
        milestones=(),
        amounts=(),
        shares=(),
        dates=(),
        links=(),
    )
    moved = replace(old.projects[0], key="05-05", project_id="05-05", position=4)
    new = replace(old, projects=(stranger, *old.projects[1:], moved))
    found = compare(edition_of(old), edition_of(new))
    pairs = {(pair.old, pair.new) for pair in found.pairs}
    assert ("01-01", "05-05") in pairs
    assert (None, "01-01") in pairs


def test_reasons() -> None:
    base = edition_of(BASE)
    other_pdf = edition_of(builders.report(projects=4, sha256="f" * 64))
    next_year = edition_of(builders.report(projects=4, year=2025))
    report = {**base.rows["reports"][0]}
    profile = replace(base, rows={**base.rows, "reports": [report | {"profile": "anderes"}]})
    version = replace(base, rows={**base.rows, "reports": [report | {"extractor_version": "9.9"}]})
    assert reason_between(base, other_pdf) == "new-input"
    assert reason_between(base, next_year) == "new-edition"
    assert reason_between(base, profile) == "new-profile"
    assert reason_between(base, version) == "new-extractor"
    assert reason_between(base, replace(base, extraction_key="x")) == "new-extractor"
    assert reason_between(base, base) == "unknown"


def test_a_report_on_one_side_only_is_one_change() -> None:
    base, more = edition_of(BASE), edition_of(builders.report(year=2025))
    one, other = compare_all([base], [base, more])
    assert not one.changes
    assert [(change.table, change.kind) for change in other.changes] == [("reports", "added")]


def test_differences_as_table_json_and_markdown() -> None:
    new = changed_project(BASE, 0, status="completed", title="Seerunde | eins <b>")
    found = [compare(edition_of(BASE), edition_of(new))]
    table = changes_table(found)
    assert table.schema.field("old").type == pa.string()
    rows = {row["column"]: row for row in table.to_pylist()}
    assert (rows["status"]["old"], rows["status"]["new"]) == ("ongoing", "completed")
    assert rows["status"]["reason"] == "unknown"
    assert json.loads(to_json(found))[0]["changes"][0]["table"] == "projects"
    markdown = to_markdown(found)
    assert "Seerunde \\| eins &lt;b&gt;" in markdown
    assert "<b>" not in markdown
    assert to_markdown([compare(edition_of(BASE), edition_of(BASE))]) == "No differences.\n"


@given(st.text("ab ,.ü-1\n"), st.text("ab ,.ü-1\n"))
def test_runs_of_words_give_both_texts(old: str, new: str) -> None:
    runs = word_runs(old, new)
    assert "".join(run.text for run in runs if run.kind != "new") == old
    assert "".join(run.text for run in runs if run.kind != "gone") == new
    assert all(run.text for run in runs)


@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 100), min_size=columns, max_size=columns), min_size=1, max_size=4
        )
    )
)
def test_the_assignment_is_the_best_there_is(table: list[list[int]]) -> None:
    least = 50
    columns = len(table[0])
    size = max(len(table), columns)

    def worth(pairs: list[tuple[int, int]]) -> int:
        return sum(table[row][column] for row, column in pairs)

    best = max(
        sum(
            table[row][column]
            for row, column in enumerate(order)
            if row < len(table) and column < columns and table[row][column] >= least
        )
        for order in permutations(range(size))
    )
    found = assign(table, least=least)
    assert worth(found) == best
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)


def test_pairs_come_in_reading_order() -> None:
    pairs = pair_rows("abcd", "xbd", keys=(lambda one: one,), score=lambda one, other: 0.0, least=0.5)
    assert pairs == [(0, None), (None, 0), (1, 1), (2, None), (3, 2)]
    assert out_of_order([(1, 0), (2, 1), (0, 2)]) == {2}


def test_programmes() -> None:
    assert programme("seenland-2024") == "seenland"
    assert programme("seenland") == "seenland"


SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", Path(__file__).parents[3] / "shared"))
PAIR = ("ruhr-konferenz-fortschrittsbericht-2022.pdf", "fortschrittsbericht-2023-fiktiv.pdf")


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "reports" / PAIR[1]).is_file(), reason="the shared reports are not here")
def test_known_changes_between_two_editions_are_found() -> None:
    from extract.reports import extract_report

    sides = []
    for name in PAIR:
        report = extract_report(SHARED / "reports" / name)
        sides.append(edition_from_tables(report.report_id, tables_of(report)))
    gold = json.loads((SHARED / "evaluation" / "changes-2022-2023.json").read_text())
    scores = score_changes(gold, facts_found(sides[0], sides[1], compare(sides[0], sides[1])))
    poor = {kind: score for kind, score in scores.items() if score.f1 < 0.97}
    assert not poor
    assert scores["all"].right > 150
    for side in sides:
        assert not compare(side, side).changes
