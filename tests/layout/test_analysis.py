"""Pages as brochures have them: regions and their order come from the page itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.paper import BODY, BOLD, SMALL, TITLE, WHITE, Face, Paper, openings, shuffled, words_of

from extract.layout.analysis import analyse
from extract.pdf.records import Page

LEFT, RIGHT = 60.0, 310.0
COLUMN = 220.0


def two_columns(paper: Paper, *, top: float = 120.0, count: int = 14, justified: bool = False) -> float:
    paper.line(LEFT, top, "Links beginnt der Text")
    paper.line(RIGHT, top, "Rechts geht er weiter")
    paper.prose(LEFT, top + 13, COLUMN, count, justified=justified)
    return paper.prose(RIGHT, top + 13, COLUMN, count, justified=justified)


def sidebar_page(*, left: bool, order: str = "natural") -> Page:
    """A title, a main column and a sidebar beside it."""
    paper = Paper()
    side, main = (60.0, 220.0) if left else (400.0, 60.0)
    paper.line(60, 60, "Titel über allem, was auf der Seite steht", TITLE)
    paper.line(main, 110, "Hauptspalte zuerst")
    paper.prose(main, 123, 310, 24)
    paper.line(side, 110, "Rand am Rand")
    paper.prose(side, 123, 130, 12, SMALL)
    page = paper.page()
    if order == "shuffled":
        return replace(page, words=tuple(shuffled(page.words)))
    if order == "reversed":
        return replace(page, words=page.words[::-1])
    return page


def test_empty_page() -> None:
    layout = Paper().read()
    assert (layout.regions, layout.rotated, layout.leaves) == ((), (), 1)


def test_columns_before_lines() -> None:
    paper = Paper()
    two_columns(paper)
    assert openings(paper.read()) == ["Links", "Rechts"]


def test_justified_columns() -> None:
    paper = Paper()
    two_columns(paper, justified=True)
    assert openings(paper.read()) == ["Links", "Rechts"]


def test_title_then_columns_then_foot() -> None:
    paper = Paper()
    paper.line(LEFT, 70, "Titel über beide Spalten hinweg gesetzt", TITLE)
    below = two_columns(paper)
    paper.lines(LEFT, below + 20, "Unten steht wieder Text über die ganze Breite der Seite, und zwar lang.")
    assert openings(paper.read()) == ["Titel", "Links", "Rechts", "Unten"]


@pytest.mark.parametrize("order", ["natural", "shuffled", "reversed"])
def test_sidebar_on_the_right(order: str) -> None:
    assert openings(analyse(sidebar_page(left=False, order=order))) == ["Titel", "Hauptspalte", "Rand"]


@pytest.mark.parametrize("order", ["natural", "shuffled", "reversed"])
def test_sidebar_on_the_left(order: str) -> None:
    assert openings(analyse(sidebar_page(left=True, order=order))) == ["Titel", "Rand", "Hauptspalte"]


def test_every_word_is_on_the_page_once() -> None:
    page = sidebar_page(left=True)
    found = sorted(word.order for line in analyse(page).lines for word in line.words)
    assert found == list(range(len(page.words)))


def test_regions_are_numbered_as_they_are_read() -> None:
    layout = analyse(sidebar_page(left=False))
    assert [region.index for region in layout.regions] == [0, 1, 2]
    assert all(line.region == region.index for region in layout.regions for line in region.lines)


def test_panel_is_a_region_of_its_own() -> None:
    """A tinted box in the text: read where it stands, apart from what is above and below it."""
    paper = Paper()
    below = paper.prose(LEFT, 100, 470, 8)
    paper.panel(LEFT, below + 4, 530, below + 80)
    paper.lines(LEFT + 8, below + 12, "Kasten mit drei Zeilen\nüber den Hafen am See\nund die Mühle im Wald")
    paper.lines(LEFT, below + 92, "Danach geht der Text nach dem Kasten weiter wie zuvor.")
    layout = paper.read()
    assert openings(layout) == ["Am", "Kasten", "Danach"]
    assert [region.panel is not None for region in layout.regions] == [False, True, False]


def test_columns_within_a_panel() -> None:
    paper = Paper()
    paper.prose(LEFT, 100, 470, 5)
    paper.panel(LEFT, 180, 540, 330)
    paper.prose(LEFT + 10, 190, 200, 10)
    paper.prose(RIGHT, 190, 200, 10)
    assert [region.panel is not None for region in paper.read().regions] == [False, True, True]


def test_bar_behind_a_heading_is_no_region() -> None:
    """A filled bar behind one line does not take the heading out of its column."""
    paper = Paper()
    paper.panel(LEFT - 4, 98, 300, 112)
    paper.line(LEFT, 100, "Mehrwert", BOLD)
    paper.prose(LEFT, 115, COLUMN, 8)
    layout = paper.read()
    assert len(layout.regions) == 1
    assert layout.regions[0].panel is None


def test_background_is_no_region() -> None:
    paper = Paper()
    paper.panel(0, 0, paper.width, paper.height)
    two_columns(paper)
    assert [region.panel for region in paper.read().regions] == [None, None]


def test_panel_that_text_crosses_is_no_region() -> None:
    """A coloured surface that ends in the middle of the text is decoration."""
    paper = Paper()
    paper.panel(LEFT - 20, 90, LEFT + 100, 300)
    paper.prose(LEFT, 100, 400, 14)
    assert [region.panel for region in paper.read().regions] == [None]


def test_panel_is_as_wide_as_its_text() -> None:
    """A panel drawn over the gutter up to the column beside it: the column is still one."""
    paper = Paper()
    paper.panel(40, 100, 246, 320)
    paper.line(60, 110, "Kasten am Rand")
    paper.prose(60, 123, 160, 12)
    paper.line(245, 100, "Haupttext daneben")
    paper.prose(245, 113, 290, 22)
    assert openings(paper.read()) == ["Kasten", "Haupttext"]


def test_watermark_across_the_page() -> None:
    """A word set obliquely over everything belongs to no line."""
    paper = Paper()
    two_columns(paper)
    paper.oblique(100, 100, "ENTWURF", Face(size=90, color=(0.9, 0.9, 0.9)))
    layout = paper.read()
    assert openings(layout) == ["Links", "Rechts"]
    assert "ENTWURF" not in " ".join(words_of(layout))


def test_large_word_behind_the_text_is_a_watermark() -> None:
    """Set level, but across many other words: a watermark, too."""
    paper = Paper()
    paper.prose(LEFT, 100, 470, 20)
    paper.line(90, 150, "MUSTER", Face(size=80, color=(0.9, 0.9, 0.9)))
    assert "MUSTER" not in " ".join(words_of(paper.read()))


def test_large_title_is_no_watermark() -> None:
    paper = Paper()
    paper.line(LEFT, 40, "TITEL", Face(size=80))
    paper.prose(LEFT, 150, 470, 20)
    assert paper.read().lines[0].text == "TITEL"


def test_turned_text_is_kept_apart() -> None:
    paper = Paper()
    two_columns(paper)
    paper.turned(560, 500, "Foto: Archiv der Gemeinde")
    layout = paper.read()
    assert openings(layout) == ["Links", "Rechts"]
    assert [line.text for line in layout.rotated] == ["Foto: Archiv der Gemeinde"]


def test_two_turned_texts_are_two_lines() -> None:
    paper = Paper()
    two_columns(paper)
    paper.turned(560, 700, "Foto: Archiv")
    paper.turned(560, 400, "Bild: Museum")
    paper.turned(575, 400, "Grafik: Amt")
    assert sorted(line.text for line in paper.read().rotated) == [
        "Bild: Museum",
        "Foto: Archiv",
        "Grafik: Amt",
    ]


def test_picture_with_its_caption_beside_text() -> None:
    """The caption below a picture does not become part of the column that runs beside it."""
    paper = Paper()
    paper.picture(60, 120, 200, 240)
    paper.line(60, 245, "Bild: Amt", SMALL)
    paper.line(220, 110, "Text daneben beginnt")
    paper.prose(220, 123, 310, 20)
    assert openings(paper.read()) == ["Bild:", "Text"]


def test_credit_on_a_picture_leaves_it_a_picture() -> None:
    """Text on a picture makes it a background; the photographer's name in a corner does not."""
    paper = Paper()
    paper.picture(60, 120, 200, 240)
    paper.line(64, 229, "Foto: Amt", SMALL)
    paper.line(220, 110, "Text daneben beginnt")
    paper.prose(220, 123, 310, 20)
    assert openings(paper.read()) == ["Foto:", "Text"]


