"""The file decides which profile fits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.layout.paper import BOLD, Paper

from extract.base.codes import RefusedFile
from extract.layout.records import PageLayout
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports import extract_report
from extract.reports.profile.choice import choose_profile, score_profiles
from extract.reports.profile.model import ProfileError, profiles, read_profile

HERE = Path(__file__).parent.parent
SEENLAND = read_profile(HERE / "seenland.yaml")
KNOWN = profiles() | {"seenland": SEENLAND}


def report(*headings: str) -> list[PageLayout]:
    paper = Paper()
    for number, heading in enumerate(headings):
        paper.line(60, 100 + 60 * number, heading, BOLD)
        paper.prose(60, 113 + 60 * number, 400, 2)
    return [paper.read()]


def test_all_signs_give_a_full_score() -> None:
    best = score_profiles(report("Seenland", "Zielsetzung", "Etappen"), KNOWN)[0]
    assert (best.profile.profile, best.score, best.missing) == ("seenland", 1.0, ())


def test_signs_count_by_weight() -> None:
    scores = {
        score.profile.profile: score for score in score_profiles(report("Zielsetzung", "Etappen"), KNOWN)
    }
    assert scores["seenland"].score == pytest.approx(3 / 4)
    assert scores["seenland"].missing == ("Seenland",)


def test_run_in_heading_counts() -> None:
    scores = score_profiles(report("Zielsetzung: ein Weg", "Etappen"), {"seenland": SEENLAND})
    assert "Zielsetzung" in scores[0].found


def test_heading_within_a_line_does_not_count() -> None:
    scores = score_profiles(report("Unsere Zielsetzung"), {"seenland": SEENLAND})
    assert "Zielsetzung" in scores[0].missing


def test_a_foreign_file_scores_nothing() -> None:
    assert all(score.score == 0 for score in score_profiles(report("Speisekarte"), KNOWN))


def test_labels_that_any_sheet_has_are_no_family_of_sheets() -> None:
    """Two of its signs, both usual labels: other programmes have sheets of boxes with them as well."""
    chosen = choose_profile("auto", report("Projektbeschreibung", "Projektträger", "Laufzeit"))
    assert chosen.profile.profile == "klimaschutz-steckbriefe"
    assert not chosen.is_sure


def test_equal_scores_in_order_of_names() -> None:
    scores = score_profiles([Paper().read()], KNOWN)
    assert [score.profile.profile for score in scores] == sorted(KNOWN)


def test_profile_without_signs_scores_nothing() -> None:
    bare = SEENLAND.model_copy(update={"recognise": []})
    assert score_profiles(report("Etappen"), {"seenland": bare})[0].score == 0


def test_auto_takes_the_best(tmp_path: Path) -> None:
    (tmp_path / "seenland.yaml").write_text(
        (HERE / "seenland.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    pages = report("Seenland", "Zielsetzung", "Etappen")
    assert choose_profile("auto", pages, folder=tmp_path).profile.profile == "seenland"


def test_by_name_and_by_path() -> None:
    assert choose_profile("ruhr-konferenz", []).profile.profile == "ruhr-konferenz"
    assert choose_profile(str(HERE / "seenland.yaml"), []).profile == SEENLAND


def test_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(ProfileError, match=r"seenlnad.*ruhr-konferenz"):
        choose_profile("seenlnad", [])


def test_a_prose_report_gives_dates_and_amounts_without_a_project(tmp_path: Path) -> None:
    path = tmp_path / "bericht.pdf"
    with_text(path, "Halbzeitbilanz Seenland", "Bis zum 31. März 2024 wurden 2,5 Mio. Euro bewilligt.")
    found = extract_report(path)
    assert found.profile == "induced"
    assert [item.parent.source for item in found.amounts] == ["passage"]
    assert [item.mention.value for item in found.amounts] == [2_500_000]
    assert [item.mention.date_end for item in found.dates] == [date(2024, 3, 31)]
    assert [item.code for item in found.findings if item.code in ("read-as-prose", "no-projects")] == [
        "read-as-prose"
    ]


def test_a_named_profile_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "bericht.pdf"
    with_text(path, "Halbzeitbilanz Seenland", "Bis zum 31. März 2024 wurden 2,5 Mio. Euro bewilligt.")
    with pytest.raises(RefusedFile, match="holds no project"):
        extract_report(path, profile="ruhr-konferenz")


def with_text(path: Path, title: str, text: str) -> None:
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica-Bold", 26)
    canvas.drawString(60, 700, title)
    canvas.setFont("Helvetica", 10)
    for number in range(6):
        canvas.drawString(60, 600 - 14 * number, "Die Gemeinden am See arbeiten an Wegen und am Ufer weiter.")
    canvas.drawString(60, 500, text)
    canvas.save()


def one_project(path: Path) -> Path:
    """A page that looks like a project of the first family and shows few of its signs."""
    canvas = Canvas(str(path))
    top = 780.0
    for heading, text in (
        ("Uferweg am Nordstrand", ""),
        ("Federführung", "Landesamt Seenland"),
        ("Sachstand", "Der Weg ist bis zur Mühle fertig und wird von vielen gern benutzt."),
        ("Nächste Schritte", "Im nächsten Jahr folgen Bänke und Tafeln an den alten Gärten."),
        ("Fördersumme", "Für den Weg stehen 40.000 € bereit, die der Kreis gegeben hat."),
    ):
        canvas.setFont("Helvetica-Bold", 20 if top > 700 else 11)
        canvas.drawString(60, top, heading)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, top - 16, text)
        top -= 90
    canvas.save()
    return path


def test_one_page_that_looks_like_a_project_is_no_report(tmp_path: Path) -> None:
    path = one_project(tmp_path / "blatt.pdf")
    assert not choose_profile("auto", read_layouts(How(path=path)).layouts).is_sure
    assert len(extract_report(path, profile="ruhr-konferenz").projects) == 1
    assert extract_report(path).projects == ()
    with pytest.raises(RefusedFile, match="holds no project as one of the profiles describes them"):
        extract_report(path, unknown="set-aside")


def test_a_file_in_another_language_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    for number in range(12):
        canvas.drawString(
            60, 700 - 14 * number, "The towns on the lake have built paths that are for all of us."
        )
    canvas.save()
    with pytest.raises(RefusedFile, match="another language than German"):
        extract_report(path)
