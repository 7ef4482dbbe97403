"""A C with two strokes through it is a euro sign; other letters and other strokes are what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pdf.making import pdf_bytes, text, written

from extract.pdf.reading import open_document


def stroke(x: float, y: float, width: float = 5.0) -> str:
    return f"{x} {y} {width} 0.4 re f\n"


def words(folder: Path, string: str, *strokes: str) -> str:
    with open_document(
        written(folder, pdf_bytes(text(string, x=72, size=10) + "".join(strokes)))
    ) as document:
        (page,) = document.pages()
    return " ".join(word.text for word in page.words)


BOTH = (stroke(72.2, 702.6), stroke(72.2, 704.2))


@pytest.mark.parametrize(
    ("string", "strokes", "expected"),
    [
        ("C je Jahr", BOTH, "€ je Jahr"),
        ("C/a.", BOTH, "€/a."),
        ("TC im Jahr", (stroke(78.2, 702.6), stroke(78.2, 704.2)), "T€ im Jahr"),
        ("CC", (stroke(79.4, 702.6), stroke(79.4, 704.2)), "C€"),
        ("C je Jahr", (), "C je Jahr"),
        ("C je Jahr", BOTH[:1], "C je Jahr"),
        ("O je Jahr", BOTH, "O je Jahr"),
        ("C je Jahr", (stroke(72, 698.0), stroke(72, 699.6)), "C je Jahr"),
        ("C je Jahr", (stroke(72, 702.6, 60), stroke(72, 704.2, 60)), "C je Jahr"),
    ],
)
def test_euro(tmp_path: Path, string: str, strokes: tuple[str, ...], expected: str) -> None:
    assert words(tmp_path, string, *strokes) == expected
