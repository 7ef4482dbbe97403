"""Files that are no PDFs, broken, locked or hostile: one clear refusal, or as many pages as can be read."""

from __future__ import annotations

import contextlib
import io
import time
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from tests.pdf.making import font, form, pdf_bytes, text, written

from extract.base.codes import RefusedFile
from extract.pdf.file.limits import Limits
from extract.pdf.reading import open_document
from extract.pdf.records import Page

ENGINES = ("auto", "pdfplumber")


def refusal(path: Path, **options: Any) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        open_document(path, **options)
    assert path.name in caught.value.sentence
    return caught.value


def pages_of(path: Path, **options: Any) -> list[Page]:
    with open_document(path, **options) as document:
        return list(document.pages())


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


# -- refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"PK\x03\x04 eine Tabelle", "not-a-pdf"),
        (b"\x00\x01\x02\x03" * 500, "not-a-pdf"),
        ("<html>Förderung</html>".encode(), "not-a-pdf"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + b"\xde\xad\xbe\xef" * 5000, "damaged"),
        (b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj trailer <</Root 1 0 R>>", "damaged"),
    ],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert refusal(written(tmp_path, data)).code == code


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "fehlt.pdf").code == "unreadable-file"
    folder = tmp_path / "ordner.pdf"
    folder.mkdir()
    assert refusal(folder).code == "unreadable-file"


def test_files_beyond_a_limit_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pdf_bytes(text("eins"), text("zwei"), text("drei")))
    assert refusal(path, limits=Limits(file_bytes=100)).code == "limit-exceeded"
    assert refusal(path, limits=Limits(pages=2)).code == "limit-exceeded"
    assert len(pages_of(path, limits=Limits(pages=3))) == 3


@pytest.mark.parametrize(
    "method", [{"R": 6}, {"R": 4, "aes": True}, {"R": 3, "aes": False, "metadata": False}]
)
def test_encrypted_files_need_their_password(tmp_path: Path, method: dict[str, Any]) -> None:
    lock = pikepdf.Encryption(user="lahe", owner="eigner", **method)
    path = written(tmp_path, pdf_bytes(text("verschlossen"), encryption=lock))
    assert refusal(path).code == "encrypted"
    assert refusal(path, password="falsch").code == "wrong-password"
    assert refusal(path, password="fälsch €").code == "wrong-password"
    for password in ("lahe", "eigner"):
        assert texts(pages_of(path, password=password)[0]) == ["verschlossen"]


def test_an_empty_user_password_opens_by_itself_and_a_needless_one_does_no_harm(tmp_path: Path) -> None:
    lock = pikepdf.Encryption(user="", owner="eigner", R=6)
    locked = written(tmp_path, pdf_bytes(text("offen"), encryption=lock))
    assert texts(pages_of(locked)[0]) == ["offen"]
    plain = written(tmp_path, pdf_bytes(text("frei")), "frei.pdf")
    assert texts(pages_of(plain, password="irgendeins")[0]) == ["frei"]


# -- broken, and still read --------------------------------------------------------------------------------


def test_a_wrong_cross_reference_table_is_rebuilt(tmp_path: Path) -> None:
    data = pdf_bytes(text("gerettet"), text("auch"))
    start = data.rindex(b"startxref")
    broken = data[:start] + b"startxref\n17\n%%EOF"
    with open_document(written(tmp_path, broken)) as document:
        assert [texts(page) for page in document.pages()] == [["gerettet"], ["auch"]]
        assert document.source.repaired


def test_junk_before_the_header_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, b"\r\nvon der Poststelle\r\n" + pdf_bytes(text("trotzdem")))
    assert texts(pages_of(path)[0]) == ["trotzdem"]


@pytest.mark.parametrize("share", [0.98, 0.8, 0.5, 0.2])
def test_truncated_files_are_refused_or_read_as_far_as_they_go(tmp_path: Path, share: float) -> None:
    data = pdf_bytes(*(text(f"Seite {i}") for i in range(20)))
    path = written(tmp_path, data[: int(len(data) * share)])
    found: list[Page] = []
    with contextlib.suppress(RefusedFile):
        found = pages_of(path)
    if not found:
        assert refusal(path).code == "damaged"
    assert len(found) <= 20
    assert all(texts(page) in ([], ["Seite", str(i)]) for i, page in enumerate(found))
    assert found or share < 0.9


