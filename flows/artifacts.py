"""What a run shows in Prefect: a summary, a table of findings, a link to the review pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import get_run_logger, task
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

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
"""Where the review pages lie in the output, unless the settings name an address."""


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


@task(task_run_name="show", cache_policy=NO_CACHE, **RETRIES)
def write_artifacts(text: str, findings: Sequence[FindingRow], *, review: str) -> None:
    """Write the three artifacts."""
    create_markdown_artifact(text, key=SUMMARY_KEY, description="What this run did")
    create_table_artifact(
        [row.shown() for row in findings],
        key=FINDINGS_KEY,
        description="Findings of the reports extracted in this run, the gravest first",
    )
    create_link_artifact(review, key=REVIEW_KEY, link_text="Review pages")


def show(result: RunResult, *, first: RunResult, settings: Settings) -> None:
    """Compare and write the artifacts. A run whose data is published does not fail for want of a summary.

    Args:
        result: the whole run.
        first: its first batch, which knows the publication before the run.
        settings: those in force.
    """
    logger = get_run_logger()
    previous = None if first.publication is None else first.publication.previous
    differences: tuple[Differences, ...] | None = ()
    if previous is not None and result.done:
        compared = compare(result, previous=previous, return_state=True)
        differences = compared.result() if compared.is_completed() else None
    rows = finding_rows(_editions_done(result))
    review = review_address(settings)
    text = summary(result, differences=differences or (), previous=previous, review=review)
    written = write_artifacts(text, rows, review=review, return_state=True)
    if differences is None or not written.is_completed():
        logger.warning("the data is published, but the summary of this run is not complete")


def review_address(settings: Settings) -> str:
    """The address of the review pages: of the settings, or the folder as ``file://``."""
    if settings.review_url is not None:
        return settings.review_url
    if is_address(settings.output):
        return f"{settings.output.rstrip('/')}/{_REVIEW_FOLDER}/index.html"
    return (Path(settings.output).absolute() / _REVIEW_FOLDER / "index.html").as_uri()


def _editions_done(result: RunResult) -> tuple[Edition, ...]:
    done = {one.report_id for one in result.done}
    if not done or result.manifest is None:
        return ()
    return read_editions(result.output, snapshot=result.manifest.snapshot, only=done)
