"""How often a sum is due, and per what.

A year and a month are a `frequency`; every other unit, a day too, is `per`. Both are set only where stated:
directly after the sum ("/a", "pro Jahr und Boot", "je Schule"), a few words after it ("feste
Kosten p. a."), or before it in the same clause with no other figure between ("jährlich rund").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.base.patterns import late
from extract.german.payers import PAYER
from extract.german.records import Frequency

REACH = 300
"""Characters before a sum that are looked at."""

_YEAR_NOUN = (
    r"(?: Jahr | Schuljahr | Kalenderjahr | Haushaltsjahr | Förderjahr | Geschäftsjahr | Kindergartenjahr"
    r" | Kita-Jahr | anno )"
)
_YEARLY = rf"""
(?: / \s? (?: a \b | {_YEAR_NOUN} \b | J\b\.? ) | p\.\s?a\b\.? | p\.\s?J\. | per\s annum | pro\s anno
  | (?: pro | je | per | jedes | jedem | alle ) \s {_YEAR_NOUN} e?s? \b | im\s Jahr (?! e?\s* (?: \d | der
        | des | davor | zuvor ) ) \b
  | (?: all )? jährlich(?:e[nrsm]?)? \b | jährl\.
  | im\s (?: Kalenderjahr | Schuljahr | Kita-Jahr | Haushaltsjahr
        | Förderjahr ) (?! \s*[(„]?\d ) \b )
"""
_MONTHLY = r"""
(?: / \s? (?: Monat | Mon\.? ) \b | p\.\s?M\. | (?: pro | je | per | jeden ) \s (?: Kalender )? Monat \b
  | im\s Monat (?! \s (?: \d | Januar | Februar | März | April | Mai | Juni | Juli | August
      | September | Oktober | November | Dezember ) ) \b
  | monatlich(?:e[nrsm]?)? \b | mtl\b\.? | monatl\. )
"""
# Adverbs that are a unit of their own.
_ADVERB_UNITS = {
    "täglich": "Tag",
    "wöchentlich": "Woche",
    "stündlich": "Stunde",
    "vierteljährlich": "Quartal",
    "halbjährlich": "Halbjahr",
    "quartalsweise": "Quartal",
}
# Nothing that follows these is counted by them.
_NO_UNIT = (
    r"(?! nach \b | mehr \b | weniger \b | länger \b | höher \b | weils \b | doch \b | forma \b | rata \b"
    r" | und\s contra | zur \b | (?: ein | zwei | drei | die ) \s (?: [^\W\d_]+tel | Hälfte | Teil ) \b )"
)
_CO2 = r"(?: \s? (?: CO2e? | CO₂e? | CO2-?Äq\w* | CO₂-?Äq\w* | THG | eingespart\w* \s CO2 ) )?"
_SIGNS = (
    rf"(?: (?: [kMG]Wh? | kWp | m[²³23] | qm | cbm | km | kg | ha | lfm | t {_CO2} | h | l ) (?! [^\W_] ) )"
)
_SLASH_UNIT = (
    rf"/ \s? (?: \( )? (?P<slash> (?: t {_CO2} | [^\W\d_]+ [²³23]? (?: [*:] in )? {_CO2} ) ) (?! [^\W_] )"
)
_COUNTED_NOUN = (
    r"(?: Stunde | Tag | Woche | Nacht | Minute | Tonne | Kilo | Liter | Quadratmeter | Kubikmeter | Stück"
    r" | Meter ) \b"
)
_WORD_UNIT = (
    rf"(?: (?: pro | je | per ) \s {_NO_UNIT} | für \s (?: jede[nrs]? | eine[n]? (?= \s (?: Tonne"
    rf" | Stunde ) ) ) \s"
    rf" | (?: die | das | der | am | in\s der ) \s (?= {_COUNTED_NOUN} )"  # "50 Euro die Stunde"
    r" | im \s (?= (?: Quartal | Halbjahr ) \b (?! \s [\dIV] ) )"
    rf" | (?: , \s )? und (?: \s pro | \s je )? \s (?= [A-ZÄÖÜ] ) )"
    rf" (?P<word> (?: [a-zäöüß]+ \s ){{0,2}} [A-ZÄÖÜ] [^\W\d_]* (?: [-*:/] [^\W\d_]+ )* [²³]? {_CO2}"
    rf" | {_SIGNS} )"
)
# "600 T€ / Land 120 T€": the label of the next sum
_NEXT_PAYER = late(rf"\s / \s (?: {PAYER} ) \s? :? \s \d", re.VERBOSE)
_PLAIN = r"(?: \s (?: brutto | netto | kalt | warm ) (?= \s ) )?"
"""Between a sum and its rhythm: "13,90 Euro brutto je Stunde"."""
_STEP = late(
    rf"\*? {_PLAIN} \s? (?: \( \s? )? (?: und \s )? (?: (?P<yearly> {_YEARLY} ) | (?P<monthly> {_MONTHLY} )"
    rf" | {_SLASH_UNIT}"
    rf" | (?P<adverb> {'|'.join(_ADVERB_UNITS)} ) \b | (?P<person> p\.\s?P\b\.? ) )",
    re.VERBOSE,
)
_STEP_WORD = late(rf"\*? {_PLAIN} \s? (?: \( \s? )? {_WORD_UNIT}", re.VERBOSE)
# "23 Mio. € feste Ausgaben p. a.": words without preposition, verb of a clause or figure between
_LATER = late(
    r"(?: \s (?! (?: für | zur | zum | von | vom | in | im | an | am | auf | aus | bei | bis | durch"
    r" | mit | nach | seit | über"
    r" | um | unter | vor | zu | und | oder | bzw\. | ab | werden | wird | wurden | wurde | sind | ist ) \s )"
    r" [^\W\d]+ ){1,4} \s (?: (?P<yearly> p\.\s?a\b\.? | pro\s Jahr \b | im\s Jahr (?! e?\s*\d ) \b"
    r" | jährlich \b | / \s? Jahr )"
    r" | (?P<monthly> pro\s Monat \b | monatlich \b | mtl\. | / \s? Monat ) )",
    re.VERBOSE,
)
_BUDGET = (
    r"(?: budget | etat | beitrag | beiträge | miete | mieten | pacht | kosten | bedarf | gebühr"
    r" | gebühren | gehalt"
    r" | lohn | zuschuss | zuschüsse | förderung | rate | raten | pauschale | prämie | einkommen"
    r" | umsatz | ausgaben"
    r" | einnahmen | betrag | summe | aufwand | entgelt | zuwendung | honorar | vergütung | volumen"
    r" | tranche )"
    r" (?: e?s )?"
)
"""What is paid or planned year by year when it is called so: Jahresbudget, but not Jahresergebnis."""
# "im Jahr durchschnittlich 500 Euro", but not "im Jahr der Eröffnung 500 Euro"
_STRAIGHT_ON = (
    r"(?= \s (?: (?: durchschnittlich | rund | etwa | ca\. | circa | bis\szu | über | mindestens | maximal"
    r" | höchstens | insgesamt | nur ) \s )* \Z )"
)
_YEARLY_LEFT = (
    rf"(?: \b Jahres (?: haushalts )? {_BUDGET} \b | \b [Jj]ahr (?: \s für | \s um ) \s Jahr \b"
    rf" | \b (?: [Pp]ro | [Jj]e | [Pp]er | [Jj]edes | [Ii]n\s jedem | [Jj]edem ) \s {_YEAR_NOUN} e?s? \b"
    r" | \b [Ii]m\s Jahres (?: mittel | schnitt | durchschnitt ) \b | \b [Aa]lle\s Jahre \b"
    r" | \b [Jj]ahraus,?\s jahrein \b"
    r" | \b [Jj]ährl (?: ich \b | \. ) | \b [Pp]ro\s Jahr \b | \b p\.\s?a\. | \b [Aa]lljährlich \b"
    r" | \b [Jj]e \s (?: Schul | Kalender | Haushalts )? [Jj]ahr \b"
    r" | \b (?: [Pp]ro | [Jj]e ) \s [^\W\d_]+ \s und \s Jahr \b | \b [Jj]edes\s Jahr \b"
    rf" | \b im\s Jahr \s? : | \b [Ii]m\s Jahr {_STRAIGHT_ON} )"
)
_MONTHLY_LEFT = (
    rf"(?: \b Monats {_BUDGET} \b | \b Monat\s für\s Monat \b"
    r" | \b [Mm]onatlich \b | \b [Pp]ro\s Monat \b | \b mtl\. | \b [Jj]eden\s Monat \b"
    r" | \b (?: [Pp]ro | [Jj]e ) \s [^\W\d_]+ \s und \s Monat \b"
    rf" | \b [Ii]m\s Monat {_STRAIGHT_ON} )"
)
_MONEY_NOUN = (
    r"(?: kost | zuschuss | zuschüss | bedarf | förder | mittel | beitr | budget | ausgabe | einnahme"
    r" | ertrag | ertr[äa]g"
    r" | aufw[aäe]nd | einspar | erspar | erhöh | beteiligung | betrag | beträge | volumen | summe"
    r" | zahlung | pauschal"
    r" | investition | etat | gebühr | pacht | miete | umsatz | umsätze | gewinn | verlust | defizit"
    r" | zuwendung | rate | anteil"
    r" | gehalt | einkommen | entgelt | prämie | spende | zulage | vergütung | subvention | steuer"
    r" | finanzier | zins | tarif"
    r" | entlast | belast | wertschöpfung | honorar | unterstützung | abgabe | preis | schaden | schäden )"
)
_LEFT = late(
    rf"(?: (?P<yearly> {_YEARLY_LEFT}"
    rf" | \b [Jj]ährliche[nrsm]? \s (?: [a-zäöüß]+ \s )? (?= [^\W\d]* (?i: {_MONEY_NOUN} ) ) )"
    rf" | (?P<monthly> {_MONTHLY_LEFT} | \b [Mm]onatliche[nrsm]? \s (?= [^\W\d]* (?i: {_MONEY_NOUN} ) ) ) )"
    rf" (?P<rest> [^\d;\n]* ) \Z",
    re.VERBOSE,
)
_LEFT_UNIT = late(
    rf"(?<! \d ) (?<! \d\s ) \b (?: (?: [Pp]ro"
    rf" | [Jj]e ) \s {_NO_UNIT} (?: {_YEAR_NOUN} \s und \s (?: pro \s | je \s )? )?"
    rf" | [Ff]ür \s (?: jede[nrs]? | eine (?= \s (?: Tonne ) ) ) \s | [Jj]ede[nrs]? \s )"
    rf" (?P<word> (?: [a-zäöüß]+ \s ){{0,2}}? [A-ZÄÖÜ] [^\W\d_]* (?: [*:/] [^\W\d_]+ )* {_CO2} | {_SIGNS} )"
    rf" (?P<rest> [^\d,;\n]* ) \Z",
    re.VERBOSE,
)
# "9 Tonnen pro Kopf": the unit belongs to another quantity.
_COUNTED_LEFT = late(r"\d \s (?: [^\W\d_]+ \s ){1,2} \Z", re.VERBOSE)
# "Stundenlohn von 14 Euro", "Der Quadratmeterpreis liegt bei 9 Euro": the unit is the noun's first part.
_UNIT_NOUNS = {
    "Stunden": "Stunde", "Tages": "Tag", "Tage": "Tag", "Wochen": "Woche", "Nacht": "Nacht",
    "Minuten": "Minute",
    "Übernachtungs": "Übernachtung", "Halbtages": "Halbtag",
    "Quadratmeter": "m²", "Kubikmeter": "m³", "Meter": "m", "Kilometer": "km", "Liter": "l", "Kilo": "kg",
    "Tonnen": "t", "Hektar": "ha", "Stück": "Stück", "Kopf": "Kopf", "Fall": "Fall", "Kilowattstunden": "kWh",
}  # fmt: skip
_UNIT_NOUN = (
    rf"\b (?: Mindest | Höchst | Tarif | Regel | Basis | Brutto | Netto | Durchschnitts )?"
    rf" (?P<unit> (?i: {'|'.join(sorted(_UNIT_NOUNS, key=len, reverse=True))} ) )"
    r" (?: satz | sätze | satzes | lohn | lohns | löhne | honorar | preis | preise | preises | miete"
    r" | pauschale"
    r" | gebühr | entgelt | vergütung | kosten | tarif | verdienst )"
    r" (?: n | en | s )? \b"
)
_UNIT_NOUN_LEFT = late(rf"{_UNIT_NOUN} (?P<rest> [^\d,;.\n]* ) \Z", re.VERBOSE)
# "13,90 Euro Stundenlohn", "600 Euro Monatsmiete"
_NOUN_RIGHT = late(
    rf"\s (?: (?P<yearly> Jahres {_BUDGET} \b ) | (?P<monthly> Monats {_BUDGET} \b ) | {_UNIT_NOUN} )",
    re.VERBOSE,
)
# "Mietkosten/Jahr: 12.000 €"
_SLASHED_LEFT = late(
    r"[a-zäöüß] / \s? (?: (?P<yearly> Jahr | a ) | Monat ) \b \s? : [^\d;\n]* \Z", re.VERBOSE
)
_HEAD_NOUN_LEFT = late(r"\b [Pp]ro-Kopf-[^\W\d_]+ \b [^\d,;.\n]* \Z", re.VERBOSE)
# In "360.000 € (jährlich: 90.000 €)" the rhythm is that of the sum behind it.
_OF_NEXT = late(
    r"\s? : | \s (?: (?: rund | ca\. | circa | etwa | bis\szu | maximal | je | weitere ) \s )? \d [\d.,]* \s?"
    r" (?: (?: Mio | Mrd | Tsd ) \.? \s? | Million(?:en)? \s | T )? (?: € | Euro | EUR )",
    re.VERBOSE,
)
_LEFT_ADVERB = late(
    rf"\b (?P<adverb> {'|'.join(_ADVERB_UNITS)} ) \s [^\d,;.\n]* \Z", re.VERBOSE | re.IGNORECASE
)
_TIME_NOUN = late(rf"(?: {_YEAR_NOUN} | Monat | Kalendermonat ) e?s? \Z", re.VERBOSE)
ONCE = late(r"\b einmalig(?:e[nrsm]?)? \b", re.VERBOSE)

# Measures by their sign, times by their German word.
_UNITS = {
    "t": "t", "to": "t", "tonne": "t", "tonnen": "t", "kg": "kg", "kilo": "kg", "kilogramm": "kg",
    "kwh": "kWh", "kilowattstunde": "kWh", "mwh": "MWh", "megawattstunde": "MWh", "kilowatt": "kW",
    "kwp": "kWp",
    "m²": "m²", "m2": "m²", "qm": "m²", "quadratmeter": "m²", "m³": "m³", "m3": "m³", "cbm": "m³",
    "kubikmeter": "m³", "l": "l", "liter": "l", "m": "m", "meter": "m", "lfm": "m", "km": "km",
    "kilometer": "km", "ha": "ha", "hektar": "ha",
    "h": "Stunde", "std": "Stunde", "stunde": "Stunde", "min": "Minute", "minute": "Minute", "d": "Tag",
    "tag": "Tag", "woche": "Woche",
}  # fmt: skip
# "eingesparter Tonne CO2" is counted in tonnes.
_MEASURED = late(rf"(?: [a-zäöüß]{{3,}} \s )* (?P<unit> [^\s*:]+? ) {_CO2}", re.VERBOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Frequency, unit and where the words after the sum that say so end."""

    frequency: Frequency | None
    per: str | None
    end: int


def rhythm_right(text: str, *, end: int, high: int) -> Rhythm:
    """What follows the sum: "/kWh", "pro Jahr und Boot", "jährlich je Boot", "€/m² und Monat"."""
    frequency: Frequency | None = None
    per: str | None = None
    position = end
    for _ in range(3):
        step = _STEP.match(text, position, high)
        if step is not None and "(" in step.group() and _OF_NEXT.match(text, step.end()):
            break
        if step is not None and step["slash"] and _NEXT_PAYER.match(text, position):
            break
        if step is not None:
            if step["yearly"]:
                frequency = "yearly"
            elif step["monthly"]:
                frequency = "monthly"
            elif step["adverb"]:
                per = per or _ADVERB_UNITS[step["adverb"]]
            elif step["person"]:
                per = per or "Person"
            else:
                per = per or unit_name(step["slash"])
            position = step.end()
            continue
        step = _STEP_WORD.match(text, position, high)
        if step is None or (step.group().lstrip(" ,").startswith("und") and position == end):
            break
        if _TIME_NOUN.search(step["word"]):
            frequency = frequency or ("monthly" if "onat" in step["word"] else "yearly")
        else:
            per = per or unit_name(step["word"])
        position = step.end()
    if frequency is None:
        later = _LATER.match(text, position, min(high, position + 90))
        if later is not None:
            frequency = "yearly" if later["yearly"] else "monthly"
            if per is None and (step := _STEP_WORD.match(text, later.end(), high)) is not None:
                per = unit_name(step["word"])
    named = position == end and frequency is None and text[end + 1 : end + 2].isupper()
    if named and (noun := _NOUN_RIGHT.match(text, end, high)) is not None:
        if noun["unit"]:
            return Rhythm(frequency=None, per=_UNIT_NOUNS[noun["unit"].title()], end=noun.end())
        return Rhythm(frequency="yearly" if noun["yearly"] else "monthly", per=None, end=noun.end())
    return Rhythm(frequency=frequency, per=per, end=position)


def rhythm_left(text: str, *, low: int, start: int) -> Rhythm:
    """What stands before the sum since the last figure: "jährlich rund", "Ausgaben pro Jahr:", "je Boot"."""
    frequency: Frequency | None = None
    per: str | None = None
    low = max(low, start - REACH)
    match = _LEFT.search(text, low, start)
    if match is not None and ONCE.search(match["rest"]) is not None:
        match = None
    if match is None and "/" in text[low:start]:
        match = _SLASHED_LEFT.search(text, low, start)
    if match is not None:
        frequency = "yearly" if match["yearly"] else "monthly"
    unit = _LEFT_UNIT.search(text, low, start)
    if unit is not None and _COUNTED_LEFT.search(text, low, unit.start()) is not None:
        unit = None
    if unit is not None and not _TIME_NOUN.search(unit["word"]):
        per = unit_name(unit["word"])
    elif (adverb := _LEFT_ADVERB.search(text, max(low, start - 40), start)) is not None:
        per = _ADVERB_UNITS[adverb["adverb"].lower()]
    elif (noun := _UNIT_NOUN_LEFT.search(text, max(low, start - 90), start)) is not None:
        per = _UNIT_NOUNS[noun["unit"].title()]
    elif "-Kopf-" in text[low:start] and _HEAD_NOUN_LEFT.search(text, max(low, start - 90), start):
        per = "Kopf"
    return Rhythm(frequency=frequency, per=per, end=start)


def unit_name(printed: str) -> str:
    """A unit in its usual short form: "Tonne CO2" → "t", "Quadratmeter" → "m²", "Person" → "Person"."""
    words = printed.strip().rstrip(".*")
    match = _MEASURED.fullmatch(words)
    if match is not None and (unit := _UNITS.get(match["unit"].lower())) is not None:
        return unit
    return words
