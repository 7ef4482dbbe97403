"""Whose money a sum is, or what part of the whole.

The nearest cue decides: what the sum is called right after it ("6 Mio. € Landesmittel", "vom Ministerium …
gefördert"), else before it ("Landesförderung etwa 3,9 Mio. €", "Eigenanteil: 10.000 €"). In a statement
of volume a sum without a cue is the total when it stands alone, and a part when others stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from extract.base.patterns import late
from extract.german.amounts.carry import Surroundings
from extract.german.amounts.context import AmountContext
from extract.german.amounts.periods import PART_REACH, Period
from extract.german.amounts.raw import RawAmount
from extract.german.records import Role

_CUES = r"""
  (?P<own>     Eigenanteil | Eigenmittel | Eigenleistung | Eigenbeitrag | Eigenbeteiligung | Eigenkapital
             | eigenen?\s(?:Mitteln|Haushalt) )
| (?P<seed>    Anschub | Startfinanzierung | Starthilfe | Impulsförderung )
| (?P<eu>      \b EU - | \b EU \b | EFRE | \b ESF | \b JTF \b | \b ELER \b | \b EMFAF \b | REACT-EU
      | Europäische[nr]?\s(?:Union|Kommission|Fonds|Mittel)
             | Interreg | INTERREG | Horizont?\s(?:Europ|2020) | europäische[nr]?\s(?:Mittel|Förder|Fonds)
             | Just\sTransition )
| (?P<federal> \b Bund \b (?= \s? (?: [:;,.)\n] | und \b | \Z ) ) | Bundesmittel | Bundesförder
      | Bundesanteil | Bundeszuschuss | Bundeszuwendung
      | Bundesministeri | Bundeshaushalt | Bundesprogramm
             | Bundesregierung | Bundesamt | Bundesfinanzhilfe | (?: des | vom | durch\sden | den | der
             | Der ) \s Bund (?:es)? \b
             | \b BM(?:BF|WK|WE|DV|VI|UV|UKN|U|FSFJ|AS|EL|I|G|VG|WSB)\b | \b KfW \b | \b BAFA \b
             | Städtebaufördermittel\sdes\sBundes )
| (?P<state>   \b Land \b (?= \s? (?: [:;,.)\n] | und \b | \Z ) ) | Landesmittel | Landesförder
      | Landesanteil | Landeszuschuss | Landeszuwendung
      | Landeshaushalt | Landesprogramm | Landesregierung
             | Landesanstalt | (?<! Bundes ) (?<! bundes ) [Mm]inisteri(?:um|ums|en) \b | Staatskanzlei
             | (?: des | vom | durch\sdas | das | Das ) \s Land (?:es)? \b (?! kreis )
             | \b [A-ZÄÖÜ]{2,8} -Haushalt
             | (?: durch\sdas | vom | des | Das | das ) \s (?! BM ) M [A-ZÄÖÜ]{1,9} \b
             | (?<! Bundes ) Haushaltsmittel (?! n?\s(?:der|des)\s(?:Stadt|Kommune|Gemeinde|Kreis) ) )
| (?P<total>   [Gg]esamt (?: volumen | kosten | budget | summe | investition | ausgaben | finanzierung
      | betrag | etat | mittel | aufwand | umfang
                  | fördersumme | projektkosten | projektvolumen | finanzvolumen )
             | \b [Gg]esamt \b | [Ii]nsgesamt | [Pp]rojektvolumen | [Ii]n\sSumme | \b Summe \b
             | [Ff]inanzvolumen | Volumen \b )