@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_page_does_not_spoil_the_others(tmp_path: Path, engine: str) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("eins"), text("zwei"), text("drei"))))
    pdf.pages[1].obj.Contents = pdf.make_stream(b"immer weniger", Filter=Name.Unbekannt)
    path = tmp_path / "bericht.pdf"
    pdf.save(path)
    pages = pages_of(path, engine=engine)
    assert [texts(page) for page in pages] == [["eins"], [], ["drei"]]
    assert [defect.code for defect in pages[1].defects] == ["page-unreadable"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("packing", "spoil", "told"),
    [
        ("Flate", lambda data: data[: len(data) // 2], True),
        # Nothing but the check sum is missing or wrong.
        ("Flate", lambda data: data[:-4], False),
        ("Flate", lambda data: data[:-2] + b"??", False),
        ("LZW", lambda _: b"\x80\x0b\x60\x50\xff\xff\xff\xff", True),
    ],
)
def test_data_that_are_damaged_are_told(
    tmp_path: Path, engine: str, packing: str, spoil: Any, told: bool
) -> None:
    content = "".join(text(f"Wort{number} im {number % 7}. Tal", y=800 - 20 * number) for number in range(40))
    with Pdf.open(io.BytesIO(pdf_bytes("", text("heil")))) as pdf:
        packed = spoil(zlib.compress(content.encode()))
        stream = pikepdf.Stream(pdf, packed, Filter=Name(f"/{packing}Decode"))
        pdf.pages[0].obj.Contents = stream
        target = io.BytesIO()
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    first, second = pages_of(written(tmp_path, target.getvalue()), engine=engine)
    assert ("page-unreadable" in [defect.code for defect in first.defects]) == told
    assert (len(first.words) == 160) == (not told)
    assert (texts(second), second.defects) == (["heil"], ())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_broken_font_costs_its_own_glyphs(tmp_path: Path, engine: str) -> None:
    broken = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Halb)
    content = text("lesbar") + text("dahin", y=600, face="F9")
    page = pages_of(written(tmp_path, pdf_bytes(content, fonts={"F9": broken})), engine=engine)[0]
    assert texts(page) == ["lesbar"]
    assert [defect.code for defect in page.defects] == ["unmapped-glyphs"]


@pytest.mark.parametrize("engine", ENGINES)
def test_instructions_that_break_off_give_what_came_before(tmp_path: Path, engine: str) -> None:
    content = text("davor") + "q BT /F1 12 Tf 72 600 Td (ohne Ende"
    page = pages_of(written(tmp_path, pdf_bytes(content)), engine=engine)[0]
    assert texts(page) == ["davor"]


NONSENSE = [
    # Sizes of nothing, of the universe, and of no number.
    "BT /F1 0 Tf 72 700 Td (nichts) Tj ET",
    "BT /F1 1e30 Tf 72 700 Td (alles) Tj ET",
    "BT /F1 99999999999999999999999999 Tf 72 700 Td (alles) Tj ET",
    "BT /F1 nan Tf 72 700 Td (nan) Tj ET",
    # Places that are none; matrices that flatten the plane.
    f"BT /F1 12 Tf {'9' * 400} 700 Td (weit) Tj ET",
    "q 0 0 0 0 0 0 cm BT /F1 12 Tf 72 700 Td (platt) Tj ET Q",
    "BT /F1 12 Tf 0 0 0 0 72 700 Tm (platt) Tj ET",
    "1e38 w 0 0 1e38 -1e38 re f 5 5 m h S",
    # Operators without operands, stacks that run empty.
    "Q Q Q ET Tj TJ re m l c W n f S Do sh gs cs scn Tf Td",
    "/Unbekannt Do /F7 12 Tf (x) Tj /P1 scn [ [ [ ] ] ] TJ << /A << /B << >> >> >> BDC",
    "q " * 5000,
    "( " * 2000,
    "[ " * 2000,
    "<< " * 2000,
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("content", NONSENSE)
def test_nonsense_on_a_page_costs_at_most_itself(tmp_path: Path, engine: str, content: str) -> None:
    data = pdf_bytes(text("davor") + content, text("danach"))
    pages = pages_of(written(tmp_path, data), engine=engine)
    assert texts(pages[1]) == ["danach"]
    for word in pages[0].words:
        assert 0 <= (word.box.x0 + word.box.x1) / 2 <= pages[0].width
        assert 0 < word.size < 20_000
    assert "davor" in texts(pages[0]) or pages[0].defects


@pytest.mark.parametrize("mediabox", [(0, 0, 0, 0), (0, 0, -10, 842), (0, 0, 1e9, 1e9), (5, 5, 5, 500)])
def test_pages_of_impossible_size(tmp_path: Path, mediabox: tuple[float, ...]) -> None:
    pages = pages_of(written(tmp_path, pdf_bytes(text("eins"), mediabox=mediabox)))
    assert len(pages) == 1
    assert pages[0].defects or pages[0].width == 10  # a box with its corners swapped is a box


# -- hostile -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_a_deflate_bomb_is_not_inflated(tmp_path: Path, engine: str) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q Q " * 250_000) for _ in range(200)) + packer.flush()

    def bomb(pdf: Pdf) -> Any:
        stream = pdf.make_stream(packed)
        stream.stream_dict.Filter = Name.FlateDecode
        return stream

    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("eins"), text("zwei"))))
    pdf.pages[0].obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode))
    path = tmp_path / "bericht.pdf"
    pdf.save(path, compress_streams=False)
    start = time.process_time()
    limits = Limits(content_bytes_per_page=2_000_000, stream_bytes=4_000_000)
    pages = pages_of(path, engine=engine, limits=limits)
    assert time.process_time() - start < 5
    assert [defect.code for defect in pages[0].defects] == ["page-limit"]
    assert texts(pages[1]) == ["zwei"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("limits", "content"),
    [
        (Limits(glyphs_per_page=500), text("x" * 60) * 10),
        (Limits(shapes_per_page=500), "0 0 5 5 re f " * 600),
        (Limits(seconds_per_page=0.0), "BT /F1 12 Tf 72 700 Td " + "(zeit) Tj " * 3000 + "ET"),
    ],
)
def test_pages_beyond_a_limit(tmp_path: Path, engine: str, limits: Limits, content: str) -> None:
    page = pages_of(written(tmp_path, pdf_bytes(content)), engine=engine, limits=limits)[0]
    assert [defect.code for defect in page.defects] == ["page-limit"]
    assert page.width == 595


