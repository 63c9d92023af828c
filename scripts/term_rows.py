"""What the model that pairs terms learns from: rows of numbers of checked pairs of terms."""

import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from term_gold import COLLECTIONS, GoldPair, read_collection, read_gold

from aligner.embedding.use_tokens import TokenNetwork
from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.candidates.english import find_english
from aligner.terms.pairing.atoms import fold_chinese, fold_english
from aligner.terms.pairing.cases import Described, describe_jobs
from aligner.terms.pairing.choosing import choose_pairs
from aligner.terms.pairing.counting import count_buckets
from aligner.terms.pairing.finding import make_batches
from aligner.terms.pairing.gathering import Gathered, Gatherer
from aligner.terms.pairing.links import LINK_NAMES
from aligner.terms.pairing.model import Line, Weights
from aligner.terms.pairing.sheets import SheetMaker
from aligner.terms.pairing.sighting import sight_pairs

UNLISTED = 0.3
"""What a pair counts that nobody judged, but that cannot stand beside one that is right."""
OUTSIDE = 0.2
"""What a link counts that leaves a right pair."""

Floats = NDArray[np.float64]
Spans = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts that are searched together.

    Args:
        name: of them.
        described: of each passage.
        gold: checked pairs by the number of their passage.
        total: how many passages there are.
    """

    name: str
    described: Sequence[Described]
    gold: dict[int, list[GoldPair]]
    total: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What a stage learns from.

    Args:
        features: (n, features).
        targets: (n,) 0 or 1.
        weights: (n,) what each counts.
        is_held_out: (n,) whether it is measured by, not learned from.
        is_listed: (n,) whether a person judged it.
    """

    features: Floats
    targets: Floats
    weights: Floats
    is_held_out: NDArray[np.bool_]
    is_listed: NDArray[np.bool_]


def is_held_out(collection: str, number: int) -> bool:
    """Whether a passage belongs to the quarter that is measured by."""
    return zlib.crc32(f"{collection}/{number}".encode()) % 4 == 0


def read_collections() -> list[Collection]:
    """Read the texts that are here, and describe them."""
    gold: dict[str, dict[int, list[GoldPair]]] = {}
    for pair in read_gold():
        gold.setdefault(pair.collection, {}).setdefault(pair.number, []).append(pair)
    network = TokenNetwork()
    return [
        describe(network, name, gold.get(name, {}))
        for name in COLLECTIONS
        if name in gold and read_collection(name)
    ]


def describe(network: TokenNetwork, name: str, gold: dict[int, list[GoldPair]]) -> Collection:
    """Describe the passages of a collection, under the numbers of their beads."""
    passages = read_collection(name)
    numbers, texts = list(passages), list(passages.values())
    check_gold(gold, name)
    chinese = find_chinese([each.chinese for each in texts])
    english = find_english([each.english for each in texts])
    described = []
    for jobs in make_batches(texts, chinese, english):
        renumbered = [replace(job, number=numbers[job.number]) for job in jobs]
        described += describe_jobs(network, renumbered)
    print(f"{name}: {len(texts)} passages, {sum(map(len, gold.values()))} checked pairs")
    return Collection(name, described, gold, len(texts))


def check_gold(gold: dict[int, list[GoldPair]], name: str) -> None:
    """Stop where a checked pair does not stand in its passage."""
    for number, pairs in gold.items():
        passage = read_collection(name)[number]
        for pair in pairs:
            if pair.chinese not in passage.chinese or pair.english not in passage.english:
                sys.exit(f"{name}/{number}: no {pair.chinese} | {pair.english}")


def list_spans(text: str, form: str) -> list[tuple[int, int]]:
    """Return where a form stands in a text."""
    spans, at = [], text.find(form)
    while at >= 0:
        spans.append((at, at + len(form)))
        at = text.find(form, at + 1)
    return spans


def find_sure(described: Described, pairs: Iterable[GoldPair]) -> list[Spans]:
    """Return where right pairs stand whose forms both stand only once."""
    passage, sure = described.case.job.passage, []
    for pair in pairs:
        spans = list_spans(passage.chinese, pair.chinese), list_spans(passage.english, pair.english)
        if pair.is_right and len(spans[0]) == len(spans[1]) == 1:
            sure.append((spans[0][0], spans[1][0]))
    return sure


def collect_links(collections: Sequence[Collection], weights: Weights) -> Rows:
    """Collect links inside right pairs, and those that leave them."""
    features, targets, held_out = [], [], []
    for collection in collections:
        for each in collection.described:
            number = each.case.job.number
            for spans in find_sure(each, collection.gold.get(number, ())):
                inside, outside = divide_links(each, spans, weights.links)
                features += [inside, outside]
                targets += [np.ones(len(inside)), np.zeros(len(outside))]
                part = is_held_out(collection.name, number)
                held_out.append(np.full(len(inside) + len(outside), part))
    wanted = np.concatenate(targets)
    listed = np.ones(len(wanted), dtype=np.bool_)
    counts = np.where(wanted > 0, 1, OUTSIDE)
    return Rows(np.concatenate(features), wanted, counts, np.concatenate(held_out), listed)


