"""Runs of the flow and of the command, each in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from extract.publish.snapshots import current_folder, read_entry, read_manifest

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "raw_pdfs").glob("*.pdf"))


def start(*arguments: str, home: Path, **environment: str) -> subprocess.Popen[str]:
    """``fortschritt`` with these arguments, with a Prefect of its own in ``home``."""
    variables = {
        name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "FORTSCHRITT_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "extract.cli", *arguments],
        cwd=ROOT,
        env=variables | {"PREFECT_HOME": str(home)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str], *, seconds: float = 150) -> tuple[int, str, str]:
    """Exit code and what was printed."""
    try:
        printed, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, printed, said


def copy_samples(folder: Path, *, broken: bool = False) -> Path:
    """An inbox with the sample reports."""
    folder.mkdir()
    for path in SAMPLES:
        shutil.copy(path, folder)
    if broken:
        (folder / "broken.pdf").write_bytes(SAMPLES[0].read_bytes()[:4000])
    return folder


def files_of(output: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of each file: what was not written again keeps both."""
    return {
        str(path.relative_to(output)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def data_of(output: Path) -> dict[tuple[str, str], tuple[str, bytes]]:
    """Hash of the data of each table of each report, and its bytes where these do not name run and time."""
    folder = current_folder(output)
    assert folder is not None
    data = {}
    for report_id in read_manifest(folder).reports:
        for table, file in read_entry(folder, report_id).files.items():
            content = b"" if table == "reports" else (folder / file.path).read_bytes()
            data[report_id, table] = (file.data_sha256, content)
    return data
