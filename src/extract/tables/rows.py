"""From a `Report` to rows: one Arrow table per described table. Pure: nothing is read, nothing is written."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
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
from extract.tables.arrays import Words, arrow_array
from extract.tables.arrow import arrow_schema
from extract.tables.contract import SCHEMA_VERSION, TABLES
from extract.tables.money import Counting, count_amounts, count_outside

_MARKS = ("corrected", "accepted")
"""Columns that only people set, afterwards (see `extract.review.amend`)."""

_BATCH = 1_024
"""Rows of a table that are turned to Arrow together."""

Row = dict[str, Any]
"""One row, keyed by column; it lives only between this module and Arrow."""


def report_tables(report: Report, *, run_id: str, extracted_at: datetime) -> dict[str, pa.Table]:
    """All tables of one report, sorted, with the types of the contract.

    Projects are asked for once, one after the other, as those of a long list are kept packed.

    Args:
        report: one edition.
        run_id: names the run.
        extracted_at: when; a time with zone.
    """
    made = {name: _TableMaker(name) for name in TABLES}

    def add(name: str, rows: Iterable[Row], key: str | None) -> None:
        made[name].add(_placed(row, report.ocr_pages) for row in _numbered(key, rows))

    made["reports"].add([_report_row(report, run_id=run_id, extracted_at=extracted_at)])
    cells = _cells_by_record(report.cells)
    keys: list[str] = []
    for project in report.projects:
        keys.append(project.key)
        made["projects"].add([_placed(_project_row(project), report.ocr_pages)])
        for name, rows in _rows_of(project).items():
            add(name, rows, project.key)
        add(
            "cells",
            (_cell_row(report.cells[place]) for place in cells.get(project.position, ())),
            project.key,
        )
    for name, rows in _rows_outside(report).items():
        add(name, rows, None)
    add("cells", (_cell_row(report.cells[place]) for place in cells.get(None, ())), None)
    for key, findings in _findings_by_project(report.findings, keys):
        add("findings", map(_finding_row, findings), key)
    # The others are made by the review room from these.
    return {name: maker.table() for name, maker in made.items()}


def _cells_by_record(cells: Sequence[Cell]) -> Mapping[int | None, Sequence[int]]:
    """Places of cells by the position of the project that their row was read as."""
    places: dict[int | None, array[int]] = defaultdict(lambda: array("l"))
    for place, cell in enumerate(cells):
        places[cell.record].append(place)
    return places


def _rows_of(project: Project) -> dict[str, Iterable[Row]]:
    """Rows of all tables that have rows of projects but for cells, findings and the projects themselves."""
    return {
        "sections": map(_section_row, project.sections),
        "milestones": map(_milestone_row, project.milestones),
        "parties": map(_party_row, project.parties),
        "fields": map(_field_row, project.fields),
        "amounts": map(_amount_row, project.amounts, count_amounts(project)),
        "shares": map(_share_row, project.shares),
        "dates": map(_date_row, project.dates),
        "links": map(_link_row, project.links),
        "media": map(_media_row, project.media),
        "entities": map(_entity_row, project.entities),
    }


def _rows_outside(report: Report) -> dict[str, Iterable[Row]]:
    """Rows of what stands outside projects, cells and findings aside."""
    return {
        "amounts": map(_amount_row, report.amounts, count_outside(report.amounts)),
        "shares": map(_share_row, report.shares),
        "dates": map(_date_row, report.dates),
        "links": map(_link_row, report.links),
        "media": map(_media_row, report.media),
        "passages": map(_passage_row, report.passages),
        "entities": map(_entity_row, report.entities),
    }


def _findings_by_project(
    findings: Iterable[Finding], keys: Iterable[str]
) -> Iterator[tuple[str | None, Sequence[Finding]]]:
    """Findings of all projects in their order, then those of the report as a whole."""
    grouped: dict[str | None, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.project_key, []).append(finding)
    for key in (*keys, None):
        if key in grouped:
            yield key, grouped.pop(key)
    yield from grouped.items()


def arrow_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows of a described table as Arrow; the marks of people are False where a row has none."""
    made = _TableMaker(name)
    made.add(rows)
    return made.table()


class _TableMaker:
    """A table to which rows are added.

    They are turned to Arrow in batches, so that a list of many pages never stands in memory as rows.
    """

    def __init__(self, name: str) -> None:
        self._schema = arrow_schema(name)
        self._waiting: list[Mapping[str, Any]] = []
        self._words = {field.name: Words() for field in self._schema if pa.types.is_dictionary(field.type)}
        self._chunks: dict[str, list[pa.Array]] = {
            field.name: [] for field in self._schema if field.name not in self._words
        }

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put rows behind the others."""
        for row in rows:
            self._waiting.append(row)
            if len(self._waiting) == _BATCH:
                self._turn()

    def table(self) -> pa.Table:
        """The whole table; nothing can be added after."""
        self._turn()
        columns = [
            self._words[field.name].array(field.type)
            if field.name in self._words
            else _joined(self._chunks.pop(field.name), field.type)
            for field in self._schema
        ]
        return pa.Table.from_arrays(columns, schema=self._schema)

    def _turn(self) -> None:
        if not self._waiting:
            return
        for field in self._schema:
            values = [_value(row, field.name) for row in self._waiting]
            if field.name in self._words:
                self._words[field.name].add(values)
            else:
                self._chunks[field.name].append(arrow_array(values, field.type))
        self._waiting = []


def _joined(chunks: Sequence[pa.Array], kind: pa.DataType) -> pa.Array:
    if len(chunks) == 1:
        return chunks[0]
    return pa.concat_arrays(chunks) if chunks else arrow_array([], kind)


def _value(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name, False) if name in _MARKS else row[name]


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
        "boxes": shown,
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


def _finding_row(finding: Finding) -> Row:
    return {
        "severity": FINDING_CODES[finding.code].severity,
        "code": finding.code,
        "message": finding.message,
        "table": finding.table,
        "page": finding.page,
        "boxes": finding.boxes,
    }
