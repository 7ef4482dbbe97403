"""Snapshots in the output folder: which there are, which is current, what is left over from a crash.

Layout (all links are relative)::

    output/current        -> snapshots/<snapshot>     the one link that a publication switches
    output/tables         -> current/tables           what consumers read
    output/current.json   -> current/manifest.json
    output/README.md      -> current/README.md        and datapackage.json, dcat.jsonld
    output/snapshots/<snapshot>/tables/<table>/report_id=<report_id>/part-0.parquet
    output/snapshots/<snapshot>/reports/<report_id>.json
    output/snapshots/<snapshot>/manifest.json

Where the system has no such links (Windows), ``current`` is a file with that text, and ``tables`` and the
files beside it are copied from the snapshot after each publication (`extract.publish.mirror`).

A snapshot is a number and a time. The current one always has the highest number: a rollback makes a new
snapshot with the content of an old one. So whatever has a higher number than the current one, or a name
with a leading dot, was left by a run that did not finish.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from extract.publish.disk import Disk
from extract.publish.manifest import NAME, Manifest, ReportEntry, entry_path
from extract.publish.problems import OutputProblem, UnknownSnapshot

CURRENT = "current"
_FOLDER = "snapshots"
_STATIC_LINKS = {"tables": f"{CURRENT}/tables", "current.json": f"{CURRENT}/{NAME}"}
_GUIDES = ("README.md", "datapackage.json", "dcat.jsonld")
"""Files of a snapshot that explain its tables; a file of that name that somebody put there stays."""
_NAME = re.compile(r"(?P<number>\d{6,})-\d{8}T\d{6}Z")


def snapshots_folder(output: Path) -> Path:
    """Where the snapshots lie."""
    return output / _FOLDER


def snapshot_number(name: str) -> int | None:
    """The number of a snapshot; None if the name is none of a snapshot."""
    found = _NAME.fullmatch(name)
    return None if found is None else int(found["number"])


def snapshot_name(number: int, created: datetime) -> str:
    """The name of a snapshot made at that time (with zone)."""
    return f"{number:06d}-{created.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def current_snapshot(output: Path) -> str | None:
    """Name of the current snapshot; None if nothing was published yet."""
    link = output / CURRENT
    if link.is_symlink():
        return link.readlink().name
    if link.is_file():
        return link.read_text(encoding="ascii").strip().rpartition("/")[2]
    return None


def current_folder(output: Path) -> Path | None:
    """Folder of the current snapshot, links resolved: it does not change while it is read."""
    name = current_snapshot(output)
    return None if name is None else (snapshots_folder(output) / name).resolve()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot's folder."""
    return Manifest.from_json((folder / NAME).read_bytes())


def current_manifest(output: Path) -> Manifest | None:
    """The manifest of the current snapshot; None if nothing was published yet."""
    folder = current_folder(output)
    return None if folder is None else read_manifest(folder)


def read_entry(folder: Path, report_id: str) -> ReportEntry:
    """The files of one report in a snapshot's folder."""
    return ReportEntry.from_json((folder / entry_path(report_id)).read_bytes())


def snapshots(output: Path) -> tuple[Manifest, ...]:
    """All snapshots kept, the newest (the current one) first."""
    name = current_snapshot(output)
    newest = -1 if name is None else snapshot_number(name) or -1
    folders = [
        folder
        for folder in _snapshot_folders(output)
        if (snapshot_number(folder.name) or 0) <= newest and (folder / NAME).is_file()
    ]
    return tuple(read_manifest(folder) for folder in reversed(folders))


def snapshot_folder(output: Path, snapshot: str) -> Path:
    """Folder of a snapshot given by its name or number.

    Raises:
        UnknownSnapshot: there is none.
    """
    for manifest in snapshots(output):
        number = snapshot_number(manifest.snapshot)
        if snapshot == manifest.snapshot or (snapshot.isdecimal() and int(snapshot) == number):
            return snapshots_folder(output) / manifest.snapshot
    raise UnknownSnapshot(
        f"{output}: there is no snapshot {snapshot}. `fortschritt snapshots` lists what there is."
    )


def next_number(output: Path) -> int:
    """One more than the highest number in use, left-overs included."""
    numbers = [snapshot_number(folder.name) or 0 for folder in _snapshot_folders(output)]
    return max(numbers, default=0) + 1


def heal(output: Path, disk: Disk) -> tuple[str, ...]:
    """Remove what an unfinished run left behind. Needs the lock. Returns what was removed."""
    name = current_snapshot(output)
    newest = 0 if name is None else snapshot_number(name) or 0
    removed = []
    folder = snapshots_folder(output)
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            number = snapshot_number(path.name)
            if path.name.startswith(".") or (number is not None and number > newest):
                disk.remove(path)
                removed.append(path.name)
    for path in sorted(output.glob(".part-*")):
        disk.remove(path)
        removed.append(path.name)
    return tuple(removed)


def lay_links(output: Path, disk: Disk) -> None:
    """Make the links that never change; until the first publication they lead nowhere.

    Only where links work; see `Disk.links_work`.
    """
    for name in _GUIDES:
        link = output / name
        if not (link.is_symlink() or link.exists()):
            disk.point(link, f"{CURRENT}/{name}")
    for name, target in _STATIC_LINKS.items():
        link = output / name
        if link.is_symlink():
            if str(link.readlink()) != target:
                disk.point(link, target)
        elif link.exists():
            raise OutputProblem(
                f"{link}: is in the way: here a link to the current snapshot must be. "
                "Move it away or choose another folder with --output."
            )
        else:
            disk.point(link, target)


def going(output: Path, *, keep: int) -> tuple[Path, ...]:
    """Snapshots that are removed when one more is there, the oldest first; never the current one."""
    folders = [folder.resolve() for folder in _snapshot_folders(output)]
    current = current_folder(output)
    return tuple(folder for folder in folders[: max(0, len(folders) + 1 - keep)] if folder != current)


def prune(output: Path, disk: Disk, *, keep: int) -> tuple[str, ...]:
    """Remove all but the newest ``keep`` snapshots. Needs the lock."""
    folders = _snapshot_folders(output)
    old = folders[: max(0, len(folders) - keep)]
    for folder in old:
        # Renamed first, so that a half-removed snapshot is never taken for one.
        doomed = folder.with_name(f".old-{folder.name}")
        disk.rename(folder, doomed)
        disk.remove(doomed)
    return tuple(folder.name for folder in old)


def _snapshot_folders(output: Path) -> list[Path]:
    folder = snapshots_folder(output)
    if not folder.is_dir():
        return []
    found = [(snapshot_number(path.name), path) for path in folder.iterdir()]
    return [path for _, path in sorted((number, path) for number, path in found if number is not None)]
