"""What the cells of a column hold: figures, money, dates, numbers of projects, names, texts.

A head says what a column is meant for; the cells say what it holds. Both are asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.german.amounts import find_amounts
from extract.german.cells import read_number
from extract.german.dates import find_dates
from extract.german.organisations import find_organisations
from extract.reports.lists.row_cells import RowCell

Holds = Literal["empty", "none", "light", "figure", "money", "date", "percent", "code", "words", "text"]
"""What one cell holds. ``none`` is a dash: no value; ``words`` are few, ``text`` is more."""

_NONE = re.compile(r"[-–—−‐./\s]*|\./\.|n\.?\s?v\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(
    r"""
    (?= .*\d )
    (?: [A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,5} [ .\-_/]? )?              # MOB 6, BS1, Maßn. 3
    (?: [A-ZÄÖÜ]{1,5} [.\-_/ ] )*                              # AF-BAU-12
    \d{1,9} [a-zA-Z]?
    (?: [.\-–/_] [A-Z]{0,3} \d{1,9} [a-z]? )*
    [.)]?
    | [A-ZÄÖÜ]{1,4} [.)]?                                      # A, B2 without its figure
    | [IVXL]{1,5} \.? (?: \d{1,3} \.? )*
    """,
    re.VERBOSE,
)
_PERCENT = re.compile(r"[-–+]?\s?\d[\d.,]*\s?(?:%|v\.\s?H\.|Prozent)")
_LED = re.compile(
    r"""[\s(]* (?: (?: ab | bis | seit | ca\. | circa | voraussichtlich | vsl\. | geplant | spätestens | vom
        | von | am | Mitte | Anfang | Ende | zum | zu | etwa | frühestens | ff | u | und | Jahr | fortlaufend
        | laufend ) \b \.? | [-–/,;:().] | \s )* """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_FEW_WORDS = 4
_WHOLE = 0.6
"""So much of the letters of a cell must belong to its amount for the cell to be money."""
GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[.'’ \u00a0]\d{3})+(?![\d])|,\d\d(?!\d)")
"""A figure as money is printed: in groups of three, or with two decimals."""


@lru_cache(maxsize=32_768)
def holds(text: str) -> Holds:
    """What a text is, taken for the whole of a cell."""
    if not text:
        return "empty"
    if len(text) <= 6 and _NONE.fullmatch(text):
        return "none"
    if _DIGITS.search(text):
        if _YEAR.fullmatch(text):
            return "date"
        if _PERCENT.fullmatch(text):
            return "percent"
        if is_date(text):
            return "date"
        if read_number(text) is not None:
            return "figure"
        if is_money(text):
            return "money"
        if _CODE.fullmatch(text):
            return "code"
    elif _CODE.fullmatch(text) and len(text) <= 4:
        return "code"
    return "words" if len(text.split()) <= _FEW_WORDS and len(text) < 40 else "text"


def holds_cell(cell: RowCell | None) -> Holds:
    """The same for a cell, which may show a coloured dot instead."""
    if cell is None:
        return "empty"
    return "light" if cell.light is not None else holds(cell.text)


def is_date(text: str) -> bool:
    """Whether dates are all that a cell says ("ab 2022", "03/2021 – 12/2023")."""
    if len(text) > 60:
        return False
    mentions = find_dates(text)
    if not mentions:
        return False
    rest = []
    done = 0
    for mention in mentions:
        rest.append(text[done : mention.start])
        done = mention.end
    rest.append(text[done:])
    return all(_LED.fullmatch(part) is not None for part in rest)


def is_money(text: str) -> bool:
    """Whether sums with their unit are most of what a cell says."""
    if len(text) > 60:
        return False
    mentions = find_amounts(text)
    covered = sum(mention.end - mention.start for mention in mentions)
    return bool(mentions) and covered >= _WHOLE * len(text)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the filled cells of a column hold, counted."""

    rows: int
    """Rows looked at, empty places included."""
    counts: Counter[Holds]
    distinct: float
    """Share of different texts among the texts; 1 where no two are alike."""
    length: float
    """Letters of a usual text of it."""
    words: float
    """Words of a usual text of it."""
    organisations: float
    """Share of the texts that name an organisation."""
    grouped: float
    """Share of the figures that are printed as money is."""
    years: float
    """Share of the filled cells that are a single year."""
    filled: int = 0

    def share(self, *kinds: Holds) -> float:
        """Share of the cells with a value that hold one of these."""
        return sum(self.counts[kind] for kind in kinds) / self.filled if self.filled else 0.0

    @property
    def fullness(self) -> float:
        """Share of the rows that have a value here."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def is_text(self) -> bool:
        return self.share("text", "words") >= 0.5

    @property
    def is_figures(self) -> bool:
        return self.share("figure", "money") >= 0.6


_SAMPLE = 400
"""Cells of a column that are looked at: what more of them hold is no other thing."""


def contents_of(cells: Iterable[RowCell | None]) -> Contents:
    """Counts what the cells of a column hold.

    Args:
        cells: one a row, from top to bottom; a cell that spans several rows counts once.
    """
    counts: Counter[Holds] = Counter()
    texts: list[str] = []
    figures: list[str] = []
    rows = years = 0
    last: RowCell | None = None
    for cell in cells:
        rows += 1
        if cell is not None and cell is last:
            rows -= 1
            continue
        last = cell
        kind = holds_cell(cell)
        counts[kind] += 1
        if cell is None:
            continue
        if kind in ("text", "words", "code"):
            texts.append(cell.text)
        elif kind == "figure":
            figures.append(cell.text)
        years += bool(_YEAR.fullmatch(cell.text))
        if rows >= _SAMPLE:
            break
    filled = sum(counts.values()) - counts["empty"] - counts["none"]
    lengths = sorted(len(text) for text in texts)
    words = sorted(len(text.split()) for text in texts)
    return Contents(
        rows=rows,
        counts=counts,
        distinct=len(set(texts)) / len(texts) if texts else 0.0,
        length=lengths[len(lengths) // 2] if lengths else 0.0,
        words=words[len(words) // 2] if words else 0.0,
        organisations=sum(map(names_a_body, texts)) / len(texts) if texts else 0.0,
        grouped=sum(bool(GROUPED.search(text)) for text in figures) / len(figures) if figures else 0.0,
        years=years / filled if filled else 0.0,
        filled=filled,
    )


_OFFICE = re.compile(
    r"""
    \w* (?: amt | ämter | betrieb | werke | verwaltung ) \b
    | (?: Fachbereich | Fachdienst | Fachgebiet | Dezernat | Abteilung | Referat | Sachgebiet | Stabsstelle
        | Amt | Eigenbetrieb | Ministerium | Senator\w* | Magistrat | Landesamt | Kreis | Stadt | Gemeinde
        | Land ) \b
    | .* \b e\.\s?K\.
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=8_192)
def names_a_body(text: str) -> bool:
    """Whether a cell names an organisation or an office."""
    return len(text) < 120 and (_OFFICE.match(text) is not None or bool(find_organisations(text)))


def has_letters(text: str) -> bool:
    return _LETTER.search(text) is not None
