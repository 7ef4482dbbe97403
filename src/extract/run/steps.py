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
from extract.publish.setaside import SetAside, read_set_aside, write_set_aside
from extract.publish.snapshots import current_folder, current_manifest, read_entry
from extract.run.identity import extraction_key, run_id, trial_key
from extract.run.inbox import InputFile, discover
from extract.run.isolation import OnPage, extract_isolated
from extract.run.worker import READER, Crashed, Job, Refused, outcome_of

if TYPE_CHECKING:
    from extract.base.settings import Settings
    from extract.publish.publication import Publication
    from extract.tables.parquet import PreparedReport

log = logging.getLogger("extract.run.steps")

Clock = Callable[[], datetime]
Outcome = tuple[Job, "PreparedReport | Refused | Crashed"]

_STEADY_REFUSALS = frozenset(
    {"no-project", "no-text", "nothing-to-read", "damaged", "limit-exceeded", "timeout"}
)
"""Refusals of dear files that stay the same while file, extractor and settings do."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDone:
    """One report extracted in this run."""

    report_id: str
    file: str
    rows: dict[str, int]
    findings: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run did."""

    output: Path
    done: tuple[ReportDone, ...]
    unchanged: tuple[tuple[str, str], ...]
    withdrawn: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    publication: Publication | None
    """None if there was nothing to publish."""
    manifest: Manifest | None
    """The current snapshot afterwards."""
    address: str | None = None
    """Where the results lie if that is an object store; ``output`` is then the local copy."""

    @property
    def exit_code(self) -> int:
        """0: all done; 1: some files set aside; 2: nothing could be done."""
        if not (self.done or self.unchanged or self.withdrawn):
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
    from extract.review.amend.files import check_corrections

    check_corrections(Path(settings.corrections))
    inbox = discover(inputs)
    key = extraction_key(settings)
    known = {} if force else _published(output)
    taken_back = frozenset[tuple[str, str]]()
    refused_before: dict[str, SetAside] = {}
    if not force:
        manifest = current_manifest(output)
        taken_back = frozenset() if manifest is None else manifest.withdrawn
        refused_before = {item.sha256: item for item in read_set_aside(output) if item.sha256}
    set_aside = [_set_aside(refusal) for refusal in inbox.refused]
    names = run_id(inbox.files, key)
    now = clock()
    held = {known[file.sha256, key] for file in inbox.files if (file.sha256, key) in known}
    jobs: list[Job] = []
    unchanged: list[tuple[str, str]] = []
    withdrawn: list[str] = []
    for file in inbox.files:
        before = refused_before.get(file.sha256)
        if (file.sha256, key) in known:
            unchanged.append((printable(file.path), known[file.sha256, key]))
        elif (file.sha256, key) in taken_back:
            withdrawn.append(printable(file.path))
        elif before is not None and _still_holds(before, file, key, settings, held):
            set_aside.append(before)
        else:
            jobs.append(
                Job(
                    path=file.path,
                    settings=settings,
                    run_id=names,
                    extracted_at=now,
                    extraction_key=key,
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

    hashes = {file.path: file.sha256 for file in plan.files}
    order = {file.path: number for number, file in enumerate(plan.files)}
    holders = {report_id: file for file, report_id in plan.unchanged}
    prepared: list[PreparedReport] = []
    done: list[ReportDone] = []
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
        elif outcome.report_id in holders:
            detail = f"it holds the same edition ({outcome.report_id}) as {holders[outcome.report_id]}"
            refusal = RefusedFile("duplicate-report", str(job.path), detail)
            trial = trial_key(plan.extraction_key, job.settings)
            set_aside.append(_set_aside(refusal, digest, trial, outcome.report_id))
        else:
            holders[outcome.report_id] = printable(job.path)
            prepared.append(outcome)
            done.append(
                ReportDone(
                    report_id=outcome.report_id,
                    file=printable(job.path),
                    rows=outcome.rows,
                    findings=dict(outcome.findings),
                )
            )
    publication = None
    gone = _gone(plan, keep=set(holders)) if prune else ()
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
    set_aside.sort(key=lambda item: (item.file, item.code))
    write_set_aside(plan.output, set_aside, disk=disk)
    return RunResult(
        output=plan.output,
        done=tuple(done),
        unchanged=plan.unchanged,
        withdrawn=plan.withdrawn,
        set_aside=tuple(set_aside),
        publication=publication,
        manifest=current_manifest(plan.output),
    )


def _check_profiles(settings: Settings) -> None:
    """A wrong profile is the fault of the call, not of each file."""
    from extract.reports.profile.model import ProfileError, profiles, read_profile

    known = profiles(None if settings.profiles_folder is None else Path(settings.profiles_folder))
    if settings.profile == "auto" or settings.profile in known:
        return
    if not Path(settings.profile).is_file():
        raise ProfileError(f"there is no profile {settings.profile!r}; there are {', '.join(sorted(known))}")
    read_profile(Path(settings.profile))


def _published(output: Path) -> dict[tuple[str, str], str]:
    """(source_sha256, extraction_key) of each published report whose files are there, to its report_id."""
    folder, manifest = current_folder(output), current_manifest(output)
    if folder is None or manifest is None:
        return {}
    return {
        (line.source_sha256, line.extraction_key): report_id
        for report_id, line in manifest.reports.items()
        if _is_complete(folder, report_id)
    }


def _is_complete(folder: Path, report_id: str) -> bool:
    try:
        entry = read_entry(folder, report_id)
        return all((folder / file.path).stat().st_size == file.bytes for file in entry.files.values())
    except OSError:
        return False


def _still_holds(before: SetAside, file: InputFile, key: str, settings: Settings, held: set[str]) -> bool:
    """Whether an earlier refusal needs no second try."""
    if before.file != printable(file.path) or before.extraction_key != trial_key(key, settings):
        return False
    return before.code in _STEADY_REFUSALS or before.report_id in held


def _gone(plan: Plan, *, keep: set[str]) -> tuple[str, ...]:
    """Published reports whose file is no longer there, neither by content nor by name."""
    manifest = current_manifest(plan.output)
    if manifest is None:
        return ()
    names = {printable(file.name) for file in plan.files} | {Path(item.file).name for item in plan.set_aside}
    contents = {file.sha256 for file in plan.files}
    return tuple(
        report_id
        for report_id, line in manifest.reports.items()
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
