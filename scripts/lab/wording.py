"""The words of headings and labels: the report family's own, with a slip, or another edition's."""

from __future__ import annotations

from dataclasses import replace

import pyphen

from scripts.lab.designs import Design
from scripts.sample.content import Section

SYNONYMS = {
    "Nutzen für": "Zielgruppe",
    "Aktueller Stand": "Sachstand",
    "Projektvolumen": "Finanzierung",
    "Weiterführende Informationen": "Weitere Informationen",
    "Verantwortlich:": "Federführung:",
    "Partner:": "Kooperationspartner:",
    "Meilensteine seit Projektstart": "Bisherige Meilensteine",
}
OTHER_SYNONYMS = {
    "Mehrwert": "Ziele",
    "Vorgehen": "Umsetzung",
    "Nutzen für": "Zielgruppen",
    "Jüngste Entwicklung": "Aktuelle Entwicklungen",
    "Aktueller Stand": "Umsetzungsstand",
    "Ausblick": "Nächste Schritte",
    "Projektergebnis": "Ergebnisse",
    "Projektvolumen": "Fördersumme",
    "Weiterführende Informationen": "Mehr Informationen",
    "Verantwortlich:": "Zuständig:",
    "Partner:": "Beteiligte:",
    "Meilensteine seit Projektstart": "Meilensteine im Überblick",
}
"""Every heading by another name."""
SLIPS = {
    "Mehrwert": "Mehrwet",
    "Aktueller Stand": "Aktueler Stand",
    "Jüngste Entwicklung": "Jüngste Entwickung",
    "Projektergebnis": "Projektergebniss",
    "Weiterführende Informationen": "Weiterführende Infomationen",
}
UNKNOWN = {
    "unknown": {"vorgehen": ("arbeitsweise", "Arbeitsweise")},
    "unknown_first": {"mehrwert": ("wirkung", "Wirkung")},
}
"""Sections by another name than any profile knows: their key and heading then."""


def renamed(design: Design, section: Section) -> Section:
    """The section as it is to be found: its key changes with a heading that no profile knows."""
    other = UNKNOWN.get(design.heading_words, {}).get(section.section)
    if other is not None:
        key, words = other
        return replace(section, section=key, heading=words)
    return replace(section, heading=heading(design, section))


def label(design: Design, text: str) -> str:
    """A label as the design words it."""
    words = {"synonyms": SYNONYMS, "other_synonyms": OTHER_SYNONYMS}.get(design.heading_words, {})
    bare, _, year = text.rpartition(" ")
    return f"{words[bare]} {year}" if bare in words and year.isdigit() else words.get(text, text)


def heading(design: Design, section: Section) -> str:
    """A section's heading as the design words it; the year of an outlook stays."""
    other = UNKNOWN.get(design.heading_words, {}).get(section.section)
    if other is not None:
        return other[1]
    text = label(design, section.heading)
    if design.heading_words == "year" and section.section in ("aktueller_stand", "juengste_entwicklung"):
        return f"{text} 2023"
    if design.heading_words == "slip":
        return SLIPS.get(text, text)
    return text + ":" if design.heading_words == "colon" else text


def heading_lines(design: Design, text: str) -> list[str]:
    """The heading as one line, or broken in two where the design breaks headings and it is long enough."""
    if design.heading_words != "broken":
        return [text]
    start = text.rfind(" ") + 1
    word = text[start:]
    inner = [place for place in pyphen.Pyphen(lang="de_DE", left=4, right=4).positions(word) if place]
    if len(word) < 10 or not inner:
        return [text]
    middle = min(inner, key=lambda place: abs(place - len(word) // 2))
    return [text[: start + middle] + "-", text[start + middle :]]
