"""What a profile says is used: each of its fields is read somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

import extract
from extract.reports.profile import model

FOR_PEOPLE = {"version"}
"""Counted up by those who edit a profile."""
FIELDS = sorted(
    {
        name
        for kind in vars(model).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name in kind.model_fields
    }
    - FOR_PEOPLE
)
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(extract.__file__).parent.rglob("*.py")
    if path.name != "model.py"
)


@pytest.mark.parametrize("name", FIELDS)
def test_field_is_read(name: str) -> None:
    assert re.search(rf"\.{name}\b", SOURCE)
