"""What a run shows in Prefect: a summary, a table of findings, a link to the review pages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from prefect import get_run_logger, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from extract.base.children import safe_path
from extract.base.settings import Settings
from extract.publish.bucket import is_address
from extract.publish.problems import OutputProblem
from extract.review.differences import compare_all
from extract.review.editions import Edition, read_editions
from extract.review.records import Differences
from extract.run.steps import RunResult
from flows.healing import RETRIES
from flows.summary import FindingRow, finding_rows, summary

SUMMARY_KEY, FINDINGS_KEY, REVIEW_KEY = "ingest-summary", "ingest-findings", "review-pages"

_REVIEW_FOLDER = "review"
"""Where the review pages lie in the output."""
_REVIEW_SECONDS = 3_600
"""How long writing them may take."""


@task(task_run_name="compare with {previous}", cache_policy=NO_CACHE)
def compare(result: RunResult, *, previous: str) -> tuple[Differences, ...]:
    """What changed in the reports of this run since the publication before. Empty if that is not kept."""
    publication = result.publication
    if publication is None or not publication.changed or result.manifest is None:
        return ()
    replaced = set(result.manifest.reports) & {done.report_id for done in result.done}
    try:
        before = read_editions(result.output, snapshot=previous, only=replaced)
    except OutputProblem as problem:
        get_run_logger().warning("nothing to compare with: %s", problem)
        return ()
    both = {edition.report_id for edition in before}
    after = read_editions(result.output, snapshot=result.manifest.snapshot, only=both)
    return tuple(one for one in compare_all(before, after) if one.changes)


@task(task_run_name="write review pages", cache_policy=NO_CACHE)
def write_review(inputs: Sequence[Path], *, output: Path, settings: Settings) -> None:
    """Write the review pages in a process of its own: they show pictures of pages that anybody made.

    Raises:
        RuntimeError: they could not be written; the message says why.
    """
    inbox = [option for path in inputs for option in ("--input", str(path))]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "extract.cli", "review", "--output", str(output), *inbox],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(safe_path())}
        | ({} if settings.password is None else {"FORTSCHRITT_PASSWORD": settings.password}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_REVIEW_SECONDS,
    )
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip() or "no reason given").splitlines()[-1])


@task(task_run_name="show", cache_policy=NO_CACHE, **RETRIES)
def write_artifacts(text: str, findings: Sequence[FindingRow], *, review: str | None) -> None:
    """Write the artifacts; without review pages there is no link to them."""
    create_markdown_artifact(text, key=SUMMARY_KEY, description="What this run did")
    create_table_artifact(
        [row.shown() for row in findings],
        key=FINDINGS_KEY,
        description="Findings of the reports extracted in this run, the gravest first",
    )
    if review is not None:
        create_link_artifact(review, key=REVIEW_KEY, link_text="Review pages")


def show(result: RunResult, *, first: RunResult, settings: Settings, inputs: Sequence[Path]) -> None:
    """Compare and write the artifacts. A run whose data is published does not fail for want of a summary.

    Args:
        result: the whole run.
        first: its first batch, which knows the publication before the run.
        settings: those in force.
        inputs: folders and files with the reports.
    """
    logger = get_run_logger()
    previous = None if first.publication is None else first.publication.previous
    differences: tuple[Differences, ...] | None = ()
    if previous is not None and result.done:
        compared = compare(result, previous=previous, return_state=True)
        differences = compared.result() if compared.is_completed() else None
    rows = finding_rows(_editions_done(result))
    review = _review(result, settings, inputs)
    text = summary(result, differences=differences or (), previous=previous, review=review)
    written = write_artifacts(text, rows, review=review, return_state=True)
    if differences is None or not written.is_completed():
        logger.warning("the data is published, but the summary of this run is not complete")


def _review(result: RunResult, settings: Settings, inputs: Sequence[Path]) -> str | None:
    """Write the review pages if the tables are new, and give their address; None if there are none."""
    if is_address(settings.output) or result.manifest is None:
        return settings.review_url
    index = Path(settings.output).absolute() / _REVIEW_FOLDER / "index.html"
    new = result.publication is not None and result.publication.changed
    if settings.review_pages and (new or not index.is_file()):
        written = write_review(inputs, output=result.output, settings=settings, return_state=True)
        if not written.is_completed():
            get_run_logger().warning("the review pages were not written: %s", written.message)
            return None
    if not index.is_file():
        return None
    return review_address(settings, index)


def review_address(settings: Settings, index: Path) -> str:
    """The address of the review pages: of the settings, or the file itself."""
    return settings.review_url or index.as_uri()


def _editions_done(result: RunResult) -> tuple[Edition, ...]:
    done = {one.report_id for one in result.done}
    if not done or result.manifest is None:
        return ()
    return read_editions(result.output, snapshot=result.manifest.snapshot, only=done)
