"""Damaged copies of a PDF, by bytes and by objects; the copy of a number is always the same."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

SEED = 20221130

# -- bytes ---------------------------------------------------------------------------------------------------

TOKENS = b" endobj | stream\n|>>|<<|[|]|(|q | Do | Tj | 1 0 R |%".split(b"|")
NUMBERS = [b"0", b"-1", b"99999999999", b"1e9", b"-", b".", b"1 0 R"]


def _flip(data: bytearray, place: int, rng: random.Random) -> None:
    data[place] = rng.randrange(256)


def _number(data: bytearray, place: int, rng: random.Random) -> None:
    data[place : place + 1] = rng.choice(NUMBERS)


def _token(data: bytearray, place: int, rng: random.Random) -> None:
    data[place:place] = rng.choice(TOKENS)


def _drop(data: bytearray, place: int, rng: random.Random) -> None:
    del data[place : place + rng.randrange(1, 60)]


def _repeat(data: bytearray, place: int, rng: random.Random) -> None:
    data[place:place] = data[place : place + rng.randrange(1, 400)]


def _cut(data: bytearray, place: int, rng: random.Random) -> None:
    del data[max(place, 100) :]


CHANGES: list[Callable[[bytearray, int, random.Random], None]] = [
    _flip,
    _number,
    _token,
    _drop,
    _repeat,
    _cut,
]


def uncompressed(data: bytes) -> bytes:
    """The file with everything in plain text, so that changes of bytes hit something."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            target,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


def mutated_bytes(original: bytes, number: int) -> bytes:
    """The copy of that number."""
    rng = random.Random(SEED + number)
    data = bytearray(original)
    change = CHANGES[number % len(CHANGES)]
    for _ in range(rng.choice([1, 3, 20, 100])):
        if len(data) > 200:
            change(data, rng.randrange(len(data)), rng)
    return bytes(data)


# -- objects -------------------------------------------------------------------------------------------------

_WORD = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[\da-fA-F]*>|[^\s\[\]()<>]+|[\[\]<>]")
_OPERATORS = (
    b"q Q cm BT ET Tf Td TD Tm T* Tj TJ ' \" Tc Tw Tz TL Ts Tr re m l c v y h S s f f* B b n W W* "
    b"Do sh gs cs CS sc scn SC SCN g G rg RG k K BDC BMC EMC BI ID EI d w J"
).split()
_OPERANDS = b"0 -1 1e38 -1e38 .0 0.0001 99999999999 nan (x) () <4> [ ] /F1 /Fm0 /Nichts null << >> %".split()


def _instructions(data: bytes, rng: random.Random) -> bytes:
    """A few words of the drawing instructions changed, moved, dropped or repeated."""
    words = _WORD.findall(data)
    for _ in range(rng.choice([1, 2, 8, 40])):
        if not words:
            break
        place = rng.randrange(len(words))
        match rng.randrange(6):
            case 0:
                words[place] = rng.choice(_OPERATORS)
            case 1:
                words[place] = rng.choice(_OPERANDS)
            case 2:
                words.insert(place, rng.choice([*_OPERATORS, *_OPERANDS]))
            case 3:
                del words[place : place + rng.randrange(1, 6)]
            case 4:
                words[place:place] = words[place : place + rng.randrange(1, 30)] * rng.randrange(1, 4)
            case _:
                other = rng.randrange(len(words))
                words[place], words[other] = words[other], words[place]
    return b" ".join(words)


def _odd_value(pdf: Pdf, objects: list[Object], rng: random.Random) -> Any:
    """A value that is hardly ever right."""
    return rng.choice(
        [
            lambda: rng.choice([0, -1, 1, 90, 2**31, -(2**31), 2**40]),
            lambda: rng.choice([Name.Nichts, Name.Form, Name.Type3, Name.FlateDecode, Name.Pages]),
            lambda: rng.choice([True, None]),
            lambda: pikepdf.String(rng.choice(["", "x" * 5000, "\x00\n\u202e<b>../../"])),
            lambda: Array([rng.choice([0, -5, 1e9, Name.x]) for _ in range(rng.randrange(7))]),
            lambda: Dictionary({f"/K{i}": i for i in range(rng.randrange(3))}),
            lambda: rng.choice(objects),
        ]
    )()


def _entries(value: Any, depth: int = 3) -> list[tuple[Any, Any]]:
    """Dictionaries and arrays of an object, with their keys."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, Dictionary | Stream):
        keys: Any = list(value.keys())
    elif isinstance(value, Array):
        keys = range(len(value))
    else:
        return found
    for key in keys:
        found.append((value, key))
        inner = value[key]
        if depth and isinstance(inner, Dictionary | Array) and not inner.is_indirect:
            found += _entries(inner, depth - 1)
    return found


def _change_entry(pdf: Pdf, objects: list[Object], rng: random.Random) -> None:
    holder = rng.choice(objects)
    entries = _entries(holder)
    if not entries:
        return
    value, key = rng.choice(entries)
    if rng.random() < 0.3:
        del value[key]
    else:
        value[key] = _odd_value(pdf, objects, rng)


def _change_stream(pdf: Pdf, objects: list[Object], rng: random.Random) -> None:
    streams = [one for one in objects if isinstance(one, Stream)]
    if not streams:
        return
    stream = rng.choice(streams)
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        return
    if b" Tf" in data or b" re" in data or rng.random() < 0.5:
        stream.write(_instructions(data, rng))
    else:
        changed = bytearray(data)
        for _ in range(rng.choice([1, 5, 50])):
            if len(changed) > 1:
                rng.choice(CHANGES)(changed, rng.randrange(len(changed)), rng)
        stream.write(bytes(changed))


def mutated_objects(original: bytes, number: int) -> bytes:
    """The copy of that number: a sound file with odd objects in it."""
    rng = random.Random(SEED + number)
    with pikepdf.open(io.BytesIO(original)) as pdf:
        objects = [one for one in pdf.objects if isinstance(one, Dictionary | Stream | Array)]
        for _ in range(rng.choice([1, 2, 5, 15])):
            change = rng.choice([_change_entry, _change_stream, _change_stream])
            try:
                change(pdf, objects, rng)
            except (pikepdf.PdfError, TypeError, ValueError, IndexError, KeyError):
                continue  # what was changed before stays in the way
        target = io.BytesIO()
        try:
            pdf.save(target, static_id=True, compress_streams=rng.random() < 0.5, fix_metadata_version=False)
        except (pikepdf.PdfError, RuntimeError, TypeError, ValueError):
            return original  # not even the library that wrote it can save this
    return target.getvalue()
