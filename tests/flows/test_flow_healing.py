"""What is tried again, and what is not."""

from __future__ import annotations

import errno

import pytest

pytest.importorskip("prefect")

from flows.healing import Unsteady, can_heal, may_heal, names_healing_error
from prefect.states import Failed

from extract.publish.problems import DamagedOutput, OutputBusy, OutputProblem, cannot_write


def caused(problem: Exception, cause: Exception) -> Exception:
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EIO, "Input/output error"),
        OSError(errno.ESTALE, "Stale file handle"),
        OutputBusy("another run is publishing"),
        ConnectionResetError(errno.ECONNRESET, "reset"),
        Unsteady("a.pdf: it cannot be opened"),
        caused(OutputProblem("cannot be written"), OSError(errno.ENOSPC, "No space left on device")),
    ],
)
def test_trouble_of_storage_and_network_may_pass(error: Exception) -> None:
    assert may_heal(error)
    assert can_heal(None, None, Failed(message="x", data=error))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a defect of ours"),
        PermissionError(errno.EACCES, "Permission denied"),
        FileNotFoundError(errno.ENOENT, "No such file"),
        DamagedOutput("the snapshot has no manifest"),
        cannot_write("output", OSError(errno.EROFS, "Read-only file system")),
    ],
)
def test_other_trouble_does_not(error: Exception) -> None:
    assert not may_heal(error)
    assert not can_heal(None, None, Failed(message="x", data=error))  # type: ignore[arg-type]


def test_a_state_without_an_error_is_not_tried_again() -> None:
    assert not can_heal(None, None, Failed(message="set aside", data="no error"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "healing"),
    [
        ("OSError: [Errno 5] Input/output error: 'a.pdf'", True),
        ("OSError: [Errno 116] Stale file handle", True),
        ("PermissionError: [Errno 13] Permission denied", False),
        ("KeyError: 'Errno 5'", False),
    ],
)
def test_an_error_known_by_its_words(text: str, healing: bool) -> None:
    assert names_healing_error(text) is healing
