"""What of many pairs is one row: other renderings of a term, and terms inside longer ones."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.lexicon.english import STOP_WORDS, find_words, stem_words
from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood.cutting import cut_chinese, cut_english, is_acronym
from aligner.terms.termhood.rating import rate_termhood
from aligner.terms.termhood.seeds import Seeds
from aligner.terms.termhood.shapes import has_title, is_common, is_noun, is_word, rate_shape

_LEAST_SHARE = 0.6
"""How probable, beside the shorter, a longer term has to be to hide it."""
_LEAST_SHARE_OF_NAME = 0.4
"""Likewise a name to hide ordinary words of it."""
_LEAST_SHARE_OF_RENDERING = 0.75
"""How probable, beside the best, another rendering of the same Chinese must be."""
_RIVAL_SHARE = 0.9
"""How probable, beside the best, a pair with the same English and other borders must be."""
_MANY = 3
"""In how many longer terms a term that never stands alone shows that it is one."""
_LEAST_ALONE = 1 / 3
"""In which part of its places a term stands alone that is surely one."""
_LEAST_NESTED = 0.8
"""In which part of its places a name is only a part of a longer one: 清扬 in 陈清扬."""
_TERM = 0.6
"""Rating from which on a term inside longer ones is worth a row of its own."""

_BRIDGES = frozenset(("of", "for"))
_NAMES = (Kind.NAME, Kind.ABBREVIATION)

Place = tuple[int, tuple[int, int], tuple[int, int]]


def hide_nested(pairs: Sequence[TermPair], seeds: Seeds | None = None) -> list[TermPair]:
    """Make one pair of the renderings of a term, and leave out what only longer terms hold.

    Pairs with the same Chinese become the most probable of them; the English of the others is
    among its variants and their places are among its own, unless only a border differs. Of what
    remains a pair goes that stands inside of longer ones nearly everywhere: 緩衝 in 緩衝國. It
    stays where three or more share it, and where it is a term of its own that the longer only
    combines with others: 核威懾 in "calls for nuclear deterrence".

    Args:
        pairs: in any order.
        seeds: words of the field; None: of international politics.

    Returns:
        What remains, in the order of the first of each.

    Source: Frantzi, Ananiadou and Mima 2000, Automatic recognition of multi-word terms: the
    C-value (nested terms).
    """
    merged = _drop_rivals(_merge_renderings(pairs))
    ratings = rate_termhood(merged, (), seeds)
    holders = _Holders(merged)
    kept = zip(merged, ratings, strict=True)
    return [pair for pair, rating in kept if not holders.hide(pair, rating)]


def _merge_renderings(pairs: Sequence[TermPair]) -> list[TermPair]:
    groups: dict[str, list[TermPair]] = defaultdict(list)
    for pair in pairs:
        groups[cut_chinese(pair.chinese).key or pair.chinese].append(pair)
    return [_merge(group) for group in groups.values()]


def _merge(group: Sequence[TermPair]) -> TermPair:
    """Make one pair of those with the same Chinese."""
    best, *others = sorted(group, key=_make_sort_key)
    variants = dict(best.variants)
    places, unlisted = set(best.places), best.unlisted
    for other in others:
        if not _is_rendering(other, best):
            continue
        for form in (other.chinese, other.english):
            if form not in (best.chinese, best.english):
                variants[form] = variants.get(form, 0) + other.count
        for form, count in other.variants.items():
            variants[form] = variants.get(form, 0) + count
        places |= set(other.places)
        unlisted += other.unlisted
    return replace(best, variants=variants, places=tuple(sorted(places)), unlisted=unlisted)


def _make_sort_key(pair: TermPair) -> tuple[float, int, str, str]:
    return -pair.probability, -pair.count, pair.english, pair.chinese


def _is_rendering(other: TermPair, best: TermPair) -> bool:
    """Whether it renders the same term otherwise, instead of with the wrong borders."""
    if other.probability < _LEAST_SHARE_OF_RENDERING * best.probability:
        return False
    left, right = (stem_words(find_words(each.english)) for each in (other, best))
    if len(left) == len(right) or is_acronym(other.english) or is_acronym(best.english):
        return True
    if Kind.NAME in (other.kind, best.kind) and left[-1:] == right[-1:]:
        return True
    holds = set(left) <= set(right) or set(right) <= set(left)
    return other.count > 1 and not holds


def _drop_rivals(pairs: Sequence[TermPair]) -> list[TermPair]:
    """Leave out pairs with the English of a more probable one and Chinese that overlaps its own."""
    groups: dict[str, list[TermPair]] = defaultdict(list)
    for pair in pairs:
        groups[cut_english(pair.english).key].append(pair)
    best = {key: max(group, key=_measure_support) for key, group in groups.items()}
    return [pair for pair in pairs if not _is_rival(pair, best[cut_english(pair.english).key])]


def _measure_support(pair: TermPair) -> tuple[float, int, str]:
    return pair.probability * pair.count, len(pair.chinese), pair.chinese


def _is_rival(pair: TermPair, best: TermPair) -> bool:
    if pair is best:
        return False
    if _is_part(pair.chinese, best.chinese) and Kind.NAME in (pair.kind, best.kind):
        return True
    if pair.probability >= _RIVAL_SHARE * best.probability:
        return False
    return bool(set(cut_chinese(pair.chinese).words) & set(cut_chinese(best.chinese).words))


def _is_part(one: str, other: str) -> bool:
    shorter, longer = sorted((cut_chinese(each).key for each in (one, other)), key=len)
    return shorter in longer


@dataclass(frozen=True, slots=True)
class _Held:
    """A place of a pair."""

    pair: int
    chinese: tuple[int, int]
    english: tuple[int, int]


class _Holders:
    """Finds the longer pairs around a place."""

    def __init__(self, pairs: Sequence[TermPair]) -> None:
        self._pairs = pairs
        self._passages: dict[int, list[_Held]] = defaultdict(list)
        for number, pair in enumerate(pairs):
            for passage, chinese, english in pair.places:
                self._passages[passage].append(_Held(number, chinese, english))

    def hide(self, pair: TermPair, rating: float) -> bool:
        """Whether a pair stands inside of longer ones and is no term of its own."""
        around = [self._find_around(pair, place) for place in pair.places]
        holders = set().union(*around)
        nested = sum(map(bool, around))
        if _is_name(pair) and not _is_fragment(pair) and nested >= _LEAST_NESTED * len(around):
            return True
        if not nested or len(holders) >= _MANY:
            return False
        if _is_fragment(pair):
            framed = sum(any(_is_titled(self._pairs[each]) for each in held) for held in around)
            if framed >= _LEAST_NESTED * len(around):
                return True
        if rating < _TERM:
            return len(around) - nested < _LEAST_ALONE * len(around)
        return nested == len(around) and not self._is_own(pair, holders)

    def _is_own(self, pair: TermPair, holders: set[int]) -> bool:
        """Whether a term stands for itself in longer ones that only combine it with others."""
        if _is_name(pair):
            return False
        return is_word(pair.chinese) or all(
            rate_shape(self._pairs[each]) < 1 or self._has_name(each, pair) for each in holders
        )

    def _has_name(self, number: int, shorter: TermPair) -> bool:
        """Whether a longer term, no name itself, holds a name that the shorter does not."""
        longer = self._pairs[number]
        words = set(find_words(longer.english)) - set(find_words(shorter.english))
        return longer.kind == Kind.PHRASE and any(word[0].isupper() for word in words)

    def _find_around(self, pair: TermPair, place: Place) -> set[int]:
        passage, chinese, english = place
        return {
            each.pair
            for each in self._passages[passage]
            if _holds(each.chinese, chinese)
            and _holds(each.english, english)
            and _can_hide(self._pairs[each.pair], pair)
        }


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Whether a stretch holds another and is longer."""
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _can_hide(longer: TermPair, shorter: TermPair) -> bool:
    if _is_fragment(shorter) and _is_titled(longer) and _is_made_with(longer, shorter):
        return longer.probability >= _LEAST_SHARE_OF_NAME * shorter.probability
    if longer.probability < _LEAST_SHARE * shorter.probability:
        return False
    if not _is_name(shorter):
        return True
    return longer.kind == Kind.NAME and (has_title(shorter.chinese) or _is_one(longer, shorter))


