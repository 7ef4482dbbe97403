"""Memory of long lists: packed, a page more takes little more of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

WIDTHS = (36, 120, 110, 190, 70, 70, 90, 100)
HEADS = (
    "Lfd. Nr.",
    "Bezeichnung des Vorhabens",
    "Begünstigter",
    "Beschreibung",
    "Beginn",
    "Ende",
    "Gesamtkosten in EUR",
    "Sachstand",
)
PLACES = ("Tannau", "Seefeld", "Hochwald", "Mittelsee", "Uferdorf")
ROWS = 8
LEADING = 9.5
MOST_MB_A_PAGE = 0.22
"""It takes 0.16; with records and cells as objects it took 0.3."""

MEASURED = """
import re, sys
from datetime import UTC, datetime
from pathlib import Path
from extract.reports import extract_report
from extract.tables.parquet import prepare
report = extract_report(sys.argv[1])
prepare(report, run_id="r", extracted_at=datetime(2026, 1, 1, tzinfo=UTC))
# Not ru_maxrss: a process inherits it from the one that started it, here a test runner.
status = Path("/proc/self/status").read_text()
print(len(report.projects), int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024)
"""


def values(number: int) -> tuple[list[str], ...]:
    """The lines of the cells of one project."""
    place = PLACES[number % len(PLACES)]
    cost = f"{10_000 + 317 * number:,}".replace(",", ".")
    return (
        [str(number)],
        [f"Ausbau des Uferwegs in {place},", f"Abschnitt {number}"],
        [f"Bauamt der Gemeinde {place}"],
        [
            f"Der Weg wird auf {100 + number} Metern verbreitert und",
            "erhält einen Belag, auf dem man auch bei Regen",
            f"fahren kann; am Steg {number} wird eine Bank gesetzt.",
        ],
        [f"{1 + number % 28:02}.04.2023"],
        ["31.12.2025"],
        [f"{cost},00"],
        ["laufend" if number % 3 else "abgeschlossen"],
    )


def write_list(path: Path, pages: int) -> Path:
    """A ruled list of `ROWS` projects a page, under its heads on each of them."""
    width, height = landscape(A4)
    canvas = Canvas(str(path), pagesize=(width, height))
    for page in range(pages):
        y = height - 50
        projects = [values(page * ROWS + row + 1) for row in range(ROWS)]
        for row, cells in enumerate((tuple([head] for head in HEADS), *projects)):
            canvas.setFont("Helvetica" if row else "Helvetica-Bold", 7.5)
            tall = LEADING * max(map(len, cells)) + 6
            x = 28.0
            for lines, wide in zip(cells, WIDTHS, strict=True):
                canvas.rect(x, y - tall, wide, tall)
                for place, line in enumerate(lines):
                    canvas.drawString(x + 3, y - 10 - LEADING * place, line)
                x += wide
            y -= tall
        canvas.showPage()
    canvas.save()
    return path


def measured(path: Path) -> tuple[int, float]:
    """So many projects, and the most memory of a process that reads them, in MB."""
    command = [sys.executable, "-c", MEASURED, str(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    count, peak = output.split()
    return int(count), float(peak)


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="tells the peak of a process on Linux only"
)
def test_a_page_more_takes_little_memory(tmp_path: Path) -> None:
    # Both are long enough for all of their pages to be packed.
    few, many = 150, 300
    fewer, low = measured(write_list(tmp_path / "few.pdf", few))
    more, high = measured(write_list(tmp_path / "many.pdf", many))
    assert (fewer, more) == (few * ROWS, many * ROWS)
    assert (high - low) / (many - few) < MOST_MB_A_PAGE
