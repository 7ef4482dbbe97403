"""Publishing: a new snapshot is written, checked, and made visible in one step.

A reader that opens ``output/tables`` sees the old snapshot or the new one, never a mixture; a process
that dies at any point leaves the old one in force, and the next run removes what it left.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extract import __version__
from extract.publish.describe import describe
from extract.publish.disk import Disk
from extract.publish.lock import locked
from extract.publish.manifest import (
    NAME,
    FileEntry,
    Manifest,
    ReportEntry,
    ReportLine,
    digest,
    entry_path,
)
from extract.publish.mirror import mirror
from extract.publish.problems import DamagedOutput, OutputProblem, cannot_write
from extract.publish.snapshots import (
    CURRENT,
    current_folder,
    heal,
    lay_links,
    next_number,
    prune,
    read_entry,
    read_manifest,
    snapshot_folder,
    snapshot_name,
    snapshots_folder,
)
from extract.tables.contract import SCHEMA_VERSION
from extract.tables.prepared import PART_NAME, PreparedReport

log = logging.getLogger("extract.publish")

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a publication did."""

    snapshot: str | None
    """The current snapshot afterwards; None if there is still none."""
    previous: str | None
    """The snapshot that was current before."""
    changed: bool
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    files_written: int = 0
    healed: tuple[str, ...] = ()
    """Left-overs of an unfinished run that were removed."""


def publish(
    reports: Sequence[PreparedReport],
    output: Path,
    *,
    clock: Clock,
    keep: int = 20,
    remove: Collection[str] = (),
    reason: str = "run",
    withdrawn: frozenset[tuple[str, str]] | None = None,
    lock_seconds: float = 600,
    on_wait: Callable[[str], None] | None = None,
    disk: Disk | None = None,
) -> Publication:
    """Publish reports beside those already there; a report of the same report_id replaces the old one.

    Args:
        reports: checked reports, at most one per report_id.
        output: the output folder; it is made if missing.
        clock: gives the time of the snapshot, with zone.
        keep: how many snapshots are kept, the new one included.
        remove: report_ids whose data leave the tables.
        reason: why, for the list of snapshots.
        withdrawn: results taken back, as (source_sha256, extraction_key); None: as before.
        lock_seconds: how long to wait for another run, in seconds.
        on_wait: called once with a sentence while waiting.
        disk: steps on the file system; tests pass one that fails.

    Raises:
        OutputProblem: the output cannot be written, is in use, or a file read back differs. The tables
            are then as before.
    """
    disk = disk or Disk()
    try:
        disk.make_folder(output)
        with locked(output, seconds=lock_seconds, on_wait=on_wait):
            healed = heal(output, disk)
            before = _state(output)
            wanted = {key: entry for key, entry in before.entries.items() if key not in set(remove)}
            fresh: dict[str, PreparedReport] = {}
            for report in reports:
                if report.report_id in fresh:
                    raise ValueError(f"two reports are called {report.report_id}")
                fresh[report.report_id] = report
                wanted[report.report_id] = _entry(report, before)
            _lift_others(before, wanted, fresh)
            if withdrawn is None:
                again = {item.source_sha256 for item in reports}
                withdrawn = frozenset(item for item in before.withdrawn if item[0] not in again)
            return _switch(
                output,
                disk,
                before,
                wanted,
                fresh,
                _Note(clock(), reason, withdrawn),
                keep=keep,
                healed=healed,
            )
    except OSError as error:
        raise cannot_write(output, error) from error


def rollback(
    output: Path,
    snapshot: str,
    *,
    clock: Clock,
    keep: int = 20,
    lock_seconds: float = 600,
    on_wait: Callable[[str], None] | None = None,
    disk: Disk | None = None,
) -> Publication:
    """Return to an earlier snapshot: a new one with its content is published.

    The results taken back are not published again by the next run unless their file or the extractor has
    changed or the run is forced.

    Args:
        output: the output folder.
        snapshot: name or number of the snapshot to return to.
        clock: gives the time of the new snapshot, with zone.
        keep: how many snapshots are kept.
        lock_seconds: how long to wait for another run, in seconds.
        on_wait: called once with a sentence while waiting.
        disk: steps on the file system.

    Raises:
        UnknownSnapshot: there is no such snapshot.
        OutputProblem: the output cannot be written or is in use.
    """
    disk = disk or Disk()
    if not output.is_dir():
        snapshot_folder(output, snapshot)
    try:
        with locked(output, seconds=lock_seconds, on_wait=on_wait):
            healed = heal(output, disk)
            before = _state(output)
            target = snapshot_folder(output, snapshot)
            goal = _state_of(target)
            here = {(entry.source_sha256, entry.extraction_key) for entry in before.entries.values()}
            there = {(entry.source_sha256, entry.extraction_key) for entry in goal.entries.values()}
            note = _Note(clock(), f"rollback to {target.name}", (before.withdrawn | here) - there)
            wanted, lifted = dict(goal.entries), dict[str, PreparedReport]()
            _lift_others(goal, wanted, lifted)
            return _switch(
                output, disk, before, wanted, lifted, note, keep=keep, healed=healed, source=target
            )
    except OSError as error:
        raise cannot_write(output, error) from error


