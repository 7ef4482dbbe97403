"""How the rows of each table find their partner, and which of their columns are compared: data only."""

from __future__ import annotations

from dataclasses import dataclass

_PLACES = ("position", "boxes", "ocr_confidence", "char_start", "char_end", "milestone_position", "context")
"""Columns that follow from another row's change, which is listed there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    """Pairing and comparing in one table."""

    table: str
    keys: tuple[tuple[str, ...], ...]
    """Columns that name a row, strictest first; rows with equal values are paired in their order."""
    content: tuple[str, ...]
    """Columns whose text says how alike two rows are that share no key."""
    least: float
    """Rows less alike than this are different ones; 1 pairs by key only."""
    same: tuple[str, ...] = ()
    """Columns in which rows must agree to be paired by likeness."""
    label: tuple[str, ...]
    """Columns that tell people which row it is; the first that is not empty."""
    place: tuple[str, ...] = ()
    """Columns that say where the row stands: if only they differ it was moved, not changed."""
    order_counts: bool = False
    """Whether a change of order is listed."""
    ignored: tuple[str, ...] = _PLACES
    ignored_elsewhere: tuple[str, ...] = ()
    """Columns that are compared only where both sides come from the same PDF."""


RULES: tuple[TableRule, ...] = (
    TableRule(
        table="sections",
        keys=(("section",),),
        content=("text",),
        least=0.85,  # the same text under a renamed heading
        label=("heading", "section"),
        order_counts=False,
    ),
    TableRule(
        table="milestones",
        keys=(("year_label", "level", "text"), ("text",)),
        content=("text",),
        least=0.5,
        label=("text",),
        place=("year_label", "date_start", "date_end", "precision", "level"),
        order_counts=True,
    ),
    TableRule(
        table="amounts",
        keys=(
            ("source", "section", "text", "context"),
            ("source", "section", "text"),
            ("source", "section", "value", "role"),
        ),
        content=("context", "text"),
        least=0.5,
        same=("source", "section"),
        label=("text",),
    ),
    TableRule(
        table="shares",
        keys=(("section", "text", "of"), ("section", "of")),
        content=("of", "text"),
        least=0.6,
        same=("section",),
        label=("text",),
    ),
    TableRule(
        table="dates",
        keys=(("source", "section", "text", "context"), ("source", "section", "text")),
        content=("context", "text"),
        least=0.6,
        same=("source", "section"),
        label=("text",),
    ),
    TableRule(
        table="parties",
        keys=(("role", "name"), ("role", "text"), ("name",)),
        content=("name",),
        least=0.5,
        label=("name",),
    ),
    TableRule(
        table="links", keys=(("section", "url"), ("url",)), content=("url",), least=0.8, label=("text",)
    ),
    TableRule(
        table="media",
        keys=(("caption", "credit"), ("caption",)),
        content=("caption", "credit"),
        least=0.7,
        label=("caption", "credit"),
    ),
    TableRule(table="fields", keys=(("field",),), content=(), least=1, label=("label",)),
    TableRule(
        table="findings",
        keys=(("code", "table", "message"),),
        content=("message",),
        least=0.5,
        same=("code", "table"),
        label=("message",),
        ignored=(*_PLACES, "page"),
    ),
)
"""Tables below the projects, in the order in which changes are listed."""

PROJECTS = TableRule(
    table="projects",
    keys=(),  # see extract.review.projects: a printed ID alone does not make it the same project
    content=(),
    least=0.35,
    label=("title",),
    order_counts=True,
    ignored=("position", "boxes", "ocr_confidence", "project_key"),
    ignored_elsewhere=("page_first", "page_last", "status_evidence"),
)

REPORTS = TableRule(
    table="reports",
    keys=((),),
    content=(),
    least=1,
    label=("title",),
    # What names the run and the versions is the reason for changes, not a change.
    ignored=(
        "run_id",
        "extracted_at",
        "source_file",
        "source_sha256",
        "source_bytes",
        "extractor_version",
        "schema_version",
        "profile",
    ),
)
