"""Where an inline image ends (ISO 32000-1, 8.9.7): its data may hold the letters ``EI`` themselves."""

from __future__ import annotations

import re

_KEY = rb"/(?:%s)(?![A-Za-z])[\s\x00]*+"
_FILTER = re.compile(_KEY % rb"F|Filter" + rb"\[?[\s\x00]*+/([A-Za-z\d]++)")
_SPACE = re.compile(_KEY % rb"CS|ColorSpace" + rb"\[?[\s\x00]*+/([A-Za-z\d]++)")
_WIDTH = re.compile(_KEY % rb"W|Width" + rb"(\d{1,6})(?!\d)")
_HEIGHT = re.compile(_KEY % rb"H|Height" + rb"(\d{1,6})(?!\d)")
_BITS = re.compile(_KEY % rb"BPC|BitsPerComponent" + rb"(\d{1,2})(?!\d)")
_MASK = re.compile(_KEY % rb"IM|ImageMask" + rb"true")
_COMPONENTS = {
    b"G": 1,
    b"DeviceGray": 1,
    b"I": 1,
    b"Indexed": 1,
    b"RGB": 3,
    b"DeviceRGB": 3,
    b"CMYK": 4,
    b"DeviceCMYK": 4,
}
_ENDS_OF_TEXT = {b"A85": b"~>", b"ASCII85Decode": b"~>", b"AHx": b">", b"ASCIIHexDecode": b">"}
"""Data written as text say themselves where they end."""

_END = re.compile(rb"EI(?=[\s\x00]|\Z)")
_AT_ONCE = re.compile(rb"[\s\x00]{0,2}EI(?=[\s\x00]|\Z)")
_INSTRUCTIONS = re.compile(
    rb"""
      [\s\x00]*+ (?:
        \Z
      | [\t\n\r\x20-\x7e]{12}                                        # readable, as hardly any picture is,
      | (?: [-+.\d]++ [\s\x00]++ | / [A-Za-z\d]++ [\s\x00]++ )*+    # or an operator that may follow
        (?: Q | q | cm | EMC | BDC | BMC | BI | BT | ET | Do | gs | re | m | w | rg | g | k | cs | n )
        (?= [\s\x00/\[(<] | \Z )
      | [\t\n\r\x20-\x7e]*+ \Z
      )
    """,
    re.VERBOSE,
)


def image_end(data: bytes | memoryview, start: int, dictionary: bytes) -> int | None:
    """The place of the ``EI`` that ends an inline image.

    Args:
        data: the instructions.
        start: place behind the ``ID``.
        dictionary: entries of the image as they are written.

    Returns:
        None where there is no ``EI``.
    """
    start += 1  # one white-space character belongs to the operator
    found = _FILTER.search(dictionary)
    if found is None:
        length = _length(dictionary)
        if length is not None:
            end = _AT_ONCE.match(data, start + length)
            if end is not None:
                return end.end() - 2
    elif (mark := _ENDS_OF_TEXT.get(found[1])) is not None:
        closing = re.compile(re.escape(mark)).search(data, start)
        start = closing.end() if closing is not None else start
    first: int | None = None
    for candidate in _END.finditer(data, start):
        if _INSTRUCTIONS.match(data, candidate.end()):
            return candidate.start()
        first = candidate.start() if first is None else first
    return first


def _length(dictionary: bytes) -> int | None:
    """Bytes of an image without a filter; None where the dictionary alone does not tell."""
    width, height = _WIDTH.search(dictionary), _HEIGHT.search(dictionary)
    if width is None or height is None:
        return None
    bits = _BITS.search(dictionary)
    if _MASK.search(dictionary):
        depth = 1
    else:
        space = _SPACE.search(dictionary)
        components = None if space is None else _COMPONENTS.get(space[1])
        if components is None or bits is None:
            return None
        depth = components * int(bits[1])
    return (int(width[1]) * depth + 7) // 8 * int(height[1])
