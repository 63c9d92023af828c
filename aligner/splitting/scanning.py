"""Walks over the sentence-final punctuation of a text and asks a set of rules about each run.

Place in the flow: Document → Segment; `english` and `chinese` hold the rules, this module what
they share: what clings to the end of a sentence, and which ends count.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from aligner.splitting.enclosures import Pair, Shape
from aligner.splitting.structure import CLOSERS, DASHES, QUOTES, STRONG, Mark, Scan

Rule = Callable[[Scan, Mark], bool]

# A dash ends a sentence only where speech breaks off: before a closing quotation mark.
_RUN = re.compile(rf"\.(?:[ \xa0]\.){{2,3}}|[.．…⋯{STRONG}]+|[—–―]{{1,2}}(?=[ \xa0]?[”’\"'」』])")
_SOLID = re.compile(r"\S")
_WORD = re.compile(r"\w")
_NOTE = re.compile(
    r"\[[^\[\]\s]{1,12}\]|〔[^\s〔〕]{1,4}〕|［[^\s［］]{1,4}］|[①-⑳㉑-㉟㊱-㊿❶-❿]|[⁰¹²³⁴-⁹]{1,3}"
    r"|[*†‡]{1,3}(?=\s|\Z)|[\U0001f300-\U0001faff\u2600-\u26ff\u2764\ufe0f\u200d]+|[~～]+"
)
_SPACED_NOTE = re.compile(r"[ \xa0]\[\d{1,3}\](?=\s|\Z)")
_DIGIT_NOTE = re.compile(r"\d{1,3}(?=\s+[“\"‘(]?[A-Z])")
_DIGIT_HOST = re.compile(r"(?:[a-zß-ɏ)]{2}\.|[.!?,][”\"’])\Z")
_SPACE_QUOTE = re.compile(r"[ \xa0\u202f][»›”’」』\"'](?![A-Za-zÀ-ɏ])")


def find_spans(scan: Scan, ends_sentence: Rule) -> list[tuple[int, int]]:
    """Split a text.

    Args:
        scan: the text.
        ends_sentence: tells whether a sentence ends at `mark.end`.

    Returns:
        (start, stop) of each sentence without the white space around it, in order.
    """
    ends = _drop_quoted(scan, _find_ends(scan, ends_sentence))
    return list(trim_pieces(scan.text, ends))


def _find_ends(scan: Scan, ends_sentence: Rule) -> list[int]:
    ends: list[int] = []
    opening = _next_match(_SOLID, scan.text, 0)
    first_word = _next_match(_WORD, scan.text, 0)
    for found in _RUN.finditer(scan.text):
        if found.start() < first_word or found.start() < opening:
            continue
        mark = _attach_tail(scan, opening, found.start(), found.end())
        broken_off = scan.text[mark.start] in DASHES
        if mark.resume == len(scan.text) or (broken_off and mark.end == mark.stop):
            continue
        if ends_sentence(scan, mark):
            ends.append(mark.end)
            opening = mark.resume
            first_word = _next_match(_WORD, scan.text, opening)
    if ends and first_word == len(scan.text):
        ends.pop()
    return ends


def _drop_quoted(scan: Scan, ends: list[int]) -> list[int]:
    """Remove the ends inside a quotation that stands inside a sentence.

    "He asked “Who? Why?” and left" goes on behind the quotation, so it is one sentence; where
    the sentence ends with the quotation, its sentences are split.
    """
    dropped: set[int] = set()
    for pair in scan.pairs:
        if pair.shape != Shape.QUOTE or pair.length > scan.reach.quote:
            continue
        low, high = bisect_right(ends, pair.start), bisect_right(ends, pair.stop)
        if low < high and not scan.starts_sentence(pair.start) and _goes_on(scan, pair, ends):
            dropped.update(ends[low:high])
    return [end for end in ends if end not in dropped] if dropped else ends


def _goes_on(scan: Scan, pair: Pair, ends: list[int]) -> bool:
    behind = _skip_tail(scan, pair.stop + 1)
    if _next_match(_SOLID, scan.text, behind) == len(scan.text):
        return False
    place = bisect_left(ends, behind)
    return place == len(ends) or ends[place] != behind


def _attach_tail(scan: Scan, opening: int, start: int, stop: int) -> Mark:
    end = _skip_tail(scan, stop)
    resume = _next_match(_SOLID, scan.text, end)
    remark = scan.opened.get(resume)
    if remark and _is_remark(scan, remark, end, resume):
        end = _skip_tail(scan, remark.stop + 1)
        resume = _next_match(_SOLID, scan.text, end)
    return Mark(opening, start, stop, end, resume)


def _skip_tail(scan: Scan, place: int) -> int:
    """Return the offset behind the closing marks and notes that follow directly."""
    text = scan.text
    while place < len(text):
        if _is_closer(scan, place):
            place += 1
            continue
        length = _note_length(scan, place)
        if not length:
            break
        place += length
    return place


def _is_closer(scan: Scan, place: int) -> bool:
    mark = scan.text[place]
    if mark in CLOSERS or place in scan.closing:
        return True
    if mark not in QUOTES or place in scan.opened:
        return False
    behind = scan.at(place + 1)
    return not behind or behind.isspace() or behind in CLOSERS


def _note_length(scan: Scan, place: int) -> int:
    text = scan.text
    spaced = _SPACE_QUOTE.match(text, place)
    if spaced and _is_closer(scan, place + 1):
        return 2
    found = _NOTE.match(text, place) or _SPACED_NOTE.match(text, place)
    if found:
        label = found.end() - len(found.group().lstrip())
        return 0 if label in scan.items else len(found.group())
    found = _DIGIT_NOTE.match(text, place)
    if found and _DIGIT_HOST.search(text, max(0, place - 3), place):
        return len(found.group())
    return 0


def _is_remark(scan: Scan, pair: Pair, end: int, resume: int) -> bool:
    """Tell whether a bracket comments on the sentence before it rather than opens the next."""
    inside = scan.text[pair.start + 1 : min(pair.stop, pair.start + 1 + scan.reach.remark)]
    return (
        pair.shape == Shape.BRACKET
        and pair.length <= scan.reach.remark
        and (pair.length > 3 or _next_match(_WORD, scan.text, pair.stop) == len(scan.text))
        and "\n" not in scan.text[end:resume]
        and inside[-1:] not in STRONG + ".．…⋯：:，,"
        and not any(character in "。！？；" for character in inside)
        and not inside.endswith(scan.reach.datelines)
        and scan.at(pair.stop + 1) not in {"—", "–"}
    )


def _next_match(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.search(text, place)
    return found.start() if found else len(text)


def trim_pieces(text: str, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Divide a text and leave out the white space around the pieces.

    Args:
        text: any text.
        ends: where to divide, in characters, increasing.

    Returns:
        (start, stop) of each piece that is not white space only.
    """
    start = 0
    for end in [*ends, len(text)]:
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        stop = begin + len(piece.strip())
        if stop > begin:
            yield begin, stop
        start = end
