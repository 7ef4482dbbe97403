"""Reports: what stands where on the pages of a family of reports, as its profile says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.reports.engine import extract_report as extract_report

__all__ = ["extract_report"]


def __getattr__(name: str) -> Any:
    # On demand: listing profiles or showing help must not load the PDF engines.
    if name == "extract_report":
        from extract.reports.engine import extract_report

        return extract_report
    raise AttributeError(name)
