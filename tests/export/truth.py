"""Reports as their truth files describe them, without any extraction: for figures worked out by hand."""

from __future__ import annotations

import json
import os
import re
from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests import builders

from extract.publish.publication import publish
from extract.publish.reading import current_tables
from extract.reports.report import FoundAmount, Milestone, Parent, Party, Project, Report, Section
from extract.tables.parquet import prepare

REPOSITORY = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", REPOSITORY.parent / "shared"))
SAMPLE_TRUTH = REPOSITORY / "raw_pdfs" / "aldermark-konferenz-2023.truth.json"
GOLD_TRUTH = SHARED / "evaluation" / "gold-ruhr-konferenz-2022.json"
NEXT_TRUTH = SHARED / "evaluation" / "gold-fortschrittsbericht-2023-fiktiv.json"
CHANGES = SHARED / "evaluation" / "changes-2022-2023.json"
GOLD_PDF = SHARED / "reports" / "ruhr-konferenz-fortschrittsbericht-2022.pdf"
VOLUME = "projektvolumen"
NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)


def report_of(path: Path) -> Report:
    """The report that a truth file describes: projects, sections, milestones and amounts."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    year = int(truth["report_id"].rsplit("-", 1)[1])
    blank = builders.report(year=year, projects=0)
    printed = Counter(item["project_id"] for item in truth["projects"])
    return replace(
        blank,
        report_id=truth["report_id"],
        source=replace(blank.source, page_count=max(item["page"] for item in truth["projects"]) + 4),
        projects=tuple(
            _project(number, item, unique=printed[item["project_id"]] == 1)
            for number, item in enumerate(truth["projects"])
        ),
    )


def published(output: Path, *reports: Report) -> Path:
    """Publish reports; gives the folder of the tables."""
    files = [prepare(report, run_id="truth", extracted_at=NOON) for report in reports]
    publish(files, output, clock=lambda: NOON)
    return current_tables(output)


def _project(number: int, item: dict[str, Any], *, unique: bool) -> Project:
    page = item["page"]
    texts = {section["section"]: section["text"] for section in item["sections"]}
    amounts = tuple(_amount(each, texts, item) for each in item["amounts"])
    totals = {each.mention.value for each in amounts if each.mention.role == "total"}
    single = totals.pop() if len(totals) == 1 else None
    return builders.project(
        number,
        key=item["project_id"].lower() if unique and item["project_id"] else _slug(item["title"]),
        project_id=item["project_id"],
        title=item["title"],
        action_field_no=item["action_field_no"],
        action_field=item["action_field"],
        lead=None,
        responsible=item["responsible"],
        status=item["status"] or "unknown",
        status_evidence=None,
        volume_text=texts.get(VOLUME),
        volume_eur=single if _once(amounts) else None,
        page_first=page,
        page_last=page,
        sections=tuple(
            Section(
                section["section"],
                section["heading"],
                None,
                builders.placed(section["text"], page=page),
                (builders.box(page),),
            )
            for section in item["sections"]
        ),
        milestones=tuple(_milestone(each, page) for each in item["milestones"]),
        amounts=amounts,
        shares=(),
        dates=(),
        parties=tuple(
            Party(each["role"], each["name"], "other", each["name"], (builders.box(page),))
            for each in item["parties"]
        ),
        links=(),
        media=(),
    )


def _slug(title: str) -> str:
    return re.sub(
        r"[^a-z0-9]+", "-", title.lower().translate({228: "ae", 246: "oe", 252: "ue", 223: "ss"})
    ).strip("-")


def _once(amounts: tuple[FoundAmount, ...]) -> bool:
    return all(each.mention.frequency == "once" for each in amounts if each.mention.role == "total")


def _amount(each: dict[str, Any], texts: dict[str, str], item: dict[str, Any]) -> FoundAmount:
    kind, _, name = each["parent"].partition("/")
    if kind == "milestone":
        parent = Parent("milestone", milestone_position=int(name))
        whole = item["milestones"][int(name)]["text"]
    else:
        parent, whole = Parent("section", section=name), texts[name]
    as_of = _month(each["as_of"])
    return builders.amount(
        each["text"],
        whole,
        value=str(each["value"]),
        parent=parent,
        role=each["role"],
        frequency=each["frequency"],
        page=item["page"],
        modifier=each["modifier"],
        value_to=None if each.get("value_to") is None else Decimal(each["value_to"]),
        per=each.get("per"),
        period_start=_day(each["from"]),
        period_end=_day(each["to"]),
        as_of_start=as_of and as_of[0],
        as_of_end=as_of and as_of[1],
    )


def _milestone(each: dict[str, Any], page: int) -> Milestone:
    return Milestone(
        each["year_label"],
        each["level"],
        builders.placed(each["text"], page=page),
        _day(each["date_start"]),
        _day(each["date_end"]),
        "year",
        each.get("state") or "done",
        (builders.box(page),),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _month(text: str | None) -> tuple[date, date] | None:
    if text is None:
        return None
    year, month = (int(part) for part in text.split("-")[:2])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
