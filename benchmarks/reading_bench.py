"""What reading a PDF costs: pdfplumber, the reference reader, the fast reader and raw pypdfium2 in one run.

    python benchmarks/reading_bench.py FILE [--pages N] [--json OUT]

Each reader runs in a process of its own (for its peak memory) on the same file; times are CPU time.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import multiprocessing
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def pdfplumber_words(path: str, pages: int) -> int:
    """pdfplumber's own ``extract_words``, pages closed after use."""
    import pdfplumber

    count = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages[:pages]:
            count += len(page.extract_words())
            page.close()
    return count


def pdfminer_layout(path: str, pages: int) -> int:
    """pdfminer's objects without layout analysis."""
    from itertools import islice

    from pdfminer.high_level import extract_pages

    return sum(len(list(page)) for page in islice(extract_pages(path, laparams=None), pages))


def pypdfium2_text(path: str, pages: int) -> int:
    """pypdfium2's text without places: the least that reading costs."""
    import pypdfium2

    count = 0
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(min(pages, len(pdf))):
            text = pdf[number].get_textpage()
            count += len(text.get_text_bounded().split())
            text.close()
    return count


def pypdfium2_glyphs(path: str, pages: int) -> int:
    """pypdfium2's glyphs with box, origin, size and font, by its C functions: what an engine on pdfium
    would have to ask for each glyph before it makes words."""
    import pypdfium2
    import pypdfium2.raw as raw

    count = 0
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(min(pages, len(pdf))):
            text = pdf[number].get_textpage()
            fonts: dict[int, float] = {}
            for i in range(raw.FPDFText_CountChars(text)):
                raw.FPDFText_GetUnicode(text, i)
                raw.FPDFText_GetCharBox(text, i, left, right, bottom, top)
                raw.FPDFText_GetCharOrigin(text, i, x, y)
                thing = raw.FPDFText_GetTextObject(text, i)
                address = ctypes.addressof(thing.contents) if thing else 0
                if address not in fonts:
                    fonts[address] = raw.FPDFText_GetFontSize(text, i)
                count += 1
            text.close()
    return count


def _ours(engine: Any) -> Callable[[str, int], int]:
    def run(path: str, pages: int) -> int:
        from extract.pdf.reading import open_document

        with open_document(path, engine=engine) as document:
            numbers = range(1, min(pages, document.page_count) + 1)
            return sum(len(page.words) for page in document.pages(numbers))

    return run


READERS: dict[str, Callable[[str, int], int]] = {
    "pdfplumber extract_words": pdfplumber_words,
    "pdfminer": pdfminer_layout,
    "reference reader": _ours("pdfplumber"),
    "fast reader": _ours("auto"),
    "pypdfium2 glyphs": pypdfium2_glyphs,
    "pypdfium2 text": pypdfium2_text,
}


def _measure(name: str, path: str, pages: int, results: Any) -> None:
    reader = READERS[name]
    reader(path, 1)  # imports and tables that every reader builds once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    count = reader(path, pages)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    results.put((seconds, peak / 1024, (peak - before) / 1024, count))


def measure(path: Path, pages: int) -> dict[str, dict[str, float]]:
    """CPU seconds, peak memory in MB, growth over the first page in MB, and what was counted, per reader."""
    context = multiprocessing.get_context("spawn")
    table: dict[str, dict[str, float]] = {}
    for name in READERS:
        results = context.Queue()
        process = context.Process(target=_measure, args=(name, str(path), pages, results))
        process.start()
        seconds, peak, growth, count = results.get()
        process.join()
        table[name] = {"seconds": seconds, "peak_mb": peak, "growth_mb": growth, "count": count}
    plain = table["pdfplumber extract_words"]["seconds"]
    for row in table.values():
        row["ratio"] = row["seconds"] / plain
    return table


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    table = measure(options.file, options.pages)
    print(f"{'reader':28}{'CPU s':>9}{'ratio':>8}{'peak MB':>9}{'growth':>8}{'count':>9}")
    for name, row in table.items():
        print(
            f"{name:28}{row['seconds']:9.2f}{row['ratio']:8.3f}{row['peak_mb']:9.0f}"
            f"{row['growth_mb']:8.0f}{row['count']:9.0f}"
        )
    if options.json:
        options.json.write_text(json.dumps(table, indent=2) + "\n")


if __name__ == "__main__":
    main()
