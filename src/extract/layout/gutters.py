"""What a gutter is: white space between columns, wide enough for the lines that agree on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from statistics import median

from extract.base.values import value


@value(frozen=True, slots=True)
class Atom:
    """Something that must not be cut: a word, or a whole panel with its own content.

    ``key`` is the caller's index. ``solid`` atoms (panels) count as a column of text however few they are.
    A ``bar`` is a rule drawn across: no gutter goes through it, and it is no text.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    key: int
    solid: bool = False
    bar: bool = False


@value(frozen=True, slots=True)
class Row:
    """Atoms whose vertical extents hang together: no horizontal cut runs between them."""

    atoms: tuple[Atom, ...]
    top: float
    bottom: float


@value(frozen=True, slots=True)
class Gap:
    """White space from ``x0`` to ``x1``."""

    x0: float
    x1: float


Fence = tuple[float, float, float]
"""An upright rule: x, top, bottom."""

# How wide a gutter must be, in em of the text around it, by the number of lines beside it on the side that
# has fewer: white space that many lines agree on may be narrow, a gap in one line says little.
GUTTER_EM = ((10, 0.75), (6, 0.9), (4, 1.1), (3, 1.3), (2, 1.8), (1, 3.0))
_UNLIKE = 1.25
"""Text sides that differ in size by this factor are columns at less than half the width."""
_SIDE_BY_SIDE = 2
"""Blocks one of which begins where the other nearly ends are columns when so many lines are level."""
_LEVEL = 0.25
"""Boxes of lines one below the other overlap by less than this part of their height."""
SAME_LINE = 0.5
"""Words share a line when they overlap vertically by this part of the lower one's height."""
_FENCED = 2
"""With a rule drawn in it so many lines make a gutter of any width; fewer are a row of a table."""
_NARROWEST_COLUMN_EM = 4.5
NARROWEST_GUTTER_EM = 0.6
_LONG_EM = 2.5
_SHRINK = 0.22
"""Font boxes of neighbouring lines overlap; this part of the height is taken off at top and bottom."""

_LEFT = attrgetter("x0")


def rows_of(atoms: Sequence[Atom]) -> list[Row]:
    """Rows from top to bottom."""
    rows: list[Row] = []
    current: list[Atom] = []
    top = bottom = 0.0
    # The number keeps atoms at one place in their order and sorting from looking further.
    for low, _, _, high, atom in sorted(
        [
            (atom.top, atom.x0, number, atom.bottom, atom)
            if atom.solid
            else (
                atom.top + (shrink := _SHRINK * (atom.bottom - atom.top)),
                atom.x0,
                number,
                atom.bottom - shrink,
                atom,
            )
            for number, atom in enumerate(atoms)
        ]
    ):
        if current and low >= bottom:
            rows.append(Row(tuple(current), top, bottom))
            current = []
        if not current:
            top, bottom = low, high
        current.append(atom)
        if high > bottom:
            bottom = high
    if current:
        rows.append(Row(tuple(current), top, bottom))
    return rows


def gaps_of(atoms: Sequence[Atom]) -> list[Gap]:
    """White space that no atom crosses, from left to right, margins left out."""
    gaps: list[Gap] = []
    edge: float | None = None
    for atom in sorted(atoms, key=_LEFT):
        end = atom.x1
        if edge is None:
            edge = end
            continue
        if atom.x0 > edge:
            gaps.append(Gap(edge, atom.x0))
        if end > edge:
            edge = end
    return gaps


def em_of(atoms: Sequence[Atom]) -> float:
    """Usual size of the text, in points."""
    sizes = [atom.size for atom in atoms if not atom.solid and not atom.bar]
    return median(sizes) if sizes else 10.0


def gutters_of(atoms: Sequence[Atom], fences: Sequence[Fence] = ()) -> list[Gap]:
    """The gaps that part columns over the whole height of the atoms, from left to right."""
    em = em_of(atoms)
    return _apart([gap for gap in _wide_gaps(atoms, em) if _is_gutter(gap, atoms, em, fences)], em)


