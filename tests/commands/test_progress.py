"""The progress bar of a run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.base.settings import Settings
from extract.commands import common
from extract.commands.progress import page_progress
from extract.run.worker import Job


def job(name: str) -> Job:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    return Job(path=Path(name), settings=Settings(), run_id="r", extracted_at=now, extraction_key="k")


def test_each_report_has_a_bar_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(common, "on_terminal", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with page_progress() as on_page:
        assert on_page is not None
        for page in (1, 2):
            on_page(job("wieren.pdf"), page, 2)
            on_page(job("[linden].pdf"), page, 4)
    shown = capsys.readouterr().err
    assert "wieren.pdf" in shown
    assert "[linden].pdf" in shown
    assert "2/4" in shown


def test_nobody_watches_elsewhere() -> None:
    with page_progress() as on_page:
        assert on_page is None
