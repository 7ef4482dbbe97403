"""Corrections: applied at every run, stale when what they rest on has changed, never silent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.publish.states import Clock
from tests.review.making_editions import changed_milestones, changed_project, milestone, tables_of

from extract.base.settings import Settings
from extract.publish.reading import read_table
from extract.reports.report import Finding, Report
from extract.review.amend.applying import Amended, apply_corrections
from extract.review.amend.files import (
    Acceptance,
    BadCorrections,
    Correction,
    CorrectionFile,
    parse_corrections,
    read_corrections,
    write_corrections,
)
from extract.review.amend.resting import as_extracted, fingerprint
from extract.review.editions import edition_from_tables
from extract.run.steps import run
from extract.tables.checks import check_tables

VOLUME = builders.VOLUME
REPORT = builders.report(projects=2)
FIRST = "01-01"


def correction(value: str, new: Any, *, old: Any = None, printed: str = "") -> Correction:
    return Correction(value=value, printed=printed, old=old, new=new, who="A. Beispiel", when="2025-02-01")


def corrected(report: Report, *given: Correction, accepted: tuple[Acceptance, ...] = ()) -> Amended:
    tables = tables_of(report)
    amended = apply_corrections(tables, CorrectionFile(corrections=given, accepted=accepted))
    check_tables(report.report_id, amended.tables)
    return amended


def rows(amended: Amended, table: str, key: str | None = FIRST) -> list[dict[str, Any]]:
    return [row for row in amended.tables[table].to_pylist() if row["project_key"] == key]


def stale(amended: Amended) -> list[str]:
    return [
        row["message"] for row in amended.tables["findings"].to_pylist() if row["code"] == "stale-correction"
    ]


MORE = correction("projects/01-01/volume_eur", "1300000", old="1200000.00", printed=VOLUME)


def test_a_value_is_corrected_and_what_was_read_is_kept() -> None:
    amended = corrected(REPORT, MORE)
    (project,) = rows(amended, "projects")
    assert project["volume_eur"] == Decimal("1300000.00")
    assert project["corrected"] is True
    assert rows(amended, "projects", "02-01")[0]["corrected"] is False
    line, _ = rows(amended, "corrections_applied")
    assert (line["table"], line["row"], line["column"]) == ("projects", 0, "volume_eur")
    assert (line["old"], line["new"], line["printed"]) == ("1200000.00", "1300000", VOLUME)
    assert (line["who"], line["when"]) == ("A. Beispiel", "2025-02-01")
    assert line["boxes"]
    assert not stale(amended)


def test_another_printed_text_makes_it_stale() -> None:
    other = changed_project(REPORT, 0, volume_text="Gesamtvolumen: 900.000 €")
    amended = corrected(other, MORE)
    assert rows(amended, "projects")[0]["volume_eur"] == Decimal(1_200_000)
    assert not rows(amended, "corrections_applied")
    (message,) = stale(amended)
    assert 'the printed text is now "Gesamtvolumen: 900.000 €"' in message


def test_another_value_read_makes_it_stale() -> None:
    amended = corrected(changed_project(REPORT, 0, volume_eur=Decimal(5)), MORE)
    assert rows(amended, "projects")[0]["volume_eur"] == Decimal(5)
    assert 'the extractor now reads "5.00"' in stale(amended)[0]


def test_when_the_extractor_reads_it_right_the_correction_can_go() -> None:
    amended = corrected(changed_project(REPORT, 0, volume_eur=Decimal(1_300_000)), MORE)
    assert "it can be removed" in stale(amended)[0]


def test_a_project_that_is_gone_makes_it_stale() -> None:
    amended = corrected(REPORT, correction("projects/07-07/status", "completed", old="ongoing"))
    assert "no such row" in stale(amended)[0]


def test_a_row_is_found_again_where_it_went() -> None:
    text = "Eröffnung der ganzen Runde"
    late = correction("milestones/01-01/1/date_start", "2026-05-01", old="2026-01-01", printed=text)
    more = changed_milestones(REPORT, 0, lambda old: (milestone("Bau des Stegs"), *old))
    amended = corrected(more, late)
    assert [row["date_start"] for row in rows(amended, "milestones")] == [
        date(2025, 1, 1),
        date(2024, 4, 12),
        date(2026, 5, 1),
    ]
    assert rows(amended, "corrections_applied")[0]["row"] == 2


def test_two_rows_that_fit_are_not_guessed_between() -> None:
    twice = changed_milestones(
        REPORT, 0, lambda old: (milestone("Bau"), milestone("Bau"), milestone("Richtfest"))
    )
    amended = corrected(twice, correction("milestones/01-01/2/state", "planned", old="done", printed="Bau"))
    assert "2 rows fit it" in stale(amended)[0]
    assert {row["state"] for row in rows(amended, "milestones")} == {"done"}


def test_dates_and_amounts_go_along_with_a_corrected_text() -> None:
    longer = "Schon ab Mai 2025 wird der letzte Abschnitt gebaut. • Planung • Bau"
    amended = corrected(
        REPORT,
        correction("sections/01-01/0/text", longer, old=builders.OUTLOOK, printed=builders.OUTLOOK),
    )
    assert rows(amended, "sections")[0]["text"] == longer
    first = rows(amended, "dates")[0]
    assert longer[first["char_start"] : first["char_end"]] == first["text"] == "Mai 2025"


def test_a_date_no_longer_in_the_text_is_left_out_and_told() -> None:
    other = "Bald wird der letzte Abschnitt gebaut."
    amended = corrected(
        REPORT, correction("sections/01-01/0/text", other, old=builders.OUTLOOK, printed=builders.OUTLOOK)
    )
    assert [row["text"] for row in rows(amended, "dates")] == ["12.04.2024"]
    assert [row["position"] for row in rows(amended, "dates")] == [0]
    messages = [row["message"] for row in rows(amended, "findings") if row["code"] == "corrected-text"]
    assert messages == ['"Mai 2025" no longer stands in the corrected text; its row was left out.']


def acceptance(report: Report) -> Acceptance:
    edition = edition_from_tables(report.report_id, tables_of(report))
    return Acceptance(
        finding="status-unclear",
        project=FIRST,
        message="Neither state nor result is stated.",
        source=fingerprint(edition.extracted, FIRST, "projects"),
        who="A. Beispiel",
        when="2025-02-01",
    )


def with_doubt(**changes: Any) -> Report:
    found = Finding("status-unclear", "Neither state nor result is stated.", FIRST, "projects", 2)
    report = builders.report(findings=(found,))
    return changed_project(report, 0, **changes) if changes else report


def test_an_accepted_doubt_stays_accepted_and_counts_no_more() -> None:
    from extract.review.amend.grades import grade_tables

    report = with_doubt()
    amended = corrected(report, accepted=(acceptance(report),))
    assert [row["accepted"] for row in rows(amended, "findings")] == [True]
    grades = {row["project_key"]: row["grade"] for row in grade_tables(amended.tables).to_pylist()}
    assert grades[FIRST] == "A"
    assert {row["project_key"]: row["grade"] for row in tables_of(report)["grades"].to_pylist()}[FIRST] == "B"


def test_it_is_a_doubt_again_when_its_source_changes() -> None:
    accepted = acceptance(with_doubt())
    amended = corrected(with_doubt(lead=builders.placed("Nun ist alles anders.")), accepted=(accepted,))
    assert [row["accepted"] for row in rows(amended, "findings")] == [False, False]
    assert "its source has changed" in stale(amended)[0]


def test_a_correction_of_the_source_leaves_it_accepted() -> None:
    """The fingerprint is of what was extracted: pages made from corrected tables give the same one."""
    report = with_doubt()
    amended = corrected(report, MORE, accepted=(acceptance(report),))
    assert rows(amended, "findings")[0]["accepted"] is True
    back = as_extracted({name: table.to_pylist() for name, table in amended.tables.items()})
    assert fingerprint(back, FIRST, "projects") == acceptance(report).source


BY_HAND = """
corrections:
  - value: projects/13-02/volume_eur
    printed: rund 2 Mio. €
    old: 2000000.00
    new: 2100000
    who: A. Beispiel
    when: 2024-02-01
  - {value: milestones/13-02/3/date_end, old: 2024-01-31, new: null, who: B, when: 2024-02-02, why: offen}
