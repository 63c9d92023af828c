"""Checking TMX: the rules of the standard, and what CAT tools are known to stumble over."""
