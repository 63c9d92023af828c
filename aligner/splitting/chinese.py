"""Where sentences end in Chinese, simplified and traditional, full- and half-width.

Place in the flow: Document → Segment, called by `split_text`. 。！？ end a sentence together with
the quotation marks, brackets and notes behind them; ； ： ， never do. A quotation or bracket in
the middle of a clause ends its sentence only with 。. Latin words keep the English rules.
Source: GB/T 15834-2011, 4.1–4.3 (sentence-final marks), 4.8 (quotation marks), 4.9 (brackets).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from aligner.splitting.enclosures import Pair, Shape
from aligner.splitting.english import is_sentence_opening, latin_rule
from aligner.splitting.lexicon import ChineseLexicon, get_chinese
from aligner.splitting.scanning import Rule, find_spans
from aligner.splitting.structure import HAN, OPENERS, Finality, Mark, Reach, Scan, scan_text

_HAN = re.compile(rf"[{HAN}]")
_CONTINUING = frozenset("，、；：,;:。．.！？!?…⋯”’」』）)】》〉—–－·/")
_QUOTE_OPENERS = frozenset("“‘「『\"＂'《〈")
_CHAIN = 6
_CLAUSE, _HALF_CLAUSE = 12, 6
_ENUMERATION = re.compile(r"、[^，。；]{0,12}\Z")


def split_chinese(text: str) -> list[tuple[int, int]]:
    """Split a Chinese text.

    Args:
        text: one paragraph; any length.

    Returns:
        (start, stop) of each sentence, in characters.

    >>> split_chinese("他说：“停火已经开始。”随后离开。")
    [(0, 12), (12, 17)]
    """
    lexicon = get_chinese()
    reach = Reach(
        bracket=160,
        quote=40,
        remark=40,
        datelines=lexicon.dateline_ends,
        heralds=lexicon.list_heralds,
    )
    rules = _ChineseRules(lexicon, latin_rule(text), "。" in text)
    return find_spans(scan_text(text, reach), rules.ends_sentence)


@dataclass(frozen=True, slots=True)
class _ChineseRules:
    """The rules for one text.

    Args:
        lexicon: word lists.
        latin: the rule for runs between Latin words.
        has_full_stop: whether the text uses 。, so that ． between characters is a name's dot.
    """

    lexicon: ChineseLexicon
    latin: Rule
    has_full_stop: bool

    def ends_sentence(self, scan: Scan, mark: Mark) -> bool:
        if scan.text[mark.resume] in _CONTINUING or scan.is_kept(mark):
            return False
        finality = scan.finality_of(mark)
        if finality == Finality.PERIOD and not self._ends_at_period(scan, mark):
            return False
        if self._is_latin(scan, mark):
            return self.latin(scan, mark)
        pair = scan.find_closed(mark)
        if pair:
            return self._ends_with_pair(scan, mark, pair)
        if finality == Finality.ELLIPSIS:
            return self._ends_at_ellipsis(scan, mark)
        return True

    def _is_latin(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether Latin text stands on both sides of a half-width run."""
        before, following = scan.at(mark.start - 1), scan.at(mark.resume)
        if scan.text[mark.start] in "。！？…⋯｡．":
            return False
        if following in OPENERS or following in "\"'":
            following = scan.at(mark.resume + 1)
        return before.isascii() and before.isalnum() and following.isascii()

    def _ends_at_period(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether a lone dot can be a full stop at all."""
        before, following = scan.at(mark.start - 1), scan.text[mark.resume]
        free = mark.has_gap or mark.end > mark.stop
        if before.isdigit():
            year = scan.text[max(0, mark.start - 4) : mark.start].isdigit() and mark.start >= 4
            return free and year
        if before.isalpha() and before.isascii():
            return self._ends_latin_word(scan, mark)
        if free or following in _QUOTE_OPENERS:
            return True
        return bool(_HAN.match(following)) and not self._is_name_dot(scan, mark)

    def _ends_latin_word(self, scan: Scan, mark: Mark) -> bool:
        if not is_sentence_opening(scan.text, mark.resume):
            return False
        return self.latin(scan, mark)

    def _is_name_dot(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether a dot joins the parts of a foreign name, as in 约翰.史密斯."""
        if scan.text[mark.start] == "．" and self.has_full_stop:
            return True
        sides = {scan.at(mark.start - 1), scan.at(mark.stop)}
        return sides <= self.lexicon.transliteration

    def _ends_with_pair(self, scan: Scan, mark: Mark, pair: Pair) -> bool:
        text, place = scan.text, mark.resume
        inside = not scan.starts_sentence(pair.start)
        if pair.shape != Shape.QUOTE:
            closed = not inside or self._has_full_stop(scan, mark)
            return closed and not scan.is_bare(mark, pair)
        if self._is_listed(scan, pair) or text.startswith(self.lexicon.continuations, place):
            return False
        if _said().match(text, place):
            return False
        if inside and not self._is_speech(scan, pair):
            follows = text.startswith(self.lexicon.embedded_continuations, place)
            return (self._has_full_stop(scan, mark) or mark.has_gap) and not follows
        return True

    def _has_full_stop(self, scan: Scan, mark: Mark) -> bool:
        run = scan.text[mark.start : mark.stop]
        return any(character in "。｡.．" for character in run)

    def _is_speech(self, scan: Scan, pair: Pair) -> bool:
        """Tell whether a colon, comma, dash or verb of saying introduces the quotation."""
        before = scan.text[max(0, pair.start - 6) : pair.start].rstrip()
        return before.endswith((":", "：", ",", "，", "—", *self.lexicon.speech_verbs))

    def _is_listed(self, scan: Scan, pair: Pair) -> bool:
        """Tell whether further quotations follow as a list: “停火！”“和平！”和“撤军！”."""
        place, joined = pair.stop + 1, False
        for _ in range(_CHAIN):
            behind = self._skip_conjunction(scan.text, place)
            joined = joined or behind > place
            following = scan.opened.get(behind)
            if not following or following.shape == Shape.BRACKET:
                break
            place = following.stop + 1
        chained = place > pair.stop + 1
        tail = scan.text[place : place + 1]
        inside = not scan.starts_sentence(pair.start)
        return chained and (joined or (tail in "，。；、的" if tail else inside))

    def _skip_conjunction(self, text: str, place: int) -> int:
        for word in self.lexicon.conjunctions:
            if text.startswith(word, place):
                return place + len(word)
        return place

    def _ends_at_ellipsis(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether …… ends a sentence: not in speech, a list or a hesitation."""
        text, following = scan.text, scan.text[mark.resume]
        if following in self.lexicon.after_ellipsis or scan.is_spoken(mark):
            return False
        if following == scan.at(mark.start - 1):
            return False
        clause = text[max(mark.opening, mark.start - _CLAUSE) : mark.start]
        return len(clause) >= _HALF_CLAUSE and not _ENUMERATION.search(clause)


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    """Return the expression for 普京说。 behind a quotation."""
    lexicon = get_chinese()
    verbs = "|".join(map(re.escape, lexicon.speech_verbs))
    negations = "".join(sorted(lexicon.no_speech_after))
    return re.compile(
        rf"[^。！？…，、；：“”「」『』\"()（）\n]{{0,16}}?(?<![{negations}])(?:{verbs})"
        r"(?=[。，！…,]|\.(?!\d)|[着著](?:[。！…]|，[“‘「『])|\Z)"
    )
