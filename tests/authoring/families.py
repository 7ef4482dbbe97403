"""A family of reports in each form that projects take, set by Typst: two editions of the same programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst


@dataclass(frozen=True)
class Undertaking:
    """One project as written."""

    title: str
    office: str
    costs: str
    until: str
    depth: str
    text: str


_SENTENCES = (
    "Die Arbeiten am {place} begannen im Frühjahr und kommen gut voran, weil alle einig sind.",
    "Für den {place} liegt ein Gutachten vor, das drei Wege nennt; der Rat nahm den kürzesten.",
    "Am {place} fehlen noch die Geländer, die eine Werkstatt aus der Nachbarschaft im Winter liefern wird.",
)
_PLACES = ("Uferweg", "Mühlenplatz", "Sonnenhang", "Hafenkai", "Waldpfad", "Brunnenhof")
_WHAT = (
    "Ausbau am {place} mit neuen Bänken",
    "Neubau einer Brücke beim {place}",
    "Sanierung der Mauern am {place}",
    "Pflanzung von Bäumen am {place}",
    "Beleuchtung rund um den {place}",
    "Öffnung des Bachs beim {place}",
)


def edition(year: int) -> list[Undertaking]:
    """The projects of one year."""
    return [
        Undertaking(
            title=_WHAT[(number + year) % 6].format(place=place),
            office=("Bauamt Tannau", "Grünflächenamt Tannau")[number % 2],
            costs=f"{(number + 2) * 15 + year - 2030}.000 €",
            until=f"{3 + number}/{year + 2}",
            depth=f"{number + 2} Meter unter Flur",
            text=_SENTENCES[number % 3].format(place=place),
        )
        for number, place in enumerate(_PLACES)
    ]


LABELS = ("Zuständigkeit", "Kosten", "Fertigstellung", "Grundwasserstand", "Sachstand")


def values(one: Undertaking) -> tuple[str, ...]:
    """In the order of `LABELS`."""
    return (one.office, one.costs, one.until, one.depth, one.text)


_PAGE = '#set page(width: {wide}cm, height: {high}cm, margin: 1.6cm)\n#set text(size: 10pt, lang: "de")\n'
_COVER = (
    '#text(22pt, weight: "bold")[Bericht {year} zu den Maßnahmen in Tannau]\n\n'
    "#v(1cm)\nStand: 31.12.{year}\n\n"
)


def _begin(year: int, *, wide: float = 21, high: float = 29.7) -> str:
    return _PAGE.format(wide=wide, high=high) + _COVER.format(year=year)


def rows(found: Sequence[Undertaking], year: int) -> str:
    """A table with a project a row."""
    heads = ", ".join(f"[*{head}*]" for head in ("Nr.", "Maßnahme", *LABELS))
    cells = ",\n".join(
        ", ".join(f"[{text}]" for text in (str(number), one.title, *values(one)))
        for number, one in enumerate(found, 1)
    )
    widths = "(1cm, 5cm, 3.5cm, 2.5cm, 3cm, 3.5cm, 6cm)"
    return _begin(year, wide=29.7, high=21) + f"#table(columns: {widths}, {heads},\n{cells})\n"


def sheets(found: Sequence[Undertaking], year: int) -> str:
    """A ruled sheet of labels and values a project, two a page."""
    text = _begin(year) + "#pagebreak()\n"
    for number, one in enumerate(found, 1):
        pairs = zip(("Nr.", "Maßnahme", *LABELS), (f"M{number}", one.title, *values(one)), strict=True)
        cells = ", ".join(f"[*{label}*], [{value}]" for label, value in pairs)
        text += f"#table(columns: (4cm, 12cm), {cells})\n"
        text += "#pagebreak()\n" if number % 2 == 0 else "#v(1cm)\n"
    return text


def chapters(found: Sequence[Undertaking], year: int) -> str:
    """Numbered chapters that begin anywhere on a page."""
    text = _begin(year)
    for number, one in enumerate(found, 1):
        text += f'#v(6mm)\n#text(14pt, weight: "bold")[M{number} {one.title}]\n\n'
        text += "\n\n".join(f"*{label}:* {value}" for label, value in zip(LABELS, values(one), strict=True))
        text += "\n\n"
    return text


def pages(found: Sequence[Undertaking], year: int) -> str:
    """A page a project: below its large title two columns, the first label at one height of all pages."""
    text = _begin(year)
    for one in found:
        text += f'#pagebreak()\n#text(24pt, weight: "bold")[{one.title}]\n#v(8mm)\n#columns(2)[\n'
        for label, value in zip(LABELS, values(one), strict=True):
            text += f'#text(12pt, weight: "bold")[{label}]\n\n{value}\n\n#v(4mm)\n'
        text += "]\n"
    return text


FORMS: dict[str, Callable[[Sequence[Undertaking], int], str]] = {
    "row": rows,
    "sheet": sheets,
    "chapter": chapters,
    "chapter-a-page": pages,
}


def typeset(folder: Path, form: str, year: int) -> Path:
    """Writes one edition as PDF."""
    path = folder / f"massnahmen-{form}-{year}.pdf"
    path.write_bytes(typst.compile(FORMS[form](edition(year), year).encode()))
    return path
