"""The output in an object store (``s3://...``): the same snapshots, with a manifest in place of links.

An object store knows no links and no renaming, so the files of a snapshot are named by a manifest::

    <address>/manifests/000012.json     one per snapshot, written once; the highest number is in force
    <address>/current.json              a copy of it, for readers
    <address>/data/<table>/report_id=<report_id>/<hash>.parquet

Data objects are written before the manifest that names them and never changed. A manifest is created only
if its number is free, so of two writers at once one wins and the other is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.publish.manifest import FileEntry, Manifest, ReportEntry, digest, readable_json
from extract.publish.problems import DamagedOutput, OutputBusy, OutputProblem
from extract.publish.publication import Clock, publish
from extract.publish.snapshots import current_folder, current_manifest, read_entry
from extract.tables.contract import TABLES
from extract.tables.prepared import ParquetFile, PreparedReport

_SIDE_FILES = ("set_aside.json", "set_aside.md")


_WITH_BUCKETS = frozenset({"s3", "s3a", "gs", "gcs"})
"""Stores in which a folder is there with its first object, but a bucket must be made."""


@dataclass(frozen=True, slots=True)
class Head:
    """The snapshot in force in a bucket."""

    number: int
    """0 if there is none yet."""
    manifest: Manifest | None
    entries: Mapping[str, ReportEntry]


def is_address(text: str) -> bool:
    """Whether a setting names an object store rather than a folder."""
    return "://" in text


class Bucket:
    """An address in an object store, through fsspec."""

    def __init__(self, address: str) -> None:
        import fsspec

        self.address = address.rstrip("/")
        try:
            self._system, root = fsspec.core.url_to_fs(self.address)
        except ImportError as error:
            raise OutputProblem(
                f"{address}: cannot be opened ({error}). "
                "For s3:// install the extra: pip install 'fortschrittsbericht-extractor[s3]'."
            ) from error
        except Exception as error:
            raise OutputProblem(
                f"{address}: cannot be opened ({_one_line(error)}). Addresses look like s3://bucket/folder."
            ) from error
        self._root: str = root.rstrip("/")
        self._has_buckets = self.address.split("://", 1)[0] in _WITH_BUCKETS

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Errors of the store and of its libraries, which have no base in common, as one sentence."""
        try:
            yield
        except (FileNotFoundError, OutputProblem):
            raise
        except Exception as error:
            raise OutputProblem(
                f"{self.address}: the object store cannot be used ({_one_line(error)}). Check the address, "
                "the AWS_* variables and the network, and run again; what was published before is unchanged."
            ) from error

    def names(self, folder: str) -> list[str]:
        """Names of all objects below a folder, sorted, relative to the address.

        Raises:
            OutputProblem: there is no such bucket, or the store cannot be reached.
        """
        with self._telling():
            self._system.invalidate_cache()
            try:
                found: list[str] = self._system.find(f"{self._root}/{folder}".rstrip("/"))
            except FileNotFoundError:
                found = []
            bucket = self._root.split("/", 1)[0]
            if not found and self._has_buckets and not self._system.exists(bucket):
                raise OutputProblem(
                    f"{self.address}: there is no bucket {bucket}. Make it or check the name."
                )
        return sorted(path.removeprefix(f"{self._root}/") for path in found)

    def read(self, name: str) -> bytes:
        with self._telling():
            content: bytes = self._system.cat_file(f"{self._root}/{name}")
        return content

    def find(self, name: str) -> bytes | None:
        """The content of an object; None if there is none."""
        try:
            return self.read(name)
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        with self._telling():
            self._system.pipe_file(f"{self._root}/{name}", content)

    def create(self, name: str, content: bytes) -> bool:
        """Write an object unless it is there already; whether it was written."""
        with self._telling():
            if self._system.exists(f"{self._root}/{name}"):
                return False
            try:
                self._system.pipe_file(f"{self._root}/{name}", content, mode="create")
            except FileExistsError:
                return False
        return True

    def remove(self, names: Sequence[str]) -> None:
        if not names:
            return
        with self._telling():
            self._system.rm([f"{self._root}/{name}" for name in names])

    def head(self) -> Head:
        """The snapshot in force."""
        numbers = [name for name in self.names("manifests") if name.endswith(".json")]
        if not numbers:
            return Head(0, None, {})
        return self.read_head(numbers[-1])

    def read_head(self, name: str) -> Head:
        """The snapshot of a manifest object."""
        data: dict[str, Any] = json.loads(self.read(name))
        entries = {
            report_id: ReportEntry.from_json(json.dumps(entry).encode())
            for report_id, entry in data["entries"].items()
        }
        manifest = Manifest.from_json(json.dumps(data["manifest"]).encode())
        return Head(int(Path(name).stem), manifest, entries)

    def tables(self) -> dict[str, list[str]]:
        """Addresses of the files of each table in the snapshot in force: what a reader reads."""
        head = self.head()
        scheme = self.address.split("://", 1)[0]
        return {
            table: [
                f"{scheme}://{self._root}/{data_name(table, report_id, entry.files[table])}"
                for report_id, entry in sorted(head.entries.items())
            ]
            for table in TABLES
        }


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def data_name(table: str, report_id: str, file: FileEntry) -> str:
    """Where a data file lies, relative to the address; the name follows from the content."""
    return f"data/{table}/report_id={report_id}/{file.sha256[:32]}.parquet"


