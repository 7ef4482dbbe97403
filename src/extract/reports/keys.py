"""Stable keys of projects and reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_LONGEST = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def project_keys(ids: Sequence[str | None], titles: Sequence[str]) -> list[str]:
    """One key per project: the printed ID where it is unique, else ID and title, else the title.

    Args:
        ids: printed IDs in order of projects, None where none is printed.
        titles: titles in the same order.
    """
    slugs = [slug(value, joiner="-") if value else None for value in ids]
    count = Counter(slugs)
    keys: list[str] = []
    used: set[str] = set()
    for value, title in zip(slugs, titles, strict=True):
        if value is not None and count[value] == 1:
            key = value
        elif value is not None:
            key = f"{value}-{_short(title)}"
        else:
            key = _short(title)
        unique, number = key, 1
        while unique in used:
            number += 1
            unique = f"{key}-{number}"
        used.add(unique)
        keys.append(unique)
    return keys


def _short(title: str) -> str:
    text = slug(title, joiner="-")
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST + 1].rsplit("-", 1)[0]


def report_id(template: str, *, programme: str | None, edition: int | None, file_name: str) -> str:
    """The slug of programme and edition; of the file's name where one of them is unknown."""
    if programme and edition:
        return slug(template.format(programme=programme, edition=edition), joiner="-")
    stem = file_name.rsplit(".", 1)[0]
    name = slug(stem, joiner="-")
    if edition and str(edition) not in name:
        return f"{name}-{edition}"
    return name


def slug(text: str, *, joiner: str = "_") -> str:
    """Lower-case ASCII words joined: ``Nächste Ziele`` gives ``naechste_ziele``."""
    plain = text.lower().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", joiner, plain).strip(joiner) or "ohne_titel"
