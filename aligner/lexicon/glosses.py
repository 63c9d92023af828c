"""What CC-CEDICT calls things in English, as it would stand in a glossary.

`scripts/prepare_glosses` makes the file; its licence, CC BY-SA 4.0, lies beside it. The other file
of the package holds stems, which compare texts; these are words to be read.
"""

import lzma
from functools import cache
from importlib import resources

Senses = tuple[tuple[str, ...], ...]
"""The senses of a word, the usual one first; of each the translations, the usual one first."""


def find_senses(key: str) -> Senses:
    """Find the senses of a noun or name of the dictionary; () where it has none.

    Args:
        key: of a word of two characters or more, as `tmx.memory.folding.fold_text` makes it.

    >>> find_senses("制裁")
    (('punishment',), ('sanctions',))
    """
    line = _load_lines().get(key)
    return () if line is None else tuple(tuple(each.split("; ")) for each in line.split("\t"))


@cache
def _load_lines() -> dict[str, str]:
    """Load the senses by key, each as its line has them."""
    path = resources.files("aligner.lexicon") / "data" / "glosses.txt.xz"
    lines = lzma.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)
