"""``fortschritt config``: the settings in force."""

from __future__ import annotations

import typer

from extract.commands import common


def config() -> int:
    """Show all settings, their values in force and how to set them.

    A setting is taken from the options of a command, else from the environment variable, else from the file
    .env, else it has its default.
    """
    settings = common.settings_with()
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        shown = "(hidden)" if field.repr is False and value is not None else value
        mark = "" if value == field.default else f"   (default: {field.default})"
        typer.echo(f"FORTSCHRITT_{name.upper()}={'' if shown is None else shown}{mark}")
        typer.echo(f"    {field.description}")
    return common.ALL_DONE


def register(app: typer.Typer) -> None:
    app.command()(config)
