"""Which files hold the same edition, and which only claim to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.run.kinship import Evidence, are_kin, file_lineage

TEXTS = frozenset(f"{'langertext' * 5}{number}" for number in range(10))
OTHER_TEXTS = frozenset(f"{'anderestext' * 5}{number}" for number in range(10))
STUDY = Evidence(
    report_id="seenland-2024",
    source_file="studie.pdf",
    source_sha256="a" * 64,
    edition_year=2024,
    pages=42,
    projects=5,
    repaired=False,
    titles=frozenset({"radweg", "bruecke", "hafen", "moor", "wald"}),
    texts=TEXTS,
)


def other(**changes: object) -> Evidence:
    values: dict[str, object] = {"source_file": "anderes.pdf", "source_sha256": "b" * 64} | changes
    return replace(STUDY, **values)  # type: ignore[arg-type]


def test_same_projects_or_same_texts_are_kin() -> None:
    assert are_kin(STUDY, other(texts=OTHER_TEXTS))
    assert are_kin(STUDY, other(titles=frozenset({"schule", "museum"})))


def test_a_part_of_the_document_is_kin_of_the_whole() -> None:
    part = other(titles=frozenset({"radweg"}), texts=frozenset(sorted(TEXTS)[:2]), projects=1, pages=5)
    assert are_kin(STUDY, part)
    assert are_kin(part, STUDY)


def test_other_projects_and_texts_are_another_document() -> None:
    assert not are_kin(STUDY, other(titles=frozenset({"schule", "museum"}), texts=OTHER_TEXTS))
    assert not are_kin(STUDY, other(titles=frozenset(), texts=frozenset(), projects=0, pages=2))


def test_one_title_alone_that_many_documents_have_proves_nothing() -> None:
    assert not are_kin(STUDY, other(titles=frozenset({"radweg"}), texts=OTHER_TEXTS))


def test_another_edition_is_another_document() -> None:
    assert not are_kin(STUDY, other(edition_year=2023))
    assert not are_kin(STUDY, other(edition_year=2023, source_file="studie.pdf"))
    assert are_kin(STUDY, other(edition_year=None))


def test_a_file_of_the_same_name_is_kin_unless_nothing_is_the_same() -> None:
    changed = other(
        source_file="Studie_v2.pdf", titles=frozenset({"radweg", "x", "y", "z"}), texts=OTHER_TEXTS
    )
    assert are_kin(STUDY, changed)
    assert are_kin(STUDY, other(source_file="studie.pdf", titles=frozenset(), texts=frozenset()))
    foreign = other(source_file="studie.pdf", titles=frozenset({"x", "y", "z"}), texts=OTHER_TEXTS)
    assert not are_kin(STUDY, foreign)


@pytest.mark.parametrize(
    "copy",
    [
        "Bericht_2024.PDF",
        "bericht_2024 (1).pdf",
        "bericht-2024-v2.pdf",
        "Bericht 2024 korrigiert.pdf",
        "bericht_2024_final_2024-11-30.pdf",
        "bericht_2024_Kopie (3).pdf",
    ],
)
def test_names_of_further_copies(copy: str) -> None:
    assert file_lineage(copy) == file_lineage("bericht_2024.pdf")


@pytest.mark.parametrize("name", ["bericht_2023.pdf", "bericht_2024_teil2.pdf", "kurzbericht_2024.pdf"])
def test_names_of_other_documents(name: str) -> None:
    assert file_lineage(name) != file_lineage("bericht_2024.pdf")
