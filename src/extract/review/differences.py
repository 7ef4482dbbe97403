"""Differences between two editions, or between two extractions of one: pure functions on rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extract.review.amend.files import without_corrections
from extract.review.assignment import out_of_order, pair_rows
from extract.review.editions import Edition, Row
from extract.review.projects import pair_projects
from extract.review.records import (
    ChangeKind,
    ColumnChange,
    Differences,
    ProjectPair,
    Reason,
    RowChange,
    Value,
)
from extract.review.rules import PROJECTS, REPORTS, RULES, TableRule
from extract.review.words import likeness, word_runs

_LONG = 3
"""Words from which on a text is compared word by word."""

_LABEL = 90
"""Characters of a row's label."""


def compare(old: Edition, new: Edition) -> Differences:
    """All that differs between two sides.

    Args:
        old: one edition, as published before.
        new: the same edition published later, or another edition of the programme.

    Returns:
        Changes in reading order: the report itself, then project by project, then what stands outside.
    """
    pairs = pair_projects(old, new)
    before, after = old.table("projects"), new.table("projects")
    keys = [
        ProjectPair(
            None if one is None else before[one]["project_key"],
            None if other is None else after[other]["project_key"],
            after[other]["title"] if other is not None else before[one or 0]["title"],
        )
        for one, other in pairs
    ]
    comparison = _Comparison(old, new)
    moved = out_of_order(pairs)
    changes: list[RowChange] = list(comparison.row(REPORTS, old.report, new.report))
    for (one, other), pair in zip(pairs, keys, strict=True):
        changes.extend(
            comparison.row(
                PROJECTS,
                None if one is None else before[one],
                None if other is None else after[other],
                moved=other in moved,
            )
        )
        if pair.old is not None and pair.new is not None:
            for rule in RULES:
                changes.extend(comparison.table(rule, pair.old, pair.new))
    for rule in RULES:
        changes.extend(comparison.table(rule, None, None))
    return Differences(
        report_old=old.report_id,
        report_new=new.report_id,
        snapshot_old=old.snapshot,
        snapshot_new=new.snapshot,
        changes=tuple(changes),
        pairs=tuple(keys),
    )


def compare_all(old: Sequence[Edition], new: Sequence[Edition]) -> tuple[Differences, ...]:
    """Two snapshots, report by report. A report on one side only is one change of the table ``reports``."""
    before = {edition.report_id: edition for edition in old}
    after = {edition.report_id: edition for edition in new}
    result = []
    for report_id in sorted(before.keys() | after.keys()):
        one, other = before.get(report_id), after.get(report_id)
        if one is not None and other is not None:
            result.append(compare(one, other))
            continue
        edition = one or other
        assert edition is not None
        whole = RowChange(
            table="reports",
            kind="added" if one is None else "removed",
            reason="new-input",
            label=edition.report["title"],
            report_old=None if one is None else report_id,
            report_new=None if other is None else report_id,
        )
        result.append(
            Differences(
                report_old=whole.report_old,
                report_new=whole.report_new,
                snapshot_old=None if one is None else one.snapshot,
                snapshot_new=None if other is None else other.snapshot,
                changes=(whole,),
            )
        )
    return tuple(result)


def reason_between(old: Edition, new: Edition) -> Reason:
    """Why the two sides may differ at all, the strongest reason first."""
    if old.report_id != new.report_id:
        return "new-edition"
    if old.report["source_sha256"] != new.report["source_sha256"]:
        return "new-input"
    if any(old.report.get(name) != new.report.get(name) for name in ("profile", "profile_sha256")):
        return "new-profile"
    if old.report["extractor_version"] != new.report["extractor_version"]:
        return "new-extractor"
    if without_corrections(old.extraction_key or "") != without_corrections(new.extraction_key or ""):
        return "new-extractor"
    return "unknown"


