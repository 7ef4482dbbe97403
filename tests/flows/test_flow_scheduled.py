"""Scheduled operation for real: server, worker, deployment as shipped, reports dropped into the inbox."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

pytest.importorskip("prefect")

from tests.flows.prefect_processes import ROOT, Prefect, prefect, processes_with, started, wait_for

from extract.publish.reading import read_table
from extract.publish.snapshots import current_manifest

DEPLOYMENT = "ingest_reports/weekdays"
SAMPLE = next((ROOT / "raw_pdfs").glob("*.pdf"))
EVERY = 15
"""Seconds between scheduled runs."""


def finished_run(server: Prefect, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any] | None:
    runs = server.ask("flow_runs", sort="EXPECTED_START_TIME_ASC")
    broken = [
        run
        for run in runs
        if run["state_type"] in ("FAILED", "CRASHED") and run["state_name"] != "FilesSetAside"
    ]
    assert not broken, broken[0]["state"]
    return next((run for run in runs if run["state_type"] in ("COMPLETED", "FAILED") and wanted(run)), None)


def artifact(server: Prefect, run: dict[str, Any], key: str) -> Any:
    found = server.ask("artifacts", artifacts={"flow_run_id": {"any_": [run["id"]]}, "key": {"any_": [key]}})
    assert len(found) == 1
    return found[0]["data"]


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_reports_dropped_into_the_inbox_are_published_by_schedule(tmp_path: Path) -> None:
    inbox, output = tmp_path / "inbox", tmp_path / "output"
    inbox.mkdir()
    with prefect(tmp_path) as server:
        server.command("work-pool", "create", "fortschritt", "--type", "process")
        server.command(
            "deploy", "--name", "weekdays", "--interval", str(EVERY),
            "--param", f"input={inbox}", "--param", f"output={output}",
        )  # fmt: skip
        deployment = json.loads(server.command("deployment", "inspect", DEPLOYMENT, "--output", "json"))
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["concurrency_options"]["collision_strategy"] == "ENQUEUE"
        with started(server, "worker", "start", "--pool", "fortschritt", "--type", "process"):
            first = wait_for(lambda: finished_run(server, lambda _: True), seconds=90, what="a first run")
            assert first["auto_scheduled"]
            assert "inbox is empty" in first["state"]["message"]
            assert current_manifest(output) is None

            shutil.copy(SAMPLE, inbox)
            run = wait_for(
                lambda: finished_run(server, lambda run: "1 extracted" in run["state"]["message"]),
                seconds=90,
                what="a run that publishes",
            )
            assert SAMPLE.name in run["name"]
            assert "fortschritt" in run["tags"]
            manifest = current_manifest(output)
            assert manifest is not None
            (report_id,) = manifest.reports
            projects = read_table(output, "projects", report_id=report_id).num_rows
            assert projects > 0
            summary = artifact(server, run, "ingest-summary")
            assert manifest.snapshot in summary
            assert f"({projects} projects" in summary
            findings = json.loads(artifact(server, run, "ingest-findings"))
            assert len(findings) == manifest.rows["findings"]
            assert (output / "review").as_uri() in artifact(server, run, "review-pages")
            assert (output / "review" / "index.html").is_file()

            (inbox / "broken.pdf").write_bytes(SAMPLE.read_bytes()[:4000])
            run = wait_for(
                lambda: finished_run(server, lambda run: run["state_name"] == "FilesSetAside"),
                seconds=90,
                what="a run that reports the broken file",
            )
            assert "broken.pdf (damaged)" in run["state"]["message"]
            assert "broken.pdf" in artifact(server, run, "ingest-summary")
            after = current_manifest(output)
            assert after is not None
            assert set(after.reports) == {report_id}
            assert read_table(output, "projects").num_rows == projects
    assert not processes_with(tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_the_shipped_schedule_is_weekdays_at_six_in_berlin(tmp_path: Path) -> None:
    with prefect(tmp_path) as server:
        server.command("work-pool", "create", "fortschritt", "--type", "process")
        server.command("deploy", "--all")
        deployment = json.loads(server.command("deployment", "inspect", DEPLOYMENT, "--output", "json"))
        (schedule,) = deployment["schedules"]
        assert schedule["schedule"]["timezone"] == "Europe/Berlin"
        runs = wait_for(
            lambda: server.ask("flow_runs", sort="EXPECTED_START_TIME_ASC"), seconds=60, what="scheduled runs"
        )
        for run in runs:
            time = datetime.fromisoformat(run["expected_start_time"]).astimezone(ZoneInfo("Europe/Berlin"))
            assert (time.hour, time.minute) == (6, 0)
            assert time.weekday() < 5
        assert settings_of(server)["server"]["analytics_enabled"] is False
        assert settings_of(server)["server"]["concurrency"]["initial_deployment_lease_duration"] == 60
        assert deployment["concurrency_options"]["grace_period_seconds"] == 60
        server.command("automation", "create", "--from-file", "automations.yaml")
        automations = {one["name"]: one for one in server.ask("automations")}
        dead = automations["fortschritt - runs without signs of life"]
        assert dead["trigger"]["within"] == 120
        assert dead["actions"][0]["state"] == "CRASHED"


def settings_of(server: Prefect) -> dict[str, Any]:
    """The settings of the server as it tells them."""
    answer: dict[str, Any] = httpx.get(
        f"http://127.0.0.1:{server.port}/api/admin/settings", timeout=10
    ).json()
    return answer
