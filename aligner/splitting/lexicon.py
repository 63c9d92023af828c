"""The word lists of the splitter, read from `data/` on first use.

Place in the flow: beside splitting; the rules ask, nothing else does.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aligner.resources import read_table

WordSet = frozenset[str]


@dataclass(frozen=True, slots=True)
class LatinLexicon:
    """Abbreviations and openings of languages in Latin script.

    Args:
        titles: stand before a name; never end a sentence before a capital.
        never: never end a sentence.
        numeric: are abbreviations only before a number.
        may_end: end a sentence only if a word that opens sentences follows.
        dotted_never: as `never`, with dots inside and in lower case.
        dotted: as `may_end`, with dots inside and in lower case.
        letter_nouns: take a capital letter as their number ("Plan B").
        starters: words that open a sentence rather than go on with a name.
        adverbials: open a sentence whose first clause is a time of day.
        after_time: may follow "p.m." in the same sentence.
        speech_verbs: verbs of saying in the past tense.
        names_with_mark: names that are written with a final "!".
        ordinal_languages: primary subtags of languages that write "3." for "third".
    """

    titles: WordSet
    never: WordSet
    numeric: WordSet
    may_end: WordSet
    dotted_never: WordSet
    dotted: WordSet
    letter_nouns: WordSet
    starters: WordSet
    adverbials: WordSet
    after_time: WordSet
    speech_verbs: WordSet
    names_with_mark: WordSet
    ordinal_languages: WordSet


@dataclass(frozen=True, slots=True)
class ChineseLexicon:
    """Words around quotations, notes and ellipses in Chinese, both scripts.

    Args:
        speech_verbs: verbs of saying, before or behind a quotation.
        no_speech_after: characters before which a verb of saying does not attribute ("没说").
        conjunctions: join quotations into a list.
        continuations: behind a quotation, always go on with the sentence.
        embedded_continuations: do so behind a quotation that stands inside a clause.
        after_ellipsis: characters that go on after an ellipsis.
        list_heralds: announce a numbered list.
        dateline_ends: last characters of a bracketed dateline.
        transliteration: characters that write foreign names.
    """

    speech_verbs: tuple[str, ...]
    no_speech_after: WordSet
    conjunctions: tuple[str, ...]
    continuations: tuple[str, ...]
    embedded_continuations: tuple[str, ...]
    after_ellipsis: WordSet
    list_heralds: tuple[str, ...]
    dateline_ends: tuple[str, ...]
    transliteration: WordSet


@lru_cache(maxsize=1)
def get_latin() -> LatinLexicon:
    """Return the word lists for languages in Latin script."""
    table = read_table("aligner.splitting", "latin")
    return LatinLexicon(**{name: frozenset(words) for name, words in table.items()})


@lru_cache(maxsize=1)
def get_chinese() -> ChineseLexicon:
    """Return the word lists for Chinese; alternatives are ordered longest first."""
    fields: dict[str, Any] = {
        name: frozenset(words) if isinstance(words, str) else _longest_first(words)
        for name, words in read_table("aligner.splitting", "chinese").items()
    }
    return ChineseLexicon(**fields)


def is_listed(word: str, words: WordSet) -> bool:
    """Tell whether a word is in a list.

    Args:
        word: as printed.
        words: lower-case entries match any case, capitalised ones as written or all in capitals.

    >>> is_listed("INC", frozenset({"inc"})), is_listed("sat", frozenset({"Sat"}))
    (True, False)
    """
    return word in words or word.lower() in words or (word.isupper() and word.title() in words)


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))
