"""Exports open elsewhere and keep their types; nothing in them runs as a formula."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from tests import builders
from tests.export.truth import published

from extract.export.catalogue import listed_views, views
from extract.export.csv_files import printed
from extract.export.flat import flat_columns
from extract.export.texts import defused
from extract.export.writing import export
from extract.publish.problems import OutputProblem
from extract.tables.contract import TABLES

FORMULA = '=HYPERLINK("https://boese.example","Klick")'


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    report = builders.report(projects=3)
    first, *others = report.projects
    published(
        folder,
        replace(report, projects=(replace(first, title=FORMULA, volume_eur=Decimal("1234567.89")), *others)),
        builders.report(projects=1, year=2025),
    )
    return folder


@pytest.fixture(scope="module")
def workbook(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("excel") / "tables.xlsx"
    assert export(output, target, review_pages="../review") == (target,)
    return target


def cells(sheet: object, row: int) -> dict[str, object]:
    header = [cell.value for cell in sheet[1]]  # type: ignore[index]
    return dict(zip(header, sheet[row], strict=True))  # type: ignore[index]


def test_excel_has_a_sheet_per_table_and_view(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames == ["contents", "Lesehilfe", *(view.name for view in listed_views()), *TABLES]
    assert book.sheetnames[2] == "project_overview"
    assert {view.name for view in listed_views()} == {view.name for view in views()}


def test_excel_header_is_frozen_filtered_and_explained(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes in ("B2", "C2"), name
        assert sheet.auto_filter.ref.startswith("A1:"), name
        for column, cell in zip(flat_columns(name), sheet[1], strict=False):
            assert cell.value == column.name
            assert column.description in cell.comment.text.replace("\r", ""), f"{name}.{column.name}"


def test_excel_keeps_types_and_german_formats(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    project = cells(book["projects"], 2)
    assert (project["volume_eur"].value, project["volume_eur"].data_type) == (1234567.89, "n")
    assert project["volume_eur"].number_format == '#,##0.00\\ "€"'
    assert (project["action_field_no"].value, project["action_field_no"].data_type) == (1, "n")
    milestone = cells(book["milestones"], 2)
    assert milestone["date_start"].value == datetime(2024, 4, 12)
    assert milestone["date_start"].number_format == "dd\\.mm\\.yyyy"
    assert milestone["year_label"].data_type == "s"
    amount = cells(book["amounts"], 2)
    assert amount["counts_toward_total"].value is True
    report = cells(book["reports"], 2)
    assert report["extracted_at"].value == datetime(2025, 1, 1, 12)


def test_no_text_of_a_report_becomes_a_formula(workbook: Path) -> None:
    title = cells(openpyxl.load_workbook(workbook)["projects"], 2)["title"]
    assert (title.value, title.data_type) == (FORMULA, "s")
    with zipfile.ZipFile(workbook) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        formulas = [text for name in sheets for text in re.findall(rb"<f>(.*?)</f>", parts.read(name))]
    assert formulas
    assert all(re.match(rb"(SUBTOTAL\(109,[A-Z]+2:|SUMIFS\([A-Z]+2:)", text) for text in formulas)


def test_totals_are_formulas_over_what_may_be_added_up(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    worth = openpyxl.load_workbook(workbook, data_only=True)
    for name, column in (("amounts", "value"), ("projects", "volume_eur"), ("money_by_field", "lower_eur")):
        place = [cell.value for cell in book[name][1]].index(column)
        *rows, blank, total = book[name].iter_rows(min_row=2)
        assert all(cell.value is None for cell in blank), "apart from the rows, so that a filter leaves it"
        assert str(total[place].value).startswith("="), name
        shown = worth[name].cell(total[place].row, place + 1).value
        if name == "amounts":
            counts = [cell.value for cell in book[name][1]].index("counts_toward_total")
            assert shown == sum(row[place].value for row in rows if row[counts].value)
        else:
            assert shown == sum(row[place].value or 0 for row in rows)


def test_each_sheet_prints_across_on_a4_with_its_head(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0), "one page wide"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"


def test_the_guide_says_what_every_column_means(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    rows = [[cell.value for cell in row] for row in book["Lesehilfe"].iter_rows(min_row=2)]
    said = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    for name in book.sheetnames[2:]:
        for cell in book[name][1]:
            if cell.value != "review":
                meaning, german = said[name, cell.value]
                assert len(meaning) > 3, (name, cell.value)
                assert german, (name, cell.value)
    # Once a column of a view had the meaning of a column of that name in another table.
    assert "day" in said["due", "due_end"][0]
    assert "edition before" in said["changes_since_last_edition", "old"][0]
    assert "Whether" in said["project_overview", "money"][0]


def test_german_headers_sheets_and_words(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "deutsch.xlsx"
    export(output, target, german=True)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[:3] == ["Inhalt", "Lesehilfe", "Projekte im Überblick"]
    project = cells(book["Projekte"], 2)
    assert project["Stand"].value == "laufend"
    amount = cells(book["Beträge"], 2)
    assert amount["Rolle"].value == "Gesamtsumme"
    assert amount["Grund"].value == "die genannte Gesamtsumme"
    for number, name in enumerate(book.sheetnames[2:]):
        heads = [cell.value for cell in book[name][1]]
        own = [head for head in heads if head[0].islower()]
        # A column that a table was given since keeps its name until the list has a German one.
        allowed = 0 if number < len(views()) else 1
        assert len(own) <= allowed, (name, own)


def test_excel_links_to_the_review_page_of_the_project(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    link = cells(book["milestones"], 2)["review"].hyperlink
    # Excel writes paths with its own strokes; it and LibreOffice follow them everywhere.
    assert link.target.replace("\\", "/") == "../review/seenland-2024/01-01.html"
    # What stands outside projects has no page.
    outside = [row for row in book["findings"].iter_rows(min_row=2) if row[1].value is None]
    assert outside
    assert all(row[-1].hyperlink is None for row in outside)


def test_excel_of_one_edition_and_some_tables(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "some.xlsx"
    export(output, target, edition="seenland-2025", tables=["projects", "links"])
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["contents", "Lesehilfe", "projects", "links"]
    assert [row[0].value for row in book["links"].iter_rows(min_row=2)] == ["seenland-2025"]


def test_rows_have_room_for_their_wrapped_texts(workbook: Path) -> None:
    """LibreOffice does not look for the height of a row by itself: texts were printed over each other."""
    wrapped = 0
    for sheet in openpyxl.load_workbook(workbook):
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                width = sheet.column_dimensions[cell.column_letter].width
                if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
                    continue
                lines = sum(-(-len(part) // width) or 1 for part in cell.value.split("\n"))
                wrapped += lines > 1
                height = sheet.row_dimensions[cell.row].height
                assert lines == 1 or height >= min(14 * lines, 409), (sheet.title, cell.coordinate)
    assert wrapped


def test_the_same_tables_give_the_same_excel_file(output: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    export(output, one)
    export(output, other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("localc") is None, reason="LibreOffice Calc is not installed")
def test_libreoffice_opens_the_file_and_keeps_types(workbook: Path, tmp_path: Path) -> None:
    """What LibreOffice has read is written again by itself and must still be dates, numbers and texts."""
    call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    call += ["--convert-to", "ods", "--outdir", str(tmp_path), str(workbook)]
    subprocess.run(call, check=True, timeout=240, capture_output=True)
    with zipfile.ZipFile(tmp_path / "tables.ods") as parts:
        content = parts.read("content.xml").decode()
    assert 'office:value-type="date" office:date-value="2024-04-12"' in content
    assert 'office:value="1234567.89"' in content
    # LibreOffice keeps truth values as formulas; there must be no other but the totals below the columns.
    formulas = set(re.findall('table:formula="([^"]*)"', content))
    totals = {formula for formula in formulas if formula.startswith(("of:=SUBTOTAL(109;", "of:=SUMIFS("))}
    assert totals
    assert formulas - totals == {"of:=TRUE()", "of:=FALSE()"}
    for name in TABLES:
        assert f'table:name="{name}"' in content


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_csv_is_what_excel_expects(output: Path, tmp_path: Path) -> None:
    files = export(output, tmp_path / "csv")
    assert [path.stem for path in files] == list(TABLES)
    content = (tmp_path / "csv" / "projects.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfreport_id;project_key;")
    assert content.count(b"\r\n") == 1 + 4
    rows = read_csv(tmp_path / "csv" / "projects.csv")
    assert rows[0]["volume_eur"] == "1234567.89"
    assert rows[0]["title"] == f"'{FORMULA}"
    assert rows[1]["title"] == "Seerunde 2"
    milestones = read_csv(tmp_path / "csv" / "milestones.csv")
    assert (milestones[0]["date_start"], milestones[0]["page"]) == ("2024-04-12", "2")


def test_csv_with_decimal_comma(output: Path, tmp_path: Path) -> None:
    export(output, tmp_path / "csv", decimal_comma=True, tables=["projects"])
    assert read_csv(tmp_path / "csv" / "projects.csv")[0]["volume_eur"] == "1234567,89"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 201", "'+49 201"),
        ("-2", "'-2"),
        ("@SUMME(A1)", "'@SUMME(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("a=1", "a=1"),
        ("– ein Strich", "– ein Strich"),
        ("", ""),
    ],
)
def test_formulas_in_csv_are_defused(text: str, written: str) -> None:
    assert defused(text) == printed(text) == written


def test_negative_numbers_stay_numbers() -> None:
    assert printed(Decimal("-5.00")) == "-5.00"
    assert printed(Decimal("-5.00"), decimal_comma=True) == "-5,00"
    assert printed(date(2024, 2, 29)) == "2024-02-29"
    assert (printed(None), printed(True), printed(7)) == ("", "true", "7")


def test_duckdb_file_has_tables_views_and_descriptions(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables.duckdb"
    export(output, target)
    with duckdb.connect(str(target), read_only=True) as connection:
        names = {row[0] for row in connection.sql("SHOW TABLES").fetchall()}
        assert names == {*TABLES, *(view.name for view in views())}
        assert connection.sql("SELECT count(*) FROM project_overview").fetchall() == [(4,)]
        ((kind,),) = connection.sql("SELECT typeof(volume_eur) FROM projects LIMIT 1").fetchall()
        assert kind == "DECIMAL(18,2)"
        comments = dict(
            connection.sql(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'amounts'"
            ).fetchall()
        )
    for column in TABLES["amounts"].columns:
        assert comments[column.name] == column.description


def test_duckdb_file_replaces_the_old_one(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables.duckdb"
    export(output, target)
    export(output, target, edition="seenland-2025")
    with duckdb.connect(str(target), read_only=True) as connection:
        assert connection.sql("SELECT DISTINCT report_id FROM projects").fetchall() == [("seenland-2025",)]
    assert [path.name for path in tmp_path.iterdir()] == ["tables.duckdb"]


@pytest.mark.parametrize(
    ("target", "more", "told"),
    [
        ("tables.pdf", {}, "nothing is written as .pdf"),
        ("tables.xlsx", {"edition": "seenland-1999"}, "There is no edition seenland-1999"),
        ("csv", {"tables": ["projekte"]}, "There is no table projekte"),
        ("csv", {"snapshot": "77"}, "there is no snapshot 77"),
    ],
)
def test_wrong_wishes_are_told(
    target: str, more: dict[str, object], told: str, output: Path, tmp_path: Path
) -> None:
    with pytest.raises(OutputProblem, match=told):
        export(output, tmp_path / target, **more)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
