"""The structure of a text that the rules of splitting look at: pairs, addresses, list labels.

Place in the flow: Document → Segment, under `scanning`. A `Scan` is made once for a text, in time
linear in its length; every question to it looks at a bounded stretch.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from aligner.splitting.enclosures import Pair, Shape, find_pairs

HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003ffff"
STRONG = "。｡！？!?‼⁇⁈⁉؟۔।॥"
CLOSERS = frozenset("”’」』）)】]］〕｝}》〉›")
OPENERS = frozenset("“‘「『（(【[［〔｛{《〈«„")
QUOTES = frozenset("”’」』\"＂'»›“«")
DASHES = frozenset("—–―")
_WORD = re.compile(r"\w")
_LABEL = re.compile(r"([\[〔［])(\d{1,3})[\]〕］]|[①-⑳㉑-㉟㊱-㊿❶-❿]")
_URL = re.compile(r"(?:https?://|ftp://|www\.)[!-~]*[A-Za-z0-9/_~=&%#+-]")


class Finality(StrEnum):
    """How a run of punctuation ends a sentence."""

    STRONG = "strong"
    ELLIPSIS = "ellipsis"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of sentence-final punctuation with all that clings to it; offsets in characters.

    Args:
        opening: where the sentence before it starts.
        start: first character of the run.
        stop: behind the run.
        end: behind the closing marks, notes and bracketed remarks that stay with the sentence.
        resume: next character that is no space; the length of the text if there is none.
    """

    opening: int
    start: int
    stop: int
    end: int
    resume: int

    @property
    def has_gap(self) -> bool:
        """Whether white space follows."""
        return self.resume > self.end


@dataclass(frozen=True, slots=True)
class Reach:
    """How long an enclosed passage may be, in characters, to be kept in one piece.

    Args:
        bracket: of brackets and titles; longer ones are split inside.
        quote: of quotations inside a sentence that goes on behind them.
        remark: of a bracketed remark without a full stop behind a sentence, such as a credit.
        datelines: how a bracket ends that opens a report and is no such remark.
        heralds: how a sentence ends that announces a list.
    """

    bracket: int
    quote: int
    remark: int
    datelines: tuple[str, ...] = ()
    heralds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """A text with its structure, looked up once.

    Args:
        text: the text.
        reach: limits of what is kept in one piece.
        pairs: its pairs of brackets and quotation marks.
        closing: closing mark → pair.
        opened: opening mark → pair.
        kept: brackets and titles, outermost, apart: (start, stop).
        spoken: quotations, outermost, apart.
        links: web addresses, as (start, stop) of the characters inside.
        items: labels such as ① and [1] that open the items of a list and are no notes.
    """

    text: str
    reach: Reach
    pairs: tuple[Pair, ...]
    closing: dict[int, Pair]
    opened: dict[int, Pair]
    kept: tuple[tuple[int, int], ...]
    spoken: tuple[tuple[int, int], ...]
    links: tuple[tuple[int, int], ...]
    items: frozenset[int]

    def at(self, place: int) -> str:
        """Return the character at an offset, "" outside of the text."""
        return self.text[place] if 0 <= place < len(self.text) else ""

    def finality_of(self, mark: Mark) -> Finality:
        """Classify the run: any strong mark makes it strong, a lone dot is a period."""
        run = self.text[mark.start : mark.stop]
        if any(character in STRONG for character in run):
            return Finality.STRONG
        return Finality.PERIOD if run in {".", "．"} else Finality.ELLIPSIS

    def is_kept(self, mark: Mark) -> bool:
        """Tell whether the run stands inside a bracket, title or address that is kept whole."""
        pair = _covering(self.kept, mark.start)
        if pair and (pair[1] >= mark.end or self.text[pair[0]] in "《〈"):
            return True
        link = _covering(self.links, mark.start)
        return bool(link and link[1] >= mark.stop)

    def is_spoken(self, mark: Mark) -> bool:
        """Tell whether the run stands inside a quotation that goes on."""
        pair = _covering(self.spoken, mark.start)
        return bool(pair and pair[1] >= mark.end)

    def find_closed(self, mark: Mark) -> Pair | None:
        """Return the outermost pair that is closed directly behind the run."""
        for place in range(min(mark.end, mark.stop + 12) - 1, mark.stop - 1, -1):
            if place in self.closing and self.closing[place].start < mark.start:
                return self.closing[place]
        return None

    def is_bare(self, mark: Mark, pair: Pair) -> bool:
        """Tell whether a pair encloses nothing but the run, as in […] and (!)."""
        return not _WORD.search(self.text, pair.start, mark.start)

    def starts_sentence(self, place: int) -> bool:
        """Tell whether nothing but a sentence's end, or nothing, stands before an offset."""
        before = place - 1
        while (
            before >= 0
            and place - before < 12
            and (
                self.text[before].isspace()
                or self.text[before] in OPENERS
                or self.text[before] in QUOTES
                or self.text[before] in CLOSERS
            )
        ):
            before -= 1
        return before < 0 or self.text[before] in STRONG or self.text[before] in ".．…⋯"


def scan_text(text: str, reach: Reach) -> Scan:
    """Look up the pairs and addresses of a text."""
    pairs = tuple(find_pairs(text))
    return Scan(
        text=text,
        reach=reach,
        pairs=pairs,
        closing={pair.stop: pair for pair in pairs},
        opened={pair.start: pair for pair in pairs},
        kept=_outermost(p for p in pairs if p.shape != Shape.QUOTE and p.length <= reach.bracket),
        spoken=_outermost(p for p in pairs if p.shape == Shape.QUOTE and p.length <= reach.bracket),
        links=tuple((found.start() - 1, found.end()) for found in _URL.finditer(text)),
        items=_find_items(text, reach.heralds),
    )


def _find_items(text: str, heralds: tuple[str, ...]) -> frozenset[int]:
    """Find the labels of lists: the first opens the text or follows a colon, the rest count up."""
    items: set[int] = set()
    latest: dict[str, int] = {}
    for found in _LABEL.finditer(text):
        kind = found.group(1) or "○"
        number = int(found.group(2) or unicodedata.numeric(found.group()))
        before = text[max(0, found.start() - 8) : found.start()].rstrip()
        first = not before or before.endswith((":", "："))
        if first or latest.get(kind) == number - 1 or before.rstrip("。").endswith(heralds):
            items.add(found.start())
            latest[kind] = number
    return frozenset(items)


def _covering(intervals: tuple[tuple[int, int], ...], place: int) -> tuple[int, int] | None:
    index = bisect_left(intervals, (place, 0)) - 1
    if index < 0:
        return None
    start, stop = intervals[index]
    return (start, stop) if start < place < stop else None


def _outermost(pairs: Iterable[Pair]) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for pair in pairs:
        if not kept or pair.start > kept[-1][1]:
            kept.append((pair.start, pair.stop))
    return tuple(kept)
