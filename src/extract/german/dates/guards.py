"""What looks like a date and is none: counts, versions, paragraphs, surnames, years inside names.

A guard looks at a bounded stretch of text beside the expression. Counter-examples stand in ``corpus.yaml``.
"""

from __future__ import annotations

import re
from typing import Final

from extract.german.dates import lexicon
from extract.german.dates.calendar import Unit
from extract.german.dates.grammar import COUNTED, MONTH, compiled
from extract.german.dates.rules import TRIGGERS

_REACH: Final = 48
"""Characters looked at on each side."""

_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)[.:]?\s{1,2}\Z")

NUMBERED = compiled(r"""
    (?:
        §{1,2} | (?:Abs|Art|Kap|Ziff|Nr|Abb|Tab|Anl|Pkt|Bd|Hrsg|Az|Drs|Tel|S|V|v|lfd|Rn|Tz)\.
      | Absatz | Artikel | Kapitel | Ziffer | Nummer | Punkt | Abschnitt | Abbildung | Tabelle | Anlage |
      TOP | Seiten? | Version | Release | Stufe | Phase | Maßnahme | Modul | Teil | Raum | Zimmer | Haus |
      Hausnummer | Postfach | PLZ | Telefon | Fax | Tel | Fon | Mobil | DIN | ISO | EN | IEC | VDI | ISBN |
      ISSN | Typ | Modell | Konto | Kennziffer | Kennung | ID | Drucksache | Vorlage | Beschluss | Heft |
      Aktenzeichen | Az | Windows | Office | Projekt | Los | Gleis | Linie | Formel | Platz | Rang | Nr | D-
    ) [:\s]{0,2} (?:[\d.,/–-]{1,8}\s)? \Z""")
"""Words after which a number is a number."""

QUANTITY = re.compile(
    r"(?:^|\W)(?:rund|knapp|über|gut|fast|nahezu|beinahe|mindestens|höchstens|maximal|minimal|bis\szu|mehr\sals|weniger\sals"
    r"|insgesamt|jeweils|je|pro|exakt|genau|x|×|(?<!\d)(?<!\d\s)[€$£]|EUR|USD|[+−])[^\S\n]?\Z",
    re.IGNORECASE,
)
"""Words before a count."""

STRONG_YEAR = re.compile(
    r"(?:^|\W)(?:[Jj]ahre?[ns]?|JAHR|\w+(?:jahre?[ns]?|jahres)|Jahrgang|Saison|Spielzeit|Stand:?|[Ii]n|[Ss]eit|[Aa]b|[Aa]nno"
    r"|Frühjahr|Sommer|Herbst|Winter|spätestens|einschließlich|voraussichtlich|erst|bereits|schon|Ende|Anfang|Mitte)\s{1,2}\Z"
)
"""Words before a year that leave no doubt, even before a counted noun."""

BEFORE_YEAR = re.compile(
    r"(?:^|\W)(?:[Bb]is|[Vv]on|[Ff]ür|[Vv]or|[Nn]ach|[Zz]wischen|[Uu]m|[Gg]egen|[Uu]nd|oder)\s{1,2}\Z"
)

OTHER_NUMBER = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\s]\d{3})+|\d{1,3}(?:,\d+)?|\d{5,})\s?(?:und|bis|oder|–|-)\s?\Z"
)
"""The other end of a span of counts: ``zwischen 500 und 2000``."""

NAME_BEFORE_YEAR = re.compile(
    r"(?:Agenda|AGENDA|Vision|VISION|Horizont|Horizon|HORIZON|Perspektive|Zielbild|Leitbild|Masterplan|Roadmap|Zukunftsbild|Zukunftsplan"
    r"|Zukunftskonzept|Zukunftsprogramm|Strategie|Summit|Days?|Games|Awards?|Congress|Conference|Challenge|Expo|EXPO|EURO"
    r"|BVWP|EEG|KSG|GEG|Bundesverkehrswegeplan|Windows|Office|Reallabor|Initiative)[^\S\n]{1,2}\Z"
)
"""Words that form a name with the year behind them."""

