"""What stands beside an expression and speaks for or against a date: patterns only, applied in `guards`.

Patterns that end in ``\\Z`` look at the text before the expression, the others at the text behind it.
"""

from __future__ import annotations

import re
from typing import Final

from extract.base.patterns import late
from extract.german.dates import lexicon
from extract.german.dates.grammar import COUNTED, MONTH, compiled

NUMBERED = compiled(r"""
    (?:^|\W)(?:
        §{1,2} | (?:Abs|Art|Kap|Ziff|Nr|Abb|Tab|Anl|Pkt|Bd|Hrsg|Az|Drs|Tel|S|lfd|Rn|Tz|Pos|Rg|Kto|Bl|App)\.
      | Absatz | Artikeln? | Kapiteln? | Ziffern? | Nummern? | Punkten? | Abschnitte?n? | Abbildung(?:en)?
      | Tabellen? | Anlagen? | TOP | Formular | Vordruck
      | Seiten? | Version | Release | Stufen? | Phasen? | Maßnahmen? | Module?n? | Teile?n? | Raum
      | Zimmer | Haus | Hausnummer | Position | Band | Blatt | Titel | Untertitel | Titelgruppe | Produkt
      | Produktgruppe
      | Postfach | PLZ | Telefon | Telefax | Fax | Tel | Fon | Mobil | Durchwahl | Apparat | DW | Hotline
      | DIN | ISO | EN | IEC | VDI | ISBN | ISSN | Typ
      | Modell | Konto | Sachkonto | Kennziffer | Kennung | ID | Drucksache | Vorlage | Beschluss | Heft
      | Aktenzeichen | Az | Geschäftszeichen | Gz\. | Kostenstelle | Kostenträger | Haushaltsstelle
      | Buchungsstelle | Finanzstelle | Flurstücke? | Flur | Gemarkung | Parzelle | Inventar
      | HR[AB] | VR | GnR | PartR | Handelsregister(?:\s[AB])? | Vereinsregister | Register | IBAN | BLZ
      | Steuernr\. | [^\W\d_]*[Nn]ummer | [^\W\d_]*-Nr\.?
      | Zeile | Spalte | [Bb]aureihe | [Mm]odellreihe | Wagen | Windows | Office | Server | EPSG
      | DN | GOZ | [KL]
      | Projekt | Los | Gleis | Linie | Formel | Platz | Rang | Nr | D-
    ) [:\s]{0,2} (?:(?:\+\d\d|\(?0\d{0,6}\)?)[\s/-]{1,3}){0,3}
      (?:\d{1,2}\.\d{1,2}\.?\s?(?:bis|und|–|-|,)\s?)? \Z""")
"""Words after which a number is a number; the last parts are the area code of a telephone number and the
first of two numbers (``Maßnahmen 3.1. bis 3.4.``)."""

NUMBERED_IN_YEAR = compiled(r"""
    (?:
        [Aa]ufrufe? | [Aa]usgaben? | [Hh]efte? | [Rr]undschreiben | [Rr]undbriefe? | [Ii]nfobriefe?
          | Newsletter
      | [Bb]ekanntmachung | [Ss]itzung | [Pp]rotokolls? | [Aa]mtsblatts? | [Aa]mtsblatt\sNr\.? | [Vv]erfügung
      | [Ee]rlass(?:es)? | [Ss]atzung | [Vv]erordnung | [Rr]ichtlinie | [Aa]nfrage | [Aa]ntrags?
        | [Nn]achtrags?
      | [Dd]rucksachen? | [Vv]orlagen? | [Bb]eschluss(?:es)? | [Uu]rteils? | [Vv]ertrags? | [Mm]agazins?
      | [Kk]uriers? | [Mm]itteilungen | [Aa]kte | [Rr]unden? | [Tt]ranchen? | [Aa]uflage | [Ff]olge
        | Call | Bulletin
      | [Aa]nzeigers? | [Zz]eitung | [Nn]achrichten | [Jj]ournals? | [Vv]ermerks? | [Bb]ebauungsplans?
        | B-Plan(?:s|es)? | KA | DS | SV | BV | MV | PM | (?<!\w)(?![IQVX])[A-Z]
        | Saison | Spielzeit
    )\s{1,2}\Z""")
"""What is numbered within a year (``Förderaufruf 3/2022``) or lasts from year to year (``Saison 11/12``)."""

