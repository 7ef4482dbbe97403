"""Designs of lists of projects: what heads, cells and rows may look like, each with its truth."""

from __future__ import annotations

import pytest
from tests.reports.lists.lists import C, Sheet, days, euros, fields, projects, read

GREY = (0.85, 0.85, 0.85)
GREEN, AMBER, RED = (0.0, 0.65, 0.3), (1.0, 0.75, 0.0), (0.8, 0.1, 0.1)


def test_a_head_over_two_years_is_not_cut_where_a_word_ends_at_their_edge() -> None:
    sheet = Sheet([30, 130, 100, 32, 40])
    sheet.add(C("Nr.", rows=2), C("Maßnahme", rows=2), C("Zuständig", rows=2), C("Kosten in T€", columns=2))
    sheet.add(None, None, None, "2023", "2024")
    sheet.add("1", "Uferweg am Lindensee", "Bauamt", "120", "80")
    sheet.add("2", "Steg am Alten Hafen", "Hafenamt", "64", "30")
    one, _ = projects(sheet.table(head_rows=2))
    assert [amount.label for amount in one.amounts] == ["Kosten in T€ 2023", "Kosten in T€ 2024"]


def test_a_spanning_head_gives_its_words_to_the_heads_below_it() -> None:
    sheet = Sheet([150, 110, 60, 60, 80])
    sheet.add(
        C("Projekttitel", rows=2),
        C("Träger", rows=2),
        C("Projektlaufzeit", columns=2),
        C("Förderung", rows=2),
    )
    sheet.add(None, None, "von", "bis", None)
    sheet.add("Lernort Mühle", "Verein Mühlental e. V.", "01.03.2021", "30.06.2023", "12.500,00 €")
    sheet.add("Radweg am See", "Gemeinde Tannau", "01.01.2022", "31.12.2024", "8.000,00 €")
    one, _ = projects(sheet.table(head_rows=2))
    assert days(one) == [("2021-03-01", "2021-03-01"), ("2023-06-30", "2023-06-30")]
    assert set(fields(one)) >= {"Projektlaufzeit von", "Projektlaufzeit bis"}
    assert one.responsible == "Verein Mühlental e. V."


def test_a_row_of_column_numbers_is_no_project() -> None:
    sheet = Sheet([30, 150, 110, 80]).add("Lfd. Nr.", "Vorhaben", "Zuwendungsempfänger", "Betrag in Euro")
    sheet.add("1", "2", "3", "4").add("1", "Bau einer Kläranlage", "Wasserverband Tannau", "250.000")
    sheet.add("2", "Umbau der Schule", "Stadt Lindenau", "80.000")
    found = projects(sheet.table(head_rows=1))
    assert [project.title for project in found] == ["Bau einer Kläranlage", "Umbau der Schule"]


def test_a_unit_in_a_row_of_its_own_belongs_to_the_head() -> None:
    sheet = Sheet([30, 170, 60, 60, 60]).add("Nr.", "Maßnahme", C("Kosten", columns=3))
    sheet.add("", "", "2023", "2024", "2025").add("", "", "T€", "T€", "T€")
    sheet.add("1", "Ausbau des Uferwegs", "10,5", "–", "20").add("2", "Neubau der Brücke", "", "5", "7")
    one, two = projects(sheet.table(head_rows=3))
    assert euros(one) == [10_500.0, 20_000.0]
    assert euros(two) == [5_000.0, 7_000.0]
    assert [found.mention.period_start.year for found in one.amounts if found.mention.period_start] == [
        2023,
        2025,
    ]


@pytest.mark.parametrize("caption", ["Alle Angaben in T€", "Maßnahmen 2024 (in T€)", "T€"])
def test_the_unit_of_a_caption_holds_for_all_figures(caption: str) -> None:
    sheet = Sheet([170, 110, 60]).add("Maßnahme", "Zuständigkeit", "Kosten")
    sheet.add("Ausbau des Uferwegs", "Bauamt", "10").add("Neubau der Brücke", "Tiefbauamt", "1.250,5")
    found = projects(sheet.table(head_rows=1), layouts=sheet.above(caption))
    assert [euros(project) for project in found] == [[10_000.0], [1_250_500.0]]


