"""From measured settings to those that were meant: noise in size, weight and colour made one.

A scan gives each line a slightly different size and colour. A page is set in few of them, so what lies close
together is taken for the same; lines of many letters decide, and short ones follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.ocr.pieces import Glance, Piece, weighted
from extract.pdf.records import Color

_SAME_COLOR = 0.12
_SAME_SIZE = ((25, 0.07), (8, 0.12), (0, 0.18))
"""By how much sizes of one type may differ in lines of at least so many letters."""
_NEXT_LINE = 0.18
_LEADING = 1.5
"""Lines closer than so many sizes from baseline to baseline, and no more different, are one paragraph."""
_BOLD = 1.3
"""Strokes this much thicker than those of the page's text, for the size, are bold."""
_TWO_WEIGHTS = 1.25
"""Strokes of one colour and size that differ by this factor are of two weights."""
_LONE_BOLD = 1.45
"""A word in a line of another weight must differ by more: one word proves little."""


def distance(one: Color | None, two: Color | None) -> float:
    """Greatest difference of two colours in red, green or blue."""
    if one is None or two is None:
        return 1.0
    return max(abs(a - b) for a, b in zip(one, two, strict=True))


def settle_colors(pieces: Sequence[Piece]) -> dict[Color, Color]:
    """For each colour measured the commonest one near by."""
    counts: Counter[Color] = Counter()
    for piece in pieces:
        for glance in piece.glances:
            if glance.ink.color is not None:
                counts[glance.ink.color] += len(glance.word.text)
    centres: list[Color] = []
    for color, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if all(distance(color, centre) >= _SAME_COLOR for centre in centres):
            centres.append(color)
    return {color: min(centres, key=lambda centre: distance(color, centre)) for color in counts}


def settle_sizes(pieces: Sequence[Piece], colors: Sequence[Color | None]) -> list[float]:
    """For each piece the size it is set in, in the unit of the pieces.

    Numbers alone are a kind of their own: the years over milestones are all set alike.
    """
    kinds: dict[tuple[Color | None, bool], list[list[int]]] = {}
    for block in _blocks(pieces, colors):
        first = block[0]
        kinds.setdefault((colors[first], len(block) == 1 and pieces[first].is_number), []).append(block)
    sizes = [piece.size for piece in pieces]
    for blocks in kinds.values():
        groups: list[tuple[float, list[int]]] = []
        measured = {block[0]: _size(block, pieces) for block in blocks}
        for block in sorted(blocks, key=lambda block: (-_letters(block, pieces), block[0])):
            letters, size = _letters(block, pieces), measured[block[0]]
            slack = next(slack for least, slack in _SAME_SIZE if letters >= least)
            near = [group for group in groups if abs(group[0] - size) <= slack * group[0]]
            if near:
                min(near, key=lambda group: abs(group[0] - size))[1].extend(block)
            else:
                groups.append((size, list(block)))
        for _, members in groups:
            meant = _size(members, pieces)
            for index in members:
                sizes[index] = meant
    return sizes


def _size(members: Sequence[int], pieces: Sequence[Piece]) -> float:
    return weighted([(pieces[index].size, pieces[index].letters) for index in members])


def _letters(members: Sequence[int], pieces: Sequence[Piece]) -> int:
    return sum(pieces[index].letters for index in members)


def _blocks(pieces: Sequence[Piece], colors: Sequence[Color | None]) -> list[list[int]]:
    """Lines that follow each other closely in one colour and weight: they are of one size."""
    blocks: list[list[int]] = []
    for index in sorted(range(len(pieces)), key=lambda index: (pieces[index].baseline, index)):
        piece = pieces[index]
        for block in reversed(blocks):
            above = pieces[block[-1]]
            if colors[block[0]] == colors[index] and _follows(piece, above):
                block.append(index)
                break
        else:
            blocks.append([index])
    return blocks


def _follows(piece: Piece, above: Piece) -> bool:
    size = max(piece.size, above.size)
    lead = piece.baseline - above.baseline
    left = piece.glances[0].word.left - above.glances[0].word.left
    weight = (piece.stroke / piece.size) / (above.stroke / above.size)
    return (
        0.5 * size < lead < _LEADING * size
        and abs(left) < 0.4 * size
        and abs(piece.size - above.size) <= _NEXT_LINE * size
        and 1 / _TWO_WEIGHTS < weight < _TWO_WEIGHTS
    )


def settle_weights(
    pieces: Sequence[Piece], colors: Sequence[Color | None], sizes: Sequence[float]
) -> list[list[bool]]:
    """For each word of each piece whether it is bold."""
    if not pieces:
        return []
    thick = [piece.stroke / size for piece, size in zip(pieces, sizes, strict=True)]
    usual = weighted([(thick[index], piece.letters) for index, piece in enumerate(pieces)])
    groups: dict[tuple[Color | None, float], list[int]] = {}
    for index, (color, size) in enumerate(zip(colors, sizes, strict=True)):
        groups.setdefault((color, size), []).append(index)
    bold = [False] * len(pieces)
    regular = [usual] * len(pieces)
    for members in groups.values():
        limit = _limit([(thick[index], pieces[index].letters) for index in members], usual)
        light = [(thick[index], pieces[index].letters) for index in members if thick[index] <= limit]
        for index in members:
            bold[index] = thick[index] > limit
            regular[index] = weighted(light) if light else usual
    return [
        _words(piece.glances, bold[index], sizes[index], regular[index]) for index, piece in enumerate(pieces)
    ]


def _limit(strokes: list[tuple[float, int]], usual: float) -> float:
    """Where bold begins among lines of one colour and size."""
    low, high = weighted(strokes[:]), usual
    ordered = sorted(stroke for stroke, letters in strokes if letters >= 4) or sorted(s for s, _ in strokes)
    gaps = [(two / one, (one * two) ** 0.5) for one, two in pairwise(ordered)]
    widest = max(gaps, default=(1.0, 0.0))
    if widest[0] >= _TWO_WEIGHTS and widest[1] > usual:
        return widest[1]
    # All of one weight: that of most of the letters.
    return 0.0 if low > _BOLD * high else float("inf")


def _words(glances: Sequence[Glance], bold: bool, size: float, regular: float) -> list[bool]:
    thick = [glance.ink.stroke / size for glance in glances]
    if bold:
        middle = weighted([(t, len(g.word.text)) for t, g in zip(thick, glances, strict=True)])
        return [
            not (t < middle / _LONE_BOLD and len(g.word.text) > 3)
            for t, g in zip(thick, glances, strict=True)
        ]
    heavy = [t > _LONE_BOLD * regular and len(g.word.text) > 3 for t, g in zip(thick, glances, strict=True)]
    # A run-in heading opens its line.
    count = next((index for index, is_heavy in enumerate(heavy) if not is_heavy), len(heavy))
    return [index < count for index in range(len(glances))]
