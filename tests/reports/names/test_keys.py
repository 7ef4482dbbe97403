"""Keys of projects and reports stay the same from run to run and from edition to edition."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reports.names.keys import project_keys, report_id, slug


def test_printed_id_is_the_key() -> None:
    assert project_keys(["13-02", "Un 7"], ["Uferweg", "Mühle"]) == ["13-02", "un-7"]


def test_id_printed_twice_gets_the_title() -> None:
    assert project_keys(["SEE-NEU", "SEE-NEU", "13-02"], ["Uferweg", "Mühle", "Hafen"]) == [
        "see-neu-uferweg",
        "see-neu-muehle",
        "13-02",
    ]


def test_ids_that_differ_in_case_only_are_one() -> None:
    assert project_keys(["See-1", "SEE-1"], ["Uferweg", "Mühle"]) == ["see-1-uferweg", "see-1-muehle"]


def test_no_id_takes_the_title() -> None:
    assert project_keys([None, "13-02"], ["Schöner Weg am Großen See", "Hafen"]) == [
        "schoener-weg-am-grossen-see",
        "13-02",
    ]


def test_same_titles_without_id_are_counted() -> None:
    assert project_keys([None, None, None], ["Steg", "Steg", "Steg"]) == ["steg", "steg-2", "steg-3"]


def test_same_id_and_title_are_counted() -> None:
    assert project_keys(["1", "1"], ["Steg", "Steg"]) == ["1-steg", "1-steg-2"]


def test_long_titles_end_with_a_whole_word() -> None:
    (key,) = project_keys([None], ["Gemeinsames Vorhaben aller Gemeinden am Lindensee für Wege und Stege"])
    assert len(key) <= 60
    assert key.endswith("-fuer-wege")


@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.sampled_from(["1", "A-1", "a 1"])), st.sampled_from(["Steg", "Weg", ""])
        ),
        max_size=8,
    )
)
def test_keys_are_unique_slugs(projects: list[tuple[str | None, str]]) -> None:
    keys = project_keys([one[0] for one in projects], [one[1] for one in projects])
    assert len(set(keys)) == len(projects)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key) for key in keys)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nächste Ziele", "naechste_ziele"),
        ("  Größe & Maß!  ", "groesse_mass"),
        ("– 2025 –", "2025"),
        ("…", "ohne_titel"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_report_id_of_programme_and_edition() -> None:
    found = report_id("{programme}-{edition}", programme="Seenland Mitte", edition=2024, file_name="x.pdf")
    assert found == "seenland-mitte-2024"


@pytest.mark.parametrize(
    ("programme", "edition", "expected"),
    [
        (None, None, "bericht-see"),
        (None, 2024, "bericht-see-2024"),
        ("Seenland", None, "bericht-see"),
    ],
)
def test_report_id_falls_back_on_the_file(programme: str | None, edition: int | None, expected: str) -> None:
    template = "{programme}-{edition}"
    assert report_id(template, programme=programme, edition=edition, file_name="Bericht See.pdf") == expected


def test_year_in_the_file_name_is_not_repeated() -> None:
    assert report_id("{edition}", programme=None, edition=2024, file_name="see-2024.pdf") == "see-2024"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024.pdf", "bericht-2024"),
        ("M\u006f\u0308hrental.pdf", "moehrental"),
        ("\N{PAGE FACING UP}.pdf", r"bericht-[0-9a-f]{8}"),
        ("b" * 251 + ".pdf", r"b{100}-[0-9a-f]{8}"),
        ("b\udcff.pdf", "b"),
        ("....pdf", r"bericht-[0-9a-f]{8}"),
    ],
)
def test_report_ids_of_odd_file_names_are_short_partitions(name: str, expected: str) -> None:
    assert re.fullmatch(expected, report_id("x", programme=None, edition=None, file_name=name))


def test_names_that_a_slug_cannot_tell_apart_get_ids_of_their_own() -> None:
    long = "sehr langer Name " * 12
    names = ["\N{PAGE FACING UP}.pdf", "\N{BAR CHART}.pdf", f"{long}1.pdf", f"{long}2.pdf"]
    ids = {report_id("x", programme=None, edition=None, file_name=name) for name in names}
    assert len(ids) == len(names)
    found = report_id("{programme}-{edition}", programme=long, edition=2024, file_name="x.pdf")
    assert len(found) < 120


def test_a_file_without_projects_goes_by_its_own_name() -> None:
    given = {"programme": "Seenland", "edition": 2024, "file_name": "antrag.pdf"}
    assert report_id("{programme}-{edition}", **given, projects=3) == "seenland-2024"  # type: ignore[arg-type]
    assert report_id("{programme}-{edition}", **given, projects=0) == "antrag-2024"  # type: ignore[arg-type]
