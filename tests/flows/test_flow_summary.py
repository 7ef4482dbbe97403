"""The final state and the summary: what whoever is on duty reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.states import Clock, prepared

pytest.importorskip("prefect")

from flows.artifacts import review_address
from flows.ingest import _after, _together
from flows.states import final_state
from flows.summary import finding_rows, plain, summary

from extract.base.settings import Settings
from extract.publish.publication import publish
from extract.publish.setaside import Missing, SetAside
from extract.publish.snapshots import current_manifest
from extract.review.differences import compare_all
from extract.review.editions import read_editions
from extract.run.steps import ReportDone, RunResult

BROKEN = SetAside(file="inbox/broken.pdf", code="damaged", sentence="broken.pdf: is damaged. Get it again.")
EMPTY = SetAside(file="inbox", code="no-pdf", sentence="inbox: the folder holds no PDF.")


def published(output: Path, *, years: tuple[int, ...] = (2023,), projects: int = 3) -> RunResult:
    reports = [prepared(year=year, projects=projects) for year in years]
    publication = publish(reports, output, clock=Clock())
    return RunResult(
        output=output,
        done=tuple(
            ReportDone(
                report_id=report.report_id,
                file=f"inbox/{report.source_file}",
                rows=report.rows,
                findings=dict(report.findings),
            )
            for report in reports
        ),
        unchanged=(),
        withdrawn=(),
        set_aside=(),
        publication=publication,
        manifest=current_manifest(output),
    )


def nothing(output: Path, *set_aside: SetAside) -> RunResult:
    return RunResult(
        output=output, done=(), unchanged=(), withdrawn=(), set_aside=set_aside, publication=None,
        manifest=current_manifest(output),
    )  # fmt: skip


def test_completed(tmp_path: Path) -> None:
    state = final_state(published(tmp_path))
    assert state.is_completed()
    assert state.name == "Completed"
    assert "1 extracted, 0 unchanged; snapshot 000001-" in (state.message or "")


def test_files_set_aside_are_not_green_and_named(tmp_path: Path) -> None:
    state = final_state(replace(published(tmp_path), set_aside=(BROKEN,)))
    assert state.is_failed()
    assert state.name == "FilesSetAside"
    assert "1 file set aside: broken.pdf (damaged)." in (state.message or "")


def test_many_files_set_aside_are_counted(tmp_path: Path) -> None:
    many = tuple(replace(BROKEN, file=f"inbox/{number:03}.pdf") for number in range(40))
    message = final_state(replace(published(tmp_path), set_aside=many)).message or ""
    assert "40 files set aside: 000.pdf (damaged)" in message
    assert message.endswith("and 30 more.")


def test_failed_only_if_nothing_could_be_published(tmp_path: Path) -> None:
    state = final_state(nothing(tmp_path, BROKEN))
    assert state.is_failed()
    assert state.name == "NothingPublished"
    assert "broken.pdf (damaged)" in (state.message or "")


def test_an_empty_inbox_is_no_failure(tmp_path: Path) -> None:
    state = final_state(nothing(tmp_path, EMPTY))
    assert state.is_completed()
    assert (state.message or "").endswith("The inbox is empty.")


def test_summary_of_a_first_run(tmp_path: Path) -> None:
    result = replace(published(tmp_path, years=(2022, 2023)), set_aside=(BROKEN,))
    text = summary(result, differences=(), previous=None, review="https://review.example/")
    assert "- Reports extracted: **2** (6 projects;" in text
    assert "- **broken.pdf** `damaged`: broken.pdf: is damaged. Get it again." in text
    assert "- New: seenland-2022, seenland-2023" in text
    assert f"| projects | {6} |" in text
    assert "(https://review.example/)" in text


def test_summary_says_what_changed_since_the_publication_before(tmp_path: Path) -> None:
    before = published(tmp_path)
    assert before.manifest is not None
    result = published(tmp_path, projects=4)
    differences = compare_all(
        read_editions(tmp_path, snapshot=before.manifest.snapshot), read_editions(tmp_path)
    )
    text = summary(result, differences=differences, previous=before.manifest.snapshot, review="r")
    assert f"## What changed since `{before.manifest.snapshot}`" in text
    assert "- Replaced: seenland-2023" in text
    assert "projects 1 added" in text
    assert "because " in text


def test_findings_the_gravest_first_and_not_too_many(tmp_path: Path) -> None:
    published(tmp_path, years=tuple(range(1900, 2000)), projects=6)
    editions = read_editions(tmp_path)
    rows = finding_rows(editions)
    assert 0 < len(rows) <= 500
    assert len(rows) == min(500, sum(len(one.table("findings")) for one in editions))
    ranks = [("error", "warning", "info").index(row.severity) for row in rows]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a|b.pdf", "a&#124;b.pdf"),
        ("<script>x</script>.pdf", "&#60;script&#62;x&#60;/script&#62;.pdf"),
        ("[link](http://x).pdf", "&#91;link&#93;&#40;http://x&#41;.pdf"),
        ("two\nlines.pdf", "two lines.pdf"),
        ("Maßnahmen 2023 – neu.pdf", "Maßnahmen 2023 – neu.pdf"),
    ],
)
def test_names_of_files_are_no_markup(given: str, shown: str) -> None:
    assert plain(given) == shown


def test_address_of_the_review_pages(tmp_path: Path) -> None:
    index = tmp_path / "o" / "review" / "index.html"
    assert review_address(Settings(), index) == index.as_uri()
    assert review_address(Settings(review_url="https://r.example/x"), index) == "https://r.example/x"


def test_no_link_without_review_pages(tmp_path: Path) -> None:
    text = summary(published(tmp_path), differences=(), previous=None, review=None)
    assert "Review pages" not in text


def test_what_is_missing_in_the_inbox_is_in_the_summary(tmp_path: Path) -> None:
    missing = (Missing(report_id="seenland-2021", file="alt_<b>.pdf"),)
    text = summary(replace(published(tmp_path), missing=missing), differences=(), previous=None, review=None)
    assert "## No longer in the inbox" in text
    assert "its data stay" in text
    assert "<b>" not in text


def test_batches_count_as_one_run(tmp_path: Path) -> None:
    first = published(tmp_path, years=(2022,))
    second = replace(published(tmp_path, years=(2023,)), unchanged=(("inbox/x.pdf", "seenland-2022"),))
    together = _together([first, second])
    assert [done.report_id for done in together.done] == ["seenland-2022", "seenland-2023"]
    assert together.unchanged == ()
    assert together.manifest == second.manifest


def test_an_edition_of_an_earlier_batch_is_held(tmp_path: Path) -> None:
    from extract.run.steps import plan_run

    (tmp_path / "inbox").mkdir()
    result = replace(published(tmp_path / "output"), set_aside=(BROKEN,))
    settings = Settings(output=str(tmp_path / "output"))
    plan = plan_run([tmp_path / "inbox"], output=tmp_path / "output", settings=settings, clock=Clock())
    after = _after(plan, result)
    assert after.unchanged == ((result.done[0].file, "seenland-2023"),)
    assert after.set_aside == (BROKEN,)
