"""``fortschritt run``: reports to tables, without Prefect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common


def run(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Report PDFs, folders or s3:// addresses with such.", show_default="raw_pdfs"),
    ] = None,
    output: common.OutputOption = None,
    profile: common.ProfileOption = None,
    profiles_folder: common.ProfilesFolderOption = None,
    password: common.PasswordOption = None,
    password_file: common.PasswordFileOption = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", help="Processes at a time.", min=1)] = None,
    engine: Annotated[
        str | None, typer.Option("--engine", help="Reading engine: auto, fast, pdfplumber.")
    ] = None,
    ocr: common.OcrOption = None,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged reports again, too.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the data of reports that no longer lie in the folder.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary, no progress.")] = False,
) -> int:
    """Read reports and publish their tables.

    Reports that are published already and have not changed are not read again. A file that cannot be read
    is set aside with its reason; the others are done.
    """
    settings = common.settings_with(
        output=output,
        profile=profile,
        profiles_folder=profiles_folder,
        password=password,
        password_file=password_file,
        jobs=jobs,
        engine=engine,
        ocr=ocr,
    )
    places = inputs or [settings.input]
    if prune and any(Path(place).is_file() for place in places):
        raise typer.BadParameter("--prune needs folders: of single files nobody knows what is missing.")

    from extract.commands.progress import page_progress
    from extract.commands.summary import print_summary
    from extract.run.remote import run_at

    with page_progress(quiet=quiet) as on_page:
        result = run_at(
            places,
            output=settings.output,
            settings=settings,
            clock=common.now,
            force=force,
            prune=prune,
            on_page=on_page,
            on_wait=common.say,
        )
    for item in result.set_aside:
        common.say(item.sentence)
    for gone in result.missing:
        common.say(gone.sentence)
    if not quiet:
        print_summary(result)
    return result.exit_code


def register(app: typer.Typer) -> None:
    app.command()(run)
