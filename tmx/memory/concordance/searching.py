"""Concordance: a word or phrase → the units that hold it, the newest first.

The index names pairs that may hold it (`tmx.memory.index`), each is verified on its text
(`phrases`), and only of what is shown the units are read. Where the translation of a hit stands
says a span finder that is passed in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter

from tmx.language import find_script
from tmx.memory.concordance.phrases import Phrase, make_phrase
from tmx.memory.concordance.spelling import HAN, find_forms
from tmx.memory.filtering import make_condition
from tmx.memory.folding import fold_text, fold_with_places
from tmx.memory.index import find_pairs_holding
from tmx.memory.languages import find_text_script, is_language
from tmx.memory.queries.filters import EVERY, Condition, is_one_of, select_tags
from tmx.memory.queries.holding import select_newest_units
from tmx.memory.queries.units import select_pair_texts, select_units
from tmx.memory.records import (
    Concordance,
    FormFinder,
    Hit,
    SearchOptions,
    Side,
    Span,
    SpanFinder,
    SpanQuestion,
)
from tmx.memory.store import Memory

__all__ = ["Concordance", "SearchOptions", "search"]

_CHINESE = frozenset({"zh", "yue"})
_WITH_HAN = _CHINESE | {"ja", "ko", "vi"}
_FIRST_CHUNK, _LAST_CHUNK = 64, 2048
_COUNTED = 400
_HITS_AT_ONCE = 256

_USUAL = SearchOptions()

_Phrases = Mapping[Side, Sequence[Phrase]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A pair that holds a phrase on a side, and the text there."""

    pair: int
    side: Side
    text: str


def search(
    memory: Memory,
    query: str,
    side: Side | None = None,
    options: SearchOptions = _USUAL,
    *,
    find_spans: SpanFinder | None = None,
) -> Concordance:
    """Find the units that hold a word or phrase, the newest first.

    Chinese is found character by character, whatever its script, width and spaces; only
    punctuation between two characters keeps them apart, unless the query has some there. Other
    scripts are found by whole words in sequence, whatever their case; * behind a word stands for
    any end.

    Args:
        memory: open.
        query: a word or phrase; * stands behind words that are not Chinese.
        side: where to look; None: the Chinese side for Chinese characters, else both, the one that
            is not Chinese first.
        options: what else is asked for.
        find_spans: says where the translation stands; None: nothing does.

    Returns:
        The hits, one for each two texts. The total is exact where the limit was not reached, or
        some hundred candidates were all.

    Raises:
        TmxError: the query holds neither letter nor digit, or the memory cannot be read.
    """
    with memory.read():
        phrases = _make_phrases(memory, query, side, options)
        condition = make_condition(memory.connection, options.units)
        found, total, is_exact = _collect(_find_all(memory, phrases, condition), options.limit)
        hits = tuple(_make_hits(memory, found, phrases, condition))
    if find_spans is not None:
        hits = tuple(_add_counterparts(hits, find_spans))
    forms = dict.fromkeys(phrase.form for some in phrases.values() for phrase in some)
    return Concordance(query, tuple(forms), hits, total, is_exact)


def _make_phrases(
    memory: Memory, query: str, side: Side | None, options: SearchOptions
) -> _Phrases:
    """Make the phrases to look for on each side, the side that comes first first."""
    phrases: dict[Side, tuple[Phrase, ...]] = {}
    for each in (side,) if side is not None else _choose_sides(memory.languages, query):
        is_regional = options.is_regional and memory.languages[each] in _CHINESE
        if is_regional:
            phrases[each] = _make_regional(memory, query, options.find_names)
        else:
            phrases[each] = (make_phrase(query),)
    return phrases


def _make_regional(memory: Memory, query: str, find_names: FormFinder | None) -> tuple[Phrase, ...]:
    """Make the phrases of a query in all regions, each for the texts that it belongs to."""
    forms, scripts = find_forms(query), _list_scripts(memory)
    if scripts == {"Hans"} and find_text_script(query) is None:
        # Who keeps a memory of the mainland means 程序 as it is there, not that of Taiwan.
        forms = {form: script for form, script in forms.items() if form == query or script}
    phrases = {
        fold_text(form): make_phrase(form, _choose_texts(script, scripts))
        for form, script in forms.items()
    }
    for name in find_names(query) if find_names is not None and HAN.search(query) else ():
        phrase = make_phrase(name.text, _choose_texts(name.script, scripts), name.is_meant)
        phrases.setdefault(phrase.key, phrase)
    return tuple(phrases.values())


def _choose_texts(script: str | None, vague: Set[str | None]) -> frozenset[str | None]:
    """Return the scripts of the texts that a form belongs to.

    Args:
        script: of its region; None: it belongs anywhere.
        vague: scripts that texts can be in whose characters do not tell.
    """
    if script is None:
        return frozenset()
    return frozenset({script, None} if script in vague else {script})


def _list_scripts(memory: Memory) -> frozenset[str | None]:
    """Return the scripts of the Chinese tags of a memory, both where a tag does not say."""
    tags = (tag for tag in select_tags(memory.connection) if is_language(tag, "zh"))
    scripts = frozenset(map(find_script, tags))
    return frozenset({"Hans", "Hant"}) if None in scripts else scripts


def _choose_sides(languages: tuple[str, str], query: str) -> tuple[Side, ...]:
    first, second = languages
    if first not in _CHINESE:
        return Side.FIRST, Side.SECOND
    if HAN.search(query) and second not in _WITH_HAN:
        return (Side.FIRST,)
    return Side.SECOND, Side.FIRST


