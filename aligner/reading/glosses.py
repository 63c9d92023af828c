"""A line that is an entry of a glossary → its two halves: `数据集（data set）`, `data set：数据集`.

Place in the flow: asked by `mixing` before it searches, for inside a sentence such marks set
nothing apart.
"""

import re

from aligner.reading.scripts import LATIN_WORD, count_han

_LONGEST = 400
_LONGEST_TERM = 60
# What stands beside a mark holds none, so that there is one way to match.
_ENTRY = re.compile(
    "(?P<head>[^:：=＝()（）]+)(?:[:：=＝]+(?P<tail>[^:：=＝]+)|[（(](?P<gloss>[^()（）]+)[）)])"
)
_END = re.compile(r"[。！？.!?…；;，,][\"'”’」』]*\Z")

_Half = tuple[int, int, bool]
"""Start and stop in the line, in characters, and whether it is Chinese."""


def find_gloss(text: str, *, is_expected: bool = False) -> tuple[_Half, ...]:
    """Find the two halves of a line that is an entry of a glossary.

    Args:
        text: one paragraph.
        is_expected: whether the lines around hold both languages; names are entries, too, then.

    Returns:
        Two halves, the one that stands first first; none if the line is anything else: a speaker
        and what he says, a form that was filled in, a sentence with a name in brackets.

    >>> text = "data set：数据集"
    >>> [text[start:stop] for start, stop, _ in find_gloss(text)]
    ['data set', '数据集']
    >>> find_gloss("Tom：你好吗？"), find_gloss("姓名：John Smith")
    ((), ())
    """
    entry = _ENTRY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not entry:
        return ()
    groups = ("head", "gloss" if entry["tail"] is None else "tail")
    head, tail = (entry[name].strip() for name in groups)
    sides = _is_chinese(head), _is_chinese(tail)
    if None in sides or sides[0] == sides[1] or not _is_even(head, tail):
        return ()
    if not (is_expected or _is_term(head, tail, chinese_first=bool(sides[0]))):
        return ()
    left = len(text) - len(text.lstrip())
    spans = (_trim(text, left + entry.start(name), left + entry.end(name)) for name in groups)
    halves = zip(spans, sides, strict=True)
    return tuple((start, stop, bool(side)) for (start, stop), side in halves)


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    half = text[start:stop]
    return start + len(half) - len(half.lstrip()), start + len(half.rstrip())


def _is_even(head: str, tail: str) -> bool:
    """Whether both halves are sentences, or both terms; a colon behind a clause is its own."""
    ends = {bool(_END.search(half)) for half in (head, tail)}
    return ends == {True} or (ends == {False} and len(head) <= _LONGEST_TERM)


def _is_chinese(half: str) -> bool | None:
    """Tell which language all of a half is in; None: both, or too little of either."""
    chinese, words = count_han(half), LATIN_WORD.findall(half)
    if bool(chinese) == bool(words):
        return None
    is_enough = chinese > 1 or any(len(word) > 1 for word in words)
    return chinese > 0 if is_enough else None


def _is_term(head: str, tail: str, *, chinese_first: bool) -> bool:
    """Whether the English half is a term, not the name of a speaker or what fills in a form."""
    words = LATIN_WORD.findall(tail if chinese_first else head)
    is_common = any(len(word) > 1 and (word.islower() or word.isupper()) for word in words)
    return is_common or (len(words) > 1 and not chinese_first)