@dataclass(frozen=True, slots=True)
class _State:
    folder: Path | None
    entries: Mapping[str, ReportEntry]
    withdrawn: frozenset[tuple[str, str]]
    schema_version: str = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class _Note:
    created: datetime
    reason: str
    withdrawn: frozenset[tuple[str, str]]


def _state(output: Path) -> _State:
    folder = current_folder(output)
    return _State(None, {}, frozenset()) if folder is None else _state_of(folder)


def _state_of(folder: Path) -> _State:
    if not (folder / NAME).is_file():
        raise DamagedOutput(f"{folder}: the snapshot has no manifest. Return to an earlier snapshot.")
    manifest = read_manifest(folder)
    entries = {report_id: read_entry(folder, report_id) for report_id in manifest.reports}
    return _State(folder, entries, manifest.withdrawn, manifest.schema_version)


def _lift_others(state: _State, wanted: dict[str, ReportEntry], fresh: dict[str, PreparedReport]) -> None:
    """Bring reports that are carried over from an older schema to the current one."""
    if state.folder is None or state.schema_version == SCHEMA_VERSION:
        return
    from extract.tables.evolve import is_older, lift_files
    from extract.tables.telling import about_files

    if not is_older(state.schema_version, SCHEMA_VERSION):
        raise OutputProblem(
            f"{state.folder}: the tables have schema {state.schema_version}, this version writes "
            f"{SCHEMA_VERSION}. Update the extractor or choose another folder with --output."
        )
    for report_id, entry in wanted.items():
        if report_id in fresh:
            continue
        contents = {table: (state.folder / file.path).read_bytes() for table, file in entry.files.items()}
        files = lift_files(contents)
        fresh[report_id] = PreparedReport(
            report_id=report_id,
            source_file=entry.source_file,
            source_sha256=entry.source_sha256,
            extraction_key=entry.extraction_key,
            files=files,
            findings=(),
            about=about_files({file.table: file.content for file in files}),
        )
        wanted[report_id] = _entry(fresh[report_id], state)


def _entry(report: PreparedReport, before: _State) -> ReportEntry:
    """The entry of a report; a file with the same data as before keeps its old bytes, if they are whole."""
    files = {}
    old = before.entries.get(report.report_id)
    for file in report.files:
        known = None if old is None else old.files.get(file.table)
        if known is not None and known.data_sha256 == file.data_sha256 and _is_whole(before, known):
            files[file.table] = known
            continue
        path = f"tables/{file.table}/report_id={report.report_id}/{PART_NAME}"
        files[file.table] = FileEntry(
            path, file.rows, len(file.content), digest(file.content), file.data_sha256
        )
    return ReportEntry(
        report.report_id, report.source_file, report.source_sha256, report.extraction_key, files, report.about
    )


def _switch(
    output: Path,
    disk: Disk,
    before: _State,
    wanted: Mapping[str, ReportEntry],
    fresh: Mapping[str, PreparedReport],
    note: _Note,
    *,
    keep: int,
    healed: tuple[str, ...],
    source: Path | None = None,
) -> Publication:
    """Write the snapshot ``wanted`` and make it current, unless it is what is current already."""
    previous = None if before.folder is None else before.folder.name
    broken = {key for key in fresh if key in before.entries and not _all_whole(before, before.entries[key])}
    same = tuple(
        key for key, entry in wanted.items() if before.entries.get(key) == entry and key not in broken
    )
    removed = tuple(sorted(set(before.entries) - set(wanted)))
    if len(same) == len(wanted) and not removed and note.withdrawn == before.withdrawn:
        return Publication(
            snapshot=previous, previous=previous, changed=False, unchanged=tuple(sorted(same)), healed=healed
        )
    name = snapshot_name(next_number(output), note.created)
    manifest = Manifest(
        snapshot=name,
        previous=previous,
        created_at=note.created.astimezone(UTC).isoformat(),
        reason=note.reason,
        schema_version=SCHEMA_VERSION,
        extractor_version=__version__,
        reports={
            key: ReportLine(
                entry.source_file, entry.source_sha256, entry.extraction_key, digest(entry.to_json())
            )
            for key, entry in wanted.items()
        },
        rows=_rows(wanted),
        added=tuple(sorted(set(wanted) - set(before.entries))),
        replaced=tuple(sorted(set(wanted) & set(before.entries) - set(same))),
        removed=removed,
        withdrawn=note.withdrawn,
    )
    folder = snapshots_folder(output) / f".new-{name}"
    try:
        written = _build(folder, disk, source or before.folder, wanted, fresh, manifest)
        linked = disk.links_work(output)
        if linked:
            lay_links(output, disk)
        disk.rename(folder, folder.with_name(name))
        disk.flush_folder(folder.parent)
        target = f"{folder.parent.name}/{name}"
        if linked:
            disk.point(output / CURRENT, target)
        else:
            disk.write_atomically(output / CURRENT, f"{target}\n".encode("ascii"))
    except (OSError, OutputProblem):
        _tidy([folder, folder.with_name(name)], disk)
        raise
    _after_switch(output, disk, keep=keep)
    return Publication(
        snapshot=name,
        previous=previous,
        changed=True,
        added=manifest.added,
        replaced=manifest.replaced,
        removed=removed,
        unchanged=tuple(sorted(same)),
        files_written=written,
        healed=healed,
    )


