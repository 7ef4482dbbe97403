"""``fortschritt annotate``: dates, amounts and shares in sentences."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from extract.commands import common


def annotate(
    source: Annotated[
        typer.FileText,
        typer.Argument(
            help="File of JSON lines, each with a `text`; - is standard input.", show_default="standard input"
        ),
    ] = sys.stdin,  # type: ignore[assignment]
) -> int:
    """Find dates, amounts of money and shares in German sentences.

    Reads one JSON object per line and prints one per line with its `id`, `dates`, `amounts` and `shares`.
    The inputs: `text`; `id`, which is handed through; `year` (2022), which dates without a year take;
    `reference_date` (2022-05-31), to which such dates are nearest where no year is given; `funding` (true):
    the text states how something is funded, so that its percentages are shares. All but `text` may be
    left out.
    """
    from extract.german.annotate import annotate_stream

    try:
        for line in annotate_stream(source):
            typer.echo(line)
    except ValueError as error:
        common.say(f"{source.name}: {error}")
        return common.NOTHING_DONE
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(annotate)
