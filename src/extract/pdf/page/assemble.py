"""From a drawing to the page that other rooms read: words, icons, panels, pictures and defects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from extract.base.names import printable
from extract.pdf.content.drawing import Drawing, Style
from extract.pdf.font.glyphs import UNMAPPED
from extract.pdf.font.symbols import arrow
from extract.pdf.page.drawn_signs import with_drawn_euros
from extract.pdf.page.legible import is_garbled
from extract.pdf.page.marks import marks_of
from extract.pdf.page.panels import panels_of, pictures_of
from extract.pdf.page.unseen import could_be_scan, white_on_white
from extract.pdf.page.words import DOUBLE, RawWord, group
from extract.pdf.records import Box, Color, Defect, Icon, Page, Panel, Word, usual_size

_TILTED = 0.052
"""Sine of 3 degrees."""
_MANY = 30
"""The dots of a table of contents are thousands of one text: they are compared with those near only."""
_CELL = 16.0
"""Edge of the squares in which neighbours are looked for, in points."""

_MOST_SHOWN = 5

_Rotation = Literal[0, 90, 180, 270]


def assemble(
    drawing: Drawing, *, number: int, label: str | None, engine: str, defects: Sequence[Defect] = ()
) -> Page:
    """The page as other rooms see it.

    Args:
        drawing: what the reader saw.
        number: 1-based index of the page.
        label: page label of the file.
        engine: name of the reader.
        defects: what went wrong while reading.
    """
    found = list(defects)
    grouped, doubtful = group(drawing.glyphs)
    raw = _deduplicate(grouped)
    visible = [word for word in raw if word.style.visible]
    hidden = drawing.clipped
    shown = any(word.text != UNMAPPED for word in visible)
    if not shown and len(visible) < len(raw) and could_be_scan(drawing):
        # A page of invisible text only is a scan with the text of an OCR programme behind it.
        visible = raw
        found.append(
            Defect(
                "hidden-text",
                f"Page {number}: the text is an invisible layer over a picture, as OCR writes it.",
            )
        )
    else:
        hidden += len(raw) - len(visible)
    unmapped = 0
    words: list[tuple[RawWord, Box]] = []
    for word in visible:
        if word.text == UNMAPPED:
            unmapped += 1
            continue
        box = _box(word, number)
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        if 0 <= x <= drawing.width and 0 <= y <= drawing.height:
            words.append((word, box))
        else:
            hidden += 1
    if unmapped:
        fonts = sorted({w.style.font for w in visible if w.text == UNMAPPED})
        found.append(
            Defect(
                "unmapped-glyphs",
                f"Page {number}: {unmapped} glyphs of {', '.join(fonts)} cannot be read as text.",
                unmapped,
            )
        )
    if doubtful:
        message = f"Page {number}: {doubtful} gaps as narrow as between letters may be spaces between words."
        found.append(Defect("doubtful-gaps", message, doubtful))
    if drawing.mended:
        found.append(_mended(drawing, number))
    if hidden:
        found.append(
            Defect(
                "hidden-text", f"Page {number}: {hidden} words outside the page or invisible were ignored."
            )
        )
    em = usual_size(word.style.size for word, _ in words if not word.style.icon)
    panels = panels_of(drawing, number, em)
    orders, panel_orders = _orders([word.first for word, _ in words], [shape.at for shape, _ in panels])
    pictures = pictures_of(drawing, number, em)
    if drawing.images and not words:
        found.append(
            Defect("page-without-text", f"Page {number} has pictures but no text; it may be a scan.")
        )
    elif unmapped and not words:
        found.append(Defect("page-without-text", f"Page {number} has text but none that can be read."))
    if is_garbled(word.text for word, _ in words):
        found.append(
            Defect(
                "garbled-text",
                f"Page {number}: the letters of the text layer are no text in any language.",
            )
        )
    made: list[Word] = []
    icons: list[Icon] = []
    last: Style | None = None
    turned: _Rotation = 0
    tilted = False
    for (word, box), order in zip(words, orders, strict=True):
        style = word.style
        if style is not last:
            last, turned = style, _rotation(style.ux, style.uy)
            tilted = min(abs(style.ux), abs(style.uy)) > _TILTED
        sign = arrow(word.text, style.font) if style.icon else None
        if style.icon and sign is None:
            icons.append(Icon(word.text, box, style.font, style.size, style.color, order))
            continue
        made.append(
            Word(
                sign or word.text,
                box,
                style.font,
                style.size,
                style.color,
                style.bold or word.doubled,
                style.italic,
                turned,
                order,
                word.glued,
                None,
                tilted,
            )
        )
    made = with_drawn_euros(made, [box for _, box in panels])
    if faint := white_on_white(drawing, made):
        found.append(
            Defect(
                "hidden-text",
                f"Page {number}: {faint} words are white on white paper; they were read all the same.",
            )
        )
    return Page(
        number=number,
        width=drawing.width,
        height=drawing.height,
        words=tuple(made),
        icons=tuple(icons),
        pictures=pictures,
        panels=tuple(
            Panel(box, shape.fill, shape.stroke, order, shape.line_width)
            for (shape, box), order in zip(panels, panel_orders, strict=True)
        ),
        marks=marks_of(drawing, number, em),
        hyperlinks=tuple(drawing.hyperlinks),
        label=label,
        engine=engine,
        defects=tuple(found),
    )


def _mended(drawing: Drawing, number: int) -> Defect:
    """What was read otherwise than the file says."""
    listed = sorted(drawing.mended.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(
        f'"{printable(text)}" ({font}; the file says {_quoted(given)})'
        for (font, given, text), _ in listed[:_MOST_SHOWN]
    )
    more = ", and others" if len(listed) > _MOST_SHOWN else ""
    count = drawing.mended.total()
    message = f"Page {number}: {count} glyphs mean something else than the file says: {shown}{more}."
    return Defect("mended-glyphs", message, count)


def _quoted(given: str) -> str:
    return f'"{printable(given)}"' if given.strip("\x00\ufffd") else "nothing"


def _rotation(ux: float, uy: float) -> _Rotation:
    if abs(ux) >= abs(uy):
        return 0 if ux >= 0 else 180
    return 90 if uy < 0 else 270


def _box(word: RawWord, page: int) -> Box:
    style = word.style
    ux, uy, w0, w1 = style.ux, style.uy, word.w + style.low, word.w + style.high
    if uy == 0.0 and ux == 1.0:
        return Box(page, word.u0, -w1, word.u1, -w0)
    corners = [(u * ux + w * uy, u * uy - w * ux) for u in (word.u0, word.u1) for w in (w0, w1)]
    xs, ys = zip(*corners, strict=True)
    return Box(page, min(xs), min(ys), max(xs), max(ys))


def _deduplicate(words: list[RawWord]) -> list[RawWord]:
    """Words drawn twice for boldness or as a shadow count once; the one on top stays."""
    by_text: dict[str, list[RawWord]] = {}
    for word in words:
        by_text.setdefault(word.text, []).append(word)
    by_text.pop(UNMAPPED, None)
    dropped: set[int] = set()
    for same in by_text.values():
        if len(same) > 1:
            _drop_doubles(same, dropped)
    return [word for word in words if id(word) not in dropped] if dropped else words


def _drop_doubles(same: list[RawWord], dropped: set[int]) -> None:
    """Note which of the words of one text are drawn over another."""
    many = len(same) > _MANY
    kept: dict[tuple[int, int], list[RawWord]] = {}
    for word in same:
        em = word.style.size * DOUBLE
        own = _cell(word.u0, word.w) if many else (0, 0)
        for other in _around(word, min(em, _CELL / 2), kept) if many else kept.get(own, ()):
            if (
                abs(word.u0 - other.u0) < em
                and abs(word.w - other.w) < em
                and word.style.ux == other.style.ux
            ):
                color: Color | None = other.style.color
                if word.style.visible or not other.style.visible:
                    dropped.add(id(other))
                    kept[_cell(other.u0, other.w) if many else own].remove(other)
                    word.doubled = other.style.visible and color == word.style.color
                    word.glued = word.glued or other.glued
                else:
                    dropped.add(id(word))
                break
        if id(word) not in dropped:
            kept.setdefault(own, []).append(word)


def _cell(u: float, w: float) -> tuple[int, int]:
    return int(u // _CELL), int(w // _CELL)


def _around(word: RawWord, em: float, kept: dict[tuple[int, int], list[RawWord]]) -> Iterator[RawWord]:
    """Words in the squares that are near."""
    for cell in {_cell(word.u0 + u, word.w + w) for u in (-em, em) for w in (-em, em)}:
        yield from kept.get(cell, ())


def _orders(words: Sequence[int], shapes: Sequence[int]) -> tuple[list[int], list[int]]:
    """One numbering for words (index of the first glyph) and shapes (glyphs drawn before)."""
    keys = sorted(
        [(at, 0, i) for i, at in enumerate(shapes)] + [(first, 1, i) for i, first in enumerate(words)]
    )
    of_words, of_shapes = [0] * len(words), [0] * len(shapes)
    for order, (_, kind, i) in enumerate(keys):
        (of_words if kind else of_shapes)[i] = order
    return of_words, of_shapes
