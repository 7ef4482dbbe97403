"""How well extracted tables agree with a gold file: one measure per line, each with the counts it rests on.

A gold file is JSON: ``{"report_id": ..., "projects": [...]}``; with ``"partial": true`` it annotates some
projects only and the others are not judged. Keys that a gold file lacks are not measured. Text is compared
without white space, bullets and private-use glyphs, after NFKC; amounts by place and value; dates by place
and interval.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from extract.tables.reading import read_tables_folder

Row = Mapping[str, Any]
Gold = Mapping[str, Any]

_JUDGED = ("sections", "milestones", "amounts", "dates", "shares", "parties", "links", "media")
_WITH_PLACE = ("sections", "milestones", "amounts", "dates")
_FIELDS = ("project_id", "title", "action_field", "lead", "responsible", "status")
_LEAST_TITLE_RATIO = 0.6
_ICONS = re.compile(r"[•▪‣✓✔\uE000-\uF8FF]")
_ALIKE = str.maketrans({"–": "-", "\u2010": "-", "\u00ad": None, "\u00a0": " ", "\u202f": " "})
_SCHEME = re.compile(r"^https?://")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure between 0 and 1."""

    name: str
    value: float
    counts: tuple[int, ...]
    """What it rests on: right, found, wanted (for fields: right, compared, wanted)."""
    misses: tuple[str, ...] = ()
    """Where tables and gold differ, in words."""


