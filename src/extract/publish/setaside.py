"""Files set aside, with the reason: ``set_aside.json`` for programs, ``set_aside.md`` for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from extract.base.names import printable
from extract.publish.disk import Disk
from extract.publish.lock import locked
from extract.publish.problems import cannot_write

_ALL_READ = "None: the last run read every file."
_JSON, _MARKDOWN = "set_aside.json", "set_aside.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One file that was not extracted."""

    file: str
    """As the user named it."""
    code: str
    """Key of `extract.base.codes.REFUSALS`."""
    sentence: str
    """What is wrong and what to do."""
    sha256: str | None = None
    """Of the file, where it could be read."""
    extraction_key: str | None = None
    """With what it was tried; an unchanged file is not tried again with the same."""
    report_id: str | None = None
    """The edition it holds, where that is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A published report whose file no longer lies in the inbox."""

    report_id: str
    file: str
    """Name of the file that it was read from."""

    @property
    def sentence(self) -> str:
        """What is missing, and what becomes of it."""
        name = printable(self.file)
        return f"{self.report_id}: {name} is no longer in the inbox; its data stay, --prune removes them."


def read_set_aside(output: Path) -> tuple[SetAside, ...]:
    """What the last run set aside; empty if there was none."""
    path = output / _JSON
    if not path.is_file():
        return ()
    return tuple(SetAside(**item) for item in json.loads(path.read_bytes())["files"])


def write_set_aside(
    output: Path,
    items: Sequence[SetAside],
    *,
    missing: Sequence[Missing] = (),
    lock_seconds: float = 600,
    disk: Disk | None = None,
) -> bool:
    """Write both files if they changed. Returns whether they did.

    Args:
        output: the output folder.
        items: files that were not read.
        missing: published reports whose file is gone.
        lock_seconds: how long to wait for another run, in seconds.
        disk: steps on the file system.

    Raises:
        OutputProblem: they cannot be written, or another run held the output longer than ``lock_seconds``.
    """
    disk = disk or Disk()
    told = {"files": [asdict(item) for item in items], "missing": [asdict(item) for item in missing]}
    listed = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    contents = {output / _MARKDOWN: _readable(items, missing).encode(), output / _JSON: listed.encode()}
    try:
        if not any(_differs(path, content) for path, content in contents.items()):
            return False
        # Under the lock: another run that publishes would take a half-written file for a left-over.
        with locked(output, seconds=lock_seconds):
            for path, content in contents.items():
                if _differs(path, content):
                    disk.write_atomically(path, content)
    except OSError as error:
        raise cannot_write(output, error) from error
    return True


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content


def _readable(items: Sequence[SetAside], missing: Sequence[Missing]) -> str:
    lines = ["# Files set aside", ""]
    lines += ["The last run did not read these files.", ""] if items else [_ALL_READ]
    # Names of files may hold what a reader of Markdown takes for HTML.
    lines += [f"- `{item.code}` {escape(item.sentence, quote=False)}" for item in items]
    if missing:
        lines += ["", "# No longer in the inbox", ""]
        lines += [f"- {escape(item.sentence, quote=False)}" for item in missing]
    return "\n".join(lines) + "\n"
