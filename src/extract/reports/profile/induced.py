"""The profile made from a file that no profile fits, as a record and as YAML for people to take over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from extract.reports.names.lexicon import Known
from extract.reports.profile.model import ChapterHeadingRule, LabelRule, Profile, RecordForm, RecordsRule

NAME = "induced"


def induced_profile(
    base: Profile,
    form: RecordForm,
    labels: Sequence[tuple[str, Known, int]],
    heading: ChapterHeadingRule | None = None,
) -> Profile:
    """The profile by which the file is read, and the next edition of its family may be.

    Args:
        base: what holds for any report: how edition and date are printed.
        form: what one project is.
        labels: as printed, what each stands for, and how many records have it, in the order of the
            file; those of one name and kind become one rule.
        heading: how the headings of chapters are set.
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
            "records": RecordsRule(form=form, heading=heading, labels=made),
        }
    )


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
