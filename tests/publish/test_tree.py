"""Snapshots that are made of others: cheap beside many reports, and whole whatever happened before."""

from __future__ import annotations

import errno
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from tests.publish.states import Clock, left_over, prepared, seen

from extract.publish import describe
from extract.publish.disk import Disk
from extract.publish.problems import DamagedOutput, OutputProblem
from extract.publish.publication import publish, rollback
from extract.publish.snapshots import current_folder, current_manifest, read_entry, snapshots
from extract.tables.contract import TABLES


def steps_of_one_more(output: Path, *, beside: int, keep: int) -> Counter[str]:
    """Steps of publishing one more report beside so many, when the history is full."""
    clock = Clock()
    publish([prepared(year=year, projects=1) for year in range(1900, 1900 + beside)], output, clock=clock)
    for year in range(2020, 2020 + keep):
        publish([prepared(year=year, projects=1)], output, clock=clock, keep=keep)
    steps: Counter[str] = Counter()
    disk = Disk(before=lambda step, path: steps.update([step]))
    publish([prepared(year=2050, projects=1)], output, clock=clock, keep=keep, disk=disk)
    assert len(seen(output)) == beside + keep + 1
    assert len(snapshots(output)) == keep
    return steps


@pytest.mark.parametrize("keep", [2, 3])
def test_one_more_takes_the_same_steps_beside_few_and_many(quick_path: Path, keep: int) -> None:
    few = steps_of_one_more(quick_path / "few", beside=4 * keep, keep=keep)
    many = steps_of_one_more(quick_path / "many", beside=12 * keep, keep=keep)
    assert few == many
    # The snapshot that goes lacks as many reports as there were publications since.
    assert few["link"] == (keep - 1) * (len(TABLES) + 1)


def test_beside_the_only_snapshot_all_names_are_made_anew(quick_path: Path) -> None:
    """With one snapshot to keep there is none to take: the current one stays until the new one is there."""
    steps = steps_of_one_more(quick_path / "output", beside=8, keep=1)
    assert steps["link"] == 9 * (len(TABLES) + 1)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_done_before_the_snapshot_is_the_one_wanted(quick_path: Path, seed: int) -> None:
    """Reports join, change, go and come back; keep changes; each state is that of a simple list."""
    chance, clock, output = random.Random(seed), Clock(), quick_path / "output"
    wanted: dict[str, int] = {}
    states: dict[str, dict[str, int]] = {}
    for _ in range(25):
        kept = [manifest.snapshot for manifest in snapshots(output)]
        keep = chance.choice([1, 2, 2, 3, 4])
        if len(kept) > 1 and chance.random() < 0.2:
            back = chance.choice(kept[1:])
            rollback(output, back, clock=clock, keep=keep)
            wanted = dict(states[back])
        else:
            years = chance.sample(range(2000, 2012), chance.choice([1, 1, 1, 8]))
            some = [prepared(year=year, projects=chance.randint(1, 2)) for year in years]
            gone = set(chance.sample(sorted(wanted), min(len(wanted), chance.choice([0, 0, 0, 1]))))
            publish(some, output, clock=clock, keep=keep, remove=gone)
            wanted = {key: count for key, count in wanted.items() if key not in gone}
            wanted |= {report.report_id: report.rows["projects"] for report in some}
        assert seen(output) == wanted
        assert not left_over(output)
        manifest, folder = current_manifest(output), current_folder(output)
        assert manifest is not None
        assert folder is not None
        states[manifest.snapshot] = dict(wanted)
        assert manifest.rows["projects"] == sum(wanted.values())
        assert {path.stem for path in (folder / "reports").iterdir()} == set(wanted)
        for name, content in describe.describe(folder, wanted).items():
            assert (folder / name).read_bytes() == content, name


def part(output: Path, report_id: str, table: str = "projects") -> Path:
    return (output / f"tables/{table}/report_id={report_id}/part-0.parquet").resolve()


def test_a_file_that_was_mended_stays_mended(quick_path: Path) -> None:
    """The snapshot that becomes the new one still holds the damaged file."""
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=year) for year in range(2015, 2025)], output, clock=clock)
    path = part(output, "seenland-2020")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)
    publish([prepared(year=2020)], output, clock=clock, keep=2)
    publish([prepared(year=2030)], output, clock=clock, keep=2)
    publish([prepared(year=2031)], output, clock=clock, keep=2)
    assert len(seen(output)) == 12


