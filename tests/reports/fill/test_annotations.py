"""Addresses of link annotations stand among the links of the text that their words stand in."""

from __future__ import annotations

from tests.reports.brochure import Sheet, cover, report

from extract.layout.annotated import AnnotatedLink
from extract.pdf.records import Box
from extract.reports.fill.annotations import with_annotations
from extract.reports.report import Report

URI = "https://www.uferweg.example/plan"


def a_report(**sections: str) -> Report:
    texts = {"Zielsetzung": "Der Weg um den See wird frei.", "Aktueller Stand": "Fertig."} | sections
    return report(cover(), Sheet(sections=texts).set(2), Sheet(project_id="01-03").set(3))


def on(found: Report, section: str, text: str, uri: str = URI) -> AnnotatedLink:
    """An annotation on words of a section of the first project."""
    body = next(one.body for one in found.projects[0].sections if one.section == section)
    start = body.text.index(text)
    return AnnotatedLink(uri, text, body.boxes(start, start + len(text)))


def test_words_of_a_section() -> None:
    found = a_report()
    name = found.projects[0].sections[0].section
    (link,) = with_annotations(found, [on(found, name, "Der Weg")]).projects[0].links
    assert (link.section, link.text, link.url) == (name, "Der Weg", URI)
    assert len(link.boxes) == 1


def test_a_printed_address_counts_once() -> None:
    found = a_report(Zielsetzung="Mehr unter www.uferweg.example/plan im Netz.")
    name = found.projects[0].sections[0].section
    before = found.projects[0].links
    assert len(before) == 1
    same = on(found, name, "www.uferweg.example/plan")
    assert with_annotations(found, [same]).projects[0].links == before


def test_a_printed_address_that_leads_elsewhere_is_two() -> None:
    found = a_report(Zielsetzung="Mehr unter www.uferweg.example/plan im Netz.")
    name = found.projects[0].sections[0].section
    other = on(found, name, "www.uferweg.example/plan", "https://kurz.example/7")
    links = with_annotations(found, [other]).projects[0].links
    assert [link.url for link in links] == ["https://www.uferweg.example/plan", "https://kurz.example/7"]


def test_words_of_no_field_belong_to_the_project_of_the_page() -> None:
    found = a_report()
    link = AnnotatedLink(URI, "Zum Plan", (Box(3, 500, 700, 550, 710),))
    (made,) = with_annotations(found, [link]).projects[1].links
    assert (made.section, made.text) == (None, "Zum Plan")


def test_words_outside_projects_and_feet_of_all_pages() -> None:
    found = a_report()
    feet = [AnnotatedLink(URI, "Seenland", (Box(page, 60, 800, 100, 810),)) for page in (1, 7, 8)]
    made = with_annotations(found, feet)
    assert [(link.text, link.url) for link in made.links] == [("Seenland", URI)]
    assert with_annotations(found, []) is found
