"""Whoever uses pdfminer or pdfplumber in the same process finds them as they are without us."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pdfminer.pdftypes import resolve1

from extract.pdf.file.renaming import with_names

SAMPLE = Path(__file__).parents[2] / "raw_pdfs"

_LOOK = """
import importlib, logging, pkgutil, sys
import pdfminer, pdfplumber

def contents():
    found = {}
    for package in (pdfminer, pdfplumber):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if module.name.endswith(("__main__", "cli")):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                if name == "__builtins__":
                    continue
                found[module.name, name] = value
                if isinstance(value, type) and value.__module__.startswith(("pdfminer", "pdfplumber")):
                    for key, member in list(vars(value).items()):
                        table = isinstance(member, dict) and "cache" not in key
                        found[module.name, name, key] = dict(member) if table else member
    return found

def levels():
    return [logging.getLogger(name).level for name in ("pdfminer", "pdfplumber")]

before, level = contents(), levels()
import extract.cli
from extract.pdf.reading import open_document

with open_document(sys.argv[1], engine="pdfplumber") as document:
    assert next(document.pages([1])).words
    assert levels() != level, "nothing is said about odd glyphs while a file is open"
after = contents()
changed = [key for key in before.keys() | after.keys()
           if key not in before or key not in after
           or (before[key] is not after[key] and before[key] != after[key])]
print(sorted(changed), levels() == level)
"""


def test_reading_a_file_leaves_the_libraries_as_they_were() -> None:
    sample = next(SAMPLE.glob("*.pdf"))
    run = subprocess.run(
        [sys.executable, "-c", _LOOK, str(sample)], capture_output=True, text=True, check=False
    )
    assert (run.stdout.strip(), run.stderr) == ("[] True", "")


def test_other_names_stand_in_the_copy_only() -> None:
    never = with_names(resolve1, PDFObjRef=())
    reference = type("Reference", (), {})()
    assert never(reference) is reference
    assert never.__globals__ is not resolve1.__globals__
    assert resolve1.__globals__["PDFObjRef"] != ()


def test_a_name_that_the_function_does_not_use_is_a_mistake() -> None:
    with pytest.raises(NameError, match="resolve1 uses no zlib"):
        with_names(resolve1, zlib=None)
