"""Hand-checked places of translations (tests/gold/spans.tsv): read them, and judge answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from tmx.memory.records import Span, SpanQuestion

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "spans.tsv"
CORPORA = ROOT.parent / "shared" / "corpora"
SAMPLES = ROOT / "samples"

MOST_EXTRA = 2
"""Words, or Chinese characters, that an answer may have too much on a side."""

_LETTER, _WORD = re.compile(r"\w"), re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A question with its right answers.

    Args:
        name: of the text that it comes from, such as "mag/003/4".
        question: with one span.
        answers: any of which is right; () where nothing is.
        to_chinese: whether they stand in the Chinese text.
    """

    name: str
    question: SpanQuestion
    answers: tuple[Span, ...]
    to_chinese: bool

    def is_right(self, found: Sequence[Span]) -> bool:
        """Whether an answer covers a right one and is little longer."""
        return len(found) == 1 and any(self._covers(found[0], right) for right in self.answers)

    def _covers(self, found: Span, right: Span) -> bool:
        pattern, text = _LETTER if self.to_chinese else _WORD, self.question.other
        extra = text[found.start : right.start], text[right.stop : found.stop]
        return (
            found.start <= right.start
            and found.stop >= right.stop
            and all(len(pattern.findall(each)) <= MOST_EXTRA for each in extra)
        )


def read_gold() -> Iterator[GoldSpan]:
    """Yield the questions of both directions whose texts are here."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, chinese_place, english_places = line.split("\t")
        texts = _find_texts(name)
        if texts is not None:
            yield from _make_both(name, texts, chinese_place, english_places)


def _make_both(
    name: str, texts: tuple[str, str], chinese_place: str, english_places: str
) -> Iterator[GoldSpan]:
    chinese, english = texts
    word = _read_span(chinese_place)
    answers = tuple(map(_read_span, english_places.split())) if english_places != "-" else ()
    yield GoldSpan(name, SpanQuestion(chinese, (word,), english), answers, False)
    if answers:
        same = re.finditer(re.escape(chinese[word.start : word.stop]), chinese)
        back = tuple(Span(each.start(), each.end()) for each in same)
        yield GoldSpan(name, SpanQuestion(english, answers[:1], chinese), back, True)


def _read_span(text: str) -> Span:
    start, stop = text.split(":")
    return Span(int(start), int(stop))


def _find_texts(name: str) -> tuple[str, str] | None:
    folder, *rest = name.split("/")
    if folder in {"lighthouse", "article"}:
        return _find_sample(folder, rest[0])
    if not CORPORA.exists():
        return None
    return _find_bead(folder, rest[0])[int(rest[1])]


def _find_sample(name: str, places: str) -> tuple[str, str] | None:
    if name == "lighthouse":
        both = _read_sample("lighthouse.zh.txt"), _read_sample("lighthouse.en.txt")
        return both[0][int(places)], both[1][int(places)]
    lines = _read_sample("article.txt")
    chinese, english = map(int, places.split("-"))
    return (lines[chinese], lines[english]) if lines else None


@cache
def _read_sample(name: str) -> list[str]:
    path = SAMPLES / name
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [line for line in lines if line.strip()]


@cache
def _find_bead(corpus: str, document: str) -> list[tuple[str, str]]:
    """Return the Chinese and the English text of the beads of a document."""
    folder = CORPORA / corpus
    lines = {
        language: (folder / language / f"{document}.txt").read_text(encoding="utf-8").split("\n")
        for language in ("zh", "en")
    }
    beads = (folder / "gold" / f"{document}.align").read_text(encoding="utf-8").split("\n")
    languages = ("en", "zh") if corpus == "mag" else ("zh", "en")
    found: list[tuple[str, str]] = []
    for bead in filter(None, beads):
        halves = zip(languages, bead.split(":"), strict=False)
        numbers = {language: map(int, re.findall(r"\d+", half)) for language, half in halves}
        texts = {name: [lines[name][each] for each in some] for name, some in numbers.items()}
        found.append(("".join(texts["zh"]), " ".join(texts["en"])))
    return found


def mismatch(gold: Sequence[GoldSpan]) -> Iterator[GoldSpan]:
    """Yield the same questions about translations of other texts, to which nothing is right."""
    others = list(dict.fromkeys((each.question.other, each.to_chinese) for each in gold))
    for number, each in enumerate(gold):
        known = each.question.text, each.question.other
        rest = chain(others[number % len(others) :], others)
        text = next(t for t, to in rest if to == each.to_chinese and t not in known)
        question = SpanQuestion(each.question.text, each.question.spans, text)
        yield GoldSpan(each.name, question, (), each.to_chinese)