def _find_all(
    memory: Memory, phrases: _Phrases, condition: Condition
) -> Iterator[tuple[int, list[_Found]]]:
    """Yield the pairs that hold a phrase, the newest first, in lists of growing size.

    Yields:
        How many candidates were looked at, and those of them that were found.
    """
    candidates = _find_candidates(memory, phrases)
    size = _FIRST_CHUNK
    while chunk := dict(islice(candidates, size)):
        yield len(chunk), _verify(memory, chunk, phrases, condition)
        size = min(2 * size, _LAST_CHUNK)


def _find_candidates(memory: Memory, phrases: _Phrases) -> Iterator[tuple[int, list[Side]]]:
    """Yield pairs, the newest first, and the sides on which they may hold a phrase."""
    ways = [
        _find_on_side(memory, phrase, side, place)
        for place, (side, some) in enumerate(phrases.items())
        for phrase in some
    ]
    if len(ways) == 1:
        yield from ((-number, [side]) for number, _, side in ways[0])
        return
    for number, group in groupby(merge(*ways), key=itemgetter(0)):
        yield -number, list(dict.fromkeys(side for _, _, side in group))


def _find_on_side(
    memory: Memory, phrase: Phrase, side: Side, place: int
) -> Iterator[tuple[int, int, Side]]:
    for pair in find_pairs_holding(memory, phrase.key, side, prefixes=phrase.prefixes):
        yield -pair, place, side


def _verify(
    memory: Memory, chunk: Mapping[int, Sequence[Side]], phrases: _Phrases, condition: Condition
) -> list[_Found]:
    pairs: Iterable[int] = chunk
    if condition != EVERY:
        pairs = select_newest_units(memory.connection, list(chunk), condition)
    asked: dict[Side, list[int]] = {side: [] for side in phrases}
    for pair in pairs:
        for side in chunk[pair]:
            asked[side].append(pair)
    found: dict[int, _Found] = {}
    for side, some in asked.items():
        texts = select_pair_texts(memory.connection, some, side)
        texts = {pair: text for pair, text in texts.items() if pair not in found}
        for pair in _list_holding(memory, texts, side, phrases[side]):
            found[pair] = _Found(pair, side, texts[pair])
    return [found[pair] for pair in chunk if pair in found]


def _list_holding(
    memory: Memory, texts: Mapping[int, str], side: Side, phrases: Sequence[Phrase]
) -> Iterator[int]:
    """Yield the pairs whose texts hold a phrase, those last whose translations must be read."""
    plain = [phrase for phrase in phrases if phrase.is_meant is None]
    doubtful = [phrase for phrase in phrases if phrase.is_meant is not None]
    in_doubt: dict[int, list[Phrase]] = {}
    for pair, text in texts.items():
        if any(_holds(text, phrase) for phrase in plain):
            yield pair
        elif held := [phrase for phrase in doubtful if _holds(text, phrase)]:
            in_doubt[pair] = held
    if in_doubt:
        others = select_pair_texts(memory.connection, list(in_doubt), side.other)
        for pair, other in others.items():
            if any(phrase.is_said_by(other) for phrase in in_doubt[pair]):
                yield pair


def _holds(text: str, phrase: Phrase) -> bool:
    return phrase.is_in(text) and phrase.belongs_to(text)


def _collect(
    lists: Iterator[tuple[int, list[_Found]]], limit: int | None
) -> tuple[list[_Found], int, bool]:
    """Return what is shown, how much there is, and whether that is all.

    Counting goes on past the limit while it is cheap.
    """
    kept: list[_Found] = []
    looked = total = 0
    for size, found in lists:
        room = len(found) if limit is None else max(limit - total, 0)
        kept += found[:room]
        total += len(found)
        looked += size
        if limit is not None and total >= limit and looked >= _COUNTED:
            return kept, total, False
    return kept, total, True


def _make_hits(
    memory: Memory, found: Sequence[_Found], phrases: _Phrases, condition: Condition
) -> Iterator[Hit]:
    for start in range(0, len(found), _HITS_AT_ONCE):
        some = found[start : start + _HITS_AT_ONCE]
        newest = select_newest_units(memory.connection, [each.pair for each in some], condition)
        numbers = is_one_of([each.unit for each in newest.values()])
        units = {unit.pair: unit for unit in select_units(memory.connection, numbers)}
        # Of a damaged memory a pair may have no unit.
        for each in (each for each in some if each.pair in units):
            others = newest[each.pair].units - 1
            hit = Hit(units[each.pair], each.side, (), others=others)
            said = [one for one in phrases[each.side] if one.is_said_by(hit.target.text)]
            spans, forms = _find_spans(each.text, said)
            yield replace(hit, spans=spans, forms=forms)


def _find_spans(text: str, phrases: Sequence[Phrase]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Return where phrases stand, and the forms of those that do.

    Of stretches that overlap, the one that begins first is kept, else the longer.
    """
    key, places = fold_with_places(text)
    found = {
        phrase.form: phrase.find_in(text, key, places)
        for phrase in phrases
        if phrase.belongs_to(text)
    }
    kept: list[Span] = []
    for span in sorted(
        (span for spans in found.values() for span in spans),
        key=lambda each: (each.start, -each.stop),
    ):
        if not kept or kept[-1].stop <= span.start:
            kept.append(span)
    return tuple(kept), tuple(form for form, spans in found.items() if spans)


def _add_counterparts(hits: Sequence[Hit], find_spans: SpanFinder) -> Iterator[Hit]:
    questions = [SpanQuestion(hit.source.text, hit.spans, hit.target.text) for hit in hits]
    for hit, counterpart in zip(hits, find_spans(questions), strict=True):
        yield replace(hit, counterpart=counterpart)
