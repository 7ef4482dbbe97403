"""Documents of browsers and programs for texts, slides and magazines are read as those of the laboratory."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.reports import extract_report
from extract.tables.evaluate import judge
from extract.tables.rows import report_tables

FOLDER = Path(__file__).parents[1] / "documents"
TRUTHS = sorted(FOLDER.glob("*.truth.json"))
LEAST = 0.97


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.removesuffix(".truth.json"))
def test_document(truth: Path) -> None:
    report = extract_report(truth.with_name(truth.name.replace(".truth.json", ".pdf")))
    tables = report_tables(report, run_id="documents", extracted_at=datetime(2024, 1, 1, tzinfo=UTC))
    rows = {name: table.to_pylist() for name, table in tables.items()}
    low = [
        f"{item.name} {item.value:.3f}: {' / '.join(item.misses[:3])}"
        for item in judge(json.loads(truth.read_text(encoding="utf-8")), rows)
        if item.value < LEAST
    ]
    assert not low, "\n".join(low)


def test_the_documents_are_there() -> None:
    assert TRUTHS
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 10_000_000