def test_a_unit_in_one_head_holds_for_the_columns_beside_it() -> None:
    sheet = Sheet([30, 170, 60, 60, 60, 90])
    sheet.add("Nr.", "Maßnahme", "Kosten in T€\n(gesamt)", "davon 2024", "davon 2025", "Bemerkung")
    sheet.add("1", "Ausbau des Uferwegs", "480,0", "120,0", "140,0", "im Bau")
    sheet.add("2", "Neubau der Brücke", "2.350,0", "0,8", "–", "Planung ruht seit März 2024")
    one, two = projects(sheet.table(head_rows=1))
    assert euros(one) == [480_000.0, 120_000.0, 140_000.0]
    assert euros(two) == [2_350_000.0, 800.0]


def test_figures_under_years_without_any_unit_are_money_in_a_list_of_measures() -> None:
    sheet = Sheet([170, 60, 60, 60]).add("Konsolidierungsmaßnahme", "2013", "2014", "Summe")
    sheet.add("Weniger Papier im Rathaus", "1.000", "2.500", "3.500").add(
        "Höhere Parkgebühren", "", "12.000", "12.000"
    )
    sheet.add("Kürzere Öffnungszeiten", "4.000", "4.000", "9.000")
    found = read(sheet.table(head_rows=1))
    assert [len([entry for entry in record.entries if entry.is_sum]) for record in found.records] == [1, 1, 1]
    assert [finding.code for finding in found.findings] == ["sum-differs"]


def test_a_list_without_heads_is_told_by_what_its_columns_hold() -> None:
    rows = [
        (
            "Tannau Energie GmbH",
            "Neubau einer Halle zur Herstellung von Pumpen in Tannau",
            "2012",
            "40.500,00 €",
        ),
        (
            "Mühlental Holz e. K.",
            "Erweiterung des Sägewerks in Mühlental um eine Trocknung",
            "2013",
            "9.100,00 €",
        ),
        (
            "Wasserverband Lindau GmbH",
            "Bau einer Leitung vom Hochbehälter zur Siedlung am Hang",
            "2013",
            "1.200,00 €",
        ),
    ]
    sheet = Sheet([120, 200, 40, 80])
    for row in rows:
        sheet.add(*row)
    found = projects(sheet.table(), layouts=sheet.above("Verzeichnis der Begünstigten: geförderte Vorhaben"))
    assert [(project.responsible, project.title) for project in found] == [row[:2] for row in rows]
    assert [euros(project) for project in found] == [[40_500.0], [9_100.0], [1_200.0]]
    assert days(found[0]) == [("2012-01-01", "2012-12-31")]


def test_a_head_that_nobody_knows_names_the_field_of_its_titles() -> None:
    sheet = Sheet([40, 170, 80, 80]).add(
        "BW", "Bauen und Wohnen", "Laufzeit der Maßnahme", "Gesamtkosten (€)"
    )
    sheet.add("BW1", "Beratung für Bauherren", "2021 - 2030", "140.000 €")
    sheet.add("BW2", "Umbau leerer Häuser", "2022 - 2025", "86.000 €")
    found = projects(sheet.table(head_rows=1), layouts=sheet.above("Kosten der Maßnahmen"))
    assert [(one.project_id, one.title, one.action_field) for one in found] == [
        ("BW1", "Beratung für Bauherren", "Bauen und Wohnen"),
        ("BW2", "Umbau leerer Häuser", "Bauen und Wohnen"),
    ]


def lights(page: int = 1) -> Sheet:
    sheet = Sheet([30, 170, 110, 50], page=page).add("Nr.", "Maßnahme", "Federführung", "Status")
    sheet.add("1", "Dorfladen im Oberdorf", "Kreisentwicklung", C(dot=GREEN))
    sheet.add("2", "Bus auf Abruf am Abend", "Verkehrsamt", C(dot=AMBER))
    return sheet.add("3", "Haus der Vereine", "Bauamt", C(dot=RED))


