"""Entities of a pipeline that the test makes and saves itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from extract.german.entities import PipelineError, PipelineNotInstalledError, find_entities, load_pipeline


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline with rules for a place and a river."""
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "LOC", "pattern": "Lautertal"},
            {"label": "LOC", "pattern": [{"LOWER": "kleine"}, {"LOWER": "lauter"}]},
            {"label": "PER", "pattern": "Ute Berg"},
        ]
    )
    path = tmp_path_factory.mktemp("pipeline") / "rules"
    nlp.to_disk(path)
    return str(path)


def test_entities_of_each_text_in_order(saved: str) -> None:
    texts = ["Ute Berg baut in Lautertal.", "", "Nichts von dem.", "Die kleine Lauter fließt."]
    found = list(find_entities(texts, pipeline=saved, batch_size=2))
    assert [[(entity.label, entity.text) for entity in entities] for entities in found] == [
        [("PER", "Ute Berg"), ("LOC", "Lautertal")],
        [],
        [],
        [("LOC", "kleine Lauter")],
    ]
    for text, entities in zip(texts, found, strict=True):
        assert all(text[entity.start : entity.end] == entity.text for entity in entities)


def test_texts_are_drawn_as_they_are_needed(saved: str) -> None:
    drawn: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(100):
            drawn.append(number)
            yield f"Lautertal {number}"

    first = next(find_entities(texts(), pipeline=saved, batch_size=5))
    assert [entity.text for entity in first] == ["Lautertal"]
    assert len(drawn) < 100


def test_own_finders_come_first(saved: str) -> None:
    nlp = load_pipeline(saved)
    assert nlp.pipe_names[:4] == ["german_dates", "german_amounts", "german_shares", "german_organisations"]
    doc = nlp("Seit Mai 2021 in Lautertal")
    assert [record.text for record in doc._.dates] == ["Mai 2021"]


def test_a_pipeline_that_has_them_keeps_its_order(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("german_dates", config={"spans_key": "zeit"})
    nlp.to_disk(tmp_path / "own")
    loaded = load_pipeline(str(tmp_path / "own"))
    assert loaded.pipe_names[-2:] == ["sentencizer", "german_dates"]
    assert loaded.pipe_names.count("german_dates") == 1


@pytest.mark.parametrize("name", ["de_not_here_sm", "de", "/nowhere/at/all"])
def test_a_pipeline_that_is_not_installed(name: str) -> None:
    with pytest.raises(PipelineNotInstalledError, match=f"{name} is not installed: install it"):
        list(find_entities(["Text"], pipeline=name))


def test_a_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be loaded") as caught:
        list(find_entities(["Text"], pipeline=str(tmp_path)))
    assert not isinstance(caught.value, PipelineNotInstalledError)


def test_a_component_that_fails(saved: str) -> None:
    def texts() -> Iterator[str]:
        yield "Lautertal"
        yield "x" * 1_000_001  # longer than spaCy works on

    stream = find_entities(texts(), pipeline=saved, batch_size=1)
    assert len(next(stream)) == 1
    with pytest.raises(PipelineError, match="failed"):
        next(stream)


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, extract.german.entities; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
