"""Stand-ins for the reader of PDFs, so that running and publishing can be tested on their own.

A file for them is text: ``year projects`` or the name of a mishap.
"""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests import builders

from extract.base.codes import RefusedFile
from extract.reports.report import Report


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
    return builders.report(
        projects=projects, year=year, name=path.name, sha256=hashlib.sha256(content).hexdigest()
    )
