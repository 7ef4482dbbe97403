"""What stands beside an expression and speaks for or against a date: patterns only, applied in `guards`.

Patterns that end in ``\\Z`` look at the text before the expression, the others at the text behind it.
"""

from __future__ import annotations

import re
from typing import Final

from extract.german.dates import lexicon
from extract.german.dates.grammar import COUNTED, MONTH, compiled

NUMBERED = compiled(r"""
    (?:^|\W)(?:
        §{1,2} | (?:Abs|Art|Kap|Ziff|Nr|Abb|Tab|Anl|Pkt|Bd|Hrsg|Az|Drs|Tel|S|lfd|Rn|Tz)\.
      | Absatz | Artikel | Kapitel | Ziffer | Nummer | Punkt | Abschnitt | Abbildung | Tabelle | Anlage | TOP
      | Seiten? | Version | Release | Stufe | Phase | Maßnahme | Modul | Teil | Raum | Zimmer | Haus
      | Hausnummer
      | Postfach | PLZ | Telefon | Fax | Tel | Fon | Mobil | DIN | ISO | EN | IEC | VDI | ISBN | ISSN | Typ
      | Modell | Konto | Kennziffer | Kennung | ID | Drucksache | Vorlage | Beschluss | Heft
      | Aktenzeichen | Az
      | Windows | Office | Projekt | Los | Gleis | Linie | Formel | Platz | Rang | Nr | D-
    ) [:\s]{0,2} (?:0\d{1,6}[\s/-]{1,3})? \Z""")
"""Words after which a number is a number; the last part is the area code of a telephone number."""

QUANTITY = re.compile(
    r"""(?:^|\W)(?:
        rund | knapp | über | gut | fast | nahezu | beinahe | mindestens | höchstens | maximal | minimal
      | bis\szu | mehr\sals | weniger\sals | insgesamt | jeweils | je | pro | exakt | genau | x | ×
      | (?<!\d)(?<!\d\s)[€$£] | EUR | USD | [+−]                       # not "5.000 € 2023"
    )[^\S\n]?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words before a count."""

STRONG_YEAR = compiled(r"""
    (?:^|\W)(?:
        [Jj]ahre?[ns]? | JAHR | \w+(?:jahre?[ns]?|jahres) | Jahrgang | Saison | Spielzeit | Stand:?
      | [Ii]n | [Ss]eit | [Aa]b | [Aa]nno | Frühjahr | Sommer | Herbst | Winter | Ende | Anfang | Mitte
      | spätestens | einschließlich | voraussichtlich | erst | bereits | schon
    )\s{1,2}\Z""")
"""Words before a year that leave little doubt."""

YEAR_LEAD = re.compile(r"[Jj]ahre?[ns]?\s{1,2}\Z")
"""After these even a counted noun may follow: ``im Jahr 2022 Menschen mit Behinderung``."""

BEFORE_YEAR = compiled(r"""
    (?:^|\W)(?:[Bb]is|[Vv]on|[Ff]ür|[Vv]or|[Nn]ach|[Zz]wischen|[Uu]m|[Gg]egen|[Uu]nd|oder)\s{1,2}\Z""")
"""Words before a year that may stand before a count as well."""

OTHER_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\s]\d{3})+|\d{1,3}(?:,\d+)?|\d{5,})\s?(?:und|bis|oder|–|-)\s?\Z"
)
"""The other end of a span of counts: ``zwischen 500 und 2000``."""

EURO_LEAD = re.compile(r"(?<!\d)\s(?:Euro|EURO)\s\Z")
"""``Euro 2000``, but not ``500 Euro 2022``."""

NAME_BEFORE_YEAR = compiled(r"""
    (?:
        Agenda | AGENDA | Vision | VISION | Horizont | Horizon | HORIZON | Perspektive | Zielbild | Leitbild
      | Masterplan | Roadmap | Zukunftsbild | Zukunftsplan | Zukunftskonzept | Zukunftsprogramm | Strategie
      | Summit | Days? | Games | Awards? | Congress | Conference | Challenge | EURO
      | BVWP | EEG | KSG | GEG | EnEV | Bundesverkehrswegeplan | Reallabor | Initiative
    )[^\S\n]{1,2}\Z""")
"""Words that form a name with the year behind them."""

QUOTED_NAME = re.compile(r"[„“\"»‚]([^„“”\"«»\n]{1,40})\s\Z")
CLOSING_QUOTES: Final = '“”"«‘’'
SMALL_WORD = re.compile(
    r"(?:^|\s)(?:in|im|Jahre?|ab|bis|seit|für|von|nach|vor|der|den|und|Ende|Anfang|Mitte|zu|zum)\s*\Z"
)
"""Before the year that closes a quotation: then it is a year and no part of a name."""

