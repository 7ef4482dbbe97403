"""``fortschritt diff``: what differs between two snapshots, or between two editions, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.commands import common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.review.records import Differences
    from extract.review.weighing import WeighedChange

_STYLES = {"added": "green", "removed": "red", "changed": "yellow", "moved": "cyan"}


def diff(
    old: Annotated[str, typer.Argument(help="Snapshot (name or number) or edition, also EDITION@SNAPSHOT.")],
    new: Annotated[str, typer.Argument(help="The same for the other side.")],
    output: common.OutputOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="All differences as JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Summary as Markdown.")] = False,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", help="Write the table changes to this file.")
    ] = None,
    lifelines: Annotated[
        bool, typer.Option("--lifelines", help="Also what became of each project and its promises.")
    ] = False,
    unfold: Annotated[
        bool, typer.Option("--unfold", help="Also each change that merely follows from another one.")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 when there are differences.")
    ] = False,
) -> int:
    """Compare two snapshots, or two editions, and say why they differ.

    A renamed project or a reworded milestone is changed, not removed and added. The weightiest changes stand
    first: projects, money, status, milestones, bodies, texts. What merely follows is counted with its cause.
    """
    from extract.review.differences import compare, compare_all
    from extract.review.editions import sides_named
    from extract.review.telling import to_json, to_markdown

    folder = Path(common.settings_with(output=output).output)
    before, after = sides_named(folder, old), sides_named(folder, new)
    if len(before) == 1 and len(after) == 1:
        found: tuple[Differences, ...] = (compare(before[0], after[0]),)
    else:
        found = compare_all(before, after)
    if parquet is not None:
        _write_table(found, parquet)
    if as_json:
        typer.echo(to_json(found))
    elif markdown:
        typer.echo(to_markdown(found))
    else:
        _print(found, unfold=unfold)
    if lifelines and len(before) == 1 and len(after) == 1:
        from extract.review.lifelines import lifelines as lines_of

        for line in lines_of((before[0], after[0])):
            if len(line.stages) == 2:
                _print_line(line)
    different = any(one.changes for one in found)
    return 1 if exit_code and different else common.ALL_DONE


def _write_table(found: Sequence[Differences], path: Path) -> None:
    import pyarrow.parquet as pq

    from extract.publish.problems import cannot_write
    from extract.review.telling import changes_table

    try:
        pq.write_table(changes_table(found), path, compression="zstd")
    except OSError as error:
        raise cannot_write(path, error) from error


def _print(found: Sequence[Differences], *, unfold: bool) -> None:
    from rich.console import Console
    from rich.markup import escape

    from extract.review.records import REASONS
    from extract.review.telling import HEADINGS, by_topic, counts, heading, mark, one_line

    console = Console(highlight=False)
    if not any(one.changes for one in found):
        console.print("No differences.")
        return

    def line(change: WeighedChange, indent: str) -> None:
        style = _STYLES[change.change.kind]
        more = f"  [dim](+{len(change.follows)} that follow)[/dim]" if change.follows and not unfold else ""
        console.print(
            f"{indent}[{style}]{mark(change.change)}[/{style}] {escape(one_line(change))}{more}",
            soft_wrap=True,
        )
        if unfold:
            for follower in change.follows:
                line(follower, indent + "    ")

    for one in found:
        if not one.changes:
            continue
        console.print(f"[bold]{escape(heading(one))}[/bold]")
        reasons = sorted({each.reason for each in one.changes})
        console.print(f"  why: {'; '.join(REASONS[reason] for reason in reasons)}")
        for topic, group in by_topic(one):
            console.print(f"\n[bold]{HEADINGS[topic]}[/bold] ({len(group)})")
            for change in group:
                line(change, "  ")
        console.print()
        for (table, kind), number in sorted(counts(one).items()):
            console.print(f"  [{_STYLES[kind]}]{number:5d} {kind:8}[/{_STYLES[kind]}] {table}")


def _print_line(line: object) -> None:
    from extract.review.lifelines import LifeLine

    assert isinstance(line, LifeLine)
    old, new = line.stages
    typer.echo(
        f"\n{line.title}: {old.status} → {new.status}; {old.volume_text or '–'} → {new.volume_text or '–'}"
    )
    for text in new.new_milestones:
        typer.echo(f"  + {text}")
    for promise in new.promises:
        typer.echo(f"  {'kept ' if promise.mentioned else 'open '} {promise.text}")


def register(app: typer.Typer) -> None:
    app.command()(diff)
