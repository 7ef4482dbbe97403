"""German dates and amounts against their own corpora: precision, recall, F1 by class, and speed.

``python benchmarks/german_bench.py [--seconds 1.0] [--peers/--no-peers]`` prints one table for dates (beside
``dateparser.search`` and a plain regular expression) and one for amounts (beside a plain regular expression).
A find counts when it overlaps the marked surface and has the same value; dates without a known year and
enumerations count like any other. Speed is processor time on the running text of the corpora.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

from extract.german.amounts import AmountContext, find_amounts
from extract.german.dates import find_dates
from extract.german.records import DateContext

Find = tuple[int, int, Any]
"""Start, end, value."""
Finder = Callable[[str, DateContext], list[Find]]


@dataclass(frozen=True, slots=True)
class Example:
    """One text with what is to be found in it; counter-examples have nothing."""

    kind: str
    text: str
    context: DateContext
    wanted: tuple[Find, ...]


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


MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
PLAIN_DATE = re.compile(
    r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b"
    rf"|\b(?:(?P<wd>\d{{1,2}})\.\s?)?(?P<name>{'|'.join(MONTHS)})\s(?P<wy>\d{{4}})\b|\b(?P<year>(?:19|20)\d\d)\b"
)


def plain_dates(text: str, context: DateContext) -> list[Find]:
    """A regular expression of four lines, as one would write it first."""
    found: list[Find] = []
    for match in PLAIN_DATE.finditer(text):
        try:
            if match["year"]:
                year = int(match["year"])
                value = date(year, 1, 1), date(year, 12, 31)
            else:
                year = int(match["y"] or match["wy"])
                month = int(match["m"]) if match["m"] else MONTHS.index(match["name"]) + 1
                day = match["d"] or match["wd"]
                first = date(year, month, int(day or 1))
                value = (
                    first,
                    first if day else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1),
                )
        except ValueError:
            continue
        found.append((match.start(), match.end(), value))
    return found


def dateparser_dates(text: str, context: DateContext) -> list[Find]:
    """``dateparser.search`` with German and the order day, month, year."""
    from dateparser.search import search_dates

    base = datetime.combine(
        context.reference_date or date(context.edition_year or 2022, 7, 1), datetime.min.time()
    )
    hits = search_dates(text, languages=["de"], settings={"DATE_ORDER": "DMY", "RELATIVE_BASE": base}) or []
    found: list[Find] = []
    position = 0
    for surface, moment in hits:
        start = text.find(surface, position)
        position = max(start, position)
        found.append((start, start + len(surface), (moment.date(), moment.date())))
    return found


PLAIN_AMOUNT = re.compile(r"(?P<n>\d{1,3}(?:\.\d{3})*(?:,\d+)?)\s?(?P<k>Mio\.?|Mrd\.?)?\s?(?:€|Euro|EUR)")


def plain_amounts(text: str, context: DateContext) -> list[Find]:
    """A regular expression, as one would write it first."""
    factors = {"": 1, "Mio": 10**6, "Mrd": 10**9}
    return [
        (
            match.start(),
            match.end(),
            (
                Decimal(match["n"].replace(".", "").replace(",", "."))
                * factors[(match["k"] or "").rstrip(".")],
                None,
            ),
        )
        for match in PLAIN_AMOUNT.finditer(text)
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
        for kind in (example.kind, "all"):
            tally = tallies.setdefault(kind, Tally())
            tally.right += right
            tally.wanted += len(example.wanted)
            tally.found += len(found)
    return tallies


def speed(examples: list[Example], finder: Finder, *, seconds: float) -> float:
    """Characters a second of processor time, on texts of about a page each."""
    texts = [example.text for example in examples]
    pages = [" ".join(texts[index : index + 40]) for index in range(0, len(texts), 40)]
    context = DateContext(edition_year=2022)
    finder(pages[0], context)
    characters, start = 0, time.process_time()
    while True:
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
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="run dateparser too"
    )
    arguments = parser.parse_args()
    dates, amounts = list(date_examples()), list(amount_examples())
    finders: dict[str, Finder] = {"this project": own_dates, "plain regex": plain_dates}
    if arguments.peers:
        finders["dateparser.search"] = dateparser_dates
    report("Dates", dates, finders, seconds=arguments.seconds)
    report(
        "Amounts",
        amounts,
        {"this project": own_amounts, "plain regex": plain_amounts},
        seconds=arguments.seconds,
    )
    rate = speed(dates + amounts, both, seconds=arguments.seconds)
    print(f"\ndates and amounts together: {rate:,.0f} characters/s")


if __name__ == "__main__":
    main()
