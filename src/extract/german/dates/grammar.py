"""The patterns of single calendar units, composed of named parts.

Each pattern is tried with ``match`` at a trigger (a number or a known word), never searched in free text; all
repetitions are bounded, so the work per trigger is bounded too. Ranges of two units are joined in `joining`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.base.patterns import late
from extract.german.dates import lexicon


def words(items: Iterable[str]) -> str:
    """Alternation of literal words in any of the usual spellings, longest first."""
    spellings = {form for item in items for form in (item, item.lower(), item.upper())}
    return "(?:" + "|".join(re.escape(form) for form in sorted(spellings, key=lambda w: (-len(w), w))) + ")"


S = r"\s{0,2}"
SS = r"\s{1,3}"
YEAR = r"(?:1\d|20|21)\d\d"
COUNTED = rf"\s?(?:{lexicon.UNITS}|(?:{'|'.join((*lexicon.HARD_COUNTS, 'Mio', 'Mrd', 'Tsd'))}))"
"""What makes the number before it a count."""
LETTER = r"[a-f](?!\w)"
"""What tells apart an author's writings of one year (``März 1993a``); it is no part of the date."""
END_OF_YEAR = rf"(?!(?!{LETTER})[\w%€$]|[.,:]\d|/\d|-[A-Za-zÄÖÜäöü]|{COUNTED})(?!(?<=\n\d{{4}})\s?:)"
OF_YEAR = (
    r"(?:\s{1,2}(?:des\s{1,2}Jahres\s{1,2}|im\s{1,2}Jahre?\s{1,2}|in\s{1,2}|von\s{1,2}|vom\s{1,2}Jahr\s{1,2})?"
    r"|\s?/\s?|-|\.|(?<=[a-zäöüA-Z.]))"
)
"""Between a unit and its year: ``Mai 2022``, ``Mai des Jahres 2022``, ``Q2/2022``, ``Q2-22``, ``Mai2022``."""
WORD_END = rf"(?!(?!{YEAR}(?!\w))\w)"
"""No letter follows, and no figures but a year that lost its space (``Mai2022``)."""
PAIR_END = r"(?!\d|[.,]\d|\w)"
TAIL = rf"""(?:
      {OF_YEAR}(?P<y>{YEAR}){END_OF_YEAR}                       # 2022
    | \s{{1,2}}['’‘‚](?P<y2>\d\d)(?!\w)                         # '22
    | \s?/\s?['’]?(?P<y3>\d\d)(?!\w|[./]\d)                     # /22
)?"""
"""The year behind a unit, in any spelling."""
PAIR = rf"""(?:
      {OF_YEAR}(?P<y>{YEAR})(?:\s?[/–-]\s?(?P<z>\d{{4}}|\d{{2}}))?{PAIR_END}   # 2021/2022, 2021/22, 2021
    | \s{{0,2}}['’]?(?P<y2>\d\d)(?:\s?/\s?['’]?(?P<z2>\d\d))?{PAIR_END}        # 21/22
)"""
"""A year or two adjoining years, for school years, semesters, winters and turns of the year."""

CONNECTOR = rf"""(?:
      ,?\s{{1,3}}(?:bis|und)\s{{1,3}}(?:(?:zum|am|den)\s{{1,3}})?{lexicon.WEEKDAY},?\s{{1,3}}(?:de[mn]\s{{1,3}})?
    | \s{{0,3}}(?:
          bis(?:\s{{1,3}}(?:zum|zur|de[mnr]|einschließlich|einschl\.|inkl\.))?
        | [-–—]\s?(?:zum|bis\s(?:zum)?)?
      )\s{{0,3}}
    | \s{{0,3}}(?:
          /|\+|&
        | ,?\s{{0,3}}(?:und|u\.|sowie|oder|bzw\.|auf)(?:\s{{1,3}}(?:de[mnr]|am|zum))?
        | ,
      )\s{{0,3}}
)"""
"""Between two numbers that share what follows; a weekday may stand before the second
(``Montag, 4., bis Freitag, 8. Mai``)."""
DAYS = rf"(?P<days>(?:\d{{1,2}}(?:\.|t?en?\b|(?=\s?(?:bis|[-–]|/\d{{1,2}}\.))){CONNECTOR}){{0,6}}+)"
"""The first days of ``11. – 14.04.``, ``21. und 22.10.2022``, ``3., 4. und 5. Mai``, ``3ten bis 5. Juni``."""

