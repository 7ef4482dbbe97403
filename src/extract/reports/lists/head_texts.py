"""What the text of a cell at the top of a table says: a time, a unit, a number of its column, a value.

The words are those of ``heads.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from extract.base.shipped import shipped_yaml
from extract.german.cells import read_unit
from extract.german.records import Unit
from extract.reports.lists.contents import holds, holds_cell
from extract.reports.lists.row_cells import Row, RowCell

_LONGEST_TIME = 40
"""Letters of a head that is a time, with the words that belong to it."""
_LONGEST_UNIT = 16
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?\.?")
_NO_WORDS = re.compile(r"[\W\d_]*")


@cache
def head_words_of(kind: Literal["planned", "units", "below"]) -> tuple[str, ...]:
    """Words of heads: before a year, units that are no money, second lines that name nothing alone."""
    return tuple(cast("dict[str, list[str]]", shipped_yaml(__package__, "heads.yaml"))[kind])


_UNIT_BEHIND = re.compile(
    r"""
    (?: [\s,(]* (?: in \s )?
        (?: T€ | TEUR | (?: Tsd | Mio )\.? \s? (?: € | EUR | Euro ) | € | EUR | Euro ) \)? )+ $
    """,
    re.VERBOSE,
)


def head_unit(text: str) -> Unit | None:
    """The unit of money that a head names, also right behind a day ("31.12.23 €")."""
    unit = read_unit(text)
    if unit is None and is_time(" ".join(text.split())):
        match = _UNIT_BEHIND.search(text)
        unit = read_unit(match.group().strip(" \n,(")) if match is not None else None
    return unit


@cache
def _planned_year() -> re.Pattern[str]:
    """A year with what its figures are: of ``heads.yaml``."""
    inner = "|".join(map(re.escape, head_words_of("planned")))
    return re.compile(rf"(?:{inner})\s+(?:zum\s|am\s)?(?:\d\d?\.\d\d?\.)?(?:19|20)\d\d", re.IGNORECASE)


def is_time(text: str) -> bool:
    """Whether a head is a time, with its unit or without: ``2024 €``, ``Ansatz 2025 EUR``."""
    bare = " ".join(_UNIT_BEHIND.sub("", text).split())
    if _planned_year().fullmatch(bare):
        return True
    return 0 < len(bare) < _LONGEST_TIME and holds(bare) == "date"


def is_unit(text: str) -> bool:
    return len(text) < _LONGEST_UNIT and (read_unit(text) is not None or text in head_words_of("units"))


def is_value(cell: RowCell) -> bool:
    return holds_cell(cell) in ("figure", "money", "percent", "light", "none") and not is_time(cell.text)


def has_figures(row: Row) -> bool:
    """Whether a row holds what only stands below heads."""
    return not is_number_row(row) and any(
        is_value(cell) and holds_cell(cell) != "none" for cell in row.filled
    )


def has_values(row: Row) -> bool:
    """The same, or texts side by side."""
    if is_number_row(row):
        return False
    return has_figures(row) or sum(holds_cell(cell) == "text" for cell in row.filled) >= 2


def is_number_row(row: Row) -> bool:
    """Whether a row counts the columns: 1 2 3 4."""
    texts = [cell.text for cell in row.filled]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(re.sub(r"\D", "", text)) for text in texts]
    return numbers[0] in (1, 2) and all(two - one == 1 for one, two in pairwise(numbers))


def is_bare(text: str) -> bool:
    """Whether a head is a period or unit and no name."""
    return is_unit(text) or is_time(text) or _NO_WORDS.fullmatch(text) is not None
