"""The files of a new snapshot: what is new is written, what stays is linked, all of it is looked at.

Snapshots hold the same files under names of their own, so a snapshot beside thousands of reports takes
thousands of names, though one report is new. Where the oldest snapshot goes with a publication anyway, its
names are not removed and made again: its folder becomes the new snapshot, and only what differs is replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.publish.disk import Disk, names_in, size_of
from extract.publish.manifest import (
    ENTRIES,
    PARTITION,
    TABLES_FOLDER,
    FileEntry,
    ReportEntry,
    ReportLine,
    digest,
    entry_path,
)
from extract.publish.problems import DamagedOutput
from extract.publish.snapshots import read_entry
from extract.tables.contract import TABLES
from extract.tables.prepared import PART_NAME, PreparedReport

_WORTH_CHANGING = 0.5
"""Share of reports that may differ in a snapshot that goes; beyond it a new tree takes less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a snapshot is to hold."""

    lines: Mapping[str, ReportLine]
    """All reports; sizes are known."""
    source: Path | None
    """The snapshot whose files those reports keep that are not fresh."""
    fresh: Mapping[str, tuple[PreparedReport, ReportEntry]]
    """Reports of which files may have to be written."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was done for a new snapshot."""

    written: int
    """Files that are not links to those of the snapshot before."""
    folders: tuple[Path, ...]
    """Folders with new names in them, which are to be flushed; each after the one that it lies in."""


def lay_tree(
    folder: Path, content: Content, disk: Disk, *, going: Path | None, kept: Collection[str]
) -> Laid:
    """Fill the folder of a new snapshot and read back what was written.

    Args:
        folder: the folder, which is not there yet.
        content: what it is to hold.
        disk: steps on the file system.
        going: a snapshot that is removed with this publication and may become the new one.
        kept: reports whose files in that snapshot are those wanted.

    Raises:
        DamagedOutput: a file that is kept was changed, or one read back differs from what was written.
    """
    if going is None:
        kept = ()
        for path in (folder, folder / ENTRIES, folder / TABLES_FOLDER):
            disk.make_folder(path)
    else:
        disk.rename(going, folder)
        _clear(folder, kept, disk)
    tables = {table for _, entry in content.fresh.values() for table in entry.files}
    linked = content.lines.keys() - content.fresh.keys() - set(kept)
    if content.source is not None and linked:
        tables |= names_in(content.source / TABLES_FOLDER)
    folders = [folder, folder / ENTRIES, folder / TABLES_FOLDER]
    for table in sorted(tables):
        path = folder / TABLES_FOLDER / table
        disk.make_folder(path)
        folders.append(path)
    if content.source is not None and linked:
        folders += _link_reports(content.source, folder, linked, disk)
    written: list[FileEntry] = []
    for _, (report, entry) in sorted(content.fresh.items()):
        folders += _lay_report(folder, content.source, report, entry, written, disk)
    for file in written:
        _verify(folder / file.path, file, disk)
    _check_sizes(folder, content)
    return Laid(len(written), tuple(folders))


def kept_reports(
    lines: Mapping[str, ReportLine], fresh: Collection[str], old: Mapping[str, ReportLine]
) -> set[str] | None:
    """Reports whose files in an old snapshot are those wanted; None where too few are.

    Args:
        lines: those wanted.
        fresh: reports that are laid down anew in any case.
        old: those of the old snapshot.
    """
    kept = {
        report_id
        for report_id, line in old.items()
        if line.since is not None and lines.get(report_id) == line and report_id not in fresh
    }
    differing = len(lines) + len(old) - 2 * len(kept)
    return kept if differing <= _WORTH_CHANGING * len(lines) else None


def is_whole(path: Path | None, file: FileEntry) -> bool:
    """Whether a published file is there, byte for byte."""
    return (
        path is not None
        and path.is_file()
        and path.stat().st_size == file.bytes
        and digest(path.read_bytes()) == file.sha256
    )