_TIME_NOUNS = r"""(?i:
    stand | beginn | start | ende | abschluss | laufzeit | zeitraum | termin | frist | bauzeit | umsetzung
  | fertigstellung | inbetriebnahme | durchführung | zeitplan | zeitfenster | eröffnung | abnahme
  | realisierung | einführung | vergabe | ausschreibung )"""
TIME_NOUN = compiled(
    rf"(?: (?i: start | ende | beginn | abschluss | stand | termin ) :? | {_TIME_NOUNS} : )\s{{1,2}}\Z"
)
"""Before a month that may be a name as well."""
SHORT_LEADS = compiled(rf"""
    (?: (?:^|\W)(?:[Ss]eit|[Aa]b|[Bb]is|[Ee]nde|[Aa]nfang|[Mm]itte|[Ss]pätestens|[Vv]r?sl\.
          |[Vv]oraussichtlich)
      | {_TIME_NOUNS} | (?:^|\W)(?:[Ff]ertigst|[Ii]nbetriebn|[Bb]auz)\. | [^\W\d_]: ):?\s{{1,2}}\Z""")
"""Before ``8/23`` and ``II/24``, which alone may be any number."""

LAW_BEFORE = late(
    r"(?:\((?:EU|EG|EWG|Euratom)\)|(?<!\w)(?:VO|RL|EU-VO|EG-VO|Verordnung|Richtlinie|Beschluss))\s(?:Nr\.\s)?\Z"
)
"""``Verordnung (EU) 2021/1060``: number and year of an act."""

NORM = late(
    r"(?:^|\W)(?:DIN|EN|ISO|IEC|VDI|VDE|DVGW|DWA)(?:[\s-](?:EN|ISO|IEC|V|[A-Z]))*\s?(?:[\d-]{2,10}(?:/[A-Z\d]{1,4})?(?:\s?[:(]\s?|-))?\Z"
)
"""``DIN 276 (2018-12)``: the edition of a norm."""
COURT_FILE = late(r"(?:^|\W)(?:\d{1,3}|[IVX]{1,5})\s[A-Z][A-Za-z]{0,4}\s\Z")
"""``5 K 1203/21``: chamber, register, number and year of a court's file."""
STREET = late(
    r"(?:[Ss]traße|[Pp]latz(?:e?s)?|[Aa]llee|[Bb]rücke|[Ww]eg(?:e?s)?|[Uu]fers?|[Rr]ings?)\sde[sr]\s\Z"
)
"""``Straße des 17. Juni``: a day that names a place."""
GLUED = late(
    r"(?<![\w/.-])(?:[Jj]ahre?[ns]?|[Ss]eit|[Bb]is|[Aa]b|[Aa]m|[Vv]om|[Zz]um|[Ii]n|Stand|Anfang|Mitte|Ende|Beginn)\Z"
)
"""Words that may touch the figures of a date where the print lost the space (``im Jahr2024``)."""
PLAN_NAME = compiled(r"""
    [^\W\d_]*(?:[Pp]lan|[Ss]trategie|[Kk]onzept|[Pp]rogramm|[Ll]eitbild|[Ff]ahrplan|[Pp]akt|[Aa]genda)
    \s(?:[A-ZÄÖÜ][^\W\d_]+\s)?\Z""")
"""Before the year that is a plan's goal and part of its name (``Klimaschutzplan 2050``)."""

SHORT_MONTH_RANGE = late(
    r"\s?(?:bis(?:\szum)?\s|[–—-])\s?(?:0?[1-9]|1[0-2])/(?:[1-4]\d|0[1-9])(?![\w/]|[.,:]\d|\s?[%€])"
)
SHORT_ROMAN_RANGE = late(r"\s?(?:bis(?:\szum)?\s|[–—-])\s?(?:III|II|IV|I)\.?/\d\d(?![\w/])")
LONG_NUMBER = late(
    r"(?:^|\W)(?:Tel(?:efon|efax)?|Fax|Mobil|Fon|Hotline|Durchwahl|DW|IBAN|BLZ|Kontonummer|[Tt]elefonnummer|[Rr]ufnummer)"
    r"[.:]{0,2}\s?[A-Z\d\s()/+-]{1,30}\Z"
)
"""Figures in groups behind these words are one number."""
FULL_DAY = late(r"\d\d?\.\d\d?\.(?:19|20)\d\d")
DOCUMENT_NUMBER = late(r"(?:\d{3}|[^\W_]-\d{1,8}|[^\W\d_]\d{1,8})/\Z")
"""``70443210/14.02.2024``: the number of a paper and its day."""

