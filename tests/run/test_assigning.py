"""Two documents never share a report_id, and a damaged copy never replaces a whole edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.states import Clock, seen

from extract.base.settings import Settings
from extract.publish.reading import read_table
from extract.run.steps import RunResult, run

READER = "tests.readers:read"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def go(inbox: Path, output: Path, *, force: bool = False, settings: Settings | None = None) -> RunResult:
    return run(
        [inbox],
        output=output,
        settings=settings or Settings(),
        clock=Clock(),
        reader=READER,
        isolate=False,
        force=force,
    )


def sources(output: Path) -> dict[str, str]:
    return {row["report_id"]: row["source_file"] for row in read_table(output, "reports").to_pylist()}


def findings(output: Path, report_id: str) -> list[tuple[str, str]]:
    rows = read_table(output, "findings", report_id=report_id).to_pylist()
    return [(row["code"], row["message"]) for row in rows if row["code"] == "report-id-taken"]


def test_another_document_with_the_same_id_gets_one_of_its_own(inbox: Path, output: Path) -> None:
    (inbox / "study.pdf").write_text("2024 9")
    go(inbox, output)
    (inbox / "motion.pdf").write_text("2024 2 moor")
    result = go(inbox, output)
    assert result.exit_code == 0
    assert seen(output) == {"seenland-2024": 9, "motion-2024": 2}
    assert sources(output) == {"seenland-2024": "study.pdf", "motion-2024": "motion.pdf"}
    assert findings(output, "motion-2024") == [
        (
            "report-id-taken",
            "report_id seenland-2024 belongs to another document (study.pdf); this one goes by motion-2024.",
        )
    ]
    assert findings(output, "seenland-2024") == []
    assert [done.findings["warning"] for done in result.done] == [2]
    assert go(inbox, output).done == ()


def test_also_when_both_are_new(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 2 moor")
    (inbox / "b.pdf").write_text("2024 9")
    go(inbox, output)
    assert sources(output) == {"seenland-2024": "a.pdf", "b-2024": "b.pdf"}
    go(inbox, output, force=True)
    assert sources(output) == {"seenland-2024": "a.pdf", "b-2024": "b.pdf"}


def test_also_when_the_file_of_the_first_is_gone(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 9")
    go(inbox, output)
    (inbox / "a.pdf").unlink()
    (inbox / "b.pdf").write_text("2024 12 moor")
    go(inbox, output)
    assert sources(output) == {"seenland-2024": "a.pdf", "b-2024": "b.pdf"}


def test_a_reissue_of_the_second_replaces_the_second(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 9")
    (inbox / "b.pdf").write_text("2024 3 moor")
    go(inbox, output)
    (inbox / "b.pdf").write_text("2024 4 moor")
    go(inbox, output)
    assert seen(output) == {"seenland-2024": 9, "b-2024": 4}


def test_three_documents_of_one_name_and_id(inbox: Path, output: Path) -> None:
    for folder, content in (("1", "2024 9"), ("2", "2024 5 moor")):
        (inbox / folder).mkdir()
        (inbox / folder / "seenland.pdf").write_text(content)
    go(inbox, output)
    assert sorted(seen(output).values()) == [5, 9]
    (inbox / "2" / "seenland.pdf").write_text("2024 6 moor")
    go(inbox, output)
    assert sorted(seen(output).values()) == [6, 9]


def test_corrections_of_the_one_are_not_applied_to_the_other(
    inbox: Path, output: Path, tmp_path: Path
) -> None:
    corrections = tmp_path / "corrections"
    corrections.mkdir()
    settings = Settings(corrections=str(corrections))
    old = "corrections:\n- {{value: projects/01-01/title, old: {}, new: {}, who: x, when: '2025-01-01'}}\n"
    moor = '"Wiedervernässung des Birkenmoors, Abschnitt 1"'
    (corrections / "seenland-2024.yaml").write_text(old.format(moor, "Falsch"))
    (corrections / "b-2024.yaml").write_text(old.format(moor, "Richtig"))
    (inbox / "a.pdf").write_text("2024 9")
    (inbox / "b.pdf").write_text("2024 3 moor")
    go(inbox, output, settings=settings)
    titles = read_table(output, "projects", report_id="b-2024").column("title").to_pylist()
    assert titles[0] == "Richtig"
    assert read_table(output, "corrections_applied", report_id="b-2024").num_rows == 1
    assert go(inbox, output, settings=settings).done == ()


def test_a_damaged_copy_with_less_is_set_aside(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 9")
    go(inbox, output)
    (inbox / "a.pdf").write_text("2024 4 repaired")
    for _ in range(2):
        result = go(inbox, output)
        assert result.exit_code == 1
        assert [(item.code, item.sentence) for item in result.set_aside] == [
            (
                "incomplete-copy",
                f"{inbox / 'a.pdf'}: is damaged and holds 4 projects on 8 pages, the published edition "
                "seenland-2024 (from a.pdf) 9 on 13. Copy the file again; if it is meant to be shorter, "
                "run with --force.",
            )
        ]
        assert seen(output) == {"seenland-2024": 9}
    go(inbox, output, force=True)
    assert seen(output) == {"seenland-2024": 4}


def test_a_whole_reissue_with_less_replaces_its_edition(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 9")
    go(inbox, output)
    (inbox / "a.pdf").write_text("2024 8")
    assert go(inbox, output).exit_code == 0
    assert seen(output) == {"seenland-2024": 8}


def test_a_damaged_copy_does_not_keep_out_the_whole_one(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 4 repaired")
    go(inbox, output)
    assert seen(output) == {"seenland-2024": 4}
    (inbox / "b.pdf").write_text("2024 9")
    result = go(inbox, output)
    assert [(Path(item.file).name, item.code) for item in result.set_aside] == [("a.pdf", "incomplete-copy")]
    assert seen(output) == {"seenland-2024": 9}
    assert go(inbox, output).exit_code == 1
    assert seen(output) == {"seenland-2024": 9}


def test_damaged_and_whole_copy_arrive_together(inbox: Path, output: Path) -> None:
    (inbox / "a.pdf").write_text("2024 4 repaired")
    (inbox / "b.pdf").write_text("2024 9")
    go(inbox, output)
    assert sources(output) == {"seenland-2024": "b.pdf"}


def test_a_file_that_changes_while_it_is_read_is_set_aside(
    inbox: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "a.pdf").write_text("2024 9")
    import tests.readers

    read = tests.readers.read

    def grown(path: Path, **options: object) -> object:
        path.write_text("2024 9 and more")
        return read(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(tests.readers, "read", grown)
    result = go(inbox, output)
    assert [item.code for item in result.set_aside] == ["still-growing"]
    monkeypatch.undo()
    assert [done.report_id for done in go(inbox, output).done] == ["seenland-2024"]


def test_one_changed_correction_reads_one_report_of_fifty_again(
    inbox: Path, output: Path, tmp_path: Path
) -> None:
    corrections = tmp_path / "corrections"
    corrections.mkdir()
    settings = Settings(corrections=str(corrections))
    for year in range(1970, 2020):
        (inbox / f"{year}.pdf").write_text(f"{year} 2")
    assert len(go(inbox, output, settings=settings).done) == 50
    entry = (
        "corrections:\n"
        "- {{value: projects/01-01/title, old: Seerunde 1, new: {}, who: x, when: '2025-01-01'}}\n"
    )
    for title in ("Seerunde eins", "Seerunde"):
        (corrections / "seenland-1999.yaml").write_text(entry.format(title))
        result = go(inbox, output, settings=settings)
        assert [done.report_id for done in result.done] == ["seenland-1999"]
        assert len(result.unchanged) == 49
        titles = read_table(output, "projects", report_id="seenland-1999").column("title").to_pylist()
        assert titles == [title, "Seerunde 2"]
    assert go(inbox, output, settings=settings).done == ()
    (corrections / "seenland-1999.yaml").unlink()
    assert [done.report_id for done in go(inbox, output, settings=settings).done] == ["seenland-1999"]
