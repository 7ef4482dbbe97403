"""Each line of a project page goes to the field it belongs to, or is reported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.paper import BLUE, BODY, BOLD, LEAD, SMALL, TITLE, Face, Paper
from tests.reports.brochure import MAIN, SIDE, Sheet, cover, divider, projects, report

from extract.reports.report import Project, Report


def only(found: Report) -> Project:
    assert len(found.projects) == 1
    return found.projects[0]


def sections(project: Project) -> dict[str, str]:
    return {section.section: section.body.text.replace("\n", " ") for section in project.sections}


def unclaimed(found: Report) -> list[str]:
    return [finding.message for finding in found.findings if finding.code == "unclaimed-text"]


def codes(found: Report) -> set[str]:
    return {finding.code for finding in found.findings}


def test_a_whole_page() -> None:
    found = projects(Sheet(foot=None))
    project = only(found)
    assert project.title == "Uferweg am Lindensee"
    assert project.project_id == "01-02"
    assert project.lead is not None
    assert project.lead.text == "Ein Weg verbindet drei Orte."
    assert project.responsible == "Amt für Wege und Ufer"
    assert sections(project) == {
        "ziel": "Der Weg um den See wird für alle frei und schön.",
        "stand": "Der erste Abschnitt ist fertig.",
        "geld": "Gesamtvolumen: 1.200.000 Euro",
    }
    assert [(one.year_label, one.body.text) for one in project.milestones] == [
        ("2022", "Messung am Ufer"),
        ("2023", "Bau der Stege"),
    ]
    assert [one.credit for one in project.media] == ["Archiv Lindensee"]
    assert project.volume_eur == 1_200_000
    assert unclaimed(found) == []


def test_every_value_has_its_place() -> None:
    project = only(projects(Sheet()))
    for boxes in (
        project.boxes,
        *(section.boxes for section in project.sections),
        *(milestone.boxes for milestone in project.milestones),
        *(amount.boxes for amount in project.amounts),
        *(party.boxes for party in project.parties),
        *(credit.boxes for credit in project.media),
    ):
        assert boxes
        assert all(box.page == 2 for box in boxes)


def test_title_over_two_lines() -> None:
    project = only(projects(Sheet(title="Uferweg am großen Linden-\nsee und am Hafen")))
    assert project.title == "Uferweg am großen Lindensee und am Hafen"


def test_missing_parts_are_told() -> None:
    found = projects(Sheet(lead=None, responsible=None, project_id=None))
    project = only(found)
    assert (project.lead, project.responsible, project.project_id) == (None, None, None)
    assert {"missing-field", "missing-project-id"} <= codes(found)


def test_text_that_nobody_claims_is_reported() -> None:
    sheet = Sheet().set(2)
    sheet.line(
        MAIN, 650, "Ein Satz steht hier allein und quer über die ganze Seite", Face(font="Fremd", size=14)
    )
    found = report(cover(), sheet)
    assert any("Ein Satz steht hier allein" in message for message in unclaimed(found))
    assert "Ein Satz" not in str(sections(only(found)))


def test_running_foot_is_no_text() -> None:
    """The foot stands on every page: no section and no milestone takes it in."""
    found = projects(*(Sheet(title=f"Vorhaben {name}") for name in ("Hafen", "Wald", "Ufer", "Insel")))
    assert len(found.projects) == 4
    text = str([(sections(project), project.milestones) for project in found.projects])
    assert "Fortschrittsbericht" not in text
    assert unclaimed(found) == []


def test_amount_at_the_foot_of_the_page_is_no_furniture() -> None:
    """The same amount at the same height on many pages is text, for a heading stands above it."""
    papers = [cover()]
    for number in range(2, 8):
        paper = Sheet(title=f"Vorhaben {number}", sections={"Zielsetzung": "Ein Weg."}, foot=None).set(number)
        paper.line(MAIN, 770, "Projektvolumen", BOLD)
        paper.line(MAIN, 785, "80.000 Euro")
        papers.append(paper)
    found = report(*papers)
    assert [sections(project).get("geld") for project in found.projects] == ["80.000 Euro"] * 6


def test_credit_in_a_caption_stays_out_of_sections() -> None:
    sheet = Sheet(credit=None).set(2)
    sheet.picture(MAIN, 500, MAIN + 200, 600)
    sheet.line(MAIN, 606, "Am Steg bei Neuhafen. Foto: Ute Brandt", SMALL)
    (credit,) = only(report(cover(), sheet)).media
    assert (credit.caption, credit.credit) == ("Am Steg bei Neuhafen.", "Ute Brandt")
    assert "Brandt" not in str(sections(only(report(cover(), sheet))))


def test_credit_that_reads_upwards() -> None:
    sheet = Sheet(credit=None).set(2)
    sheet.turned(545, 300, "© Archiv der Fischer")
    assert [one.credit for one in only(report(cover(), sheet)).media] == ["Archiv der Fischer"]


def test_unknown_heading_opens_a_section_and_is_reported() -> None:
    """Set like the known headings: its text is kept under a name made of it."""
    texts = {"Zielsetzung": "Ein Weg für alle.", "Geschichte": "Die Mühle ist alt."}
    found = projects(Sheet(sections=texts | {"Ausblick": "Es geht weiter."}))
    assert sections(only(found))["geschichte"] == "Die Mühle ist alt."
    assert "unknown-heading" in codes(found)


def test_unknown_heading_in_a_box_of_its_own() -> None:
    """A box for each section: those with a known heading tell what the others are."""
    sheet = Sheet(sections={}).set(2)
    for number, heading in enumerate(("Zielsetzung", "Geschichte", "Ausblick")):
        top = 150.0 + 90 * number
        sheet.panel(MAIN - 6, top - 6, MAIN + 306, top + 64)
        sheet.line(MAIN, top, heading, BOLD)
        sheet.lines(MAIN, top + 15, ["Hier steht etwas dazu.", "Es geht am See weiter.", "Und im Wald."])
    found = only(report(cover(), sheet))
    assert list(sections(found)) == ["ziel", "geschichte", "ausblick"]


def test_text_after_a_run_in_heading_goes_on_in_the_next_column() -> None:
    """The line is mostly bold, its text is not."""
    sheet = Sheet(sections={}).set(2)
    sheet.prose(60, 150, 140, 9)
    sheet.words = [word for word in sheet.words if word.box.x0 > 300 or word.box.top < 140]
    sheet.line(MAIN, 150, "**Zielsetzung** Ein Weg")
    for row in range(4):
        sheet.line(MAIN, 163 + 13 * row, "am Ufer für alle")
    sheet.line(MAIN, 235, "**Aktueller Stand** Die")
    assert sections(only(report(cover(), sheet)))["stand"] == "Die"


def test_misspelt_heading_is_read_and_reported() -> None:
    found = projects(Sheet(sections={"Zielsetzung": "Ein Weg.", "Projektvolmen": "80.000 Euro"}))
    assert sections(only(found))["geld"] == "80.000 Euro"
    assert "fuzzy-heading" in codes(found)


def test_section_that_stands_twice_is_reported() -> None:
    sheet = Sheet(sections={"Zielsetzung": "Ein Weg.", "Ausblick": "Bald."}).set(2)
    sheet.line(MAIN, 400, "Ausblick", BOLD)
    sheet.line(MAIN, 415, "Noch etwas.")
    assert "duplicate-section" in codes(report(cover(), sheet))


def test_bold_word_in_a_section_is_no_heading() -> None:
    texts = {"Zielsetzung": "Ein **Weg** für alle\nund für immer.", "Ausblick": "Bald."}
    project = only(projects(Sheet(sections=texts)))
    assert sections(project) == {"ziel": "Ein Weg für alle und für immer.", "ausblick": "Bald."}


def test_partner_at_the_start_of_a_line_is_no_heading() -> None:
    texts = {"Zielsetzung": "Der Weg wird gebaut; alle\nPartner: sie helfen gern.", "Ausblick": "Bald."}
    project = only(projects(Sheet(sections=texts)))
    assert sections(project)["ziel"] == "Der Weg wird gebaut; alle Partner: sie helfen gern."


def test_partner_below_the_responsible_body() -> None:
    project = only(projects(Sheet(responsible="Amt für Wege und Ufer\nPartner: Stadt Neuhafen")))
    assert project.responsible == "Amt für Wege und Ufer"
    assert [(party.role, party.name) for party in project.parties] == [
        ("responsible", "Amt für Wege und Ufer"),
        ("partner", "Stadt Neuhafen"),
    ]


def test_section_goes_on_in_the_next_column() -> None:
    sheet = Sheet(milestones=None, responsible=None, credit=None, foot=None, sections={}).set(2)
    sheet.line(MAIN, 160, "Zielsetzung", BOLD)
    sheet.prose(MAIN, 175, 220, 20)
    sheet.line(MAIN + 250, 160, "und in der zweiten Spalte weiter.")
    sheet.prose(MAIN + 250, 173, 220, 10)
    sheet.line(MAIN + 250, 320, "Ausblick", BOLD)
    sheet.prose(MAIN + 250, 335, 220, 4)
    found = sections(only(report(cover(), sheet)))
    assert "und in der zweiten Spalte weiter." in found["ziel"]
    assert set(found) == {"ziel", "ausblick"}


def test_section_goes_on_on_the_next_page() -> None:
    first = Sheet().set(2)
    first.line(MAIN, 500, "Ausblick", BOLD)
    first.prose(MAIN, 515, 320, 15)
    second = Paper(3)
    second.line(MAIN, 60, "und auf der nächsten Seite weiter.")
    second.prose(MAIN, 73, 320, 10)
    project = only(report(cover(), first, second))
    assert (project.page_first, project.page_last) == (2, 3)
    assert "nächsten Seite weiter" in sections(project)["ausblick"]


@pytest.mark.parametrize("head", ["Uferweg am Lindensee", "UFERWEG AM LINDENSEE  3", None])
def test_section_goes_on_below_the_title_of_the_next_page(head: str | None) -> None:
    """The title once more, large or as a running head, does not end the section."""
    first = Sheet().set(2)
    first.line(MAIN, 500, "Ausblick", BOLD)
    first.prose(MAIN, 515, 320, 15)
    second = Paper(3)
    second.line(MAIN, 40, head or "Uferweg am Lindensee", SMALL if head else TITLE)
    second.line(MAIN, 70, "und auf der nächsten Seite weiter.")
    second.prose(MAIN, 83, 320, 10)
    project = only(report(cover(), first, second))
    assert (project.page_first, project.page_last) == (2, 3)
    assert "nächsten Seite weiter" in sections(project)["ausblick"]


def test_number_of_the_project_right_above_a_heading_set_alike() -> None:
    sheet = Sheet(project_id=None, responsible=None).set(2)
    sheet.lines(SIDE, 620, ["Projekt-Nr. 01-02", "Verantwortlich"], BOLD)
    sheet.line(SIDE, 647, "Amt für Wege und Ufer")
    project = only(report(cover(), sheet))
    assert (project.project_id, project.responsible) == ("01-02", "Amt für Wege und Ufer")


def test_list_of_milestones_goes_on_on_the_next_page() -> None:
    first = Sheet().set(2)
    second = Paper(3)
    second.line(SIDE, 60, "2024", BOLD)
    second.icon(SIDE, 74, size=8)
    second.line(SIDE + 12, 74, "Fest am Hafen")
    second.line(MAIN, 60, "Ausblick", BOLD)
    second.prose(MAIN, 75, 300, 12)
    project = only(report(cover(), first, second))
    assert [one.year_label for one in project.milestones] == ["2022", "2023", "2024"]


def test_sidebar_on_the_left() -> None:
    """The sidebar is read first; the lead and the sections are not taken for its continuation."""
    paper = Paper(2)
    paper.line(60, 50, "Uferweg am Lindensee mit Hafen", TITLE)
    paper.line(60, 150, "Verantwortlich", BOLD)
    paper.line(60, 164, "Amt für Wege")
    paper.line(60, 190, "Etappen", BOLD)
    paper.line(60, 206, "2022", BOLD)
    paper.icon(60, 220, size=8)
    paper.line(72, 220, "Messung am Ufer")
    paper.lines(220, 110, "Ein Weg verbindet drei Orte am See.", LEAD)
    paper.line(220, 150, "Zielsetzung", BOLD)
    paper.prose(220, 165, 300, 8)
    paper.line(220, 290, "Ausblick", BOLD)
    paper.prose(220, 305, 300, 8)
    project = only(report(cover(), paper))
    assert project.responsible == "Amt für Wege"
    assert [one.body.text for one in project.milestones] == ["Messung am Ufer"]
    assert set(sections(project)) == {"ziel", "ausblick"}
    assert project.lead is not None


@pytest.mark.parametrize("face", [Face(font=BODY.font, color=BLUE), BOLD])
def test_run_in_headings(face: Face) -> None:
    sheet = Sheet(sections={}).set(2)
    for number, (name, text) in enumerate(
        [("Zielsetzung", "Ein Weg für alle."), ("Ausblick 2025", "Bald geht es weiter.")]
    ):
        end = sheet.line(MAIN, 160 + 30 * number, name, face)
        sheet.line(end + 4, 160 + 30 * number, text)
    project = only(report(cover(), sheet))
    assert sections(project) == {"ziel": "Ein Weg für alle.", "ausblick": "Bald geht es weiter."}
    assert [section.heading_year for section in project.sections] == [None, 2025]


def test_small_print_in_a_section_is_left_over() -> None:
    sheet = Sheet().set(2)
    sheet.line(MAIN, 292, "Alle Angaben ohne Gewähr und gerundet auf volle Euro", BODY.sized(6))
    found = report(cover(), sheet)
    assert "Gewähr" not in sections(only(found)).get("geld", "")


def test_action_field_of_the_divider() -> None:
    found = report(cover(), divider(2, no=3, name="Wege am Wasser"), Sheet().set(3))
    project = only(found)
    assert (project.action_field_no, project.action_field) == (3, "Wege am Wasser")


def test_action_field_named_on_the_page_wins() -> None:
    papers = [
        cover(),
        divider(2, no=1, name="Wege am Wasser"),
        divider(3, no=2, name="Leben im Wald"),
        Sheet(field_name="Wege am Wasser").set(4),
    ]
    project = only(report(*papers))
    assert (project.action_field_no, project.action_field) == (1, "Wege am Wasser")


def test_action_field_over_two_lines_that_a_scan_measures_half_a_point_apart() -> None:
    sheet = Sheet().set(4)
    sheet.line(MAIN, 30, "Wege am", BODY.sized(8.0))
    sheet.line(MAIN, 40, "Wasser", BODY.sized(8.5))
    project = only(
        report(cover(), divider(2, no=1, name="Wege am Wasser"), divider(3, no=2, name="Wald"), sheet)
    )
    assert (project.action_field_no, project.action_field) == (1, "Wege am Wasser")


def test_pull_quote_in_a_section_is_left_over() -> None:
    """And so is the name below it, until the text goes on as before."""
    sheet = Sheet(sections={"Zielsetzung": "Der Weg wird frei."}).set(2)
    sheet.line(MAIN, 200, "„Das war ein Fest!“", BODY.sized(13))
    sheet.line(MAIN, 216, "Mira Tann, Fischerin", BODY.sized(9))
    sheet.line(MAIN, 240, "Der Steg folgt.")
    found = report(cover(), sheet)
    assert sections(only(found)) == {"ziel": "Der Weg wird frei. Der Steg folgt."}
    assert any("Fischerin" in message for message in unclaimed(found))


def test_pull_quote_below_a_list_is_left_over() -> None:
    sheet = Sheet().set(2)
    sheet.lines(SIDE, 500, "„Der See gehört\nuns allen“", Face(size=13))
    found = report(cover(), sheet)
    assert [one.body.text for one in only(found).milestones] == ["Messung am Ufer", "Bau der Stege"]
    assert any("uns allen" in message for message in unclaimed(found))


def test_caption_on_a_page_with_the_last_lines_of_a_list() -> None:
    """A nearly empty page does not tell how running text is set: its caption is still small print."""
    second = Paper(3)
    second.line(SIDE, 60, "2024", BOLD)
    second.icon(SIDE, 74, size=8)
    second.line(SIDE + 12, 74, "Fest")
    second.lines(SIDE, 87, "Blick vom Turm auf das Ufer\nFoto: Stadtarchiv Neuhafen", SMALL)
    project = only(report(cover(), Sheet(credit=None).set(2), second))
    assert [one.body.text for one in project.milestones][-1] == "Fest"
    assert [one.credit for one in project.media] == ["Stadtarchiv Neuhafen"]


def test_wide_lead_does_not_tell_the_width_of_the_column_below_it() -> None:
    """Beside a short text the second column stays empty; its lines still break at their own edge."""
    text = "Gesamtvolumen rund 4 Mio. € (60 %\nUferschutzmittel, 40 % Eigenanteil)"
    lead = "Ein Weg verbindet drei Orte am See und macht Lust auf mehr"
    sheet = Sheet(lead=lead, sections={"Projektvolumen": text, "Zielsetzung": "Ein Weg für alle hier."})
    assert "€ (60 % Uferschutzmittel" in only(projects(sheet)).sections[0].body.text


def test_lead_below_the_credit_of_a_banner() -> None:
    sheet = Sheet(lead=None, credit=None).set(2)
    sheet.line(MAIN, 98, "Foto: Archiv Lindensee", SMALL)
    sheet.line(MAIN, 118, "Ein Weg verbindet drei Orte.", LEAD)
    project = only(report(cover(), sheet))
    assert project.lead is not None
    assert project.lead.text == "Ein Weg verbindet drei Orte."


def test_project_number_below_a_credit_is_no_part_of_it() -> None:
    sheet = Sheet(project_id=None, credit=None).set(2)
    sheet.line(SIDE, 100, "Foto: Archiv Lindensee", SMALL)
    sheet.line(SIDE, 110, "Projekt-Nr. 01-02", SMALL)
    project = only(report(cover(), sheet))
    assert [one.credit for one in project.media] == ["Archiv Lindensee"]
    assert project.project_id == "01-02"


def test_text_beside_its_heading_at_the_head_of_many_pages_is_no_furniture() -> None:
    papers = [cover()]
    for number in range(2, 8):
        paper = Sheet(title=f"Vorhaben {number}", responsible=None).set(number)
        end = paper.line(SIDE, 60, "Verantwortlich", BOLD)
        paper.line(end + 6, 60, "Amt für Wege")
        paper.line(end + 6, 72, "und Ufer")
        papers.append(paper)
    found = report(*papers)
    assert [project.responsible for project in found.projects] == ["Amt für Wege und Ufer"] * 6


def test_heading_whose_text_stands_in_a_panel_below() -> None:
    """The panel is read after the column beside, yet what it holds belongs to the heading above it."""
    sheet = Sheet(milestones=None).set(2)
    sheet.line(MAIN, 600, "Etappen", BOLD)
    sheet.panel(MAIN - 5, 612, 560, 670)
    sheet.lines(MAIN, 620, "**2022**\nMessung am Ufer\n**2023**\nBau der Stege")
    project = only(report(cover(), sheet))
    assert [(one.year_label, one.body.text) for one in project.milestones] == [
        ("2022", "Messung am Ufer"),
        ("2023", "Bau der Stege"),
    ]


def test_action_field_that_only_lines_above_the_titles_name() -> None:
    names = ("Hafen", "Wald")
    papers = [
        Sheet(title=name, field_name="Handlungsfeld 3: Wege am Wasser").set(2 + n)
        for n, name in enumerate(names)
    ]
    found = report(cover(), *papers)
    assert [(one.action_field_no, one.action_field) for one in found.projects] == [(3, "Wege am Wasser")] * 2


def test_a_lead_set_like_the_headings_is_the_lead() -> None:
    paper = Sheet(lead=None, foot=None).set(2)
    paper.line(MAIN, 112, "Ein Weg verbindet drei Orte", BOLD)
    project = only(report(cover(), paper))
    assert project.lead is not None
    assert project.lead.text == "Ein Weg verbindet drei Orte"
    assert list(sections(project)) == ["ziel", "stand", "geld"]


def test_a_title_of_two_lines_that_the_next_page_repeats_is_no_text() -> None:
    title = "Uferweg am Lindensee\nund Stege am Hafen"
    more = {"Ausblick": "Es geht am See weiter.", "Vorgehen": "Schritt für Schritt."}
    first = Sheet(title=title, foot=None)
    second = replace(first, lead=None, responsible=None, sections=more, milestones=None, credit=None)
    found = projects(first, second)
    assert set(sections(only(found))) == {"ziel", "stand", "geld", "ausblick", "vorgehen"}
    assert unclaimed(found) == []