TWO_DIGIT_YEAR = late(r"\.\d\d\Z")
HALF_PADDED = late(r"(?:0\d\.\d|\d\.0\d)\.\d\d")
SECTION = late(r"[1-9]\.[1-9]\.[1-3]?\d")
"""``3.1.12`` before a heading: nothing pads its figures."""
HEADING_RIGHT = late(r"\s{1,2}[A-ZÄÖÜ][^\W\d_]")
BEFORE_YEARS = late(r"\s?\((?:im\s)?(?:Vorjahr|Vj\.?):?\s[\d.]+\)")
OF_YEAR_BEFORE = late(r"\((?:im\s)?(?:Vorjahr|Vj\.?):?\s\Z")
"""``1850 (Vorjahr: 1720)``: counts of two years."""
RANK_BEFORE = late(
    r"(?<!\d)(?P<n>\d{1,2})\.\s(?P<word>[A-ZÄÖÜ][^\W\d_]+)(?:\s[A-ZÄÖÜ][^\W\d_]+)?(?:,|;)?\s\Z"
)
RANK_BEHIND = late(r"\s[A-ZÄÖÜ][^\W\d_]+(?:,|;)?\s(?P<n>\d{1,2})\.\s(?P<word>[A-ZÄÖÜ][^\W\d_]+)")

