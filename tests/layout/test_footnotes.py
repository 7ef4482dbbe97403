"""Footnotes leave the text together with the raised numbers that refer to them."""

from __future__ import annotations

from tests.layout.paper import BODY, SMALL, Paper

from extract.layout.footnotes import take_footnotes
from extract.layout.records import PageLayout


def page(*, mark: str | None = "1", note: str = "1 Laut Angaben vom See.", top: float = 700) -> Paper:
    paper = Paper()
    paper.prose(60, 100, 470, 20)
    end = paper.line(60, 400, "Der Weg ist fertig")
    if mark:
        paper.line(end, 399, mark, BODY.sized(6))
    paper.prose(60, 413, 470, 3)
    paper.lines(60, top, note, SMALL)
    return paper


def texts(layout: PageLayout) -> list[str]:
    return [line.text for line in layout.lines]


def test_note_and_mark_leave_the_text() -> None:
    layout, notes = take_footnotes(page().read())
    assert [note.number for note in notes] == ["1"]
    assert notes[0].lines[0].text.endswith("vom See.")
    assert "Der Weg ist fertig" in texts(layout)
    assert not any("Angaben" in text for text in texts(layout))


def test_note_over_two_lines() -> None:
    _, notes = take_footnotes(page(note="1 Laut Angaben\nder Gemeinde am See.").read())
    assert [len(note.lines) for note in notes] == [2]


def test_two_notes() -> None:
    paper = page(note="1 Nach Angaben der Gemeinde.\n2 Ohne die Insel.")
    end = paper.line(60, 500, "Sie kostet nichts")
    paper.line(end, 499, "2", BODY.sized(6))
    layout, notes = take_footnotes(paper.read())
    assert [note.number for note in notes] == ["1", "2"]
    assert "Sie kostet nichts" in texts(layout)


def test_small_print_without_a_mark_stays() -> None:
    """Small print that nothing refers to may be anything: an imprint, a credit, a legend."""
    before = page(mark=None).read()
    layout, notes = take_footnotes(before)
    assert notes == ()
    assert texts(layout) == texts(before)


def test_mark_that_no_note_explains_stays() -> None:
    before = page(mark="7").read()
    layout, notes = take_footnotes(before)
    assert notes == ()
    assert texts(layout) == texts(before)


def test_exponent_stays() -> None:
    """``m²`` is raised, too; without a note of that number it is part of the text."""
    paper = Paper()
    end = paper.line(60, 100, "Eine Wiese von 40 m")
    paper.line(end, 99, "2", BODY.sized(6))
    paper.prose(60, 113, 470, 5)
    layout, notes = take_footnotes(paper.read())
    assert notes == ()
    assert layout.lines[0].text.replace(" ", "").endswith("m2")


def test_lowered_index_is_no_mark() -> None:
    paper = page(mark=None)
    end = paper.line(60, 520, "Weniger CO")
    paper.line(end, 525, "1", BODY.sized(6))
    _, notes = take_footnotes(paper.read())
    assert notes == ()


def test_numbered_list_at_the_foot_in_full_size_stays() -> None:
    paper = page(note="")
    paper.line(60, 700, "1 Hafen, in der Größe des Textes gesetzt")
    _, notes = take_footnotes(paper.read())
    assert notes == ()


def test_small_numbered_line_at_the_top_stays() -> None:
    _, notes = take_footnotes(page(top=60).read())
    assert notes == ()


def test_empty_page() -> None:
    layout = Paper().read()
    assert take_footnotes(layout) == (layout, ())