QUOTED_NAME = re.compile(r"[„“\"»‚]([^„“”\"«»\n]{1,40})\s\Z")
CLOSING_QUOTES = '“”"«‘’'
_SMALL_WORD = re.compile(
    r"(?:^|\s)(?:in|im|Jahre?|ab|bis|seit|für|von|nach|vor|der|den|und|Ende|Anfang|Mitte|zu|zum)\s*\Z"
)

TITLE = re.compile(
    r"(?:Frau|Herrn?|Dr\.|Prof\.|Professorin|Professor|Familie|Eheleute|Ministerin|Minister|Senatorin|Senator|Bürgermeisterin"
    r"|Bürgermeister|Landrätin|Landrat|Direktorin|Direktor|Sprecherin|Sprecher|Trainerin|Trainer|Kollegin|Kollege|Autorin|Autor|Fa\.|Firma"
    r"|Bäckerei|Metzgerei|Autohaus|Hotel)\s{1,2}\Z"
)
COMPANY = re.compile(r"\s{1,2}(?:GmbH|AG|KG|OHG|SE|e\.\s?K|&|UG)(?!\w)")
RECURRING = re.compile(
    r"(?:[Jj]ede[nmrs]?|[Aa]lle|[Mm]anche[nmrs]?|[Pp]ro|[Mm]ehrere[nr]?|viele[nr]?)\s{1,2}\Z"
)

MONTH_LEADS: Final = frozenset(
    [
        "im",
        "ab",
        "seit",
        "bis",
        "von",
        "vom",
        "zum",
        "zur",
        "für",
        "den",
        "der",
        "dem",
        "des",
        "und",
        "oder",
        "sowie",
        "zwischen",
        "anfang",
        "mitte",
        "ende",
        "beginn",
        "stand",
        "monat",
        "monats",
        "fassung",
        "version",
        "ausgabe",
        "nach",
        "vor",
        "gegen",
        "in",
        "am",
        "noch",
        "erst",
        "bereits",
        "auf",
        "zu",
        "wie",
    ]
)
SEASON_LEADS: Final = frozenset(
    [
        "im",
        "zum",
        "bis",
        "ab",
        "seit",
        "dem",
        "den",
        "diesem",
        "diesen",
        "vergangenen",
        "vergangenem",
        "letzten",
        "letztem",
        "kommenden",
        "kommendem",
        "nächsten",
        "nächstem",
        "vorigen",
        "und",
        "oder",
        "sowie",
        "gegen",
        "nach",
        "vor",
        "für",
        "noch",
        "vom",
        "des",
        "vorletzten",
        "folgenden",
        "frühen",
        "späten",
        "von",
        "in",
        "anfang",
        "mitte",
        "ende",
        "stand",
        "beginn",
        "über",
        "den",
    ]
)
ABBREVIATION_LINK = compiled(rf"\s?(?:[/–-]|bis|und|,)\s?{MONTH}")
ABBREVIATION_LEADS = re.compile(
    r"(?:(?:^|\W)(?:[Ii]m|[Aa]b|[Ss]eit|[Bb]is|[Vv]om|[Zz]um|Anfang|Mitte|Ende|Stand:?)\s{1,2}|[(/–-]\s?)\Z"
)
DAY_LEADS = re.compile(
    r"(?:^|\W)(?:[Aa]m|[Vv]om|[Zz]um|[Dd]en|[Dd]em|[Aa]b|[Bb]is|" + lexicon.WEEKDAY + r",?)\s{1,2}\Z"
)
UNDOTTED_LEADS = re.compile(r"(?:^|\W)(?:[Aa]m|[Vv]om|[Dd]en|" + lexicon.WEEKDAY + r",?)\s{1,2}\Z")
CLOCK = re.compile(r"\s?(?:Uhr|h\b|Std)")
UNPADDED_LEADS = re.compile(
    r"(?:(?:^|\W)(?:[Ss]eit|[Vv]or|[Nn]ach|[Ff]ür|[Vv]on|Stand:?|Frist:?|Termine?:?)\s{1,2}|[(–])\Z"
)
LEADS_ON = re.compile(r"\s?(?:bis|[–-])\s?(?:zum\s)?\d{1,2}\.\s?\d{1,2}\.")
UNPADDED = re.compile(r"\d\.\s?\d\.?\Z")
LETTER_LEADS = re.compile(
    r"(?:(?:^|\W)(?:[Ii]n|[Ii]m|[Aa]b|[Ss]eit|[Bb]is|[Zz]um|[Ff]ür|Anfang|Mitte|Ende)\s{1,2}|\()\Z"
)
COUNT = compiled(COUNTED)
YEAR_LEAD = re.compile(r"[Jj]ahre?[ns]?\s{1,2}\Z")
EURO_LEAD = re.compile(r"(?<!\d)\s(?:Euro|EURO)\s\Z")
ADJECTIVE = re.compile(r"\s{1,2}[a-zäöüß]+(?:e|er|en)\s{1,2}[A-ZÄÖÜ]")
ROUND = re.compile(r"\d\d[05]0\Z")
SOFT_COUNT = re.compile(rf"\s{{1,2}}(?:\w+e[rn]?\s)?(?:{'|'.join(lexicon.SOFT_COUNTS)})")
CAPITAL_WORD = re.compile(r"\s{1,2}[A-ZÄÖÜ][a-zäöüß]")
URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


