"""The profile made from a file, taken over: it reads the file alike, the next edition, and by other names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.reports.boxed import SHEETS, typeset

from extract.authoring.new import new_profile
from extract.base.codes import FINDINGS
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports import extract_report
from extract.reports.general import read_general
from extract.reports.profile.choice import BASE
from extract.reports.profile.model import profiles
from extract.reports.report import Project, Report

families = pytest.importorskip("tests.authoring.families", reason="needs typst")


def said(project: Project) -> tuple[object, ...]:
    """What a project says, without the names of its values."""
    texts = {section.body.text for section in project.sections} | {field.text for field in project.fields}
    money = [amount.mention.value for amount in project.amounts]
    return project.project_id, project.title, project.responsible, project.volume_eur, texts, money


def names(report: Report) -> set[str]:
    return {
        name
        for project in report.projects
        for name in (*(one.section for one in project.sections), *(one.field for one in project.fields))
    }


@pytest.fixture(scope="module", params=list(families.FORMS))
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(form: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(form)


@pytest.fixture(scope="module")
def pdf(form: str, folder: Path) -> Path:
    return Path(families.typeset(folder, form, 2031))


@pytest.fixture(scope="module")
def unnamed(pdf: Path) -> Report:
    return extract_report(pdf)


@pytest.fixture(scope="module")
def made(pdf: Path, folder: Path) -> Path:
    path = folder / "profiles" / "tannau.yaml"
    path.parent.mkdir()
    path.write_text(new_profile(pdf, name="tannau"), encoding="utf-8")
    return path


def test_the_file_is_read_in_its_form(form: str, unnamed: Report) -> None:
    wanted = families.edition(2031)
    assert [project.title for project in unnamed.projects] == [one.title for one in wanted]
    assert [project.responsible for project in unnamed.projects] == [one.office for one in wanted]
    assert unnamed.induced is not None
    assert yaml.safe_load(unnamed.induced)["records"]["form"] == form.split("-")[0]


def test_the_profile_is_the_one_of_the_run_but_for_its_name(made: Path, unnamed: Report) -> None:
    own, induced = (
        yaml.safe_load(text) for text in (made.read_text(encoding="utf-8"), unnamed.induced or "")
    )
    assert own.pop("profile") == "tannau"
    assert induced.pop("profile").startswith("massnahmen-")
    assert own == induced


@pytest.mark.parametrize("by", ["name", "folder"])
def test_taken_over_it_reads_the_same(pdf: Path, made: Path, unnamed: Report, by: str) -> None:
    again = (
        extract_report(pdf, profile=str(made))
        if by == "name"
        else extract_report(pdf, profiles_folder=made.parent)
    )
    assert again.profile == "tannau"
    assert again.report_id == unnamed.report_id
    assert [said(project) for project in again.projects] == [said(project) for project in unnamed.projects]
    assert names(again) == names(unnamed)
    assert not [one for one in again.findings if FINDINGS[one.code].severity == "error"]
    assert "label-never-found" not in {one.code for one in again.findings}


def test_the_next_edition_is_known_and_read(form: str, made: Path, folder: Path, unnamed: Report) -> None:
    later = families.typeset(folder, form, 2032)
    report = extract_report(later, profiles_folder=made.parent)
    wanted = families.edition(2032)
    assert (report.profile, report.edition_year) == ("tannau", 2032)
    assert [project.title for project in report.projects] == [one.title for one in wanted]
    assert [project.responsible for project in report.projects] == [one.office for one in wanted]
    assert names(report) == names(unnamed)


def test_new_names_change_names_only(pdf: Path, made: Path, folder: Path, unnamed: Report) -> None:
    path = renamed(made, folder / "renamed.yaml")
    report = extract_report(pdf, profile=str(path))
    assert [said(project) for project in report.projects] == [said(project) for project in unnamed.projects]
    assert {name.removesuffix("_neu") for name in names(report)} == names(unnamed)
    assert sum(name.endswith("_neu") for name in names(report)) >= 0.5 * len(names(unnamed))


def renamed(made: Path, path: Path) -> Path:
    """The profile with another name for each of its values."""
    rules = yaml.safe_load(made.read_text(encoding="utf-8"))
    for rule in (*rules.get("records", {}).get("labels", []), *rules.get("sections", [])):
        for key in ("name", "section"):
            if key in rule:
                rule[key] = f"{rule[key]}_neu"
    path.write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")
    return path


def test_labels_that_every_report_has_claim_no_file_of_another_family(made: Path, folder: Path) -> None:
    rules = yaml.safe_load(made.read_text(encoding="utf-8"))
    rules["recognise"] = [{"heading": label} for label in ("Zuständigkeit", "Kosten", "Sachstand")]
    (folder / "bare").mkdir()
    (folder / "bare" / "tannau.yaml").write_text(yaml.safe_dump(rules, allow_unicode=True), encoding="utf-8")
    other = families.typeset(folder / "bare", "sheet", 2033)
    assert extract_report(other, profiles_folder=folder / "bare").profile == "induced"


def test_pages_made_alike_are_read_the_same_by_the_profile_drafted_from_them(tmp_path: Path) -> None:
    pdf = typeset(tmp_path / "tal.pdf", "above")
    made = tmp_path / "tal.yaml"
    made.write_text(new_profile(pdf), encoding="utf-8")
    assert "records" not in yaml.safe_load(made.read_text(encoding="utf-8"))
    drafted = read_general(read_layouts(How(path=pdf)), profiles()[BASE], induce=True)
    again = extract_report(pdf, profile=str(made))
    assert [said(project) for project in again.projects] == [said(project) for project in drafted.projects]
    assert (len(again.projects), names(again)) == (len(SHEETS), names(drafted))
    assert (again.report_id, again.title) == (drafted.report_id, drafted.title)
    other = extract_report(pdf, profile=str(renamed(made, tmp_path / "renamed.yaml")))
    assert [said(project) for project in other.projects] == [said(project) for project in drafted.projects]
