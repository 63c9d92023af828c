"""Texts that mean the same in other words: a kind of match of its own, by vectors.

Whoever calls passes an encoder in. `building` makes vectors of the pairs of a memory, `quantising`
their small form, `finding` finds those near to a query's.
"""

from tmx.memory.semantic.building import count_missing, drop_vectors, index_vectors
from tmx.memory.semantic.finding import SemanticOptions, find_similar
from tmx.memory.semantic.model import VectorModel

__all__ = [
    "SemanticOptions",
    "VectorModel",
    "count_missing",
    "drop_vectors",
    "find_similar",
    "index_vectors",
]