MONTH = rf"(?P<month>(?:{words(lexicon.MONTHS)}|{words(lexicon.MONTH_ABBREVIATIONS)}\.?){WORD_END})"
SHORT_MONTH = rf"(?:{words(lexicon.MONTHS)}|{words(lexicon.MONTH_ABBREVIATIONS)}\.?)"
FULL_MONTH = rf"(?P<month>{words(lexicon.MONTHS)}){WORD_END}"
ORDINAL_WORD = r"[^\W\d_]{3,21}(?:te[nrsm]?|TE[NRSM]?)(?!\w)"
"""A word that may be an ordinal; `numbers.ordinal` knows which are, and gives 0 for ``erste und letzte``."""
ORDINAL = rf"(?:\d{{1,2}}(?:\.|te[rns]?(?=\s|\Z))|(?:III|II|IV|I)\b\.?|{ORDINAL_WORD})"


def compiled(pattern: str) -> re.Pattern[str]:
    """Patterns are written with room between their parts; most texts need few of them."""
    return late(pattern, re.VERBOSE)


ISO_DAY = compiled(r"(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|[-/]\d)")
ISO_WEEK = compiled(r"(?P<y>\d{4})-?W(?P<n>\d{2})(?!\d)")
ISO_MONTH = compiled(rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?![\w/]|-\w|[.,]\d)")
YEAR_QUARTER = compiled(rf"(?P<y>{YEAR})[\s/-]{{0,2}}Q(?P<n>[1-4])(?!\w)")
DECADE = compiled(r"""
    (?P<y>\d{3}0|[1-9]0)er
    (?:
        n | [-\s]{0,2}[Jj]ahren?
      | (?P<more>(?=-?\s?(?:und|bis|oder|[-/–])\s?(?:\d\d)?\d0er))   # 50er und 60er Jahre, 60er- und 70er
    )?
    (?!\w|-(?!\s(?:und|bis|oder)\s))""")
YEAR_PAIR = compiled(rf"""
    (?P<y>{YEAR})(?P<c>\s?[/–—-]\s?)(?P<z>\d{{4}}|\d{{2}})
    (?![\w/]|[-–](?!{YEAR}/\d)\d|[.,:]\d|{COUNTED})""")
YEARS_ON = rf"{YEAR}(?:/{YEAR}){{0,8}}(?![\w/-]|[.,]\d)"
"""Further years behind the slash of ``2010/2012`` and ``2011/2012/2014``."""
CALENDAR_WORD = rf"{words([*lexicon.PARTS, *lexicon.MONTHS, *lexicon.SEASONS])}(?!\w)"
"""What may follow the slash of ``Ende 2024/Anfang 2025``."""
SINGLE_YEAR = compiled(rf"""
      (?P<y>{YEAR})(?!\w|\s?[%€$]|[,:]\d|\.\d(?!\d{{0,2}}(?:\s[A-ZÄÖÜ]|\s*\Z))|[_=&?]\w
          |/(?!{YEARS_ON}|{CALENDAR_WORD})\w
          |-[A-Za-zÄÖÜäöü\d]|\s(?:v|n)\.\s?Chr)
    | (?P<f>{YEAR})(?=ff?\b)                                  # 2022ff.""")

OLD_YEAR = compiled(rf"(?P<y>[1-9]\d\d)(?!\w|\s?[%€$]|[.,:/-]\d|{COUNTED}|\s(?:v|n)\.\s?Chr|\s[A-ZÄÖÜ])")
"""``im Jahr 643``: only directly behind the word."""

NUMERIC_DAY = compiled(rf"""
    {DAYS}(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})
    (?:
        \.\s?(?P<y>\d{{4}})(?!\d|[.,]\d|\w)(?!{COUNTED})       # 1. 10. 2021, 19.04. 2022
      | \.(?P<yy>\d\d)(?!\d|[.,:]\d|\w)                        # 01.10.21
      | (?:(?<=\.\s\d)|(?<=\.\s\d\d))\.\s(?P<yp>\d\d)(?=[,;:)]|\s*\Z|\s*\n|\.\s)   # 30. 9. 24
      | (?P<dot>\.)(?!\d)                                      # 27.11.
      | (?P<bare>)(?!\w|[.,:/]\d|\s?[%€$]|{COUNTED}|\sh\b)     # 27.11, after a preposition only
    )""")
SLASHED_DAY = compiled(r"(?P<d>\d{1,2})(?P<s>[/-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)(?![\w/]|-\w|[.,]\d)")
SLASHED_DAY_MONTH = compiled(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?!\w|[/.,:-]\d|\s?[%€])")
ROMAN = r"(?:III|II|IV|I)"
ROMAN_QUARTER = compiled(rf"""
    (?P<n>{ROMAN}\.?(?:\s?[-–/+]\s?{ROMAN}\.?)?)\s?/\s?        # III/2025, I–II/2025
    (?:(?P<y>{YEAR})(?![\w/]|[.,:-]\d|{COUNTED}) | (?P<yy>\d\d)(?![\w/]|[.,:-]\d))""")
