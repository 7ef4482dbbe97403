"""Profiles made from files, written beside the results for people to take over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.publish.disk import Disk
from extract.tables.prepared import PreparedReport

FOLDER = "profiles"
"""Folder in the output; a file in it is read when it is named with ``--profile``, and not before."""


def write_induced(output: Path, reports: Iterable[PreparedReport], *, disk: Disk | None = None) -> list[Path]:
    """Write the profile of each report that was read with one made from the file itself.

    A report that is read with a named profile now has its former file removed.

    Args:
        output: the output folder.
        reports: those just published.
        disk: steps on the file system.
    """
    disk = disk or Disk()
    written: list[Path] = []
    for report in reports:
        path = output / FOLDER / f"{report.report_id}.yaml"
        if report.profile_yaml is not None:
            disk.make_folder(path.parent)
            disk.write_atomically(path, report.profile_yaml.encode())
            written.append(path)
        elif path.exists():
            disk.remove(path)
    return written
