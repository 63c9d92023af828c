"""What a term is put together of: free combinations that texts make are no terms of a glossary.

"The US and Ukraine", "joining NATO", "concessions to Russia", "President Trump": each is printed
and translated, but what a terminologist writes down are the parts.
"""

from aligner.lexicon.english import STOP_WORDS, find_words
from aligner.terms.candidates.english_classes import WordClass, load_classes
from aligner.terms.candidates.segmenting.words import Use, load_words
from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood.cutting import cut_chinese, cut_english, is_acronym, load_common
from aligner.terms.termhood.frequencies import load_frequencies
from aligner.terms.termhood.seeds import Seeds, load_seeds

_JOINED, _JOINED_ON_ONE_SIDE = 0.3, 0.7
_ACTION, _ACTION_ON_ONE_SIDE = 0.3, 0.75
_RELATION, _RELATION_TO_NAME = 0.75, 0.45
_TITLED = 0.6
_ADJECTIVE = 0.5
_WITH_NAME = 0.9
_USUAL_WORDS, _USUAL_WORDS_QUOTED, _LONGER = 3, 4, 0.85
"""Words that carry meaning up to which a phrase is usual, and what each further one makes of it."""

_CHINESE_JOINTS = frozenset(["和", "与", "及", "以及", "或", "或者"])
_ENGLISH_JOINTS = frozenset({"and", "or"})
_RELATION_WORDS = """
    about against among around at before behind between beyond by during for from in into on over
    through to toward towards under upon with within without
"""
_RELATIONS = frozenset(_RELATION_WORDS.split())
_GERUNDS = frozenset({WordClass.GERUND, WordClass.GERUND_OR_NOUN})
_NAMES = frozenset({Kind.NAME, Kind.ABBREVIATION})
_FIRM = _NAMES | {Kind.QUOTED}


def rate_shape(pair: TermPair, seeds: Seeds | None = None) -> float:
    """Rate how firmly a term is put together.

    Args:
        pair: any; what is found several times is taken to be firmer.
        seeds: words of the field; None: of international politics.

    Returns:
        A number in (0, 1]; 1 where nothing speaks against it.
    """
    if is_seed(pair, seeds or load_seeds()):
        return 1.0
    words = find_words(pair.english)
    factor = _rate_joints(pair, words) * _rate_action(pair, words)
    factor *= _rate_titles(pair, words) * _rate_adjective(words)
    factor *= 1.0 if pair.kind in _FIRM else _rate_relations(words) * _rate_names(words)
    factor *= 1.0 if pair.kind in _NAMES else _rate_length(words, pair.kind)
    return float(factor ** (1 / max(len(pair.places), 1)))


def is_seed(pair: TermPair, seeds: Seeds) -> bool:
    """Whether either side is a word of the field as it stands."""
    return (
        cut_chinese(pair.chinese).key in seeds.chinese
        or cut_english(pair.english).key in seeds.english
    )


def is_word(chinese: str) -> bool:
    """Whether a Chinese term is a noun or a name of the dictionary."""
    return bool(_find_use(cut_chinese(chinese).key) & (Use.NOUN | Use.NAME | Use.ABBREVIATION))


def is_noun(word: str) -> bool:
    """Whether a Chinese word is one of the dictionary, and no name."""
    use = _find_use(word)
    return bool(use) and not use & (Use.NAME | Use.ABBREVIATION)


def is_common(chinese: str, english: str) -> bool:
    """Whether a pair is an ordinary word in both languages, whatever its capitals say."""
    use = _find_use(cut_chinese(chinese).key)
    if not use or use & (Use.NAME | Use.ABBREVIATION):
        return False
    classes = load_classes()
    return all(classes.is_known(word.lower()) for word in find_words(english))


def _find_use(word: str) -> int:
    return load_words().entries.get(word, (0.0, 0))[1]


def _rate_joints(pair: TermPair, words: list[str]) -> float:
    key = cut_chinese(pair.chinese).key
    inner = load_frequencies().cut_chinese(key)[1:-1]
    chinese = "、" in pair.chinese or not _CHINESE_JOINTS.isdisjoint(inner)
    english = not _ENGLISH_JOINTS.isdisjoint(words[1:-1])
    if chinese and english and pair.kind != Kind.QUOTED:
        return _JOINED
    return _JOINED_ON_ONE_SIDE if chinese or english else 1.0


def _rate_action(pair: TermPair, words: list[str]) -> float:
    """Rate low what is a verb with its object: 加入北約, joining NATO."""
    chinese = [_find_use(word) for word in cut_chinese(pair.chinese).words]
    if len(words) < 2 or len(chinese) < 2:
        return 1.0
    is_verb = [bool(use & Use.VERB) and not use & Use.NOUN for use in chinese]
    is_gerund = load_classes().classify(words[0].lower()) in _GERUNDS
    if is_gerund and any(is_verb):
        return _ACTION
    return _ACTION_ON_ONE_SIDE if is_verb[0] else 1.0


def _rate_adjective(words: list[str]) -> float:
    """Rate lower what is an adjective alone: 民主黨, but "Democratic"."""
    is_adjective = [load_classes().classify(word.lower()) is WordClass.ADJECTIVE for word in words]
    return _ADJECTIVE if is_adjective == [True] else 1.0


def _rate_length(words: list[str], kind: Kind) -> float:
    heavy = [word for word in words if word.lower() not in STOP_WORDS or is_acronym(word)]
    usual = _USUAL_WORDS_QUOTED if kind == Kind.QUOTED else _USUAL_WORDS
    return float(_LONGER ** max(len(heavy) - usual, 0))


def _rate_names(words: list[str]) -> float:
    """Rate a little lower what holds a name beside other words: 俄羅斯反攻."""
    return _WITH_NAME if any(word[0].isupper() for word in words) else 1.0


def _rate_relations(words: list[str]) -> float:
    """Rate lower what holds a preposition other than "of", lowest if a name follows."""
    places = [k for k, word in enumerate(words) if word in _RELATIONS and k]
    if not places:
        return 1.0
    has_name = any(word[0].isupper() for word in words[places[0] + 1 :])
    return _RELATION_TO_NAME if has_name else _RELATION


def _rate_titles(pair: TermPair, words: list[str]) -> float:
    """Rate lower a name with the title of its bearer."""
    titles = load_common()[1].address
    has_name = any(word[0].isupper() and word.lower() not in titles for word in words)
    has_both = has_name and any(word.lower() in titles for word in words)
    return _TITLED if has_both and has_title(pair.chinese) else 1.0


def has_title(chinese: str) -> bool:
    """Whether a Chinese name holds a title, and something else.

    >>> has_title("特朗普總統"), has_title("總統")
    (True, False)
    """
    titles = [word in load_common()[0].address for word in cut_chinese(chinese).words]
    return any(titles) and not all(titles)
