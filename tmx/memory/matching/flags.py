"""Two texts of one language → the ways in which they differ that a translator must see."""

import re
from collections.abc import Sequence

from tmx.memory.folding import fold_text
from tmx.memory.matching.caps import sort_flags
from tmx.memory.matching.clauses import have_other_order
from tmx.memory.matching.codes import have_same_codes
from tmx.memory.matching.differences import Stretch, find_stretches
from tmx.memory.matching.forms import compare_forms
from tmx.memory.matching.negations import is_negation_changed
from tmx.memory.matching.values import compare_numbers
from tmx.memory.records import Flag
from tmx.records import Content

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef]"
)


def find_flags(
    text: str, other: str, *, content: Content = (), other_content: Content = ()
) -> tuple[Flag, ...]:
    """Find the ways in which two texts of one language differ that a translator must see.

    Args:
        text: of the query.
        other: of the unit.
        content: of the query, with its inline codes; () if it has none.
        other_content: of the unit, likewise.

    Returns:
        In the order of `Flag`; () where texts and codes are equal, or other words alone differ.

    >>> [each.value for each in find_flags("第12條可以適用。", "第15条不可以适用")]
    ['number', 'negation', 'punctuation', 'script']
    """
    stretches = find_stretches(text, other)
    found = set(compare_texts(text, other, stretches))
    if not have_same_codes(content, other_content, at_same_places=text == other):
        found.add(Flag.CODES)
    return sort_flags(found)


def compare_texts(
    text: str, other: str, stretches: Sequence[Stretch], *, is_reordered: bool = False
) -> frozenset[Flag]:
    """Find the flags of two texts but for their inline codes.

    Args:
        text: of the query.
        other: of the unit.
        stretches: in which they differ.
        is_reordered: their clauses were found to stand in another order.
    """
    if text == other:
        return frozenset()
    if _INVISIBLE.search(text) or _INVISIBLE.search(other):
        return _compare_visible(text, other, is_reordered=is_reordered)
    is_reordered = is_reordered or have_other_order(text, other)
    found = set(compare_forms(stretches, is_reordered=is_reordered))
    found |= compare_numbers(text, other, stretches, is_reordered=is_reordered)
    if is_negation_changed(text, other, stretches, is_reordered=is_reordered):
        found.add(Flag.NEGATION)
    if is_reordered:
        found.add(Flag.ORDER)
    if text.split() != other.split() and "".join(text.split()) == "".join(other.split()):
        # Of words that a space parts, or not, none is another: 5 km, 5km.
        found.add(Flag.SPACE)
    if not found and fold_text(text) == fold_text(other):
        # Whatever else a key does not tell apart is another form of the same letters.
        found.add(Flag.WIDTH)
    return frozenset(found)


def _compare_visible(text: str, other: str, *, is_reordered: bool) -> frozenset[Flag]:
    """Compare what is seen of two texts: a number with a soft hyphen in it is the same number."""
    ours, theirs = _INVISIBLE.sub("", text), _INVISIBLE.sub("", other)
    stretches = find_stretches(ours, theirs)
    found = compare_texts(ours, theirs, stretches, is_reordered=is_reordered)
    if ours == theirs or _INVISIBLE.findall(text) != _INVISIBLE.findall(other):
        found |= {Flag.SPACE}
    return found
