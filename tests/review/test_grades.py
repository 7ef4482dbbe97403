"""Grades: pure functions of findings."""

from __future__ import annotations

from typing import Any

import pytest

from extract.base.codes import FINDINGS
from extract.review.amend.grades import WEIGHTS, grades


def finding(code: str, key: str | None = "a", **more: Any) -> dict[str, Any]:
    return {"project_key": key, "code": code, "severity": FINDINGS[code].severity, "accepted": False} | more


def graded(*findings: dict[str, Any]) -> dict[str | None, tuple[str, int, str | None]]:
    rows = {"projects": [{"project_key": "a"}, {"project_key": "b"}], "findings": list(findings)}
    return {one.project_key: (one.grade, one.points, one.said) for one in grades(rows)}


@pytest.mark.parametrize(
    ("findings", "grade"),
    [
        ((), "A"),
        ((finding("missing-project-id"),), "A"),
        ((finding("year-inferred"),), "B"),
        ((finding("unclaimed-text"),), "C"),
        ((finding("amount-contradiction"), finding("missing-field")), "D"),
        ((finding("page-unreadable"),), "D"),
        ((finding("page-unreadable", accepted=True),), "A"),
    ],
)
def test_grades_of_a_project(findings: tuple[dict[str, Any], ...], grade: str) -> None:
    result = graded(*findings)
    assert result["a"][0] == grade
    assert result["b"] == ("A", 0, None)


def test_reasons_are_told_weightiest_first() -> None:
    result = graded(finding("year-inferred"), finding("unclaimed-text"), finding("unclaimed-text"))
    assert result["a"][2] == "unclaimed-text (2); year-inferred (1)"


def test_the_report_is_its_projects_and_its_own_findings() -> None:
    result = graded(finding("unclaimed-text"), finding("contents-mismatch", None))
    assert result[None] == ("C", 3 + 5, "unclaimed-text (1); contents-mismatch (1)")


def test_a_report_without_projects_is_graded() -> None:
    (whole,) = grades({"projects": [], "findings": [finding("no-projects", None)]})
    assert (whole.project_key, whole.grade) == (None, "D")


def test_weights_are_of_codes_there_are() -> None:
    assert set(WEIGHTS) <= set(FINDINGS)
