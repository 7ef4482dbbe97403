"""Ligatures recognised by their outlines, where neither the map of the file nor a name says what a glyph is.

A ligature is drawn as its letters side by side, but for the joint. The outlines of the letters are in the
same font program, so the letters that cover a glyph best are what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

_LIGATURES = (
    *("ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "fb", "fh", "fk", "fft", "ffj"),
    *("tt", "ti", "tti", "tf", "tz", "ch", "ck", "st", "ct", "Th"),
)
_STEPS = 40
"""Rows and columns that an em is looked at by."""
_CURVE = 6
"""Straight pieces that a curve is drawn by."""
_ALIKE = 0.85
"""Part of the ink of both that a glyph and its letters share."""
_CLEARER = 0.02
"""By so much more than any other letters'."""
_AS_WIDE = 0.15
"""Em by which a ligature may be wider or narrower than its letters."""
_MOST = 24
"""A font with more glyphs that nothing is known of has no text."""

_MOST_POINTS = 2_000
"""Outlines of more points are pictures, and take long to look at."""

_Ink = frozenset[tuple[int, int]]


def drawn_ligatures(
    program: bytes, *, glyphs: Mapping[int, str], letters: Mapping[str, int], unknown: Iterable[int]
) -> dict[int, str]:
    """What glyphs say by their outlines; those that are like no letters of the font are left out.

    Args:
        program: a TrueType or OpenType font.
        glyphs: names of the glyphs in the program, by code.
        letters: code of the glyph of each letter that the map of the file has.
        unknown: codes of glyphs that nothing is known of.
    """
    from fontTools.ttLib import TTFont

    asked = [code for code in unknown if code in glyphs]
    known = {letter for letter in "".join(_LIGATURES) if glyphs.get(letters.get(letter, -1))}
    if not asked or len(asked) > _MOST or not known:
        return {}
    font = TTFont(BytesIO(program), lazy=True)
    em = float(font["head"].unitsPerEm)
    outlines = font.getGlyphSet()
    drawn = {letter: _Drawn(outlines, glyphs[letters[letter]], em) for letter in known}
    candidates = [text for text in _LIGATURES if known.issuperset(text)]
    found: dict[int, str] = {}
    for code in asked:
        glyph = _Drawn(outlines, glyphs[code], em)
        scores = sorted(((_likeness(glyph, text, drawn), text) for text in candidates), reverse=True)
        if not scores or not glyph.ink:
            continue
        best, text = scores[0]
        second = scores[1][0] if len(scores) > 1 else 0.0
        if best >= _ALIKE and best - second >= _CLEARER:
            found[code] = text
    return found


class _Drawn:
    """A glyph as the squares of a grid that its ink covers, and its width in em."""

    def __init__(self, outlines: Any, name: str, em: float) -> None:
        glyph = outlines[name]
        self.width = glyph.width / em
        contours = _contours(outlines, glyph)
        plain = sum(map(len, contours)) <= _MOST_POINTS
        self.ink = _ink(contours, _STEPS / em) if plain else frozenset()


def _likeness(glyph: _Drawn, text: str, drawn: Mapping[str, _Drawn]) -> float:
    """The part of their ink that a glyph and the letters share."""
    if abs(sum(drawn[letter].width for letter in text) - glyph.width) > _AS_WIDE:
        return 0.0
    ink: set[tuple[int, int]] = set()
    across = 0.0
    for letter in text:
        step = round(across * _STEPS)
        ink |= {(x + step, y) for x, y in drawn[letter].ink}
        across += drawn[letter].width
    return len(ink & glyph.ink) / max(1, len(ink | glyph.ink))


_Point = tuple[float, float]


def _contours(outlines: Any, glyph: Any) -> list[list[_Point]]:
    """Outlines as closed polygons, in font units."""
    from fontTools.pens.basePen import decomposeQuadraticSegment, decomposeSuperBezierSegment
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    pen = DecomposingRecordingPen(outlines)
    glyph.draw(pen)
    found: list[list[_Point]] = []
    for operator, points in pen.value:
        if operator == "moveTo":
            found.append([points[0]])
        elif operator == "lineTo":
            found[-1].append(points[0])
        elif operator == "curveTo":
            for one, two, end in decomposeSuperBezierSegment(points):
                found[-1] += _curve(found[-1][-1], one, two, end)
        elif operator == "qCurveTo" and points[-1] is not None:
            for middle, end in decomposeQuadraticSegment(points):
                start = found[-1][-1]
                one, two = _third(start, middle), _third(end, middle)
                found[-1] += _curve(start, one, two, end)
    return found


def _third(end: _Point, control: _Point) -> _Point:
    """The control point of a cubic curve that is the same as a quadratic one."""
    return (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))


def _curve(start: _Point, one: _Point, two: _Point, end: _Point) -> list[_Point]:
    points: list[_Point] = []
    for step in range(1, _CURVE + 1):
        t = step / _CURVE
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (
                a * start[0] + b * one[0] + c * two[0] + d * end[0],
                a * start[1] + b * one[1] + c * two[1] + d * end[1],
            )
        )
    return points


def _ink(contours: Iterable[list[_Point]], scale: float) -> _Ink:
    """The squares of a grid whose middle lies within the outlines (non-zero winding)."""
    edges = [
        (x0 * scale, y0 * scale, x1 * scale, y1 * scale)
        for contour in contours
        for (x0, y0), (x1, y1) in zip(contour, [*contour[1:], contour[0]], strict=True)
        if y0 != y1
    ]
    inked: set[tuple[int, int]] = set()
    for row in range(-_STEPS, 2 * _STEPS):
        y = row + 0.5
        crossings = sorted(
            (x0 + (y - y0) * (x1 - x0) / (y1 - y0), 1 if y1 > y0 else -1)
            for x0, y0, x1, y1 in edges
            if min(y0, y1) <= y < max(y0, y1)
        )
        winding, start = 0, 0.0
        for x, turn in crossings:
            if winding == 0:
                start = x
            winding += turn
            if winding == 0:
                inked |= {(column, row) for column in range(round(start), min(round(x), 4 * _STEPS))}
    return frozenset(inked)
