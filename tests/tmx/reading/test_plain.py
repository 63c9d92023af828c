"""The fast way of reading gives what the parser gives, or nothing."""

import io
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.reading import reference
from tests.tmx.strategies import units
from tmx import read_tmx
from tmx.reading import building, parsing, plain, scanning


def read_fast(text):
    """Read a unit without characters that XML forbids."""
    match = plain.match_unit(text)
    if match is None or match.end() < len(text) or "]]>" in text:
        return None
    return plain.PlainReader().read(match)


def read_slowly(text):
    lost = []
    node = parsing.parse_element(text)
    unit = building.Builder(lambda reason, line: lost.append((reason, line))).make_unit(node)
    return unit, lost


def read_file(texts):
    reader = read_tmx(io.BytesIO(reference.file(texts).encode()))
    found = [(unit, reader.line) for unit in reader]
    return found, reader.report


@settings(deadline=None)
@given(units())
def test_both_ways_of_reading_agree(unit):
    text = reference.unit(unit)
    assert read_fast(text) in (None, unit)
    assert read_slowly(text) == (unit, [])


@settings(deadline=None, max_examples=400)
@given(st.lists(reference.PARTS, max_size=14).map("".join))
def test_any_heap_of_parts(text):
    fast = read_fast(f"<tu>{text}</tu>")
    if fast is not None:
        assert read_slowly(f"<tu>{text}</tu>") == (fast, [])


CHANGES = st.sampled_from(
    (
        *(" ", "\n", "\t", "\u3000", "\x85", ">", "/", "'", '"', "=", "<", "&", ";", "]]>", "</"),
        *(' x="1"', " type='a>b'", ' i="&lt;"', ' lang="en"', ' xml:lang=""', ' usagecount="1"'),
        *(' creationdate="20240229T070500Z"', ' segtype="block"', ' xml:space="preserve"'),
        *("<tu>", "</tu>", "<seg>", "</seg>", "<tuv>", "</tuv>", "<seg/>", "<ph/>", "</ph>"),
        *(
            "<hi>a</hi>",
            "<sub>a</sub>",
            "<bpt>a<sub>b</sub></bpt>",
            "<ph x='1>'>a</ph>",
            "<x>a</x>",
            "<ph></x>",
        ),
        *("<!-- a -->", "<!-- > ", "<?p <tu> ?>", "<![CDATA[<seg>]]>", "&amp;", "&#9;", "&x;"),
    )
)
ONE_CHANGE = st.tuples(CHANGES, st.floats(0, 1), st.integers(0, 8))


def change(text, changes):
    """Put pieces into a text in place of some characters each."""
    for piece, share, gone in changes:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + gone :]
    return text


@settings(deadline=None, max_examples=500)
@given(units(), st.lists(ONE_CHANGE, min_size=1, max_size=3), units())
def test_changed_units_are_read_alike(unit, changes, other):
    texts = [reference.unit(unit), change(reference.unit(unit), changes), reference.unit(other)]
    fast = read_file([*texts, *texts])
    with mock.patch.object(scanning, "match_unit", lambda *_: None):
        assert read_file([*texts, *texts]) == fast


def unit(segment, tags='<tuv xml:lang="en">', start="<tu>"):
    return f"{start}{tags}<seg>{segment}</seg></tuv></tu>"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(unit("a &amp;lt; &lt;&#x20000;&quot;&amp;"), id="references"),
        pytest.param(unit('a<ph x="1"/>b<bpt i="1">&lt;b></bpt>粗<ept i="1"/>'), id="codes"),
        pytest.param(unit("a<hi>b<ph>c</ph ></hi>d<it><sub>e</sub></it>"), id="nested codes"),
        pytest.param(unit("a<sub>b</sub>c<hi>d</hi>"), id="marked texts"),
        pytest.param(unit("a", "\n<tuv lang='zh_TW' xml:lang='zh-CN'>\n"), id="two languages"),
        pytest.param(unit("a", '<tuv xml:lang="en" creationid="a>b">'), id="> in a value"),
        pytest.param(unit("a", '<tuv xml:lang="en" creationid="&#10;\n&amp;">'), id="value"),
        pytest.param(unit("a", start='<tu\n  tuid="1"\n  srclang="*ALL*"\n>'), id="lines"),
        pytest.param(unit("a", start="<tu><prop type='x'>1</prop><note>2</note>"), id="remarks"),
        pytest.param(unit("a", "<tuv xml:lang='en'><prop type='x'>1</prop>"), id="of a variant"),
        pytest.param(unit("", "<tuv lang='fr'><seg/></tuv><tuv lang='en'>"), id="empty"),
        pytest.param(unit("a", "<tuv lang='fr'><seg>b</seg></tuv><tuv lang='en'>" * 4), id="many"),
    ],
)
def test_units_that_are_read_alike(text):
    fast = read_fast(text)
    if fast is not None:
        assert read_slowly(text) == (fast, [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(unit("a" * plain.MOST_PLAIN), id="long"),
        pytest.param(unit("<hi>" * 64 + "</hi>" * 64), id="deep"),
        pytest.param(unit("a<hi>b</bpt>c"), id="crossed"),
        pytest.param(unit("a<!-- b -->"), id="comment"),
        pytest.param(unit("a", '<tuv xml:lang="en" creationdate="soon">'), id="no date"),
        pytest.param(unit("a", "<tuv>"), id="no language"),
        pytest.param(unit("a", start='<tu tuid="1" tuid="2">'), id="twice"),
        pytest.param(unit("a", start="<tu tuid='1\" x='\">"), id="quotes"),
        pytest.param(unit("a", start="<tu><prop type='x'>1</note>"), id="crossed remark"),
    ],
)
def test_what_is_left_to_the_parser(text):
    match = plain.match_unit(text, 0, plain.MOST_PLAIN)
    assert match is None or plain.PlainReader().read(match) is None


@pytest.mark.parametrize(("tag", "is_plain"), [("", True), ('"', False), (' "', False)])
def test_half_a_quotation_mark_is_left_to_the_parser(tag, is_plain):
    reader = plain.PlainReader()
    for text in (unit("a", '<tuv xml:lang="en" >'), unit("a", f'<tuv xml:lang="en" {tag}>')):
        found = reader.read(plain.match_unit(text, 0, plain.MOST_PLAIN))
    assert (found is not None) == is_plain


def test_nearly_all_units_are_plain():
    """For the speed of the reader, on which a test of time could not be relied."""
    texts = [
        unit(f"a{n}<ph>{n}</ph> &amp;", start=f'\n  <tu tuid="{n}" creationid="{n}">\n')
        for n in range(2000)
    ]
    with mock.patch.object(scanning, "parse_element", wraps=parsing.parse_element) as parse:
        found, report = read_file(texts)
    assert len(found) == 2000
    assert report.losses == ()
    assert parse.call_count < 10
