"""What commands share: exit codes, options, settings from options."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extract.base.settings import Settings

ALL_DONE, SOME_SET_ASIDE, NOTHING_DONE, WRONG_CALL = 0, 1, 2, 64

OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", help="Folder with the results.", show_default="output"),
]
EditionOption = Annotated[
    str | None, typer.Option("--edition", help="This edition only (report_id).", show_default="all")
]
SnapshotOption = Annotated[
    str | None,
    typer.Option("--snapshot", help="An earlier publication, by name or number.", show_default="current"),
]
ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", help="Layout profile by name or path.", show_default="chosen by itself"),
]
ProfilesFolderOption = Annotated[
    Path | None, typer.Option("--profiles-folder", help="Folder with profiles of your own.")
]
PasswordOption = Annotated[
    str | None,
    typer.Option(
        "--password",
        help="Password for encrypted PDFs. Others see it in the list of processes: better --password-file.",
    ),
]
PasswordFileOption = Annotated[
    Path | None, typer.Option("--password-file", help="File whose first line is the password.")
]
OcrOption = Annotated[
    str | None, typer.Option("--ocr", help="OCR for pages without text: off, auto.", show_default="off")
]


def now() -> datetime:
    """The clock of the command line."""
    return datetime.now(UTC)


def settings_with(**given: object) -> Settings:
    """The settings in force, with those options that the user gave.

    Raises:
        typer.BadParameter: a value is not allowed.
    """
    from pydantic import ValidationError

    from extract.base.settings import Settings

    values = {
        name: str(value) if isinstance(value, Path) else value
        for name, value in given.items()
        if value is not None
    }
    try:
        return Settings(**values)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise typer.BadParameter(problems) from error


def folder_of(output: str, command: str) -> Path:
    """The output as a folder, for commands that need one.

    Raises:
        OutputProblem: it is an object store.
    """
    from extract.publish.problems import OutputProblem

    if "://" in output:
        raise OutputProblem(
            f"{output}: `fortschritt {command}` works on folders only. Copy the store into a folder first, "
            f"or look at {output.rstrip('/')}/manifests, where each publication is a file."
        )
    return Path(output)


def on_terminal() -> bool:
    """Whether someone watches; in logs there are no progress bars."""
    return sys.stderr.isatty()


def say(sentence: str) -> None:
    """A remark that is no result."""
    typer.echo(sentence, err=True)


def sentence_of(error: Exception) -> str | None:
    """The sentence of an error that is not a defect of ours; None for all others."""
    from extract.base.codes import RefusedFile
    from extract.publish.problems import OutputProblem

    return str(error) if isinstance(error, RefusedFile | OutputProblem) else None


def is_wrong_call(error: Exception) -> bool:
    """Whether an error lies in what the user asked for."""
    from extract.german.entities import PipelineError
    from extract.reports.profile.model import ProfileError

    return isinstance(error, ProfileError | PipelineError)