def sheet(*, gutter: float = 60.0) -> Paper:
    """A landscape sheet with a page on each half, two columns on the right one."""
    paper = Paper(width=842, height=595)
    middle = paper.width / 2
    paper.line(40, 60, "Erste Seite", TITLE)
    paper.prose(40, 100, middle - gutter / 2 - 40, 20)
    paper.line(middle + gutter / 2, 60, "Zweite Seite", TITLE)
    paper.prose(middle + gutter / 2, 100, 150, 20)
    paper.prose(middle + gutter / 2 + 180, 100, 150, 20)
    return paper


def test_sheet_with_two_pages() -> None:
    layout = sheet().read()
    assert layout.leaves == 2
    assert [region.leaf for region in layout.regions] == sorted(region.leaf for region in layout.regions)
    assert openings(layout)[0] == "Erste"
    assert "Zweite" in openings(layout)
    first_right = next(region for region in layout.regions if region.leaf == 1)
    assert first_right.lines[0].text == "Zweite Seite"


def test_sheets_are_not_folded_when_not_wanted() -> None:
    assert analyse(sheet().page(), spreads=False).leaves == 1


def test_portrait_page_is_never_folded() -> None:
    paper = Paper()
    two_columns(paper)
    assert paper.read().leaves == 1


def test_landscape_page_of_one_column_is_not_folded() -> None:
    paper = Paper(width=842, height=595)
    paper.prose(40, 60, 760, 25)
    assert paper.read().leaves == 1


