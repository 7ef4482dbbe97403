"""The flow ``ingest_reports``: what lies in the inbox becomes published tables, as often as it is started.

discover → extract (one task per report) → check → publish → compare with the publication before → artifacts
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, tags
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run

from extract.base.settings import Settings
from extract.publish.bucket import is_address
from extract.publish.problems import OutputProblem
from extract.run.remote import run_at
from extract.run.steps import Clock, Outcome, Plan, RunResult
from extract.run.worker import Crashed, Job, Refused
from extract.tables.prepared import PreparedReport
from flows.artifacts import show
from flows.runners import Runner, server_for_children, server_trouble, task_runner
from flows.states import final_state, refused_state
from flows.tasks import check, discover, extract, now, publish, waiting_processes

BATCH = 500
"""Reports per publication. So much is held in memory, and so much is done again after a crash."""

_NAMES = 3
"""Reports that the name of a run names; the newest files first."""


def run_name() -> str:
    """``raw_pdfs: report-2023.pdf and 4 more``."""
    inbox = Path(flow_run.parameters.get("input") or "")
    if is_address(str(flow_run.parameters.get("input"))):
        return str(flow_run.parameters["input"])
    files = (
        [path for path in inbox.rglob("*") if path.suffix.lower() == ".pdf"] if inbox.is_dir() else [inbox]
    )
    newest = sorted(files, key=lambda path: (-_modified(path), path.name))
    named = ", ".join(path.name for path in newest[:_NAMES]) or "no report"
    more = f" and {len(newest) - _NAMES} more" if len(newest) > _NAMES else ""
    return f"{inbox.name}: {named}{more}"


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _runner_from_settings() -> Any:
    settings = Settings()
    return task_runner(settings.runner, jobs=settings.jobs, dask_address=settings.dask_address)


@flow(
    name="ingest_reports",
    flow_run_name=run_name,
    task_runner=_runner_from_settings(),
    persist_result=False,
    validate_parameters=True,
)
def ingest_reports(
    input: str = "raw_pdfs",  # noqa: A002 - the name that the deployment shows
    output: str = "output",
    profile: str = "auto",
    force: bool = False,
    prune: bool = False,
) -> State[Any]:
    """Extract the reports of the inbox and publish their tables.

    Args:
        input: folder with the reports, or one report; or an address (``s3://bucket/folder``).
        output: folder with the results, or an address.
        profile: layout profile by name or path; ``auto`` chooses by itself.
        force: extract unchanged reports again, too.
        prune: remove the data of reports that no longer lie in the inbox.

    Returns:
        The final state. Completed; failed under the name ``FilesSetAside`` with the files in its message,
        while all others are published; failed under the name ``NothingPublished``.
    """
    settings = Settings(input=input, output=output, profile=profile)
    with server_for_children(), tags("fortschritt", f"profile:{profile}"):
        try:
            result = run_at(
                [input], output=output, settings=settings, clock=now, do=_steps, force=force, prune=prune
            )
        except Stopped as stopped:
            return refused_state(stopped.message)
        except OutputProblem as problem:
            return refused_state(str(problem))
    return final_state(result)


class Stopped(Exception):
    """A task on which all others depend did not do its work; ``message`` says why."""

    def __init__(self, state: State[Any]) -> None:
        self.message = state.message or state.name or ""
        super().__init__(self.message)


def _steps(
    paths: Sequence[Path], *, output: Path, settings: Settings, clock: Clock, force: bool, prune: bool
) -> RunResult:
    """`extract.run.steps.run`, each step as a task.

    Raises:
        Stopped: there is no plan, or a publication failed.
    """
    found: State[Any] = discover(
        paths, output, settings, inbox=settings.input, force=force, return_state=True
    )
    if not found.is_completed():
        raise Stopped(found)
    plan: Plan = found.result()
    results: list[RunResult] = []
    jobs = plan.jobs
    for start in range(0, max(1, len(jobs)), BATCH):
        batch = replace(plan, jobs=jobs[start : start + BATCH])
        last = start + BATCH >= len(jobs)
        published = _do(batch, force=force, prune=prune and last)
        if not published.is_completed():
            raise Stopped(published)
        results.append(published.result())
        plan = _after(plan, results[-1])
    result = _together(results)
    show(result, first=results[0], settings=settings, inputs=paths)
    return result


def _do(plan: Plan, *, force: bool, prune: bool) -> State[Any]:
    """Extract, check and publish one batch."""
    hashes = {file.path: file.sha256 for file in plan.files}
    task = extract.with_options(refresh_cache=force)
    with waiting_processes():
        futures = [(job, task.submit(job, name=job.path.name, sha256=hashes[job.path])) for job in plan.jobs]
        outcomes: Sequence[Outcome] = [(job, _outcome(job, future)) for job, future in futures]
    if outcomes:
        outcomes = check(outcomes, count=len(outcomes))
    return publish(plan, outcomes, count=len(outcomes), prune=prune, return_state=True)


def _outcome(job: Job, future: PrefectFuture[Any]) -> PreparedReport | Refused | Crashed:
    """What came of a report; a task that broke is an outcome like others."""
    result = future.result(raise_on_failure=False)
    if isinstance(result, PreparedReport | Refused | Crashed):
        return result
    get_run_logger().error("%s: %s", job.path, result)
    return Crashed(f"{type(result).__name__}: {result}", str(result))


def _after(plan: Plan, result: RunResult) -> Plan:
    """The plan as it stands after a batch: its reports hold their editions, its refusals are known."""
    held = tuple((done.file, done.report_id) for done in result.done)
    return replace(plan, unchanged=plan.unchanged + held, set_aside=result.set_aside)


def _together(results: Sequence[RunResult]) -> RunResult:
    """The batches as one run. Which snapshot was before is in the first publication."""
    last = results[-1]
    return replace(
        last,
        done=tuple(done for result in results for done in result.done),
        unchanged=results[0].unchanged,
        publication=next((one.publication for one in reversed(results) if one.publication), None),
    )


def run_here(
    *,
    input: str,  # noqa: A002
    output: str,
    profile: str,
    force: bool = False,
    prune: bool = False,
    runner: Runner | None = None,
    dask_address: str | None = None,
    jobs: int | None = None,
) -> RunResult | str:
    """Run the flow in this process; a sentence instead of the result where the flow failed.

    Prefect starts a temporary server for it unless ``PREFECT_API_URL`` names one.
    """
    settings = Settings()
    try:
        tasks = task_runner(
            runner or settings.runner,
            jobs=jobs or settings.jobs,
            dask_address=dask_address or settings.dask_address,
        )
    except ModuleNotFoundError as error:
        return f"The runner needs {error.name}: pip install 'fortschrittsbericht-extractor[dask]'."
    trouble = server_trouble()
    if trouble is not None:
        return trouble
    state: State[Any] = ingest_reports.with_options(task_runner=tasks)(
        input=input, output=output, profile=profile, force=force, prune=prune, return_state=True
    )
    result = state.result(raise_on_failure=False)
    return result if isinstance(result, RunResult) else state.message or str(result)
