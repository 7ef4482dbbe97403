"""Checks before anything is written. What fails here is a defect of this software, so it raises.

Nullability, allowed values and keys are checked by `extract.tables.described` from the description of the
columns; places, spans and references between tables by the functions below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from extract.tables.arrays import table_rows
from extract.tables.arrow import arrow_schema
from extract.tables.columns import decimal_text
from extract.tables.contract import PARENT_TABLES, TABLES
from extract.tables.described import described_problems
from extract.tables.prepared import REPORT_ID_PATTERN

_PERIODS = (("date_start", "date_end"), ("period_start", "period_end"), ("as_of_start", "as_of_end"))
_WITHOUT_PLACE_ALLOWED = ("findings", "corrections_applied", "grades")

_BATCH = 1_024
"""Rows looked at at a time."""

_MENTIONS = ("amounts", "dates", "shares", "entities")

Row = dict[str, Any]
_Place = tuple[str | None, str, Any]
"""Where a text stands: its project, the source, and its place there."""


class DefectiveTables(Exception):
    """Tables that break their own description: a defect of ours, with everything that was found."""

    def __init__(self, report_id: str, problems: list[str]) -> None:
        self.report_id = report_id
        self.problems = problems
        shown = "; ".join(problems[:5]) + (f" (and {len(problems) - 5} more)" if len(problems) > 5 else "")
        super().__init__(f"{report_id}: {shown}")


def check_tables(report_id: str, tables: Mapping[str, pa.Table]) -> None:
    """Raise `DefectiveTables` unless the tables of one report are as described.

    Args:
        report_id: the partition the tables are for.
        tables: all tables of the contract by name.
    """
    problems = list(_shape_problems(report_id, tables))
    if not problems:
        known = _known(tables)
        for name, table in TABLES.items():
            problems.extend(described_problems(table, tables[name]))
            problems.extend(_position_problems(name, tables[name]))
            for row in _rows(tables[name]):
                problems.extend(_reference_problems(name, row, known))
                problems.extend(_period_problems(name, row))
                problems.extend(_place_problems(name, row, known.pages))
                problems.extend(_span_problems(name, row, known.texts))
    if problems:
        raise DefectiveTables(report_id, problems)


def _shape_problems(report_id: str, tables: Mapping[str, pa.Table]) -> Iterator[str]:
    if not REPORT_ID_PATTERN.fullmatch(report_id):
        yield f"report_id {report_id!r} is no lower-case slug"
    for name in TABLES:
        if name not in tables:
            yield f"table {name} is missing"
        elif not tables[name].schema.equals(arrow_schema(name)):
            yield f"table {name} has other columns or types than described"
    if "reports" in tables and tables["reports"].num_rows != 1:
        yield f"table reports has {tables['reports'].num_rows} rows, not 1"


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows of all tables refer to."""

    pages: int
    projects: frozenset[str]
    project_count: int
    sections: frozenset[tuple[str, str]]
    milestones: frozenset[tuple[str, int]]
    texts: Mapping[_Place, list[str]]
    """Texts that mentions stand in."""


def _rows(table: pa.Table) -> Iterator[Row]:
    """Rows one after the other; never all of a long table at a time."""
    for start in range(0, table.num_rows, _BATCH):
        yield from table_rows(table.slice(start, _BATCH))


def _known(tables: Mapping[str, pa.Table]) -> _Known:
    texts: dict[_Place, list[str]] = {place: [] for place in _places_of_mentions(tables)}

    def keep(place: _Place, text: str | None) -> None:
        # Most cells of a long list have no mention in them; their texts need not be at hand.
        if place in texts:
            texts[place].append(text or "")

    projects: set[str] = set()
    sections: set[tuple[str, str]] = set()
    milestones: set[tuple[str, int]] = set()
    for row in _rows(tables["projects"].select(["project_key", "lead"])):
        projects.add(row["project_key"])
        keep((row["project_key"], "lead", None), row["lead"])
    for row in _rows(tables["sections"].select(["project_key", "section", "text"])):
        sections.add((row["project_key"], row["section"]))
        keep((row["project_key"], "section", row["section"]), row["text"])
    for row in _rows(tables["milestones"].select(["project_key", "position", "text"])):
        milestones.add((row["project_key"], row["position"]))
        keep((row["project_key"], "milestone", row["position"]), row["text"])
    for source, name in PARENT_TABLES.items():
        for row in _rows(tables[name].select(["project_key", "position", "text"])):
            keep((row["project_key"], source, row["position"]), row["text"])
    report = table_rows(tables["reports"])[0]
    return _Known(
        pages=report["page_count"],
        projects=frozenset(projects),
        project_count=tables["projects"].num_rows,
        sections=frozenset(sections),
        milestones=frozenset(milestones),
        texts=texts,
    )


