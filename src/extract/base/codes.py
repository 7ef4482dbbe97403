"""Codes of findings and of unreadable files: the one place where they are listed.

A *finding* is a doubt about content and becomes a row in the table ``findings``. A *refusal* says why a
file was set aside. Defects of this software are neither: they raise. ``docs/findings.md`` is generated
from this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.base.names import printable

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class FindingCode:
    """A kind of doubt, with an example message."""

    code: str
    severity: Severity
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class RefusalCode:
    """A reason for which a whole file is set aside, with what to do about it."""

    code: str
    meaning: str
    advice: str
    example: str


_FINDINGS = (
    # reports: what stands on the page
    FindingCode(
        "unclaimed-text",
        "warning",
        "Text on a project page that no field or section claimed.",
        'Page 12: "Stand der Technik" belongs to no field.',
    ),
    FindingCode(
        "unknown-heading",
        "warning",
        "A heading set like the others that the profile does not know; it opened a section of its own.",
        'Heading "Wirkung" is not in the profile; its text is in section "wirkung".',
    ),
    FindingCode(
        "long-value",
        "warning",
        "A title, responsible body, action field or party is unusually long; it may have taken in what stands below.",
        'Unusually long responsible (212 characters): "Amt für Wege und Ufer Zeitleiste 2021 Start der…".',
    ),
    FindingCode(
        "missing-heading",
        "info",
        "A section that most projects of the report have is missing here.",
        "No section projektvolumen.",
    ),
    FindingCode(
        "missing-field",
        "warning",
        "A field that each project should have was not found.",
        "No responsible body found.",
    ),
    FindingCode(
        "duplicate-project-id",
        "warning",
        "The same project ID is printed on two projects.",
        'ID "UN-NEU" is printed on pages 28 and 62.',
    ),
    FindingCode("missing-project-id", "info", "No project ID is printed.", "No project ID on page 15."),
    FindingCode(
        "chapter-left-out",
        "info",
        "A chapter headed like the projects is none: it has none of their labels and says next to nothing, or has "
        "another number than they.",
        'Chapter left out of the projects: "Weitere Projekte".',
    ),
    FindingCode(
        "contents-mismatch",
        "warning",
        "The table of contents and the pages disagree.",
        'Contents say "Outlook" is on page 80; it was not found there.',
    ),
    FindingCode(
        "fuzzy-heading",
        "info",
        "A heading was recognised in spite of a slip.",
        'Heading "Aktueler Stand" read as "Aktueller Stand".',
    ),
    FindingCode(
        "duplicate-section",
        "warning",
        "The same section heading stands twice in one project.",
        'Section "ausblick" stands twice.',
    ),
    FindingCode(
        "unknown-action-field",
        "warning",
        "The action field of a project could not be matched to a divider or the contents.",
        'Action field "Mobilitat" is on no divider page.',
    ),
    FindingCode(
        "status-unclear",
        "info",
        "The text of the project does not say its status.",
        "Neither state nor result is stated.",
    ),
    FindingCode(
        "planned-but-past",
        "info",
        "A milestone is worded as planned though its time lies before the date of the report.",
        "Milestone 3 (2021) is worded as planned.",
    ),
    FindingCode(
        "future-milestone-done",
        "warning",
        "A milestone after the date of the report is marked as done.",
        "Milestone 5 (09.06.2023) is ticked, the report is of December 2022.",
    ),
    FindingCode(
        "amount-contradiction",
        "warning",
        "Amounts of one project contradict each other.",
        "Total 900.000 € is less than its parts (1.100.000 €).",
    ),
    FindingCode(
        "amount-doubt",
        "warning",
        "The notation of an amount can be read in two ways.",
        '"1,500 €" read as 1.500 €.',
    ),
    FindingCode(
        "sum-differs",
        "warning",
        "A printed sum of a row or column is not what its parts add up to.",
        '"Summe Mobilität", Kosten: 120.000 is printed, the parts add up to 118.000.',
    ),
    FindingCode(
        "row-left-out",
        "info",
        "A row of a list of projects was read as part of none: a note, a line without a title.",
        'Row left out of the list of projects: "Stand: 31.12.2024".',
    ),
    FindingCode(
        "cut-figure",
        "warning",
        "The digits of an amount or date touch further digits, dots or commas; it may be a part of a longer figure only.",
        '"860,52 €" was read of "160. 860,52 €".',
    ),
    FindingCode(
        "several-totals",
        "info",
        "More than one total is stated; volume_eur is left empty.",
        "Totals 2.000.000 € and 1.500.000 €.",
    ),
    FindingCode(
        "year-inferred",
        "info",
        "The year of a date was taken from its context.",
        '"27.11." read as 27.11.2021 from the label 2021.',
    ),
    FindingCode(
        "share-sum",
        "warning",
        "The shares of a funding statement do not add up to 100 %.",
        "60 % + 30 % = 90 %.",
    ),
    FindingCode(
        "edition-guessed",
        "warning",
        "The edition year is not printed where the profile looks for it.",
        "Edition year 2022 taken from the file name.",
    ),
    FindingCode(
        "report-date-doubt",
        "warning",
        "Two readers of dates disagree about the date of the report.",
        '"1.2.2023" was read as 2023-02-01 to 2023-02-01; it may mean 2023-01-02.',
    ),
    FindingCode(
        "report-date-missing",
        "warning",
        "The date of the report (Stand) was not found; the end of the edition year is used.",
        "No date found in the imprint.",
    ),
    FindingCode(
        "count-mismatch",
        "warning",
        "The report states a number of projects that differs from what was found.",
        "The text says 64 projects, 63 were found.",
    ),
    FindingCode(
        "stale-correction",
        "warning",
        "A correction or acceptance made by a person no longer fits what is printed or extracted; it was not applied.",
        'Correction of projects/13-02/volume_eur: the printed text is now "3 Mio. €".',
    ),
    FindingCode(
        "corrected-text",
        "info",
        "A text corrected by hand no longer holds a date or amount found in it; its row was left out.",
        'Section ausblick was corrected: "31.08." no longer stands in it.',
    ),
    FindingCode(
        "no-projects", "error", "No project was found in the file.", "No page looks like a project page."
    ),
    # reports: files without a profile
    FindingCode(
        "induced-profile",
        "info",
        "No profile fits the file: one was made from the file itself, and the report was read with it.",
        "Read with a profile made from the file: 42 rows of one table with Nr., Maßnahme, Kosten (grade 0.93).",
    ),
    FindingCode(
        "read-as-prose",
        "info",
        "Nothing in the file repeats as projects do: its text, tables, dates, amounts and links were read.",
        "No projects: 3 headings of one rank, but nothing below them repeats.",
    ),
    FindingCode(
        "currency-assumed",
        "info",
        "A figure under a label of money has no unit anywhere; the usual currency of the report was taken.",
        '"12.500" below "Mittel" is read as EUR: no unit is printed.',
    ),
    FindingCode(
        "label-never-found",
        "warning",
        "A label of the profile stands nowhere in the file.",
        'Label "Laufzeit" of the profile was found nowhere; "Laufzeiten" is like it.',
    ),
    FindingCode(
        "report-id-taken",
        "warning",
        "The report_id made of programme and edition belongs to another document with other projects and texts; this "
        "report goes by the name of its file.",
        "report_id seenland-2024 belongs to another document (study.pdf); this one goes by motion-2024.",
    ),
    FindingCode(
        "turned-text",
        "info",
        "Text on its side that is no picture credit was read as a passage outside of projects.",
        'Text on its side, read outside of projects: "Handlungsfeld 3: Mobilität" (page 12).',
    ),
    FindingCode(
        "footnote",
        "info",
        "A footnote was left out of the running text.",
        'Footnote left out of the text: "1 Siehe Anhang."',
    ),
    # pages
    FindingCode(
        "page-unreadable",
        "error",
        "A page could not be read; the rest of the report was.",
        "Page 17 could not be read: broken content stream.",
    ),
    FindingCode(
        "page-without-text",
        "warning",
        "A page has pictures but no text layer.",
        "Page 4 has no text; it may be a scan.",
    ),
    FindingCode(
        "picture-page",
        "warning",
        "A page is a picture with hardly any text; what the picture says was not read without OCR.",
        "Page 12 is a picture (94% of it) with 3 words of text; what the picture says was not read.",
    ),
    FindingCode(
        "page-limit",
        "warning",
        "A page exceeded a limit and was read in part or not at all.",
        "Page 3 has 2,000,000 objects; the limit is 500,000.",
    ),
    FindingCode(
        "unmapped-glyphs",
        "warning",
        "Glyphs of a font have no Unicode meaning.",
        "Page 5: 120 glyphs of font F3 cannot be read as text.",
    ),
    FindingCode(
        "doubtful-gaps",
        "warning",
        "A page has gaps as narrow as between letters that may be spaces; its words may run together.",
        "Page 5: 12 gaps as narrow as between letters may be spaces between words.",
    ),
    FindingCode(
        "mended-glyphs",
        "info",
        "Glyphs were read by their names or widths, as the text that the file gives for them cannot be right.",
        'Page 5: 21 glyphs mean something else than the file says: "." (Muster-Book; the file says " .").',
    ),
    FindingCode(
        "garbled-text",
        "warning",
        "The text layer of a page makes no sense: its fonts do not say which letters they draw.",
        "Page 4: the letters of the text layer are no text in any language.",
    ),
    FindingCode(
        "ocr-text",
        "info",
        "The text of a page comes from OCR.",
        "Page 2 was read by OCR (mean confidence 0.93).",
    ),
    FindingCode(
        "file-repaired",
        "warning",
        "The file as a whole is damaged; what could be found in it was read.",
        "The file is damaged (the cross-reference table is broken); a repaired copy was read.",
    ),
    FindingCode(
        "hidden-text",
        "info",
        "Text that is invisible, off the page or in a layer that is off was ignored.",
        "Page 9: 14 words outside the page.",
    ),
    FindingCode(
        "ocr-doubt",
        "warning",
        "A value that OCR was not sure of (confidence below 0.8).",
        'Amount "2.687.000 €" on page 5 was read by OCR with confidence 0.41.',
    ),
    FindingCode(
        "ocr-doubtful-text",
        "info",
        "A text with words that OCR was not sure of (confidence below 0.8).",
        'Section vorgehen, page 5: OCR was not sure of "Sarntal" (0.31).',
    ),
)

_REFUSALS = (
    RefusalCode(
        "not-a-pdf",
        "The file is not a PDF.",
        "Remove it from the inbox or save it as PDF.",
        "notes.pdf is not a PDF (it starts with 'PK').  Remove it from the inbox or save it as PDF.",
    ),
    RefusalCode(
        "empty-file", "The file has no content.", "Copy it again.", "report.pdf is empty. Copy it again."
    ),
    RefusalCode(
        "damaged",
        "The file is truncated or broken beyond repair.",
        "Get the file again from its source.",
        "report.pdf is damaged: no page could be read. Get the file again from its source.",
    ),
    RefusalCode(
        "encrypted",
        "The file needs a password.",
        "Give the password with --password or FORTSCHRITT_PASSWORD, or save the file without protection.",
        "report.pdf is encrypted and needs a password. Give the password with --password ...",
    ),
    RefusalCode(
        "wrong-password",
        "The password given does not open the file.",
        "Check the password.",
        "The password does not open report.pdf. Check the password.",
    ),
    RefusalCode(
        "unknown-encryption",
        "The file is encrypted for the holders of certificates or in a way of its own.",
        "Open it with the program it is meant for and save it without protection.",
        "report.pdf is encrypted in a way that no password opens. Save it without protection.",
    ),
    RefusalCode(
        "no-text",
        "The file has no text layer.",
        "Install OCR (apt-get install ocrmypdf tesseract-ocr-deu) and run with --ocr auto.",
        "scan.pdf: the file has no text layer. Install OCR (apt-get install ocrmypdf tesseract-ocr-deu) ...",
    ),
    RefusalCode(
        "nothing-to-read",
        "The file has no text layer, and OCR found no text in its pictures.",
        "Look whether it is blank or holds pictures only, and remove it from the inbox.",
        "photos.pdf: has no text layer, and OCR found no text. Look whether it is blank ...",
    ),
    RefusalCode(
        "other-language",
        "The text is not German.",
        "Leave it out: words, dates and amounts are read by German rules only.",
        "summary.pdf is written in another language than German (en).",
    ),
    RefusalCode(
        "no-project",
        "No project was found: the file is of another kind than the profile describes.",
        "Choose another profile with --profile, or let unknown reports be read (setting unknown = read).",
        "flyer.pdf holds no project as profile ruhr-konferenz describes them.",
    ),
    RefusalCode(
        "duplicate-report",
        "The same report lies twice in the input.",
        "Remove one of the two files.",
        "b.pdf is the same file as a.pdf. Remove one of the two.",
    ),
    RefusalCode(
        "incomplete-copy",
        "The file is damaged and holds less than the edition already published, which stays as it is.",
        "Copy the file again; if it is meant to be shorter, run with --force.",
        "report.pdf: is damaged and holds 4 projects on 5 pages, the published edition seenland-2024 (from "
        "report.pdf) 16 on 24. Copy the file again; if it is meant to be shorter, run with --force.",
    ),
    RefusalCode(
        "still-growing",
        "The file changed while it was looked at: it is still being written.",
        "Wait until it is copied; the next run reads it.",
        "report.pdf: changed while it was looked at (1.2 MB, then 1.9 MB). Wait until it is copied ...",
    ),
    RefusalCode(
        "no-file",
        "What has this name is no file: a pipe, a device or a socket.",
        "Remove it from the inbox.",
        "report.pdf: is a pipe, no file. Remove it from the inbox.",
    ),
    RefusalCode(
        "limit-exceeded",
        "The file exceeds a limit.",
        "Raise the limit in the settings if the file is to be trusted.",
        "big.pdf has 12,000 pages, the limit is 5,000.",
    ),
    RefusalCode(
        "timeout",
        "Reading took longer than the limit.",
        "Raise FORTSCHRITT_SECONDS_PER_REPORT if the file is to be trusted.",
        "slow.pdf was given up after 600 s.",
    ),
    RefusalCode(
        "unreadable-file",
        "The operating system does not let us read the file.",
        "Check the permissions.",
        "report.pdf cannot be opened: permission denied.",
    ),
    RefusalCode(
        "not-found",
        "There is no such file or folder.",
        "Check the name.",
        "reprot.pdf: there is no such file or folder. Check the name.",
    ),
    RefusalCode(
        "no-pdf",
        "The folder holds no PDF.",
        "Put the reports there or name another folder.",
        "raw_pdfs: the folder holds no PDF. Put the reports there or name another folder.",
    ),
    RefusalCode(
        "failed",
        "The extractor itself failed on this file.",
        "Report the file; the log has the details.",
        "report.pdf: internal error (KeyError). The other reports are not affected.",
    ),
)

FINDINGS: dict[str, FindingCode] = {item.code: item for item in _FINDINGS}
REFUSALS: dict[str, RefusalCode] = {item.code: item for item in _REFUSALS}


class RefusedFile(Exception):
    """A file is set aside. Carries the code, the file and one sentence for people.

    Args:
        code: key of `REFUSALS`.
        file: name or path as the user gave it.
        detail: what exactly is wrong, a clause without full stop, or None for the general meaning.
    """

    def __init__(self, code: str, file: str, detail: str | None = None) -> None:
        refusal = REFUSALS[code]
        self.code = code
        self.file = printable(file)
        self.detail = detail or refusal.meaning[0].lower() + refusal.meaning[1:].rstrip(".")
        self.advice = refusal.advice
        super().__init__(code, file, detail)

    @property
    def sentence(self) -> str:
        """One clear sentence with the file, what is wrong and what to do."""
        return f"{self.file}: {self.detail}. {self.advice}"

    def __str__(self) -> str:
        return self.sentence