def _clear(folder: Path, kept: Collection[str], disk: Disk) -> None:
    """Remove from a former snapshot all but the reports kept."""
    for path in sorted(folder.iterdir()):
        if path.name not in (ENTRIES, TABLES_FOLDER):
            disk.remove(path)
    wanted = {f"{report_id}.json" for report_id in kept}
    for name in sorted(names_in(folder / ENTRIES) - wanted):
        disk.remove(folder / ENTRIES / name)
    wanted = {f"{PARTITION}{report_id}" for report_id in kept}
    for table in sorted((folder / TABLES_FOLDER).iterdir()):
        if table.name not in TABLES:
            disk.remove(table)
            continue
        for name in sorted(names_in(table) - wanted):
            disk.remove(table / name)


def _link_reports(source: Path, folder: Path, report_ids: Collection[str], disk: Disk) -> Iterator[Path]:
    """Link the files of reports that stay as they are. Returns the folders made."""
    names = {f"{PARTITION}{report_id}" for report_id in report_ids}
    try:
        for report_id in sorted(report_ids):
            disk.link_file(f"{source / ENTRIES}/{report_id}.json", f"{folder / ENTRIES}/{report_id}.json")
        for table in sorted(names_in(source / TABLES_FOLDER)):
            here, there = source / TABLES_FOLDER / table, folder / TABLES_FOLDER / table
            for name in sorted(names & names_in(here)):
                disk.link_folder(f"{here}/{name}", f"{there}/{name}", PART_NAME)
                yield there / name
    except FileNotFoundError as error:
        raise _damaged(Path(error.filename)) from error


def _lay_report(
    folder: Path,
    source: Path | None,
    report: PreparedReport,
    entry: ReportEntry,
    written: list[FileEntry],
    disk: Disk,
) -> Iterator[Path]:
    """Write the files of a report, or link those that it has already. Returns the folders made."""
    contents = {file.table: file.content for file in report.files}
    for table, file in sorted(entry.files.items()):
        target = folder / file.path
        disk.make_folder(target.parent)
        yield target.parent
        old = None if source is None else source / file.path
        if old is not None and (digest(contents[table]) != file.sha256 or is_whole(old, file)):
            if not old.is_file():
                raise _damaged(old)
            disk.link(old, target)
        else:
            disk.write(target, contents[table])
            written.append(file)
    disk.write(folder / entry_path(entry.report_id), entry.to_json())


def _verify(path: Path, file: FileEntry, disk: Disk) -> None:
    """Read a file back: its bytes are those of the tables that were checked."""
    if digest(disk.read(path)) != file.sha256:
        raise DamagedOutput(f"{path}: what was read back differs from what was written. Check the disk.")


def _check_sizes(folder: Path, content: Content) -> None:
    """One listing of the tables: nothing is missing, nothing was cut off.

    The sizes alone: reading every published file again would make each run as slow as all before it.
    """
    for report_id in content.lines.keys() - {
        name.removesuffix(".json") for name in names_in(folder / ENTRIES)
    }:
        raise _damaged((content.source or folder) / entry_path(report_id))
    found = dict.fromkeys(content.lines, 0)
    for table in names_in(folder / TABLES_FOLDER):
        inside = folder / TABLES_FOLDER / table
        for name in names_in(inside):
            found[name.removeprefix(PARTITION)] += size_of(f"{inside}/{name}/{PART_NAME}")
    for report_id, line in content.lines.items():
        if found[report_id] != line.bytes:
            raise _damaged(_changed_file(folder, content.source, report_id))


def _changed_file(folder: Path, source: Path | None, report_id: str) -> Path:
    """Which file of a report is not as it was published."""
    for file in read_entry(folder, report_id).files.values():
        if size_of(f"{folder / file.path}") != file.bytes:
            return (source or folder) / file.path
    return (source or folder) / entry_path(report_id)


def _damaged(path: Path) -> DamagedOutput:
    return DamagedOutput(
        f"{path}: is missing or changed since it was published. "
        "Run with --force to extract the reports again, or return to an earlier snapshot."
    )
