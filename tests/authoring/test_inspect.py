"""The picture of a page shows tables with their cells, and records with their values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extract.authoring.inspect import inspect_page

families = pytest.importorskip("tests.authoring.families", reason="needs typst")
TABLE, RECORD, PASSAGE = (70, 90, 140), (0, 114, 178), (110, 110, 60)


def lines_of(image: Image.Image, color: tuple[int, int, int], *, least: int) -> int:
    """Rows of the picture in which so many neighbouring points have a colour."""
    near = (abs(np.asarray(image, dtype=int) - np.array(color)) <= 4).all(axis=2)
    return sum("1" * least in "".join("1" if point else "0" for point in row) for row in near if row.any())


def test_cells_records_and_passages_are_drawn(tmp_path: Path) -> None:
    pdf = families.typeset(tmp_path, "row", 2031)
    inspect_page(pdf, 1, tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as picture:
        image = picture.convert("RGB")
        assert lines_of(image, TABLE, least=300) >= 2, "the table has a frame"
        assert lines_of(image, RECORD, least=300) >= 2 * len(families.edition(2031)) - 2
        assert lines_of(image, PASSAGE, least=300) >= 2


def test_chapters_have_frames_as_well(tmp_path: Path) -> None:
    pdf = families.typeset(tmp_path, "chapter", 2031)
    inspect_page(pdf, 1, tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as picture:
        image = picture.convert("RGB")
        assert lines_of(image, RECORD, least=300) >= 4
        assert lines_of(image, TABLE, least=100) == 0
