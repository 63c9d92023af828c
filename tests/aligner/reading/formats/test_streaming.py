"""Large XML, element by element."""

import pytest

from aligner.errors import AlignerError
from aligner.reading.formats.streaming import local_name, prepare_xml, stream_elements
from aligner.reading.records import Source

TAGS = frozenset({"a", "b"})


def names(text):
    return [(event, local_name(e)) for event, e in stream_elements(text.encode(), "r", TAGS)]


def test_only_what_is_named_in_the_namespace_of_the_root():
    text = '<r xmlns="u:1"><a/><x><b/></x><a xmlns="u:2"/></r>'
    assert names(text) == [
        ("start", "r"), ("start", "a"), ("end", "a"), ("start", "b"), ("end", "b"), ("end", "r"),
    ]  # fmt: skip


def test_an_element_is_whole_at_its_end():
    stream = stream_elements(b"<r><a>x<i>y</i>z</a></r>", "r", TAGS)
    (text,) = ["".join(e.itertext()) for event, e in stream if (event, e.tag) == ("end", "a")]
    assert text == "xyz"


def test_what_was_read_is_gone():
    body = "".join(f"<a><i>{'x' * 99}</i></a><n/>" for _ in range(500))
    most = 0
    for event, element in stream_elements(f"<r>{body}</r>".encode(), "r", TAGS):
        top = element.getroottree().getroot()
        # The parser is ahead of what it reports, by a part of the file at most.
        most = max(most, sum(1 for _ in top.iter("i")) if event == "start" else 0)
    assert 0 < most < 400


@pytest.mark.parametrize(
    ("data", "encoding", "name"),
    [
        (b"<r/>", None, "utf-8"),
        ('<?xml version="1.0" encoding="Big5"?><r>橋</r>'.encode("big5"), None, "big5"),
        ("<r>橋</r>".encode("utf-16"), None, "utf-16"),
        ('<?xml version="1.0" encoding="utf-8"?><r>桥</r>'.encode("gb18030"), "gb18030", "gb18030"),
    ],
)
def test_bytes_that_a_parser_takes(data, encoding, name):
    prepared, found, _ = prepare_xml(Source(data, "a", encoding))
    assert found == name
    assert [event for event, _ in stream_elements(prepared, "r", TAGS)] == ["start", "end"]


def test_another_root():
    with pytest.raises(AlignerError, match="root is x, not r"):
        names("<x><a/></x>")
    with pytest.raises(AlignerError, match="root is x, not r"):
        names("<x/>")


def test_a_long_declaration_is_quick():
    with pytest.raises(AlignerError, match="no well-formed"):
        names("<?xml" + " encoding=" * 100_000)
