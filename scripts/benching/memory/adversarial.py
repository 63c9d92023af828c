"""Pairs of segments that differ in little that matters: none may be called a perfect match.

A stored segment is a phrase, a quoted clause and a code of letters and digits; what is looked up
differs from it in the phrase (a number, a date, a negation) or in how it is written (width,
quotes, script, inline codes).
"""

import itertools
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benching.memory.clauses import Pair
from benching.memory.words import draw_rank, make_name, read_pieces
from tmx import Code
from tmx.content import make_content, text_of
from tmx.orthography import respell
from tmx.records import Content

_NEGATIONS: tuple[tuple[Pair, Pair], ...] = (
    (("可以签字", "you may sign"), ("不可以签字", "you may not sign")),
    (("设备已检查", "the device is checked"), ("设备未检查", "the device is not checked")),
    (("账户有余额", "there is money left"), ("账户没有余额", "there is no money left")),
    (("应当公开", "it can be disclosed"), ("不应当公开", "it cannot be disclosed")),
    (("请打开阀门", "do open the valve"), ("请勿打开阀门", "don't open the valve")),
    (("需要许可", "with a permit"), ("无需许可", "without a permit")),
    (("总是有效", "it always works"), ("从不有效", "it never works")),
    (("他们同意了", "they did agree"), ("他们并非同意了", "they didn’t agree")),
)
_SYMBOLS = (("%", "‰"), ("$", "€"), ("+", "-"), ("≥", "≤"), ("°", "′"), ("±", "+"), ("=", "≠"))
_QUOTES = (("「", "」"), ('"', '"'), ("‘", "’"), ("『", "』"), ("«", "»"), ("„", "“"))
_SPACES = ("\u3000", "\u00a0", "  ", "\u2009", "\u200b")


@dataclass(frozen=True, slots=True)
class Trap:
    """A stored pair and a segment that is not it.

    Args:
        kind: what differs, a key of `FLAGS`.
        side: 0: Chinese is looked up, 1: English.
        stored: the pair in the memory.
        query: what is looked up, without codes.
        content: the same with codes; () if it has none.
    """

    kind: str
    side: int
    stored: Pair
    query: str
    content: Content = ()

    @property
    def shown(self) -> str:
        """The query as OmegaT shows it, with a tag for each code."""
        names = {"bpt": "<b0>", "ept": "</b0>", "ph": "<b1/>"}
        return "".join(
            p if isinstance(p, str) else names[p.name] for p in self.content or [self.query]
        )


def make_traps(clauses: Sequence[Pair], count: int, *, seed: int = 1) -> list[Trap]:
    """Make traps of each kind in turn, for both sides; no query is a stored text.

    Args:
        clauses: what the segments quote.
        count: how many.
        seed: others for another seed.
    """
    random = Random(seed)
    found: list[Trap] = []
    seen: set[str] = set()
    for kind, side in itertools.cycle(itertools.product(FLAGS, (0, 1))):
        if len(found) == count:
            return found
        trap = _make_trap(kind, side, clauses, random)
        texts = {trap.query, *trap.stored} - ({trap.query} if trap.content else set())
        if (trap.content or trap.query != trap.stored[side]) and not texts & seen:
            seen |= texts
            found.append(trap)
    raise AssertionError("unreachable")


def _make_trap(kind: str, side: int, clauses: Sequence[Pair], random: Random) -> Trap:
    make = _PHRASES.get(kind, _make_number)
    (stored, asked), frame = make(random), _make_frame(random.choice(clauses), random)
    texts = (frame[0].format(stored[0]), frame[1].format(stored[1]))
    if kind in _PHRASES:
        return Trap(kind, side, texts, frame[side].format(asked[side]))
    if kind == "inline codes":
        content = _mark_up(texts[side], random)
        return Trap(kind, side, texts, text_of(content), content)
    return Trap(kind, side, texts, _REWRITINGS[kind](texts[side], random))


def _make_frame(clause: Pair, random: Random) -> Pair:
    name, code = make_name(draw_rank(random)), f"XR{random.randrange(100)}"
    sign, _ = random.choice(_SYMBOLS)
    size = str(random.randrange(2, 900))
    size = size + sign if sign in "%°" else sign + size
    chinese = f"{{}}，{name[0]}说：“{clause[0]}”（{code} 型，{size}）。"
    return chinese, f"{{}}, {name[1]} said: “{clause[1]}” (type {code}, {size})."


Phrases = tuple[Pair, Pair]
"""What is stored and what is asked, each in Chinese and English."""


def _make_number(random: Random) -> Phrases:
    first, second = random.sample(range(2, 3000), 2)
    templates = (
        ("第{}条", "article {}"),
        ("共{}人", "{} people in all"),
        ("每吨{}元", "{} yuan a ton"),
        ("第{}.5节", "section {}.5"),
    )
    return _fill(random.choice(templates), (str(first), str(first)), (str(second), str(second)))


def _make_numeral(random: Random) -> Phrases:
    first, second = random.sample(range(2, 100), 2)
    template = ("在{}个工作日内", "within {} working days")
    return _fill(template, _spell(first), _spell(second))


def _rewrite_numeral(random: Random) -> Phrases:
    number = random.randrange(2, 100)
    spelt, figures = _spell(number), (str(number), str(number))
    pairs = (spelt, figures) if random.random() < 0.5 else (figures, spelt)
    return _fill(("在{}个工作日内", "within {} working days"), *pairs)


