"""The flow in a process, with the temporary server of Prefect: whole runs, side by side, on each runner."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("prefect")

from benchmarks.many_reports import make_reports
from tests.flows.runs import copy_samples, data_of, end, files_of, start

from extract.publish.snapshots import current_manifest, snapshots

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_second_run_on_an_unchanged_inbox_writes_nothing(tmp_path: Path) -> None:
    inbox, output = copy_samples(tmp_path / "inbox", broken=True), tmp_path / "output"
    code, printed, _ = end(start("flow", str(inbox), "-o", str(output), home=tmp_path / "prefect"))
    assert code == 1
    assert "set aside: damaged" in printed
    assert str(output / "tables") in printed
    before = files_of(output)
    code, printed, said = end(start("flow", str(inbox), "-o", str(output), home=tmp_path / "prefect"))
    assert code == 1
    assert "unchanged, not read again" in printed
    assert "0 to extract, 1 unchanged, 1 set aside" in said
    assert files_of(output) == before


def test_result_is_kept_beside_the_output_and_force_passes_it_by(tmp_path: Path) -> None:
    inbox = copy_samples(tmp_path / "inbox")
    for number, options, state in ((1, [], "Completed"), (2, [], "Cached"), (3, ["--force"], "Completed")):
        output = tmp_path / f"output-{number}"
        code, _, said = end(start("flow", str(inbox), "-o", str(output), *options, home=tmp_path / "prefect"))
        assert code == 0
        (line,) = [line for line in said.splitlines() if "Task run 'extract" in line and "Finished" in line]
        assert f"in state {state}(" in line
    assert data_of(tmp_path / "output-1") == data_of(tmp_path / "output-2") == data_of(tmp_path / "output-3")


def test_nothing_but_broken_files_is_a_failed_run(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    code, _, said = end(start("flow", str(inbox), "-o", str(tmp_path / "output"), home=tmp_path / "prefect"))
    assert code == 2
    assert "Finished in state NothingPublished(" in said
    assert "broken.pdf (damaged)" in said
    assert "Traceback" not in said


def test_unknown_profile_fails_with_one_sentence(tmp_path: Path) -> None:
    inbox = copy_samples(tmp_path / "inbox")
    code, _, said = end(
        start(
            "flow", str(inbox), "-o", str(tmp_path / "o"), "--profile", "nirgends", home=tmp_path / "prefect"
        )
    )
    assert code == 2
    assert "Finished in state NothingPublished(" in said
    assert any("nirgends" in line and "Finished" not in line for line in said.splitlines())
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["run", "flow"])
def test_two_simultaneous_runs_leave_one_state(tmp_path: Path, command: str) -> None:
    inbox, output = copy_samples(tmp_path / "inbox", broken=True), tmp_path / "output"
    both = [
        start(command, str(inbox), "-o", str(output), home=tmp_path / f"prefect-{number}")
        for number in (1, 2)
    ]
    ended = [end(process) for process in both]
    assert [code for code, _, _ in ended] == [1, 1]
    assert not any("Traceback" in said for _, _, said in ended)
    (manifest,) = snapshots(output)
    assert manifest == current_manifest(output)
    assert len(manifest.reports) == 1
    assert not [path.name for path in output.iterdir() if path.name.startswith(".part-")]
    assert not [path.name for path in (output / "snapshots").iterdir() if path.name.startswith(".")]


def test_each_runner_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("prefect_dask")
    inbox = tmp_path / "inbox"
    make_reports(inbox, 2, times=1)
    found = {}
    for runner in ("local", "processes", "dask"):
        output = tmp_path / runner
        # Each with a store of results of its own: what is kept from the first is no result of the others.
        code, _, said = end(
            start(
                "flow", str(inbox), "-o", str(output), "--runner", runner, "--jobs", "2",
                home=tmp_path / "prefect", PREFECT_LOCAL_STORAGE_PATH=str(tmp_path / f"results-{runner}"),
            )
        )  # fmt: skip
        assert code == 0, said
        assert "Cached" not in said
        found[runner] = data_of(output)
    assert len({report_id for report_id, _ in found["local"]}) == 2
    assert found["processes"] == found["local"]
    assert found["dask"] == found["local"]
