"""Lists of projects of a fictional region: one project a row."""

from __future__ import annotations

from tests.reports.lists.lists import C, Sheet, days, euros, fields, projects, read

from extract.reports.fill.entries import FillSetting, fill_record

WIDTHS = [30.0, 150.0, 110.0, 60.0, 70.0]
HEAD = ("Nr.", "Maßnahme", "Zuständigkeit", "Zeitplan", "Kosten in T€")
GREY = (0.85, 0.85, 0.85)


def small(page: int = 1) -> Sheet:
    return Sheet(WIDTHS, page=page).add(*HEAD, bold=True)


def test_rows_become_projects_with_the_values_of_their_columns() -> None:
    sheet = small().add("1", "Uferweg am Lindensee", "Bauamt Tannau", "2023–2025", "120,5")
    sheet.add("2", "Sanierung der alten\nMühle", "Stiftung Mühlental", "bis 2026", "–")
    one, two = projects(sheet.table(head_rows=1))
    assert (one.project_id, one.title, one.responsible) == ("1", "Uferweg am Lindensee", "Bauamt Tannau")
    assert euros(one) == [120_500.0]
    assert days(one) == [("2023-01-01", "2025-12-31")]
    assert two.title == "Sanierung der alten Mühle"
    assert not euros(two)


def test_a_table_goes_on_without_its_head() -> None:
    first = small().add("1", "Uferweg am Lindensee", "Bauamt", "2023", "120")
    second = Sheet(WIDTHS, page=2).add("2", "Neue Brücke im Grund", "Tiefbauamt", "2024", "80")
    assert [project.title for project in projects(first.table(head_rows=1), second.table())] == [
        "Uferweg am Lindensee",
        "Neue Brücke im Grund",
    ]


def test_rows_overleaf_that_are_filled_as_heads_are_rows_where_they_hold_figures() -> None:
    """Where stripes begin with a filled row overleaf, that row looks like a head to the table finder."""
    heads = ("Nr.", "Maßnahme", "Zuständig", "Kosten in €")
    first = Sheet([40, 160, 120, 80]).add(*heads, bold=True)
    first.add("1", "Radweg am Lindensee", "Bauamt Tannau", "12.000")
    second = Sheet([40, 160, 120, 80], page=2)
    second.add("2", "Uferweg Aldermark", "Bauamt Tannau", "8.500", fill=(0.8, 0.8, 0.8))
    second.add("3", "Steg am Alten Hafen", "Hafenamt Tannau", "4.200")
    second.add("4", "Brücke über die Sarn", "Bauamt Tannau", "31.000", fill=(0.8, 0.8, 0.8))
    found = projects(first.table(head_rows=1), second.table(head_rows=1))
    assert [project.project_id for project in found] == ["1", "2", "3", "4"]


def test_rows_of_groups_are_action_fields_and_sums_are_no_projects() -> None:
    sheet = small().add(C("Handlungsfeld A: Wege und Ufer", columns=5, bold=True), fill=GREY)
    sheet.add("1", "Uferweg am Lindensee", "Bauamt", "2023", "120")
    sheet.add("2", "Steg am Nordufer", "Bauamt", "2024", "30")
    sheet.add(C("Summe Wege und Ufer", columns=4, bold=True), "160")
    sheet.add(C("Handlungsfeld B: Bildung", columns=5, bold=True), fill=GREY)
    sheet.add("3", "Lernort Mühle", "Schulamt", "laufend", "k. A.")
    found = read(sheet.table(head_rows=1))
    assert [finding.code for finding in found.findings] == ["sum-differs"]
    one, _, three = projects(sheet.table(head_rows=1))
    assert one.action_field == "Handlungsfeld A: Wege und Ufer"
    assert three.action_field == "Handlungsfeld B: Bildung"
    assert fields(three)["Zeitplan"] == "laufend"
    assert fields(three)["Kosten in T€"] == "k. A."


def test_a_row_goes_on_overleaf() -> None:
    head = ("Nr.", "Maßnahme", "Zuständigkeit", "Sachstand")
    first = (
        Sheet(WIDTHS[:4])
        .add(*head)
        .add("1", "Uferweg", "Bauamt", "Der Weg ist bis zur Mühle fertig und wird")
    )
    second = Sheet(WIDTHS[:4], page=2).add(*head).add("", "", "", "im Sommer eröffnet.")
    second.add("2", "Steg am Nordufer", "Bauamt", "geplant")
    one, two = projects(first.table(head_rows=1), second.table(head_rows=1))
    assert fields(one)["Sachstand"] == "Der Weg ist bis zur Mühle fertig und wird im Sommer eröffnet."
    assert (one.page_first, one.page_last) == (1, 2)
    assert two.title == "Steg am Nordufer"


def test_one_cell_for_several_rows_belongs_to_each() -> None:
    sheet = small().add("1", "Uferweg am Lindensee", C("Bauamt Tannau", rows=2), "2023", "120")
    sheet.add("2", "Steg am Nordufer", None, "2024", "30")
    assert [project.responsible for project in projects(sheet.table(head_rows=1))] == ["Bauamt Tannau"] * 2


def test_a_phone_list_is_no_list_of_projects() -> None:
    sheet = Sheet([100, 100, 80, 80]).add("Name", "Amt", "Telefon", "Zimmer")
    for number in range(5):
        sheet.add(f"Frau Beispiel {number}", "Bauamt", f"0123 45{number}", f"1{number}")
    assert not read(sheet.table(head_rows=1)).records


def test_cells_outside_projects_are_counted_among_themselves() -> None:
    steps = (
        small()
        .add("1", "Uferweg am Lindensee", "Bauamt", "2023", "120")
        .add("2", "Steg am Nordufer", "Forstamt", "2024", "30")
    )
    figures = Sheet([150, 60, 60], page=2).add("Ertrag in Euro", "2023", "2024")
    figures.add("Gebühren", "1.200", "1.300").add("Mieten", "800", "900")
    found = read(steps.table(head_rows=1), figures.table(head_rows=1))
    outside = [cell for cell in found.cells if cell.record is None]
    assert len(found.records) == 2
    assert [outside[amount.parent.position or 0].text for amount in found.loose.amounts] == [
        "1.200",
        "1.300",
        "800",
        "900",
    ]


def test_a_doubt_about_a_value_is_told_once() -> None:
    sheet = Sheet(WIDTHS).add("Nr.", "Maßnahme", "Zuständigkeit", "Zeitplan", "Kosten", bold=True)
    sheet.add("1", "Uferweg am Lindensee", "Bauamt", "2023", "160. 860,52 €")
    sheet.add("2", "Neue Brücke im Grund", "Tiefbauamt", "2024", "80.000 Euro")
    record, _ = read(sheet.table(head_rows=1)).records
    _, findings = fill_record(record, 0, FillSetting(edition=None))
    assert len(findings) == 1, findings
