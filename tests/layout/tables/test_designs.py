"""One table of measures in many designs: found whole, with its rows, columns and heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.layout.tables.typesetting import Align, Cell, Design, Row, Rules, Sheet, typeset

from extract.layout.tables import Table, find_tables
from extract.pages.document import read_layouts
from extract.pages.reading import How

TITLES = (
    "Radweg am Lindenufer zwischen Oberauen und der alten Mühle ausbauen",
    "Photovoltaik auf Schuldächern",
    "Wärmeplanung für die Kernstadt und drei Ortsteile aufstellen und mit den Stadtwerken abstimmen",
    "Hitzeaktionsplan",
    "Beratung für Betriebe im Gewerbepark Auental zu Abwärme und Speichern",
    "Umstellung der Straßenbeleuchtung",
    "Carsharing in Unterauen und Steinfurt anbieten",
    "Gründächer fördern",
    "Energieberichte für alle Liegenschaften des Landkreises jährlich vorlegen und im Ausschuss erläutern",
    "Moorflächen im Auener Ried wiedervernässen",
    "Ladepunkte an Bahnhöfen",
    "Hausmeister schulen",
)
OFFICES = (
    "Amt für Verkehr",
    "Gebäudewirtschaft",
    "Stabsstelle Klima, Stadtwerke Auental GmbH",
    "Gesundheitsamt",
    "Wirtschaftsförderung",
    "Bauhof",
)
STATES = (
    "Der erste Abschnitt ist seit Mai in Betrieb, für den zweiten liegt die Genehmigung vor.",
    "umgesetzt",
    "Die Ausschreibung läuft; mit der Vergabe wird im Herbst gerechnet.",
    "ruht",
    "Drei von acht Anlagen sind am Netz, zwei weitere werden im kommenden Jahr errichtet. "
    "Die übrigen warten auf den Anschluss.",
)
HEAD = ("Nr.", "Maßnahme", "Zuständig", "Stand der Umsetzung", "Beginn", "Kosten in €")
WIDTHS = (32.0, 170.0, 120.0, 230.0, 50.0, 80.0)
ALIGNS: tuple[Align, ...] = ("left", "left", "left", "left", "left", "right")


def measures(count: int, *, groups: bool = False, sums: bool = False) -> list[Row]:
    rows: list[Row] = [Row(tuple(Cell(text) for text in HEAD), "head")]
    for index in range(count):
        if groups and index % 4 == 0:
            field = index // 4 % 4
            text = f"Handlungsfeld {'ABCD'[field]}: {('Verkehr', 'Gebäude', 'Energie', 'Natur')[field]}"
            rows.append(Row((Cell(text, column_span=6), None, None, None, None, None), "group"))
        texts = (
            f"{'ABCD'[index // 4 % 4]}{index % 4 + 1}",
            TITLES[index % len(TITLES)],
            OFFICES[index % len(OFFICES)],
            STATES[index % len(STATES)],
            f"{index % 12 + 1:02d}/20{20 + index % 6}",
            f"{(index * 7919 + 1200) % 900_000:,}".replace(",", ".") + ",00",
        )
        rows.append(Row(tuple(Cell(text) for text in texts)))
    if sums:
        rows.append(Row((Cell(""), Cell("Summe"), Cell(""), Cell(""), Cell(""), Cell("4.711.000,00")), "sum"))
    return rows


def found(path: Path) -> list[list[Table]]:
    pages: list[list[Table]] = []
    previous: Table | None = None
    for layout in read_layouts(How(path=path)).layouts:
        tables = find_tables(layout, previous=previous)
        previous = tables[-1] if tables else None
        pages.append(list(tables))
    return pages


def texts_of(table: Table) -> list[list[str]]:
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text.replace("\n", " ")
    return rows


def truth_of(rows: list[Row]) -> list[list[str]]:
    return [["" if cell is None else cell.text for cell in row.cells] for row in rows]


def check(sheet: Sheet, design: Design, tmp_path: Path) -> list[list[Table]]:
    path = typeset(sheet, design, tmp_path / "table.pdf")
    pages = found(path)
    assert [len(tables) for tables in pages] == [1] * len(sheet.pages)
    for (table,), rows in zip(pages, sheet.pages, strict=True):
        assert texts_of(table) == truth_of(rows)
        assert table.head_rows == sum(row.kind == "head" for row in rows)
    return pages


RULED: list[Rules] = ["all", "inner", "frames"]


@pytest.mark.parametrize("rules", RULED)
@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
def test_ruled(rules: Rules, valign: str, tmp_path: Path) -> None:
    sheet = Sheet(measures(14, groups=True, sums=True), WIDTHS, ALIGNS)
    check(sheet, Design(rules=rules, valign=valign), tmp_path)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "design",
    [
        Design(thin_fills=True),
        Design(double=True),
        Design(head_fill=True, bold_head=False),
        Design(turned="rotate"),
        Design(turned="text"),
        Design(padding=0.5, side=1.5),
        Design(rules="level"),
        Design(rules="level", valign="bottom"),
        Design(rules="level", valign="middle", turned="text"),
        Design(rules="level", repeat_head=False),
        Design(rules="none", stripes="rows", head_fill=True),
        Design(rules="none", stripes="rows", head_fill=True, valign="middle"),
        Design(rules="none", stripes="cells", head_fill=True),
        Design(rules="none", stripes="cells", head_fill=True, repeat_head=False),
        Design(rules="booktabs", padding=4.0),
        Design(rules="booktabs", padding=4.0, valign="bottom"),
        Design(rules="booktabs", padding=4.0, valign="middle"),
        Design(rules="none", padding=4.0),
        Design(rules="none", padding=4.0, valign="bottom"),
        Design(rules="none", padding=4.0, valign="middle"),
        Design(rules="none", padding=4.0, repeat_head=False),
        Design(rules="none", padding=4.0, turned="text"),
        Design(rules="none", padding=4.0, font="Times"),
        Design(rules="none", padding=0.0),
        Design(rules="none", padding=0.0, valign="bottom"),
        Design(rules="none", padding=0.0, valign="middle"),
        Design(rules="columns", padding=4.0),
    ],
    ids=repr,
)
@pytest.mark.parametrize("groups", [False, True])
def test_designs(design: Design, groups: bool, tmp_path: Path) -> None:
    sheet = Sheet(measures(20, groups=groups, sums=True), WIDTHS, ALIGNS)
    check(sheet, design, tmp_path)
