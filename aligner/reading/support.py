"""Texts that the reading stage refuses: another script, both languages on the same lines.

Each check looks at a whole document, after it was read and before its languages are separated.
"""

import re
from itertools import accumulate

from aligner.errors import AlignerError
from aligner.reading.scripts import (
    ADDRESS,
    HAN_CHARACTER,
    HANGUL_CHARACTER,
    KANA_CHARACTER,
    LATIN_WORD,
    OTHER_LETTER,
    count_han,
)
from aligner.records import Document

_UNIT = re.compile(f"{HAN_CHARACTER.pattern}|{LATIN_WORD.pattern}")
# A line holds both languages if each has this much of it, and they hardly mingle.
_MIN_MIXED = 0.2
_MIN_ORDERED = 1.7


def check_supported(document: Document) -> None:
    """Refuse a text that is mostly in a language other than Chinese or one in Latin letters.

    Raises:
        AlignerError: naming Japanese, Korean or the foreign script.
    """
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    counts = {
        "Japanese": _count_kana(text),
        "Korean": len(HANGUL_CHARACTER.findall(text)),
        "a script other than Chinese and Latin": len(OTHER_LETTER.findall(text)),
    }
    known = count_han(text) + len(LATIN_WORD.findall(text))
    for name, count in counts.items():
        if count and count >= _require_share(count) * (known + count):
            raise AlignerError(
                f"{document.name or 'the text'}: looks like {name} ({count} characters of it), "
                "which is not supported: give Chinese and English, or use --lines"
            )


def _count_kana(text: str) -> int:
    """Count kana; if they are few, hiragana only: Chinese quotes names in katakana."""
    kana = KANA_CHARACTER.findall(text)
    return len(kana) if len(kana) >= 10 else sum("\u3041" <= c <= "\u3096" for c in kana)


def _require_share(count: int) -> float:
    """Return the share of foreign letters that is too much; a quoted word is not."""
    if count < 2:
        return 0.7
    return 0.3 if count < 10 else 0.15


def check_unmixed(document: Document) -> None:
    """Refuse a file in which most of the text is on lines that hold both languages.

    Raises:
        AlignerError: with the number of such lines.
    """
    texts = [ADDRESS.sub(" ", paragraph.text) for paragraph in document.paragraphs]
    sizes = [(float(count_han(text)), 1.6 * len(LATIN_WORD.findall(text))) for text in texts]
    mixed = [
        sum(size)
        for text, size in zip(texts, sizes, strict=True)
        if _has_much_of_both(*size) and _is_ordered(text, *size)
    ]
    if sum(mixed) > 0.5 * sum(map(sum, sizes)):
        found = "1 line holds" if len(mixed) == 1 else f"{len(mixed):,} lines hold"
        raise AlignerError(
            f"{document.name or 'the text'}: {found} both languages on one line: "
            "put each language on lines of its own, or in two files"
        )


def _has_much_of_both(chinese: float, english: float) -> bool:
    return min(chinese, english) >= _MIN_MIXED * (chinese + english) > 0.0


def _is_ordered(text: str, chinese: float, english: float) -> bool:
    """Whether a line is one language up to some point, and the other one from there.

    A sentence with foreign names has them in its middle and goes on in its own language.
    """
    steps = (
        1 / chinese if HAN_CHARACTER.match(unit) else -1.6 / english for unit in _UNIT.findall(text)
    )
    heads = list(accumulate(steps))
    # Shares of the two, 0 to 2, that are on their side of the point; either may be first.
    return 1.0 + max(*heads, -min(heads)) >= _MIN_ORDERED
