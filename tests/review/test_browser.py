"""The review in a real browser: Debian's chromium without a window, driven by selenium."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests import builders
from tests.publish.states import Clock
from tests.review.making_editions import changed_project
from tests.review.publishing import HOSTILE, publish_by_hand

from extract.base.settings import Settings
from extract.publish.reading import read_table
from extract.review.pages.site import write_site
from extract.run.steps import run

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER),
        reason="no browser: apt-get install chromium chromium-driver",
    ),
]

SAMPLE = Path(__file__).parents[2] / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
EDITION = "aldermark-konferenz-2023"


class Browser:
    """A browser that remembers what it asked for and what it complained about."""

    def __init__(self) -> None:
        options = ChromeOptions()
        options.binary_location = CHROMIUM or ""
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--window-size=1440,900",
            "--disable-background-networking",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = Chrome(options=options, service=Service(DRIVER))

    def open(self, address: str | Path) -> None:
        self.driver.get(address.as_uri() if isinstance(address, Path) else address)

    def one(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[Any]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait(self, condition: Any) -> Any:
        # A page that changes at this moment is looked at again.
        stale = [StaleElementReferenceException]
        return WebDriverWait(self.driver, 20, ignored_exceptions=stale).until(lambda _: condition())

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def point_at(self, element: Any) -> None:
        ActionChains(self.driver).move_to_element(element).perform()

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> set[str]:
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return {
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.driver.quit()


@pytest.fixture(autouse=True)
def quiet_and_at_home(browser: Browser) -> Iterator[None]:
    """No test leaves an error in the console, and none asks for anything elsewhere."""
    browser.complaints()
    browser.requests()
    yield
    assert browser.complaints() == []
    own = ("file://", "data:", "http://127.0.0.1:")
    assert [url for url in browser.requests() if not url.startswith(own)] == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report, published, with its pages."""
    folder = tmp_path_factory.mktemp("place")
    settings = Settings(corrections=str(folder / "corrections"))
    run([SAMPLE], output=folder / "output", settings=settings, clock=Clock(), isolate=False)
    write_site(folder / "output", folder / "output" / "review", inputs=[SAMPLE])
    return folder


def test_search_and_filters(browser: Browser, place: Path) -> None:
    browser.open(place / "output" / "review" / "index.html")
    rows = len(browser.all("#list tbody tr"))
    assert rows == read_table(place / "output", "projects").num_rows
    title = browser.all("#list tbody tr a")[-1].text
    browser.press("/")
    browser.press(title)
    shown = [row for row in browser.all("#list tbody tr") if row.is_displayed()]
    assert len(shown) < rows
    assert title in [row.find_element(By.TAG_NAME, "a").text for row in shown]
    assert browser.one("#shown").text == str(len(shown))
    browser.press("xyzxyz")
    assert browser.one("#nothing").is_displayed()
    browser.script("document.querySelector('#search').value = ''")
    browser.one("select[data-filter=status] option[value=completed]").click()
    shown = [row for row in browser.all("#list tbody tr") if row.is_displayed()]
    assert shown
    assert {row.get_attribute("data-status") for row in shown} == {"completed"}


def test_the_keyboard_leads_from_the_list_through_the_values(browser: Browser, place: Path) -> None:
    browser.open(place / "output" / "review" / "index.html")
    browser.press("n", "n", "p")
    wanted = browser.one("#list tr.on a").text
    browser.press(Keys.ENTER)
    browser.wait(lambda: browser.all(".split"))
    assert browser.one("h1").text == wanted
    browser.press("n")
    first = browser.script("return document.activeElement.id")
    assert first == browser.all(".item")[0].get_attribute("id")
    browser.press("n", "n", "p")
    assert browser.script("return document.activeElement.id") == browser.all(".item")[1].get_attribute("id")
    number = browser.one(".count").text
    browser.press(Keys.ARROW_RIGHT if not number.startswith("16") else Keys.ARROW_LEFT)
    browser.wait(lambda: browser.one(".count").text != number)
    browser.press("o")
    browser.wait(lambda: browser.all("#list"))


