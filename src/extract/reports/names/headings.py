"""Which line is a heading, and of what.

A heading is known by its words, however it is set: case, letter-spacing, hyphenation, colon, icon and a
trailing year do not matter, because names are compared squeezed (letters and digits only). The way it is
set decides only whether such words are a heading or part of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from extract.base.values import value
from extract.layout.lines import style_of, style_of_word
from extract.layout.records import Line, Style, text_of
from extract.pages.packing import Setting, settings_of
from extract.pdf.records import Word
from extract.reports.names.heading_names import (
    HeadingIndex,
    Name,
    is_number,
    split_year,
    squeeze,
    without_number,
)

TITLE_RATIO = 1.2
"""A title is set at least this much larger than running text."""
_ONE_YEAR = re.compile(r"(?:19|20)\d{2}$")
_LONGEST_HEADING = 70
_MOST_LINES = 3
_MOST_WORDS = 5


@value(frozen=True, slots=True)
class Hit:
    """A heading found: lines ``[first, last]`` of a region; ``words`` of the last line belong to it."""

    name: Name
    first: int
    last: int
    words: int
    heading: str
    year: int | None
    fuzzy: bool
    style: Style


@value(frozen=True, slots=True)
class Body:
    """How the running text of a page is set."""

    font: str
    size: float
    bold: bool
    color: tuple[float, float, float] | None


Weights = Counter[Setting]
"""Characters by font, size, boldness and colour."""


def body_of(lines: Iterable[Line]) -> Body | None:
    """The commonest setting of the lines given, by characters; None without lines."""
    return commonest(weights_of(lines))


def weights_of(lines: Iterable[Line]) -> Weights:
    """How much is set in which way."""
    weight: Weights = Counter()
    for line in lines:
        for setting, characters in settings_of(line.words):
            weight[setting] += characters
    return weight


def commonest(weight: Weights) -> Body | None:
    """The commonest setting, sizes taken together that differ by less than a tenth of a point."""
    rounded: Counter[Body] = Counter()
    for (font, size, bold, color), count in weight.items():
        rounded[Body(font, round(size, 1), bold, color)] += count
    return rounded.most_common(1)[0][0] if rounded else None


def stands_out(style: Style, body: Body | None, *, text: str = "") -> bool:
    """Whether a style differs from running text as headings do."""
    if body is None:
        return True
    return (
        style.bold != body.bold
        or style.size > 1.06 * body.size
        or style.font != body.font
        or _differs(style.color, body.color)
        or (len(text) > 3 and text.isupper())
    )


def _differs(one: tuple[float, float, float] | None, two: tuple[float, float, float] | None) -> bool:
    if one is None or two is None:
        return one is not two
    return max(abs(a - b) for a, b in zip(one, two, strict=True)) > 0.12


def find_headings(
    lines: Sequence[Line], index: HeadingIndex, body: Body | None, closed: Collection[int] = ()
) -> list[Hit]:
    """Known headings among the lines of one region, in order, none overlapping.

    Below lines that are ``closed``, as one with a project's ID is, no sentence goes on.
    """
    hits: list[Hit] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        if index.may_open(line.text, line.words[0].text):
            before = hits[-1] if hits else None
            hit = _at(lines, position, index, body, before, position - 1 in closed)
        else:
            hit = None
        if hit is None and hits and hits[-1].name.kind == "party":
            hit = _plain_party(lines[position], position, index)
        if hit is None:
            position += 1
            continue
        hits.append(hit)
        # A run-in heading leaves the rest of its line to the text; the next one starts below at the earliest.
        position = hit.last + 1
    return hits


def _at(
    lines: Sequence[Line],
    first: int,
    index: HeadingIndex,
    body: Body | None,
    before: Hit | None,
    below_closed: bool,
) -> Hit | None:
    # Right below a heading that nothing follows stands the next one: an empty section.
    empty = before is not None and before.last == first - 1 and before.words == len(lines[before.last].words)
    hit = _own_line(lines, first, index, body, fresh=empty or below_closed)
    after = before is not None and before.name.kind == "section"
    return hit or _run_in(lines[first], first, lines, index, body, after_heading=after)


def _own_line(
    lines: Sequence[Line], first: int, index: HeadingIndex, body: Body | None, *, fresh: bool
) -> Hit | None:
    """The longest heading that whole lines from ``first`` on make up."""
    if first and not fresh and _runs_on(lines[first - 1], lines[first]):
        return None
    printed = ""
    best: Hit | None = None
    for last in range(first, min(first + _MOST_LINES, len(lines))):
        line = lines[last]
        if last > first and not _same_setting(lines[first], line):
            break
        printed = f"{printed} {line.text}".strip()
        if is_number(printed):
            continue  # too narrow a column for the first word beside it
        text = without_number(printed)
        if len(text) > _LONGEST_HEADING:
            break
        found, fuzzy = index.find(text), False
        distinct = stands_out(line.style, body, text=text) or bool(line.before or line.after)
        if found is None and distinct:
            found, fuzzy = index.find_fuzzy(text), True
        if found is None:
            if not index.starts(squeeze(text)) and not (distinct and index.nearly_starts(text)):
                break
            continue
        if last > first and found[0].kind == "milestones" and split_year(line.text)[0] == "":
            break  # the first year of the list, set like its heading
        if found[1] is not None and (_opens_text(line, body) or _opens_list(found[0], line)):
            continue
        if distinct or _isolated(lines, first, last, text):
            heading = _heading_text(lines[first : last + 1])
            best = Hit(found[0], first, last, len(line.words), heading, found[1], fuzzy, line.style)
    return None if best is not None and _is_longer(lines, best, body) else best


def _is_longer(lines: Sequence[Line], hit: Hit, body: Body | None) -> bool:
    """Whether the line below goes on with the heading, which says something else: ``Ziele / festlegen``."""
    if hit.last + 1 >= len(lines):
        return False
    line, below = lines[hit.last], lines[hit.last + 1]
    if not below.text[:1].islower() or line.text.rstrip().endswith((":", ".", "!", "?")):
        return False
    alike = style_of(line.words) == style_of(below.words) and below.gap_above < 0.5 * below.style.size
    return alike and stands_out(line.style, body) and stands_out(below.style, body)


def _opens_text(line: Line, body: Body | None) -> bool:
    """Whether the years at a line's end are text after a run-in heading: ``**Kosten** 2021-2023:``."""
    last = next((word for word in reversed(line.words) if squeeze(word.text)), line.words[-1])
    ends = last.text.endswith(":") or not _ONE_YEAR.match(last.text)
    return ends and _set_off(style_of_word(line.words[0]), last, body, line.words[0].text)


