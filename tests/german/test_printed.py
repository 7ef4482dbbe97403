"""Marks of notes and hyphens of other codes: read as what they print, at their places."""

from __future__ import annotations

import pytest

from extract.german.printed import as_printed
from extract.german.shares import find_shares


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("31.12.2023¹", "31.12.2023*"),
        ("5 Mio. Euro¹², 60 %³", "5 Mio. Euro**, 60 %*"),
        ("9 €/m² und 3 m³", "9 €/m² und 3 m³"),
        ("2021\u20112024", "2021-2024"),
        ("2021\u20122024", "2021–2024"),
    ],
)
def test_length_stays_and_marks_go(text: str, plain: str) -> None:
    assert as_printed(text) == plain
    assert len(plain) == len(text)


def test_plain_text_is_handed_back() -> None:
    text = "Über 5 Mio. € für 300 m Weg"
    assert as_printed(text) is text


def test_a_share_with_a_mark_keeps_its_text() -> None:
    (share,) = find_shares("Die Förderquote beträgt 60 %¹ der Kosten.")
    assert (share.text, share.percent) == ("60 %", 60)
