"""Labels and values that no rule parts, as cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports.engine import extract_report
from extract.reports.names.lexicon import lexicon
from extract.reports.records.sheet_labels import SheetCell
from extract.reports.records.unruled_cells import unruled_cells

Set = tuple[float, str, bool]
"""Left edge, text and whether it is bold."""
VALUES = (
    ("Verantwortlich", "Bauamt der Gemeinde"),
    ("Laufzeit", "2023 bis 2026"),
    ("Kosten", "120.000 Euro"),
    ("Ausblick", "Im Herbst folgt der zweite Abschnitt."),
)


def typeset(
    pages: Sequence[Sequence[Sequence[Set]]], path: Path, leading: float = 20.0, *, titled: bool = False
) -> Path:
    """Sets one line below the other; the first of each page is larger if it is a title."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for lines in pages:
        for number, line in enumerate(lines):
            for x, text, bold in line:
                size = 14 if titled and not number else 10
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
                canvas.drawString(x, 780 - leading * number, text)
        canvas.showPage()
    canvas.save()
    return path


def cells(path: Path) -> list[SheetCell]:
    return unruled_cells(read_layouts(How(path=path)).layouts, lexicon())


def texts(found: Sequence[SheetCell]) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in found]


def pairs(values: Sequence[tuple[str, str]]) -> list[list[Set]]:
    return [[(60, label, True), (200, value, False)] for label, value in values]


def test_labels_and_values_are_cells_that_touch(tmp_path: Path) -> None:
    found = cells(typeset([pairs(VALUES)] * 2, tmp_path / "form.pdf"))
    assert texts(found) == [text for pair in VALUES for text in pair] * 2
    assert [cell.is_label for cell in found] == [True, False] * 8
    for label, value in zip(found[::2], found[1::2], strict=True):
        assert (label.box.x1, label.box.top) == (value.box.x0, value.box.top)


def test_a_value_goes_on_at_the_top_of_the_next_page(tmp_path: Path) -> None:
    rest: list[list[Set]] = [[(200, "und der dritte im Jahr darauf.", False)]]
    pages = [pairs(VALUES), [*rest, *pairs(VALUES)]]
    found = cells(typeset(pages, tmp_path / "over.pdf"))
    assert [cell.is_label for cell in found if cell.page == 2][:2] == [False, True]
    assert texts([cell for cell in found if cell.page == 2])[0] == rest[0][0][1]


def test_a_label_of_two_lines_is_one(tmp_path: Path) -> None:
    long: list[list[Set]] = [
        [(60, "Stand der", True), (200, "Der Weg ist gebaut und seit dem Mai", False)],
        [(60, "Umsetzung", True), (200, "offen; Bänke und Tafeln fehlen noch.", False)],
    ]
    # White space parts the rows, as the lines of one value are not.
    page: list[list[Set]] = [
        line for rows in (long, *([row] for row in pairs(VALUES))) for line in (*rows, [])
    ]
    found = cells(typeset([page] * 2, tmp_path / "two.pdf", leading=12.0))
    assert texts(found)[:2] == [
        "Stand der Umsetzung",
        "Der Weg ist gebaut und seit dem Mai offen; Bänke und Tafeln fehlen noch.",
    ]


def test_two_labels_on_one_line_and_a_label_that_fills_its_column(tmp_path: Path) -> None:
    def page(number: int) -> list[list[Set]]:
        return [
            [
                (60, "Träger:", True),
                (145, "Bauamt", False),
                (300, "Laufzeit:", True),
                (380, "2023–2026", False),
            ],
            [(60, "Kosten:", True), (145, "9.000 €", False), (300, "Status:", True), (380, "läuft", False)],
            # No more than a word space is left behind the longest label.
            [
                (60, "Projektnummer:", True),
                (145, f"P {number}", False),
                (300, "Beginn:", True),
                (380, "2023", False),
            ],
        ]

    found = cells(typeset([page(1), page(2)], tmp_path / "grid.pdf"))
    assert texts(found)[:8] == [
        "Träger:",
        "Bauamt",
        "Laufzeit:",
        "2023–2026",
        "Kosten:",
        "9.000 €",
        "Status:",
        "läuft",
    ]
    assert texts(found)[8:10] == ["Projektnummer:", "P 1"]


