"""Subtitles (.srt, .vtt) → paragraphs: captions that one sentence runs through are joined.

Whether captions are joined is decided by how the file is punctuated: where sentences end with a
stop, a caption without one goes on in the next. Captions that hold a Chinese and an English line
are rows of both languages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise

from aligner.errors import AlignerError
from aligner.reading.encoding import decode
from aligner.reading.formats.bilingual import choose_joint
from aligner.reading.formats.captions import Caption, CaptionLine, parse_captions
from aligner.reading.formats.plain import make_reading
from aligner.reading.records import Change, Reading, Source
from aligner.reading.scripts import LATIN_WORD, is_han_text
from aligner.records import Paragraph
from tmx.errors import TmxError
from tmx.language import normalise_tag

ROLLING = "rolling-captions"
"""Name of the rule that leaves out the lines which automatic captions show twice."""

_CLOSERS = "\"'”’」』）)】\\]"
_END = re.compile(rf"[.!?…。！？♪♫～~][{_CLOSERS}]*$|[)）\]】]$")
_STOP = re.compile(rf"[.。][{_CLOSERS}]*$")
_TRAILING = re.compile(r"(?:\.\.\.|…|—|--)$")
_OPEN = re.compile("[,;:，；：、]$")
_CAPITAL = re.compile(r"[\W\d_]*+(?!I\b)[A-Z\u00c0-\u00de]")
_RESUMING = re.compile(r"(?:\.\.\.|…|—|--)?\s*[a-z]")
# A new speaker, a sound, a song.
_NEW = re.compile(r"[-–—‐]\s*[^\d\s]|[\[(（【♪♫]|>>")
_SPEAKER = re.compile(r"[-–—‐]\s*[^\d\s.\-–—‐]")
_MIN_STOPS = 0.15
_MIN_BILINGUAL = 0.5
_MIN_ROLLING = 0.5
_MIN_GROWING = 0.25
_LEAST_GROWING = 2
_LONGEST_GAP = 2000
_LONGEST_OVERLAP = 10_000
_MOST_JOINED = 12
# More captions than any film has.
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class _Row:
    """One or more captions: the parts of each language ("" where there is only one).

    Args:
        parts: texts with the line each begins in; a speaker's turn is a part.
        order: of its first caption in the file, from 1.
        end: of its last caption; None if unknown.
        voice: of its last caption.
        size: how many captions.
    """

    parts: Mapping[str, tuple[CaptionLine, ...]]
    order: int
    start: int | None
    end: int | None
    voice: str
    size: int = 1


def read_subtitles(source: Source) -> Reading:
    """Read SubRip or WebVTT.

    Raises:
        AlignerError: see `decode`; or there are no captions.
    """
    decoded = decode(source.data, encoding=source.encoding)
    parsed = parse_captions(decoded.text)
    # How a file is made shows in its beginning; the rest is never held as captions.
    sample = tuple(islice(parsed.captions, _SAMPLE))
    if not sample:
        raise AlignerError(
            "there is no caption, such as “00:00:01,000 --> 00:00:02,000” with text under it: "
            "check the file, or rename it to end in .txt if it is plain text"
        )
    captions: Iterator[Caption] = chain(sample, parsed.captions)
    changes: list[Change] = []
    if source.drops(ROLLING) and _is_rolling(sample):
        captions = _unroll(captions, changes)
    if _is_bilingual(tuple(_merge_simultaneous(sample))):
        captions, make_row = _merge_simultaneous(captions), _make_bilingual_row
    else:
        make_row = _make_row
    languages = _find_punctuated([make_row(caption, 0) for caption in sample])
    rows = (make_row(caption, order) for order, caption in enumerate(captions, start=1))
    paragraphs = tuple(_make_paragraphs(_join_rows(rows, languages), _normalise(parsed.language)))
    return replace(make_reading(source, decoded, paragraphs), changes=tuple(changes))


def _normalise(tag: str) -> str:
    try:
        return normalise_tag(tag) if tag else ""
    except TmxError:
        return ""


def _is_rolling(captions: Sequence[Caption]) -> bool:
    """Whether captions roll: each shows the last line of the one before it again.

    A song repeats whole captions; where they roll, new lines come below the repeated ones.
    """
    pairs = list(pairwise(captions))
    repeats = [after for before, after in pairs if _is_repeat(before, after)]
    growing = sum(len(after.lines) > 1 for after in repeats)
    return len(repeats) >= _MIN_ROLLING * len(pairs) and growing >= max(
        _LEAST_GROWING, _MIN_GROWING * len(pairs)
    )


def _unroll(captions: Iterable[Caption], changes: list[Change]) -> Iterator[Caption]:
    """Leave out the lines that were shown in the caption before, and add what went to `changes`."""
    before: Caption | None = None
    for caption in captions:
        lines = caption.lines
        if before and _is_repeat(before, caption):
            reason = "shown in the caption before"
            changes.append(Change(ROLLING, lines[0].number, lines[0].text, reason=reason))
            lines = lines[1:]
        if lines:
            yield replace(caption, lines=lines)
        before = caption


def _is_repeat(before: Caption, after: Caption) -> bool:
    return before.lines[-1].text == after.lines[0].text


def _merge_simultaneous(captions: Iterable[Caption]) -> Iterator[Caption]:
    """Merge a Chinese and an English caption that are shown at the same time."""
    before: Caption | None = None
    for caption in captions:
        if before and _is_counterpart(before, caption):
            before = replace(before, lines=before.lines + caption.lines)
            continue
        if before:
            yield before
        before = caption
    if before:
        yield before


def _is_counterpart(before: Caption, after: Caption) -> bool:
    if before.start is None or (before.start, before.end) != (after.start, after.end):
        return False
    return {_find_script(line.text) for line in before.lines} - {""} != {
        _find_script(line.text) for line in after.lines
    } - {""} and len(before.lines) < 8


def _find_script(text: str) -> str:
    """Return "zh" or "en" by the letters of a line; "" if it has none."""
    if not text.isascii() and is_han_text(text):
        return "zh"
    return "en" if LATIN_WORD.search(text) else ""


def _is_bilingual(captions: Sequence[Caption]) -> bool:
    scripts = [{_find_script(line.text) for line in caption.lines} - {""} for caption in captions]
    told = [found for found in scripts if found]
    return sum(len(found) == 2 for found in told) > _MIN_BILINGUAL * len(told)


def _make_row(caption: Caption, order: int) -> _Row:
    parts = {"": _join_lines(caption.lines)}
    return _Row(parts, order, caption.start, caption.end, caption.voice)


def _make_bilingual_row(caption: Caption, order: int) -> _Row:
    """Sort the lines of a caption by language; one without letters belongs to its neighbour."""
    told = [_find_script(line.text) for line in caption.lines]
    languages: dict[str, list[CaptionLine]] = {}
    known = next(filter(None, told), "")
    for line, script in zip(caption.lines, told, strict=True):
        known = script or known
        languages.setdefault(known or "zh", []).append(line)
    parts = {language: _join_lines(lines) for language, lines in languages.items()}
    return _Row(parts, order, caption.start, caption.end, caption.voice)


def _join_lines(lines: Sequence[CaptionLine]) -> tuple[CaptionLine, ...]:
    """Join the lines of a caption to its parts: a dash at a line's start is another speaker."""
    parts: list[CaptionLine] = []
    for line in lines:
        if parts and not _SPEAKER.match(line.text):
            parts[-1] = _join(parts[-1], line)
        else:
            parts.append(line)
    return tuple(parts)


