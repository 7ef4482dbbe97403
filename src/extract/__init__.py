"""German progress reports from PDF to checked tables, every value with its place on the page."""

__version__ = "0.1.0"