def test_groups_of_halves_differ() -> None:
    """Columns side by side share a group; columns of two pages on one sheet do not."""
    groups = {region.leaf: set[int]() for region in sheet().read().regions}
    for region in sheet().read().regions:
        groups[region.leaf].add(region.group)
    assert not groups[0] & groups[1]


def test_icons_reach_their_lines_through_the_columns() -> None:
    paper = Paper()
    two_columns(paper)
    paper.icon(RIGHT - 14, 133)
    layout = paper.read()
    marked = [line.region for line in layout.lines if line.before]
    assert marked == [1]


def test_white_text_on_a_dark_panel_is_read() -> None:
    paper = Paper()
    paper.panel(60, 100, 250, 260, fill=(0.1, 0.1, 0.3))
    paper.prose(70, 110, 160, 10, Face(color=WHITE))
    paper.prose(275, 100, 260, 14)
    layout = paper.read()
    assert [region.panel is not None for region in layout.regions] == [True, False]


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.6])
def test_size_of_the_page_does_not_matter(scale: float) -> None:
    """The same page larger or smaller: nothing is measured in fixed points."""
    paper = Paper(width=595 * scale, height=842 * scale)
    body, title = BODY.sized(10 * scale), TITLE.sized(20 * scale)
    paper.line(60 * scale, 60 * scale, "Titel über beide Spalten hinweg", title)
    paper.prose(60 * scale, 100 * scale, 220 * scale, 14, body)
    paper.prose(310 * scale, 100 * scale, 220 * scale, 14, body)
    paper.line(310 * scale, 290 * scale, "Schluss der rechten Spalte", body)
    assert len(paper.read().regions) == 3
    assert words_of(paper.read())[2].endswith("Spalte")


def test_table_of_contents_keeps_titles_and_numbers_together() -> None:
    paper = Paper()
    for number in range(12):
        paper.line(60, 100 + 15 * number, f"Vorhaben am See Nummer {number}")
        paper.line(500, 100 + 15 * number, f"{2 * number + 7}")
    layout = paper.read()
    assert len(layout.regions) == 1
    assert layout.lines[3].text == "Vorhaben am See Nummer 3 13"


def test_rule_across_the_page_ends_its_columns() -> None:
    """Below the rule stand two other columns; their white space is in line with that of the columns above."""
    paper = Paper()
    paper.prose(60, 100, 220, 6)
    paper.prose(310, 100, 220, 6)
    paper.panel(60, 185, 530, 185.5)
    paper.prose(60, 200, 220, 4)
    paper.prose(310, 200, 220, 4)
    found = [(round(region.box.x0), round(region.box.top)) for region in paper.read().regions]
    assert found == [(60, 100), (310, 100), (60, 200), (310, 200)]


