"""Text → tokens: the first step of finding numbers. One pass, no token is read twice."""

import re
from dataclasses import dataclass
from typing import NamedTuple

# Full-width forms as plain ones, character for character, so that offsets stay.
_WIDTHS = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
    **{code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **dict(zip(map(ord, "％﹪．，－＄￡￥／　\u00a0\u202f\u2009’"), "%%.,-$£¥/    '", strict=True)),
}
CHINESE_NUMERALS = "零〇○一二三四五六七八九十百千万亿两兩萬億壹贰貳叁參肆伍陆陸柒捌玖拾佰仟廿卅"
_UNITS = "百千万亿萬億佰仟"
# Behind a unit 两 is a weight, if no other unit follows: 二十两, but 两万两千.
_CHINESE = (
    f"[{CHINESE_NUMERALS.replace('两', '').replace('兩', '')}]"
    f"|(?<![十拾{_UNITS}])[两兩]|[两兩](?=[{_UNITS}])"
)
# A comma groups digits by three; another comma separates two numbers. A point begins a number (.5)
# where it can belong to nothing before it, as it does in 见附件.5月生效.
_TOKEN = re.compile(
    rf"""(?P<arabic>(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?
        |(?<![^\s(\[（=<>≤≥~～±+\-−–$£€¥])\.[0-9]+(?!\.?[0-9]))
    |(?P<percent>百分之|百分百)
    |(?P<chinese>(?:{_CHINESE})+)
    |(?P<word>[A-Za-z\u00c0-\u024f]+)""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A run of digits, of Chinese numerals or of letters.

    Args:
        kind: "arabic", "chinese", "word", or "percent" for 百分之.
        text: with plain digits and letters.
        start: offset of its first character.
        stop: offset behind its last character.
    """

    kind: str
    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A text with its tokens.

    Args:
        text: with plain digits and letters, as long as the original.
        tokens: in order.
    """

    text: str
    tokens: tuple[Token, ...]

    def get(self, index: int) -> Token | None:
        """Return a token, or None before the first and after the last."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def gap(self, index: int, limit: int = 16) -> str | None:
        """Return what stands before a token and after the one before it.

        Args:
            index: number of the token.
            limit: None is returned for a longer gap, so that no text is copied twice.
        """
        if not 0 < index < len(self.tokens):
            return None
        start, stop = self.tokens[index - 1].stop, self.tokens[index].start
        return self.text[start:stop] if stop - start <= limit else None

    def after(self, offset: int, length: int = 12) -> str:
        """Return the characters from an offset on."""
        return self.text[offset : offset + length]

    def before(self, offset: int, length: int = 4) -> str:
        """Return the characters up to an offset."""
        return self.text[max(0, offset - length) : offset]


def scan_text(text: str) -> Scan:
    """Find the tokens of a text in which numbers may stand.

    >>> [token.text for token in scan_text("１,２３４ people in 3.5亿").tokens]
    ['1,234', 'people', 'in', '3.5', '亿']
    """
    plain = text.translate(_WIDTHS)
    return Scan(
        plain,
        tuple(
            Token(match.lastgroup or "", match[0], *match.span())
            for match in _TOKEN.finditer(plain)
        ),
    )
