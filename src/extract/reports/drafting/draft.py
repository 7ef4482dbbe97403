"""Drafts a profile for a PDF of a family not known yet, as commented YAML for people to go on with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.reports.drafting.induced import blocks_as_yaml
from extract.reports.drafting.sightings import Sighting, Sightings
from extract.reports.names.keys import slug
from extract.reports.profile.model import Profile
from extract.reports.profile.reading import parse_profile

_GENERAL: tuple[str, ...] = ("report", "action_field", "credits")
"""Parts of a profile that hold for any report."""
_MOST_SECTIONS = 16
_SIGNS = 5
_COMMON = 0.3
"""Headings seen on this part of the pages of the commonest one are taken; rarer ones stay as comments."""
_RESPONSIBLE = re.compile(r"(?i)träger|verantwort|federführ|zuständig|ansprechpartner|projektleitung")
_PARTNER = re.compile(r"(?i)^partner|akteur|beteiligte|kooperation")
_FIELD = re.compile(r"(?i)^(?:handlungs|themen|aktions)(?:feld|bereich)")
_TITLE = re.compile(r"(?i)^(?:titel|bezeichnung|projektname|projekttitel)")
_MILESTONES = re.compile(r"(?i)meilenstein")
_ID = re.compile(r"(?i)^(?:projekt|maßnahmen?)?[- ]?(?:nr\.?|nummer|id|kennziffer|kürzel)$")


def draft_text(seen: Sightings, name: str, file_name: str, *, boxed: bool, base: Profile) -> str:
    """The draft as YAML with comments.

    Args:
        seen: what repeats in the file.
        name: name of the profile.
        file_name: for the remark at its top.
        boxed: whether labels of ruled boxes part the pages, or headings.
        base: what holds for any report, as `prosa` does: its rules for cover, imprint, action fields and
            credits are taken.
    """
    text = "\n".join(_write(seen, name, file_name, boxed=boxed, base=base)) + "\n"
    parse_profile(text, "draft", Profile)  # a draft that is no profile is a defect of ours
    return text


def _write(seen: Sightings, name: str, file_name: str, *, boxed: bool, base: Profile) -> Iterator[str]:
    kind, found = ("labels of ruled boxes", seen.labels) if boxed else ("headings", seen.headings)
    taken, rare = _sections(found)
    yield f"# Draft of a layout profile, made from {file_name}. Every line that begins with # is a remark."
    yield "# What to do with it: docs/profiles.md. Names after `section:` become names in the tables."
    yield f"# The pages seem to be parted by {kind}."
    yield f"profile: {name}"
    yield "version: 1"
    yield "language: de"
    yield "description: ''"
    yield ""
    yield from _recognise(taken)
    yield ""
    general: dict[str, object] = base.model_dump(mode="json", exclude_defaults=True)
    yield blocks_as_yaml({part: general[part] for part in _GENERAL}).rstrip("\n")
    if boxed:
        yield ""
        yield from _sheets(taken)
    yield ""
    yield from _project(seen, taken)
    yield ""
    yield from _rest(taken, rare, boxed=boxed)


def _sections(found: Sequence[Sighting]) -> tuple[list[Sighting], list[Sighting]]:
    """Those to take, in reading order, and rarer ones."""
    if not found:
        return [], []
    most = max(len(set(one.pages)) for one in found)
    ranked = sorted(found, key=lambda one: -len(set(one.pages)))
    names = [one.text for one in ranked if len(set(one.pages)) >= _COMMON * most][:_MOST_SECTIONS]
    taken = [one for one in found if one.text in names]
    return taken, [one for one in ranked if one.text not in names][:20]


def _recognise(taken: Sequence[Sighting]) -> Iterator[str]:
    yield "recognise:"
    yield "  # Signs of this family: the share of them that a file shows, by weight, is its score."
    signs = sorted(taken, key=lambda one: -len(set(one.pages)))[:_SIGNS]
    if not signs:
        yield "  # Nothing repeats in this file. A pattern for a word of the cover is a sign, too:"
        yield "  # - text: '(?i)jahresbericht'"
        yield "  []"
    for one in signs:
        yield f"  - heading: {quoted(one.text)}"
        yield "    weight: 2"


def _sheets(taken: Sequence[Sighting]) -> Iterator[str]:
    yield "# Projects are sheets of ruled boxes. Without a label the largest text of the head is the title."
    yield "sheets:"
    for key, pattern in (("title", _TITLE), ("project_id", _ID), ("action_field", _FIELD)):
        names = [quoted(one.text) for one in taken if pattern.search(one.text)]
        yield f"  {key}:"
        yield f"    headings: [{', '.join(names)}]"


def _project(seen: Sightings, taken: Sequence[Sighting]) -> Iterator[str]:
    yield "project:"
    pattern, examples = code_pattern(seen.codes)
    if pattern:
        yield f"  # Codes seen: {', '.join(examples)}"
        yield "  id_patterns:"
        yield f"    - {quoted(pattern)}"
    else:
        yield "  # No codes were seen. A pattern needs a group `id`, as in:"
        yield r"  # id_patterns: ['Projekt-Nr\.\s*(?P<id>\d+)']"
    yield "  # So many of the sections below must stand on a page to make it a project."
    yield f"  least_sections: {2 if len(taken) < 6 else 3}"
    yield "  # What is reported when a project lacks it; `responsible` needs a section or party for it."
    has_party = any(_is_responsible(one, taken) for one in taken)
    yield f"  expects: [title{', responsible' if has_party else ''}]"


def _rest(taken: Sequence[Sighting], rare: Sequence[Sighting], *, boxed: bool) -> Iterator[str]:
    milestones = [quoted(one.text) for one in taken if _is_milestones(one)]
    if milestones:
        yield "milestones:"
        yield f"  headings: [{', '.join(milestones)}]"
        yield ""
    heads = (_TITLE, _ID, _FIELD) if boxed else ()
    plain = [
        one
        for one in taken
        if not _is_milestones(one) and not any(pattern.search(one.text) for pattern in (*heads, _ID))
    ]
    if not boxed:
        yield from _parties(plain, taken)
        plain = [one for one in plain if _party(one, taken) is None]
    yield "sections:"
    yield "  # One entry per heading; other spellings stand in the same list. Delete what is no section."
    if not plain:
        yield "  []"
    names: Counter[str] = Counter()
    for one in plain:
        key = re.sub(r"^[^a-z]+", "", slug(one.text)) or "abschnitt"
        names[key] += 1
        yield f"  - section: {key if names[key] == 1 else f'{key}_{names[key]}'}"
        yield f"    headings: [{quoted(one.text)}]  # {_seen_on(one)}, {one.setting}"
        if one.has_money:
            yield "    role: volume  # states money in most places"
        elif one.has_links:
            yield "    role: links  # states addresses in most places"
        if (role := _party(one, taken)) is not None:
            yield f"    party: {role}"
            if role == "partner":
                yield "    separator: ','  # between names"
    if rare:
        yield "  # Seen less often:"
        for one in rare:
            yield f"  #   {one.text} ({_seen_on(one)})"
    yield from _fields(plain)


def _parties(plain: Sequence[Sighting], taken: Sequence[Sighting]) -> Iterator[str]:
    """Headings above organisations; in boxes they are sections, too."""
    found = [(one, role) for one in plain if (role := _party(one, taken)) is not None]
    if not found:
        return
    yield "parties:"
    for one, role in found:
        yield f"  - role: {role}"
        yield f"    headings: [{quoted(one.text)}]  # {_seen_on(one)}, {one.setting}"
        if role == "partner":
            yield "    separator: ','  # between names"
    yield ""


def _party(one: Sighting, taken: Sequence[Sighting]) -> str | None:
    if _is_responsible(one, taken):
        return "responsible"
    return "partner" if _PARTNER.search(one.text) else None


def _is_milestones(one: Sighting) -> bool:
    return _MILESTONES.search(one.text) is not None or one.has_years


def _is_responsible(one: Sighting, taken: Sequence[Sighting]) -> bool:
    """By its words, or the first that names bodies where none says so."""
    if any(_RESPONSIBLE.search(other.text) for other in taken):
        return _RESPONSIBLE.search(one.text) is not None
    return one is next((other for other in taken if other.has_bodies), None)


def _fields(plain: Sequence[Sighting]) -> Iterator[str]:
    measured = [one for one in plain if one.unit and not one.has_money]
    if not measured:
        return
    yield ""
    yield "fields:"
    for one in measured:
        yield f"  # Numbers with the unit {one.unit} ({_seen_on(one)})"
        yield f"  - field: {slug(one.text)}"
        yield "    kind: quantity"
        yield f"    section: {slug(one.text)}"
        unit = re.escape(one.unit or "")
        yield "    pattern: " + quoted(rf"(?P<number>\d[\d.]*(?:,\d+)?)\s*(?P<unit>{unit})")


def _seen_on(one: Sighting) -> str:
    pages = sorted(set(one.pages))
    shown = ", ".join(map(str, pages[:4])) + (", ..." if len(pages) > 4 else "")
    return f"{len(pages)} pages: {shown}"


def code_pattern(codes: Sequence[tuple[str | None, str, int]]) -> tuple[str | None, list[str]]:
    """The pattern that most codes have in common, with some of them as examples; None when there are few.

    Args:
        codes: word before the code, code and page of each.
    """
    shapes: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    for word, code, _ in codes:
        shape = re.sub(r"[A-ZÄÖÜ][A-Za-zäöü]*", "A", re.sub(r"\d+", "9", re.sub(r"\s", "", code)))
        shapes[shape] += 1
        words.setdefault(shape, Counter())[word or ""] += 1
    if not shapes or shapes.most_common(1)[0][1] < 3:
        return None, []
    shape = shapes.most_common(1)[0][0]
    parts = {"A": r"[A-ZÄÖÜ][A-Za-zäöü]{0,3}[ ]?", "9": r"\d{1,3}", ".": r"\.", "-": "-"}
    body = "".join(parts.get(char, re.escape(char)) for char in shape)
    word = words[shape].most_common(1)[0][0]
    before = re.escape(word.strip()).replace("\\ ", r"\s+") + r"\s*:?\s*" if word else "^"
    after = "" if word else "$"
    pattern = re.compile(body)
    examples = list(dict.fromkeys(code for _, code, _ in codes if pattern.fullmatch(code)))[:8]
    return f"{before}(?P<id>{body}){after}", examples


def quoted(text: str) -> str:
    """A text as YAML in single quotes."""
    return "'" + text.replace("'", "''") + "'"
