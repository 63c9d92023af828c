"""Vectors that were slow to get, kept on disk: beside the flow, between encoders and embeddings.

`VectorCache` is one SQLite file that several processes may use at once. Whatever is wrong with it
is said once and costs no result.
"""

from aligner.caching.places import find_folder, find_limit
from aligner.caching.store import CacheState, VectorCache

__all__ = ["CacheState", "VectorCache", "find_folder", "find_limit"]
