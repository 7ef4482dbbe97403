"""Finding named organisations in running text.

Every pattern hangs on a word or legal form that only names have, and is tried where a text holds that word.
Of overlapping candidates the first and longest stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.german.organisations.kinds import classify_organisation
from extract.german.organisations.names import normalise_organisation
from extract.german.organisations.patterns import LEGAL_FORM, anchors_of, naming_patterns
from extract.german.records import OrganisationMention

_LEFT_WORDS = frozenset({"für", "zur", "zum", "von", "und", "&", "an", "am", "im", "in", "zu"})
"""Words in lower case that may stand inside a company's or association's name."""

_NEVER_FIRST = frozenset(
    """
    Die Der Das Den Dem Des Ein Eine Einen Einem Einer Im In Am An Auf Aus Bei Beim Mit Von Vom Für Durch
    Zur Zum Zu Und Oder Als Auch Nach Seit Unter Sowie Wie Dass Gemeinsam Zusammen Ferner Hier Dabei Diese
    Dieser Dieses Partner Partnerunternehmen Projektpartner Kooperationspartner Firma Unternehmen Start
    Gründung Betreiber Tochter Träger Verantwortlich Beteiligte Kooperation Foto Bild Januar Februar März
    April Mai Juni Juli August September Oktober November Dezember
    """.split()  # noqa: SIM905 - a list of words reads better than a list of strings
)
"""Words with a capital that stand before a name but are no part of it."""

_TOKEN = re.compile(r"\S+")


def find_organisations(text: str) -> tuple[OrganisationMention, ...]:
    """Organisations named in a text, in reading order, none overlapping.

    Args:
        text: running text with line breaks undone.
    """
    anchors = anchors_of(text)
    if not anchors:
        return ()
    spans = [
        match.span("name")
        for naming in naming_patterns()
        if not naming.anchors.isdisjoint(anchors)
        for match in naming.pattern.finditer(text)
    ]
    if not LEGAL_FORM.anchors.isdisjoint(anchors):
        spans.extend(_by_legal_form(text))
    spans.sort(key=lambda span: (span[0], -span[1]))
    mentions: list[OrganisationMention] = []
    last = 0
    for start, end in spans:
        if start < last:
            continue
        printed = text[start:end]
        mentions.append(
            OrganisationMention(
                start=start,
                end=end,
                text=printed,
                name=normalise_organisation(printed),
                kind=classify_organisation(printed),
            )
        )
        last = end
    return tuple(mentions)


def _by_legal_form(text: str) -> Iterator[tuple[int, int]]:
    """Names that end in a legal form: from the form to the left as far as words belong to a name."""
    for form in LEGAL_FORM.pattern.finditer(text):
        form_start, form_end = form.span("name")
        line_start = max(text.rfind("\n", 0, form_start) + 1, form_start - 120)
        tokens = [
            (match.start() + line_start, match[0]) for match in _TOKEN.finditer(text[line_start:form_start])
        ]
        headed = _HEADED.search(text, line_start, form_start)
        if headed:
            yield headed.start(), form_end
            continue
        start: int | None = None
        for index in reversed(range(len(tokens))):
            position, token = tokens[index]
            if token[-1] in ",;:!?.)" and not token.endswith(("Co.", "St.")):
                break
            if token.startswith(("„", "(", "»", "“", '"')):
                inner = position + 1
                start = inner if _is_name_word(token[1:]) else start
                break
            if _is_name_word(token) or (token == "Partner" and index and tokens[index - 1][1] == "&"):
                start = position
            elif start is None and token[0].islower() and position == tokens[-1][0]:
                # a company that writes its name in lower case: the one word before the form
                if token in _LEFT_WORDS:
                    break
                start = position
                break
            elif token not in _LEFT_WORDS or (
                token == "und" and start is not None and not _und_inside(text[start:form_end])
            ):
                break
        if start is not None:
            yield start, form_end


_HEADED = re.compile(
    r"""
    (?: [A-ZÄÖÜ][\w-]*-?\s und \s )?                              # Kunst- und
    \b [A-ZÄÖÜ]?[\w-]*? (?i: verein | gesellschaft | verband | initiative | genossenschaft | gemeinschaft
      | bund | zentrum | werk | freunde | förderer | kreis )
    \s (?: für | zur | zum | der | des )
    (?: \s (?: [A-ZÄÖÜ][\w-]* ,? | für | zur | der | des | die | das | von | und | in | im | am | an
      | [a-zäöüß]+(?:er|en|es|e) ) )*
    \s (?= $ )
    """,
    re.VERBOSE,
)
"""``Verein zur Förderung von Kunst und Kultur`` before ``e.V.``: a head, a preposition, what it is for."""

_ONE_NAME = re.compile(
    r"\w*(?:gesellschaft|genossenschaft|verein|gemeinschaft|betriebe|werke|verband|co)\b|söhne|partner",
    re.IGNORECASE,
)


def _und_inside(rest: str) -> bool:
    """Whether ``und`` before ``rest`` can be inside one name: ``Bau- und Wohngesellschaft mbH``."""
    return bool(_ONE_NAME.match(rest))


def _is_name_word(token: str) -> bool:
    return (
        bool(token) and (token[0].isupper() or token[0].isnumeric()) and token.rstrip(",") not in _NEVER_FIRST
    )
