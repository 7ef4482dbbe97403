"""Runs whose inbox or output is an object store: what is needed is fetched, the run is a local one.

The local copy lies in a working folder that may be kept between runs, so that only what changed is
fetched, or thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extract.base.settings import Settings
from extract.publish.bucket import Bucket, is_address, pull, push
from extract.publish.setaside import SetAside, read_set_aside, write_set_aside
from extract.run.steps import Clock, RunResult, run


def run_at(
    inputs: Sequence[str],
    *,
    output: str,
    settings: Settings,
    clock: Clock,
    work: Path | None = None,
    do: Callable[..., RunResult] = run,
    **options: Any,
) -> RunResult:
    """`extract.run.steps.run` for folders and for addresses like ``s3://bucket/folder``.

    Args:
        inputs: files, folders and addresses.
        output: a folder or an address.
        settings: as for `run`.
        clock: as for `run`.
        work: folder for the local copy; None for one that is removed afterwards.
        do: does the local run, called like `run`.
        options: as for `run`.

    Raises:
        extract.publish.problems.OutputProblem: the output cannot be written or is in use.
    """
    if not is_address(output) and not any(map(is_address, inputs)):
        return do(
            [Path(item) for item in inputs], output=Path(output), settings=settings, clock=clock, **options
        )
    if work is None:
        with TemporaryDirectory(prefix="fortschritt-") as folder:
            return _run_in(Path(folder), inputs, output, settings, clock, do, options)
    work.mkdir(parents=True, exist_ok=True)
    return _run_in(work, inputs, output, settings, clock, do, options)


def _run_in(
    work: Path,
    inputs: Sequence[str],
    output: str,
    settings: Settings,
    clock: Clock,
    do: Callable[..., RunResult],
    options: dict[str, Any],
) -> RunResult:
    if all(map(is_address, inputs)):
        # An object store shows an object when it is there as a whole.
        settings = settings.model_copy(update={"settle_seconds": 0.0})
    paths: list[Path] = []
    places: list[tuple[str, str]] = []
    for number, item in enumerate(inputs):
        if is_address(item):
            folder = work / f"inbox-{number}"
            paths.append(_fetch(Bucket(item), folder))
            places.append((str(folder), item.rstrip("/")))
        else:
            paths.append(Path(item))
    if not is_address(output):
        result = do(paths, output=Path(output), settings=settings, clock=clock, **options)
        set_aside = _renamed(result.set_aside, places, to_address=True)
        write_set_aside(Path(output), set_aside, missing=result.missing)
        return replace(result, set_aside=set_aside)
    bucket, local = Bucket(output), work / "output"
    head = pull(bucket, local, clock=clock)
    if local.is_dir():
        write_set_aside(local, _renamed(read_set_aside(local), places, to_address=False))
    result = do(paths, output=local, settings=settings, clock=clock, **options)
    set_aside = _renamed(result.set_aside, places, to_address=True)
    write_set_aside(local, set_aside, missing=result.missing)
    push(local, bucket, head, keep=settings.keep_snapshots)
    return replace(result, address=output, set_aside=set_aside)


def _fetch(bucket: Bucket, folder: Path) -> Path:
    """Copy the PDFs below an address; those that are no longer there are removed."""
    names = [name for name in bucket.names("") if name.lower().endswith(".pdf")]
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in names:
            path.unlink()
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bucket.read(name))
    return folder


def _renamed(
    items: Sequence[SetAside], places: Sequence[tuple[str, str]], *, to_address: bool
) -> tuple[SetAside, ...]:
    """Local names of fetched files as addresses, or the other way round."""

    def rename(text: str) -> str:
        for local, address in places:
            old, new = (local, address) if to_address else (address, local)
            text = text.replace(old, new)
        return text

    return tuple(replace(item, file=rename(item.file), sentence=rename(item.sentence)) for item in items)
