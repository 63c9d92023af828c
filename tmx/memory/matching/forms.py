"""The surface of two texts: punctuation, width, script, case and spaces."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from tmx.memory.matching.differences import Stretch
from tmx.memory.matching.tokens import Kind, Token, is_wide, narrow
from tmx.memory.records import Flag

_APOSTROPHES = "'’"


def compare_forms(stretches: Sequence[Stretch], *, is_reordered: bool = False) -> frozenset[Flag]:
    """Say how the surface of two texts differs in the stretches in which they differ.

    What stands in words that one text alone has is not compared: of a clause that is missing,
    neither the comma nor the script matters.

    Args:
        stretches: as `tmx.memory.matching.differences.find_stretches` gives them.
        is_reordered: their clauses stand in another order, and signs with them.

    Returns:
        Some of PUNCTUATION, WIDTH, SCRIPT, CASE and SPACE.
    """
    found: set[Flag] = set()
    for each in stretches:
        found.update(_compare_pair(each) if each.is_form else _compare_rest(each))
    if is_reordered and _count_all(stretches, 0) == _count_all(stretches, 1):
        found.discard(Flag.PUNCTUATION)
    return frozenset(found)


def _compare_pair(stretch: Stretch) -> Iterator[Flag]:
    """Compare two tokens that are the same but for their form."""
    left, right = stretch.left[0], stretch.right[0]
    if left.kind == Kind.SPACE:
        yield Flag.SPACE
        return
    one, two = narrow(left.text), narrow(right.text)
    if one == two or _count_wide(left.text) != _count_wide(right.text):
        yield Flag.WIDTH
    if one != two:
        yield from _compare_narrow(one, two)


def _compare_narrow(one: str, two: str) -> Iterator[Flag]:
    (letters, signs), (other_letters, other_signs) = _divide(one), _divide(two)
    if signs != other_signs:
        yield Flag.PUNCTUATION
    if letters == other_letters:
        return
    if letters.lower() == other_letters.lower():
        yield Flag.CASE
    elif _normalise(letters) == _normalise(other_letters) or letters.isascii():
        # Other forms of the same letters: ﬁ, é in two characters, Roman numerals in one.
        yield Flag.WIDTH
    else:
        yield Flag.SCRIPT


def _divide(text: str) -> tuple[str, str]:
    """Divide a word into its letters and the apostrophes in it."""
    signs = "".join(each for each in text if each in _APOSTROPHES)
    return "".join(each for each in text if each not in _APOSTROPHES), signs


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _count_wide(text: str) -> int:
    return 0 if text.isascii() else sum(map(is_wide, text))


def _compare_rest(stretch: Stretch) -> Iterator[Flag]:
    """Compare signs and spaces where more than their form differs."""
    if stretch.has_content:
        if stretch.left and stretch.right and _count(stretch.left) != _count(stretch.right):
            yield Flag.PUNCTUATION
        return
    if _count(stretch.left) != _count(stretch.right):
        yield Flag.PUNCTUATION
    else:
        yield Flag.SPACE


def _count_all(stretches: Iterable[Stretch], side: int) -> list[str]:
    return _count(token for each in stretches for token in (each.right if side else each.left))


def _count(tokens: Iterable[Token]) -> list[str]:
    # Several times faster to make than a Counter.
    return sorted([each.fold for each in tokens if each.kind is Kind.SIGN])
