"""A batch of passages → what is known of the links and candidates of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from aligner.embedding.use_tokens import TokenNetwork
from aligner.spans.encoding import EncodedText, Sums, embed, encode_texts
from aligner.terms.candidates.english_lists import PARTICLES
from aligner.terms.candidates.segmenting.roles import load_lists
from aligner.terms.pairing.atoms import Atoms, find_stems
from aligner.terms.pairing.features import find_features
from aligner.terms.pairing.learned import Grid, learn_links
from aligner.terms.pairing.lexical import find_glosses, is_word
from aligner.terms.pairing.links import (
    Links,
    LinkSigns,
    Reading,
    describe_links,
    list_stems,
    list_unit_keys,
    read_texts,
)
from aligner.terms.pairing.sounds import compare_sounds
from aligner.terms.pairing.stretches import Signs, Stretches
from aligner.terms.records import Candidate, Kind, Passage

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_COMPARED = 100
"""Passages whose vectors lie in memory."""
_NAMES = {Kind.NAME, Kind.ABBREVIATION}
_LEAST_SOUND = 0.55
_SOUND_ALIKE = 0.1
_LEAST_SAID = 0.5
"""From which weight on a gloss is of the dictionary itself, and not only near to one."""
_WORDS_KEPT = 50_000
_LONGEST_NAME, _MOST_NAME_WORDS = 8, 3
_JAPANESE = range(3, 6)
"""Characters of a Japanese name."""
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_PARTICLES = PARTICLES | {"ash", "as", "ar", "an", "at", "ad", "az", "d", "l"}


@dataclass(frozen=True, slots=True)
class Job:
    """A passage with its candidates, in the order of their numbers."""

    number: int
    passage: Passage
    chinese: Sequence[Candidate]
    english: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class Case:
    """A job that can be judged, with its texts as atoms."""

    job: Job
    reading: Reading
    chinese: Stretches
    english: Stretches


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a case, before any weights.

    Args:
        case: with n and m atoms, and k and l candidates.
        links: (n, m, len(LINK_NAMES)).
        cosines: (k, l) of candidates.
        sounds: (k, l) how much candidates sound alike.
    """

    case: Case
    links: Floats
    cosines: Floats
    sounds: Floats

    def find_features(self, links: Links) -> Floats:
        """Return the features of all pairs, (k, l, len(features.NAMES)), by weighed links."""
        reading = self.case.reading
        signs = Signs(links, reading.dictionary, reading.same, self.cosines, self.sounds)
        return find_features(self.case.chinese, self.case.english, signs)


