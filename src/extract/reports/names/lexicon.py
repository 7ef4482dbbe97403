"""The general lexicon: what German reports call their columns and labels, and what such a name stands for.

The words are data (``lexicon.yaml``). A profile adds names of its own and decides where both know a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast, get_args

from rapidfuzz import fuzz, process

from extract.base.shipped import shipped_yaml
from extract.german.records import Role
from extract.reports.names.heading_names import split_year, squeeze, without_number
from extract.reports.names.keys import slug
from extract.reports.profile.model import EntryKind as EntryKind
from extract.reports.profile.model import LabelRule

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_FOOTNOTE_MARK = re.compile(r"(?<=[^\W\d_])\s*(?:\d{1,2}\)|\*+\)?|[¹²³⁴-⁹]+)$")
_UNIT_TAIL = re.compile(r"\s+in\s+(?:\S+\s?){1,2}$|\s*[,/]?\s*(?:€|EUR|Euro|T€|TEUR|CHF)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:der|die|das|den|des)\s+", re.IGNORECASE)
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zäöüß])")
_MOST_WORDS = 5
"""Words of a label that is known by its beginning: a sentence that begins so is none."""
_LONGEST_LABEL = 160
"""Characters: longer texts are values."""
_SLIP = 2
"""Letters that a slip of the pen adds or leaves out, at most."""
_FUZZY = 90.0
_FUZZY_LENGTH = 7
"""Letters of a name that a slip of the pen may change: shorter ones are other words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a label stands for."""

    name: str
    """Canonical name: ``costs``, ``responsible``; for a label unknown to all, the slug of its own words."""
    kind: EntryKind
    role: Role | None = None
    """Of the money below it."""
    is_known: bool = True
    """False for a label that neither lexicon nor profile has."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the lexicon."""

    known: Known
    heads: tuple[str, ...]
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


class Lexicon:
    """Labels by their letters, ready for look-up."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._whole: dict[str, Known] = {}
        self._begins: list[tuple[str, Known]] = []
        self._ends: list[tuple[str, Known]] = []
        for item in items:
            for head in item.heads:
                self._whole.setdefault(squeeze(head), item.known)
            self._begins += [(squeeze(text), item.known) for text in item.begins]
            self._ends += [(squeeze(text), item.known) for text in item.ends]
        self._begins.sort(key=lambda pair: -len(pair[0]))
        self._ends.sort(key=lambda pair: -len(pair[0]))
        self._longest = max(map(len, self._whole), default=0)
        self._by_length: dict[int, list[str]] = {}
        for name in self._whole:
            if len(name) >= _FUZZY_LENGTH:
                self._by_length.setdefault(len(name), []).append(name)
        self._found = lru_cache(maxsize=8_192)(self._find)

    def find(self, label: str) -> Known | None:
        """What a printed label stands for; None for words that are no label anyone knows.

        Args:
            label: as printed, line breaks included. Case, spaces, hyphens, a colon, a number before it, and
                a year, brackets, a unit or footnote mark behind it do not matter, nor does a slip of the pen.
        """
        return self._found(label) if len(label) <= _LONGEST_LABEL else None

    def of(self, label: str) -> Known:
        """The same for what is known to be a label: one that nobody knows keeps its own words as name."""
        return self.find(label) or Known(slug_of(label), "text", is_known=False)

    def _find(self, label: str) -> Known | None:
        for text in _readings(label):
            if known := self._whole.get(squeeze(text)):
                return known
        for text in _shorter(core_of(label)):
            if known := self._whole.get(squeeze(text)):
                return known
        parts = _PARTS.split(core_of(label))
        if 1 < len(parts) <= _MOST_PARTS:
            known_parts = [
                self._whole.get(squeeze(text)) for part in parts for text in (part, *_shorter(part))
            ]
            if found := next(filter(None, known_parts), None):
                return found
        core = split_year(core_of(label))[0] or core_of(label)
        bare = squeeze(core)
        if not bare or len(bare) > 2 * self._longest:
            return None
        words = core.split()
        openings = {squeeze(" ".join(words[:count])) for count in range(1, len(words) + 1)}
        for begin, known in self._begins:
            if begin in openings and len(words) <= _MOST_WORDS:
                return known
        for end, known in self._ends:
            if bare.endswith(end):
                return known
        if len(bare) < _FUZZY_LENGTH:
            return None
        lengths = range(len(bare) - _SLIP, len(bare) + _SLIP + 1)
        like = [name for length in lengths for name in self._by_length.get(length, ())]
        nearest = process.extractOne(bare, like, scorer=fuzz.ratio, score_cutoff=_FUZZY)
        return self._whole[nearest[0]] if nearest else None


def _readings(label: str) -> Iterable[str]:
    """The label as printed, then without what may stand around its words."""
    text = _LINE_HYPHEN.sub("", label).replace("\n", " ").strip()
    yield text
    yield core_of(label)
    bare, year = split_year(core_of(label))
    if year is not None:
        yield bare


_OF_WHAT = re.compile(
    r"""
    \s+ (?:
        de[rs] \s (?: \w+en \s )?
        (?: Vorhabens? | Maßnahmen? | Projekt(?:e?s|e)? | Operation | Förderung | Umsetzung | Begünstigten
          | Mittel )
      | gesamt | insgesamt | brutto | netto | geplant | geschätzt | ca\.? | von \s? [-–/]? \s? bis
      | vom | am ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words behind a label that do not change what it stands for."""
_HOW = re.compile(
    r"""
    ^ (?: geschätzte | geplante | voraussichtliche | erwartete | bisherige | aktuelle | derzeitige
      | tatsächliche | vorläufige | gesamte | jährliche | anteilige | konkrete | weitere | kurze ) [nrs]? \s+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:/|\||;)\s*|\s+[–-]\s+")
