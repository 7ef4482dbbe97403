"""The way from a file to published tables, stage by stage."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.german.records import DateContext
from extract.layout.analysis import analyse
from extract.layout.footnotes import take_footnotes
from extract.pdf.reading import open_document
from extract.publish.publication import publish
from extract.reports.family import build_report
from extract.reports.profile.choice import choose_profile
from extract.reports.report import Parent
from extract.reports.text.mentions import find_mentions
from extract.tables.parquet import prepare

NOW = datetime(2025, 1, 1, tzinfo=UTC)


class Stages:
    """Each stage as a function without arguments; it takes what the stage before it gave when last done."""

    NAMES = ("read", "layout", "reports", "german", "tables", "publish")
    """In order. ``german`` is the finding of mentions, which is a part of ``reports`` as well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with open_document(path) as document:
            self._source = document.source
        self._given: dict[str, Any] = {}

    def work(self, name: str) -> Callable[[], Any]:
        """The function of one stage, those before it done."""
        for before in self.NAMES[: self.NAMES.index(name)]:
            if before not in self._given:
                self._given[before] = self._does(before)()
        return self._does(name)

    def keep(self, name: str, given: Any) -> None:
        """What a stage gave, so that it is not done again."""
        self._given[name] = given

    def _does(self, name: str) -> Callable[[], Any]:
        works: dict[str, Callable[[], Any]] = {
            "read": self._read,
            "layout": lambda: [take_footnotes(analyse(page))[0] for page in self._given["read"]],
            "reports": self._build,
            "german": self._find,
            "tables": lambda: prepare(self._given["reports"], run_id="benchmark", extracted_at=NOW),
            "publish": self._publish,
        }
        return works[name]

    def _read(self) -> Any:
        with open_document(self.path) as document:
            return list(document.pages())

    def _build(self) -> Any:
        layouts = self._given["layout"]
        return build_report(layouts, self._source, choose_profile("auto", layouts).profile)

    def _find(self) -> Any:
        projects = self._given["reports"].projects
        bodies = [item.body for project in projects for item in (*project.sections, *project.milestones)]
        return [find_mentions(body, Parent("other"), DateContext()) for body in bodies]

    def _publish(self) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            return publish([self._given["tables"]], Path(folder) / "output", clock=lambda: NOW)
