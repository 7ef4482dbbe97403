"""The pages as files: complete, self-contained, and harmless whatever the PDF said."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests import builders
from tests.publish.states import Clock
from tests.review.making_editions import changed_project
from tests.review.publishing import HOSTILE, publish_by_hand

from extract.base.settings import Settings
from extract.publish.problems import OutputProblem
from extract.publish.reading import read_table
from extract.review.editions import read_editions
from extract.review.pages import site as site_module
from extract.review.pages.charts import field_figures, time_line
from extract.review.pages.forms import euro
from extract.review.pages.site import file_name, write_site
from extract.review.pages.texts import texts
from extract.run.steps import run

SAMPLE = Path(__file__).parents[2] / "raw_pdfs" / "aldermark-konferenz-2023.pdf"


class Page(HTMLParser):
    """What a page loads and which elements it has."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loaded: list[str] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href") and value:
                self.loaded.append(value)
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
            if name == "id" and value:
                self.ids.append(value)
            if (name == "data-t" or name.startswith("data-t-")) and value:
                self.texts.append(value)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions by hand: the newer with a renamed project and hostile text everywhere."""
    output = tmp_path_factory.mktemp("output")
    old = builders.report(projects=3)
    new = builders.report(projects=3, year=2025)
    project = new.projects[0]
    new = changed_project(
        new,
        0,
        title=f"Seerunde 1 {HOSTILE}",
        lead=builders.placed(HOSTILE),
        responsible=HOSTILE,
        status="completed",
        sections=(*project.sections[1:],),
        dates=(),
        links=(),
    )
    publish_by_hand(output, old, new)
    write_site(output, output / "review", inputs=[])
    return output / "review"


def test_every_page_is_there_and_loads_nothing_from_elsewhere(pages: Path) -> None:
    found = sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.html"))
    assert len(found) == 8
    for path in pages.rglob("*.html"):
        page = Page(path.read_text())
        assert not page.handlers, "inline handlers and styles are refused by the page's own policy"
        assert len(page.ids) == len(set(page.ids))
        for link in page.loaded:
            target = link.split("#")[0].split("?")[0]
            assert link.startswith("data:,") or not re.match(r"[a-z]+:|//", link), link
            if target and not link.startswith("data:"):
                assert (path.parent / target).is_file(), link


def test_text_of_the_pdf_is_text(pages: Path) -> None:
    content = (pages / "seenland-2025" / "01-01.html").read_text()
    parsed = Page(content)
    assert "&lt;script&gt;window.hacked" in content
    assert parsed.tags.count("script") == 3
    assert "img" not in parsed.tags
    index = Page((pages / "index.html").read_text())
    assert index.tags.count("script") == 4
    search = (pages / "assets" / "search.js").read_text()
    assert "<" not in search
    assert any("window.hacked" in text for text in json.loads(search.split(" = ", 1)[1].rstrip(";\n")))


def test_all_words_are_there_in_both_languages(pages: Path) -> None:
    used = {key for path in pages.rglob("*.html") for key in Page(path.read_text()).texts}
    used |= set(re.findall(r'text\("([a-z_.]+)"\)', (pages / "assets" / "review.js").read_text()))
    assert len(used) > 80
    assert {key for key in used if key not in texts()} <= {"col."}
    assert all(german and english for german, english in texts().values())


def test_changes_and_doubts_stand_before_the_values(pages: Path) -> None:
    content = (pages / "seenland-2025" / "01-01.html").read_text()
    assert content.index('class="group changes"') < content.index('class="group projects"')
    assert "abgeschlossen" in content
    assert "gegenüber der Vorausgabe" in content
    unchanged = (pages / "seenland-2024" / "01-01.html").read_text()
    assert 'class="group changes"' not in unchanged


def test_without_the_pdf_the_page_says_so(pages: Path) -> None:
    content = (pages / "seenland-2024" / "01-01.html").read_text()
    assert "ohne Seitenbild" in content
    assert "<figure" not in content


def test_pages_of_projects_that_are_gone_go(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_by_hand(output, builders.report(projects=3))
    write_site(output, output / "review", inputs=[])
    (output / "review" / "notes.txt").write_text("mine")
    publish_by_hand(output, builders.report(projects=2), run="other")
    site = write_site(output, output / "review", inputs=[])
    assert sorted(path.name for path in (output / "review" / "seenland-2024").iterdir()) == [
        "01-01.html",
        "02-01.html",
    ]
    assert (output / "review" / "notes.txt").read_text() == "mine"
    assert "nicht mehr enthalten" in site.index.read_text()


def test_nothing_published_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputProblem, match="nothing was published"):
        write_site(tmp_path, tmp_path / "review", inputs=[])


def test_the_same_tables_give_the_same_pages(pages: Path, tmp_path: Path) -> None:
    write_site(pages.parent, tmp_path / "again", inputs=[])
    for path in pages.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(pages)).read_bytes(), path


@pytest.mark.parametrize(
    ("key", "file"),
    [("13-02", "13-02.html"), ("../x", "x.html"), ("..", "project.html"), ("Ä b", "b.html")],
)
def test_names_of_files(key: str, file: str) -> None:
    assert file_name(key) == file


@pytest.mark.parametrize(
    ("value", "short", "told"),
    [
        ("1200000.00", False, "1.200.000 €"),
        ("0.30", False, "0,30 €"),
        ("1250000", True, "1,2 Mio. €"),
        (None, False, "–"),
    ],
)
def test_money(value: str | None, short: bool, told: str) -> None:
    assert euro(None if value is None else Decimal(value), short=short).de == told


def test_figures_of_the_charts_are_those_of_the_tables(pages: Path) -> None:
    (edition,) = [one for one in read_editions(pages.parent) if one.report_id == "seenland-2024"]
    figures = field_figures(edition)
    assert sum(field.projects for field in figures) == 3
    counted = [row for row in edition.table("amounts") if row["counts_toward_total"]]
    assert sum(field.money for field in figures) == sum(row["value"] for row in counted)
    line = time_line(edition)
    assert len(line.dots) + line.undated == len(edition.table("milestones"))
    assert [dot.done for dot in line.dots] == [True] * 3 + [False] * 3
    assert all(0 <= dot.x <= 1 and 0 <= dot.y <= 1 for dot in line.dots)


def test_pages_of_the_sample_with_pictures(tmp_path: Path) -> None:
    output = tmp_path / "output"
    settings = Settings(corrections=str(tmp_path / "corrections"))
    run([SAMPLE], output=output, settings=settings, clock=Clock(), isolate=False)
    site = write_site(output, output / "review", inputs=[SAMPLE.parent])
    assert not site.without_pdf
    projects = read_table(output, "projects").num_rows
    assert site.projects == projects
    assert site.bytes / projects * 64 < 15_000_000
    for path in (output / "review" / "aldermark-konferenz-2023").glob("*.html"):
        page = Page(path.read_text())
        assert "img" in page.tags
        assert page.tags.count("rect") > (3 if path.name.startswith("page-") else 30)
    assert site_module.write_site(output, output / "review", inputs=[]).without_pdf == (
        "aldermark-konferenz-2023",
    )
    assert not list((output / "review").glob("img/*/*"))


def test_values_read_by_ocr_show_how_sure_it_was(tmp_path: Path) -> None:
    output = tmp_path / "output"
    words = (("1.200.000", builders.box(2), 0.41), ("2024", builders.box(2, 400), 0.93))
    publish_by_hand(output, builders.report(ocr_pages={2: builders.read_page(2, *words)}))
    write_site(output, output / "review", inputs=[])
    pages = {path.name: path.read_text(encoding="utf-8") for path in (output / "review").rglob("*.html")}
    first = next(page for name, page in pages.items() if "01-01" in name)
    assert "OCR 93 %" in first
    assert first.index('class="badge warning"><span class="sr">') < first.index("OCR 41 %")
    assert all("OCR 9" not in page for name, page in pages.items() if "02-01" in name)
