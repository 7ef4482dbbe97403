"""Tables of a page: ruled, striped, or held together by alignment alone."""
