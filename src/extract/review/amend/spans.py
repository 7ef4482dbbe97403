"""Mentions after a correction of the text they stand in: carried along where they still stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.base.codes import FINDINGS
from extract.german.amounts import find_amounts
from extract.german.records import AmountMention
from extract.tables.contract import PARENT_TABLES, TABLES

Row = dict[str, Any]
_MENTIONS = ("amounts", "shares", "dates")


def keep_spans(rows: dict[str, list[Row]]) -> list[Row]:
    """Set the spans of mentions anew whose parent's text was corrected; leave out those no longer there.

    Args:
        rows: all tables of a report; changed in place.

    Returns:
        One finding per mention left out.
    """
    lost: list[Row] = []
    for name in _MENTIONS:
        kept: list[Row] = []
        for row in rows[name]:
            parent = _parent(rows, row)
            if parent is None or parent[row["char_start"] : row["char_end"]] == row["text"]:
                kept.append(row)
                continue
            start = _nearest(parent, row["text"], row["char_start"])
            if start is None:
                lost.append(_finding(name, row))
            else:
                row["char_start"], row["char_end"] = start, start + len(row["text"])
                kept.append(row)
        if len(kept) < len(rows[name]):
            _number(kept)
            rows[name] = kept
    return lost


def read_anew(rows: Mapping[str, list[Row]]) -> list[tuple[Row, dict[str, Any]]]:
    """Amounts gone from a corrected text that another one took the place of, with what it says.

    "2.687.000 €" corrected to "3.142.500 €" in the text is the same amount with another value, if as many
    amounts are new in the text as are gone from it.

    Args:
        rows: all tables of a report; not changed.
    """
    gone: dict[str, list[Row]] = {}
    kept: dict[str, list[Row]] = {}
    for row in rows["amounts"]:
        parent = _parent(rows, row)
        if parent is not None:
            (gone if _nearest(parent, row["text"], 0) is None else kept).setdefault(parent, []).append(row)
    found = []
    for parent, old in gone.items():
        known = {row["text"] for row in kept.get(parent, ())}
        new = [mention for mention in find_amounts(parent) if mention.text not in known]
        if len(new) == len(old):
            found += [(row, _said(mention, parent)) for row, mention in zip(old, new, strict=True)]
    return found


def _said(mention: AmountMention, parent: str) -> dict[str, Any]:
    step = TABLES["amounts"].column("value").step
    return {
        "text": mention.text,
        "value": mention.value.quantize(step),
        "value_to": None if mention.value_to is None else mention.value_to.quantize(step),
        "currency": mention.currency,
        "modifier": mention.modifier,
        "char_start": mention.start,
        "char_end": mention.end,
        "context": parent[mention.sentence_start : mention.sentence_end],
    }


def _parent(rows: Mapping[str, list[Row]], row: Row) -> str | None:
    """The text a mention stands in; None where it is in no table or no row of it was corrected."""
    key, source = row["project_key"], row.get("source") or "section"
    if source in PARENT_TABLES:
        return next(
            (
                one["text"]
                for one in rows[PARENT_TABLES[source]]
                if one["project_key"] == key and one["position"] == row.get("parent_position")
            ),
            None,
        )
    if key is None or source == "other":
        return None
    if source == "lead":
        texts = [one["lead"] or "" for one in rows["projects"] if one["project_key"] == key]
    elif source == "milestone":
        texts = [
            one["text"]
            for one in rows["milestones"]
            if one["project_key"] == key and one["position"] == row["milestone_position"]
        ]
    else:
        group = [
            one for one in rows["sections"] if one["project_key"] == key and one["section"] == row["section"]
        ]
        fitting = [one for one in group if one["text"][row["char_start"] : row["char_end"]] == row["text"]]
        texts = [one["text"] for one in fitting or [one for one in group if one.get("corrected")]]
    return texts[0] if texts else None


def _nearest(text: str, wanted: str, near: int) -> int | None:
    """Where ``wanted`` stands in the text, the place nearest to ``near``."""
    places = []
    start = text.find(wanted)
    while start >= 0:
        places.append(start)
        start = text.find(wanted, start + 1)
    return min(places, key=lambda place: abs(place - near), default=None)


def _number(rows: list[Row]) -> None:
    count: dict[str | None, int] = {}
    for row in rows:
        row["position"] = count.get(row["project_key"], 0)
        count[row["project_key"]] = row["position"] + 1


def _finding(table: str, row: Row) -> Row:
    return {
        "project_key": row["project_key"],
        "severity": FINDINGS["corrected-text"].severity,
        "code": "corrected-text",
        "message": f'"{row["text"]}" no longer stands in the corrected text; its row was left out.',
        "table": table,
        "page": row["boxes"][0]["page"] if row["boxes"] else None,
        "boxes": row["boxes"],
    }
