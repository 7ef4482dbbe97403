"""The inbox: which files there are to read, which of them are the same, and what else lies there.

Nothing that looks like a report is passed over in silence: what cannot be entered, opened or read is named.
"""

from __future__ import annotations

import hashlib
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.base.codes import RefusedFile
from extract.base.names import printable

_SUFFIX = ".pdf"
_CHUNK = 1 << 20
_FRESH = 30.0
"""Seconds since the last change of a file for which it may still be growing."""

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read. ``path`` is as the user gave it."""

    path: Path
    sha256: str
    bytes: int

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Inbox:
    """What was found: files in order, and refusals of what cannot be read or lies there twice."""

    files: tuple[InputFile, ...]
    refused: tuple[RefusedFile, ...]
    whole: bool = True
    """Folders were looked through to the end, so that what is missing there is gone."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How large a file is and when it changed: what differs between two looks while it is written."""

    bytes: int
    changed: int


def discover(
    inputs: Sequence[Path],
    *,
    settle_seconds: float = 0.0,
    pause: Pause = time.sleep,
    now: float | None = None,
) -> Inbox:
    """Files named, and PDFs in folders named (hidden ones left out), each content once.

    Args:
        inputs: files and folders. A file named is taken whatever its ending; of a folder only what ends
            in ``.pdf``, subfolders and links included.
        settle_seconds: how long to wait, once, before a second look at files that changed just now.
        pause: waits.
        now: seconds since 1970 for telling which files changed just now; None asks the system.
    """
    refused: list[RefusedFile] = []
    troubles = _Troubles(refused)
    found = [(path, look) for path in _paths(inputs, troubles) if (look := _look(path, refused)) is not None]
    clock = time.time() if now is None else now
    fresh = any(abs(clock - look.changed / 1e9) < _FRESH for _, look in found)
    if fresh and settle_seconds > 0:
        pause(settle_seconds)
    files: list[InputFile] = []
    seen: dict[str, Path] = {}
    for path, look in found:
        file = _settled(path, look, refused)
        if file is None:
            continue
        if file.sha256 in seen:
            detail = f"it is the same file as {printable(seen[file.sha256])}"
            refused.append(RefusedFile("duplicate-report", str(path), detail))
            continue
        seen[file.sha256] = path
        files.append(file)
    whole = all(path.is_dir() for path in inputs) and not troubles.closed
    return Inbox(tuple(files), tuple(refused), whole)


class _Troubles:
    """Refusals met on the way through folders."""

    def __init__(self, refused: list[RefusedFile]) -> None:
        self.refused = refused
        self.closed = False
        """A folder could not be entered: nobody knows what lies there."""

    def folder(self, path: Path, error: OSError) -> None:
        self.closed = True
        detail = f"the folder cannot be entered ({_reason(error)})"
        self.refused.append(RefusedFile("unreadable-file", str(path), detail))


def _paths(inputs: Sequence[Path], troubles: _Troubles) -> list[Path]:
    found: list[Path] = []
    for given in inputs:
        try:
            mode = given.stat().st_mode
        except OSError as error:
            troubles.refused.append(_missing(given, error))
            continue
        if not stat.S_ISDIR(mode):
            found.append(given)
            continue
        before = len(troubles.refused)
        inside = list(_pdfs(given, troubles, visited=set()))
        if not inside and len(troubles.refused) == before:
            troubles.refused.append(RefusedFile("no-pdf", str(given), "the folder holds no PDF"))
        found.extend(inside)
    return list(dict.fromkeys(found))


def _missing(path: Path, error: OSError) -> RefusedFile:
    if path.is_symlink():
        target = printable(path.readlink())
        return RefusedFile("not-found", str(path), f"it is a link to {target}, which is not there")
    if isinstance(error, FileNotFoundError):
        return RefusedFile("not-found", str(path), "there is no such file or folder")
    return RefusedFile("unreadable-file", str(path), f"it cannot be opened ({_reason(error)})")


def _pdfs(folder: Path, troubles: _Troubles, *, visited: set[tuple[int, int]]) -> Iterator[Path]:
    """What ends in ``.pdf`` in a folder and its subfolders, in order of names."""
    try:
        known = folder.stat()
        if (known.st_dev, known.st_ino) in visited and known.st_ino:
            return  # a link that leads back
        visited.add((known.st_dev, known.st_ino))
        entries = sorted(folder.iterdir())
    except OSError as error:
        troubles.folder(folder, error)
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            if path.suffix.lower() == _SUFFIX:
                troubles.refused.append(_missing(path, error))
            continue
        if is_folder:
            yield from _pdfs(path, troubles, visited=visited)
        elif path.suffix.lower() == _SUFFIX:
            yield path


def _look(path: Path, refused: list[RefusedFile]) -> _Look | None:
    """The first look at a file; None if it is none that can be read."""
    try:
        known = path.stat()
    except OSError as error:
        refused.append(_missing(path, error))
        return None
    for is_kind, name in _KINDS:
        if is_kind(known.st_mode):
            refused.append(RefusedFile("no-file", str(path), f"is {name}, no file"))
            return None
    return _Look(known.st_size, known.st_mtime_ns)


def _settled(path: Path, before: _Look, refused: list[RefusedFile]) -> InputFile | None:
    """The file with the hash of its content, unless it has changed since the first look."""
    try:
        file = _fingerprint(path)
        known = path.stat()
    except OSError as error:
        refused.append(_missing(path, error))
        return None
    after = _Look(known.st_size, known.st_mtime_ns)
    if after != before or file.bytes != before.bytes:
        sizes = f"{before.bytes:,} bytes, then {after.bytes:,}"
        detail = f"changed while it was looked at ({sizes})"
        refused.append(RefusedFile("still-growing", str(path), detail))
        return None
    return file


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _fingerprint(path: Path) -> InputFile:
    hasher = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
            size += len(chunk)
    return InputFile(path, hasher.hexdigest(), size)
