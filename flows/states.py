"""The final state of a run: what whoever is on duty sees first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from extract.publish.setaside import SetAside
from extract.run.steps import RunResult

FILES_SET_ASIDE, NOTHING_PUBLISHED = "FilesSetAside", "NothingPublished"

_NAMED = 10
"""Files that a message names."""

_EMPTY = "no-pdf"


def final_state(result: RunResult) -> State[Any]:
    """Completed; failed where files were set aside or nothing could be published.

    Completed runs are green whatever their name, and nobody looks at a green list. The name says which it is:
    with ``FilesSetAside`` everything else is published.
    """
    message = _done(result)
    troubles = [item for item in result.set_aside if item.code != _EMPTY]
    if not troubles:
        empty = " The inbox is empty." if result.set_aside else ""
        return Completed(message=message + empty, data=result)
    message += f" {files_named(troubles)}"
    if result.exit_code == 2:
        return Failed(name=NOTHING_PUBLISHED, message=message, data=result)
    return Failed(name=FILES_SET_ASIDE, message=message, data=result)


def refused_state(message: str) -> State[Any]:
    """Failed, with the sentence of what stopped the run."""
    return Failed(name=NOTHING_PUBLISHED, message=message)


def files_named(items: list[SetAside]) -> str:
    """``2 files set aside: a.pdf (damaged), b.pdf (no-text).``"""
    names = ", ".join(f"{Path(item.file).name} ({item.code})" for item in items[:_NAMED])
    more = f" and {len(items) - _NAMED} more" if len(items) > _NAMED else ""
    noun = "file" if len(items) == 1 else "files"
    return f"{len(items)} {noun} set aside: {names}{more}."


def _done(result: RunResult) -> str:
    new, same = len(result.done), len(result.unchanged) + len(result.withdrawn)
    snapshot = "nothing is published" if result.manifest is None else f"snapshot {result.manifest.snapshot}"
    return f"{new} extracted, {same} unchanged; {snapshot}."
