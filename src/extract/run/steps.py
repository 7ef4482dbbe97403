"""One run: what lies in the inbox becomes published tables. The commands and the flow both call this.

`plan_run` says what is to do, `extract_planned` does it, `finish_run` publishes; `run` is all three.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extract.base.codes import RefusedFile
from extract.base.names import printable
from extract.publish.disk import Disk
from extract.publish.lock import ensure_writable
from extract.publish.manifest import Manifest
from extract.publish.setaside import Missing, SetAside, read_set_aside, write_set_aside
from extract.publish.snapshots import current_folder, current_manifest, read_entry
from extract.run.identity import extraction_key, run_id, trial_key
from extract.run.inbox import InputFile, discover
from extract.run.isolation import OnPage, extract_isolated
from extract.run.worker import READER, Crashed, Job, Refused, outcome_of

if TYPE_CHECKING:
    from extract.base.settings import Settings
    from extract.publish.publication import Publication
    from extract.tables.prepared import PreparedReport

log = logging.getLogger("extract.run.steps")

Clock = Callable[[], datetime]
Outcome = tuple[Job, "PreparedReport | Refused | Crashed"]

_STEADY_REFUSALS = frozenset(
    {"no-project", "no-text", "nothing-to-read", "damaged", "limit-exceeded", "timeout"}
)
"""Refusals of costly files that stay the same while file, extractor and settings do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run is going to do."""

    output: Path
    settings: Settings
    run_id: str
    extraction_key: str
    files: tuple[InputFile, ...]
    """All readable files, each content once."""
    jobs: tuple[Job, ...]
    """Those to extract."""
    unchanged: tuple[tuple[str, str], ...]
    """(file, report_id) of those published already."""
    withdrawn: tuple[str, ...]
    """Files whose result a rollback took back."""
    set_aside: tuple[SetAside, ...]
    whole: bool = True
    """The inbox was looked through to the end; see `extract.run.inbox.Inbox`."""
    force: bool = False
    """A damaged copy replaces an edition that holds more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDone:
    """One report extracted in this run."""

    report_id: str
    file: str
    rows: dict[str, int]
    findings: dict[str, int]
    grade: str | None = None
    """Of the report as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run did."""

    output: Path
    done: tuple[ReportDone, ...]
    unchanged: tuple[tuple[str, str], ...]
    withdrawn: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    missing: tuple[Missing, ...] = ()
    """Published reports whose file no longer lies in the inbox."""
    publication: Publication | None
    """None if there was nothing to publish."""
    manifest: Manifest | None
    """The current snapshot afterwards."""
    address: str | None = None
    """Where the results lie if that is an object store; ``output`` is then the local copy."""

    @property
    def exit_code(self) -> int:
        """0: all done; 1: some files set aside; 2: nothing could be done."""
        kept = any(item.code == "incomplete-copy" for item in self.set_aside)
        if not (self.done or self.unchanged or self.withdrawn or kept):
            return 2
        return 1 if self.set_aside else 0


def run(
    inputs: Sequence[Path],
    *,
    output: Path,
    settings: Settings,
    clock: Clock,
    force: bool = False,
    prune: bool = False,
    isolate: bool = True,
    reader: str = READER,
    on_page: OnPage | None = None,
    on_wait: Callable[[str], None] | None = None,
    disk: Disk | None = None,
) -> RunResult:
    """Extract the reports given and publish their tables.

    Args:
        inputs: files and folders.
        output: the output folder.
        settings: how to read, limits, how many snapshots are kept.
        clock: gives the time, with zone; read once per snapshot and once for the extraction.
        force: extract unchanged reports again, and those whose result was taken back.
        prune: remove the data of reports whose file is no longer among the inputs.
        isolate: read each report in a process of its own with limits on time and memory.
        reader: the function that reads a file, as ``module:name``.
        on_page: called after each page with the job, the page and the number of pages.
        on_wait: called once with a sentence while another run publishes.
        disk: steps on the file system.

    Raises:
        extract.publish.problems.OutputProblem: the output cannot be written or is in use.
        extract.reports.profile.model.ProfileError: the profile named does not exist or is not valid.
    """
    plan = plan_run(
        inputs, output=output, settings=settings, clock=clock, force=force, reader=reader, disk=disk
    )
    outcomes = list(extract_planned(plan, isolate=isolate, on_page=on_page))
    return finish_run(plan, outcomes, clock=clock, prune=prune, on_wait=on_wait, disk=disk)


