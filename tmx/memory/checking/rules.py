"""The rules that a memory and its units are checked by, beyond those of TMX files."""

from collections.abc import Mapping
from types import MappingProxyType

from tmx.checking.records import Rule, Severity

_ALL = (
    Rule(
        "MEM001",
        Severity.ERROR,
        "the file is damaged",
        "save what can still be read with duizhao tm export --rescue, and import that into a new"
        " memory",
    ),
    Rule(
        "MEM101",
        Severity.WARNING,
        "the numbers of the two texts may differ",
        "compare them; what is right all the same needs no change",
    ),
    Rule(
        "MEM102",
        Severity.WARNING,
        "one text is much longer than the other suggests",
        "see whether a part is not translated, or the unit is wrongly aligned",
    ),
    Rule(
        "MEM103",
        Severity.WARNING,
        "both texts are the same",
        "delete the unit, unless nothing in it is to be translated",
    ),
    Rule(
        "MEM104",
        Severity.WARNING,
        "a text is not in the script of its language",
        "state the right languages, or delete the unit",
    ),
    Rule(
        "MEM105",
        Severity.WARNING,
        "the inline codes of the two texts differ",
        "see whether a code is missing",
    ),
    Rule(
        "MEM106",
        Severity.NOTE,
        "TMX does not take the unit as it is, and an export changes it",
        "export it with duizhao tm export to see what is changed",
    ),
)

MEMORY_RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _ALL})
"""Every rule by its code."""
