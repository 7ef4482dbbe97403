"""Runs with a stand-in for the reader of PDFs: what is done, skipped, set aside and published."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.publish.states import Clock, seen

from extract.base.settings import Settings
from extract.publish.manifest import ReportEntry
from extract.publish.problems import OutputProblem
from extract.publish.publication import rollback
from extract.publish.reading import read_table
from extract.publish.setaside import read_set_aside
from extract.publish.snapshots import read_entry, snapshots
from extract.reports.profile.model import ProfileError
from extract.run import steps
from extract.run.identity import extraction_key, run_id
from extract.run.steps import RunResult, plan_run, run

READER = "tests.readers:read"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.pdf").write_text("2022 4")
    (folder / "b.pdf").write_text("2023 5")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def go(*inputs: Path, output: Path, settings: Settings | None = None, **more: object) -> RunResult:
    options: dict[str, object] = {"isolate": False, "clock": Clock(), "reader": READER} | more
    return run(inputs, output=output, settings=settings or Settings(), **options)  # type: ignore[arg-type]


def reasons(result: RunResult) -> dict[str, str]:
    return {Path(item.file).name: item.code for item in result.set_aside}


def data_bytes(output: Path) -> dict[str, bytes]:
    tables = (output / "tables").resolve()
    return {str(path.relative_to(tables)): path.read_bytes() for path in tables.rglob("*.parquet")}


def test_all_reports_of_a_folder_are_published(inbox: Path, output: Path) -> None:
    result = go(inbox, output=output)
    assert result.exit_code == 0
    assert [(done.report_id, done.rows["projects"]) for done in result.done] == [
        ("seenland-2022", 4),
        ("seenland-2023", 5),
    ]
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}
    assert "None: the last run read every file." in (output / "set_aside.md").read_text()


def test_second_run_on_unchanged_input_reads_and_writes_nothing(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    (inbox / "a.pdf").touch()
    again = go(inbox, output=output, reader="tests.readers:no_such_reader")
    assert again.exit_code == 0
    assert again.done == ()
    assert [report_id for _, report_id in again.unchanged] == ["seenland-2022", "seenland-2023"]
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()} == before


def test_only_published_reports_that_lie_in_the_inbox_are_looked_at(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(inbox, output=output)
    looked: list[str] = []

    def read(folder: Path, report_id: str) -> ReportEntry:
        looked.append(report_id)
        return read_entry(folder, report_id)

    monkeypatch.setattr(steps, "read_entry", read)
    again = go(inbox / "a.pdf", output=output, reader="tests.readers:no_such_reader")
    assert [report_id for _, report_id in again.unchanged] == ["seenland-2022"]
    assert looked == ["seenland-2022"]


def test_forced_run_reads_anew_and_leaves_the_same_bytes(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    before = data_bytes(output)
    forced = go(inbox, output=output, force=True, clock=lambda: datetime(2030, 1, 1, tzinfo=UTC))
    assert len(forced.done) == 2
    assert forced.publication is not None
    assert not forced.publication.changed
    assert data_bytes(output) == before


def test_same_input_elsewhere_gives_the_same_bytes_whatever_the_order(inbox: Path, tmp_path: Path) -> None:
    clock = datetime(2025, 1, 1, tzinfo=UTC)
    first, second = tmp_path / "one", tmp_path / "two"
    go(inbox, output=first, clock=lambda: clock)
    go(inbox / "b.pdf", inbox / "a.pdf", output=second, clock=lambda: clock)
    assert data_bytes(first) == data_bytes(second)


def test_new_report_alone_is_read(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    (inbox / "c.pdf").write_text("2024 1")
    result = go(inbox, output=output)
    assert [done.report_id for done in result.done] == ["seenland-2024"]
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5, "seenland-2024": 1}


def test_reissued_report_replaces_its_edition(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    (inbox / "a.pdf").write_text("2022 9")
    result = go(inbox, output=output)
    assert result.publication is not None
    assert result.publication.replaced == ("seenland-2022",)
    assert seen(output) == {"seenland-2022": 9, "seenland-2023": 5}
    assert read_table(output, "projects", report_id="seenland-2022", snapshot="1").num_rows == 4


def test_missing_file_keeps_its_data_unless_pruned(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    (inbox / "a.pdf").unlink()
    go(inbox, output=output)
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}
    result = go(inbox, output=output, prune=True)
    assert result.publication is not None
    assert result.publication.removed == ("seenland-2022",)
    assert seen(output) == {"seenland-2023": 5}


def test_pruning_spares_a_report_whose_new_file_cannot_be_read(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    (inbox / "a.pdf").write_text("defect")
    result = go(inbox, output=output, prune=True)
    assert reasons(result) == {"a.pdf": "failed"}
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}


def test_a_changed_extractor_reads_all_again(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(inbox, output=output)
    monkeypatch.setattr("extract.run.identity.__version__", "99.0")
    assert len(go(inbox, output=output).done) == 2


def test_settings_for_reading_are_part_of_the_key_and_others_are_not() -> None:
    key = extraction_key(Settings())
    assert extraction_key(Settings(keep_snapshots=3, jobs=2, seconds_per_report=5)) == key
    assert extraction_key(Settings(engine="pdfplumber")) != key
    assert extraction_key(Settings(profile="ruhr-konferenz")) != key
    assert extraction_key(Settings(max_characters_per_page=10)) != key


def test_own_profiles_are_part_of_the_key(tmp_path: Path) -> None:
    settings = Settings(profiles_folder=str(tmp_path))
    (tmp_path / "own.yaml").write_text("profile: own")
    first = extraction_key(settings)
    (tmp_path / "own.yaml").write_text("profile: own\nlanguage: de")
    assert extraction_key(settings) != first


def test_name_of_a_run_depends_on_the_input_alone(inbox: Path, output: Path) -> None:
    plan = plan_run([inbox], output=output, settings=Settings(), clock=Clock(), reader=READER)
    assert plan.run_id == run_id(tuple(reversed(plan.files)), plan.extraction_key)
    (inbox / "b.pdf").write_text("2023 6")
    other = plan_run([inbox], output=output, settings=Settings(), clock=Clock(), reader=READER)
    assert other.run_id != plan.run_id


def test_same_report_under_two_names(inbox: Path, output: Path) -> None:
    (inbox / "copy.pdf").write_text("2022 4")
    result = go(inbox, output=output)
    assert result.exit_code == 1
    assert [item.sentence for item in result.set_aside] == [
        f"{inbox / 'copy.pdf'}: it is the same file as {inbox / 'a.pdf'}. Remove one of the two files."
    ]
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}


def test_same_edition_in_two_different_files(inbox: Path, output: Path) -> None:
    (inbox / "a-corrected.pdf").write_text("2022 7")
    result = go(inbox, output=output)
    assert [item.sentence for item in result.set_aside] == [
        f"{inbox / 'a.pdf'}: it holds the same edition (seenland-2022) as {inbox / 'a-corrected.pdf'}. "
        "Remove one of the two files."
    ]
    again = go(inbox, output=output, reader="tests.readers:no_such_reader")
    assert again.set_aside == result.set_aside
    (inbox / "a-corrected.pdf").unlink()
    assert [done.report_id for done in go(inbox, output=output).done] == ["seenland-2022"]
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}


def test_a_bad_file_does_not_stop_the_others(inbox: Path, output: Path) -> None:
    for name in ("defect", "no-text", "encrypted"):
        (inbox / f"{name}.pdf").write_text(name)
    result = go(inbox, output=output)
    assert result.exit_code == 1
    assert reasons(result) == {"defect.pdf": "failed", "encrypted.pdf": "encrypted", "no-text.pdf": "no-text"}
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}
    assert read_set_aside(output) == result.set_aside
    for item in result.set_aside:
        assert f"`{item.code}` {item.sentence}" in (output / "set_aside.md").read_text()


def test_what_was_set_aside_for_good_is_not_tried_again_until_something_changes(
    inbox: Path, output: Path
) -> None:
    (inbox / "scan.pdf").write_text("no-text")
    first = go(inbox, output=output)
    plan = plan_run([inbox], output=output, settings=Settings(), clock=Clock())
    assert plan.jobs == ()
    assert plan.set_aside == first.set_aside
    for changed in (Settings(max_pages=9), Settings(ocr="auto")):
        again = plan_run([inbox / "scan.pdf"], output=output, settings=changed, clock=Clock())
        assert len(again.jobs) == 1
    assert len(plan_run([inbox], output=output, settings=Settings(), clock=Clock(), force=True).jobs) == 3


def test_a_failure_of_ours_is_tried_again(inbox: Path, output: Path) -> None:
    (inbox / "c.pdf").write_text("defect")
    go(inbox, output=output)
    assert len(plan_run([inbox], output=output, settings=Settings(), clock=Clock()).jobs) == 1


def test_nothing_to_do_is_said(tmp_path: Path, output: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("no report")
    result = go(tmp_path / "empty", tmp_path / "missing.pdf", output=output)
    assert result.exit_code == 2
    assert [item.sentence for item in result.set_aside] == [
        f"{tmp_path / 'empty'}: the folder holds no PDF. Put the reports there or name another folder.",
        f"{tmp_path / 'missing.pdf'}: there is no such file or folder. Check the name.",
    ]


def test_hidden_files_and_other_files_of_a_folder_are_no_reports(inbox: Path, output: Path) -> None:
    (inbox / ".hidden.pdf").write_text("2001 1")
    (inbox / ".trash").mkdir()
    (inbox / ".trash" / "old.pdf").write_text("2002 1")
    (inbox / "notes.txt").write_text("2003 1")
    (inbox / "older").mkdir()
    (inbox / "older" / "c.PDF").write_text("2004 1")
    go(inbox, output=output)
    assert set(seen(output)) == {"seenland-2004", "seenland-2022", "seenland-2023"}


def test_rolled_back_result_stays_away_until_forced(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    (inbox / "a.pdf").write_text("2022 9")
    go(inbox, output=output)
    rollback(output, "1", clock=Clock())
    result = go(inbox, output=output)
    assert result.exit_code == 0
    assert result.withdrawn == (str(inbox / "a.pdf"),)
    assert seen(output)["seenland-2022"] == 4
    go(inbox, output=output, force=True)
    assert seen(output)["seenland-2022"] == 9


def test_deleted_published_file_is_made_again(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    (output / "tables/projects/report_id=seenland-2022/part-0.parquet").unlink()
    go(inbox, output=output)
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}


def test_unknown_profile_is_a_wrong_call(inbox: Path, output: Path) -> None:
    with pytest.raises(ProfileError, match="no profile 'nonsense'"):
        go(inbox, output=output, settings=Settings(profile="nonsense"))
    assert not output.exists()


def test_output_that_cannot_be_written(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputProblem, match="cannot be written: it is no folder"):
        go(inbox, output=tmp_path / "file" / "output")


def test_pages_are_told(inbox: Path, output: Path) -> None:
    told: list[tuple[str, int, int]] = []
    go(inbox, output=output, on_page=lambda job, page, pages: told.append((job.path.name, page, pages)))
    assert told == [("a.pdf", page, 4) for page in range(1, 5)] + [("b.pdf", page, 5) for page in range(1, 6)]


class TestInProcessesOfTheirOwn:
    def test_same_result_as_in_one_process(self, inbox: Path, tmp_path: Path) -> None:
        told: list[tuple[str, int]] = []
        fixed = datetime(2025, 1, 1, tzinfo=UTC)
        go(inbox, output=tmp_path / "one", clock=lambda: fixed)
        go(
            inbox,
            output=tmp_path / "two",
            clock=lambda: fixed,
            isolate=True,
            settings=Settings(jobs=2),
            on_page=lambda job, page, pages: told.append((job.path.name, page)),
        )
        assert data_bytes(tmp_path / "one") == data_bytes(tmp_path / "two")
        assert sorted(told) == [("a.pdf", page) for page in range(1, 5)] + [
            ("b.pdf", page) for page in range(1, 6)
        ]

    def test_hanging_dying_and_growing_cost_only_themselves(self, inbox: Path, output: Path) -> None:
        for name in ("hang", "die", "grow", "defect"):
            (inbox / f"{name}.pdf").write_text(name)
        settings = Settings(jobs=2, seconds_per_report=6, memory_per_report=600)
        result = go(inbox, output=output, isolate=True, settings=settings)
        assert reasons(result) == {
            "defect.pdf": "failed",
            "die.pdf": "failed",
            "grow.pdf": "limit-exceeded",
            "hang.pdf": "timeout",
        }
        sentences = {Path(item.file).name: item.sentence.removeprefix(item.file) for item in result.set_aside}
        assert sentences["hang.pdf"].startswith(
            ": it was given up after 6 s. Raise FORTSCHRITT_SECONDS_PER_REPORT"
        )
        assert sentences["die.pdf"].startswith(": the process that read it ended unexpectedly (SIGKILL).")
        assert sentences["grow.pdf"].startswith(": reading it needs more than 600 MB of memory.")
        assert sentences["defect.pdf"].startswith(": internal error (KeyError: 'colour').")
        assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}


def test_log_lines_name_the_report_and_the_page(
    tmp_path: Path, output: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loud.pdf").write_text("2031 3")
    go(tmp_path / "loud.pdf", output=output, isolate=True)
    assert "WARNING extract.pdf loud.pdf page 2: a font is missing" in capfd.readouterr().err


def test_results_of_different_runs_are_told_apart(inbox: Path, output: Path) -> None:
    result = go(inbox, output=output)
    assert replace(result, done=(), unchanged=()).exit_code == 2
    assert [manifest.reason for manifest in snapshots(output)] == ["run"]


def test_a_report_no_longer_in_the_inbox_is_named(inbox: Path, output: Path) -> None:
    assert go(inbox, output=output).missing == ()
    (inbox / "a.pdf").unlink()
    result = go(inbox, output=output)
    assert result.exit_code == 0
    sentence = "seenland-2022: a.pdf is no longer in the inbox; its data stay, --prune removes them."
    assert [item.sentence for item in result.missing] == [sentence]
    assert sentence in (output / "set_aside.md").read_text()
    assert json.loads((output / "set_aside.json").read_bytes())["missing"] == [
        {"file": "a.pdf", "report_id": "seenland-2022"}
    ]
    assert go(inbox, output=output, prune=True).missing == ()
    assert "no longer" not in (output / "set_aside.md").read_text()


def test_of_single_files_nobody_says_what_is_missing(inbox: Path, output: Path) -> None:
    go(inbox, output=output)
    assert go(inbox / "a.pdf", output=output).missing == ()


def test_nothing_is_pruned_while_a_folder_cannot_be_entered(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "closed").mkdir()
    (inbox / "a.pdf").rename(inbox / "closed" / "c.pdf")
    go(inbox, output=output)
    listed = Path.iterdir

    def iterdir(self: Path) -> object:
        if self.name == "closed":
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    result = go(inbox, output=output, prune=True)
    assert seen(output) == {"seenland-2022": 4, "seenland-2023": 5}
    assert (result.exit_code, reasons(result)) == (1, {"closed": "unreadable-file"})
