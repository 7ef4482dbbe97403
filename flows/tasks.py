"""The tasks: few and large. Each calls one plain function of the package.

A task costs Prefect some tenths of a second, so there is one per report and never one per page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE, CacheKeyFnPolicy
from prefect.client.schemas.objects import State
from prefect.context import TaskRunContext
from prefect.states import Failed
from prefect.transactions import get_transaction

from extract.base.codes import RefusedFile
from extract.base.settings import Settings
from extract.publish.problems import OutputProblem
from extract.reports.profile.model import ProfileError
from extract.run.isolation import extract_isolated, process_spare
from extract.run.steps import Outcome, Plan, RunResult, finish_run, plan_run
from extract.run.worker import Crashed, Job
from extract.tables.checks import DefectiveTables
from extract.tables.prepared import PreparedReport
from extract.tables.recheck import check_prepared
from flows.healing import RETRIES, Unsteady, can_heal, names_healing_error

SET_ASIDE, NOT_PUBLISHED = "SetAside", "NotPublished"
"""Names of the states of tasks that did not do what they were asked for."""


def now() -> datetime:
    """The clock of scheduled operation."""
    return datetime.now(UTC)


@contextmanager
def waiting_processes() -> Iterator[None]:
    """End the processes that read reports when all is read; those of other processes end by themselves."""
    try:
        yield
    finally:
        process_spare().close()


@task(task_run_name="discover {inbox}", cache_policy=NO_CACHE, retry_condition_fn=can_heal, **RETRIES)
def discover(
    paths: Sequence[Path], output: Path, settings: Settings, *, inbox: str, force: bool
) -> Plan | State[Any]:
    """What there is to do: see `extract.run.steps.plan_run`."""
    try:
        plan = plan_run(paths, output=output, settings=settings, clock=now, force=force)
    except (OutputProblem, ProfileError) as problem:
        return Failed(name=NOT_PUBLISHED, message=str(problem), data=problem)
    get_run_logger().info(
        "%d to extract, %d unchanged, %d set aside",
        len(plan.jobs),
        len(plan.unchanged) + len(plan.withdrawn),
        len(plan.set_aside),
    )
    return plan


def extraction_cache_key(context: TaskRunContext, parameters: dict[str, Any]) -> str:
    """File, its name, and all that decides the result: profile, settings, version and code."""
    job: Job = parameters["job"]
    parts = (parameters["sha256"], parameters["name"], job.extraction_key, job.corrections)
    return "extract-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


# The time limit of a report is that of the process that reads it (`seconds_per_report`): it is killed. A
# limit of Prefect could not interrupt a task that runs in a thread.
@task(
    task_run_name="extract {name}",
    cache_policy=CacheKeyFnPolicy(cache_key_fn=extraction_cache_key),
    persist_result=True,
    cache_result_in_memory=False,
    retry_condition_fn=can_heal,
    **RETRIES,
)
def extract(job: Job, *, name: str, sha256: str) -> PreparedReport | State[Any]:
    """Read one report in a process of its own, with limits on time and memory.

    The result is kept by content of the file and extraction key; a refusal is not.

    Raises:
        Unsteady: the file could not be read just now.
    """
    ((_, outcome),) = extract_isolated([job], processes=1, spare=process_spare())
    if isinstance(outcome, PreparedReport):
        return outcome
    get_transaction().write_on_commit = False  # type: ignore[union-attr]
    if isinstance(outcome, Crashed):
        if names_healing_error(outcome.error):
            raise Unsteady(f"{job.path}: {outcome.error}")
        get_run_logger().error("%s: internal error\n%s", job.path, outcome.trace)
        return Failed(name=SET_ASIDE, message=f"{name}: internal error ({outcome.error})", data=outcome)
    if outcome.code == "unreadable-file":
        raise Unsteady(f"{job.path}: {outcome.detail}")
    refusal = RefusedFile(outcome.code, outcome.file, outcome.detail)
    return Failed(name=SET_ASIDE, message=refusal.sentence, data=outcome)


@task(task_run_name="check {count} reports", cache_policy=NO_CACHE)
def check(outcomes: Sequence[Outcome], *, count: int) -> list[Outcome]:
    """Look once more at what came back from other processes and machines, before it is published."""
    checked: list[Outcome] = []
    for job, outcome in outcomes:
        try:
            if isinstance(outcome, PreparedReport):
                check_prepared(outcome)
        except DefectiveTables as defect:
            get_run_logger().error("%s: %s", job.path, defect)
            checked.append((job, Crashed(f"DefectiveTables: {defect}", str(defect))))
        else:
            checked.append((job, outcome))
    return checked


@task(task_run_name="publish {count} reports", cache_policy=NO_CACHE, retry_condition_fn=can_heal, **RETRIES)
def publish(
    plan: Plan, outcomes: Sequence[Outcome], *, count: int, prune: bool = False
) -> RunResult | State[Any]:
    """Publish and write down what was set aside: see `extract.run.steps.finish_run`."""
    logger = get_run_logger()
    try:
        return finish_run(plan, outcomes, clock=now, prune=prune, on_wait=logger.info)
    except OutputProblem as problem:
        return Failed(name=NOT_PUBLISHED, message=str(problem), data=problem)
