"""Chapters to records: projects that are headed passages of running text, and the text outside them.

A chapter begins at its heading, anywhere on a page, and runs over columns, leaves of a sheet and pages to the
next heading of its rank or a higher one. In it, labels within lines, sub-headings and boxes name its values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz

from extract.german.hyphenation import Vocabulary
from extract.german.records import Unit
from extract.layout.document.blocks import Block, BlockKind, Blocks, is_sentence
from extract.layout.geometry import flush
from extract.layout.lines import cut_line
from extract.layout.records import Line
from extract.layout.tables.records import Table
from extract.layout.text import PlacedText, around, union_all
from extract.pdf.records import Box
from extract.reports.chapters.chapter_tables import labelled_values
from extract.reports.chapters.run_in import SEPARATORS, RunIn, Sight, labels_of
from extract.reports.chapters.run_in_headings import with_run_in_headings
from extract.reports.chapters.stretches import (
    LEAST_SCORE,
    Candidate,
    Stretch,
    candidates,
    kicker_of,
    number_behind,
    with_labels,
)
from extract.reports.names.heading_names import squeeze
from extract.reports.names.heading_numbers import HeadingNumber, number_of
from extract.reports.names.lexicon import EntryKind, Known, Lexicon
from extract.reports.profile.model import ChapterHeadingRule
from extract.reports.records.bodies import joined
from extract.reports.records.entries import (
    Entry,
    LabelRead,
    Reads,
    Record,
    RecordForm,
    letters_of,
)
from extract.reports.records.figure_tables import known_of
from extract.reports.report import Finding, Passage
from extract.reports.text.passages import Edges, Part, passage

_SHORT_KINDS: frozenset[EntryKind] = frozenset(("responsible", "partner", "date", "money", "number"))
"""Values below which running text that stands apart begins anew."""
_APART_EM = 0.5
"""Such text stands so much further below than the labels from each other."""
_LONGEST_FRAGMENT = 100
"""Characters of a value that is no sentence, at most."""
_ASIDE: frozenset[BlockKind] = frozenset(("caption", "note", "contents"))
"""What stands among the blocks of a chapter and is no part of its text."""
_SAME_TITLE = 88.0
_TITLE = Known("title", "title")
_NUMBER = Known("number", "number")
_FIELD = Known("action_field", "action_field")
_TEXT = Known("text", "text")


_SIZE_DIFFERS = 0.1
"""Sizes, as multiples of running text, that differ by no more are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaptersRead(Reads):
    """A document as chapters."""

    form: RecordForm = "chapter"
    rule: ChapterHeadingRule | None = None
    """How the headings of the projects are set."""
    passages: tuple[Passage, ...] = ()


