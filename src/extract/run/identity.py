"""What a result depends on, as keys: the same key means that nothing needs to be done again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from extract import __version__
from extract.run.inbox import InputFile

if TYPE_CHECKING:
    from extract.base.settings import Settings

_ROOMS = ("base", "pdf", "layout", "pages", "german", "reports", "tables", "review/amend")
"""Folders of the package whose code and data decide what is extracted."""


def run_id(files: Sequence[InputFile], key: str) -> str:
    """Name of a run, from the content of its input and all that decides the result."""
    return sha256("\n".join([key, *sorted(file.sha256 for file in files)]).encode()).hexdigest()[:16]


def extraction_key(settings: Settings) -> str:
    """What a result depends on besides the file and the corrections of its edition.

    That is the extractor, the profiles and the settings for reading; the rest is for
    `extract.review.amend.files.corrected_key`.
    """
    parts = [
        __version__,
        _package_digest(),
        settings.profile,
        *(f"{name}={digest}" for name, digest in _own_profiles(settings)),
        settings.engine,
        settings.ocr if settings.ocr == "off" else f"{settings.ocr} {_ocr_version()}",
        settings.spacy_pipeline or "",
        settings.unknown,
        str(settings.max_objects_per_page),
        str(settings.max_characters_per_page),
    ]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


@cache
def _ocr_version() -> str:
    # On demand: few runs read scans, and the picture libraries take their time to load.
    from extract.pdf.ocr import tool_version

    return tool_version()


@cache
def _package_digest() -> str:
    """Hash of the code and data of the rooms that extract: a changed extractor extracts all anew."""
    hasher = sha256()
    package = Path(__file__).parents[1]
    for name in sorted(_files(package), key=lambda name: name.split("/")):
        hasher.update(name.encode())
        hasher.update((package / name).read_bytes())
    return hasher.hexdigest()


def _files(package: Path) -> Iterator[str]:
    """All files of the rooms that extract, as names below the package; each run looks at all of them."""
    for room in _ROOMS:
        for folder, inner, names in os.walk(package / room):
            inner[:] = [name for name in inner if name != "__pycache__"]
            below = Path(folder).relative_to(package).as_posix()
            yield from (f"{below}/{name}" for name in names)


def _own_profiles(settings: Settings) -> list[tuple[str, str]]:
    paths = [] if settings.profiles_folder is None else sorted(Path(settings.profiles_folder).glob("*.y*ml"))
    if Path(settings.profile).is_file():
        paths.append(Path(settings.profile))
    return [(path.name, sha256(path.read_bytes()).hexdigest()) for path in paths]


def trial_key(key: str, settings: Settings) -> str:
    """The extraction key and the limits: a raised limit is worth another try."""
    limits = (
        settings.max_bytes,
        settings.max_pages,
        settings.seconds_per_report,
        settings.memory_per_report,
    )
    return sha256(f"{key}{limits}".encode()).hexdigest()[:32]