def test_a_light_without_a_legend_is_its_colour() -> None:
    found = projects(lights().table(head_rows=1))
    assert [fields(project)["Status"] for project in found] == ["grün", "gelb", "rot"]


def test_coloured_cells_of_a_status_are_lights() -> None:
    sheet = Sheet([30, 170, 110, 50]).add("Nr.", "Maßnahme", "Federführung", "Stand")
    sheet.add("1", "Dorfladen im Oberdorf", "Kreisentwicklung", C(fill=GREEN))
    sheet.add("2", "Bus auf Abruf am Abend", "Verkehrsamt", C(fill=RED))
    assert [fields(project)["Stand"] for project in projects(sheet.table(head_rows=1))] == ["grün", "rot"]


def test_a_grey_cell_among_coloured_ones_is_a_light_unless_its_row_is_grey() -> None:
    grey = (0.75, 0.75, 0.75)
    sheet = Sheet([30, 170, 110, 50]).add("Nr.", "Maßnahme", "Federführung", "Stand")
    sheet.add("1", "Dorfladen im Oberdorf", "Kreisentwicklung", C(fill=GREEN))
    sheet.add("2", "Bus auf Abruf am Abend", "Verkehrsamt", C(fill=grey))
    sheet.add("3", "Haus der Vereine", "Bauamt", "", fill=grey)
    one, two, three = (fields(project) for project in projects(sheet.table(head_rows=1)))
    assert (one["Stand"], two["Stand"]) == ("grün", "grau")
    assert "Stand" not in three


def test_bars_of_a_plan_of_years_are_no_lights() -> None:
    blue = (0.5, 0.6, 0.8)
    sheet = Sheet([40, 150, 40, 40, 30, 30]).add("Nr.", "Maßnahme", "von", "bis", "2021", "2022")
    sheet.add("A1", "Beratung für Betriebe", "2021", "2022", C(fill=blue), C(fill=blue))
    sheet.add("A2", "Messe am Hafen", "2022", "2022", C(), C(fill=blue))
    one, two = projects(sheet.table(head_rows=1))
    assert days(one) == [("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31")]
    assert len(one.fields) == 2
    assert days(two) == [("2022-01-01", "2022-12-31")] * 2


def test_parts_of_a_measure_are_lines_of_one_text() -> None:
    sheet = Sheet([40, 120, 150, 40, 40]).add("Nr.", "Maßnahme", "Teilmaßnahme", "von", "bis")
    sheet.add(
        C("A 1", rows=2),
        C("Gewerbegebiet ohne\nAbgase", rows=2),
        "A 1.1: Regeln für Neubauten",
        "2022",
        "2023",
    )
    sheet.add(None, None, "A 1.2: Beispiel am Hafen", "2023", "2030")
    sheet.add("A 2", "Beratung für Betriebe", "", "2021", "2030")
    one, two = projects(sheet.table(head_rows=1))
    assert (one.project_id, one.title) == ("A 1", "Gewerbegebiet ohne Abgase")
    assert fields(one)["Teilmaßnahme"] == "A 1.1: Regeln für Neubauten\nA 1.2: Beispiel am Hafen"
    assert [first[:4] for first, _ in days(one)] == ["2022", "2023", "2023", "2030"]
    assert two.project_id == "A 2"


def test_partners_below_a_project_are_its_parties_with_their_amounts() -> None:
    sheet = Sheet([30, 150, 150, 80]).add("Nr.", "Projekt", "Projektträger", "Zuwendung in €")
    sheet.add("1", "Wasser für den Moorwald", "Forstamt Tannau", "90.000")
    sheet.add("", "", "Hochschule Lindau", "60.000").add("", "", "Moorfreunde e. V.", "30.000")
    sheet.add("2", "Steg am Nordufer", "Gemeinde Seeheim", "12.000")
    one, two = projects(sheet.table(head_rows=1))
    assert one.responsible == "Forstamt Tannau"
    assert [party.name for party in one.parties if party.role == "partner"] == [
        "Hochschule Lindau",
        "Moorfreunde e.V.",
    ]
    assert euros(one) == [90_000.0, 60_000.0, 30_000.0]
    assert two.title == "Steg am Nordufer"


