"""Which profile fits a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from extract.base.squeezed import squeeze
from extract.layout.records import PageLayout
from extract.pages.document import read_layouts
from extract.pages.reading import How
from extract.pages.store import outlines
from extract.reports.profile.model import Profile, ProfileError, profiles, read_profile

BASE = "prosa"
"""The shipped profile that knows nothing of projects: what any report says about title, edition and date."""
_SURE = 0.25
_SURE_OF_SHEETS = 0.5
"""Labels of sheets are the same in many families: half of the signs must be there."""
_SURE_OF_RECORDS = 0.75
"""The same of rows and of sheets without boxes: most of the signs must be there, the title too."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a profile fits: the share, by weight, of its signs that the file shows."""

    profile: Profile
    score: float
    found: tuple[str, ...]
    missing: tuple[str, ...]


def score_profiles(layouts: Sequence[PageLayout], known: Mapping[str, Profile]) -> list[Score]:
    """Scores of all profiles, best first; equal ones in order of name."""
    wanted = {
        sign.heading: squeeze(sign.heading)
        for profile in known.values()
        for sign in profile.recognise
        if sign.heading is not None
    }
    missing = tuple(set(wanted.values()))
    pages: list[str] = []
    # Page by page: the lines of a long report are many times as large as its text.
    for page in outlines(layouts):
        for line in page.texts:
            # A heading may run in, so the line may go on behind it.
            squeezed = squeeze(line)
            if squeezed.startswith(missing):
                missing = tuple(one for one in missing if not squeezed.startswith(one))
        if page.texts:
            pages.append("\n".join(page.texts))
    text = "\n".join(pages)
    headings = frozenset(heading for heading, letters in wanted.items() if letters not in missing)
    scores = [_score(profile, headings, text) for profile in known.values()]
    return sorted(scores, key=lambda item: (-item.score, item.profile.profile))


def _score(profile: Profile, headings: Set[str], text: str) -> Score:
    """How well a profile fits a file with these of all headings, and this text."""
    found: list[str] = []
    missing: list[str] = []
    weight = total = 0.0
    for sign in profile.recognise:
        total += sign.weight
        name = sign.heading or sign.text or ""
        if sign.heading is not None:
            hit = sign.heading in headings
        else:
            hit = sign.text is not None and re.search(sign.text, text) is not None
        (found if hit else missing).append(name)
        weight += sign.weight if hit else 0.0
    return Score(profile, weight / total if total else 0.0, tuple(found), tuple(missing))


@dataclass(frozen=True, slots=True)
class Choice:
    """The profile taken."""

    profile: Profile
    is_sure: bool
    """Whether someone named it or the file shows enough of its signs. If not, a single project may be a page
    of another kind that happens to look like one."""
    signs: tuple[str, ...] = ()
    """Those of its signs that the file shows, where nobody named it."""


def choose_profile(name: str, layouts: Sequence[PageLayout], *, folder: Path | None = None) -> Choice:
    """The profile by its name or path, or for ``auto`` the one that scores best.

    Raises:
        ProfileError: no profile of that name.
    """
    if name == "auto":
        known = profiles(folder)
        # A profile without signs fits any file: it is for those who name it.
        best = score_profiles(layouts, {key: one for key, one in known.items() if one.recognise})[0]
        return Choice(best.profile, best.score >= _sure(best.profile), best.found)
    return Choice(named_profile(name, folder)[0], True)


def _sure(profile: Profile) -> float:
    """So much of its signs says that a file is of a family."""
    if profile.records is not None:
        return _SURE_OF_RECORDS
    return _SURE_OF_SHEETS if profile.sheets is not None else _SURE


def named_profile(name: str, folder: Path | None = None) -> tuple[Profile, str]:
    """A profile by its name or path, and what to call it by.

    Raises:
        ProfileError: no profile of that name, or it is not valid.
    """
    path = Path(name)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise ProfileError(f"{name}: there is no such file")
        return read_profile(path), name
    known = profiles(folder)
    if name in known:
        return known[name], name
    raise ProfileError(f"no profile {name!r}; there are: {', '.join(sorted(known))}")


def score_file(path: Path, *, folder: Path | None = None, password: str | None = None) -> list[Score]:
    """How well each profile fits a file, best first.

    Raises:
        RefusedFile: the file cannot be read.
    """
    return score_profiles(read_layouts(How(path=path, password=password)).layouts, profiles(folder))
