"""Whatever the writer accepts is valid by the published grammars."""

import io
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.strategies import headers, unit_lists, wild_headers, wild_units
from tmx import TmxError, TmxOptions, write_tmx

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"

pytestmark = pytest.mark.skipif(not SCHEMAS.exists(), reason="no ../shared/schemas")


@cache
def load_grammars():
    dtd = etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    return dtd, etree.XMLSchema(etree.parse(str(SCHEMAS / "tmx14.xsd")))


def check(data):
    root = etree.fromstring(data)
    for grammar in load_grammars():
        assert grammar.validate(root), grammar.error_log


@given(headers(), unit_lists(), st.sampled_from((1, 2)))
def test_units_with_all_they_may_have(header, units, level):
    stream = io.BytesIO()
    write_tmx(stream, units, header, TmxOptions(level=level))
    check(stream.getvalue())


@given(st.one_of(headers(), wild_headers()), st.lists(wild_units(), max_size=2))
def test_units_as_readers_give_them(header, units):
    stream = io.BytesIO()
    options = TmxOptions(allow_same_tags=True, allow_tool_props=True)
    try:
        write_tmx(stream, units, header, options)
    except TmxError:
        return
    check(stream.getvalue())