def test_groups_stand_on_several_levels() -> None:
    sheet = Sheet([160, 160, 60, 60]).add(
        C("Konsolidierungsmaßnahmen", columns=2), "2024", "Summe", bold=True
    )
    sheet.add(C("1 Verwaltung", bold=True), "", "", "")
    sheet.add("", "Weniger Papier im Rathaus", "1.000", "1.000")
    sheet.add("1.2 Personal", "", "", "").add(C("01.2.01 Fortbildung", indent=8), "", "", "0")
    sheet.add("", "Kurse im eigenen Haus", "2.000", "2.000")
    sheet.add("1.3 Gremien", "", "", "")
    sheet.add("", "Sitzungen ohne Imbiss", "500", "500")
    found = read(sheet.table(head_rows=1))
    assert [record.path for record in found.records] == [
        ("1 Verwaltung",),
        ("1 Verwaltung", "1.2 Personal", "01.2.01 Fortbildung"),
        ("1 Verwaltung", "1.3 Gremien"),
    ]
    assert [one.action_field for one in projects(sheet.table(head_rows=1))] == [
        "1 Verwaltung",
        "01.2.01 Fortbildung",
        "1.3 Gremien",
    ]


def test_a_text_that_runs_into_the_empty_cell_beside_it_is_whole() -> None:
    sheet = Sheet([120, 60, 60]).add("Maßnahme", "2013", "2014")
    sheet.add("Weniger Papier im Rathaus", "1.000", "")
    # The second half begins where the first ends, in the next column.
    sheet.add("Verkauf der Häuser am Hang", "und der alten", "7.000")
    table = sheet.table(head_rows=1)
    left, right = table.cells[6], table.cells[7]
    shift = left.lines[0].box.x1 + 2.5 - right.lines[0].box.x0
    moved = _moved(table, 7, shift)
    assert projects(moved)[1].title == "Verkauf der Häuser am Hang und der alten"


def test_a_column_that_a_page_leaves_empty_is_found_by_its_place() -> None:
    head = ("Titel des Vorhabens", "Beginn", "Bewilligt (€)", "Gezahlt (€)")
    first = Sheet([200, 60, 80, 80], kind="aligned").add(*head)
    first.add("Neubau der Brücke", "2012", "10.000,00", "").add("Umbau der Schule", "2013", "", "9.000,00")
    second = Sheet([200, 60, 80], page=2, kind="aligned").add("Radweg am See", "2014", "70,00")
    second.add("Park am Hang", "2015", "5,00")
    found = projects(first.table(head_rows=1), second.table())
    assert [euros(project) for project in found] == [[10_000.0], [9_000.0], [70.0], [5.0]]
    assert [found.label for project in found for found in project.amounts][2:] == ["Bewilligt (€)"] * 2


def test_a_title_goes_on_overleaf() -> None:
    head = ("Nr.", "Maßnahme", "Zuständigkeit", "Kosten (€)")
    first = Sheet([30, 150, 110, 80]).add(*head).add("1", "Uferweg am Lindensee", "Bauamt", "500")
    first.add("2", "Ausbau der Wege zwischen", "Bauamt", "700")
    second = (
        Sheet([30, 150, 110, 80], page=2).add("", "Hafen und Mühle", "", "").add("3", "Steg", "Bauamt", "90")
    )
    titles = [project.title for project in projects(first.table(head_rows=1), second.table())]
    assert titles == ["Uferweg am Lindensee", "Ausbau der Wege zwischen Hafen und Mühle", "Steg"]


