"""Which conditions never decide anything: a finer look than at whole rules, in one reading of all documents.

    python -m scripts.rules.conditions [--only TEXT] [--folder FOLDER]

Each condition, and each part of one joined by ``and`` or ``or``, is watched while the documents are read. One
that is always true, or never, could as well not be there: nothing that is at hand would be read otherwise.
Guards against ``None`` that types ask for are among them, and so is caution that no document calls for yet.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

ROOMS = ("extract.layout", "extract.reports")
_WATCH = "__watched_condition__"
_TRUE, _FALSE = 1, 2


class Condition(NamedTuple):
    """Where a condition stands, and what hangs on it: ``if``, ``while``, ``and``, ``or``."""

    file: str
    line: int
    column: int
    kind: str
    text: str


@dataclass(slots=True)
class Seen:
    """What each condition was, as bits."""

    values: dict[Condition, int] = field(default_factory=dict)

    def note(self, condition: Condition, value: object) -> object:
        self.values[condition] |= _TRUE if value else _FALSE
        return value

    def idle(self) -> Iterable[tuple[Condition, str]]:
        """Those that decide nothing, in order, and why."""
        for condition, value in sorted(self.values.items()):
            if value == 0 and condition.kind in ("if", "while"):
                yield condition, "never asked"
            elif value == _TRUE and condition.kind != "or":
                yield condition, "always true"
            elif value == _FALSE and condition.kind != "and":
                yield condition, "never true"


class _Watching(ast.NodeTransformer):
    """Lets each condition of a module pass through `Seen.note`."""

    def __init__(self, file: str, source: str, seen: Seen, made: list[Condition]) -> None:
        self._file, self._source, self._seen, self._made = file, source, seen, made

    def _watched(self, node: ast.expr, kind: str) -> ast.expr:
        text = " ".join((ast.get_source_segment(self._source, node) or "").split())
        condition = Condition(self._file, node.lineno, node.col_offset, kind, text)
        self._seen.values.setdefault(condition, 0)
        self._made.append(condition)
        number = ast.Constant(len(self._made) - 1)
        call = ast.Call(ast.Name(_WATCH, ast.Load()), [number, self.visit(node)], [])
        return ast.copy_location(call, node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.BoolOp:
        kind = "and" if isinstance(node.op, ast.And) else "or"
        node.values = [self._watched(value, kind) for value in node.values]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        node.iter = self.visit(node.iter)
        node.ifs = [self._watched(test, "if") for test in node.ifs]
        return node

    def _visit_test(self, node: ast.If | ast.While | ast.IfExp) -> ast.AST:
        test = self._watched(node.test, "while" if isinstance(node, ast.While) else "if")
        node.test = ast.Constant(True)
        self.generic_visit(node)
        node.test = test
        return node

    visit_If = visit_While = visit_IfExp = _visit_test  # noqa: N815


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module with its conditions watched."""

    def __init__(self, name: str, path: str, seen: Seen) -> None:
        super().__init__(name, path)
        self._seen = seen
        self._made: list[Condition] = []

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        source = Path(path).read_text(encoding="utf-8")
        name = path.partition("/src/")[2]
        tree = _Watching(name, source, self._seen, self._made).visit(ast.parse(source))
        return compile(ast.fix_missing_locations(tree), path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        def watch(number: int, value: object) -> object:
            return self._seen.note(self._made[number], value)

        setattr(module, _WATCH, watch)
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not fullname.startswith(ROOMS):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None and spec.origin.endswith(".py"):
            spec.loader = _Loader(fullname, spec.origin, self._seen)
        return spec


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", action="append", default=[], help="modules whose path has this text in it")
    parser.add_argument("--folder", type=Path, action="append", default=[], help="more reports: PDFs")
    options = parser.parse_args(arguments)
    seen = Seen()
    sys.meta_path.insert(0, _Finder(seen))
    # Behind the finder, so that what these open is watched.
    from scripts.rules.documents import fixtures, folder_of, rows_of, shared

    for documents in (fixtures(), shared(), *map(folder_of, options.folder)):
        for document in documents:
            rows_of(document)
    for condition, why in seen.idle():
        if not options.only or any(text in condition.file for text in options.only):
            print(f"{condition.file}:{condition.line} {condition.kind:5s} {why:11s} {condition.text[:90]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