@pytest.mark.parametrize("engine", ENGINES)
def test_forms_that_call_themselves_or_each_other_end(tmp_path: Path, engine: str) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("davor") + "/Fm0 Do /Fm0 Do" + text("danach", y=600), xobjects={
        "Fm0": form(text("innen", y=650) + "/Fm0 Do /Fm1 Do"), "Fm1": form("/Fm0 Do /Fm1 Do"),
    })))  # fmt: skip
    objects = pdf.pages[0].obj.Resources.XObject
    for own in (objects.Fm0, objects.Fm1):
        own.Resources = Dictionary(Font=Dictionary(F1=font()), XObject=objects)
    path = tmp_path / "bericht.pdf"
    pdf.save(path)
    page = pages_of(path, engine=engine)[0]
    assert texts(page)[0] == "davor"
    assert texts(page)[-1] == "danach"


def test_forms_that_double_at_each_level_meet_the_limit(tmp_path: Path) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes("/Fm0 Do", xobjects={f"Fm{i}": form("") for i in range(20)})))
    objects = pdf.pages[0].obj.Resources.XObject
    for i in range(20):
        own = objects[f"/Fm{i}"]
        own.write(f"/Fm{i + 1} Do /Fm{i + 1} Do 0 0 1 1 re f".encode())
        own.Resources = Dictionary(XObject=objects)
    path = tmp_path / "bericht.pdf"
    pdf.save(path)
    start = time.process_time()
    page = pages_of(path, limits=Limits(shapes_per_page=1000, seconds_per_page=5))[0]
    assert time.process_time() - start < 10
    assert [defect.code for defect in page.defects] == ["page-limit"]


def test_a_page_tree_that_bites_its_tail_ends(tmp_path: Path) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("eins"), text("zwei"))))
    root = pdf.Root.Pages
    root.Kids.append(root)
    path = tmp_path / "bericht.pdf"
    pdf.save(path)
    assert [texts(page) for page in pages_of(path)] == [["eins"], ["zwei"]]