def _join(before: CaptionLine, after: CaptionLine) -> CaptionLine:
    joint = choose_joint(before.text, after.text)
    return CaptionLine(f"{before.text}{joint}{after.text}", before.number)


def _find_punctuated(rows: Sequence[_Row]) -> tuple[str, ...]:
    """Find the languages whose sentences end with a stop."""
    return tuple(language for language in ("", "zh", "en") if _is_punctuated(rows, language))


def _join_rows(rows: Iterable[_Row], punctuated: Sequence[str]) -> Iterator[_Row]:
    """Join the rows that a sentence runs through, in the languages that are punctuated."""
    before: _Row | None = None
    for row in rows:
        if before and _is_near(before, row) and _goes_on(before, row, punctuated):
            before = _merge(before, row, punctuated)
            continue
        if before:
            yield before
        before = row
    if before:
        yield before


def _is_punctuated(rows: Iterable[_Row], language: str) -> bool:
    ends = [row.parts[language][-1].text for row in rows if language in row.parts]
    return bool(ends) and sum(map(bool, map(_STOP.search, ends))) >= _MIN_STOPS * len(ends)


def _is_near(before: _Row, after: _Row) -> bool:
    """Whether two rows may hold one sentence: soon after each other, and one speaker."""
    if before.size >= _MOST_JOINED or (after.voice and after.voice != before.voice):
        return False
    if before.end is None or after.start is None:
        return True
    return -_LONGEST_OVERLAP <= after.start - before.end <= _LONGEST_GAP


def _goes_on(before: _Row, after: _Row, languages: Iterable[str]) -> bool:
    return any(_runs_through(before, after, language) for language in languages)


def _runs_through(before: _Row, after: _Row, language: str) -> bool:
    """Whether the sentence at the end of a row goes on in the next one."""
    if language not in before.parts or language not in after.parts:
        return False
    end, start = before.parts[language][-1].text, after.parts[language][0].text
    if _TRAILING.search(end):
        return bool(_RESUMING.match(start))
    if _NEW.match(start):
        return False
    # A sign in capitals is no part of what is said.
    if _END.search(end) or end.isupper() != start.isupper():
        return False
    # A title ends without a mark: a capital begins something new, but for “I” and behind a comma.
    return end.isupper() or bool(_OPEN.search(end)) or not _CAPITAL.match(start)


def _merge(before: _Row, after: _Row, punctuated: Sequence[str]) -> _Row:
    parts = dict(before.parts)
    for language, added in after.parts.items():
        if language in punctuated:
            is_one = _runs_through(before, after, language)
        else:
            # Without stops, the sentence ends where it does in the other language.
            is_one = language in parts and not _NEW.match(added[0].text)
        parts[language] = _chain(parts.get(language, ()), added, is_one=is_one)
    size = before.size + after.size
    return replace(before, parts=parts, end=after.end, voice=after.voice, size=size)


def _chain(
    parts: tuple[CaptionLine, ...], added: tuple[CaptionLine, ...], *, is_one: bool
) -> tuple[CaptionLine, ...]:
    if not is_one:
        return parts + added
    return (*parts[:-1], _join(parts[-1], added[0]), *added[1:])


def _make_paragraphs(rows: Iterable[_Row], stated: str) -> Iterator[Paragraph]:
    for row in rows:
        for language, parts in row.parts.items():
            number = row.order if language else None
            for part in parts:
                yield Paragraph(part.text, part.number, language=language or stated, row=number)
