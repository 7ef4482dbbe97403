"""A run whose worker is killed with all that it started: it ends as crashed, and keeps nobody waiting."""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil
import pytest
from tests.flows.prefect_processes import prefect, processes_with, started, wait_for
from tests.flows.runs import SAMPLES

pytest.importorskip("prefect")

DEPLOYMENT = "ingest_reports/weekdays"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_killed_run_ends_and_the_next_one_goes_on(tmp_path: Path) -> None:
    inbox, output = tmp_path / "inbox", tmp_path / "output"
    inbox.mkdir()
    shutil.copy(SAMPLES[0], inbox)
    # The beginning of the run: it waits so long for files to settle that it is caught alive.
    with prefect(tmp_path, FORTSCHRITT_SETTLE_SECONDS="45") as server:
        server.command("work-pool", "create", "fortschritt", "--type", "process")
        server.command("automation", "create", "--from-file", "automations.yaml")
        server.command(
            "deploy", "--name", "weekdays", "--param", f"input={inbox}", "--param", f"output={output}"
        )

        def states() -> dict[str, str]:
            runs = server.ask("flow_runs", flow_runs={"tags": {"all_": ["fortschritt"]}})
            return {run["id"]: run["state_name"] for run in runs if not run["auto_scheduled"]}

        with started(server, "worker", "start", "--pool", "fortschritt", "--type", "process") as worker:
            server.command("deployment", "run", DEPLOYMENT)
            wait_for(lambda: "Running" in states().values(), seconds=120, what="a run")
            (dead,) = states()
            wait_for(
                lambda: server.has_event("prefect.flow-run.heartbeat"), seconds=90, what="a sign of life"
            )
            for process in psutil.Process(worker.pid).children(recursive=True):
                process.kill()
            psutil.Process(worker.pid).kill()
        server.environment["FORTSCHRITT_SETTLE_SECONDS"] = "0"
        with started(server, "worker", "start", "--pool", "fortschritt", "--type", "process"):
            server.command("deployment", "run", DEPLOYMENT)
            wait_for(lambda: states()[dead] == "Crashed", seconds=240, what="the end of the dead run")
            wait_for(lambda: "Completed" in states().values(), seconds=120, what="the next run")
    assert not processes_with(tmp_path)
