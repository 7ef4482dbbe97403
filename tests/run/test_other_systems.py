"""What other systems have not: modules, links, names. The real ones are beyond these tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from tests.publish.states import Clock, prepared

from extract.publish.bucket import data_name
from extract.publish.manifest import FileEntry, entry_path
from extract.publish.publication import publish, rollback
from extract.publish.reading import read_table
from extract.publish.snapshots import current_snapshot, snapshot_name
from extract.reports.names.keys import file_report_id
from extract.review.amend.files import correction_path
from extract.tables.contract import TABLES

ROOT = Path(__file__).parents[2]

HIDDEN = """\
import builtins, os, pathlib
found = builtins.__import__
HIDDEN = {"fcntl", "resource", "pwd", "grp", "termios", "posix"}

def hiding(name, globals=None, locals=None, fromlist=(), level=0):
    asking = (globals or {}).get("__name__") or ""
    if level == 0 and name in HIDDEN and asking.split(".")[0] in ("extract", "flows", "__main__"):
        raise ModuleNotFoundError(f"no module {name}", name=name)
    return found(name, globals, locals, fromlist, level)

builtins.__import__ = hiding
for name in ("sync", "killpg", "getpgid", "fork"):
    if hasattr(os, name):
        delattr(os, name)

def no_link(self, *arguments, **options):
    raise OSError(1, "A required privilege is not held by the client")

pathlib.Path.symlink_to = no_link
"""

EVERY_MODULE = """\
import importlib, pkgutil, extract
for module in pkgutil.walk_packages(extract.__path__, "extract."):
    importlib.import_module(module.name)
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """Variables for a Python that has only what all systems have."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(HIDDEN)
    path = os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)])
    return dict(os.environ) | {"PYTHONPATH": path, "USER": "user"}


def test_every_module_can_be_imported(elsewhere: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", EVERY_MODULE], env=elsewhere, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.timeout(200)
def test_the_sample_is_read_and_published(elsewhere: dict[str, str], tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = [sys.executable, "-m", "extract.cli", "run", str(ROOT / "raw_pdfs"), "--output", str(output)]
    for reports in (1, 1):
        done = subprocess.run(command, env=elsewhere, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert len(list((output / "tables" / "projects").glob("report_id=*/*.parquet"))) == reports
    assert (output / "current").read_text().startswith("snapshots/000001-")
    assert read_table(output, "projects").num_rows > 0


def test_publications_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.publish.disk.Disk.links_work", lambda self, folder: False)
    clock = Clock()
    publish([prepared(year=2022), prepared(year=2023)], tmp_path, clock=clock)
    first = current_snapshot(tmp_path)
    publish([prepared(year=2023, projects=5)], tmp_path, clock=clock, remove=["seenland-2022"])
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    assert mirrored(tmp_path) == {"seenland-2023"}
    assert read_table(tmp_path, "projects").num_rows == 5
    assert '"snapshot": "000002-' in (tmp_path / "current.json").read_text()
    rollback(tmp_path, str(first), clock=clock)
    assert mirrored(tmp_path) == {"seenland-2022", "seenland-2023"}
    assert read_table(tmp_path, "projects").num_rows == 6


def mirrored(output: Path) -> set[str]:
    """Editions in the folder that readers look at; each has every table."""
    found = [path.parent.name.removeprefix("report_id=") for path in (output / "tables").rglob("*.parquet")]
    assert len(found) == len(set(found)) * len(TABLES)
    return set(found)


@pytest.mark.parametrize(
    "name",
    [
        "con.pdf",
        "NUL.PDF",
        "com1.pdf",
        "Lpt9.pdf",
        "Bericht: Stand 12:30 Uhr?.pdf",
        "C:\\Berichte\\aux.pdf",
        'a"b<c>|d*.pdf',
        "Bericht. .pdf",
        "...pdf",
        "Bericht " * 40 + ".pdf",
        "Möhrental" * 40 + ".pdf",
    ],
)
def test_names_of_files_that_windows_takes(name: str) -> None:
    report_id = file_report_id(name, edition=None)
    snapshot = Path("output", "snapshots", ".new-" + snapshot_name(12, Clock()()))
    entry = FileEntry("x", 1, 1, "0" * 64, "0" * 64)
    for path in (
        snapshot / entry_path(report_id),
        *(snapshot / "tables" / table / f"report_id={report_id}" / "part-0.parquet" for table in TABLES),
        correction_path(Path("corrections"), report_id),
        Path(data_name("projects", report_id, entry)),
    ):
        taken_by_windows(PureWindowsPath("C:/Users/sachbearbeitung/Documents/Berichte", *path.parts))


def taken_by_windows(path: PureWindowsPath) -> None:
    assert not path.is_reserved()
    assert len(str(path)) < 260
    for part in path.parts[1:]:
        assert not PureWindowsPath(part).is_reserved()
        assert not set(part) & set('<>:"/\\|?*')
        assert part == part.rstrip(". ")
