"""Settings in one place: defaults, ``FORTSCHRITT_*`` variables and a ``.env`` file, in rising rank."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

_PREFIX = "FORTSCHRITT_"
_FILE = ".env"
_LONGEST_PASSWORD = 1_000


class Settings(BaseModel):
    """Everything that may be set; ``fortschritt config`` shows the values in force."""

    model_config = ConfigDict(extra="ignore")

    def __init__(self, **given: Any) -> None:
        super().__init__(**dict(_surrounding()) | given)

    input: str = Field("raw_pdfs", description="Inbox: folder (or s3:// address) with the report PDFs.")
    output: str = Field("output", description="Folder (or s3:// address) for the results.")
    corrections: str = Field("corrections", description="Folder with the corrections of people (YAML).")
    profile: str = Field("auto", description="Layout profile by name or path; auto chooses by itself.")
    unknown: Literal["read", "set-aside"] = Field(
        "read",
        description="Reports that no profile fits: read with a profile made from the file, or set aside.",
    )
    profiles_folder: str | None = Field(None, description="Folder with profiles of your own (YAML).")
    password: str | None = Field(None, description="Password for encrypted PDFs.", repr=False)
    password_file: str | None = Field(
        None, description="File whose first line is that password; no list of processes shows it."
    )
    engine: Literal["auto", "fast", "pdfplumber"] = Field("auto", description="Reading engine.")
    ocr: Literal["off", "auto"] = Field(
        "off", description="Read pages without text by OCR (needs Tesseract with German data)."
    )
    jobs: int = Field(1, ge=1, description="Processes that read reports or page ranges in parallel.")
    runner: Literal["local", "processes", "dask"] = Field(
        "local", description="Where the flow reads reports: threads that wait, processes, a Dask cluster."
    )
    dask_address: str | None = Field(
        None, description="Scheduler of an existing Dask cluster; without it a local one is started."
    )
    review_pages: bool = Field(
        True, description="Whether the flow writes the review pages after a publication, into OUTPUT/review."
    )
    review_url: str | None = Field(
        None,
        description="Address under which a web server of yours shows OUTPUT/review; the flow links to it.",
    )
    keep_snapshots: int = Field(20, ge=1, description="How many publications are kept for rollback.")
    lock_seconds: float = Field(600, ge=0, description="How long to wait for another run, in seconds.")
    settle_seconds: float = Field(
        1.0,
        ge=0,
        description="Seconds between two looks at files that changed just now; they may still grow.",
    )
    max_bytes: int = Field(500_000_000, ge=1, description="Largest PDF read, in bytes.")
    max_pages: int = Field(5_000, ge=1, description="Most pages read of one PDF.")
    max_objects_per_page: int = Field(500_000, ge=1, description="Most drawing objects read of one page.")
    max_characters_per_page: int = Field(200_000, ge=1, description="Most characters read of one page.")
    seconds_per_report: int = Field(600, ge=1, description="Time limit for one report, in seconds.")
    memory_per_report: int = Field(2_000, ge=1, description="Memory limit for one report, in MB.")
    spacy_pipeline: str | None = Field(
        None,
        description="Installed spaCy pipeline, or folder with a saved one; its entities go to a table.",
    )

    @model_validator(mode="after")
    def _password_of_file(self) -> Settings:
        if self.password is None and self.password_file is not None:
            self.password = _first_line(Path(self.password_file))
        return self


def _surrounding() -> Iterator[tuple[str, str]]:
    """Names and values of the ``.env`` file, then those of the environment, which count more."""
    file = Path(_FILE)
    found = dict[str, str | None]()
    if file.is_file():
        # On demand: few have such a file.
        from dotenv import dotenv_values

        found |= dotenv_values(file)
    for name, value in (*found.items(), *os.environ.items()):
        if value is not None and name.upper().startswith(_PREFIX):
            yield name.upper().removeprefix(_PREFIX).lower(), value


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            line = file.readline(_LONGEST_PASSWORD).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise ValueError(f"{path}: the password cannot be read ({reason.lower()})") from error
    if not line:
        raise ValueError(f"{path}: the first line holds no password")
    return line
