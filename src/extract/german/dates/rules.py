"""The rules: each a plain name, a pattern and a production, under the class of token that triggers it.

The examples of every rule stand in ``corpus.yaml``, counter-examples in ``negatives.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extract.german.dates import grammar, lexicon, productions
from extract.german.dates.calendar import Unit


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to write a calendar unit."""

    name: str
    pattern: re.Pattern[str]
    produce: productions.Production


_worded = Rule("21. und 22. Oktober 2022", grammar.WORDED_DAY, productions.read_day)
_ordinal_noun = Rule(
    "3. Quartal 2022, drittes Quartal, 24. KW", grammar.ORDINAL_NOUN, productions.read_ordinal_noun
)
_century = Rule("19. Jahrhundert", grammar.CENTURY, productions.read_century)
_week_of_month = Rule("erste Woche im Oktober 2021", grammar.WEEK_OF_MONTH, productions.read_week_of_month)
_decade = Rule("1990er Jahre", grammar.DECADE, productions.read_decade)

RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "long number": (
        Rule("2022-05-19", grammar.ISO_DAY, productions.read_day),
        Rule("2022-W42", grammar.ISO_WEEK, productions.read_iso_week),
        Rule("2022-Q3", grammar.YEAR_QUARTER, productions.read_year_quarter),
        Rule("2022-05", grammar.ISO_MONTH, productions.read_iso_month),
        _decade,
        Rule("2021/22, 2020-2022", grammar.YEAR_PAIR, productions.read_year_pair),
        Rule("2022", grammar.SINGLE_YEAR, productions.read_single_year),
    ),
    "old year": (Rule("im Jahr 643", grammar.OLD_YEAR, productions.read_old_year),),
    "short number": (
        Rule("21. und 22.10.2022", grammar.NUMERIC_DAY, productions.read_day),
        Rule("21/10/2022", grammar.SLASHED_DAY, productions.read_day),
        _worded,
        _ordinal_noun,
        _century,
        Rule("06–08/2024", grammar.MONTH_SPAN, productions.read_month_span),
        Rule("10/2022", grammar.MONTH_YEAR, productions.read_month_year),
        Rule("04/21", grammar.SHORT_MONTH_YEAR, productions.read_short_month_year),
        Rule("3Q 2022", grammar.Q_LAST, productions.read_letter),
        _week_of_month,
        _decade,
        Rule("15/2", grammar.SLASHED_DAY_MONTH, productions.read_day_month),
    ),
    "apostrophe": (Rule("'89", grammar.SHORT_YEAR, productions.read_short_year),),
    "month": (
        Rule("April 14, 2015", grammar.MONTH_FIRST, productions.read_day),
        Rule("Mai 2022", grammar.MONTH_ONLY, productions.read_month),
    ),
    "season": (Rule("Winter 2022/23", grammar.SEASON_ONLY, productions.read_season),),
    "ordinal": (
        Rule("III/2025", grammar.ROMAN_QUARTER, productions.read_roman_quarter),
        Rule("erster Mai", grammar.SPELT_DAY, productions.read_spelt_day),
        _ordinal_noun,
        _century,
        _week_of_month,
    ),
    "quarter": (Rule("Quartal 3/2022", grammar.QUARTER_FIRST, productions.read_quarter_first),),
    "letter": (Rule("Q2/2022, H1 2022", grammar.Q_FIRST, productions.read_letter),),
    "week": (Rule("KW 42/2022", grammar.WEEK_FIRST, productions.read_week),),
    "school": (Rule("Schuljahr 2021/22", grammar.SCHOOL_YEAR, productions.read_school),),
    "school part": (Rule("Schuljahresende 2022/23", grammar.SCHOOL_YEAR_PART, productions.read_school_part),),
    "semester": (Rule("WiSe 2022/23", grammar.SEMESTER, productions.read_semester),),
    "year part": (Rule("Jahresende 2022", grammar.YEAR_PART, productions.read_year_part),),
    "turn": (Rule("Jahreswechsel 2022/23", grammar.TURN, productions.read_turn),),
    "holiday": (Rule("Ostern 2022", grammar.HOLIDAY, productions.read_holiday),),
    "decade": (Rule("neunziger Jahre", grammar.WORD_DECADE, productions.read_word_decade),),
}
"""Rules by the class of token that triggers them, in the order in which they are tried."""


def _spellings(items: Iterable[str], class_name: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for item in items:
        word = re.split(r"\W", item)[0]
        for form in (word, word.title(), word.lower(), word.upper()):
            forms[form] = class_name
    return forms


TRIGGERS: Final[dict[str, str]] = {
    **_spellings(["Heilige", "Heiligen", "Heiliger", "Tag", "Internationaler", "Internationalen",
    "Christi"], "holiday"),
    **_spellings(lexicon.HOLIDAYS, "holiday"),
    **_spellings([stem + ending for stem in lexicon.ORDINALS for ending in ("e", "en", "er", "es", "em")],
    "ordinal"),
    **dict.fromkeys(lexicon.ROMANS, "ordinal"),
    **_spellings(lexicon.MONTHS, "month"),
    **{form: "month" for word in lexicon.MONTH_ABBREVIATIONS for form in (word, word.upper(), word.lower())},
    **_spellings(lexicon.SEASONS, "season"),
    **dict.fromkeys(
        ("Quartal", "Quartale", "Quartalen", "Halbjahr", "Halbjahre", "Halbjahren", "HJ", "Hj"), "quarter"
    ),
    **dict.fromkeys("QH", "letter"),
    **dict.fromkeys(("KW", "Kalenderwoche", "Kalenderwochen", "kalenderwoche"), "week"),
    **{
        f"{stem}{ending}": "school"
        for stem in ("Schuljahr", "Kindergartenjahr", "Kitajahr", "Ausbildungsjahr", "Studienjahr")
        for ending in ("", "s", "es", "e", "en")
    },
    **dict.fromkeys(("SJ", "Kita", "SCHULJAHR"), "school"),
    **dict.fromkeys(
        ("WiSe", "WISE", "WS", "WSe", "SoSe", "SOSE", "SS", "SSe", "Wintersemester", "Wintersemesters",
         "Sommersemester", "Sommersemesters"), "semester",
    ),
    **_spellings(lexicon.YEAR_PARTS, "year part"),
    **_spellings(lexicon.SCHOOL_YEAR_PARTS, "school part"),
    **_spellings(lexicon.TURNS, "turn"),
    **_spellings(lexicon.PARTS, "part"),
    **{
        form: "decade"
        for word in lexicon.DECADE_WORDS
        for stem in (word, word.title())
        for form in (stem, stem + "n", stem + "jahre", stem + "jahren")
    },
}  # fmt: skip
"""First word of an expression → class of its rules."""


def read_unit(text: str, position: int, trigger: str) -> tuple[Unit, int, Rule] | None:
    """The unit at the position by the first rule that fits, its end, and the rule; None if none does."""
    for rule in RULES[trigger]:
        match = rule.pattern.match(text, position)
        if match:
            unit = rule.produce(match)
            if unit is not None:
                return unit, match.end(), rule
    return None
