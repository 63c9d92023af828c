"""What a Chinese term is called in English, if a list says so; nothing rather than a guess.

In this order: the lists of the package for the field, what CLDR calls territories, CC-CEDICT. Each
rendering says where it comes from. `composing` puts names of known parts together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from typing import NamedTuple

from aligner.lexicon.glosses import Senses, find_senses
from aligner.terms.annotating.composing import compose
from aligner.terms.candidates.english_classes import WordClass, load_classes
from aligner.terms.candidates.segmenting.words import Use, load_words
from aligner.terms.termhood.frequencies import load_frequencies
from aligner.terms.termhood.seeds import read_seed_lines
from aligner.terms.variants.regional import find_rows
from tmx.glossary.records import Provenance
from tmx.memory.folding import fold_text

_MOST = 2
"""Renderings of a term that are given."""
_OTHER_FIELD, _CLEARLY_MORE = 0.4, 0.3
"""How little the first sense must belong to the field, and how much more a later one, which then is
taken: 制裁 is no punishment but sanctions."""
_LONG_NAME = 3
_KEPT = 20_000
_ODD_NAME = re.compile(r" - |SAR China|[()&]")
_NO_NOUNS = frozenset(
    {WordClass.ADJECTIVE, WordClass.ADVERB, WordClass.VERB, WordClass.PARTICIPLE, WordClass.LIGHT}
)
_WORD = re.compile(r"[A-Za-z]+")


class Rendering(NamedTuple):
    """An English term for a Chinese one.

    Args:
        text: the term.
        provenance: where it comes from.
        is_name: whether it is a name.
        is_listed: whether a list of the field has it.
    """

    text: str
    provenance: Provenance
    is_name: bool = False
    is_listed: bool = False


@lru_cache(_KEPT)
def find_renderings(chinese: str, *, is_name: bool = False) -> tuple[Rendering, ...]:
    """Find what a Chinese term is called in English.

    Args:
        chinese: a term, simplified or traditional, of any region.
        is_name: whether the text uses it as a name.

    Returns:
        At most two, the usual one first; none where no list has the term.

    >>> [each.text for each in find_renderings("魯比奧")], find_renderings("政治效忠書")
    (['Rubio'], ())
    """
    key = fold_text(chinese)
    found = _find_listed(key) or _find_territory(chinese) or _find_gloss(key, is_name=is_name)
    return tuple(islice(found or _compose(key), _MOST))


def has_name(chinese: str) -> bool:
    """Whether a Chinese term is as a whole a name that a list has."""
    return any(each.is_name for each in find_renderings(chinese, is_name=True))


@cache
def list_names() -> tuple[str, ...]:
    """List the names of the package that are long enough to mean nothing else."""
    return tuple(
        key
        for key, english in _load_names().items()
        if len(key) >= _LONG_NAME and english[0][0].isupper()
    )


def _compose(key: str) -> list[Rendering]:
    made = compose(key)
    return [Rendering(made, Provenance.CONVERSION)] if made else []


def _find_listed(key: str) -> list[Rendering]:
    found = dict.fromkeys((*_load_names().get(key, ()), *_load_field().get(key, ())))
    return [
        Rendering(each, Provenance.DICTIONARY, each[0].isupper(), is_listed=True) for each in found
    ]


def _find_territory(chinese: str) -> list[Rendering]:
    rows = [row.english for row in find_rows(chinese, ())]
    plain = [name for name in rows if not _ODD_NAME.search(name)]
    return [Rendering(name, Provenance.CLDR, is_name=True) for name in plain[:1]]


def _find_gloss(key: str, *, is_name: bool) -> list[Rendering]:
    senses = find_senses(key)
    named = [sense for sense in senses if sense[0][0].isupper()]
    common = [sense for sense in senses if not sense[0][0].isupper() and is_noun(sense[0])]
    if named and _is_meant_as_name(key, senses, is_name=is_name):
        return [Rendering(each, Provenance.DICTIONARY, is_name=True) for each in named[0]]
    chosen = _choose_sense(common) if common else ()
    return [Rendering(each, Provenance.DICTIONARY) for each in chosen]


def _is_meant_as_name(key: str, senses: Senses, *, is_name: bool) -> bool:
    """Whether a word is the name that the dictionary has: 高达 is rarely Gundam."""
    if is_name:
        return not load_words().entries.get(key, (0.0, 0))[1] & Use.VERB
    return len(key) >= _LONG_NAME and all(sense[0][0].isupper() for sense in senses)


def is_noun(english: str) -> bool:
    """Whether the last word of an English term can be a noun.

    >>> is_noun("peace"), is_noun("divergent")
    (True, False)
    """
    words = _WORD.findall(english.lower())
    return bool(words) and load_classes().classify(words[-1]) not in _NO_NOUNS


def _choose_sense(senses: Sequence[Sequence[str]]) -> Sequence[str]:
    """Choose the first sense, or one that belongs to the field clearly more."""
    first, *others = senses
    best = max(others, key=_measure_field, default=first)
    field = _measure_field(first)
    return best if field < _OTHER_FIELD and _measure_field(best) > field + _CLEARLY_MORE else first


def _measure_field(sense: Sequence[str]) -> float:
    """Return how far the words of a sense belong to the field, in [0, 1]."""
    words = _WORD.findall(sense[0].lower())
    fields = load_frequencies().english
    return sum(map(fields.find_field, words)) / max(len(words), 1)


@cache
def _load_names() -> Mapping[str, tuple[str, ...]]:
    path = resources.files(__package__) / "data" / "english.tsv"
    return dict(_read_names(path.read_text(encoding="utf-8").splitlines()))


def _read_names(lines: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        if line and not line.startswith("#"):
            chinese, english = line.split("\t")
            for form in chinese.split("|"):
                yield fold_text(form), tuple(english.split("|"))


@cache
def _load_field() -> Mapping[str, tuple[str, ...]]:
    return {fold_text(chinese): (english,) for chinese, english in read_seed_lines()}
