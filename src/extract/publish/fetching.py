"""Reading an output wherever it lies: a folder as it is, an object store through a local copy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

_COPIED = datetime(1970, 1, 1, tzinfo=UTC)
"""The local copy has a snapshot of its own, which is thrown away; its time says nothing."""


@contextmanager
def local_output(output: Path | str) -> Iterator[Path]:
    """The output as a folder; what lies in an object store is copied for as long as the block lasts.

    Args:
        output: a folder, or an address like ``s3://bucket/folder``.

    Raises:
        extract.publish.problems.OutputProblem: the address cannot be opened.
    """
    if isinstance(output, Path) or "://" not in output:
        yield Path(output)
        return
    from extract.publish.bucket import Bucket, pull

    with TemporaryDirectory(prefix="fortschritt-") as folder:
        local = Path(folder) / "output"
        pull(Bucket(output), local, clock=lambda: _COPIED)
        yield local