def plan_run(
    inputs: Sequence[Path],
    *,
    output: Path,
    settings: Settings,
    clock: Clock,
    force: bool = False,
    reader: str = READER,
    disk: Disk | None = None,
) -> Plan:
    """Look at the inbox and the current snapshot and say what is to be extracted.

    Raises:
        extract.publish.problems.OutputProblem: the output cannot be written.
        extract.reports.profile.model.ProfileError: the profile named does not exist or is not valid.
    """
    _check_profiles(settings)
    ensure_writable(output, disk or Disk())
    from extract.review.amend.files import (
        check_corrections,
        corrections_digest,
        report_corrections_digest,
        without_corrections,
    )

    check_corrections(Path(settings.corrections))
    inbox = discover(inputs, settle_seconds=settings.settle_seconds)
    key = extraction_key(settings)
    corrections = Path(settings.corrections)
    contents = {file.sha256 for file in inbox.files}
    known = {} if force else _published(output, contents, key=key, corrections=corrections)
    taken_back = frozenset[tuple[str, str]]()
    refused_before: dict[str, SetAside] = {}
    manifest = current_manifest(output)
    if not force:
        possible = _possible_keys(key, corrections)
        taken_back = frozenset(
            (source, without_corrections(made))
            for source, made in (() if manifest is None else manifest.withdrawn)
            if made in possible
        )
        refused_before = {item.sha256: item for item in read_set_aside(output) if item.sha256}
    set_aside = [_set_aside(refusal) for refusal in inbox.refused]
    every_correction = corrections_digest(corrections)
    names = run_id(inbox.files, key + every_correction)
    now = clock()
    published = frozenset() if manifest is None else frozenset(manifest.reports)
    held = {known[file.sha256] for file in inbox.files if file.sha256 in known}
    standing = (
        {} if manifest is None else {line.source_sha256: name for name, line in manifest.reports.items()}
    )
    jobs: list[Job] = []
    unchanged: list[tuple[str, str]] = []
    withdrawn: list[str] = []
    for file in inbox.files:
        before = refused_before.get(file.sha256)
        if file.sha256 in known:
            unchanged.append((printable(file.path), known[file.sha256]))
        elif (file.sha256, key) in taken_back:
            withdrawn.append(printable(file.path))
        elif before is not None and _still_holds(before, file, key, settings, held, published):
            set_aside.append(before)
        else:
            edition = standing.get(file.sha256)
            jobs.append(
                Job(
                    path=file.path,
                    settings=settings,
                    run_id=names,
                    extracted_at=now,
                    extraction_key=key,
                    corrections=every_correction
                    if edition is None
                    else report_corrections_digest(corrections, edition),
                    reader=reader,
                )
            )
    return Plan(
        output=output,
        settings=settings,
        run_id=names,
        extraction_key=key,
        files=inbox.files,
        # Processes that no report needs help with the pages of the others.
        jobs=tuple(replace(job, processes=max(1, settings.jobs // len(jobs))) for job in jobs),
        unchanged=tuple(unchanged),
        withdrawn=tuple(withdrawn),
        set_aside=tuple(set_aside),
        whole=inbox.whole,
        force=force,
    )


def extract_planned(plan: Plan, *, isolate: bool = True, on_page: OnPage | None = None) -> Iterator[Outcome]:
    """Do the jobs of a plan; outcomes in the order in which they come."""
    if isolate:
        yield from extract_isolated(plan.jobs, processes=plan.settings.jobs, on_page=on_page)
        return
    for job in plan.jobs:
        # Bound at once: the callback is used while this very job runs.
        told = None if on_page is None else (lambda page, pages, job=job: on_page(job, page, pages))
        yield job, outcome_of(job, on_page=told)


def finish_run(
    plan: Plan,
    outcomes: Iterable[Outcome],
    *,
    clock: Clock,
    prune: bool = False,
    on_wait: Callable[[str], None] | None = None,
    disk: Disk | None = None,
) -> RunResult:
    """Publish what was extracted and write down what was set aside.

    Raises:
        extract.publish.problems.OutputProblem: the output cannot be written or is in use.
    """
    from extract.publish.publication import publish
    from extract.run.assigning import assign
    from extract.run.induced import write_induced

    hashes = {file.path: file.sha256 for file in plan.files}
    order = {file.path: number for number, file in enumerate(plan.files)}
    read: list[tuple[Job, PreparedReport]] = []
    set_aside = list(plan.set_aside)
    for job, outcome in sorted(outcomes, key=lambda item: order[item[0].path]):
        digest = hashes[job.path]
        if isinstance(outcome, Refused):
            refusal = RefusedFile(outcome.code, str(job.path), outcome.detail)
            set_aside.append(_set_aside(refusal, digest, trial_key(plan.extraction_key, job.settings)))
        elif isinstance(outcome, Crashed):
            log.error("%s: %s", job.path, outcome.trace)
            refusal = RefusedFile("failed", str(job.path), f"internal error ({outcome.error})")
            set_aside.append(_set_aside(refusal, digest))
        elif outcome.source_sha256 != digest:
            detail = "changed between the moment when it was found and that when it was read"
            set_aside.append(_set_aside(RefusedFile("still-growing", str(job.path), detail)))
        else:
            read.append((job, outcome))
    assigned = assign(
        read,
        output=plan.output,
        unchanged=plan.unchanged,
        corrections=Path(plan.settings.corrections),
        force=plan.force,
    )
    for declined in assigned.declined:
        trial = trial_key(plan.extraction_key, declined.job.settings)
        digest = hashes[declined.job.path]
        set_aside.append(_set_aside(declined.refusal, digest, trial, declined.report_id))
    for report_id, file in assigned.overtaken.items():
        detail = f"is damaged; a whole copy of the edition {report_id} takes its place"
        set_aside.append(_set_aside(RefusedFile("incomplete-copy", file, detail), report_id=report_id))
    unchanged = tuple(item for item in plan.unchanged if item[1] not in assigned.overtaken)
    accepted = sorted(assigned.accepted, key=lambda one: order[one.job.path])
    prepared = [one.report for one in accepted]
    done = [
        ReportDone(
            report_id=one.report.report_id,
            file=printable(one.job.path),
            rows=one.report.rows,
            findings=dict(one.report.findings),
            grade=one.report.grade,
        )
        for one in accepted
    ]
    holders = {report_id for _, report_id in unchanged} | {one.report_id for one in prepared}
    publication = None
    missing = _missing(plan, keep=holders)
    gone = {*assigned.superseded, *(item.report_id for item in missing if prune)}
    if prepared or gone:
        publication = publish(
            prepared,
            plan.output,
            clock=clock,
            keep=plan.settings.keep_snapshots,
            remove=gone,
            lock_seconds=plan.settings.lock_seconds,
            on_wait=on_wait,
            disk=disk,
        )
    write_induced(plan.output, prepared, disk=disk)
    set_aside.sort(key=lambda item: (item.file, item.code))
    write_set_aside(plan.output, set_aside, missing=() if prune else missing, disk=disk)
    return RunResult(
        output=plan.output,
        done=tuple(done),
        unchanged=unchanged,
        withdrawn=plan.withdrawn,
        set_aside=tuple(set_aside),
        missing=() if prune else missing,
        publication=publication,
        manifest=current_manifest(plan.output),
    )


def _check_profiles(settings: Settings) -> None:
    """A wrong profile, or a pipeline that is not installed, is the fault of the call, not of each file."""
    if settings.spacy_pipeline is not None:
        from extract.german.entities import require_pipeline

        require_pipeline(settings.spacy_pipeline)
    if settings.profile == "auto" and settings.profiles_folder is None:
        return
    from extract.reports.profile.model import ProfileError, profiles, read_profile

    known = profiles(None if settings.profiles_folder is None else Path(settings.profiles_folder))
    if settings.profile == "auto" or settings.profile in known:
        return
    if not Path(settings.profile).is_file():
        raise ProfileError(f"there is no profile {settings.profile!r}; there are {', '.join(sorted(known))}")
    read_profile(Path(settings.profile))


def _published(output: Path, contents: set[str], *, key: str, corrections: Path) -> dict[str, str]:
    """source_sha256 of each published report that need not be read again, to its report_id.

    Its files are there, and extractor and corrections are those that it was read with. Only those that lie in
    the inbox are looked at: there may be thousands of others.
    """
    from extract.review.amend.files import corrected_key

    folder, manifest = current_folder(output), current_manifest(output)
    if folder is None or manifest is None:
        return {}
    return {
        line.source_sha256: report_id
        for report_id, line in manifest.reports.items()
        if line.source_sha256 in contents
        and line.extraction_key == corrected_key(key, corrections, report_id)
        and _is_complete(folder, report_id)
    }


def _possible_keys(key: str, corrections: Path) -> set[str]:
    """Keys of results that were taken back and would come out the same again, whichever edition they are."""
    from extract.review.amend.files import corrected_key

    editions = [path.stem for path in corrections.glob("*.yaml")] if corrections.is_dir() else []
    return {key, *(corrected_key(key, corrections, edition) for edition in editions)}


def _is_complete(folder: Path, report_id: str) -> bool:
    try:
        entry = read_entry(folder, report_id)
        return all((folder / file.path).stat().st_size == file.bytes for file in entry.files.values())
    except OSError:
        return False


def _still_holds(
    before: SetAside, file: InputFile, key: str, settings: Settings, held: set[str], published: frozenset[str]
) -> bool:
    """Whether an earlier refusal needs no second try.

    Args:
        before: the refusal.
        file: as it lies in the inbox now.
        key: the extraction key.
        settings: those in force.
        held: editions of files that lie unchanged in the inbox.
        published: all editions.
    """
    if before.file != printable(file.path) or before.extraction_key != trial_key(key, settings):
        return False
    if before.code == "incomplete-copy":
        return before.report_id in published
    return before.code in _STEADY_REFUSALS or before.report_id in held


def _missing(plan: Plan, *, keep: set[str]) -> tuple[Missing, ...]:
    """Published reports whose file is no longer there, neither by content nor by name.

    Only of folders looked through to the end anybody can say that.
    """
    manifest = current_manifest(plan.output)
    if manifest is None or not plan.whole:
        return ()
    names = {printable(file.name) for file in plan.files} | {Path(item.file).name for item in plan.set_aside}
    contents = {file.sha256 for file in plan.files}
    return tuple(
        Missing(report_id=report_id, file=line.source_file)
        for report_id, line in sorted(manifest.reports.items())
        if report_id not in keep and line.source_sha256 not in contents and line.source_file not in names
    )


def _set_aside(
    refusal: RefusedFile,
    digest: str | None = None,
    trial: str | None = None,
    report_id: str | None = None,
) -> SetAside:
    return SetAside(
        file=refusal.file,
        code=refusal.code,
        sentence=refusal.sentence,
        sha256=digest,
        extraction_key=trial,
        report_id=report_id,
    )