def accept(text: str, start: int, end: int, unit: Unit, trigger: str, *, led: bool, linked: bool) -> bool:
    """Whether the unit at ``text[start:end]`` is a date where it stands.

    Args:
        led: Anfang, Mitte or Ende stands directly before it.
        linked: only a connector lies between it and the date before.
    """
    if not _edges(text, start, end, trigger, linked=linked):
        return False
    before = text[max(0, start - _REACH) : start]
    if led:
        return True
    if RECURRING.search(before):
        return False
    match trigger:
        case "long number" | "apostrophe":
            return unit.kind not in {"year", "years"} or _year(text, start, end, before, unit, trigger)
        case "short number":
            return _short(text, start, end, before, unit, linked=linked)
        case "month":
            return unit.year is not None or unit.kind == "day" or _month(text, start, end, before)
        case "season":
            return unit.year is not None or _season(text, start, end, before)
        case "letter":
            return unit.year is not None or linked or LETTER_LEADS.search(before) is not None
        case _:
            return True


def _edges(text: str, start: int, end: int, trigger: str, *, linked: bool) -> bool:
    """Not inside a longer number, word, address or compound."""
    previous = text[start - 1] if start else " "
    earlier = text[start - 2] if start > 1 else " "
    following = text[end] if end < len(text) else " "
    if previous.isalnum() or previous in "_@#\\" or following in "_@":
        return False
    number = trigger in {"long number", "short number"}
    if earlier.isalnum() and not linked:
        if previous in "/-=&?" or (previous == "." and (number or earlier.islower())):
            return False
        if number and previous in ",:–+" and earlier.isdigit():
            return False
    if previous == "-" and earlier == " " and number and not linked and trigger == "short number":
        return False
    if not number and following == "-" and text[end + 1 : end + 2] in {" ", ","}:
        return False  # "Sommer- und Herbstferien"
    if not number and following in "-." and end + 1 < len(text) and text[end + 1].isalpha():
        word = _WORD.match(text, end + 1)
        known = word is not None and word[0] in TRIGGERS
        return known or (following == "." and text[end + 1].isupper())
    return True


