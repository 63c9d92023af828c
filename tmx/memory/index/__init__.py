"""The index of a memory: which pairs may be near to a text, and which may hold a phrase.

`building` writes it, `candidates` and `holding` read it; both know keys of `tmx.memory.folding`
only. Pairs that are not indexed yet, the tail, are looked through by every search.
"""

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
