"""Sheets of labels and values, read without a profile, in many designs."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.records.sheet_designs import INTRO, Project, SheetDesign, projects, typeset_sheets

from extract.german.hyphenation import Vocabulary
from extract.layout.tables import Table, find_tables
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports.names.lexicon import lexicon
from extract.reports.records.entries import Record
from extract.reports.records.label_sheets import SheetsRead, read_label_sheets

KINDS = {"Zuständigkeit": "responsible", "Beteiligte": "partner", "Zeitraum": "date", "Gesamtkosten": "money"}


def read(path: Path) -> SheetsRead:
    layouts = read_layouts(How(path=path)).layouts
    tables: list[Table] = []
    previous: Table | None = None
    for layout in layouts:
        found = find_tables(layout, previous=previous)
        previous = found[-1] if found else None
        tables += found
    vocabulary = Vocabulary.from_lines(line.text for layout in layouts for line in layout.lines)
    return read_label_sheets(layouts, tables, vocabulary, lexicon())


def value_of(record: Record, kind: str) -> str | None:
    return next((flat(entry.body.text) for entry in record.entries if entry.name.kind == kind), None)


def flat(text: str) -> str:
    return " ".join(text.split())


def check(found: SheetsRead, truth: list[Project]) -> None:
    assert len(found.records) == len(truth), found.reasons
    for record, project in zip(found.records, truth, strict=True):
        assert value_of(record, "title") == project.title
        assert value_of(record, "number") == project.number
        assert value_of(record, "action_field") == project.field
        labelled = {entry.label: flat(entry.body.text) for entry in record.entries if entry.label}
        for label, value in project.values:
            assert labelled.get(label) == value
        for label, kind in KINDS.items():
            assert next(entry.name.kind for entry in record.entries if entry.label == label) == kind


DESIGNS = [
    SheetDesign(),
    SheetDesign(bold=False),
    SheetDesign(lines="frames"),
    SheetDesign(head="bar"),
    SheetDesign(head="labelled"),
    SheetDesign(head="labelled", bold=False),
    SheetDesign(head="outside"),
    SheetDesign(columns=2),
    SheetDesign(columns=2, bold=False, head="labelled"),
    SheetDesign(place="above"),
    SheetDesign(place="above", columns=2),
    SheetDesign(place="above", columns=3, head="labelled"),
    SheetDesign(place="above", columns=3, bold=False),
    SheetDesign(place="below", columns=2, head="labelled"),
    SheetDesign(place="lead"),
    SheetDesign(place="lead", columns=2),
    SheetDesign(place="lead", columns=3, head="bar"),
    SheetDesign(place="lead", columns=2, head="outside"),
    SheetDesign(place="lead", lines="frames", columns=2),
    SheetDesign(place="lead", columns=2, head="labelled"),
    SheetDesign(place="colon", columns=2),
    SheetDesign(place="colon", head="labelled"),
    SheetDesign(per_page=2),
    SheetDesign(per_page=2, place="lead", columns=2),
    SheetDesign(per_page=2, place="above", columns=3),
    SheetDesign(split=True),
    SheetDesign(split=True, place="lead", columns=2),
    SheetDesign(split=True, place="above", columns=2),
    SheetDesign(head="named"),
    SheetDesign(place="mixed", head="labelled"),
    SheetDesign(place="mixed", head="labelled", bold=False, per_page=2),
    SheetDesign(head="outside", document=True),
    SheetDesign(lines="stripes"),
    SheetDesign(lines="stripes", head="labelled"),
    SheetDesign(lines="stripes", head="outside"),
    SheetDesign(lines="none", head="labelled"),
    SheetDesign(lines="none", head="labelled", bold=False, colons=True),
    SheetDesign(lines="none", head="labelled", bold=False, colons=True, columns=2),
    SheetDesign(lines="none", head="labelled", split=True),
    SheetDesign(lines="none", head="outside"),
    SheetDesign(lines="none", head="outside", bold=False),
    SheetDesign(lines="none", head="outside", centred=True, per_page=2),
    SheetDesign(lines="none", head="outside", document=True, per_page=2),
    SheetDesign(lines="none", place="mixed", head="labelled", colons=True),
    SheetDesign(lines="none", place="mixed", head="outside"),
]


@pytest.mark.parametrize("design", DESIGNS, ids=repr)
@pytest.mark.parametrize("count", [4, 9])
def test_designs(design: SheetDesign, count: int, tmp_path: Path) -> None:
    truth = projects(count)
    check(read(typeset_sheets(truth, design, tmp_path / "sheets.pdf")), truth)


@pytest.mark.parametrize("place", ["left", "lead", "above"])
def test_text_without_label_below_the_title(place: str, tmp_path: Path) -> None:
    truth = projects(5)
    design = SheetDesign(place=place, intro=True)  # type: ignore[arg-type]
    found = read(typeset_sheets(truth, design, tmp_path / "sheets.pdf"))
    check(found, truth)
    for record in found.records:
        assert [flat(entry.body.text) for entry in record.entries if entry.label is None][-1] == INTRO


def test_phone_cards_are_no_projects(tmp_path: Path) -> None:
    people = [
        Project(
            f"{number}",
            f"Karla Linde{number}",
            "Amt",
            (
                ("Telefon", f"0123 45{number}"),
                ("E-Mail", f"a{number}@b.de"),
                ("Raum", f"1{number}"),
                ("Zuständigkeit", "Bauamt"),
            ),
        )
        for number in range(6)
    ]
    assert read(typeset_sheets(people, SheetDesign(), tmp_path / "cards.pdf")).records == ()


def test_one_sheet_alone_is_none(tmp_path: Path) -> None:
    assert read(typeset_sheets(projects(1), SheetDesign(), tmp_path / "one.pdf")).records == ()


def test_a_minus_apart_from_its_sum_counts(tmp_path: Path) -> None:
    """Cells of figures with their unit, the sign set apart, below no head."""
    from reportlab.pdfgen.canvas import Canvas

    from extract.reports.engine import extract_report

    path = tmp_path / "figures.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(
        60, 760, "Der Haushalt der Gemeinde Auental wird in diesem Jahr um folgende Beträge entlastet."
    )
    for number, (label, value) in enumerate(
        (("Personal", "- 1,4 Mio. €"), ("Gebäude", "- 0,7 Mio. €"), ("Steuern", "+ 1,1 Mio. €"))
    ):
        canvas.drawString(60, 700 - 20 * number, label)
        canvas.drawRightString(400, 700 - 20 * number, value)
    canvas.save()
    values = sorted(float(found.mention.value or 0) for found in extract_report(path).amounts)
    assert values == [-1_400_000, -700_000, 1_100_000]
