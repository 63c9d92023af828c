"""`duizhao cache`: show the cache of vectors, or clear it."""

import os

from aligner.caching import VectorCache, find_folder, find_limit
from aligner.command.console import report, show
from aligner.settings import DEFAULT_ENCODER, Settings

_MEGABYTE = 1e6


def make_cache() -> VectorCache:
    """Return the cache that the environment names; nothing is opened yet.

    Raises:
        AlignerError: the limit in the environment is no size, or there is no home folder.
    """
    return VectorCache(find_folder(os.environ), limit=find_limit(os.environ), report=report)


def choose_cache(settings: Settings) -> VectorCache | None:
    """Return the cache where the settings name a slow encoder; None for the default one.

    Raises:
        AlignerError: as `make_cache`.
    """
    return None if settings.encoder == DEFAULT_ENCODER else make_cache()


def run_show() -> None:
    """Print the place of the cache, its size, and what each encoder has in it."""
    state = make_cache().show()
    show(f"file: {state.path}")
    show(f"size: {_write_size(state.size)} of at most {_write_size(state.limit)}")
    entries = sum(count for _, count, _ in state.encoders)
    show(f"vectors: {entries}")
    for signature, count, size in state.encoders:
        show(f"  {count:>9}  {_write_size(size):>10}  {signature}")


def run_clear() -> None:
    """Empty the cache and say how much was in it."""
    cache = make_cache()
    count = cache.clear()
    report(f"{cache.path}: {count} vectors deleted")


def _write_size(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"
