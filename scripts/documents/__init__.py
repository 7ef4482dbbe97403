"""Small brochures made by other programs than the laboratory, with their truth, for ``tests/documents``."""
