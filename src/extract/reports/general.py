"""A report by what repeats in it (rows of tables, sheets, chapters), else its text and its tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extract.german.hyphenation import Vocabulary
from extract.german.records import DateContext
from extract.layout.records import PageLayout
from extract.layout.tables.finding import find_tables
from extract.layout.tables.records import Table
from extract.pages.document import Reading
from extract.reports.fill.entries import FillSetting, fill_record
from extract.reports.fill.keys import project_keys, report_id
from extract.reports.fill.mentions import Mentions, find_mentions
from extract.reports.fill.ocr_doubts import ocr_doubts
from extract.reports.fill.passages import Part, passage
from extract.reports.fill.projects import with_key
from extract.reports.front.frontmatter import Front, read_front
from extract.reports.names.lexicon import Known, Lexicon, items_of, lexicon
from extract.reports.profile.induced import NAME, as_yaml, induced_profile
from extract.reports.profile.model import ChapterHeadingRule, Profile, RecordForm
from extract.reports.records.entries import Record
from extract.reports.report import (
    Cell,
    Finding,
    FoundAmount,
    FoundDate,
    FoundShare,
    Link,
    Parent,
    Passage,
    Project,
    Report,
)

_FRANCS = re.compile(r"\bCHF\b|\bFr\.")
_EUROS = re.compile(r"€|\bEUR\b|\bEuro\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """One reading of the file: its records as one form, with reasons for and against."""

    form: RecordForm
    records: tuple[Record, ...] = ()
    score: float = 0.0
    """0..1: how much the file looks as if these were its projects; 0 where it does not."""
    reasons: tuple[str, ...] = ()
    labels: tuple[tuple[str, Known, int], ...] = ()
    """Labels as printed, what they stand for, and how many records have them."""
    heading: ChapterHeadingRule | None = None
    passages: tuple[Passage, ...] = ()
    """Text outside the records."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What all readers look at."""

    layouts: Sequence[PageLayout]
    tables: tuple[Table, ...]
    vocabulary: Vocabulary
    lexicon: Lexicon


Reader = Callable[[Pages], Reads]
_READERS: tuple[Reader, ...] = ()


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
    pages = _pages(read, profile)
    rule = profile.records
    reads = [reader(pages) for reader in _READERS]
    if rule is not None:
        reads = [one for one in reads if one.form == rule.form]
    best = max(reads, key=lambda one: (one.score, len(one.records)), default=Reads(form="row"))
    findings: list[Finding] = []
    yaml: str | None = None
    if induce:
        profile, yaml, finding = _induced(profile, best, reads)
        findings.append(finding)
    front = read_front(
        read.layouts, profile, pages.vocabulary, file_name=read.source.name, file_title=read.source.title
    )
    setting = FillSetting(edition=front.edition, currency=_currency(pages.layouts))
    projects, doubts = _projects(best.records, setting)
    findings += [*doubts, *best.findings]
    passages = best.passages or _passages(pages)
    loose = _loose(passages, front)
    findings += loose.doubts
    if read.source.repaired:
        sentence = f"The file is damaged ({read.source.repaired}); a repaired copy was read."
        findings.append(Finding("file-repaired", sentence))
    findings += footnotes
    findings += ocr_doubts(
        projects,
        read.ocr_pages,
        amounts=loose.amounts,
        shares=loose.shares,
        dates=loose.dates,
        links=loose.links,
    )
    return Report(
        report_id=report_id(
            profile.report.report_id,
            programme=front.programme,
            edition=front.edition,
            file_name=read.source.name,
            projects=len(projects),
        ),
        title=front.title or read.source.title or read.source.name,
        publisher=front.publisher,
        edition_year=front.edition,
        as_of_text=front.as_of_text,
        as_of_start=front.as_of_start,
        as_of_end=front.as_of_end,
        language=profile.language,
        profile=profile.profile,
        profile_sha256=profile.sha256,
        source=read.source,
        projects=tuple(projects),
        amounts=loose.amounts,
        shares=loose.shares,
        dates=loose.dates,
        links=loose.links,
        passages=passages,
        cells=tuple(_cells(pages)),
        findings=tuple(findings),
        ocr_pages=read.ocr_pages,
        induced=yaml,
    )


