"""``fortschritt profiles``: which families of reports are known, and which fits a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common

_FITS = 0.5
"""Below this share of its signs a profile is the nearest one, but hardly the right one."""


def profiles(
    for_file: Annotated[
        Path | None,
        typer.Option("--for", help="Show how well each profile fits this PDF.", exists=True, dir_okay=False),
    ] = None,
    profiles_folder: common.ProfilesFolderOption = None,
    password: common.PasswordOption = None,
    password_file: common.PasswordFileOption = None,
) -> int:
    """List the layout profiles: the families of reports that can be read."""
    settings = common.settings_with(
        profiles_folder=profiles_folder, password=password, password_file=password_file
    )
    folder = None if settings.profiles_folder is None else Path(settings.profiles_folder)
    if for_file is None:
        from extract.reports.profile.model import profiles as known

        for name, profile in known(folder).items():
            typer.echo(f"{name:28s} {profile.description}")
        return common.ALL_DONE

    from extract.reports.profile.choice import score_file

    for place, score in enumerate(score_file(for_file, folder=folder, password=settings.password)):
        name = score.profile.profile
        if not score.profile.recognise:
            typer.echo(f"   -  {name:28s} only when named: it has no signs")
            continue
        chosen = "" if place or not score.score else "  <- chosen" if score.score >= _FITS else "  <- nearest"
        typer.echo(f"{score.score:5.2f} {name:28s}{chosen}")
        for label, signs in (("found", score.found), ("missing", score.missing)):
            if signs:
                typer.echo(f"      {label:8s} {', '.join(signs)}")
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(profiles)
