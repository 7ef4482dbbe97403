"""Which headings of a document name its projects: the chapters that repeat, compared with each other.

Headings of one rank part the document into stretches. Stretches are projects when they look alike and look
like projects: the same labels or sub-headings in each, names that the lexicon knows, numbers as measures have
them. Numbered headings alone say nothing: laws, minutes and forms have them as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extract.layout.document.blocks import Block, Blocks
from extract.layout.lines import cut_line
from extract.layout.records import Line
from extract.reports.chapters.chapter_tables import keys_of
from extract.reports.chapters.labels_above import in_columns
from extract.reports.chapters.run_in import KnownLabels, Sight, known_labels, labels_of
from extract.reports.names.evidence import evidence_of, other_parts
from extract.reports.names.heading_names import squeeze, without_number
from extract.reports.names.heading_numbers import (
    HeadingNumber,
    heading_words,
    is_end,
    is_other,
    is_part,
    is_project_word,
    names_projects,
    number_of,
)
from extract.reports.names.lexicon import Lexicon

LEAST_SCORE = 0.5
"""Chapters with this score are projects."""
_KICKER_WORDS = 3
_A_TITLE = "Xxx"
"""Stands for the title behind a number that stands alone."""
_SEPARATORS = frozenset("|•·–—/")
_MOST_SEPARATORS = 3
_LONGEST_FIELD = 80
"""Characters beside the number above a title, at most."""
_OVERLINED = 0.5
"""Part of the headings with a line above them; where pages share one it is left out as a running head."""
_APART_EM = 1.5
"""White space between a title and the number at the right edge, at least."""
_FEWEST_LABELS = 4
"""So many headings that are labels stand among the titles."""
_TITLE = 1.4
"""The title of a document is larger than its text by this factor."""
_COMMON = 0.4
"""Part of the chapters that have a label which all share."""
_FEWEST_PLAIN = 3
"""So many chapters without a known label are enough to be compared."""
_TWO = 0.8
"""Two chapters that are alike say so much of what more of them do."""
_FEWEST_WITH_ONE = 5
"""So many labels in common, one of which the lexicon knows."""
_FEWEST_PAGES = 4
_TOLD = 200
"""Characters of a chapter that tells of a project."""
_A_CHAPTER = 8_000
"""Characters of a chapter that holds more than one project."""
_FULL_PAGE = 600
"""Characters of a page that is no slide."""
_SERIES = 0.5
"""Part of the pages from the first to the last that such chapters take."""
_HEADED = 0.5
"""Part of the chapters of one page each that have sub-headings."""
_MOST = 0.7
_NEARLY_ALL = 0.8
"""So much alike are chapters of which the lexicon knows one label or none."""
_DISTINCT = 0.7
"""Part of the chapters that have a title of their own, at least."""
_OTHERS = 0.3
_SHORTEST = 60
"""Characters of a chapter that has no label: shorter ones are remarks."""
_SHORT = 0.2
"""Part of the usual length of the chapters, likewise."""
_MONEY = re.compile(r"\d\s?(?:T?€|Euro\b|EUR\b|(?:Mio|Mrd|Tsd)\.)|(?:€|EUR)\s?\d")
_WORD = re.compile(r"[^\W\d_]{3}")
"""What a sub-heading has at least: ``A1`` and ``c)`` are codes."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CODE_LETTERS = frozenset(("M", "P", "V"))
"""A number with one letter is that of a measure, a project or a Vorhaben; others part reports (``B.2``)."""
_TELLING = frozenset(("responsible", "partner", "date", "money", "status"))
"""Kinds of labels that only projects have."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A heading and the blocks below it: ``blocks[first : end]``."""

    first: int
    end: int
    parent: int | None
    """Index of the nearest heading above it of a higher rank."""
    kicker: int | None = None
    """Index of the block right above the heading that holds its number or its field alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in a stretch."""

    labels: Counter[str]
    """Letters of labels and sub-headings, how often each."""
    spoken: frozenset[str]
    """Those of them that stand in the text, not in tables."""
    headed: frozenset[str]
    """Those that are headings of their own."""
    characters: int
    has_items: bool
    money: bool
    """Whether a sum is named in it, in whatever words."""
    years: bool
    number: HeadingNumber | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """The headings of one rank as projects."""

    rank: int
    stretches: tuple[Stretch, ...]
    looks: tuple[Look, ...]
    known: KnownLabels
    common: Mapping[str, float]
    """Labels that many of them have, and how many do."""
    score: float
    reasons: tuple[str, ...]
    numbered: bool
    """Whether their headings have numbers before them."""
    left_out: tuple[Stretch, ...] = ()
    """Others of the same rank among them."""


