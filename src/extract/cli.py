"""The command line: ``fortschritt``. Each command is a thin call of one function of the package.

Exit codes: 0 all done, 1 some files set aside, 2 nothing could be done, 64 wrong call.
"""

from __future__ import annotations

import logging
import os
import pkgutil
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated

import typer

from extract import __version__, commands
from extract.base.collecting import collect_no_more, collect_rarely
from extract.commands import common

_FIRST = ("run", "flow", "inspect", "profiles")
"""Commands named first in the help; the others follow by name."""

# The base of all errors of usage, which Typer does not export by name.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fortschritt {__version__}")
        raise typer.Exit(0)


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell more on the way.")] = False,
) -> None:
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )


def make_app(called: str | None = None) -> typer.Typer:
    """The command line with all commands, or with the one that is called: to load the others takes its time.

    Args:
        called: name of a command; anything else stands for all of them.
    """
    app = typer.Typer(
        name="fortschritt",
        help="Turns German progress reports (Fortschrittsberichte, PDF) into checked tables (Parquet).",
        epilog="Exit codes: 0 all done, 1 some files set aside, 2 nothing could be done, 64 wrong call.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    names = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    only = _register(called) if called in names else None
    if only is not None:
        only(app)
        return app
    for name in sorted(names, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)):
        register = _register(name)
        if register is not None:
            register(app)
    return app


def _register(name: str) -> Callable[[typer.Typer], None] | None:
    """What adds the commands of a module; None for a module with what commands share."""
    register: Callable[[typer.Typer], None] | None = getattr(
        import_module(f"{commands.__name__}.{name}"), "register", None
    )
    return register


def call(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    command = typer.main.get_command(make_app(*arguments[:1]))
    try:
        result = command.main(list(arguments), prog_name="fortschritt", standalone_mode=False)
    except _UsageError as error:
        typer.echo(_usage(error), err=True)
        return common.WRONG_CALL
    except typer.Abort:
        typer.echo("Given up.", err=True)
        return common.NOTHING_DONE
    except Exception as error:
        if common.is_wrong_call(error):
            typer.echo(f"Wrong call: {error}", err=True)
            return common.WRONG_CALL
        sentence = common.sentence_of(error)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        return common.NOTHING_DONE
    return result if isinstance(result, int) else common.ALL_DONE


def _usage(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    message = getattr(error, "format_message", error.__str__)()
    if context is None:
        return f"Wrong call: {message}"
    return f"Wrong call: {message}\n{context.get_usage()}\n{context.command_path} --help tells more."


def main() -> None:
    """Entry point of the console command."""
    collect_rarely()
    # For all that is started from here: what lies in the working folder is no module.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    # To find plugins, pydantic reads what is known of each library that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = call(sys.argv[1:])
    collect_no_more()
    sys.exit(code)


if __name__ == "__main__":
    main()