"""
_CUE = late(_CUES, re.VERBOSE)
# Only a noun of money on its own tells a source; an actor does so together with one of these.
_ACTOR = late(
    r"^(?:des|vom|durch|das|Das|den|der|Der|[Mm]inisteri|Bundesministeri|Staatskanzlei|Landesregierung|Bundesregierung|EU\Z)"
)
_FUNDING = late(
    r"förder | finanz | bezuschuss | zuschuss | zuschüss | zuwendung | bewillig | bereitgestellt | bereit"
    r" | mittel | unterstütz | trägt | übernimmt"
    r" | zugesagt | eingeplant | veranschlagt | anteil",
    re.VERBOSE | re.IGNORECASE,
)
# What follows a sum ends where something else is named.
_RIGHT_END = late(r"[;\n()%]|,(?!\d)|\d|\b(?:und|sowie|bzw\.|davon|hiervon|wobei)\s")
_LEFT_END = late(r"[;\n(]")
_PART = late(
    r"\b (?: davon | hiervon | darunter | wovon | von\sdenen ) \b [^;\n)]* \Z", re.VERBOSE | re.IGNORECASE
)
_RESTATED = late(r"\s* (?: bzw\. | beziehungsweise | d\.\s?h\. | entspricht | also ) [^,;()]* \Z", re.VERBOSE)
_LABELLED = late(
    r"(?: : \s* | \A | \n ) (?: [^\s:]+ \s+ ){0,2} \Z | \n \s* (?: [•\-–*] | [\w.]{1,6} \)"
    r" | \d+\. ) [^\n]{0,80} \Z",
    re.VERBOSE,
)
_ONLY_DEGREE = late(r"\s* (?: [a-zäöüß]+ \.? \s+ ){0,3}", re.VERBOSE)
REACH = 110
"""How far, in characters, a cue after the sum may stand; three times as far before it."""
_NAMED_RIGHT = late(r"\s? \( (?P<name> [^()\d%:]{2,40} \) )", re.VERBOSE)
_SOURCES: tuple[Role, ...] = ("own", "seed", "eu", "federal", "state")


def roles_of(
    text: str,
    raws: list[RawAmount],
    places: list[tuple[int, int]],
    around: list[Surroundings],
    periods: list[Period],
    *,
    context: AmountContext,
) -> list[Role]:
    """The role of each amount, in the order of `raws`."""
    cues = [_cue(text, *item) for item in zip(raws, around, places, strict=True)]
    if not context.volume_statement:
        funded = _Funding(text)
        return [_elsewhere(cue, place, funded) for cue, place in zip(cues, places, strict=True)]
    return _in_statement(text, raws, places, around, periods, cues)


def _cue(text: str, raw: RawAmount, near: Surroundings, place: tuple[int, int]) -> tuple[Role, str] | None:
    """Role and words of the nearest cue: after the sum first, then before it."""
    stop = _RIGHT_END.search(text, raw.group_end, near.high)
    right = min(stop.start() if stop else near.high, raw.group_end + REACH)
    after = _CUE.search(text, raw.group_end, right)
    if after is not None and after.lastgroup != "total":
        return _role(after), after.group()
    inside = _NAMED_RIGHT.match(text, raw.group_end, near.high)
    if inside is not None and (named := _CUE.search(text, *inside.span("name"))) is not None:
        return _role(named), named.group()  # "2 Mio. Euro (Land)"
    best: re.Match[str] | None = None
    for match in _CUE.finditer(text, max(near.low, raw.group_start - 3 * REACH), raw.group_start):
        weak = match.group().lower() in ("insgesamt", "gesamt", "in summe")
        if (
            best is not None
            and weak
            and best.lastgroup in _SOURCES
            and not set(text[best.end() : match.start()]) & set(",:;")
        ):
            continue  # "Landesmittel in Höhe von insgesamt …" are still the State's
        best = match
    if best is None or _cut_off(text, best.end(), raw.group_start):
        return (_role(after), after.group()) if after is not None else None
    if near.low > place[0] and best.start() < near.low + _owed_to_left(text, near.low, raw.group_start):
        return None  # it still names the sum before
    return _role(best), best.group()


def _cut_off(text: str, low: int, high: int) -> bool:
    """A bracket or semicolon stands between, and the bracket does not hold the sum alone ("(rund …)")."""
    for match in _LEFT_END.finditer(text, low, high):
        if match.group() != "(" or _ONLY_DEGREE.fullmatch(text, match.end(), high) is None:
            return True
    return False


def _owed_to_left(text: str, low: int, high: int) -> int:
    """How much of what stands between two sums still belongs to the first."""
    stop = _RIGHT_END.search(text, low, high)
    return (stop.start() if stop is not None else high) - low


def _role(match: re.Match[str]) -> Role:
    return match.lastgroup  # type: ignore[return-value]


class _Funding:
    """Whether sentences speak of funding; each is looked through once, and only when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[tuple[int, int], bool] = {}

    def __call__(self, place: tuple[int, int]) -> bool:
        if place not in self.known:
            self.known[place] = _FUNDING.search(self.text, *place) is not None
        return self.known[place]


def _elsewhere(cue: tuple[Role, str] | None, place: tuple[int, int], funded: _Funding) -> Role:
    """Outside statements of volume only clear words count."""
    if cue is None:
        return "other"
    role, words = cue
    if role == "total":
        return "total" if "esamt" in words and words.lower() not in ("insgesamt", "gesamt") else "other"
    if _ACTOR.match(words) and not funded(place):
        return "other"
    return role


def _in_statement(
    text: str,
    raws: Sequence[RawAmount],
    places: Sequence[tuple[int, int]],
    around: Sequence[Surroundings],
    periods: Sequence[Period],
    cues: Sequence[tuple[Role, str] | None],
) -> list[Role]:
    roles: list[Role | None] = []
    for index, (raw, cue) in enumerate(zip(raws, cues, strict=True)):
        low = max(places[index][0], raw.group_start - PART_REACH)
        part = _PART.search(text, low, raw.group_start) is not None
        if cue is not None and cue[0] in _SOURCES:
            roles.append(cue[0])
        elif part or around[index].per is not None:
            roles.append("component")
        else:
            roles.append(None)
    open_ones = [index for index, role in enumerate(roles) if role is None]
    stated = {index for index in open_ones if cues[index] is not None}
    spans = {(periods[i].start, periods[i].end) for i in open_ones}
    if len(open_ones) == 1:
        roles[open_ones[0]] = "total"
    elif len(open_ones) > 1 and len(spans) == len(open_ones):
        periodless = [i for i in open_ones if periods[i].start is None and periods[i].end is None]
        for index in open_ones:  # each for a time of its own: parts of a whole that only an own word names
            words = (cues[index] or ("", ""))[1]
            strong = "esamt" in words and words.lower() not in ("insgesamt", "gesamt")
            whole = strong or (bool(words) and index in periodless)
            roles[index] = "total" if whole else "component"
    else:
        for index in open_ones:
            roles[index] = _open_role(text, raws, index, stated, places)
    return [role or "other" for role in roles]


def _open_role(
    text: str, raws: Sequence[RawAmount], index: int, stated: Set[int], places: Sequence[tuple[int, int]]
) -> Role:
    if index in stated:
        return "total"
    if index - 1 in stated and _RESTATED.fullmatch(text[raws[index - 1].group_end : raws[index].group_start]):
        return "total"  # the same whole in another measure: "bzw. pro Jahr: 9.000 €"
    if not stated:
        return "component"
    return (
        "component"
        if _LABELLED.search(text, max(0, raws[index].group_start - 160), raws[index].group_start) is not None
        else "other"
    )