def text_lines(blocks: Sequence[Block]) -> list[Line]:
    """The lines of running text and lists."""
    return [line for block in blocks if block.kind in ("paragraph", "item") for line in block.lines]


def with_labels(document: Blocks, lexicon: Lexicon) -> Blocks:
    """The document with headings that are labels told from titles that are set like them.

    A heading of the lexicon that stands again and again among others of its rank, which do not, names a part
    of each chapter. Labels side by side get their values from below.
    """
    ranks: dict[int, list[int]] = {}
    for place, block in enumerate(document.blocks):
        if block.kind == "heading" and block.rank is not None:
            ranks.setdefault(block.rank, []).append(place)
    changed = list(document.blocks)
    for places in ranks.values():
        keys = {place: squeeze(without_number(document.blocks[place].text)) for place in places}
        counts = Counter(keys.values())
        again = [
            place
            for place in places
            if counts[keys[place]] >= 2 and lexicon.find(document.blocks[place].text)
        ]
        if len(again) >= _FEWEST_LABELS and len(places) - len(again) >= 2:
            for place in again:
                changed[place] = replace(changed[place], kind="label", rank=None)
    for place, block in enumerate(changed):
        if block.kind == "paragraph" and len(block.lines) > 1:
            lines = tuple(in_columns(block.lines, lexicon))
            if lines != block.lines:
                changed[place] = replace(block, lines=lines)
    return replace(document, blocks=tuple(changed))


def stretches_of(blocks: Sequence[Block], rank: int) -> list[Stretch]:
    """The stretches that the headings of a rank part the document into."""
    found: list[Stretch] = []
    parent: int | None = None
    kickers: dict[int, int] = {}
    for place, block in enumerate(blocks):
        if place and block.rank == rank and block.kind == "heading" and kicker_of(blocks[place - 1]):
            kickers[place] = place - 1
    kickers = kickers or _overlines(blocks, rank)
    places = [place for place, block in enumerate(blocks) if block.rank is not None and block.rank <= rank]
    for number, place in enumerate(places):
        block = blocks[place]
        if block.kind != "heading":
            continue
        if block.rank is not None and block.rank < rank:
            if number + 1 == len(places) or kickers.get(places[number + 1]) != place:
                parent = place
            continue
        end = places[number + 1] if number + 1 < len(places) else len(blocks)
        found.append(Stretch(place, kickers.get(end, end), parent, kickers.get(place)))
    return found


def _overlines(blocks: Sequence[Block], rank: int) -> dict[int, int]:
    """By heading of a rank, the line above it: short, and set as only the lines above these headings are."""
    headings = [place for place, block in enumerate(blocks) if block.rank == rank and block.kind == "heading"]
    above = {
        place: place - 1 for place in headings if place and _is_overline(blocks[place - 1], blocks[place])
    }
    styles = Counter(blocks[place].lines[0].style for place in above.values())
    if not styles:
        return {}
    style, count = styles.most_common(1)[0]
    if count < max(_FEWEST_PLAIN, _OVERLINED * len(headings)):
        return {}
    texts = (block for block in blocks if block.kind != "table")
    if sum(block.lines[0].style == style for block in texts) > count:
        return {}
    return {place: line for place, line in above.items() if blocks[line].lines[0].style == style}