"""Two labels for one column: the first that is known tells ("Zuständigkeit / Akteure")."""
_MOST_PARTS = 3


def _shorter(core: str) -> Iterable[str]:
    """A label without the words that only say of what, how sure or how far."""
    bare = _OF_WHAT.sub("", core)
    if bare != core:
        yield bare
    if (less := _HOW.sub("", core)) != core:
        yield less
        if (both := _HOW.sub("", bare)) not in (less, bare):
            yield both


def core_of(label: str) -> str:
    """A label without number before it, article, brackets, unit or mark of a footnote behind it.

    >>> core_of("3. Kosten (in Euro)")
    'Kosten'
    """
    text = _LINE_HYPHEN.sub("", label).replace("\n", " ").strip().rstrip(":").strip()
    text = _FOOTNOTE_MARK.sub("", text)
    text = _BRACKETS.sub("", text)
    text = _UNIT_TAIL.sub("", text)
    return _ARTICLE.sub("", without_number(text)).strip(" :;,.–-*")


def slug_of(label: str, *, most: int = 60) -> str:
    """The words of a label as a name: small letters, digits, underscores; ``label`` where none are left.

    >>> slug_of("Datenquellen/Datenlieferanten")
    'datenquellen_datenlieferanten'
    """
    made = slug(_LINE_HYPHEN.sub("", label), empty="")[:most].rstrip("_")
    return made if made[:1].isalpha() else f"label_{made}".rstrip("_")


@cache
def general_items() -> tuple[Item, ...]:
    """The shipped lexicon."""
    raw = cast("list[dict[str, Any]]", shipped_yaml(__package__, "lexicon.yaml"))
    return tuple(_item(entry) for entry in raw)


def _item(entry: Mapping[str, Any]) -> Item:
    kind = entry["kind"]
    if kind not in get_args(EntryKind):
        raise ValueError(f"lexicon: {entry['name']}: no kind {kind!r}")
    known = Known(entry["name"], kind, entry.get("role"))
    return Item(known, *(tuple(entry.get(part, ())) for part in ("heads", "begins", "ends")))


def items_of(labels: Iterable[LabelRule]) -> tuple[Item, ...]:
    """What a profile says about labels, as items."""
    return tuple(Item(Known(rule.name, rule.kind, rule.role), tuple(rule.labels)) for rule in labels)


def lexicon(own: Sequence[Item] = ()) -> Lexicon:
    """The general lexicon with names of a profile before it."""
    return Lexicon([*own, *general_items()]) if own else _general()


@cache
def _general() -> Lexicon:
    return Lexicon(general_items())
