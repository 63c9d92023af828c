"""Writing TMX 1.4 that every CAT tool takes."""

from tmx.writing.writer import Removal, WriteReport, dump_tmx, write_tmx

__all__ = ["Removal", "WriteReport", "dump_tmx", "write_tmx"]