def _is_overline(block: Block, heading: Block) -> bool:
    text = block.text
    return (
        block.kind in ("paragraph", "note", "caption")
        and len(block.lines) == 1
        and block.page == heading.page
        and len(text) <= _LONGEST_FIELD
        and not text.endswith((".", ":", ","))
    )


def kicker_of(block: Block) -> tuple[HeadingNumber, list[Line]] | None:
    """The number above a title, and what stands beside it: ``M 1.1``, ``Maßnahme 4 | Verkehr``."""
    if len(block.lines) != 1 or block.kind not in ("heading", "paragraph", "note"):
        return None
    line = block.lines[0]
    edges = [place for place, word in enumerate(line.words) if word.text in _SEPARATORS]
    if line.words[-1].text.endswith((".", ",")) or len(edges) > _MOST_SEPARATORS:
        return None
    parts = [(first, last) for first, last in pairwise([-1, *edges, len(line.words)]) if last > first + 1]
    for part in parts:
        texts = [word.text for word in line.words[part[0] + 1 : part[1]]]
        number = number_of([*texts, _A_TITLE])
        if len(texts) <= _KICKER_WORDS and number is not None and number.words == len(texts):
            others = [cut_line(line, first + 1, last) for first, last in parts if (first, last) != part]
            is_whole = not others or number.word or number.prefix
            if is_whole and sum(len(other.text) for other in others) <= _LONGEST_FIELD:
                return number, others
    return None


def candidates(document: Blocks, sight: Sight) -> list[Candidate]:
    """Each rank that at least two headings have, judged; the best first."""
    found: list[Candidate] = []
    blocks = document.blocks
    for rank in sorted(
        {block.rank for block in blocks if block.rank is not None and block.kind == "heading"}
    ):
        stretches = stretches_of(blocks, rank)
        if len(stretches) > 1:
            found.append(_judged(document, rank, stretches, sight))
    found = [one for one in found if one.stretches]
    return sorted(found, key=lambda one: (-one.score, -len(one.stretches)))


def heading_number(blocks: Sequence[Block], one: Stretch) -> HeadingNumber | None:
    """The number before the title of a stretch, or above it."""
    lines = blocks[one.first].lines
    if one.kicker is not None:
        kicker = kicker_of(blocks[one.kicker])
        if kicker is not None:
            return kicker[0]
    words = [word.text for line in lines for word in line.words]
    found = number_of(words)
    behind = number_behind(lines) if found is None else None
    return behind[0] if behind is not None else found


def number_behind(lines: Sequence[Line]) -> tuple[HeadingNumber, int] | None:
    """The number at the end of a heading, and the index of its first word in the last line.

    It stands at the right edge (``Uferweg          M 1.1``) or in brackets (``Uferweg (M 1.1)``).
    """
    words = lines[-1].words
    for count in range(1, min(_KICKER_WORDS, len(words) - (len(lines) == 1)) + 1):
        place = len(words) - count
        texts = [word.text for word in words[place:]]
        in_brackets = texts[0].startswith("(") and texts[-1].endswith(")")
        apart = (
            len(lines) == 1 and words[place].box.x0 - words[place - 1].box.x1 > _APART_EM * words[place].size
        )
        if not (in_brackets or apart):
            continue
        if in_brackets:
            texts = " ".join(texts)[1:-1].split()
        found = number_of([*texts, _A_TITLE]) if texts else None
        if found is not None and found.words == len(texts) and (apart or found.prefix or found.word):
            return found, place
        return None
    return None


