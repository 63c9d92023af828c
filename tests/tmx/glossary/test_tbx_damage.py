"""TBX that is hostile, damaged or something else: one clear line, and nothing outside is opened."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.glossary.concepts import EXAMPLE
from tests.tmx.glossary.tbx import read, write
from tmx import TmxError

LAUGHS = (
    '<!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><martif><text><body>'
    "<termEntry>"
    '<langSet xml:lang="en"><tig><term>&b;</term></tig></langSet></termEntry>'
    "</body></text></martif>"
)
HEAD = '<martif type="TBX"><text><body>'
ENTRY = '<termEntry><langSet xml:lang="en"><tig><term>x</term></tig></langSet></termEntry>'


@pytest.fixture
def guarded(monkeypatch):
    """Fail when a socket is opened, or a file but by the test."""

    def refuse(*_args, **_options):
        raise AssertionError("something outside is opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr("builtins.open", refuse)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LAUGHS, "line 1: declares the entity “a”"),
        ('<!DOCTYPE martif [<!ENTITY x SYSTEM "/etc/passwd">]><martif/>', "the entity “x”"),
        ('<!DOCTYPE martif [<!ENTITY % p SYSTEM "http://x.org/">%p;]><martif/>', "the entity “p”"),
        (
            f'<!DOCTYPE martif SYSTEM "http://x.org/a.dtd">\n{HEAD}<termEntry>&xyz;</termEntry>',
            "line 2: the entity “xyz” is not known",
        ),
    ],
    ids=["laughs", "file", "parameter", "unknown"],
)
@pytest.mark.usefixtures("guarded")
def test_entities_are_refused(data, message):
    with pytest.raises(TmxError, match=message):
        read(data)


@pytest.mark.usefixtures("guarded")
def test_an_external_dtd_is_not_opened():
    data = f'<!DOCTYPE martif SYSTEM "http://x.org/a.dtd">{HEAD}{ENTRY}</body></text></martif>'
    assert len(read(data).glossary.concepts) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.tbx: is empty"),
        (b"\xef\xbb\xbf \n", "a.tbx: is empty"),
        ("特朗普\tTrump\n", "line 1: is no XML"),
        (b"PK\x03\x04\x14\x00", "line 1: is no XML"),
        ("<tmx version='1.4'><header/></tmx>", "is no TBX, but <tmx> .it is a translation memory"),
        ("<a><b/></a>", "is no TBX, but <a> .its root is neither tbx, martif nor mtf"),
        (f"{HEAD}\n{ENTRY}", "line 2: is no sound XML .no element found"),
        (f"{HEAD}\n{ENTRY}\n</text></martif>", "line 3: is no sound XML .mismatched tag"),
        (f"{HEAD}\n<termEntry>a & b</termEntry>", "line 2: is no sound XML"),
        (f"{HEAD}\n<termEntry>&#1;</termEntry>", "line 2: is no sound XML"),
        (f"{HEAD}{'<termEntry>' * 200}", "line 1: elements are nested over 100 deep"),
        (f"{HEAD}<termEntry>{'<note/>' * 100_001}", "an entry of over 100,000 elements"),
        (f"{HEAD}<termEntry a='{'x' * 3_000_000}", "a tag or comment of over 2,000,000 bytes"),
        (f"{HEAD}<!--{'x' * 3_000_000}", "a tag or comment of over 2,000,000 bytes"),
        (f"<?xml version='1.0' encoding='klingon'?>{HEAD}", "a.tbx: its encoding “klingon”"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_said_in_one_line(data, message):
    with pytest.raises(TmxError, match=message) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_bytes_of_another_encoding_are_named():
    entry = ENTRY.replace("x<", f"{'停火协议緩衝國' * 20}<")
    data = f"{HEAD}{entry}</body></text></martif>"
    with pytest.raises(TmxError, match=r"line 1: bytes BB are not utf-8; mend .* or state"):
        read(data.encode("gb18030"))


def test_forbidden_characters_are_counted():
    entry = ENTRY.replace("x<", "a\x0bb<")
    reading = read(f"{HEAD}{entry}</body></text></martif>")
    assert reading.glossary.concepts[0].terms[0].text == "a b"
    assert [each.count for each in reading.losses] == [1]


def test_a_space_before_the_declaration_does_no_harm():
    data = f"\n <?xml version='1.0'?>{HEAD}{ENTRY}</body></text></martif>"
    assert len(read(data).glossary.concepts) == 1


@settings(deadline=None, max_examples=200)
@given(
    place=st.integers(0, 2200),
    cut=st.integers(0, 40),
    put=st.binary(max_size=8) | st.sampled_from([b"<", b"&", b"</tig>", b"<term/>", b'"', b"{"]),
)
def test_any_damage_is_an_error_of_ours_or_is_read(place, cut, put):
    data = write("tbx2", EXAMPLE)[0]
    try:
        reading = read(data[:place] + put + data[place + cut :])
    except TmxError as error:
        assert "\n" not in str(error)
    else:
        assert all(term.text for concept in reading.glossary.concepts for term in concept.terms)
