"""``fortschritt query``: ready views and SQL on the published tables."""

from __future__ import annotations

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
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL of a ready view instead.")] = False,
) -> int:
    """Ask the published tables.

    Ready views answer the usual questions: which projects there are and how they stand, money by field, body
    and year without counting twice, milestones by quarter, what comes next, what changed.
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
        with connect(tables, edition=edition) as connection:
            answer = ask(connection, question)
    print_as = {"table": as_table, "csv": as_csv, "json": as_json}[form]
    typer.echo(print_as(answer))
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(query)