def _judged(document: Blocks, rank: int, stretches: Sequence[Stretch], sight: Sight) -> Candidate:
    blocks = document.blocks
    known = known_labels([text_lines(blocks[one.first + 1 : one.end]) for one in stretches], sight)
    looks = [_look(document, one, known, sight) for one in stretches]
    common = _shared(looks, sight.lexicon)
    kept = [number for number, look in enumerate(looks) if not common or set(look.labels) & set(common)]
    headed = [number for number, one in enumerate(stretches) if _is_headed(blocks, one)]
    if not common and len(headed) >= _FEWEST_PLAIN:
        kept = headed  # without labels, only the part of a report that says it holds projects
    fields = {stretches[number].parent for number in kept}
    title = _title_of(blocks)
    opening = next((place for place, block in enumerate(blocks) if block.kind == "heading"), None)
    members = [
        number
        for number, one in enumerate(stretches)
        if (one.parent in fields or number in headed)
        and not _is_remark(looks[number], [looks[place] for place in kept], common)
        and not _is_named(blocks[one.first], looks[number], common, sight.lexicon)
        and not (one.first == opening and _is_bare(looks[number], [looks[place] for place in kept], common))
    ]
    prefixes = Counter(look.number.prefix for number in kept if (look := looks[number]).number is not None)
    prefix, count = prefixes.most_common(1)[0] if prefixes else ("", 0)
    if prefix and count >= _MOST * len(kept):
        members = [
            number
            for number in members
            if ((own := looks[number].number) is not None and own.prefix)
            or set(looks[number].labels) & set(common)
        ]
    chosen = [stretches[number] for number in members]
    seen = [looks[number] for number in members]
    if title is not None and {one.parent for one in chosen} == {title}:
        chosen = [replace(one, parent=None) for one in chosen]
    if chosen:
        chosen[-1] = _before_the_end(blocks, chosen[-1])
    common = _common(seen)
    numbered = sum(look.number is not None for look in seen) >= _MOST * len(seen)
    score, reasons = _score(blocks, chosen, seen, common, sight.lexicon) if len(chosen) > 1 else (0.0, [])
    left_out = tuple(
        one
        for number, one in enumerate(stretches)
        if number not in members and (one.parent in fields or number in headed)
    )
    return Candidate(
        rank, tuple(chosen), tuple(seen), known, common, score, tuple(reasons), numbered, left_out
    )


def _is_headed(blocks: Sequence[Block], one: Stretch) -> bool:
    """Whether a heading above, of whatever rank, says that projects follow."""
    place, rank = one.first, blocks[one.first].rank or 0
    title = _title_of(blocks)
    while place > 0 and rank > 1:
        place -= 1
        block = blocks[place]
        if block.kind == "heading" and block.rank is not None and block.rank < rank:
            rank = block.rank
            if names_projects(block.text, is_title=place == title):
                return True
    return False


def _title_of(blocks: Sequence[Block]) -> int | None:
    """The title of the document: its first heading, where that is large and has no number."""
    first = next((place for place, block in enumerate(blocks) if block.kind == "heading"), None)
    if first is None:
        return None
    size = median([block.lines[0].style.size for block in blocks if block.kind == "paragraph"] or [0.0])
    is_large = blocks[first].lines[0].style.size > _TITLE * size
    return first if is_large and not number_of(blocks[first].text.split()) else None


def _before_the_end(blocks: Sequence[Block], last: Stretch) -> Stretch:
    """The last chapter without the imprint and the like, which may be set as small as its sub-headings."""
    for place in range(last.first + 1, last.end):
        if blocks[place].kind == "heading" and is_end(without_number(blocks[place].text)):
            return replace(last, end=place)
    return last


def _shared(looks: Sequence[Look], lexicon: Lexicon) -> dict[str, float]:
    """Labels that many of the chapters have; in a long report, those of the part that has labels at all."""
    if common := _common(looks):
        return common
    counts = Counter(key for look in looks for key in look.labels)
    seeds = {key for key, count in counts.items() if count >= _FEWEST_PLAIN and lexicon.find(key)}
    part = [look for look in looks if len(seeds & set(look.labels)) >= min(2, len(seeds))]
    return _common(part) if seeds and len(part) >= _FEWEST_PLAIN else {}


def _is_named(block: Block, look: Look, common: Mapping[str, float], lexicon: Lexicon) -> bool:
    """Whether a chapter without the labels of the others is a part of every report: an outlook, a summary."""
    if set(look.labels) & set(common):
        return False
    bare = without_number(block.text)
    return is_part(bare) or (bool(common) and lexicon.find(bare) is not None)


