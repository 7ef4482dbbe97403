"""Tables of a page: ruled, striped, or held together by alignment alone."""

from extract.layout.tables.finding import find_tables
from extract.layout.tables.records import Table, TableCell, TableKind

__all__ = ["Table", "TableCell", "TableKind", "find_tables"]
