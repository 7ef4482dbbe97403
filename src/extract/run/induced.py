"""Profiles made from files, written beside the results for people to take over."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
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
        text = _yaml_of(report)
        if text is not None:
            disk.make_folder(path.parent)
            disk.write_atomically(path, text.encode())
            written.append(path)
        elif path.exists():
            disk.remove(path)
    return written


def _yaml_of(report: PreparedReport) -> str | None:
    import pyarrow.parquet as pq

    content = next(file.content for file in report.files if file.table == "reports")
    value = pq.ParquetFile(BytesIO(content)).read(columns=["profile_yaml"]).column(0)[0].as_py()
    return value if isinstance(value, str) else None