def _common(looks: Sequence[Look]) -> dict[str, float]:
    counts = Counter(key for look in looks for key in look.labels)
    least = max(2, _COMMON * len(looks))
    return {key: count / len(looks) for key, count in sorted(counts.items()) if count >= least}


def _is_remark(look: Look, looks: Sequence[Look], common: Mapping[str, float]) -> bool:
    """Whether a chapter without any label is much shorter than the others."""
    if set(look.labels) & set(common):
        return False
    usual = median(other.characters for other in looks)
    return look.characters < min(_SHORTEST, usual) or look.characters < _SHORT * usual


def _is_bare(look: Look, looks: Sequence[Look], common: Mapping[str, float]) -> bool:
    """Whether the title of a document, set as those of its projects, has no label where the others do."""
    if len(common) < _FEWEST_LABELS - 1 or look.number is not None or set(look.labels) & set(common):
        return False
    full = sum(len(set(other.labels) & set(common)) >= _MOST * len(common) for other in looks)
    return full >= _NEARLY_ALL * len(looks)


def _look(document: Blocks, one: Stretch, known: KnownLabels, sight: Sight) -> Look:
    labels: Counter[str] = Counter()
    headed: set[str] = set()
    blocks = document.blocks
    below = blocks[one.first + 1 : one.end]
    for block in below:
        if block.kind in ("heading", "label"):
            key = squeeze(without_number(block.text))
            labels[key] += 1
            headed.add(key)
        elif block.kind in ("paragraph", "item"):
            for found in labels_of(block.lines, known, sight):
                labels.update(label.key for label in found)
    spoken = frozenset(labels)
    for table in (block.table for block in below if block.table is not None):
        labels.update(set(keys_of(table, sight.lexicon)))
    del labels[""]
    lines = text_lines(below)
    return Look(
        labels,
        spoken,
        frozenset(headed),
        sum(len(line.text) for line in lines)
        + sum(len(block.text) for block in below if block.kind == "table"),
        any(block.kind == "item" for block in below),
        any(_MONEY.search(line.text) for line in lines),
        any(_YEAR.search(line.text) for line in lines),
        heading_number(blocks, one),
    )


