"""Divides texts by the rules of an SRX file.

Place in the flow: Document → Segment, called by `split_segments` where the user gave rules. Of the
rules that match at a place, the first decides. Rules that divide are searched for in one pass each;
exceptions are asked only at the places found, so that time is linear in the text.
Source: SRX 2.0 Specification, 4.7–4.8.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from aligner.errors import AlignerError
from aligner.splitting.icu import ExpressionError, translate
from aligner.splitting.scanning import trim_pieces
from aligner.splitting.srx import BreakRule, Rules

if TYPE_CHECKING:
    from regex import Pattern

# Sound rules need about a microsecond a character.
_SECONDS = 10.0
_SECONDS_A_CHARACTER = 5e-5
_SECONDS_TO_NAME_A_RULE = 0.2


def split_by_rules(
    texts: Sequence[str], language: str, rules: Rules
) -> list[list[tuple[int, int]]]:
    """Split texts into segments.

    Args:
        texts: paragraphs.
        language: BCP 47 tag, which decides the rules.
        rules: from `load_srx`.

    Returns:
        For each text (start, stop) of its segments in characters, increasing; every character
        outside of the spans is white space.

    Raises:
        AlignerError: there are no rules for the language, an expression is wrong, or one needs
            far more time than rules do.

    >>> from aligner.splitting.srx import load_srx
    >>> split_by_rules(["停火。 撤军。"], "zh", load_srx("omegat"))
    [[(0, 3), (4, 7)]]
    """
    blocks = _compile_rules(rules, language)
    deadline = time.monotonic() + _SECONDS + _SECONDS_A_CHARACTER * sum(map(len, texts))
    return [list(trim_pieces(text, _find_breaks(blocks, text, deadline))) for text in texts]


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring rules of one kind, as one expression.

    Args:
        pattern: compiled; matches, with nothing in it, at each place where one of them does.
        rules: what it was made of.
        name: of their file.
    """

    pattern: "Pattern[str]"
    rules: tuple[BreakRule, ...]
    name: str

    @property
    def is_break(self) -> bool:
        """Whether its rules divide."""
        return self.rules[0].is_break

    def find_places(self, text: str, deadline: float) -> list[int]:
        """Find all places of a text where one of the rules matches."""
        try:
            found = self.pattern.finditer(text, timeout=_seconds_to(deadline))
            return [each.start() for each in found]
        except TimeoutError:
            raise self._blame(text, 0) from None

    def is_at(self, text: str, place: int, deadline: float) -> bool:
        """Tell whether one of the rules matches at a place."""
        try:
            return bool(self.pattern.match(text, place, timeout=_seconds_to(deadline)))
        except TimeoutError:
            raise self._blame(text, place) from None

    def _blame(self, text: str, place: int) -> AlignerError:
        """Return the error that names the rule which needs too much time."""
        slow = next((r for r in self.rules if _is_slow(r, text, place, self.name)), self.rules[0])
        return AlignerError(
            f"{self.name}: line {slow.line}: the rule needs too much time, as nested repetitions "
            f"such as (a+)+ do: simplify beforebreak {slow.before} and afterbreak {slow.after}"
        )


def _seconds_to(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.001)


def _is_slow(rule: BreakRule, text: str, place: int, name: str) -> bool:
    try:
        for _ in _compile([rule], name).finditer(text, place, timeout=_SECONDS_TO_NAME_A_RULE):
            pass
    except TimeoutError:
        return True
    return False


def _find_breaks(blocks: Sequence[_Block], text: str, deadline: float) -> list[int]:
    breaks: set[int] = set()
    refused: set[int] = set()
    exceptions: list[_Block] = []
    for block in blocks:
        if not block.is_break:
            exceptions.append(block)
            continue
        for place in block.find_places(text, deadline):
            if place in breaks or place in refused:
                continue
            excepted = any(each.is_at(text, place, deadline) for each in exceptions)
            # An exception that came first stays first for every later rule.
            (refused if excepted else breaks).add(place)
    return sorted(breaks)


@lru_cache(maxsize=16)
def _compile_rules(rules: Rules, language: str) -> tuple[_Block, ...]:
    """Compile the rules of a language; a rule without any pattern says nothing."""
    found = [rule for rule in rules.find_rules(language) if rule.before or rule.after]
    # Each rule that divides is searched for alone, which is faster than all of them as one.
    blocks = (tuple(group) for _, group in groupby(found, key=lambda r: r.is_break and id(r)))
    return tuple(_Block(_compile(block, rules.name), block, rules.name) for block in blocks)


def _compile(rules: Iterable[BreakRule], name: str) -> "Pattern[str]":
    import regex

    parts = [_write_rule(rule, name) for rule in rules]
    # A branch reset lets the groups of each rule be numbered from 1.
    return regex.compile(f"(?|{'|'.join(parts)})", regex.V1)


def _write_rule(rule: BreakRule, name: str) -> str:
    """Write a rule as one expression: what is before in a lookbehind, what is after ahead."""
    before = _translate(rule, rule.before, name, backward=True)
    after = _translate(rule, rule.after, name, backward=False)
    return (f"(?<={before})" if before else "") + (f"(?={after})" if after else "")


def _translate(rule: BreakRule, expression: str, name: str, *, backward: bool) -> str:
    import regex

    try:
        written = translate(expression, backward=backward)
        regex.compile(written, regex.V1)
    except (regex.error, ExpressionError, OverflowError, RecursionError) as error:
        raise AlignerError(
            f"{name}: line {rule.line}: {'beforebreak' if backward else 'afterbreak'} "
            f"{expression} cannot be read ({error}): mend it, or leave the rule out"
        ) from error
    return written
