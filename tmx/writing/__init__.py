"""Writing TMX 1.4 that every CAT tool takes."""

from tmx.writing.records import TmxOptions, WriteReport
from tmx.writing.units import TOOL_PROPS
from tmx.writing.writer import dump_tmx, write_tmx

__all__ = ["TOOL_PROPS", "TmxOptions", "WriteReport", "dump_tmx", "write_tmx"]
