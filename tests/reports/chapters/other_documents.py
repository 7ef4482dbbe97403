"""Documents of a fictional region that are no programmes, though their parts repeat."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reports.chapters.chapter_designs import PROGRAMME

_TEXTS = [measure.lead for _, measure in PROGRAMME.measures]

_PAGE = '#set page(paper: "a4", margin: 2.2cm, numbering: "1")\n'
_BODY = (
    '#set text(font: "Libertinus Serif", size: 10.5pt, lang: "de", hyphenate: true)\n'
    "#set par(justify: true)\n"
)
_START = _PAGE + _BODY


def _minutes() -> str:
    items = [
        (
            "Eröffnung der Sitzung",
            "Die Vorsitzende eröffnet die Sitzung um 18:00 Uhr und stellt die Beschlussfähigkeit fest.",
        ),
        ("Bericht zum Uferweg", _TEXTS[0]),
        (
            "Zuschuss für den Musikverein",
            "Der Verein beantragt einen Zuschuss von 2.500 Euro für neue Notenpulte.",
        ),
        ("Anfragen", "Ratsfrau Lindner fragt nach der Straßenbeleuchtung in Altenfels."),
    ]
    parts = [
        _START,
        "= Niederschrift über die 14. Sitzung des Rates der Stadt Lohmau\n",
        "Sitzungstag: 12.03.2025\n",
    ]
    for number, (title, text) in enumerate(items, start=1):
        parts.append(
            f"== TOP {number} {title}\n{text}\n\n*Beschluss:* Der Rat nimmt den Bericht zur Kenntnis.\n\n"
            f"*Abstimmungsergebnis:* {number + 20} Ja, {number} Nein, 0 Enthaltungen\n"
        )
    return "\n".join(parts)


def _minutes_without_words() -> str:
    items = ["Begrüßung", "Haushalt 2025", "Radweg nach Altenfels", "Spielplatz am Hang", "Verschiedenes"]
    parts = [_START, "= Protokoll der Ortsratssitzung\n"]
    for number, title in enumerate(items, start=1):
        parts.append(
            f"== {number}. {title}\n{_TEXTS[number % 3]}\n\nBeschluss: Der Ortsrat stimmt zu.\n\n"
            "Abstimmung: einstimmig\n"
        )
    return "\n".join(parts)


def _law() -> str:
    parts = [_START, "= Satzung über die Benutzung des Stadtbades Lohmau\n"]
    for number, title in enumerate(
        ["Geltungsbereich", "Öffnungszeiten", "Gebühren", "Aufsicht", "Inkrafttreten"], start=1
    ):
        parts.append(
            f"== § {number} {title}\n(1) Das Bad dient der Erholung. Gebühren von 3,50 Euro sind vor "
            f"dem Betreten zu "
            "entrichten.\n\n(2) Das Nähere bestimmt die Badeordnung vom 1. Mai 2020.\n"
        )
    return "\n".join(parts)


def _sections() -> str:
    parts = [_START, "= Geschäftsordnung für den Klimabeirat\n"]
    for number, title in enumerate(["Aufgaben", "Mitglieder", "Sitzungen", "Beschlüsse", "Schluss"], start=1):
        parts.append(
            f"== {number} {title}\n{_TEXTS[number % 3]}\n\n=== {number}.1 Allgemeines\n{_TEXTS[0]}\n"
        )
    return "\n".join(parts)


def _annual_report() -> str:
    titles = ["Vorwort", "Das Jahr im Überblick", "Mitglieder und Vorstand", "Finanzen", "Ausblick", "Dank"]
    parts = [_START, "= Jahresbericht 2024 des Heimatvereins Lohmau\n"]
    for number, title in enumerate(titles):
        parts.append(f"== {title}\n{_TEXTS[number % 3]}\n\n{_TEXTS[(number + 1) % 3]}\n")
    return "\n".join(parts)


def _questions() -> str:
    parts = [_START, "= Fragebogen zur Wärmeplanung\n"]
    for number in range(1, 8):
        parts.append(
            f"== Frage {number}: Wie heizen Sie Ihr Haus?\n- ☐ mit Öl\n- ☐ mit Gas\n- ☐ mit Holz\n\n"
            "Anmerkungen: #line(length: 60%)\n"
        )
    return "\n".join(parts)


def _contest() -> str:
    parts = [_START, "= Teilnahmebedingungen zum Wettbewerb Blühende Dörfer\n"]
    titles = ["Wer kann teilnehmen?", "Was wird ausgezeichnet?", "Preise", "Bewerbung", "Datenschutz"]
    for number, title in enumerate(titles, start=1):
        parts.append(
            f"== {number}. {title}\nEinsendeschluss ist der 30.09.2025. Es werden Preise von 500 Euro "
            f"vergeben.\n\n"
            f"Kontakt: Kreisverwaltung Seenland, Telefon 0123 456{number}\n"
        )
    return "\n".join(parts)


def _phone_list() -> str:
    parts = [_START, "= Ansprechpartnerinnen und Ansprechpartner\n"]
    for number, title in enumerate(
        ["Bürgerbüro", "Standesamt", "Bauamt", "Kämmerei", "Ordnungsamt"], start=1
    ):
        parts.append(
            f"== {title}\nAnsprechpartner: Petra Beispiel {number} \\\nTelefon: 0123 45-{number}00 \\\n"
            f"E-Mail: amt{number}\\@lohmau.example \\\nZimmer: {number}12 \\\nSprechzeiten: Mo bis Fr 8 "
            f"bis 12 Uhr\n"
        )
    return "\n".join(parts)


def _invoice() -> str:
    parts = [_START]
    for number in range(1, 4):
        parts.append(
            f"= Rechnung Nr. 2025-{number}\nRechnungsdatum: {number}.4.2025 \\\nKundennummer: "
            f"4711{number} \\\n"
            f"Leistungszeitraum: März 2025 \\\nRechnungsbetrag: {number}.190,00 Euro \\\nZahlungsziel: "
            f"14 Tage\n#pagebreak()\n"
        )
    return "\n".join(parts)


def _speech() -> str:
    return (
        _START
        + "= Rede zum Haushalt 2025\n"
        + "\n\n".join(f"*Meine Damen und Herren,*\n\n{text} {_TEXTS[0]}" for text in _TEXTS)
    )


def _council_paper() -> str:
    parts = [_START, "= Vorlage 2025/117 Neubau der Feuerwache\n"]
    values = {
        "Beschlussvorschlag": "Der Rat beschließt den Neubau der Feuerwache am Standort Mühlenstraße.",
        "Sachverhalt": _TEXTS[0],
        "Finanzielle Auswirkungen": "Die Kosten von 4,2 Mio. Euro stehen im Haushalt 2026 bereit.",
        "Anlagen": "Lageplan, Kostenberechnung vom 3. Februar 2025",
    }
    for label, text in values.items():
        parts.append(f"== {label}\n{text}\n")
    return "\n".join(parts)


def _glossary() -> str:
    parts = [_START, "= Glossar\n"]
    for title in [
        "Abwärme",
        "Bilanzkreis",
        "Contracting",
        "Dekarbonisierung",
        "Emissionsfaktor",
        "Fernwärme",
    ]:
        parts.append(f"== {title}\n{_TEXTS[1][:120]}.\n")
    return "\n".join(parts)


def _agenda() -> str:
    parts = [_START, "= Programm der Klimawoche\n"]
    for number, title in enumerate(
        ["Auftakt", "Radtour", "Vortrag Dämmung", "Kinderfest", "Abschluss"], start=1
    ):
        parts.append(
            f"== {title}\nDatum: {number}. Juni 2025 \\\nUhrzeit: 18 Uhr \\\nOrt: Rathaus Lohmau "
            f"\\\nEintritt: frei\n\n"
            f"{_TEXTS[number % 3][:140]}.\n"
        )
    return "\n".join(parts)


def _holdings() -> str:
    parts = [_START, "= Beteiligungsbericht 2024 der Stadt Lohmau\n"]
    for number, name in enumerate(
        ["Stadtwerke Lohmau GmbH", "Seenbahn GmbH", "Wohnbau Lohmau eG", "Bad GmbH"], 1
    ):
        parts.append(
            f"== {number} {name}\n=== Gegenstand des Unternehmens\n{_TEXTS[number % 3]}\n"
            f"=== Beteiligungsverhältnisse\nDie Stadt hält {number}0 Prozent des Stammkapitals von "
            f"50.000 Euro.\n"
            "=== Organe\nGeschäftsführung, Aufsichtsrat, Gesellschafterversammlung\n"
            f"=== Ausblick\nFür 2025 wird ein Ergebnis von {number}00.000 Euro erwartet.\n"
        )
    return "\n".join(parts)


def _budget_products() -> str:
    parts = [_START, "= Produkthaushalt 2025\n"]
    for number, name in enumerate(["Gemeindeorgane", "Feuerschutz", "Grundschulen", "Straßen"], 1):
        parts.append(
            f"== 0{number}.01 {name}\n*Produktbeschreibung:* {_TEXTS[number % 3][:90]}.\n\n"
            "*Auftragsgrundlage:* Gemeindeordnung, Beschlüsse des Rates\n\n"
            "*Ziele:* Erfüllung der Aufgaben\n\n*Zielgruppe:* Einwohnerinnen und Einwohner\n\n"
            f"*Verantwortlich:* Fachbereich {number}\n"
        )
    return "\n".join(parts)


def _slides() -> str:
    page = '#set page(paper: "presentation-16-9", margin: 2cm)\n#set text(font: "DejaVu Sans", size: 20pt)\n'
    parts = [page]
    for title in ["Ausgangslage", "Haushalt", "Risiken", "Schulden", "Ausblick"]:
        parts.append(
            f"= {title}\n- Gewerbesteuer fällt um 1,4 Mio. Euro\n- Umlage steigt\n- Investitionen bis "
            f"2027\n#pagebreak()\n"
        )
    return "\n".join(parts)


def _candidates() -> str:
    parts = [_START, "= Unsere Kandidatinnen und Kandidaten\n"]
    for number, name in enumerate(["Anna Ufer", "Bernd Bach", "Clara See", "Dieter Teich"], 1):
        parts.append(
            f"== {number}. {name}\nBeruf: Gärtner \\\nWohnort: Lohmau \\\nGeboren: 19{number}0 "
            f"\\\nSchwerpunkt: Verkehr\n\n"
            f"{_TEXTS[number % 3]}\n"
        )
    return "\n".join(parts)


def _levels() -> str:
    parts = [_START, "= Raster der Stufen\n"]
    for title in ["Zuhören", "Vorlesen", "Mitreden", "Aufschreiben"]:
        parts.append(f"== {title}\n")
        parts += [
            f"=== {level}\n{_TEXTS[place % 3][:150]}.\n"
            for place, level in enumerate(["A1", "A2", "B1", "B2"])
        ]
    return "\n".join(parts)


def _manual() -> str:
    parts = [_START, "= Handbuch der Verwaltungsrechner\n"]
    titles = ["Netz", "Post", "Druck", "Archiv", "Sicherung", "Anzeige"]
    for number, title in enumerate(titles, start=1):
        parts.append(f"== {number} {title}\n{_TEXTS[number % 3]}\n")
        for part in range(3 if number % 2 == 0 else 1):
            parts.append(
                f"{_TEXTS[part % 3]}\n\n"
                "#table(columns: 4, [*Paket*], [*Nutzung*], [*Umfang*], [*Beschreibung*],\n"
                f"[{title.lower()}-dienst], [I:{number}], [{number}20], [{_TEXTS[0][:60]}],\n"
                f"[{title.lower()}-pruefung], [V:{number}], [{number}8], [{_TEXTS[1][:60]}])\n"
            )
        parts += [f"=== Tipp\n{_TEXTS[2][:80]}.\n"] * (2 if number == 5 else 1)
    return "\n".join(parts)


def _labelled(title: str, heads: Sequence[str], labels: dict[str, str]) -> str:
    """Parts that share labels, as people and rooms, events and lessons have them."""
    parts = [_START, f"= {title}\n"]
    for number, head in enumerate(heads):
        values = "\n\n".join(f"*{label}:* {value}" for label, value in labels.items())
        parts.append(f"== {head}\n{_TEXTS[number % 3]}\n\n{values}\n")
    return "\n".join(parts)


_EVENTS = _labelled(
    "Sommer am See",
    ["Jazz am Steg", "Lange Nacht der Chöre", "Theater im Hof", "Kinderkino"],
    {"Datum": "4. Juli 2025", "Ort": "Stadtpark", "Veranstalter": "Kulturamt Lohmau", "Kosten": "8 Euro"},
)
_VACANCIES = _labelled(
    "Arbeiten am See",
    ["Leitung der Bücherei", "Hausmeisterei", "Vergabestelle", "Bauhof"],
    {"Beginn": "1. Mai 2025", "Umfang": "39 Stunden", "Aufgaben": "Planung", "Frist": "30. März 2025"},
)
_LOTS = _labelled(
    "Neubau der Feuerwache",
    [f"Los {number}: {what}" for number, what in enumerate(["Rohbau", "Dach", "Elektro", "Maler"], 1)],
    {
        "Art und Umfang": "Arbeiten",
        "Ausführungsfrist": "Mai 2025",
        "Sicherheit": "5 Prozent",
        "Wertung": "Preis",
    },
)
_MODULES = _labelled(
    "Studienführer Verwaltung",
    [f"Modul {number}: {what}" for number, what in enumerate(["Statistik", "Recht", "Daten", "Haushalt"], 1)],
    {
        "Verantwortlich": "Prof. See",
        "Dauer": "1 Semester",
        "Ziele": "Grundlagen kennen",
        "Inhalte": "Übungen",
    },
)
_ANSWERS = _labelled(
    "Antworten zur Wahl",
    ["Wohnen", "Verkehr", "Schule", "Kultur"],
    {"Liste A": "Wir bauen mehr.", "Liste B": "Wir sparen.", "Liste C": "Wir fragen nach."},
)
_ORDERS = _labelled(
    "Lenkungsgruppe Wärme, Sitzung vom 3. Juni 2025",
    ["1. Begrüßung", "2. Haushalt 2026", "3. Anfragen", "4. Verschiedenes"],
    {"Verantwortlich": "Frau Ufer", "Termin": "12. Juli 2025", "Ergebnis": "Kenntnis genommen"},
)
_COURSES = _labelled(
    "Kurse im Herbst",
    ["Spanisch am Abend", "Nähen", "Kochen mit Kürbis", "Schach"],
    {
        "Leitung": "Frau Ufer",
        "Beginn": "9. September 2025",
        "Dauer": "10 Abende",
        "Ort": "Mühle",
        "Kosten": "85 Euro",
    },
)
_AGAIN = _labelled(
    "Lohmau in Zahlen",
    ["Auf einen Blick"] * 4,
    {"Zuständig": "Tiefbauamt", "Laufzeit": "2024 bis 2026", "Kosten": "88.500 Euro"},
)


def _news() -> str:
    parts = [_START, "= Neues in der Verwaltungssoftware\n"]
    for number, title in enumerate(["Masken", "Drucken", "Schnittstellen", "Suche"], start=1):
        parts.append(
            f"#pagebreak()\n== {title}\n- {_TEXTS[0]}\n- {_TEXTS[1]}\n"
            f"=== Hinweise zu {title}\n{_TEXTS[2] * 2}\n"
        )
        parts.append(f"#pagebreak()\n= Anleitung {number}\n" + "\n\n".join(_TEXTS * 8) + "\n")
    return "\n".join(parts)


OTHERS = {
    "news": _news(),
    "one-heading-again-and-again": _AGAIN,
    "events": _EVENTS,
    "courses": _COURSES,
    "vacancies": _VACANCIES,
    "lots": _LOTS,
    "modules": _MODULES,
    "answers": _ANSWERS,
    "orders-of-a-meeting": _ORDERS,
    "levels": _levels(),
    "manual": _manual(),
    "holdings": _holdings(),
    "budget-products": _budget_products(),
    "slides": _slides(),
    "candidates": _candidates(),
    "minutes": _minutes(),
    "minutes-without-words": _minutes_without_words(),
    "law": _law(),
    "rules": _sections(),
    "annual-report": _annual_report(),
    "questions": _questions(),
    "contest": _contest(),
    "phone-list": _phone_list(),
    "invoices": _invoice(),
    "speech": _speech(),
    "council-paper": _council_paper(),
    "glossary": _glossary(),
    "agenda": _agenda(),
}