TITLE = compiled(r"""
    (?:
        Frau | Herrn? | Dr\. | Prof\. | Professorin | Professor | Familie | Eheleute | Ministerin | Minister
      | Senatorin | Senator | Bürgermeisterin | Bürgermeister | Landrätin | Landrat | Direktorin | Direktor
      | Sprecherin | Sprecher | Trainerin | Trainer | Kollegin | Kollege | Autorin | Autor | Fa\. | Firma
      | Bäckerei | Metzgerei | Autohaus | Hotel
    )\s{1,2}\Z""")
"""Before a surname."""

COMPANY = re.compile(r"\s{1,2}(?:GmbH|AG|KG|OHG|SE|e\.\s?K|&|UG)(?!\w)")
RECURRING = re.compile(
    r"(?:[Jj]ede[nmrs]?|[Aa]lle|[Mm]anche[nmrs]?|[Pp]ro|[Mm]ehrere[nr]?|viele[nr]?)\s{1,2}\Z"
)

MONTH_LEADS: Final = frozenset(
    """im ab seit bis von vom zum zur für den der dem des und oder sowie zwischen anfang mitte ende beginn
    stand monat monats fassung version ausgabe nach vor gegen in am noch erst bereits auf zu wie""".split()  # noqa: SIM905 - a table of words
)
"""Words before a month (lower case); a capitalised word that is none of them may be a first name."""

SEASON_LEADS: Final = frozenset(
    """im zum bis ab seit dem den diesem diesen vergangenen vergangenem letzten letztem kommenden kommendem
    nächsten nächstem vorigen und oder sowie gegen nach vor für noch vom des vorletzten folgenden frühen
    späten von in anfang mitte ende stand beginn über""".split()  # noqa: SIM905 - a table of words
)
"""Words before a season of some year; after others it is a season in general or a name."""

ABBREVIATION_LINK = compiled(rf"\s?(?:[/–-]|bis|und|,)\s?{MONTH}")
ABBREVIATION_LEADS = compiled(r"""
    (?: (?:^|\W)(?:[Ii]m|[Aa]b|[Ss]eit|[Bb]is|[Vv]om|[Zz]um|Anfang|Mitte|Ende|Stand:?)\s{1,2}
      | [(/–-]\s?)\Z""")
"""Before a month's abbreviation that has neither day nor year."""

DAY_LEADS = re.compile(
    rf"(?:^|\W)(?:[Aa]m|[Vv]om|[Dd]en|[Zz]um|[Dd]em|[Aa]b|[Bb]is|{lexicon.WEEKDAY},?)\s{{1,2}}\Z"
)
UNDOTTED_LEADS = re.compile(rf"(?:^|\W)(?:[Aa]m|[Vv]om|[Dd]en|{lexicon.WEEKDAY},?)\s{{1,2}}\Z")
"""Before ``1.6`` without its last full stop."""

UNPADDED = re.compile(r"\d\.\s?\d\.?\Z")
UNPADDED_LEADS = compiled(r"""
    (?:(?:^|\W)(?:[Ss]eit|[Vv]or|[Nn]ach|[Ff]ür|[Vv]on|Stand:?|Frist:?|Termine?:?)\s{1,2} | [(–])\Z""")
LEADS_ON = re.compile(r"\s?(?:bis|[–-])\s?(?:zum\s)?\d{1,2}\.\s?\d{1,2}\.")
"""``3.2.`` is a heading's number unless one of these speaks for a date."""

LETTER_LEADS = compiled(r"""
    (?: (?:^|\W)(?:[Ii]n|[Ii]m|[Aa]b|[Ss]eit|[Bb]is|[Zz]um|[Ff]ür|Anfang|Mitte|Ende)\s{1,2} | \( )\Z""")
"""Before ``Q1`` without year, which is also a form in German schools."""

CLOCK = re.compile(r"\s?(?:Uhr|h\b|Std)")
COUNT = compiled(COUNTED)
SOFT_COUNT = re.compile(rf"\s{{1,2}}(?:\w+e[rn]?\s)?(?:{'|'.join(lexicon.SOFT_COUNTS)})")
DURATION = re.compile(r"\s{1,2}(?:Jahren?|Monaten?|Wochen|Tagen?)\b(?!\s(?:de[rs]|für))")
CAPITAL_WORD = re.compile(r"\s{1,2}[A-ZÄÖÜ][a-zäöüß]")
ADJECTIVE = re.compile(r"\s{1,2}[a-zäöüß]+(?:e|er|en)\s{1,2}[A-ZÄÖÜ]")
ROUND = re.compile(r"\d\d[05]0\Z")
WORD_LEAD = re.compile(r"[^\W\d]\s\Z")

STANDS_ALONE = re.compile(r"\s?(?:\Z|[:,)–/]|und\s|bis\s|oder\s)")
WORD = re.compile(r"[^\W\d_]+")
LAST_WORD = re.compile(r"([^\W\d_]+)[.:]?\s{1,2}\Z")
URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
