"""``fortschritt evaluate``: extracted tables against a gold file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold file (JSON).", exists=True, dir_okay=False)],
    tables: Annotated[Path, typer.Argument(help="Folder of the tables, or the output folder.", exists=True)],
    report_id: Annotated[
        str | None, typer.Option("--report-id", help="Edition to judge, if the folder holds several.")
    ] = None,
    show: Annotated[int, typer.Option("--show", help="Show so many misses per measure.", min=0)] = 0,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the measures to this file.")] = None,
    at_least: Annotated[
        list[str] | None,
        typer.Option("--at-least", help="MEASURE=VALUE that must be reached; may be given several times."),
    ] = None,
) -> int:
    """Compare extracted tables with a gold file, measure by measure.

    Prints the value of each measure (0 to 1) and what it rests on: right, found, wanted. The exit code is 1
    if a measure stays below what --at-least asks.
    """
    import json

    from extract.tables.evaluate import evaluate as measure

    least = dict(_bound(text) for text in at_least or ())
    try:
        measures = measure(gold, tables, report_id=report_id)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    unknown = sorted(set(least) - {item.name for item in measures})
    if unknown:
        raise typer.BadParameter(f"no such measure here: {', '.join(unknown)}")
    failed = False
    for item in measures:
        bound = least.get(item.name)
        below = bound is not None and item.value < bound
        failed = failed or below
        wanted = "" if bound is None else f"   {'BELOW' if below else 'ok, at least'} {bound}"
        typer.echo(f"{item.name:24s} {item.value:.4f}   {'/'.join(map(str, item.counts))}{wanted}")
        for miss in item.misses[:show]:
            typer.echo(f"      {miss}")
    if json_file is not None:
        values = {item.name: item.value for item in measures}
        json_file.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    return common.SOME_SET_ASIDE if failed else common.ALL_DONE


def _bound(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError as error:
        raise typer.BadParameter(f"--at-least {text}: MEASURE=VALUE is wanted, like dates_f1=0.95") from error


def register(app: typer.Typer) -> None:
    app.command()(evaluate)
