"""A translation memory of any size, made: the same distinct pairs each time for the same seed.

Real clauses are recombined, now and then a word in them gives way to a rare one, and frames with
names, terms, numbers and dates stand around them, so that grams are as common and as rare as in a
memory of real texts.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from benching.memory.clauses import Pair
from benching.memory.words import draw_rank, make_name, make_place, make_term, read_pieces
from tmx import Header, Prop, Provenance, TranslationUnit, Variant, dump_tmx

TAGS = ("zh-CN", "en-GB")
DOCUMENT = 200
"""How many units stand in one document."""

_START = datetime(2021, 3, 1, 8, tzinfo=UTC)
_PEOPLE = ("wong", "譯者甲", "M. Lee")
_CLAUSES = (1, 1, 1, 1, 2, 2)
_FRAMES = (0, 1, 1, 1, 2)
_WORD = 12
"""One of so many characters of a clause begins a word that gives way to another."""

_BEFORE = (
    ("{name}说", "{name} said that"),
    ("据{name}的报告", "according to the report of {name}"),
    ("在{place}", "in {place}"),
    ("{day}", "on {day}"),
    ("如果{term}达到{n}度", "if the {term} reaches {n} degrees"),
    ("根据第{n}条", "pursuant to article {n}"),
    ("与{place}的{term}相比", "compared with the {term} of {place}"),
    ("{name}和{other}一致认为", "{name} and {other} agreed that"),
)
_BEHIND = (
    ("共{n}人", "{n} people in all"),
    ("每吨{n}元", "{n} yuan a ton"),
    ("详见附件{n}", "see appendix {n}"),
    ("从{place}到{distant}", "from {place} to {distant}"),
    ("由{name}负责", "for which {name} is responsible"),
    ("不含{term}", "without {term}"),
    ("占{n}%", "which is {n}%"),
    ("到{day}为止", "until {day}"),
)
_ENDS = (("。", "."), ("。", "."), ("。", "."), ("？", "?"), ("！", "!"), ("；", ";"), ("", ""))


def make_pairs(clauses: Sequence[Pair], count: int, *, seed: int = 1) -> Iterator[Pair]:
    """Make pairs of which no two are equal, one at a time.

    Args:
        clauses: what they are made of.
        count: how many.
        seed: other pairs for another seed.
    """
    random = Random(seed)
    seen: set[int] = set()
    while len(seen) < count:
        pair = make_pair(clauses, random)
        if (print_ := hash(pair)) not in seen:
            seen.add(print_)
            yield pair


def make_pair(clauses: Sequence[Pair], random: Random) -> Pair:
    """Make one pair of clauses and frames."""
    parts = [_vary(random.choice(clauses), random) for _ in range(random.choice(_CLAUSES))]
    for _ in range(random.choice(_FRAMES)):
        if random.random() < 0.5:
            parts.insert(0, _fill(random.choice(_BEFORE), random))
        else:
            parts.append(_fill(random.choice(_BEHIND), random))
    chinese, english = zip(*parts, strict=True)
    stop, mark = random.choice(_ENDS)
    text = ", ".join(english)
    return "，".join(chinese) + stop, text[:1].upper() + text[1:] + mark


def _vary(clause: Pair, random: Random) -> Pair:
    """Put rare terms in the place of some words."""
    chinese, english = clause
    for _ in range(round(random.random() * 2 * len(chinese) / _WORD)):
        term, word = (make_term if random.random() < 0.6 else make_name)(draw_rank(random))
        place = random.randrange(len(chinese))
        chinese = chinese[:place] + term + chinese[place + 2 :]
        words = english.split()
        words[random.randrange(len(words))] = word
        english = " ".join(words)
    return chinese, english


def _fill(frame: Pair, random: Random) -> Pair:
    slots: dict[str, Pair] = {
        name: make(random) for name, make in _SLOTS.items() if f"{{{name}}}" in frame[0]
    }
    chinese, english = ({name: pair[side] for name, pair in slots.items()} for side in (0, 1))
    return frame[0].format(**chinese), frame[1].format(**english)


def _make_number(random: Random) -> Pair:
    number = int(10 ** (random.random() * 5)) + 1
    text = f"{number:,}" if number > 9999 else f"{number}"
    return text, text


def _make_day(random: Random) -> Pair:
    year, month, day = random.randrange(1980, 2027), random.randrange(12), random.randrange(1, 29)
    name = read_pieces("months")[month]
    return f"{year}年{month + 1}月{day}日", f"{day} {name} {year}"


_SLOTS: dict[str, Callable[[Random], Pair]] = {
    "name": lambda random: make_name(draw_rank(random)),
    "other": lambda random: make_name(draw_rank(random)),
    "place": lambda random: make_place(draw_rank(random)),
    "distant": lambda random: make_place(draw_rank(random)),
    "term": lambda random: make_term(draw_rank(random)),
    "n": _make_number,
    "day": _make_day,
}


def make_units(pairs: Sequence[Pair]) -> Iterator[TranslationUnit]:
    """Make units of pairs: in documents, with dates and people, some of them alignments."""
    for number, (chinese, english) in enumerate(pairs):
        props = [Prop("x-document", f"archive/{number // DOCUMENT:05}.docx")]
        if number % 4 == 0:
            props.append(Prop("x-confidence", f"{0.70 + number % 30 / 100:.2f}"))
        yield TranslationUnit(
            (Variant(TAGS[0], chinese), Variant(TAGS[1], english)),
            tuid=f"{number:07}",
            props=tuple(props),
            provenance=Provenance(
                creation_date=_START + timedelta(minutes=number),
                creation_id=_PEOPLE[number // DOCUMENT % len(_PEOPLE)],
            ),
        )


def write_pairs(path: Path, pairs: Sequence[Pair]) -> None:
    """Write pairs as TMX, a unit at a time."""
    dump_tmx(path, make_units(pairs), Header(TAGS[0], creation_date=_START))