def test_a_word_broken_by_the_edge_of_its_cell_is_whole_again() -> None:
    sheet = Sheet([90, 110, 80]).add("Vorhaben", "Begünstigter", "Beträge (€)")
    sheet.add("Umbau der Kinderta\ngesstätte am Hang", "Stadt Lindau", "5.000").add(
        "Neue Orgel", "Kirche", "80"
    )
    one, _ = projects(sheet.table(head_rows=1), words=["Die Kindertagesstätte am Hang ist alt."])
    assert one.title == "Umbau der Kindertagesstätte am Hang"


def _moved(table, index, shift):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    def aside(box):  # type: ignore[no-untyped-def]
        return replace(box, x0=box.x0 + shift, x1=box.x1 + shift)

    cell = table.cells[index]
    lines = tuple(
        replace(
            line, box=aside(line.box), words=tuple(replace(word, box=aside(word.box)) for word in line.words)
        )
        for line in cell.lines
    )
    cells = [*table.cells]
    cells[index] = replace(cell, lines=lines)
    return replace(table, cells=tuple(cells))


def test_a_figure_with_its_unit_in_the_cell_beside_has_its_place_in_the_text_of_the_cell() -> None:
    sheet = Sheet([220, 60]).add("Die Verbesserung im Jahr davor: 3,5 Mio.", "€")
    sheet.add("Die Verbesserung im Ganzen: 10,9 Mio.", "€")
    found = read(sheet.table(head_rows=0))
    amounts = [one for one in found.loose.amounts if "Mio" in one.mention.text]
    assert [one.mention.text for one in amounts] == ["3,5 Mio. €", "10,9 Mio. €"]
    for one in amounts:
        assert one.parent.position is not None
        text = found.cells[one.parent.position].text
        assert text[one.mention.start : one.mention.end] == one.mention.text


def test_the_head_above_a_cross_is_the_status() -> None:
    sheet = Sheet([30, 170, 110, 50, 50, 50])
    sheet.add("Nr.", "Maßnahme", "Zuständigkeit", "geplant", "in Arbeit", "erledigt")
    sheet.add("1", "Uferweg am Lindensee", "Bauamt", "", "x", "").add(
        "2", "Steg am Hafen", "Bauamt", "", "", "x"
    )
    found = projects(sheet.table(head_rows=1))
    assert [project.status for project in found] == ["ongoing", "completed"]
    assert [len(project.fields) for project in found] == [2, 2]


def test_crosses_below_a_spanning_head_give_it_the_words_above_them() -> None:
    sheet = Sheet([30, 170, 110, 50, 50])
    sheet.add(C("Nr.", rows=2), C("Maßnahme", rows=2), C("Zuständigkeit", rows=2), C("Priorität", columns=2))
    sheet.add(None, None, None, "hoch", "mittel")
    sheet.add("1", "Uferweg am Lindensee", "Bauamt", "X", "").add("2", "Steg am Hafen", "Bauamt", "", "X")
    found = projects(sheet.table(head_rows=2))
    assert [fields(project)["Priorität"] for project in found] == ["hoch", "mittel"]


def test_a_text_below_a_bold_title_in_its_cell_is_no_part_of_it() -> None:
    sheet = Sheet([30, 170, 110]).add("Nr.", "Maßnahme", "Zuständigkeit", bold=True)
    sheet.add("1", "Uferweg am Lindensee\nDer Weg wird bis zur Mühle gebaut.", "Bauamt")
    sheet.add("2", "Steg am Hafen\nEin Steg für Boote ist geplant.", "Bauamt")
    table = sheet.table(head_rows=1)
    found = projects(_bold_first(table))
    assert [project.title for project in found] == ["Uferweg am Lindensee", "Steg am Hafen"]
    assert [project.sections[0].body.text for project in found] == [
        "Der Weg wird bis zur Mühle gebaut.",
        "Ein Steg für Boote ist geplant.",
    ]


