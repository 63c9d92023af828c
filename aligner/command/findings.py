"""What a check found → lines for a terminal: the verdict, then a table, the worst first."""

from collections.abc import Iterator

from aligner.command.columns import count_of, measure
from tmx.checking import CheckReport, Finding, Place, Rule, Severity

_WIDTH = 100
_SHOWN_LINES = 5
_SHOWN_LANGUAGES = 6
_LINES_WIDTH = 16
_INDENT = " " * (_LINES_WIDTH + 28)
_LONGEST_VALUE = 60
_LONGEST_TAG = 20
_MENDED = "TMX024"
"""The code whose values are sentences of the reader, all worth showing."""
_NO_TMX = "TMX019"


def describe_report(checked: CheckReport) -> Iterator[str]:
    """Yield the verdict, then the findings, the worst first.

    Args:
        checked: what a check found.
    """
    yield f"{checked.name}: {_judge(checked)}"
    units = count_of(checked.units, "unit")
    yield from wrap(f"{units}{_list_languages(checked)}; {_count_all(checked)}", "  ", "    ")
    if checked.is_well_formed and not checked.is_schema_valid:
        yield "  OmegaT 6.1 refuses the whole file (its schema)"
    if not checked.is_well_formed and checked.units:
        yield "  behind the first such fault only what had to be mended is found"
    if checked.findings:
        yield ""
        yield f"{'severity':<9} {'code':<7} {'count':>6}  {'lines':<{_LINES_WIDTH}}  what"
    for finding in checked.findings:
        yield from _describe_finding(finding)


def _judge(checked: CheckReport) -> str:
    if checked.get_finding(_NO_TMX) is not None:
        return "not TMX"
    if not checked.is_well_formed:
        return "not well-formed XML: tools lose the whole file"
    if checked.is_valid:
        return "valid TMX 1.4"
    stated = checked.version
    other = f" (it says version {stated[:20]})" if stated not in (None, "1.4") else ""
    return f"not valid TMX 1.4{other}"


def _list_languages(checked: CheckReport) -> str:
    languages = checked.languages[:_SHOWN_LANGUAGES]
    shown = ", ".join(
        f"{_flatten(tag)[:_LONGEST_TAG] or 'no tag'} {count:,}" for tag, count in languages
    )
    more = ", …" if len(checked.languages) > _SHOWN_LANGUAGES else ""
    return f" ({shown}{more})" if shown else ""


def _count_all(checked: CheckReport) -> str:
    counts = ((checked.count(severity), severity.value) for severity in Severity)
    shown = [count_of(count, name) for count, name in counts if count]
    return ", ".join(shown) or "nothing to find fault with"


def _describe_finding(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    row = (
        f"{rule.severity.value:<9} {rule.code:<7} {finding.count:>6,}"
        f"  {_list_lines(finding):<{_LINES_WIDTH}}  "
    )
    if rule.code != _MENDED:
        yield from wrap(f"{rule.message}{quote_values(finding.places)}", row, _INDENT)
        yield from wrap(f"→ {advise(rule)}", _INDENT, f"{_INDENT}  ")
        return
    yield f"{row}{rule.message}:"
    for reason in dict.fromkeys(each.value for each in finding.places):
        yield from wrap(f"· {reason}", _INDENT, f"{_INDENT}  ")


def _list_lines(finding: Finding) -> str:
    found = dict.fromkeys(str(each.line) for each in finding.places if each.line is not None)
    lines = list(found)
    shown = lines[:_SHOWN_LINES]
    while len(", ".join(shown)) > _LINES_WIDTH - 3:
        shown.pop()
    is_cut = len(shown) < len(lines) or (lines and finding.count > len(finding.places))
    return ", ".join(shown) + (" …" if is_cut else "") if shown else "-"


def quote_values(places: tuple[Place, ...]) -> str:
    """Return the first values of the places of a finding, with what leads to them; or ""."""
    values = list(dict.fromkeys(each.value for each in places if each.value))
    if not values:
        return ""
    more = ", …" if len(values) > 2 else ""
    return f": {', '.join(f'“{_flatten(value)}”' for value in values[:2])}{more}"


def _flatten(value: str) -> str:
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in value)
    return shown if len(shown) <= _LONGEST_VALUE else shown[: _LONGEST_VALUE - 1] + "…"


def advise(rule: Rule) -> str:
    """Return what to do about a rule that is broken."""
    return rule.fix + (" (--fix does it)" if rule.is_repaired else "")


def wrap(text: str, first: str, following: str) -> Iterator[str]:
    """Break a text into lines that a terminal of 100 columns holds.

    Args:
        text: words between spaces; a word too long for a line is broken.
        first: what stands before the first line.
        following: what stands before the others, as wide as `first` or not.
    """
    line, used, is_empty = first, measure(first), True
    for word in text.split(" "):
        width = measure(word)
        if not is_empty and used + 1 + width > _WIDTH:
            yield line
            line, used, is_empty = following, measure(following), True
        if not is_empty:
            line, used = f"{line} ", used + 1
        for character in word:
            size = measure(character)
            if used + size > _WIDTH:
                yield line
                line, used = following, measure(following)
            line, used = line + character, used + size
        is_empty = False
    yield line
