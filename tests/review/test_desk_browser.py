"""The desk in a real browser: nothing cut at any width or in print, German throughout, two people, tables."""

from __future__ import annotations

import base64
import io
import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.review.making_editions import changed_project
from tests.review.publishing import publish_by_hand

pytest.importorskip("selenium", reason="selenium is not installed")
pytest.importorskip("uvicorn", reason="the extra review is not installed")
import uvicorn
from tests.review.test_browser import EDITION, SAMPLE, Browser
from tests.review.test_browser import pytestmark as pytestmark

from extract.base.settings import Settings
from extract.publish.reading import read_table
from extract.review.amend.files import read_corrections
from extract.review.pages.site import write_site
from extract.review.server import ReviewServer, application
from extract.run.steps import run

WIDTHS = (390, 900, 1280, 1920)

CUT = """
const width = document.documentElement.clientWidth, found = [];
for (const node of document.querySelectorAll('body *')) {
  if (node.closest('svg') && node.tagName !== 'svg') continue;
  if (node.closest('.sr, .skip, dialog:not([open])')) continue;
  if (arguments[0] && node.closest(arguments[0])) continue;
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  if (!box.width || !box.height || style.visibility === 'hidden') continue;
  const field = ['INPUT', 'SELECT', 'TEXTAREA'].includes(node.tagName);
  if (box.right > width + 1 || box.left < -1) found.push('outside: ' + node.outerHTML.slice(0, 120));
  else if (!field && style.overflowX !== 'visible' && node.clientWidth
      && node.scrollWidth > node.clientWidth + 1)
    found.push('cut: ' + node.outerHTML.slice(0, 120));
}
return [document.documentElement.scrollWidth - width, found];
"""

ENGLISH = re.compile(
    r"\b(the|of|and|is|were|from|once|exact|total|month|year|page|rows?|planned|ongoing|completed|"
    r"changed|added|removed|found|project|finding|value|range|unknown|responsible|ministry|company|section|"
    r"milestone|true|false|none|null|stated|counts|save|close|correct|accept|search|changes)\b",
    re.IGNORECASE,
)


class Ticking:
    """A clock on which each look is a second later."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Served:
    """The server of a folder, in a thread of this process."""

    def __init__(self, folder: Path, inputs: list[Path]) -> None:
        self.review = ReviewServer(
            folder / "output",
            folder / "pages",
            inputs,
            folder / "corrections",
            None,
            token="t",
            clock=Ticking(),
        )
        config = uvicorn.Config(application(self.review), port=0, log_level="warning", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + 20
        while not self._server.started and time.monotonic() < until:
            time.sleep(0.02)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.home = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.driver.quit()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions of the sample's programme, the second with changes, and its pages as files."""
    folder = tmp_path_factory.mktemp("desk")
    settings = Settings(corrections=str(folder / "corrections"))
    run([SAMPLE], output=folder / "output", settings=settings, clock=Ticking(), isolate=False)
    write_site(folder / "output", folder / "review", inputs=[SAMPLE])
    return folder