def test_an_action_field_named_in_the_first_of_its_rows_holds_for_those_below() -> None:
    sheet = Sheet([80, 170, 110]).add("Handlungsfeld", "Maßnahme", "Zuständigkeit")
    sheet.add("Wasser", "Uferweg am Lindensee", "Bauamt").add("", "Steg am Hafen", "Bauamt")
    sheet.add("Bildung", "Lernort Mühle", "Schulamt").add("", "Haus der Bücher", "Schulamt")
    found = projects(sheet.table(head_rows=1))
    assert [project.action_field for project in found] == ["Wasser", "Wasser", "Bildung", "Bildung"]


def test_rows_by_year_are_groups() -> None:
    sheet = Sheet([170, 110, 80]).add("Projekt", "Antragsteller", "Zuschuss")
    sheet.add(C("2023", columns=3)).add("Chorbuch", "Chor am See", "500 €").add(
        "Tore", "Sportverein", "700 €"
    )
    sheet.add(C("2024", columns=3)).add("Noten", "Chor am See", "90 €")
    found = projects(sheet.table(head_rows=1))
    assert [(one.title, one.action_field) for one in found] == [
        ("Chorbuch", "2023"),
        ("Tore", "2023"),
        ("Noten", "2024"),
    ]


def _bold_first(table):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    def bold(line):  # type: ignore[no-untyped-def]
        words = tuple(replace(word, bold=True) for word in line.words)
        return replace(line, words=words, style=replace(line.style, bold=True))

    cells = [
        replace(cell, lines=(bold(cell.lines[0]), *cell.lines[1:])) if cell.row and cell.column == 1 else cell
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells))


def test_a_number_before_each_title_is_no_part_of_it() -> None:
    sheet = Sheet([220, 110]).add("Maßnahme", "Zuständigkeit")
    sheet.add("EE 1: Solarpark am Hang", "Stadtwerke").add("EE 2: Wärme aus dem See", "Stadtwerke")
    sheet.add("EE 3: Windrad im Forst", "Forstamt").add("MO 1: Radweg zur Mühle", "Bauamt")
    found = projects(sheet.table(head_rows=1))
    assert [(one.project_id, one.title) for one in found][::3] == [
        ("EE 1", "Solarpark am Hang"),
        ("MO 1", "Radweg zur Mühle"),
    ]
    assert found[0].boxes[0].x0 > 60


def test_years_and_amounts_before_titles_are_no_numbers() -> None:
    sheet = Sheet([220, 110]).add("Maßnahme", "Zuständigkeit")
    sheet.add("500 Bäume für Tannau", "Bauamt").add("2025 wird gefeiert", "Kulturamt").add(
        "3 neue Stege", "Bauamt"
    )
    found = projects(sheet.table(head_rows=1))
    assert found[0].project_id is None
    assert found[0].title == "500 Bäume für Tannau"


@pytest.mark.parametrize("places", [(3, 5), (4, 5), (4, 6)])
def test_years_above_heads_that_repeat_span_them_wherever_they_stand(places: tuple[int, int]) -> None:
    sheet = Sheet([30, 150, 90, 50, 50, 50, 50])
    years = dict(zip(places, ("2023", "2024"), strict=True))
    sheet.add("Nr.", "Maßnahme", "Amt", *(years.get(column, "") for column in range(3, 7)))
    sheet.add("", "", "", "Ansatz", "Ist", "Ansatz", "Ist")
    sheet.add("1", "Ausbau des Uferwegs", "Bauamt", "40", "38", "55", "50")
    sheet.add("2", "Neubau der Brücke", "Tiefbauamt", "12", "14", "–", "3")
    one, _ = projects(sheet.table(head_rows=2), layouts=sheet.above("Alle Beträge sind in T€ angegeben."))
    assert euros(one) == [40_000.0, 38_000.0, 55_000.0, 50_000.0]
    assert [found.label for found in one.amounts] == ["2023 Ansatz", "2023 Ist", "2024 Ansatz", "2024 Ist"]


