from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.publish.states import Clock, left_over, prepared, seen

from extract.publish.problems import DamagedOutput, OutputBusy, OutputProblem, UnknownSnapshot
from extract.publish.publication import publish, rollback
from extract.publish.reading import current_tables, read_table
from extract.publish.snapshots import current_manifest, snapshots
from extract.tables.contract import TABLES
from extract.tables.reading import read_tables_folder


def stamps(output: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of each published file: both stay where nothing was rewritten."""
    tables = current_tables(output)
    return {
        str(path.relative_to(tables)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in tables.rglob("*.parquet")
    }


def test_first_publication_lays_out_one_file_per_report_and_table(tmp_path: Path) -> None:
    done = publish([prepared(year=2023), prepared(year=2024)], tmp_path, clock=Clock())
    assert done.changed
    assert done.added == ("seenland-2023", "seenland-2024")
    for table in TABLES:
        for year in (2023, 2024):
            folder = tmp_path / "tables" / table / f"report_id=seenland-{year}"
            assert [path.name for path in folder.iterdir()] == ["part-0.parquet"]
    assert seen(tmp_path) == {"seenland-2023": 3, "seenland-2024": 3}


def test_same_data_again_writes_nothing(tmp_path: Path) -> None:
    publish([prepared()], tmp_path, clock=Clock())
    before = stamps(tmp_path)
    again = publish([prepared(run_id="another")], tmp_path, clock=Clock())
    assert not again.changed
    assert again.files_written == 0
    assert stamps(tmp_path) == before
    assert len(snapshots(tmp_path)) == 1


def test_a_further_report_leaves_the_files_of_the_others_alone(tmp_path: Path) -> None:
    publish([prepared(year=2023)], tmp_path, clock=Clock())
    before = stamps(tmp_path)
    done = publish([prepared(year=2024)], tmp_path, clock=Clock())
    after = stamps(tmp_path)
    assert done.unchanged == ("seenland-2023",)
    assert done.files_written == len(TABLES)
    assert {path: after[path] for path in before} == before


def test_reissued_report_replaces_its_edition_and_the_old_one_stays_in_the_history(tmp_path: Path) -> None:
    clock = Clock()
    first = publish([prepared(projects=3)], tmp_path, clock=clock)
    second = publish([prepared(projects=5)], tmp_path, clock=clock)
    assert second.replaced == ("seenland-2024",)
    assert seen(tmp_path) == {"seenland-2024": 5}
    assert first.snapshot is not None
    assert read_table(tmp_path, "projects", snapshot=first.snapshot).num_rows == 3


def test_only_what_is_named_leaves_the_tables(tmp_path: Path) -> None:
    clock = Clock()
    publish([prepared(year=2023), prepared(year=2024)], tmp_path, clock=clock)
    done = publish([], tmp_path, clock=clock, remove=["seenland-2023"])
    assert done.removed == ("seenland-2023",)
    assert seen(tmp_path) == {"seenland-2024": 3}


def test_only_so_many_snapshots_are_kept(tmp_path: Path) -> None:
    clock = Clock()
    for projects in range(1, 8):
        publish([prepared(projects=projects)], tmp_path, clock=clock, keep=3)
    kept = snapshots(tmp_path)
    assert [manifest.rows["projects"] for manifest in kept] == [7, 6, 5]
    assert seen(tmp_path) == {"seenland-2024": 7}
    assert len(list((tmp_path / "snapshots").iterdir())) == 3


def test_rollback_returns_to_an_earlier_state_and_forward_again(tmp_path: Path) -> None:
    clock = Clock()
    first = publish([prepared(projects=3)], tmp_path, clock=clock)
    second = publish([prepared(projects=5), prepared(year=2025)], tmp_path, clock=clock)
    assert first.snapshot is not None
    assert second.snapshot is not None
    back = rollback(tmp_path, first.snapshot, clock=clock)
    assert back.files_written == 0
    assert seen(tmp_path) == {"seenland-2024": 3}
    assert snapshots(tmp_path)[0].reason == f"rollback to {first.snapshot}"
    rollback(tmp_path, "2", clock=clock)
    assert seen(tmp_path) == {"seenland-2024": 5, "seenland-2025": 3}


def test_rollback_remembers_what_it_took_back_until_it_is_published_anew(tmp_path: Path) -> None:
    clock = Clock()
    publish([prepared(projects=3)], tmp_path, clock=clock)
    bad = prepared(projects=5)
    publish([bad], tmp_path, clock=clock)
    rollback(tmp_path, "1", clock=clock)
    manifest = current_manifest(tmp_path)
    assert manifest is not None
    assert manifest.withdrawn == {(bad.source_sha256, "version-1")}
    publish([bad], tmp_path, clock=clock)
    manifest = current_manifest(tmp_path)
    assert manifest is not None
    assert manifest.withdrawn == frozenset()


@pytest.mark.parametrize("name", ["7", "000001", "nonsense", "../../etc"])
def test_rollback_to_what_is_not_there_says_so(tmp_path: Path, name: str) -> None:
    clock = Clock()
    publish([prepared()], tmp_path, clock=clock)
    if name == "000001":
        rollback(tmp_path, name, clock=clock)
        return
    with pytest.raises(UnknownSnapshot, match="fortschritt snapshots"):
        rollback(tmp_path, name, clock=clock)


def test_rollback_in_an_output_that_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnknownSnapshot):
        rollback(tmp_path / "nothing", "1", clock=Clock())


def test_a_damaged_file_of_another_report_stops_the_publication(tmp_path: Path) -> None:
    clock = Clock()
    publish([prepared(year=2023)], tmp_path, clock=clock)
    victim = tmp_path / "tables/projects/report_id=seenland-2023/part-0.parquet"
    victim.resolve().write_bytes(b"PAR1")
    with pytest.raises(DamagedOutput, match="missing or changed"):
        publish([prepared(year=2024)], tmp_path, clock=clock)
    assert not left_over(tmp_path)
    assert current_manifest(tmp_path).reports.keys() == {"seenland-2023"}  # type: ignore[union-attr]


@pytest.mark.parametrize("table", ["projects", "reports"])
def test_publishing_the_same_report_anew_repairs_its_damaged_files(tmp_path: Path, table: str) -> None:
    clock = Clock()
    publish([prepared()], tmp_path, clock=clock)
    (tmp_path / f"tables/{table}/report_id=seenland-2024/part-0.parquet").resolve().write_bytes(b"PAR1")
    publish([prepared(run_id="second")], tmp_path, clock=clock)
    assert seen(tmp_path) == {"seenland-2024": 3}


def test_a_real_folder_in_place_of_the_tables_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "own.txt").write_text("mine")
    with pytest.raises(OutputProblem, match="in the way"):
        publish([prepared()], tmp_path, clock=Clock())
    assert (tmp_path / "tables" / "own.txt").read_text() == "mine"
    assert not left_over(tmp_path)


def test_two_reports_of_one_name_are_a_defect_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two reports"):
        publish([prepared(projects=1), prepared(projects=2)], tmp_path, clock=Clock())


HOLD_LOCK = """
import sys, time
from pathlib import Path
from extract.publish.lock import locked
with locked(Path(sys.argv[1]), seconds=5):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_run_waits_or_says_so(tmp_path: Path) -> None:
    heard: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_LOCK, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputBusy, match=rf"another run \(process {holder.pid}\)"):
            publish([prepared()], tmp_path, clock=Clock(), lock_seconds=0)
        threading.Timer(0.5, lambda: holder.communicate("\n")).start()
        publish([prepared()], tmp_path, clock=Clock(), lock_seconds=30, on_wait=heard.append)
    assert heard == [f"{tmp_path}: another run (process {holder.pid}) is publishing; waiting for it."]
    assert seen(tmp_path) == {"seenland-2024": 3}


