"""Files set aside, with the reason: ``set_aside.json`` for programs, ``set_aside.md`` for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from extract.publish.disk import Disk
from extract.publish.problems import cannot_write

_JSON, _MARKDOWN = "set_aside.json", "set_aside.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One file that was not extracted."""

    file: str
    """As the user named it."""
    code: str
    """Key of `extract.codes.REFUSALS`."""
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


def write_set_aside(output: Path, items: Sequence[SetAside], *, disk: Disk | None = None) -> bool:
    """Write both files if they changed. Returns whether they did.

    Raises:
        OutputProblem: they cannot be written.
    """
    disk = disk or Disk()
    listed = json.dumps({"files": [asdict(item) for item in items]}, ensure_ascii=False, indent=1) + "\n"
    changed = False
    try:
        for name, text in ((_MARKDOWN, _readable(items)), (_JSON, listed)):
            path = output / name
            content = text.encode()
            if not path.is_file() or path.read_bytes() != content:
                disk.write_atomically(path, content)
                changed = True
    except OSError as error:
        raise cannot_write(output, error) from error
    return changed


def _readable(items: Sequence[SetAside]) -> str:
    if not items:
        return "# Files set aside\n\nNone: the last run read every file.\n"
    lines = ["# Files set aside", "", "The last run did not read these files.", ""]
    for item in items:
        lines.append(f"- `{item.code}` {item.sentence}")
    return "\n".join(lines) + "\n"
