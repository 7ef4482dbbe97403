"""``fortschritt snapshots`` and ``fortschritt rollback``: what was published when, and back to it."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.commands import common


def snapshots(output: common.OutputOption = None) -> int:
    """List the publications kept, the current one first."""
    from extract.commands.summary import print_snapshots
    from extract.publish.snapshots import snapshots as kept

    folder = common.folder_of(common.settings_with(output=output).output, "snapshots")
    found = kept(folder)
    if not found:
        common.say(f"{folder}: nothing was published here yet. `fortschritt run` does it.")
        return common.NOTHING_DONE
    print_snapshots(found)
    return common.ALL_DONE


def rollback(
    snapshot: Annotated[str, typer.Argument(help="Name or number of the snapshot to return to.")],
    output: common.OutputOption = None,
) -> int:
    """Return to an earlier publication.

    The content of that snapshot is published as a new one, so this too can be taken back. What was taken back
    is not published again by the next run unless its file or the extractor has changed, or with
    `fortschritt run --force`.
    """
    from extract.publish.publication import rollback as return_to

    settings = common.settings_with(output=output)
    done = return_to(
        common.folder_of(settings.output, "rollback"),
        snapshot,
        clock=common.now,
        keep=settings.keep_snapshots,
        lock_seconds=settings.lock_seconds,
        on_wait=common.say,
    )
    if done.changed:
        typer.echo(f"Snapshot {done.snapshot} now holds what {snapshot} held; before it was {done.previous}.")
    else:
        typer.echo(f"Nothing to do: the current snapshot {done.snapshot} holds the same.")
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(snapshots)
    app.command()(rollback)