def divide_links(described: Described, spans: Spans, line: Line) -> tuple[Floats, Floats]:
    """Return the best link of each atom into a right pair, and all that leave it."""
    reading = described.case.reading
    ranges = [
        atoms.find_runs(np.array([start]), np.array([stop]))
        for atoms, (start, stop) in zip((reading.chinese, reading.english), spans, strict=True)
    ]
    rows, columns = (np.arange(int(first[0]), int(behind[0])) for first, behind in ranges)
    rows = rows[reading.chinese.is_content[rows]]
    columns = columns[reading.english.is_content[columns]]
    count, width = reading.dictionary.shape
    if not len(rows) or not len(columns):
        return np.zeros((0, len(LINK_NAMES))), np.zeros((0, len(LINK_NAMES)))
    scores = line.score(described.links[np.ix_(rows, columns)])
    best = {(rows[i], columns[j]) for i, j in enumerate(scores.argmax(axis=1))}
    best |= {(rows[i], columns[j]) for j, i in enumerate(scores.argmax(axis=0))}
    leaving = [(i, j) for i in rows for j in range(width) if j not in columns]
    leaving += [(i, j) for j in columns for i in range(count) if i not in rows]
    inside = np.array([described.links[place] for place in sorted(best)])
    outside = [described.links[place] for place in leaving]
    return inside, np.array(outside).reshape(-1, len(LINK_NAMES))


def collect_pairs(collections: Sequence[Collection], weights: Weights) -> Rows:
    """Collect pairs of candidates of checked passages."""
    collected = []
    for collection in collections:
        for each in collection.described:
            number = each.case.job.number
            if number in collection.gold:
                judged = list(judge_passage(each, collection.gold[number], weights))
                part = is_held_out(collection.name, number)
                collected.append(make_rows(judged, part))
    return join_rows(collected)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair whose rightness is known.

    Args:
        features: of it.
        spans: where it stands; None for a pair of terms of several passages.
        is_right: whether both borders are right.
        is_listed: whether a person said so.
    """

    features: Floats
    spans: Spans | None
    is_right: bool
    is_listed: bool


def make_rows(judged: Sequence[Judged], part: bool) -> Rows:
    """Make rows of pairs that are all held out, or all learned from."""
    listed = np.array([each.is_listed for each in judged], dtype=np.bool_)
    return Rows(
        np.array([each.features for each in judged], dtype=np.float64),
        np.array([float(each.is_right) for each in judged]),
        np.where(listed, 1.0, UNLISTED),
        np.full(len(judged), part),
        listed,
    )


def exclude(one: Judged, other: Judged) -> bool:
    """Whether two pairs cannot stand beside each other."""
    both = [np.array([pair.spans[side] for pair in (one, other)]) for side in (0, 1)]
    return len(choose_pairs(*both, [0, 1])) < 2


def join_rows(rows: Sequence[Rows]) -> Rows:
    """Put rows of several passages together."""
    filled = [each for each in rows if len(each.targets)]
    names = Rows.__slots__
    return Rows(*(np.concatenate([getattr(each, name) for each in filled]) for name in names))


def judge_passage(
    described: Described, gold: Sequence[GoldPair], weights: Weights
) -> Iterator[Judged]:
    """Yield pairs of candidates in a passage of which it is known whether they are right."""
    found, job = sight_pairs(described, weights), described.case.job
    known = {(pair.chinese, pair.english): pair.is_right for pair in gold}
    sure = [Judged(np.zeros(0), spans, True, True) for spans in find_sure(described, gold)]
    for one, other, row in zip(found.chinese, found.english, found.features, strict=True):
        first, second = job.chinese[one], job.english[other]
        spans = (first.start, first.stop), (second.start, second.stop)
        forms = job.passage.chinese[slice(*spans[0])], job.passage.english[slice(*spans[1])]
        if forms in known:
            yield Judged(row, spans, known[forms], True)
        elif any(exclude(Judged(row, spans, False, False), each) for each in sure):
            yield Judged(row, spans, False, False)


def gather(collection: Collection, weights: Weights) -> Gathered:
    """Put the passages of a collection together."""
    buckets = count_buckets(collection.total)
    gatherer, maker = Gatherer(collection.total, buckets), SheetMaker(buckets)
    for each in collection.described:
        maker.add(each.case.job, sight_pairs(each, weights))
    gatherer.add(maker.finish())
    return gatherer.finish()


def collect_whole(collections: Sequence[Collection], weights: Weights) -> Rows:
    """Collect pairs of terms that were checked."""
    collected = []
    for collection in collections:
        gathered = gather(collection, weights)
        for key, (is_right, part) in list_keys(collection).items():
            number = gathered.find_pair(*key)
            if number is not None:
                judged = Judged(gathered.whole[number], None, is_right, True)
                collected.append(make_rows([judged], part))
    return join_rows(collected)


def list_keys(collection: Collection) -> dict[tuple[str, str], tuple[bool, bool]]:
    """Return for the keys of checked pairs whether they are right, and whether held out."""
    found = {}
    for number, pairs in collection.gold.items():
        for pair in pairs:
            key = fold_chinese(pair.chinese), fold_english(pair.english)
            found[key] = pair.is_right, is_held_out(collection.name, number)
    return found


def keep(rows: Rows, kept: NDArray[np.bool_]) -> Rows:
    """Return some of the rows."""
    return Rows(*(getattr(rows, name)[kept] for name in Rows.__slots__))
