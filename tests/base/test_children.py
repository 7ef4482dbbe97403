"""Processes of our own: what they execute, what they use, how they end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from extract.base.children import end_tree, how_it_ended, memory_in_use

ROOT = Path(__file__).parents[2]

_SHADOWS = (
    "numpy",
    "extract",
    "yaml",
    "pyarrow",
    "psutil",
    "random",
    "logging",
    "pdfplumber",
    "sitecustomize",
)
_SHADOW = "import pathlib\npathlib.Path('executed-{name}').touch()\nraise SystemExit('executed')\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_of_the_working_folder_are_not_executed(tmp_path: Path, jobs: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    for name in _SHADOWS:
        (work / f"{name}.py").write_text(_SHADOW.format(name=name))
    (sample,) = (ROOT / "raw_pdfs").glob("*.pdf")
    script = Path(sys.executable).parent / "fortschritt"
    done = subprocess.run(
        [script, "run", sample, "--output", tmp_path / "output", "--quiet", "--jobs", jobs],
        cwd=work,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in work.iterdir()) == sorted(f"{name}.py" for name in _SHADOWS)


def test_the_working_folder_is_no_place_for_modules_even_where_the_parent_runs_by_m(tmp_path: Path) -> None:
    (tmp_path / "psutil.py").write_text("")  # the parent does not get far with it, so it is asked directly
    code = (
        "import runpy, sys; sys.argv = ['x']; "
        "from extract.base.children import safe_path; import os; print(os.getcwd() in safe_path())"
    )
    (tmp_path / "asking.py").write_text(code)
    (tmp_path / "psutil.py").unlink()
    # The command line, which other tests call in this process, sets a variable that hides the folder anyway.
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    done = subprocess.run(
        [sys.executable, "-m", "asking"], cwd=tmp_path, env=plain, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.fixture
def tree() -> subprocess.Popen[bytes]:
    inner = "import time; time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    process = subprocess.Popen([sys.executable, "-c", code])
    deadline = time.monotonic() + 20
    while not psutil.Process(process.pid).children() and time.monotonic() < deadline:
        time.sleep(0.02)
    return process


def test_a_process_ends_with_all_it_started(tree: subprocess.Popen[bytes]) -> None:
    (child,) = psutil.Process(tree.pid).children()
    end_tree(tree)
    assert tree.poll() is not None
    psutil.wait_procs([child], timeout=10)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_memory_of_a_process_and_of_what_it_started(tree: subprocess.Popen[bytes]) -> None:
    alone = memory_in_use(tree.pid, with_children=False)
    assert 1_000_000 < alone < memory_in_use(tree.pid, with_children=True)
    end_tree(tree)
    assert memory_in_use(tree.pid, with_children=True) == 0


@pytest.mark.skipif(os.name == "nt", reason="signals have names elsewhere")
def test_how_a_process_ended() -> None:
    assert how_it_ended(-9) == "SIGKILL"
    assert how_it_ended(-250) == "exit code -250"
    assert how_it_ended(3) == "exit code 3"


_DIVIDES = """
import os, sys, threading, time
from extract.base.children import end_tree, how_it_ended, may_fork, start_child

child, channel = start_child("parlour", "Linden")
print(type(child).__name__, channel.recv(), child.poll())
channel.send("stay")
print(channel.recv() != os.getpid(), channel.recv())
end_tree(child)
print(how_it_ended(child.wait()))

for how in ("leave", "fail", "die"):
    child, channel = start_child("parlour", "Linden")
    channel.recv()
    channel.send(how)
    print(how_it_ended(child.wait()))

one, first = start_child("parlour", "one")
two, second = start_child("parlour", "two", own_session=True)
print(first.recv(), second.recv(), os.getsid(one.pid) == os.getsid(0), os.getsid(two.pid) == two.pid)
first.close()
print(how_it_ended(one.wait()))
second.close()
print(how_it_ended(two.wait()))

threading.Thread(target=time.sleep, args=(2,), daemon=True).start()
print(may_fork())
"""

_PARLOUR = """
import os, sys
from extract.base.children import connection_of

print("not for the parent's output")

def serve(handle, name):
    channel = connection_of(handle)
    channel.send(name)
    try:
        how = channel.recv()
    except EOFError:
        return
    if how == "fail":
        raise RuntimeError("the tea is cold")
    if how == "die":
        os.abort()
    if how == "stay":
        channel.send(os.getpid())
        open_ones = {int(name) for name in os.listdir("/proc/self/fd")} - {0, 1, 2, int(handle)}
        channel.send(len(open_ones) == 1)  # that of the listing itself
        channel.recv()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each child is a program started anew")
def test_a_process_that_has_just_begun_divides_in_two(tmp_path: Path) -> None:
    (tmp_path / "parlour.py").write_text(_PARLOUR)
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", _DIVIDES],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == [
        "_Forked Linden None",
        "True True",
        "SIGKILL",
        "exit code 0",
        "exit code 1",
        "SIGABRT",
        "one two True True",
        "exit code 0",
        "exit code 0",
        "False",
    ]
    assert "the tea is cold" in done.stderr
