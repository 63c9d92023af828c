"""The version of the distribution, kept where both packages can read it without importing code."""

__version__ = "0.1.0"
