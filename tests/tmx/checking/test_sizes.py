"""Large and hostile documents: judged soon, and in memory that hardly grows."""

import gzip
import io

import pytest

from tests.timing import time_work
from tests.tmx.checking.test_rules import GOOD, check, make, unit
from tmx.checking import check_tmx, feeding

MIB = 1 << 20
LONG = "a" * (3 * MIB)


@pytest.fixture
def low(monkeypatch):
    monkeypatch.setattr(feeding, "_LONGEST_TOKEN", 2 * MIB)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (make(unit(), f"<!--{LONG}-->", unit()), 5),
        (make(unit(), unit(attributes=f' tuid="{LONG}"')), 5),
        (make(unit(), f"<{LONG}/>"), 5),
        (GOOD.replace("<tmx", f"<!DOCTYPE tmx [<!-- {LONG} -->]>\n<tmx"), 2),
        (make(unit(), f"<!--{LONG}"), 5),
    ],
    ids=["comment", "attribute", "name", "doctype", "open"],
)
@pytest.mark.usefixtures("low")
def test_what_is_too_long_to_be_held_is_found(text, line):
    report = check(text)
    (place,) = report.get_finding("TMX028").places
    assert place.line == line
    assert not report.is_valid


@pytest.mark.usefixtures("low")
@pytest.mark.parametrize("inside", [LONG, f"<![CDATA[{LONG}]]>"], ids=["text", "section"])
def test_texts_may_be_long(inside):
    report = check(make(unit(), f"<tu><note>{inside}</note></tu>"))
    assert report.is_well_formed


def test_a_long_comment_is_read_once():
    text = make(unit(), f"<!--{'a ' * (5 * MIB)}-->", unit())
    packed = gzip.compress(text.encode(), compresslevel=1)
    report, spent = time_work(lambda: check_tmx(io.BytesIO(packed)))
    assert spent < 3
    assert report.is_valid
    assert report.get_finding("TMX410").places[0].line == 6


def test_faults_behind_a_long_comment_are_quoted():
    text = make(unit(), f"<!--{'a' * MIB}-->", "<tu><note>R & D</note></tu>")
    (place,) = check(text).get_finding("TMX016").places
    assert (place.line, place.value) == (6, "& D</note></tu>⏎</body>"[:21])


def test_many_attributes_are_judged_soon():
    many = "".join(f' a{number}="1"' for number in range(20_000))
    report, spent = time_work(lambda: check(make(unit(attributes=many))))
    assert report.get_finding("TMX107").count == 20_000
    assert spent < 1
