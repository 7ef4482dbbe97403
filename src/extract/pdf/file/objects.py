"""Objects of files that state wrong places or lengths of them.

pdfminer cuts a stream at its ``/Length`` without a word, and with it the text of a page; other readers look
whether ``endstream`` follows there. An object that is not where the cross-reference table says is none for
pdfminer; others look for it in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.pdftypes import PDFObjectNotFound, PDFObjRef, PDFStream, int_value, resolve1
from pdfminer.psparser import KWD
from pdfplumber.pdf import PDF

from extract.pdf.file.bombs import Stream
from extract.pdf.file.renaming import with_names

_END = b"endstream"
_NEAR = 32
"""Bytes behind a stream within which its end is expected."""
_CHUNK = 1 << 16
_OBJ = KWD(b"obj")
_NO_END = (_OBJ, KWD(b"xref"), KWD(b"startxref"), KWD(b"trailer"))
_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+(\d{1,5})\s+obj\b")


def complete_pairs(kind: str, position: int, items: list[Any]) -> tuple[int, list[Any]]:
    """Position and items of an array or dictionary that ends, without what is left over in a dictionary."""
    return position, items[: len(items) // 2 * 2] if kind == "d" else items


class Reference(PDFObjRef):
    """A reference to an object of the file."""

    def resolve(self, default: object = None) -> Any:
        """As pdfminer's, but at the end of a chain of references; one that comes back to itself leads
        nowhere, where pdfminer goes round for ever."""
        seen: set[int] = set()
        found: Any = self
        while isinstance(found, PDFObjRef):
            if found.objid in seen or found.doc is None:
                return default
            seen.add(found.objid)
            try:
                found = found.doc.getobj(found.objid)
            except PDFObjectNotFound:
                return default
        return found


class _Parser(PDFParser):
    do_keyword = with_names(PDFParser.do_keyword, PDFObjRef=Reference, PDFStream=Stream)


class ObjectParser(_Parser):
    """Objects of a file, streams with the length that they have."""

    def do_keyword(self, pos: int, token: Any) -> None:
        if self.curstack and self.curtype is None and token in _NO_END:
            # Something else begins where this object has not ended.
            if token is _OBJ:
                self.pop(2)
            self.add_results(*self.popall())
            return
        if token is self.KEYWORD_STREAM and not self.fallback and self.curstack:
            attributes = self.curstack[-1][1]
            if isinstance(attributes, dict):
                length = self._length(pos, attributes.get("Length", 0))
                if length is not None:
                    attributes["Length"] = length
        super().do_keyword(pos, token)

    def end_type(self, type: str) -> Any:  # noqa: A002
        """As pdfminer's, but a key without a value costs itself, not the object."""
        return complete_pairs(type, *super().end_type(type))

    def _length(self, pos: int, stated: Any) -> int | None:
        """The true length of the stream whose keyword stands at ``pos``; None when it is as stated."""
        length = int_value(resolve1(stated))
        file: Any = self.fp
        file.seek(pos)
        line = file.readline(_NEAR)
        start = pos + len(line)
        if length >= 0:
            file.seek(start + length)
            if file.read(_NEAR).lstrip().startswith(_END):
                return None
        file.seek(start)
        data = bytearray()
        place = -1
        while place < 0:
            chunk = file.read(_CHUNK)
            if not chunk:
                return None
            searched = max(0, len(data) - len(_END))
            data += chunk
            place = data.find(_END, searched)
        # The line break before the keyword is no part of the stream.
        for ending in (b"\r\n", b"\n", b"\r"):
            if data[:place].endswith(ending):
                return place - len(ending)
        return place


class FoundObjects:
    """A cross-reference table made by looking for objects in the file; the last one of a number counts."""

    def __init__(self, data: bytes) -> None:
        self.trailer: dict[str, Any] = {}
        self._places = {int(m[1]): (m.start(), int(m[2])) for m in _OBJECT.finditer(data)}

    def get_trailer(self) -> dict[str, Any]:
        """Nothing but objects was looked for."""
        return self.trailer

    def get_objids(self) -> Iterable[int]:
        """Numbers of the objects."""
        return self._places.keys()

    def get_pos(self, objid: int) -> tuple[None, int, int]:
        """Place and generation of an object, as pdfminer asks for them.

        Raises:
            KeyError: there is no such object.
        """
        place, generation = self._places[objid]
        return (None, place, generation)


class _PackedParser(PDFStreamParser):
    """Objects within a stream."""

    do_keyword = with_names(PDFStreamParser.do_keyword, PDFObjRef=Reference)


class _PackedObjects:
    """The objects within one stream, each read when it is asked for (ISO 32000-1, 7.5.7)."""

    def __init__(self, document: PDFDocument, stream: PDFStream) -> None:
        data = stream.get_data()
        self._first = int_value(stream.get("First", 0))
        self._head = data[: self._first].split()
        """Number and place of each object in turn."""
        self._parser = _PackedParser(data)
        self._parser.set_document(document)

    def read(self, index: int, objid: int) -> object:
        """The object at that index; None where the stream says that it is another one, or nothing at all."""
        entry = self._head[2 * index : 2 * index + 2]
        if len(entry) < 2 or not all(map(bytes.isdigit, entry)) or int(entry[0]) != objid:
            return None
        self._parser.seek(self._first + int(entry[1]))
        return self._parser.nextobject()[1]


class ObjectDocument(PDFDocument):
    """A file in which objects that are not where it says are looked for in all of it.

    A number that no table mentions is no object (ISO 32000-1, 7.3.10) and not worth a search.
    """

    _get_objects = with_names(PDFDocument._get_objects, PDFStreamParser=_PackedParser)

    def __init__(self, parser: PDFParser, password: str = "") -> None:
        self._packed: dict[int, _PackedObjects] = {}
        # Where not even the catalog is at its place, the tables are of no use: others rebuild such a file.
        self._is_open = False
        super().__init__(parser, password)
        self._is_open = True

    def forget(self) -> None:
        """Let go of all objects read so far."""
        self._cached_objs.clear()
        self._parsed_objs.clear()
        self._packed.clear()

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        """Only the object asked for, where pdfminer reads all of the stream: most of a tagged file is how it
        is tagged."""
        number = stream.objid
        assert number is not None
        if number not in self._packed:
            self._packed[number] = _PackedObjects(self, stream)
        found = self._packed[number].read(index, objid)
        return super()._getobj_objstm(stream, index, objid) if found is None else found

    def getobj(self, objid: int) -> object:
        try:
            return super().getobj(objid)
        except PDFObjectNotFound:
            tables: list[Any] = self.xrefs
            known = not isinstance(tables[-1], FoundObjects) and any(_mentions(one, objid) for one in tables)
            if not (self._is_open and known):
                raise
            file: Any = self._parser.fp if self._parser is not None else None
            file.seek(0)
            tables.append(FoundObjects(file.read()))
            return super().getobj(objid)


def _mentions(table: Any, objid: int) -> bool:
    try:
        table.get_pos(objid)
    except KeyError:
        return False
    return True


class PlumberFile(PDF):
    """A file as pdfplumber opens it, of our objects."""

    __init__ = with_names(PDF.__init__, PDFParser=ObjectParser, PDFDocument=ObjectDocument)
