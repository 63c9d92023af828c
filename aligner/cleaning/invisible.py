"""Characters without width that no reader sees, where they do no work.

They do some inside emoji, in scripts whose letters join or whose words are not spaced, and where
a text runs from right to left; a variation selector chooses the form of what stands before it.
"""

import re
from collections.abc import Iterator, Sequence

from aligner.cleaning.records import Find, Rule
from aligner.records import Paragraph

_RUN = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]+"
)
_JOINERS = "\u200c\u200d\u034f"
_BREAKS = "\u200b\u2060"
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Of ASCII, the keys of a telephone alone have another form.
_BASE = re.compile(r"[0-9#*]|[^\x00-\x7f\s\ufffc]")
_TAG = re.compile("[\U000e0020-\U000e007f]")
_FLAG = "\U0001f3f4"
_EMOJI = re.compile("[\u00a9\u00ae\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]")
# Hebrew to Burmese, Khmer and Mongolian, the scripts of South and South-East Asia, and others
# whose letters join.
_JOINING = re.compile(
    "[\u0590-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def _find_invisible(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    for index, paragraph in enumerate(paragraphs):
        if paragraph.text.isascii():
            continue
        for match in _RUN.finditer(paragraph.text):
            for start, stop in _find_idle(paragraph.text, match):
                yield Find(index, start, stop)


def _find_idle(text: str, run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a run of invisible characters that do no work."""
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    start = None
    for place in range(run.start(), run.end()):
        if _works(text, place, place == run.start(), before, after):
            if start is not None:
                yield start, place
            start = None
        elif start is None:
            start = place
    if start is not None:
        yield start, run.end()


def _works(text: str, place: int, is_first: bool, before: str, after: str) -> bool:
    """Whether an invisible character works between the visible ones beside its run."""
    character = text[place]
    if character in _JOINERS:
        is_emoji = character == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after)
        return bool(is_emoji or _JOINING.match(before))
    if character in _BREAKS:
        return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
    if character in _DIRECTIONS:
        return bool(_RIGHT_TO_LEFT.search(text))
    if _SELECTOR.match(character):
        return is_first and bool(_BASE.match(before))
    return bool(_TAG.match(character)) and before == _FLAG


ZERO_WIDTH_CHARACTERS = Rule(
    "zero-width-characters", "a character without width that nobody sees", _find_invisible
)
