"""The process is killed, the disk fills up, writing is forbidden – at every single step of a publication."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publish.states import Clock, left_over, prepared, seen

from extract.publish.disk import Disk
from extract.publish.problems import OutputProblem
from extract.publish.publication import publish, rollback
from extract.publish.setaside import SetAside, read_set_aside, write_set_aside

Scenario = Callable[[Path, Disk], object]

OLD = [prepared(year=2023, projects=2), prepared(year=2024, projects=3)]
NEW = [prepared(year=2024, projects=5), prepared(year=2025, projects=1)]
STAYING = [prepared(year=year, projects=1) for year in range(2016, 2022)]
STAYING_STATE = {report.report_id: 1 for report in STAYING}
OLD_STATE = {"seenland-2023": 2, "seenland-2024": 3}
NEW_STATE = {"seenland-2023": 2, "seenland-2024": 5, "seenland-2025": 1}


def into_empty(output: Path, disk: Disk) -> object:
    return publish(NEW, output, clock=Clock(), disk=disk)


def over_old(output: Path, disk: Disk) -> object:
    return publish(NEW, output, clock=Clock(), disk=disk, keep=1)


def over_full_history(output: Path, disk: Disk) -> object:
    return publish(NEW, output, clock=Clock(), disk=disk, keep=2)


def back_to_first(output: Path, disk: Disk) -> object:
    return rollback(output, "1", clock=Clock(), disk=disk)


def prepare_nothing(output: Path) -> None:
    output.mkdir()


def prepare_old(output: Path) -> None:
    publish(OLD, output, clock=Clock())


def prepare_two(output: Path) -> None:
    publish(OLD, output, clock=Clock())
    publish(NEW, output, clock=Clock())


def prepare_full_history(output: Path) -> None:
    """The older of two snapshots goes next, and most of what it holds stays."""
    publish([*STAYING, prepared(year=2023, projects=1)], output, clock=Clock())
    publish(OLD, output, clock=Clock())


KINDS = {
    "fsync",
    "fsync-folder",
    "mkdir",
    "open",
    "read",
    "rename",
    "switch",
    "symlink",
    "write",
    "write-rest",
}

SCENARIOS = {
    "first publication": (prepare_nothing, into_empty, {}, {"seenland-2024": 5, "seenland-2025": 1}),
    "one replaced, one new, old snapshot dropped": (prepare_old, over_old, OLD_STATE, NEW_STATE),
    "made of the snapshot that goes": (
        prepare_full_history,
        over_full_history,
        STAYING_STATE | OLD_STATE,
        STAYING_STATE | NEW_STATE,
    ),
    "rollback": (prepare_two, back_to_first, NEW_STATE, OLD_STATE),
}


def steps_of(act: Scenario, output: Path) -> list[str]:
    steps: list[str] = []
    act(output, Disk(before=lambda step, path: steps.append(step)))
    return steps


def in_child(action: Callable[[], object]) -> int:
    """Do something in a process of its own; its wait status."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            action()
            status = 0
        except OutputProblem:
            status = 3
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


def at_step(number: int, action: Callable[[Path], None]) -> Disk:
    """A disk on which something happens before the step of that number (from 0)."""
    count = -1

    def before(step: str, path: Path) -> None:
        nonlocal count
        count += 1
        if count == number:
            action(path)

    return Disk(before=before)


