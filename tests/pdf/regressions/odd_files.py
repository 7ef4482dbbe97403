"""Odd PDFs that were once read wrongly or differently by the two readers, made anew as small as they go.

Each entry of `FILES` is made by a function without arguments that gives the bytes of a file; beside it stands
what the words of each page are. A file that turns up with new trouble becomes one more entry.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from tests.pdf.making import font, pdf_bytes, text

Builder = Callable[[], bytes]
FILES: dict[str, tuple[Builder, list[list[str]]]] = {}


def odd(*pages: str) -> Callable[[Builder], Builder]:
    """Note the file with the words of each of its pages."""

    def note(builder: Builder) -> Builder:
        FILES[builder.__name__.replace("_", " ")] = (builder, [page.split() for page in pages])
        return builder

    return note


def saved(pdf: Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    pdf.save(target, static_id=True, **options)  # type: ignore[arg-type]
    return target.getvalue()


def opened(*contents: str) -> Pdf:
    return Pdf.open(io.BytesIO(pdf_bytes(*contents)))


def plain(*contents: str) -> bytes:
    """With streams and objects as plain text, to be changed by hand."""
    return saved(
        opened(*contents), compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )


# -- drawing instructions ----------------------------------------------------------------------------------


@odd("erste zweite")
def spacing_operands_are_no_displacements() -> bytes:
    return pdf_bytes('BT /F1 12 Tf 20 TL 72 700 Td (erste) Tj 400 0.5 (zweite) " ET')


@odd("vier sechs")
def a_string_too_many_is_not_shown() -> bytes:
    return pdf_bytes("BT /F1 12 Tf 72 700 Td (vier ) Tj (drei ) (sechs) Tj ET")


@odd("vier sechs")
def an_operand_before_an_array_is_not_shown() -> bytes:
    return pdf_bytes("BT /F1 12 Tf 72 700 Td (vier ) Tj (drei ) [(sechs)] TJ ET")


@odd("zwei sechs")
def an_array_too_many_is_not_shown() -> bytes:
    return pdf_bytes("BT /F1 12 Tf 72 700 Td (zwei ) Tj [(drei )] [(sechs)] TJ ET")


@odd("Lage Tal")
def a_number_with_a_letter_in_it_between_strings() -> bytes:
    return pdf_bytes("BT /F1 12 Tf 72 700 Td [(La) -20A60 (ge) -400 (Tal)] TJ ET")


@odd("Lage im Tal [1] Lage [2]")
def backslashes_and_brackets_in_strings() -> bytes:
    return pdf_bytes(r"BT /F1 12 Tf 72 700 Td (Lage\ im\ T\al [1] ) Tj [(Lage [) 5 (2])] TJ ET")


@odd("A A")
def octal_numbers_beyond_a_byte() -> bytes:
    return pdf_bytes(r"BT /F1 12 Tf 72 700 Td (\101 \501) Tj ET")


@odd("halbes @ Byte")
def half_a_byte_in_a_string() -> bytes:
    return pdf_bytes("BT /F1 12 Tf 72 700 Td (halbes ) Tj <4> Tj ( Byte) Tj ET")


@odd("davor")
def an_inline_image_is_the_last_thing() -> bytes:
    return pdf_bytes(text("davor") + "q 90 0 0 90 72 72 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd\nEI")


@odd("davor danach")
def an_inline_image_that_looks_like_instructions() -> bytes:
    return pdf_bytes(
        text("davor")
        + "q 9 0 0 9 72 72 cm BI /W 2 /H 4 /BPC 8 /CS /G ID (EI)q\x00[<\nEI Q"
        + text("danach", y=600)
    )


@odd("davor danach Ende")
def inline_images_with_their_end_in_the_data() -> bytes:
    def image(entries: str, data: str) -> str:
        return f"q 9 0 0 9 72 72 cm BI /W 4 /H 4 {entries} ID {data}\nEI Q "

    readable = "EI Q BT (nie) Tj"
    return pdf_bytes(
        text("davor")
        + image("/BPC 8 /CS /G", readable)
        + image("/BPC 8 /CS /DeviceGray /F []", "EI EI EI EI EI E")
        + image("/ImageMask true", "EI Q")
        + image("/BPC 8 /CS /Eigene", "\x01\x02\nEI \x90\x91\x92\nEI\n\x00\xff\xfe\x11")
        + image("/BPC 8 /CS /G /F /Fl", "x\x9c\x80 EI \x01/w Q\xe9")
        + text("danach", y=600)
        + image("/BPC 8 /CS /G /F /A85", "87cUR\nEI Q\n~>")
        + image("/BPC 8 /CS /G /F [/AHx /Fl]", "4149 EI Q 00>")
        + text("Ende", y=500)
    )


@odd("eins zwei")
def words_apart_by_a_round_number() -> bytes:
    # 22.68 + 2.04 is 24.72 and 2.04 is 0.17 em of 12 points: rounding must not decide.
    return pdf_bytes("BT /F1 12 Tf 1 0 0 1 0.1 700 Tm (eins) Tj 1 0 0 1 25.492 700 Tm (zwei) Tj ET")


@odd("Regel")
def rules_without_height() -> bytes:
    return pdf_bytes(text("Regel") + "72 690 200 0 re f 72 600 0 0 re f 300 300 m 300 500 l 300 500 l f")


@odd("Bogen")
def curves_that_end_where_they_began() -> bytes:
    return pdf_bytes(
        text("Bogen")
        + "100 100 m 100 130 130 130 100 100 c f 200 200 m 200 250 260 250 260 200 c S 72 9 m 80 9 l S"
    )


@odd("auf dem Kopf")
def a_negative_font_size() -> bytes:
    return pdf_bytes("BT /F1 -12 Tf -1 0 0 -1 72 700 Tm (auf dem Kopf) Tj ET")


@odd("geteilt Tal")
def instructions_in_several_streams() -> bytes:
    pdf = opened("")
    parts = (b"BI /W 2 /H 2 /F /Fl ID x\x9c", b"\x80 EI\n", b"BT /F1 12 Tf 72 700 Td (ge\\", b"teilt ) Tj")
    parts += (b"[(T) /x (al)] TJ", b"ET")
    pdf.pages[0].obj.Contents = Array([Stream(pdf, part) for part in parts])
    return saved(pdf)


@odd("bunt und lesbar")
def a_colour_space_without_components() -> bytes:
    pdf = opened("/Bunt cs 1 0 0 scn " + text("bunt und") + "/Tinte cs 1 scn" + text("lesbar", y=600))
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(
        Bunt=Array([Name.ICCBased, Stream(pdf, b"")]),
        Tinte=Array([Name.Separation, Name.Rot, Name.DeviceCMYK, Dictionary(FunctionType=2, C1=Name.x)]),
    )
    return saved(pdf)


def written_form(pdf: Pdf, content: str, **more: object) -> Object:
    """A form, or what an annotation shows."""
    entries = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 200, 20]), **more}
    return pdf.make_indirect(Stream(pdf, content.encode("cp1252"), Dictionary(**entries)))


@odd("davor geerbt danach")
def a_form_goes_on_with_the_state_it_is_drawn_in() -> bytes:
    pdf = opened(
        text("davor")
        + "1 0 0 rg 7 w /F2 14 Tf 0.5 Tc 2 0 0 2 0 0 cm /Fm0 Do "
        + "BT 40 200 Td /F1 12 Tf (danach) Tj ET 5 5 9 9 re B"
    )
    look = written_form(pdf, "BT 2 2 Td (geerbt) Tj ET 80 2 20 10 re B", Matrix=Array([1, 0, 0, 1, 30, 250]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm0=look)
    return saved(pdf)


@odd("Name: Lahetal Hinweis Eingang")
def fields_notes_and_stamps_that_show_text() -> bytes:
    pdf = opened(text("Name:"))
    shown = Dictionary(Font=Dictionary(F1=font()))

    def look(words: str, **more: object) -> Object:
        return written_form(pdf, f"/Tx BMC {text(words, x=2, y=4)} EMC", Resources=shown, **more)

    def note(kind: Name, y: float, normal: object, **more: object) -> Object:
        place = Array([150, y, 350, y + 20])
        entries = {"Type": Name.Annot, "Subtype": kind, "Rect": place, "AP": Dictionary(N=normal), **more}
        return pdf.make_indirect(Dictionary(**entries))

    turned = look("Eingang", BBox=Array([0, 0, 100, 20]), Matrix=Array([0, 1, -1, 0, 0, 0]))
    del turned["/Subtype"]
    pdf.pages[0].obj.Annots = Array(
        [
            note(Name.Widget, 696, look("Lahetal")),
            note(Name.Widget, 650, Dictionary(Ja=look("Hinweis"), Off=look("nie")), AS=Name.Ja),
            note(Name.Stamp, 600, turned, Rect=Array([150, 600, 170, 700])),
            note(Name.FreeText, 500, look("verborgen"), F=2),
            note(Name.FreeText, 500, look("unsichtbar"), F=32),
            note(Name.Text, 500, look("aufklappbar")),
            note(Name.Stamp, 500, look("flach", BBox=Array([0, 0, 0, 20]))),
            note(Name.Widget, 500, Name.Nichts),
            note(Name.Widget, 500, look("nirgends"), Rect=Array([1, 2])),
        ]
    )
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots)
    return saved(pdf)


# -- dictionaries of pages -----------------------------------------------------------------------------------


@odd("ohne Rand")
def a_page_without_a_box() -> bytes:
    pdf = opened(text("ohne Rand"))
    del pdf.pages[0].obj["/MediaBox"]
    return saved(pdf)


@odd("mit Rand")
def page_boxes_of_nonsense() -> bytes:
    pdf = opened(text("mit Rand"))
    page = pdf.pages[0].obj
    page.TrimBox, page.ArtBox, page.BleedBox = Array([1, 2]), Name.Keine, Array([Name.a] * 4)
    return saved(pdf)


@odd("gedreht")
def a_crop_box_with_its_corners_swapped() -> bytes:
    pdf = opened(text("gedreht") + text("draussen", y=20))
    pdf.pages[0].obj.CropBox = Array([500, 800, 50, 100])
    return saved(pdf)


@odd("geerbt", "geerbt auch")
def boxes_and_resources_from_the_parent() -> bytes:
    pdf = opened(text("geerbt"), text("geerbt auch"))
    for key in ("/MediaBox", "/Resources"):
        pdf.Root.Pages[key] = pdf.pages[0].obj[key]
        for page in pdf.pages:
            del page.obj[key]
    return saved(pdf)


@odd("groß")
def a_user_unit() -> bytes:
    pdf = opened(text("groß"))
    pdf.pages[0].obj.UserUnit = 10
    return saved(pdf)


@odd("", "zwei")
def a_page_without_instructions() -> bytes:
    pdf = opened(text("eins"), text("zwei"))
    del pdf.pages[0].obj["/Contents"]
    return saved(pdf)


@odd("eins", "zwei")
def names_and_labels_that_double_at_each_level() -> bytes:
    pdf = opened(text("eins"), text("zwei"))
    for root, key in (("/Dests", "/Names"), ("/PageLabels", "/Nums")):
        node = pdf.make_indirect(Dictionary({key: Array([])}))
        for _ in range(60):
            node = pdf.make_indirect(Dictionary(Kids=Array([node, node])))
        if root == "/Dests":
            pdf.Root.Names = Dictionary(Dests=node)
        else:
            pdf.Root[root] = node
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Anfang", "nirgendwo"))
    return saved(pdf)


@odd("eins")
def bookmarks_and_names_that_bite_their_tail() -> bytes:
    pdf = opened(text("eins"))
    node = pdf.make_indirect(Dictionary(Names=Array([String("a"), 1])))
    node.Kids = Array([node, node])
    pdf.Root.Names = Dictionary(Dests=node)
    entry = pdf.make_indirect(Dictionary(Title=String("Kreis"), Dest=String("a")))
    entry.Next = entry.First = entry
    pdf.Root.Outlines = Dictionary(First=entry)
    return saved(pdf)


@odd("Formular")
def form_fields_that_bite_their_tail() -> bytes:
    pdf = opened(text("Formular"))
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("Feld")))
    field.Kids = Array([field])
    field.Parent = field
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.pages[0].obj.Annots = Array([field])
    return saved(pdf)


def composite(pdf: Pdf, to_unicode: bytes, **descendant: object) -> Object:
    """A font of two-byte codes without a font program."""
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Weit, **descendant)
    inner.CIDSystemInfo = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    outer = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Weit)
    outer.DescendantFonts = Array([pdf.make_indirect(inner)])
    outer.Encoding = Name("/Identity-H")
    outer.ToUnicode = pdf.make_stream(b"begincmap\n" + to_unicode + b"\nendcmap")
    return pdf.make_indirect(outer)


@odd("Tal")
def a_font_with_more_glyphs_than_there_are_numbers() -> bytes:
    pdf = opened("BT /F8 12 Tf 72 700 Td <00010002> Tj /F9 12 Tf <0003> Tj ET")
    fonts = pdf.pages[0].obj.Resources.Font
    meanings = b"1 beginbfrange <0001> <0002> [<0054> <0061>] endbfrange"
    fonts.F8 = composite(pdf, meanings, W=Array([0, 2**40, 500]))
    huge = b"1 beginbfrange <00000003> <ffffffff> <006c> endbfrange"
    fonts.F9 = composite(pdf, huge, W=Array([0, [500] * 9]))
    return saved(pdf)


@odd("Tal Tal")
def encodings_that_stand_in_the_file() -> bytes:
    pdf = opened("BT /F8 12 Tf 72 700 Td <000100020003> Tj /F9 12 Tf 40 0 Td <010203> Tj ET")
    fonts = pdf.pages[0].obj.Resources.Font
    meanings = b"<%b01> <0054> <%b02> <0061> <%b03> <006c> endbfchar"
    for key, zero in (("/F8", b"00"), ("/F9", b"")):
        to_unicode = b"3 beginbfchar " + meanings.replace(b"%b", zero)
        fonts[key] = composite(pdf, to_unicode, W=Array([0, [500] * 9]))
        space = b"1 begincodespacerange <%b00> <%bff> endcodespacerange "
        ranges = b"1 begincidrange <%b00> <%bff> 0 endcidrange"
        codes = pdf.make_stream((space + ranges).replace(b"%b", zero))
        codes.Type, codes.CMapName = Name.CMap, Name.Eigene
        fonts[key].Encoding = codes
    return saved(pdf)


@odd("leise")
def letters_without_width_that_run_backwards() -> bytes:
    pdf = opened("BT /F1 12 Tf 72 700 Td [(l) 200 (e) 200 (i) 200 (s) 200 (e)] TJ ET")
    face = pdf.pages[0].obj.Resources.Font.F1
    face.FirstChar, face.LastChar, face.Widths = 0, 255, Array([0] * 256)
    face.BaseFont = Name.Schmal
    return saved(pdf)


@odd("Zahlen 12 und leer")
def names_of_fonts_without_a_letter() -> bytes:
    pdf = opened(text("Zahlen") + text("12", x=130) + text("und leer", x=160, face="F2"))
    pdf.pages[0].obj.Resources.Font.F1.BaseFont = Name("/12-34")
    pdf.pages[0].obj.Resources.Font.F2.BaseFont = Name("/#e9#bb#91#e4#bd#93")
    return saved(pdf)


# -- files as a whole ----------------------------------------------------------------------------------------


@odd("ohne Fassung")
def a_header_without_a_version() -> bytes:
    return re.sub(rb"%PDF-\d\.\d", b"%PDF    ", pdf_bytes(text("ohne Fassung")), count=1)


@odd("falsche Länge")
def lengths_of_streams_that_are_wrong() -> bytes:
    return re.sub(rb"/Length \d\d", b"/Length 07", plain(text("falsche Länge")))


@odd("zu lang", "zwei")
def lengths_of_streams_that_go_beyond_the_file() -> bytes:
    return re.sub(rb"/Length \d\d", b"/Length 99999", plain(text("zu lang"), text("zwei")))


@odd("Länge", "zwei")
def objects_that_are_not_where_the_table_says() -> bytes:
    return plain(text("Länge"), text("zwei")).replace(b"/Type /Page ", b"/Type  /Page  ")


@odd("Objekte in Strömen", "zwei")
def objects_and_cross_references_in_streams() -> bytes:
    pdf = opened(text("Objekte in Strömen"), text("zwei"))
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@odd("schnell im Netz", "zwei")
def a_linearised_file() -> bytes:
    return saved(opened(text("schnell im Netz"), text("zwei")), linearize=True)


@odd("neu")
def a_later_version_behind_the_first() -> bytes:
    data = plain(text("alt"))
    number = int(re.findall(rb"/Contents (\d+) 0 R", data)[0])
    size = int(re.findall(rb"/Size (\d+)", data)[0])
    root = re.findall(rb"/Root (\d+ 0 R)", data)[0]
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    content = text("neu").encode()
    place = len(data)
    new = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer <</Size %d /Root %s /Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        start,
        place + len(new),
    )
    return data + new + table + trailer


@odd("beides")
def a_hybrid_file() -> bytes:
    """A table that names a stream for what old readers need not see."""
    data = plain(text("beides"))
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    size = int(re.findall(rb"/Size (\d+)", data)[0])
    root = re.findall(rb"/Root (\d+ 0 R)", data)[0]
    place = len(data)
    stream = b"%d 0 obj\n<</Type /XRef /W [1 4 1] /Index [%d 1] /Size %d /Root %s /Length 6>>\n" % (
        size,
        size,
        size + 1,
        root,
    )
    stream += b"stream\n\x01%s\x00\nendstream\nendobj\n" % place.to_bytes(4, "big")
    table = b"xref\n0 0\ntrailer <</Size %d /Root %s /Prev %d /XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 1,
        root,
        start,
        place,
        place + len(stream),
    )
    return data + stream + table


@odd("Bilder")
def pictures_in_every_packing() -> bytes:
    pdf = opened(text("Bilder") + "".join(f"q 50 0 0 50 72 {60 * i} cm /Im{i} Do Q " for i in range(1, 6)))
    objects = Dictionary()
    packings = (Name.JBIG2Decode, Name.JPXDecode, Name.CCITTFaxDecode, Name.DCTDecode, Name.Unbekannt)
    for number, packing in enumerate(packings, 1):
        image = Stream(pdf, b"kein Bild", Type=Name.XObject, Subtype=Name.Image, Filter=packing)
        image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = (
            90_000,
            90_000,
            8,
            Name.DeviceGray,
        )
        objects[f"/Im{number}"] = image
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font()), XObject=objects)
    return saved(pdf)


@odd("ohne Ende", "zwei")
def objects_that_do_not_say_where_they_end() -> bytes:
    return plain(text("ohne Ende"), text("zwei")).replace(b"endstream\nendobj", b"endstream\n      ")


@odd("ohne Länge", "zwei")
def streams_that_do_not_say_how_long_they_are() -> bytes:
    return plain(text("ohne Länge"), text("zwei")).replace(b"/Length ", b"/Laenge ")


@odd("davor danach")
def a_key_without_a_value_in_the_instructions() -> bytes:
    return pdf_bytes(text("davor") + "/P <</MCID 0 /Rest>> BDC EMC <</Rest>> pop " + text("danach", y=600))


@odd("einzeln")
def a_key_without_a_value_in_a_dictionary() -> bytes:
    return plain(text("einzeln")).replace(b"/Type /Catalog", b"/Lang /Type /Catalog")


@odd("im Kreis")
def objects_that_are_references_to_themselves() -> bytes:
    data = plain(text("im Kreis"))
    number = int(re.findall(rb"/Size (\d+)", data)[0])
    ring = b"".join(b"%d 0 obj\n%d 0 R\nendobj\n" % (number + i, number + (i + 1) % 3) for i in range(3))
    data = data.replace(b"/Type /Catalog", b"/Outlines %d 0 R /Type /Catalog" % number)
    # Without a table all objects are looked for.
    return data.replace(b"startxref", ring + b"startxref 99999\n%")


@odd("doch")
def a_catalog_that_is_a_reference_to_itself() -> bytes:
    return plain(text("doch")).replace(b"1 0 obj\n<<", b"1 0 obj\n1 0 R <<", 1)
