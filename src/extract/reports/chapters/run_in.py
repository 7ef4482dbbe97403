"""Labels that stand before their value in the same line: ``**Zuständig:** Tiefbauamt``, ``Start: 2014``.

A label is sure where it is set otherwise than its value or known to the lexicon; one that several chapters
repeat at the beginning of a line is one as well, and so is what stands like a label between two sure ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.layout.document.blocks import is_full
from extract.layout.lines import style_of_word
from extract.layout.records import Line, text_of
from extract.pdf.records import Word
from extract.reports.names.heading_names import squeeze
from extract.reports.names.lexicon import Lexicon
from extract.reports.text.passages import DASHES, Edges, is_bullet

_MOST_WORDS = 8
_MOST_PLAIN_WORDS = 6
"""Words of a label that only its colon sets off."""
_LONGEST = 70
_GAP_EM = 1.4
"""White space between a label and a value in a column of its own."""
_NO_LABEL = re.compile(r"[!?;„“”\"]|\.\s|://|\d{1,2}:\d{2}|^\W*$")
_INSIDE_EM = 0.9
"""White space before a label that stands behind the value of another one."""
SEPARATORS = frozenset("|•·–—;")
"""Signs between the value of one label and the next label."""
_LETTERS = re.compile(r"[^\W\d_]")
_ARTICLE = re.compile(r"(?:Der|Die|Das|Ein|Eine|Unser|Unsere)\s")
_FEWEST = 2
"""So many chapters repeat a label that nobody knows."""


@dataclass(frozen=True, slots=True)
class RunIn:
    """A label within a line: ``line.words[first:last]``."""

    first: int
    last: int
    text: str
    """Without the colon."""
    key: str
    """Its letters."""
    set_off: bool
    colon: bool


@dataclass(frozen=True, slots=True)
class KnownLabels:
    """The labels of a document."""

    keys: frozenset[str]
    """Letters of all that are sure."""
    repeated: frozenset[str]
    """Letters of those with a colon that several chapters have."""


def label_at(line: Line, *, first: int = 0, lexicon: Lexicon) -> RunIn | None:
    """What may be a label at a place of a line; None where nothing is set off there.

    Args:
        line: a printed line.
        first: index of the word that it would begin with.
        lexicon: for labels without colon before a gap.
    """
    words = line.words[first : first + _MOST_WORDS + 1]
    if not words or not _LETTERS.search(words[0].text) or not words[0].text[:1].isalnum():
        return None
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        word = words[count - 1]
        following = words[count] if count < len(words) else None
        colon = word.text.endswith((":", "："))
        split = following is not None and _set_off(words[0], following)
        gap = following is not None and following.box.x0 - word.box.x1 > _GAP_EM * word.size
        if not (colon or split or gap):
            continue
        if following is not None and following.text == ":" and following.glued:
            continue  # a colon that is set like the value
        text = text_of(words[:count]).strip().rstrip(":：").strip()
        if len(text) > _LONGEST or _NO_LABEL.search(text) or not _LETTERS.search(text):
            return None
        if text[0].islower() and not (colon and first and first == _opening(line)):
            return None  # small letters begin a label behind a list mark only
        if not colon and not split and lexicon.find(text) is None:
            return None
        if colon and following is not None and following.glued:
            return None  # an address or a ratio
        if following is None and first:
            # At the end of its line, a label is compared with the value before it.
            value = line.words[first - 1]
            set_off = colon and _set_off(words[0], value) and _is_emphasised(words[0], value)
            return RunIn(first, first + count, text, squeeze(text), set_off, colon) if colon else None
        lone = word.text == ":" and count > 1
        split = split or (lone and _set_off(words[0], word))
        set_off = split and _is_emphasised(words[0], word if lone else following)
        if not set_off and count > _MOST_PLAIN_WORDS:
            return None
        if not colon and not gap and not (set_off and line_opens(line, first)):
            return None
        return RunIn(first, first + count, text, squeeze(text), set_off, colon)
    return None


def line_opens(line: Line, first: int) -> bool:
    """Whether a place is the beginning of a line that stands apart from the one above."""
    return first <= _opening(line) and (line.gap_above == 0.0 or line.gap_above > 0.25 * line.style.size)


def _set_off(label: Word, word: Word) -> bool:
    one, two = style_of_word(label), style_of_word(word)
    return one.bold != two.bold or one.italic != two.italic or one.color != two.color or one.font != two.font


def _is_emphasised(label: Word, value: Word | None) -> bool:
    """Whether the label, not the value, is what stands out: bold, or coloured where the value is black."""
    if value is None:
        return False
    if label.bold != value.bold:
        return label.bold
    if label.color != value.color:
        return label.color is not None and (value.color is None or sum(value.color) <= sum(label.color))
    return label.italic and not value.italic


class Sight:
    """Looks at the beginnings of lines, at each line once: chapters are compared at several ranks."""

    def __init__(self, lexicon: Lexicon, edges: Edges) -> None:
        self.lexicon = lexicon
        self.edges = edges
        self._seen: dict[int, tuple[Line, RunIn | None]] = {}

    def opening(self, line: Line) -> RunIn | None:
        """What may be a label at the beginning of a line, behind its list mark."""
        # The line is kept with what was seen, so that its number stays its own.
        if id(line) not in self._seen:
            self._seen[id(line)] = (line, label_at(line, first=_opening(line), lexicon=self.lexicon))
        return self._seen[id(line)][1]

    def above(self, lines: Sequence[Line], place: int) -> RunIn | None:
        """A line that is the label of the value right below it: known, and set otherwise than that."""
        if place + 1 >= len(lines):
            return None
        line, below = lines[place], lines[place + 1]
        if len(line.text) > _LONGEST or line.style == below.style or line.region != below.region:
            return None
        if (
            line.page != below.page
            or below.gap_above > line.style.size
            or self.lexicon.find(line.text) is None
        ):
            return None
        return RunIn(0, len(line.words), line.text.strip(), squeeze(line.text), True, False)


def known_labels(chapters: Sequence[Sequence[Line]], sight: Sight) -> KnownLabels:
    """The labels at the beginnings of the lines of a document's chapters.

    Args:
        chapters: the lines of each chapter, in reading order.
        sight: what looks at lines.
    """
    lexicon = sight.lexicon
    sure: set[str] = set()
    having: dict[str, set[int]] = defaultdict(set)
    openings = [
        [sight.opening(line) or sight.above(lines, place) for place, line in enumerate(lines)]
        for lines in chapters
    ]
    for number, (lines, found) in enumerate(zip(chapters, openings, strict=True)):
        for line, label in zip(lines, found, strict=True):
            if label is None:
                continue
            for other in (label, *_inside(line, label.last, lexicon)):
                if other.colon or other.set_off:
                    having[other.key].add(number)
                if other.set_off or lexicon.find(other.text) is not None:
                    sure.add(other.key)
    repeated = {key for key, numbers in having.items() if len(numbers) >= _FEWEST}
    sure |= repeated
    # Between two sure labels, each in a line of its own, stands a third.
    for found in openings:
        for place, label in enumerate(found):
            if label is None or not label.colon or label.key in sure:
                continue
            near = [found[other] for other in (place - 1, place + 1) if 0 <= other < len(found)]
            if any(other is not None and other.key in sure for other in near):
                sure.add(label.key)
    return KnownLabels(frozenset(sure), frozenset(repeated))


def labels_of(lines: Sequence[Line], known: KnownLabels, sight: Sight) -> list[list[RunIn]]:
    """The labels of each line from left to right; the first stands at its beginning, or there is none.

    Args:
        lines: the lines of a block.
        known: the labels of the document.
        sight: what looks at lines.
    """
    openings: list[RunIn | None] = []
    for place, line in enumerate(lines):
        label = sight.opening(line) or sight.above(lines, place)
        if label is not None and (
            label.key not in known.keys or (place and _runs_on(lines[place - 1], line, label, known, sight))
        ):
            label = None
        openings.append(label)
    found: list[list[RunIn]] = []
    for place, line in enumerate(lines):
        opening = openings[place]
        # In a list of labels one is known that lacks its colon.
        if opening is None and any(openings[max(0, place - 1) : place + 2]):
            opening = _without_colon(line, known)
        if opening is not None:
            found.append([opening, *_inside(line, opening.last, sight.lexicon, known)])
        elif place and found[-1] and line.gap_above < line.style.size:
            # The value of the last label goes on in this line, and others may stand behind it.
            found.append(list(_inside(line, 1, sight.lexicon, known)))
        else:
            found.append([])
    return found


def _runs_on(above: Line, line: Line, label: RunIn, known: KnownLabels, sight: Sight) -> bool:
    """Whether words with a colon, or words of another colour, stand within a sentence by chance."""
    edge = sight.edges.get((line.page, line.region), line.box.x1)
    if not is_full(above, line, edge) or label.first:
        return False
    if label.set_off:
        return not label.colon
    if sight.lexicon.find(label.text) is None or _ARTICLE.match(label.text):
        return True
    return label.key not in known.repeated and not above.text.rstrip().endswith((".", ";", ":", ")"))


def _opening(line: Line) -> int:
    """Index of the first word behind a list mark."""
    words = line.words
    return int(len(words) > 1 and (is_bullet(words) or words[0].text in DASHES))


def _inside(line: Line, place: int, lexicon: Lexicon, known: KnownLabels | None = None) -> Iterator[RunIn]:
    """Further labels in a line, each behind the value of the one before it.

    They have a colon and are set off, stand behind a gap, or are known from the beginnings of other lines.
    """
    while place < len(line.words):
        word, before = line.words[place], line.words[place - 1]
        label = None
        if word.text[:1].isupper() and not word.glued:
            label = label_at(line, first=place, lexicon=lexicon)
        if label is not None and label.colon:
            apart = word.box.x0 - before.box.x1 > _INSIDE_EM * word.size or (
                before.text in SEPARATORS or before.text.endswith((";", "|"))
            )
            fresh = (label.set_off and not before.bold) or (apart and lexicon.find(label.text) is not None)
            is_label = fresh if known is None else label.key in (known.keys if fresh else known.repeated)
            if is_label:
                yield label
                place = label.last
                continue
        place += 1


def _without_colon(line: Line, known: KnownLabels) -> RunIn | None:
    """A label whose colon was forgotten, as other chapters have it with one."""
    for count in range(min(_MOST_WORDS, len(line.words) - 1), 0, -1):
        text = text_of(line.words[:count])
        if squeeze(text) in known.repeated and text[:1].isupper():
            return RunIn(0, count, text.strip(), squeeze(text), False, False)
    return None
