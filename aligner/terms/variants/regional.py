"""Names and words that differ between regions, from CLDR, a list of our own, and CC-CEDICT.

`scripts/prepare_regions` makes the two tables of CLDR and CC-CEDICT; their licences lie beside
them. The list, of what the press of each region calls politicians, weapons and alliances, is
written by hand. A row counts only
where the English of a concept shares a word with it: 尼日 is Niger in Taiwan, and two characters of
many words elsewhere.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from aligner.lexicon.english import find_words, stem_words
from aligner.terms.variants.converting import convert_characters
from aligner.terms.variants.locales import CHINESE
from tmx.glossary.records import Provenance
from tmx.memory.folding import fold_text, fold_with_places

_LEAST_LETTERS = 4
"""Letters of a word that begins another of the same origin: Ghana, Ghanaian."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one thing is called.

    Args:
        english: its name or gloss.
        stems: of the English.
        forms: its name in zh-CN, zh-TW and zh-HK.
        provenance: CLDR or DICTIONARY.
    """

    english: str
    stems: frozenset[str]
    forms: Mapping[str, str]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a text holds a name.

    Args:
        start: place of its first character.
        stop: place behind its last.
        rows: what it may mean, at least one; territories first.
    """

    start: int
    stop: int
    rows: Sequence[Row]


def find_rows(text: str, english: Collection[str]) -> list[Row]:
    """Find what a whole term is called elsewhere.

    Args:
        text: a Chinese term of any region and script.
        english: the English terms of its concept; without any, territories alone are found.

    Returns:
        Territories first.
    """
    rows = _load_index().get(fold_text(text), ())
    return [row for row in rows if means(row, english)]


def list_territories() -> list[str]:
    """List the English names of the territories of CLDR."""
    return [each.english for each in _read_territories()]


def list_names() -> Iterator[tuple[str, str]]:
    """Yield the key of each Chinese name of a territory of CLDR, of all regions, and its English.

    Keys are simplified; a name may come more than once.
    """
    for row in _read_territories():
        for name in row.forms.values():
            yield fold_text(name), row.english


def find_stretches(text: str, english: Collection[str]) -> Iterator[Stretch]:
    """Find the names inside a term, the longest at each place: 特朗普 in 特朗普政府.

    Args:
        text: a Chinese term.
        english: the English terms of its concept; without any, nothing is found.

    Yields:
        From left to right, none overlapping. A longer name that means something else hides the
        shorter ones in it.
    """
    if not english:
        return
    for each in find_all_stretches(text):
        if rows := [row for row in each.rows if means(row, english)]:
            yield replace(each, rows=rows)


def find_all_stretches(text: str) -> Iterator[Stretch]:
    """Find the names in a text, whatever they mean, the longest at each place.

    Args:
        text: Chinese of any region and script.

    Yields:
        From left to right, none overlapping.
    """
    key, places = fold_with_places(text)
    index, longest = _load_index(), _find_longest()
    start = 0
    while start < len(key):
        stops = range(min(len(key), start + longest), start + 1, -1)
        stop = next((each for each in stops if key[start:each] in index), None)
        if stop is None:
            start += 1
            continue
        yield Stretch(places[start][0], places[stop - 1][1], index[key[start:stop]])
        start = stop


def rename(
    text: str, stretches: Iterable[Stretch], names: Iterable[str], convert: Callable[[str], str]
) -> str:
    """Write other names where a text has some, and convert what stands between them.

    Args:
        text: in which they were found.
        stretches: of its names, from left to right.
        names: to stand there instead.
        convert: is given what stands before, between and behind them, where anything does.
    """
    pieces: list[str] = []
    place = 0
    for stretch, name in zip(stretches, names, strict=True):
        pieces += [text[place : stretch.start] and convert(text[place : stretch.start]), name]
        place = stretch.stop
    return "".join([*pieces, text[place:] and convert(text[place:])])


def means(row: Row, english: Collection[str]) -> bool:
    """Whether English terms, or texts, may mean a row; of none, a territory is meant."""
    if not english:
        return row.provenance == Provenance.CLDR
    return any(_shares_word(row, each) or _abbreviates(each, row.english) for each in english)


def _shares_word(row: Row, english: str) -> bool:
    stems = stem_words(find_words(english))
    return any(_is_akin(stem, name) for stem in stems for name in row.stems)


def _is_akin(stem: str, name: str) -> bool:
    """Whether a word of a text is a name or of its origin; Nigeria is not of Niger's."""
    if stem == name:
        return True
    shorter, longer = sorted((stem, name), key=len)
    if len(shorter) < _LEAST_LETTERS or not longer.startswith(shorter):
        return False
    ends = range(len(name) + 1, len(stem) + 1)
    return not any(stem[:end] in _list_single_names() for end in ends)


@cache
def _list_single_names() -> frozenset[str]:
    """List the stems of names of one word."""
    rows = {id(row): row for rows in _load_index().values() for row in rows}.values()
    return frozenset(stem for row in rows if len(row.stems) == 1 for stem in row.stems)


def _abbreviates(english: str, name: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", english)
    initials = "".join(word[0] for word in find_words(name) if word[0].isupper())
    return letters.isupper() and len(letters) > 1 and letters == initials


@cache
def _load_index() -> dict[str, list[Row]]:
    """Load the rows by the keys of their forms."""
    index: dict[str, list[Row]] = defaultdict(list)
    for row in (*_read_territories(), *_read_usage(), *_read_words()):
        for key in dict.fromkeys(map(fold_text, row.forms.values())):
            index[key].append(row)
    return dict(index)


@cache
def _find_longest() -> int:
    return max(map(len, _load_index()))


def _read_territories() -> Iterator[Row]:
    for row in _read_table("territories"):
        forms = {"zh-CN": row["zh"], "zh-TW": row["zh_Hant"], "zh-HK": row["zh_Hant_HK"]}
        yield _make_row(row["en"], forms, Provenance.CLDR)


def _read_usage() -> Iterator[Row]:
    for row in _read_table("usage"):
        forms = {tag: row[tag] for tag in CHINESE}
        yield _make_row(row["english"], forms, Provenance.DICTIONARY)


def _read_words() -> Iterator[Row]:
    for row in _read_table("words"):
        forms = {
            "zh-CN": row["zh-Hans"],
            "zh-TW": row["zh-TW"] or row["zh-Hant"],
            "zh-HK": row["zh-HK"] or convert_characters(row["zh-Hans"], "zh-CN", "zh-HK"),
        }
        yield _make_row(row["gloss"], forms, Provenance.DICTIONARY)


def _make_row(english: str, forms: Mapping[str, str], provenance: Provenance) -> Row:
    return Row(english, frozenset(stem_words(find_words(english))), forms, provenance)


def _read_table(name: str) -> list[dict[str, str]]:
    path = resources.files(__package__).joinpath(f"data/{name}.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
