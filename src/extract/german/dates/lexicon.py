"""The words German dates are made of: data, no logic beyond building look-up tables."""

from __future__ import annotations

from typing import Final

MONTHS: Final[dict[str, int]] = {
    "Januar": 1, "Jänner": 1, "Februar": 2, "Feber": 2, "März": 3, "Maerz": 3, "April": 4, "Mai": 5,
    "Juni": 6,
    "Juli": 7, "August": 8, "September": 9, "Oktober": 10, "November": 11, "Dezember": 12,
    "Januars": 1, "Februars": 2, "Märzes": 3, "Aprils": 4, "Maies": 5, "Junis": 6, "Julis": 7, "Augusts": 8,
    "Septembers": 9, "Oktobers": 10, "Novembers": 11, "Dezembers": 12,
}  # fmt: skip
"""Full month names, Austrian ones and genitives included."""

MONTH_ABBREVIATIONS: Final[dict[str, int]] = {
    "Jan": 1, "Jän": 1, "Feb": 2, "Febr": 2, "Mrz": 3, "Mär": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8,
    "Sep": 9, "Sept": 9, "Okt": 10, "Nov": 11, "Dez": 12,
}  # fmt: skip
"""Abbreviations; alone (no day, no year) they count only after a preposition: ``Jan`` is a first name too."""

WEEKDAYS: Final[dict[str, int]] = {
    "Montag": 0, "Dienstag": 1, "Mittwoch": 2, "Donnerstag": 3, "Freitag": 4, "Samstag": 5, "Sonnabend": 5,
    "Sonntag": 6,
}  # fmt: skip

WEEKDAY: Final = r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Mo|Di|Mi|Do|Fr|Sa|So)s?\b\.?"
"""Pattern of a weekday as it stands before a date; it never belongs to the surface."""

SEASONS: Final[dict[str, tuple[int, str | None]]] = {
    "Frühjahr": (1, None), "Frühjahrs": (1, None), "Frühling": (1, None), "Frühlings": (1, None),
    "Sommer": (2, None), "Sommers": (2, None), "Herbst": (3, None), "Herbstes": (3, None), "Herbsts": (3,
    None),
    "Winter": (4, None), "Winters": (4, None),
    "Vorfrühling": (1, "start"), "Frühsommer": (2, "start"), "Hochsommer": (2, "mid"), "Spätsommer": (2,
    "end"),
    "Frühherbst": (3, "start"), "Spätherbst": (3, "end"), "Spätwinter": (4, "end"),
}  # fmt: skip
"""Season number (1 spring … 4 winter) and the part of it that the word names."""

YEAR_PARTS: Final[dict[str, str]] = {
    "Jahresanfang": "start", "Jahresbeginn": "start", "Jahresauftakt": "start", "Jahresmitte": "mid",
    "Jahresende": "end", "Jahresendes": "end", "Jahresschluss": "end", "Jahresausklang": "end",
}  # fmt: skip

SCHOOL_YEAR_PARTS: Final[dict[str, str]] = {
    "Schuljahresbeginn": "start", "Schuljahresanfang": "start", "Schuljahresstart": "start",
    "Schuljahresauftakt": "start", "Schuljahresmitte": "mid", "Schuljahresende": "end",
    "Schuljahresschluss": "end", "Schuljahresabschluss": "end", "Schuljahreswechsel": "start",
    "Schuljahrsbeginn": "start", "Schuljahrsanfang": "start", "Schuljahrsende": "end",
    "Kindergartenjahresbeginn": "start", "Kindergartenjahresende": "end", "Kitajahresbeginn": "start",
    "Kitajahresende": "end", "Ausbildungsjahresbeginn": "start", "Ausbildungsjahresende": "end",
}  # fmt: skip
"""Nouns that name a part of a school year and stand before its years."""

TURNS: Final = ("Jahreswechsel", "Jahreswechsels", "Jahreswende")

PARTS: Final[dict[str, str]] = {
    "Anfang": "start", "Beginn": "start", "Mitte": "mid", "Ende": "end",
}  # fmt: skip

