"""Every query in docs/using-the-tables.md runs on real output in every engine and gives its answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts import answer_questions
from scripts.answer_questions import ENGINES, Question, answer, questions, run_sample, setup

from extract.export.catalogue import views

PAGE = answer_questions.PAGE.read_text(encoding="utf-8")
QUESTIONS = questions(PAGE)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the sample report, read from its PDF."""
    return run_sample(tmp_path_factory.mktemp("sample"))


def test_all_questions_are_answered_in_three_engines() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 16))
    for question in QUESTIONS:
        assert set(question.queries) == set(ENGINES), question.title
        assert len(question.printed) > 1, f"no answer to: {question.title}"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.number}")
def test_query_gives_the_printed_answer(question: Question, engine: str, output: Path) -> None:
    found = answer(question, engine, output=output, preamble=setup(PAGE))
    assert found == question.printed, f"{question.title} Run scripts/answer_questions.py if this is right."


def test_every_ready_view_is_named() -> None:
    for view in views():
        assert f"`{view.name}`" in PAGE


def test_no_code_is_left_untested() -> None:
    fences = re.findall(r"^```(.+)$", PAGE, flags=re.M)
    assert sorted(fences) == sorted(
        ["python setup", *(["python pandas", "python polars", "sql"] * len(QUESTIONS))]
    )
