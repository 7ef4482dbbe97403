"""The patterns that find organisations: one per way of naming, each hanging on a word only names have.

A pattern is tried, and compiled, only where a text holds one of its anchors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.base.patterns import late
from extract.german.organisations.kinds import LEGAL_FORMS
from extract.german.organisations.lists import name_lists, one_of

_ANCHORS: Final[dict[str, tuple[str, ...]]] = {
    "ministry": ("inisterium", "Senat", "Behörde"),
    "cabinet": ("kanzlei", "kanzleramt", "Auswärtig", "Landesregierung", "Landtag"),
    "university": ("Univers", "ochschule", "Uni"),
    "town": ("tadt", "emeinde", "kreis", "Kreis", "Regionalv", "Städteregion", "Landschaftsv", "Bezirks",
             "Landrats"),
    "trade": ("kammer", "werke", "parkasse", "bank", "zentrale", "Handelsv", "Städtetag", "Stiftung"),
    "adjective": ("Deutsche", "Nordrhein-Westfälische", "Bayerische"),
    "research": ("Fraunhofer", "Max-Planck", "Leibniz", "Helmholtz"),
    "office": ("amt", "Amt", "gentur", "anstalt", "nstitut", "entrum", "zentrale", "büro", "hof", "betrieb",
               "Betrieb", "Kf", "Regierung"),
    "local": ("Jobcenter", "präsidium", "gericht", "direktion", "inspektion", "klinikum", "erbund", "erband",
              "gemeinschaft", "werk", "Werk", "Rote", "handwerkerschaft", "Feuerwehr", "Projektträger"),
    "unit": ("Fach", "Sachgebiet", "Stab", "Servicebereich"),
    "lower": ("behörde",),
    "company": ("mbH", "mbB", "GbR", "oHG", "Ltd", "Inc", "B.V", "S.A", "eG", "AöR"),
}  # fmt: skip
"""Parts of words, one of which a text must hold for a pattern to be worth trying."""
_CAPITALS = re.compile("[A-Z]{2}")
_REGISTERED = re.compile(r"e\.\s?[VG]")


@dataclass(frozen=True, slots=True)
class Naming:
    """One way of naming, and the anchors one of which every such name holds."""

    anchors: frozenset[str]
    pattern: re.Pattern[str]


def _named(anchors: str, name: str, *, lead: str = "A-ZÄÖÜ") -> Naming:
    """A pattern that goes from one first letter of a word to the next: `lead` is what names begin with.

    A search that has to begin with a boundary stops at every character; one for a set of letters skips.
    """
    pattern = rf"[{lead}] (?<! \w . ) (?<= (?= (?P<name> {name} ) ) . )"
    return Naming(frozenset(anchors.split()), late(pattern, re.VERBOSE))


_CAP = r"[A-ZÄÖÜ][\w’-]*"
"""A word with a capital, hyphens inside."""

_NOT_A_PLACE = r"(?! (?: Die|Der|Das|Ein|Eine|Im|In|Am|Mit|Und|Land|Region|GmbH|AG|Stadt|Gemeinde) \b )"

_PLACE = rf"""
    {_NOT_A_PLACE}
    (?: (?: Bad | Sankt | St\. ) \s {_CAP}
      | {_CAP} (?: / {_CAP} )*
        (?: \s (?: am | im | (?: an | in | ob | vor ) \s (?: der | dem ) ) \s
          (?: {one_of(name_lists().place_tails)} ) \b )?
    )
