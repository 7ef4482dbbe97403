"""docs/german.md: its examples run and print what stands below them, its names exist, its inputs are real."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import re
from pathlib import Path

import pytest

from extract.german.annotate import annotate_stream
from extract.german.components import ATTRIBUTES

PAGE = (Path(__file__).parents[2] / "docs" / "german.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```output\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_examples_print_what_stands_below(code: str, printed: str) -> None:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "docs/german.md", "exec"), {})
    assert out.getvalue() == printed


def test_no_example_is_left_untested() -> None:
    assert len(EXAMPLES) == 3
    fences = re.findall(r"^```(\w+)$", PAGE, flags=re.M)
    assert sorted(fences) == ["output"] * 3 + ["python"] * 3 + ["sh"]


def test_the_line_for_the_command_can_be_read() -> None:
    (line,) = re.findall(r"echo '(.*)' \| fortschritt annotate", PAGE)
    (answer,) = map(json.loads, annotate_stream([line]))
    assert [len(answer[name]) for name in ("dates", "amounts", "shares")] == [1, 1, 1]
    assert set(json.loads(line)) <= set(re.findall(r"`(\w+)`", PAGE.split("## Command line")[1]))


def test_names_exist() -> None:
    names = sorted(set(re.findall(r"`(extract(?:\.\w+)+)", PAGE)))
    assert len(names) > 10
    for name in names:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            module, _, attribute = name.rpartition(".")
            assert hasattr(importlib.import_module(module), attribute), name


def test_files_exist() -> None:
    room = Path(importlib.import_module("extract.german").__file__ or "").parent
    for path in re.findall(
        r"`((?:dates|amounts|hyphenation|organisations)/[\w./]+|shares_corpus\.yaml)`", PAGE
    ):
        assert (room / path).exists(), path


def test_every_component_and_its_configuration_is_named() -> None:
    import spacy

    section = PAGE.split("## spaCy")[1].split("\n## ")[0]
    nlp = spacy.blank("de")
    for attribute in ATTRIBUTES:
        component = f"german_{attribute}s"
        nlp.add_pipe(component)
        assert f"| `{component}` |" in section
        assert f"`span._.{attribute}`" in section
        assert f"`doc._.{attribute}s`" in section
        other_names = {"heading_year", "volume_statement", "factory"}  # of year and funding_statement
        for key in set(nlp.get_pipe_config(component)) - other_names:
            assert f"`{key}`" in section, f"{component}: {key}"
