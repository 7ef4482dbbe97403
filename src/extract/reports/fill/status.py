"""The status of a project, by the rules of its profile."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.german.sentences import sentence_spans
from extract.reports.profile.model import Profile
from extract.reports.report import Section, Status


def tell_status(sections: Sequence[Section], profile: Profile) -> tuple[Status, str | None]:
    """The status and the text it rests on; the first rule of the profile that fits decides."""
    by_name: dict[str, Section] = {}
    for section in sections:
        by_name.setdefault(section.section, section)
    for rule in profile.status:
        for name in rule.section:
            candidate = by_name.get(name)
            if candidate is None:
                continue
            text = candidate.body.text
            if rule.pattern is None:
                return rule.status, _first_sentence(text) or candidate.heading
            if match := re.search(rule.pattern, text):
                return rule.status, _sentence_at(text, match.start())
    return "unknown", None


def _first_sentence(text: str) -> str:
    spans = sentence_spans(text)
    return text[spans[0][0] : spans[0][1]] if spans else ""


def _sentence_at(text: str, position: int) -> str:
    for start, end in sentence_spans(text):
        if start <= position < end:
            return text[start:end]
    return text
