"""The layout laboratory: the sample's projects typeset in many ways from one truth."""
