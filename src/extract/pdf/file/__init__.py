"""The file: opening, repair, objects, limits, layers, structure tree."""
