"""Codes of findings and refusals: each is listed once, and each is used."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extract.base import codes

SOURCE = Path(codes.__file__)
EVERYWHERE = "\n".join(
    path.read_text(encoding="utf-8") for path in SOURCE.parents[1].rglob("*.py") if path != SOURCE
)


def test_each_code_is_listed_once() -> None:
    """A second entry of the same code would silently take the place of the first."""
    listed = re.findall(r"(?:Finding|Refusal)Code\(\s*\"([a-z-]+)\"", SOURCE.read_text(encoding="utf-8"))
    assert len(listed) == len(codes.FINDINGS) + len(codes.REFUSALS)
    assert [code for code, count in Counter(listed).items() if count > 1] == []


@pytest.mark.parametrize("code", [*codes.FINDINGS, *codes.REFUSALS])
def test_each_code_is_used(code: str) -> None:
    assert f'"{code}"' in EVERYWHERE
