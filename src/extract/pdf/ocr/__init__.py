"""Pages without a usable text layer, read by Tesseract."""

from extract.pdf.ocr.reading import needs_ocr, read_by_ocr
from extract.pdf.ocr.tool import missing_tool, tool_version

__all__ = ["missing_tool", "needs_ocr", "read_by_ocr", "tool_version"]
