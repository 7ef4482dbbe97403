"""Which report_id each report read gets, and which of them do not come among the tables.

An edition that is published is replaced by its kin only (`extract.run.kinship`); other documents that claim
its report_id get one of their own. What is told here depends on the files, on their order in the inbox and on
what is published, never on which was read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from extract.base.codes import RefusedFile
from extract.base.names import printable
from extract.publish.manifest import Manifest
from extract.publish.snapshots import current_folder, current_manifest
from extract.reports.names.keys import file_report_id
from extract.run.kinship import Evidence, are_kin, evidence_of, published_evidence
from extract.run.worker import Job
from extract.tables.prepared import PreparedReport

_TAKEN = "report-id-taken"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A report under the report_id that it is to be published with."""

    job: Job
    report: PreparedReport


@dataclass(frozen=True, slots=True)
class Declined:
    """A report read that is not published."""

    job: Job
    refusal: RefusedFile
    report_id: str
    """The edition that stays instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What becomes of the reports read."""

    accepted: tuple[Accepted, ...]
    declined: tuple[Declined, ...]
    overtaken: Mapping[str, str]
    """report_id of editions of the inbox that a whole copy replaces, each to the file of the damaged one."""
    superseded: tuple[str, ...]
    """Published report_ids of files that are published under another one from now on."""


class _Claim:
    """A report read, and what it says about which document it is, looked at when it matters."""

    def __init__(self, job: Job, report: PreparedReport) -> None:
        self.job, self.report = job, report
        self.repaired = report.repaired

    @cached_property
    def evidence(self) -> Evidence:
        return evidence_of(self.report)


@dataclass
class _Editions:
    """Who holds which report_id: what is published, and what this run adds."""

    folder: Path | None
    manifest: Manifest | None
    here: Mapping[str, str]
    """report_id to file of what lies unchanged in the inbox."""
    added: dict[str, _Claim] = field(default_factory=dict)
    _read: dict[str, Evidence | None] = field(default_factory=dict)

    @property
    def published(self) -> Iterable[str]:
        return () if self.manifest is None else self.manifest.reports

    def is_held(self, report_id: str) -> bool:
        return report_id in self.added or report_id in self.published

    def is_same_file(self, report: PreparedReport) -> bool:
        """Whether the very file of a report is published under the name that it claims."""
        if report.report_id in self.added or self.manifest is None:
            return False
        return self.manifest.reports[report.report_id].source_sha256 == report.source_sha256

    def evidence(self, report_id: str) -> Evidence | None:
        """Of who holds it; None where its tables cannot be read."""
        if report_id in self.added:
            return self.added[report_id].evidence
        if report_id not in self._read:
            folder = self.folder
            self._read[report_id] = None if folder is None else published_evidence(folder, report_id)
        return self._read[report_id]

    def file_in_inbox(self, report_id: str) -> str | None:
        """The file of the inbox that holds it already."""
        return str(self.added[report_id].job.path) if report_id in self.added else self.here.get(report_id)

    def source_file(self, report_id: str) -> str:
        if report_id in self.added:
            return printable(self.added[report_id].job.path.name)
        return "" if self.manifest is None else printable(self.manifest.reports[report_id].source_file)


def assign(
    read: Iterable[tuple[Job, PreparedReport]],
    *,
    output: Path,
    unchanged: Iterable[tuple[str, str]],
    corrections: Path,
    force: bool = False,
) -> Assigned:
    """Give each report read its report_id, or say why it is not published.

    Args:
        read: reports in the order of their files.
        output: the output folder.
        unchanged: (file, report_id) of what lies in the inbox and is published already.
        corrections: folder with the corrections of people.
        force: a damaged copy replaces an edition that holds more.
    """
    editions = _Editions(
        current_folder(output), current_manifest(output), {report_id: file for file, report_id in unchanged}
    )
    # Whole copies first: a damaged one does not take the place of the one beside it.
    claims = sorted((_Claim(job, report) for job, report in read), key=lambda claim: claim.repaired)
    accepted: list[Accepted] = []
    declined: list[Declined] = []
    overtaken: dict[str, str] = {}
    for claim in claims:
        report = claim.report
        try:
            report_id = _report_id(claim, editions, overtaken, force=force)
        except _Stays as stays:
            declined.append(Declined(claim.job, stays.refusal, stays.report_id))
            continue
        if report_id != report.report_id:
            report = _renamed(report, report_id, editions, corrections)
        editions.added[report_id] = claim
        accepted.append(Accepted(claim.job, report))
    ids = {one.report.source_sha256: one.report.report_id for one in accepted}
    superseded = (
        ()
        if editions.manifest is None
        else tuple(
            report_id
            for report_id, line in editions.manifest.reports.items()
            if ids.get(line.source_sha256, report_id) != report_id
            and report_id not in editions.added
            and report_id not in editions.here
        )
    )
    return Assigned(
        accepted=tuple(accepted), declined=tuple(declined), overtaken=overtaken, superseded=superseded
    )


