"""The index of a memory: which pairs may be near to a text, and which may hold a phrase.

`building` writes it, `candidates` and `holding` read it; both know keys of `tmx.memory.folding`
only. Pairs that are not indexed yet, the tail, are looked through by every search.

A process that asks little does not wait for NumPy: `single` and `plain` do without it what `grams`,
`signatures` and `nearest` do with it; through very many signatures, `scanning` is faster than both.

The names below are imported when they are first used.
"""

from typing import TYPE_CHECKING

from tmx.lazy import make_lazy

if TYPE_CHECKING:
    from tmx.memory.index.building import rebuild_index, update_index
    from tmx.memory.index.candidates import find_candidates
    from tmx.memory.index.holding import find_pairs_holding
    from tmx.memory.index.records import Candidate

__all__ = [
    "Candidate",
    "find_candidates",
    "find_pairs_holding",
    "rebuild_index",
    "update_index",
]

_HOMES = {
    "tmx.memory.index.building": ("rebuild_index", "update_index"),
    "tmx.memory.index.candidates": ("find_candidates",),
    "tmx.memory.index.holding": ("find_pairs_holding",),
    "tmx.memory.index.records": ("Candidate",),
}
__getattr__, __dir__ = make_lazy(globals(), _HOMES)