ORDINALS: Final[dict[str, int]] = {
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7, "siebent": 7,
    "acht": 8,
    "neunt": 9, "zehnt": 10, "elft": 11, "zwölft": 12, "dreizehnt": 13, "vierzehnt": 14, "fünfzehnt": 15,
    "sechzehnt": 16, "siebzehnt": 17, "achtzehnt": 18, "neunzehnt": 19, "zwanzigst": 20,
    "einundzwanzigst": 21, "zweiundzwanzigst": 22, "dreiundzwanzigst": 23, "vierundzwanzigst": 24,
    "fünfundzwanzigst": 25, "sechsundzwanzigst": 26, "siebenundzwanzigst": 27, "achtundzwanzigst": 28,
    "neunundzwanzigst": 29, "dreißigst": 30, "einunddreißigst": 31, "letzt": -1,
    "dreissigst": 30, "einunddreissigst": 31, "fuenft": 5, "zwoelft": 12, "fuenfzehnt": 15,
    "fuenfundzwanzigst": 25,
}  # fmt: skip
"""Stems of ordinals, as the Swiss and keyboards without umlauts write them too; the endings are e, en, er,
es, em. ``letzt`` counts from the end."""

ROMANS: Final[dict[str, int]] = {"I": 1, "II": 2, "III": 3, "IV": 4}

DECADE_WORDS: Final[dict[str, int]] = {
    "zwanziger": 20, "dreißiger": 30, "vierziger": 40, "fünfziger": 50, "sechziger": 60, "siebziger": 70,
    "achtziger": 80, "neunziger": 90,
}  # fmt: skip

FIXED_HOLIDAYS: Final[dict[str, tuple[int, int]]] = {
    "Neujahr": (1, 1), "Neujahrstag": (1, 1), "Heilige Drei Könige": (1, 6), "Heiligen Drei Könige": (1, 6),
    "Dreikönigstag": (1, 6), "Valentinstag": (2, 14), "Weltfrauentag": (3, 8),
    "Internationaler Frauentag": (3, 8),
    "Internationalen Frauentag": (3, 8), "Tag der Arbeit": (5, 1), "Maifeiertag": (5, 1),
    "Tag der Deutschen Einheit": (10, 3), "Tag der deutschen Einheit": (10, 3), "Mariä Himmelfahrt": (8, 15),
    "Reformationstag": (10, 31), "Halloween": (10, 31), "Allerheiligen": (11, 1), "Allerseelen": (11, 2),
    "Martinstag": (11, 11), "Nikolaustag": (12, 6), "Heiligabend": (12, 24), "Heilig Abend": (12, 24),
    "Heiliger Abend": (12, 24), "Heiligen Abend": (12, 24), "Weihnachten": (12, 25), "Weihnachtstag": (12,
    25),
    "Stephanstag": (12, 26), "Silvester": (12, 31), "Sylvester": (12, 31), "Silvesterabend": (12, 31),
}  # fmt: skip
"""Month and day. ``Weihnachten`` is the first Christmas Day, as in the vendors' conventions."""

EASTER_HOLIDAYS: Final[dict[str, int]] = {
    "Weiberfastnacht": -52, "Rosenmontag": -48, "Faschingsdienstag": -47, "Fastnachtsdienstag": -47,
    "Aschermittwoch": -46, "Palmsonntag": -7, "Gründonnerstag": -3, "Karfreitag": -2, "Karsamstag": -1,
    "Ostern": 0, "Ostersonntag": 0, "Ostermontag": 1, "Weißer Sonntag": 7, "Christi Himmelfahrt": 39,
    "Himmelfahrt": 39, "Himmelfahrtstag": 39, "Vatertag": 39, "Pfingsten": 49, "Pfingstsonntag": 49,
    "Pfingstmontag": 50, "Fronleichnam": 60,
}  # fmt: skip
"""Days after Easter Sunday. ``Ostern`` and ``Pfingsten`` are the Sunday."""

