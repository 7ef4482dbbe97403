"""``fortschritt flow``: the same as ``run``, through the Prefect flow."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from extract.commands import common

_FLOW_FILE = Path("flows") / "ingest.py"


def flow(
    inbox: Annotated[
        str | None, typer.Argument(help="Folder with the reports.", show_default="raw_pdfs")
    ] = None,
    output: common.OutputOption = None,
    profile: common.ProfileOption = None,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged reports again, too.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the data of reports that no longer lie in the folder.")
    ] = False,
    runner: Annotated[
        str | None, typer.Option("--runner", help="Where reports are read: local, processes, dask.")
    ] = None,
    dask_address: Annotated[
        str | None, typer.Option("--dask-address", help="Scheduler of an existing Dask cluster.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", help="Reports at a time.", min=1)] = None,
) -> int:
    """Read reports and publish their tables through the Prefect flow.

    The flow runs in this process with a temporary server, or with the server that PREFECT_API_URL names.
    """
    if find_spec("prefect") is None:
        common.say(
            "The flow needs Prefect: pip install 'fortschrittsbericht-extractor[flow]'. "
            "`fortschritt run` works without."
        )
        return common.NOTHING_DONE
    root = _repository()
    if root is None:
        common.say("The flow lies in the folder flows/ of the repository: run the command there.")
        return common.NOTHING_DONE
    if str(root) not in sys.path:
        # Last: nothing that lies there stands in for a module of the installation.
        sys.path.append(str(root))
    settings = common.settings_with(
        output=output, profile=profile, input=inbox, runner=runner, dask_address=dask_address, jobs=jobs
    )
    from extract.commands.summary import print_summary
    from extract.run.steps import RunResult

    # By name, since the package must not depend on the flows that use it.
    # The lines of Prefect name the run and the task; it leaves them bare where another format is set.
    logging.getLogger().handlers.clear()
    result = import_module("flows.ingest").run_here(
        input=settings.input,
        output=settings.output,
        profile=settings.profile,
        force=force,
        prune=prune,
        runner=settings.runner,
        dask_address=settings.dask_address,
        jobs=settings.jobs,
    )
    if not isinstance(result, RunResult):
        common.say(result)
        return common.NOTHING_DONE
    print_summary(result)
    return result.exit_code


def _repository() -> Path | None:
    """The folder that holds ``flows/``: where the package was installed from, or the working directory."""
    for root in (Path(__file__).parents[3], Path.cwd()):
        if (root / _FLOW_FILE).is_file():
            return root
    return None


def register(app: typer.Typer) -> None:
    app.command()(flow)
