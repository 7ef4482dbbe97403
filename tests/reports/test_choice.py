"""The file decides which profile fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.layout.paper import BOLD, Paper

from extract.layout.records import PageLayout
from extract.reports.choice import choose_profile, score_profiles
from extract.reports.profile import ProfileError, profiles, read_profile

HERE = Path(__file__).parent
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
    assert choose_profile("auto", pages, folder=tmp_path).profile == "seenland"


def test_by_name_and_by_path() -> None:
    assert choose_profile("ruhr-konferenz", []).profile == "ruhr-konferenz"
    assert choose_profile(str(HERE / "seenland.yaml"), []) == SEENLAND


def test_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(ProfileError, match=r"seenlnad.*ruhr-konferenz"):
        choose_profile("seenlnad", [])
