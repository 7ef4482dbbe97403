"""Pages without a usable text layer, read by Tesseract.

Each word comes with its place, Tesseract's confidence, and with colour, size and weight measured on the
picture of the page, so that the layout room can tell headings from text as on any other page.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.pdf.records import Box, Color, Defect, Icon, Page, Word
from extract.pdf.render import render_page

_DPI = 300
_SCALE = _DPI / 72
_SECONDS = 180
_FEW_WORDS = 5
_LARGE_PICTURE = 0.35
"""A page is taken for a scan when pictures cover this part of it and it has hardly any words."""
_LEAST_CONFIDENCE = 25.0
_ASCENT = 0.72
"""Height of capitals and ascenders, of descenders, and of small letters, as parts of the font size."""
_DESCENT = 0.21
_SMALL = 0.52
_BOLD = 1.3
"""Strokes this much thicker than usual, for the size, make a word bold."""

_JITTER = 0.12
_NOISE = 0.12
Picture = NDArray[np.uint8]


def missing_tool() -> str | None:
    """What is not installed, as a clause for people; None when OCR can be done."""
    if shutil.which("tesseract") is None:
        return "Tesseract is not installed (apt-get install tesseract-ocr tesseract-ocr-deu)"
    known = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    if "deu" not in known.stdout.split():
        return "Tesseract's German data is not installed (apt-get install tesseract-ocr-deu)"
    return None


def needs_ocr(page: Page) -> bool:
    """Whether a page is a picture of text: hardly any words, and pictures over much of it."""
    if len(page.words) > _FEW_WORDS:
        return False
    unmapped = any(defect.code == "unmapped-glyphs" for defect in page.defects)
    covered = sum(picture.box.width * picture.box.height for picture in page.pictures)
    return unmapped or covered >= _LARGE_PICTURE * page.width * page.height


def read_by_ocr(path: str | Path, page: Page, *, password: str | None = None) -> Page:
    """The page with the words that Tesseract reads on its picture.

    Args:
        path: the PDF.
        page: as read without OCR; its panels, pictures and links are kept.
        password: for encrypted files.

    Returns:
        A page with engine ``ocr`` and a defect ``ocr-text`` that states the mean confidence; the page given,
        with a defect, when Tesseract fails.
    """
    image = render_page(path, page.number, scale=_SCALE, password=password).convert("RGB")
    try:
        table = _tesseract(image)
    except (subprocess.SubprocessError, OSError) as error:
        defect = Defect("page-without-text", f"Page {page.number} could not be read by OCR: {error}.")
        return replace(page, defects=(*page.defects, defect))
    words, icons = _words(table, np.asarray(image), page.number)
    if not words:
        return page
    mean = sum(word.confidence or 0.0 for word in words) / len(words)
    defect = Defect("ocr-text", f"Page {page.number} was read by OCR (mean confidence {mean:.2f}).")
    kept = tuple(item for item in page.defects if item.code not in ("page-without-text", "unmapped-glyphs"))
    return replace(page, words=words, icons=icons, engine="ocr", defects=(*kept, defect))


def _tesseract(image: Image.Image) -> str:
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        image.save(picture, dpi=(_DPI, _DPI))
        command = ["tesseract", str(picture), "stdout", "-l", "deu", "--psm", "3", "--dpi", str(_DPI), "tsv"]
        done = subprocess.run(
            command,
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            env={"OMP_THREAD_LIMIT": "1", "PATH": _path(), "LC_ALL": "C.UTF-8"},
        )
    return done.stdout.decode("utf-8", "replace")


def _path() -> str:
    found = shutil.which("tesseract")
    return str(Path(found).parent) if found else ""


def _words(table: str, picture: Picture, number: int) -> tuple[tuple[Word, ...], tuple[Icon, ...]]:
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    raw: list[tuple[Word, float, tuple[str, ...]]] = []
    for order, row in enumerate(rows):
        text = unicodedata.normalize("NFC", (row.get("text") or "").strip())
        confidence = float(row.get("conf") or -1)
        if not text or confidence < _LEAST_CONFIDENCE or not re.search(r"\w|[€%–—•=+&-]", text):
            continue
        left, top = int(row["left"]), int(row["top"])
        right, bottom = left + int(row["width"]), top + int(row["height"])
        color, stroke = _ink(picture[top:bottom, left:right])
        size = _size(text, (bottom - top) / _SCALE)
        box = Box(number, left / _SCALE, top / _SCALE, right / _SCALE, bottom / _SCALE)
        word = Word(
            text, box, "ocr", size, color, False, False, 0, order, confidence=round(confidence / 100, 3)
        )
        line = (row["block_num"], row["par_num"], row["line_num"])
        raw.append((word, stroke / max(size, 1.0), line))
    return _settled(raw)


def _settled(
    raw: list[tuple[Word, float, tuple[str, ...]]],
) -> tuple[tuple[Word, ...], tuple[Icon, ...]]:
    """Size and baseline are those of the line, as all its words tell together; weight against the page."""
    if not raw:
        return (), ()
    usual = median(stroke for _, stroke, _ in raw)
    lines: dict[tuple[str, ...], list[int]] = {}
    for index, (_, _, line) in enumerate(raw):
        lines.setdefault(line, []).append(index)
    icons: list[Icon] = []
    kept: dict[tuple[str, ...], list[int]] = {}
    for line, members in lines.items():
        if len(members) > 1 and _is_icon(raw[members[0]][0], raw[members[1]][0]):
            word = raw[members[0]][0]
            icons.append(Icon(word.text, word.box, word.font, word.size, word.color, word.order))
            members = members[1:]
        kept[line] = members
    sizes = {line: median(raw[index][0].size for index in members) for line, members in kept.items()}
    settled: list[Word] = []
    for line, members in kept.items():
        size = sizes[line]
        thick = median(raw[index][1] for index in members)
        baseline = median(_baseline(raw[index][0]) for index in members)
        for index in members:
            word, stroke, _ = raw[index]
            # One short word tells little; in a line most of which is bold it is bold as well.
            bold = thick > _BOLD * usual if abs(stroke - thick) < 0.5 * thick else stroke > _BOLD * usual
            box = replace(word.box, top=baseline - _ASCENT * size, bottom=baseline + _DESCENT * size)
            settled.append(replace(word, size=size, bold=bold, box=box))
    settled.sort(key=lambda word: word.order)
    return tuple(_one_size(_one_color(settled))), tuple(icons)


def _one_size(words: list[Word]) -> list[Word]:
    """Sizes of one weight and colour that differ only by the scan's noise are made one."""
    groups: dict[tuple[bool, Color | None], list[float]] = {}
    for word in words:
        groups.setdefault((word.bold, word.color), []).append(word.size)
    usual = {key: _clusters(sizes) for key, sizes in groups.items()}
    return [replace(word, size=usual[(word.bold, word.color)][word.size]) for word in words]