def test_figures_below_who_pays_are_money_where_the_head_above_has_a_unit() -> None:
    sheet = Sheet([30, 150, 110, 50, 50, 50])
    sheet.add("Nr.", "Vorhaben", "Träger", C("Finanzierung (in T€)", columns=3))
    sheet.add("", "", "", "Land", "Bund", "Gemeinde")
    sheet.add("1", "Ausbau des Uferwegs", "Gemeinde Tannau", "10,0", "25,5", "5,0")
    sheet.add("2", "Neubau der Brücke", "Stadt Lindenau", "8,0", "–", "7,5")
    one, two = projects(sheet.table(head_rows=2))
    assert euros(one) == [10_000.0, 25_500.0, 5_000.0]
    assert euros(two) == [8_000.0, 7_500.0]


def test_a_column_without_head_whose_cells_reach_over_rows_is_the_action_field() -> None:
    sheet = Sheet([60, 30, 150, 110]).add("", "Nr.", "Maßnahme", "Federführung")
    sheet.add(C("Verkehr", rows=2), "1", "Ausbau des Uferwegs", "Bauamt")
    sheet.add(None, "2", "Neubau der Brücke", "Tiefbauamt")
    sheet.add(C("Energie", rows=2), "3", "Solarstrom auf Schulen", "Hochbauamt")
    sheet.add(None, "4", "Wärme aus dem Bach", "Umweltamt")
    found = projects(sheet.table(head_rows=1))
    assert [project.action_field for project in found] == ["Verkehr", "Verkehr", "Energie", "Energie"]


def test_a_wide_text_below_each_row_is_of_that_row() -> None:
    sheet = Sheet([30, 150, 110, 80]).add("Nr.", "Projekt", "Amt", "Kosten")
    states = ("Die Stege sind gebaut.", "Der Antrag liegt vor.", "Seit Mai 2024 in Betrieb.")
    for number, state in enumerate(states, start=1):
        sheet.add(str(number), f"Steg {number} am Lindensee", "Bauamt", f"{number}0.000 €")
        sheet.add("", C(f"Sachstand: {state}", columns=3))
    found = projects(sheet.table(head_rows=1))
    assert [(fields(one)["Sachstand"], one.action_field) for one in found] == [
        (text, None) for text in states
    ]
    assert days(found[2]) == [("2024-05-01", "2024-05-31")]


def test_wide_rows_that_each_stand_above_a_row_are_its_group() -> None:
    sheet = Sheet([30, 150, 110, 80]).add("Nr.", "Projekt", "Amt", "Kosten")
    for number, name in enumerate(("Verkehr", "Energie", "Natur"), start=1):
        sheet.add(C(name, columns=4))
        sheet.add(str(number), f"Steg {number} am Lindensee", "Bauamt", f"{number}0.000 €")
    found = projects(sheet.table(head_rows=1))
    assert [one.action_field for one in found] == ["Verkehr", "Energie", "Natur"]


def test_a_name_of_a_group_that_runs_out_of_the_column_of_numbers_is_whole() -> None:
    sheet = Sheet([45, 150, 80, 80]).add("Lfd. Nr.", "Maßnahme", "Gesamtkosten", "2024", bold=True)
    sheet.add(C("Haushalt", bold=True), C("21 Schulen", bold=True, indent=-6), "", "")
    sheet.add("1", "Anbau der Schule am See", "100.000 €", "50.000 €")
    sheet.add("2", "Neue Fenster im Gymnasium", "80.000 €", "20.000 €")
    sheet.add(C("Haushalt", bold=True), C("54 Verkehr", bold=True, indent=-6), "", "")
    sheet.add("3", "Ausbau des Uferwegs", "90.000 €", "10.000 €")
    found = projects(sheet.table(head_rows=2))
    assert [(one.project_id, one.action_field) for one in found] == [
        ("1", "Haushalt 21 Schulen"),
        ("2", "Haushalt 21 Schulen"),
        ("3", "Haushalt 54 Verkehr"),
    ]
