"""Labels with colons in a column beside their values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.layout.paper import BOLD, Paper

from extract.reports.arrange.beside import set_labels_before
from extract.reports.names.heading_names import HeadingIndex
from extract.reports.profile.model import read_profile

INDEX = HeadingIndex(read_profile(Path(__file__).parent.parent / "seenland.yaml"))


def facts(*rows: tuple[str, list[str]]) -> Paper:
    paper = Paper()
    top = 100.0
    for label, values in rows:
        paper.line(60, top, label, BOLD)
        top = paper.lines(180, top, values)
    return paper


def lines(paper: Paper) -> list[str]:
    return [line.text for line in set_labels_before(paper.read(), INDEX).lines]


def test_each_label_stands_before_its_value_one_that_nobody_knows_on_its_line() -> None:
    paper = facts(
        ("Projekt-ID:", ["01-02 im Verzeichnis des Landes"]),
        ("Verantwortlich:", ["Amt für Wege und Ufer am Lindensee", "in Nordhafen an der Mühle"]),
        ("Aktenzeichen:", ["Wege 17, Band drei"]),
    )
    assert lines(paper) == [
        "Projekt-ID: 01-02 im Verzeichnis des Landes",
        "Verantwortlich:",
        "Amt für Wege und Ufer am Lindensee",
        "in Nordhafen an der Mühle",
        "Aktenzeichen: Wege 17, Band drei",
    ]


def test_a_column_without_a_known_label_stays() -> None:
    paper = facts(("Höhe:", ["drei Meter über dem See"]), ("Breite:", ["zwei Meter, am Hafen vier"]))
    assert lines(paper) == [line.text for line in paper.read().lines]


def test_labels_that_are_level_with_nothing_stay() -> None:
    paper = facts(("Verantwortlich:", ["Amt für Wege und Ufer am Lindensee"]), ("Aktenzeichen:", []))
    paper.line(180, 119, "und die Gemeinden am Nordufer des Sees")
    assert lines(paper) == [line.text for line in paper.read().lines]


def test_labels_without_colons_that_are_set_otherwise() -> None:
    paper = facts(
        ("Projekt-ID", ["01-02 im Verzeichnis des Landes"]),
        ("Verantwortlich", ["Amt für Wege und Ufer am Lindensee"]),
    )
    assert lines(paper) == [
        "Projekt-ID 01-02 im Verzeichnis des Landes",
        "Verantwortlich",
        "Amt für Wege und Ufer am Lindensee",
    ]
    paper.words = [replace(word, bold=False, font="Werk-Regular") for word in paper.words]
    assert lines(paper) == [line.text for line in paper.read().lines]