def _places_of_mentions(tables: Mapping[str, pa.Table]) -> Iterator[_Place]:
    """The places whose texts mentions say that they stand in."""
    columns = ("project_key", "source", "section", "milestone_position", "parent_position")
    for name in _MENTIONS:
        known = [column for column in columns if column in tables[name].column_names]
        for row in _rows(tables[name].select(known)):
            place = _place_of(row)
            if place is not None:
                yield place


def _reference_problems(name: str, row: Row, known: _Known) -> Iterator[str]:
    if name == "reports" and row["project_count"] != known.project_count:
        yield f"reports.project_count is {row['project_count']}, projects has {known.project_count} rows"
    if name == "findings" and row["table"] is not None and row["table"] not in TABLES:
        yield f"findings {_where(row)}: there is no table {row['table']}"
    if not TABLES[name].has_parent_project:
        return
    key = row["project_key"]
    if key is not None and key not in known.projects:
        yield f"{name} {_where(row)}: no such project"
    section = row.get("section")
    if (
        name != "sections"
        and section is not None
        and key is not None
        and (key, section) not in known.sections
    ):
        yield f"{name} {_where(row)}: the project has no section {section}"
    milestone = row.get("milestone_position")
    if milestone is not None and (key, milestone) not in known.milestones:
        yield f"{name} {_where(row)}: the project has no milestone {milestone}"


def _position_problems(name: str, table: pa.Table) -> Iterator[str]:
    if name == "reports":
        return
    parents = TABLES[name].has_parent_project
    ends: dict[str | None, int] = {}
    wrong: set[str | None] = set()
    for row in _rows(table.select(["project_key", "position"])):
        key = row["project_key"] if parents else None
        end = ends.get(key, 0)
        if row["position"] != end:
            wrong.add(key)
        ends[key] = end + 1
    for key in (key for key in ends if key in wrong):
        positions = [
            row["position"]
            for row in _rows(table.select(["project_key", "position"]))
            if not parents or row["project_key"] == key
        ]
        yield f"{name} of {key}: positions are {positions}, not 0 to {len(positions) - 1}"


def _period_problems(name: str, row: Row) -> Iterator[str]:
    for start, end in _PERIODS:
        first, last = row.get(start), row.get(end)
        if first is not None and last is not None and first > last:
            yield f"{name} {_where(row)}: {start} {first} lies after {end} {last}"
    if name == "amounts" and row["value_to"] is not None and row["value_to"] < row["value"]:
        upper, lower = decimal_text(row["value_to"]), decimal_text(row["value"])
        yield f"amounts {_where(row)}: value_to {upper} is less than value {lower}"
    if name == "projects" and row["page_first"] > row["page_last"]:
        yield f"projects {_where(row)}: pages {row['page_first']} to {row['page_last']}"


def _place_problems(name: str, row: Row, pages: int) -> Iterator[str]:
    if name == "reports":
        return
    if not row["boxes"] and name not in _WITHOUT_PLACE_ALLOWED:
        yield f"{name} {_where(row)}: no place in the PDF"
    for box in row["boxes"]:
        if not 1 <= box["page"] <= pages:
            yield f"{name} {_where(row)}: page {box['page']} of {pages}"
        # Written so that a coordinate that is no number fails as well.
        if not (box["x0"] <= box["x1"] and box["top"] <= box["bottom"]):
            yield f"{name} {_where(row)}: box {box} is turned inside out"


def _span_problems(name: str, row: Row, texts: Mapping[_Place, list[str]]) -> Iterator[str]:
    """Each mention must be exactly what its parent's text has between char_start and char_end."""
    if name not in _MENTIONS:
        return
    start, end = row["char_start"], row["char_end"]
    if not 0 <= start < end:
        yield f"{name} {_where(row)}: span {start} to {end}"
        return
    place = _place_of(row)
    # A section may stand twice, so several texts may be at one place.
    if place is not None and not any(text[start:end] == row["text"] for text in texts[place]):
        yield f"{name} {_where(row)}: {row['text']!r} is not at {start} to {end} of its parent"


def _place_of(row: Row) -> _Place | None:
    """The place of the text that a mention stands in; None where the text is in no table."""
    source = row.get("source") or ("section" if row["section"] is not None else "other")
    if source == "other" or (row["project_key"] is None and source not in PARENT_TABLES):
        return None
    if source in PARENT_TABLES:
        part = row.get("parent_position")
        # A mention whose row does not say where it stands (a share) may stand in any of them.
        if part is None:
            return None
    else:
        part = {"lead": None, "section": row["section"], "milestone": row.get("milestone_position")}[source]
    return row["project_key"], source, part


def _where(row: Row) -> str:
    return f"{row.get('project_key')}/{row.get('position')}"


def count_rows(tables: Mapping[str, pa.Table]) -> Counter[str]:
    """Rows per table."""
    return Counter({name: table.num_rows for name, table in tables.items()})
