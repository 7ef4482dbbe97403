"""Many different reports made from the sample's content: other programmes, other editions, more projects."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from scripts.build_sample import build
from scripts.sample.content import Project, Report, load

_PROGRAMMES = (
    "Aldermark", "Brennertal", "Cordingen", "Dornfurt", "Elsenau", "Fahrenholz",
    "Gellmark", "Hohenried", "Immental", "Jarmünde", "Kesselbach", "Lohmar",
)  # fmt: skip
_EDITIONS = tuple(range(2019, 2029))
_OLD = "Aldermark"


def make_reports(folder: Path, count: int, *, times: int = 4) -> list[Path]:
    """Write so many reports; those that lie there already are kept.

    Args:
        folder: where to.
        count: how many, at most 120.
        times: how often each project of the sample stands in a report, each time under another title.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    sample = load()
    for edition, programme in list(product(_EDITIONS, _PROGRAMMES))[:count]:
        path = folder / f"{programme.lower()}-konferenz-{edition}.pdf"
        if not path.exists():
            pdf, _ = build(_variant(sample, programme, edition, times))
            path.write_bytes(pdf)
        paths.append(path)
    return paths


def _variant(sample: Report, programme: str, edition: int, times: int) -> Report:
    printed = str(sample.frame["edition"])
    frame = _replaced(
        dict(sample.frame), {_OLD: programme, _OLD.lower(): programme.lower(), printed: str(edition)}
    )
    projects = tuple(
        _copy(project, number)
        for field in sample.fields
        for number in range(times)
        for project in sample.projects
        if project.field == field
    )
    return replace(
        sample, report_id=f"{programme.lower()}-konferenz-{edition}", frame=frame, projects=projects
    )


def _copy(project: Project, number: int) -> Project:
    if number == 0:
        return project
    printed = project.project_id
    if printed is not None:
        # Another number after the dash, so that each ID is printed once.
        printed = re.sub(r"-(\d+)$", lambda found: f"-{int(found[1]) + 20 * number:02d}", printed)
    return replace(project, project_id=printed, title=f"{project.title} {number + 1}")


def _replaced(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, words) for item in value]
    if isinstance(value, str):
        for old, new in words.items():
            value = value.replace(old, new)
        return value
    return int(words[str(value)]) if isinstance(value, int) and str(value) in words else value
