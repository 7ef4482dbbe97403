"""pdfminer's parser of drawing instructions, mended where it departs from the standard."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import stream_value
from pdfminer.psexceptions import PSEOF, PSTypeError
from pdfminer.psparser import END_HEX_STRING, ESC_STRING, SPC, literal_name

from extract.pdf.content.inline import image_end
from extract.pdf.file.bombs import Stream
from extract.pdf.file.objects import complete_pairs

_OCTAL = re.compile(rb"[0-7]")


class ContentParser(PDFContentParser):
    """Content streams of a page as one row of tokens."""

    def fillfp(self) -> bool:
        """As pdfminer's, but what ends with the last stream has ended: pdfminer drops such an operator."""
        if self.fp:
            return False
        if self.istream >= len(self.streams):
            raise PSEOF("the instructions end here")
        stream = stream_value(self.streams[self.istream])
        self.istream += 1
        last = self.istream == len(self.streams)
        self.fp = BytesIO(stream.get_data() + (b"\n" if last else b""))
        return True

    def do_keyword(self, pos: int, token: Any) -> None:
        """As pdfminer's, but an inline image ends where its data do: pdfminer takes the first ``EI``, which
        may be data, and stops at images of odd entries."""
        if token is not self.KEYWORD_ID:
            super().do_keyword(pos, token)
            return
        try:
            begin, entries = self.end_type("inline")
        except PSTypeError:
            return
        file: Any = self.fp
        data: bytes = file.getvalue() if file else b""
        after = pos + len(b"ID")
        end = image_end(data, after, data[begin + len(b"BI") : pos])
        if end is None:
            self.get_inline_data(after + 1)  # it ends in the next stream, or never
        else:
            self.seek(end + len(b"EI"))
        pairs = [(literal_name(key), value) for key, value in zip(entries[::2], entries[1::2], strict=False)]
        self.push((pos, Stream(dict(pairs), data[after + 1 : end])))
        self.push((pos, self.KEYWORD_EI))

    def end_type(self, type: str) -> Any:  # noqa: A002
        """As pdfminer's, but a key without a value costs itself, not the rest of the page."""
        return complete_pairs(type, *super().end_type(type))

    def _parse_string_1(self, s: bytes, i: int) -> int:
        """What follows a backslash (ISO 32000-1, 7.3.4.2): pdfminer drops a character that needs none, and
        stops at an octal number beyond 255."""
        char = s[i : i + 1]
        if _OCTAL.match(char) and len(self.oct) < 3:
            self.oct += char
            return i + 1
        if self.oct:
            self._curtoken += bytes((int(self.oct, 8) & 0xFF,))
            self._parse1 = self._parse_string
            return i
        if char == b"\r" and s[i + 1 : i + 2] == b"\n":
            i += 1
        elif char not in b"\r\n":
            self._curtoken += bytes((ESC_STRING.get(char, char[0]),))
        self._parse1 = self._parse_string
        return i + 1

    def _parse_hexstring(self, s: bytes, i: int) -> int:
        """A digit left over at the end counts as if a 0 followed (ISO 32000-1, 7.3.4.3)."""
        end = END_HEX_STRING.search(s, i)
        self._curtoken += s[i:] if end is None else s[i : end.start()]
        if end is None:
            return len(s)
        digits = SPC.sub(b"", self._curtoken)
        self._add_token(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))
        self._parse1 = self._parse_main
        return end.start()
