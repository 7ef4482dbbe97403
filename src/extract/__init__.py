"""German progress reports from PDF to checked tables, every value with its place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.export.api import read

__version__ = "0.2.0"
__all__ = ["__version__", "read"]


def __getattr__(name: str) -> object:
    # Looked up when first used: `import extract` stays quick, and the rooms below do not see those above.
    if name == "read":
        from extract.export.api import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
