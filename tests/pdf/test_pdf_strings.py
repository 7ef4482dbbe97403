"""Strings as they are written in drawing instructions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pdf.content.lexer import pieces, string


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (rb"()", b""),
        (rb"<>", b""),
        (rb"(Weg)", b"Weg"),
        (rb"(\101\102)", b"AB"),
        (rb"(a\(b\)c)", b"a(b)c"),
        (rb"(a(b)c)", b"a(b)c"),
        (rb"(\\101)", rb"\101"),
        (rb"(\\\101)", rb"\A"),
        (rb"(\\\()", rb"\("),
        (rb"(\n\r\t\b\f)", b"\n\r\t\b\f"),
        (rb"(\1\12\0053)", b"\x01\n\x053"),
        (rb"(\777)", b"\xff"),
        (rb"(\q\x41\N)", b"qx41N"),
        (b"(ab\\\ncd\\\r\nef)", b"abcdef"),
        (b"(\xe4\\344)", b"\xe4\xe4"),
        (rb"<41 4>", b"A@"),
    ],
)
def test_escapes(written: bytes, meant: bytes) -> None:
    assert string(written) == meant


@given(st.binary(max_size=30), st.randoms(use_true_random=False))
def test_whatever_is_escaped_comes_back(data: bytes, rng: object) -> None:
    """Each byte as itself, as an octal number of three digits, or behind a backslash where it needs one."""
    written = b""
    for byte in data:
        ways = [b"\\%03o" % byte]
        if byte in b"()\\":
            ways.append(b"\\" + bytes((byte,)))
        elif byte not in b"\r\n":
            ways.append(bytes((byte,)))
        written += rng.choice(ways)  # type: ignore[attr-defined]
    assert string(b"(" + written + b")") == data


def test_an_array_in_its_pieces() -> None:
    operands = rb"[ (a\)b) -12.5 <0041> .5 +3 (c(d)e) ]"
    assert pieces(operands) == [rb"(a\)b)", b"-12.5", b"<0041>", b".5", b"+3", b"(c(d)e)"]
