"""Reading TMX 1.1–1.4b: opening → decoding → prologue → scanning → units, one at a time.

A plain unit is read by `plain`; any other is parsed by expat in `parsing`, after `mending` if it is
damaged, and becomes a record in `building`.
"""

from tmx.reading.reader import TmxFile, UnitReader, load_tmx, read_tmx

__all__ = ["TmxFile", "UnitReader", "load_tmx", "read_tmx"]
