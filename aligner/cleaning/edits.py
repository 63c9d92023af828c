"""Rules that look at one paragraph at a time: edits of its text → a rule's function.

An edit can bring characters together that look like dirt again, as in "<b<br>r>". Nobody knows
what such a text was, so that it stays: what a rule leaves, it would leave again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.cleaning.records import Find, FindPassages
from aligner.records import Paragraph


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to stand for a passage of a text.

    Args:
        start, stop: of the passage, in characters, start < stop.
        replacement: "" removes it.
    """

    start: int
    stop: int
    replacement: str = ""


FindEdits = Callable[[str], Sequence[Edit]]
"""Pure: text → edits in order, none overlapping another."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied.

    >>> apply_edits("a<br>b", [Edit(1, 5, " ")])
    'a b'
    """
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.replacement]
        done = edit.stop
    return "".join([*pieces, text[done:]])


def find_settled(find: FindEdits, *checks: FindEdits) -> FindPassages:
    """Make a rule's function of one that finds edits in a text.

    Args:
        find: finds them.
        checks: what else must find no more in the edited text than before, such as earlier rules.
    """

    def find_passages(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
        for index, paragraph in enumerate(paragraphs):
            edits = find(paragraph.text)
            if edits and _is_settled(paragraph.text, edits, find, checks):
                for edit in edits:
                    yield Find(index, edit.start, edit.stop, edit.replacement)

    return find_passages


def _is_settled(
    text: str, edits: Sequence[Edit], find: FindEdits, checks: Iterable[FindEdits]
) -> bool:
    edited = apply_edits(text, edits)
    return not find(edited) and all(len(check(edited)) <= len(check(text)) for check in checks)


def widen_to_space(text: str, start: int, stop: int) -> tuple[int, int]:
    """Widen a passage that goes to one of the two spaces around it, or to that at an end.

    >>> widen_to_space("a ![]() b", 2, 7)
    (2, 8)
    """
    if (start == 0 or text[start - 1].isspace()) and text[stop : stop + 1].isspace():
        return start, stop + 1
    if stop == len(text) and start > 1 and text[start - 1].isspace():
        return start - 1, stop
    return start, stop
