"""Memories of a few texts, and pairs of texts that differ in one way, by the hundred."""

import random
from datetime import UTC, datetime

from tmx import ReadReport, TranslationUnit, Variant
from tmx.memory.records import Side, StoredUnit
from tmx.memory.transfer.adding import add_unit
from tmx.memory.transfer.importing import ImportOptions, import_units

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Units:
    """A source of units that stand in a list."""

    header = None
    report = ReadReport(0)

    def __init__(self, units):
        self._units = units

    def __iter__(self):
        return iter(self._units)


def fill(memory, pairs, tags=("zh-CN", "en-GB")):
    """Import pairs of texts."""
    units = [
        TranslationUnit(tuple(Variant(tag, text) for tag, text in zip(tags, pair, strict=True)))
        for pair in pairs
    ]
    import_units(memory, Units(units), ImportOptions(origin="test", moment=NOW))


def add(
    memory,
    chinese,
    english,
    *,
    tags=("zh-CN", "en-GB"),
    tuid=None,
    content=(),
    props=(),
    **facts,
):
    """Add one unit."""
    variants = Variant(tags[0], chinese, content=content), Variant(tags[1], english)
    unit = TranslationUnit(variants, tuid, props=props)
    return add_unit(memory, unit, origin="test", moment=NOW, **facts)


def make_unit(text, side=Side.FIRST, *, tags=("zh-CN", "en-GB"), tuid=None, **facts):
    """Make a unit as a memory gives it, with a text on a side."""
    texts = (text, "translation") if side == Side.FIRST else ("原文", text)
    variants = tuple(Variant(tag, each) for tag, each in zip(tags, texts, strict=True))
    return StoredUnit(1, TranslationUnit(variants, tuid), Side.FIRST, 1, **facts)


