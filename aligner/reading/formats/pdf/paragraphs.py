"""The lines of a column → blocks: paragraphs, or what of them stands in the column.

A paragraph is seen to begin by what the page shows: a wider gap, another size of the font, an
indentation; or the one before is seen to end, by a line that had room for more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.reading.formats.pdf.records import Block, Column, Line

_SENTENCE_END = re.compile(r"[.!?…。！？；;:：—]['\"”’」』）)\]]*\s*(?:\[\d{1,3}\]|\d{1,3})?$")
_MARKS_END = re.compile(r"[.!?…。！？]['\"”’」』）)\]\d]*$")
_BULLET = re.compile(r"[•▪●■◆❖➢✓‣◦–—*-]\s|[•▪●■◆❖➢✓‣◦]")
_WORD = re.compile(r"\S+")
_LABEL = re.compile(
    r"(?:\(?\d{1,3}[.)、]|\(?[a-z][.)]|[（(][一二三四五六七八九十\d]{1,3}[)）])\s?\S"
)
# In sizes of the font: another pitch than that of the paragraph, an indentation, the same edge.
_GAP, _INDENT, _EDGE = 0.38, 0.8, 0.3
_OTHER_SIZE = 0.08
_FARTHEST = 4.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the lines of a column have in common.

    Args:
        left, right: its edges.
        pitch: by size of the font, how far apart the lines of a paragraph are.
        indent: how far first lines of paragraphs are set in; 0 where they are not.
        has_cells: whether they are cells of a table, which seldom hold two paragraphs.
    """

    left: float
    right: float
    pitch: Mapping[float, float]
    indent: float = 0.0
    has_cells: bool = False


def measure_pitches(lines: Sequence[Sequence[Line]]) -> dict[float, float]:
    """Measure how far apart the lines of a paragraph are, by size of the font.

    The smallest distance that is not rare; whatever is wider divides paragraphs.

    Args:
        lines: of each column of the file, from top to bottom.
    """
    distances: dict[float, list[float]] = {}
    for column in lines:
        for line, after in pairwise(column):
            pitch = (after.base - line.base) / line.size
            if line.size == after.size and 0.8 <= pitch <= _FARTHEST:
                distances.setdefault(line.size, []).append(pitch)
    return {size: size * _smallest_common(sorted(found)) for size, found in distances.items()}


