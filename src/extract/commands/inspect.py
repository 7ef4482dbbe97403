"""``fortschritt inspect``: one page as a picture with what was found on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common


def inspect(
    file: Annotated[Path, typer.Argument(help="The report (PDF).", exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option("--out", help="Picture to write (PNG).")],
    page: Annotated[int, typer.Option("--page", help="Page of the PDF, the first is 1.", min=1)] = 1,
    profile: common.ProfileOption = None,
    profiles_folder: common.ProfilesFolderOption = None,
    password: common.PasswordOption = None,
    password_file: common.PasswordFileOption = None,
    ocr: common.OcrOption = None,
) -> int:
    """Draw a page with its words, regions, tables and their cells, projects, sections, fields and passages.

    For people who look rather than read: what was taken for what, and what was left over.
    """
    from extract.authoring.inspect import inspect_page

    settings = common.settings_with(
        profile=profile,
        profiles_folder=profiles_folder,
        password=password,
        password_file=password_file,
        ocr=ocr,
    )
    inspect_page(
        file,
        page,
        out,
        profile=settings.profile,
        profiles_folder=None if settings.profiles_folder is None else Path(settings.profiles_folder),
        password=settings.password,
        engine=settings.engine,
        ocr=settings.ocr,
    )
    typer.echo(f"{out} written")
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(inspect)
