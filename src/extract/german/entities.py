"""Named entities of an installed spaCy pipeline, for people who have a trained one.

The pipeline gets the German room's own components before its first one, so that its components can look at
``doc.spans`` and the records of dates, amounts, shares and organisations. What counts as an entity is what
the pipeline leaves in ``doc.ents``. spaCy is loaded at the first question, not at import.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract.german.records import EntityMention

if TYPE_CHECKING:
    from spacy.language import Language

BATCH: Final = 128
"""Texts a pipeline works on at a time, unless the caller says otherwise."""
OWN_COMPONENTS: Final = ("german_dates", "german_amounts", "german_shares", "german_organisations")


class PipelineError(ValueError):
    """A pipeline that cannot be used; the message is a sentence for people."""


class PipelineNotInstalledError(PipelineError):
    """No package or folder has the pipeline's name."""


def find_entities(
    texts: Iterable[str], *, pipeline: str, batch_size: int = BATCH
) -> Iterator[tuple[EntityMention, ...]]:
    """The entities of each text in the order of the texts, those of a text in its order.

    Args:
        texts: running texts; they are drawn a batch at a time.
        pipeline: name of an installed pipeline (``de_core_news_sm``) or the path of a saved one.
        batch_size: texts at a time.

    Yields:
        One tuple per text, empty where it has no entities; offsets count the text's characters.

    Raises:
        PipelineNotInstalledError: there is no such pipeline.
        PipelineError: it is there and cannot be loaded, or one of its components fails.
    """
    nlp = load_pipeline(pipeline)
    docs = nlp.pipe(texts, batch_size=batch_size)
    while True:
        try:
            doc = next(docs)
        except StopIteration:
            return
        except Exception as error:  # components of other people raise what they like
            raise PipelineError(f"The spaCy pipeline {pipeline} failed: {_first_line(error)}") from error
        yield tuple(
            EntityMention(start=span.start_char, end=span.end_char, text=span.text, label=span.label_)
            for span in doc.ents
        )


def require_pipeline(name: str) -> None:
    """Says before any work is done that a pipeline is missing.

    Raises:
        PipelineNotInstalledError: no installed package and no folder has that name.
    """
    from spacy.util import is_package

    if not is_package(name) and not Path(name).is_dir():
        raise PipelineNotInstalledError(
            f"The spaCy pipeline {name} is not installed:"
            f" install it (python -m spacy download {name}) or leave the setting spacy_pipeline empty."
        )


@lru_cache(maxsize=2)
def load_pipeline(name: str) -> Language:
    """The pipeline with the German room's components before its own; kept for the next call.

    Raises:
        PipelineNotInstalledError: there is no such pipeline.
        PipelineError: it cannot be loaded.
    """
    require_pipeline(name)
    import spacy

    # Its import makes the factories known where no entry points are installed.
    from extract.german.components import ATTRIBUTES

    try:
        nlp = spacy.load(name)
    except Exception as error:
        raise PipelineError(f"The spaCy pipeline {name} cannot be loaded: {_first_line(error)}") from error
    assert ATTRIBUTES
    for component in reversed(OWN_COMPONENTS):
        if component not in nlp.pipe_names:
            nlp.add_pipe(component, first=True)
    return nlp


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