def _smallest_common(distances: Sequence[float]) -> float:
    """Return the smallest number that many others are just above, of numbers that increase."""
    least = max(2, len(distances) // 12)
    for number, distance in enumerate(distances):
        follower = number + least - 1
        if follower < len(distances) and distances[follower] - distance <= 0.15:
            return distances[number + least // 2]
    return distances[0]


def find_blocks(column: Column, pitches: Mapping[float, float]) -> tuple[Block, ...]:
    """Divide a column into blocks.

    Args:
        column: with at least one line.
        pitches: see `measure_pitches`.
    """
    lines = column.lines
    left, right = _find_left(lines), max(line.right for line in lines)
    frame = _Frame(left, right, pitches, _find_indent(lines, left), bool(column.cells))
    blocks = [_make_block(group, frame) for group in _group(column, frame)]
    if not column.cells:
        return tuple(blocks)
    rows = dict(zip(map(id, lines), column.cells, strict=True))
    return tuple(replace(block, cell=(rows[id(block.lines[0])], 0)) for block in blocks)


def _find_left(lines: Sequence[Line]) -> float:
    """Return where most lines begin, or the leftmost of two places that many begin at."""
    size = lines[0].size
    counts: dict[int, int] = {}
    for line in lines:
        counts[round(line.left)] = counts.get(round(line.left), 0) + 1
    frequent = [left for left, count in counts.items() if count >= max(2, len(lines) // 6)]
    near = min(frequent, default=min(counts))
    return min(line.left for line in lines if line.left >= near - _EDGE * size)


def _find_indent(lines: Sequence[Line], left: float) -> float:
    """Find how far lines are set in that are followed by lines that are not."""
    counts: dict[int, int] = {}
    for line, after in pairwise(lines):
        shift = line.left - left
        if _INDENT * line.size < shift < 5 * line.size and after.left - left < _EDGE * line.size:
            counts[round(shift)] = counts.get(round(shift), 0) + 1
    indent = max(counts, key=lambda each: counts[each], default=0)
    return indent if counts and counts[indent] >= 2 else 0.0


def _make_block(lines: Sequence[Line], frame: _Frame) -> Block:
    is_indented = lines[0].left > frame.left + _INDENT * lines[0].size
    return Block(tuple(lines), room=frame.right - lines[-1].right, is_start=is_indented)


def is_open(block: Block) -> bool:
    """Whether a block may go on in the next column: its last line ends inside a sentence."""
    last = block.lines[-1]
    is_inside = not _MARKS_END.search(last.text)
    # A line far from full ends its paragraph all the same: a heading, a caption, a label.
    return is_inside and block.room < 0.4 * last.width


def is_broken(line: Line) -> bool:
    """Whether a line ends inside a word."""
    return bool(re.search(r"[^\W\d_][-\u2010\u00ad]$", line.text))


def _group(column: Column, frame: _Frame) -> Iterator[list[Line]]:
    cells = column.cells or (0,) * len(column.lines)
    group = [column.lines[0]]
    for (line, cell), (after, next_cell) in pairwise(zip(column.lines, cells, strict=True)):
        if cell != next_cell or _divides(group, after, frame):
            yield group
            group = []
        group.append(after)
        del line
    yield group


def _divides(group: Sequence[Line], after: Line, frame: _Frame) -> bool:
    """Whether a new paragraph begins after the lines of one."""
    line = group[-1]
    if _differs(line, after):
        return True
    if _goes_on(line, after, frame):
        return False
    if has_gap(line, after, frame.pitch):
        return True
    if _BULLET.match(after.text) and not is_broken(line):
        return True
    return _is_indented(group, after, frame) or _is_short(line, after, frame)


def _differs(line: Line, after: Line) -> bool:
    """Whether two lines are printed differently, as a heading is from its text."""
    sizes = sorted((line.size, after.size))
    is_resized = sizes[1] - sizes[0] > _OTHER_SIZE * sizes[1]
    is_reset = line.is_bold != after.is_bold and not _is_full_word(line, after)
    return is_resized or is_reset


def _is_full_word(line: Line, after: Line) -> bool:
    """Whether the sentence of a line goes on in the next, though that is bold or no longer so."""
    return not _SENTENCE_END.search(line.text) and after.text[:1].islower()


def _goes_on(line: Line, after: Line, frame: _Frame) -> bool:
    """Whether it is plain that a line goes on in the next, whatever stands between."""
    is_near = 0 < after.base - line.base <= 2.5 * _expect_pitch(line, after, frame.pitch)
    is_inside = is_broken(line) or not _SENTENCE_END.search(line.text)
    is_full = not _has_room(line, after, frame)
    return is_near and is_inside and is_full and after.text[:1].islower()


def has_gap(line: Line, after: Line, pitches: Mapping[float, float]) -> bool:
    """Whether two lines are further apart than lines of one paragraph.

    Args:
        line, after: one above the other.
        pitches: see `measure_pitches`.
    """
    return after.base - line.base > _expect_pitch(line, after, pitches) + _GAP * line.size


def _expect_pitch(line: Line, after: Line, pitches: Mapping[float, float]) -> float:
    pitch = pitches.get(after.size) or pitches.get(line.size) or 1.2 * line.size
    # A line with Chinese in it may take more room than the font of the others.
    return pitch + (0.25 * line.size if after.has_han != line.has_han else 0.0)


def _is_indented(group: Sequence[Line], after: Line, frame: _Frame) -> bool:
    line = group[-1]
    if _is_centred(line, frame) and _is_centred(after, frame):
        return False
    shift = after.left - line.left
    is_first = frame.indent > 0 and abs(after.left - frame.left - frame.indent) < 2
    if shift > _INDENT * after.size or (is_first and abs(shift) < 2):
        return not _hangs(group, after) and bool(
            _SENTENCE_END.search(line.text) or _has_room(line, after, frame)
        )
    # Back at the margin: the line before was the first of its paragraph, or all were set in.
    is_back = -shift > _INDENT * after.size and len(group) > 1
    return is_back and abs(group[-2].left - line.left) < _EDGE * line.size


def _hangs(group: Sequence[Line], after: Line) -> bool:
    """Whether the first line begins with a label that the others are set in behind."""
    first = group[0]
    has_label = _BULLET.match(first.text) or _LABEL.match(first.text)
    return len(group) == 1 and bool(has_label) and after.left - first.left < 4 * first.size


def _is_centred(line: Line, frame: _Frame) -> bool:
    left, right = line.left - frame.left, frame.right - line.right
    return left > line.size and abs(left - right) < 0.5 * line.size


def _is_short(line: Line, after: Line, frame: _Frame) -> bool:
    """Whether a line ends its paragraph: it had room for more."""
    if is_broken(line) or not _has_room(line, after, frame):
        return False
    has_end = bool(_SENTENCE_END.search(line.text))
    is_far = line.right - frame.left < 0.6 * (frame.right - frame.left)
    return (has_end and is_far) if frame.has_cells else (has_end or is_far)


def _has_room(line: Line, after: Line, frame: _Frame) -> bool:
    """Whether the first word of the next line would have fitted in a line."""
    return line.right + _measure_start(after) < frame.right


def _measure_start(line: Line) -> float:
    """Measure the room that the first word of a line and a space take.

    Chinese may break before nearly any character, but a row of marks must not begin a line.
    """
    word = _WORD.match(line.text)
    if line.is_han or not word:
        return 2.5 * line.size
    return len(word[0]) / len(line.text) * line.width + 0.6 * line.size


def continues(block: Block, after: Block) -> bool:
    """Whether a paragraph goes on in the first block of the next column or page.

    Args:
        block: the last one of a column.
        after: the first one of the next.
    """
    if not is_open(block) or block.cell != after.cell or block.is_bold != after.is_bold:
        return False
    if abs(block.size - after.size) > _OTHER_SIZE * block.size:
        return False
    last, first = block.lines[-1], after.lines[0]
    if _measure_start(first) < block.room:
        return False
    if is_broken(last) or first.text[:1].islower():
        return True
    # A capital or a Chinese character may begin a paragraph: then only an indentation tells.
    is_same = last.is_han == first.is_han or not first.text[:1].isalpha()
    return is_same and not after.is_start and not _BULLET.match(first.text)
