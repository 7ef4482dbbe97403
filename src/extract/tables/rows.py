"""From a `Report` to rows: one Arrow table per described table. Pure: nothing is read, nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any

import pyarrow as pa

from extract import __version__
from extract.base.codes import FINDINGS as FINDING_CODES
from extract.pdf.page.confidence import ReadPage, lowest_confidence
from extract.pdf.records import Box
from extract.reports.report import (
    Cell,
    Credit,
    Entity,
    Field,
    Finding,
    FoundAmount,
    FoundDate,
    FoundShare,
    Link,
    Milestone,
    Parent,
    Party,
    Passage,
    Project,
    Report,
    Section,
)
from extract.tables.arrays import arrow_array, dictionary_array
from extract.tables.arrow import arrow_schema
from extract.tables.contract import SCHEMA_VERSION, TABLES
from extract.tables.money import Counting, count_amounts, count_outside

_MARKS = ("corrected", "accepted")
"""Columns that only people set, afterwards (see `extract.review.amend`)."""

_BATCH = 4_096
"""Rows made at a time."""

Row = dict[str, Any]
"""One row, keyed by column; it lives only between this module and Arrow."""


def report_tables(report: Report, *, run_id: str, extracted_at: datetime) -> dict[str, pa.Table]:
    """All tables of one report, sorted, with the types of the contract.

    Args:
        report: one edition.
        run_id: names the run.
        extracted_at: when; a time with zone.
    """
    of_record: dict[int | None, list[Cell]] = {}
    for cell in report.cells:
        of_record.setdefault(cell.record, []).append(cell)
    rows: dict[str, Iterable[Row]] = {
        "reports": [_report_row(report, run_id=run_id, extracted_at=extracted_at)],
        "projects": map(_project_row, report.projects),
        "sections": _of_projects(report, lambda project: map(_section_row, project.sections)),
        "milestones": _of_projects(report, lambda project: map(_milestone_row, project.milestones)),
        "parties": _of_projects(report, lambda project: map(_party_row, project.parties)),
        "fields": _of_projects(report, lambda project: map(_field_row, project.fields)),
        "amounts": _of_projects(
            report,
            lambda project: map(_amount_row, project.amounts, count_amounts(project)),
            outside=map(_amount_row, report.amounts, count_outside(report.amounts)),
        ),
        "shares": _of_projects(
            report, lambda project: map(_share_row, project.shares), outside=map(_share_row, report.shares)
        ),
        "dates": _of_projects(
            report, lambda project: map(_date_row, project.dates), outside=map(_date_row, report.dates)
        ),
        "links": _of_projects(
            report, lambda project: map(_link_row, project.links), outside=map(_link_row, report.links)
        ),
        "media": _of_projects(
            report, lambda project: map(_media_row, project.media), outside=map(_media_row, report.media)
        ),
        "passages": _of_projects(report, lambda _: (), outside=map(_passage_row, report.passages)),
        "cells": _of_projects(
            report,
            lambda project: map(_cell_row, of_record.get(project.position, ())),
            outside=map(_cell_row, of_record.get(None, ())),
        ),
        "entities": _of_projects(
            report,
            lambda project: map(_entity_row, project.entities),
            outside=map(_entity_row, report.entities),
        ),
        "findings": _finding_rows(report),
        # Made by the review room from all others.
        "corrections_applied": (),
        "grades": (),
    }
    return {
        name: arrow_table(name, (_placed(row, report.ocr_pages) for row in rows[name])) for name in TABLES
    }


def arrow_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows of a described table as Arrow; the marks of people are False where a row has none.

    Rows are made and let go of in batches, so that a list of many pages never stands in memory as rows.
    """
    schema = arrow_schema(name)
    rest = iter(rows)
    words: dict[str, list[str | None]] = {
        field.name: [] for field in schema if pa.types.is_dictionary(field.type)
    }
    chunks: dict[str, list[pa.Array]] = {field.name: [] for field in schema if field.name not in words}
    while batch := list(islice(rest, _BATCH)):
        for field in schema:
            values = [_value(row, field.name) for row in batch]
            if field.name in words:
                words[field.name] += values
            else:
                chunks[field.name].append(arrow_array(values, field.type))
    columns = [
        dictionary_array(words[field.name], field.type)
        if field.name in words
        else _joined(chunks[field.name], field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _joined(chunks: Sequence[pa.Array], kind: pa.DataType) -> pa.Array:
    if len(chunks) == 1:
        return chunks[0]
    return pa.concat_arrays(chunks) if chunks else arrow_array([], kind)


def _value(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name, False) if name in _MARKS else row[name]


def _of_projects(
    report: Report, rows_of: Callable[[Project], Iterable[Row]], *, outside: Iterable[Row] = ()
) -> Iterator[Row]:
    """Rows of all projects in reading order, then those outside projects; each group numbered from 0."""
    for project in report.projects:
        yield from _numbered(project.key, rows_of(project))
    yield from _numbered(None, outside)


def _numbered(key: str | None, rows: Iterable[Row]) -> Iterator[Row]:
    for position, row in enumerate(rows):
        yield {"project_key": key, "position": position, **row}


def _placed(row: Row, pages: Mapping[int, ReadPage]) -> Row:
    """A row with its boxes as written: on the page as displayed, and with how sure OCR was of them."""
    if "boxes" not in row:
        return row
    boxes: Sequence[Box] = row["boxes"]
    lowest = lowest_confidence(row.pop("read_from", boxes), pages)
    shown = [_displayed(box, pages) for box in boxes] if pages else boxes
    return {
        **row,
        "boxes": [
            {"page": box.page, "x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
            for box in shown
        ],
        "ocr_confidence": None if lowest is None else round(lowest, 3),
    }


def _displayed(box: Box, pages: Mapping[int, ReadPage]) -> Box:
    turn = pages[box.page].turn if box.page in pages else None
    return box if turn is None else turn.back(box)


def _decimal(value: Decimal | None, places: int) -> Decimal | None:
    """Rounded to the column's places, since Arrow refuses to drop digits by itself."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _report_row(report: Report, *, run_id: str, extracted_at: datetime) -> Row:
    if extracted_at.tzinfo is None:
        raise ValueError("extracted_at needs a time zone")
    return {
        "title": report.title,
        "publisher": report.publisher,
        "edition_year": report.edition_year,
        "as_of_text": report.as_of_text,
        "as_of_start": report.as_of_start,
        "as_of_end": report.as_of_end,
        "language": report.language,
        "profile": report.profile,
        "profile_sha256": report.profile_sha256,
        "profile_yaml": report.induced,
        "source_file": report.source.name,
        "source_sha256": report.source.sha256,
        "source_bytes": report.source.bytes,
        "page_count": report.source.page_count,
        "project_count": len(report.projects),
        "extractor_version": __version__,
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id,
        "extracted_at": extracted_at,
    }


def _project_row(project: Project) -> Row:
    return {
        "project_key": project.key,
        "position": project.position,
        "project_id": project.project_id,
        "title": project.title,
        "action_field_no": project.action_field_no,
        "action_field": project.action_field,
        "lead": None if project.lead is None else project.lead.text,
        "responsible": project.responsible,
        "status": project.status,
        "status_evidence": project.status_evidence,
        "volume_text": project.volume_text,
        "volume_eur": _decimal(project.volume_eur, 2),
        "page_first": project.page_first,
        "page_last": project.page_last,
        "boxes": project.boxes,
        "read_from": (*project.boxes, *(project.lead.boxes() if project.lead is not None else ())),
    }


def _section_row(section: Section) -> Row:
    return {
        "section": section.section,
        "heading": section.heading,
        "heading_year": section.heading_year,
        "text": section.body.text,
        "boxes": section.boxes,
    }


def _milestone_row(milestone: Milestone) -> Row:
    return {
        "level": milestone.level,
        "year_label": milestone.year_label,
        "text": milestone.body.text,
        "date_start": milestone.date_start,
        "date_end": milestone.date_end,
        "precision": milestone.precision,
        "state": milestone.state,
        "boxes": milestone.boxes,
    }


def _parent(parent: Parent) -> Row:
    return {
        "source": parent.source,
        "section": parent.section,
        "milestone_position": parent.milestone_position,
        "parent_position": parent.position,
    }


def _amount_row(found: FoundAmount, counting: Counting) -> Row:
    mention = found.mention
    return {
        **_parent(found.parent),
        "label": found.label,
        "text": mention.text,
        "value": _decimal(mention.value, 6),
        "value_to": _decimal(mention.value_to, 6),
        "currency": mention.currency,
        "per": mention.per,
        "modifier": mention.modifier,
        "frequency": mention.frequency,
        "role": mention.role,
        "period_start": mention.period_start,
        "period_end": mention.period_end,
        "as_of_start": mention.as_of_start,
        "as_of_end": mention.as_of_end,
        "char_start": mention.start,
        "char_end": mention.end,
        "context": found.context,
        "counts_toward_total": counting.counts,
        "counts_reason": counting.reason,
        "boxes": found.boxes,
    }


def _share_row(found: FoundShare) -> Row:
    return {
        "section": found.parent.section,
        "text": found.mention.text,
        "percent": _decimal(found.mention.percent, 2),
        "of": found.mention.of,
        "char_start": found.mention.start,
        "char_end": found.mention.end,
        "boxes": found.boxes,
    }


def _date_row(found: FoundDate) -> Row:
    mention = found.mention
    return {
        **_parent(found.parent),
        "label": found.label,
        "text": mention.text,
        "date_start": mention.date_start,
        "date_end": mention.date_end,
        "precision": mention.precision,
        "modifier": mention.modifier,
        "edtf": mention.edtf,
        "year_from_context": mention.year_inferred,
        "char_start": mention.start,
        "char_end": mention.end,
        "context": found.context,
        "boxes": found.boxes,
    }


def _party_row(party: Party) -> Row:
    return {
        "role": party.role,
        "name": party.name,
        "kind": party.kind,
        "text": party.text,
        "boxes": party.boxes,
    }


def _link_row(link: Link) -> Row:
    return {"section": link.section, "text": link.text, "url": link.url, "boxes": link.boxes}


def _media_row(credit: Credit) -> Row:
    return {"caption": credit.caption, "credit": credit.credit, "boxes": credit.boxes}


def _field_row(field: Field) -> Row:
    return {
        "field": field.field,
        "label": field.label,
        "text": field.text,
        "number": _decimal(field.number, 4),
        "unit": field.unit,
        "boxes": field.boxes,
    }


def _passage_row(passage: Passage) -> Row:
    return {
        "heading": passage.heading,
        "rank": passage.rank,
        "text": passage.body.text,
        "boxes": passage.boxes,
    }


def _cell_row(cell: Cell) -> Row:
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "kind": cell.kind,
        "head": cell.head,
        "text": cell.text,
        "boxes": cell.boxes,
    }


def _entity_row(entity: Entity) -> Row:
    return {
        **_parent(entity.parent),
        "label": entity.label,
        "text": entity.text,
        "char_start": entity.start,
        "char_end": entity.end,
        "boxes": entity.boxes,
    }


def _finding_rows(report: Report) -> list[Row]:
    grouped: dict[str | None, list[Finding]] = {project.key: [] for project in report.projects}
    grouped[None] = []
    for finding in report.findings:
        grouped.setdefault(finding.project_key, []).append(finding)
    rows: list[Row] = []
    for key, findings in grouped.items():
        rows.extend(_numbered(key, map(_finding_row, findings)))
    return rows


def _finding_row(finding: Finding) -> Row:
    return {
        "severity": FINDING_CODES[finding.code].severity,
        "code": finding.code,
        "message": finding.message,
        "table": finding.table,
        "page": finding.page,
        "boxes": finding.boxes,
    }
