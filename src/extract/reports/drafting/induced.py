"""The profile made from a file that no profile fits, as a record and as YAML for people to take over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, get_args

import yaml

from extract.german.records import Role
from extract.reports.names.heading_names import split_year, squeeze
from extract.reports.names.keys import slug
from extract.reports.names.lexicon import Known
from extract.reports.profile.model import (
    ChapterHeadingRule,
    Evidence,
    LabelRule,
    Profile,
    RecordForm,
    RecordsRule,
)
from extract.reports.records.entries import LabelRead

NAME = "induced"
_TITLE_WORDS = 2
"""Words of a title that may tell a family; a single one stands in many files."""
_TITLE_WEIGHT = 4.0
_MOST_SIGNS = 9
_WORD = re.compile(r"[^\W\d_]{2}")
"""Labels have words: a bare year or figure above a column is another one in the next edition."""
_LINE_LENGTH = 100
"""Characters of a line of YAML."""


def induced_profile(
    base: Profile,
    form: RecordForm,
    labels: Sequence[LabelRead],
    heading: ChapterHeadingRule | None = None,
    *,
    signs: Sequence[Evidence] = (),
) -> Profile:
    """The profile by which the file is read, and the next edition of its family may be.

    Args:
        base: what holds for any report: how edition and date are printed.
        form: what one project is.
        labels: in the order of the file; those of one name and kind become one rule. Years behind them are
            left out, for the next edition has others.
        heading: how the headings of chapters are set.
        signs: by which the next edition of the family is recognised.
    """
    rules: dict[tuple[str, str, str | None], list[str]] = {}
    # One meaning a label: of a head over two columns, that of the title or number.
    meant: dict[str, tuple[str, Known]] = {}
    for one in labels:
        printed, known = " ".join(one.label.split()), one.known
        label = without_year(printed)
        if not known.is_known and label != printed:
            # Its name is made of its words, the year among them, in the next edition as in this one.
            continue
        before = meant.get(squeeze(label))
        if _WORD.search(label) and (before is None or _is_head(known) > _is_head(before[1])):
            meant[squeeze(label)] = (label, known)
    for label, known in meant.values():
        rules.setdefault((known.name, known.kind, known.role), []).append(label)
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


def _is_head(known: Known) -> bool:
    return known.kind in ("title", "number")


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
    for label in dict.fromkeys(without_year(" ".join(label.split())) for label in labels):
        if not _WORD.search(label):
            continue
        if len(signs) < _MOST_SIGNS and any(line.startswith(squeeze(label)) for line in squeezed):
            signs.append(Evidence(heading=label, text=None, weight=1.0))
    return signs


_TAKE_OVER = (
    "To take it over: change what is wrong and rename what you like, try it with `fortschritt profile check`",
    "and name it with --profile, or keep it in the folder that --profiles-folder names (docs/profiles.md).",
)
_COMMENTS = {
    "recognise": "Signs of the family. A file that shows enough of them is read with this profile.",
    "report": "Where cover and imprint say title, edition, date, publisher and contents.",
    "action_field": "Lines that name the action field of the projects below them.",
    "credits": "Patterns for picture credits.",
    "records": "What one project is: a row of a table, a sheet of labels and values, or a chapter.",
}
"""What each block is for, above it."""
_LABELS = (
    "One entry for each label, head of a column or heading within a chapter:",
    "  labels  as printed; other spellings stand in the same list",
    "  name    of its values in the tables; yours to choose: small letters, digits, _",
    "  kind    number, title, action_field, responsible, partner, date, money and status fill the columns of",
    "          that name; sum is a figure that adds up others; text, or no kind, is everything else",
    f"  role    of money: {', '.join(get_args(Role))}",
)


def without_year(label: str) -> str:
    """A label without the year at its end, which the next edition has not.

    >>> without_year("Kosten 2024")
    'Kosten'
    """
    bare, year = split_year(label)
    return bare if year is not None and _WORD.search(bare) else label


def as_yaml(profile: Profile, *, name: str = NAME, reasons: Sequence[str] = ()) -> str:
    """A profile as YAML with remarks, which `read_profile` reads back as the same profile.

    Args:
        profile: what was induced.
        name: of the profile in the YAML: two that people keep in one folder must differ.
        reasons: why the file was read so, as comments at the top.
    """
    data: dict[str, Any] = profile.model_dump(mode="json", exclude_defaults=True)
    data["profile"] = name
    lines = [*(" ".join(reason.split()) for reason in reasons), *_TAKE_OVER]
    comments = "".join(f"# {line}\n" for line in lines)
    return comments + blocks_as_yaml({"profile": name, **data})


def blocks_as_yaml(data: Mapping[str, Any]) -> str:
    """Parts of a profile as YAML, above each what it is for."""
    text = ""
    for part, value in data.items():
        if part in _COMMENTS:
            text += f"\n# {_COMMENTS[part]}\n"
        text += yaml.safe_dump({part: value}, allow_unicode=True, sort_keys=False, width=_LINE_LENGTH)
    remarks = "".join(f"  # {line}\n" for line in _LABELS)
    return re.sub(r"(?m)^  labels:$", lambda match: remarks + match.group(), text, count=1)


def profile_name(file_name: str) -> str:
    """The name of a profile that is made from a file.

    >>> profile_name("Bericht Seenland 2024.pdf")
    'bericht-seenland-2024'
    """
    return slug(PurePath(file_name).stem, joiner="-") or "report"