@pytest.mark.parametrize("keep", [20, 2])
def test_runs_at_once_lose_nothing(tmp_path: Path, keep: int) -> None:
    """With few snapshots to keep, each run makes its own of the one that goes."""
    before = range(2000, 2006)
    publish([prepared(year=year) for year in before], tmp_path, clock=Clock())
    years = range(2015, 2023)
    reports = {year: prepared(year=year) for year in years}
    children = []
    for year in years:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                publish([reports[year]], tmp_path, clock=Clock(), keep=keep)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    assert seen(tmp_path) == {f"seenland-{year}": 3 for year in (*before, *years)}


def test_a_reader_who_asks_once_sees_one_state_in_all_tables(tmp_path: Path) -> None:
    clock = Clock()
    publish([prepared(projects=1)], tmp_path, clock=clock)
    states: set[tuple[int, ...]] = set()
    names = ("projects", "parties", "media", "links")
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            tables = current_tables(tmp_path)
            states.add(tuple(read_tables_folder(tables, name).num_rows for name in names))

    reader = threading.Thread(target=look)
    reader.start()
    for projects in range(2, 20):
        publish([prepared(projects=projects)], tmp_path, clock=clock)
    stop.set()
    reader.join()
    assert len(states) > 1
    assert all(len(set(state)) == 1 for state in states)
