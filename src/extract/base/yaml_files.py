"""YAML that people write, read so that no file can bring the process down or keep it busy.

The library builds a document by calling itself for each level: a few thousand brackets end the process. So a
document is looked through event by event before it is built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from extract.base.shipped import YAML_LOADER

_DEEPEST = 50
"""Levels of lists and groups; what people write has about six."""
_MOST_BYTES = 20_000_000
_MOST_VALUES = 2_000_000
"""Values when each reference (``*name``) is counted as often as it stands for something."""


class BadYaml(ValueError):
    """What cannot be read, and why: ``str()`` is a clause for people, with the line where there is one."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason if line is None else f"line {line}: {reason}")


def read_text(path: Path) -> str:
    """The text of a YAML file.

    Raises:
        FileNotFoundError: there is none.
        BadYaml: it cannot be read, is no text, or is too large.
    """
    try:
        if path.exists() and not path.is_file():
            raise BadYaml("it is no file")
        if path.stat().st_size > _MOST_BYTES:
            raise BadYaml(f"it is larger than {_MOST_BYTES // 1_000_000} MB")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BadYaml(f"it cannot be read ({(error.strerror or str(error)).lower()})") from error
    except UnicodeDecodeError as error:
        raise BadYaml("it is no text in UTF-8") from error


def parse(text: str) -> Any:
    """The data of a YAML text.

    Raises:
        BadYaml: it is none, or one that nobody would write.
    """
    check(text)
    try:
        return yaml.load(text, Loader=YAML_LOADER)
    except yaml.YAMLError as error:
        raise _told(error) from error
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        # Dates such as 2024-13-01, and numbers of thousands of digits.
        raise BadYaml(f"a value cannot be read ({error})") from error


def check(text: str) -> None:
    """Raise `BadYaml` unless the text is well-formed and of a depth and size that people write."""
    sizes: dict[str, int | None] = {}
    open_: list[tuple[str | None, int]] = []
    total = 0
    try:
        for event in yaml.parse(text, Loader=YAML_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                if len(open_) >= _DEEPEST:
                    raise BadYaml(f"more than {_DEEPEST} lists and groups in one another", line=_line(event))
                if event.anchor is not None:
                    sizes[event.anchor] = None
                open_.append((event.anchor, total))
                total += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, before = open_.pop()
                if anchor is not None:
                    sizes[anchor] = total - before
            elif isinstance(event, yaml.ScalarEvent):
                total += 1
                if event.anchor is not None:
                    sizes[event.anchor] = 1
            elif isinstance(event, yaml.AliasEvent):
                size = sizes.get(str(event.anchor), 1)
                if size is None:
                    raise BadYaml(f"*{event.anchor} stands within itself", line=_line(event))
                total += size
            if total > _MOST_VALUES:
                raise BadYaml(f"more than {_MOST_VALUES} values", line=_line(event))
    except yaml.YAMLError as error:
        raise _told(error) from error


def _line(event: yaml.Event) -> int | None:
    mark = event.start_mark
    return None if mark is None else int(mark.line) + 1


def _told(error: yaml.YAMLError) -> BadYaml:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return BadYaml(
            f"not valid YAML: {error.problem or error.context}", line=None if mark is None else mark.line + 1
        )
    return BadYaml(f"not valid YAML: {' '.join(str(error).split())}")