def test_what_a_file_says_of_itself_is_only_text(tmp_path: Path) -> None:
    title = "<script>alert(1)</script>\r\n../../etc/passwd\x00\x1b[31m " + "x" * 5000
    path = written(
        tmp_path, pdf_bytes(text("eins"), info={"Title": title, "CreationDate": "D:gestern", "Author": ""})
    )
    with open_document(path) as document:
        source = document.source
    assert source.title is not None
    assert source.title.startswith("<script>alert(1)</script> ../../etc/passwd")
    assert source.title.isprintable()
    assert len(source.title) <= 1000
    assert source.created is None
    assert source.author is None


@pytest.mark.parametrize(
    "name", ["Bericht Möhrental – Fassung 2.pdf", "📄 Lage.pdf", "b" * 251 + ".pdf", "ohne-endung"]
)
def test_file_names_of_all_kinds(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, pdf_bytes(text("eins")), name)
    with open_document(path) as document:
        assert document.source.name == name
        assert texts(next(document.pages())) == ["eins"]


def test_bookmarks_labels_and_links(tmp_path: Path) -> None:
    pdf = Pdf.open(io.BytesIO(pdf_bytes(text("eins"), text("zwei"), rotate=0)))
    with pdf.open_outline() as outline:
        first = pikepdf.OutlineItem("Vorwort – Grüße", 0)
        first.children.append(pikepdf.OutlineItem("Unterpunkt", 1))
        outline.root.append(first)
        outline.root.append(pikepdf.OutlineItem("Ohne Ziel", 1))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D, St=7)]))
    place, half = Array([72, 690, 200, 720]), Array([1, 2])
    links = [
        (place, Dictionary(S=Name.URI, URI="https://lahetal.example/bericht")),
        (place, Dictionary(S=Name.URI, URI="javascript:alert(1)")),
        (place, Dictionary(S=Name.JavaScript, JS="app.alert(1)")),
        (half, Dictionary(S=Name.URI, URI="https://kaputt.example")),
    ]
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action) for rect, action in links]
    )
    path = tmp_path / "bericht.pdf"
    pdf.save(path)
    with open_document(path) as document:
        pages = list(document.pages())
        entries = [(entry.level, entry.title, entry.page) for entry in document.source.outline]
    assert entries == [(1, "Vorwort – Grüße", 1), (2, "Unterpunkt", 2), (1, "Ohne Ziel", 2)]
    assert [page.label for page in pages] == ["i", "7"]
    assert [link.uri for link in pages[0].hyperlinks] == ["https://lahetal.example/bericht"]
    box = pages[0].hyperlinks[0].box
    assert (box.x0, box.top, box.x1, box.bottom) == (72, 842 - 720, 200, 842 - 690)


def test_page_numbers_that_do_not_exist(tmp_path: Path) -> None:
    with open_document(written(tmp_path, pdf_bytes(text("eins"), text("zwei")))) as document:
        assert [page.number for page in document.pages([2, 1])] == [2, 1]
        with pytest.raises(IndexError):
            list(document.pages([3]))


class TestPackedObjects:
    """Objects within a stream, of which each is read when it is asked for."""

    @staticmethod
    def _packed(tmp_path: Path) -> Path:
        path = tmp_path / "packed.pdf"
        with pikepdf.open(io.BytesIO(pdf_bytes(text("Auental"), text("Bergheim")))) as pdf:
            mode = pikepdf.ObjectStreamMode.generate
            pdf.save(path, object_stream_mode=mode, compress_streams=False)
        return path

    @staticmethod
    def _words(path: Path) -> list[str]:
        with open_document(path) as document:
            return [word.text for page in document.pages() for word in page.words]

    def test_only_those_asked_for_are_read(self, tmp_path: Path) -> None:
        path = self._packed(tmp_path)
        assert b"/Type /ObjStm" in path.read_bytes()
        with open_document(path) as document:
            assert [word.text for page in document.pages() for word in page.words] == ["Auental", "Bergheim"]
            assert not document._pdf.doc._parsed_objs, "a stream was read whole"

    def test_a_list_of_them_with_other_numbers_is_not_followed(self, tmp_path: Path) -> None:
        path = self._packed(tmp_path)
        data = path.read_bytes()
        start = data.index(b"stream", data.index(b"/Type /ObjStm")) + len(b"stream\n")
        number = data[start : start + 1]
        path.write_bytes(data[:start] + (b"9" if number != b"9" else b"8") + data[start + 1 :])
        assert self._words(path) == ["Auental", "Bergheim"]