def describe_jobs(network: TokenNetwork, jobs: Sequence[Job]) -> Iterator[Described]:
    """Yield what is known of passages; those without words or candidates are passed over.

    Args:
        network: the default encoder.
        jobs: what is learned of words is learned of these together.
    """
    parts = (jobs[start : start + _COMPARED] for start in range(0, len(jobs), _COMPARED))
    compared = [each for part in parts for each in _compare(network, part)]
    learned = learn_links(_make_grids([each.case for each in compared]))
    for each, links in zip(compared, learned, strict=True):
        case = each.case
        atoms, names = _compare_names(case)
        signs = LinkSigns(_spread(case, links), each.words, atoms)
        yield Described(case, describe_links(case.reading, signs), each.cosines, names)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A case with the cosines of words, (words, m), and of candidates, (k, l)."""

    case: Case
    words: Floats
    cosines: Floats


def _compare(network: TokenNetwork, jobs: Sequence[Job]) -> Iterator[_Compared]:
    texts = [text for each in jobs for text in (each.passage.chinese, each.passage.english)]
    encoded = encode_texts(network, dict.fromkeys(texts))
    cases = list(_make_cases(jobs, encoded))
    if not cases:
        return
    vectors = embed(network, [[sums] for case in cases for sums in _add_up(case, encoded)])
    for number, case in enumerate(cases):
        units, words, chinese, english = vectors[4 * number : 4 * number + 4]
        yield _Compared(case, units @ words.T, chinese @ english.T)


def _make_cases(jobs: Sequence[Job], encoded: Mapping[str, EncodedText]) -> Iterator[Case]:
    for job in jobs:
        texts = job.passage.chinese, job.passage.english
        if job.passage.is_too_long or any(text not in encoded for text in texts):
            continue
        reading = read_texts(*texts)
        if reading is None or not job.chinese or not job.english:
            continue
        yield Case(
            job,
            reading,
            _find_stretches(reading.chinese, job.chinese),
            _find_stretches(reading.english, job.english),
        )


def _find_stretches(atoms: Atoms, candidates: Sequence[Candidate]) -> Stretches:
    starts = np.array([each.start for each in candidates], dtype=np.int64)
    stops = np.array([each.stop for each in candidates], dtype=np.int64)
    firsts, behinds = atoms.find_runs(starts, stops)
    firsts = np.minimum(firsts, len(atoms) - 1)
    return Stretches(
        atoms,
        firsts,
        np.maximum(behinds, firsts + 1),
        np.array([max(each.weight, 0.01) for each in candidates], dtype=np.float32),
        np.array([each.kind in _NAMES for each in candidates], dtype=np.bool_),
    )


def _add_up(case: Case, encoded: Mapping[str, EncodedText]) -> list[Sums]:
    reading, passage = case.reading, case.job.passage
    chinese, english = encoded[passage.chinese], encoded[passage.english]
    starts, stops = reading.chinese.starts, reading.chinese.stops
    return [
        chinese.add_up(starts[reading.firsts], stops[reading.behinds - 1]),
        english.add_up(reading.english.starts, reading.english.stops),
        chinese.add_up(starts[case.chinese.firsts], stops[case.chinese.behinds - 1]),
        english.add_up(
            reading.english.starts[case.english.firsts],
            reading.english.stops[case.english.behinds - 1],
        ),
    ]


def _make_grids(cases: Sequence[Case]) -> list[Grid]:
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    grids = []
    for case in cases:
        reading = case.reading
        kept, columns = _find_content(reading)
        keys, all_stems = list_unit_keys(reading), list_stems(reading)
        known = np.maximum(reading.dictionary, reading.same)[reading.firsts[kept]][:, columns]
        grids.append(
            Grid(
                np.array([words.setdefault(keys[at], len(words)) for at in kept], dtype=np.int64),
                np.array(
                    [stems.setdefault(all_stems[at], len(stems)) for at in columns], dtype=np.int64
                ),
                known,
            )
        )
    return grids


def _find_content(reading: Reading) -> tuple[Ints, Ints]:
    """Return the Chinese words and the English words that carry meaning."""
    words = np.nonzero(reading.chinese.is_content[reading.firsts])[0]
    return words, np.nonzero(reading.english.is_content)[0]


def _spread(case: Case, learned: Floats) -> Floats:
    """Put what is learned of words with meaning among all words."""
    reading = case.reading
    spread = np.zeros((len(reading.firsts), len(reading.english)), dtype=np.float32)
    spread[np.ix_(*_find_content(reading))] = learned
    return spread


def _compare_names(case: Case) -> tuple[Floats, Floats]:
    """Return how much atoms, and candidates, sound alike that may be names."""
    reading, chinese, english = case.reading, case.chinese, case.english
    atoms = np.zeros((len(reading.chinese), len(reading.english)), dtype=np.float32)
    pairs = np.zeros((len(chinese.firsts), len(english.firsts)), dtype=np.float32)
    words = _list_capitalised(reading.english, english, case.job.passage.english)
    for row in np.nonzero(chinese.is_name)[0].tolist():
        first, behind = int(chinese.firsts[row]), int(chinese.behinds[row])
        if behind - first > _LONGEST_NAME:
            continue
        key = "".join(reading.chinese.keys[first:behind])
        if _is_japanese(key):
            continue
        for column, letters in words:
            likeness = max(compare_sounds(key, each) for each in letters)
            if likeness >= _LEAST_SOUND and not _means_another(
                key, reading.english, english, column
            ):
                pairs[row, column] = likeness
        # A surname with a given name before it sounds alike too, but less.
        least = max(pairs[row].max(initial=0) - _SOUND_ALIKE, _LEAST_SOUND)
        for column in np.nonzero(pairs[row] >= least)[0].tolist():
            places = slice(int(english.firsts[column]), int(english.behinds[column]))
            part = atoms[first:behind, places]
            np.maximum(part, pairs[row, column], out=part)
    return atoms, pairs


def _is_japanese(key: str) -> bool:
    """Whether a name begins with a Japanese surname: how Chinese reads it says nothing."""
    return len(key) in _JAPANESE and key[:2] in load_lists().surnames and not is_word(key)


def _means_another(key: str, atoms: Atoms, english: Stretches, column: int) -> bool:
    """Whether the dictionary has a word, but not with the meaning of a candidate.

    国人 sounds like Ukrainian, but means countrymen. 卢卡申科 means Lukashenko, however spelt.
    """
    if not is_word(key) or _is_spelt_by_sound(key):
        return False
    printed = atoms.printed[int(english.firsts[column]) : int(english.behinds[column])]
    return not any(stem in find_glosses(key) for word in printed for stem in find_stems(word))


@lru_cache(_WORDS_KEPT)
def _is_spelt_by_sound(key: str) -> bool:
    """Whether a word of the dictionary is a name that sounds like what it means."""
    return any(
        weight >= _LEAST_SAID and compare_sounds(key, stem) >= _LEAST_SOUND
        for stem, weight in find_glosses(key).items()
    )


def _list_capitalised(
    atoms: Atoms, english: Stretches, text: str
) -> list[tuple[int, tuple[str, ...]]]:
    """Return the candidates that are capitalised throughout, with their letters.

    What a hyphen joins may have small ones, as in Lee Jae-myung. Names with a particle come without
    it as well: 盖斯 is Al Ghais.
    """
    found = []
    is_large = [
        each[0].isupper() or text[start - 1 : start] in _HYPHENS
        for each, start in zip(atoms.printed, atoms.starts.tolist(), strict=True)
    ]
    borders = zip(english.firsts.tolist(), english.behinds.tolist(), strict=True)
    for column, (first, behind) in enumerate(borders):
        printed = atoms.printed[first:behind]
        places = [at for at in range(first, behind) if atoms.keys[at] not in _PARTICLES]
        if not places or len(printed) > _MOST_NAME_WORDS or not is_large[places[0]]:
            continue
        if all(is_large[at] for at in places):
            bare = "".join(atoms.printed[at] for at in places)
            found.append((column, tuple(dict.fromkeys(("".join(printed), bare)))))
    return found
