"""Every change to the output folder goes through here, each step announced before it is done.

The announcement is what tests hook into: they kill the process, fill the disk or forbid writing at any
step they choose, and then look at what readers see.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

Hook = Callable[[str, Path], None]
"""Called with the name of the step and the path, before the step."""

_NO_LINKS = frozenset({None, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""Errors that say so; any other (a full disk) is met again by the step itself."""

_MANY_FOLDERS = 2_000
"""From here on one sync of all file systems is cheaper than one per folder."""


def names_in(folder: Path) -> set[str]:
    """What lies in a folder."""
    with os.scandir(folder) as entries:
        return {entry.name for entry in entries}


def size_of(path: str) -> int:
    """Bytes of a file, 0 if there is none. Asked thousands of times, so no `Path` is made of the name."""
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except FileNotFoundError:
        return 0


def _nothing(step: str, path: Path) -> None:
    """The hook of normal operation."""


class Disk:
    """Steps on a local file system. Files are written whole, flushed, and never changed afterwards."""

    def __init__(self, *, before: Hook = _nothing) -> None:
        self._before = before

    def read(self, path: Path) -> bytes:
        self._before("read", path)
        return path.read_bytes()

    def make_folder(self, path: Path) -> None:
        if not path.is_dir():
            self._before("mkdir", path)
            path.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, content: bytes) -> None:
        """A new file, flushed to the disk. It must not exist yet: files are immutable once written."""
        self._before("open", path)
        with path.open("xb") as file:
            half = len(content) // 2
            self._before("write", path)
            file.write(content[:half])
            file.flush()
            self._before("write-rest", path)
            file.write(content[half:])
            file.flush()
            self._before("fsync", path)
            os.fsync(file.fileno())

    def write_atomically(self, path: Path, content: bytes) -> None:
        """Replace a file as a whole: readers see the old content or the new one."""
        part = path.with_name(f".part-{path.name}")
        part.unlink(missing_ok=True)
        self.write(part, content)
        self._before("rename", path)
        part.replace(path)
        self.flush_folder(path.parent)

    def link(self, source: Path, target: Path) -> None:
        """The same file under a second name; a copy where the file system knows no hard links."""
        self._before("link", target)
        try:
            os.link(source, target)
        except OSError:
            self.write(target, self.read(source))

    def link_folder(self, source: str, target: str, name: str) -> None:
        """A new folder with one file, linked. Done thousands of times, so nothing is looked at before.

        Raises:
            FileNotFoundError: the source has no such file.
        """
        if self._before is not _nothing:
            self._before("mkdir", Path(target))
        os.mkdir(target)  # noqa: PTH102
        self.link_file(f"{source}/{name}", f"{target}/{name}")

    def link_file(self, source: str, target: str) -> None:
        """`link` for thousands of files."""
        if self._before is not _nothing:
            self._before("link", Path(target))
        try:
            os.link(source, target)
        except FileNotFoundError:
            raise
        except OSError:
            self.write(Path(target), self.read(Path(source)))

    def rename(self, source: Path, target: Path) -> None:
        self._before("rename", target)
        source.rename(target)

    def point(self, link: Path, target: str) -> None:
        """Make a symbolic link point elsewhere in one step."""
        part = link.with_name(f".part-{link.name}")
        part.unlink(missing_ok=True)
        self._before("symlink", part)
        part.symlink_to(target)
        self._before("switch", link)
        part.replace(link)

    def links_work(self, folder: Path) -> bool:
        """Whether a symbolic link can be made in a folder, and another one put in its place in one step.

        Windows allows links to some users only, and replaces none that leads to a folder; drives in FAT know
        none.
        """
        if os.name == "nt":
            return False
        probe = folder / ".part-probe"
        try:
            probe.unlink(missing_ok=True)
            probe.symlink_to("nowhere")
            probe.unlink()
        except (OSError, NotImplementedError) as error:
            return getattr(error, "errno", None) not in _NO_LINKS
        return True

    def remove(self, path: Path) -> None:
        """A file or a whole folder."""
        self._before("remove", path)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def flush_folder(self, path: Path) -> None:
        """Make the entries of a folder durable."""
        self._before("fsync-folder", path)
        if os.name == "nt":
            return  # folders cannot be opened there; their entries are durable with the file
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def flush_folders(self, paths: Iterable[Path]) -> None:
        folders = list(paths)
        if len(folders) > _MANY_FOLDERS and hasattr(os, "sync"):
            self._before("sync", folders[0])
            os.sync()
            return
        for folder in folders:
            self.flush_folder(folder)
