"""What happens to a finished PDF: fonts, form objects, page boxes, rotation."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Page

from scripts.lab.designs import Design
from scripts.lab.type3 import replace_fonts
from scripts.lab.writing import MARGIN

BLEED = 9.0


def finish(source: bytes, design: Design) -> bytes:
    """Apply the traits that concern the file rather than the setting."""
    with pikepdf.open(io.BytesIO(source)) as pdf:
        if design.font == "type3":
            replace_fonts(pdf)
        for page in pdf.pages:
            for level in range({"page": 0, "form": 1, "nested_forms": 2}[design.objects]):
                _as_form(pdf, page, f"/Fm{level}")
            if design.layers == "hidden_copy":
                _hidden_copy(pdf, page)
            _boxes(pdf, page, design)
            if design.rotate != "0":
                _rotate(pdf, page, int(design.rotate))
        if design.layers == "hidden_copy":
            _switch_off(pdf)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def _hidden_copy(pdf: pikepdf.Pdf, page: Page) -> None:
    """The page's content once more, a little lower, in a layer that is off: an older or a foreign version."""
    page.contents_coalesce()
    own = page.Contents.read_bytes()
    copy = b"\nq /OC /MCold BDC 1 0 0 1 9 -31 cm\n" + own + b"\nEMC Q\n"
    page.obj["/Contents"] = pdf.make_stream(b"q\n" + own + b"\nQ" + copy)
    resources = Dictionary(page.obj["/Resources"])
    resources["/Properties"] = Dictionary(MCold=_layer(pdf))
    page.obj["/Resources"] = resources


def _layer(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The layer that is off; made when first asked for."""
    if "/OCProperties" not in pdf.Root:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Fassung 1")))
        pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([group]), D=Dictionary())
    return pdf.Root.OCProperties.OCGs[0]


def _switch_off(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties["/D"] = Dictionary(Order=Array([_layer(pdf)]), OFF=Array([_layer(pdf)]))


def _as_form(pdf: pikepdf.Pdf, page: Page, name: str) -> None:
    page.contents_coalesce()
    form = pdf.make_stream(page.Contents.read_bytes(), Type=Name.XObject, Subtype=Name.Form, FormType=1)
    form["/BBox"] = page.mediabox
    form["/Resources"] = page.obj["/Resources"]
    page.obj["/Resources"] = Dictionary(XObject=Dictionary({name: form}))
    page.obj["/Contents"] = pdf.make_stream(f"q {name} Do Q".encode())


def _boxes(pdf: pikepdf.Pdf, page: Page, design: Design) -> None:
    x0, y0, x1, y1 = (float(value) for value in page.mediabox)
    if design.page_box == "negative_origin":
        page.contents_add(pdf.make_stream(b"q 1 0 0 1 -180 -95 cm"), prepend=True)
        page.contents_add(pdf.make_stream(b"Q"))
        page.obj["/MediaBox"] = Array([x0 - 180, y0 - 95, x1 - 180, y1 - 95])
    elif design.page_box in ("cropped", "bleed"):
        trim = [x0 + MARGIN, y0 + MARGIN, x1 - MARGIN, y1 - MARGIN]
        page.obj["/TrimBox"] = Array(trim)
        grown = BLEED if design.page_box == "bleed" else 0.0
        page.obj["/CropBox"] = Array([trim[0] - grown, trim[1] - grown, trim[2] + grown, trim[3] + grown])


def _rotate(pdf: pikepdf.Pdf, page: Page, angle: int) -> None:
    """Turn the content one way and the page the other: it looks the same as before."""
    x0, y0, x1, y1 = (float(value) for value in page.mediabox)
    a, b, c, d, e, f = {
        90: (0, 1, -1, 0, y0 + y1, 0),
        180: (-1, 0, 0, -1, x0 + x1, y0 + y1),
        270: (0, -1, 1, 0, 0, x0 + x1),
    }[angle]
    page.contents_add(pdf.make_stream(f"q {a} {b} {c} {d} {e} {f} cm".encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"Q"))
    for key in ("/MediaBox", "/CropBox", "/TrimBox"):
        if key in page.obj:
            u0, v0, u1, v1 = (float(value) for value in page.obj[key])
            corners = [(a * u + c * v + e, b * u + d * v + f) for u, v in ((u0, v0), (u1, v1))]
            xs, ys = sorted(corner[0] for corner in corners), sorted(corner[1] for corner in corners)
            page.obj[key] = Array([xs[0], ys[0], xs[1], ys[1]])
    page.obj["/Rotate"] = angle
