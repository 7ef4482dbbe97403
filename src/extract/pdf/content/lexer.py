"""Drawing instructions of a page, one operator with its operands at a time.

One regular expression takes in all operands of an operator at once; only those that matter are looked at
more closely later. What it does not match is left to the reference reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.pdf.content.inline import image_end


class Unsure(Exception):
    """The fast reader cannot vouch for what it would read. Its text says why."""


# Possessive quantifiers throughout: no input can make the expression try a second way.
_OPERATION = re.compile(
    rb"""
    ((?:
        [-+.\d\s\x00]++                                        # numbers and white space
      | / [^\s\x00()<>\[\]{}/%]*+                              # names
      | \[ (?: [-+.\d\s\x00]++                                # arrays: numbers,
             | \( (?: [^()\\]++ | \\. | \( (?: [^()\\]++ | \\. )*+ \) )*+ \)   # strings,
             | < [\dA-Fa-f\s]*+ >                              # hexadecimal strings,
             | / [^\s\x00()<>\[\]{}/%]*+                         # names,
             | \[ [^\[\]()<>%]*+ \]                            # arrays of numbers
           )*+ \]
      | \( (?: [^()\\]++ | \\. | \( (?: [^()\\]++ | \\. )*+ \) )*+ \)          # strings
      | < [\dA-Fa-f\s]*+ >                                     # hexadecimal strings
      | << (?: [^<>()%]++                                      # dictionaries of marked content, two deep
             | \( (?: [^()\\]++ | \\. )*+ \)
             | < [\dA-Fa-f\s]*+ >
             | << (?: [^<>()%]++ | \( (?: [^()\\]++ | \\. )*+ \) | < [\dA-Fa-f\s]*+ > )*+ >>
           )*+ >>
      | (?: true | false | null ) (?= [\s\x00/\[(<] )
    )*+)
    ( [A-Za-z][A-Za-z\d]*+ \*?+ | ['"] )                       # the operator
    """,
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(rb"[\s\x00]*+(?:[-+.\d\s\x00]++)?\Z")

_PIECE = re.compile(
    rb"<[^>]*> | \( (?: [^()\\]++ | \\. | \( (?: [^()\\]++ | \\. )*+ \) )*+ \) | [-+.\d]+",
    re.VERBOSE | re.DOTALL,
)
_STRING = re.compile(
    rb"\( (?: [^()\\]++ | \\. | \( (?: [^()\\]++ | \\. )*+ \) )*+ \)", re.VERBOSE | re.DOTALL
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\n|\r)|(.))", re.DOTALL)
_COMMON_ESCAPES = re.compile(rb"(?:[^\\]++|\\(?:[0-3][0-7][0-7]|[nrtbf]))*+")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def operations(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Operators in order, each with its operands as they are written.

    An inline image comes as ``BI`` (empty), ``ID`` (its dictionary) and ``EI``, without its data.

    Raises:
        Unsure: at anything out of the ordinary (comments, deeply nested strings, broken syntax).
    """
    match = _OPERATION.match
    place = 0
    while True:
        found = match(data, place)
        if found is None:
            if _END.match(data, place):
                return
            raise Unsure("unusual syntax in the drawing instructions")
        operands, operator = found.groups()
        place = found.end()
        if operator == b"ID":
            end = image_end(data, place, operands)
            if end is None:
                raise Unsure("inline image without an end")
            place = end
        yield operator, operands


def numbers(operands: bytes, count: int) -> list[float]:
    """The last ``count`` operands as numbers.

    Raises:
        Unsure: there are fewer, or they are no numbers.
    """
    try:
        values = list(map(float, operands.split()[-count:]))
    except ValueError:
        raise Unsure("an operand is no number") from None
    if len(values) < count:
        raise Unsure("an operand is missing")
    return values


def name(operands: bytes) -> str:
    """The last operand that is a name, as pdfminer writes it.

    Raises:
        Unsure: there is none, or it is written in an unusual way.
    """
    slash = operands.rfind(b"/")
    if slash < 0:
        raise Unsure("a name is missing")
    parts = operands[slash + 1 :].split()
    text = parts[0] if parts else b""
    if b"#" in text:
        raise Unsure("a name with an escape")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        raise Unsure("a name that is no text") from None


def pieces(operands: bytes) -> list[bytes]:
    """Strings and displacements of a text-showing operator, each as it is written, delimiters and all."""
    return _PIECE.findall(operands)


def is_one_array(operands: bytes) -> bool:
    """Whether the operands are one array of strings and numbers and nothing else."""
    if operands.lstrip()[:1] != b"[":
        return False
    return operands.count(b"[") == 1 or _STRING.sub(b"", operands).count(b"[") == 1


def string(written: bytes) -> bytes:
    """The bytes that a string, written as ``(literal)`` or ``<hexadecimal>``, stands for."""
    inner = written[1:-1]
    if written[:1] == b"(":
        return unescape(inner) if b"\\" in inner else inner
    digits = b"".join(inner.split())
    # A digit left over at the end counts as if a 0 followed (ISO 32000-1, 7.3.4.3).
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def unescape(literal: bytes) -> bytes:
    """A literal string without its escapes (ISO 32000-1, 7.3.4.2)."""
    # Strings of many escapes are usual where codes have two bytes; what Python's own notation knows too is
    # read by it at once.
    plain = literal.replace(rb"\\", rb"\134").replace(rb"\(", rb"\050").replace(rb"\)", rb"\051")
    if _COMMON_ESCAPES.fullmatch(plain):
        return plain.decode("unicode_escape").encode("latin-1")

    def one(match: re.Match[bytes]) -> bytes:
        octal, newline, other = match.groups()
        if octal is not None:
            return bytes((int(octal, 8) & 0xFF,))
        if newline is not None:
            return b""
        return _ESCAPED.get(other, other)

    return _ESCAPE.sub(one, literal)
