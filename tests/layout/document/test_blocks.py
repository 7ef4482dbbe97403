"""Documents as blocks in reading order over all pages."""

from __future__ import annotations

from dataclasses import replace

from tests.layout.paper import BLUE, BODY, BOLD, PROSE, SMALL, Paper

from extract.layout.document.blocks import Block, read_blocks
from extract.layout.records import PageLayout
from extract.layout.tables.records import Table, TableCell
from extract.pdf.records import Box

LEFT, WIDTH = 60.0, 470.0


def told(blocks: tuple[Block, ...]) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.rank, block.text[:24]) for block in blocks]


def chapter(number: int, title: str, *, foot: str = "") -> PageLayout:
    paper = Paper(number)
    paper.line(LEFT, 90, title, BOLD.sized(14))
    paper.prose(LEFT, 120, WIDTH, 12)
    paper.line(LEFT, 300, "Ausblick", BOLD)
    paper.prose(LEFT, 318, WIDTH, 6)
    if foot:
        paper.line(LEFT, 800, foot, SMALL)
    return paper.read()


def test_headings_have_a_rank_by_size_and_weight() -> None:
    found = read_blocks([chapter(1, "Am Ufer"), chapter(2, "Im Wald")])
    assert told(found.blocks) == [
        ("heading", 1, "Am Ufer"),
        ("paragraph", None, PROSE[:24]),
        ("heading", 2, "Ausblick"),
        ("paragraph", None, PROSE[:24]),
        ("heading", 1, "Im Wald"),
        ("paragraph", None, PROSE[:24]),
        ("heading", 2, "Ausblick"),
        ("paragraph", None, PROSE[:24]),
    ]


def test_feet_are_left_out_though_their_words_change() -> None:
    titles = ["Am Ufer", "Im Wald", "Auf dem Berg", "In der Stadt"]
    pages = [chapter(number, title, foot=f"{title} {number}") for number, title in enumerate(titles, 1)]
    found = read_blocks(pages)
    assert list(found.running) == [f"{title} {n}" for n, title in enumerate(titles, 1)]
    assert all("Ausblick" in block.text or block.kind != "note" for block in found.blocks)


def test_a_page_number_beside_the_last_line_is_no_word_of_it() -> None:
    pages = []
    for number in (1, 2, 3):
        paper = Paper(number)
        paper.prose(LEFT, 90, WIDTH, 50)
        top = max(word.box.top for word in paper.words)
        paper.line(30, top, str(number + 10))
        pages.append(paper.read())
    found = read_blocks(pages)
    assert not any(char.isdigit() for block in found.blocks for char in block.text)


def test_a_bold_label_before_a_bare_number_is_no_heading() -> None:
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 8)
    paper.line(LEFT, 220, "**Laufzeit:** 2025")
    assert [block.kind for block in read_blocks([paper.read()]).blocks] == ["paragraph", "paragraph"]


def test_a_quotation_in_large_letters_parts_nothing() -> None:
    paper = Paper()
    paper.line(LEFT, 90, "Am Ufer", BOLD.sized(14))
    paper.prose(LEFT, 120, WIDTH, 8)
    paper.line(LEFT, 250, "Wir fangen heute mit dem Weg am Ufer an.", BODY.sized(18))
    paper.prose(LEFT, 290, WIDTH, 8)
    assert [(block.kind, block.rank) for block in read_blocks([paper.read()]).blocks] == [
        ("heading", 2),
        ("paragraph", None),
        ("paragraph", None),
        ("paragraph", None),
    ]


def test_labels_in_a_column_of_their_own_name_what_stands_beside_them() -> None:
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 6)
    labels = ["Zielsetzung", "Zuständigkeit", "Kosten gesamt", "Nächste Schritte"]
    for number, label in enumerate(labels):
        paper.line(LEFT, 200 + 50 * number, label, BOLD)
        paper.prose(200, 200 + 50 * number, 330, 3)
    found = read_blocks([paper.read()]).blocks
    assert [block.text for block in found if block.kind == "label"] == labels
    assert [block.kind for block in found] == ["paragraph", *["label", "paragraph"] * 4]


def test_entries_of_the_contents_are_no_text() -> None:
    paper = Paper()
    paper.line(LEFT, 90, "Inhalt", BOLD.sized(14))
    for number, title in enumerate(("Am Ufer", "Im Wald", "Auf dem Berg"), 1):
        paper.line(LEFT, 120 + 14 * number, title)
        paper.line(500, 120 + 14 * number, str(number + 2))
    paper.prose(LEFT, 250, WIDTH, 10)
    kinds = [block.kind for block in read_blocks([paper.read()]).blocks]
    assert kinds == ["heading", "contents", "paragraph"]


def test_a_table_stands_where_it_stood_and_its_words_are_no_text() -> None:
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 8)
    for row in range(3):
        for column in range(3):
            paper.line(LEFT + 150 * column, 230 + 20 * row, f"Feld {row}{column}")
    paper.prose(LEFT, 320, WIDTH, 8)
    layout = paper.read()
    lines = [line for line in layout.lines if "Feld" in line.text]
    box = Box(1, LEFT - 5, 225, 540, 290)
    cell = TableCell(row=0, column=0, lines=tuple(lines), box=box)
    table = Table(page=1, kind="aligned", box=box, rows=1, columns=1, cells=(cell,))
    found = read_blocks([layout], tables=[table]).blocks
    assert [block.kind for block in found] == ["paragraph", "table", "paragraph"]
    assert not any("Feld" in block.text for block in found if block.kind == "paragraph")


