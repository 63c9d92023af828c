"""How a file holds its languages, and the document of each.

Four layouts are told apart by evidence: one language behind the other (blocks), by turns
(alternating), side by side (columns), or a sentence and its translation on one line (inline).
Where passages of the two languages stand together, they get the number of a row: a prior for the
aligner, which it may go against.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.errors import AlignerError
from aligner.languages import family
from aligner.reading.language import propose_language
from aligner.reading.mixing import is_mixed, is_separated, split_mixed
from aligner.reading.placing import (
    ALTERNATING,
    BLOCKS,
    COLUMNS,
    INLINE,
    PLACERS,
    SINGLE,
    Placed,
    has_stated,
    measure_texts,
    number_turns,
)
from aligner.reading.scripts import WORD_WEIGHT, count_han, count_latin_words
from aligner.reading.structure import mark_kinds
from aligner.reading.support import check_supported
from aligner.reading.turns import (
    Amounts,
    assign_languages,
    has_both,
    measure_amounts,
)
from aligner.records import Document, Paragraph

_MIN_MIXED = 0.5
_MOST = 0.99
"""What a guess is never surer of."""
_NO_TEXT = 0.03
"""Share of letters in the script of the other language that cannot be a text of its own."""
_MOST_TURNS = 2
"""Changes of language in a file of two blocks and a tail."""


@dataclass(frozen=True, slots=True)
class LayoutGuess:
    """How a file holds its languages.

    Args:
        layout: one of `settings.LAYOUTS`.
        confidence: 0 to 1, how clear the signs are; 1 where the file or the user states it.
        evidence: what it was told by, for a message.
    """

    layout: str
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Separation:
    """A file that was separated by language.

    Args:
        documents: one, or two with the language that stands first first; each with language,
            kinds and the line numbers of the file; what is in a line or table row together has
            the same `row`.
        guess: the layout.
    """

    documents: tuple[Document, ...]
    guess: LayoutGuess


def recognise_layout(document: Document) -> LayoutGuess:
    """Recognise how a file holds its languages.

    Args:
        document: the whole file.
    """
    paragraphs = document.paragraphs
    if has_stated(paragraphs):
        return LayoutGuess(COLUMNS, 1.0, "the file states the language of each passage")
    minor = _share_of_minor(paragraphs)
    if minor < _NO_TEXT:
        return LayoutGuess(SINGLE, _MOST, f"{minor:.0%} in another language")
    mixed = [p for p in paragraphs if is_mixed(p.text)]
    share = measure_texts(mixed) / (measure_texts(paragraphs) or 1.0) if mixed else 0.0
    if share > _MIN_MIXED:
        return _tell_lines(mixed, share)
    sides = assign_languages(paragraphs)
    if len(set(sides)) < 2:
        return LayoutGuess(SINGLE, _MOST, "no paragraph in another language")
    amounts = measure_amounts(paragraphs, sides)
    doubt = _doubt_two(amounts.minor_share)
    if not has_both(paragraphs, sides, amounts):
        return LayoutGuess(SINGLE, 1.0 - doubt, f"{amounts.minor_share:.0%} in another language")
    return _tell_turns(paragraphs, sides, doubt)


def separate(document: Document, layout: str | None = None) -> Separation:
    """Make a document of each language of a file.

    Args:
        document: the whole file.
        layout: how it holds its languages; None: recognised.

    Returns:
        One document, if it is in one language, else two.

    Raises:
        AlignerError: a language is not supported, or the layout that the user states is not that
            of the file.
    """
    if not has_stated(document.paragraphs):
        check_supported(document)
    guess = LayoutGuess(layout, 1.0, "as stated") if layout else recognise_layout(document)
    if guess.layout == SINGLE or not document.paragraphs:
        return Separation((mark_kinds(document),), guess)
    placed = PLACERS[guess.layout](document.paragraphs)
    documents = _collect(document, placed)
    if len(documents) < 2:
        raise AlignerError(_explain_single(document))
    return Separation(documents, guess)


def separate_languages(document: Document, layout: str | None = None) -> Separation:
    """Separate a file that holds a text in two languages.

    Args:
        document: the whole file.
        layout: how it holds its languages; None: recognised.

    Returns:
        Two documents; each passage is in exactly one of them, in order.

    Raises:
        AlignerError: there is one language only, or one that is not supported.
    """
    separation = separate(document, layout)
    if len(separation.documents) < 2:
        raise AlignerError(_explain_single(document))
    return separation


def is_bilingual(document: Document) -> bool:
    """Whether a file holds a text in two languages, not one language with quotations and names."""
    return recognise_layout(document).layout != SINGLE


def _share_of_minor(paragraphs: Iterable[Paragraph]) -> float:
    """Measure the share, 0 to .5, of the script that has less, in whatever paragraphs it is."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    sizes = float(count_han(text)), WORD_WEIGHT * count_latin_words(text)
    return min(sizes) / (sum(sizes) or 1.0)


