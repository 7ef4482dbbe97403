"""The measures, calculated by hand on a small gold file, and next to the project's reference where it is."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.tables.arrow import arrow_schema
from extract.tables.evaluate import Measure, evaluate, folded, judge, squeezed

SHARED = Path(os.environ.get("FORTSCHRITT_SHARED", Path(__file__).parents[3] / "shared"))
BOXES = [{"page": 1, "x0": 0.0, "top": 0.0, "x1": 1.0, "bottom": 1.0}]


def gold_project(**more: Any) -> dict[str, Any]:
    return {
        "page": 3,
        "project_id": "07-01",
        "title": "Seerunde",
        "action_field": "Mobilität",
        "lead": "Ein Weg um den See.",
        "responsible": "Amt für Wege",
        "status": "ongoing",
        "sections": [
            {"section": "vorgehen", "heading": "Vorgehen", "text": "• Planen\n• Bauen"},
            {"section": "ausblick", "heading": "Ausblick", "text": "Ab Mai 2025 wird gebaut."},
        ],
        "milestones": [
            {
                "year_label": "2024",
                "level": 1,
                "text": "Spatenstich",
                "date_start": "2024-04-12",
                "date_end": "2024-04-12",
            }
        ],
        "dates": [
            {"parent": "section/ausblick", "from": "2025-05-01", "to": None},
            {"parent": "section/vorgehen", "from": "2030-01-01", "to": "2030-12-31", "name": True},
        ],
        "amounts": [
            {
                "parent": "section/ausblick",
                "value": 900,
                "modifier": "exact",
                "frequency": "once",
                "from": None,
                "to": None,
            }
        ],
        "links": ["seerunde.example/weg/"],
    } | more


def found_rows(**more: Any) -> dict[str, list[dict[str, Any]]]:
    key = {"project_key": "07-01"}
    rows: dict[str, list[dict[str, Any]]] = {
        "projects": [
            key
            | {
                "page_first": 3,
                "page_last": None,
                "project_id": "07-01",
                "title": "See\u00adrunde",
                "action_field": "Mobilitat",
                "lead": "Ein  Weg um den\nSee.",
                "responsible": "Amt für Wege",
                "status": "ongoing",
            }
        ],
        "sections": [
            key | {"section": "vorgehen", "text": "Planen Bauen", "boxes": BOXES},
            key | {"section": "ausblick", "text": "Ab Mai 2025 wird gebauet.", "boxes": []},
        ],
        "milestones": [
            key
            | {
                "year_label": "2024",
                "text": "Spaten stich",
                "date_start": date(2024, 4, 12),
                "date_end": date(2024, 4, 12),
                "boxes": BOXES,
            }
        ],
        "dates": [
            key
            | {"source": "section", "section": "ausblick", "date_start": date(2025, 5, 1), "date_end": None}
            | {"boxes": BOXES},
            key
            | {"source": "section", "section": "vorgehen"}
            | {"date_start": date(2030, 1, 1), "date_end": date(2030, 12, 31), "boxes": BOXES},
            key
            | {"source": "lead", "section": None, "date_start": date(2020, 1, 1), "date_end": None}
            | {"boxes": BOXES},
        ],
        "amounts": [
            key
            | {"source": "section", "section": "ausblick", "value": Decimal("900.00"), "modifier": "approx"}
            | {"frequency": "once", "period_start": None, "period_end": None, "boxes": BOXES}
        ],
        "shares": [],
        "parties": [],
        "links": [key | {"url": "https://seerunde.example/weg"}],
        "media": [],
    }
    return rows | more


def values(measures: tuple[Measure, ...]) -> dict[str, float]:
    return {item.name: item.value for item in measures}


def test_measures_as_calculated_by_hand() -> None:
    measures = judge({"projects": [gold_project()]}, found_rows())
    characters = len("Planen Bauen") + len("Ab Mai 2025 wird gebaut.")
    assert values(measures) == {
        "projects_f1": 1.0,
        "field_project_id": 1.0,
        "field_title": 1.0,
        "field_action_field": 0.0,
        "field_lead": 1.0,
        "field_responsible": 1.0,
        "field_status": 1.0,
        "sections_f1": 1.0,
        "section_text_f1": 0.5,
        "milestones_f1": 1.0,
        "milestone_dates_f1": 1.0,
        "amounts_f1": 1.0,
        "amounts_full_f1": 0.0,
        "dates_f1": 1.0,
        "links_f1": 1.0,
        "section_char_accuracy": 1 - 1 / characters,
        "rows_with_boxes": 6 / 7,
    }
    misses = {item.name: item.misses for item in measures}
    assert misses["field_action_field"] == ("Seerunde: 'Mobilität' was read as 'Mobilitat'",)
    assert len(misses["amounts_full_f1"]) == 2


def test_a_project_on_another_page_or_of_another_title_is_not_found() -> None:
    for wrong in ({"page": 4}, {"title": "Ganz etwas anderes"}):
        measures = values(judge({"projects": [gold_project(**wrong)]}, found_rows()))
        assert measures["projects_f1"] == 0.0
        assert measures["field_project_id"] == 0.0
        assert measures["sections_f1"] == 0.0
        assert measures["section_char_accuracy"] == 0.0


def test_a_surplus_project_counts_against_unless_the_gold_file_is_partial() -> None:
    rows = found_rows()
    rows["projects"].append(rows["projects"][0] | {"project_key": "x", "title": "Anderes", "page_first": 9})
    assert values(judge({"projects": [gold_project()]}, rows))["projects_f1"] == pytest.approx(2 / 3)
    assert values(judge({"partial": True, "projects": [gold_project()]}, rows))["projects_f1"] == 1.0


def test_of_two_alike_projects_on_a_page_the_more_alike_is_taken_and_each_once() -> None:
    rows = found_rows()
    first = rows["projects"][0] | {"title": "Seerunde Nord", "project_key": "n", "project_id": "N"}
    second = rows["projects"][0] | {"title": "Seerunde Süd", "project_key": "s", "project_id": "S"}
    rows["projects"] = [first, second]
    gold = [
        gold_project(title="Seerunde Süd", project_id="S"),
        gold_project(title="Seerunde Nord", project_id="N"),
    ]
    measures = values(judge({"projects": gold}, rows))
    assert measures["projects_f1"] == 1.0
    assert measures["field_project_id"] == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﬁnden", "finden"),
        ("CO₂", "CO2"),
        ("a – b", "a - b"),
        ("\ue000 Text\u202fhier", "Text hier"),
        (None, ""),
    ],
)
def test_folding(text: str | None, expected: str) -> None:
    assert folded(text) == expected
    assert squeezed(text) == expected.replace(" ", "")


@pytest.mark.skipif(not (SHARED / "evaluation" / "score.py").is_file(), reason="no shared evaluation here")
@pytest.mark.parametrize("name", ["gold-ruhr-konferenz-2022.json", "gold-handlungsprogramm-10.json"])
def test_same_values_as_the_reference_on_damaged_data(name: str, tmp_path: Path) -> None:
    """Tables made of the gold file itself, with slips of all kinds, measured by both."""
    gold = json.loads((SHARED / "evaluation" / name).read_text(encoding="utf-8"))
    _write_damaged(gold, tmp_path, random.Random(name))
    reference = subprocess.run(
        [sys.executable, SHARED / "evaluation" / "score.py", SHARED / "evaluation" / name, tmp_path],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    expected = dict(re.findall(r"^(\w+) +(\d\.\d{4})   ", reference, re.MULTILINE))
    ours = {item.name: f"{item.value:.4f}" for item in evaluate(SHARED / "evaluation" / name, tmp_path)}
    assert ours == expected
    assert len({value for value in ours.values() if value != "1.0000"}) > 5


def _write_damaged(gold: dict[str, Any], folder: Path, chance: random.Random) -> None:
    rows: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in [
            "projects",
            "sections",
            "milestones",
            "amounts",
            "dates",
            "shares",
            "parties",
            "links",
            "media",
            "findings",
        ]
    }

    def slip(text: str | None) -> str | None:
        if text is None or chance.random() < 0.8:
            return text
        place = chance.randrange(len(text) + 1)
        return text[:place] + chance.choice(["x", " ", "-", ""]) + text[place + chance.randrange(3) :]

    def parent(name: str) -> dict[str, Any]:
        source, _, part = name.partition("/")
        return {
            "source": source,
            "section": part if source == "section" else None,
            "milestone_position": int(part) if source == "milestone" else None,
        }

    for number, project in enumerate(gold["projects"]):
        if chance.random() < 0.1:
            continue
        key = {"project_key": f"p{number}"}
        page = {"page_first": project["page"], "page_last": project["page"]}
        fields = {
            name: slip(project.get(name)) for name in ("project_id", "action_field", "lead", "responsible")
        }
        title = {"title": slip(project["title"]) or "", "status": project.get("status") or "unknown"}
        rows["projects"].append(key | page | fields | title)
        for name, make in {
            "sections": lambda item: {"section": item["section"], "text": slip(item["text"])},
            "milestones": lambda item: {
                "year_label": item["year_label"],
                "text": slip(item["text"]),
                "date_start": _date(item["date_start"]),
                "date_end": _date(item["date_end"]),
            },
            "amounts": lambda item: (
                parent(item["parent"])
                | {
                    "value": Decimal(str(item["value"])) + chance.choice([0, 0, 0, 1]),
                    "modifier": item["modifier"],
                    "frequency": chance.choice([item["frequency"], "once"]),
                    "period_start": _date(item["from"]),
                    "period_end": _date(item["to"]),
                }
            ),
            "dates": lambda item: (
                parent(item["parent"]) | {"date_start": _date(item["from"]), "date_end": _date(item["to"])}
            ),
            "shares": lambda item: {
                "section": item["section"],
                "percent": Decimal(str(item["percent"])) + chance.choice([0, 1]),
            },
            "parties": lambda item: {"role": item["role"], "text": slip(item["name"])},
            "links": lambda item: {"url": "https://" + (slip(item) or "")},
            "credits": lambda item: {"credit": slip(item)},
        }.items():
            table = "media" if name == "credits" else name
            for item in project.get(name, ()):
                for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 2])):
                    boxes = BOXES if chance.random() < 0.9 else []
                    rows[table].append(key | make(item) | {"boxes": boxes})
    for table, items in rows.items():
        path = folder / table / "report_id=r-1" / "part-0.parquet"
        path.parent.mkdir(parents=True)
        schema = pa.schema([field.with_nullable(True) for field in arrow_schema(table)])
        pq.write_table(pa.Table.from_pylist(items, schema=schema), path)


def _date(text: str | None) -> date | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC).date()


def test_several_editions_must_be_told_apart(tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps({"projects": [gold_project()]}))
    with pytest.raises(ValueError, match="holds no tables of any report"):
        evaluate(gold, tmp_path)
    _write_damaged({"projects": [gold_project()] * 20}, tmp_path / "tables", random.Random(1))
    for folder in (tmp_path / "tables").iterdir():
        (folder / "report_id=r-2").mkdir()
        content = (folder / "report_id=r-1" / "part-0.parquet").read_bytes()
        (folder / "report_id=r-2" / "part-0.parquet").write_bytes(content)
    with pytest.raises(ValueError, match="several editions"):
        evaluate(gold, tmp_path)
    assert evaluate(gold, tmp_path, report_id="r-1") == evaluate(gold, tmp_path, report_id="r-2")
    with pytest.raises(ValueError, match="no tables of r-3"):
        evaluate(gold, tmp_path, report_id="r-3")
