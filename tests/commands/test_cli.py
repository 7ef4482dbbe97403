"""The command line as a user meets it: words, exit codes, and every kind of bad input."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.publish.states import Clock, prepared

from extract import cli
from extract.base.settings import Settings
from extract.publish.publication import publish

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "raw_pdfs"


def call(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, away from any .env file."""
    return subprocess.run(
        [sys.executable, "-m", "extract.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        cwd=ROOT,
        check=False,
    )


def leaflet(path: Path, *, text: bool = True) -> Path:
    """A PDF that is no report: two pages of text, or of pictures only."""
    canvas = Canvas(str(path), invariant=1)
    for page in range(2):
        if text:
            canvas.drawString(72, 700, f"Rundwege am Lindensee, Blatt {page + 1}")
        else:
            canvas.rect(50, 50, 300, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return path


class TestHelp:
    def test_names_every_command_in_plain_words(self) -> None:
        shown = call("--help").stdout
        for name in (
            "run",
            "flow",
            "inspect",
            "evaluate",
            "profiles",
            "annotate",
            "snapshots",
            "rollback",
            "config",
        ):
            assert f"\n  {name} " in shown, name
        assert "0 all done, 1 some files set aside, 2 nothing could be done, 64" in shown

    def test_every_command_has_help(self) -> None:
        import typer

        for name in typer.main.get_command(cli.make_app()).commands:  # type: ignore[attr-defined]
            done = call(name, "--help")
            assert done.returncode == 0, name
            assert done.stdout.startswith(f"Usage: fortschritt {name}"), name

    def test_loads_nothing_dear(self) -> None:
        """Loading pandas, pyarrow, spaCy or pydantic would make the help wait."""
        script = "import sys, extract.cli; print(*(name for name in sys.modules if '.' not in name))"
        loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        heavy = {"pandas", "pyarrow", "spacy", "pydantic", "pdfplumber", "numpy", "prefect", "rich"}
        assert not heavy & set(loaded.stdout.split())

    def test_one_command_is_loaded_without_the_others(self) -> None:
        script = "import sys; from extract.cli import make_app; make_app('run'); print(*sys.modules)"
        loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        own = {name for name in loaded.stdout.split() if name.startswith("extract.commands.")}
        assert own == {"extract.commands.run", "extract.commands.common"}

    def test_answers_at_once(self) -> None:
        """Measured as time of the processor, so that a busy machine does not count against it."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert call("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.4


class TestWrongCalls:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("--no-such-option",),
            ("no-such-command",),
            ("run", "--no-such-option"),
            ("run", "--jobs", "many"),
            ("run", "--jobs", "0"),
            ("run", "--engine", "steam"),
            ("run", "--profile", "no-such-profile"),
            ("run", "pyproject.toml", "--prune"),
            ("rollback",),
            ("evaluate", "no-such-gold.json", "."),
            ("inspect", "pyproject.toml"),
        ],
    )
    def test_end_with_64_and_say_what_is_wrong(self, arguments: tuple[str, ...], tmp_path: Path) -> None:
        done = call(*arguments, FORTSCHRITT_OUTPUT=str(tmp_path / "output"))
        assert done.returncode == 64, done.stderr
        assert done.stderr.startswith("Wrong call: ")
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "output").exists()

    def test_wrong_setting_in_the_environment(self) -> None:
        done = call("config", FORTSCHRITT_JOBS="many")
        assert done.returncode == 64
        assert "jobs" in done.stderr


BAD = {
    "not a PDF": "{file}: is not a PDF (it starts with 'PK\\x03\\x04'). "
    "Remove it from the inbox or save it as PDF.",
    "empty": "{file}: the file has no content. Copy it again.",
    "encrypted": "{file}: is encrypted and needs a password. "
    "Give the password with --password or FORTSCHRITT_PASSWORD, or save the file without protection.",
    "no text layer": "{file}: the file has no text layer. "
    "Install OCR (apt-get install ocrmypdf tesseract-ocr-deu) and run with --ocr auto.",
    "another kind": "{file}: holds no project as profile ruhr-konferenz describes them. "
    "Choose another profile with --profile, or let unknown reports be read (setting unknown = read).",
}


def bad_file(kind: str, folder: Path) -> Path:
    path = folder / f"{kind.replace(' ', '-')}.pdf"
    if kind == "not a PDF":
        path.write_bytes(b"PK\x03\x04 an archive")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "encrypted":
        with pikepdf.open(leaflet(folder / "plain")) as plain:
            plain.save(path, encryption=pikepdf.Encryption(user="geheim", owner="besitz"))
        (folder / "plain").unlink()
    elif kind == "truncated":
        path.write_bytes(leaflet(path).read_bytes()[:200])
    else:
        leaflet(path, text=kind != "no text layer")
    return path


class TestBadInput:
    @pytest.mark.parametrize("kind", BAD)
    def test_one_sentence_says_what_is_wrong_and_what_to_do(self, kind: str, tmp_path: Path) -> None:
        inbox, output = tmp_path / "inbox", tmp_path / "output"
        inbox.mkdir()
        path = bad_file(kind, inbox)
        done = call("run", inbox, "--output", output, "--quiet", "--profile", "ruhr-konferenz")
        sentence = BAD[kind].format(file=path)
        assert done.stderr == sentence + "\n"
        assert done.returncode == 2
        assert sentence in (output / "set_aside.md").read_text()
        assert not (output / "tables").exists()

    def test_truncated(self, tmp_path: Path) -> None:
        path = bad_file("truncated", tmp_path)
        done = call("run", path, "--output", tmp_path / "output", "--quiet")
        assert done.returncode == 2
        assert done.stderr.startswith(f"{path}: is damaged: no page could be read (")
        assert done.stderr.endswith("). Get the file again from its source.\n")

    def test_wrong_and_right_password(self, tmp_path: Path) -> None:
        path, output = bad_file("encrypted", tmp_path), tmp_path / "output"
        wrong = call("run", path, "--output", output, "--quiet", "--password", "falsch")
        assert (
            wrong.stderr
            == f"{path}: is encrypted and the password given does not open it. Check the password.\n"
        )
        right = call("run", path, "--output", output, "--quiet", FORTSCHRITT_PASSWORD="geheim")
        assert right.returncode == 0

    def test_folder_without_pdfs(self, tmp_path: Path) -> None:
        done = call("run", tmp_path, "--output", tmp_path / "output", "--quiet")
        assert done.returncode == 2
        assert done.stderr == (
            f"{tmp_path}: the folder holds no PDF. Put the reports there or name another folder.\n"
        )

    def test_output_that_is_a_file(self, tmp_path: Path) -> None:
        path, output = leaflet(tmp_path / "leaflet.pdf"), tmp_path / "output"
        output.write_text("")
        done = call("run", path, "--output", output, "--quiet")
        assert done.returncode == 2
        assert done.stderr == (
            f"{output}: the results cannot be written: a file of that name is in the way. "
            "Choose another folder with --output; what was published before is unchanged.\n"
        )


@pytest.mark.slow
@pytest.mark.skipif(not list(SAMPLE.glob("*.pdf")), reason="the sample report is not there")
def test_all_kinds_of_bad_files_beside_the_sample_report(tmp_path: Path) -> None:
    inbox, output = tmp_path / "inbox", tmp_path / "output"
    inbox.mkdir()
    sample = next(SAMPLE.glob("*.pdf"))
    (inbox / "a-sample.pdf").write_bytes(sample.read_bytes())
    (inbox / "z-again.pdf").write_bytes(sample.read_bytes())
    for kind in (*BAD, "truncated"):
        bad_file(kind, inbox)
    done = call("run", inbox, "--output", output)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(BAD) + 1  # one of another kind is read as text
    again = f"{inbox / 'z-again.pdf'}: it is the same file as {inbox / 'a-sample.pdf'}. "
    assert again + "Remove one of the two files." in done.stderr.splitlines()
    assert len(list((output / "tables" / "projects").iterdir())) == 2
    assert "a-sample.pdf" in done.stdout
    assert str(output / "tables") in done.stdout
    files = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    second = call("run", inbox, "--output", output)
    assert second.returncode == 1
    assert "unchanged, not read again" in second.stdout
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()} == files


class TestSnapshots:
    def test_listed_and_taken_back(self, tmp_path: Path) -> None:
        clock = Clock()
        publish([prepared(projects=2)], tmp_path, clock=clock)
        publish([prepared(projects=3)], tmp_path, clock=clock)
        listed = call("snapshots", "--output", tmp_path)
        assert listed.returncode == 0
        assert "current" in listed.stdout.splitlines()[2]
        assert "~seenland-2024" in listed.stdout
        back = call("rollback", "1", "--output", tmp_path)
        assert back.returncode == 0
        assert "now holds what 1 held" in back.stdout
        assert call("rollback", "3", "--output", tmp_path).stdout.startswith("Nothing to do")

    def test_of_nothing(self, tmp_path: Path) -> None:
        done = call("snapshots", "--output", tmp_path)
        assert done.returncode == 2
        assert done.stderr == f"{tmp_path}: nothing was published here yet. `fortschritt run` does it.\n"

    def test_that_are_not_there(self, tmp_path: Path) -> None:
        publish([prepared()], tmp_path, clock=Clock())
        done = call("rollback", "77", "--output", tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith(f"{tmp_path}: there is no snapshot 77.")


def test_config_shows_every_setting_but_no_secret() -> None:
    done = call("config", FORTSCHRITT_PASSWORD="geheim", FORTSCHRITT_JOBS="7")
    for name in Settings.model_fields:
        assert f"FORTSCHRITT_{name.upper()}=" in done.stdout
    assert "geheim" not in done.stdout
    assert "FORTSCHRITT_JOBS=7   (default: 1)" in done.stdout


def test_settings_come_from_option_environment_file_and_default_in_that_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("FORTSCHRITT_JOBS=3\nFORTSCHRITT_OUTPUT=from-file\n")
    monkeypatch.setenv("FORTSCHRITT_OUTPUT", "from-environment")
    settings = Settings()
    assert (settings.jobs, settings.output, settings.input) == (3, "from-environment", "raw_pdfs")
    assert Settings(output="given").output == "given"


def test_annotate_reads_lines_and_names_a_bad_one(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": 1, "text": "Bis Mai 2025 fließen 3 Mio. Euro."}\nkein JSON\n')
    done = call("annotate", lines)
    assert '"3 Mio. Euro"' in done.stdout
    assert done.returncode == 2
    assert "line 2" in done.stderr


def test_profiles_are_listed() -> None:
    assert "ruhr-konferenz" in call("profiles").stdout


def test_version() -> None:
    from extract import __version__

    assert call("--version").stdout == f"fortschritt {__version__}\n"


@pytest.mark.slow
@pytest.mark.skipif(not list(SAMPLE.glob("*.pdf")), reason="the sample report is not there")
class TestSameBytes:
    """The same file and version give the same data, whatever else differs."""

    def run_with_seed(self, seed: int, output: Path) -> dict[str, str]:
        done = call("run", SAMPLE, "--output", output, "--quiet", PYTHONHASHSEED=str(seed))
        assert done.returncode == 0, done.stderr
        (entry,) = (output / "current" / "reports").iterdir()
        files = json.loads(entry.read_bytes())["files"]
        return {table: file["data_sha256"] for table, file in files.items()}

    def test_with_another_order_of_hashes(self, tmp_path: Path) -> None:
        first, second, third = (self.run_with_seed(seed, tmp_path / str(seed)) for seed in (1, 2, 3))
        assert first == second == third

    def test_two_runs_at_once_leave_one_state(self, tmp_path: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "extract.cli",
            "run",
            str(SAMPLE),
            "--output",
            str(tmp_path / "output"),
        ]
        runs = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        said = [process.communicate() for process in runs]
        assert [process.returncode for process in runs] == [0, 0], said
        assert not any("Traceback" in errors for _, errors in said)
        assert len(list((tmp_path / "output" / "snapshots").iterdir())) == 1
