"""``fortschritt review``: pages on which people see each value at its place, and put it right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common


def review(
    output: common.OutputOption = None,
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--input", help="Folder or file with the PDFs; may be repeated.", show_default="raw_pdfs"
        ),
    ] = None,
    pages: Annotated[
        Path | None, typer.Option("--pages", help="Folder for the pages.", show_default="OUTPUT/review")
    ] = None,
    password: common.PasswordOption = None,
    password_file: common.PasswordFileOption = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Start a local server on which values can be corrected.")
    ] = False,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", help="Folder with the corrections.", show_default="corrections"),
    ] = None,
    port: Annotated[int, typer.Option("--port", help="Port of the server; 0 takes a free one.", min=0)] = 0,
) -> int:
    """Write the review pages: static HTML that opens by double click, without a network.

    With --serve, accepting and correcting write to the corrections folder; each run applies what is there.
    """
    settings = common.settings_with(
        output=output, password=password, password_file=password_file, corrections=corrections
    )
    folder = common.folder_of(settings.output, "review")
    where = pages or folder / "review"
    searched = inputs or [Path(settings.input)]
    if serve:
        try:
            from extract.review.server import serve as serve_pages
        except ModuleNotFoundError as error:
            common.say(f"The server needs {error.name}. Install the extra: pip install '.[review]'")
            return common.NOTHING_DONE
        serve_pages(
            folder,
            where,
            inputs=searched,
            corrections=Path(settings.corrections),
            password=settings.password,
            port=port,
            clock=common.now,
            say=typer.echo,
        )
        return common.ALL_DONE
    from extract.review.pages.site import write_site

    site = write_site(folder, where, inputs=searched, password=settings.password)
    for report_id in site.without_pdf:
        common.say(
            f"{report_id}: its PDF is in none of the folders given; its values are shown without pictures."
        )
    typer.echo(f"{site.projects} projects, {site.bytes / 1e6:.1f} MB: {site.index}")
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(review)
