"""German dates and amounts against their own corpora or other sentences: precision, recall, F1, and speed.

``python benchmarks/german_bench.py [--seconds 1.0] [--peers/--no-peers]`` prints one table for dates and one
for amounts, by class, beside a plain regular expression and the other libraries that are installed
(`german_peers`). A find counts when it overlaps the marked surface and has the same value; dates without a
known year and enumerations count like any other. ``--first-day`` compares the first day of a date only, which
is fairer to libraries that name one moment. Speed is processor time on the running text.

``--sentences FILE`` takes sentences of other origin in place of the corpora: JSON lines with ``text``,
``reference_year``, ``dates`` (``surface``, ``nth``, ``from``, ``to``) and ``amounts`` (``surface``, ``nth``,
``value``, ``value_to``). Items marked ``name``, ``optional``, ``note`` or ``year_unknown`` are neither
required nor wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from extract.german.amounts import AmountContext, find_amounts
from extract.german.dates import find_dates, finding
from extract.german.records import DateContext
from german_peers import Find, Finder, amount_finders, date_finders, plain_amounts, plain_dates


@dataclass(frozen=True, slots=True)
class Example:
    """One text with what is to be found in it; counter-examples have nothing."""

    kind: str
    text: str
    context: DateContext
    wanted: tuple[Find, ...]
    neutral: tuple[Find, ...] = ()
    """Neither required nor wrong."""


@dataclass(slots=True)
class Tally:
    """Counts of one class."""

    right: int = 0
    wanted: int = 0
    found: int = 0

    def line(self) -> str:
        """Precision, recall and F1."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.wanted if self.wanted else 1.0
        f1 = 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0
        return f"{precision:6.3f} {recall:6.3f} {f1:6.3f}"


def date_examples() -> Iterator[Example]:
    """The corpus of dates and its counter-examples."""
    rules = files("extract.german.dates")
    for kind, entry in yaml.safe_load((rules / "corpus.yaml").read_text(encoding="utf-8")).items():
        given = dict(entry.get("context", {}))
        if "reference_date" in given:
            given["reference_date"] = date.fromisoformat(given["reference_date"])
        for value, texts in entry["examples"].items():
            values = [_interval(item.split()[0]) for item in value.split("; ")]
            for marked in texts:
                text, spans = _unmarked(marked)
                wanted = tuple((*span, days) for span, days in zip(spans, values, strict=True))
                yield Example(kind, text, DateContext(**given), wanted)
    for kind, texts in yaml.safe_load((rules / "negatives.yaml").read_text(encoding="utf-8")).items():
        for text in texts:
            yield Example(f"not: {kind}", text, DateContext(), ())


def amount_examples() -> Iterator[Example]:
    """The corpus of amounts and its counter-examples."""
    for path in sorted(
        files("extract.german.amounts").joinpath("corpus").iterdir(), key=lambda item: item.name
    ):
        for kind, items in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for item in items:
                if isinstance(item, str):
                    yield Example(f"not: {kind}", item, DateContext(), ())
                elif "surface" in item and "value" in item:
                    start = item["text"].find(item["surface"])
                    value = (Decimal(str(item["value"])), _decimal(item.get("value_to")))
                    wanted = ((start, start + len(item["surface"]), value),)
                    yield Example(kind, item["text"], DateContext(), wanted)


