"""Boxes and pictures that lie over the gutter of two columns, with the text of both running around them.

A pull quote or a picture set so is in no column: taken out, the gutter above and below goes through.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.gutters import NARROWEST_GUTTER_EM, Atom, em_of, gaps_of, rows_of

_BESIDE_EM = 4.0
"""White space between the box and the text that runs around it, at most."""
_FEWEST_ROWS = 2
_WINDOW_EM = 8.0
"""How far above and below the box its columns are looked for."""
_INSIDE_EM = 1.0
"""The columns reach so far over the box from both sides, at least."""


def straddling(atoms: Sequence[Atom]) -> list[Atom]:
    """The solid atoms that lie over a gutter which is white above or below them."""
    solids = [atom for atom in atoms if atom.solid]
    if not solids:
        return []
    plain = [atom for atom in atoms if not atom.solid and not atom.bar]
    em = em_of(plain)
    return [
        solid for solid in solids if _has_text_around(solid, plain, em) and _over_gutter(solid, plain, em)
    ]


def _has_text_around(solid: Atom, plain: Sequence[Atom], em: float) -> bool:
    level = [atom for atom in plain if atom.top < solid.bottom and atom.bottom > solid.top]
    left = [atom for atom in level if 0 <= solid.x0 - atom.x1 < _BESIDE_EM * em]
    right = [atom for atom in level if 0 <= atom.x0 - solid.x1 < _BESIDE_EM * em]
    return min(len(rows_of(left)), len(rows_of(right))) >= _FEWEST_ROWS


def _over_gutter(solid: Atom, plain: Sequence[Atom], em: float) -> bool:
    reach, inside = _WINDOW_EM * em, _INSIDE_EM * em
    for low, high in ((solid.top - reach, solid.top), (solid.bottom, solid.bottom + reach)):
        near = [atom for atom in plain if low <= atom.top and atom.bottom <= high]
        for gap in gaps_of(near):
            wide = gap.x1 - gap.x0 >= NARROWEST_GUTTER_EM * em
            if not wide or gap.x0 < solid.x0 + inside or gap.x1 > solid.x1 - inside:
                continue
            sides = ([a for a in near if a.x1 <= gap.x0], [a for a in near if a.x0 >= gap.x1])
            if min(len(rows_of(side)) for side in sides) >= _FEWEST_ROWS:
                return True
    return False
