"""The whole way from a file to a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from extract.base.codes import RefusedFile
from extract.base.collecting import rare_collections
from extract.german.language import other_language
from extract.pages.document import Reading, read_layouts
from extract.pages.reading import How
from extract.pdf.file.limits import Limits
from extract.pdf.reading import Engine
from extract.reports.family import build_report
from extract.reports.fill.annotations import with_annotations
from extract.reports.fill.turned_text import with_turned_text
from extract.reports.profile.choice import BASE, Choice, choose_profile
from extract.reports.profile.model import Profile, profiles
from extract.reports.report import Finding, Report

_SURE_FAMILY = 2
"""Labels of a family may be the heads of a list, which looks like one sheet: fewer projects are doubted."""
_LIKELY_FAMILY = 2
"""Signs of a family that a file shows by more than chance."""


@rare_collections()
def extract_report(
    path: str | Path,
    *,
    profile: str = "auto",
    profiles_folder: Path | None = None,
    password: str | None = None,
    limits: Limits | None = None,
    engine: Engine = "auto",
    ocr: Literal["off", "auto"] = "off",
    unknown: Literal["read", "set-aside"] = "read",
    spacy_pipeline: str | None = None,
    processes: int = 1,
    on_page: Callable[[int, int], None] | None = None,
) -> Report:
    """Extracts one report.

    Args:
        path: the PDF.
        profile: name or path of a layout profile; ``auto`` lets the file decide.
        profiles_folder: folder with further profiles.
        password: for encrypted files.
        limits: what is too much to read.
        engine: reading engine.
        ocr: ``auto`` reads pages without a usable text layer by OCR, where Tesseract is installed.
        unknown: what becomes of a file that no profile fits: it is read with a profile made from the file
            itself, or refused.
        spacy_pipeline: installed spaCy pipeline whose entities are wanted, too.
        processes: so many processes share the pages and projects of a long file; the result is the same.
        on_page: called after each page with its number and the number of pages.

    Raises:
        RefusedFile: the file cannot be read, has no text, is not German or fits no profile (``set-aside``).
        ProfileError: the profile named does not exist or is not valid.
    """
    how = How(path=Path(path), password=password, limits=limits or Limits(), engine=engine, ocr=ocr == "auto")
    read = read_layouts(how, processes=processes, on_page=on_page)
    _refuse_other_texts(read, how)
    report = report_of(read, profile, profiles_folder, unknown=unknown, processes=processes)
    report = with_annotations(with_turned_text(report, read.turned), read.links)
    if spacy_pipeline is None:
        return report
    # On demand: spaCy takes its time to load, and few ask for it.
    from extract.reports.fill.entities import with_entities

    return with_entities(report, spacy_pipeline)


def report_of(
    read: Reading,
    profile: str = "auto",
    profiles_folder: Path | None = None,
    *,
    unknown: Literal["read", "set-aside"] = "read",
    processes: int = 1,
) -> Report:
    """The report of a file whose pages are read; arguments and errors as those of `extract_report`."""
    footnotes = _footnotes(read)
    chosen = choose_profile(profile, read.layouts, folder=profiles_folder)
    if chosen.profile.records is not None and chosen.is_sure and (profile != "auto" or _is_telling(chosen)):
        return _by_what_repeats(read, chosen.profile, footnotes)
    family: Report | None = None
    if (chosen.is_sure and chosen.profile.records is None) or unknown == "set-aside":
        try:
            family = _by_family(read, chosen, footnotes, processes)
        except RefusedFile:
            if profile != "auto" or unknown == "set-aside":
                raise
        if family is not None and (
            profile != "auto" or unknown == "set-aside" or _with_title(family) >= _SURE_FAMILY
        ):
            return family
    report = _by_what_repeats(read, profiles(profiles_folder)[BASE], footnotes, induce=True)
    if family is not None and _with_title(family) >= max(1, len(report.projects)) and not _is_list(report):
        return family
    is_likely = len(chosen.signs) >= _LIKELY_FAMILY and chosen.profile.records is None
    if report.projects or chosen.is_sure or not is_likely:
        return report
    try:
        # A family whose signs are few, but whose pages are there: better than no project at all.
        return _by_family(read, chosen, footnotes, processes)
    except RefusedFile:
        return report


def _is_telling(chosen: Choice) -> bool:
    """Whether the file shows a sign that not every report may have: words of the title, or a rare label."""
    # On demand: most files are of no family with records.
    from extract.reports.names.lexicon import lexicon

    return any(
        sign.text is not None or lexicon().find(sign.heading or "") is None
        for sign in chosen.profile.recognise
        if (sign.heading or sign.text) in chosen.signs
    )


def _with_title(report: Report) -> int:
    """How many projects have a title: a page of another kind that shows a label of the family has none."""
    return sum(bool(project.title) for project in report.projects)


def _is_list(report: Report) -> bool:
    """Whether projects were read from rows of a table, more than one of them."""
    records = (cell.record for cell in report.cells if cell.record is not None)
    first = next(records, None)
    return any(record != first for record in records)


def _by_what_repeats(
    read: Reading, profile: Profile, footnotes: tuple[Finding, ...], *, induce: bool = False
) -> Report:
    # On demand: reports of a known family do without these rules, which take their time to load.
    from extract.reports.general import read_general

    return read_general(read, profile, footnotes=footnotes, induce=induce)


def _by_family(read: Reading, chosen: Choice, footnotes: tuple[Finding, ...], processes: int) -> Report:
    profile: Profile = chosen.profile
    try:
        return build_report(
            read.layouts,
            read.source,
            profile,
            least_projects=1 if chosen.is_sure else 2,
            footnotes=footnotes,
            ocr_pages=read.ocr_pages,
            processes=processes,
        )
    except RefusedFile as refused:
        if chosen.is_sure:
            raise
        # The profile that scores best of none that fits is none to name.
        detail = "holds no project as one of the profiles describes them"
        raise RefusedFile("no-project", read.source.name, detail) from refused


def _refuse_other_texts(read: Reading, how: How) -> None:
    """Raises `RefusedFile` for a file without text or in another language."""
    if not any(page.texts for page in read.layouts.outlines()):
        lost = any(
            item.code == "page-unreadable" for page in read.layouts.outlines() for item in page.defects
        )
        if lost or read.source.repaired:
            detail = f"is damaged: none of its {read.source.page_count} pages has any text left"
            raise RefusedFile("damaged", read.source.name, detail)
        missing = read.missing
        if how.ocr and missing is None:
            raise RefusedFile("nothing-to-read", read.source.name, "has no text layer, and OCR found no text")
        raise RefusedFile(
            "no-text", read.source.name, f"has no text layer, and {missing}" if missing else None
        )
    language = other_language(text for page in read.layouts.outlines() for text in page.texts)
    if language is not None:
        detail = f"is written in another language than German ({language})"
        raise RefusedFile("other-language", read.source.name, detail)


def _footnotes(read: Reading) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "footnote", f'Footnote left out of the text: "{note.text}"', None, None, note.page, note.boxes
        )
        for note in read.notes
    )
