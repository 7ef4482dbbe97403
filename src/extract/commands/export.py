"""``fortschritt export``: the tables as Excel, CSV or one DuckDB file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common


def export(
    target: Annotated[
        Path,
        typer.Argument(
            help="What to write: a file *.xlsx (Excel) or *.duckdb (with the ready views), "
            "or a folder for CSV files."
        ),
    ],
    output: common.OutputOption = None,
    edition: common.EditionOption = None,
    snapshot: common.SnapshotOption = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", help="These tables only (Excel, CSV); may be repeated.")
    ] = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="CSV: numbers with a comma, as a German Excel wants them.")
    ] = False,
    german: Annotated[
        bool,
        typer.Option("--german", help="Excel: German headers, names of sheets and words of the data."),
    ] = False,
    review_pages: Annotated[
        str | None,
        typer.Option(
            "--review-pages",
            help="Excel: folder or address of the review pages; each row then links to its project.",
            show_default="OUTPUT/review, if it is there",
        ),
    ] = None,
) -> int:
    """Write the published tables in another form.

    The name says which: tables.xlsx, tables.duckdb, or a folder such as csv. Excel files have a sheet per
    table and per ready view, with the descriptions of the columns as notes and in the sheet Lesehilfe.
    """
    from extract.export.writing import export as write
    from extract.publish.fetching import local_output

    with local_output(common.settings_with(output=output).output) as folder:
        if review_pages is None and (folder / "review" / "index.html").is_file():
            review_pages = os.path.relpath(folder / "review", target.parent)
        written = write(
            folder,
            target,
            edition=edition,
            snapshot=snapshot,
            tables=table or (),
            decimal_comma=decimal_comma,
            review_pages=review_pages,
            german=german,
        )
    for path in written:
        typer.echo(path)
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(export)