"""


def test_a_file_written_by_hand() -> None:
    one, other = parse_corrections(BY_HAND, "x.yaml").corrections
    assert (one.old, one.new, one.when) == ("2000000.0", "2100000", "2024-02-01")
    assert (str(other.address), other.new, other.why) == ("milestones/13-02/3/date_end", None, "offen")


BAD = {
    "no YAML": ("corrections: [", "not valid YAML"),
    "a list": ("- a", "valid dictionary"),
    "an unknown key": ("corections: []", "corections"),
    "no such table": (
        "corrections: [{value: people/a/name, new: b, who: c, when: d}]",
        "cannot be corrected",
    ),
    "a fixed column": (
        "corrections: [{value: projects/a/project_key, new: b, who: c, when: d}]",
        "cannot be",
    ),
    "no address": ("corrections: [{value: status, new: b, who: c, when: d}]", "is no address"),
    "a word for a number": (
        "corrections: [{value: projects/a/volume_eur, new: viel, who: c, when: d}]",
        "decimal",
    ),
    "no number at all": (
        "corrections: [{value: projects/a/volume_eur, new: .nan, who: c, when: d}]",
        "decimal",
    ),
    "no such status": (
        "corrections: [{value: projects/a/status, new: fertig, who: c, when: d}]",
        "is one of",
    ),
    "nothing where something must be": (
        "corrections: [{value: projects/a/title, new: null, who: c, when: d}]",
        "must have a value",
    ),
    "nobody": ("corrections: [{value: projects/a/title, new: b, when: d}]", "who"),
    "brackets without end": ("corrections: " + "[" * 100_000, "lists and groups in one another"),
    "groups in one another": ("{a: " * 100_000, "lists and groups in one another"),
    "a list within itself": ("corrections: &a [*a]", "stands within itself"),
    "references without number": (
        "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
        ),
        "more than",
    ),
    "a date that is none": (
        "corrections: [{value: projects/a/title, new: b, who: c, when: 2024-13-45}]",
        "cannot be read",
    ),
    "a number of ten thousand digits": (f"corrections: {'9' * 10_000}", "cannot be read"),
    "a tag": ("!!python/object/apply:os.system ['true']", "not valid YAML"),
}


@pytest.mark.parametrize("name", BAD)
def test_files_that_cannot_be_used_are_told(name: str) -> None:
    content, message = BAD[name]
    with pytest.raises(BadCorrections, match=message):
        parse_corrections(content, "corrections/x.yaml")


def test_files_are_written_and_read_back(tmp_path: Path) -> None:
    given = CorrectionFile(corrections=(MORE,), accepted=(acceptance(with_doubt()),))
    path = write_corrections(tmp_path / "corrections", "seenland-2024", given)
    assert read_corrections(path.parent, "seenland-2024") == given
    assert read_corrections(path.parent, "seenland-2025") == CorrectionFile()
    with pytest.raises(ValueError, match="no report_id"):
        read_corrections(path.parent, "../seenland-2024")


def test_runs_apply_them_and_go_without_them_when_they_go(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.pdf").write_text("2024 2")
    settings = Settings(corrections=str(tmp_path / "corrections"))

    def volume(*, force: bool = False) -> tuple[Decimal, bool, int]:
        result = run(
            [tmp_path / "inbox"],
            output=tmp_path / "output",
            settings=settings,
            clock=Clock(),
            force=force,
            isolate=False,
            reader="tests.readers:read",
        )
        row = read_table(tmp_path / "output", "projects").to_pylist()[0]
        return row["volume_eur"], row["corrected"], len(result.done)

    assert volume() == (Decimal(1_200_000), False, 1)
    path = write_corrections(tmp_path / "corrections", "seenland-2024", CorrectionFile(corrections=(MORE,)))
    assert volume() == (Decimal(1_300_000), True, 1)
    assert volume() == (Decimal(1_300_000), True, 0), "nothing has changed, nothing is read again"
    assert volume(force=True) == (Decimal(1_300_000), True, 1), "a correction survives extracting anew"
    path.write_text("corrections: [")
    with pytest.raises(BadCorrections):
        volume()
    path.unlink()
    assert volume() == (Decimal(1_200_000), False, 1)
