"""Each stage by itself and warm, with pytest-benchmark: to compare one change with another.

    pytest benchmarks/test_stages.py --benchmark-autosave
    pytest benchmarks/test_stages.py --benchmark-compare

What a report costs from file to tables in a fresh process, and how much memory, is measured by
``python -m benchmarks.run``.
"""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.command import sample
from benchmarks.run import shared
from benchmarks.stages import Stages

FILES = [sample(), *shared()]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem[:24])
def stages(request: pytest.FixtureRequest) -> Stages:
    """All stages of one file, done once."""
    return Stages(request.param)


@pytest.mark.parametrize("name", Stages.NAMES)
def test_stage(stages: Stages, name: str, benchmark: Any) -> None:
    benchmark.group = stages.path.name
    assert benchmark(stages.work(name)) is not None
