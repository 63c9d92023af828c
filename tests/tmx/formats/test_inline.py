import pytest
from hypothesis import given

from tests.tmx import strategies
from tmx import Code
from tmx.formats.inline import Inline, Role, flatten, number_codes, settle_codes


def list_codes(pieces):
    for piece in pieces:
        if isinstance(piece, Inline):
            yield piece
            yield from list_codes(piece.inner)


def numbers(pieces):
    return [(each.role.name, each.number) for each in list_codes(pieces)]


def ph(text, **fields):
    return Code("ph", (text,), **fields)


def bpt(i, **fields):
    return Code("bpt", ("<b>",), i=i, **fields)


def ept(i):
    return Code("ept", ("</b>",), i=i)


COUNTERPARTS = [
    ("by x, in another order", [ph("a", x="1"), ph("b", x="2")], [ph("b", x="2"), ph("a", x="1")],
     [2, 1]),
    ("x goes before what they say", [ph("a", x="1"), ph("b", x="2")], [ph("a", x="2")], [2]),
    ("by what they say", [ph("a"), ph("b")], [ph("b"), ph("c"), ph("a")], [2, 3, 1]),
    ("each only once", [ph("a")], [ph("a"), ph("a")], [1, 2]),
    ("pairs by i", [bpt("7"), ept("7"), bpt("8"), ept("8")], [bpt("8"), ept("8")], [2, 2]),
    ("a half is no counterpart of a pair", [bpt("1"), ept("1")], [bpt("1")], [2]),
    ("none in the source", [], [ph("a")], [1]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [row[1:] for row in COUNTERPARTS],
    ids=[row[0] for row in COUNTERPARTS],
)
def test_counterparts_have_one_number(source, target, expected):
    _, found = number_codes(tuple(source), tuple(target))
    assert [number for _, number in numbers(found)] == expected


ROLES = [
    ("a pair", [bpt("1"), "甲", ept("1")], [("OPEN", 1), ("CLOSE", 1)]),
    ("halves", [ept("1"), bpt("1")], [("END", 1), ("START", 2)]),
    (
        "the same i within itself",
        [bpt("1"), bpt("1"), ept("1"), ept("1")],
        [("OPEN", 1), ("OPEN", 2), ("CLOSE", 2), ("CLOSE", 1)],
    ),
    ("it", [Code("it", pos="begin"), Code("it", pos="end"), Code("it")],
     [("START", 1), ("END", 2), ("ALONE", 3)]),
    ("an end in marked text", [bpt("1"), Code("hi", (ept("1"),))],
     [("OPEN", 1), ("MARK", 2), ("CLOSE", 1)]),
    ("a text in a code", [Code("ph", (Code("sub", (ph("a"),)),))],
     [("ALONE", 1), ("SUB", 2), ("ALONE", 3)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "expected"), [row[1:] for row in ROLES], ids=[row[0] for row in ROLES]
)
def test_roles(content, expected):
    found, _ = number_codes(tuple(content), ())
    assert numbers(found) == expected


def test_ten_thousand_codes_alike_take_no_long_time():
    content = (ph("<br/>"),) * 10_000
    _, found = number_codes(content, content)
    assert [number for _, number in numbers(found)] == list(range(1, 10_001))


@given(strategies.contents(), strategies.contents())
def test_any_pair_of_segments(source, target):
    settled = [settle_codes(each) for each in (source, target)]
    assert [flatten(each) for each in settled] == [flatten(each) for each in (source, target)]
    for pieces in number_codes(*settled):
        codes = list(list_codes(pieces))
        begun = [each.number for each in codes if each.role is not Role.CLOSE]
        assert len(set(begun)) == len(begun)
        opened = sorted(each.number for each in codes if each.role is Role.OPEN)
        assert opened == sorted(each.number for each in codes if each.role is Role.CLOSE)
