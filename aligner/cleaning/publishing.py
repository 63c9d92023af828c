"""The line under a title that says when and where a page was published, and how often read.

A date alone may be the dateline of an article and stays; with a source, counters or buttons it
is the page's.
"""

import re
from functools import cache

from aligner.cleaning.phrases import compile_phrases
from aligner.cleaning.tables import load_table

_LONGEST = 160
_MARKS = re.compile(r"[\W_]+")
# In the order in which they are taken out of the line; a number before 点击 may be of a date.
_FIELDS = ("date", "time", "count", "source_name", "person", "button", "label")
_TELLING = ("count", "source_name", "button")


@cache
def _load_field(name: str) -> re.Pattern[str]:
    table = load_table("publishing")
    return compile_phrases([table[name]], table["parts"])


def is_publishing_line(folded: str) -> bool:
    """Whether a folded line holds a date, and a source, counters or buttons, and nothing else.

    >>> is_publishing_line("2023-03-01 20:01:42来源:海陆空杂志")
    True
    >>> is_publishing_line("3 March 2023 | 5 min read"), is_publishing_line("3 March 2023")
    (True, False)
    """
    if len(folded) > _LONGEST or not _load_field("date").search(folded):
        return False
    rest, is_telling = folded, False
    for name in _FIELDS:
        rest, found = _load_field(name).subn(" | ", rest)
        is_telling = is_telling or bool(found and name in _TELLING)
    pieces = [piece.strip(" :,.-·•()[]/") for piece in rest.split("|")]
    pieces = [piece for piece in pieces if _MARKS.sub("", piece)]
    outlets = [piece for piece in pieces if _load_field("outlet").fullmatch(piece)]
    return (is_telling or bool(outlets)) and len(pieces) == len(outlets) <= 1