"""
"""Auental, Auental-Nord, Auental/Bergheim, Bad Auental, Auental an der Aue."""


_REGIONAL = r"""(?: [A-ZÄÖÜ][a-zäöüß]+ (?: isch | lich ) e[snrm]?
    | Thüringer | Berliner | Hamburger | Brandenburger ) \s"""
"""Sächsisches, Niedersächsischen, Thüringer."""


def _of_state() -> str:
    states = one_of(name_lists().states)
    return rf"""(?: \s des \s Landes \s (?:{states}) | \s (?:des \s )? Freistaat(?:e?s)? \s \w+
                      | \s (?:{states}) (?! [\w-] | \.\w ) | \s des \s Bundes \b )"""


def _ministries() -> tuple[Naming, ...]:
    lists = name_lists()
    of_state = _of_state()
    # "Kultur", "Klimaschutz", "nukleare Sicherheit", "Bundes- und Europaangelegenheiten"
    topic = rf"""(?: (?: [a-zäöüA-ZÄÖÜ][a-zäöü]+en? \s )? (?: {_CAP}- ,? \s (?: und \s )? )*
                     (?: {one_of(lists.portfolios)}
                       | [A-ZÄÖÜ]\w*(?:{one_of(lists.portfolio_endings)}) ) \b )"""
    topics = rf"""{topic} (?: , \s (?: (?: für | der | des ) \s )? {topic} )*
                  (?: ,? \s (?: und | sowie ) \s (?: (?: für | der | des ) \s )? {topic} ){{0,2}}"""
    plain_short = lists.ministries.keys() - lists.ambiguous_short_forms
    return (
        # Ministerium für …, Sächsisches Staatsministerium der …, Senatsverwaltung für …, with the State
        _named(
            "ministry",
            rf"""(?: (?: {_REGIONAL} | [A-ZÄÖÜ]\w+(?:es|er) \s ) (?= \w*inisterium ) )?
             (?: [A-ZÄÖÜ][\w-]*ministerium | Ministerium | Senatsverwaltung | Senator(?:in)? | Behörde )
             \s (?: für | der | des ) \s {topics} (?: \s \( [A-Z]\w+ \) )? (?: ,? {of_state} )?""",
        ),
        # ministries named by one compound, and the cabinet's offices, with the State behind them
        _named("ministry", rf"[A-ZÄÖÜ][\w-]*ministerium {of_state}"),
        _named(
            "ministry cabinet",
            rf"""(?: Staatskanzlei | Senatskanzlei | Staatsministerium | Landesregierung | Landtag )
             {of_state}""",
        ),
        _named("cabinet", r"(?: Bundeskanzleramt | Auswärtige[sn]? \s Amt ) \b"),
        # short forms
        _named("capitals", rf"(?: {one_of(plain_short)} ) \b (?: [ ] NRW \b (?! [.-] ) )?"),
        _named("capitals", rf"(?: {one_of(lists.ambiguous_short_forms)} ) [ ] NRW \b (?! [.-] )"),
    )


def _authorities() -> tuple[Naming, ...]:
    lists = name_lists()
    heads, local, units = one_of(lists.authority_heads), one_of(lists.local_heads), one_of(lists.unit_heads)
    # "Landesamt für Umwelt und Stadtwerke Auental" are two
    other = r"""(?! (?: Stadt | Kreis | Landkreis | Gemeinde | Land | Bund | Ministerium | die | der
        | \w+ (?: amt | amts | amtes | werke | verband | verein | ministerium | kammer | universität
          | hochschule
          | gemeinde | kreis | institut | agentur | bank | betrieb | gesellschaft ) ) \b )"""
    noun = rf"(?: [a-zäöü]+(?:e|en|er|es) \s )? {other} {_CAP}"
    purpose = rf"{noun} (?: (?: -? , \s {noun} ){{0,6}} -? \s und \s {noun} )?"
    regional = rf"(?: {_REGIONAL} )"
    return (
        _named("office capitals adjective local company", rf"(?: {one_of(lists.authorities)} ) (?! [\w-] )"),
        # Landesamt für Umwelt, Deutsches Zentrum für Luft- und Raumfahrt, Institut für Holztechnologie
        _named(
            "office",
            rf"""(?: {regional}? (?: {heads} )
                 | Deutsche[sn]? \s (?: [A-ZÄÖÜ]\w* (?: zentrum | institut ) | Zentrum | Institut ) )
             \s (?: für | zur ) \s {purpose} {_of_state()}?""",
        ),
        # Fachbereich Stadtplanung und Umwelt, Stabsstelle für Klimaschutz, Fachdienst 61 Tiefbau
        _named(
            "unit",
            rf"""(?: {units} ) (?: \s (?: \d{{1,3}}(?![\w.]) | [IVX]{{1,4}}\b ) (?: \s [–-] | : )? )?
             (?: \s für )? \s {_NOT_A_PLACE} {_NO_UNIT} {purpose}""",
        ),
        # Untere Naturschutzbehörde
        _named(
            "lower",
            r"(?: [Uu]ntere | [Oo]bere | [Oo]berste | [Hh]öhere ) [nr]? \s [A-ZÄÖÜ][a-zäöüß]+behörde \b",
            lead="UuOoHh",
        ),
        # Jobcenter Auental, Zweckverband Abwasser Auental, Evangelische Kirchengemeinde Auental
        _named(
            "office town trade local",
            rf"""{regional}? (?: {local} ) (?: \s für )? (?: \s (?: von | der | des | zum ) )?
             \s {_PLACE} (?: \s {_CAP} )?""",
        ),
        # Thüringer Landesverwaltungsamt, Statistisches Landesamt
        _named(
            "office",
            rf"""{regional} (?: Landes | Staats | Oberste\s )? [a-zäöüA-ZÄÖÜ]*
             (?: amt | aufbaubank | rechnungshof ) \b {_of_state()}?""",
        ),
        _named("office", rf"Rechnungshof \s (?: von | des \s Landes ) \s {_PLACE}"),
    )


_NO_UNIT = r"""(?! (?: Frau | Herrn? | Leitung | Anfang | Mitte | Ende | Frühjahr | Sommer | Herbst | Winter
    | Januar | Februar | März | April | Mai | Juni | Juli | August | September | Oktober | November | Dezember
    | Stand | Seite | Telefon | Tel | Sie | Wir | Es | Für | Bei | Zur | Zum | Auf | Alle ) \b )"""
"""What begins another statement behind the head of a unit."""

_UNIVERSITIES = (
    # Technische Universität Auental, Hochschule für Musik Auental, Kunsthochschule Auental
    _named(
        "university",
        rf"""(?: (?: [A-ZÄÖÜ][a-zäöü]+ische | Freie | Private | Duale | Folkwang ) n? \s )*
         (?: {_CAP}-Universität | Universität | Fachhochschule | Hochschule
           | (?! Volks ) [A-ZÄÖÜ]\w+hochschule )
         (?: \s (?: für | der | zu | des ) \s (?: [a-zäöü]+(?:e|en|es) \s )? {_CAP}
           (?: \s und \s {_CAP} )? (?: \s {_PLACE} )?
           | \s {_PLACE} )""",
    ),
    _named("university", rf"{_CAP}-Universität \b"),
    _named("university", r"(?: Westfälische | Technische | Rheinische ) \s Hochschule \b"),
    _named("capitals university", rf"(?: RWTH | TU | TH | FH | HAW | Uni | HSPV ) \s {_PLACE}"),
)


def _municipalities() -> tuple[Naming, ...]:
    return (
        _named("town", rf"(?: {one_of(name_lists().counties)} ) (?: e?s )? \b"),
        _named(
            "town",
            rf"""(?: (?: Großen? \s )?
             (?: Landeshaupt | Hanse | Universitäts | Bundes | Kreis )?[Ss]tadt (?: verwaltung )?
           | (?: Samt | Verbands | Markt )?[Gg]emeinde (?: verwaltung )?
           | Kreis (?: verwaltung )? | Landkreis | Städteregion | Regionalverband | Landschaftsverband
           | Bezirksregierung | Bezirksamt | Landratsamt )
         \s {_PLACE}""",
        ),
        _named("town", rf"{_CAP}-Kreis \b"),
        _named("town", r"(?: Märkisch | Oberbergisch | Rheinisch-Bergisch ) er \s Kreis \b"),
    )


_ASSOCIATIONS = (
    _named(
        "trade capitals",
        rf"""(?: Industrie-\sund\sHandelskammer | IHK | Handwerkskammer | HWK | [A-ZÄÖÜ]\w+kammer )
         (?: \s (?: zu | für | im | der ) (?: \s (?: das | den | die ) )? )? \s {_PLACE}""",
    ),
    _named(
        "trade town university capitals office",
        rf"""(?: Stadtwerke | Stadtsparkasse | Sparkasse | Volksbank | Volkshochschule | VHS
             | Verbraucherzentrale | Wasserwerke | Handelsverband | Städtetag )
         \s {_PLACE} (?: \s {LEGAL_FORMS} (?! \w ) )?""",
    ),
    _named(
        "adjective",
        r"""(?: Deutsche[rsn]? | Nordrhein-Westfälische[rsn]? | Bayerische[rsn]? ) \s
         (?: Städtetag | Landkreistag | [A-ZÄÖÜ][\w-]*(?: verband | bund | verein | gesellschaft
           | kammer ) ) \b""",
    ),
    _named(
        "trade",
        rf"(?: [A-ZÄÖÜ]\w*- )+ Stiftung \b | Stiftung \s {_NOT_A_PLACE} {_CAP} (?: \s {_CAP} )?",
    ),
    _named(
        "research",
        rf"""(?: Fraunhofer | Max-Planck | Leibniz | Helmholtz ) - (?: Institut | Zentrum | Gesellschaft )
         (?: \s für \s {_CAP} (?: (?: ,\s | \s und \s ) {_CAP} )* )?""",
    ),
)


@lru_cache(maxsize=1)
def naming_patterns() -> tuple[Naming, ...]:
    """All patterns but the one for legal forms, which reads to the left."""
    return (*_ministries(), *_authorities(), *_UNIVERSITIES, *_municipalities(), *_ASSOCIATIONS)


LEGAL_FORM = Naming(
    frozenset({"company", "capitals", "registered"}),
    late(rf"\s (?P<name> {LEGAL_FORMS} | e\.\s?V\.? ) (?! [\w-] )", re.VERBOSE),
)


def anchors_of(text: str) -> set[str]:
    """The anchors that a text holds; without any of them it names no organisation that the patterns know."""
    found = {name for name, parts in _ANCHORS.items() if any(part in text for part in parts)}
    if _CAPITALS.search(text):
        found.add("capitals")
    if _REGISTERED.search(text):
        found.add("registered")
    return found
