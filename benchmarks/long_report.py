"""A report of any number of pages, made of the pages of a short one: for memory and time by length."""

from __future__ import annotations

import argparse
from pathlib import Path

import pikepdf

_FRONT = 3
"""Pages that stand once: cover, imprint, contents."""


def make_long_report(source: Path, target: Path, pages: int) -> Path:
    """Write a report of so many pages; one that lies there already is kept.

    Args:
        source: the report whose pages are repeated.
        target: where to write.
        pages: how many pages it is to have.
    """
    if target.exists():
        return target
    with pikepdf.open(source) as pdf:
        body = list(pdf.pages)[_FRONT:]
        while len(pdf.pages) < pages:
            # Each page with a content stream of its own, as in a real file: nothing is read twice for one.
            page = body[(len(pdf.pages) - _FRONT) % len(body)]
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(dict(page.obj.items())))))
            pdf.pages[-1].obj.Contents = pdf.make_stream(_content(page))
        target.parent.mkdir(parents=True, exist_ok=True)
        pdf.save(target)
    return target


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    arguments = parser.parse_args()
    print(make_long_report(arguments.source, arguments.target, arguments.pages))


if __name__ == "__main__":
    main()
