"""Files of any name go the whole way: found, read, published, shown."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.pdf.making import pdf_bytes, text
from tests.publish.states import Clock

from extract.base.names import printable
from extract.base.settings import Settings
from extract.commands.summary import print_summary
from extract.publish.reading import read_table
from extract.publish.setaside import read_set_aside
from extract.review.pages.site import write_site
from extract.run.steps import RunResult, run

NAMES = [
    "Bericht Möhrental – Fassung 2.pdf",
    "\N{PAGE FACING UP}.pdf",
    "2024.pdf",
    "ä" * 125 + ".pdf",
    "b" * 251 + ".pdf",
    "[red]fett[nix].pdf",
    "zwei\nZeilen.pdf",
    "<script>alert(1)<",
    "\u202egnp.pdf",
    "'; DROP \"TABLE`$(x).pdf",
    "-rf.pdf",
    "100% {x} %s.pdf",
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunResult]:
    folder = tmp_path_factory.mktemp("names")
    inbox = folder / "inbox"
    inbox.mkdir()
    for number, name in enumerate(NAMES):
        (inbox / name).write_bytes(pdf_bytes(text(f"Stand der Arbeit vom {number + 1}. Mai 2021")))
    (inbox / "[kaputt]<b>.pdf").write_bytes(b"%PDF-1.7 nichts weiter")
    files = sorted(inbox.iterdir())
    if sys.platform == "linux":
        # Other systems do not take names that are no text.
        odd = os.fsencode(inbox) + b"/Lage \xff\xfe.pdf"
        with open(odd, "wb") as file:  # noqa: PTH123
            file.write(pdf_bytes(text("Stand der Arbeit vom 30. Mai 2021")))
        files.append(Path(os.fsdecode(odd)))
    settings = Settings(profile="prosa", corrections=str(folder / "corrections"))
    return folder, run(files, output=folder / "output", settings=settings, clock=Clock())


def test_all_are_read_but_the_broken_one(published: tuple[Path, RunResult]) -> None:
    folder, result = published
    assert [(item.code, Path(item.file).name) for item in result.set_aside] == [
        ("damaged", "[kaputt]<b>.pdf")
    ]
    assert len(result.done) == len(list((folder / "inbox").iterdir())) - 1
    dates = read_table(folder / "output", "dates").column("text").to_pylist()
    assert {f"{number + 1}. Mai 2021" for number in range(len(NAMES))} <= set(dates)


def test_names_are_kept_as_far_as_they_are_text(published: tuple[Path, RunResult]) -> None:
    folder, _ = published
    files = set(read_table(folder / "output", "reports").column("source_file").to_pylist())
    assert {printable(name) for name in NAMES} <= files
    assert "Bericht Möhrental – Fassung 2.pdf" in files
    assert "zwei\ufffdZeilen.pdf" in files
    assert "\ufffdgnp.pdf" in files


def test_the_lists_of_files_set_aside_can_be_read(published: tuple[Path, RunResult]) -> None:
    folder, _ = published
    assert len(read_set_aside(folder / "output")) == 1
    listed = (folder / "output" / "set_aside.md").read_text(encoding="utf-8")
    assert "[kaputt]&lt;b&gt;.pdf" in listed


def test_the_summary_prints_names_as_they_are(
    published: tuple[Path, RunResult], capsys: pytest.CaptureFixture[str]
) -> None:
    print_summary(published[1])
    shown = capsys.readouterr().out
    assert "[red]fett[nix].pdf" in shown
    assert "[kaputt]<b>.pdf" in shown


def test_nothing_is_read_again_and_the_review_opens(published: tuple[Path, RunResult]) -> None:
    folder, first = published
    settings = Settings(profile="prosa", corrections=str(folder / "corrections"))
    again = run([folder / "inbox"], output=folder / "output", settings=settings, clock=Clock())
    assert again.done == ()
    # One of the names has no ending; a folder gives its PDFs only.
    assert len(again.unchanged) == len(first.done) - 1
    site = write_site(folder / "output", folder / "review", inputs=[folder / "inbox"])
    assert site.index.is_file()
    content = "".join(path.read_text(encoding="utf-8") for path in folder.glob("review/**/*.html"))
    assert "<script>alert(1)<" not in content
