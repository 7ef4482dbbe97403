"""The flow where there is no server to run with."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.runs import SAMPLES, end, start

pytest.importorskip("prefect")


@pytest.mark.timeout(90)
def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    run = start(
        *("flow", str(SAMPLES[0]), "--output", str(tmp_path / "output")),
        home=tmp_path / "home",
        PREFECT_API_URL="http://127.0.0.1:9/api",
    )
    code, _, said = end(run, seconds=80)
    assert code == 2
    assert said.startswith("The Prefect server at http://127.0.0.1:9/api cannot be used (")
    assert said.strip().count("\n") == 0
    assert not (tmp_path / "output" / "current").exists()