def _doubt_two(minor_share: float) -> float:
    """Rate from 0 to 1 how a share of the minor language speaks for a bilingual file."""
    return min(max((minor_share - 0.02) / 0.2, 1.0 - _MOST), _MOST)


def _tell_lines(mixed: Sequence[Paragraph], share: float) -> LayoutGuess:
    """Tell columns of a plain text, set apart by tabs or bars, from sentences on one line."""
    separated = [p for p in mixed if is_separated(p.text, split_mixed(p.text))]
    layout = COLUMNS if 2 * len(separated) > len(mixed) else INLINE
    count = f"{len(mixed):,} lines hold" if len(mixed) > 1 else "1 line holds"
    return LayoutGuess(layout, min(share, _MOST), f"{count} both languages")


def _tell_turns(paragraphs: Sequence[Paragraph], sides: Sequence[bool], both: float) -> LayoutGuess:
    """Tell blocks from languages that take turns, by how often the language changes."""
    turns = sum(side != follower for side, follower in pairwise(sides))
    count = "once" if turns == 1 else f"{turns:,} times"
    evidence = f"the language changes {count} in {len(paragraphs):,} paragraphs"
    if turns <= _MOST_TURNS:
        return LayoutGuess(BLOCKS, min(both, _MOST if turns == 1 else 0.95), evidence)
    paired = _share_of_pairs(number_turns(paragraphs, sides))
    regular = 1.0 - 0.5 ** (turns - 1)
    return LayoutGuess(ALTERNATING, min(both, paired, regular, _MOST), evidence)


def _share_of_pairs(placed: Sequence[Placed]) -> float:
    """Measure how much of a text is in rows that hold both languages."""
    sides: dict[int | None, set[bool]] = {}
    for side, paragraph in placed:
        sides.setdefault(paragraph.row, set()).add(side)
    paired = measure_texts(p for _, p in placed if len(sides[p.row]) == 2)
    return paired / (measure_texts(p for _, p in placed) or 1.0)


def _collect(document: Document, placed: Sequence[Placed]) -> tuple[Document, ...]:
    """Make the documents, the language that stands first first."""
    order = dict.fromkeys(side for side, _ in placed)
    return tuple(_make_side(document, [p for side, p in placed if side == s]) for s in order)


def _make_side(document: Document, paragraphs: Sequence[Paragraph]) -> Document:
    language = propose_language("\n".join(paragraph.text for paragraph in paragraphs)).tag
    stated = Counter(p.language for p in paragraphs if p.language).most_common(1)
    if stated and (family(stated[0][0]) != family(language) or "-" in stated[0][0]):
        language = stated[0][0]
    return mark_kinds(replace(document, paragraphs=tuple(paragraphs), language=language))


def _explain_single(document: Document) -> str:
    amounts = measure_amounts(document.paragraphs, assign_languages(document.paragraphs))
    name = document.name or "the text"
    if not amounts.chinese and not amounts.english:
        return (
            f"{name}: holds no running text, only digits, marks or "
            "addresses: give a file that holds Chinese and English"
        )
    return f"{name}: only one language found: {_describe(amounts)}"


def _describe(amounts: Amounts) -> str:
    return (
        f"Chinese, {amounts.chinese:,} characters in {amounts.chinese_lines:,} lines; "
        f"English, {amounts.english:,} words in {amounts.english_lines:,} lines; "
        "give the file with the translation as the second file"
    )
