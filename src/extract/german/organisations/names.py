"""Names of organisations made regular, so that one organisation has one name."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.german.hyphenation import join_lines
from extract.german.organisations.lists import NRW, name_lists, one_of

_AUTHORITY = r"(?:[Mm]inisterium\b|Staatskanzlei\b|Landesregierung\b|Landtag\b)"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    states = one_of(name_lists().states)
    return {
        # "des Landes NRW", "Land NRW"
        "land": re.compile(rf"\b(Land(?:es)?) ({states})(?![\w.-])"),
        # "Ministerium für Verkehr NRW", "Staatskanzlei Nordrhein-Westfalen": authority, then the State alone
        "bare": re.compile(rf"^((?:\w+\s)?\w*{_AUTHORITY}.*?),?\s(?:des Landes\s)?({states})(?=$|,)"),
        # a short form explained behind the name: "Ministerium für Verkehr (VM) des Landes NRW"
        "explained": re.compile(r"\s\((?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{1,8})\)"),
        # a short form instead of the name, with or without the State
        "short": re.compile(rf"^({one_of(name_lists().ministries)})(?:[ -](?:des Landes )?(?:NRW|{NRW}))?$"),
        # a break of the State's name that was joined with a space
        "broken": re.compile(r"\b(Nordrhein|Baden|Mecklenburg|Rheinland|Sachsen|Schleswig)- (?=[A-Z])"),
    }


def normalise_organisation(name: str) -> str:
    """The name with line breaks undone, white space folded and abbreviations of the State undone.

    Args:
        name: as printed, possibly over several lines.

    Returns:
        ``Ministerium für Verkehr NRW`` and ``Ministerium für Verkehr des Landes NRW`` both give
        ``Ministerium für Verkehr des Landes Nordrhein-Westfalen``; a ministry's short form its full name.
    """
    patterns = _patterns()
    states = name_lists().states
    text = join_lines(name.split("\n")).text.strip(" ,;:")
    text = patterns["broken"].sub(r"\1-", text)
    short = patterns["short"].match(text)
    if short:
        return name_lists().ministries[short[1]]
    if re.search(_AUTHORITY, text):
        text = patterns["explained"].sub("", text)
        text = patterns["bare"].sub(lambda match: f"{match[1]} des Landes {states[match[2]]}", text)
    text = patterns["land"].sub(lambda match: f"{match[1]} {states[match[2]]}", text)
    return re.sub(r"\be\. ?V\.", "e.V.", text)