def has_gutter(atoms: Sequence[Atom], gap: Gap, fences: Sequence[Fence] = ()) -> bool:
    """Whether one of the gutters of these atoms lies where the gap does; looks elsewhere only if one may."""
    em = em_of(atoms)
    gaps = _wide_gaps(atoms, em)
    there = {one for one in gaps if _meets(one, gap) and _is_gutter(one, atoms, em, fences)}
    if not there:
        return False
    gutters = [
        one for one in gaps if one in there or (not _meets(one, gap) and _is_gutter(one, atoms, em, fences))
    ]
    return any(_meets(one, gap) for one in _apart(gutters, em))


def _meets(one: Gap, two: Gap) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1


def _wide_gaps(atoms: Sequence[Atom], em: float) -> list[Gap]:
    least = NARROWEST_GUTTER_EM * em
    return [gap for gap in gaps_of(atoms) if gap.x1 - gap.x0 >= least]


def _apart(gutters: Iterable[Gap], em: float) -> list[Gap]:
    """Gutters with room for a column between them."""
    found: list[Gap] = []
    for gap in gutters:
        if found and gap.x0 - found[-1].x1 < _NARROWEST_COLUMN_EM * em:
            # Too narrow between them for a column: one of them is a word space, wide by chance.
            if gap.x1 - gap.x0 > found[-1].x1 - found[-1].x0:
                found[-1] = gap
            continue
        found.append(gap)
    return found


def _is_gutter(gap: Gap, atoms: Sequence[Atom], em: float, fences: Sequence[Fence]) -> bool:
    left = [atom for atom in atoms if atom.x1 <= gap.x0 + 0.01 and not atom.bar]
    right = [atom for atom in atoms if atom.x0 >= gap.x1 - 0.01 and not atom.bar]
    if not left or not right:
        return False
    sizes: list[float] = []
    for side in (left, right):
        extent = max(atom.x1 for atom in side) - min(atom.x0 for atom in side)
        # Small print beside a title is measured by its own size.
        sizes.append(em if extent >= _NARROWEST_COLUMN_EM * em else min(em, em_of(side)))
        if extent < _NARROWEST_COLUMN_EM * sizes[-1]:
            return False
    rows_left, rows_right = rows_of(left), rows_of(right)
    if not (_mostly_long(rows_left, sizes[0]) and _mostly_long(rows_right, sizes[1])):
        return False
    shared = min(rows_left[-1].bottom, rows_right[-1].bottom) - max(rows_left[0].top, rows_right[0].top)
    shorter = min(rows_left[-1].bottom - rows_left[0].top, rows_right[-1].bottom - rows_right[0].top)
    beside = shared > 0.3 * shorter or _beside(rows_left, rows_right) >= _SIDE_BY_SIDE
    if not beside and not _level(left, right):
        return False  # one stands above the other: no columns
    count = min(_lines(left, rows_left, gap.x0, em), _lines(right, rows_right, gap.x1, em))
    if count >= _FENCED and any(_stands_in(fence, gap, atoms) for fence in fences):
        return True
    pairs = _neighbours(gap, atoms)
    if not pairs and _by_turns(left, right):
        return False
    return gap.x1 - gap.x0 >= _need(count, pairs, em)


def _by_turns(left: Sequence[Atom], right: Sequence[Atom]) -> bool:
    """Whether no line stands level with one of the other side: short lines, headings in their middle."""
    if any(atom.solid for side in (left, right) for atom in side):
        return False
    bottoms = [float("-inf"), float("-inf")]
    for top, bottom, side in sorted(
        (atom.top, atom.bottom, number) for number, atoms in enumerate((left, right)) for atom in atoms
    ):
        if bottoms[1 - side] - top > _LEVEL * (bottom - top):
            return False
        bottoms[side] = max(bottoms[side], bottom)
    return True