def _opens_list(name: Name, line: Line) -> bool:
    """Whether the year at a line's end is the first of the milestones that the line is a heading of."""
    if name.kind != "milestones" or len(line.words) < 2:
        return False
    heading, year = line.words[-2:]
    apart = year.box.x0 - heading.box.x1 > year.size
    return apart or heading.bold != year.bold or abs(heading.size - year.size) > 0.06 * year.size


def _same_setting(one: Line, two: Line) -> bool:
    return (
        one.style.font == two.style.font
        and abs(one.style.size - two.style.size) <= 0.1 * one.style.size
        and two.gap_above < 0.9 * max(two.style.size, 1.0)
        and not two.before
    )


def _runs_on(above: Line, line: Line) -> bool:
    """Whether a line goes on with the text of the line above, set alike and without white space between."""
    if line.before or line.after:
        return False
    alike = (
        above.style.font == line.style.font
        and above.style.bold == line.style.bold
        and abs(above.style.size - line.style.size) <= 0.03 * line.style.size
        and not _differs(above.style.color, line.style.color)
    )
    return alike and line.gap_above < 0.55 * line.style.size and not above.text.endswith((".", ":", "!", "?"))


def _isolated(lines: Sequence[Line], first: int, last: int, text: str) -> bool:
    """A line set like running text counts as a heading only when it ends in a colon or stands alone."""
    if text.rstrip().endswith(":"):
        return True
    following = lines[last + 1] if last + 1 < len(lines) else None
    return first > 0 and lines[first].gap_above > 0.55 * lines[first].style.size and following is not None


