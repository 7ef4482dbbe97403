"""A truncated file has lost the trailer that says where its catalogue is: it gets a new one."""

from __future__ import annotations

import io
import re
from pathlib import Path

_CATALOG = re.compile(
    rb"(?<!\d)(\d{1,8})\s+(\d{1,5})\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL
)
_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b")


def with_new_trailer(path: Path) -> io.BytesIO | None:
    """A copy of the file with a trailer that names its catalogue, or a bare new catalogue.

    Readers that scan for objects then find the pages that are left. None when there is no object at all.
    """
    data = path.read_bytes()
    catalogs = _CATALOG.findall(data)
    if catalogs:
        number, generation = catalogs[-1]
        return io.BytesIO(data + b"\nendstream endobj\ntrailer <</Root %s %s R>>\n" % (number, generation))
    numbers = [int(number) for number in _OBJECT.findall(data)]
    if not numbers:
        return None
    new = max(numbers) + 1
    tail = b"\nendstream endobj\n%d 0 obj <</Type/Catalog>> endobj\ntrailer <</Root %d 0 R>>\n" % (new, new)
    return io.BytesIO(data + tail)
