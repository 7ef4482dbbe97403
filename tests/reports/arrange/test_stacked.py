"""Several short projects one above the other are leaves of their page."""

from __future__ import annotations

from tests.layout.paper import BOLD, TITLE, Paper
from tests.reports.brochure import INDEX

from extract.layout.records import PageLayout
from extract.reports.arrange.stacked import part_stacked

TITLES = ("Uferweg am See", "Steg im Wald")


def page(*titles: str, sections: tuple[str, ...] = ("Zielsetzung", "Vorgehen")) -> PageLayout:
    """Projects with a title, a line below it and some sections each."""
    paper = Paper()
    top = 60.0
    for title in titles:
        paper.line(60, top, title, TITLE)
        top = paper.prose(60, top + 30, 470, 2) + 12
        for name in sections:
            paper.line(60, top, name, BOLD)
            top = paper.prose(60, top + 14, 470, 5) + 10
        top += 30
    return paper.read()


def texts(layout: PageLayout) -> list[list[str]]:
    """The first words of each leaf's lines that are no running text."""
    return [
        [
            line.text
            for region in layout.regions
            if region.leaf == leaf
            for line in region.lines
            if len(line.words) < 4
        ]
        for leaf in range(layout.leaves)
    ]


def test_each_project_is_a_leaf() -> None:
    layout = part_stacked(page(*TITLES), INDEX)
    assert layout.stacked
    assert [leaf[:3] for leaf in texts(layout)] == [[title, "Zielsetzung", "Vorgehen"] for title in TITLES]


def test_what_has_no_headings_of_its_own_is_no_project() -> None:
    """A second title over running text, as of a box or of an interview."""
    plain = page(*TITLES, sections=())
    assert part_stacked(plain, INDEX) is plain


def test_one_project_is_left_alone() -> None:
    alone = page(TITLES[0])
    assert part_stacked(alone, INDEX) is alone
