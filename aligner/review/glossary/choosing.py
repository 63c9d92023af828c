"""Which store keeps the terms of a review: a glossary file, a memory, or a file of its own."""

from pathlib import Path

from aligner.review.glossary.file_store import FileStore
from aligner.review.glossary.memory_store import MemoryStore
from aligner.review.glossary.records import TermStore
from tmx.errors import TmxError
from tmx.memory.store import orient

SUFFIX = ".terms.tsv"
"""Of the file beside an alignment, where nothing else is stated."""


def choose_store(
    alignment: Path,
    tags: tuple[str, str],
    *,
    glossary: Path | None = None,
    memory: Path | None = None,
) -> TermStore | None:
    """Choose where decisions are kept; no file is made or read yet.

    Args:
        alignment: the file under review.
        tags: of its two documents.
        glossary: a file that the user states, which goes before a memory; or None.
        memory: likewise; or None.

    Returns:
        The store; None where both documents are in one language, which has no terms to pair.

    Raises:
        TmxError: the format of the glossary is not known or holds no decisions, or its folder is
            not there.
    """
    try:
        languages = orient(tags)
    except TmxError:
        return None
    if glossary is None and memory is not None:
        return MemoryStore(memory, languages)
    if glossary is not None and not glossary.absolute().parent.is_dir():
        raise TmxError(f"{glossary}: there is no folder {glossary.parent}; make it first")
    return FileStore(glossary or alignment.with_suffix(SUFFIX), languages)
