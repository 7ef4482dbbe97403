"""Publishing: a new snapshot is written, checked, and made visible in one step.

A reader that opens ``output/tables`` sees the old snapshot or the new one, never a mixture; a process
that dies at any point leaves the old one in force, and the next run removes what it left.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
    part_path,
)
from extract.publish.mirror import mirror
from extract.publish.problems import DamagedOutput, OutputProblem, cannot_write
from extract.publish.snapshots import (
    CURRENT,
    current_folder,
    going,
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
from extract.publish.tree import Content, is_whole, kept_reports, lay_tree
from extract.tables.contract import SCHEMA_VERSION
from extract.tables.prepared import PreparedReport

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
            now = clock()
            name = snapshot_name(next_number(output), now)
            gone = set(remove)
            wanted = {key: line for key, line in before.lines.items() if key not in gone}
            fresh: dict[str, _Fresh] = {}
            for report in reports:
                if report.report_id in fresh:
                    raise ValueError(f"two reports are called {report.report_id}")
                fresh[report.report_id] = report, _entry(report, before)
            _lift_others(before, wanted, fresh)
            wanted |= {key: _line(entry, before, name) for key, (_, entry) in fresh.items()}
            if withdrawn is None:
                again = {item.source_sha256 for item in reports}
                withdrawn = frozenset(item for item in before.withdrawn if item[0] not in again)
            return _switch(
                output,
                disk,
                before,
                wanted,
                fresh,
                _Note(name, now, reason, withdrawn),
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
            here = {(line.source_sha256, line.extraction_key) for line in before.lines.values()}
            there = {(line.source_sha256, line.extraction_key) for line in goal.lines.values()}
            now = clock()
            name = snapshot_name(next_number(output), now)
            note = _Note(name, now, f"rollback to {target.name}", (before.withdrawn | here) - there)
            wanted, lifted = dict(goal.lines), dict[str, _Fresh]()
            _lift_others(goal, wanted, lifted)
            wanted |= {key: _line(entry, goal, name) for key, (_, entry) in lifted.items()}
            return _switch(output, disk, before, wanted, lifted, note, keep=keep, healed=healed, source=goal)
    except OSError as error:
        raise cannot_write(output, error) from error


_Fresh = tuple[PreparedReport, ReportEntry]
"""A report of which files may have to be written, and what they are to be."""


@dataclass(frozen=True, slots=True)
class _State:
    """A snapshot that is there; the first one follows on an empty one."""

    folder: Path | None
    lines: Mapping[str, ReportLine]
    withdrawn: frozenset[tuple[str, str]]
    rows: Mapping[str, int]
    schema_version: str = SCHEMA_VERSION
    extractor_version: str = __version__

    def entry(self, report_id: str) -> ReportEntry | None:
        """The files of a report; None if it is not there. Thousands are not read at once."""
        if self.folder is None or report_id not in self.lines:
            return None
        return read_entry(self.folder, report_id)


@dataclass(frozen=True, slots=True)
class _Note:
    snapshot: str
    created: datetime
    reason: str
    withdrawn: frozenset[tuple[str, str]]


def _state(output: Path) -> _State:
    folder = current_folder(output)
    return _State(None, {}, frozenset(), {}) if folder is None else _state_of(folder)


def _state_of(folder: Path) -> _State:
    if not (folder / NAME).is_file():
        raise DamagedOutput(f"{folder}: the snapshot has no manifest. Return to an earlier snapshot.")
    manifest = read_manifest(folder)
    return _State(
        folder,
        manifest.reports,
        manifest.withdrawn,
        manifest.rows,
        manifest.schema_version,
        manifest.extractor_version,
    )


def _lift_others(state: _State, wanted: Mapping[str, ReportLine], fresh: dict[str, _Fresh]) -> None:
    """Bring reports that are carried over from an older schema to the current one: they become fresh ones."""
    if state.folder is None or state.schema_version == SCHEMA_VERSION:
        return
    from extract.tables.evolve import is_older, lift_files
    from extract.tables.telling import about_files

    if not is_older(state.schema_version, SCHEMA_VERSION):
        raise OutputProblem(
            f"{state.folder}: the tables have schema {state.schema_version}, this version writes "
            f"{SCHEMA_VERSION}. Update the extractor or choose another folder with --output."
        )
    for report_id in wanted:
        if report_id in fresh:
            continue
        entry = read_entry(state.folder, report_id)
        contents = {table: (state.folder / file.path).read_bytes() for table, file in entry.files.items()}
        files = lift_files(contents)
        report = PreparedReport(
            report_id=report_id,
            source_file=entry.source_file,
            source_sha256=entry.source_sha256,
            extraction_key=entry.extraction_key,
            files=files,
            findings=(),
            about=about_files({file.table: file.content for file in files}),
        )
        fresh[report_id] = report, _entry(report, state)


def _entry(report: PreparedReport, before: _State) -> ReportEntry:
    """The entry of a report; a file with the same data as before keeps its old bytes, if they are whole."""
    files = {}
    old = before.entry(report.report_id)
    for file in report.files:
        known = None if old is None else old.files.get(file.table)
        if known is not None and known.data_sha256 == file.data_sha256 and _is_whole(before, known):
            files[file.table] = known
            continue
        path = part_path(file.table, report.report_id)
        files[file.table] = FileEntry(
            path, file.rows, len(file.content), digest(file.content), file.data_sha256
        )
    return ReportEntry(
        report.report_id, report.source_file, report.source_sha256, report.extraction_key, files, report.about
    )


def _line(entry: ReportEntry, before: _State, snapshot: str) -> ReportLine:
    """The line of a fresh report; the one before if it is the same and its files are whole."""
    known, checksum = before.lines.get(entry.report_id), digest(entry.to_json())
    if (
        known is not None
        and known.entry_sha256 == checksum
        and all(_is_whole(before, file) for file in entry.files.values())
    ):
        return known
    return ReportLine(
        entry.source_file, entry.source_sha256, entry.extraction_key, checksum, entry.size, snapshot
    )


def _switch(
    output: Path,
    disk: Disk,
    before: _State,
    wanted: Mapping[str, ReportLine],
    fresh: Mapping[str, _Fresh],
    note: _Note,
    *,
    keep: int,
    healed: tuple[str, ...],
    source: _State | None = None,
) -> Publication:
    """Write the snapshot ``wanted`` and make it current, unless it is what is current already.

    Args:
        output: the output folder.
        disk: steps on the file system.
        before: the current snapshot.
        wanted: all reports of the new one.
        fresh: those whose files may have to be written.
        note: name, time and reason.
        keep: how many snapshots are kept.
        healed: what an unfinished run had left.
        source: the snapshot that all other files are taken from; None for the current one.
    """
    source = source or before
    previous = None if before.folder is None else before.folder.name
    same = tuple(sorted(key for key, line in wanted.items() if _is_as_before(key, line, before, fresh)))
    removed = tuple(sorted(set(before.lines) - set(wanted)))
    if len(same) == len(wanted) and not removed and note.withdrawn == before.withdrawn:
        return Publication(snapshot=previous, previous=previous, changed=False, unchanged=same, healed=healed)
    manifest = Manifest(
        snapshot=note.snapshot,
        previous=previous,
        created_at=note.created.astimezone(UTC).isoformat(),
        reason=note.reason,
        schema_version=SCHEMA_VERSION,
        extractor_version=__version__,
        reports={key: _complete(key, line, source, note.snapshot) for key, line in wanted.items()},
        rows=_rows(source, wanted, fresh),
        added=tuple(sorted(set(wanted) - set(before.lines))),
        replaced=tuple(sorted(set(wanted) & set(before.lines) - set(same))),
        removed=removed,
        withdrawn=note.withdrawn,
    )
    folder = snapshots_folder(output) / f".new-{note.snapshot}"
    try:
        written = _build(folder, disk, output, source, fresh, manifest, keep=keep)
        linked = disk.links_work(output)
        if linked:
            lay_links(output, disk)
        disk.rename(folder, folder.with_name(note.snapshot))
        disk.flush_folder(folder.parent)
        target = f"{folder.parent.name}/{note.snapshot}"
        if linked:
            disk.point(output / CURRENT, target)
        else:
            disk.write_atomically(output / CURRENT, f"{target}\n".encode("ascii"))
    except (OSError, OutputProblem):
        _tidy([folder, folder.with_name(note.snapshot)], disk)
        raise
    _after_switch(output, disk, keep=keep)
    return Publication(
        snapshot=note.snapshot,
        previous=previous,
        changed=True,
        added=manifest.added,
        replaced=manifest.replaced,
        removed=removed,
        unchanged=same,
        files_written=written,
        healed=healed,
    )


def _is_as_before(key: str, line: ReportLine, before: _State, fresh: Mapping[str, _Fresh]) -> bool:
    """Whether a report stays as it is; one that is made anew does if no file of it had to be mended."""
    known = before.lines.get(key)
    if known is None or known.entry_sha256 != line.entry_sha256:
        return False
    return key not in fresh or known.since == line.since


def _complete(key: str, line: ReportLine, source: _State, snapshot: str) -> ReportLine:
    """The line of a report that an older version published gets what it lacks."""
    if line.since is not None:
        return line
    entry = source.entry(key)
    assert entry is not None
    return replace(line, bytes=entry.size, since=snapshot)


def _rows(source: _State, wanted: Mapping[str, ReportLine], fresh: Mapping[str, _Fresh]) -> dict[str, int]:
    """Rows per table: those of the source without the reports that go, and with those that come."""
    stay = wanted.keys() & source.lines.keys() - fresh.keys()
    rows = dict(source.rows) if stay else {}
    if stay:
        for key in source.lines.keys() - stay:
            entry = source.entry(key)
            for table, file in {} if entry is None else entry.files.items():
                rows[table] -= file.rows
    for _, entry in fresh.values():
        for table, file in entry.files.items():
            rows[table] = rows.get(table, 0) + file.rows
    return rows


def _build(
    folder: Path,
    disk: Disk,
    output: Path,
    source: _State,
    fresh: Mapping[str, _Fresh],
    manifest: Manifest,
    *,
    keep: int,
) -> int:
    """Fill the folder of a new snapshot, read back what was written, flush. Returns the files written."""
    old, kept = _going(output, source, fresh, manifest, keep=keep)
    content = Content(lines=manifest.reports, source=source.folder, fresh=fresh)
    laid = lay_tree(folder, content, disk, going=old, kept=kept)
    earlier = source.folder if source.extractor_version == __version__ else None
    for name, described in describe(folder, manifest.reports, before=earlier, changed=fresh).items():
        disk.write(folder / name, described)
    disk.write(folder / NAME, manifest.to_json())
    disk.flush_folders(reversed(laid.folders))
    return laid.written


def _going(
    output: Path, source: _State, fresh: Mapping[str, _Fresh], manifest: Manifest, *, keep: int
) -> tuple[Path | None, Collection[str]]:
    """A snapshot that goes with this publication and can become the new one; the reports that stay in it."""
    taken = None if source.folder is None else source.folder.name
    for folder in reversed(going(output, keep=keep)):
        if folder.name == taken or not (folder / NAME).is_file():
            continue
        old = read_manifest(folder)
        if old.schema_version != manifest.schema_version:
            continue
        kept = kept_reports(manifest.reports, fresh, old.reports)
        if kept is not None:
            return folder, kept
    return None, ()


def _is_whole(state: _State, file: FileEntry) -> bool:
    return state.folder is not None and is_whole(state.folder / file.path, file)


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