def _is_icon(word: Word, following: Word) -> bool:
    """A tick or pictogram that OCR took for a letter: alone before a gap, and no word of the line."""
    if len(word.text) > 2 or following.box.x0 - word.box.x1 < 0.55 * following.size:
        return False
    if not word.text.isalnum():
        return word.text not in ("•", "–", "-", "—", "„", "“", "(")
    if word.text.isdigit() and word.text != "0":
        return False
    alone = len(word.text) == 1 and (word.text.islower() or word.text == "0") and following.text[:1].isupper()
    return alone or _distance(word.color, following.color) > _NOISE


def _clusters(sizes: list[float]) -> dict[float, float]:
    """Each size to the commonest one near by: OCR measures the same type a little differently each time."""
    order = Counter(sizes).most_common()
    chosen: dict[float, float] = {}
    centres: list[float] = []
    for size, _ in order:
        near = next((centre for centre in centres if abs(size - centre) <= _JITTER * centre), None)
        if near is None:
            centres.append(size)
        chosen[size] = round((near or size) * 2) / 2
    return chosen


def _one_color(words: list[Word]) -> list[Word]:
    """Colours that differ only by the scan's noise are made one: the commonest near by."""
    centres: list[Color] = []
    for color, _ in Counter(word.color for word in words if word.color is not None).most_common():
        if all(_distance(color, centre) >= _NOISE for centre in centres):
            centres.append(color)
    return [
        word
        if word.color is None
        else replace(word, color=min(centres, key=lambda centre: _distance(word.color, centre)))
        for word in words
    ]


def _distance(one: Color | None, two: Color | None) -> float:
    if one is None or two is None:
        return 1.0
    return max(abs(a - b) for a, b in zip(one, two, strict=True))


def _size(text: str, height: float) -> float:
    """Font size of a word from the height of its ink, in points."""
    tall = bool(re.search(r"[A-ZÄÖÜ0-9bdfhkltßäöü€%(/]", text))
    deep = bool(re.search(r"[gjpqyQ,;(/]", text))
    parts = (_ASCENT if tall else _SMALL) + (_DESCENT if deep else 0.0)
    return height / parts


def _baseline(word: Word) -> float:
    deep = bool(re.search(r"[gjpqyQ,;(/]", word.text))
    return word.box.bottom - (_DESCENT * word.size if deep else 0.0)


def _ink(area: Picture) -> tuple[Color | None, float]:
    """Colour of the ink and mean thickness of its strokes, in pixels."""
    if area.size == 0:
        return None, 0.0
    gray = area.mean(axis=2)
    paper = np.median(np.concatenate([gray[0], gray[-1], gray[:, 0], gray[:, -1]]))
    away = np.abs(gray - paper)
    limit = away.max() * 0.5
    if limit < 12:
        return None, 0.0
    ink = away > limit
    deep = away > away.max() * 0.8
    color = area[deep].mean(axis=0) / 255
    edges = int((ink[:, 1:] != ink[:, :-1]).sum()) / 2
    stroke = ink.sum() / max(edges, 1)
    return (round(float(color[0]), 2), round(float(color[1]), 2), round(float(color[2]), 2)), float(stroke)
