"""The markup that carries hand-made annotations inside the sample's text.

``«printed|kind …»`` marks what is printed and says what it means; the rest is plain text.

=====================================================  ==================================================
``«12. Mai|d 2021-05-12 ctx»``                          a date: ISO day, month or year, or ``from..to``;
                                                        the grain word (``quarter`` …) where it is not
                                                        plain from the ISO text; ``start``/``mid``/``end``
                                                        for Anfang/Mitte/Ende; ``ctx``: year from context;
                                                        ``name``: part of a name
``«11,5 Mio. €|a 11500000 total»``                      an amount: value, role, optional modifier and
                                                        frequency, ``upto=``, ``per=``, ``since=``,
                                                        ``until=``, ``asof=``
``«60 %|s 60»``                                         a share in a funding statement
``«www.wort.example|l»``                                a web address
=====================================================  ==================================================

``⏎`` breaks the line in print where a reader sees a space, ``↩`` where a reader sees nothing (after a
hyphen, inside a web address); ``~`` is a no-break space, ``ˍ`` a narrow one (U+202F).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Any

MARK = re.compile(r"«(?P<text>[^|»]+)\|(?P<spec>[^»]+)»")
SPACES = str.maketrans({"~": "\u00a0", "ˍ": "\u202f"})
GRAINS = {"day", "week", "month", "quarter", "season", "halfyear", "year", "schoolyear", "semester", "range"}
DATE_MODIFIERS = {"start", "mid", "end", "approx"}
AMOUNT_MODIFIERS = {"approx", "min", "max", "range"}
FREQUENCIES = {"yearly", "monthly"}
ROLES = {"total", "state", "federal", "eu", "own", "seed", "component", "other"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of printed text. ``kind`` is ``text``, ``link``, ``space-break`` or ``break``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its annotations, both as printed and as read."""

    printed: str
    """With the break signs ``⏎`` and ``↩`` still in it, without annotations."""
    text: str
    """As a reader understands it: breaks undone."""
    dates: tuple[dict[str, Any], ...] = ()
    amounts: tuple[dict[str, Any], ...] = ()
    shares: tuple[dict[str, Any], ...] = ()
    links: tuple[str, ...] = ()

    def pieces(self) -> list[Piece]:
        """The text as runs for a typesetter; web addresses and forced breaks are runs of their own."""
        found: list[Piece] = []
        addresses = sorted(set(re.findall(r"(?:https?://|www\.)[^\s,;]*[^\s,;.]", self.printed)), key=len)
        pattern = "|".join([re.escape(item) for item in reversed(addresses)] + ["⏎", "↩"])
        position = 0
        for match in re.finditer(pattern, self.printed):
            if match.start() > position:
                found.append(Piece("text", self.printed[position : match.start()]))
            token = match.group()
            kind = {"⏎": "space-break", "↩": "break"}.get(token, "link")
            for place, part in enumerate(token.split("↩") if kind == "link" else [token]):
                if place:
                    found.append(Piece("break", "↩"))
                found.append(Piece(kind, part))
            position = match.end()
        if position < len(self.printed):
            found.append(Piece("text", self.printed[position:]))
        return found


def interval(token: str) -> tuple[str, str, str]:
    """First day, last day and grain of an ISO day, month, year or ``from..to``.

    Raises:
        ValueError: the token is none of these.
    """
    if ".." in token:
        first, last = token.split("..")
        return first, last, "range"
    parts = [int(part) for part in token.split("-")]
    if len(parts) == 1:
        return f"{parts[0]}-01-01", f"{parts[0]}-12-31", "year"
    if len(parts) == 2:
        days = calendar.monthrange(parts[0], parts[1])[1]
        return f"{token}-01", f"{token}-{days:02d}", "month"
    if len(parts) == 3:
        return token, token, "day"
    raise ValueError(f"no interval: {token}")


def parse(source: str) -> MarkedText:
    """Read marked text.

    Args:
        source: text with annotations.

    Raises:
        ValueError: an annotation is not understood; the message quotes it.
    """
    source = source.translate(SPACES).strip()
    dates: list[dict[str, Any]] = []
    amounts: list[dict[str, Any]] = []
    shares: list[dict[str, Any]] = []
    links: list[str] = []
    for match in MARK.finditer(source):
        text = plain(match["text"])
        kind, *words = match["spec"].split()
        if kind == "d":
            dates.append(_date(text, words))
        elif kind == "a":
            amounts.append(_amount(text, words))
        elif kind == "s":
            shares.append({"text": text, "percent": float(words[0])})
        elif kind == "l":
            links.append(re.sub(r"^https?://", "", text))
        else:
            raise ValueError(f"unknown kind of annotation: {match.group()}")
    printed = MARK.sub(lambda match: match["text"], source)
    if set("«»|") & set(printed):
        raise ValueError(f"broken annotation in: {printed}")
    return MarkedText(printed, plain(printed), tuple(dates), tuple(amounts), tuple(shares), tuple(links))


def plain(printed: str) -> str:
    """The text without the signs for forced line breaks."""
    return printed.replace("⏎", " ").replace("↩", "")


def _date(text: str, words: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": text,
        "grain": None,
        "modifier": None,
        "year_from_context": False,
        "name": False,
    }
    grain = None
    for word in words:
        if word in GRAINS:
            grain = word
        elif word in DATE_MODIFIERS:
            entry["modifier"] = word
        elif word == "ctx":
            entry["year_from_context"] = True
        elif word == "name":
            entry["name"] = True
        else:
            entry["from"], entry["to"], entry["grain"] = interval(word)
    if grain:
        entry["grain"] = grain
    if "from" not in entry:
        raise ValueError(f"date without interval: {text} {words}")
    return entry


def _amount(text: str, words: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": text,
        "value": float(words[0]),
        "modifier": "exact",
        "frequency": "once",
        "role": None,
        "from": None,
        "to": None,
        "as_of": None,
    }
    if entry["value"].is_integer():
        entry["value"] = int(entry["value"])
    keys = {"since": "from", "until": "to", "asof": "as_of", "per": "per"}
    for word in words[1:]:
        name, _, value = word.partition("=")
        if word in AMOUNT_MODIFIERS:
            entry["modifier"] = word
        elif word in FREQUENCIES:
            entry["frequency"] = word
        elif word in ROLES:
            entry["role"] = word
        elif name == "upto":
            entry["value_to"] = int(value)
        elif name in keys and value:
            entry[keys[name]] = value
        else:
            raise ValueError(f"unknown word {word} in amount {text}")
    if entry["role"] is None:
        raise ValueError(f"amount without role: {text}")
    return entry
