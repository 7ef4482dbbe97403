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


def _ministries() -> tuple[str, ...]:
    lists = name_lists()
    states = one_of(lists.states)
    of_state = rf"""(?: \s des \s Landes \s (?:{states}) | \s (?:des \s )? Freistaat(?:e?s)? \s \w+
                      | \s (?:{states}) (?! [\w.-] ) | \s des \s Bundes \b )"""
    # "Kultur", "Klimaschutz", "nukleare Sicherheit", "Bundes- und Europaangelegenheiten"
    topic = rf"""(?: (?: [a-zäöüA-ZÄÖÜ][a-zäöü]+en? \s )? (?: {_CAP}- ,? \s (?: und \s )? )*
                     (?: {one_of(lists.portfolios)}
                       | [A-ZÄÖÜ]\w*(?:{one_of(lists.portfolio_endings)}) ) \b )"""
    topics = rf"""{topic} (?: , \s {topic} )*
                  (?: ,? \s (?: und | sowie ) \s (?: (?: für | der | des ) \s )? {topic} ){{0,2}}"""
    plain_short = lists.ministries.keys() - lists.ambiguous_short_forms
    return (
        # Ministerium für …, Sächsisches Staatsministerium der …, Senatsverwaltung für …, with the State
        rf"""\b (?: [A-ZÄÖÜ]\w+(?:es|er) \s (?= \w*inisterium ) )?
             (?: [A-ZÄÖÜ][\w-]*ministerium | Ministerium | Senatsverwaltung | Senator(?:in)? )
             \s (?: für | der | des ) \s {topics} (?: \s \( [A-Z]\w+ \) )? (?: ,? {of_state} )?""",
        # ministries named by one compound, and the cabinet's offices, with the State behind them
        rf"\b [A-ZÄÖÜ][\w-]*ministerium {of_state}",
        rf"\b (?: Staatskanzlei | Senatskanzlei | Staatsministerium | Landesregierung | Landtag ) {of_state}",
        r"\b (?: Bundeskanzleramt | Auswärtige[sn]? \s Amt ) \b",
        # short forms
        rf"\b (?: {one_of(plain_short)} ) \b (?: [ ] NRW \b (?! [.-] ) )?",
        rf"\b (?: {one_of(lists.ambiguous_short_forms)} ) [ ] NRW \b (?! [.-] )",
    )


_UNIVERSITIES = (
    # Technische Universität Auental, Hochschule für Musik Auental, Kunsthochschule Auental
    rf"""\b (?: (?: Technische | Westfälische | Freie | Pädagogische | Katholische | Evangelische | Private
                   | Medizinische | Rheinische | Folkwang | Deutsche ) n? \s )*
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
    rf"""\b (?: (?: Landeshaupt | Hanse | Universitäts | Bundes | Kreis )?[Ss]tadt | (?: Samt | Verbands
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
    groups = (_ministries(), _UNIVERSITIES, _MUNICIPALITIES, _ASSOCIATIONS)
    return tuple(re.compile(pattern, re.VERBOSE) for group in groups for pattern in group)


ANCHOR = re.compile(
    r"""
    inisterium | kanzlei | kanzleramt | Auswärtig | Senat | Landesregierung | Landtag | \b[A-Z]{2} | BMWi
      | BMVg
    | Univers | ochschule | Uni\b | [Ss]tadt | Städte | [Gg]emeinde | [Kk]reis | [Rr]egion | verband | Bezirks
    | Landrats | kammer | [Ss]parkasse | Volksbank | zentrale | werke | Deutsche | Westfälische | Bayerische
    | Stiftung | Institut | Zentrum | Gesellschaft | mbH | GbR | oHG | Ltd | Inc\b | B\.V | S\.A | \be\.
      | eG\b
    """,
    re.VERBOSE,
)
"""Without any of these a text names no organisation that the patterns know."""

LEGAL_FORM = re.compile(rf"(?<= \s ) (?: {LEGAL_FORMS} | e\.\s?V\.? ) (?! [\w-] )", re.VERBOSE)
