"""Is a memory sound, and are its units? Rules by code, as those that TMX files are checked by.

`rules` names them, `texts` judges the two texts of a pair, `lengths` knows what lengths are usual,
`checker` goes through a memory.
"""

from tmx.memory.checking.checker import MemoryReport, check_memory
from tmx.memory.checking.rules import MEMORY_RULES

__all__ = ["MEMORY_RULES", "MemoryReport", "check_memory"]
