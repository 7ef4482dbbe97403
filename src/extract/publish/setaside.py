"""Files set aside, with the reason: ``set_aside.json`` for programs, ``set_aside.md`` for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from extract.publish.disk import Disk
from extract.publish.lock import locked
from extract.publish.problems import cannot_write

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


def read_set_aside(output: Path) -> tuple[SetAside, ...]:
    """What the last run set aside; empty if there was none."""
    path = output / _JSON
    if not path.is_file():
        return ()
    return tuple(SetAside(**item) for item in json.loads(path.read_bytes())["files"])


def write_set_aside(
    output: Path, items: Sequence[SetAside], *, lock_seconds: float = 600, disk: Disk | None = None
) -> bool:
    """Write both files if they changed. Returns whether they did.

    Raises:
        OutputProblem: they cannot be written, or another run held the output longer than ``lock_seconds``.
    """
    disk = disk or Disk()
    listed = json.dumps({"files": [asdict(item) for item in items]}, ensure_ascii=False, indent=1) + "\n"
    contents = {output / _MARKDOWN: _readable(items).encode(), output / _JSON: listed.encode()}
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


def _readable(items: Sequence[SetAside]) -> str:
    if not items:
        return "# Files set aside\n\nNone: the last run read every file.\n"
    lines = ["# Files set aside", "", "The last run did not read these files.", ""]
    for item in items:
        # Names of files may hold what a reader of Markdown takes for HTML.
        lines.append(f"- `{item.code}` {escape(item.sentence, quote=False)}")
    return "\n".join(lines) + "\n"