SHORT_MONTH_YEAR = compiled(r"(?P<m>0?[1-9]|1[0-2])/(?P<yy>\d\d)(?![\w/]|[.,:]\d|\s?[%€])")
"""``04/21``: only beside what says that it is a time."""
MONTH_SPAN = compiled(rf"""
    (?P<m>0?[1-9]|1[0-2])\.?\s?[–—-]\s?(?P<n>0?[1-9]|1[0-2])
    (?: \s?[/.]\s?(?P<y>{YEAR})(?![\w/]|[.,:]\d|{COUNTED}) | /(?P<yy>\d\d)(?![\w/]|[.,:]\d|\s?[%€]) )""")
"""``06–08/2024``: months that share their year."""
MONTH_YEAR = compiled(rf"(?P<m>\d{{1,2}})\s?(?P<s>[/.])\s?(?P<y>{YEAR})(?![\w/]|[.,:]\d|{COUNTED})")
COMMA_YEAR = rf",\s{{1,2}}(?P<yc>{YEAR}){END_OF_YEAR}"
"""``August 11, 2022``"""
COMMA_OR_OF_YEAR = rf"(?:,\s{{1,2}}|{OF_YEAR})"
"""``12. Januar, 2016`` too. One end for both: its list of countable nouns is what takes time to compile."""
WORDED_DAY = compiled(rf"""
    {DAYS}(?P<d>\d{{1,2}})(?:\.|t?e[rnsm]?\b)?\s{{0,2}}{MONTH}
    (?:
        {TAIL.replace(OF_YEAR, COMMA_OR_OF_YEAR)} (?<=\d)
      | \s{{1,2}}(?P<yy>\d\d)(?!\w|[.,:/]|-\d|\s?[%€]|\s\w)
    )?
    (?!-[A-Za-zÄÖÜ]|\w)""")
SPELT_DAY = compiled(rf"(?P<o>{ORDINAL_WORD})\s{{1,2}}{FULL_MONTH}{TAIL}(?!-[A-ZÄÖÜ]|\w)")
MONTH_FIRST = compiled(rf"{MONTH}\s{{1,2}}(?P<d>\d{{1,2}})(?:\.|t?e[rnsm]?\b)?{COMMA_YEAR}")
MONTH_ONLY = compiled(rf"""
    {MONTH}
    (?:
        {TAIL} (?<=\d)
      | \s{{1,2}}(?P<n>\d{{1,2}})
        (?!\w|[.,:/]\d|\s?[%€]|\s?[-–]\s?\d|\.\s?[A-Z]|\s(?!bis\s{SHORT_MONTH}\s\d)\w)   # Feb 15, Nov. 22
    )?
    (?!(?!{LETTER})\w)""")
SEASON_ONLY = compiled(rf"(?P<season>{words(lexicon.SEASONS)}){WORD_END}(?:{PAIR}(?<=\d))?")

ORDINALS = rf"(?P<ordinals>{ORDINAL}(?:{CONNECTOR}{ORDINAL}){{0,3}}+)\s{{0,2}}"
ORDINAL_NOUN = compiled(rf"""
    {ORDINALS}
    (?P<noun>
        [Qq]uartal(?:s|e|en)? | QUARTAL | Q(?:uart|u|rtl|tl)\. | Q(?=\.?\s?/?\s?{YEAR}\b)\.?
      | [Hh]albjahr(?:e?s|e)? | HALBJAHR | HJ\b\.? | Hj\.
      | Jahreshälfte
      | Hälfte(?=\s{{1,2}}(?:des\s{{1,2}}Jahres\s{{1,2}})?{YEAR}\b) | Hälfte\s{{1,2}}des\s{{1,2}}Jahres\b
      | Schulhalbjahr(?:e?s|e)?
      | KW\b | Kalenderwochen? | [Ww]oche(?=\s{{1,2}}(?:des\s{{1,2}}Jahres\s{{1,2}})?{YEAR}\b)
      | Advent(?:ssonntags?)?\b | Weihnachts(?:feier)?tag(?:e?s)?\b
      | Oster(?:feier)?tag(?:e?s)?\b | Pfingst(?:feier)?tag(?:e?s)?\b
    ){WORD_END}(?!-[A-Za-zÄÖÜ])
    (?:{PAIR}(?<=\d)|\s?\((?P<yp>{YEAR})\))?(?!\w)""")
