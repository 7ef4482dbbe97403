"""A checked report as files in memory.

Apart from the making of the files: who only publishes them needs no Arrow, which takes its time to load.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

PART_NAME = "part-0.parquet"

REPORT_ID_PATTERN = re.compile(
    r"""
    (?=.*[a-z])          # at least one letter: readers would take digits alone for a number
    [a-z0-9]+            # a word in lower case
    (?: - [a-z0-9]+ )*   # further words, one hyphen between
    """,
    re.VERBOSE,
)
"""What may be a partition in a path without quoting. Examples: ``seenland-2024``; not: ``2024``, ``a--b``."""


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """One table of one report, ready to be written."""

    table: str
    content: bytes
    rows: int
    data_sha256: str
    """Hash of the data alone: equal for equal rows, whenever and by whichever run they were extracted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What publications say about a report."""

    title: str
    publisher: str | None
    as_of_text: str | None
    language: str
    projects: int
    first_day: date | None
    """Of its milestones."""
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A checked report as files in memory: what the publish room takes."""

    report_id: str
    source_file: str
    source_sha256: str
    extraction_key: str
    """What the result depends on besides the file (profiles, version, settings); see `extract.run.steps`."""
    files: tuple[ParquetFile, ...]
    findings: tuple[tuple[str, int], ...]
    """Number of findings by severity."""
    about: About
    plain: tuple[ParquetFile, ...] | None = None
    """The files as extracted, where people corrected something; they are not published."""
    repaired: bool = False
    """The file is damaged, and a repaired copy was read."""
    grade: str | None = None
    """That of the report as a whole."""
    profile_yaml: str | None = None
    """The profile made from the file itself, where it was read with one."""

    @property
    def rows(self) -> dict[str, int]:
        """Rows per table."""
        return {file.table: file.rows for file in self.files}