def _year(text: str, start: int, end: int, before: str, unit: Unit, trigger: str) -> bool:
    strong = STRONG_YEAR.search(before) is not None
    if trigger == "apostrophe":
        return strong or BEFORE_YEAR.search(before) is not None
    if unit.kind == "years":
        return not NUMBERED.search(before)
    if CLOCK.match(text, end) or NAME_BEFORE_YEAR.search(before) or _in_quoted_name(text, end, before):
        return False
    if COUNT.match(text, end):
        return YEAR_LEAD.search(before) is not None
    if strong:
        return True
    if NUMBERED.search(before) or QUANTITY.search(before) or OTHER_NUMBER.search(before):
        return False
    if EURO_LEAD.search(before):
        return False
    assert unit.year is not None
    rounded = ROUND.search(text[start:end]) is not None
    if SOFT_COUNT.match(text, end):
        usual = 1990 <= unit.year <= 2060 and not rounded
        return usual and re.search(r"[^\W\d]\s$", before) is not None
    if rounded and CAPITAL_WORD.match(text, end):
        return False
    if unit.year % 100 == 0 and ADJECTIVE.match(text, end):
        return False
    return BEFORE_YEAR.search(before) is not None or 1700 <= unit.year <= 2100


def _in_quoted_name(text: str, end: int, before: str) -> bool:
    """``„Innovation im Tal 2030“``: the year closes a quoted name, ``„Bericht für 2022“`` names a year."""
    if text[end : end + 1] not in CLOSING_QUOTES or end >= len(text):
        return False
    quoted = QUOTED_NAME.search(before)
    return quoted is not None and _SMALL_WORD.search(quoted[1]) is None


def _short(text: str, start: int, end: int, before: str, unit: Unit, *, linked: bool) -> bool:
    if unit.kind != "day" or unit.year is not None:
        return unit.kind != "month" or not NUMBERED.search(before)
    surface = text[start:end]
    if surface[-1].isalpha() or any(character.isalpha() for character in surface[-4:]):
        return True  # a month's name
    if CLOCK.match(text, end):
        return False
    if "/" in surface and "." not in surface:
        return DAY_LEADS.search(before) is not None or (not before.strip() and not text[end:].strip())
    if not surface.endswith("."):
        leads = UNDOTTED_LEADS if len(surface.replace(" ", "")) == 3 else DAY_LEADS
        return leads.search(before) is not None
    if NUMBERED.search(before):
        return False
    if not UNPADDED.fullmatch(surface):
        return True
    # "3.2." is a heading's number unless something beside it speaks for a date
    alone = not before.strip() and not text[end:].strip()
    led = linked or DAY_LEADS.search(before) or UNPADDED_LEADS.search(before)
    return bool(alone or led or LEADS_ON.match(text, end))


def _lead(before: str) -> str:
    word = _LAST_WORD.search(before)
    return word[1] if word else ""


def _month(text: str, start: int, end: int, before: str) -> bool:
    word = text[start:end].rstrip(".")
    if TITLE.search(before) or COMPANY.match(text, end):
        return False
    if word.title() not in lexicon.MONTHS:
        led = ABBREVIATION_LEADS.search(before) or ABBREVIATION_LINK.match(text, end)
        return word[0].isupper() and led is not None
    lead = _lead(before)
    known = lead.lower() in MONTH_LEADS or lead.endswith(
        ("start", "ende", "beginn", "abschluss", "stand", "termin")
    )
    if word in {"Mai", "März", "August"} and lead[:1].isupper() and not known:
        return False
    return not (
        word == "August" and not known and before[-2:-1] not in {"(", ","} and CAPITAL_WORD.match(text, end)
    )


def _season(text: str, start: int, end: int, before: str) -> bool:
    if TITLE.search(before) or COMPANY.match(text, end):
        return False
    lead = _lead(before)
    if lead:
        return lead.lower() in SEASON_LEADS
    last = before.rstrip(" \t")[-1:]
    if last in {"", "\n", "•", "▪"}:
        return re.match(r"\s?(?:$|[:,)–/]|und\s|bis\s|oder\s)", text[end : end + 12]) is not None
    return last in {"(", "/", "–", "-", ",", ":", ";"}