@pytest.mark.parametrize("damage", ["cut off", "removed", "entry removed"])
def test_a_damaged_file_stops_the_publication_here_too(quick_path: Path, damage: str) -> None:
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=year) for year in range(2015, 2025)], output, clock=clock)
    publish([prepared(year=2030)], output, clock=clock)
    folder = current_folder(output)
    assert folder is not None
    for snapshot in (output / "snapshots").iterdir():
        path = snapshot / part(output, "seenland-2020").relative_to(folder)
        if damage == "cut off":
            path.write_bytes(b"PAR1")
        elif damage == "removed":
            path.unlink()
        else:
            (snapshot / "reports/seenland-2020.json").unlink()
    with pytest.raises(DamagedOutput, match=r"seenland-2020.* is missing or changed"):
        publish([prepared(year=2031)], output, clock=clock, keep=2)
    assert current_folder(output) == folder
    assert not left_over(output)


def of_older_version(output: Path) -> None:
    """Manifests as versions wrote them that did not say since when the files of a report are the same."""
    for path in output.glob("snapshots/*/manifest.json"):
        manifest = json.loads(path.read_bytes())
        for line in manifest["reports"].values():
            del line["bytes"], line["since"]
        path.write_text(json.dumps(manifest, indent=1))


def test_an_output_of_an_older_version_is_carried_over(quick_path: Path) -> None:
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=year) for year in range(2015, 2025)], output, clock=clock)
    publish([prepared(year=2015, projects=2)], output, clock=clock)
    of_older_version(output)
    state = seen(output)
    assert not publish([prepared(year=2016)], output, clock=clock).changed
    for year in range(2030, 2034):
        done = publish([prepared(year=year)], output, clock=clock, keep=2)
        assert done.added == (f"seenland-{year}",)
        assert not done.replaced
        state |= {f"seenland-{year}": 3}
        assert seen(output) == state
    manifest = current_manifest(output)
    assert manifest is not None
    assert None not in {line.since for line in manifest.reports.values()}


def test_rollback_to_a_snapshot_of_an_older_version(quick_path: Path) -> None:
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=year) for year in range(2015, 2025)], output, clock=clock)
    of_older_version(output)
    publish([prepared(year=2015, projects=2)], output, clock=clock)
    rollback(output, "1", clock=clock)
    assert set(seen(output).values()) == {3}
    publish([prepared(year=2030)], output, clock=clock, keep=2)
    publish([prepared(year=2031)], output, clock=clock, keep=2)
    assert len(seen(output)) == 12


@pytest.mark.parametrize("name", describe.NAMES)
def test_damaged_descriptions_are_made_anew(quick_path: Path, name: str) -> None:
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=2023), prepared(year=2024)], output, clock=clock)
    (output / name).write_text("{")
    publish([prepared(year=2025)], output, clock=clock)
    folder = current_folder(output)
    assert folder is not None
    manifest = current_manifest(output)
    assert manifest is not None
    for described, content in describe.describe(folder, manifest.reports).items():
        assert (folder / described).read_bytes() == content


def test_descriptions_of_another_version_are_made_anew(quick_path: Path) -> None:
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=2024)], output, clock=clock)
    readme, manifest = output / "README.md", output / "current.json"
    readme.write_text(readme.read_text().replace("Fortschrittsbericht Seenland", "Bericht"))
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"extractor_version": "0.0.1"}))
    publish([prepared(year=2025)], output, clock=clock)
    assert "| Fortschrittsbericht Seenland 2024 |" in readme.read_text()


def test_a_rollback_that_fails_can_be_tried_again(quick_path: Path) -> None:
    """The snapshot that it returns to is next to go, and stays until it is published anew."""
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=year) for year in range(2015, 2025)], output, clock=clock)
    publish([prepared(year=2030)], output, clock=clock)

    def full(step: str, path: Path) -> None:
        if step == "symlink":
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OutputProblem, match="the disk is full"):
        rollback(output, "1", clock=clock, keep=2, disk=Disk(before=full))
    assert len(seen(output)) == 11
    rollback(output, "1", clock=clock, keep=2)
    assert len(seen(output)) == 10


def test_files_of_a_report_that_stays_are_the_same_files(quick_path: Path) -> None:
    """Links, not copies, also in a snapshot made of another."""
    clock, output = Clock(), quick_path / "output"
    publish([prepared(year=year) for year in range(2015, 2025)], output, clock=clock)
    first = part(output, "seenland-2020").stat().st_ino
    for year in range(2030, 2034):
        publish([prepared(year=year)], output, clock=clock, keep=2)
        assert part(output, "seenland-2020").stat().st_ino == first
    folder = current_folder(output)
    assert folder is not None
    assert read_entry(folder, "seenland-2030").files.keys() == TABLES.keys()
