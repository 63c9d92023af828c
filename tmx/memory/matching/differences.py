"""Two texts → the stretches in which they differ, and how each of them differs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from tmx.memory.matching.tokens import Kind, Token, Tokens, split_tokens
from tmx.memory.records import Difference

# The bits that an exact alignment may take; longer texts are compared at their ends only.
_MOST_CELLS = 1 << 28


class Stretch(NamedTuple):
    """Tokens that stand for each other and are not the same; one side may be empty.

    Args:
        left: of the first text.
        right: of the second.
        difference: where they stand in both texts.
        is_form: whether both are one token, and differ only in width, script, case or the like.
    """

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    difference: Difference
    is_form: bool

    def turn(self) -> "Stretch":
        """Return the stretch with the texts the other way round."""
        place = self.difference
        turned = Difference(place.match_start, place.match_stop, place.start, place.stop)
        return Stretch(self.right, self.left, turned, self.is_form)

    @property
    def has_content(self) -> bool:
        """Whether any letters or digits are in it."""
        return any(each.kind == Kind.CONTENT for each in (*self.left, *self.right))


def find_differences(text: str, other: str) -> tuple[Difference, ...]:
    """Find the stretches in which two texts differ.

    They begin and end between the characters that a reader sees; words and numbers other than
    Chinese differ as a whole. Putting the other's stretches in place of a text's own makes the
    other of it.

    Args:
        text: of the query.
        other: of the unit.

    Returns:
        In order, none touching the next; () where the texts are equal.

    >>> find_differences("第12条适用。", "第15条適用")
    (Difference(start=1, stop=3, match_start=1, match_stop=3), Difference(start=4, stop=5, \
match_start=4, match_stop=5), Difference(start=6, stop=7, match_start=6, match_stop=6))
    """
    return merge_stretches(find_stretches(text, other))


def merge_stretches(stretches: Sequence[Stretch]) -> tuple[Difference, ...]:
    """Return where stretches stand, those that touch each other as one."""
    merged: list[Difference] = []
    for each in stretches:
        new = each.difference
        last = merged[-1] if merged else None
        if last and (last.stop, last.match_stop) == (new.start, new.match_start):
            merged[-1] = Difference(last.start, new.stop, last.match_start, new.match_stop)
        else:
            merged.append(new)
    return tuple(merged)


def find_stretches(text: str, other: str) -> tuple[Stretch, ...]:
    """Find the stretches in which two texts differ, apart where they differ in another way."""
    if text == other:
        return ()
    if text > other:
        # So that the same stretches are found whichever text is asked about.
        return tuple(each.turn() for each in find_stretches(other, text))
    return tuple(_align(split_tokens(text), split_tokens(other)))


def _align(left: Tokens, right: Tokens) -> Iterator[Stretch]:
    for tag, start, stop, other_start, other_stop in _find_steps(left.folds, right.folds):
        if tag == "equal":
            yield from _compare_forms(left, right, start, other_start, stop - start)
        else:
            yield _make_stretch(left, right, (start, stop), (other_start, other_stop))


def _compare_forms(
    left: Tokens, right: Tokens, start: int, other_start: int, size: int
) -> Iterator[Stretch]:
    ours = left.texts[start : start + size]
    theirs = right.texts[other_start : other_start + size]
    if ours == theirs:
        return
    for number, (one, two) in enumerate(zip(ours, theirs, strict=True)):
        if one != two:
            here, there = start + number, other_start + number
            places = (here, here + 1), (there, there + 1)
            yield _make_stretch(left, right, *places, is_form=True)


def _make_stretch(
    left: Tokens,
    right: Tokens,
    here: tuple[int, int],
    there: tuple[int, int],
    *,
    is_form: bool = False,
) -> Stretch:
    """Make a stretch of the tokens between two numbers in both texts."""
    place = Difference(
        left.starts[here[0]], left.starts[here[1]], right.starts[there[0]], right.starts[there[1]]
    )
    return Stretch(left.cut(*here), right.cut(*there), place, is_form)


def _find_steps(left: list[str], right: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Align two rows: equal parts, and between them what is different, as one step each."""
    if len(left) * len(right) > _MOST_CELLS:
        yield from _compare_ends(left, right)
        return
    end = other_end = 0
    # The last one is empty, and stands for the ends.
    for start, other_start, size in Levenshtein.opcodes(left, right).as_matching_blocks():
        if end < start or other_end < other_start:
            yield "replace", end, start, other_end, other_start
        yield "equal", start, start + size, other_start, other_start + size
        end, other_end = start + size, other_start + size


def _compare_ends(left: list[str], right: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    shorter = min(len(left), len(right))
    start = next((n for n in range(shorter) if left[n] != right[n]), shorter)
    room = shorter - start
    end = next((n for n in range(room) if left[-1 - n] != right[-1 - n]), room)
    stop, other_stop = len(left) - end, len(right) - end
    yield "equal", 0, start, 0, start
    yield "replace", start, stop, start, other_stop
    yield "equal", stop, len(left), other_stop, len(right)