def test_a_value_shows_its_box_and_a_box_its_value(browser: Browser, place: Path) -> None:
    browser.open(place / "output" / "review" / EDITION / "05-02.html")
    browser.wait(lambda: browser.script("return document.querySelector('.sheet img').naturalWidth > 300"))
    item = browser.one(".item.milestones")
    browser.script("arguments[0].scrollIntoView({block: 'center'})", item)
    assert not browser.all("rect.on")
    browser.point_at(item.find_element(By.CSS_SELECTOR, ".text"))
    lit = browser.wait(lambda: browser.all("rect.on"))
    assert {rect.get_attribute("data-for") for rect in lit} == {item.get_attribute("id")}
    row = next(
        row
        for row in read_table(place / "output", "milestones").to_pylist()
        if (row["project_key"], row["position"]) == ("05-02", 0)
    )
    size = browser.script(
        "const v = arguments[0].ownerSVGElement.viewBox.baseVal, r = arguments[0].getBoundingClientRect(),"
        "s = arguments[0].ownerSVGElement.getBoundingClientRect();"
        "return [(r.left - s.left) / s.width * v.width, (r.top - s.top) / s.height * v.height]",
        lit[0],
    )
    assert abs(size[0] - row["boxes"][0]["x0"]) < 4, "the box lies where the text is printed"
    assert abs(size[1] - row["boxes"][0]["top"]) < 4

    rect = browser.one('rect[data-for="sections-0"]')
    browser.point_at(browser.one("h1"))
    browser.script("document.querySelector('.pages').scrollTop = 0")
    browser.point_at(rect)
    (value,) = browser.wait(lambda: browser.all(".item.on"))
    assert value.get_attribute("id") == "sections-0"


def test_language_theme_and_print(browser: Browser, place: Path) -> None:
    browser.open(place / "output" / "review" / EDITION / "05-02.html")
    assert browser.script("return document.documentElement.lang") == "de"
    ground = browser.script("return getComputedStyle(document.body).backgroundColor")
    browser.one("[data-do=theme]").click()
    assert browser.script("return getComputedStyle(document.body).backgroundColor") != ground
    browser.one("[data-do=theme]").click()
    browser.one("[data-do=language]").click()
    assert browser.script("return document.documentElement.lang") == "en"
    assert "Milestones" in browser.one(".group.milestones h2").text.title()
    browser.one("[data-do=language]").click()
    printed = browser.driver.print_page()
    assert len(printed) > 10_000


def test_everything_can_be_reached_and_has_a_name(browser: Browser, place: Path) -> None:
    for page in ("index.html", f"{EDITION}/05-02.html"):
        browser.open(place / "output" / "review" / page)
        nameless = browser.script(
            "const wanted = 'a[href], button, input, select, textarea, img, svg[role=img]';"
            "return [...document.querySelectorAll(wanted)]"
            ".filter(n => !(n.textContent.trim() || n.title || n.alt || n.placeholder || n.ariaLabel"
            " || (n.labels && n.labels.length))).map(n => n.outerHTML)"
        )
        assert nameless == []
        levels = browser.script(
            "return [...document.querySelectorAll('main h1, main h2, main h3')].map(n => +n.tagName[1])"
        )
        assert levels[0] == 1
        assert browser.script("return document.documentElement.lang") in ("de", "en")


