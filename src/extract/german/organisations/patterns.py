"""The patterns that find organisations: one per way of naming, each hanging on a word only names have."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.german.organisations.kinds import LEGAL_FORMS
from extract.german.organisations.lists import name_lists, one_of

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


def _ministries() -> tuple[str, ...]:
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
        rf"""\b (?: (?: {_REGIONAL} | [A-ZÄÖÜ]\w+(?:es|er) \s ) (?= \w*inisterium ) )?
             (?: [A-ZÄÖÜ][\w-]*ministerium | Ministerium | Senatsverwaltung | Senator(?:in)? | Behörde )
             \s (?: für | der | des ) \s {topics} (?: \s \( [A-Z]\w+ \) )? (?: ,? {of_state} )?""",
        # ministries named by one compound, and the cabinet's offices, with the State behind them
        rf"\b [A-ZÄÖÜ][\w-]*ministerium {of_state}",
        rf"\b (?: Staatskanzlei | Senatskanzlei | Staatsministerium | Landesregierung | Landtag ) {of_state}",
        r"\b (?: Bundeskanzleramt | Auswärtige[sn]? \s Amt ) \b",
        # short forms
        rf"\b (?: {one_of(plain_short)} ) \b (?: [ ] NRW \b (?! [.-] ) )?",
        rf"\b (?: {one_of(lists.ambiguous_short_forms)} ) [ ] NRW \b (?! [.-] )",
    )


def _authorities() -> tuple[str, ...]:
    lists = name_lists()
    heads, local = one_of(lists.authority_heads), one_of(lists.local_heads)
    # "Landesamt für Umwelt und Stadtwerke Auental" are two
    other = r"""(?! (?: Stadt | Kreis | Landkreis | Gemeinde | Land | Bund | Ministerium | die | der
        | \w+ (?: amt | amts | amtes | werke | verband | verein | ministerium | kammer | universität
          | hochschule
          | gemeinde | kreis | institut | agentur | bank | betrieb | gesellschaft ) ) \b )"""
    noun = rf"(?: [a-zäöü]+(?:e|en|er|es) \s )? {other} {_CAP}"
    purpose = rf"{noun} (?: (?: -? , \s {noun} ){{0,6}} -? \s und \s {noun} )?"
    regional = rf"(?: {_REGIONAL} )"
    return (
        rf"\b (?: {one_of(lists.authorities)} ) (?! [\w-] )",
        # Landesamt für Umwelt, Deutsches Zentrum für Luft- und Raumfahrt, Institut für Holztechnologie
        rf"""\b (?: {regional}? (?: {heads} )
                 | Deutsche[sn]? \s (?: [A-ZÄÖÜ]\w* (?: zentrum | institut ) | Zentrum | Institut ) )
             \s (?: für | zur ) \s {purpose} {_of_state()}?""",
        # Jobcenter Auental, Zweckverband Abwasser Auental, Evangelische Kirchengemeinde Auental
        rf"""\b {regional}? (?: {local} ) (?: \s für )? (?: \s (?: von | der | des | zum ) )?
             \s {_PLACE} (?: \s {_CAP} )?""",
        # Thüringer Landesverwaltungsamt, Statistisches Landesamt
        rf"""\b {regional} (?: Landes | Staats | Oberste\s )? [a-zäöüA-ZÄÖÜ]*
             (?: amt | aufbaubank | rechnungshof ) \b {_of_state()}?""",
        rf"\b Rechnungshof \s (?: von | des \s Landes ) \s {_PLACE}",
    )


_UNIVERSITIES = (
    # Technische Universität Auental, Hochschule für Musik Auental, Kunsthochschule Auental
    rf"""\b (?: (?: [A-ZÄÖÜ][a-zäöü]+ische | Freie | Private | Duale | Folkwang ) n? \s )*
         (?: {_CAP}-Universität | Universität | Fachhochschule | Hochschule
           | (?! Volks ) [A-ZÄÖÜ]\w+hochschule )
         (?: \s (?: für | der | zu | des ) \s (?: [a-zäöü]+(?:e|en|es) \s )? {_CAP}
           (?: \s und \s {_CAP} )? (?: \s {_PLACE} )?
           | \s {_PLACE} )""",
    rf"\b {_CAP}-Universität \b",
    r"\b (?: Westfälische | Technische | Rheinische ) \s Hochschule \b",
    rf"\b (?: RWTH | TU | TH | FH | HAW | Uni | HSPV ) \s {_PLACE}",
)

_MUNICIPALITIES = (
    rf"\b (?: {one_of(name_lists().counties)} ) (?: e?s )? \b",
    rf"""\b (?: (?: Großen? \s )? (?: Landeshaupt | Hanse | Universitäts | Bundes | Kreis )?[Ss]tadt
      | (?: Samt | Verbands
      | Markt )?[Gg]emeinde
              | Kreis | Landkreis | Städteregion | Regionalverband | Landschaftsverband | Bezirksregierung
              | Bezirksamt | Landratsamt )
         \s {_PLACE}""",
    rf"\b {_CAP}-Kreis \b",
    r"\b (?: Märkisch | Oberbergisch | Rheinisch-Bergisch ) er \s Kreis \b",
)

_ASSOCIATIONS = (
    rf"""\b (?: Industrie-\sund\sHandelskammer | IHK | Handwerkskammer | HWK | [A-ZÄÖÜ]\w+kammer )
         (?: \s (?: zu | für | im | der ) (?: \s (?: das | den | die ) )? )? \s {_PLACE}""",
    rf"""\b (?: Stadtwerke | Stadtsparkasse | Sparkasse | Volksbank | Volkshochschule | VHS
      | Verbraucherzentrale
              | Wasserwerke | Handelsverband | Städtetag )
         \s {_PLACE} (?: \s {LEGAL_FORMS} (?! \w ) )?""",
    r"""\b (?: Deutsche[rsn]? | Nordrhein-Westfälische[rsn]? | Bayerische[rsn]? ) \s
         (?: Städtetag | Landkreistag | [A-ZÄÖÜ][\w-]*(?: verband | bund | verein | gesellschaft
           | kammer ) ) \b""",
    rf"\b (?: [A-ZÄÖÜ]\w*- )+ Stiftung \b | \b Stiftung \s {_NOT_A_PLACE} {_CAP} (?: \s {_CAP} )?",
    rf"""\b (?: Fraunhofer | Max-Planck | Leibniz | Helmholtz ) - (?: Institut | Zentrum | Gesellschaft )
         (?: \s für \s {_CAP} (?: (?: ,\s | \s und \s ) {_CAP} )* )?""",
)


@lru_cache(maxsize=1)
def naming_patterns() -> tuple[re.Pattern[str], ...]:
    """All patterns but the one for legal forms, which reads to the left."""
    groups = (_ministries(), _authorities(), _UNIVERSITIES, _MUNICIPALITIES, _ASSOCIATIONS)
    return tuple(re.compile(pattern, re.VERBOSE) for group in groups for pattern in group)


ANCHOR = re.compile(
    r"""
    inisterium | kanzlei | kanzleramt | Auswärtig | Senat | Landesregierung | Landtag | \b[A-Z]{2} | BMWi
      | BMVg
    | Univers | ochschule | Uni\b | [Ss]tadt | Städte | [Gg]emeinde | [Kk]reis | [Rr]egion | verband | Bezirks
    | Landrats | kammer | [Ss]parkasse | Volksbank | zentrale | werke | Deutsche | Westfälische | Bayerische
    | Stiftung | Institut | Zentrum | Gesellschaft | mbH | GbR | oHG | Ltd | Inc\b | B\.V | S\.A | \be\.
      | eG\b
    | [Aa]mt\b | [Aa]mts | [Aa]gentur | Behörde | anstalt\b | betrieb\b | Jobcenter | präsidium | gericht
    | hof\b | verbund
      | klinikum | bank\b | gemeinschaft | inspektion | zentrum | institut | Regierung | Kf\w
    """,
    re.VERBOSE,
)
"""Without any of these a text names no organisation that the patterns know."""

LEGAL_FORM = re.compile(rf"(?<= \s ) (?: {LEGAL_FORMS} | e\.\s?V\.? ) (?! [\w-] )", re.VERBOSE)
