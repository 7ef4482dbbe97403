"""Profiles are checked when read; what is wrong is said with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from extract.reports.profile.model import Profile, ProfileError, profiles, read_profile

SEENLAND = Path(__file__).parent.parent / "seenland.yaml"


def written(folder: Path, text: str, *, name: str = "eigen.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_is_read() -> None:
    profile = read_profile(SEENLAND)
    assert profile.profile == "seenland"
    assert [section.section for section in profile.sections][:2] == ["ziel", "vorgehen"]
    assert profile.project.least_sections == 2


def test_profiles_of_the_package_are_valid_and_named_like_their_files() -> None:
    found = profiles()
    assert "ruhr-konferenz" in found
    folder = Path(read_profile.__code__.co_filename).parent / "families"
    assert {path.stem for path in folder.glob("*.yaml")} == set(found)


def test_profiles_of_the_package_have_patterns_with_their_groups() -> None:
    for profile in profiles().values():
        for pattern in profile.project.id_patterns:
            assert "?P<id>" in pattern
        for pattern in profile.credits:
            assert "?P<credit>" in pattern
        for pattern in profile.report.as_of.patterns:
            assert "?P<date>" in pattern
        slugs = [section.section for section in profile.sections]
        assert len(slugs) == len(set(slugs))
        headings = [heading.casefold() for section in profile.sections for heading in section.headings]
        assert len(headings) == len(set(headings)), "a heading opens one section"
        known = set(slugs)
        assert all(set(rule.section) <= known for rule in profile.status)


def test_own_folder_adds_and_wins(tmp_path: Path) -> None:
    data = yaml.safe_load(SEENLAND.read_text(encoding="utf-8"))
    written(tmp_path, yaml.safe_dump(data | {"profile": "ruhr-konferenz", "description": "anders"}))
    written(tmp_path, SEENLAND.read_text(encoding="utf-8"), name="seenland.yml")
    found = profiles(tmp_path)
    assert found["ruhr-konferenz"].description == "anders"
    assert set(found) >= {"seenland", "ruhr-konferenz"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profile: [", "YAML"),
        ("profile: Groß", "profile"),
        ("{}", "profile"),
        ("profile: x\nsektionen: []", "sektionen"),
        ("profile: x\nsections: [{section: Ziel, headings: [Ziel]}]", "section"),
        ("profile: x\ncredits: ['(']", "regular expression"),
        ("profile: x\nparties: [{role: gast, headings: [Gast]}]", "role"),
        ("profile: x\nstatus: [{status: fertig, section: [ziel]}]", "status"),
        ("profile: x\nrecognise: [{heading: Ziel, weight: 0}]", "weight"),
        ("profile: x\nfields: [{field: punkte, kind: rating}]", "headings"),
        ("profile: x\nfields: [{field: t, kind: quantity, section: ziel, pattern: '[0-9]'}]", "number"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ProfileError, match=said) as caught:
        read_profile(path)
    assert str(path) in str(caught.value)


def test_hash_is_of_the_content_not_of_the_spelling(tmp_path: Path) -> None:
    data = yaml.safe_load(SEENLAND.read_text(encoding="utf-8"))
    again = read_profile(written(tmp_path, "# anders geschrieben\n" + yaml.safe_dump(data, sort_keys=True)))
    other = Profile.model_validate(data | {"version": 2})
    assert again.sha256 == read_profile(SEENLAND).sha256
    assert other.sha256 != again.sha256


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projekt-ID 05-01", "05-01"),
        ("PROJEKT NR.: AK-NEU", "AK-NEU"),
        ("Projekt-Nr. 05-02b", "05-02b"),
        ("Projekt-ID Projekt Träger", None),
    ],
)
def test_heads_of_a_table_are_no_project_number(text: str, expected: str | None) -> None:
    patterns = profiles()["ruhr-konferenz"].project.id_patterns
    found = [match["id"] for pattern in patterns if (match := re.search(pattern, text))]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("sign", [":", " –", " |", " ·", " /", ""])
def test_signs_between_number_and_name_of_an_action_field(sign: str) -> None:
    pattern = profiles()["ruhr-konferenz"].action_field.pattern
    assert pattern is not None
    match = re.search(pattern, f"Bericht 2023 | Handlungsfeld 2{sign} Wege am Wasser")
    assert match is not None
    assert (match["no"], match["name"]) == ("2", "Wege am Wasser")
