"""Two texts that are said to translate each other → what is worth a second look."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from aligner.records import Alignment, Segment
from tmx.language import is_chinese
from tmx.memory.checking.lengths import Lengths, learn_lengths
from tmx.memory.checking.numbers import compare_numbers


class WarningCode(StrEnum):
    """What is worth a second look."""

    NUMBERS = "numbers"
    LENGTH = "length"
    EQUAL = "equal"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class RowWarning:
    """A warning with what stands there, such as "12 | 15" or "40 | 310"; "" where nothing does."""

    code: WarningCode
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Inspector:
    """Finds warnings in the pairs of one alignment.

    Args:
        lengths: what lengths are usual in it.
        is_swapped: the target side is the Chinese one.
    """

    lengths: Lengths
    is_swapped: bool = False

    def find_warnings(
        self, source: Sequence[Segment], target: Sequence[Segment], texts: tuple[str, str]
    ) -> tuple[RowWarning, ...]:
        """List what is worth a second look in a pair.

        Args:
            source, target: its segments.
            texts: what the two sides say as they stand.

        Returns:
            Nothing where one side is empty, for there is nothing to compare, but damage.
        """
        found = []
        if any(each.is_damaged and each.edit is None for each in (*source, *target)):
            found.append(RowWarning(WarningCode.DAMAGED))
        if not (source and target):
            return tuple(found)
        first, second = reversed(texts) if self.is_swapped else texts
        if first.strip() == second.strip() and any(map(str.isalpha, first)):
            return (*found, RowWarning(WarningCode.EQUAL))
        if numbers := compare_numbers(first, second):
            shown = " | ".join(reversed(numbers.split(" | "))) if self.is_swapped else numbers
            found.append(RowWarning(WarningCode.NUMBERS, shown))
        if self.lengths.is_odd(first, second):
            found.append(RowWarning(WarningCode.LENGTH, f"{len(texts[0])} | {len(texts[1])}"))
        return tuple(found)


def make_inspector(alignment: Alignment) -> Inspector:
    """Learn from an alignment what lengths are usual in it.

    Args:
        alignment: as the aligner made it.
    """
    source, target = alignment.source, alignment.target
    languages = source.document.language, target.document.language
    is_swapped = is_chinese(languages[1]) and not is_chinese(languages[0])
    sizes = [
        (len(source.text_of(bead.source)), len(target.text_of(bead.target)))
        for bead in alignment.beads
        if not bead.is_null and alignment.is_confident(bead)
    ]
    if is_swapped:
        sizes = [(second, first) for first, second in sizes]
    is_usual = any(map(is_chinese, languages)) and not all(map(is_chinese, languages))
    kept = (pair for pair in sizes if min(pair))
    return Inspector(learn_lengths(kept, is_chinese_english=is_usual), is_swapped)
