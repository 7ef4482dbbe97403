"""The tables of the current snapshot where readers look for them, on systems without symbolic links.

Each file is replaced in one step, but not all of them together: whoever reads several tables while a run
publishes asks `extract.publish.reading.current_tables` for the folder of the snapshot.
"""

from __future__ import annotations

from pathlib import Path

from extract.publish.disk import Disk
from extract.publish.manifest import NAME
from extract.publish.snapshots import current_folder

_FILES = {NAME: "current.json", "README.md": "README.md", "datapackage.json": "datapackage.json"}
_FILES |= {"dcat.jsonld": "dcat.jsonld"}
"""Files of a snapshot by the name that they have in the output folder."""
_TABLES = "tables"


def mirror(output: Path, disk: Disk) -> None:
    """Make ``tables`` and the files beside it those of the current snapshot. Needs the lock."""
    folder = current_folder(output)
    if folder is None:
        return
    for name, shown in _FILES.items():
        if (folder / name).is_file():
            disk.write_atomically(output / shown, disk.read(folder / name))
    wanted = {path.relative_to(folder) for path in (folder / _TABLES).rglob("*") if path.is_file()}
    for path in sorted(wanted):
        target = output / path
        if _is_same(folder / path, target):
            continue
        disk.make_folder(target.parent)
        part = target.with_name(f".part-{target.name}")
        part.unlink(missing_ok=True)
        disk.link(folder / path, part)
        part.replace(target)
    for path in sorted((output / _TABLES).rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(output) not in wanted:
            disk.remove(path)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _is_same(one: Path, other: Path) -> bool:
    return other.is_file() and one.samefile(other)
