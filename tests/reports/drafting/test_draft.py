"""A drafted profile is a beginning that already works: it is tried on the file it was made from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.layout.paper import BOLD, Paper
from tests.reports.boxed import SHEETS, typeset

from extract.authoring.checking import check_profile, write_pictures
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports import extract_report
from extract.reports.assign.values_beside import beside
from extract.reports.drafting.draft import code_pattern, draft_text
from extract.reports.drafting.sightings import Sighting, look
from extract.reports.profile.choice import BASE
from extract.reports.profile.model import Profile, profiles, read_profile


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return typeset(tmp_path_factory.mktemp("drafting") / "erlental.pdf")


@pytest.fixture(scope="module")
def drafted(pdf: Path) -> Path:
    path = pdf.parent / "erlental.yaml"
    seen = look(read_layouts(How(path=pdf)).layouts)
    path.write_text(
        draft_text(seen, "erlental", pdf.name, boxed=seen.boxed, base=profiles()[BASE]), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="module")
def profile(drafted: Path) -> Profile:
    return read_profile(drafted)


def test_boxes_and_their_use_are_told(profile: Profile) -> None:
    assert profile.sheets is not None
    assert profile.sheets.action_field.headings == ["Handlungsfeld"]
    roles = {section.section: (section.role, section.party) for section in profile.sections}
    assert roles == {
        "projektbeschreibung": (None, None),
        "projekttraeger": (None, "responsible"),
        "zeitrahmen": (None, None),
        "gesamtkosten": ("volume", None),
        "thg_einsparungen": (None, None),
    }
    assert [(field.field, field.kind) for field in profile.fields] == [("thg_einsparungen", "quantity")]


def test_the_draft_reads_the_file_it_was_made_from(pdf: Path, drafted: Path) -> None:
    report = extract_report(pdf, profile=str(drafted))
    assert [(one.project_id, one.title) for one in report.projects] == [
        (one.code, one.title) for one in SHEETS
    ]
    assert report.title == "Handlungsprogramm Klimaschutz Erlental 2035"
    for project in report.projects:
        assert project.responsible
        assert project.volume_eur


def test_what_a_profile_promises_in_vain_is_told(pdf: Path, drafted: Path) -> None:
    text = drafted.read_text(encoding="utf-8")
    wanting = drafted.with_name("wanting.yaml")
    wanting.write_text(
        text.replace(
            "sections:\n", "sections:\n  - section: ausblick\n    headings: [Ausblick]\n", 1
        ).replace("  id_patterns:\n", "  id_patterns:\n    - 'Nr\\. (?P<id>\\d+)'\n", 1),
        encoding="utf-8",
    )
    found = check_profile(pdf, read_profile(wanting), str(wanting))
    assert "section ausblick" in found.idle_headings
    assert found.idle_patterns == (r"Nr\. (?P<id>\d+)",)
    assert [page.project.key if page.project else None for page in found.pages] == [
        None,
        None,
        "st1",
        "st-2",
        "st-2",
        "wv1",
    ]


def test_pictures_are_drawn(pdf: Path, drafted: Path, tmp_path: Path) -> None:
    report = extract_report(pdf, profile=str(drafted))
    written = write_pictures(pdf, report, [3, 5], tmp_path / "pictures")
    assert [path.name for path in written] == ["page-003.png", "page-005.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)


# Codes as printed, and one more that the pattern made of them must find, and one that it must not.
CODES = [
    (["ST1", "ST 2", "WV1", "WV12"], "EE7", "Seite 7"),
    (["01-02", "01-03", "14-01"], "22-10", "22"),
    (["M 1.2", "M 1.3", "K 2.1"], "M 4.7", "M 4"),
]


@pytest.mark.parametrize(("codes", "like", "unlike"), CODES)
def test_patterns_of_codes(codes: list[str], like: str, unlike: str) -> None:
    pattern, examples = code_pattern([(None, code, page) for page, code in enumerate(codes)])
    assert pattern is not None
    assert examples == codes
    assert [re.search(pattern, code) is not None for code in (like, unlike)] == [True, False]


def test_word_before_the_code_belongs_to_the_pattern() -> None:
    pattern, _ = code_pattern([("Projekt-ID", f"0{n}-01", n) for n in range(1, 5)])
    assert pattern is not None
    assert "Projekt" in pattern


def test_few_codes_are_none() -> None:
    assert code_pattern([(None, "A 1", 1), (None, "1-2", 2)]) == (None, [])


def sightings(*pages: str) -> dict[str, Sighting]:
    """Headings seen on pages set line by line; running text is the commonest setting."""
    papers = []
    for number, text in enumerate(pages, start=1):
        paper = Paper(number)
        paper.lines(60, 200, text)
        paper.prose(330, 200, 200, 20)
        papers.append(paper.read())
    return {one.text: one for one in look(papers).headings}


def test_what_stands_below_a_heading_tells_what_it_is_for() -> None:
    place = ("Hafen", "Wald", "Insel")
    found = sightings(
        *(
            f"**Der Weg bisher**\n**2021**\nBau am {name}\n\n**Wer dahinter steht**\nGemeinde {name}"
            for name in place
        )
    )
    assert found["Der Weg bisher"].has_years
    assert not found["Wer dahinter steht"].has_years
    assert found["Wer dahinter steht"].has_bodies


def test_heading_that_its_text_follows_on_the_same_line_is_seen() -> None:
    found = sightings(*(f"**Wem es hilft** Menschen am {name}" for name in ("Hafen", "Wald", "Ufer")))
    assert found["Wem es hilft"].texts == ["Menschen am Hafen", "Menschen am Wald", "Menschen am Ufer"]


def test_labels_in_a_column_beside_their_values_are_seen_at_the_head_of_the_page_too() -> None:
    papers = []
    for number, place in enumerate(("Hafen", "Wald", "Insel", "Ufer"), start=1):
        paper = Paper(number)
        for row, (label, text) in enumerate(
            (
                ("Träger", f"Gemeinde {place} am See"),
                ("Was es kostet", f"{number}50.000 Euro vom Kreis"),
                ("Mehr dazu", f"www.{place.casefold()}.example"),
            )
        ):
            paper.line(60, 80 + 30 * row, label, BOLD)
            paper.line(220, 80 + 30 * row, text)
        paper.prose(60, 300, 400, 8)
        papers.append(paper.read())
    found = {one.text: one for one in look(papers).headings}
    assert set(found) == {"Träger", "Was es kostet", "Mehr dazu"}
    assert found["Träger"].has_bodies
    assert found["Was es kostet"].has_money
    assert found["Mehr dazu"].has_links


def test_a_label_has_the_value_beside_it_and_not_that_of_the_next() -> None:
    paper = Paper(1)
    paper.line(60, 200, "Träger", BOLD)
    paper.line(60, 230, "Mehr dazu", BOLD)
    for row, text in enumerate(("Gemeinde am See", "und der Kreis", "mit dem Verein", "am Wald und Hafen")):
        paper.line(220, 200 + 12.0 * row + 6 * (row > 1), text)
    layout = paper.read()
    labels = {line.text: (region, line) for region in layout.regions for line in region.lines}
    region, label = labels["Träger"]
    _, following = labels["Mehr dazu"]
    own = beside(layout, region, label, end=following.box.top)
    assert [line.text for line in own] == ["Gemeinde am See", "und der Kreis"]


def test_a_value_that_many_projects_share_is_no_section() -> None:
    papers = []
    for number, place in enumerate(("Hafen", "Wald", "Insel", "Ufer", "Park", "Turm"), start=1):
        paper = Paper(number)
        value = "Noch offen" if number % 2 else "Schon fertig"
        paper.lines(
            60,
            100 + 20 * number,
            f"**Stand der Dinge**\n\n**{value}**\n\n**Wer dahinter steht**\nGemeinde {place}",
        )
        paper.prose(60, 400, 400, 20)
        papers.append(paper.read())
    assert {one.text for one in look(papers).headings} == {"Stand der Dinge", "Wer dahinter steht"}


def test_a_heading_that_always_stands_below_another_is_one() -> None:
    found = sightings(
        *(
            f"**Zweiter Teil**\n\n**Wie es weitergeht**\nArbeit am {name}"
            for name in ("Hafen", "Wald", "Ufer")
        )
    )
    assert "Wie es weitergeht" in found
