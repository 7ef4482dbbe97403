"""The profile made from a file that no profile fits, as a record and as YAML for people to take over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import yaml

from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Known
from extract.reports.profile.model import (
    ChapterHeadingRule,
    Evidence,
    LabelRule,
    Profile,
    RecordForm,
    RecordsRule,
)

NAME = "induced"
_TITLE_WORDS = 2
"""Words of a title that may tell a family; a single one stands in many files."""
_TITLE_WEIGHT = 4.0
_MOST_SIGNS = 9


def induced_profile(
    base: Profile,
    form: RecordForm,
    labels: Sequence[tuple[str, Known, int]],
    heading: ChapterHeadingRule | None = None,
    *,
    signs: Sequence[Evidence] = (),
) -> Profile:
    """The profile by which the file is read, and the next edition of its family may be.

    Args:
        base: what holds for any report: how edition and date are printed.
        form: what one project is.
        labels: as printed, what each stands for, and how many records have it, in the order of the
            file; those of one name and kind become one rule.
        heading: how the headings of chapters are set.
        signs: by which the next edition of the family is recognised.
    """
    rules: dict[tuple[str, str, str | None], list[str]] = {}
    for printed, known, _ in labels:
        label = " ".join(printed.split())
        spellings = rules.setdefault((known.name, known.kind, known.role), [])
        if label not in spellings:
            spellings.append(label)
    made = [
        LabelRule.model_validate({"labels": spellings, "name": name, "kind": kind, "role": role})
        for (name, kind, role), spellings in rules.items()
    ]
    return base.model_copy(
        update={
            "profile": NAME,
            "version": 1,
            "description": "Aus der Datei selbst gewonnen; Namen prüfen und übernehmen",
            "recognise": list(signs),
            "records": RecordsRule(form=form, heading=heading, labels=made),
        }
    )


def signs_of(title: str | None, labels: Sequence[str], lines: Iterable[str]) -> list[Evidence]:
    """Signs that the file itself shows: its title but for figures, and labels that begin a line.

    Args:
        title: of the report.
        labels: as printed.
        lines: all lines of the file.
    """
    squeezed = {squeeze(line) for line in lines}
    signs: list[Evidence] = []
    words = re.findall(r"[^\W\d_]+", title or "")
    if len(words) >= _TITLE_WORDS:
        pattern = r"(?i)" + r"\W+(?:\d+\W+)*".join(map(re.escape, words))
        signs.append(Evidence(heading=None, text=pattern, weight=_TITLE_WEIGHT))
    for label in dict.fromkeys(" ".join(label.split()) for label in labels):
        if len(signs) < _MOST_SIGNS and any(line.startswith(squeeze(label)) for line in squeezed):
            signs.append(Evidence(heading=label, text=None, weight=1.0))
    return signs


def as_yaml(profile: Profile, *, reasons: Sequence[str] = ()) -> str:
    """A profile as YAML that `read_profile` reads back as the same profile.

    Args:
        profile: what was induced.
        reasons: why the file was read so, as comments at the top.
    """
    data: dict[str, Any] = profile.model_dump(mode="json", exclude_defaults=True)
    body = yaml.safe_dump(
        {"profile": profile.profile, **data}, allow_unicode=True, sort_keys=False, width=100
    )
    comments = "".join(f"# {' '.join(reason.split())}\n" for reason in reasons)
    return comments + body
