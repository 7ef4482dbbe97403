"""Slips that Tesseract makes again and again in German type, undone where only one reading is possible."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ROMAN = re.compile(r"I[Il]{1,2}")
"""II and III read as Il and Ill: no German word is spelled so."""
_SUBSCRIPT = re.compile(r"\bCO[,;.»](?=-)")
"""The low 2 of CO₂ read as a comma; a comma never stands before a hyphen."""
_NUMBER = re.compile(r"\(?\d[\d.,]*")
_AMOUNT = re.compile(r"\(?\d{1,3}(?:\.\d{3})+(?:,\d\d)?|\(?\d+,\d\d")


def corrected(texts: Sequence[str]) -> list[str]:
    """The words of one line with such slips undone."""
    fixed: list[str] = []
    for index, text in enumerate(texts):
        before = texts[index - 1] if index else ""
        # The German dash is the short one, and the German closing mark the raised 66.
        text = text.replace("—", "–").replace("”", "“")
        if _ROMAN.fullmatch(text.rstrip(".,;:")):
            text = text.replace("l", "I")
        text = _SUBSCRIPT.sub("CO₂", text)
        if text.rstrip(".,;:") == "TE" and _NUMBER.fullmatch(before):
            text = text.replace("TE", "T€")
        elif text.rstrip(".,;:") == "E" and (_AMOUNT.fullmatch(before) or before in ("Mio.", "Mrd.", "Tsd.")):
            text = text.replace("E", "€")
        fixed.append(text)
    return fixed
