"""What people and checks add to extracted tables before they are published: corrections and grades.

This part of the room decides what is published, so a change in it extracts anew; the pages do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def amend(
    report_id: str, tables: Mapping[str, pa.Table], *, folder: Path | None = None
) -> dict[str, pa.Table]:
    """The tables of one report, corrected and graded.

    Args:
        report_id: the edition.
        tables: as extracted.
        folder: the corrections, one ``<report_id>.yaml`` per edition; None or a missing file for none.

    Raises:
        extract.review.amend.files.BadCorrections: a correction file cannot be used as it is.
    """
    from extract.review.amend.applying import apply_corrections
    from extract.review.amend.files import read_corrections
    from extract.review.amend.grades import grade_tables

    given = read_corrections(folder, report_id)
    amended = dict(tables)
    if given.corrections or given.accepted:
        amended = apply_corrections(tables, given).tables
    amended["grades"] = grade_tables(amended)
    return amended