def _rows(entries: Mapping[str, ReportEntry]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for entry in entries.values():
        for table, file in entry.files.items():
            rows[table] = rows.get(table, 0) + file.rows
    return rows


def _build(
    folder: Path,
    disk: Disk,
    source: Path | None,
    wanted: Mapping[str, ReportEntry],
    fresh: Mapping[str, PreparedReport],
    manifest: Manifest,
) -> int:
    """Fill the folder of a new snapshot, read back what was written, flush. Returns the files written."""
    folders = [folder, folder / "reports"]
    written: list[FileEntry] = []
    for path in folders:
        disk.make_folder(path)
    for report_id, entry in sorted(wanted.items()):
        contents = (
            {} if report_id not in fresh else {file.table: file.content for file in fresh[report_id].files}
        )
        for table, file in sorted(entry.files.items()):
            target = folder / file.path
            for path in (target.parent.parent.parent, target.parent.parent, target.parent):
                if not path.is_dir():
                    disk.make_folder(path)
                    folders.append(path)
            old = None if source is None else source / file.path
            content = contents.get(table)
            if content is None or digest(content) != file.sha256 or _is_file_whole(old, file):
                _take_over(old, target, file, disk)
            else:
                disk.write(target, content)
                written.append(file)
        _put_entry(folder, disk, source, entry)
    for file in written:
        _verify(folder / file.path, file, disk)
    for name, content in describe(folder, wanted).items():
        disk.write(folder / name, content)
    disk.write(folder / NAME, manifest.to_json())
    disk.flush_folders(reversed(folders))
    return len(written)


def _put_entry(folder: Path, disk: Disk, source: Path | None, entry: ReportEntry) -> None:
    """The entry of a report as a file; an unchanged one is taken over like its tables."""
    path, content = entry_path(entry.report_id), entry.to_json()
    if source is not None and (source / path).is_file() and (source / path).read_bytes() == content:
        disk.link(source / path, folder / path)
    else:
        disk.write(folder / path, content)


def _is_whole(state: _State, file: FileEntry) -> bool:
    return state.folder is not None and _is_file_whole(state.folder / file.path, file)


def _all_whole(state: _State, entry: ReportEntry) -> bool:
    return all(_is_whole(state, file) for file in entry.files.values())


def _is_file_whole(path: Path | None, file: FileEntry) -> bool:
    return (
        path is not None
        and path.is_file()
        and path.stat().st_size == file.bytes
        and digest(path.read_bytes()) == file.sha256
    )


def _take_over(old: Path | None, target: Path, file: FileEntry, disk: Disk) -> None:
    # The size alone: reading every published file again would make each run as slow as all before it.
    if old is None or not old.is_file() or old.stat().st_size != file.bytes:
        raise DamagedOutput(
            f"{old or target}: is missing or changed since it was published. "
            "Run with --force to extract the reports again, or return to an earlier snapshot."
        )
    disk.link(old, target)


def _verify(path: Path, file: FileEntry, disk: Disk) -> None:
    """Read a file back: its bytes are those of the tables that were checked."""
    if digest(disk.read(path)) != file.sha256:
        raise DamagedOutput(f"{path}: what was read back differs from what was written. Check the disk.")


def _tidy(folders: Sequence[Path], disk: Disk) -> None:
    """Best effort: the next run removes what stays."""
    for folder in folders:
        try:
            if folder.exists():
                disk.remove(folder)
        except OSError as error:
            log.warning("%s: cannot be removed now: %s", folder, error)


def _after_switch(output: Path, disk: Disk, *, keep: int) -> None:
    """The new snapshot is in force: what fails from here on is no failure of the publication."""
    try:
        disk.flush_folder(output)
        if not (output / CURRENT).is_symlink():
            mirror(output, disk)
        prune(output, disk, keep=keep)
    except OSError as error:
        log.warning("%s: old snapshots were not all removed: %s", output, error)
