"""Pieces of expressions that the rules of both languages are written with; see write_srx.py."""

from dataclasses import dataclass
from typing import Any

Words = dict[str, Any]

SPACE = r"[\s\u00a0\u2000-\u200a\u202f\u3000]"
HAN = r"[\u3005-\u3007\p{Lo}]"
LATIN = "A-Za-zÀ-ɏ"
CLOSING = r"""[”’」』）)】\]］〕｝}》〉›»"'＂]"""
OPENING = r"""[“‘「『（(【\[［〔｛{《〈«„"']"""
NOTE = (
    r"(?:\[[^\[\]\s]{1,12}\]|〔[^\s〔〕]{1,4}〕|［[^\s［］]{1,4}］"
    r"|[①-⑳❶-❿⁰¹²³⁴-⁹\u2600-\u26ff~～])"
)
SPACED_QUOTE = r"""[ \u00a0\u202f](?:[»›”’」』]|["'](?=\s|$))"""
TAIL_ENDS = CLOSING[1:-1] + r"①-⑳❶-❿⁰¹²³⁴-⁹\u2600-\u26ff~～"
NOTES = f"{NOTE}?{NOTE}?{NOTE}?"
MARKS = ".．…⋯。｡！？!?‼⁇⁈⁉؟۔।॥—"
ENDED = f"(?<=[{MARKS}{TAIL_ENDS}])"
"""Says again how an expression ends, so that tools which match backwards see it at once."""

TAIL = f"{CLOSING}{{0,4}}(?:{SPACED_QUOTE})?{CLOSING}{{0,2}}{NOTES}{ENDED}"
"""What clings to the mark that ends a sentence; its length is limited, as Java wants it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of SRX with the reason for it."""

    is_break: bool
    before: str
    after: str
    comment: str


def divide(before: str, after: str, comment: str) -> Rule:
    return Rule(True, before, after, comment)


def keep(before: str, after: str, comment: str) -> Rule:
    return Rule(False, before, after, comment)


def ahead(expression: str) -> str:
    """Return a lookahead, which every tool finds at every place."""
    return f"(?={expression})"


def behind(expression: str, lasts: str) -> str:
    """Return a lookbehind, for the same reason.

    Args:
        expression: of limited length.
        lasts: the characters that it may end with, as in a set; Java then tries it there alone.
    """
    return f"(?<=[{lasts}])(?<={expression})"


def within(characters: str, limit: int, closing: str) -> str:
    """Return what reaches a closing mark; it never steps back, which would be slow."""
    return f"(?>{characters}{{0,{limit}}}){closing}"


def any_of(words: list[str]) -> str:
    """Write words as they are, the longest first."""
    return "|".join(quote(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def listed(words: list[str]) -> str:
    """Write abbreviations: lower-case ones in any case, others as they are or in capitals."""
    lower = [word for word in words if word.islower()]
    other = {form for word in words if not word.islower() for form in (word, word.upper())}
    parts = [f"(?i:{any_of(lower)})"] if lower else []
    return "|".join(parts + ([any_of(sorted(other))] if other else []))


def quote(word: str) -> str:
    return word.replace(".", r"\.").replace(" ", r"\s")
