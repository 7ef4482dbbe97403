"""A table as a typesetting program sets it, with rules and fills of several kinds."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from tests.layout.tables.test_designs import found, texts_of

HEAD = ("Nr.", "Maßnahme", "Zuständig", "Beginn", "Kosten")
ROWS = (
    (
        "A1",
        "Radweg am Lindenufer zwischen Oberauen und der alten Mühle",
        "Amt für Verkehr",
        "2021",
        "12.500 €",
    ),
    ("A2", "Photovoltaik auf Schuldächern", "Gebäudewirtschaft", "2022", "340.000 €"),
    ("B1", "Moor im Ried wiedervernässen", "Naturschutzbehörde, Forstamt", "2020", "1,2 Mio. €"),
    ("B2", "Hausmeister schulen", "Bauhof", "2024", "k. A."),
    ("B3", "Abwärme der Betriebe im Gewerbepark nutzen", "Wirtschaftsförderung", "2023", "98.000 €"),
)


@pytest.mark.parametrize(
    ("stroke", "fill"),
    [
        ("0.5pt", "none"),
        ("none", "(_, y) => if calc.odd(y) { luma(235) }"),
        ("(x, y) => (bottom: 0.5pt)", "none"),
        ("(x, y) => if y == 0 { (bottom: 1pt) }", "none"),
        ("(x: 0.5pt)", "none"),
        ("none", "none"),
    ],
)
def test_rules_and_fills(stroke: str, fill: str, tmp_path: Path) -> None:
    cells = [f"[*{text}*]" for text in HEAD] + [f"[{text}]" for row in ROWS for text in row]
    source = (
        '#set page(paper: "a4")\n#set text(lang: "de", size: 9pt)\n= Liste der Maßnahmen\n'
        "#table(columns: (auto, 1fr, 1fr, auto, auto), align: (left, left, left, center, right), "
        f"stroke: {stroke}, fill: {fill}, {', '.join(cells)})\n"
    )
    (tmp_path / "table.typ").write_text(source, encoding="utf-8")
    typst.compile(str(tmp_path / "table.typ"), output=str(tmp_path / "table.pdf"))
    ((table,),) = found(tmp_path / "table.pdf")
    assert texts_of(table) == [list(HEAD), *map(list, ROWS)]
    assert table.head_rows == 1
