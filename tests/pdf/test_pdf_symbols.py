"""Arrows of symbol fonts are text, other glyphs of such fonts are pictures."""

from __future__ import annotations

import pytest

from extract.pdf.font.symbols import arrow


@pytest.mark.parametrize(
    ("text", "font", "found"),
    [
        ("\uf0e0", "Wingdings", "→"),
        ("\uf0e0", "Wingdings-Regular", "→"),
        ("à", "Wingdings", "→"),
        ("\uf0df", "Wingdings", "←"),
        # a square that opens a list item
        ("\uf0a7", "Wingdings", None),
        # another font of the same family
        ("\uf0e0", "Wingdings 3", None),
        ("\uf0e0", "FontAwesome", None),
        ("à", "Times-Roman", None),
    ],
)
def test_arrows(text: str, font: str, found: str | None) -> None:
    assert arrow(text, font) == found
