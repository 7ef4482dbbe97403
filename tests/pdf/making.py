"""Small PDFs made for the tests: raw drawing instructions on pages of any kind."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

A4 = (0, 0, 595, 842)


def font(base: str = "Helvetica", **more: Any) -> Dictionary:
    """A font every reader has the widths of."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base), Encoding=Name.WinAnsiEncoding, **more
    )


def text(string: str, *, x: float = 72, y: float = 700, size: float = 12, face: str = "F1") -> str:
    """Instructions that show a string in one piece."""
    return f"\nBT /{face} {size} Tf {x} {y} Td {literal(string)} Tj ET\n"


def literal(string: str) -> str:
    """A string as it is written in a content stream, in the encoding of Western fonts."""
    escaped = "".join("\\" + c if c in "()\\" else c for c in string)
    return "(" + "".join(c if c.isascii() else f"\\{c.encode('cp1252')[0]:03o}" for c in escaped) + ")"


def pdf_bytes(
    *contents: str,
    mediabox: Sequence[float] = A4,
    cropbox: Sequence[float] | None = None,
    rotate: int = 0,
    fonts: dict[str, Any] | None = None,
    xobjects: dict[str, Any] | None = None,
    resources: dict[str, Any] | None = None,
    encryption: Any = None,
    info: dict[str, str] | None = None,
) -> bytes:
    """A PDF with one page per content stream. Dictionaries given as functions are called with the file."""
    pdf = Pdf.new()
    made = {key: value(pdf) if callable(value) else value for key, value in (xobjects or {}).items()}
    faces = {"F1": font(), "F2": font("Helvetica-Bold"), **(fonts or {})}
    faces = {key: value(pdf) if callable(value) else value for key, value in faces.items()}
    shared = Dictionary(
        Font=Dictionary({f"/{key}": pdf.make_indirect(value) for key, value in faces.items()}),
        XObject=Dictionary({f"/{key}": value for key, value in made.items()}),
        **(resources or {}),
    )
    for content in contents:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(mediabox),
            Resources=shared,
            Contents=pdf.make_stream(content.encode("latin-1")),
        )
        if cropbox is not None:
            page.CropBox = Array(cropbox)
        if rotate:
            page.Rotate = rotate
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    for key, value in (info or {}).items():
        pdf.docinfo["/" + key] = value
    target = io.BytesIO()
    if encryption is not None:
        pdf.save(target, encryption=encryption)
    else:
        pdf.save(target, static_id=True)
    return target.getvalue()


def form(
    content: str, *, bbox: Sequence[float] = A4, matrix: Sequence[float] | None = None, **fonts: Any
) -> Any:
    """A form XObject, to be given to `pdf_bytes`."""

    def make(pdf: Pdf) -> Stream:
        stream = pdf.make_stream(content.encode("latin-1"))
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array(bbox)
        if matrix is not None:
            stream.Matrix = Array(matrix)
        faces = {"F1": font(), **fonts}
        stream.Resources = Dictionary(Font=Dictionary({f"/{key}": value for key, value in faces.items()}))
        return stream

    return make


def gray_image(width: int = 4, height: int = 4) -> Any:
    """A raster image XObject, to be given to `pdf_bytes`."""

    def make(pdf: Pdf) -> Stream:
        stream = pdf.make_stream(bytes(range(width * height)))
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width, stream.Height = width, height
        stream.ColorSpace, stream.BitsPerComponent = Name.DeviceGray, 8
        return stream

    return make


def written(folder: Path, data: bytes, name: str = "bericht.pdf") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(data)
    return path
