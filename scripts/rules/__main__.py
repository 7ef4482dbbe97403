"""``make rules``: what each rule is worth.

    python -m scripts.rules [--only TEXT] [--folder FOLDER] [--without lab|fixtures|shared] [--every N]
                            [--most N] [--seconds N]

For each rule: in how many documents it says something, whether one of their measures falls without it, and
the measure that falls most. Where none does, the tests in which the rule says something are run without it.
All is done in one process, the pages of the documents are kept, and a rule is let go at the first document or
test that needs it. The exit code is 1 when nothing needs some rule.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from extract.base.collecting import rare_collections
from scripts.rules.documents import Document, Rows, fixtures, folder_of, laboratory, measures, rows_of, shared
from scripts.rules.switches import LAYOUT, Rule, rules, switched_off, watched
from scripts.rules.testing import Runs, runs_of_tests, test_that_needs


@dataclass(slots=True)
class Read:
    """A document as it is read with all rules."""

    document: Document
    rows: Rows | None
    fired: Counter[str]
    """How often each rule says something."""
    seconds: float
    _measures: dict[str, float] = field(default_factory=dict)

    @property
    def measures(self) -> Mapping[str, float]:
        """Its measures, taken when a rule changes its rows."""
        if not self._measures:
            self._measures = measures(self.document, self.rows)
        return self._measures


@dataclass(frozen=True, slots=True)
class Worth:
    """What happened to the documents without a rule."""

    rule: str
    fired: int
    changed: int
    fall: str = ""
    """The measure that fell most in the first document that needs the rule."""
    test: str = ""
    """A test that needs the rule, where no document does."""

    @property
    def is_needed(self) -> bool:
        return bool(self.fall or self.test)


def _read(document: Document, watch: Sequence[Rule]) -> Read:
    fired: Counter[str] = Counter()
    with watched(watch, fired):
        rows_of(document)
    began = time.process_time()
    rows = rows_of(document)
    return Read(document, rows, fired, time.process_time() - began)


def _worth(rule: Rule, reads: Sequence[Read], runs: Runs, most: int) -> Worth:
    """What a rule is worth.

    Args:
        rule: the one to switch off.
        reads: the documents, quick ones first.
        runs: the tests in which it says something.
        most: documents to look at.
    """
    asked = [read for read in reads if read.fired[rule.name] or not rule.can_be_watched]
    changed = 0
    for read in asked[:most]:
        fall = _fall(rule, read)
        changed += fall is not None
        if fall:
            return Worth(rule.name, len(asked), changed, fall)
    return Worth(rule.name, len(asked), changed, test=test_that_needs(rule, runs))


def _fall(rule: Rule, read: Read) -> str | None:
    """The measure that falls most without a rule; empty for none, None where not even a row changes."""
    with rare_collections(), switched_off(rule):
        try:
            rows = rows_of(read.document, from_pages=rule.module.startswith(LAYOUT))
        except Exception as error:  # without the rule the code behind it may meet what it must not
            return f"{type(error).__name__} in {read.document.name[:60]}"
    if rows == read.rows:
        return None
    found = measures(read.document, rows)
    fall, name = min((found.get(name, 0.0) - value, name) for name, value in read.measures.items())
    return f"{name} {fall:+.3f} in {read.document.name[:60]}" if fall < -1e-9 else ""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", action="append", default=[], help="rules whose name has this text in it")
    parser.add_argument("--without", action="append", default=[], choices=["fixtures", "lab", "shared"])
    parser.add_argument(
        "--folder",
        type=Path,
        action="append",
        default=[],
        help="more reports: PDFs with their NAME.gold.json beside them; those without hold no project",
    )
    parser.add_argument("--every", type=int, default=1, help="one of so many designs of the laboratory")
    parser.add_argument("--most", type=int, default=25, help="documents to look at for a rule")
    parser.add_argument("--seconds", type=float, default=10.0, help="leave out documents that take longer")
    parser.add_argument("--no-tests", action="store_true", help="do not look for tests that need a rule")
    options = parser.parse_args(arguments)
    sources: dict[str, Callable[[], Iterable[Document]]] = {
        "fixtures": fixtures,
        "lab": partial(laboratory, options.every),
        "shared": shared,
    }
    chosen = rules(named=options.only)
    watch = [rule for rule in chosen if rule.can_be_watched]
    reads = [
        _read(document, watch)
        for name, make in sources.items()
        if name not in options.without
        for document in make()
    ]
    reads += [_read(document, watch) for folder in options.folder for document in folder_of(folder)]
    reads = sorted((read for read in reads if read.seconds <= options.seconds), key=lambda one: one.seconds)
    print(f"{len(reads)} documents, {len(chosen)} rules", flush=True)
    runs = {} if options.no_tests else runs_of_tests(options.only)
    needless = 0
    for rule in chosen:
        worth = _worth(rule, reads, runs, options.most)
        needless += not worth.is_needed
        mark = " " if worth.is_needed else "-"
        counts = f"{worth.fired:4d} {worth.changed:3d}"
        print(f"{mark} {counts}  {worth.rule}  {worth.fall or worth.test}", flush=True)
    print(f"{needless} rules that nothing needs")
    return 1 if needless else 0


if __name__ == "__main__":
    raise SystemExit(main())