class ChapterReader:
    """A document whose blocks are known, to be read as chapters or as text alone."""

    def __init__(self, blocks: Blocks, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._blocks = with_run_in_headings(with_labels(blocks, lexicon), lexicon)
        self._sight = Sight(lexicon, self._blocks.edges)
        self._reader = _Reader(self._blocks, vocabulary, lexicon, self._sight)

    def read(
        self, *, least_score: float = LEAST_SCORE, heading: ChapterHeadingRule | None = None
    ) -> ChaptersRead:
        """The chapters that are projects, and all text that stands in none.

        Args:
            least_score: chapters with a lower score are no projects. Above 1, all text becomes passages.
            heading: how a profile says that the headings of projects are set; None to find it out.
        """
        reader = self._reader
        found = candidates(self._blocks, self._sight) if least_score <= 1 else []
        if heading is not None:
            found = [one for one in found if _is_set_so(reader.rule(one), heading)]
        best = found[0] if found else None
        if best is None or best.score < least_score:
            return ChaptersRead(
                score=best.score if best else 0.0,
                reasons=best.reasons if best else (),
                passages=self.text(),
            )
        records = tuple(reader.record(best, stretch) for stretch in best.stretches)
        return ChaptersRead(
            records=records,
            rule=reader.rule(best),
            labels=tuple(reader.labels(best)),
            score=best.score,
            reasons=best.reasons,
            findings=(*reader.left_out(best), *reader.findings(records)),
            passages=tuple(reader.passages(best.stretches)),
            letters=letters_of(records),
        )

    def text(self) -> tuple[Passage, ...]:
        """All text, as that of a document without projects."""
        return tuple(self._reader.passages(()))


@dataclass(slots=True)
class _Section:
    """A label and the lines of its value, while they are collected."""

    known: Known
    label: str | None
    label_boxes: tuple[Box, ...]
    parts: list[Part] = field(default_factory=list)
    body: PlacedText | None = None
    """The value, where it stood in a table."""
    unit: Unit | None = None
    period: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class _LastLabel:
    """Where the last label stood."""

    gap: float
    """White space above it, where it stood below another one; else 0."""
    is_listed: bool
    """Whether it stood below another one."""
    in_row: bool
    """Whether it stood in one line with others."""


_NO_LABEL = _LastLabel(0.0, is_listed=False, in_row=False)


class _Reader:
    """Reads stretches of one document."""

    def __init__(self, blocks: Blocks, vocabulary: Vocabulary, lexicon: Lexicon, sight: Sight) -> None:
        self._blocks = blocks.blocks
        self._body_style = blocks.body
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._edges: Edges = blocks.edges
        self._sight = sight

    def _placed(self, parts: Sequence[Part]) -> PlacedText:
        return passage(parts, self._vocabulary, edges=self._edges)

    def _body(self, section: _Section) -> PlacedText:
        texts = [section.body] if section.body is not None else []
        if section.parts:
            texts.append(self._placed(section.parts))
        return joined(texts)

    def _heading(self, block: Block) -> PlacedText:
        return passage([Part(line) for line in block.lines], self._vocabulary)

    def record(self, candidate: Candidate, stretch: Stretch) -> Record:
        """One project."""
        heading = self._blocks[stretch.first]
        below = [block for block in self._blocks[stretch.first + 1 : stretch.end] if block.kind not in _ASIDE]
        entries = [*self._title(heading, stretch, numbered=candidate.numbered)]
        sections = self._sections(candidate, heading, below)
        own_field = any(section.known.kind == "action_field" for section in sections)
        if stretch.parent is not None and not own_field:
            entries.append(Entry(name=_FIELD, label=None, body=self._heading(self._blocks[stretch.parent])))
        for section in sections:
            body = self._body(section)
            entries.append(
                Entry(
                    name=section.known,
                    label=section.label,
                    body=body,
                    label_boxes=section.label_boxes,
                    unit=section.unit,
                    period=section.period,
                )
            )
        above = [self._blocks[stretch.kicker]] if stretch.kicker is not None else []
        boxes = union_all(line.box for block in (*above, heading, *below) for line in block.lines)
        return Record(
            form="chapter",
            entries=tuple(entries),
            page_first=heading.page,
            page_last=max(box.page for box in boxes),
            boxes=boxes,
        )

    def _title(self, heading: Block, stretch: Stretch, *, numbered: bool) -> Iterator[Entry]:
        parts = [Part(line) for line in heading.lines]
        if stretch.kicker is not None:
            above = self._blocks[stretch.kicker]
            found = kicker_of(above)
            if found is None:
                name = _FIELD if stretch.parent is None else _TEXT
                yield Entry(name=name, label=None, body=self._heading(above))
            else:
                printed_number, others = found
                yield Entry(name=_NUMBER, label=None, body=_of_number(self._heading(above), printed_number))
                if others and stretch.parent is None:
                    body = joined([passage([Part(line)], self._vocabulary) for line in others])
                    yield Entry(name=_FIELD, label=None, body=body)
                yield Entry(name=_TITLE, label=None, body=passage(parts, self._vocabulary))
                return
        words = [word.text for line in heading.lines for word in line.words]
        number = number_of(words) if numbered else None
        first = heading.lines[0]
        behind = number_behind(heading.lines) if numbered and number is None else None
        if behind is not None:
            last, place = heading.lines[-1], behind[1]
            printed = passage([Part(cut_line(last, place, len(last.words)))], self._vocabulary)
            yield Entry(name=_NUMBER, label=None, body=_of_number(printed, behind[0]))
            rest = [cut_line(last, 0, place)] if place else []
            title = passage([Part(line) for line in (*heading.lines[:-1], *rest)], self._vocabulary)
            yield Entry(name=_TITLE, label=None, body=title)
            return
        if number is None or (number.words >= len(heading.lines[0].words) and len(heading.lines) == 1):
            yield Entry(name=_TITLE, label=None, body=passage(parts, self._vocabulary))
            return
        count = min(number.words, len(first.words))
        printed = passage([Part(cut_line(first, 0, count))], self._vocabulary)
        yield Entry(name=_NUMBER, label=None, body=_of_number(printed, number))
        parts = [Part(first, count), *parts[1:]] if count < len(first.words) else parts[1:]
        yield Entry(name=_TITLE, label=None, body=passage(parts, self._vocabulary))

    def _sections(self, candidate: Candidate, heading: Block, below: Sequence[Block]) -> list[_Section]:
        """The labelled and unlabelled values of a chapter; boxes beside the text behind it."""
        flow = [block for block in below if block.panel is None or _same_panel(block, heading)]
        boxed: list[list[Block]] = []
        for block in below:
            if block.panel is None or _same_panel(block, heading):
                continue
            if boxed and _same_panel(boxed[-1][-1], block):
                boxed[-1].append(block)
            else:
                boxed.append([block])
        sections = self._collected(candidate, flow)
        for blocks in boxed:
            sections += self._collected(candidate, blocks)
        return [section for section in sections if section.parts or section.body is not None]

    def _collected(self, candidate: Candidate, blocks: Iterable[Block]) -> list[_Section]:
        sections = [_Section(_TEXT, None, ())]
        labelled, last = False, _NO_LABEL
        for above, block in pairwise([None, *blocks]):
            if block is None:
                continue
            if block.kind in ("heading", "label"):
                sections.append(self._labelled(self._heading(block).text, block.boxes))
                labelled, last = False, _NO_LABEL
            elif block.kind in ("paragraph", "item"):
                labels = labels_of(block.lines, candidate.known, self._sight)
                for line, found in zip(block.lines, labels, strict=True):
                    if found:
                        self._open(sections, line, found)
                        gap = line.gap_above if labelled else 0.0
                        last = _LastLabel(gap, is_listed=labelled, in_row=len(found) > 1)
                    else:
                        first = block.kind == "paragraph" and line is block.lines[0]
                        told = first and is_sentence(block.text)
                        self._go_on(sections, line, last, first=first, told=told)
                    labelled = bool(found)
            elif (table := block.table) is not None:
                stated = above.lines[-1].text if above is not None and above.table is None else None
                values = labelled_values(
                    table, candidate.common, self._lexicon, self._vocabulary, above=stated
                )
                for value in values:
                    section = self._labelled(value.label, value.label_boxes)
                    if value.is_row:
                        section.known = known_of(value, self._lexicon)
                    section.body, section.unit, section.period = value.body, value.unit, value.period
                    sections.append(section)
                if values:
                    # What stands below a table is no part of its last value.
                    sections.append(_Section(_TEXT, None, ()))
                else:
                    sections[-1].parts += [Part(line) for line in _rows(table)]
            elif block.kind not in _ASIDE:
                sections[-1].parts += [Part(line) for line in block.lines]
        return self._whole_labels(sections)

    def _whole_labels(self, sections: Iterable[_Section]) -> list[_Section]:
        """The sections with labels whole that a narrow column broke: ``Nächste`` above ``Schritte``."""
        whole: list[_Section] = []
        for section in sections:
            above = whole[-1] if whole else None
            if above is not None and above.label and section.label and _is_below(above, section):
                label = f"{above.label} {section.label}"
                known = self._lexicon.find(label)
                if known is not None and not above.known.is_known and not section.known.is_known:
                    boxes = (*above.label_boxes, *section.label_boxes)
                    parts = [*above.parts, *section.parts]
                    whole[-1] = _Section(self._labelled(label, boxes).known, label, boxes, parts)
                    continue
            whole.append(section)
        return whole

    def _labelled(self, label: str, boxes: tuple[Box, ...]) -> _Section:
        label = label.rstrip(":").rstrip()
        known = self._lexicon.of(label)
        if known.kind in ("title", "sum"):
            known = replace(known, kind="text")
        return _Section(known, label, boxes)

    def _open(self, sections: list[_Section], line: Line, found: Sequence[RunIn]) -> None:
        if before := _without_separator(cut_line(line, 0, found[0].first)) if found[0].first else None:
            is_mark = len(before.words) == 1 and not any(map(str.isalnum, before.text))
            if not is_mark:
                sections[-1].parts.append(Part(before))
        for number, label in enumerate(found):
            end = found[number + 1].first if number + 1 < len(found) else len(line.words)
            box = around(word.box for word in line.words[label.first : label.last])
            section = self._labelled(label.text, (box,))
            if label.last < end and end == len(line.words):
                section.parts.append(Part(line, label.last))
            elif label.last < end and (value := _without_separator(cut_line(line, label.last, end))):
                section.parts.append(Part(value))
            sections.append(section)

    def _go_on(
        self, sections: list[_Section], line: Line, label: _LastLabel, *, first: bool, told: bool
    ) -> None:
        """A line without label: of the value above, or running text that begins anew.

        Args:
            sections: those before; the line goes to the last, or to one of its own.
            line: the line.
            label: the last one above it.
            first: whether it is the first line of a paragraph.
            told: whether that paragraph is made of sentences.
        """
        last = sections[-1]
        if first and last.label is not None and last.parts:
            is_apart = line.gap_above > label.gap + _APART_EM * line.style.size
            elsewhere = line.region != last.parts[-1].line.region
            is_fragment = _is_fragment(last.parts)
            # All that stands below a heading is told there, where it begins with sentences.
            is_short = label.in_row or (
                last.known.kind in _SHORT_KINDS and (is_fragment or label is not _NO_LABEL)
            )
            # Sentences do not go on with a name, a date or a word that stood below other labels.
            leaves = told and is_fragment
            if (is_short and (is_apart or leaves)) or (
                leaves and label.is_listed and (is_apart or elsewhere)
            ):
                sections.append(_Section(_TEXT, None, ()))
        sections[-1].parts.append(Part(line))

    def rule(self, candidate: Candidate) -> ChapterHeadingRule:
        """How the headings of the projects are set."""
        style = self._blocks[candidate.stretches[0].first].lines[0].style
        return ChapterHeadingRule(
            numbered=candidate.numbered,
            bold=style.bold,
            size=round(style.size / self._body_style.size, 2) if self._body_style else None,
        )

    def labels(self, candidate: Candidate) -> Iterator[LabelRead]:
        """All labels of the chapters, in the order in which they are met."""
        seen: dict[str, tuple[str, Known]] = {}
        counts: dict[str, set[int]] = {}
        for number, stretch in enumerate(candidate.stretches):
            below = self._blocks[stretch.first + 1 : stretch.end]
            for section in self._collected(candidate, below):
                if section.label is None:
                    continue
                key = squeeze(section.label)
                seen.setdefault(key, (section.label, section.known))
                counts.setdefault(key, set()).add(number)
        for key, (label, known) in seen.items():
            yield LabelRead(label=label, known=known, records=len(counts[key]))

    def left_out(self, candidate: Candidate) -> Iterator[Finding]:
        """Chapters headed like the projects that are none."""
        for stretch in candidate.left_out:
            heading = self._blocks[stretch.first]
            yield Finding(
                "chapter-left-out",
                f'Chapter left out of the projects: "{self._heading(heading).text}".',
                page=heading.page,
                boxes=heading.boxes,
            )

    def findings(self, records: Sequence[Record]) -> Iterator[Finding]:
        """Entries of the contents that gave no project, though others like them did."""
        titles = [squeeze(_title_of(record)) for record in records]
        entries = [line for block in self._blocks if block.kind == "contents" for line in block.lines]
        matched = [line for line in entries if _names(line, titles)]
        if len(matched) < 2:
            return
        for line in entries:
            below_each_other = any(flush(line.box, one.box, line.style.size) for one in matched)
            if below_each_other and line not in matched:
                yield Finding(
                    "contents-mismatch",
                    f'Entry of the contents without a project: "{line.text}"',
                    page=line.page,
                    boxes=(line.box,),
                )

    def passages(self, taken: Sequence[Stretch]) -> Iterator[Passage]:
        """All text outside the chapters, below its headings."""
        inside = {
            place
            for stretch in taken
            for place in range(stretch.first if stretch.kicker is None else stretch.kicker, stretch.end)
        }
        heading: Block | None = None
        lines: list[Line] = []
        for place, block in enumerate(self._blocks):
            if place in inside:
                yield from self._passage(heading, lines)
                heading, lines = None, list(block.lines if block.kind in ("caption", "note") else ())
                yield from self._passage(None, lines)
                lines = []
            elif block.kind == "heading":
                yield from self._passage(heading, lines)
                heading, lines = block, []
            elif block.kind not in ("contents", "table"):
                lines += block.lines
        yield from self._passage(heading, lines)

    def _passage(self, heading: Block | None, lines: Sequence[Line]) -> Iterator[Passage]:
        if heading is None and not lines:
            return
        if heading is not None and _says_figures(heading):
            # A date or sum in a heading is found in the text of a passage, as any other.
            yield Passage(None, heading.rank, self._heading(heading), heading.boxes)
        own = heading.lines if heading is not None else ()
        yield Passage(
            self._heading(heading).text if heading is not None else None,
            heading.rank if heading is not None else None,
            self._placed([Part(line) for line in lines]),
            union_all(line.box for line in (*own, *lines)),
        )


def _says_figures(heading: Block) -> bool:
    """Whether there are figures in a heading beside the number before it."""
    words = [word.text for line in heading.lines for word in line.words]
    number = number_of(words)
    return any(char.isdigit() for word in words[number.words if number else 0 :] for char in word)


def _without_separator(line: Line) -> Line | None:
    """A value without the sign that parts it from the label behind it; None where nothing is left."""
    words = list(line.words)
    while words and words[-1].text in SEPARATORS:
        words.pop()
    if not words:
        return None
    text = words[-1].text
    if text.endswith((";", "|")) and len(text) > 1:
        words[-1] = replace(words[-1], text=text[:-1])
    return replace(cut_line(line, 0, len(words)), words=tuple(words))


def _is_fragment(parts: Sequence[Part]) -> bool:
    """Whether a value is a word or a few, no sentence."""
    text = " ".join(word.text for part in parts for word in part.words)
    return len(text) <= _LONGEST_FRAGMENT and not text.endswith((".", "!", ":", ","))


def _is_below(above: _Section, section: _Section) -> bool:
    """Whether a label stands right below another one."""
    one, two = above.label_boxes[-1], section.label_boxes[0]
    height = one.bottom - one.top
    return (
        one.page == two.page
        and abs(one.x0 - two.x0) < 0.5 * height
        and 0 <= two.top - one.bottom + 0.2 * height < height
    )


def _is_set_so(seen: ChapterHeadingRule, wanted: ChapterHeadingRule) -> bool:
    """Whether headings are set as a profile says."""
    return (
        wanted.bold in (None, seen.bold)
        and wanted.numbered in (None, seen.numbered)
        and (wanted.size is None or seen.size is None or abs(seen.size - wanted.size) <= _SIZE_DIFFERS)
    )


def _same_panel(one: Block, two: Block) -> bool:
    return one.panel is not None and two.panel is not None and one.panel.box == two.panel.box


def _of_number(printed: PlacedText, number: HeadingNumber | None) -> PlacedText:
    """The number itself within what is printed before a title."""
    start = printed.text.find(number.text) if number is not None else -1
    return printed.part(start, start + len(number.text)) if number is not None and start >= 0 else printed


def _rows(table: Table) -> Iterator[Line]:
    """The rows of a table as lines that stand apart."""
    for row in range(table.rows):
        words = tuple(
            word for cell in table.row(row) if cell.row == row for line in cell.lines for word in line.words
        )
        if words:
            line = next(line for cell in table.row(row) for line in cell.lines)
            yield replace(
                line,
                words=words,
                box=around(word.box for word in words),
                gap_above=3 * line.style.size,
                before=(),
                after=(),
            )


def _title_of(record: Record) -> str:
    return next(entry.body.text for entry in record.entries if entry.name.kind == "title")


_PAGE = re.compile(r"[\s.…]*\d+$")


def _names(line: Line, titles: Sequence[str]) -> bool:
    """Whether an entry of the contents names one of the titles."""
    text = squeeze(_PAGE.sub("", line.text))
    return any(
        title and (text.endswith(title) or fuzz.ratio(text, title, score_cutoff=_SAME_TITLE))
        for title in titles
    )