def label_text(lines: Sequence[Line]) -> str:
    """The lines as one label, a hyphen at a line's end undone."""
    text = ""
    for line in lines:
        part = line.text.strip()
        if text.endswith(("-", "\u2010", "\u00ad")) and part[:1].islower():
            text = text[:-1] + part
        else:
            text = f"{text} {part}".strip()
    return text


def _heading_text(lines: Sequence[Line]) -> str:
    return label_text(lines).rstrip(":").rstrip()


def _run_in(
    line: Line,
    position: int,
    lines: Sequence[Line],
    index: HeadingIndex,
    body: Body | None,
    *,
    after_heading: bool,
) -> Hit | None:
    """A heading at the start of a line, set off from the text that follows it in the same line.

    Below another heading a colon is enough where the whole paragraph is emphasised: ``**Kosten: 40.000 €**``.
    """
    words = line.words
    if len(words) < 2:
        return None
    best: Hit | None = None
    text = ""
    number = int(without_number(f"{words[0].text} {words[1].text}") == words[1].text)
    for count in range(number + 1, min(number + _MOST_WORDS + 1, len(words))):
        word = words[count - 1]
        if text and (text.endswith(":") or _set_off(style_of_word(words[0]), word, body, text)):
            break  # what follows a colon, or is set otherwise, is text: ``Kosten: 2021-2023: ...``
        text = word.text if not text else text + ("" if word.glued else " ") + word.text
        if len(text) > _LONGEST_HEADING:
            break
        found = index.find(text)
        if found is None:
            if not index.starts(squeeze(text)) and not split_year(text)[1]:
                break
            continue
        heading_style = style_of(words[:count])
        while count < len(words) and not squeeze(words[count].text):
            count += 1  # an icon that is a character of a text font stands behind the heading
        if count == len(words):
            break
        rest = words[count]
        labelled = after_heading and text.endswith(":") and _opens_paragraph(lines, position)
        if _set_off(heading_style, rest, body, text) or (labelled and stands_out(heading_style, body)):
            best = Hit(
                found[0], position, position, count, text.rstrip(":").rstrip(), found[1], False, heading_style
            )
    return best or _misspelt_run_in(lines, position, index, body)


def _misspelt_run_in(
    lines: Sequence[Line], position: int, index: HeadingIndex, body: Body | None
) -> Hit | None:
    """The words at the start of a paragraph that are set off from the rest, if they are nearly a heading."""
    words = lines[position].words[: _MOST_WORDS + 1]
    first = words[0]
    count = next((at for at, word in enumerate(words) if _set_otherwise(first, word)), 0)
    if not count or not _opens_paragraph(lines, position):
        return None
    style = style_of_word(first)
    text = text_of(words[:count])
    if len(text) > _LONGEST_HEADING or not _set_off(style, words[count], body, text):
        return None
    found = index.find_fuzzy(without_number(text))
    if found is None:
        return None
    heading = text.rstrip(":").rstrip()
    return Hit(found[0], position, position, count, heading, found[1], True, style)


def _set_otherwise(one: Word, other: Word) -> bool:
    return (
        other.font != one.font
        or other.bold != one.bold
        or other.color != one.color
        or abs(other.size - one.size) > 0.06 * one.size
    )


def _opens_paragraph(lines: Sequence[Line], position: int) -> bool:
    return position == 0 or lines[position].gap_above > 0.3 * lines[position].style.size


def _plain_party(line: Line, position: int, index: HeadingIndex) -> Hit | None:
    """Below ``Verantwortlich:`` a further role may be named in plain type: ``Partner: Stadt Neuhafen``."""
    text = ""
    for count, word in enumerate(line.words[:4], start=1):
        text = f"{text} {word.text}".strip()
        if text.endswith(":") and (found := index.find(text)) and found[0].kind == "party":
            return Hit(found[0], position, position, count, text.rstrip(": "), None, False, line.style)
    return None


def _set_off(heading: Style, rest: Word, body: Body | None, text: str) -> bool:
    following = style_of_word(rest)
    differs = (
        heading.bold != following.bold
        or heading.font != following.font
        or _differs(heading.color, following.color)
        or heading.size > 1.06 * following.size
    )
    return differs and stands_out(heading, body, text=text)
