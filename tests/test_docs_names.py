"""What the pages about layout and words name exists, and every column has its word."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from extract.tables.contract import TABLES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = ("layout.md", "glossary.md")
PARTS = ("Pages", "Texts", "Reports", "Results", "German terms")


def names(page: str, pattern: str) -> list[str]:
    return re.findall(rf"`({pattern})`", (DOCS / page).read_text(encoding="utf-8"))


def rows(heading: str) -> list[list[str]]:
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    section = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("page", PAGES)
def test_modules_named_exist(page: str) -> None:
    modules = names(page, r"extract(?:\.\w+)+")
    assert len(modules) > 8
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize("page", PAGES)
def test_files_named_exist(page: str) -> None:
    paths = names(page, r"(?:tests|scripts|docs)/[\w/.]+")
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_layout_page_names_every_module_of_its_room() -> None:
    """The room's own modules, and those that lead from lines to fields."""
    page = (DOCS / "layout.md").read_text(encoding="utf-8")
    for module in ("analysis", "cuts", "lines", "footnotes", "text"):
        assert f"`extract.layout.{module}`" in page
    for room, modules in (
        ("arrange", ("arranging", "furniture", "stacked")),
        ("assign", ("flow",)),
        ("names", ("headings",)),
        ("records", ("grouping",)),
        ("fill", ("milestones",)),
        ("text", ("passages",)),
    ):
        for module in modules:
            assert f"`extract.reports.{room}.{module}`" in page


def test_columns_of_german_terms_exist() -> None:
    for word, _, place in rows("German terms"):
        table, _, column = place.strip("`").partition(".")
        assert table in TABLES, word
        assert not column or column in {one.name for one in TABLES[table].columns}, word


def test_every_table_has_its_word() -> None:
    """What a row of each table is: its singular, or the word that the glossary has for it."""
    own = {"reports": "edition", "media": "Bildnachweis", "corrections_applied": "correction"}
    known = " ".join(cell for part in PARTS for row in rows(part) for cell in row)
    for table in TABLES:
        word = own.get(table) or table.removesuffix("ies").removesuffix("s")
        assert re.search(rf"\b{word}", known), table


WORDS = (
    "word, line, block, column, region, reading order, span, mention, section, snapshot, partition, "
    "finding, boxes"
)


@pytest.mark.parametrize("word", WORDS.split(", "))
def test_words_of_the_project_are_explained_once(word: str) -> None:
    assert [row[0] for part in PARTS for row in rows(part)].count(word) == 1