def test_rules_of_a_table_keep_label_and_text_together() -> None:
    """Pieces of a rule drawn cell by cell are one rule."""
    paper = Paper()
    for row, (label, text) in enumerate([("Träger", "Amt für Wege"), ("Ort", "Hafen"), ("Beginn", "Mai")]):
        top = 100.0 + 40 * row
        paper.panel(60, top - 5, 140, top - 4.5)
        paper.panel(140, top - 5, 500, top - 4.5)
        paper.line(60, top, label, BOLD)
        paper.lines(160, top, f"{text}\nam Lindensee")
    assert [line.text for line in paper.read().lines][::2] == [
        "Träger Amt für Wege",
        "Ort Hafen",
        "Beginn Mai",
    ]


def test_framed_cells_keep_label_and_value_together() -> None:
    """The frames of a table's cells are rules across, the tint of the labels' cells changes nothing."""
    paper = Paper()
    paper.prose(60, 60, 440, 2)
    rows = [("Projektträger", "Amt für Wege"), ("Ort am See", "Hafen Neuhafen"), ("Baubeginn", "Mai 2024")]
    for row, (label, text) in enumerate(rows):
        top = 100.0 + 18 * row
        paper.panel(60, top - 4, 160, top + 14)
        paper.panel(60, top - 4, 160, top + 14, fill=None)
        paper.panel(160, top - 4, 500, top + 14, fill=None)
        paper.line(66, top, label, BOLD)
        paper.line(166, top, text)
    lines = [line.text for line in paper.read().lines]
    assert " ".join(lines[2:]) == " ".join(f"{label} {text}" for label, text in rows)


def test_pull_quote_over_the_gutter_leaves_the_columns_whole() -> None:
    """Text of both columns runs around the box: it is read behind them."""
    paper = Paper()
    paper.panel(210, 180, 390, 250)
    for top, width in ((100, 220), (179, 135), (257, 220)):
        paper.prose(60, top, width, 6)
    for top, x, width in ((100, 310, 220), (179, 405, 125), (257, 310, 220)):
        paper.prose(x, top, width, 6)
    paper.lines(225, 190, "Ein Weg für alle,\ndie gern zu Fuß oder\nmit dem Rad reisen", BODY.sized(16))
    found = paper.read().regions
    assert [(round(region.box.x0), len(region.lines)) for region in found] == [(60, 18), (310, 18), (225, 3)]


def test_underline_is_no_rule_across() -> None:
    paper = Paper()
    paper.prose(60, 100, 220, 6)
    paper.prose(310, 100, 220, 6)
    paper.panel(60, 134, 100, 134.5)
    assert len(paper.read().regions) == 2


def test_edges_of_a_low_bar_with_text_end_the_columns() -> None:
    """A tinted strip over the whole width with two lines on it is too low for a region of its own."""
    paper = Paper()
    paper.prose(60, 100, 220, 6)
    paper.prose(310, 100, 220, 6)
    paper.panel(50, 185, 540, 216)
    for x in (60, 310):
        paper.lines(x, 188, "Messung am Ufer\nund im Wald")
    found = [(round(region.box.x0), round(region.box.top)) for region in paper.read().regions]
    assert found[:2] == [(60, 100), (310, 100)]
    assert {top for _, top in found[2:]} == {188}


def test_bars_behind_headings_leave_the_gutter_open() -> None:
    paper = Paper()
    for x in (60, 310):
        paper.panel(x - 9, 98, x + 240, 112)
        paper.line(x, 100, "Zielsetzung", BOLD)
        paper.prose(x, 118, 220, 6)
    assert len(paper.read().regions) == 2


def test_rows_of_a_table_that_touch_are_no_regions() -> None:
    """Each row is a box with a label and three lines of text; in a region of its own it would be no row."""
    paper = Paper()
    for number, label in enumerate(("Zielsetzung", "Vorgehen", "Ausblick")):
        top = 100 + 52 * number
        paper.panel(60, top - 6, 540, top + 46, fill=(0.9, 0.93, 0.9 - 0.05 * number))
        paper.line(70, top, label, BOLD)
        paper.prose(200, top, 320, 3)
    assert {region.panel for region in paper.read().regions} == {None}


