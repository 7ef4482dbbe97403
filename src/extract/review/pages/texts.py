"""The two languages of the pages: German is written, English is switched to by the script."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from extract.base.shipped import shipped_yaml


@cache
def texts() -> dict[str, tuple[str, str]]:
    """(German, English) by key."""
    return {
        key: (pair[0], pair[1]) for key, pair in shipped_yaml("extract.review.pages", "texts.yaml").items()
    }


def said(key: str) -> str:
    """The German text of a key; KeyError if there is none."""
    return texts()[key][0]


def spoken(key: str) -> Markup:
    """A text that the language switch changes."""
    return Markup('<span data-t="{}">{}</span>').format(key, said(key))


def named(kind: str, name: str | None) -> Markup:
    """A word of the data, in the language of the page where it is known, as it is otherwise."""
    key = f"{kind}.{name}"
    return spoken(key) if key in texts() else escape(name or "")


def attribute(name: str, key: str) -> Markup:
    """An attribute that the language switch changes."""
    return Markup('{0}="{1}" data-t-{0}="{2}"').format(name, said(key), key)