def test_read_only_pages_give_the_entry_to_paste(browser: Browser, place: Path) -> None:
    browser.open(place / "output" / "review" / EDITION / "05-02.html")
    item = browser.one("#projects-status")
    browser.script("arguments[0].focus()", item)
    browser.press("c")
    browser.wait(lambda: browser.one("#correct").is_displayed())
    browser.one("#f-choice option[value=on_hold]").click()
    browser.one("#f-who").send_keys("A. Beispiel")
    browser.one("#correct [data-do=save]").click()
    browser.wait(lambda: browser.one("#yaml").is_displayed())
    (entry,) = yaml.safe_load(browser.one("#yaml pre").text)["corrections"]
    assert entry["value"] == "projects/05-02/status"
    assert (entry["new"], entry["who"]) == ("on_hold", "A. Beispiel")


def test_hostile_text_is_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    report = builders.report(projects=2)
    report = changed_project(
        report,
        0,
        title=HOSTILE,
        responsible=HOSTILE,
        status_evidence=HOSTILE,
        action_field=HOSTILE,
        lead=builders.placed(HOSTILE),
    )
    publish_by_hand(tmp_path / "output", report)
    write_site(tmp_path / "output", tmp_path / "review", inputs=[])
    for page in ("index.html", "seenland-2024/01-01.html"):
        browser.open(tmp_path / "review" / page)
        assert HOSTILE in browser.one("main").text
        assert browser.script("return window.hacked") is None
    browser.script("document.querySelector('#projects-title').focus()")
    browser.press("c")
    assert browser.one("#f-old").text == HOSTILE
    assert browser.script("return window.hacked") is None
    assert not browser.all("main img")


def test_a_correction_on_the_server_is_applied_by_the_next_run(browser: Browser, place: Path) -> None:
    environment = {**os.environ, "FORTSCHRITT_CORRECTIONS": str(place / "corrections")}
    command = [sys.executable, "-m", "extract.cli"]
    output = ["--output", str(place / "output")]
    server = subprocess.Popen(
        [*command, "review", "--serve", "--input", str(SAMPLE), *output, "--pages", str(place / "pages")],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert server.stdout is not None
        line = next(line for line in server.stdout if line.startswith("Open "))
        address = line.split()[1]
        home = address.split("/?")[0]
        browser.open(address)
        browser.wait(lambda: browser.all("#list"))
        assert "token" not in browser.driver.current_url
        browser.open(f"{home}/{EDITION}/05-02.html")
        assert "A" in browser.one(".grade").text or browser.all(".item.doubt")

        browser.script("document.querySelector('#projects-status').focus()")
        browser.press("c")
        browser.wait(lambda: browser.one("#correct").is_displayed())
        old = browser.one("#f-choice").get_attribute("value")
        wanted = "on_hold" if old != "on_hold" else "ongoing"
        browser.one(f"#f-choice option[value={wanted}]").click()
        who = browser.one("#f-who")
        who.clear()
        who.send_keys("A. Beispiel")
        browser.one("#f-why").send_keys("Anruf beim Amt")
        browser.one("#correct [data-do=save]").click()
        browser.wait(lambda: "pending" in browser.one("#projects-status").get_attribute("class"))

        doubts = browser.all(".item.doubt:not(.accepted)")
        assert doubts
        message = doubts[0].find_element(By.CSS_SELECTOR, ".message").text
        browser.script("arguments[0].focus()", doubts[0])
        browser.press("a")
        browser.wait(lambda: browser.one("#correct").is_displayed())
        browser.one("#correct [data-do=save]").click()
        browser.wait(lambda: browser.all(".item.doubt.pending"))

        done = subprocess.run(
            [*command, "run", str(SAMPLE), *output, "--quiet"],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

        browser.open(f"{home}/{EDITION}/05-02.html")
        status = browser.one("#projects-status")
        assert "corrected" in status.get_attribute("class")
        assert "Anruf beim Amt" in status.text
        accepted = browser.one(".item.doubt.accepted .message").text
        assert accepted == message
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
    applied = read_table(place / "output", "corrections_applied").to_pylist()
    assert [(row["project_key"], row["table"], row["column"], row["old"]) for row in applied] == [
        ("05-02", "projects", "status", old)
    ]