def test_raised_numbers_of_notes_on_other_pages_are_left_out() -> None:
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 6)
    x = paper.line(LEFT, 200, "So steht es im Bericht über die Ufer.")
    paper.line(x, 200, "12", BODY.sized(6))
    paper.line(x + 12, 200, "Danach beginnt der Bau am See im Norden.")
    text = read_blocks([paper.read()]).blocks[-1].text
    assert "12" not in text
    assert "Danach beginnt" in text


def brochure(number: int, foot: str) -> PageLayout:
    """The second page of a project: a heading at its very top, and a sum as its last line."""
    paper = Paper(number)
    paper.line(LEFT, 60, "Beschreibung", BOLD)
    paper.prose(LEFT, 80, WIDTH, 12)
    paper.line(LEFT, 300, "Ausblick", BOLD)
    paper.prose(LEFT, 320, WIDTH, 29)
    paper.line(LEFT, 720, ["Gemeinde Ufer", "Stadt Lohmau", "Verein am Hang"][number - 1])
    paper.line(LEFT, 739, foot)
    return paper.read()


def test_a_heading_at_the_top_of_each_page_is_set_as_those_within_the_pages() -> None:
    found = read_blocks([brochure(number, "") for number in (1, 2, 3)])
    assert [block.text for block in found.blocks if block.kind == "heading"] == [
        "Beschreibung",
        "Ausblick",
    ] * 3


def test_sums_behind_one_label_at_the_foot_of_each_page_do_not_count_pages() -> None:
    feet = ["Zuwendung: 48.000 Euro", "Zuwendung: 215.000 Euro", "Zuwendung: 9.600 Euro"]
    found = read_blocks([brochure(number, foot) for number, foot in enumerate(feet, 1)])
    assert not [text for text in found.running if "Euro" in text]
    counted = read_blocks([brochure(number, f"Seite {number + 4} von 12") for number in (1, 2, 3)])
    assert [text for text in counted.running if "Seite" in text] == [
        f"Seite {number} von 12" for number in (5, 6, 7)
    ]


def test_words_that_stand_again_and_again_in_bold_small_print_are_headings() -> None:
    paper = Paper()
    for place, text in enumerate(["erstens", "zweitens", "drittens"]):
        paper.prose(LEFT, 60 + 200 * place, WIDTH, 6)
        paper.line(LEFT, 150 + 200 * place, "LAUFZEIT", BOLD.sized(8))
        paper.line(LEFT, 163 + 200 * place, f"Jahr und {text}")
    found = read_blocks([paper.read()])
    assert [block.text for block in found.blocks if block.kind == "heading"] == ["LAUFZEIT"] * 3


def test_a_number_larger_than_the_text_is_no_page_number() -> None:
    pages = []
    for number in (1, 2, 3):
        paper = Paper(number)
        paper.line(LEFT, 60, f"0{number}", BOLD.sized(30))
        paper.prose(LEFT, 110, WIDTH, 20)
        paper.line(300, 800, f"{number} / 3")
        pages.append(paper.read())
    assert list(read_blocks(pages).running) == ["1 / 3", "2 / 3", "3 / 3"]


def test_labels_with_values_at_the_foot_of_each_page_are_no_running_foot() -> None:
    pages = []
    for number, name in enumerate(["Gemeinde Ufer", "Stadt Lohmau", "Verein am Hang", "Kreis Seenland"], 1):
        paper = Paper(number)
        paper.prose(LEFT, 90, WIDTH, 20)
        paper.line(LEFT, 780, f"Träger: {name} | Laufzeit: bis Mai 202{number}", BODY.sized(9))
        pages.append(paper.read())
    assert not [text for text in read_blocks(pages).running if "Laufzeit" in text]


def test_a_line_with_a_rule_below_it_is_a_heading() -> None:
    """Set as the text is, and underlined over all of its width."""
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 8)
    end = paper.line(LEFT, 210, "Am Ufer")
    paper.panel(LEFT, 220, end, 220.5)
    paper.prose(LEFT, 232, WIDTH, 8)
    paper.line(LEFT, 350, "Im Wald")
    paper.prose(LEFT, 364, WIDTH, 8)
    found = [(block.kind, block.text) for block in read_blocks([paper.read()]).blocks if len(block.text) < 20]
    assert ("heading", "Am Ufer") in found
    assert ("heading", "Im Wald") not in found


def test_an_underlined_line_in_colour_is_a_link() -> None:
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 8)
    end = paper.line(LEFT, 210, "Mehr über den Uferweg", replace(BODY, color=BLUE))
    paper.panel(LEFT, 220, end, 220.5)
    paper.prose(LEFT, 232, WIDTH, 8)
    assert [block.kind for block in read_blocks([paper.read()]).blocks].count("heading") == 0


def test_small_print_below_a_picture_is_its_caption() -> None:
    paper = Paper()
    paper.prose(LEFT, 90, WIDTH, 8)
    paper.picture(LEFT, 220, LEFT + WIDTH, 320)
    paper.line(LEFT, 326, "Der Steg am Ufer im Herbst", SMALL)
    paper.prose(LEFT, 350, WIDTH, 8)
    paper.line(LEFT, 470, "Der Steg am Ufer im Herbst", SMALL)
    kinds = [block.kind for block in read_blocks([paper.read()]).blocks if "Herbst" in block.text]
    assert kinds == ["caption", "note"]
