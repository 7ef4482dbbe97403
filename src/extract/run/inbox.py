"""The inbox: which files there are to read, and which of them are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.base.codes import RefusedFile
from extract.base.names import printable

_SUFFIX = ".pdf"
_CHUNK = 1 << 20


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


def discover(inputs: Sequence[Path]) -> Inbox:
    """Files named, and PDFs in folders named (hidden ones left out), each content once.

    Args:
        inputs: files and folders. A file named is taken whatever its ending; of a folder only what ends
            in ``.pdf``, subfolders included.
    """
    files: list[InputFile] = []
    refused: list[RefusedFile] = []
    seen: dict[str, Path] = {}
    for path in _paths(inputs, refused):
        try:
            file = _fingerprint(path)
        except OSError as error:
            detail = f"it cannot be opened ({(error.strerror or str(error)).lower()})"
            refused.append(RefusedFile("unreadable-file", str(path), detail))
            continue
        if file.sha256 in seen:
            detail = f"it is the same file as {printable(seen[file.sha256])}"
            refused.append(RefusedFile("duplicate-report", str(path), detail))
            continue
        seen[file.sha256] = path
        files.append(file)
    return Inbox(tuple(files), tuple(refused))


def _paths(inputs: Sequence[Path], refused: list[RefusedFile]) -> list[Path]:
    found: list[Path] = []
    for given in inputs:
        if not given.exists():
            refused.append(RefusedFile("not-found", str(given), "there is no such file or folder"))
        elif given.is_dir():
            inside = _pdfs(given)
            if not inside:
                refused.append(RefusedFile("no-pdf", str(given), "the folder holds no PDF"))
            found.extend(inside)
        else:
            found.append(given)
    return list(dict.fromkeys(found))


def _pdfs(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() == _SUFFIX
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _fingerprint(path: Path) -> InputFile:
    hasher = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
            size += len(chunk)
    return InputFile(path, hasher.hexdigest(), size)
