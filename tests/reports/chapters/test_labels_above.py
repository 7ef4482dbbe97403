"""Labels side by side above their values."""

from __future__ import annotations

from extract.layout.lines import printed_lines
from extract.layout.records import Line
from extract.pdf.records import Box, Word
from extract.reports.chapters.labels_above import in_columns
from extract.reports.names.lexicon import lexicon


def line_of(top: float, *texts: tuple[float, str]) -> list[Word]:
    words = []
    for x0, text in texts:
        for word in text.split():
            box = Box(1, x0, top, x0 + 5 * len(word), top + 10)
            words.append(Word(word, box, "Werk-Regular", 10.0, (0, 0, 0), False, False, 0, len(words)))
            x0 = box.x1 + 2.5
    return words


def lines_of(*rows: list[Word]) -> list[Line]:
    return printed_lines([word for row in rows for word in row], region=0)


def test_each_label_stands_right_above_its_own_value() -> None:
    lines = lines_of(
        line_of(0, (0, "Zuständig"), (120, "Laufzeit"), (240, "Kosten")),
        line_of(12, (0, "Genossenschaft Ufer"), (120, "2024 bis 2028"), (240, "88.500 Euro")),
        line_of(24, (0, "eG")),
    )
    assert [line.text for line in in_columns(lines, lexicon())] == [
        "Zuständig",
        "Genossenschaft Ufer",
        "eG",
        "Laufzeit",
        "2024 bis 2028",
        "Kosten",
        "88.500 Euro",
    ]


def test_text_that_runs_on_below_two_words_apart_stays_as_it_is() -> None:
    lines = lines_of(
        line_of(0, (0, "Zuständig"), (120, "Laufzeit")),
        line_of(12, (0, "Am Ufer entsteht im Jahr 2025 ein Weg für alle Leute der Stadt")),
    )
    assert in_columns(lines, lexicon()) == lines


def test_words_apart_that_nobody_knows_are_no_labels() -> None:
    lines = lines_of(line_of(0, (0, "Lohmau"), (120, "Altenfels")), line_of(12, (0, "eins"), (120, "zwei")))
    assert in_columns(lines, lexicon()) == lines