class _Comparison:
    """Two sides, why they may differ, and which values a person corrected."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self._old, self._new = old, new
        self._reason = reason_between(old, new)
        self._same_source = old.report["source_sha256"] == new.report["source_sha256"]
        self._corrected_old, self._corrected_new = _corrected(old), _corrected(new)

    def table(self, rule: TableRule, old_key: str | None, new_key: str | None) -> Iterator[RowChange]:
        """Changes of the rows that belong to a project (None: to none)."""
        before = self._old.of_project(rule.table, old_key)
        after = self._new.of_project(rule.table, new_key)
        if not before and not after:
            return

        def key_of(columns: tuple[str, ...]) -> Any:
            return lambda row: tuple(row.get(column) for column in columns)

        def score(one: Row, other: Row) -> float:
            if any(one.get(column) != other.get(column) for column in rule.same):
                return 0.0
            return likeness(_text(one, rule.content), _text(other, rule.content))

        pairs = pair_rows(
            before, after, keys=[key_of(columns) for columns in rule.keys], score=score, least=rule.least
        )
        moved = out_of_order(pairs) if rule.order_counts else frozenset()
        for one, other in pairs:
            yield from self.row(
                rule,
                None if one is None else before[one],
                None if other is None else after[other],
                moved=other in moved,
            )

    def row(
        self, rule: TableRule, old: Row | None, new: Row | None, *, moved: bool = False
    ) -> Iterator[RowChange]:
        """The change of one row, if there is one."""
        columns: tuple[ColumnChange, ...] = ()
        if old is not None and new is not None:
            columns = tuple(self._columns(rule, old, new))
            if moved:
                columns += (ColumnChange("position", old["position"], new["position"], self._reason),)
            if not columns:
                return
            kind: ChangeKind = (
                "moved"
                if all(change.column in (*rule.place, "position", "boxes") for change in columns)
                else "changed"
            )
        else:
            kind = "added" if old is None else "removed"
        row = new if new is not None else old
        assert row is not None
        reasons = {change.reason for change in columns}
        yield RowChange(
            table=rule.table,
            kind=kind,
            reason=reasons.pop() if len(reasons) == 1 else self._reason,
            label=_label(rule, row),
            report_old=self._old.report_id,
            report_new=self._new.report_id,
            project_old=None if old is None else old.get("project_key"),
            project_new=None if new is None else new.get("project_key"),
            position_old=None if old is None else old.get("position"),
            position_new=None if new is None else new.get("position"),
            page_old=_page(old),
            page_new=_page(new),
            place_old=_place(rule.table, old),
            place_new=_place(rule.table, new),
            columns=columns,
        )

    def _columns(self, rule: TableRule, old: Row, new: Row) -> Iterator[ColumnChange]:
        left_out = {*rule.ignored, "project_key", "corrected"}
        if not self._same_source:
            left_out.update(rule.ignored_elsewhere)
        for column in new:
            if column in left_out or column not in old:
                continue
            one, other = old[column], new[column]
            if column == "accepted":
                one, other = bool(one), bool(other)  # data of older schemas lack it
            if one != other:
                yield ColumnChange(
                    column, one, other, self._why(rule.table, column, old, new), _words(one, other)
                )
        if self._same_source and "boxes" in new and not _same_boxes(old.get("boxes"), new["boxes"]):
            yield ColumnChange("boxes", _places(old.get("boxes")), _places(new["boxes"]), self._reason)

    def _why(self, table: str, column: str, old: Row, new: Row) -> Reason:
        here = (table, new.get("project_key"), new.get("position"), column)
        there = (table, old.get("project_key"), old.get("position"), column)
        by_hand = here in self._corrected_new or there in self._corrected_old
        if table == "findings" and column == "accepted":
            by_hand = True
        return "correction" if by_hand else self._reason


def _corrected(edition: Edition) -> frozenset[tuple[str, Any, Any, str]]:
    return frozenset(
        (row["table"], row["project_key"], row["row"], row["column"])
        for row in edition.table("corrections_applied")
    )


def _text(row: Row, columns: tuple[str, ...]) -> str:
    return " ".join(str(row[column]) for column in columns if row.get(column) is not None)


def _words(old: Value, new: Value) -> Any:
    if not (isinstance(old, str) and isinstance(new, str)):
        return ()
    if min(len(old.split()), len(new.split())) < _LONG:
        return ()
    return word_runs(old, new)


def _label(rule: TableRule, row: Row) -> str:
    text = next((str(row[column]) for column in rule.label if row.get(column)), rule.table)
    text = " ".join(text.split())
    return text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…"


def _page(row: Row | None) -> int | None:
    boxes = None if row is None else row.get("boxes")
    return boxes[0]["page"] if boxes else None


def _place(table: str, row: Row | None) -> str | None:
    """The text of a project that a row is or stands in."""
    if row is None:
        return None
    if table == "milestones":
        return f"milestone/{row['position']}"
    if row.get("milestone_position") is not None:
        return f"milestone/{row['milestone_position']}"
    if row.get("section") is not None:
        return f"section/{row['section']}"
    return "lead" if row.get("source") == "lead" else None


def _same_boxes(old: Any, new: Any) -> bool:
    return [_rounded(box) for box in old or ()] == [_rounded(box) for box in new or ()]


def _rounded(box: Row) -> tuple[float, ...]:
    # A tenth of a point is no other place: readers of other versions round differently.
    return tuple(round(float(box[name]), 1) for name in ("page", "x0", "top", "x1", "bottom"))


def _places(boxes: Any) -> str:
    shown = (
        f"p. {box['page']} ({box['x0']:.1f}, {box['top']:.1f}, {box['x1']:.1f}, {box['bottom']:.1f})"
        for box in boxes or ()
    )
    return "; ".join(shown)
