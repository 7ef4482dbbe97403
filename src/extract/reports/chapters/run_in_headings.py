"""Headings that their text follows on the same line: ``**M 1.2 Uferweg.** Der Weg ist …``.

They are told from labels set alike: each says something else, and ends with a full stop or begins with
a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.layout.document.blocks import Block, Blocks
from extract.layout.lines import cut_line
from extract.layout.records import Line
from extract.reports.names.heading_names import squeeze
from extract.reports.names.heading_numbers import number_of
from extract.reports.names.lexicon import Lexicon

_FEWEST = 3
"""So many paragraphs begin with a heading."""
_DISTINCT = 0.8
"""Part of the headings that stand once, at least."""
_MOST_LINES = 3
_LEADING_EM = 0.6
"""White space between two lines of one heading, at most."""
_LONGEST = 160
"""Characters of a heading, at most."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """Bold words that open a paragraph, and the whole lines of them above it."""

    above: Sequence[Line]
    count: int
    text: str


def with_run_in_headings(document: Blocks, lexicon: Lexicon) -> Blocks:
    """The document with bold words that open paragraphs as headings of their own, below all other ranks."""
    if document.body is None or document.body.bold:
        return document
    classes: dict[tuple[str, float], dict[int, _Opening]] = defaultdict(dict)
    for place, block in enumerate(document.blocks):
        if block.kind != "paragraph" or not block.lines[0].words[0].bold:
            continue
        found = _opening(document.blocks[place - 1] if place else None, block)
        if found is not None and _is_heading(found, lexicon):
            first = block.lines[0].words[0]
            classes[first.font, first.size][place] = found
    split: dict[int, _Opening] = {}
    for style, members in classes.items():
        texts = {squeeze(one.text) for one in members.values()}
        if len(members) >= _FEWEST and len(texts) >= _DISTINCT * len(members):
            split |= members
            split |= dict(_whole_lines(document.blocks, style, members, lexicon))
    if not split:
        return document
    rank = 1 + max((block.rank for block in document.blocks if block.rank is not None), default=0)
    return replace(document, blocks=tuple(_split(document.blocks, split, rank)))


def _whole_lines(
    blocks: Sequence[Block], style: tuple[str, float], members: Mapping[int, _Opening], lexicon: Lexicon
) -> Iterator[tuple[int, _Opening]]:
    """Headings set alike that fill their line by chance."""
    for place, block in enumerate(blocks):
        # With a full stop behind it, it looks like a sentence.
        if not (block.kind == "heading" or block.rank is not None) or place + 1 in members:
            continue
        first = block.lines[0].words[0]
        one = _Opening(block.lines, 0, block.text)
        if (first.font, first.size) == style and _is_heading(one, lexicon):
            yield place, one


def _opening(above: Block | None, block: Block) -> _Opening | None:
    """The bold words before others; None where all are bold."""
    words = [word for line in block.lines[:_MOST_LINES] for word in line.words]
    count = next((place for place, word in enumerate(words) if not word.bold), 0)
    if not count:
        return None
    line = block.lines[0]
    lines = above.lines if above is not None and _goes_on(above, line) else ()
    own = [word.text for word in words[:count]]
    return _Opening(lines, count, " ".join([*(line.text for line in lines), *own]))


def _goes_on(above: Block, line: Line) -> bool:
    """Whether a heading was parted from the words of it that stand on the first line of its text."""
    last = above.lines[-1] if above.lines else None
    return (
        last is not None
        and above.kind == "heading"
        and (last.page, last.region) == (line.page, line.region)
        and (last.words[-1].font, last.words[-1].size) == (line.words[0].font, line.words[0].size)
        and line.gap_above < _LEADING_EM * line.style.size
    )


def _is_heading(one: _Opening, lexicon: Lexicon) -> bool:
    words = one.text.split()
    number = number_of(words)
    if len(one.text) > _LONGEST or one.text.endswith(",") or lexicon.find(one.text) is not None:
        return False
    if number is not None:
        return number.words < len(words)
    return one.text.endswith(".") and len(words) > 1


def _split(blocks: Sequence[Block], split: Mapping[int, _Opening], rank: int) -> Iterator[Block]:
    for place, block in enumerate(blocks):
        below = split.get(place + 1)
        if below is not None and below.count and below.above:
            continue
        one = split.get(place)
        if one is None:
            yield block
            continue
        heading, rest, count = list(one.above), list[Line](), one.count
        for line in block.lines if count else ():
            own = min(count, len(line.words))
            if own:
                heading.append(cut_line(line, 0, own) if own < len(line.words) else line)
            if own < len(line.words):
                rest.append(cut_line(line, own, len(line.words)) if own else line)
            count -= own
        last = heading[-1].words[-1]
        bare = replace(last, text=last.text.rstrip(".:") or last.text)
        heading[-1] = replace(heading[-1], words=(*tuple(heading[-1].words)[:-1], bare))
        yield replace(block, kind="heading", lines=tuple(heading), rank=rank)
        if rest:
            yield replace(block, lines=tuple(rest))
