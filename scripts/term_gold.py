"""Hand-checked pairs of terms (tests/gold/terms.tsv): read them with the texts they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from span_gold import CORPORA, GOLD, SAMPLES

from aligner import align
from aligner.terms.records import Passage

TERMS = GOLD.with_name("terms.tsv")
ARTICLE = GOLD.with_name("article.align")
POLITICS = GOLD.with_name("politics.tsv")
COLLECTIONS = ("article", "politics", "mag/003", *(f"mac-dev/{number:03}" for number in range(20)))


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A Chinese and an English stretch of a passage.

    Args:
        collection: of texts that are searched together.
        number: of the bead in it.
        chinese, english: as printed.
        is_right: whether they mean the same, the borders of both right.
    """

    collection: str
    number: int
    chinese: str
    english: str
    is_right: bool


def read_gold() -> Iterator[GoldPair]:
    """Yield the pairs."""
    for line in TERMS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, chinese, english, is_right = line.split("\t")
        collection, number = name.rsplit("/", 1)
        yield GoldPair(collection, int(number), chinese, english, is_right == "1")


@cache
def read_collection(name: str) -> dict[int, Passage]:
    """Return the passages of a collection by the number of their bead; {} if it is not here."""
    if name == "article":
        return _read_article()
    if name == "politics":
        return _read_politics()
    folder, document = name.split("/")
    if not (CORPORA / folder / "gold" / f"{document}.align").exists():
        return {}
    return _read_corpus(folder, document)


def _read_article() -> dict[int, Passage]:
    found = align(SAMPLES / "article.txt")
    passages = {}
    for number, line in enumerate(ARTICLE.read_text(encoding="utf-8").splitlines()):
        one, other = ([int(each) for each in re.findall(r"\d+", half)] for half in line.split(":"))
        if one and other:
            texts = found.source.text_of(one), found.target.text_of(other)
            passages[number] = Passage(*texts)
    return passages


def _read_politics() -> dict[int, Passage]:
    lines = POLITICS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {number: Passage(*row) for number, row in enumerate(rows)}


def _read_corpus(folder: str, document: str) -> dict[int, Passage]:
    lines = {
        language: (CORPORA / folder / language / f"{document}.txt")
        .read_text(encoding="utf-8")
        .split("\n")
        for language in ("zh", "en")
    }
    languages = ("en", "zh") if folder == "mag" else ("zh", "en")
    passages = {}
    beads = (CORPORA / folder / "gold" / f"{document}.align").read_text(encoding="utf-8")
    for number, bead in enumerate(filter(None, beads.split("\n"))):
        halves = zip(languages, bead.split(":"), strict=False)
        texts = {
            language: [lines[language][int(each)] for each in re.findall(r"\d+", half)]
            for language, half in halves
        }
        if all(texts.values()):
            passages[number] = Passage("".join(texts["zh"]), " ".join(texts["en"]))
    return passages
