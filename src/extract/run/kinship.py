"""Whether two files hold the same edition of the same report, told by what their tables say.

A report_id is made of what is printed on the first pages, and other documents print that too: a motion about
the programme, the report of another region read with the same profile. So an edition is replaced only by its
kin: the same file, a file of the same name, or one with enough of the same projects or sentences.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract.publish.snapshots import read_entry
from extract.tables.contract import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from extract.tables.prepared import PreparedReport

_SAME_PROJECTS = 0.5
"""Share of the projects of the smaller document that the other one has by the same title."""
_SAME_TEXTS = 0.3
"""Share of the texts of the smaller document that the other one has word for word."""
_TELLING_TEXT = 40
"""Letters and digits from which on a text is hardly in two documents by chance; shorter ones name bodies."""
_TELLING_TITLES = 2
"""Titles of projects from which on they tell documents apart; one alone may be anybody's."""
_ENOUGH = 3
"""Projects and texts on both sides from which on it says something that none is the same."""

_UNTOLD = frozenset({"reports", "findings", "grades", "corrections_applied", "media", "links"})
"""Tables that say nothing of what a document is about, or say it in words of ours."""

_NUMBERED_COPY = re.compile(r"\s*\(\d{1,3}\)$")
_MARK = re.compile(
    r"""
    [\s_.-]+
    (?: v \.? \d+ (?: \. \d+ )?                                                  # bericht_v2
      | version [\s_.-]? \d+
      | kopie | copy | neu | final | endfassung | entwurf | korrigiert | korr | corrected | corr | web | druck
      | 20\d\d [-_.]? [01]\d [-_.]? [0-3]\d                                      # bericht-2024-03-01
    )$
    """,
    re.VERBOSE,
)
"""What people and browsers add to the name of a further copy."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a report read says about which document it is."""

    report_id: str
    source_file: str
    source_sha256: str
    edition_year: int | None
    pages: int
    projects: int
    repaired: bool
    """The file is damaged, and a repaired copy was read."""
    titles: frozenset[str]
    """Titles of projects, letters and digits only."""
    texts: frozenset[str]
    """Longer texts of all tables, letters and digits only."""


def evidence_of(report: PreparedReport) -> Evidence:
    """Of a report just read."""
    contents = {file.table: file.content for file in report.files}
    return _evidence(report.report_id, report.source_file, report.source_sha256, contents)


def published_evidence(folder: Path, report_id: str) -> Evidence | None:
    """Of a published report; None where its files cannot be read.

    Args:
        folder: of the snapshot.
        report_id: one that it holds.
    """
    import pyarrow as pa

    try:
        entry = read_entry(folder, report_id)
        contents = {table: (folder / file.path).read_bytes() for table, file in entry.files.items()}
        return _evidence(report_id, entry.source_file, entry.source_sha256, contents)
    except (OSError, KeyError, ValueError, pa.ArrowException):
        return None


def are_kin(one: Evidence, other: Evidence) -> bool:
    """Whether both hold the same edition of the same report."""
    if one.source_sha256 == other.source_sha256:
        return True
    if None not in (one.edition_year, other.edition_year) and one.edition_year != other.edition_year:
        return False
    titles, texts = _shared(one.titles, other.titles), _shared(one.texts, other.texts)
    if file_lineage(one.source_file) == file_lineage(other.source_file):
        # Files called "Bericht.pdf" come from everywhere.
        told = min(len(one.titles | one.texts), len(other.titles | other.texts)) >= _ENOUGH
        return not told or titles > 0 or texts > 0
    few = min(len(one.titles), len(other.titles)) < _TELLING_TITLES
    return (titles >= _SAME_PROJECTS and not (few and one.texts and other.texts)) or texts >= _SAME_TEXTS


def file_lineage(name: str) -> str:
    """A file's name without what is added for a further copy of the same document.

    >>> file_lineage("Bericht_2024-v2 (1).pdf") == file_lineage("bericht_2024.pdf")
    True
    >>> file_lineage("bericht_2024.pdf") == file_lineage("bericht_2023.pdf")
    False
    """
    stem = unicodedata.normalize("NFC", name).rsplit(".", 1)[0].casefold().strip()
    before = None
    while before != stem:
        before = stem
        stem = _MARK.sub("", _NUMBERED_COPY.sub("", stem)) or stem
    return " ".join(re.split(r"[\s_-]+", stem))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that the other one has; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _evidence(
    report_id: str, source_file: str, source_sha256: str, contents: Mapping[str, bytes]
) -> Evidence:
    tables = {name: _read(name, content) for name, content in contents.items() if name in TABLES}
    report = {name: tables["reports"].column(name)[0].as_py() for name in _OF_REPORT}
    return Evidence(
        report_id=report_id,
        source_file=source_file,
        source_sha256=source_sha256,
        edition_year=report["edition_year"],
        pages=report["page_count"],
        projects=report["project_count"],
        repaired=_REPAIRED in tables["findings"].column("code").to_pylist(),
        titles=frozenset(filter(None, map(_bare, tables["projects"].column("title").to_pylist()))),
        texts=frozenset(
            text
            for name, table in tables.items()
            if name not in _UNTOLD
            for column in _texts_of(name)
            if column in table.column_names
            for text in map(_bare, table.column(column).to_pylist())
            if len(text) >= _TELLING_TEXT
        ),
    )


_REPAIRED = "file-repaired"
_OF_REPORT = ("edition_year", "page_count", "project_count")


def _read(name: str, content: bytes) -> pa.Table:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(BytesIO(content))
    wanted = {"reports": _OF_REPORT, "findings": ("code",)}.get(name, _texts_of(name))
    return file.read(columns=[column for column in wanted if column in file.schema_arrow.names])


def _texts_of(name: str) -> tuple[str, ...]:
    return tuple(column.name for column in TABLES[name].columns if column.type == "string")


def _bare(text: str | None) -> str:
    """Letters and digits alone: spaces and hyphens come and go with the way a page is read."""
    return "".join(char for char in (text or "").casefold() if char.isalnum())
