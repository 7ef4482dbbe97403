"""A report by what repeats in it (rows of tables, sheets, chapters), else its text and its tables."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.base.kept import Kept
from extract.german.hyphenation import Vocabulary
from extract.german.records import DateContext
from extract.layout.document.blocks import read_blocks
from extract.layout.records import PageLayout
from extract.layout.tables.finding import find_tables
from extract.layout.tables.records import Table
from extract.layout.text import placed
from extract.pages.document import Reading
from extract.pages.reading import Note
from extract.pages.store import outlines
from extract.pages.tables import TableStore
from extract.pdf.records import Box
from extract.reports.assembled import assembled, repairs
from extract.reports.chapters.chapters import ChapterReader, ChaptersRead
from extract.reports.chapters.stretches import LEAST_SCORE
from extract.reports.drafting.alike import Alike, read_alike
from extract.reports.drafting.induced import NAME, as_yaml, induced_profile, profile_name, signs_of
from extract.reports.fill.checks import page_defects
from extract.reports.fill.entries import FillSetting, fill_record, name_of
from extract.reports.fill.long_values import LongValues
from extract.reports.fill.projects import with_key
from extract.reports.front.frontmatter import Front, read_front
from extract.reports.lists.rows import ListReader
from extract.reports.names.evidence import other_document
from extract.reports.names.heading_names import squeeze
from extract.reports.names.keys import project_keys
from extract.reports.names.lexicon import Lexicon, items_of, lexicon
from extract.reports.profile.model import Profile, RecordForm, RecordsRule
from extract.reports.records.entries import Reads, Record
from extract.reports.records.label_sheets import SheetsRead, read_label_sheets
from extract.reports.records.never_found import labels_never_found
from extract.reports.report import (
    Cell,
    Finding,
    Parent,
    Passage,
    Project,
    Report,
)
from extract.reports.text.mentions import Mentions, find_mentions

_SURE_LIST = 0.8
_BESIDE_LIST = 0.5
"""Text outside the rows of a list, as a part of that in them."""
_NEARLY = 0.85
"""Sheets that weigh so much of what chapters or pages made alike do hold the same text."""
_NEVER = 2.0
"""No score is so high: with it, all text becomes passages."""
_MOST_PAGES_ALIKE = 600
"""Longer files are lists: looking for pages made alike keeps all of them in memory."""
_LARGER = 1.1
"""A heading that is larger than the text is so by this factor, at least."""
_LONGEST_LABEL = 80
"""Characters of a line that may be a label, where none was found."""
_FRANCS = re.compile(r"\bCHF\b|\bFr\.")
_EUROS = re.compile(r"€|\bEUR\b|\bEuro\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What all readers look at."""

    layouts: Sequence[PageLayout]
    tables: Sequence[Table]
    vocabulary: Vocabulary
    lexicon: Lexicon
    edition: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The file read in one form: its records, and all that stands outside them."""

    reads: Reads
    passages: tuple[Passage, ...]
    cells: Sequence[Cell]
    loose: Mentions
    """Mentions in cells of tables that are no list of projects; the others stand in passages."""


def read_general(
    read: Reading, profile: Profile, *, footnotes: Sequence[Finding] = (), induce: bool = False
) -> Report:
    """The report of a file that no family's profile fits, or whose profile says what repeats.

    Args:
        read: the file as read.
        profile: one with `records`; or the base of the profile that is made from the file.
        footnotes: findings made before.
        induce: make the profile from the file.
    """
    vocabulary = Vocabulary.from_lines(text for page in read.layouts.outlines() for text in page.texts)
    front = read_front(
        read.layouts, profile, vocabulary, file_name=read.source.name, file_title=read.source.title
    )
    pages = Pages(
        layouts=read.layouts,
        tables=_tables(read.layouts),
        vocabulary=vocabulary,
        lexicon=lexicon(items_of(profile.records.labels) if profile.records is not None else ()),
        edition=front.edition,
    )

    def as_pages() -> Alike | None:
        if not induce or read.source.page_count > _MOST_PAGES_ALIKE:
            return None
        return read_alike(
            read.layouts,
            read.source,
            profile,
            pages.lexicon,
            footnotes=footnotes,
            ocr_pages=read.ocr_pages,
        )

    content, reads = _content(pages, profile.records, as_pages)
    content = replace(content, passages=(*content.passages, *_notes(read.notes)))
    best = content.reads
    if isinstance(best, Alike):
        return _as_alike(best, content)
    findings: list[Finding] = []
    yaml: str | None = None
    if profile.records is not None:
        seen = _labels_seen(best, pages)
        findings += [one.finding for one in labels_never_found(profile.records.labels, seen)]
    elif induce:
        profile, yaml, finding = _induced(
            profile, best, reads, front, pages, name=profile_name(read.source.name)
        )
        findings.append(finding)
    setting = FillSetting(edition=front.edition, currency=_currency(pages.layouts))
    lengths = LongValues()
    projects, doubts = _projects(best.records, setting, lengths)
    findings += [*doubts, *best.findings]
    loose = _loose(content, front)
    findings += loose.doubts
    findings += repairs(read.source)
    findings += page_defects(read.layouts)
    findings += lengths.found()
    findings += footnotes
    report = assembled(
        read.source,
        profile,
        front,
        projects=projects,
        loose=loose,
        passages=content.passages,
        findings=findings,
        ocr_pages=read.ocr_pages,
    )
    return replace(report, cells=content.cells, induced=yaml)


def _notes(notes: Sequence[Note]) -> Iterator[Passage]:
    """Footnotes, which are taken out of the text they belong to."""
    for note in notes:
        # Their words are not kept; each stands for the whole place.
        body = placed([[(note.text, note.boxes[0], False)]])
        yield Passage(None, None, body, note.boxes)


def _tables(layouts: Sequence[PageLayout]) -> TableStore:
    tables = TableStore()
    previous: Table | None = None
    for layout in layouts:
        found = find_tables(layout, previous=previous)
        previous = found[-1] if found else None
        for table in found:
            tables.add(table)
    return tables


def _as_alike(alike: Alike, content: Content) -> Report:
    """The report as its pages give it, with its tables and how it was read."""
    sentence = _sentence(alike.reasons, alike.score)
    findings = (Finding("induced-profile", sentence), *alike.report.findings)
    return replace(
        alike.report,
        cells=content.cells,
        findings=findings,
        induced=f"# {sentence}\n{alike.yaml}",
    )


def _content(
    pages: Pages, rule: RecordsRule | None, as_pages: Callable[[], Alike | None]
) -> tuple[Content, tuple[Reads, ...]]:
    """The file in the form that a profile names, else in the best one; and all that were tried."""
    form = rule.form if rule is not None else None
    document = ChapterReader(read_blocks(pages.layouts, tables=pages.tables), pages.vocabulary, pages.lexicon)
    chapters = document.read(
        least_score={None: LEAST_SCORE, "chapter": 0.0}.get(form, _NEVER),
        heading=rule.heading if rule is not None else None,
    )
    lists = ListReader(pages.layouts, pages.tables, pages.vocabulary, pages.lexicon, edition=pages.edition)
    rows = lists.read(_columns(rule))
    sheets = _sheets(pages, form)
    reads: list[Reads] = [rows, chapters, sheets]
    if form is None and not _says_all(rows, chapters.passages) and (alike := as_pages()) is not None:
        reads.append(alike)
    reads = [one for one in reads if form is None or one.form == form]
    best = _best(reads)
    if form is None and (title := other_document(_first_headings(pages.layouts))) is not None:
        best = Reads(form="page", reasons=(f'a document titled "{title}" holds none',))
        reads = [best]
    if best.form != "row" and rows.records:
        rows = lists.read(())
    passages = chapters.passages
    if best.form == "sheet":
        passages = _around(sheets, pages)
    elif best.form != "chapter" and chapters.records:
        passages = document.text()
    loose = rows.loose if best.form == "row" else _outside(rows.loose, best.records)
    return Content(reads=best, passages=passages, cells=rows.cells, loose=loose), tuple(reads)


def _first_headings(layouts: Sequence[PageLayout]) -> list[str]:
    """Lines of the first page with text that are set larger or bolder than most of it."""
    first = next((layout for layout in layouts if layout.lines), None)
    if first is None:
        return []
    weights: Counter[tuple[float, bool]] = Counter()
    for line in first.lines:
        weights[line.style.size, line.style.bold] += len(line.text)
    size, bold = weights.most_common(1)[0][0]
    return [
        line.text
        for line in first.lines
        if line.style.size > _LARGER * size or (line.style.bold and not bold and line.style.size >= size)
    ]


def _best(reads: Sequence[Reads]) -> Reads:
    """The reading that says most; sheets before others of the same text, since cells say what is a value."""
    best = max(reads, key=lambda one: one.weight, default=Reads(form="row"))
    sheets = next((one for one in reads if one.form == "sheet"), best)
    return sheets if best.form in ("page", "chapter") and sheets.weight >= _NEARLY * best.weight else best


def _says_all(rows: Reads, passages: Sequence[Passage]) -> bool:
    """Whether the file is a list of projects and hardly anything else: no other form need be tried."""
    outside = sum(len(one.body.text) for one in passages)
    return rows.score >= _SURE_LIST and outside <= _BESIDE_LIST * rows.letters


def _columns(rule: RecordsRule | None) -> list[str] | None:
    """The heads that a profile names; None where the tables themselves say what they are."""
    if rule is None:
        return None
    named = [label for one in rule.labels for label in one.labels] if rule.form == "row" else []
    # A list without heads is told by what it holds, with a profile as without one.
    return named or (None if rule.form == "row" else [])


def _around(sheets: SheetsRead, pages: Pages) -> tuple[Passage, ...]:
    """The text of a file of sheets: what stands on them is no text outside projects."""
    areas = sorted(sheets.areas, key=lambda table: table.page)
    tables = TableStore(heapq.merge(pages.tables, areas, key=lambda table: table.page))
    return ChapterReader(read_blocks(pages.layouts, tables=tables), pages.vocabulary, pages.lexicon).text()


def _sheets(pages: Pages, form: RecordForm | None) -> SheetsRead:
    if form not in (None, "sheet"):
        return SheetsRead()
    least = LEAST_SCORE if form is None else 0.0
    return read_label_sheets(pages.layouts, pages.tables, pages.vocabulary, pages.lexicon, least_score=least)


def _labels_seen(best: Reads, pages: Pages) -> list[str]:
    """Labels of the records as printed; where there are none, the short lines of the file."""
    if not best.records:
        lines = (text for page in outlines(pages.layouts) for text in page.texts)
        return [text for text in lines if len(text) <= _LONGEST_LABEL]
    own = [entry.label for record in best.records for entry in record.entries if entry.label is not None]
    return list(dict.fromkeys([*own, *(one.label for one in best.labels)]))


def _outside(loose: Mentions, records: Sequence[Record]) -> Mentions:
    """Mentions in tables that stand in no record: those of a record are read with its text."""
    places: dict[int, list[Box]] = {}
    for record in records:
        for box in record.boxes:
            places.setdefault(box.page, []).append(box)

    def is_outside(boxes: Sequence[Box]) -> bool:
        return not any(
            place.x0 <= (box.x0 + box.x1) / 2 <= place.x1
            and place.top <= (box.top + box.bottom) / 2 <= place.bottom
            for box in boxes[:1]
            for place in places.get(box.page, ())
        )

    return Mentions(
        tuple(item for item in loose.dates if is_outside(item.boxes)),
        tuple(item for item in loose.amounts if is_outside(item.boxes)),
        tuple(item for item in loose.shares if is_outside(item.boxes)),
        tuple(item for item in loose.links if is_outside(item.boxes)),
        tuple(item for item in loose.doubts if is_outside(item.boxes)),
    )


def _induced(
    base: Profile, best: Reads, reads: Sequence[Reads], front: Front, pages: Pages, *, name: str
) -> tuple[Profile, str | None, Finding]:
    """The profile made from the file, as YAML too, and the finding that says so."""
    if not best.records:
        reasons = "; ".join(reason for one in reads for reason in one.reasons) or "nothing repeats"
        return (
            base.model_copy(update={"profile": NAME}),
            None,
            Finding("read-as-prose", f"No projects: {reasons}."),
        )
    lines = (text for page in outlines(pages.layouts) for text in page.texts)
    signs = signs_of(
        _family_title(front.title, best.records, pages), [one.label for one in best.labels], lines
    )
    heading = best.rule if isinstance(best, ChaptersRead) else None
    profile = induced_profile(base, best.form, best.labels, heading, signs=signs)
    sentence = _sentence(best.reasons, best.score)
    return profile, as_yaml(profile, name=name, reasons=(sentence,)), Finding("induced-profile", sentence)


def _family_title(title: str | None, records: Sequence[Record], pages: Pages) -> str | None:
    """The title of the report; where that is one of a project, the largest line of the cover."""
    own = {squeeze(one.body.text) for record in records for one in record.entries if one.name.kind == "title"}
    if title is not None and squeeze(title) not in own:
        return title
    cover = max(pages.layouts[0].lines, key=lambda line: line.style.size, default=None)
    return cover.text if cover is not None and squeeze(cover.text) not in own else None


def _sentence(reasons: Sequence[str], score: float) -> str:
    return f"Read with a profile made from the file: {'; '.join(reasons)} (grade {score:.2f})."


def _currency(layouts: Sequence[PageLayout]) -> str:
    """The currency of figures whose unit is printed nowhere: the one that the file prints most."""
    francs = euros = 0
    for text in (text for page in outlines(layouts) for text in page.texts):
        francs += len(_FRANCS.findall(text))
        euros += len(_EUROS.findall(text))
    return "CHF" if francs > euros else "EUR"


def _projects(
    records: Sequence[Record], setting: FillSetting, lengths: LongValues
) -> tuple[Kept[Project], list[Finding]]:
    """The projects that records are, each looked at while it is at hand, and the doubts about them."""
    names = [name_of(record) for record in records]
    keys = project_keys([number for number, _ in names], [title for _, title in names])
    projects = Kept[Project]()
    findings: list[Finding] = []
    for position, (record, key) in enumerate(zip(records, keys, strict=True)):
        project, doubts = with_key(*fill_record(record, position, setting), key)
        lengths.see(project)
        projects.add(project)
        findings += doubts
    return projects, findings


def _loose(content: Content, front: Front) -> Mentions:
    """What stands outside projects: in passages, then in cells."""
    context = DateContext(edition_year=front.edition)
    found: list[Mentions] = [
        find_mentions(one.body, Parent("passage", None, None, position), context)
        for position, one in enumerate(content.passages)
    ]
    found.append(content.loose)
    return Mentions.together(found)
