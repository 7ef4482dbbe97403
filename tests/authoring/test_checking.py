"""``fortschritt profile check``: labels that match nothing, pages that nearly fit, pages of many."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reports.boxed import typeset

from extract.authoring.new import new_profile
from extract.cli import call

typst = pytest.importorskip("typst")
families = pytest.importorskip("tests.authoring.families", reason="needs typst")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(families.typeset(tmp_path_factory.mktemp("check"), "row", 2031))


@pytest.fixture(scope="module")
def made(pdf: Path) -> str:
    return new_profile(pdf, name="tannau")


def checked(profile: Path, text: str, pdf: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    profile.write_text(text, encoding="utf-8")
    code = call(["profile", "check", str(profile), str(pdf)])
    return code, capsys.readouterr().out


def test_a_good_profile_has_no_errors(
    pdf: Path, made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = checked(tmp_path / "p.yaml", made, pdf, capsys)
    assert code == 0
    assert "projects  6" in out
    assert "error" not in out
    assert any("projects: 1, 2, 3" in line and "grundwasserstand" in line for line in out.splitlines())


def test_a_label_that_matches_nothing_is_an_error_with_a_suggestion(
    pdf: Path, made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = made.replace("- Grundwasserstand", "- Grundwasserpegel")
    code, out = checked(tmp_path / "p.yaml", wrong, pdf, capsys)
    assert code == 1
    assert 'Label "Grundwasserpegel" of the profile was found nowhere; "Grundwasserstand" is like it' in out


def test_headings_of_sections_are_suggested_too(
    pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = typeset(tmp_path / "tal.pdf", "above")
    made = new_profile(sheets)
    assert "'Zeitrahmen'" in made
    wrong = made.replace("'Zeitrahmen'", "'Zeitraum'").replace("zeitrahmen", "zeitraum")
    code, out = checked(tmp_path / "p.yaml", wrong, sheets, capsys)
    assert code == 1
    assert 'error     section zeitraum: no project has "Zeitraum"; the file has "Zeitrahmen".' in out


def test_pages_that_nearly_fit_are_named(
    made: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = families.rows(families.edition(2031), 2031)
    source += "#pagebreak()\nKosten: noch offen\n\nSachstand: noch offen\n\nSonst ist dazu nichts bekannt.\n"
    pdf = tmp_path / "more.pdf"
    pdf.write_bytes(typst.compile(source.encode()))
    code, out = checked(tmp_path / "p.yaml", made, pdf, capsys)
    assert code == 0
    assert "no project, though the page has Kosten, Sachstand" in out