@dataclass(slots=True)
class _Tally:
    """Items wanted and found, as bags."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, where: str, wanted: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        gold, ours = Counter(wanted), Counter(found)
        self.right += (gold & ours).total()
        self.wanted += gold.total()
        self.found += ours.total()
        self.misses.extend(f"{where}: missing {item}" for item in (gold - ours).elements())
        self.misses.extend(f"{where}: extra {item}" for item in (ours - gold).elements())

    def measure(self, name: str) -> Measure:
        total = self.wanted + self.found
        value = 2 * self.right / total if total else 1.0
        return Measure(name, value, (self.right, self.found, self.wanted), tuple(self.misses))


def folded(text: str | None) -> str:
    """Text with white space, bullets and variants of hyphens folded; letters stay."""
    plain = unicodedata.normalize("NFKC", text or "")
    plain = _ICONS.sub(" ", plain).translate(_ALIKE)
    return " ".join(plain.split())


def squeezed(text: str | None) -> str:
    """The same without any white space."""
    return "".join(folded(text).split())


def evaluate(gold_file: Path, tables: Path, *, report_id: str | None = None) -> tuple[Measure, ...]:
    """Measures of the tables against a gold file.

    Args:
        gold_file: the gold JSON.
        tables: folder with ``<table>/report_id=<report_id>/*.parquet``, or the output folder above it.
        report_id: the edition to judge; None if the folder holds one only.

    Raises:
        ValueError: the folder holds several editions and none is named, or none at all.
    """
    gold: Gold = json.loads(gold_file.read_text(encoding="utf-8"))
    inner = tables / "tables"
    folder = inner if inner.is_dir() else tables
    rows: dict[str, list[Row]] = {
        table: read_tables_folder(folder, table, report_id=report_id).to_pylist()
        for table in ("projects", *_JUDGED)
    }
    editions = sorted({row["report_id"] for row in rows["projects"]})
    if report_id is None and len(editions) > 1:
        raise ValueError(f"{tables} holds several editions ({', '.join(editions)}): name one.")
    if not any((folder / "projects").glob(f"report_id={report_id or '*'}")):
        raise ValueError(f"{tables} holds no tables of {report_id or 'any report'}.")
    return judge(gold, rows)


def judge(gold: Gold, rows: Mapping[str, Sequence[Row]]) -> tuple[Measure, ...]:
    """Measures of rows by table against a gold file already read."""
    wanted: Sequence[Gold] = gold["projects"]
    pairs = _pair(wanted, rows["projects"])
    found = len(pairs) if gold.get("partial") else len(rows["projects"])
    measured = {key for project in wanted for key in project}
    measures = [
        Measure(
            "projects_f1",
            2 * len(pairs) / max(1, len(wanted) + found),
            (len(pairs), found, len(wanted)),
            tuple(
                f"missing {project['title']}" for index, project in enumerate(wanted) if index not in pairs
            ),
        )
    ]
    measures.extend(_field(name, wanted, pairs) for name in _FIELDS if name in measured)
    measures.extend(_mentions(wanted, pairs, rows, measured))
    measures.append(_characters(wanted, pairs, rows))
    placed = [bool(row.get("boxes")) for name in _WITH_PLACE for row in rows[name]]
    counts = (sum(placed), len(placed), len(placed))
    measures.append(Measure("rows_with_boxes", sum(placed) / max(1, len(placed)), counts))
    return tuple(measures)


def _pair(wanted: Sequence[Gold], found: Sequence[Row]) -> dict[int, Row]:
    """Gold projects by index to the row on the same page whose title is most alike; each row once."""
    pairs: dict[int, Row] = {}
    free = dict(enumerate(found))
    for index, project in enumerate(wanted):
        title = squeezed(project["title"]).lower()
        best: tuple[float, int] | None = None
        for number, row in free.items():
            if row["page_first"] is None:
                continue
            if not row["page_first"] <= project["page"] <= (row["page_last"] or row["page_first"]):
                continue
            ratio = SequenceMatcher(None, title, squeezed(row["title"]).lower()).ratio()
            if ratio >= _LEAST_TITLE_RATIO and (best is None or ratio > best[0]):
                best = ratio, number
        if best is not None:
            pairs[index] = free.pop(best[1])
    return pairs


def _field(name: str, wanted: Sequence[Gold], pairs: Mapping[int, Row]) -> Measure:
    right = compared = 0
    misses = []
    for index, row in pairs.items():
        project = wanted[index]
        truth = project.get(name)
        if name == "status" and truth is None:
            continue
        compared += 1
        if folded(truth) == folded(row.get(name)):
            right += 1
        else:
            misses.append(f"{project['title'][:30]}: {truth!r} was read as {row.get(name)!r}")
    # A project that was not found has no field right; a status may be left unjudged.
    total = compared if name == "status" else compared + len(wanted) - len(pairs)
    return Measure(f"field_{name}", right / max(1, total), (right, compared, total), tuple(misses))


Items = Callable[[Gold, Sequence[Row]], tuple[Iterable[Hashable], Iterable[Hashable]]]


def _mentions(
    wanted: Sequence[Gold],
    pairs: Mapping[int, Row],
    rows: Mapping[str, Sequence[Row]],
    measured: set[str],
) -> Iterator[Measure]:
    by_project: dict[tuple[str, Any], list[Row]] = {}
    for table in _JUDGED:
        for row in rows[table]:
            by_project.setdefault((table, row.get("project_key")), []).append(row)
    for name, (table, key, items) in _MEASURES.items():
        if key not in measured:
            continue
        tally = _Tally()
        for index, project in enumerate(wanted):
            ours = by_project.get((table, pairs[index]["project_key"]), []) if index in pairs else []
            tally.add(project["title"][:30], *items(project, ours))
        yield tally.measure(name)


def _sections(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    return list({item["section"]: None for item in project["sections"]}), [row["section"] for row in ours]


def _section_texts(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    truth = {item["section"]: squeezed(item["text"]) for item in project["sections"]}
    return list(truth.items()), list({row["section"]: squeezed(row["text"]) for row in ours}.items())


def _milestones(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    def item(row: Row) -> Hashable:
        return row["year_label"], squeezed(row["text"])

    return [item(row) for row in project.get("milestones", ())], [item(row) for row in ours]


def _milestone_dates(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    def item(row: Row) -> Hashable:
        return squeezed(row["text"])[:40], _day(row["date_start"]), _day(row["date_end"])

    return [item(row) for row in project.get("milestones", ())], [item(row) for row in ours]


def _amounts(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    return (
        [(item["parent"], float(item["value"])) for item in project.get("amounts", ())],
        [(_parent(row), float(row["value"])) for row in ours],
    )


def _amounts_full(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    truth: list[Hashable] = [
        (
            item["parent"],
            float(item["value"]),
            item["modifier"],
            item["frequency"],
            item["from"],
            item["to"],
        )
        for item in project.get("amounts", ())
    ]
    found: list[Hashable] = [
        (
            _parent(row),
            float(row["value"]),
            row["modifier"],
            row["frequency"],
            _day(row["period_start"]),
            _day(row["period_end"]),
        )
        for row in ours
    ]
    return truth, found


def _dates(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    """Years inside names are neither required nor wrong; texts that were not annotated are not judged."""

    def item(entry: Gold) -> Hashable:
        return entry["parent"], entry["from"], entry["to"]

    truth = [item(entry) for entry in project.get("dates", ()) if not entry.get("name")]
    names = Counter(item(entry) for entry in project.get("dates", ()) if entry.get("name"))
    sections = {f"section/{entry['section']}" for entry in project["sections"]}
    annotated = set(project.get("date_parents", sections))
    found: Counter[Hashable] = Counter(
        (_parent(row), _day(row["date_start"]), _day(row["date_end"]))
        for row in ours
        if _parent(row) in annotated
    )
    surplus = found - Counter(truth)
    return truth, list((found - (surplus & names)).elements())


def _shares(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    def item(row: Row) -> Hashable:
        return row["section"], float(row["percent"])

    return [item(row) for row in project.get("shares", ())], [item(row) for row in ours]


def _parties(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    return (
        [(item["role"], squeezed(item["name"])) for item in project.get("parties", ())],
        [(row["role"], squeezed(row["text"])) for row in ours],
    )


def _links(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    return (
        [item.rstrip("/") for item in project.get("links", ())],
        [_SCHEME.sub("", row["url"]).rstrip("/") for row in ours],
    )


def _media(project: Gold, ours: Sequence[Row]) -> tuple[list[Hashable], list[Hashable]]:
    return [squeezed(item) for item in project.get("credits", ())], [squeezed(row["credit"]) for row in ours]


_MEASURES: dict[str, tuple[str, str, Items]] = {
    # measure: (table, key in the gold file, items wanted and found)
    "sections_f1": ("sections", "sections", _sections),
    "section_text_f1": ("sections", "sections", _section_texts),
    "milestones_f1": ("milestones", "milestones", _milestones),
    "milestone_dates_f1": ("milestones", "milestones", _milestone_dates),
    "amounts_f1": ("amounts", "amounts", _amounts),
    "amounts_full_f1": ("amounts", "amounts", _amounts_full),
    "dates_f1": ("dates", "dates", _dates),
    "shares_f1": ("shares", "shares", _shares),
    "parties_f1": ("parties", "parties", _parties),
    "links_f1": ("links", "links", _links),
    "media_f1": ("media", "credits", _media),
}


def _characters(
    wanted: Sequence[Gold], pairs: Mapping[int, Row], rows: Mapping[str, Sequence[Row]]
) -> Measure:
    """Share of the characters of all gold sections that stand in the tables."""
    texts = {(row["project_key"], row["section"]): row["text"] for row in rows["sections"]}
    characters = edits = 0
    for index, project in enumerate(wanted):
        key = pairs[index]["project_key"] if index in pairs else None
        truth = {item["section"]: item["text"] for item in project["sections"]}
        for section, text in truth.items():
            gold = folded(text)
            ours = folded(texts.get((key, section))) if index in pairs else ""
            characters += len(gold)
            edits += max(len(gold), len(ours)) - _common(gold, ours)
    counts = (characters - edits, characters, characters)
    return Measure("section_char_accuracy", 1 - edits / max(1, characters), counts)


def _common(first: str, second: str) -> int:
    if first == second:
        return len(first)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _parent(row: Row) -> str:
    if row.get("source") in ("milestone", "section"):
        name = "milestone_position" if row["source"] == "milestone" else "section"
        return f"{row['source']}/{row.get(name)}"
    return row.get("source") or "other"


def _day(value: Any) -> Any:
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value
