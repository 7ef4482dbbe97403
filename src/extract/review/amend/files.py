"""Correction files: ``<folder>/<report_id>.yaml``, written by the review server or by hand."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from extract.base.yaml_files import BadYaml, parse, read_text
from extract.publish.problems import OutputProblem
from extract.review.amend.values import UnfitValue, correctable, to_text, to_value
from extract.tables.prepared import REPORT_ID_PATTERN

_AND = "+"
"""In the key of a result between the extraction key and the hash of corrections."""

_HEAD = """\
# Corrections and accepted doubts of {report_id}; applied at every run. See docs/review.md.
"""


class BadCorrections(OutputProblem):
    """A correction file that cannot be used as it is, with what to mend in it."""


def _as_text(value: Any) -> Any:
    # YAML makes dates and numbers of what people write without quotes.
    if isinstance(value, date | datetime | int | float | bool):
        return to_text(value)
    return value


Written = Annotated[str, BeforeValidator(_as_text)]


class Address(BaseModel):
    """Where a value is: ``table/project/column``, or ``table/project/row/column``; ``-`` is no project."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: str
    project: str | None
    row: int | None
    column: str

    @staticmethod
    def parse(written: str) -> Address:
        """The address from its written form; ValueError if it is none."""
        parts = written.strip().split("/")
        if len(parts) not in (3, 4):
            raise ValueError(f"{written!r} is no address: table/project/column or table/project/row/column")
        table, project, column = parts[0], parts[1], parts[-1]
        if not correctable(table, column):
            raise ValueError(f"{table}.{column} cannot be corrected")
        row = parts[2] if len(parts) == 4 else None
        if row is not None and not row.isdecimal():
            raise ValueError(f"{written!r}: the row must be its position, a number")
        return Address(
            table=table,
            project=None if project == "-" else project,
            row=None if row is None else int(row),
            column=column,
        )

    def __str__(self) -> str:
        row = () if self.row is None else (str(self.row),)
        return "/".join((self.table, self.project or "-", *row, self.column))


class Correction(BaseModel):
    """One value put right by a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: str = Field(description="Address of the value.")
    printed: Written = Field("", description="Printed text it rests on; empty: the old value alone decides.")
    old: Written | None = Field(None, description="Value as extracted.")
    new: Written | None = Field(description="Value as it should be.")
    who: str
    when: Written
    why: str | None = None

    @property
    def address(self) -> Address:
        """Where the value is."""
        return Address.parse(self.value)

    @model_validator(mode="after")
    def _fits(self) -> Correction:
        address = self.address
        for written in (self.old, self.new):
            try:
                to_value(address.table, address.column, written)
            except UnfitValue as error:
                # Nothing was read where there is an empty text: that says no more than none.
                if written is self.new or written:
                    raise ValueError(str(error)) from error
        return self


class Acceptance(BaseModel):
    """One finding that a person accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    finding: str = Field(description="Code of the finding.")
    project: str | None = Field(None, description="Project; none for findings of the report as a whole.")
    message: str = Field(description="Message of the finding, as published.")
    source: Written = Field(
        "", description="Fingerprint of the text it rests on; empty: the message decides."
    )
    who: str
    when: Written
    why: str | None = None


class CorrectionFile(BaseModel):
    """All corrections and accepted doubts of one edition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corrections: tuple[Correction, ...] = ()
    accepted: tuple[Acceptance, ...] = ()


def correction_path(folder: Path, report_id: str) -> Path:
    """Where the corrections of an edition lie.

    Raises:
        ValueError: the name is none of an edition; it would be a path elsewhere.
    """
    if not REPORT_ID_PATTERN.fullmatch(report_id):
        raise ValueError(f"{report_id!r} is no report_id")
    return folder / f"{report_id}.yaml"


def read_corrections(folder: Path | None, report_id: str) -> CorrectionFile:
    """The corrections of an edition; empty if there are none.

    Raises:
        BadCorrections: the file cannot be used as it is.
    """
    if folder is None:
        return CorrectionFile()
    path = correction_path(folder, report_id)
    try:
        return _read(path)
    except FileNotFoundError:
        return CorrectionFile()


def parse_corrections(content: str, name: str) -> CorrectionFile:
    """Corrections from YAML; ``name`` is named in the error.

    Raises:
        BadCorrections: it cannot be used as it is.
    """
    try:
        data = parse(content)
    except BadYaml as error:
        raise BadCorrections(f"{name}: {error}.") from error
    try:
        return CorrectionFile.model_validate({} if data is None else data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise BadCorrections(f"{name}: {place}: {first['msg']}.") from error


def write_corrections(folder: Path, report_id: str, content: CorrectionFile) -> Path:
    """Write the corrections of an edition as a whole: a reader sees the old file or the new one.

    Raises:
        BadCorrections: what would be written could not be read again; nothing is written.
    """
    path = correction_path(folder, report_id)
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(
        content.model_dump(exclude_defaults=False), allow_unicode=True, sort_keys=False, width=100
    )
    text = _HEAD.format(report_id=report_id) + text
    try:
        kept = parse_corrections(text, str(path)) == content
    except BadCorrections:
        kept = False
    if not kept:
        raise BadCorrections("The correction holds characters that no file can keep; nothing was written.")
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return path


def check_corrections(folder: Path) -> None:
    """Read all correction files once, before a run spends time on reports.

    Raises:
        BadCorrections: the first file that cannot be used as it is.
    """
    for path in _files(folder):
        try:
            _read(path)
        except FileNotFoundError:
            continue  # removed since the folder was listed


def corrections_digest(folder: Path) -> str:
    """Hash over all correction files; the empty string if there are none."""
    files = _files(folder)
    if not files:
        return ""
    lines = [f"{path.name}={report_corrections_digest(folder, path.stem)}" for path in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def report_corrections_digest(folder: Path, report_id: str) -> str:
    """Hash of the corrections of one edition; the empty string if there are none."""
    try:
        return hashlib.sha256(correction_path(folder, report_id).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""


def corrected_key(key: str, corrections: Path, report_id: str) -> str:
    """The key of a published result: the extraction key, and what people corrected in this very edition.

    A correction so costs reading one report again, not all of them.

    Args:
        key: the extraction key.
        corrections: folder with the corrections.
        report_id: the edition.
    """
    digest = report_corrections_digest(corrections, report_id)
    return f"{key}{_AND}{digest[:16]}" if digest else key


def without_corrections(key: str) -> str:
    """The extraction key in the key of a published result."""
    return key.partition(_AND)[0]


def _read(path: Path) -> CorrectionFile:
    try:
        text = read_text(path)
    except BadYaml as error:
        raise BadCorrections(f"{path}: {error}.") from error
    return parse_corrections(text, str(path))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadCorrections(f"{folder}: the folder of corrections cannot be read ({reason}).") from error
