"""Which currency a sign, code or word stands for, and where in a text to look for money at all.

The table is `currencies.yaml`. Every mention of money has such an anchor, so one scan for anchors decides
which texts are looked at more closely; everything else costs next to nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from extract.base.shipped import shipped_yaml

AnchorKind = Literal["sign", "code", "abbreviation", "word", "minor", "shared"]
# A code may touch its number ("EUR5.000"), a word may not; a figure or two behind it are the mark of a note.
_RIGHT_EDGES: dict[AnchorKind, str] = {
    "sign": "",
    "code": r"(?![^\W\d_])",
    "abbreviation": "",
    "word": r"(?![^\W\d_]|\d(?!\d?(?![\w-]|[.,]\d)))",
    "minor": r"(?![^\W_])",
    "shared": r"(?![^\W_])",
}
# "$name" and "${name}" are a program's, "5 $US" are dollars as the French write them.
_DOLLAR_EDGE = r"(?!(?!US\b)[^\W\d]|\{)"
CENT = Decimal("0.01")
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """What an anchor means: the currency (None: an adjective must say) and the worth of one unit in it."""

    code: str | None
    factor: Decimal
    kind: AnchorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyTable:
    """The anchors of `currencies.yaml` ready for scanning."""

    anchors: dict[str, Currency]
    adjectives: dict[str, str]
    guarded: dict[str, str]
    dollars: dict[str, str]
    scan: re.Pattern[str]


@cache
def currency_table() -> CurrencyTable:
    """Read `currencies.yaml` once."""
    raw: dict[str, Any] = shipped_yaml("extract.german.amounts", "currencies.yaml")
    anchors: dict[str, Currency] = {}
    adjectives: dict[str, str] = {}
    for code, entry in raw["currencies"].items():
        kinds: tuple[tuple[str, AnchorKind, Decimal], ...] = (
            ("signs", "sign", ONE),
            ("codes", "code", ONE),
            ("abbreviations", "abbreviation", ONE),
            ("words", "word", ONE),
            ("minor", "minor", CENT),
        )
        for key, kind, factor in kinds:
            for name in entry.get(key, ()):
                anchors[name] = Currency(code=code, factor=factor, kind=kind)
        for adjective in entry.get("adjectives", ()):
            adjectives[adjective] = code
    for name in raw["shared_words"]:
        anchors.setdefault(name, Currency(code=None, factor=ONE, kind="shared"))
    # Each alternative starts with a literal, so the engine skips ahead by first letter; what must not
    # stand to the left is checked by the caller. Long before short: "US-Dollar" before "US$".
    by_length = sorted(anchors, key=len, reverse=True)
    scan = "|".join(
        re.escape(name).replace(r"\ ", r"\s")
        + (_DOLLAR_EDGE if name.endswith("$") else _RIGHT_EDGES[anchors[name].kind])
        for name in by_length
    )
    return CurrencyTable(
        anchors=anchors,
        adjectives=adjectives,
        guarded=dict(raw["guarded_words"]),
        dollars=dict(raw["dollars"]),
        scan=re.compile(scan),
    )


def by_adjective(adjective: str) -> str | None:
    """ISO code for "kanadische", "kanadischen", "Schweizer"; None for any other word."""
    table = currency_table().adjectives
    for word in (adjective, adjective[:1].lower() + adjective[1:]):
        for ending in ("", "e", "en", "er", "es", "em"):
            if word.endswith(ending) and (stem := word[: len(word) - len(ending)]) in table:
                return table[stem]
    return None
