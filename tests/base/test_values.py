"""Records that are cheap to make are in all else frozen dataclasses."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import is_dataclass, replace
from pathlib import Path

import pytest

from extract.pdf.records import Box, Word

BOX = Box(1, 2.0, 3.0, 4.0, 5.0)
WORD = Word("Weg", BOX, "Grotesk", 9.0, None, False, False, 0, 7)


def test_they_are_compared_and_hashed_by_their_fields() -> None:
    assert replace(BOX) == BOX
    assert hash(replace(WORD)) == hash(WORD)
    assert len({BOX, replace(BOX), replace(BOX, page=2)}) == 2


def test_they_are_dataclasses_with_slots_that_travel() -> None:
    assert is_dataclass(Word)
    assert not hasattr(WORD, "__dict__")
    assert pickle.loads(pickle.dumps(WORD)) == WORD


@pytest.mark.slow
def test_mypy_refuses_to_change_them(tmp_path: Path) -> None:
    code = tmp_path / "change.py"
    code.write_text(
        "from extract.pdf.records import Box\n\nbox = Box(1, 2.0, 3.0, 4.0, 5.0)\nbox.x0 = 1.0\n",
        encoding="utf-8",
    )
    root = Path(__file__).parent.parent.parent
    out = subprocess.run(
        [sys.executable, "-m", "mypy", str(code)], cwd=root, capture_output=True, text=True, check=False
    )
    assert 'Property "x0" defined in "Box" is read-only' in out.stdout, out.stdout + out.stderr
