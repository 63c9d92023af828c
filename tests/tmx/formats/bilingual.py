"""Units for the tests of formats of one pair: plain, with every code, and hostile."""

from datetime import UTC, datetime

from tmx import (
    Code,
    Header,
    Note,
    Prop,
    Provenance,
    ReadReport,
    TranslationUnit,
)
from tmx.content import make_variant

MOMENT = datetime(2024, 2, 29, 7, 5, tzinfo=UTC)
HOSTILE = "</script><img src=x onerror='alert(1)'>\"&quot;]]>javascript:alert(1)<!--{{$a}}"


class Source:
    """Units in memory that can be gone through again and again."""

    def __init__(self, *units, header=None):
        self.units = units
        self.header = header
        self.report = ReadReport(len(units))
        self.passes = 0

    def __iter__(self):
        self.passes += 1
        return iter(self.units)


def make_unit(source, target, **fields):
    return TranslationUnit((as_variant("zh-HK", source), as_variant("en-GB", target)), **fields)


def as_variant(language, text):
    return make_variant(language, [text] if isinstance(text, str) else text)


def bold(number, *inner, x=None):
    return [
        Code("bpt", ("<b>",), i=number, x=x, type="bold"),
        *inner,
        Code("ept", ("</b>",), i=number),
    ]


BREAK = Code("ph", ("<br/>",), x="7", type="lb", assoc="p")
CODED = make_unit(
    ["甲", *bold("1", "乙", x="1"), BREAK, Code("it", ("<i>",), pos="begin", x="3"), "丙"],
    [BREAK, "a", *bold("4", "b", x="1"), Code("it", ("</i>",), pos="end"), "c"],
)
CROSSED = make_unit(
    [
        Code("bpt", ("<b>",), i="1"),
        "甲",
        Code("bpt", ("<i>",), i="2"),
        "乙",
        Code("ept", ("</b>",), i="1"),
        "丙",
        Code("ept", ("</i>",), i="2"),
    ],
    ["a", Code("hi", ("b", *bold("9", "c")), type="term"), Code("ut", ("\\x",))],
)
BROKEN = make_unit(
    [Code("ept", ("</b>",), i="1"), "甲", Code("bpt", ("<b>",), i="1"), Code("sub", ("乙",))],
    ["a", Code("ph", ("<f ", Code("sub", ("note", BREAK), datatype="html"), ">"))],
)
RICH = make_unit(
    " 停火  已經開始。\n第二行\t𠀀 ",
    "The ceasefire\r\nhas begun. ",
    tuid="a 7",
    props=(Prop("x-confidence", "0.98"), Prop("x-document", "a.txt | b.txt"), Prop("My prop", "v")),
    notes=(Note("Check", language="en"), Note("看")),
    segtype="phrase",
    provenance=Provenance(creation_date=MOMENT, creation_id="me", usage_count=3),
)
EVIL = make_unit(
    f"甲{HOSTILE}",
    f"a{HOSTILE}",
    tuid=HOSTILE,
    props=(Prop(HOSTILE, HOSTILE), Prop("x-confidence", HOSTILE)),
    notes=(Note(HOSTILE),),
)
ALL = (RICH, CODED, CROSSED, BROKEN, EVIL)
HEADER = Header(
    "zh-HK",
    props=(Prop("x-signature", "s <1>"),),
    notes=(Note("of the file"),),
    creation_date=MOMENT,
)