def _is_fragment(pair: TermPair) -> bool:
    """Whether a pair has capitals, but only because a name holds it: 全球安全, Global Security."""
    words = cut_chinese(pair.chinese).words
    return _is_titled(pair) and all(len(word) > 1 and is_noun(word) for word in words)


def _is_titled(pair: TermPair) -> bool:
    """Whether all English words that carry meaning have capitals, as those of titles have."""
    words = [word for word in find_words(pair.english) if word.lower() not in STOP_WORDS]
    return all(word[0].isupper() for word in words)


def _is_made_with(longer: TermPair, shorter: TermPair) -> bool:
    """Whether a name is made with a shorter term: of nouns, or as Alliance of Sahel States is."""
    if _has_nouns(longer, shorter):
        return True
    added = set(find_words(longer.english)) - set(find_words(shorter.english))
    return bool(added & _BRIDGES) and not has_title(shorter.chinese)


def _has_nouns(longer: TermPair, shorter: TermPair) -> bool:
    """Whether what a longer term has beside a shorter one are nouns, and no name of a person."""
    left = set(cut_chinese(longer.chinese).words) - set(cut_chinese(shorter.chinese).words)
    return all(map(is_noun, left))


def _is_name(pair: TermPair) -> bool:
    return pair.kind in _NAMES and not is_common(pair.chinese, pair.english)


def _is_one(longer: TermPair, shorter: TermPair) -> bool:
    """Whether a name is one word, and not a shorter name with words beside it: 法國總統馬克龍."""
    if is_word(longer.chinese):
        return True
    rest = cut_chinese(longer.chinese).key.replace(cut_chinese(shorter.chinese).key, " ", 1).split()
    return not all(len(part) > 1 and all(map(is_word, cut_chinese(part).words)) for part in rest)