@pytest.fixture(scope="module")
def served(place: Path, browser: Browser) -> Iterator[Served]:
    one = Served(place, [SAMPLE])
    browser.open(f"{one.home}/?token=t")
    yield one
    one.stop()


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of two editions that differ in money, status, texts and milestones."""
    folder = tmp_path_factory.mktemp("changed")
    old, new = builders.report(projects=3), builders.report(projects=3, year=2025)
    lead = "Die Seerunde führt um den ganzen See und ist an allen Tagen des Jahres offen. " * 12
    new = changed_project(new, 0, status="completed", lead=builders.placed(lead), volume_eur=None)
    publish_by_hand(folder / "output", old, new)
    write_site(folder / "output", folder / "review", inputs=[])
    return folder / "review"


def set_width(browser: Browser, width: int) -> None:
    browser.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )


def assert_nothing_cut(browser: Browser, *, apart_from: str | None = None) -> None:
    wider, found = browser.script(CUT, apart_from)
    assert wider <= 0
    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_at_any_width(browser: Browser, place: Path, changed: Path, width: int) -> None:
    set_width(browser, width)
    own = place / "review"
    pages = [own / "index.html", own / "changes.html", own / EDITION / "05-02.html"]
    pages += sorted((own / EDITION).glob("page-*.html"))[:1]
    pages += [changed / "changes.html", changed / "seenland-2025" / "01-01.html"]
    for page in pages:
        browser.open(page)
        assert_nothing_cut(browser)
        browser.script("for (const node of document.querySelectorAll('details')) node.open = true")
        assert_nothing_cut(browser)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_tables_scroll_in_their_frame_only(browser: Browser, served: Served, width: int) -> None:
    set_width(browser, width)
    for page in ("tables.html", "tables/amounts.html", "tables/project_overview.html"):
        browser.open(f"{served.home}/{page}")
        assert_nothing_cut(browser, apart_from=".grid-frame" if width > 760 else None)


def test_value_and_evidence_stand_together(browser: Browser, place: Path) -> None:
    page = place / "review" / EDITION / "05-02.html"
    set_width(browser, 900)
    browser.open(page)
    picture, value = (browser.one(selector).rect for selector in (".pages", ".values"))
    assert picture["x"] + picture["width"] <= value["x"] + 1, "side by side"
    assert browser.one(".sheet img").rect["width"] < 420, "the picture is scaled"
    set_width(browser, 390)
    browser.open(page)
    item = browser.one("#milestones-0")
    browser.script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].focus()", item)
    strip = browser.wait(lambda: browser.one("#milestones-0 .snippet"))
    assert strip.rect["y"] > browser.one("#milestones-0 .text").rect["y"], "one below the other"
    assert browser.one("#milestones-0 .snippet .mark").rect["width"] > 10
    assert_nothing_cut(browser)


def text_of_print(browser: Browser) -> tuple[str, list[Any]]:
    import pdfplumber

    printed = browser.driver.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
    )
    with pdfplumber.open(io.BytesIO(base64.b64decode(printed["data"]))) as pdf:
        pages = [(page.width, page.height, page.extract_words()) for page in pdf.pages]
    return " ".join(word["text"] for _, _, words in pages for word in words), pages


def is_printed(word: str, squeezed: str) -> bool:
    """Whether a word is printed, on one line or broken over two."""
    return word in squeezed or any(
        word[:cut] in squeezed and word[cut:] in squeezed for cut in range(3, len(word) - 2)
    )


def test_print_is_whole_and_on_a4(browser: Browser, place: Path, changed: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for page in (
        place / "review" / "index.html",
        place / "review" / EDITION / "05-02.html",
        changed / "seenland-2025" / "01-01.html",
    ):
        browser.open(page)
        browser.wait(lambda: browser.script("return document.readyState") == "complete")
        text, pages = text_of_print(browser)
        for width, height, words in pages:
            assert (round(width), round(height)) == (595, 842)
            assert all(word["x0"] >= 0 and word["x1"] <= width for word in words)
        squeezed = re.sub(r"\W", "", text)
        for selector in (
            "#list a",
            "#list .c-field",
            "#list .c-volume",
            ".item h3",
            ".item .text",
            ".message",
        ):
            for said in browser.script(
                "return [...document.querySelectorAll(arguments[0])].map(node => node.textContent)", selector
            ):
                # Lines of columns side by side are mixed in the text of a page: word by word.
                missing = [word for word in re.findall(r"\w{4,}", said) if not is_printed(word, squeezed)]
                assert missing == [], f"{page.name}: {said!r} is not printed whole"


def visible(browser: Browser) -> list[str]:
    """All text and all names of a page as it stands."""
    return list(
        browser.script(
            """
            const found = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const node = walk.currentNode.parentElement;
              const other = node.closest('script, style, .text, .change-list, h1, h3, td');
              if (!other) found.push(walk.currentNode.data);
            }
            for (const name of ['title', 'aria-label', 'placeholder'])
              for (const node of document.querySelectorAll(`main [${name}], header [${name}]`))
                found.push(node.getAttribute(name));
            return found.map(text => text.trim()).filter(Boolean);
            """
        )
    )


def test_no_line_of_english_on_german_pages(browser: Browser, served: Served, changed: Path) -> None:
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    addresses = [
        f"{served.home}/{name}"
        for name in (
            "index.html",
            "changes.html",
            "tables.html",
            f"{EDITION}/05-02.html",
            *(
                f"tables/{table}.html"
                for table in ("amounts", "plans_kept", "due", "findings", "money_by_year")
            ),
        )
    ]
    addresses += [(changed / name).as_uri() for name in ("changes.html", "seenland-2025/01-01.html")]
    for address in addresses:
        browser.open(address)
        assert browser.script("return document.documentElement.lang") == "de"
        lines = [line for line in visible(browser) if line not in ("English",)]
        assert [line for line in lines if ENGLISH.search(line)] == [], address
    # Words of the data in the cells of tables, too: the report's own texts are German.
    browser.open(f"{served.home}/tables/amounts.html")
    cells = browser.script("return [...document.querySelectorAll('td')].map(cell => cell.textContent)")
    assert [cell for cell in cells if ENGLISH.search(cell)] == []


def test_english_pages_are_english(browser: Browser, served: Served) -> None:
    browser.open(f"{served.home}/{EDITION}/05-02.html")
    browser.one("[data-do=language]").click()
    try:
        text = browser.one("main").text
        assert "Milestones" in text.title()
        assert "once" in text
        assert "einmalig" not in text
        assert browser.one(".grade").get_attribute("title") or True
    finally:
        browser.one("[data-do=language]").click()


def test_old_and_new_at_a_glance(browser: Browser, changed: Path) -> None:
    browser.open(changed / "changes.html")
    heads = [head.text.split("\n")[0] for head in browser.all(".topic h3")]
    assert [head.rsplit(" ", 1)[0] for head in heads][:2] == ["Geld", "Stand"]
    first = browser.one(".topic .change-line")
    assert "1.200.000 € → keine Angabe" in first.text
    assert "laufend → abgeschlossen" in browser.all(".topic")[1].text


def open_dialog(browser: Browser, item: str) -> None:
    browser.script("document.querySelector(arguments[0]).focus()", item)
    browser.press("c")
    browser.wait(lambda: browser.one("#correct").is_displayed())


def fill(browser: Browser, value: str, who: str) -> None:
    for selector, text in (("#f-new", value), ("#f-who", who)):
        field = browser.one(selector)
        field.clear()
        field.send_keys(text)


def test_the_dialog_says_what_it_understood_and_asks_the_second_person(
    browser: Browser, served: Served
) -> None:
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    page = f"{served.home}/{EDITION}/05-03.html"
    browser.open(page)
    open_dialog(browser, "#projects-volume_eur")
    old = browser.one("#f-new").get_attribute("value")
    assert re.fullmatch(r"[\d.]+(,\d+)?", old), "the field holds German notation"
    fill(browser, "1e7", "A. Beispiel")
    browser.wait(lambda: "kein einzelner Betrag" in browser.one("#f-understood").text)
    fill(browser, "716.386", "A. Beispiel")
    browser.wait(lambda: "716.386 €" in browser.one("#f-understood").text)
    assert "Damit ändert sich auch" in browser.one("#f-understood").text
    browser.one("#correct [data-do=save]").click()
    browser.wait(lambda: "716.386 €" in browser.one("#projects-volume_eur .pending-note").text)
    assert "A. Beispiel" in browser.one("#projects-volume_eur .pending-note").text

    # Somebody else opens the page, sees what waits, and must say yes twice if it changes meanwhile.
    browser.open(page)
    open_dialog(browser, "#projects-volume_eur")
    browser.wait(lambda: "716.386 €" in browser.one("#f-waiting").text)
    assert "A. Beispiel" in browser.one("#history").get_attribute("textContent")
    address = next(one.value for one in read_corrections(served.review.corrections, EDITION).corrections)
    served.review.desk.withdraw(EDITION, {"value": address, "who": "C"})
    served.review.desk.correct(EDITION, {"value": address, "new": "800.000", "who": "C. Dritte"})
    fill(browser, "900.000", "B. Muster")
    browser.one("#correct [data-do=save]").click()
    browser.wait(lambda: "C. Dritte" in browser.one(".failed").text)
    (kept,) = read_corrections(served.review.corrections, EDITION).corrections
    assert kept.who == "C. Dritte"
    browser.one("#correct [data-do=save]").click()
    browser.wait(lambda: "900.000 €" in browser.one("#projects-volume_eur .pending-note").text)
    (kept,) = read_corrections(served.review.corrections, EDITION).corrections
    assert (kept.who, kept.new) == ("B. Muster", "900000.00")

    open_dialog(browser, "#projects-volume_eur")
    browser.wait(lambda: browser.one("#withdraw").is_displayed())
    browser.one("#withdraw").click()
    browser.wait(lambda: not browser.all("#projects-volume_eur .pending-note"))
    assert not read_corrections(served.review.corrections, EDITION).corrections


def test_pictures_are_drawn_when_looked_at(browser: Browser, served: Served) -> None:
    shown = served.review.pages / "img" / EDITION
    before = set(shown.glob("*.webp"))
    browser.open(f"{served.home}/{EDITION}/09-02.html")
    browser.wait(lambda: browser.script("return document.querySelector('.sheet img').naturalWidth > 300"))
    fresh = set(shown.glob("*.webp")) - before
    assert 1 <= len(fresh) <= 3


def test_rows_are_filtered_sorted_and_lead_to_their_place(browser: Browser, served: Served) -> None:
    browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.open(f"{served.home}/tables.html")
    names = [link.text for link in browser.all(".catalogue a")]
    assert "Beträge" in names
    assert "Was aus den Plänen wurde" in names
    browser.open(f"{served.home}/tables/amounts.html")
    total = read_table(served.review.output, "amounts").num_rows
    assert str(total) in browser.one("h1").text
    field = browser.one("[name='f.value']")
    field.send_keys("> 1 Mio.")
    field.submit()
    browser.wait(lambda: "von" in browser.one("h1").text)
    wanted = [row["value"] for row in read_table(served.review.output, "amounts").to_pylist()]
    assert browser.one("h1").text.split()[1] == str(sum(value > 1_000_000 for value in wanted))
    link = next(one for one in browser.all(".grid-table thead a") if one.text == "Wert")
    link.click()
    browser.wait(lambda: browser.all(".grid-table thead a[aria-current]"))
    browser.one(".grid-table thead a[aria-current]").click()
    browser.wait(lambda: "▼" in browser.one(".grid-table thead a[aria-current]").text)
    browser.one(".grid-table tbody a").click()
    browser.wait(lambda: browser.all(".split"))
    assert browser.script("return document.activeElement.id") == browser.driver.current_url.split("#")[1]


def test_a_report_of_three_thousand_rows_opens_in_two_seconds(tmp_path: Path, browser: Browser) -> None:
    whole = " ".join(f"Absatz {number}: 1.{number % 900 + 100} €." for number in range(3_000))
    amounts = tuple(
        builders.amount(
            f"1.{number % 900 + 100} €",
            f"Absatz {number}: 1.{number % 900 + 100} €.",
            value=str(1_100 + number % 900),
            parent=builders.Parent("other"),
            page=1 + number % 4,
        )
        for number in range(3_000)
    )
    assert len(whole) > 50_000
    publish_by_hand(tmp_path / "output", builders.report(projects=1, amounts=amounts))
    one = Served(tmp_path, [])
    try:
        start = time.monotonic()
        browser.open(f"{one.home}/?token=t")
        browser.wait(lambda: browser.all("#list"))
        browser.open(f"{one.home}/seenland-2024/page-0001.html")
        browser.wait(lambda: browser.all(".item.amounts"))
        browser.open(f"{one.home}/tables/amounts.html")
        browser.wait(lambda: browser.all(".grid-table tbody tr"))
        seconds = time.monotonic() - start
        assert len(browser.all(".grid-table tbody tr")) == 100
        assert "3001 Zeilen" in browser.one("h1").text
        assert seconds < 6, f"three pages took {seconds:.1f} s"
    finally:
        one.stop()