def test_notes_in_a_margin_beside_running_text_are_no_cells(tmp_path: Path) -> None:
    notes = ("Zuständig", "Amt für Wege", "Stand", "läuft", "Kosten", "{} Euro", "Laufzeit", "bis {}")
    text = "Der Weg am Ufer wird breiter und bekommt eine feste Decke."
    pages = [
        [
            [(60, note.format(2020 + number), place % 2 == 0), (200, text, False)]
            for place, note in enumerate(notes)
        ]
        for number in range(4)
    ]
    assert cells(typeset(pages, tmp_path / "margin.pdf")) == []


OTHERS = {
    "calendar": (
        ("Datum:", "{}. Oktober 2025"),
        ("Ort:", "Stadthalle"),
        ("Veranstalter:", "Kulturamt"),
        ("Eintritt:", "{} Euro"),
        ("Beschreibung:", "Ein Abend für alle, die gern zuhören."),
    ),
    "catalogue": (
        ("Artikel-Nr.", "47-{}"),
        ("Material", "Robinie, geölt"),
        ("Maße", "180 x {} cm"),
        ("Preis", "{}9 Euro"),
        ("Lieferzeit", "vier Wochen"),
        ("Beschreibung", "Wetterfest und leicht zu pflegen."),
    ),
    "courses": (
        ("Kurs-Nr.:", "25-10{}"),
        ("Leitung:", "Karla Linde"),
        ("Beginn:", "{}. Februar 2026"),
        ("Dauer:", "8 Abende"),
        ("Kosten:", "6{} Euro"),
        ("Inhalt:", "Wir üben in kleinen Gruppen und mit viel Ruhe."),
    ),
    "plans-on-display": (
        ("Ort der Auslegung:", "Rathaus, Zimmer 1{}"),
        ("Zeit:", "Montag bis Freitag 8 bis 12 Uhr"),
        ("Frist:", "{}. Mai 2025"),
        ("Amt:", "Stadtplanungsamt"),
        ("Auskunft:", "Frau Linde"),
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_other_documents_set_like_sheets_are_no_projects(what: str, tmp_path: Path) -> None:
    number_of = "Nr. 4{} " if what == "plans-on-display" else ""
    names = ("Abend am Kamin", "Bank unter Linden", "Weg zum Bach", "Platz der Schulen", "Garten im Hof")
    pages = [
        [
            [(60, number_of.format(number) + name, True)],
            *pairs([(label, value.format(number + 3)) for label, value in OTHERS[what]]),
        ]
        for number, name in enumerate(names)
    ]
    assert not extract_report(typeset(pages, tmp_path / "others.pdf", titled=True)).projects


def test_sheets_say_more_than_chapters_of_the_same_text(tmp_path: Path) -> None:
    """Rows close below each other: the labels alone read like a heading of two lines."""
    titles = ("Uferweg", "Fährsteg", "Moor im Ried")
    canvas = Canvas(str(tmp_path / "close.pdf"), pagesize=(595, 842))
    for number, title in enumerate(titles):
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(60, 790, f"M{number + 1} {title}")
        for place, (label, value) in enumerate((*VALUES, ("Beteiligte", "Anlieger am See"))):
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(60, 750 - 14 * place, label)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(200, 750 - 14 * place, value)
        canvas.showPage()
    canvas.save()
    found = extract_report(tmp_path / "close.pdf").projects
    assert [(project.project_id, project.title, project.responsible) for project in found] == [
        (f"M{number + 1}", title, VALUES[0][1]) for number, title in enumerate(titles)
    ]
