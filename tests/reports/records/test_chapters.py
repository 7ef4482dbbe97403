"""Chapters that are projects, in many designs, and documents whose chapters are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.german.hyphenation import Vocabulary
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import lexicon
from extract.reports.records.chapters import ChaptersRead, read_chapters
from extract.reports.records.entries import Record

designs = pytest.importorskip("tests.reports.records.chapter_designs", reason="needs typst")


def read(path: Path) -> ChaptersRead:
    layouts = read_layouts(How(path=path)).layouts
    vocabulary = Vocabulary.from_lines(line.text for layout in layouts for line in layout.lines)
    return read_chapters(layouts, (), vocabulary, lexicon())


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
            measure.title.casefold(),
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
        own = [text for _, text in texts(record)]
        assert squeeze(measure.lead) in own
        for label, text in measure.values.items():
            assert (label, squeeze(text)) in texts(record)
        assert len(own) == len(measure.values) + 1
