"""Translation units of any format → a document of two languages, row by row.

A memory may hold many languages, a document holds two: Chinese and English where they are there,
else the first pair; what is left out is said. A tag that is missing or none is told by the text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from aligner.errors import AlignerError
from aligner.reading.language import propose_language
from aligner.reading.records import Reading, Source
from aligner.reading.scripts import CJK_CHARACTER, CJK_PUNCTUATION, is_blank, is_han_text
from aligner.records import Document, Paragraph
from tmx.errors import TmxError
from tmx.language import is_chinese, normalise_tag, primary

UNIT_SUFFIXES = frozenset({".tmx", ".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff", ".txlf"})
"""Suffixes of the formats whose files hold both languages, unit by unit."""

_LINE_END = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")
_WIDE_MARK = re.compile(f"[{CJK_PUNCTUATION}]")
# Of the languages of one unit: a memory of all of the European Union has 24.
_MOST_LANGUAGES = 64
_SAMPLE = 100_000
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A text in one or more languages.

    Args:
        texts: (language, text) of each, the source first; language is what the file states, and
            "" where it states none. A blank text stands for a missing one.
    """

    texts: tuple[tuple[str, str], ...]


def make_units_reading(
    source: Source, units: Sequence[Unit], *, encoding: str = "utf-8", notes: tuple[str, ...] = ()
) -> Reading:
    """Make the reading of a file of translation units.

    A unit without a counterpart gives one paragraph; if none has one, the document is a text in
    one language, and its units are no rows.

    Args:
        source: what was read.
        units: in the order of the file; the number of a unit, from 1, is its row and line.
        encoding: of the file.
        notes: what else is to be told.

    Raises:
        AlignerError: there is no text, or both texts of the units have one language.
    """
    if all(is_blank(text) for unit in units for _, text in unit.texts):
        raise AlignerError("the file holds no text: give one whose units hold text")
    units, guessed = _settle_tags(units)
    pair = _choose_pair(units)
    paragraphs, left_out = _make_paragraphs(units, pair)
    document = Document(paragraphs, name=source.name, encoding=encoding, units=len(pair) > 1)
    return Reading(document, (*notes, *guessed, *_describe(left_out, pair)))


def join_lines(text: str) -> str:
    r"""Join the lines of a text by a space, or by nothing at Chinese, and strip it.

    >>> join_lines(" 第一\n 行，\r\nline one\nand two "), join_lines("GDP 增長\n5%")
    ('第一行，line one and two', 'GDP 增長 5%')
    """
    lines = [line for part in _LINE_END.split(text) if (line := part.strip())]
    pieces = lines[:1]
    for before, after in pairwise(lines):
        pieces += (choose_joint(before, after), after)
    return "".join(pieces)


def choose_joint(before: str, after: str) -> str:
    """Return what stands between two parts of a text that a line end divides.

    Args:
        before, after: with at least one character each.
    """
    ends = before[-1], after[0]
    is_tight = all(map(CJK_CHARACTER.match, ends)) or any(map(_WIDE_MARK.match, ends))
    return "" if is_tight else " "


def _settle_tags(units: Sequence[Unit]) -> tuple[Sequence[Unit], tuple[str, ...]]:
    """Give each text a proper tag: its own in the usual form, or the one the text tells."""
    tags = dict.fromkeys(tag for unit in units for tag, _ in unit.texts)
    usual = {tag: _normalise(tag) for tag in tags}
    if all(usual.values()):
        is_usual = all(tag == form for tag, form in usual.items())
        return units if is_usual else [_retag(unit, usual) for unit in units], ()
    told = _propose_tags(units, usual)
    settled = [
        Unit(tuple((usual[t] or told[t, is_han_text(text)], text) for t, text in unit.texts))
        for unit in units
    ]
    return settled, tuple(_describe_told(told))


def _retag(unit: Unit, usual: Mapping[str, str]) -> Unit:
    return Unit(tuple((usual[tag], text) for tag, text in unit.texts))


def _normalise(tag: str) -> str:
    """Return the usual form of a tag; "" if it is none, or says that nobody knows."""
    try:
        found = normalise_tag(tag)
    except TmxError:
        return ""
    return "" if found == "und" else found


def _propose_tags(units: Sequence[Unit], usual: Mapping[str, str]) -> dict[tuple[str, bool], str]:
    """Propose a tag for the texts of each tag that is none, Chinese and others apart."""
    samples: dict[tuple[str, bool], list[str]] = {}
    for unit in units:
        for tag, text in unit.texts:
            if not usual[tag]:
                samples.setdefault((tag, is_han_text(text)), []).append(text)
    stated = [tag for tag in usual.values() if tag]
    return {key: _propose("\n".join(texts)[:_SAMPLE], stated) for key, texts in samples.items()}