def _pages(read: Reading, profile: Profile) -> Pages:
    own = items_of(profile.records.labels) if profile.records is not None else ()
    tables: list[Table] = []
    previous: Table | None = None
    for layout in read.layouts:
        found = find_tables(layout, previous=previous)
        previous = found[-1] if found else None
        tables += found
    vocabulary = Vocabulary.from_lines(text for page in read.layouts.outlines() for text in page.texts)
    return Pages(layouts=read.layouts, tables=tuple(tables), vocabulary=vocabulary, lexicon=lexicon(own))


def _induced(base: Profile, best: Reads, reads: Sequence[Reads]) -> tuple[Profile, str | None, Finding]:
    """The profile made from the file, as YAML too, and the finding that says so."""
    if not best.records:
        reasons = "; ".join(reason for one in reads for reason in one.reasons) or "nothing repeats"
        return (
            base.model_copy(update={"profile": NAME}),
            None,
            Finding("read-as-prose", f"No projects: {reasons}."),
        )
    profile = induced_profile(base, best.form, best.labels, best.heading)
    reasons = "; ".join(best.reasons)
    sentence = f"Read with a profile made from the file: {reasons} (grade {best.score:.2f})."
    return profile, as_yaml(profile, reasons=(sentence,)), Finding("induced-profile", sentence)


def _currency(layouts: Sequence[PageLayout]) -> str:
    """The currency of figures whose unit is printed nowhere: the one that the file prints most."""
    francs = euros = 0
    for layout in layouts:
        for line in layout.lines:
            francs += len(_FRANCS.findall(line.text))
            euros += len(_EUROS.findall(line.text))
    return "CHF" if francs > euros else "EUR"


def _projects(records: Sequence[Record], setting: FillSetting) -> tuple[list[Project], list[Finding]]:
    built = [fill_record(record, position, setting) for position, record in enumerate(records)]
    keys = project_keys([one.project_id for one, _ in built], [one.title for one, _ in built])
    keyed = [with_key(project, doubts, key) for (project, doubts), key in zip(built, keys, strict=True)]
    return [project for project, _ in keyed], [doubt for _, doubts in keyed for doubt in doubts]


def _passages(pages: Pages) -> tuple[Passage, ...]:
    """All text outside tables, region by region, where no reader gave it."""
    boxes: dict[int, list[Table]] = {}
    for table in pages.tables:
        boxes.setdefault(table.page, []).append(table)
    found: list[Passage] = []
    for layout in pages.layouts:
        for region in layout.regions:
            lines = [
                line
                for line in region.lines
                if not any(
                    table.box.top <= (line.box.top + line.box.bottom) / 2 <= table.box.bottom
                    and table.box.x0 <= (line.box.x0 + line.box.x1) / 2 <= table.box.x1
                    for table in boxes.get(layout.number, ())
                )
            ]
            if lines:
                body = passage([Part(line) for line in lines], pages.vocabulary)
                found.append(Passage(None, None, body, body.boxes()))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Loose:
    amounts: tuple[FoundAmount, ...]
    shares: tuple[FoundShare, ...]
    dates: tuple[FoundDate, ...]
    links: tuple[Link, ...]
    doubts: tuple[Finding, ...]


def _loose(passages: Sequence[Passage], front: Front) -> _Loose:
    """What stands in the text outside projects."""
    context = DateContext(edition_year=front.edition)
    found: list[Mentions] = [
        find_mentions(one.body, Parent("passage", None, None, position), context)
        for position, one in enumerate(passages)
    ]
    return _Loose(
        tuple(item for one in found for item in one.amounts),
        tuple(item for one in found for item in one.shares),
        tuple(item for one in found for item in one.dates),
        tuple(item for one in found for item in one.links),
        tuple(item for one in found for item in one.doubts),
    )


def _cells(pages: Pages) -> Iterable[Cell]:
    """Every cell of every table, as it stands."""
    for number, table in enumerate(pages.tables):
        heads: dict[int, str] = {}
        for cell in table.cells:
            text = " ".join(cell.text.split())
            is_head = cell.row < table.head_rows
            if is_head:
                for column in range(cell.column, cell.column + cell.column_span):
                    heads[column] = " ".join(part for part in (heads.get(column), text) if part)
            yield Cell(
                table=number,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                kind="head" if is_head else "body",
                head=None if is_head else heads.get(cell.column),
                text=text,
                boxes=tuple(line.box for line in cell.lines) or (cell.box,),
            )
