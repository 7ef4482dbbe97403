"""The sample's icon font: simple shapes on private-use code points, drawn here.

Brochures set small pictures before headings and ticks before list items from such fonts; a reader must
not take them for text.
"""

from __future__ import annotations

import math
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

Point = tuple[int, int]
UNITS = 1000
FAMILY = "Aldermark Symbole"
FIRST_CODE = 0xE9A0


def circle(x: int, y: int, radius: int, *, hole: bool = False) -> list[Point]:
    """A polygon of 24 corners; holes run the other way round."""
    turns = [2 * math.pi * i / 24 for i in range(24)]
    points = [(round(x + radius * math.cos(t)), round(y + radius * math.sin(t))) for t in turns]
    return points if hole else points[::-1]


def bar(x0: int, y0: int, x1: int, y1: int, *, hole: bool = False) -> list[Point]:
    points = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    return points[::-1] if hole else points


SHAPES: dict[str, list[list[Point]]] = {
    "plus": [circle(500, 350, 400), bar(450, 130, 550, 570, hole=True)],
    "gear": [
        circle(500, 350, 330),
        circle(500, 350, 130, hole=True),
        bar(440, -50, 560, 60),
        bar(440, 640, 560, 750),
        bar(100, 290, 210, 410),
        bar(790, 290, 900, 410),
    ],
    "person": [circle(500, 600, 160), [(200, 0), (260, 320), (380, 400), (620, 400), (740, 320), (800, 0)]],
    "trend": [
        [
            (80, 60),
            (80, 180),
            (370, 440),
            (540, 300),
            (820, 560),
            (740, 640),
            (960, 690),
            (930, 450),
            (870, 510),
            (540, 190),
            (370, 320),
        ]
    ],
    "pin": [
        [(500, -50), (250, 400), (270, 560), (380, 700), (500, 740), (620, 700), (730, 560), (750, 400)],
        circle(500, 500, 110, hole=True),
    ],
    "flag": [bar(220, -50, 300, 750), [(320, 740), (860, 560), (320, 380)]],
    "sun": [
        circle(500, 350, 210),
        bar(460, 610, 540, 760),
        bar(460, -60, 540, 90),
        bar(90, 310, 240, 390),
        bar(760, 310, 910, 390),
    ],
    "coin": [
        circle(500, 350, 400),
        circle(500, 350, 330, hole=True),
        bar(330, 310, 640, 390),
        bar(420, 150, 500, 550),
    ],
    "info": [circle(500, 350, 400), bar(450, 120, 550, 420, hole=True), circle(500, 530, 60, hole=True)],
    "tick": [[(80, 330), (180, 440), (370, 260), (800, 700), (900, 600), (370, 60)]],
    "clock": [
        circle(500, 350, 400),
        circle(500, 350, 320, hole=True),
        bar(460, 330, 540, 600),
        bar(460, 320, 700, 390),
    ],
    "mail": [
        bar(80, 80, 920, 620),
        [(160, 560), (500, 300), (840, 560), (840, 500), (500, 240), (160, 500)][::-1],
    ],
    "globe": [
        circle(500, 350, 400),
        circle(500, 350, 330, hole=True),
        bar(130, 315, 870, 385),
        bar(465, -20, 535, 720),
    ],
    "bus": [
        bar(120, 100, 880, 680),
        bar(190, 380, 480, 600, hole=True),
        bar(520, 380, 810, 600, hole=True),
        circle(290, 70, 90),
        circle(710, 70, 90),
    ],
    "bolt": [[(560, 760), (220, 300), (460, 300), (400, -60), (780, 440), (520, 440)]],
    "cap": [
        [(500, 700), (40, 480), (500, 260), (960, 480)],
        [(240, 340), (240, 160), (500, 60), (760, 160), (760, 340), (500, 220)],
    ],
}
CODES = {name: chr(FIRST_CODE + 3 * place) for place, name in enumerate(SHAPES)}
"""The character of each icon. The codes are arbitrary, as in any such font."""


def build(path: Path) -> None:
    """Write the font.

    Args:
        path: the TrueType file to write; the same bytes each time.
    """
    glyphs: dict[str, Glyph] = {".notdef": _glyph([bar(100, 0, 900, 700)])}
    glyphs |= {name: _glyph(contours) for name, contours in SHAPES.items()}
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(code): name for name, code in CODES.items()})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (UNITS, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular", "psName": FAMILY.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.setupHead(unitsPerEm=UNITS, created=0, modified=0)
    builder.font.recalcTimestamp = False
    builder.save(path)


def _glyph(contours: list[list[Point]]) -> Glyph:
    pen = TTGlyphPen(None)
    for contour in contours:
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
