"""Which tables are lists of projects; the cases are in evidence_cases.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.reports.lists.lists import Sheet, read

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("evidence_cases.yaml").read_text(encoding="utf8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
@pytest.mark.parametrize("times", [1, 4])
def test_lists_of_projects_are_told_from_lists_of_other_things(case: dict[str, Any], times: int) -> None:
    sheet = Sheet([90.0] * len(case["heads"])).add(*case["heads"], bold=True)
    for row in case["rows"] * times:
        sheet.add(*row)
    found = read(sheet.table(head_rows=1), layouts=sheet.above(*case.get("near", ())))
    assert len(found.records) == (len(case["rows"]) * times if case["projects"] else 0), found.reasons
