"""``make rules``: what each rule is worth.

    python -m scripts.rules [--only TEXT] [--without lab|fixtures|shared] [--enough N] [--processes N]

For each rule: in how many documents it says something, how many of their tables it changes, how many of their
measures fall without it, and the measure that falls most. The exit code is 1 when some rule has no document.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context

from extract.base.collecting import rare_collections
from scripts.rules.documents import ROOT, Document, Outcome, fixtures, laboratory, outcome, shared
from scripts.rules.switches import Rule, rules, switched_off, watched

_SOURCES = {"fixtures": fixtures, "lab": laboratory, "shared": shared}
_TESTS = ("tests/layout", "tests/reports", "tests/pages")


@dataclass(frozen=True, slots=True)
class Worth:
    """What happened to the documents without a rule."""

    rule: str
    fired: int
    changed: int
    fell: int
    worst: str
    """Document and measure that fell most."""
    test: str = ""
    """A test whose pages need the rule, where no document does."""

    @property
    def has_document(self) -> bool:
        return bool(self.fell or self.test)


@dataclass(slots=True)
class _Known:
    """What the processes share: set before they are forked."""

    documents: list[Document]
    rules: dict[str, Rule]
    base: list[Outcome]
    fired: list[Counter[str]]


_known = _Known([], {}, [], [])


def _first(number: int) -> tuple[Outcome, Counter[str]]:
    document = _known.documents[number]
    plain = outcome(document)
    fired: Counter[str] = Counter()
    with watched([rule for rule in _known.rules.values() if _can_be_watched(rule)], fired):
        outcome(document)
    return plain, fired


def _can_be_watched(rule: Rule) -> bool:
    return not str(rule.function.__annotations__["return"]).startswith("Iterator")


def _worth(name: str, enough: int, with_tests: bool) -> Worth:
    rule = _known.rules[name]
    asked = [number for number, fired in enumerate(_known.fired) if fired[name] or not _can_be_watched(rule)]
    changed = fell = 0
    worst, least = "", 0.0
    with rare_collections(), switched_off(rule):
        for number in asked:
            base = _known.base[number]
            try:
                found = outcome(_known.documents[number])
            except Exception as error:  # without the rule the code behind it may meet what it must not
                found = Outcome({"read": 0.0}, type(error).__name__)
            changed += found.tables != base.tables
            falls = [
                (found.measures.get(measure, 0.0) - value, measure)
                for measure, value in base.measures.items()
                if found.measures.get(measure, 0.0) < value - 1e-9
            ]
            if falls:
                fell += 1
                fall, measure = min(falls)
                if fall < least:
                    least, worst = fall, f"{measure} {fall:+.3f} in {_known.documents[number].name[:60]}"
            if fell >= enough:
                break
    test = _test_that_needs(name) if with_tests and not fell else ""
    return Worth(name, len(asked), changed, fell, worst, test)


def _test_that_needs(name: str) -> str:
    """The first test whose pages are read otherwise without the rule."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "scripts.rules.plugin", "-p", "no:xdist"]
    command += ["-m", "not slow", "--switch-off", name, "--tb=no", "-rf", *_TESTS]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    failed = [line.split(" ")[1] for line in ran.stdout.splitlines() if line.startswith("FAILED ")]
    return failed[0] if failed else ""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="", help="rules whose name has this text in it")
    parser.add_argument("--without", action="append", default=[], choices=list(_SOURCES))
    parser.add_argument("--enough", type=int, default=3, help="stop after so many documents that fall")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-tests", action="store_true", help="do not look for tests that need a rule")
    options = parser.parse_args(arguments)
    sources = [make for name, make in _SOURCES.items() if name not in options.without]
    _known.documents = sorted(chain.from_iterable(make() for make in sources), key=lambda one: one.seconds)
    _known.rules = {rule.name: rule for rule in rules() if options.only in rule.name}
    fork = get_context("fork")
    with ProcessPoolExecutor(options.processes, mp_context=fork) as pool:
        first = list(pool.map(_first, range(len(_known.documents))))
    _known.base, _known.fired = [one for one, _ in first], [fired for _, fired in first]
    print(f"{len(_known.documents)} documents, {len(_known.rules)} rules", flush=True)
    needless = 0
    with ProcessPoolExecutor(options.processes, mp_context=fork) as pool:
        names = list(_known.rules)
        count = len(names)
        jobs = pool.map(_worth, names, [options.enough] * count, [not options.no_tests] * count)
        for worth in jobs:
            needless += not worth.has_document
            mark = " " if worth.has_document else "-"
            counts = f"{worth.fired:4d} {worth.changed:4d} {worth.fell:3d}"
            print(f"{mark} {counts}  {worth.rule}  {worth.worst or worth.test}", flush=True)
    print(f"{needless} rules without a document")
    return 1 if needless else 0


if __name__ == "__main__":
    raise SystemExit(main())