class _Stays(Exception):
    """The edition that is there stays."""

    def __init__(self, code: str, job: Job, detail: str, report_id: str) -> None:
        self.refusal = RefusedFile(code, str(job.path), detail)
        self.report_id = report_id
        super().__init__(detail)


def _report_id(claim: _Claim, editions: _Editions, overtaken: dict[str, str], *, force: bool) -> str:
    """The first name that is free or held by kin.

    Raises:
        _Stays: kin holds it and is not to be replaced.
    """
    if claim.repaired and not force:
        _refuse_less(claim.job, claim.evidence, editions)
    if not editions.is_held(claim.report.report_id) or editions.is_same_file(claim.report):
        return claim.report.report_id
    job, evidence = claim.job, claim.evidence
    for report_id in _names(evidence, editions):
        if not editions.is_held(report_id):
            return report_id
        holder = editions.evidence(report_id)
        if holder is None or not are_kin(evidence, holder):
            if holder is None and editions.source_file(report_id) == printable(evidence.source_file):
                return report_id
            continue
        if holder.source_sha256 == evidence.source_sha256:
            return report_id
        if evidence.repaired and _has_less(evidence, holder) and not force:
            raise _incomplete(job, evidence, holder, editions)
        other = editions.file_in_inbox(report_id)
        if other is None:
            return report_id
        if holder.repaired and not evidence.repaired and report_id not in editions.added:
            overtaken[report_id] = other
            return report_id
        detail = f"it holds the same edition ({report_id}) as {printable(other)}"
        raise _Stays("duplicate-report", job, detail, report_id)
    raise AssertionError("the hash of the file makes a name of its own")


def _names(evidence: Evidence, editions: _Editions) -> Iterable[str]:
    """Names a document may go by, the best first."""
    yield evidence.report_id
    own = file_report_id(evidence.source_file, edition=evidence.edition_year)
    yield own
    # Other files of the same name were told apart like this; one of them may be its kin.
    apart = re.compile(rf"{re.escape(own)}-[0-9a-f]{{8}}")
    yield from sorted(name for name in {*editions.published, *editions.added} if apart.fullmatch(name))
    yield f"{own}-{evidence.source_sha256[:8]}"
    yield f"{own}-{evidence.source_sha256}"


def _refuse_less(job: Job, evidence: Evidence, editions: _Editions) -> None:
    """A damaged copy may lack the page that names it: the edition is then known by the name of its file."""
    if editions.manifest is None:
        return
    for report_id, line in editions.manifest.reports.items():
        if line.source_file == evidence.source_file and line.source_sha256 != evidence.source_sha256:
            holder = editions.evidence(report_id)
            if holder is not None and are_kin(evidence, holder) and _has_less(evidence, holder):
                raise _incomplete(job, evidence, holder, editions)


def _has_less(evidence: Evidence, holder: Evidence) -> bool:
    return evidence.projects < holder.projects or evidence.pages < holder.pages


def _incomplete(job: Job, evidence: Evidence, holder: Evidence, editions: _Editions) -> _Stays:
    detail = (
        f"is damaged and holds {evidence.projects} projects on {evidence.pages} pages, the published "
        f"edition {holder.report_id} (from {editions.source_file(holder.report_id)}) {holder.projects} "
        f"on {holder.pages}"
    )
    return _Stays("incomplete-copy", job, detail, holder.report_id)


def _renamed(
    report: PreparedReport, report_id: str, editions: _Editions, corrections: Path
) -> PreparedReport:
    from extract.review.amend import amend
    from extract.review.amend.files import corrected_key, without_corrections
    from extract.tables.renaming import renamed

    holder = editions.source_file(report.report_id)
    # Before the corrections are read: one that comes meanwhile makes the next run read the report again.
    key = corrected_key(without_corrections(report.extraction_key), corrections, report_id)
    given = renamed(
        report,
        report_id,
        code=_TAKEN,
        message=f"report_id {report.report_id} belongs to another document ({holder}); "
        f"this one goes by {report_id}.",
        amend=lambda name, tables: amend(name, tables, folder=corrections),
    )
    return replace(given, extraction_key=key)
