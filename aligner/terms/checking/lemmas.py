"""The keys that English words are compared by: strictly what is asked for, freely what is accepted.

A source term is asked for in any number, case and form of a verb, but not in another word of its
family: "organ" is not in "organization". In a target the family is enough: where a glossary says
"Russia" or "economy", "Russian" and "economic" do.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from aligner.lexicon.english import stem_words

_KEPT = 50_000
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "oxen": "ox", "wives": "wife", "lives": "life",
    "knives": "knife", "leaves": "leaf", "halves": "half", "selves": "self", "wolves": "wolf",
    "thieves": "thief", "loaves": "loaf", "shelves": "shelf", "calves": "calf",
    "crises": "crisis", "theses": "thesis", "analyses": "analysis", "bases": "basis",
    "hypotheses": "hypothesis", "emphases": "emphasis", "oases": "oasis", "axes": "axis",
    "criteria": "criterion", "phenomena": "phenomenon", "media": "medium", "data": "datum",
    "memoranda": "memorandum", "referenda": "referendum", "curricula": "curriculum",
    "strata": "stratum", "bacteria": "bacterium", "indices": "index", "appendices": "appendix",
    "matrices": "matrix", "nuclei": "nucleus", "stimuli": "stimulus", "alumni": "alumnus",
    "gases": "gas", "buses": "bus", "lens": "lens", "lenses": "lens", "series": "series",
    "species": "species", "excuses": "excuse", "abuses": "abuse", "refuses": "refuse",
}  # fmt: skip
_HISSES = ("sses", "shes", "ches", "xes", "zzes")
_NO_PLURAL = ("ss", "us", "is")
_LATIN_PLURAL = re.compile(r"(?<=[^ao]us)es$")
# How a country, a people and a language differ where no ending tells.
_PEOPLES = (
    "france french", "germany german germans", "britain british briton britons brit brits",
    "spain spanish spaniard spaniards", "greece greek greeks", "netherlands dutch",
    "holland dutch", "denmark danish dane danes", "sweden swedish swede swedes",
    "finland finnish finn finns", "poland polish pole poles", "turkey turkish turk turks turkiye",
    "switzerland swiss", "wales welsh", "ireland irish", "scotland scottish scots",
    "england english", "thailand thai thais", "philippines filipino filipinos philippine",
    "cyprus cypriot cypriots", "norway norwegian norwegians", "portugal portuguese",
    "iceland icelandic", "czechia czech czechs", "slovakia slovak slovaks", "serbia serb serbs",
    "croatia croat croats", "kurdistan kurdish kurd kurds", "afghanistan afghan afghans",
    "kazakhstan kazakh kazakhs", "uzbekistan uzbek uzbeks", "kyrgyzstan kyrgyz",
    "tajikistan tajik tajiks", "turkmenistan turkmen", "arabia arab arabs arabic saudi",
    "lebanon lebanese", "congo congolese", "latvia latvian lett", "hungary hungarian magyar",
    "taiwan taiwanese", "hongkong hongkonger hongkongers", "jew jewish jews",
)  # fmt: skip
_PEOPLE_OF = {word: f"={line.split()[0]}" for line in _PEOPLES for word in line.split()}
_OF_PEOPLES = ("ians", "eans", "ese", "ian", "ean", "ans", "ish", "an", "is", "ns", "n", "i", "ia",
               "a", "e", "o", "y")  # fmt: skip
_SHORTEST_ROOT = 3


@lru_cache(_KEPT)
def find_lemmas(word: str) -> tuple[str, ...]:
    """Return what an English word in small letters may be a form of, first as a noun.

    >>> find_lemmas("policies"), find_lemmas("crises"), find_lemmas("negotiated")
    (('policy',), ('crisis',), ('negotiated', 'negotiat', 'negotiate'))
    >>> find_lemmas("negotiate"), find_lemmas("viruses"), find_lemmas("news")
    (('negotiate',), ('virus',), ('new',))
    """
    return tuple(dict.fromkeys(_spell(each) for each in _list_bases(word)))


def _list_bases(word: str) -> Iterator[str]:
    yield _find_singular(word)
    for ending in ("ed", "ing"):
        base = word.removesuffix(ending)
        if base != word and len(base) > _SHORTEST_ROOT - 1 and set(base) & set("aeiouy"):
            yield base[:-1] if base[-1] == base[-2] and base[-1] not in "lsz" else base
            yield f"{base}e"
    if word.endswith("ied") and len(word) > _SHORTEST_ROOT + 1:
        yield f"{word[:-3]}y"


def _find_singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= _SHORTEST_ROOT or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_ROOT + 1:
        return f"{word[:-3]}y"
    if word.endswith(_HISSES) or (len(word) > 5 and _LATIN_PLURAL.search(word)):
        return word[:-2]
    return word[:-1]


def _spell(word: str) -> str:
    """Return the American spelling of a word that is spelt in two ways."""
    return word.replace("isation", "ization").replace("our", "or") if len(word) > 4 else word


@lru_cache(_KEPT)
def find_roots(word: str, *, is_name: bool) -> tuple[str, ...]:
    """Return what an English word in small letters shares with the words of its family.

    Args:
        word: in small letters.
        is_name: it has a capital, so that it may be a country, a people or its language.

    >>> set(find_roots("economies", is_name=False)) & set(find_roots("economic", is_name=False))
    {'econom'}
    >>> [find_roots(each, is_name=True)[-1] for each in ("ukraine", "ukrainian", "french")]
    ['+ukrain', '+ukrain', '=france']
    """
    stem = "".join(stem_words([_IRREGULAR.get(word, word)])) or word
    roots = [*find_lemmas(word), _shorten(stem)]
    if is_name:
        # Japanese is of Japan, though Ukrainian is of Ukraine.
        roots += [f"+{word}", _PEOPLE_OF.get(word) or _cut_people(_find_singular(word))]
    return tuple(dict.fromkeys(roots))


def _shorten(stem: str) -> str:
    cut = stem.removesuffix("ic").rstrip("aeiouy")
    return cut if len(cut) > _SHORTEST_ROOT else stem


def _cut_people(word: str) -> str:
    ending = next((each for each in _OF_PEOPLES if word.endswith(each)), "")
    cut = word.removesuffix(ending).rstrip("aei")
    # India and Indian, Cuba and Cuban are as short, but Rubio and Ruby are no nation.
    shortest = _SHORTEST_ROOT + (ending in {"e", "o", "y"})
    return f"+{cut}" if len(cut) >= shortest else f"+{word}"
