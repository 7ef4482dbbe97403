"""How much of a file may be read before it counts as hostile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file and on each of its pages. Beyond a file's bound the file is refused, beyond a
    page's bound that page comes empty or in part, with a defect.

    The defaults are some ten times what the largest real reports need.
    """

    file_bytes: int = 512 * 1024 * 1024
    pages: int = 5_000
    glyphs_per_page: int = 200_000
    shapes_per_page: int = 200_000
    """Paths and images drawn on one page."""
    content_bytes_per_page: int = 64 * 1024 * 1024
    """Length of a page's drawing instructions, decoded."""
    stream_bytes: int = 128 * 1024 * 1024
    """Length of any one decoded stream (fonts, object streams)."""
    seconds_per_page: float = 30.0
    """Checked while drawing, so a page may run a little over."""
    page_points: float = 50_000.0
    """Longest side of a page, in points (PDF itself allows 14,400 without a user unit)."""
    outline_entries: int = 10_000
    hyperlinks_per_page: int = 5_000


class PageLimitError(Exception):
    """A page exceeds a limit. Its text continues "Page 3 ..."."""