CENTURY = compiled(rf"{ORDINALS}(?:[Jj]ahrhunderts?|[Jj]h\b\.?|[Jj]hd?t?\b\.?)(?!\w|-[A-Za-zÄÖÜ])")
WEEK_OF_MONTH = compiled(rf"""
    (?P<o>{ORDINAL_WORD}|[1-5]\.)\s{{1,2}}(?P<what>[Ww]oche|[Tt]ag|{words(lexicon.WEEKDAYS)})
    \s{{1,2}}(?:(?:im|des|vom|von|in)\s{{1,2}})?(?:Monats?\s{{1,2}})?{FULL_MONTH}{TAIL}(?!\w)""")
QUARTER_NUMBER = rf"(?:[1-4](?!\d)|{ROMAN}\b)\.?"
QUARTER_FIRST = compiled(rf"""
    (?:Quartal(?:en?)?|Halbjahr(?:en?)?|HJ|Hj\.?)\s{{1,2}}
    (?P<n>{QUARTER_NUMBER}(?:{CONNECTOR}{QUARTER_NUMBER}){{0,3}}+){TAIL}(?!\w)""")
"""``Quartal 3/2022``, ``Quartale I bis III 2024``"""
Q_FIRST = compiled(rf"""
    (?P<q>[QH])(?P<gap>\s?)
    (?P<n>
        [1-4]\s(?:und|bis)\s(?P=q)[1-4](?!\d)              # Q1 bis Q3
      | [1-4](?!\d)(?:\s?[-–/+]\s?(?P=q)?[1-4](?!\d))?     # Q1, Q1-Q3, Q1/2
    ){TAIL}(?!\w)""")
Q_LAST = compiled(rf"(?P<n>[1-4])(?P<q>Q|HJ)[\s/]?{TAIL}(?!\w)")
WEEK_FIRST = compiled(rf"""
    (?:KW|[Kk]alenderwochen?)\.?\s?
    (?P<n>
        \d{{1,2}}(?!\d)\.?(?:,\s?(?:KW\s?)?\d{{1,2}}(?![\d/.])){{0,6}}
        (?:{CONNECTOR}(?:KW\s?)?\d{{1,2}}(?!\d)\.?)?
    )
    (?: \s?\((?P<yp>{YEAR})\) | {TAIL}(?<=\d) )?(?!\w)""")
SCHOOL_YEAR = compiled(rf"""
    (?:
        (?P<school>(?:Schul|Kindergarten|Kita[-\s]?|Ausbildungs)[Jj]ahr(?:es|s|en|e)?|SJ|SCHULJAHR)
      | (?P<study>Studienjahr(?:es|s|en|e)?)
    ){PAIR}""")
SEMESTER = compiled(rf"""
    (?:(?P<winter>WiSe|WISE|WS|WSe|Wintersemesters?) | (?P<summer>SoSe|SOSE|SS|SSe|Sommersemesters?))
    {WORD_END}\.?
    (?:{PAIR}(?<=\d))?(?!\w)""")
SCHOOL_YEAR_PART = compiled(rf"(?P<part>{words(lexicon.SCHOOL_YEAR_PARTS)}){PAIR}")
YEAR_PART = compiled(rf"(?P<part>{words(lexicon.YEAR_PARTS)}){WORD_END}{TAIL}(?!\w)")
TURN = compiled(rf"(?:{words(lexicon.TURNS)})(?!\w)(?:\s{{1,2}}(?:von|auf|zu))?(?:{PAIR}(?<=\d))?(?!\w)")
HOLIDAY = compiled(
    rf"(?P<name>{'|'.join(words([name]) for name in lexicon.HOLIDAYS)})(?!\w|-[A-Za-zÄÖÜ]){TAIL}(?!\w)"
)
WORD_DECADE = compiled(
    rf"(?P<word>{words(lexicon.DECADE_WORDS)}|{words(word.title() for word in lexicon.DECADE_WORDS)})"
    r"(?P<full>n|\s?-?[Jj]ahren?)?(?!\w)"
)
SHORT_YEAR = compiled(r"['’‘](?P<y2>\d\d)(?!\w|['’]|[.,:]\d)")
PART = compiled(rf"""
    (?:{words(lexicon.PARTS)}(?:\s?[/–-]\s?|\s(?:bis|und|oder)\s))?
    (?P<part>{words(lexicon.PARTS)})(?:\s{{1,3}}|(?={YEAR}(?!\w)))
    (?:(?:des|der|dem|vom|von|im)\s{{1,2}})?
    (?P<jahr>Jahres(?:\s{{1,2}}(?={YEAR})|\b))?(?:Monats\s{{1,2}})?""")
