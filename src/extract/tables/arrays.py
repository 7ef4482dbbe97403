"""Arrow arrays of Python values, put together from their buffers.

`pyarrow.array` asks of whatever it is given whether it is a pandas Series, and loads pandas to be able to
ask: 40 MB and as much time as a short report takes. The types are those of `extract.tables.arrow` only.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any, cast

import pyarrow as pa

_NUMBERS = {
    pa.int8(): "b",
    pa.int16(): "h",
    pa.int32(): "i",
    pa.int64(): "q",
    pa.float32(): "f",
    pa.float64(): "d",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)


def arrow_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """An array of that type; None becomes null.

    Args:
        values: what the type holds: ``str``, ``bool``, ``int``, ``float``, ``Decimal``, ``date``,
            ``datetime`` with zone, lists of groups of named values: of mappings, or of records with these
            attributes.
        kind: a type of `extract.tables.arrow`, dictionaries excepted.

    Raises:
        TypeError, AttributeError: a value is of another type.
        OverflowError: a number is too large for the type.
        ValueError: a decimal has more digits than the type.
    """
    valid = None if None not in values else _bits([value is not None for value in values])
    if pa.types.is_string(kind):
        return pa.Array.from_buffers(kind, len(values), [valid, *_texts(values)])
    if pa.types.is_list(kind):
        flat = [item for value in values if value is not None for item in value]
        ends = _offsets([0 if value is None else len(value) for value in values])
        inner = _groups(flat, kind.value_type)
        return pa.Array.from_buffers(kind, len(values), [valid, ends], children=[inner])
    return pa.Array.from_buffers(kind, len(values), [valid, _fixed(values, kind)])


class Words:
    """Values of a dictionary of strings, put in one after the other; each word is kept once."""

    def __init__(self) -> None:
        self._codes = array("i")
        self._known: dict[str | None, int] = {}

    def add(self, values: Iterable[str | None]) -> None:
        """Put values behind the others."""
        known = self._known
        self._codes.extend([known.setdefault(value, len(known)) for value in values])

    def array(self, kind: pa.DictionaryType) -> pa.DictionaryArray:
        """The array of all values; its dictionary is sorted, so that the same values give the same bytes."""
        words = sorted(value for value in self._known if value is not None)
        index: dict[str | None, int | None] = {word: number for number, word in enumerate(words)}
        codes = [index.get(value) for value in self._known]
        return pa.DictionaryArray.from_arrays(
            arrow_array([codes[code] for code in self._codes], kind.index_type),
            arrow_array(words, kind.value_type),
        )


def dictionary_array(values: Iterable[str | None], kind: pa.DictionaryType) -> pa.DictionaryArray:
    """The same for values that are all at hand."""
    words = Words()
    words.add(values)
    return words.array(kind)


def table_rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table, keyed by column, as `pyarrow.Table.to_pylist` gives them but without pandas."""
    columns = [_values(column) for column in table.columns]
    names = table.column_names
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if not pa.types.is_timestamp(column.type):
        return cast("list[Any]", column.to_pylist())
    numbers = [number for chunk in column.chunks for number in chunk.view(pa.int64()).to_pylist()]
    return [None if number is None else _EPOCH + number * _MICROSECOND for number in numbers]


def _groups(values: Sequence[Any], kind: pa.StructType) -> pa.Array:
    """Groups of named values, none of them null."""
    getter = itemgetter if values and isinstance(values[0], Mapping) else attrgetter
    children = []
    for field in kind:
        buffer = _plain(list(map(getter(field.name), values)), field.type)
        children.append(pa.Array.from_buffers(field.type, len(values), [None, buffer]))
    return pa.Array.from_buffers(kind, len(values), [None], children=children)


def _fixed(values: Sequence[Any], kind: pa.DataType) -> pa.Buffer:
    """The buffer of values of one length each."""
    if pa.types.is_boolean(kind):
        if not all(value is None or isinstance(value, bool) for value in values):
            raise TypeError(f"not all of {values!r} are True or False")
        return _bits([value is True for value in values])
    if pa.types.is_decimal(kind):
        return pa.py_buffer(b"".join(_digits(value, kind) for value in values))
    as_number: Callable[[Any], Any] | None = None
    if pa.types.is_date(kind):
        kind, as_number = pa.int32(), lambda day: (day - _FIRST_DAY).days
    elif pa.types.is_timestamp(kind):
        kind, as_number = pa.int64(), lambda time: (time - _EPOCH) // _MICROSECOND
    if as_number is not None:
        return _plain([0 if value is None else as_number(value) for value in values], kind)
    return _plain([0 if value is None else value for value in values], kind)


def _plain(values: Sequence[Any], kind: pa.DataType) -> pa.Buffer:
    return pa.py_buffer(array(_NUMBERS[kind], values))


def _digits(value: Decimal | None, kind: pa.Decimal128Type) -> bytes:
    number = Decimal(0) if value is None else value.scaleb(kind.scale)
    whole = int(number)
    if whole != number or abs(whole) >= 10**kind.precision:
        raise ValueError(f"{value} does not fit {kind}")
    return whole.to_bytes(16, "little", signed=True)


def _texts(values: Sequence[str | None]) -> tuple[pa.Buffer, pa.Buffer]:
    parts = [b"" if value is None else value.encode() for value in values]
    return _offsets([len(part) for part in parts]), pa.py_buffer(b"".join(parts))


def _offsets(lengths: Sequence[int]) -> pa.Buffer:
    return pa.py_buffer(array("i", accumulate(lengths, initial=0)))


def _bits(flags: Sequence[bool]) -> pa.Buffer:
    """One bit per flag, the first one lowest."""
    digits = "".join("1" if flag else "0" for flag in reversed(flags))
    return pa.py_buffer(int(digits or "0", 2).to_bytes(max(1, -(-len(flags) // 8)), "little"))
