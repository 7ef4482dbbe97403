"""What a user's own spaCy pipeline finds stands in its own table, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from reportlab.pdfgen.canvas import Canvas

from extract.german.entities import PipelineNotInstalledError
from extract.reports import extract_report


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": "Wieren"}])
    nlp.to_disk(tmp_path / "orte")
    return tmp_path / "orte"


def written(path: Path) -> Path:
    canvas = Canvas(str(path))
    for number in range(4):
        canvas.drawString(
            60, 700 - 14 * number, "Die Brücke über die Wieren wird im Sommer von der Stadt gebaut."
        )
    canvas.save()
    return path


def test_entities_have_their_text_and_place(tmp_path: Path, pipeline: Path) -> None:
    report = extract_report(written(tmp_path / "bericht.pdf"), spacy_pipeline=str(pipeline))
    assert len(report.entities) == 4
    for one in report.entities:
        assert (one.label, one.text, one.parent.source) == ("LOC", "Wieren", "passage")
        body = report.passages[one.parent.position or 0].body.text
        assert body[one.start : one.end] == "Wieren"
        assert one.boxes


def test_none_are_looked_for_unless_asked(tmp_path: Path) -> None:
    assert extract_report(written(tmp_path / "bericht.pdf")).entities == ()


def test_a_pipeline_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(PipelineNotInstalledError, match="de_core_nirgends is not installed"):
        extract_report(written(tmp_path / "bericht.pdf"), spacy_pipeline="de_core_nirgends")