def pull(bucket: Bucket, folder: Path, *, clock: Clock) -> Head:
    """Make a local output folder hold what the bucket holds; only what differs is fetched."""
    head = bucket.head()
    here = _entries(folder)
    changed = [entry for report_id, entry in head.entries.items() if here.get(report_id) != entry]
    gone = set(here) - set(head.entries)
    withdrawn = frozenset() if head.manifest is None else head.manifest.withdrawn
    if changed or gone:
        publish(
            [_prepared(bucket, entry) for entry in changed],
            folder,
            clock=clock,
            remove=gone,
            reason=f"from {bucket.address}",
            withdrawn=withdrawn,
        )
    for name in _SIDE_FILES:
        content = bucket.find(name)
        if content is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    return head


def push(folder: Path, bucket: Bucket, head: Head, *, keep: int = 20) -> bool:
    """Publish the current snapshot of a local output folder in the bucket. Returns whether anything changed.

    Args:
        folder: the local output folder.
        bucket: where to.
        head: what the bucket held when `pull` was called.
        keep: how many snapshots the bucket keeps.

    Raises:
        OutputBusy: another run published there since.
        DamagedOutput: an object read back differs from what was written.
    """
    for name in _SIDE_FILES:
        content = (folder / name).read_bytes() if (folder / name).is_file() else None
        if content is not None and bucket.find(name) != content:
            bucket.write(name, content)
    manifest = current_manifest(folder)
    if manifest is None:
        return False
    entries = _entries(folder)
    if (
        head.manifest is not None
        and entries == head.entries
        and manifest.withdrawn == head.manifest.withdrawn
    ):
        _heal(bucket)
        return False
    _put_data(folder, bucket, head, entries)
    listed = _manifest_object(bucket, manifest, entries)
    if not bucket.create(f"manifests/{head.number + 1:06d}.json", listed):
        raise OutputBusy(f"{bucket.address}: another run published there meanwhile. Run again.")
    bucket.write("current.json", listed)
    _prune(bucket, entries, keep=keep)
    return True


def _entries(folder: Path) -> dict[str, ReportEntry]:
    current, manifest = current_folder(folder), current_manifest(folder)
    if current is None or manifest is None:
        return {}
    return {report_id: read_entry(current, report_id) for report_id in manifest.reports}


def _prepared(bucket: Bucket, entry: ReportEntry) -> PreparedReport:
    from extract.tables.telling import about_files

    files = []
    for table, file in entry.files.items():
        content = bucket.read(data_name(table, entry.report_id, file))
        if digest(content) != file.sha256:
            raise DamagedOutput(f"{bucket.address}: {table} of {entry.report_id} was changed since.")
        files.append(ParquetFile(table, content, file.rows, file.data_sha256))
    return PreparedReport(
        report_id=entry.report_id,
        source_file=entry.source_file,
        source_sha256=entry.source_sha256,
        extraction_key=entry.extraction_key,
        files=tuple(files),
        findings=(),
        about=entry.about or about_files({file.table: file.content for file in files}),
    )


def _put_data(folder: Path, bucket: Bucket, head: Head, entries: Mapping[str, ReportEntry]) -> None:
    current = current_folder(folder)
    assert current is not None
    for report_id, entry in sorted(entries.items()):
        known = head.entries.get(report_id)
        for table, file in entry.files.items():
            old = None if known is None else known.files.get(table)
            if old is not None and old.sha256 == file.sha256:
                continue
            name = data_name(table, report_id, file)
            bucket.write(name, (current / file.path).read_bytes())
            if digest(bucket.read(name)) != file.sha256:
                raise DamagedOutput(f"{bucket.address}/{name}: what was read back differs.")


def _manifest_object(bucket: Bucket, manifest: Manifest, entries: Mapping[str, ReportEntry]) -> bytes:
    """The manifest with all its files, so that readers need this one object only."""
    return readable_json(
        {
            "manifest": json.loads(manifest.to_json()),
            "entries": {
                report_id: json.loads(entry.to_json()) for report_id, entry in sorted(entries.items())
            },
            "tables": {
                table: [
                    f"{bucket.address}/{data_name(table, report_id, entry.files[table])}"
                    for report_id, entry in sorted(entries.items())
                ]
                for table in TABLES
            },
        }
    )


def _heal(bucket: Bucket) -> None:
    """Finish what a writer left that died between the manifest and its copy for readers."""
    listed = bucket.read(bucket.names("manifests")[-1])
    if bucket.find("current.json") != listed:
        bucket.write("current.json", listed)


def _prune(bucket: Bucket, entries: Mapping[str, ReportEntry], *, keep: int) -> None:
    """Drop old manifests and the data that only they name.

    Args:
        bucket: the store.
        entries: those of the snapshot in force.
        keep: how many manifests stay.
    """
    names = [name for name in bucket.names("manifests") if name.endswith(".json")]
    old, kept = names[:-keep], names[-keep:]
    if not old:
        return
    dropped = {name for manifest in old for name in _data_names(bucket.read_head(manifest).entries)}
    dropped -= set(_data_names(entries))
    # Most data are still in force: other manifests are only searched for the few names that are not.
    for manifest in kept if dropped else ():
        content = bucket.read(manifest)
        dropped = {name for name in dropped if name.encode() not in content}
    # The manifests first: no manifest ever names data that are gone.
    bucket.remove(old)
    bucket.remove(sorted(dropped))


def _data_names(entries: Mapping[str, ReportEntry]) -> Iterator[str]:
    for report_id, entry in entries.items():
        for table, file in entry.files.items():
            yield data_name(table, report_id, file)