def sentences(path: Path, *, what: str) -> Iterator[Example]:
    """Sentences of a file, with their dates or amounts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        wanted: list[Find] = []
        neutral: list[Find] = []
        for item in row[what]:
            start = -1
            for _ in range(item.get("nth", 0) + 1):
                start = text.find(item["surface"], start + 1)
            if what == "dates":
                first, last = item.get("from"), item.get("to")
                value: Any = (date.fromisoformat(first), date.fromisoformat(last)) if first and last else None
            else:
                value = (Decimal(str(item["value"])), _decimal(item.get("value_to")))
            find = start, start + len(item["surface"]), value
            aside = (
                any(item.get(key) for key in ("name", "optional", "year_unknown", "note")) or value is None
            )
            (neutral if aside else wanted).append(find)
        context = DateContext(heading_year=row.get("reference_year"))
        yield Example("sentences", text, context, tuple(wanted), tuple(neutral))


def _first_days(examples: Iterable[Example]) -> list[Example]:
    return [
        Example(
            example.kind,
            example.text,
            example.context,
            tuple((start, end, value and value[0]) for start, end, value in example.wanted),
            example.neutral,
        )
        for example in examples
    ]


def _by_first_day(finder: Finder) -> Finder:
    def find(text: str, context: DateContext) -> list[Find]:
        return [(start, end, value and value[0]) for start, end, value in finder(text, context)]

    return find


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _interval(days: str) -> tuple[date, date] | None:
    if days == "?":
        return None
    start, _, end = days.partition("..")
    return date.fromisoformat(start), date.fromisoformat(end or start)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    plain, spans = "", []
    for part in re.split(r"(<[^<>]+>)", marked):
        if part.startswith("<"):
            spans.append((len(plain), len(plain) + len(part) - 2))
            part = part[1:-1]
        plain += part
    return plain, spans


def own_dates(text: str, context: DateContext) -> list[Find]:
    """This project."""
    return [
        (m.start, m.end, (m.date_start, m.date_end) if m.date_start else None)
        for m in find_dates(text, context=context)
    ]


def own_amounts(text: str, context: DateContext) -> list[Find]:
    """This project."""
    return [
        (m.start, m.end, (m.value, m.value_to)) for m in find_amounts(text, context=AmountContext(dates=()))
    ]


def score(examples: Iterable[Example], finder: Finder) -> dict[str, Tally]:
    """Counts by class, and of all under the key ``all``."""
    tallies: dict[str, Tally] = {}
    for example in examples:
        found = finder(example.text, example.context)
        left = list(found)
        right = 0
        for start, end, value in example.wanted:
            for item in left:
                if item[0] < end and start < item[1] and item[2] == value:
                    left.remove(item)
                    right += 1
                    break
        aside = [
            item
            for item in left
            if any(item[0] < end and start < item[1] for start, end, _ in example.neutral)
        ]
        for kind in (example.kind, "all"):
            tally = tallies.setdefault(kind, Tally())
            tally.right += right
            tally.wanted += len(example.wanted)
            tally.found += len(found) - len(aside)
    return tallies


def speed(examples: list[Example], finder: Finder, *, seconds: float) -> float:
    """Characters a second of processor time, on texts of about a page each."""
    texts = [example.text for example in examples]
    pages = [" ".join(texts[index : index + 40]) for index in range(0, len(texts), 40)]
    context = DateContext(edition_year=2022)
    finder(pages[0], context)
    characters, start = 0, time.process_time()
    while True:
        finding._found.cache_clear()  # dates of a text are kept for a while
        for page in pages:
            finder(page, context)
            characters += len(page)
            spent = time.process_time() - start
            if spent > seconds:
                return characters / spent


def report(title: str, examples: list[Example], finders: dict[str, Finder], *, seconds: float) -> None:
    """Print one table."""
    tallies = {name: score(examples, finder) for name, finder in finders.items()}
    width = max(len(kind) for kind in tallies[next(iter(finders))])
    print(f"\n{title}: {len(examples)} texts\n{'':{width}} " + " ".join(f"{name:^22}" for name in finders))
    print(f"{'':{width}} " + " ".join(f"{'P':>7}{'R':>7}{'F1':>7} " for _ in finders))
    for kind in tallies[next(iter(finders))]:
        if kind != "all":
            print(f"{kind:{width}} " + " ".join(f" {tallies[name][kind].line()} " for name in finders))
    print(f"{'all':{width}} " + " ".join(f" {tallies[name]['all'].line()} " for name in finders))
    rates = [speed(examples, finder, seconds=seconds) for finder in finders.values()]
    print(f"{'characters/s':{width}} " + " ".join(f"{rate:>20,.0f}  " for rate in rates))


def both(text: str, context: DateContext) -> list[Find]:
    """Dates and amounts of one text, the dates found once."""
    dates = find_dates(text, context=context)
    amounts = find_amounts(text, context=AmountContext(dates=dates, date_context=context))
    return [(mention.start, mention.end, None) for mention in (*dates, *amounts)]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--seconds", type=float, default=1.0, help="processor seconds per measurement of speed"
    )
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="run the other libraries too"
    )
    parser.add_argument("--sentences", type=Path, help="JSON lines of other origin in place of the corpora")
    parser.add_argument("--first-day", action="store_true", help="compare the first day of a date only")
    arguments = parser.parse_args()
    if arguments.sentences:
        dates = list(sentences(arguments.sentences, what="dates"))
        amounts = list(sentences(arguments.sentences, what="amounts"))
    else:
        dates, amounts = list(date_examples()), list(amount_examples())
    finders: dict[str, Finder] = {"this project": own_dates, "plain regex": plain_dates}
    money: dict[str, Finder] = {"this project": own_amounts, "plain regex": plain_amounts}
    if arguments.peers:
        finders |= date_finders()
        money |= amount_finders()
    if arguments.first_day:
        dates = _first_days(dates)
        finders = {name: _by_first_day(finder) for name, finder in finders.items()}
    report("Dates", dates, finders, seconds=arguments.seconds)
    report("Amounts", amounts, money, seconds=arguments.seconds)
    rate = speed(dates + amounts, both, seconds=arguments.seconds)
    print(f"\ndates and amounts together: {rate:,.0f} characters/s")


if __name__ == "__main__":
    main()
