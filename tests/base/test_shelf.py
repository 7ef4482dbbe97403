"""Bytes put away come back, from memory or from a file, and where no file can be written as well."""

from __future__ import annotations

import tempfile

import pytest

from extract.base import shelf as shelves
from extract.base.shelf import Place, Shelf


def test_what_is_more_than_there_is_room_for_lies_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "_IN_MEMORY", 10)
    shelf = Shelf()
    assert shelf.files == ()
    texts = [b"Aue", b"Bergbach", b"Cleven", b"", b"Dornfelde" * 1000]
    put = [shelf.put(text) for text in texts]
    assert [isinstance(one, Place) for one in put] == [False, True, False, False, True]
    assert [shelf.get(one) for one in reversed(put)] == texts[::-1]
    assert len(shelf.files) == 1
    assert shelf.get(shelf.put(b"Eschenried, hinter allem")) == b"Eschenried, hinter allem"


def test_where_no_file_can_be_written_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError("read-only file system")

    monkeypatch.setattr(shelves, "_IN_MEMORY", 10)
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    shelf = Shelf()
    assert shelf.get(shelf.put(b"Fichtenau am Wehr")) == b"Fichtenau am Wehr"
    assert shelf.files == ()
