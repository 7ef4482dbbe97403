"""Texts that a spreadsheet would take for formulas."""

from __future__ import annotations

_STARTERS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run as a formula by Excel, LibreOffice and others when a CSV file is opened."""


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would take the text of a CSV cell for a formula.

    Texts that begin with spaces are judged by what follows: spreadsheets cut the spaces.
    """
    return text.lstrip(" ").startswith(_STARTERS)


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula.

    The apostrophe is the spreadsheets' own mark for text. See OWASP, "CSV Injection".
    """
    return f"'{text}" if is_formula_like(text) else text