SUNDAY_HOLIDAYS: Final[dict[str, int]] = {
    "Volkstrauertag": -14, "Buß- und Bettag": -11, "Totensonntag": -7, "Ewigkeitssonntag": -7,
    "erster Advent": 0, "zweiter Advent": 7, "dritter Advent": 14, "vierter Advent": 21,
}  # fmt: skip
"""Days after the first Sunday of Advent."""

MOVABLE_SUNDAYS: Final[dict[str, tuple[int, int, int]]] = {
    "Muttertag": (5, 6, 2), "Erntedank": (10, 6, 1), "Erntedankfest": (10, 6, 1),
}  # fmt: skip
"""Month, weekday (Monday is 0) and which one of the month."""

HOLIDAYS: Final = tuple(
    sorted({*FIXED_HOLIDAYS, *EASTER_HOLIDAYS, *SUNDAY_HOLIDAYS, *MOVABLE_SUNDAYS}, key=len, reverse=True)
)

HARD_COUNTS: Final = (
    "Euro", "EUR", "Dollar", "Franken", "Cent", "Mark", "Prozent", "Uhr", "Stück", "Person", "Mensch",
    "Besuch",
    "Einwohner", "Teilnehm", "Teilnahme", "Zuschauer", "Gäste", "Follower", "Abonnent", "Kilometer", "Meter",
    "Quadrat", "Kubik", "Hektar", "Tonne", "Liter", "Kilogramm", "Kilowatt", "Megawatt", "Gigawatt",
    "Watt", "Volt",
    "Grad", "Stunde", "Minute", "Sekunde", "Exemplar", "Million", "Milliarde", "Tausend", "Pixel", "Zeichen",
    "Seiten", "Punkte", "Tote", "Verletzte", "Demonstrant", "Zuhörer", "Leute", "Stimmen", "Schritte",
    "Meilen",
)  # fmt: skip
"""Beginnings of nouns that make the four digits before them a count, whatever the digits are."""

SOFT_COUNTS: Final = (
    "Schüler", "Studier", "Student", "Mitarbeit", "Beschäftigt", "Plätze", "Stellen", "Wohn", "Haushalt",
    "Tage",
    "Wochen", "Monate", "Jahre", "Kinder", "Jugend", "Frauen", "Männer", "Familien", "Unternehmen",
    "Betriebe",
    "Firmen", "Bäume", "Arbeitspl", "Ausbildungspl", "Anträge", "Anfragen", "Bewerb", "Projekte", "Maßnahmen",
    "Fahrzeug", "Autos", "Ladepunkt", "Geräte", "Downloads", "Aufrufe", "Klicks", "Mitglieder", "Ehrenamt",
    "Freiwillig", "Soldat", "Lehrkräfte", "Fachkräfte", "Pflegekräfte", "Patient", "Fälle", "Bürger",
    "Interess",
    "Stellungnahm", "Einwend", "Einwänd", "Hinweis", "Rückmeld", "Anmeld", "Unterschrift", "Bescheid",
    "Beratung", "Meldung", "Vorschläg", "Kommentar", "Fragebög", "Gespräch", "Kontakt", "Ticket",
    "Anschlüss", "Module", "Anlagen", "Leuchten", "Räder", "Pflanzen", "Plakat", "Übernacht", "Buchung",
    "Anruf", "Zugriff", "Nutzer", "Kund", "Verfahren", "Akten", "Dokument", "Objekte", "Fotos", "Ideen",
    "Gebäude", "Gramm", "Häuser", "Bücher", "Werke", "Fans", "Flüchtling", "Geflüchtet", "Polizist", "Beamt",
)  # fmt: skip
"""Nouns that may also follow a year (``2022 Unternehmen gefördert``): a count only if the digits are
round."""

UNITS: Final = (
    r"(?:€|\$|£|%|‰|°|m[²³]?|km[²³]?|cm|mm|qm|ha|t|kg|g|l|kWp?|MWp?|GW|kWh|MWh|GWh|TWh|MHz|GHz|GB|MB|TB"
    r"|Mio|Mrd|Tsd|TEUR|T€|CHF|USD|DM|PS|Nm|px)(?!\w)"
)
"""Units of measure and money after a number."""
