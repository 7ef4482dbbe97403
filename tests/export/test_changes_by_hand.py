"""What changed between two editions of a whole report, against a list made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.export import truth

from extract.export.database import ask, connect

pytestmark = pytest.mark.skipif(
    not truth.CHANGES.is_file(), reason="the two annotated editions are not on this machine"
)


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(truth.CHANGES.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[dict[str, Any]]]]:
    tables = truth.published(
        tmp_path_factory.mktemp("editions"),
        truth.report_of(truth.GOLD_TRUTH),
        truth.report_of(truth.NEXT_TRUTH),
    )
    with connect(tables) as connection:
        yield {name: ask(connection, name).to_pylist() for name in ("changes_since_last_edition", "projects")}


def index_of(answers: dict[str, list[dict[str, Any]]], report_id: str) -> dict[str, int]:
    return {
        row["project_key"]: row["position"] for row in answers["projects"] if row["report_id"] == report_id
    }


def test_projects_added_dropped_and_renamed(
    listed: dict[str, Any], answers: dict[str, list[dict[str, Any]]]
) -> None:
    whole = [row for row in answers["changes_since_last_edition"] if row["item"] == "project"]
    assert {row["new"] for row in whole if row["change"] == "added"} == {
        item["title"] for item in listed["added"]
    }
    assert {row["old"] for row in whole if row["change"] == "removed"} == {
        item["title"] for item in listed["dropped"]
    }
    titles = [row for row in answers["changes_since_last_edition"] if row["item"] == "title"]
    assert {(row["old"], row["new"]) for row in titles} >= {
        (item["title_2022"], item["title_2023"]) for item in listed["renamed"]
    }


def test_status_and_sections(listed: dict[str, Any], answers: dict[str, list[dict[str, Any]]]) -> None:
    rows = [row for row in answers["changes_since_last_edition"] if row["project_new"] and row["project_old"]]
    place = index_of(answers, rows[0]["report_new"])
    statuses = {
        place[row["project_new"]]: (row["old"], row["new"]) for row in rows if row["item"] == "status"
    }
    assert statuses == {
        item["index_2023"]: tuple(item["status"])
        for item in listed["projects"]
        if None not in item["status"] and item["status"][0] != item["status"][1]
    }
    sections = {
        (place[row["project_new"]], row["item"], row["change"]) for row in rows if row["table"] == "sections"
    }
    assert sections == {
        (item["index_2023"], name, change)
        for item in listed["projects"]
        for change in ("changed", "added", "removed")
        for name in item[f"sections_{change}"]
    }
