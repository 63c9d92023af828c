"""Checking TMX: the rules of the standard, and what CAT tools are known to stumble over.

bytes → text (`opening`) → events of XML (`parsing`) → grammar and prose rules → `CheckReport`.
"""

from tmx.checking.checker import check_file, check_tmx
from tmx.checking.codes import RULES
from tmx.checking.records import CheckReport, Finding, Place, Rule, Severity

__all__ = [
    "RULES",
    "CheckReport",
    "Finding",
    "Place",
    "Rule",
    "Severity",
    "check_file",
    "check_tmx",
]
