"""Run the queries of ``docs/using-the-tables.md`` on the sample report and write the answers into the page.

usage: answer_questions.py [--check]

With ``--check`` nothing is written; the exit code is 1 if an answer is stale. The answers come from the SQL;
the tests compare all three engines with them.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs" / "using-the-tables.md"
SAMPLE = REPOSITORY / "raw_pdfs" / "aldermark-konferenz-2023.pdf"
ENGINES = ("pandas", "polars", "sql")

_BLOCK = re.compile(
    r"^```(?P<name>python pandas|python polars|python setup|sql)\n(?P<code>.*?)^```$", re.M | re.S
)
_TABLE = re.compile(r"\A\s*(?P<table>(?:^\|.*\|\n)+)", re.M)

Answer = list[list[str]]
"""Names of the columns, then the rows, all as printed in the page."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the page."""

    number: int
    title: str
    queries: dict[str, str]
    """By engine."""
    printed: Answer
    """The answer in the page; empty if there is none yet."""


def setup(text: str) -> str:
    """The lines with which the Python queries begin."""
    return next(block["code"] for block in _BLOCK.finditer(text) if block["name"] == "python setup")


def questions(text: str) -> list[Question]:
    """All questions of the page."""
    found = []
    for part in re.split(r"^### ", text, flags=re.M)[1:]:
        number, title = part.splitlines()[0].split(". ", 1)
        blocks = list(_BLOCK.finditer(part))
        queries = {block["name"].split()[-1]: block["code"] for block in blocks}
        table = _TABLE.match(part[blocks[-1].end() :])
        rows = [] if table is None else [_cells(line) for line in table["table"].splitlines()]
        found.append(Question(int(number), title, queries, [rows[0], *rows[2:]] if rows else []))
    return found


def run_sample(folder: Path) -> Path:
    """Publish the tables of the sample report in ``folder/output``."""
    from extract.base.settings import Settings
    from extract.run.steps import run

    output = folder / "output"
    run([SAMPLE], output=output, settings=Settings(), clock=lambda: datetime(2025, 1, 1, tzinfo=UTC))
    return output


def answer(question: Question, engine: str, *, output: Path, preamble: str) -> Answer:
    """Run a query in the folder that holds ``output``."""
    if engine == "sql":
        from extract.export.database import ask, connect

        with connect(output / "tables") as connection:
            found = ask(connection, question.queries["sql"])
            return _printed(found.column_names, (row.values() for row in found.to_pylist()))
    names: dict[str, Any] = {}
    with _inside(output.parent):
        exec(preamble + question.queries[engine], names)
    frame = names["answer"]
    if engine == "polars":
        return _printed(frame.columns, frame.iter_rows())
    return _printed(list(frame.columns), (row.values() for row in frame.to_dict("records")))


def with_answers(text: str, output: Path) -> str:
    """The page with the answers as they are now."""
    head, *parts = re.split(r"(?=^### )", text, flags=re.M)
    preamble = setup(text)
    done = [head]
    for question, part in zip(questions(text), parts, strict=True):
        end = list(_BLOCK.finditer(part))[-1].end()
        old = _TABLE.match(part[end:])
        rest = part[end + (0 if old is None else old.end()) :].lstrip("\n")
        rows = answer(question, "sql", output=output, preamble=preamble)
        lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
        table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        done.append(f"{part[:end]}\n\n{table}\n" + (f"\n{rest}" if rest else ""))
    return "".join(done)


def _printed(names: Sequence[str], rows: Iterator[Any] | Any) -> Answer:
    return [list(names), *([_text(value) for value in row] for row in rows)]


def _text(value: Any) -> str:
    if value is None or value != value or type(value).__name__ == "NAType":
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).replace("|", "\\|").split())


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def main() -> int:
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fresh = with_answers(text, run_sample(Path(folder)))
    stale = fresh != text
    if "--check" in sys.argv[1:]:
        if stale:
            print(f"Stale answers in {PAGE.name}. Run scripts/answer_questions.py.")
        return int(stale)
    if stale:
        PAGE.write_text(fresh, encoding="utf-8")
        print(f"docs/{PAGE.name} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
