"""Layers that are off when the file is opened are not on the page as displayed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from tests.pdf.making import font, gray_image, pdf_bytes, text
from tests.pdf.test_pdf_engines_agree import differences

from extract.pdf.reading import open_document
from extract.pdf.records import Page

ENGINES = ("fast", "pdfplumber")


def layered(
    folder: Path, content: str, *, off: tuple[str, ...] = ("Entwurf",), **configuration: Any
) -> tuple[Path, Pdf]:
    """A page with the layers Text and Entwurf, known to the content as /MC0 and /MC1."""
    pdf = Pdf.open(io.BytesIO(pdf_bytes(content, xobjects={"Im0": gray_image()})))
    layers = {
        name: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(name)))
        for name in ("Text", "Entwurf")
    }
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(layers.values()), D=Dictionary(OFF=Array([layers[name] for name in off]), **configuration)
    )
    pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=layers["Text"], MC1=layers["Entwurf"])
    return folder / "bericht.pdf", pdf


def read(path: Path, pdf: Pdf) -> list[Page]:
    """The page as both readers see it."""
    pdf.save(path)
    pages = []
    for engine in ENGINES:
        with open_document(path, engine=engine) as document:
            pages += document.pages()
    assert differences(pages[0], pages[1]) == []
    return pages


def words(page: Page) -> list[str]:
    return [word.text for word in page.words]


def within(layer: str, content: str) -> str:
    return f"/OC /{layer} BDC {content} EMC "


def test_a_layer_that_is_off_is_left_out_and_noted(tmp_path: Path) -> None:
    content = within("MC0", text("gilt")) + within(
        "MC1", text("Entwurf", y=600) + "100 100 200 50 re f /Im0 Do"
    )
    for page in read(*layered(tmp_path, content + text("immer", y=500))):
        assert words(page) == ["gilt", "immer"]
        assert page.panels == ()
        assert page.pictures == ()
        assert [defect.code for defect in page.defects] == ["hidden-text"]


def test_without_a_layer_that_is_off_all_is_read(tmp_path: Path) -> None:
    content = within("MC0", text("gilt")) + within("MC1", text("auch", y=600))
    for page in read(*layered(tmp_path, content, off=())):
        assert words(page) == ["gilt", "auch"]
        assert page.defects == ()


def test_layers_within_each_other_and_left_open(tmp_path: Path) -> None:
    inner = "/Span <</Lang (de)>> BDC " + within("MC0", text("innen", y=600)) + "EMC"
    content = within("MC1", inner + text("noch", y=550)) + text("danach", y=500)
    content += "/OC /MC1 BDC " + text("ohne Ende", y=400)
    for page in read(*layered(tmp_path, content)):
        assert words(page) == ["danach"]


def test_forms_and_pictures_may_be_layers(tmp_path: Path) -> None:
    path, pdf = layered(tmp_path, text("Seite") + "/Fm0 Do /Im0 Do /Fm1 Do")
    resources = pdf.pages[0].obj.Resources
    for key, layer in (("/Fm0", "MC1"), ("/Fm1", "MC0")):
        form = Stream(pdf, text(f"Formular {layer}", y=500).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
        form.Resources = Dictionary(Font=Dictionary(F1=font()))
        form.OC = resources.Properties[f"/{layer}"]
        resources.XObject[key] = pdf.make_indirect(form)
    resources.XObject.Im0.OC = resources.Properties.MC1
    for page in read(path, pdf):
        assert words(page) == ["Seite", "Formular", "MC0"]
        assert page.pictures == ()


@pytest.mark.parametrize(
    ("policy", "shown"),
    [(None, True), ("AnyOn", True), ("AllOn", False), ("AnyOff", True), ("AllOff", False)],
)
def test_memberships_by_policy(tmp_path: Path, policy: str | None, shown: bool) -> None:
    path, pdf = layered(tmp_path, within("MC2", text("vielleicht")))
    properties = pdf.pages[0].obj.Resources.Properties
    both = Array([properties.MC0, properties.MC1])
    properties.MC2 = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=both))
    if policy:
        properties.MC2.P = Name("/" + policy)
    for page in read(path, pdf):
        assert words(page) == (["vielleicht"] if shown else [])


def test_memberships_by_expression(tmp_path: Path) -> None:
    path, pdf = layered(tmp_path, within("MC2", text("ja")) + within("MC3", text("nein", y=600)))
    properties = pdf.pages[0].obj.Resources.Properties
    on, off = properties.MC0, properties.MC1
    neither = Array([Name.Not, Array([Name.Or, off, Array([Name.Not, on])])])
    properties.MC2 = pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=neither))
    properties.MC3 = pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.And, on, off])))
    for page in read(path, pdf):
        assert words(page) == ["ja"]


def test_layers_that_are_off_unless_named(tmp_path: Path) -> None:
    content = within("MC0", text("gilt")) + within("MC1", text("Entwurf", y=600))
    path, pdf = layered(tmp_path, content, off=(), BaseState=Name.OFF)
    pdf.Root.OCProperties.D.ON = Array([pdf.pages[0].obj.Resources.Properties.MC0])
    for page in read(path, pdf):
        assert words(page) == ["gilt"]


def test_what_a_layer_says_of_itself_counts_where_it_is_asked_for(tmp_path: Path) -> None:
    content = within("MC0", text("nur im Druck")) + within("MC1", text("Bildschirm", y=600))
    path, pdf = layered(tmp_path, content)
    layers = [pdf.pages[0].obj.Resources.Properties[key] for key in ("/MC0", "/MC1")]
    for layer, state in zip(layers, (Name.OFF, Name.ON), strict=True):
        layer.Usage = Dictionary(View=Dictionary(ViewState=state))
    pdf.Root.OCProperties.D.AS = Array(
        [Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array(layers))]
    )
    for page in read(path, pdf):
        assert words(page) == ["Bildschirm"]


@pytest.mark.parametrize("nonsense", [Array([1, 2]), Dictionary(D=5), Dictionary(D=Dictionary(OFF=7, AS=3))])
def test_nonsense_about_layers_hides_nothing(tmp_path: Path, nonsense: Any) -> None:
    path, pdf = layered(tmp_path, within("MC1", text("bleibt")) + within("MC9", text("auch", y=600)))
    pdf.Root.OCProperties = nonsense
    for page in read(path, pdf):
        assert words(page) == ["bleibt", "auch"]