QUANTITY = late(
    r"""(?:^|\W)(?:
        rund | knapp | über | gut | fast | nahezu | beinahe | mindestens | höchstens | maximal | minimal
      | bis\szu | mehr\sals | weniger\sals | insgesamt | jeweils | je | pro | exakt | genau | x | ×
      | (?<!\d)(?<!\d\s)[€$£] | EUR | USD | [+−] | n\s?=               # not "5.000 € 2023"
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

YEAR_LEAD = late(r"[Jj]ahre?[ns]?\s{1,2}\Z")
"""After these even a counted noun may follow: ``im Jahr 2022 Menschen mit Behinderung``."""

BEFORE_YEAR = compiled(r"""
    (?:^|\W)(?:[Bb]is|[Vv]on|[Ff]ür|[Vv]or|[Nn]ach|[Zz]wischen|[Uu]m|[Gg]egen|[Uu]nd|oder)\s{1,2}\Z""")
"""Words before a year that may stand before a count as well."""

OTHER_NUMBER = late(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\s]\d{3})+|\d{1,3}(?:,\d+)?|\d{5,})\s?(?:und|bis|oder|–|-)\s?\Z"
)
"""The other end of a span of counts: ``zwischen 500 und 2000``."""

SUM_BEFORE = late(
    r"\d\s?(?:(?:Mio|Mrd|Tsd|Mill)\.?|Million(?:en)?|Milliarden?|Tausend)?\s?(?:T|k)?(?:€|EUR|Euro|EURO|USD|\$)\s\Z"
)
"""``1,6 Mio. € 2019``: the sum has its number, so the digits behind it are a year."""

OTHER_END_RIGHT = late(
    r"(?:\s(?P<c>bis(?:\szu)?|auf|und|oder|[–-])\s|[–-])(?:rund\s|etwa\s|ca\.\s|circa\s|knapp\s|gut\s|über\s)?"
    r"(?P<n>\d{1,3}(?:\.\d{3})+|\d{4,6})(?![\d.,]\d)"
)
OTHER_END_LEFT = late(r"(?<![\d.,])(?P<n>\d{3,6})\s?(?P<c>bis(?:\szu)?|auf|und|oder|[–-])\s?\Z")
"""The other end of a span of counts of four figures."""
SPAN_LEAD = late(r"(?:^|\W)(?:[Vv]on|[Zz]wischen|[Rr]und|[Ee]twa|[Jj]e)\s\Z")
NUMBER_OF = late(
    r"(?:[Zz]ahl|[Aa]nzahl|[Mm]enge|[Bb]estand)(?:en)?\b[^.;:\n]{0,60}\b[Vv]on\s(?:\d{3,6}\s?auf\s)?\Z"
)
COUNT_LABEL = late(r"(?:[Zz]ahl|[Aa]nzahl|[Mm]enge)\b[^.;:\n\d]{0,40}:\s\Z")
LINE_ENDS = late(r"\s?[.;)]?\s*(?:\Z|\n)")
"""``Zahl der Teilnehmenden: 1950``"""
BY_RIGHT = late(r"\sum\b")
PLURAL = late(
    r"\s{1,2}(?:(?!ein|kein|dies|jed)[a-zäöüß]+(?:e|er|en)\s{1,2})?(?![A-ZÄÖÜ][a-zäöüß]*(?:ung|heit|keit|schaft)\b)"
    r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:en|n|er|e|s)\b"
)
"""A noun that may be a plural, perhaps with an adjective."""
PLURAL_WITH_YEAR = late(
    PLURAL.pattern + r"\s(?:bis|im|ab|seit|zum|in|für)\s(?:[^\W\d_]+\s){0,2}(?:19|20)\d\d(?!\d)"
)
YEAR_IN_CLAUSE = late(r"(?<![\d.,])(?P<y>(?:19|20)\d\d)(?!\d)\s[^.,;:()\n\d]{1,44}\Z")
YEAR_EARLIER = late(r"(?<![\d.,])(?:19|20)\d\d\s[^.;\n]{2,44}\Z")
YEAR_AND = late(r"(?<![\d.,])(?:19|20)\d\d\s[^.;\n]{2,30}[\d.,]{2,12}\sund\s\Z")
"""``2022 gab es 1.450 und``: the next digits are the next year."""
IN_A_YEAR = late(r"\s(?:im\sJahre?\s|in\s|im\s(?:[^\W\d_]+\s)?)(?:19|20)\d\d(?![\d.,]\d|\w)")
YEAR_HAD = late(
    r"(?:\A|[.,;:(\n]\s?|[Jj]ahre?\s|und\s)(?:19|20)\d\d\s(?:(?:bei|waren|es|sogar|nur|schon|noch|dann|lag|lagen"
    r"|kamen|gab|zählten?|sind|gingen|knapp|rund|immerhin|nochmals|bereits|zusammen)\s){1,4}\Z"
)
COUNT_ENDS = late(r"\s?[.,;:!?)]|\s*\Z|\s[A-ZÄÖÜ]")
"""``2022 waren es 1850``: what the year had."""
NEXT_YEAR_COUNT = late(
    r"\s?(?:,|;|\sund)\s(?:im\sJahr\s|in\s)?(?:19|20)\d\d\s(?:[a-zäöüß]+\s){0,4}(?:\d{4}|\d{1,3}\.\d{3})(?!\d)"
)
YEAR_PREPOSITION = late(r"(?:[Jj]ahre?[ns]?|[Ss]eit|[Aa]b|[Ii]n|[Ff]ür)\s{1,2}\Z")
LOWER_LEAD = late(r"(?:^|\W)[a-zäöüß]+\s{1,2}\Z")
LOWER_WORD = late(r"\s{1,2}[a-zäöüß]")
NOUN_BEFORE = late(r"(?:^|\W)[A-ZÄÖÜ][a-zäöüß]{2,}\s{1,2}\Z")
STARTS = late(r"(?:^|[.?!:;\n•]|–\s)\s*\Z")
PAST_VERB_RIGHT = late(
    r"\s(?:wurde|erhielt|entstand|brannte|kam|fiel|ließ|zog|starb|schenkte|[a-zäöüß]{3,}te)\s(?!\d|[a-zäöüß]+\s\d)"
)
PAST_VERB_LEFT = late(
    r"(?:^|\W)(?!kost|zahl|zähl|erreich|beding|verlang|verfüg|hatte|versorg|beförder|umfass|fasst|brauch)"
    r"(?:[a-zäöüß]{2,}te|wurden?|erhielt(?:en)?|entstand(?:en)?|brannten?|kam(?:en)?|fiel(?:en)?|ließ(?:en)?"
    r"|zog(?:en)?|starb(?:en)?|schuf(?:en)?|verlieh|begann(?:en)?|bekam(?:en)?|erließ(?:en)?|verließ(?:en)?|bezog(?:en)?|erwarb(?:en)?"
    r"|schloss(?:en)?|trat(?:en)?|beschloss(?:en)?|erhob(?:en)?|erschien(?:en)?|gab|hielt|nahm|verlor|gewann"
    r"|bekam(?:en)?|übernahm(?:en)?|erstmals|schon)"
    r"\s{1,2}(?:(?:[Dd]ie|[Dd]er|[Dd]as)\s[A-ZÄÖÜ][^\W\d_]+\s)?\Z"
)
EVENT_RIGHT = late(
    r"\s(?:(?:ein(?:e[nrm]?)?|das|die|de[nmr]|sein\w*|ihr\w*|erste\w*)\s(?!Stück|Woche|Stunde|Tag|Monat|Jahr)"
    r"|erstmals|urkundlich|abgebrannt|durch\s|vo[nm]\s|unter\s|zu[mr]\s|als\s|an\s|auf\s|nach\s|hier\s|dort\s"
    r"|(?:ge|er|zer|ver|be)[a-zäöüß]{2,}(?:t|en)\b)"
)
"""What follows the year of an event of long ago: its object, where or by whom, a participle."""

EURO_LEAD = late(r"(?<!\d)\s(?:Euro|EURO)\s\Z")
"""``Euro 2000``, but not ``500 Euro 2022``."""

NAME_BEFORE_YEAR = compiled(r"""
    (?:
        Agenda | AGENDA | Vision | VISION | Horizont | Horizon | HORIZON | Perspektive | Zielbild | Leitbild
      | Masterplan | Roadmap | Zukunftsbild | Zukunftsplan | Zukunftskonzept | Zukunftsprogramm | Strategie
      | Summit | Days? | Games | Awards? | Congress | Conference | Challenge | EURO
      | BVWP | EEG | KSG | GEG | EnEV | Bundesverkehrswegeplan | Reallabor | Initiative
    )[^\S\n]{1,2}\Z""")
"""Words that form a name with the year behind them."""

QUOTED_NAME = late(r"[„“\"»‚]([^„“”\"«»\n]{1,40})\s\Z")
CLOSING_QUOTES: Final = '“”"«‘’'
SMALL_WORD = late(
    r"(?:^|\s)(?:in|im|Jahre?|ab|bis|seit|für|von|nach|vor|der|den|und|Ende|Anfang|Mitte|zu|zum)\s*\Z"
)
"""Before the year that closes a quotation: then it is a year and no part of a name."""

TITLE = compiled(r"""
    (?:
        Frau | Herrn? | Dr\. | Prof\. | Professorin | Professor | Familie | Eheleute | Ministerin | Minister
      | Senatorin | Senator | Bürgermeisterin | Bürgermeister | Landrätin | Landrat | Direktorin | Direktor
      | Sprecherin | Sprecher | Trainerin | Trainer | Kollegin | Kollege | Autorin | Autor | Fa\. | Firma
      | Bäckerei | Metzgerei | Autohaus | Hotel | Familien | Geschwister | Gebrüder | Brüder
      | [Ll]eiter(?:in)? | [Mm]eister(?:in)? | [Kk]ämmer(?:er|in) | [Dd]ezernent(?:in)? | [Bb]eauftragter?
      | [Vv]orsitzender? | [Gg]eschäftsführer(?:in)? | [Pp]räsident(?:in)? | [Aa]rchitekt(?:in)?
      | [Ii]ngenieur(?:in)? | [Rr]eferent(?:in)? | [Mm]anager(?:in)? | [Pp]farrer(?:in)? | [Kk]anzlei
        | [Pp]raxis
      | [Bb]aumschule | [Gg]ärtnerei | [Bb]uchhandlung | [Aa]potheke | [Ff]irmen? | [Ss]tiftung | Verlag
    )\s{1,2}\Z""")
"""Before a surname."""

COMPANY = late(r"\s{1,2}(?:GmbH|AG|KG|OHG|SE|e\.\s?K|&|UG)(?!\w)")
RECURRING = late(r"(?:[Jj]ede[nmrs]?|[Aa]lle|[Mm]anche[nmrs]?|[Pp]ro|[Mm]ehrere[nr]?|viele[nr]?)\s{1,2}\Z")

MONTH_LEADS: Final = frozenset(
    """im ab seit bis von vom zum zur für den der dem des und oder sowie zwischen anfang mitte ende beginn
    stand monat monats fassung version ausgabe nach vor gegen in am noch erst bereits auf zu wie""".split()  # noqa: SIM905 - a table of words
)
"""Words before a month (lower case); a capitalised word that is none of them may be a first name."""

SEASON_LEADS: Final = frozenset(
    """im zum bis ab seit dem den diesem diesen vergangenen vergangenem letzten letztem kommenden kommendem
    nächsten nächstem vorigen und oder sowie gegen nach vor für noch vom des vorletzten folgenden frühen
    späten von in anfang mitte ende stand beginn über
    ganzen gesamten ganze gesamte halben kompletten""".split()  # noqa: SIM905 - a table of words
)
"""Words before a season of some year; after others it is a season in general or a name."""

ABBREVIATION_LINK = compiled(rf"\s?(?:[/–-]|bis|und|,)\s?{MONTH}")
ABBREVIATION_LEADS = compiled(r"""
    (?: (?:^|\W)(?:[Ii]m|[Aa]b|[Ss]eit|[Bb]is|[Vv]om|[Zz]um|Anfang|Mitte|Ende|Stand:?)\s{1,2}
      | [(/–-]\s?)\Z""")
"""Before a month's abbreviation that has neither day nor year."""

DAY_LEADS = late(
    rf"(?:^|\W)(?:[Aa]m|[Vv]om|[Dd]en|[Zz]um|[Dd]em|[Aa]b|[Bb]is|{lexicon.WEEKDAY},?)\s{{1,2}}\Z"
)
UNDOTTED_LEADS = late(rf"(?:^|\W)(?:[Aa]m|[Vv]om|[Dd]en|{lexicon.WEEKDAY},?)\s{{1,2}}\Z")
"""Before ``1.6`` without its last full stop."""

UNPADDED = late(r"\d\.\s?\d\.?\Z")
UNPADDED_LEADS = compiled(r"""
    (?:(?:^|\W)(?:[Ss]eit|[Vv]or|[Nn]ach|[Ff]ür|[Vv]on|Stand:?|Frist:?|Termine?:?)\s{1,2} | [(–])\Z""")
DAY_NEAR = late(r"\d\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)\s[^.;\n]{0,24}\Z")
"""``vom 5.3.2024 (Eingang 7.3.)``: beside a full day the second is one too."""
UNDOTTED_RANGE = late(
    r"\s?(?:[–—-]|bis(?:\szum)?|und|/)\s?\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d\d)(?![\d.,]\d|\s?(?:Uhr|€|%))"
)
"""``12.10-16.10.2020``: the first day needs no full stop where the last one has its year."""
LEADS_ON = late(
    r"\s?(?:bis|[–-])\s?(?:zum\s)?\d{1,2}\.\s?\d{1,2}\."
    r"|(?:\s?(?:,|und|sowie|/)\s?\d{1,2}\.\s?\d{1,2}\.){1,6}\s?(?:\d{4}|\d\d)(?![\d.])"
)
"""``3.2.`` is a heading's number unless one of these speaks for a date."""

LETTER_LEADS = compiled(r"""
    (?: (?:^|\W)(?:[Ii]n|[Ii]m|[Aa]b|[Ss]eit|[Bb]is|[Zz]um|[Ff]ür|Anfang|Mitte|Ende)\s{1,2} | \( )\Z""")
"""Before ``Q1`` without year, which is also a form in German schools."""

CLOCK = late(r"\s?(?:Uhr|h\b|Std)")
COUNT = compiled(COUNTED)
SOFT_COUNT = late(rf"\s{{1,2}}(?:\w+e[rn]?\s)?(?:{'|'.join(lexicon.SOFT_COUNTS)})")
DURATION = late(r"\s{1,2}(?:Jahren?|Monaten?|Wochen|Tagen?)\b(?!\s(?:de[rs]|für))")
CAPITAL_WORD = late(r"\s{1,2}[A-ZÄÖÜ][a-zäöüß]")
ADJECTIVE = late(
    r"\s{1,2}(?!(?:die|der|den|keine[nr]?|eine[nr]?|diese[nr]?|seine[nr]?|ihre[nr]?|aber|oder|unter|über|wurden?)\s)"
    r"[a-zäöüß]+(?:e|er|en)\s{1,2}[A-ZÄÖÜ]"
)
LEADS_TO_NUMBER = late(r"\s?(?:bis|–|-|und|oder|/)\s?\d")
ROUND = late(r"\d\d[05]0\Z")
WORD_LEAD = late(r"[^\W\d]\s\Z")

STANDS_ALONE = late(r"\s?(?:\Z|[:,)–/]|und\s|bis\s|oder\s)")
WORD = late(r"[^\W\d_]+")
LAST_WORD = late(r"([^\W\d_]+)[.:]?\s{1,2}\Z")
URL = late(r"(?:https?://|www\.)\S+|\S+@\S+")
