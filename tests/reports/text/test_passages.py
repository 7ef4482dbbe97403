"""Printed lines become running text: joined, parted and listed as a reader would, no letter lost."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.layout.paper import BODY, BOLD, LEADING, Paper, column

from extract.german.hyphenation import Vocabulary
from extract.reports.text.passages import BULLETS, Part, passage

NO_WORDS = Vocabulary()
FULL = "Der Weg um den ganzen See wird für alle frei sein"
"""A full line: text that runs on does so behind a line of about this length."""


def parts(text: str) -> list[Part]:
    return [Part(line) for line in column(text)]


def read(text: str) -> str:
    return passage(parts(text), NO_WORDS).text


def hanging(*items: tuple[str, list[str]], x: float = 60.0, hang: float = 12.0) -> list[Part]:
    """List items with a mark and their lines hanging beside it."""
    paper = Paper()
    top = 100.0
    for mark, lines in items:
        if mark:
            paper.line(x, top, mark)
        for line in lines:
            paper.line(x + hang, top, line)
            top += LEADING * BODY.size
    return [Part(line) for line in paper.column()]


def test_lines_are_joined() -> None:
    assert read(f"{FULL}\nund schön.") == f"{FULL} und schön."


def test_word_broken_at_the_line_end_is_whole() -> None:
    assert read("Der Weg um den See wird heuer Pflege-\nheim und Hafen verbinden") == (
        "Der Weg um den See wird heuer Pflegeheim und Hafen verbinden"
    )


def test_hyphen_that_waits_for_a_word_stays() -> None:
    assert read("Der Weg ist frei für Fuß- \nund Radverkehr am ganzen See") == (
        "Der Weg ist frei für Fuß- und Radverkehr am ganzen See"
    )


def test_document_is_a_witness_of_its_hyphens() -> None:
    known = Vocabulary.from_texts(["Die See-Runde ist lang."])
    lines = parts("Der Weg um den ganzen See heißt nun See-\nRunde für alle")
    assert passage(lines, known).text == "Der Weg um den ganzen See heißt nun See-Runde für alle"


def test_white_space_parts_paragraphs() -> None:
    assert read(f"{FULL}\n{FULL}.\n\nDann folgt mehr.") == f"{FULL} {FULL}.\nDann folgt mehr."


def test_line_end_that_was_meant() -> None:
    """A line that ends although the next word had fitted: its end is kept."""
    assert read(f"{FULL}\nLand: 40.000 Euro\nBund: 60.000 Euro") == (
        f"{FULL}\nLand: 40.000 Euro\nBund: 60.000 Euro".replace(f"{FULL}\n", f"{FULL} ")
    )


def test_short_line_before_a_long_word_runs_on() -> None:
    """The next word had not fitted: the line end says nothing."""
    text = read(f"{FULL} und\nmit dem neuen\nFahrgastinformationssystemverbundprojekt verbunden")
    assert "\n" not in text


def test_bullets_open_lines() -> None:
    found = passage(hanging(("•", ["erster Abschnitt"]), ("•", ["zweiter Abschnitt"])), NO_WORDS).text
    assert found == "• erster Abschnitt\n• zweiter Abschnitt"


@pytest.mark.parametrize("mark", sorted(BULLETS))
def test_every_mark_becomes_a_bullet(mark: str) -> None:
    assert passage(hanging((mark, ["erster"]), (mark, ["zweiter"])), NO_WORDS).text == "• erster\n• zweiter"


def test_bullet_without_space_behind_it() -> None:
    assert read("•erster Abschnitt\n•zweiter Abschnitt") == "• erster Abschnitt\n• zweiter Abschnitt"


def test_item_over_two_lines() -> None:
    items = hanging(("•", ["der erste Abschnitt am Ufer, der", "bis zur Mühle geht"]), ("•", ["der zweite"]))
    assert passage(items, NO_WORDS).text == (
        "• der erste Abschnitt am Ufer, der bis zur Mühle geht\n• der zweite"
    )


def test_icons_are_bullets() -> None:
    paper = Paper()
    for number, text in enumerate(["erster Abschnitt", "zweiter Abschnitt"]):
        paper.icon(60, 100 + 13 * number)
        paper.line(76, 100 + 13 * number, text)
    found = passage([Part(line) for line in paper.column()], NO_WORDS).text
    assert found == "• erster Abschnitt\n• zweiter Abschnitt"


def test_dashes_as_marks() -> None:
    items = hanging(("–", ["der Abschnitt am Ufer, der", "bis zur Mühle geht"]), ("–", ["der Wald"]))
    assert passage(items, NO_WORDS).text == "• der Abschnitt am Ufer, der bis zur Mühle geht\n• der Wald"


def test_dash_between_words_that_starts_a_line_is_no_mark() -> None:
    found = read("Der Weg um den See – das freut alle\n– führt bis zur Mühle und weiter\nin den Wald am Ufer")
    assert "•" not in found
    assert "\n" not in found


def test_dash_right_below_a_dash_is_a_mark() -> None:
    found = read("– der Abschnitt am Ufer\n– der Wald und\nder Hang")
    assert found.startswith("• der Abschnitt am Ufer\n• der Wald")


def test_numbered_items() -> None:
    found = passage(hanging(("1.", ["Messen"]), ("2.", ["Planen"]), ("3.", ["Bauen"])), NO_WORDS).text
    assert found == "1. Messen\n2. Planen\n3. Bauen"


def test_lettered_items() -> None:
    found = passage(hanging(("a)", ["Messen"]), ("b)", ["Planen"])), NO_WORDS).text
    assert found == "a) Messen\nb) Planen"


def test_day_at_the_start_of_a_line_is_no_number() -> None:
    assert read("Das Fest am Hafen beginnt heuer am\n3. Mai und dauert bis zum Abend am") == (
        "Das Fest am Hafen beginnt heuer am 3. Mai und dauert bis zum Abend am"
    )


def test_text_behind_a_list_starts_anew() -> None:
    paper = Paper()
    for number, text in enumerate(["erster Abschnitt am Hafen", "zweiter Abschnitt am Wald"]):
        paper.line(60, 100 + 13 * number, "•")
        paper.line(72, 100 + 13 * number, text)
    paper.line(60, 126, "Danach ist alles fertig und offen.")
    assert passage([Part(line) for line in paper.column()], NO_WORDS).text.split("\n") == [
        "• erster Abschnitt am Hafen",
        "• zweiter Abschnitt am Wald",
        "Danach ist alles fertig und offen.",
    ]


def test_run_in_heading_is_left_out() -> None:
    (line,) = column("**Ziel** Der Weg wird frei")
    assert passage([Part(line, 1)], NO_WORDS).text == "Der Weg wird frei"


def test_text_over_two_columns_runs_on() -> None:
    left, right = Paper(), Paper()
    left.line(60, 700, "Der Weg um den ganzen See wird für alle")
    right.line(320, 100, "frei und schön.")
    lines = [Part(left.column(region=0)[0]), Part(right.column(region=1)[0])]
    assert passage(lines, NO_WORDS).text == "Der Weg um den ganzen See wird für alle frei und schön."


def test_edge_of_the_column_decides_what_had_fitted() -> None:
    """Two short lines look full by themselves; the column they stand in says that their end was meant."""
    lines = parts("Land: 40.000 Euro\nBund: 60.000 Euro")
    assert passage(lines, NO_WORDS).text == "Land: 40.000 Euro Bund: 60.000 Euro"
    assert passage(lines, NO_WORDS, edges={(1, 0): 400.0}).text == "Land: 40.000 Euro\nBund: 60.000 Euro"


def test_hyphen_is_no_meant_line_end() -> None:
    """A broken word whose first syllable had fitted: line ends by hand are not paragraphs."""
    lines = parts("Am Fähr-\nhafen wird gebaut")
    assert passage(lines, NO_WORDS, edges={(1, 0): 400.0}).text == "Am Fährhafen wird gebaut"


def test_nothing_gives_nothing() -> None:
    found = passage([], NO_WORDS)
    assert (found.text, found.boxes()) == ("", ())


def test_place_of_a_word_behind_a_joined_one() -> None:
    paper = Paper()
    paper.line(60, 100, "Der Weg am Fähr-")
    paper.line(60, 113, "hafen ist schön")
    found = passage([Part(line) for line in paper.column()], NO_WORDS)
    start = found.text.index("schön")
    (box,) = found.boxes(start, start + 5)
    assert box == paper.words[-1].box


def test_place_of_an_item_covers_its_mark() -> None:
    items = hanging(("•", ["erster"]), ("•", ["zweiter"]))
    found = passage(items, NO_WORDS)
    assert [box.x0 for box in found.boxes()] == [60.0, 60.0]


def letters(text: str) -> str:
    """What no cleaning may change: everything but white space, hyphens and list marks."""
    plain = unicodedata.normalize("NFC", text)
    return re.sub(rf"[\s\-–—−‐{''.join(BULLETS)}]", "", plain)


SPECIAL = st.sampled_from(["•", "–", "1.", "2.", "a)", "See-", "2024", "Der", "Fuß-", "und", "40.000", "€"])
SEVEN = st.lists(st.booleans(), min_size=7, max_size=7)
LINES = st.lists(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["•", "–", "1.", "2.", "a)", "See-", "2024", "Der", "Fuß-", "und", "40.000", "€"]
            ),
            st.text("abcdefgäöüßABC", min_size=1, max_size=9),
        ),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
    max_size=7,
)


@settings(deadline=None, max_examples=150)
@given(
    LINES, st.lists(st.booleans(), min_size=7, max_size=7), st.lists(st.booleans(), min_size=7, max_size=7)
)
def test_letters_are_preserved(rows: list[list[str]], spaced: list[bool], indented: list[bool]) -> None:
    paper = Paper()
    top = 60.0
    for row, space, indent in zip(rows, spaced, indented, strict=False):
        top += 13 + 9 * space
        paper.line(60 + 12 * indent, top, " ".join(row), BOLD if space else BODY)
    lines = [Part(line) for line in paper.column()]
    found = passage(lines, NO_WORDS)
    printed = " ".join(" ".join(row) for row in rows)
    assert letters(found.text) == letters(printed)
    assert len(found.boxes()) == len(rows)
    for match in re.finditer(r"\S+", found.text):
        assert found.boxes(*match.span())


def test_short_dash_items_below_a_bullet() -> None:
    """Dashes below each other are marks, though the line above them does not end."""
    items = hanging(("•", ["Stege am Nordufer"]), ("–", ["am Hafen"]), ("–", ["im Wald"]))
    assert passage(items, NO_WORDS).text == "• Stege am Nordufer\n• am Hafen\n• im Wald"