def _level(left: Sequence[Atom], right: Sequence[Atom]) -> bool:
    """Whether small print level with the top or foot of large letters is beside them, as in a line."""
    tops = [min(atom.top for atom in side) for side in (left, right)]
    bottoms = [max(atom.bottom for atom in side) for side in (left, right)]
    lower = min(bottoms[0] - tops[0], bottoms[1] - tops[1])
    return min(bottoms) - max(tops) > SAME_LINE * lower


def _stands_in(fence: Fence, gap: Gap, atoms: Sequence[Atom]) -> bool:
    """Whether an upright rule in the gap runs along all of the text, as between the cells of a table."""
    x, top, bottom = fence
    if not gap.x0 < x < gap.x1:
        return False
    texts = [atom for atom in atoms if not atom.bar]
    return top <= min(atom.bottom for atom in texts) and bottom >= max(atom.top for atom in texts)


def _beside(left: Sequence[Row], right: Sequence[Row]) -> int:
    """How many lines stand beside the other block, on the side that has fewer such."""
    top, bottom = max(left[0].top, right[0].top), min(left[-1].bottom, right[-1].bottom)
    return min(sum(row.bottom > top and row.top < bottom for row in side) for side in (left, right))


def _neighbours(gap: Gap, atoms: Sequence[Atom]) -> list[tuple[Atom, Atom]]:
    """Words that face each other across the gap, one pair for each row that has text on both sides.

    Where rows have words at both edges of the gap, only these count: they say what it is.
    """
    pairs: list[tuple[Atom, Atom]] = []
    for row in rows_of([atom for atom in atoms if not atom.solid and not atom.bar]):
        left = [atom for atom in row.atoms if atom.x1 <= gap.x0 + 0.01]
        right = [atom for atom in row.atoms if atom.x0 >= gap.x1 - 0.01]
        if left and right:
            pairs.append((max(left, key=lambda atom: atom.x1), min(right, key=lambda atom: atom.x0)))
    wide = 1.5 * (gap.x1 - gap.x0)
    return [(left, right) for left, right in pairs if right.x0 - left.x1 < wide] or pairs


def _mostly_long(rows: Sequence[Row], em: float) -> bool:
    """A column of page numbers or list marks is no column of text, even with a longer line at its foot."""
    if any(atom.solid for row in rows for atom in row.atoms):
        return True
    long = sum(
        max(atom.x1 for atom in row.atoms) - min(atom.x0 for atom in row.atoms) >= _LONG_EM * em
        for row in rows
    )
    return long >= 0.4 * len(rows)


def _need(count: int, pairs: Sequence[tuple[Atom, Atom]], em: float) -> float:
    """How wide a gutter must be, in points.

    Args:
        count: lines on the side that has fewer.
        pairs: words facing each other across the gutter; their size counts, not that of the region: what is a
            gutter for small print is a word space in a title.
        em: usual size of the text of the region.
    """
    need = next(width for lines, width in GUTTER_EM if count >= lines)
    if not pairs:  # lines of two leadings that never share a row: no word space can be mistaken
        return max(NARROWEST_GUTTER_EM, 0.5 * need) * em
    left = median(pair[0].size for pair in pairs)
    right = median(pair[1].size for pair in pairs)
    larger, smaller = max(left, right), min(left, right)
    if larger > _UNLIKE * smaller:
        return max(NARROWEST_GUTTER_EM, 0.3 * need) * larger
    return max(need * min(em, larger), NARROWEST_GUTTER_EM * larger, need * larger if count < 3 else 0.0)


def _lines(side: Sequence[Atom], rows: Sequence[Row], edge: float, em: float) -> int:
    """Lines of text on one side; a panel or picture at the edge of the gap counts as many."""
    plain = [atom for atom in side if not atom.solid]
    if len(plain) == len(side):
        return len(rows)
    near = any(min(abs(atom.x0 - edge), abs(atom.x1 - edge)) < em for atom in side if atom.solid)
    return 10 if near or not plain else len(rows_of(plain))
