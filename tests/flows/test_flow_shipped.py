"""What is shipped for operation says what it should."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

pytest.importorskip("prefect")

from flows.ingest import ingest_reports

ROOT = Path(__file__).parents[2]


def test_deployment_names_the_flow_and_its_parameters() -> None:
    (deployment,) = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    path, _, name = deployment["entrypoint"].partition(":")
    assert (ROOT / path).is_file()
    assert name == "ingest_reports"
    known = inspect.signature(ingest_reports.fn).parameters
    assert set(deployment["parameters"]) <= set(known)
    assert set(deployment["parameters"]) >= {"input", "output", "profile", "force"}
    for parameter, value in deployment["parameters"].items():
        assert known[parameter].default == value


def test_no_telemetry_from_what_is_started_in_this_folder() -> None:
    settings = tomllib.loads((ROOT / "prefect.toml").read_text(encoding="utf-8"))
    assert settings["server"]["analytics_enabled"] is False
    assert settings["cloud"]["enable_orchestration_telemetry"] is False


@pytest.mark.parametrize("given", [None, "true"])
def test_no_telemetry_from_the_flow_unless_the_user_wants_it(tmp_path: Path, given: str | None) -> None:
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PREFECT_") and name not in ("DO_NOT_TRACK", "CI", "GITHUB_ACTIONS")
    }
    if given is not None:
        variables["PREFECT_SERVER_ANALYTICS_ENABLED"] = given
        variables["DO_NOT_TRACK"] = "0"
    code = (
        "import flows, os;"
        "from prefect.settings import get_current_settings;"
        "print(get_current_settings().server.analytics_enabled, os.environ['DO_NOT_TRACK'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        # Not in the project's folder, so that prefect.toml has no say.
        cwd=tmp_path,
        env=variables | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == (["False", "1"] if given is None else ["True", "0"])