DIGITS = "零一二三四五六七八九"
FRAMES = {
    Side.FIRST: (
        "第{}条适用于本合同。",
        "须在{}个工作日内以书面形式答复对方。",
        "《办法》共{}章，自公布之日起施行。",
        "双方同意支付{}元作为定金，余款另行结算。",
        "该船载有{}名船员，全部获救。",
    ),
    Side.SECOND: (
        "Article {} applies to this contract.",
        "A reply is due within {} working days, in writing.",
        "The parties agree to pay {} yuan in advance.",
        "All {} sailors on board were rescued.",
    ),
}
ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ONES = [*ONES.split(), "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def write_chinese(number):
    """Write a number below 10,000 in Chinese."""
    written = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += DIGITS[digit] + sign
        elif written and number % unit:
            written = written.rstrip("零") + "零"
    return written.removeprefix("一") if 10 <= number < 20 else written


def write_english(number):
    """Write a number below 1,000 in English."""
    if number >= 100:
        rest = number % 100
        hundreds = f"{ONES[number // 100 - 1]} hundred"
        return f"{hundreds} and {write_english(rest)}" if rest else hundreds
    if number >= 20:
        tens = TENS[number // 10 - 2]
        return f"{tens}-{ONES[number % 10 - 1]}" if number % 10 else tens
    return ONES[number - 1]


def write_all(number, side):
    """Write a number in every way that a side knows."""
    wide = str(number).translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    words = write_chinese(number) if side == Side.FIRST else write_english(number)
    return [str(number), f"{number:,}", wide, words]


def make_numbers(count, *, are_equal, seed=6):
    """Make pairs of texts with one number each, written in any way."""
    draw = random.Random(seed)
    while count:
        side = draw.choice(list(Side))
        one, two = (draw.randint(11, 999) for _ in range(2))
        two = one if are_equal else two
        frame = draw.choice(FRAMES[side])
        texts = tuple(frame.format(draw.choice(write_all(n, side))) for n in (one, two))
        if (one == two) == are_equal and texts[0] != texts[1]:
            count -= 1
            yield side, *texts


MONTHS = "January February March April May June July August September October November December"


def write_dates(year, month, day, side):
    """Write a date in every way that a side knows."""
    if side == Side.SECOND:
        name = MONTHS.split()[month - 1]
        return [f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}"]
    numerals = f"{''.join('〇一二三四五六七八九'[int(n)] for n in str(year))}年"
    numerals += f"{write_chinese(month)}月{write_chinese(day)}日"
    return [f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}", numerals]


def make_dates(count, *, are_equal, seed=7):
    """Make pairs of texts with one date each; two differ in the year, the month, the day or two."""
    draw = random.Random(seed)
    frames = {
        Side.FIRST: ("本协议于{}签署，一式两份。", "会议定于{}在北京举行"),
        Side.SECOND: ("This agreement was signed on {}.", "The meeting of {} took place."),
    }
    while count:
        side = draw.choice(list(Side))
        one = [draw.randint(1950, 2050), draw.randint(1, 12), draw.randint(1, 28)]
        two = list(one)
        if not are_equal:
            place = draw.randrange(3)
            two[place] = draw.randint(1, 12) + (1950 if place == 0 else 0)
            if draw.random() < 0.2 and one[2] <= 12:
                two = [one[0], one[2], one[1]]
        frame = draw.choice(frames[side])
        texts = tuple(frame.format(draw.choice(write_dates(*each, side))) for each in (one, two))
        if (one == two) == are_equal and texts[0] != texts[1]:
            count -= 1
            yield side, *texts


DENIED = {
    Side.FIRST: [
        ("可以", "不可以"), ("能够", "不能"), ("已", "未"), ("有权", "无权"), ("会", "不会"),
        ("必须", "不得"), ("应当", "不应当"), ("曾", "从未"), ("有法", "没有办法"), ("请", "请勿"),
    ],
    Side.SECOND: [
        ("can", "cannot"), ("can", "can't"), ("may", "may not"), ("always", "never"),
        ("will", "won’t"), ("shall", "shall not"), ("did", "did not"), ("must", "mustn't"),
    ],
}  # fmt: skip
SUBJECTS = {
    Side.FIRST: ("甲方", "乙方", "承租人", "该公司", "當事人", "非洲國家", "无论谁"),
    Side.SECOND: ("The tenant", "Either party", "Not only he", "The company", "No. 5"),
}
ENDS = {
    Side.FIRST: (
        "在期限内提出异议。",
        "转让其权利和义务",
        "非常清楚地说明理由！",
        "进入未来的市场。",
    ),
    Side.SECOND: ("transfer its rights.", "enter the building", "explain this, no doubt."),
}


def make_negations(count, seed=8):
    """Make pairs of texts of which one denies what the other says."""
    draw = random.Random(seed)
    for _ in range(count):
        side = draw.choice(list(Side))
        begin, end = draw.choice(SUBJECTS[side]), draw.choice(ENDS[side])
        space = "" if side == Side.FIRST else " "
        pair = [space.join((begin, each, end)) for each in draw.choice(DENIED[side])]
        draw.shuffle(pair)
        yield side, *pair


TEXTS = {
    Side.FIRST: (
        "美国总统说：“我们的关税政策不会改变”，会议随后结束。",
        "根据《劳动法》第12条(二)，报名须于3月5日前完成；逾期无效！",
        "台湾问题、香港问题和澳门问题，𠀀都在议程上。",
        "他问：“你听过‘一国两制’吗？”",
    ),
    Side.SECOND: (
        '"Our tariffs," the President said, "will not change (for now)."',
        "Article 12 (b) applies; see “Annex 3” – as amended.",
        "He asked: “Have you heard of ‘one country, two systems’?”",
    ),
}
WIDTHS = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {
    chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)
}
QUOTES = [
    ["“", '"', "「", "«", "„"],
    ["”", '"', "」", "»", "“"],
    ["‘", "'", "『"],
    ["’", "'", "』"],
]


def make_changes(count, table, seed=9):
    """Make pairs of texts of which one has other forms of some characters.

    Args:
        count: how many.
        table: the other forms of a character.
        seed: for what is drawn.
    """
    draw = random.Random(seed)
    while count:
        side = draw.choice(list(Side))
        text = draw.choice(TEXTS[side])
        changed = "".join(
            draw.choice(table[each]) if each in table and draw.random() < 0.4 else each
            for each in text
        )
        if changed != text:
            count -= 1
            yield side, text, changed


QUOTE_TABLE = {each: [other for other in row if other != each] for row in QUOTES for each in row}
SCRIPT_TABLE = {
    one: [two]
    for one, two in zip(
        "国总统说们关会议随后结动须报时过无听问题湾门议两",
        "國總統說們關會議隨後結動須報時過無聽問題灣門議兩",
        strict=True,
    )
}
