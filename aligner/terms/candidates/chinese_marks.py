"""Candidates by the marks of a Chinese text: quoted, titles of works, short names in brackets."""

import re
from collections.abc import Iterator

from aligner.terms.records import Candidate, Kind

_LONGEST_QUOTED = 24
_SURE_QUOTED = 12
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = re.compile(f"[{_HAN}A-Za-z]")
_SENTENCE = re.compile(r"[。!?;:,…\n]")
_QUOTES = ("「」", "『』", "“”", "‘’", "〝〞", '""', "«»")
CLOSING = frozenset(marks[1] for marks in _QUOTES)
"""Marks that end a quotation."""
_TITLES = ("《》", "〈〉")


def _compile(marks: str) -> re.Pattern[str]:
    opening, closing = marks[0], marks[1]
    return re.compile(f"{opening}([^{opening}{closing}]{{2,{_LONGEST_QUOTED}}}){closing}")


_QUOTED = [_compile(marks) for marks in _QUOTES]
_TITLED = [_compile(marks) for marks in _TITLES]
_SUBTITLE = re.compile("[:—]")
_TITLE_PART = re.compile(r"[^:—\s][^:—]*[^:—\s]")
_SHORT_NAME = re.compile(rf"(?<=[{_HAN}])[「」“”》]?\(([{_HAN}]{{2,6}})\)")
_CALLED = re.compile(rf"(?:简称|又称|俗称|亦称|称作)(?:为)?([{_HAN}]{{2,6}})(?=[,。;)）])")
_CAPITALISED = re.compile(
    r"[A-Z][\w.'’-]*(?: (?:(?:of|the|and|for|de|von|van|al) )*[A-Z][\w.'’-]*)+"
)


def find_marked(key: str) -> Iterator[Candidate]:
    """Yield the candidates that marks show.

    Args:
        key: of a text, as `fold_characters` gives it.
    """
    for patterns, kind in ((_QUOTED, Kind.QUOTED), (_TITLED, Kind.NAME)):
        for pattern in patterns:
            yield from _find_between(pattern, key, kind)
    for pattern in (_SHORT_NAME, _CALLED):
        for match in pattern.finditer(key):
            yield Candidate(*match.span(1), Kind.ABBREVIATION, 0.8)
    for match in _CAPITALISED.finditer(key):
        yield Candidate(match.start(), match.end(), Kind.NAME, 0.9)


def _find_between(pattern: re.Pattern[str], key: str, kind: Kind) -> Iterator[Candidate]:
    for match in pattern.finditer(key):
        inner = match[1]
        start = match.start(1) + len(inner) - len(inner.lstrip())
        stop = match.end(1) - len(inner) + len(inner.rstrip())
        is_title = kind is Kind.NAME
        if stop - start < 2 or not _LETTER.search(inner):
            continue
        if is_title or not _SENTENCE.search(inner):
            is_sure = is_title or stop - start <= _SURE_QUOTED
            yield Candidate(start, stop, kind, 1.0 if is_sure else 0.6)
        if is_title:
            yield from _find_title_parts(inner, match.start(1))


def _find_title_parts(title: str, start: int) -> Iterator[Candidate]:
    """Yield the title and the subtitle of a work that has both."""
    if _SUBTITLE.search(title):
        for part in _TITLE_PART.finditer(title):
            yield Candidate(start + part.start(), start + part.end(), Kind.NAME, 0.8)


def find_bracket_stops(key: str) -> Iterator[int]:
    """Yield the places before brackets that hold a short name or a name in Latin letters."""
    for match in re.finditer(rf"(?<=[{_HAN}])[」”》]?\((?:[{_HAN}]{{2,6}}|[A-Za-z][^()]*)\)", key):
        yield match.start()
