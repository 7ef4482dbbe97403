"""German names and meanings of tables, views, columns and values: for headers, notes and pages.

What the list does not know keeps its own name: a table or column added later is shown, not hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.base.shipped import shipped_yaml


@dataclass(frozen=True, slots=True)
class Named:
    """A name and what it means."""

    title: str
    meaning: str


@cache
def _lists() -> dict[str, dict[str, Any]]:
    return dict(shipped_yaml("extract.export", "german.yaml"))


def german_table(name: str) -> Named | None:
    """German title of a table or ready view, and what one row is or what it answers; None if unknown."""
    found = _lists()["tables"].get(name) or _lists()["views"].get(name)
    return None if found is None else Named(*found)


def german_column(table: str, column: str) -> Named | None:
    """German header of a column and what it means; None if unknown."""
    columns = _lists()["columns"]
    found = columns.get(f"{table}.{column}") or columns.get(column)
    return None if found is None else Named(*found)


def german_word(value: str) -> str | None:
    """A value of the data that is an English word, in German; None if it is none of these."""
    found = _lists()["words"].get(value)
    return None if found is None else str(found)


@cache
def _findings() -> dict[str, dict[str, Any]]:
    return dict(shipped_yaml("extract.export", "german_findings.yaml"))


def german_finding(code: str) -> Named | None:
    """German title and meaning of a kind of finding; None if unknown."""
    found = _findings().get(code)
    return None if found is None else Named(found["title"], found["meaning"])


def german_message(code: str, message: str) -> str:
    """What a finding says, in German.

    A sentence that no pattern knows is said by the meaning of its kind and by what it quotes.
    """
    for pattern, german in _patterns(code):
        if found := pattern.fullmatch(message):
            return german_quotes(_filled(german, found.groupdict()))
    known = german_finding(code)
    quoted = _QUOTED.findall(message)
    if known is None:
        return german_quotes(", ".join(f'"{text}"' for text in quoted)) or "–"
    return known.meaning + (f" („{'“, „'.join(quoted)}“)" if quoted else "")


def german_reasons(reasons: str) -> str:
    """The reasons of a grade ("code (number); …") with German names."""

    def named(match: re.Match[str]) -> str:
        known = german_finding(match["code"])
        return (known.title if known else match["code"]) + match["rest"]

    return re.sub(r"(?P<code>[a-z]+(?:-[a-z]+)+)(?P<rest> \(\d+\))", named, reasons)


def german_quotes(text: str) -> str:
    """A sentence with German quotation marks; a mark for inches or seconds is left alone."""
    return _QUOTED.sub(lambda match: f"„{match[1]}“", text)


_QUOTED = re.compile(r'"([^"]*)"')
_PLACE = re.compile(r"\{(?P<name>\w+)(?::(?P<kind>\w+))?\}")


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(_expression(english), re.DOTALL), german)
        for english, german in _findings().get(code, {}).get("messages", ())
    )


def _expression(english: str) -> str:
    """A regular expression in which each ``{name}`` takes any text."""
    parts, end = [], 0
    for place in _PLACE.finditer(english):
        parts += [re.escape(english[end : place.start()]), f"(?P<{place['name']}>.+?)"]
        end = place.end()
    return "".join(parts) + re.escape(english[end:])


def _filled(german: str, values: dict[str, str]) -> str:
    def value(place: re.Match[str]) -> str:
        text = values[place["name"]]
        match place["kind"]:
            case "number" | "numbers":
                text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
            case _:
                text = re.sub(r"\b(\d{4})-(\d{2})-(\d{2})\b", r"\3.\2.\1", text)
        return text

    return _PLACE.sub(value, german)
