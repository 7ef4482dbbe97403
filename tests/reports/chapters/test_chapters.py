"""Chapters that are projects, in many designs, and documents whose chapters are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.german.hyphenation import Vocabulary
from extract.layout.document.blocks import read_blocks
from extract.layout.tables.finding import find_tables
from extract.layout.tables.records import Table
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports.chapters.chapters import ChapterReader, ChaptersRead
from extract.reports.chapters.stretches import LEAST_SCORE
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import lexicon
from extract.reports.profile.model import ChapterHeadingRule
from extract.reports.records.entries import Record

designs = pytest.importorskip("tests.reports.chapters.chapter_designs", reason="needs typst")
others = pytest.importorskip("tests.reports.chapters.other_documents", reason="needs typst")


def read(path: Path, *, heading: ChapterHeadingRule | None = None) -> ChaptersRead:
    layouts = read_layouts(How(path=path)).layouts
    vocabulary = Vocabulary.from_lines(line.text for layout in layouts for line in layout.lines)
    tables: list[Table] = []
    for layout in layouts:
        tables += find_tables(layout, previous=tables[-1] if tables else None)
    least = LEAST_SCORE if heading is None else 0.0
    document = ChapterReader(read_blocks(layouts, tables=tables), vocabulary, lexicon())
    return document.read(least_score=least, heading=heading)


def value(record: Record, kind: str) -> str | None:
    return next((entry.body.text for entry in record.entries if entry.name.kind == kind), None)


def texts(record: Record) -> list[tuple[str | None, str]]:
    return [
        (entry.label, squeeze(entry.body.text))
        for entry in record.entries
        if entry.name.kind not in ("title", "number", "action_field")
    ]


@pytest.mark.parametrize("design", designs.DESIGNS, ids=lambda design: design.name)
def test_each_chapter_is_a_project_with_its_labelled_values(design: object, tmp_path: Path) -> None:
    programme = designs.PROGRAMME
    found = read(designs.written(tmp_path / "programme.pdf", design.source(programme)))  # type: ignore[attr-defined]
    names = {name: number for number, name in enumerate(programme.fields, start=1)}
    wanted = [
        (
            design.numbers(measure, count),  # type: ignore[attr-defined]
            design.titles(measure).casefold(),  # type: ignore[attr-defined]
            design.fields(names[name], name),  # type: ignore[attr-defined]
        )
        for count, (name, measure) in enumerate(programme.measures, start=1)
    ]
    got = [
        (value(record, "number"), (value(record, "title") or "").casefold(), value(record, "action_field"))
        for record in found.records
    ]
    assert got == wanted
    for record, (_, measure) in zip(found.records, programme.measures, strict=True):
        own = [
            text.replace(design.extra, "")  # type: ignore[attr-defined]
            for _, text in texts(record)
        ]
        if not design.labels:  # type: ignore[attr-defined]
            assert own == [squeeze(" ".join([measure.lead, *measure.values.values()]))]
            continue
        assert squeeze(measure.lead) in own
        for label, text in measure.values.items():
            assert (design.printed(label), squeeze(text)) in texts(record)  # type: ignore[attr-defined]
        assert len(own) == len(measure.values) + 1


@pytest.mark.parametrize("name", others.OTHERS)
def test_documents_whose_parts_repeat_without_being_projects(name: str, tmp_path: Path) -> None:
    found = read(designs.written(tmp_path / "document.pdf", others.OTHERS[name]))
    assert not found.records, found.reasons
    assert found.passages
    # A profile may say how headings are set, of which none is a project's.
    assert read(tmp_path / "document.pdf", heading=ChapterHeadingRule(numbered=True, bold=True)).passages


def test_entries_of_the_contents_without_a_project_are_found(tmp_path: Path) -> None:
    design = next(design for design in designs.DESIGNS if design.name == "contents")
    source = design.source(designs.PROGRAMME)
    lost = "#heading(level: 2, outlined: true)[#text(size: 1pt, fill: white)[M 2.4 Verlorene Maßnahme]]\n"
    found = read(designs.written(tmp_path / "programme.pdf", source + lost))
    assert len(found.records) == 6
    assert [finding.code for finding in found.findings] == ["contents-mismatch"]
    assert "Verlorene" in found.findings[0].message


def test_how_headings_and_labels_were_understood_is_told(tmp_path: Path) -> None:
    design = designs.DESIGNS[0]
    found = read(designs.written(tmp_path / "programme.pdf", design.source(designs.PROGRAMME)))
    assert found.rule is not None
    assert (found.rule.bold, found.rule.numbered) == (True, True)
    assert {label.label: label.known.name for label in found.labels} == {
        "Zuständig": "responsible",
        "Laufzeit": "period",
        "Kosten": "costs",
        "Nächste Schritte": "next_steps",
    }
    assert {label.records for label in found.labels} == {6}


def test_text_outside_the_projects_is_kept_below_its_headings(tmp_path: Path) -> None:
    design = next(design for design in designs.DESIGNS if design.name == "between-chapters")
    found = read(designs.written(tmp_path / "programme.pdf", design.source(designs.PROGRAMME)))
    headed = {passage.heading: passage for passage in found.passages if passage.heading is not None}
    assert {"Einleitung", "Anlass", "Weg zum Programm", "Mittel und Wege", "Haushalt"} <= set(headed)
    text = headed["Anlass"].body.text
    assert text.startswith("In den Ortsteilen gibt es")
    assert text.endswith("in der Woche.")
    assert {box.page for box in headed["Anlass"].boxes} == {1}


def test_a_line_above_each_title_is_its_field_and_no_end_of_the_chapter_before(tmp_path: Path) -> None:
    path = tmp_path / "overlines.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    truth = (
        ("Mobilität", "Uferweg am Lindensee"),
        ("Gebäude", "Photovoltaik auf Dächern"),
        ("Natur", "Moor im Ried"),
        ("Wasser", "Fährsteg erneuern"),
        ("Energie", "Abwärme der Betriebe"),
    )
    for number, (field, title) in enumerate(truth):
        lines = [
            (8.5, "Helvetica", 20, field),
            (17.0, "Helvetica", 14, title),
            (
                10.0,
                "Helvetica",
                14,
                "Die Gemeinden am See haben das Vorhaben im Frühjahr beschlossen.",
            ),
            (10.0, "Helvetica-Bold", 14, "Träger"),
            (10.0, "Helvetica", 14, f"Zweckverband {number + 1}"),
            (10.0, "Helvetica-Bold", 14, "Laufzeit"),
            (10.0, "Helvetica", 14, f"2023 bis 202{number + 4}"),
            (10.0, "Helvetica-Bold", 14, "Partner"),
            (10.0, "Helvetica", 14, f"Verein {number + 1}"),
        ]
        y = 780.0
        for size, font, leading, text in lines:
            canvas.setFont(font, size)
            canvas.setFillColorRGB(*((0.8, 0.4, 0) if size < 9 else (0, 0, 0)))
            canvas.drawString(60, y - leading, text)
            y -= leading + (6 if font == "Helvetica" else 0)
        canvas.showPage()
    canvas.save()
    found = read(path)
    for number, (record, (field, title)) in enumerate(zip(found.records, truth, strict=True)):
        values = {entry.name.kind: entry.body.text for entry in record.entries}
        assert (values["action_field"], values["title"]) == (field, title)
        assert values["partner"] == f"Verein {number + 1}"


def test_years_as_heads_of_a_table_that_are_others_in_each_chapter(tmp_path: Path) -> None:
    """The unit stands in the line above the table."""
    years = iter(range(2020, 2030))

    def body(measure: designs.Measure) -> str:
        year = next(years)
        heads = f"[], [*{year}*], [*{year + 1}*]"
        table = f"#table(columns: 3, {heads}, [Eigenmittel], [15], [22], [Zuschuss], [40], [5])"
        return f"{designs.label_table(measure)}\n{measure.lead}\n\nKosten in T€\n\n{table}\n"

    design = replace(next(design for design in designs.DESIGNS if design.name == "no-fields"), body=body)
    found = read(designs.written(tmp_path / "programme.pdf", design.source(designs.PROGRAMME)))
    for number, record in enumerate(found.records):
        sums = [
            (entry.label, entry.body.text, entry.period[0].year)
            for entry in record.entries
            if entry.unit is not None and entry.period is not None and entry.unit.factor == 1000
        ]
        year = 2020 + number
        assert sums == [
            ("Eigenmittel", "15", year),
            ("Eigenmittel", "22", year + 1),
            ("Zuschuss", "40", year),
            ("Zuschuss", "5", year + 1),
        ]


def test_sums_of_a_table_in_each_chapter_have_its_unit_and_their_years(tmp_path: Path) -> None:
    table = "#table(columns: 2, [*Jahr*], [*Ansatz in T€*], [2024], [15], [2025], [22])\n"
    design = replace(
        next(design for design in designs.DESIGNS if design.name == "no-fields"),
        body=lambda measure: f"{designs.label_table(measure)}\n{measure.lead}\n\n{table}",
    )
    found = read(designs.written(tmp_path / "programme.pdf", design.source(designs.PROGRAMME)))
    for record, (_, measure) in zip(found.records, designs.PROGRAMME.measures, strict=True):
        sums = [
            (entry.body.text, entry.unit.factor, entry.period[0].year)
            for entry in record.entries
            if entry.unit is not None and entry.period is not None
        ]
        assert sums == [("15", 1000, 2024), ("22", 1000, 2025)]
        # What stands below a table of labels is no part of its last value.
        assert (None, squeeze(measure.lead)) in texts(record)
