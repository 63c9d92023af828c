"""Validity against the published grammars, on random changes to a rich document."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.checking.documents import RICH, change
from tmx.checking import check_tmx
from tmx.checking.grammar import ELEMENTS

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="no published grammars here")
ROOT = etree.fromstring(RICH)
PROLOGS = (
    *("", "<?xml version='1.0' encoding='utf-8'?>", "<?xml version='1.0' standalone='yes'?>"),
    *("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>", "<!-- c --><?p i?>\n", "<?xml version='1.1'?>"),
    "<!DOCTYPE tmx [<!ATTLIST header segtype NMTOKEN 'a' foo CDATA 'b'>]>",
    "<!DOCTYPE tmx [<!ELEMENT foo EMPTY><!ENTITY e ''>]>",
)
HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="{}" o-tmf="t" adminlang="en"'
    ' srclang="en" datatype="plaintext">{}</header>'
)
UNIT = '<tu><tuv xml:lang="{}"><seg>a</seg></tuv></tu>'


@pytest.fixture(scope="module")
def oracles():
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "tmx14.xsd"))
    return etree.DTD(str(SCHEMAS / "tmx14.dtd")), schema


def judge(data, oracles):
    """What the oracles and the check say of a document: valid by DTD, by schema."""
    tree = etree.fromstring(data)
    report = check_tmx(io.BytesIO(data))
    assert report.is_well_formed
    expected = tuple(oracle.validate(tree) for oracle in oracles)
    return expected, (report.is_valid, report.is_schema_valid)


@needs_schemas
@settings(max_examples=400)
@given(st.integers(0, 2**32), st.integers(1, 4), st.sampled_from(PROLOGS))
def test_the_verdicts_are_those_of_the_grammars(oracles, seed, times, prolog):
    data = prolog.encode() + etree.tostring(change(ROOT, seed, times), encoding="utf-8")
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return
    expected, found = judge(data, oracles)
    assert found == expected


PIECES = ("<", ">", "&", '"', "/", "=", "<tu>", "</seg>", "\x0b", "&#0;", "&x;", "]]>", "<!--")


@needs_schemas
@settings(max_examples=300)
@given(st.data())
def test_damaged_text_never_breaks_the_check(oracles, data):
    text = RICH
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 4))
        text = text[:place] + data.draw(st.sampled_from(("", *PIECES))) + text[place + length :]
    encoded = text.encode()
    try:
        root = etree.fromstring(encoded)
    except etree.XMLSyntaxError:
        assert not check_tmx(io.BytesIO(encoded)).is_valid
        return
    if root.tag == "tmx":
        expected, found = judge(encoded, oracles)
        assert found == expected


ENGLISH = UNIT.format("en")


def document(header="", body=ENGLISH, root='version="1.4"', segtype="sentence"):
    return f"<tmx {root}>{HEADER.format(segtype, header)}<body>{body}</body></tmx>"


MAP = '<ude name="a"><map unicode="#x1">{}</map></ude>'
ODD = {
    "no version": document(root=""),
    "white space in the version": document(root='version=" 1.4"'),
    "default namespace": document(root='version="1.4" xmlns="urn:x"'),
    "empty namespace": document(root='version="1.4" xmlns=""'),
    "the namespace of XML": document(
        root='version="1.4" xmlns:xml="http://www.w3.org/XML/1998/namespace"'
    ),
    "hint of a schema": document(
        root='version="1.4" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:noNamespaceSchemaLocation="tmx14.xsd"'
    ),
    "white space in an enumeration": document(segtype="&#9;block "),
    "blank CDATA between units": document(body="<![CDATA[ ]]>" + UNIT.format("en")),
    "text in CDATA between units": document(body="<![CDATA[x]]>"),
    "a space by number between units": document(body="&#32;" + UNIT.format("en")),
    "no-break space between units": document(body="\xa0"),
    "space in map": document(MAP.format(" ")),
    "comment in map": document(MAP.format("<!-- c -->")),
    "instruction in map": document(MAP.format("<?p i?>")),
    "CDATA in map": document(MAP.format("<![CDATA[]]>")),
    "nothing in map": document(MAP.format("")),
    "entity in map": "<!DOCTYPE tmx [<!ENTITY e ''>]>" + document(MAP.format("&e;")),
    "entity with an element": f"<!DOCTYPE tmx [<!ENTITY e '{UNIT.format('en')}'>]>"
    + document(body="&e;"),
    "lang alone": document(body=UNIT.format("en").replace("xml:lang", "lang")),
    "xml:id": document(body=UNIT.format("en").replace("<tu>", '<tu xml:id="a">')),
    "empty tag": document(body=UNIT.format("")),
    "blank tag": document(body=UNIT.format("  ")),
    "tag with spaces": document(body=UNIT.format(" en ")),
    "tag with underscore": document(body=UNIT.format("zh_CN")),
    "nil": document(
        body='<tu xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="false"/>'
    ),
    "standalone, no white space": "<?xml version='1.0' standalone='yes'?>" + document(),
    "standalone, white space": "<?xml version='1.0' standalone='yes'?>"
    + document(body="\n" + UNIT.format("en")),
    "other DOCTYPE": "<!DOCTYPE foo>" + document(),
    "default by the internal subset": "<!DOCTYPE tmx [<!ATTLIST tmx version CDATA '1.3'>]>"
    + document(root=""),
}


@needs_schemas
@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_odd_documents(oracles, data):
    expected, found = judge(data.encode(), oracles)
    assert found == expected


@needs_schemas
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "big5", "iso-8859-1"])
def test_encodings(oracles, encoding):
    declared = "" if encoding.startswith("utf") else f"<?xml version='1.0' encoding='{encoding}'?>"
    expected, found = judge((declared + document()).encode(encoding), oracles)
    assert found == expected == (True, True)


@needs_schemas
def test_all_elements_and_attributes_are_those_of_the_dtd(oracles):
    declared = {
        each.name: {f"{a.prefix}:{a.name}" if a.prefix else a.name for a in each.iterattributes()}
        for each in oracles[0].iterelements()
    }
    assert {n: {*e.required, *e.optional} for n, e in ELEMENTS.items()} == declared


def test_another_root_is_no_tmx():
    report = check_tmx(io.BytesIO(b"<seg>a</seg>"))
    assert not report.is_valid
    assert report.get_finding("TMX019").places[0].value == "the root element is seg"
