"""``fortschritt query``: ready views and SQL on the published tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

import typer

from extract.commands import common


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|SQL]", help="A ready view, a table, or a SELECT. Lists the views if missing."
        ),
    ] = None,
    output: common.OutputOption = None,
    edition: common.EditionOption = None,
    snapshot: common.SnapshotOption = None,
    form: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", help="How to print the answer.")
    ] = "table",
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            help="Ask what is due from this day on (31.12.2022, 2022-12-31).",
            show_default="the day after each report's date",
        ),
    ] = None,
    quarter: Annotated[
        str | None,
        typer.Option("--quarter", help='Ask what is due in this quarter (2023-Q1, "1. Quartal 2023").'),
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="Table: show whole texts, nothing is cut.")] = False,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL of a ready view instead.")] = False,
) -> int:
    """Ask the published tables.

    Ready views answer the usual questions: which projects there are and how they stand, money by field, body
    year and source without counting twice, what is due when, what became of plans, what changed.
    """
    from extract.export.catalogue import listed_views, views

    if question is None:
        for view in listed_views():
            typer.echo(f"{view.name:<28}{view.question}")
        return common.ALL_DONE
    if sql:
        found = next((view for view in views() if view.name == question), None)
        if found is None:
            raise typer.BadParameter(f"there is no view {question}")
        typer.echo(found.sql)
        return common.ALL_DONE

    from extract.export.database import ask, connect
    from extract.export.printing import as_csv, as_json, as_table
    from extract.publish.fetching import local_output
    from extract.publish.reading import current_tables
    from extract.publish.snapshots import snapshot_folder

    with local_output(common.settings_with(output=output).output) as folder:
        tables = current_tables(folder) if snapshot is None else snapshot_folder(folder, snapshot) / "tables"
        day, time = _day(as_of), _quarter(quarter)
        with connect(tables, edition=edition, as_of=day, quarter=time) as connection:
            answer = ask(connection, question)
    match form:
        case "table":
            typer.echo(as_table(answer, wide=wide))
        case "csv":
            typer.echo(as_csv(answer))
        case "json":
            typer.echo(as_json(answer))
    return common.ALL_DONE


def _day(written: str | None) -> date | None:
    """The first day of a time that a person wrote."""
    found = _interval(written, "--as-of")
    return None if found is None else found[0]


def _quarter(written: str | None) -> tuple[date, date] | None:
    """First and last day of a quarter that a person wrote."""
    short = re.fullmatch(r"(\d{4})-?[Qq]([1-4])|[Qq]([1-4])[-/ ]?(\d{4})", (written or "").strip())
    if short is not None:
        written = f"{short[2] or short[3]}. Quartal {short[1] or short[4]}"
    return _interval(written, "--quarter")


def _interval(written: str | None, option: str) -> tuple[date, date] | None:
    if written is None:
        return None
    from extract.german.dates import find_dates

    found = find_dates(written.strip())
    if len(found) != 1 or found[0].date_start is None or found[0].date_end is None:
        raise typer.BadParameter(f"{option}: {written} is no time with a year, such as 2023-Q1 or 31.12.2022")
    return found[0].date_start, found[0].date_end


def register(app: typer.Typer) -> None:
    app.command()(query)
