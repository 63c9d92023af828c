"""Matches for a segment: what a memory offers, how near it is, and in what it differs.

`finding` asks the memory and puts in order; `judging` rates one unit. They rest on pure modules:
`scoring` and `clauses` (similarity), `tokens` and `differences` (which characters), `flags` with
`forms`, `numbers`, `values`, `negations` and `codes` (what a translator must see), `caps`,
`contexts` and `penalties`.
"""

from tmx.memory.matching.finding import find_matches

__all__ = ["find_matches"]
