"""Archives and XML from strangers: each of these files is one clear error, and soon."""

import struct
import time
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import AlignerError
from aligner.reading.formats.archives import open_archive, parse_xml, read_member
from tests.tracing import trace_peak

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(
        b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 30)
    )
    + b"]><a>&l29;</a>"
)


def pack(*members, method=ZIP_DEFLATED):
    stream = BytesIO()
    with ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def set_sizes(data, **sizes):
    """Write other values into the central header of the only member of an archive."""
    start = data.index(b"PK\x01\x02")
    offsets = {"flags": (8, "<H"), "crc": (16, "<L"), "packed": (20, "<L"), "size": (24, "<L")}
    changed = bytearray(data)
    for name, value in sizes.items():
        offset, form = offsets[name]
        struct.pack_into(form, changed, start + offset, value)
    return bytes(changed)


SOUND = pack(("a.xml", "<a>text</a>"), ("b.bin", b"\0" * 100))
HOSTILE = {
    "empty": (b"", "damaged"),
    "text": (b"no archive at all", "damaged"),
    "cut off": (SOUND[:60], "damaged"),
    "a changed byte": (SOUND.replace(b"a.xml", b"b.xml", 1), "damaged"),
    "password": (set_sizes(pack(("a.xml", "<a/>")), flags=1), "password"),
    "another packing": (pack(("a.xml", "<a/>"), method=ZIP_BZIP2), "packed by method 12"),
    "zeros": (pack(("a.bin", bytes(30 << 20))), "zip bomb"),
    "2 GB stated": (set_sizes(pack(("a.xml", "<a/>")), size=2 << 30), "unpacks to 2,048 MB"),
    "a large part": (set_sizes(pack(("a.xml", "<a/>")), size=500 << 20, packed=4 << 20), "500 MB"),
    "a size that is too small": (set_sizes(pack(("a.xml", "<a>1</a>")), size=3), "damaged"),
    "a method that is not known": (pack(("a.xml", "<a/>")).replace(b"\x08\0", b"\x63\0"), "metho"),
    "laughs": (pack(("a.xml", LAUGHS)), "entities"),
    "many members": (b"PK\x01\x02" * 50_001, "more than 50,000 members"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_one_clear_error(name):
    data, message = HOSTILE[name]
    start = time.perf_counter()
    with pytest.raises(AlignerError, match=message) as caught:
        open_archive(data, name="the book")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("the book")
    assert time.perf_counter() - start < 5


def test_a_member_is_read_no_further_than_stated():
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"<a/>" + b" " * (300 << 20)) + packed.flush()
    data = set_sizes(pack(("a.xml", body)), size=4, crc=zlib.crc32(b"<a/>"))
    # Stored in the archive above; from now on the same bytes are a deflated stream.
    lied = bytearray(pack(("a.xml", "<a/>")))
    header = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(b"<a/>"),
                         len(body), 4, 5, 0)  # fmt: skip
    central = bytearray(lied[lied.index(b"PK\x01\x02") : lied.index(b"PK\x05\x06")])
    struct.pack_into("<L", central, 20, len(body))
    offset = len(header) + 5 + len(body)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), offset, 0)
    data = header + b"a.xml" + body + bytes(central) + end
    read, peak = trace_peak(read_packed, data, first=SOUND)
    assert read == b"<a/>"
    assert peak < 20 << 20


def read_packed(data):
    return read_member(open_archive(data, name="the book"), "a.xml")


def test_a_sound_archive_is_opened_and_read():
    archive = open_archive(SOUND, name="the book")
    assert archive.namelist() == ["a.xml", "b.bin"]
    assert read_member(archive, "a.xml") == b"<a>text</a>"
    with pytest.raises(AlignerError, match=r"has no c\.xml"):
        read_member(archive, "c.xml")


def test_a_picture_may_declare_entities():
    data = pack(("a.svg", LAUGHS), ("b.xml", "<!DOCTYPE b [<!ELEMENT b ANY>]><b/>"))
    assert open_archive(data, name="the book").namelist() == ["a.svg", "b.xml"]


DOCTYPE = '<!DOCTYPE a [<!ELEMENT a ANY><!ENTITY x "y]">]>'
REFUSED = {
    "laughs": LAUGHS,
    "utf-16": f'<?xml version="1.0" encoding="utf-16"?>{DOCTYPE}<a>&x;</a>'.encode("utf-16"),
    "behind comments": f"<!-- [ --><!-- --><?a ?>{DOCTYPE}<a/>".encode(),
    "a parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>',
    "an outer entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "quadratic": f'<!DOCTYPE a [<!ENTITY x "{"y" * 9999}">]><a>{"&x;" * 9999}</a>'.encode(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_entities_are_refused(name):
    with pytest.raises(AlignerError, match="part declares XML entities"):
        parse_xml(REFUSED[name], name="part")


UNSOUND = {
    "empty": b"",
    "text": b"text",
    "cut off": b"<a><b>",
    "deep": b"<a>" * 1_000_000,
    "deep and closed": b"<a>" * 300 + b"</a>" * 300,
    "an entity that is not declared": b"<a>&x;</a>",
    "an unknown encoding": b'<?xml version="1.0" encoding="x-none"?><a/>',
    "a long text": b"<a>" + b"x" * 11_000_000 + b"</a>",
    "comments without end": b"<!--" * 1_000_000,
    "comments": b"<!-- a -->" * 200_000,
}


@pytest.mark.parametrize("name", UNSOUND)
def test_unsound_xml_is_one_clear_error(name):
    with pytest.raises(AlignerError, match="part is no sound XML") as caught:
        parse_xml(UNSOUND[name], name="part")
    assert "\n" not in str(caught.value)


def test_xml_is_parsed_without_comments_and_outer_definitions():
    data = b'<!DOCTYPE html PUBLIC "a" "http://nowhere.invalid/a.dtd"><a>1<!-- no -->2<?no?></a>'
    assert "".join(parse_xml(data, name="part").itertext()) == "12"


@given(st.binary(max_size=300))
def test_no_bytes_give_another_error(data):
    for call in (open_archive, parse_xml):
        for given_bytes in (data, b"PK\x03\x04" + data, b"<a>" + data):
            try:
                call(given_bytes, name="it")
            except AlignerError as error:
                assert str(error).startswith("it ")


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=5))
def test_a_damaged_archive_is_read_or_an_error(changes):
    data = bytearray(SOUND)
    for place, value in changes:
        data[place] = value
    try:
        archive = open_archive(bytes(data), name="it")
        for member in archive.namelist():
            read_member(archive, member)
    except AlignerError as error:
        assert str(error)
