"""Stand-ins for the reader of PDFs, so that running and publishing can be tested on their own.

A file for them is text: ``year projects``, or the name of a mishap. Further words say more of the document:
``repaired`` (the file is damaged), ``moor`` (it is about other projects than the usual one).
"""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests import builders

from extract.base.codes import RefusedFile
from extract.reports.report import Finding, Project, Report


def read(path: Path, *, on_page: Callable[[int, int], None] | None = None, **options: object) -> Report:
    content = path.read_bytes()
    words = content.decode().split()
    mishap = words[0]
    if mishap == "hang":
        time.sleep(3_600)
    if mishap == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if mishap == "grow":
        hoard = [bytearray(10_000_000)]
        while True:
            hoard.append(bytearray(10_000_000))
            time.sleep(0.002)
    if mishap == "defect":
        raise KeyError("colour")
    if mishap in ("no-project", "no-text", "encrypted"):
        raise RefusedFile(mishap, str(path))
    year, projects = int(words[0]), int(words[1])
    for page in range(1, projects + 1):
        if mishap == "2031" and page == 2:
            logging.getLogger("extract.pdf").warning("a font is missing")
        if on_page is not None:
            on_page(page, projects)
    more: dict[str, object] = {}
    if "repaired" in words:
        more["findings"] = (Finding("file-repaired", "The file is damaged; a repaired copy was read."),)
    report = builders.report(
        projects=projects, year=year, name=path.name, sha256=hashlib.sha256(content).hexdigest(), **more
    )
    if "moor" in words:
        return replace(report, projects=tuple(_moor_project(number) for number in range(projects)))
    return report


def _moor_project(number: int) -> Project:
    """One that shares no text with those of `tests.builders`."""
    return builders.project(
        number,
        title=f"Wiedervernässung des Birkenmoors, Abschnitt {number + 1}",
        lead=builders.placed(f"Abschnitt {number + 1} wird bis zum Frühjahr angestaut und bepflanzt."),
        volume_text=None,
        volume_eur=None,
        status="unknown",
        status_evidence=None,
        sections=(),
        milestones=(),
        amounts=(),
        shares=(),
        dates=(),
        links=(),
    )