def striped(*, tinted: tuple[int, ...], inset: float = 0.0) -> Paper:
    """A table without rules: labels at the left, each text on a stripe or between two."""
    paper = Paper()
    for number, label in enumerate(("Zielsetzung", "Vorgehen", "Stand", "Ausblick", "Kosten")):
        top = 100 + 52 * number
        if number in tinted:
            paper.panel(60, top - 6, 190, top + 46)
            paper.panel(190, top - 6, 540, top + 46)
        paper.line(70, top, label, BOLD)
        paper.prose(200 + (0 if number in tinted else inset), top, 320, 3)
    return paper


def test_every_other_row_of_a_table_is_no_region() -> None:
    paper = striped(tinted=(0, 2, 4))
    assert {region.panel for region in paper.read().regions} == {None}
    assert [len(region.lines) for region in paper.read().regions] == [5, 15]


def test_boxes_with_text_between_that_is_set_otherwise_are_regions() -> None:
    paper = striped(tinted=(1, 3), inset=-8.0)
    assert sum(region.panel is not None for region in paper.read().regions) == 2


def test_table_across_the_middle_of_a_landscape_page_is_no_fold() -> None:
    """Two columns of cells meet in the middle of the page, as two pages of a sheet do."""
    paper = Paper(width=842, height=595)
    for x in (60, 440):
        paper.prose(x, 100, 320, 12)
    assert paper.read().leaves == 2
    for number in range(5):
        for x in (55, 421):
            paper.panel(x, 98 + 39 * number, x + 366, 98.5 + 39 * number)
    assert paper.read().leaves == 1


@pytest.mark.parametrize("valign", [0.0, 0.5, 1.0])
def test_rows_of_a_table_without_rules_are_not_folded(valign: float) -> None:
    """White space between two columns stands in the middle of the sheet; that of rows goes through it."""
    paper = Paper(width=842, height=595)
    for row in range(8):
        for x, width, lines in ((40, 60, 1), (120, 270, 1 + row % 3), (430, 90, 1), (540, 260, 2)):
            paper.prose(x, 60 + 60 * row + 13 * (3 - lines) * valign, width, lines)
    assert paper.read().leaves == 1


def test_two_pages_made_alike_are_folded() -> None:
    """Paragraphs of both open at the same heights, below each other's beginnings."""
    paper = Paper(width=842, height=595)
    for row in range(8):
        for x in (40, 440):
            paper.prose(x, 60 + 60 * row, 360, 1 + row % 3)
    assert paper.read().leaves == 2


def test_last_rows_of_a_wide_table_are_not_folded() -> None:
    paper = Paper(width=842, height=595)
    for row in range(2):
        for x, width in ((40, 60), (120, 270), (430, 60), (510, 290)):
            paper.prose(x, 60 + 30 * row, width, 1)
    assert paper.read().leaves == 1


def test_sheet_with_a_page_that_holds_a_title_only() -> None:
    """The name of the next chapter fills the right page."""
    paper = Paper(width=842, height=595)
    paper.prose(40, 60, 340, 30)
    paper.line(480, 300, "Handlungsfeld zwei", BOLD)
    paper.line(480, 330, "Wege am Ufer und im Wald", TITLE)
    assert paper.read().leaves == 2


def test_cells_of_a_ruled_table_are_no_regions_of_their_own() -> None:
    """Neighbours share their rules: only every other cell has four that meet at its corners."""
    paper = Paper()
    for number in range(3):
        paper.prose(200, 100 + 50 * number, 320, 3)
        paper.line(70, 100 + 50 * number, ("Zielsetzung", "Vorgehen", "Ausblick")[number], BOLD)
    paper.panel(190, 145, 540, 195, fill=None)
    for x in (60, 190, 540):
        paper.panel(x - 0.2, 95, x + 0.2, 145)
        paper.panel(x - 0.2, 195, x + 0.2, 245)
    assert {region.panel for region in paper.read().regions} == {None}
