"""Damaged copies of a small report: whatever is changed, a file is refused or its pages come."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.pdf.making import form, gray_image, pdf_bytes, text, written

from extract.codes import REFUSALS, RefusedFile
from extract.pdf.limits import Limits
from extract.pdf.reading import open_document

SEED = 20221130
TOKENS = [
    b" endobj ",
    b" stream\n",
    b">>",
    b"<<",
    b"[",
    b"]",
    b"(",
    b")",
    b"q ",
    b" Do ",
    b" Tj ",
    b" 1 0 R ",
    b"%",
]
NUMBERS = [b"0", b"-1", b"99999999999", b"1e9", b"-", b".", b"1 0 R"]


def report() -> bytes:
    """A report of three pages with everything uncompressed, so that changes hit something."""
    pages = [
        text(f"Projekt {i}: Brücken im Lahetal")
        + "q 1 0 0 1 50 50 cm /Fm0 Do /Im0 Do Q "
        + text("Ausblick", y=500)
        for i in range(3)
    ]
    data = pdf_bytes(
        *pages, xobjects={"Fm0": form(text("Rand", x=5, y=5)), "Im0": gray_image()}, info={"Title": "Bericht"}
    )
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            target,
            static_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


def _flip(data: bytearray, place: int, rng: random.Random) -> None:
    data[place] = rng.randrange(256)


def _number(data: bytearray, place: int, rng: random.Random) -> None:
    data[place : place + 1] = rng.choice(NUMBERS)


def _token(data: bytearray, place: int, rng: random.Random) -> None:
    data[place:place] = rng.choice(TOKENS)


def _drop(data: bytearray, place: int, rng: random.Random) -> None:
    del data[place : place + rng.randrange(1, 60)]


def _repeat(data: bytearray, place: int, rng: random.Random) -> None:
    data[place:place] = data[place : place + rng.randrange(1, 400)]


def _cut(data: bytearray, place: int, rng: random.Random) -> None:
    del data[max(place, 100) :]


CHANGES: list[Callable[[bytearray, int, random.Random], None]] = [
    _flip,
    _number,
    _token,
    _drop,
    _repeat,
    _cut,
]


def mutated(original: bytes, number: int) -> bytes:
    """The copy of that number: always the same."""
    rng = random.Random(SEED + number)
    data = bytearray(original)
    change = CHANGES[number % len(CHANGES)]
    for _ in range(rng.choice([1, 3, 20, 100])):
        if len(data) > 200:
            change(data, rng.randrange(len(data)), rng)
    return bytes(data)


def check(folder: Path, data: bytes) -> str:
    """Read a damaged copy; what became of it."""
    path = written(folder, data)
    try:
        with open_document(path, limits=Limits(seconds_per_page=5)) as document:
            pages = list(document.pages())
            assert len(pages) == document.page_count > 0
    except RefusedFile as error:
        assert error.code in REFUSALS  # noqa: PT017
        return error.code
    for page in pages:
        for word in page.words:
            assert word.text == word.text.strip() != ""
            assert -1 <= (word.box.x0 + word.box.x1) / 2 <= page.width + 1
    return "read"


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_damaged_copies(tmp_path: Path, start: int) -> None:
    original = report()
    outcomes = [check(tmp_path, mutated(original, number)) for number in range(start, start + 50)]
    assert "read" in outcomes


@pytest.mark.slow
def test_a_thousand_damaged_copies(tmp_path: Path) -> None:
    original = report()
    outcomes = [check(tmp_path, mutated(original, number)) for number in range(300, 1300)]
    assert outcomes.count("read") > 500
