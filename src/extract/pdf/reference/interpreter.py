"""pdfminer's interpreter of drawing instructions, with what it leaves out: clipping, layers, replacement
text, annotations, and forms that begin with the state in which they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfinterp import LITERAL_FORM, PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, resolve1, stream_value
from pdfminer.psparser import LIT, PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt, mult_matrix

from extract.pdf.content.spaces import space_of
from extract.pdf.file.annotations import appearances
from extract.pdf.file.layers import Layers
from extract.pdf.file.limits import PageLimitError
from extract.pdf.file.renaming import with_names
from extract.pdf.file.source import decode_text
from extract.pdf.geometry import Rectangle, meet
from extract.pdf.reference.device import Device, Replacement
from extract.pdf.reference.instructions import ContentParser

_ANNOTATION = "(annotation)"
"""A name that no form of a page has."""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter; keeps the clipping path, as far as its bounding box goes, and marked content,
    as far as it changes what is read."""

    device: Device

    _execute = with_names(PDFPageInterpreter.execute, PDFContentParser=ContentParser)

    def __init__(self, resources: Any, device: Device, layers: Layers) -> None:
        super().__init__(resources, device)
        self.layers = layers
        self.page: PDFPage | None = None
        self.texts: Mapping[int, str] = {}
        """Replacement texts of the structure tree, by number of the marked content."""
        self.inherited: tuple[Any, Any] | None = None

    def dup(self) -> Interpreter:
        return Interpreter(self.rsrcmgr, self.device, self.layers)

    def subinterp(self) -> PDFPageInterpreter:
        """For a form, which begins with the state in which it is drawn (ISO 32000-1, 8.10.1)."""
        inner = super().subinterp()
        vars(inner)["inherited"] = (self.textstate.copy(), self.graphicstate.copy())
        return inner

    def process_page(self, page: PDFPage) -> None:
        self.page = page
        super().process_page(page)

    def render_contents(self, resources: Any, streams: Any, ctm: Any = MATRIX_IDENTITY) -> None:
        """As pdfminer's; what annotations show comes after the contents of the page."""
        super().render_contents(resources, streams, ctm)
        page, self.page = self.page, None
        if page is None:
            return
        for form, matrix in appearances(page, self.layers, self.device.limits.hyperlinks_per_page):
            self.init_state(mult_matrix(matrix, ctm))
            self.device.clip = None
            form.attrs["Subtype"] = LITERAL_FORM
            self.xobjmap[_ANNOTATION] = form
            self.do_Do(LIT(_ANNOTATION))

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        if self.inherited is not None:
            text, graphics = self.inherited
            text.reset()
            self.textstate, self.graphicstate = text, graphics
        self._saved: list[Rectangle | None] = []
        self._pending: Rectangle | None = None
        self._open: list[tuple[bool, Replacement | None]] = []

    def init_resources(self, resources: Any) -> None:
        known = dict_value(resources or {})
        # pdfminer gives up a page for one broken colour space.
        super().init_resources({key: value for key, value in known.items() if key != "ColorSpace"})
        self.resources = resources
        for key, spec in dict_value(known.get("ColorSpace", {})).items():
            try:
                space = space_of(resolve1(spec))
            except PageLimitError:
                raise
            except Exception:
                continue
            if space is not None:
                self.csmap[key] = PDFColorSpace(*space)

    def push(self, obj: Any) -> None:
        self.device.operands += 1
        if not self.device.operands & 4095:
            self.device.check()
        super().push(obj)

    def do_q(self) -> None:
        self._saved.append(self.device.clip)
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802
        if self._saved:
            self.device.clip = self._saved.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802
        points = [(p[i], p[i + 1]) for p in self.curpath for i in range(1, len(p) - 1, 2)]
        if points:
            xs, ys = zip(*(apply_matrix_pt(self.ctm, point) for point in points), strict=True)  # type: ignore[arg-type]
            self._pending = (min(xs), min(ys), max(xs), max(ys))

    def do_W_a(self) -> None:  # noqa: N802
        self.do_W()

    def _clip(self) -> None:
        if self._pending is not None:
            self.device.clip = meet(self.device.clip, self._pending)
            self._pending = None

    def do_n(self) -> None:
        super().do_n()
        self._clip()

    def do_S(self) -> None:  # noqa: N802
        super().do_S()
        self._clip()

    def do_f(self) -> None:
        super().do_f()
        self._clip()

    def do_F(self) -> None:  # noqa: N802
        self.do_f()

    def do_f_a(self) -> None:
        super().do_f_a()
        self._clip()

    def do_B(self) -> None:  # noqa: N802
        super().do_B()
        self._clip()

    def do_B_a(self) -> None:  # noqa: N802
        super().do_B_a()
        self._clip()

    def do__w(self, aw: Any, ac: Any, s: Any) -> None:
        """The operator ``"`` moves to the next line first (ISO 32000-1, table 109); pdfminer does not."""
        self.do_Tw(aw)
        self.do_Tc(ac)
        self.do__q(s)

    def execute(self, streams: Any) -> None:
        left = self.device.limits.content_bytes_per_page
        for stream in streams:
            left -= len(stream_value(stream).get_data())
            if left < 0:
                raise PageLimitError("has too long drawing instructions")
        self._execute(streams)
        while self._open:
            self.do_EMC()

    def do_BMC(self, tag: object) -> None:  # noqa: N802
        self._begin(hidden=False, replacement=None)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802
        hidden, replacement = False, None
        if isinstance(props, PSLiteral):
            if literal_name(tag) == "OC":
                properties = dict_value((self.resources or {}).get("Properties", {}))
                hidden = self.layers.hides(properties.get(literal_name(props)))
        elif isinstance(props, dict) and isinstance(props.get("ActualText"), bytes):
            replacement = Replacement(decode_text(props["ActualText"]))
        elif self.texts and isinstance(props, dict) and isinstance(mark := props.get("MCID"), int):
            replacement = Replacement(self.texts[mark]) if mark in self.texts else None
        self._begin(hidden=hidden, replacement=replacement)

    def _begin(self, *, hidden: bool, replacement: Replacement | None) -> None:
        self._open.append((hidden, self.device.replacement))
        self.device.hidden += hidden
        self.device.replacement = self.device.replacement or replacement

    def do_EMC(self) -> None:  # noqa: N802
        if self._open:
            hidden, self.device.replacement = self._open.pop()
            self.device.hidden -= hidden

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        reference = self.xobjmap.get(literal_name(xobjid_arg))
        hidden = reference is not None and self.layers.hides(stream_value(reference).get("OC"))
        self.device.hidden += hidden
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)  # what comes next is drawn with the matrix before the form
        self.device.hidden -= hidden

    def do_sh(self, name: object) -> None:
        """A gradient fills what the clipping path leaves."""
        self.device.paint_area()
