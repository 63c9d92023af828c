"""How losses name what they speak of: units by number and tuid, values cut short."""

from tmx.records import TranslationUnit

_LONGEST_QUOTE = 40


def name_unit(number: int, unit: TranslationUnit) -> str:
    """Name a unit for people.

    Args:
        number: its place in the file, counted from 1.
        unit: the unit.

    >>> name_unit(3, TranslationUnit((), tuid="a7"))
    'unit 3 (tuid a7)'
    """
    return f"unit {number} (tuid {quote(unit.tuid)})" if unit.tuid else f"unit {number}"


def quote(text: str) -> str:
    """Cut a value short, so that many different ones do not fill a report.

    >>> quote("x" * 50) == "x" * 40 + "…"
    True
    """
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
