"""Inline codes: pairs within a segment, and counterparts between the variants of a unit.

Source: TMX 1.4b specification, section “Content Markup”, attributes i, x and assoc.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from tmx.checking.watching import SeenCode, SeenUnit, SeenVariant
from tmx.markup import CODE_ASSOCIATIONS

_SHARED = frozenset({"bpt", "it", "ph", "hi", "ut"})


def check_codes(variant: SeenVariant, add: Callable[..., None]) -> None:
    """Check the codes of a segment.

    Args:
        variant: with codes.
        add: takes code, line and value of a finding.
    """
    opened: dict[tuple[int, str], SeenCode] = {}
    closed: set[tuple[int, str]] = set()
    loose: list[SeenCode] = []
    for place, code in enumerate(variant.codes):
        _check_code(code, add)
        if code.name not in ("bpt", "ept") or "i" not in code.attributes:
            continue
        key = (code.scope, code.attributes["i"])
        if code.name == "bpt":
            if key in opened:
                add("TMX604", code.line, f"i={key[1]}")
            opened[key] = code
        elif key in closed:
            add("TMX604", code.line, f"i={key[1]}")
        elif key in opened:
            closed.add(key)
        elif not _close_outer(code, variant.codes[:place], opened, closed):
            loose.append(code)
    loose += [code for key, code in opened.items() if key not in closed]
    for code in loose:
        add("TMX603", code.line, f"{code.name} i={code.attributes['i']}")


def _close_outer(
    code: SeenCode,
    before: list[SeenCode],
    opened: dict[tuple[int, str], SeenCode],
    closed: set[tuple[int, str]],
) -> bool:
    """Find the counterpart of an ept in another sub, or in the segment around its own."""
    for each in before:
        key = (each.scope, code.attributes["i"])
        if key in opened and key not in closed:
            closed.add(key)
            return True
    return False


def _check_code(code: SeenCode, add: Callable[..., None]) -> None:
    if code.name == "ut":
        add("TMX602", code.line)
    for name in ("i", "x"):
        value = code.attributes.get(name)
        if value is not None and not (value.isascii() and value.isdigit()):
            add("TMX605", code.line, f"{name}={value}")
    association = code.attributes.get("assoc")
    if code.name == "ph" and association is not None and association not in CODE_ASSOCIATIONS:
        add("TMX608", code.line, association)


def compare_codes(unit: SeenUnit, add: Callable[..., None]) -> None:
    """Compare the codes of the variants of a unit, some of which have codes.

    Args:
        unit: a unit.
        add: takes code, line and value of a finding.
    """
    add("TMX601", unit.line)
    if len(unit.variants) < 2:
        return
    numbers = [set(_list_numbers(variant.codes)) for variant in unit.variants]
    if all(numbers):
        if any(each != numbers[0] for each in numbers):
            shared = numbers[0].intersection(*numbers[1:])
            odd = numbers[0].union(*numbers[1:]) - shared
            add("TMX606", unit.line, f"x={', '.join(sorted(odd))}")
        return
    counts = [Counter(c.name for c in v.codes if c.name in _SHARED) for v in unit.variants]
    if any(each != counts[0] for each in counts):
        shown = (sum(each.values()) for each in counts)
        add("TMX607", unit.line, " and ".join(map(str, shown)) + " codes")


def _list_numbers(codes: Iterable[SeenCode]) -> Iterable[str]:
    return (code.attributes["x"] for code in codes if "x" in code.attributes)
