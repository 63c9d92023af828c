"""What English words can be: nouns, verbs, modifiers; from a table, from endings where it ends.

`scripts/prepare_english_words` makes the table; where it comes from lies beside it.
"""

import gzip
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from aligner.terms.candidates.english_lists import ALSO_NAMES, NO_DEMONYMS

_ENDINGS = (
    (re.compile(r"..ly$"), "r"),
    (re.compile(r"..ing$"), "s"),
    (re.compile(r"..ed$"), "d"),
    (re.compile(r"..(?:ous|ful|ive|able|ible|less|ical|ic|ary|wide|esque)$"), "j"),
)
_DEMONYM = re.compile(r"..(?:ian|ean|ese|ish|ican|iac)$")


class WordClass(StrEnum):
    """What a word is mainly, and what else it can be."""

    NOUN = "o"
    NOUN_OR_VERB = "n"
    """Mainly a noun."""
    VERB = "v"
    VERB_OR_NOUN = "w"
    """Mainly a verb."""
    ADJECTIVE = "j"
    ADJECTIVE_OR_NOUN = "k"
    PARTICIPLE = "d"
    """A past tense or participle."""
    GERUND = "s"
    GERUND_OR_NOUN = "t"
    ADVERB = "r"
    LIGHT = "f"
    """Articles, pronouns, prepositions, conjunctions, modal verbs."""
    NUMBER = "c"
    UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The table.

    Args:
        classes: class of each word, in small letters.
        names: words that are names more often than what they mean in small letters (China).
        demonyms: adjectives written with a capital (Ukrainian), in small letters.
    """

    classes: dict[str, WordClass]
    names: frozenset[str]
    demonyms: frozenset[str]

    def classify(self, lower: str) -> WordClass:
        """Return the class of a word in small letters; by its ending if the table lacks it."""
        return self.classes.get(lower) or _classify_unknown(lower)

    def is_known(self, lower: str) -> bool:
        """Whether the word exists in small letters."""
        return lower in self.classes and lower not in self.names

    def is_demonym(self, lower: str) -> bool:
        """Whether a word with a capital is an adjective of a people or a land."""
        if lower in self.demonyms:
            return True
        return bool(_DEMONYM.search(lower)) and lower not in NO_DEMONYMS


def _classify_unknown(lower: str) -> WordClass:
    for pattern, letter in _ENDINGS:
        if pattern.search(lower):
            return WordClass(letter)
    return WordClass.UNKNOWN


@cache
def load_classes() -> WordClasses:
    """Load the table of the package, once a process."""
    folder = resources.files("aligner.terms.candidates") / "data"
    content = gzip.decompress((folder / "english_words.txt.gz").read_bytes()).decode("utf-8")
    rows = dict(line.split("\t") for line in content.splitlines())
    names = frozenset(rows.pop("N").split()) | ALSO_NAMES
    demonyms = frozenset(rows.pop("J").split())
    classes = {word: WordClass(letter) for letter, words in rows.items() for word in words.split()}
    return WordClasses(classes, names, demonyms)
