"""Stable keys of projects and reports."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

_LONGEST = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST_ID = 100
"""Paths on Windows have 260 characters at most; those within the output take some 100 beside this."""
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that no file may have on Windows, whatever its ending."""


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


def report_id(
    template: str, *, programme: str | None, edition: int | None, file_name: str, projects: int = 1
) -> str:
    """The slug of programme and edition; of the file's name where one of them is unknown.

    It becomes a folder in every store of results, so it has at least one letter and a bounded length.

    Args:
        template: of the profile, with ``{programme}`` and ``{edition}``.
        programme: as printed.
        edition: its year.
        file_name: of the PDF.
        projects: how many were found. A motion or a press release names the programme as the report does,
            so a file without any goes by its own name.
    """
    if programme and edition and projects:
        return _as_partition(template.format(programme=programme, edition=edition))
    return file_report_id(file_name, edition=edition)


def file_report_id(file_name: str, *, edition: int | None) -> str:
    """The slug of a file's name, with the year of the edition unless the name holds it."""
    stem = file_name.rsplit(".", 1)[0]
    name = _as_partition(stem)
    if edition and str(edition) not in name:
        return f"{name}-{edition}"
    return name


def slug(text: str, *, joiner: str = "_", empty: str = "ohne_titel") -> str:
    """Lower-case ASCII words joined: ``Nächste Ziele`` gives ``naechste_ziele``.

    Args:
        text: as printed.
        joiner: what stands between words.
        empty: what a text without a letter or digit gives.
    """
    plain = text.casefold().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", joiner, plain).strip(joiner) or empty


def _as_partition(text: str) -> str:
    """A slug that may name a folder; a hash of the text stands for what a slug cannot keep of it.

    >>> _as_partition("Bericht 2024"), _as_partition("2024")
    ('bericht-2024', 'bericht-2024')
    """
    text = unicodedata.normalize("NFC", text)  # some file systems take umlauts apart
    name = slug(text, joiner="-") if slug(text) != slug("") else ""
    if name.replace("-", "").isdigit() or _RESERVED.fullmatch(name):
        name = f"bericht-{name}"
    if name and len(name) <= _LONGEST_ID:
        return name
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[:_LONGEST_ID].rstrip('-') or 'bericht'}-{digest}"
