"""Year labels open groups of items; marks and white space tell the items apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.paper import BLUE, BODY, BOLD, LEADING, Face, Paper, advance, column

from extract.layout.records import Line
from extract.reports.fill.milestone_spacing import leadings_of, open_reaches, reaches_of
from extract.reports.fill.milestones import ItemDraft, in_order, milestone_items
from extract.reports.names.years import YEAR_LABEL
from extract.reports.text.passages import Part


def items_of(lines: tuple[Line, ...]) -> list[ItemDraft]:
    items, homeless = milestone_items([Part(line) for line in lines])
    assert homeless == []
    return items


def shown(items: list[ItemDraft]) -> list[tuple[str, int, str]]:
    return [
        (item.year_label, item.level, " ".join(word.text for part in item.parts for word in part.words))
        for item in items
    ]


def ticked(*groups: tuple[str, list[list[str]]]) -> tuple[Line, ...]:
    """Year labels in bold; items with an icon before their first line."""
    paper = Paper()
    top = 100.0
    for year, items in groups:
        paper.line(60, top, year, BOLD)
        top += LEADING * 10
        for lines in items:
            paper.icon(60, top)
            for text in lines:
                paper.line(76, top, text)
                top += LEADING * 10
    return paper.column()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2021", "2021"),
        ("2021:", "2021"),
        ("2020/2021", "2020/2021"),
        ("2020/21", "2020/21"),
        ("2020 – 2022", "2020 – 2022"),
        ("bis 2023", "bis 2023"),
        ("ab 2024", "ab 2024"),
        ("seit 2019", "seit 2019"),
        ("vor 2019", "vor 2019"),
        ("Ende 2022", "Ende 2022"),
        ("2025 ff.", "2025 ff."),
        ("2025 (geplant)", "2025 (geplant)"),
        ("1. Halbjahr 2022", "1. Halbjahr 2022"),
        ("3. Quartal 2022", "3. Quartal 2022"),
        ("Q2/2023", "Q2/2023"),
        ("H1 2023", "H1 2023"),
    ],
)
def test_year_labels(text: str, label: str) -> None:
    match = YEAR_LABEL.match(text)
    assert match is not None
    assert match.group("label") == label


@pytest.mark.parametrize(
    "text",
    ["2187", "21", "Mai 2022", "2022 eröffnet", "im Jahr 2022", "5. Quartal 2022", "20221"],
)
def test_no_year_labels(text: str) -> None:
    assert YEAR_LABEL.match(text) is None


def test_items_below_their_years() -> None:
    lines = ticked(("2022", [["Messung am Ufer"], ["Plan der Stege"]]), ("2023", [["Bau der Stege"]]))
    assert shown(items_of(lines)) == [
        ("2022", 1, "Messung am Ufer"),
        ("2022", 1, "Plan der Stege"),
        ("2023", 1, "Bau der Stege"),
    ]


def test_item_over_several_lines() -> None:
    lines = ticked(("2022", [["Messung am Ufer", "und im Wald"], ["Plan"]]))
    assert [item[2] for item in shown(items_of(lines))] == ["Messung am Ufer und im Wald", "Plan"]


def test_year_at_the_end_of_an_item_is_no_label() -> None:
    """The last word of an item falls on a line of its own: labels are set in bold, it is not."""
    lines = ticked(("2022", [["Eröffnung des Stegs im Mai", "2023"], ["Plan"]]))
    assert shown(items_of(lines)) == [
        ("2022", 1, "Eröffnung des Stegs im Mai 2023"),
        ("2022", 1, "Plan"),
    ]


def test_years_in_another_colour_are_labels_of_their_own_setting() -> None:
    """The first label tells how labels are set."""
    paper = Paper()
    blue = Face(font=BOLD.font, bold=True, color=BLUE)
    for number, (text, face) in enumerate(
        [("2022", blue), ("Plan bis", BODY), ("2024", BOLD), ("2023", blue)]
    ):
        paper.line(60, 100 + 13 * number, text, face)
    paper.line(60, 152, "Bau")
    assert [item.year_label for item in items_of(paper.column())] == ["2022", "2023"]


def test_bullets_and_dashes() -> None:
    paper = Paper()
    paper.line(60, 100, "2022", BOLD)
    rows = [
        (60, "•", "Stege am Nordufer"),
        (72, "–", "Messung am Hafen"),
        (72, "–", "Bau am Hafen"),
        (60, "•", "Fest"),
    ]
    for number, (x, mark, text) in enumerate(rows):
        paper.line(x, 113 + 13 * number, mark)
        paper.line(x + 10, 113 + 13 * number, text)
    assert [item.level for item in items_of(paper.column())] == [1, 2, 2, 1]


def test_indented_icons_are_sub_items() -> None:
    paper = Paper()
    paper.line(60, 100, "2022", BOLD)
    for number, (x, text) in enumerate([(60, "Stege"), (80, "Messung"), (80, "Bau"), (60, "Fest")]):
        paper.icon(x, 113 + 13 * number)
        paper.line(x + 14, 113 + 13 * number, text)
    assert [item.level for item in items_of(paper.column())] == [1, 2, 2, 1]


def test_items_without_marks_are_told_by_white_space() -> None:
    lines = column("**2022**\nMessung am Ufer\nund im Wald\n\nPlan der Stege\n\n**2023**\nBau")
    assert shown(items_of(lines)) == [
        ("2022", 1, "Messung am Ufer und im Wald"),
        ("2022", 1, "Plan der Stege"),
        ("2023", 1, "Bau"),
    ]


def test_items_without_marks_that_hang() -> None:
    paper = Paper()
    paper.line(60, 100, "2022", BOLD)
    for number, (x, text) in enumerate([(60, "Messung am"), (70, "Ufer"), (60, "Plan der"), (70, "Stege")]):
        paper.line(x, 113 + 13 * number, text)
    assert [item[2] for item in shown(items_of(paper.column()))] == ["Messung am Ufer", "Plan der Stege"]


def test_label_in_a_narrow_column_left_of_its_first_item() -> None:
    paper = Paper()
    for number, (year, text) in enumerate([("2022", "Messung"), ("", "am Ufer"), ("2023", "Bau")]):
        if year:
            paper.line(60, 100 + 13 * number, year, BOLD)
        paper.line(100, 100 + 13 * number, text)
    assert shown(items_of(paper.column())) == [("2022", 1, "Messung am Ufer"), ("2023", 1, "Bau")]


def test_text_that_goes_on_below_its_label() -> None:
    """The label is run in: further lines of the item stand as far left as the label."""
    lines = column("**2022** Messung am Ufer des Sees und im\nWald der Gemeinde\n**2023** Bau der Stege")
    assert shown(items_of(lines)) == [
        ("2022", 1, "Messung am Ufer des Sees und im Wald der Gemeinde"),
        ("2023", 1, "Bau der Stege"),
    ]


def spaced(*items: str, apart: float) -> tuple[Line, ...]:
    """A year and its items without marks, with ``apart`` points of white space between the items."""
    paper = Paper()
    paper.line(60, 100, "2022", BOLD)
    top = 115.0
    for item in items:
        top = paper.lines(60, top, item) + apart
    return paper.column()


def test_little_white_space_parts_items_where_the_leading_is_known() -> None:
    lines = spaced("Messung am Ufer und im\nganzen Wald", "Plan der Stege am Hafen", apart=3)
    assert [item[2] for item in shown(items_of(lines))] == [
        "Messung am Ufer und im ganzen Wald",
        "Plan der Stege am Hafen",
    ]


def test_leading_of_other_lists_of_the_report() -> None:
    known = leadings_of([[Part(line) for line in spaced("Messung am Ufer und im\nganzen Wald", apart=0)]])
    lines = spaced("Messung am Ufer", "Plan der Stege am Hafen", apart=3)
    items, _ = milestone_items([Part(line) for line in lines], leadings=known)
    assert [item[2] for item in shown(items)] == ["Messung am Ufer", "Plan der Stege am Hafen"]


def test_a_line_with_room_for_the_next_word_ends_its_item() -> None:
    lines = spaced("Messung", "Bau", "Plan der Stege am Hafen", apart=0)
    assert [item[2] for item in shown(items_of(lines))] == ["Messung", "Bau", "Plan der Stege am Hafen"]


LONG = "Messung am Ufer des Sees und in den Wäldern beider Gemeinden am Hafen\nund im Ort"


def test_room_at_line_ends_is_measured_by_other_lists_of_the_report() -> None:
    known = reaches_of([[Part(line) for line in spaced(LONG, apart=0)]])
    parts = [Part(line) for line in spaced("Plan der Stege", "Messung am Ufer", apart=0)]
    assert len(milestone_items(parts)[0]) == 1
    items, _ = milestone_items(parts, reaches=known)
    assert [item[2] for item in shown(items)] == ["Plan der Stege", "Messung am Ufer"]


def test_lists_that_begin_elsewhere_or_fill_several_columns_say_nothing_of_a_width() -> None:
    long = [Part(line) for line in spaced(LONG, apart=0)]
    columns = [Part(replace(part.line, region=place)) for place, part in enumerate(long)]
    assert reaches_of([columns]) == {}
    (font, size, left) = next(iter(reaches_of([long])))
    parts = [Part(line) for line in spaced("Plan der Stege", "Messung am Ufer", apart=0)]
    assert len(milestone_items(parts, reaches={(font, size, left + 90): 500.0})[0]) == 1


def test_marks_below_items_without_marks_are_sub_items() -> None:
    paper = Paper()
    paper.line(60, 100, "2022", BOLD)
    paper.lines(60, 115, "Messung am Ufer und im\nganzen Wald")
    paper.line(60, 150, "Fest am Hafen:")
    paper.line(60, 166, "•")
    paper.line(70, 166, "Taufe")
    paper.line(60, 190, "2023", BOLD)
    paper.line(60, 205, "Bau der Stege")
    assert [item[1:] for item in shown(items_of(paper.column()))] == [
        (1, "Messung am Ufer und im ganzen Wald"),
        (1, "Fest am Hafen:"),
        (2, "• Taufe"),
        (1, "Bau der Stege"),
    ]


def test_sentence_that_begins_with_a_year_is_no_label() -> None:
    lines = column("**2022**\n2021 geplanter Steg ist fertig")
    assert shown(items_of(lines)) == [("2022", 1, "2021 geplanter Steg ist fertig")]


def test_text_before_the_first_year_belongs_to_no_item() -> None:
    items, homeless = milestone_items([Part(line) for line in column("Was geschah\n**2022**\nBau")])
    assert [part.line.text for part in homeless] == ["Was geschah"]
    assert len(items) == 1


def test_marks_are_kept() -> None:
    paper = Paper()
    paper.line(60, 100, "2022", BOLD)
    paper.icon(60, 113, text="\ue001")
    paper.line(76, 113, "Messung")
    paper.icon(60, 126, text="\ue002")
    paper.line(76, 126, "Bau")
    assert [item.icons for item in items_of(paper.column())] == [("\ue001",), ("\ue002",)]


def test_no_lines_no_items() -> None:
    assert milestone_items([]) == ([], [])


def test_year_without_items_is_skipped() -> None:
    lines = ticked(("2022", []), ("2023", [["Bau"]]))
    assert [item.year_label for item in items_of(lines)] == ["2023"]


def grid(*columns: tuple[str, str]) -> list[ItemDraft]:
    lines: list[Line] = []
    for region, (year, text) in enumerate(columns):
        paper = Paper()
        paper.line(60 + 120 * region, 100, year, BOLD)
        paper.line(60 + 120 * region, 113, text)
        lines += paper.column(region=region)
    return items_of(tuple(lines))


def test_grid_read_by_columns_is_put_in_order_of_time() -> None:
    """Years run along the rows of a grid, regions run down its columns."""
    found = in_order(grid(("2020", "A"), ("2022", "C"), ("2021", "B"), ("2023", "D")))
    assert [item[2] for item in shown(found)] == ["A", "B", "C", "D"]


def test_order_of_one_column_is_kept() -> None:
    """Latest first: that order was meant."""
    items = items_of(ticked(("2023", [["Bau"]]), ("2022", [["Plan"]])))
    assert in_order(items) == items


def test_ticks_in_a_column_at_the_right_are_no_text_and_tell_items() -> None:
    paper = Paper()
    for row, (year, text) in enumerate([("2022", "Messung"), ("", "Plan der Stege"), ("2023", "Bau")]):
        paper.line(60, 100 + 13 * row, year, BOLD)
        paper.line(100, 100 + 13 * row, text)
        paper.line(300, 100 + 13 * row, "✓")
    assert shown(items_of(paper.column())) == [
        ("2022", 1, "Messung"),
        ("2022", 1, "Plan der Stege"),
        ("2023", 1, "Bau"),
    ]


def test_dashes_before_all_items_are_of_the_first_level() -> None:
    lines = column("**2022**\n– Messung am Ufer\nund im Wald\n– Plan der Stege\nam Hafen\n**2023**\n– Bau")
    assert [(item[1], item[2]) for item in shown(items_of(lines))] == [
        (1, "– Messung am Ufer und im Wald"),
        (1, "– Plan der Stege am Hafen"),
        (1, "– Bau"),
    ]


def test_dots_of_a_timeline_before_the_years() -> None:
    paper = Paper()
    for row, text in enumerate(["2022", "Messung am Ufer", "2023", "Bau der Stege"]):
        paper.line(76, 100 + 13 * row, text, BOLD if text.isdigit() else BODY)
        if text.isdigit():
            paper.icon(60, 100 + 13 * row)
    assert shown(items_of(paper.column())) == [("2022", 1, "Messung am Ufer"), ("2023", 1, "Bau der Stege")]


def test_space_below_the_line_of_a_larger_year() -> None:
    """The year reaches further down than the text beside it: what counts is from baseline to baseline."""
    paper = Paper()
    for top, year, text in (
        (100, "2022", "Bau der Stege am langen Ufer des Sees"),
        (160, "2023", "Fest am See"),
    ):
        paper.line(60, top, year, BOLD.sized(13))
        paper.line(120, top, text)
    paper.line(120, 118, "Messung am Ufer")
    assert [text for _, _, text in shown(items_of(paper.column()))] == [
        "Bau der Stege am langen Ufer des Sees",
        "Messung am Ufer",
        "Fest am See",
    ]


@pytest.mark.parametrize("mark", ["›", "»", "➔", "▹", "•"])
def test_angles_and_arrows_are_list_marks(mark: str) -> None:
    text = f"**2022**\n{mark} Bau der Stege\n{mark} Messung am Ufer\n**2023**\n{mark} Fest am See"
    assert [(year, item.lstrip(f"{mark} ")) for year, _, item in shown(items_of(column(text)))] == [
        ("2022", "Bau der Stege"),
        ("2022", "Messung am Ufer"),
        ("2023", "Fest am See"),
    ]


def test_lists_without_a_second_line_end_where_the_text_of_the_page_ends() -> None:
    """The longest item does not say how wide the list is, when none of the report goes on below."""
    long = "Messung am Ufer des Sees und in den Wäldern beider Gemeinden am Hafen"
    lists = [[Part(line) for line in spaced(f"{long}\nPlan der Stege {n}", apart=0)] for n in range(7)]
    page = Paper()
    page.prose(60, 400, 460, 3)
    known = open_reaches([(parts, page.column()) for parts in lists])
    items, _ = milestone_items(lists[0], reaches=known)
    assert [item[2] for item in shown(items)] == [long, "Plan der Stege 0"]
    wrapped = [Part(line) for line in spaced(LONG, apart=0)]
    assert open_reaches([(parts, page.column()) for parts in [*lists, wrapped]]) == {}


def test_items_left_of_the_years_are_set_flush_right() -> None:
    """Room is at the left there: a line of one word goes on with a full one, and ends before another."""
    paper = Paper()
    for top, text in (
        (100, "Messung am Ufer und in allen Orten am"),
        (113, "Nordhafen"),
        (126, "Stege"),
        (139, "Bau der Mühle am Hafen und am See im"),
        (152, "Herbst"),
    ):
        paper.line(250 - advance(text, BODY), top, text)
    lines = list(paper.column())
    year = Paper()
    year.line(270, 90, "2021", BOLD)
    items, _ = milestone_items([Part(line) for line in [*year.column(), *lines]])
    assert [item[2] for item in shown(items)] == [
        "Messung am Ufer und in allen Orten am Nordhafen",
        "Stege",
        "Bau der Mühle am Hafen und am See im Herbst",
    ]


def test_year_label_over_two_lines_beside_its_item() -> None:
    paper = Paper()
    paper.line(60, 100, "2020/", BOLD)
    paper.line(120, 100, "Messung am Ufer und")
    paper.line(60, 113, "2021", BOLD)
    paper.line(120, 113, "Bau der Stege")
    items, _ = milestone_items([Part(line) for line in paper.column()])
    assert [(item.year_label, len(item.parts)) for item in items] == [("2020/2021", 2)]
