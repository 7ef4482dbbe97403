"""Path building and painting of the fast reader, in the ways of pdfminer's layout analyzer."""

from __future__ import annotations

from collections.abc import Callable

from extract.pdf.content.drawing import Shape
from extract.pdf.content.lexer import numbers
from extract.pdf.content.outlines import NOTHING, outline_kind
from extract.pdf.geometry import Matrix, Rectangle
from extract.pdf.records import Color

Point = tuple[float, float]
_BENT = frozenset("cvy")


class Path:
    """The current path: segments with the points they name, the last one being where they end."""

    def __init__(self) -> None:
        self.segments: list[tuple[str, list[float]]] = []
        self.rectangles = 0

    def operators(self) -> dict[bytes, Callable[[bytes], None]]:
        """What to do for each path construction operator."""
        return {
            b"m": lambda operands: self.segments.append(("m", numbers(operands, 2))),
            b"l": lambda operands: self.segments.append(("l", numbers(operands, 2))),
            b"c": lambda operands: self.segments.append(("c", numbers(operands, 6))),
            b"v": lambda operands: self.segments.append(("v", numbers(operands, 4))),
            b"y": lambda operands: self.segments.append(("y", numbers(operands, 4))),
            b"h": lambda operands: self.segments.append(("h", [])),
            b"re": self._rectangle,
        }

    def _rectangle(self, operands: bytes) -> None:
        x, y, width, height = numbers(operands, 4)
        self.rectangles += 1
        self.segments += (
            ("m", [x, y]),
            ("l", [x + width, y]),
            ("l", [x + width, y + height]),
            ("l", [x, y + height]),
            ("h", []),
        )

    def clear(self) -> None:
        """Begin anew."""
        self.segments.clear()
        self.rectangles = 0

    def bounds(self, matrix: Matrix) -> Rectangle | None:
        """Bounding box of all points, control points included; None for an empty path."""
        a, b, c, d, e, f = matrix
        xs: list[float] = []
        ys: list[float] = []
        for _, values in self.segments:
            for i in range(0, len(values), 2):
                x, y = values[i], values[i + 1]
                xs.append(a * x + c * y + e)
                ys.append(b * x + d * y + f)
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None

    def shapes(
        self, matrix: Matrix, *, fill: Color | None, stroke: Color | None, line_width: float, at: int
    ) -> list[Shape]:
        """The subpaths as painted, in page coordinates. Leaves the path as it is."""
        found: list[Shape] = []
        start = 0
        segments = self.segments
        a, b, c, d, e, f = matrix
        if self.rectangles * 5 == len(segments) and b == 0 == c:
            # Nothing but rectangles, upright: what most paths are.
            for (_, (x, y)), _, (_, (x1, y1)), _, _ in zip(*[iter(segments)] * 5, strict=True):
                x, x1, y, y1 = sorted((a * x + e, a * x1 + e)) + sorted((d * y + f, d * y1 + f))
                if x > -1e9 and x1 < 1e9 and y > -1e9 and y1 < 1e9 and (x1 - x > NOTHING or y1 - y > NOTHING):
                    found.append(Shape("rect", x, y, x1, y1, fill, stroke, line_width, at))
            return found
        if segments and segments[0][0] != "m":
            return found
        for end in range(1, len(segments) + 1):
            if end == len(segments) or segments[end][0] == "m":
                shape = _shape(segments[start:end], matrix, fill, stroke, line_width, at)
                if shape is not None:
                    found.append(shape)
                start = end
        return found


def _shape(
    segments: list[tuple[str, list[float]]],
    matrix: Matrix,
    fill: Color | None,
    stroke: Color | None,
    line_width: float,
    at: int,
) -> Shape | None:
    """One subpath; the kinds are those of pdfminer."""
    a, b, c, d, e, f = matrix
    raw: list[Point] = []
    points: list[Point] = []
    for kind, values in segments:
        x, y = values[-2:] if kind != "h" else segments[0][1]
        raw.append((x, y))
        points.append((a * x + c * y + e, b * x + d * y + f))
    outline = "".join(kind for kind, _ in segments)
    if len(outline) > 3 and outline.endswith("lh") and points[-2] == points[0]:
        outline = outline[:-2] + "h"
        points.pop()
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if not all(-1e9 < value < 1e9 for value in box):
        return None
    if outline in ("mlh", "ml"):
        kind = "line"
    elif outline in ("mlllh", "mllll") and points[0] == points[4] and _is_square(points):
        kind = "rect"
    else:
        kind = "curve"
    seen = outline_kind(kind, points, box, bent=not _BENT.isdisjoint(outline))
    if seen is None:
        return None
    return Shape(seen, *box, fill, stroke, line_width, at)  # type: ignore[arg-type]


def _is_square(points: list[Point]) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (
        y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    )
