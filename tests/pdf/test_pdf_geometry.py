"""Where words and panels stand on the page as displayed: checked against the rendered page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.pdf.making import form, gray_image, pdf_bytes, text, written

from extract.layout.geometry import is_rule
from extract.pdf.reading import open_document
from extract.pdf.records import Page
from extract.pdf.render import render_page

ENGINES = ("fast", "pdfplumber")
SCALE = 2.0

MIXED = (
    text("Lahetal", x=150, y=300, size=20)
    + text("unten", x=120, y=230)
    + "BT /F1 14 Tf 0 1 -1 0 260 240 Tm (hochkant) Tj ET\n"
    + "BT /F1 14 Tf 0 -1 1 0 300 330 Tm (abwaerts) Tj ET\n"
    + "BT /F1 14 Tf -1 0 0 -1 390 260 Tm (kopfueber) Tj ET\n"
)
ROTATIONS = {"Lahetal": 0, "unten": 0, "hochkant": 90, "abwaerts": 270, "kopfueber": 180}

PAGES = [
    # mediabox, cropbox, rotate
    ((0, 0, 595, 842), None, 0),
    ((0, 0, 595, 842), None, 90),
    ((0, 0, 595, 842), None, 180),
    ((0, 0, 595, 842), None, 270),
    ((-20, -30, 575, 812), None, 0),
    ((-20, -30, 575, 812), (100, 200, 450, 400), 0),
    ((0, 0, 595, 842), (100, 200, 450, 400), 90),
    ((10, 20, 595, 842), (100, 200, 450, 400), 180),
    ((10, 20, 595, 842), (100, 200, 450, 400), 270),
    # Corners in another order, a crop box that reaches over the media box.
    ((595, 842, 0, 0), (450, 400, 100, 200), 0),
    ((50, 150, 500, 450), (-500, -500, 900, 900), 0),
]


def read(path: Path, engine: str) -> Page:
    with open_document(path, engine=engine) as document:  # type: ignore[arg-type]
        return next(document.pages())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("mediabox", "cropbox", "rotate"), PAGES)
def test_ink_is_where_the_words_are(
    tmp_path: Path, engine: str, mediabox: tuple[int, ...], cropbox: tuple[int, ...] | None, rotate: int
) -> None:
    data = pdf_bytes(MIXED, mediabox=mediabox, cropbox=cropbox, rotate=rotate)
    path = written(tmp_path, data)
    page = read(path, engine)
    image = np.asarray(render_page(path, 1, scale=SCALE).convert("L")) < 128
    assert image.shape == pytest.approx((page.height * SCALE, page.width * SCALE), abs=2)
    assert {word.text for word in page.words} == set(ROTATIONS)
    outside = image.copy()
    for word in page.words:
        box = word.box
        part = image[
            int(box.top * SCALE) : int(box.bottom * SCALE) + 1, int(box.x0 * SCALE) : int(box.x1 * SCALE) + 1
        ]
        assert part.any(), word
        outside[
            max(0, int(box.top * SCALE) - 1) : int(box.bottom * SCALE) + 2,
            max(0, int(box.x0 * SCALE) - 1) : int(box.x1 * SCALE) + 2,
        ] = False
        assert word.rotation == (ROTATIONS[word.text] - rotate) % 360
        assert word.size == pytest.approx(
            20 if word.text == "Lahetal" else 12 if word.text == "unten" else 14
        )
    assert not outside.any()


@pytest.mark.parametrize("engine", ENGINES)
def test_mirrored_and_scaled_coordinates_give_the_same_words(tmp_path: Path, engine: str) -> None:
    plain = text("Foerderung im Tal", x=100, y=600, size=10)
    turned = "q .5 0 0 -.5 0 842 cm BT /F1 20 Tf 1 0 0 -1 200 484 Tm (Foerderung im Tal) Tj ET Q"
    sized = "BT /F1 1 Tf 10 0 0 10 100 600 Tm (Foerderung im Tal) Tj ET"
    negative = "BT /F1 -10 Tf -1 0 0 -1 100 600 Tm (Foerderung im Tal) Tj ET"
    pages = [
        read(written(tmp_path, pdf_bytes(content), f"{i}.pdf"), engine)
        for i, content in enumerate((plain, turned, sized, negative))
    ]
    for page in pages:
        assert [word.text for word in page.words] == ["Foerderung", "im", "Tal"]
        for word, same in zip(page.words, pages[0].words, strict=True):
            assert word.size == same.size == 10
            assert word.rotation == 0
            assert (word.box.x0, word.box.top, word.box.x1, word.box.bottom) == pytest.approx(
                (same.box.x0, same.box.top, same.box.x1, same.box.bottom), abs=0.05
            )


@pytest.mark.parametrize("engine", ENGINES)
def test_slanted_type_is_italic_and_a_slanted_line_one_word_per_word(tmp_path: Path, engine: str) -> None:
    content = (
        "BT /F1 12 Tf 1 0 0.25 1 72 700 Tm (schräg gestellt) Tj ET "
        "BT /F1 30 Tf 0.7071 0.7071 -0.7071 0.7071 200 200 Tm (ENTWURF fuer alle) Tj ET"
    ).replace("ä", "\\344")
    page = read(written(tmp_path, pdf_bytes(content)), engine)
    assert [word.text for word in page.words] == ["schräg", "gestellt", "ENTWURF", "fuer", "alle"]
    assert [word.italic for word in page.words] == [True, True, False, False, False]
    assert [word.tilted for word in page.words] == [False, False, True, True, True]


@pytest.mark.parametrize("engine", ENGINES)
def test_panels_of_all_kinds(tmp_path: Path, engine: str) -> None:
    rounded = (
        "0 0 1 rg 110 500 m 190 500 l 200 500 200 500 200 510 c 200 540 l 200 550 200 550 190 550 c "
        "110 550 l 100 550 100 550 100 540 c 100 510 l 100 500 100 500 110 500 c f "
    )
    circle = (
        "300 525 m 300 539 289 550 275 550 c 261 550 250 539 250 525 c "
        "250 511 261 500 275 500 c 289 500 300 511 300 525 c f "
    )
    content = (
        "1 0 0 rg 50 700 200 100 re f "  # tinted
        "0 1 0 RG 2 w 300 700 m 400 700 l 400 750 l 300 750 l h S "  # framed
        + rounded
        + circle
        + "0 0 0 RG 1 w 50 400 m 500 400 l S "  # a rule
        + "q 50 300 100 50 re W n 0 1 1 0 k 0 200 500 500 re f Q "  # what a clipping path leaves
        + "0.5 g 50 100 60 60 re 150 100 60 60 re f"  # two in one path
    )
    page = read(written(tmp_path, pdf_bytes(content)), engine)
    found = [
        (
            round(p.box.x0),
            round(p.box.top),
            round(p.box.x1),
            round(p.box.bottom),
            p.fill,
            p.stroke,
            is_rule(p, 10.0),
        )
        for p in page.panels
    ]
    red, green, blue, black = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, 0.0)
    gray = (0.5, 0.5, 0.5)
    assert found == [
        (50, 42, 250, 142, red, None, False),
        (300, 92, 400, 142, None, green, False),
        (100, 292, 200, 342, blue, None, False),
        (50, 442, 500, 442, None, black, True),
        (50, 492, 150, 542, red, None, False),
        (50, 682, 110, 742, gray, None, False),
        (150, 682, 210, 742, gray, None, False),
    ]
    assert page.panels[1].line_width == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_pictures_are_images_as_far_as_they_show_and_large_drawings(tmp_path: Path, engine: str) -> None:
    curves = "".join(
        f"{300 + i} {300 + 2 * i} m {320 + i} {330 + i} {330 + i} {310 + i} {340 + i} {300 + i} c S "
        for i in range(40)
    )
    inner = form("q 100 0 0 80 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q", bbox=(0, 0, 200, 200))
    content = (
        "q 50 600 100 100 re W n 300 0 0 300 0 500 cm /Im0 Do Q q 1 0 0 1 300 650 cm /Fm0 Do Q " + curves
    )
    page = read(written(tmp_path, pdf_bytes(content, xobjects={"Im0": gray_image(), "Fm0": inner})), engine)
    found = [(round(p.box.x0), round(p.box.top), round(p.box.x1), round(p.box.bottom)) for p in page.pictures]
    assert found[:2] == [(50, 142, 150, 242), (300, 112, 400, 192)]
    assert len(found) == 3
    assert found[2][0] == pytest.approx(300, abs=2)
    assert found[2][2] == pytest.approx(379, abs=3)


@pytest.mark.parametrize("engine", ENGINES)
def test_four_rules_that_meet_are_a_frame_and_others_stay_rules(tmp_path: Path, engine: str) -> None:
    content = (
        "1 0 0 RG 1 w 100 700 m 300 700 l S "
        "100 600 m 300 600 l S 100 600 m 100 700 l S 300 600 m 300 700 l S "
        "0 0 0 RG 100 500 m 300 500 l S 400 100 m 400 300 l S"
    )
    page = read(written(tmp_path, pdf_bytes(content)), engine)
    found = [
        (round(p.box.x0), round(p.box.top), round(p.box.x1), round(p.box.bottom), p.stroke)
        for p in page.panels
    ]
    assert found == [
        (100, 142, 300, 242, (1.0, 0.0, 0.0)),
        (100, 342, 300, 342, (0.0, 0.0, 0.0)),
        (400, 542, 400, 742, (0.0, 0.0, 0.0)),
    ]
