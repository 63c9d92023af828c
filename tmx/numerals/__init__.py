"""Numbers in Chinese and English text, as values that compare across the two languages.

The flow: text → tokens (`scan`) → quantities (`quantities`, with the grammars in `chinese` and
`english`) → numbers with their kind (`kinds`). Every step is linear in the length of the text.
"""

from tmx.numerals.kinds import name_numbers
from tmx.numerals.quantities import find_quantities
from tmx.numerals.records import Number, NumberKind
from tmx.numerals.scan import scan_text

__all__ = ["Number", "NumberKind", "find_numbers"]


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a Chinese, English or mixed text.

    Read are Arabic digits (1,234.5; full-width too), Chinese numerals (三十, 两万五, 二〇二五,
    1亿2000万), English number words (thirty-five, two hundred and fifty thousand, 3.5 million),
    percentages (35%, 百分之三十五, 七成), fractions (三分之一, one-third), ordinals from the third
    on, and the parts of dates (2012年11月15日, 15 November 2012, March 15, 2012-11-15).

    What may be no number is left out rather than guessed: 一 before a classifier and "one" before
    anything but a unit (the article and the pronoun), 第一 and "first", numerals inside words
    (一些, 万一, 十分), "several" (数十, 几百万), bare scale words (千万, "millions"), "May" and
    "March" without a date beside them. Signs are not read: −5 is 5. A year in English is told by
    the word before it ("in 2012"), so compare values first and kinds second.

    Args:
        text: any text; its length costs linear time.

    Returns:
        The numbers in the order of the text; no two overlap.

    >>> [str(number.value) for number in find_numbers("3.5亿 is 350 million")]
    ['350000000', '350000000']
    >>> [(str(each.value), each.kind.value) for each in find_numbers("11月15日，增长百分之三")]
    [('11', 'month'), ('15', 'day'), ('3', 'percent')]
    """
    scan = scan_text(text)
    return name_numbers(scan, find_quantities(scan))
