"""What lies in the inbox: read, or named."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.run.inbox import Inbox, discover


def told(inbox: Inbox) -> dict[str, tuple[str, str | None]]:
    return {Path(item.file).name: (item.code, item.detail) for item in inbox.refused}


def names(inbox: Inbox) -> list[str]:
    return [file.name for file in inbox.files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "inbox"
    path.mkdir()
    (path / "a.pdf").write_text("a")
    return path


@pytest.fixture
def closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A subfolder that cannot be entered, whoever runs the tests."""
    path = folder / "closed"
    path.mkdir()
    (path / "b.pdf").write_text("b")
    listed = Path.iterdir

    def iterdir(self: Path) -> Iterator[Path]:
        if self == path:
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    return path


def test_a_folder_that_cannot_be_entered_is_named(folder: Path, closed: Path) -> None:
    inbox = discover([folder])
    assert names(inbox) == ["a.pdf"]
    assert told(inbox) == {"closed": ("unreadable-file", "the folder cannot be entered (permission denied)")}
    assert not inbox.whole


def test_an_inbox_that_cannot_be_entered_is_not_empty(closed: Path) -> None:
    assert told(discover([closed])) == {
        "closed": ("unreadable-file", "the folder cannot be entered (permission denied)")
    }


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "c.pdf").write_text("c")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "back").symlink_to(folder)
    (folder / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    inbox = discover([folder, tmp_path / "elsewhere" / ".." / "inbox" / "gone.pdf"])
    assert names(inbox) == ["a.pdf", "c.pdf"]
    detail = f"it is a link to {tmp_path / 'nowhere.pdf'}, which is not there"
    assert told(inbox) == {"gone.pdf": ("not-found", detail)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@pytest.mark.timeout(20)
def test_pipes_sockets_and_devices_are_named_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.pdf"))
        inbox = discover([folder, folder / "pipe.pdf", Path("/dev/zero")])
    assert names(inbox) == ["a.pdf"]
    assert told(inbox) == {
        "pipe.pdf": ("no-file", "is a pipe, no file"),
        "socket.pdf": ("no-file", "is a socket, no file"),
        "zero": ("no-file", "is a device, no file"),
    }


def test_a_file_that_grows_between_two_looks_is_left_for_the_next_run(folder: Path) -> None:
    (folder / "old.pdf").write_text("old")
    os.utime(folder / "old.pdf", (1, 1))
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        (folder / "a.pdf").write_text("a and more")

    inbox = discover([folder], settle_seconds=2.5, pause=pause)
    assert waited == [2.5]
    assert names(inbox) == ["old.pdf"]
    assert told(inbox) == {"a.pdf": ("still-growing", "changed while it was looked at (1 bytes, then 10)")}
    assert names(discover([folder])) == ["a.pdf", "old.pdf"]


def test_a_file_written_over_at_the_same_size_is_noticed(folder: Path) -> None:
    def pause(_: float) -> None:
        (folder / "a.pdf").write_text("b")
        later = time.time_ns() + 1_000_000
        os.utime(folder / "a.pdf", ns=(later, later))

    assert list(told(discover([folder], settle_seconds=1, pause=pause))) == ["a.pdf"]


def test_nobody_waits_where_nothing_changed_just_now(folder: Path) -> None:
    os.utime(folder / "a.pdf", (1, 1))

    def pause(_: float) -> None:
        raise AssertionError

    assert names(discover([folder], settle_seconds=5, pause=pause)) == ["a.pdf"]
    assert names(discover([folder], settle_seconds=5, now=1000)) == ["a.pdf"]


def test_a_file_that_disappears_meanwhile_is_named(folder: Path) -> None:
    (folder / "b.pdf").write_text("b")
    inbox = discover([folder], settle_seconds=1, pause=lambda _: (folder / "a.pdf").unlink())
    assert names(inbox) == ["b.pdf"]
    assert told(inbox) == {"a.pdf": ("not-found", "there is no such file or folder")}
