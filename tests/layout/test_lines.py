"""Words of a column become printed lines; icons go to the line they stand beside."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.paper import BODY, BOLD, SMALL, Paper, column, shuffled

from extract.layout.lines import attach_icons, printed_lines
from extract.pdf.records import Box, Word


def texts(words: list[Word]) -> list[str]:
    return [line.text for line in printed_lines(words, region=0)]


def test_lines_from_top_to_bottom() -> None:
    assert [line.text for line in column("Der Weg am See\nführt in den Wald.")] == [
        "Der Weg am See",
        "führt in den Wald.",
    ]


def test_order_in_the_file_does_not_matter() -> None:
    paper = Paper()
    paper.prose(60, 100, 220, 9)
    assert texts(shuffled(paper.words)) == texts(paper.words)


def test_white_space_above_is_measured() -> None:
    first, second, third = column("Eins\nzwei\n\nvier")[:3]
    assert (first.gap_above, second.gap_above, third.gap_above) == pytest.approx((0, 3, 16))


def test_raised_number_joins_its_line() -> None:
    paper = Paper()
    end = paper.line(60, 100, "Das Ufer am Netz")
    paper.line(end, 98.5, "3", BODY.sized(6))
    paper.line(60, 113, "wird gepflegt.")
    assert texts(paper.words) == ["Das Ufer am Netz 3", "wird gepflegt."]


def test_lowered_index_joins_its_line() -> None:
    """A subscript overlaps the line below, too: it belongs to the line of its base."""
    paper = Paper()
    end = paper.line(60, 100, "Jedes Jahr 40 t CO")
    paper.line(end, 105.5, "2", BODY.sized(6.5))
    paper.line(60, 111, "weniger durch den Bus.")
    assert texts(paper.words)[1] == "weniger durch den Bus."
    assert texts(paper.words)[0].replace(" ", "") == "JedesJahr40tCO2"


def test_setting_that_changes_within_a_word_keeps_it_whole() -> None:
    assert column("Der **See**weg")[0].text == "Der Seeweg"


def test_glued_word_far_from_its_predecessor_is_a_word() -> None:
    """Words that follow each other in the file without space may stand in different places."""
    paper = Paper()
    paper.line(60, 100, "Links")
    paper.line(200, 100, "rechts")
    words = [paper.words[0], replace(paper.words[1], glued=True)]
    assert texts(words) == ["Links rechts"]


def test_style_is_that_of_most_characters() -> None:
    (line,) = column("**Ziel** ist ein Weg um den ganzen See herum")
    assert not line.style.bold
    (line,) = column("**Ziel des Vorhabens** am See")
    assert line.style.bold


def test_lines_of_two_sizes_do_not_merge() -> None:
    paper = Paper()
    paper.line(60, 100, "Überschrift", BOLD.sized(18))
    paper.line(60, 119, "Kleingedrucktes darunter", SMALL)
    assert texts(paper.words) == ["Überschrift", "Kleingedrucktes darunter"]


def test_icon_before_and_after() -> None:
    paper = Paper()
    paper.icon(60, 100)
    paper.line(78, 100, "Erster Abschnitt fertig")
    end = paper.line(60, 120, "Mehrwert")
    paper.icon(end + 5, 120)
    first, second = paper.column()
    assert (len(first.before), len(first.after)) == (1, 0)
    assert (len(second.before), len(second.after)) == (0, 1)


def test_icon_far_off_or_between_lines_is_left_over() -> None:
    paper = Paper()
    paper.line(60, 100, "Ein Satz")
    paper.icon(300, 100)
    paper.icon(60, 140)
    lines, free = attach_icons(printed_lines(paper.words, region=0), paper.icons)
    assert len(free) == 2
    assert not lines[0].before
    assert not lines[0].after


def test_icon_goes_to_the_nearest_line() -> None:
    """Two columns: the tick between them belongs to the text right of it, which is nearer."""
    paper = Paper()
    end = paper.line(60, 100, "Linke Spalte")
    paper.icon(end + 20, 100)
    paper.line(end + 34, 100, "Rechte Spalte")
    left, right = (printed_lines([word], region=0)[0] for word in (paper.words[1], paper.words[2]))
    (left, right), free = attach_icons([left, right], paper.icons)
    assert (len(left.after), len(right.before), len(free)) == (0, 1, 0)


WORDS = st.lists(
    st.tuples(
        st.floats(0, 500, width=16),
        st.floats(0, 700, width=16),
        st.sampled_from([6.0, 9.0, 10.0, 14.0, 24.0]),
        st.text("abcdeÄß1.-", min_size=1, max_size=8),
        st.booleans(),
    ),
    min_size=1,
    max_size=30,
)


@given(WORDS)
def test_every_word_is_in_exactly_one_line(places: list[tuple[float, float, float, str, bool]]) -> None:
    words = [
        Word(
            text=text,
            box=Box(1, x, top, x + 5 * len(text), top + size),
            font="Werk",
            size=size,
            color=None,
            bold=False,
            italic=False,
            rotation=0,
            order=order,
            glued=glued,
        )
        for order, (x, top, size, text, glued) in enumerate(places)
    ]
    lines = printed_lines(words, region=3)
    assert sorted(word.order for line in lines for word in line.words) == list(range(len(words)))
    for line in lines:
        assert line.region == 3
        assert not line.words[0].glued
        assert [word.box.x0 for word in line.words] == sorted(word.box.x0 for word in line.words)
        assert line.box.x0 == min(word.box.x0 for word in line.words)
        assert line.box.bottom == max(word.box.bottom for word in line.words)


@pytest.mark.parametrize("x", [90, 83], ids=["beside", "kerned"])
def test_initial_over_three_lines_opens_the_first(x: float) -> None:
    paper = Paper()
    paper.line(60, 88, "Zielsetzung", BOLD)
    assert paper.line(60, 98, "D", BODY.sized(36)) == pytest.approx(84, abs=1)
    for row, text in enumerate(["er Weg am See", "wird für alle frei", "und schön"]):
        paper.line(90 if row else x, 103 + 12 * row, text)
    assert [line.text for line in paper.column()] == [
        "Zielsetzung",
        "Der Weg am See",
        "wird für alle frei",
        "und schön",
    ]


def test_large_number_beside_two_lines_is_a_line_of_its_own() -> None:
    paper = Paper()
    paper.line(60, 100, "07", BODY.sized(40))
    paper.lines(120, 106, "Handlungsfeld Wege\nUferweg am See")
    assert [line.text for line in paper.column()] == ["07", "Handlungsfeld Wege", "Uferweg am See"]


def test_letter_that_another_font_draws_later_stands_within_its_word() -> None:
    """``₂`` is drawn behind the whole line where the font lacks it: no space stands around it."""
    paper = Paper()
    end = paper.line(60, 100, "frei von CO")
    after = paper.line(end + 3.9, 100, "-Ausstoß am See")
    paper.line(after + 40, 100, "Ende")
    paper.line(end, 100, "₂", BODY.sized(7))
    words = [replace(word, glued=False, order=number) for number, word in enumerate(paper.words)]
    assert "CO₂-Ausstoß am See" in texts(words)[0]
    assert texts(words)[0].startswith("frei von")
