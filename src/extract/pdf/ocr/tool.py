"""Tesseract as a process: what it must be given, how long it may take, what it says."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from extract.pdf.ocr.slots import slot

DPI = 300
"""Pages are given to Tesseract at this resolution, whatever that of the scan: it was trained on it."""
_SECONDS = 120
"""So long may Tesseract take for one page; a dense page takes about ten."""
_INSTALL = "apt-get install ocrmypdf tesseract-ocr-deu"


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as Tesseract gives it; places are pixels of the picture, origin top left."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    """0..1."""
    line: tuple[int, int, int]
    """Block, paragraph and line that Tesseract put it in."""
    order: int


def missing_tool() -> str | None:
    """What is not installed, as a clause for people; None when OCR can be done."""
    if shutil.which("tesseract") is None:
        return f"Tesseract is not installed ({_INSTALL})"
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    if "deu" not in known.stdout.split():
        return f"Tesseract's German data is not installed ({_INSTALL})"
    return None


def tool_version() -> str:
    """What OCR would be done with: the text it gives depends on it. Empty when it cannot be done."""
    if missing_tool() is not None:
        return ""
    said = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).partition("\n")[0]


def recognise(image: Image.Image) -> tuple[RawWord, ...]:
    """The words on a picture of a page at `DPI`.

    Raises:
        subprocess.SubprocessError: Tesseract failed or took too long.
        OSError: it could not be started.
    """
    table = _run(image, "-l", "deu", "--psm", "3", "tsv")
    words: list[RawWord] = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = unicodedata.normalize("NFC", (row.get("text") or "").strip())
        if not text:
            continue
        left, top = int(row["left"]), int(row["top"])
        line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        right, bottom = left + int(row["width"]), top + int(row["height"])
        confidence = max(0.0, float(row["conf"])) / 100
        words.append(RawWord(text, left, top, right, bottom, round(confidence, 3), line, len(words)))
    return tuple(words)


def direction(image: Image.Image) -> tuple[int, float]:
    """By how many degrees clockwise a picture must be turned to be upright, and how sure that is.

    Returns:
        (0, 0.0) where Tesseract's data for it (osd) are not installed or the page has too few letters.
    """
    try:
        said = _run(image, "--psm", "0")
    except (subprocess.SubprocessError, OSError):
        return 0, 0.0
    turn = re.search(r"Rotate: (\d+)", said)
    sure = re.search(r"Orientation confidence: ([\d.]+)", said)
    return (int(turn.group(1)), float(sure.group(1))) if turn and sure else (0, 0.0)


def _run(image: Image.Image, *options: str) -> str:
    # Through a pipe: no file is left behind, however the process ends. Speed matters more than size.
    picture = io.BytesIO()
    image.save(picture, "PNG", dpi=(DPI, DPI), compress_level=1)
    with slot():
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "--dpi", str(DPI), *options],
            input=picture.getvalue(),
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            # One thread: several reports are read at a time, and the words do not depend on the machine.
            env={"OMP_THREAD_LIMIT": "1", "PATH": _path(), "LC_ALL": "C.UTF-8"},
        )
    return done.stdout.decode("utf-8", "replace")


def _path() -> str:
    found = shutil.which("tesseract")
    return str(Path(found).parent) if found else ""
