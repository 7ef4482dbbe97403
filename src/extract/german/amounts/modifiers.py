"""Is a sum meant exactly, roughly, as a lower or as an upper bound?

Nearest words first: what stands directly before the number, then what directly follows it, then a verb of
comparison in the same clause ("Rechnungen, die … überschreiten"). Nouns set nothing (Mindestlohn,
Höchstgrenze): they name a bound, the sum itself is exact.
"""

from __future__ import annotations

import re
from typing import Literal

from extract.base.patterns import late

Bound = Literal["exact", "approx", "min", "max"]
REACH = 90
"""Characters looked at to the left and to the right."""

_APPROX = r"""
  rund | ca\.? | circa | zirka | etwa | knapp | gut | ungefähr | ungef\. | rd\. | annähernd | nahezu | fast
        | beinahe
| voraussichtlich | vsl\. | schätzungsweise | geschätzt(?:e[nrs]?)? | überschlägig | grob | um\s(?:die|rund)
| nicht\s ganz
| in\s der\s Größenordnung\s von | Größenordnung (?:\svon|:)? | in\s etwa | an\s die | gut\s und\s gerne
      | im\s Bereich\s von | prognostiziert(?:e[nrs]?)? | so\s um | ~ | ≈ | ± | approx\.
"""
_MIN = r"""
  mindestens | mind\.? | min\.? | wenigstens | zumindest | minimal | mehr\s als
| größer (?:\s als)? | höher\s als
| (?: größer | mehr | höher )\s oder\s gleich
| nicht\s (?: unter | weniger\s als | geringer\s als ) | oberhalb (?:\svon)? | jenseits\s von | über | ab
      | (?<! [-=–—] ) >=? | ≥
| überschreite[nt] | überschritt(?:en)? | übersteig(?:t|en) | überst(?:ieg|iegen)
"""
_MAX = r"""
  bis\s zu | bis\s zu[rm]\s (?: Höhe | [^\W\d_]*grenze | [^\W\d_]*betrag (?:\s von)? )
      | bis\s maximal | bis\s höchstens | bis\s einschließlich | bis | allerhöchstens
      | im\s Höchstfall | maximal | max\.? | höchstens | allenfalls | weniger\s als
| (?: kleiner | weniger | geringer )\s oder\s gleich
| geringer\s als | niedriger\s als | kleiner (?:\s als)? | nicht\s (?: mehr\s als | über | höher\s als )
      | unterhalb (?:\svon)?
| unter | <=? (?! [-=] ) | ≤ | unterschreite[nt] | unterschritt(?:en)?
"""
# May stand between the modifier and the number without changing it.
_FILLER = r"""
(?: insgesamt | in\s Summe | zusammen | in\s Höhe\s von | i\.\s?H\.\s?v\. | jährlich | monatlich
      | pro\s Jahr | p\.\s?a\.
  | pro\s Monat | jeweils | je | weitere[nrs]? | zusätzliche?[nrs]? | nochmals | noch | nur | brutto
        | netto | einmalig
  | auf | von | bei | bei\s den\s genannten | den\s genannten | den | die | genannten
  | ein(?:em|er) \s [^\W\d_]+ \s von | aber | jedoch
  | (?: förderfähig | zuwendungsfähig | möglich | zulässig )\s (?: ist | sind | waren ) )
"""
# These lose their sense as soon as another word comes between ("über insgesamt 3 Mio. €" may be "of").
_BARE = frozenset(["über", "ab", "unter", "bis", "gut", "knapp", "fast"])
_LEFT = late(
    rf"(?<! [\w.] ) (?: (?P<min> {_MIN} ) | (?P<max> {_MAX} ) | (?P<approx> {_APPROX} ) )"
    rf" (?P<filler> (?: \s+ {_FILLER} )* ) \s* (?: \( \s* )? \Z",
    re.VERBOSE | re.IGNORECASE,
)
_OUTER_BOUND = late(
    rf"(?<! [\w.] ) (?: (?P<min> {_MIN} ) | (?P<max> {_MAX} ) ) \s (?: {_FILLER} \s )* \Z",
    re.VERBOSE | re.IGNORECASE,
)
# "maximale Förderung: 5.000 €", "die geschätzten Kosten liegen bei 3 Mio. €"
_ADJECTIVE_LEFT = late(
    r"\b (?: (?P<approx> voraussichtliche | geschätzte | ungefähre ) | (?P<max> maximale | höchstmögliche )"
    r" | (?P<min> minimale ) ) [nrsm]? \s (?: [^\W\d]+ \s? ){1,4}"
    r" (?: \( [^()\d]{1,24} \) \s? )?"
    r" (?: : \s? | \s? von \s | \b bei \s | beträgt \s | \b auf \s | betragen \s"
    r" | in\s Höhe\s von \s ) (?: insgesamt \s )? \Z",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL_APPROX_LEFT = late(
    r"(?: \( (?: ca\. | circa | geschätzt | Schätzung | vorläufig | voraussichtlich | rund ) \) \s? :?"
    r" | \b dürfte[n]? \b [^,;:.\d\n]{0,40} \b (?: bei | auf ) ) \s \Z",
    re.VERBOSE,
)
# "ab einem Auftragswert von 25.000 Euro"
_VALUE_OF = late(r"\s+ein(?:em|er)\s", re.IGNORECASE)
# "Förderbescheid über", "Darlehen über", "verfügt über": the sum itself, no lower bound.
_SUM_OF = late(
    r"(?: (?: bescheid | darlehen | kredit | vertrag | auftrag | anleihe | scheck | rechnung | bürgschaft"
    r" | zusage | bewilligung"
    r" | antrag | urkunde | gutschein | zuwendung | förderung | finanzierung | budget"
    r" | spende (?! n ) | angebot"
    r" | vereinbarung"
    r" | ausschreibung | darlehn | garantie | volumen | paket | programm | etat | fonds ) (?: e?s | en"
    r" | e | n | er )?"
    r" (?: \s Nr\. \s? [\w/.-]+ )? (?: \s (?: vom | v\. ) \s [^,;:()\n]{4,20} )?"
    r" | \b verfüg(?:t|en|te|ten|end) (?: \s [^\W\d]+ ){0,4} | \b Verfügung (?: \s [^\W\d]+ ){0,2} ) \s \Z",
    re.VERBOSE | re.IGNORECASE,
)
_RIGHT = late(
    r"\*? \s? (?: (?P<min> (?: und | oder ) \s (?: mehr | darüber ) \b | aufwärts \b )"
    r" | (?P<max> (?: oder | und ) \s (?: weniger | darunter ) \b | \(? (?: maximal | max\."
    r" | höchstens ) (?! \s? \d ) )"
    r" | (?P<approx> herum \b | \( (?: ca\. | geschätzt | Schätzung | voraussichtlich | vsl\. | vorläufig )"
    r" | (?: werden \s | wird \s )? geschätzt \b ) )",
    re.VERBOSE | re.IGNORECASE,
)
_VERB = late(
    r"(?P<clause> [^,;:.()\n]{0,80}? (?: Berichtsjahr \s \d{4} )? [^,;:.()\n]{0,40}? )"
    r" (?: \b (?P<negated> nicht \s (?: mehr \s )? ) )?"
    r" \b (?: (?P<over> (?: zu \s )? (?: überschreite[nt] | überschritten | übersteig(?:t|en) | überstiegen"
    r" | hinausgeh(?:t|en) | überschreitet ) )"
    r" | (?P<under> unterschreite[nt] | unterschritten | unterschreitet )"
    r" | (?P<reach> erreich(?:t|en|te|ten) ) ) \b",
    re.VERBOSE | re.IGNORECASE,
)

_CAP = r"(?: gedeckelt | begrenzt | beschränkt | limitiert | gekappt )"
_VERB_STEMS = ("schreit", "schritt", "steig", "stieg", "inausgeh", "rreich")
_CAP_STEMS = ("edeckelt", "egrenzt", "eschränkt", "imitiert", "ekappt")
"""What these words and those of `_VERB` and `_CAP` have in any spelling: a cheap look before the patterns."""
# "auf 80.000 Euro gedeckelt", "begrenzt auf 80.000 Euro"
_TO_LEFT = late(
    rf"(?<! nicht\s ) \b (?: auf | bei ) \s (?: \d+ \s? (?: % | Prozent ) \s (?: und | oder ) \s )?"
    rf" (?: {_FILLER} \s )* \Z",
    re.VERBOSE | re.IGNORECASE,
)
_CAPPED_LEFT = late(
    rf"(?<! nicht\s ) \b {_CAP} \s (?: (?: ist | wird | wurde | und\szwar | worden ) \s )? (?: auf"
    rf" | bei ) \s (?: {_FILLER} \s )* \Z",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET_RIGHT = late(rf"\s? \( \s? {_CAP} \b", re.VERBOSE)
_CAPPED_RIGHT = late(
    rf"(?! [^,;:.()\n]{{0,50}}? \b (?: nicht | und ) \b ) [^,;:.()\n]{{0,50}}? \b {_CAP} \b",
    re.VERBOSE | re.IGNORECASE,
)
# "Kostenschätzung der Architektin: 6,5 Mio. €"
_ESTIMATED_LEFT = late(
    r"(?<! [Ww]ert ) (?<! [Ee]in ) (?: [Ss]chätz (?: ung (?:en)? | wert (?:e?s)? | preis (?:e?s)? | kosten )"
    r" | [Üü]berschlag (?:e?s)? )"
    r" \b (?: \s [\w.]+ ){0,6}? \s? (?: : | \b von | \b auf | \b bei | \b beträgt | \b ergab"
    r" | \b ergibt | \b lautet )?"
    r" \s* \Z",
    re.VERBOSE,
)
_ESTIMATED_RIGHT = late(
    r"\s (?: \( | laut | nach | gemäß ) \s? (?: [a-zäöüß]+ \s )? [^\W\d_]* (?<! [Ww]ert ) (?<! [Ee]in )"
    r" [Ss]chätzung (?:en)? \b",
    re.VERBOSE,
)

# "eine gute Million Euro"
_INSIDE = late(r"\s (?: gute | knappe | runde ) [nr]? \s", re.VERBOSE)
_NOT_RIGHT = late(r"[^,;.\n]{0,40}\bnicht\b")


def modifier_of(text: str, *, start: int, end: int, low: int, high: int) -> Bound:
    """The modifier of the amount at `start:end`, looking no further than `low` and `high`."""
    if _INSIDE.search(text, start, end) is not None:
        return "approx"
    if (found := _left(text, max(low, start - REACH), start, end)) is not None:
        return found
    right = _RIGHT.match(text, end, high)
    if right is not None and right.lastgroup is not None:
        return _bound(right.lastgroup)
    around = text[max(low, start - REACH) : min(high, end + REACH)]
    capped = any(stem in around for stem in _CAP_STEMS)
    if capped and _capped(text, low=low, start=start, end=end, high=high):
        return "max"
    estimated = "chätz" in around or "berschlag" in around
    if estimated and _ESTIMATED_RIGHT.match(text, end, high):
        return "approx"
    compared = any(stem in around for stem in _VERB_STEMS)
    verb = _VERB.match(text, end, min(high, end + REACH)) if compared else None
    if verb is not None:
        return _by_verb(verb)
    adjective = _ADJECTIVE_LEFT.search(text, max(low, start - REACH), start)
    if adjective is not None:
        return _bound(next(name for name in ("approx", "max", "min") if adjective[name]))
    if _LABEL_APPROX_LEFT.search(text, max(low, start - REACH), start) is not None:
        return "approx"
    if estimated and _ESTIMATED_LEFT.search(text, max(low, start - REACH), start) is not None:
        return "approx"
    return "exact"


def _capped(text: str, *, low: int, start: int, end: int, high: int) -> bool:
    near = max(low, start - REACH)
    if _CAPPED_LEFT.search(text, near, start) or _BRACKET_RIGHT.match(text, end, high):
        return True
    return (
        _TO_LEFT.search(text, near, start) is not None
        and _CAPPED_RIGHT.match(text, end, min(high, end + REACH)) is not None
    )


def _left(text: str, low: int, start: int, end: int) -> Bound | None:
    match = _LEFT.search(text, low, start)
    if match is None:
        return None
    name = next(group for group in ("min", "max", "approx") if match[group] is not None)
    word = match[name].lower()
    if word in _BARE and match["filler"].strip() and _VALUE_OF.match(match["filler"]) is None:
        return None
    if word == "über" and _SUM_OF.search(text, max(0, match.start() - 60), match.start()) is not None:
        return None
    if "schr" in word or "stieg" in word or "steig" in word:  # "überschreiten 3 Mio. Euro (nicht)"
        negated = _NOT_RIGHT.match(text, end) is not None
        return "max" if (name == "min") == negated else "min"
    if name == "approx":
        # "bis zu rund 3 Mio. €", "mindestens ca. 500 €": the bound says more than the rounding
        outer = _OUTER_BOUND.search(text, low, match.start())
        if outer is not None and (outer["min"] or "").lower() != "über":
            return "min" if outer["min"] else "max"
    return _bound(name)


def _by_verb(verb: re.Match[str]) -> Bound:
    negated = verb["negated"] is not None
    if verb["over"] is not None:
        return "max" if negated else "min"
    if verb["under"] is not None:
        return "min" if negated else "max"
    return "max" if negated else "exact"


def _bound(name: str) -> Bound:
    return {"approx": "approx", "min": "min", "max": "max"}[name]  # type: ignore[return-value]
