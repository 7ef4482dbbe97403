"""The status that a cell or a line of a sheet states in words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from extract.base.shipped import shipped_yaml
from extract.reports.report import Status


@cache
def status_rules() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    """The shipped rules in order: status and the words that say it."""
    raw = cast("list[dict[str, Any]]", shipped_yaml("extract.reports.names", "status.yaml"))
    return tuple(
        (rule["status"], re.compile(rf"(?<!\w)(?:{rule['pattern']})(?!\w)", re.IGNORECASE)) for rule in raw
    )


def stated_status(text: str) -> Status:
    """What a stated status says; ``unknown`` for words that no rule knows.

    Args:
        text: the value below a label such as "Umsetzungsstand", where the first rule that fits decides.
    """
    return next((status for status, pattern in status_rules() if pattern.search(text)), "unknown")
