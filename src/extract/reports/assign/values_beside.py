"""Values that stand right of their labels, in a column of their own."""

from __future__ import annotations

from collections.abc import Container

from extract.layout.records import Line, PageLayout, Region

_LEVEL_EM = 0.6
"""The top of a value and that of its label differ by less."""
_NEXT_EM = 1.5
"""White space within a value, at most."""


def beside(
    layout: PageLayout,
    home: Region,
    label: Line,
    *,
    end: float | None = None,
    skip: Container[tuple[int, int, int]] = frozenset(),
) -> list[Line]:
    """Lines of the nearest column right of a label, from the height of the label on; empty if none is level.

    Args:
        layout: the page.
        home: the region that the label stands in.
        label: its first line.
        end: top of the next label, in points.
        skip: lines that are no content, by page, region and place in the region.
    """
    em = label.style.size
    found: list[tuple[float, list[Line]]] = []
    for region in layout.regions:
        if region is home or region.leaf != home.leaf or region.panel is not home.panel:
            continue
        own = [
            line
            for place, line in enumerate(region.lines)
            if (layout.number, region.index, place) not in skip
            and line.box.x0 > label.box.x1
            and line.box.top > label.box.top - _LEVEL_EM * em
            and (end is None or line.box.top < end - _LEVEL_EM * em)
        ]
        if own and own[0].box.top < label.box.top + _LEVEL_EM * em:
            last = next(
                (
                    place
                    for place, line in enumerate(own)
                    if place and line.gap_above > _NEXT_EM * line.style.size
                ),
                len(own),
            )
            found.append((own[0].box.x0, own[:last]))
    return min(found, key=lambda item: item[0])[1] if found else []