def _score(
    blocks: Sequence[Block],
    stretches: Sequence[Stretch],
    looks: Sequence[Look],
    common: Mapping[str, float],
    lexicon: Lexicon,
) -> tuple[float, list[str]]:
    count = len(stretches)
    reasons: list[str] = []
    names = {key: found for key in common if (found := lexicon.find(key))}
    telling = {found.name for found in names.values() if found.kind in _TELLING}
    distinct = {found.name for found in names.values()}
    others = sum(is_other(look.number) for look in looks)
    if others >= _OTHERS * count:
        return 0.0, [f"{others} of {count} headings are numbered as parts of a law, of minutes or of a form"]
    if count < _FEWEST_PLAIN and not any(key in look.spoken for look in looks for key in common):
        return 0.0, ["two tables that are alike are no projects"]
    foreign = [key for key in common if key in heading_words().other_labels]
    if foreign and len(telling) < 3:
        return 0.0, ["the labels " + ", ".join(foreign) + " are those of minutes, forms or letters"]
    alike = _alike(looks, common)
    headings = [key for key in common if _WORD.search(key) and any(key in look.headed for look in looks)]
    repeats = [look.labels[key] for look in looks for key in common if key in look.labels]
    once = sum(1 / number for number in repeats) / len(repeats) if repeats else 1.0
    titles = {squeeze(without_number(blocks[one.first].text)) for one in stretches}
    if len(titles) < _DISTINCT * count:
        return 0.0, [f"only {len(titles)} of {count} headings differ"]
    parts = other_parts([without_number(blocks[one.first].text) for one in stretches])
    if parts is not None:
        return 0.0, [f"the headings are those of {parts}"]
    worded = sum(is_project_word(look.number) for look in looks)
    codes = Counter(look.number.prefix for look in looks if look.number is not None and _is_code(look.number))
    coded = max(codes.values(), default=0)
    below = sum(_is_headed(blocks, one) for one in stretches)
    evidence = evidence_of(
        list(common),
        lexicon,
        numbered=max(worded, coded) >= _MOST * count,
        announced=below >= _MOST * count,
    )
    if evidence.against and not evidence.is_enough:
        return 0.0, ["the labels are those of " + ", ".join(evidence.against)]
    score = 0.0
    if evidence.is_enough and telling and len(distinct) >= 2:
        score = 0.75 + 0.25 * alike
        reasons.append(f"{count} chapters share the labels {', '.join(sorted(distinct))}")
    elif (
        distinct
        and len(common) >= _FEWEST_WITH_ONE
        and alike >= _NEARLY_ALL
        and 2 * evidence.common < len(common)
    ):
        score = 0.5 + 0.25 * alike
        reasons.append(
            f"{count} chapters share {len(common)} labels, {', '.join(sorted(distinct))} among them"
        )
    elif len(headings) >= 3 and count >= _FEWEST_PLAIN and _alike(looks, headings) >= _NEARLY_ALL:
        score = 0.4 + 0.4 * _alike(looks, headings)
        reasons.append(f"{count} chapters share {len(headings)} sub-headings")
    if count >= _FEWEST_PLAIN and max(worded, coded) >= _MOST * count:
        score = max(score, 0.7)
        reasons.append(f"{max(worded, coded)} of {count} headings are numbered as measures are")
    if count >= _FEWEST_PLAIN and below >= _MOST * count:
        score += 0.3
        reasons.append(f"{below} of {count} chapters stand below a heading that says projects follow")
        dated = sum(look.years for look in looks)
        if dated >= _MOST * count and _TOLD <= median(look.characters for look in looks) <= _A_CHAPTER:
            score += 0.25
            reasons.append(f"{dated} of {count} chapters name a year")
    if paged := _paged(blocks, stretches, looks):
        score = max(score, paged[0])
        reasons.append(paged[1])
    if count < _FEWEST_PLAIN:
        score *= _TWO
    return min(score, 1.0) * once, reasons


def _alike(looks: Sequence[Look], labels: Collection[str]) -> float:
    """How far chapters have the same labels, each once: 0 to 1.

    A label that stands again and again in a chapter is one of its tables or remarks.
    """
    if not labels:
        return 0.0
    once = [sum(1 / look.labels[key] for key in labels if look.labels[key]) / len(labels) for look in looks]
    return sum(once) / len(looks)


def _is_code(number: HeadingNumber) -> bool:
    """Whether letters and a figure before a title are the code of a measure: ``M 1.1``, ``KS-07``."""
    return len(number.prefix) > 1 or number.prefix in _CODE_LETTERS


def _paged(
    blocks: Sequence[Block], stretches: Sequence[Stretch], looks: Sequence[Look]
) -> tuple[float, str] | None:
    """Whether each chapter has a page, and the pages are made alike."""
    count = len(stretches)
    pages = [blocks[one.first].page for one in stretches]
    spans = [
        {line.page for block in blocks[one.first : one.end] for line in block.lines} for one in stretches
    ]
    if count < _FEWEST_PAGES or len(set(pages)) < count:
        return None
    if count < _SERIES * (pages[-1] - pages[0] + 1):
        return None
    alone = sum(len(span) == 1 for span in spans)
    opening = sum(one.first == 0 or blocks[one.first - 1].page < blocks[one.first].page for one in stretches)
    items = sum(look.has_items for look in looks)
    if min(alone, opening, items) < _MOST * count:
        return None
    # Slides have a heading and a list a page as well, but little text.
    if median(look.characters for look in looks) < _FULL_PAGE:
        return None
    headed = sum(
        any(block.kind == "heading" for block in blocks[one.first + 1 : one.end]) for one in stretches
    )
    if headed < _HEADED * count:
        return None
    return 0.6, f"{count} chapters of one page each are made alike"
