"""A profile for a file that none fits: the one by which it is read, else a draft of what repeats in it."""

from __future__ import annotations

import re
from pathlib import Path

from extract.base.codes import RefusedFile
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.reports.drafting.draft import draft_text
from extract.reports.drafting.induced import profile_name
from extract.reports.drafting.sightings import look
from extract.reports.general import read_general
from extract.reports.names.keys import slug
from extract.reports.profile.choice import BASE
from extract.reports.profile.model import profiles


def new_profile(path: Path, *, name: str | None = None, password: str | None = None) -> str:
    """A profile for a file, as YAML with remarks.

    Where rows, sheets, chapters or pages of the file are projects, it is the profile that a run makes from
    the file; else a draft of the headings, boxes and codes that repeat, for people to go on with.

    Args:
        path: the PDF.
        name: name of the profile; None to make it from the file's name.
        password: for encrypted files.

    Raises:
        RefusedFile: the file cannot be read, or has no text.
    """
    read = read_layouts(How(path=path, password=password))
    if not any(page.texts for page in read.layouts.outlines()):
        raise RefusedFile("no-text", read.source.name)
    named = (slug(name, joiner="-") if name else "") or profile_name(path.name)
    base = profiles()[BASE]
    report = read_general(read, base, induce=True)
    if report.induced is not None:
        return re.sub(r"(?m)^profile: .*$", f"profile: {named}", report.induced, count=1)
    seen = look(list(read.layouts))
    return draft_text(seen, named, path.name, boxed=seen.boxed, base=base)
