"""``fortschritt profiles``: which families of reports are known."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.commands import common


def profiles(profiles_folder: common.ProfilesFolderOption = None) -> int:
    """List the layout profiles: the families of reports that can be read."""
    from extract.reports.profile import profiles as known

    settings = common.settings_with(profiles_folder=profiles_folder)
    folder = None if settings.profiles_folder is None else Path(settings.profiles_folder)
    for name, profile in known(folder).items():
        typer.echo(f"{name:28s} {profile.description}")
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(profiles)
