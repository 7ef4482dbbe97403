"""Ruled tables in the text of a section stay whole, with merged cells too."""

from __future__ import annotations

from tests.layout.paper import BLACK, BODY, BOLD, Paper
from tests.reports.brochure import INDEX, MAIN, Sheet, cover, report

from extract.reports.arrange.whole_tables import keep_tables_whole
from extract.reports.report import Project

LEFT = (MAIN, MAIN + 110, MAIN + 190, MAIN + 290)
"""Edges of the columns, in points."""
ROW = 16.0

_Cell = tuple[int, int, int, str]
"""Row, column, rows that it spans, text."""

COSTS: list[_Cell] = [
    (0, 0, 1, "Träger"),
    (0, 1, 1, "Jahr"),
    (0, 2, 1, "Betrag"),
    (1, 0, 2, "Land am See"),
    (1, 1, 1, "2022"),
    (1, 2, 1, "800.000 €"),
    (2, 1, 1, "2023"),
    (2, 2, 1, "300.000 €"),
    (3, 0, 1, "Gemeinden"),
    (3, 1, 1, "2022"),
    (3, 2, 1, "150.000 €"),
    (4, 0, 1, "Summe"),
    (4, 2, 1, "1.250.000 €"),
]


def rule(paper: Paper, x0: float, top: float, x1: float, bottom: float) -> None:
    paper.panel(x0, top, max(x1, x0 + 0.5), max(bottom, top + 0.5), fill=BLACK)


def table(paper: Paper, cells: list[_Cell], *, top: float) -> float:
    """Draws the cells with rules around each; returns the bottom."""
    rows = 1 + max(row for row, _, _, _ in cells)
    bottom = top + rows * ROW
    for row in range(rows + 1):
        merged = [column for first, column, span, _ in cells if first < row < first + span]
        start = LEFT[1] if 0 in merged else LEFT[0]
        rule(paper, start, top + row * ROW, LEFT[-1], top + row * ROW)
    for x in LEFT:
        rule(paper, x, top, x, bottom)
    for row, column, _, text in cells:
        paper.line(LEFT[column] + 4, top + row * ROW + 3, text)
    return bottom


def page(cells: list[_Cell], *, gap: float = 20.0) -> Paper:
    paper = Sheet(sections={}, foot=None).set(2)
    paper.line(MAIN, 150, "Zielsetzung", BOLD)
    paper.line(MAIN, 165, "Der Weg um den See wird für alle frei.")
    paper.line(MAIN, 190, "Projektvolumen", BOLD)
    paper.line(MAIN, 205, "Die Kosten verteilen sich so:")
    bottom = table(paper, cells, top=215 + gap)
    paper.line(MAIN, bottom + 20, "Ausblick", BOLD)
    paper.line(MAIN, bottom + 35, "Es geht am See weiter.")
    return paper


def read(paper: Paper) -> Project:
    (project,) = report(cover(), paper).projects
    return project


def texts(project: Project) -> dict[str, str]:
    return {section.section: section.body.text for section in project.sections}


def test_a_table_with_merged_cells_and_a_sum() -> None:
    for gap in (20.0, 120.0):
        project = read(page(COSTS, gap=gap))
        assert texts(project)["geld"].split("\n") == [
            "Die Kosten verteilen sich so:",
            "Träger Jahr Betrag",
            "Land am See 2022 800.000 €",
            "2023 300.000 €",
            "Gemeinden 2022 150.000 €",
            "Summe 1.250.000 €",
        ]
        assert project.volume_eur == 1_250_000
        assert texts(project)["ausblick"] == "Es geht am See weiter."
        assert [one.year_label for one in project.milestones] == ["2022", "2023"]


def test_a_table_at_the_top_of_a_page_is_a_region_of_its_own() -> None:
    """The text that it belongs to stands on the page before."""
    paper = Paper()
    table(paper, COSTS, top=100)
    first, *_ = keep_tables_whole(paper.read(), INDEX).regions
    assert [line.text for line in first.lines] == [
        "Träger Jahr Betrag",
        "Land am See 2022 800.000 €",
        "2023 300.000 €",
        "Gemeinden 2022 150.000 €",
        "Summe 1.250.000 €",
    ]


def test_a_table_with_headings_or_texts_in_it_is_the_form_of_the_page() -> None:
    headings = [
        (0, 0, 1, "Zielsetzung"),
        (0, 1, 1, "Wege"),
        (1, 0, 2, "Ausblick"),
        (1, 1, 1, "12"),
        (2, 1, 1, "7"),
    ]
    years = [(0, 0, 1, "2022"), (0, 1, 1, "2023"), (1, 0, 2, "Bau am Ufer"), (1, 1, 1, "Fest am See")]
    years.append((2, 1, 1, "Fest im Wald"))
    labels = [(0, 0, 1, "Träger"), (0, 1, 1, "Gemeinde am See"), (1, 0, 1, "Kosten"), (1, 1, 1, "800.000 €")]
    labels += [(2, 0, 1, "Beginn"), (2, 1, 1, "im Frühjahr")]
    list_of_years = [(0, 0, 1, "2022"), (0, 1, 1, "Bau"), (1, 0, 1, "2023"), (1, 1, 1, "Fest am See")]
    for cells in (headings, years, labels, list_of_years):
        layout = page(cells).read()
        assert keep_tables_whole(layout, INDEX) is layout
    costs = page(COSTS).read()
    assert keep_tables_whole(costs, INDEX) is not costs


def test_a_row_is_told_by_its_gap() -> None:
    paper = Sheet(sections={}, foot=None).set(2)
    paper.line(MAIN, 150, "Projektvolumen", BOLD)
    for row, (name, sum_) in enumerate(
        (("Land", "800.000 €"), ("Bund", "300.000 €"), ("Summe", "1.100.000 €"))
    ):
        end = paper.line(MAIN, 165 + 13 * row, name)
        paper.line(end + 3 * BODY.size, 165 + 13 * row, sum_)
    assert texts(read(paper))["geld"].split("\n") == ["Land 800.000 €", "Bund 300.000 €", "Summe 1.100.000 €"]