def _propose(text: str, stated: Sequence[str]) -> str:
    """Propose a tag; where the text does not tell the region, one that is stated elsewhere."""
    guess = propose_language(text)
    same = [tag for tag in stated if primary(tag) == primary(guess.tag)]
    return same[0] if same and not guess.certain else guess.tag


def _describe_told(told: Mapping[tuple[str, bool], str]) -> Iterator[str]:
    for stated in dict.fromkeys(tag for tag, _ in told):
        found = ", ".join(sorted({told[key] for key in told if key[0] == stated}))
        what = f"the language “{stated[:40]}” is no tag" if stated else "a language is not stated"
        yield f"{what}: taken by the text for {found}"


def _choose_pair(units: Sequence[Unit]) -> tuple[str, ...]:
    """Choose the two languages, the usual source first; only one if no unit has two texts.

    Raises:
        AlignerError: the two texts of every unit have one tag.
    """
    groups = Counter(tuple(tag for tag, text in u.texts if not is_blank(text)) for u in units)
    pairs = _count_pairs(groups)
    if not pairs:
        if any(len(tags) > 1 for tags in groups):
            raise AlignerError(
                "both texts of the units are stated to be in one language "
                f"({_find_commonest(units)}): correct the language of the target in the file"
            )
        return (_find_commonest(units),)
    wanted = {pair: count for pair, count in pairs.items() if _is_chinese_english(pair)} or pairs
    first, second = max(wanted, key=lambda pair: wanted[pair])
    # Both orders may occur: the commoner one tells which is the source.
    return (first, second) if pairs[first, second] >= pairs[second, first] else (second, first)


def _find_commonest(units: Sequence[Unit]) -> str:
    counts = Counter(tag for unit in units for tag, text in unit.texts if not is_blank(text))
    return max(counts, key=lambda tag: counts[tag])


def _count_pairs(groups: Mapping[tuple[str, ...], int]) -> Counter[tuple[str, str]]:
    """Count the pairs of languages, given how many units have which languages."""
    pairs: Counter[tuple[str, str]] = Counter()
    for tags, count in groups.items():
        for pair in combinations(list(dict.fromkeys(tags))[:_MOST_LANGUAGES], 2):
            pairs[pair] += count
    return pairs


def _is_chinese_english(pair: tuple[str, str]) -> bool:
    first, second = pair
    return (is_chinese(first) and primary(second) == "en") or (
        is_chinese(second) and primary(first) == "en"
    )


def _make_paragraphs(
    units: Sequence[Unit], pair: tuple[str, ...]
) -> tuple[tuple[Paragraph, ...], Counter[str]]:
    """Make a paragraph a text of the pair, in its order; count the other texts by language."""
    paragraphs: list[Paragraph] = []
    left_out: Counter[str] = Counter()
    for number, unit in enumerate(units, start=1):
        taken = _take_sides(unit, pair, left_out)
        row = number if len(pair) > 1 else None
        paragraphs += [
            Paragraph(text, number, language=tag, row=row)
            for tag in pair
            if (text := join_lines(taken.get(tag, "")))
        ]
    return tuple(paragraphs), left_out


def _take_sides(unit: Unit, pair: tuple[str, ...], left_out: Counter[str]) -> dict[str, str]:
    """Return the text of each side of a unit; what is on no side is counted."""
    taken: dict[str, str] = {}
    # A tag that is exactly a side's goes before one that is only near it.
    for tag, text in sorted(unit.texts, key=lambda each: each[0] not in pair):
        if is_blank(text):
            continue
        side = _find_side(tag, pair)
        if side is None or side in taken:
            left_out[tag] += 1
        else:
            taken[side] = text
    return taken


def _find_side(tag: str, pair: tuple[str, ...]) -> str | None:
    """Find the side a tag belongs to: its own, or one that says less or more ("en", "en-US")."""
    if tag in pair:
        return tag
    near = [side for side in pair if tag.startswith(f"{side}-") or side.startswith(f"{tag}-")]
    return near[0] if len(near) == 1 else None


def _describe(left_out: Counter[str], pair: tuple[str, ...]) -> Iterator[str]:
    if not left_out:
        return
    shown = [f"{count} in {tag}" for tag, count in left_out.most_common(_SHOWN)]
    more = ["others"] if len(left_out) > _SHOWN else []
    yield f"texts left out, for only {' and '.join(pair)} are read: {', '.join(shown + more)}"
