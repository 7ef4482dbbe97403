"""The kind of an organisation, told from its name."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.german.organisations.lists import name_lists, one_of
from extract.german.records import OrganisationKind

LEGAL_FORMS = r"""
    (?: g?GmbH (?: \s & \s Co\. \s? KG (?:aA)? )? | mbH (?: \s & \s Co\. \s? KG )? | g?AG
      (?: \s & \s Co\. \s KG (?:aA)? )?
      | SE (?: \s & \s Co\. \s KG (?:aA)? )? | KGaA | KG | OHG | oHG | GbR | UG
        (?: \s \(haftungsbeschränkt\) )? | eG | e\.\s?G\.
      | g?K?AöR | (?: PartG \s? )? mbB | PartGmbB | Ltd\.? | Inc\.? | B\.V\. | S\.A\. )
"""

_MINISTRY = r"""
    [Mm]inisterium \b | \b [Mm]inister(?:in)? \s (?: für | der | des ) \b | (?: Staats
      | Senats ) kanzlei \b | Bundeskanzleramt
    | Auswärtiges \s Amt | Senatsverwaltung \b | Senator(?:in)? \s für \b | ^ Behörde \s für \b
"""
_REGISTERED_ASSOCIATION = r"\b e\.\s?V\.? (?!\w) | \b eingetragener \s Verein \b"
_UNIVERSITY = r"""
    \b (?:[\w-]*-)? Universität (?: \b (?! \s* e\.?V ) ) | \b (?! Volks ) \w*[Hh]ochschule \b
      | \b Hochschule \b
    | \b (?: RWTH | TU | TH | FH | HAW | ETH | KIT | FOM | HSPV ) \b (?= \s | $ )
      | \b Uni \s (?=[A-ZÄÖÜ]) | \b University \b
    | Universitätsallianz | Universitätsklinikum | \b Universitäten \b | \b Hochschulen \b
"""
_MUNICIPALITY = r"""
    ^ (?: Freie \s und \s )? (?: die \s )?
    (?: [A-ZÄÖÜ]?[a-zäöü]*[Ss]tadt (?: verwaltung )? | [A-ZÄÖÜ]?[a-zäöü]*[Gg]emeinde (?: verwaltung )?
      | Stadtbezirk
      | Markt | Kommunen? | Städte | Gemeinden
      | Kreis(?:e|verwaltung)? | Landkreise? | Landratsamt | Städteregion | StädteRegion | Region
        | Regionalverband
      | Landschaftsverband | Bezirksamt | [A-Za-zäöüß]*[Zz]weckverband | Verwaltungsgemeinschaft
        | Ortsteil | Amt ) \s (?: [A-ZÄÖÜ] | am \b | an \b )
    | ^ Großen? \s Kreisstadt \b
    | ^ [A-ZÄÖÜ][\w-]*-Kreis \b | ^ [A-ZÄÖÜ]\w+ischer \s Kreis \b | ^ \w+landkreis \b
    | \b (?: Stadt | Kreis | Gemeinde ) verwaltung \b | ^ Regionalverband \b | ^ (?: LWL | LVR | RVR ) \b
"""
_ASSOCIATION = r"""
    \b [\w-]*? (?: [Kk]ammer | [Vv]erband | [Vv]erbände | [Vv]erein | [Vv]ereinigung | [Bb]und
      | [Ss]tiftung | [Gg]ewerkschaft | [Ii]nnung
      | [Gg]enossenschaft | [Ii]nitiative | [Nn]etzwerk | [Aa]llianz | [Bb]ündnis | [Ll]iga
        | [Ss]tädtetag | [Ll]andkreistag | [Gg]emeindebund
      | [Ff]orum | [Cc]lub | [Kk]lub ) (?: s | es | e )? \b (?! [-] )
    | \b (?: IHK | HWK | DGB | AWO | DRK | ver\.di | IG \s [A-Z]\w+ | Caritas | Diakonie | Malteser
      | Johanniter | NABU | BUND | ADFC | VCD ) \b
"""
_COMPANY = r"""
    \b [\w-]*? (?: [Ss]tadtwerke? | [Ww]asserwerke? | [Ss]parkasse | [Vv]olksbank | [Bb]ank | [Ww]erke
      | [Vv]erkehrsbetriebe
      | [Gg]esellschaft | [Ff]lughafen | [Hh]olding | [Vv]erlag ) \b | \b NRW\.BANK \b
"""


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[OrganisationKind, re.Pattern[str]], ...]:
    rules: tuple[tuple[OrganisationKind, str], ...] = (
        ("ministry", rf"^ (?: {one_of(name_lists().ministries)} ) (?: [ -] NRW )? $ | {_MINISTRY}"),
        ("association", _REGISTERED_ASSOCIATION),
        ("university", _UNIVERSITY),
        ("company", rf"(?: ^ | \s | -) {LEGAL_FORMS} (?= $ | [\s,;)] )"),
        ("municipality", rf"{_MUNICIPALITY} | ^ (?: {one_of(name_lists().counties)} ) (?: e?s )? $"),
        ("other", rf"^ (?: {one_of(name_lists().authorities)} ) $"),
        ("association", _ASSOCIATION),
        ("company", _COMPANY),
    )
    return tuple((kind, re.compile(pattern, re.VERBOSE)) for kind, pattern in rules)


def classify_organisation(name: str) -> OrganisationKind:
    """The kind: the first that the name speaks for, in the order ministry, registered association,
    university, company by legal form, municipality, association, company by trade; else ``other``.

    Chambers, foundations and federations count as ``association``, regional federations of towns as
    ``municipality``.
    """
    text = " ".join(name.split())
    for kind, pattern in _rules():
        if pattern.search(text):
            return kind
    return "other"
