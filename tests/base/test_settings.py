"""Settings that are more than a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from extract.base.settings import Settings
from extract.cli import call


def test_password_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "password"
    path.write_text("geheim und lang \nsecond line\n")
    assert Settings(password_file=str(path)).password == "geheim und lang "
    monkeypatch.setenv("FORTSCHRITT_PASSWORD_FILE", str(path))
    assert Settings().password == "geheim und lang "
    assert Settings(password="other").password == "other"
    assert "geheim" not in repr(Settings())


def test_password_file_without_a_password(tmp_path: Path) -> None:
    path = tmp_path / "password"
    with pytest.raises(ValidationError, match="cannot be read"):
        Settings(password_file=str(path))
    path.write_text("\nsecond")
    with pytest.raises(ValidationError, match="first line holds no password"):
        Settings(password_file=str(path))


def test_a_wrong_password_file_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", "--password-file", str(tmp_path / "none")]) == 64
    assert "cannot be read (no such file or directory)" in capsys.readouterr().err


def test_where_settings_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text("FORTSCHRITT_JOBS=3\nfortschritt_output='der Ordner'  # so named\nOTHER=1\n")
    assert (Settings().jobs, Settings().output) == (3, "der Ordner")
    monkeypatch.setenv("FORTSCHRITT_JOBS", "4")
    assert Settings().jobs == 4
    assert Settings(jobs=5).jobs == 5
    monkeypatch.setenv("FORTSCHRITT_JOBS", "none")
    with pytest.raises(ValidationError, match="jobs"):
        Settings()
