"""Web addresses printed in a text.

What is one: anything with a scheme or ``www.``; a bare domain under a known top level, with or without a
path. Not one: mail addresses; abbreviations (``z.B.``); names that only look like a domain. German regions
and cities have top levels that names are made of (``KulturNetz.NRW``): under these a bare domain counts
only with a path, with three parts, alone in its line, or after a word or sign that announces an address.

Addresses broken over lines must have been joined before (`extract.german.hyphenation.join_lines`).
Source of the host and path characters: RFC 3986 with the international letters of RFC 3987.
"""

from __future__ import annotations

import re

from extract.german.records import LinkMention

_GENERIC = """
    de at ch eu org com net info biz io app dev online digital nl be lu dk pl fr cz uk gov edu int
    museum jobs mobi coop website site shop blog wiki tv cloud energy academy
"""
GENERIC_TOP_LEVELS = frozenset(_GENERIC.split())
"""Top levels under which a bare domain is an address, without German words (in, am, so)."""

_NAMING = "nrw ruhr berlin hamburg bayern koeln cologne saarland wien tirol swiss"
NAMING_TOP_LEVELS = frozenset(_NAMING.split())
"""Top levels of regions and cities, also used as the end of names."""

_ADDRESS = re.compile(
    r"""
    (?<![\w@./\-])                                  # a token begins; nothing of an address or mail before it
    (?P<scheme> https?:// )?
    (?P<host> (?: [\w-]{1,63} \. )+ [^\W\d_]{2,24}  # labels and a top level
            | (?<=://) localhost )
    (?! [\w@-] | \.\w+@ )                           # not the first half of a mail address
    (?P<port> :\d{2,5} )?
    (?P<path> [/?\#] [^\s<>"„“”»«|\\^`{}]* )?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_INNER_DOT = re.compile(r"\.[^\W\d_]")
"""Every host has one; most texts have dots at the ends of sentences only."""

_TRAILING = ".,;:!?'’‚‘…*)]–—"
_PAIRS = {")": "(", "]": "["}

_ANNOUNCED = re.compile(
    r"""
    (?: \b (?: unter | siehe | URL | Links? | Web(?:site|seite|adresse)? | Homepage | Internet(?:seite)?
             | Online-?[Pp]ortal | abrufbar | Infos? | Informationen ) [ ]
      | [:→>]\s? )
    [„"(]? $
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_links(text: str) -> tuple[LinkMention, ...]:
    """Printed web addresses in reading order.

    Args:
        text: running text.

    Returns:
        Mentions with the address as printed, closing punctuation left out, and ``url`` absolute:
        ``https://`` where no scheme is printed, scheme and host in lower case.
    """
    if _INNER_DOT.search(text) is None and "://" not in text:
        return ()
    mentions: list[LinkMention] = []
    for match in _ADDRESS.finditer(text):
        if not _is_address(text, match):
            continue
        printed = _without_trailing(match[0])
        host_end = match.end("host") - match.start()
        scheme = (match["scheme"] or "https://").lower()
        url = scheme + match["host"].lower() + printed[host_end:]
        start = match.start()
        mentions.append(LinkMention(start=start, end=start + len(printed), text=printed, url=url))
    return tuple(mentions)


def _is_address(text: str, match: re.Match[str]) -> bool:
    host = match["host"]
    labels = host.split(".")
    if any(label.startswith(("-", "_")) or label.endswith("-") for label in labels):
        return False
    if match["scheme"]:
        return True
    if labels[0].lower() == "www":
        return len(labels) > 2
    top = labels[-1]
    if len(labels[-2]) < 2 or not top.islower():
        return False
    if top in GENERIC_TOP_LEVELS:
        return True
    if top not in NAMING_TOP_LEVELS:
        return False
    if len(labels) > 2 or match["path"]:
        return True
    before, after = text[: match.start()], text[match.end() :]
    alone = (not before or before[-1] == "\n" or before.endswith("• ")) and (not after or after[0] == "\n")
    return host.islower() and (alone or bool(_ANNOUNCED.search(before[-30:])))


def _without_trailing(printed: str) -> str:
    """The address without the sentence's punctuation; a bracket stays when it was opened inside."""
    while printed and printed[-1] in _TRAILING:
        opening = _PAIRS.get(printed[-1])
        if opening and printed.count(opening) >= printed.count(printed[-1]):
            break
        printed = printed[:-1]
    return printed
