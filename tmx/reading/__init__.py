"""Reading TMX 1.1–1.4b: opening → decoding → parsing → units, safely and one at a time."""

from tmx.reading.reader import UnitReader, load_tmx, read_tmx

__all__ = ["UnitReader", "load_tmx", "read_tmx"]