def _make_date(random: Random) -> Phrases:
    first, second = (
        (random.randrange(1990, 2027), random.randrange(12), random.randrange(1, 29)) for _ in "ab"
    )
    changed = list(first)
    place = random.randrange(3)
    changed[place] = second[place] if second[place] != first[place] else first[place] % 12 + 1
    write = random.choice((_write_date, _write_short))
    return write(*first), write(*changed)


def _write_date(year: int, month: int, day: int) -> Pair:
    name = read_pieces("months")[month]
    return f"{year}年{month + 1}月{day}日", f"on {day} {name} {year}"


def _write_short(year: int, month: int, day: int) -> Pair:
    text = f"{year}-{month + 1:02}-{day:02}"
    return f"自{text}起", f"since {text}"


def _make_negation(random: Random) -> Phrases:
    phrases = random.choice(_NEGATIONS)
    return phrases if random.random() < 0.5 else (phrases[1], phrases[0])


def _make_order(random: Random) -> Phrases:
    first, second = random.sample(range(2, 400), 2)
    return _write_range(first, second), _write_range(second, first)


def _write_range(first: int, last: int) -> Pair:
    return f"从{first}页到{last}页", f"from page {first} to page {last}"


def _fill(template: Pair, first: Pair, second: Pair) -> Phrases:
    (a, b), (c, d) = (
        (template[0].format(pair[0]), template[1].format(pair[1])) for pair in (first, second)
    )
    return (a, b), (c, d)


def _spell(number: int) -> Pair:
    """Write a number under 100 in words of both languages.

    >>> _spell(12), _spell(30), _spell(45)
    (('十二', 'twelve'), ('三十', 'thirty'), ('四十五', 'forty-five'))
    """
    tens, ones = divmod(number, 10)
    digits, words = read_pieces("digits"), read_pieces("ones")
    chinese = (digits[tens] if tens > 1 else "") + "十" * bool(tens) + digits[ones] * bool(ones)
    if number < 20:
        return chinese, words[number]
    return chinese, read_pieces("tens")[tens - 2] + (f"-{words[ones]}" if ones else "")


def _widen(text: str, random: Random) -> str:
    start = text.index("XR")
    length = random.randrange(1, 4)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text[start : start + length])
    return text[:start] + wide + text[start + length :]


def _requote(text: str, random: Random) -> str:
    opening, closing = random.choice(_QUOTES)
    return text.replace("“", opening, 1).replace("”", closing, 1)


def _repunctuate(text: str, random: Random) -> str:
    if random.random() < 0.3:
        return text[:-1] + random.choice(("！" if text[-1] == "。" else "!", ""))
    changes = (
        (("，", "、"), ("，", ","), ("：", ":")) if "，" in text else ((", ", "; "), (": ", " – "))
    )
    return text.replace(*random.choice(changes), 1)


def _change_symbol(text: str, random: Random) -> str:
    start = max(text.rfind("，"), text.rfind(", "))
    changes = dict(_SYMBOLS)
    return text[:start] + "".join(changes.get(c, c) for c in text[start:])


def _change_script(text: str, random: Random) -> str:
    if text.isascii() or " said: " in text:
        return random.choice((text.upper(), text.lower(), text.title()))
    return respell(text, random.choice(("s2t", "s2tw", "s2hk")))


def _change_space(text: str, random: Random) -> str:
    return text.replace(" ", random.choice(_SPACES) if " said: " in text else "", 1)


def _change_form(text: str, random: Random) -> str:
    """Put in what is not seen: a soft hyphen, a joiner, or letters taken apart."""
    place = random.randrange(1, len(text))
    hidden = random.choice(("\u00ad", "\u200d", "\ufe0e", "\u2060"))
    apart = unicodedata.normalize("NFD", text)
    return apart if apart != text else text[:place] + hidden + text[place:]


def _mark_up(text: str, random: Random) -> Content:
    start, stop = sorted(random.sample(range(1, len(text)), 2))
    bold = (Code("bpt", ("<b>",), i="1"), Code("ept", ("</b>",), i="1"))
    pieces = (
        (text[:start], bold[0], text[start:stop], bold[1], text[stop:])
        if random.random() < 0.5
        else (text[:start], Code("ph", ("<br/>",), x="1"), text[start:])
    )
    return make_content(pieces)


_PHRASES: dict[str, Callable[[Random], Phrases]] = {
    "number": _make_number,
    "numeral in words": _make_numeral,
    "figures for words": _rewrite_numeral,
    "numbers in another order": _make_order,
    "date": _make_date,
    "negation": _make_negation,
}
_REWRITINGS: dict[str, Callable[[str, Random], str]] = {
    "width": _widen,
    "quotes": _requote,
    "punctuation": _repunctuate,
    "symbol": _change_symbol,
    "script or case": _change_script,
    "space": _change_space,
    "unseen characters": _change_form,
}
FLAGS: dict[str, frozenset[str]] = {
    "number": frozenset({"number"}),
    "numeral in words": frozenset({"number"}),
    "figures for words": frozenset(),
    "numbers in another order": frozenset({"number", "order"}),
    "date": frozenset({"number", "date"}),
    "negation": frozenset({"negation"}),
    "width": frozenset({"width"}),
    "quotes": frozenset({"punctuation"}),
    "punctuation": frozenset({"punctuation", "width"}),
    "symbol": frozenset({"punctuation", "number"}),
    "script or case": frozenset({"script", "case"}),
    "space": frozenset({"space", "width"}),
    "unseen characters": frozenset({"space", "width", "punctuation"}),
    "inline codes": frozenset({"codes"}),
}
"""The kinds of trap, and the flags of which one should be shown; none: nothing need be."""
