"""Mistakes in profiles are told with line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.reports.profile.choice import named_profile
from extract.reports.profile.model import ProfileError, profiles, read_profile, schema

GOOD = """\
profile: tal
project:
  id_patterns: ['Nr\\. (?P<id>\\d+)']
sections:
  - section: ziel
    headings: [Ziel]
"""

# What is wrong, the text to put in the place of another, and what the message must say.
MISTAKES = [
    # a field that does not exist, with a name like one that does
    (
        "headings: [Ziel]",
        "headigns: [Ziel]",
        "line 6, sections.0.headigns: no such field; did you mean `headings`?",
    ),
    # a field is missing
    ("section: ziel\n    headings", "headings", "line 5, sections.0.section: is missing"),
    # one name instead of a list
    ("headings: [Ziel]", "headings: Ziel", "line 6, sections.0.headings: must be a list"),
    # a word that is not among those allowed
    (
        "headings: [Ziel]",
        "headings: [Ziel]\n    role: money",
        "line 7, sections.0.role: Input should be 'volume'",
    ),
    # a pattern that is none
    ("(?P<id>\\d+)", "(?P<id>\\d+", "line 3, project.id_patterns.0: not a regular expression"),
    # a pattern without its group
    ("(?P<id>\\d+)", "\\d+", "line 3, project.id_patterns.0: the pattern needs a group `id`"),
    # a field twice: YAML would take the last one
    ("profile: tal", "profile: tal\nprofile: berg", "line 2, profile: stands twice"),
    # no YAML
    ("[Ziel]", "[Ziel", "not valid YAML"),
    # a rating without the label of its box
    (
        "sections:",
        "fields:\n  - field: wert\n    kind: rating\nsections:",
        "line 5, fields.0: a rating needs `headings`",
    ),
    # a quantity whose pattern has no number
    (
        "sections:",
        "fields:\n  - {field: t, kind: quantity, section: ziel, pattern: t}\nsections:",
        "line 5, fields.0.pattern: the pattern needs a group `number`",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES)
def test_mistakes_are_told_with_line_and_field(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "tal.yaml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        read_profile(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "tal.yaml"
    path.write_text(GOOD.replace("[Ziel]", "Ziel").replace("(?P<id>", "("), encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        read_profile(path)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "nur Text"])
def test_files_that_are_no_profile(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tal.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match="line 1"):
        read_profile(path)


def test_profiles_of_a_folder_join_those_of_the_package_and_win(tmp_path: Path) -> None:
    (tmp_path / "tal.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "other.yml").write_text(
        GOOD.replace("profile: tal", "profile: ruhr-konferenz"), encoding="utf-8"
    )
    found = profiles(tmp_path)
    assert {"tal", "ruhr-konferenz", "klimaschutz-steckbriefe"} <= set(found)
    assert [section.section for section in found["ruhr-konferenz"].sections] == ["ziel"]


def test_profiles_are_named_by_name_or_path(tmp_path: Path) -> None:
    path = tmp_path / "tal.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert named_profile(str(path))[0] == named_profile("tal", tmp_path)[0]
    with pytest.raises(ProfileError, match="there are: klimaschutz-steckbriefe"):
        named_profile("tal")


def test_schema_knows_every_field_with_a_description_of_what_is_not_plain() -> None:
    found = schema()
    assert set(found["properties"]) >= {"profile", "recognise", "sheets", "fields", "sections"}
    assert found["additionalProperties"] is False
    assert all(
        "description" in one
        for name, one in found["$defs"]["FieldRule"]["properties"].items()
        if name != "kind"
    )
