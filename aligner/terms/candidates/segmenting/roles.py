"""What part a word can play in a Chinese term: its head, before its head, or none."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from aligner.terms.candidates.segmenting.words import Use
from aligner.terms.records import Kind

_WORDS_KEPT = 20_000
_USES_KEPT = 1_000
LATIN_USE = int(Use.NOUN | Use.LATIN)
"""How a word in Latin letters can be used."""


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """How well a word stands in each place of a term, in [0, 1]; 0: never. Each is unique.

    Args:
        name: of the role.
        first: before others.
        inner: between others.
        last: behind others, as the head.
        alone: as a term of its own.
    """

    name: str
    first: float = 0.0
    inner: float = 0.0
    last: float = 0.0
    alone: float = 0.0


BORDER = Role("border")
JOINT = Role("joint", inner=0.35)
NOUN = Role("noun", 1.0, 1.0, 1.0, 0.9)
NAME = Role("name", 1.0, 0.8, 0.9, 1.0)
PERSON = Role("person", 0.9, 0.4, 0.35, 1.0)
NOMINAL = Role("nominal", 0.75, 0.85, 0.85, 0.6)
VERB = Role("verb", 0.3, 0.45, 0.4, 0.15)
MODIFIER = Role("modifier", 0.75, 0.85, 0.08, 0.06)
PLACE = Role("place", 0.75, 0.8, 0.2, 0.08)
ORDINAL = Role("ordinal", 0.8, 0.5)
NUMBER = Role("number", 0.35, 0.3)
MEASURE = Role("measure", inner=0.5)
TIME = Role("time", 0.3, 0.3, 0.08, 0.04)
LATIN = Role("latin", 0.9, 0.8, 0.8, 1.0)
# In Chinese a Latin word without any capital is rarely a name.
SMALL = Role("small", 0.5, 0.5, 0.5, 0.3)
WEAK = Role("weak", 0.1, 0.3, 0.6)
# Words of one character.
SUFFIX = Role("suffix", 0.1, 0.9, 0.95)
PREFIX = Role("prefix", 0.75, 0.6)
AFFIX = Role("affix", 0.6, 0.8, 0.8)
TOWARD = Role("toward", 0.5, 0.5)
INITIAL = Role("initial", 0.7, 0.75, 0.55)
CHARACTER = Role("character", 0.35, 0.4, 0.45)


@dataclass(frozen=True, slots=True)
class Lists:
    """Words of one character by their part in terms, and words that are in none.

    Args:
        suffixes: end a word: 國, 黨, 化.
        prefixes: begin one: 親, 反, 核.
        toward: stand before the character of a country: 對俄, 駐美.
        weak: nouns that are terms with others only: 問題.
        initials: countries: 美, 俄.
        joints: conjunctions between nouns.
        borders: words that a dictionary calls nouns or verbs but no term holds.
        modifiers: words that a dictionary calls adverbs and that stand before nouns as well.
        nouns: words that a dictionary calls adverbs or verbs, and that are nouns.
        institutions: ends of the names of treaties and organisations, which may hold verbs.
        titles: of persons, behind which their name stands.
        surnames: of two characters, mostly Japanese.
    """

    suffixes: frozenset[str]
    prefixes: frozenset[str]
    toward: frozenset[str]
    weak: frozenset[str]
    initials: frozenset[str]
    joints: frozenset[str]
    borders: frozenset[str]
    modifiers: frozenset[str]
    nouns: frozenset[str]
    institutions: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]


@cache
def load_lists() -> Lists:
    """Load the lists of the package, once a process."""
    path = resources.files(__package__) / "data" / "parts.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    return Lists(**{name: frozenset(found[name].split()) for name in Lists.__slots__})


@cache
def _load_fixed() -> dict[str, Role]:
    """Return the roles of the words that a list gives one, the first list first."""
    lists = load_lists()
    named = (
        (lists.nouns, NOUN),
        (lists.modifiers, MODIFIER),
        (lists.weak, WEAK),
        (lists.toward, TOWARD),
        (lists.borders, BORDER),
        (lists.joints, JOINT),
    )
    return {word: role for words, role in named for word in words}


def find_role(word: str, use: int) -> Role:
    """Find the part that a word can play.

    Args:
        word: its key.
        use: how it can be used, see `Use`.
    """
    if role := _load_fixed().get(word):
        return role
    if len(word) == 1:
        return _find_character_role(word, use)
    role = _find_word_role(use)
    if role is LATIN and word.islower():
        return SMALL
    return ORDINAL if role is NUMBER and word[0] == "第" else role


def find_kind(word: str, use: int) -> Kind:
    """Find why a word is a candidate.

    Args:
        word: its key, capitals as printed.
        use: how it can be used, see `Use`.
    """
    if use != LATIN_USE:
        return _find_kind(use)
    capitals = sum(map(str.isupper, word))
    return (Kind.WORD, Kind.NAME, Kind.ABBREVIATION)[min(capitals, 2)]


@lru_cache(_USES_KEPT)
def _find_kind(use: int) -> Kind:
    if use & Use.ABBREVIATION:
        return Kind.ABBREVIATION
    return Kind.NAME if use & (Use.NAME | Use.PERSON) else Kind.WORD


@lru_cache(_WORDS_KEPT)
def _find_character_role(word: str, use: int) -> Role:
    lists = load_lists()
    if use & (Use.NUMBER | Use.LATIN):
        return _find_word_role(use)
    if word in lists.initials:
        return INITIAL
    if word in lists.suffixes:
        return AFFIX if word in lists.prefixes else SUFFIX
    if word in lists.prefixes:
        return PREFIX
    if use & Use.MEASURE:
        return MEASURE
    return CHARACTER if use & (Use.NOUN | Use.MODIFIER) or not use else BORDER


@lru_cache(_USES_KEPT)
def _find_word_role(use: int) -> Role:
    if use & (Use.NUMBER | Use.LATIN):
        return NUMBER if use & Use.NUMBER else LATIN
    if use & Use.FUNCTION or (use & Use.IDIOM and not use & Use.NOUN):
        return BORDER
    if use & Use.NOUN:
        return _find_noun_role(use)
    choices = (
        (Use.VERB, VERB),
        (Use.MODIFIER, MODIFIER),
        (Use.PLACE, PLACE),
        (Use.TIME, TIME),
        (Use.MEASURE, MEASURE),
    )
    return next((role for each, role in choices if use & each), BORDER)


def _find_noun_role(use: int) -> Role:
    if use & Use.PERSON:
        return PERSON
    if use & Use.VERB:
        return NOMINAL
    return NAME if use & (Use.NAME | Use.ABBREVIATION) and not use & Use.MODIFIER else NOUN