def kill_self(path: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 12])
@pytest.mark.parametrize("name", SCENARIOS)
def test_killed_at_any_step(quick_path: Path, name: str, every: int) -> None:
    before, act, old, new = SCENARIOS[name]
    trial = quick_path / "trial"
    before(trial)
    steps = steps_of(act, trial)
    assert seen(trial) == new
    if name != "rollback":
        assert set(steps) >= KINDS
        assert len(steps) >= 40
    # The last steps, around the switch, are tried one by one in any case.
    numbers = [number for number in range(len(steps)) if number % every == 0 or number > len(steps) - 10]
    switched = []
    for number in numbers:
        output = quick_path / f"killed-{number}"
        before(output)
        status = in_child(lambda output=output, number=number: act(output, at_step(number, kill_self)))
        assert os.WIFSIGNALED(status), f"step {number} ({steps[number]}) was not reached"
        state = seen(output)
        assert state in (old, new), f"killed at step {number} ({steps[number]})"
        switched.append(state == new)
        act(output, Disk())
        assert seen(output) == new
        assert not left_over(output)
    # The switch is one step: the old state before it, the new one ever after.
    assert switched == sorted(switched)
    assert switched[0] is (old == new)
    print(f"{name}: {len(numbers)} of {len(steps)} steps tried, no damage")


@pytest.mark.parametrize(
    ("code", "every"),
    [
        pytest.param(errno.ENOSPC, 3, marks=pytest.mark.slow),
        (errno.ENOSPC, 23),
        (errno.EROFS, 29),
        (errno.EIO, 31),
    ],
)
@pytest.mark.parametrize("name", SCENARIOS)
def test_writing_fails_at_any_step(quick_path: Path, name: str, code: int, every: int) -> None:
    before, act, old, new = SCENARIOS[name]
    trial = quick_path / "trial"
    before(trial)
    steps = steps_of(act, trial)

    def fail(path: Path) -> None:
        raise OSError(code, os.strerror(code), str(path))

    for number in range(0, len(steps), every):
        output = quick_path / f"failed-{number}"
        before(output)
        problem = None
        try:
            act(output, at_step(number, fail))
        except OutputProblem as raised:
            problem = str(raised)
        # A link that fails is made by copying; what fails after the switch changes nothing.
        assert seen(output) == (new if problem is None else old), f"step {number} ({steps[number]})"
        assert problem is None or (str(output) in problem and "unchanged" in problem)
        act(output, Disk())
        assert seen(output) == new
        assert not left_over(output)


def test_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    def full(step: str, path: Path) -> None:
        if step == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with pytest.raises(OutputProblem) as problem:
        publish(NEW, tmp_path, clock=Clock(), disk=Disk(before=full))
    assert str(problem.value) == (
        f"{tmp_path}: the results cannot be written: the disk is full. Free some space and run again; "
        "what was published before is unchanged."
    )


def test_folder_without_permission(tmp_path: Path) -> None:
    """Tried as another user where the tests run as root, who may write everywhere."""
    prepare_old(tmp_path / "out")
    tmp_path.chmod(0o755)
    output = tmp_path / "out"
    output.chmod(0o555)

    def as_nobody() -> None:
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        publish(NEW, output, clock=Clock())

    status = in_child(as_nobody)
    output.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 3
    assert seen(output) == OLD_STATE


def test_file_in_place_of_the_output_folder(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.write_text("a file")
    with pytest.raises(OutputProblem, match="Choose another folder with --output"):
        publish(NEW, output, clock=Clock())
    assert output.read_text() == "a file"


def test_list_of_files_set_aside_is_old_or_new_at_any_step(tmp_path: Path) -> None:
    old = (SetAside(file="a.pdf", code="no-text", sentence="a.pdf: no text."),)
    new = (*old, SetAside(file="b.pdf", code="damaged", sentence="b.pdf: damaged."))
    steps: list[str] = []
    write_set_aside(tmp_path, new, disk=Disk(before=lambda step, path: steps.append(step)))
    assert len(steps) >= 10
    for number in range(len(steps)):
        output = tmp_path / str(number)
        output.mkdir()
        write_set_aside(output, old)
        in_child(
            lambda output=output, number=number: write_set_aside(output, new, disk=at_step(number, kill_self))
        )
        assert read_set_aside(output) in (old, new)
        write_set_aside(output, new)
        assert read_set_aside(output) == new
        assert "b.pdf: damaged." in (output / "set_aside.md").read_text()
