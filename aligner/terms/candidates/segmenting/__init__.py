"""Cutting Chinese into words in every way that is likely, names among them."""
