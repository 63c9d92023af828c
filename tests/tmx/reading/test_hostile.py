"""Files made to hurt a reader: time and memory grow with the file, and no more."""

import bz2
import io
import zipfile
import zlib

import pytest

from tests.timing import time_work
from tmx import TmxError, read_tmx
from tmx.reading import mending, parsing
from tmx.reading.inflating import RAW_BITS, Unpacker

HEAD = b"<tmx version='1.4'><header/><body>"
UNIT = b"<tu><tuv xml:lang='en'><seg>%s</seg></tuv></tu>"
END = b"</body></tmx>"


def read(data):
    reader = read_tmx(io.BytesIO(data))
    return list(reader), reader.report


def reasons(report):
    return [loss.reason for loss in report.losses]


def fill(piece, size, start=HEAD, end=END):
    return start + piece * (size // len(piece)) + end


# Start, and what is repeated behind it.
GROWING = {
    "open units": (HEAD, b"<tu><tuv><seg>"),
    "open units with quotes": (HEAD, b'<tu "'),
    "doctypes inside": (HEAD, b"<!DOCTYPE x [<!-- "),
    "doctypes before": (b"", b"<!DOCTYPE x ["),
    "comments in a doctype": (b"<!DOCTYPE tmx [", b"<!-- x -->"),
    "open comments in a doctype": (b"<!DOCTYPE tmx [", b"<!-- "),
    "instructions before": (b"<!-- ", b"<?a?>"),
    "a long name in the root": (b"<tmx ", b"a"),
    "texts between unknown tags": (HEAD + b"<tu><tuv><seg>", b"xxxxxxxxx<q/>"),
}


@pytest.mark.parametrize(("start", "piece"), GROWING.values(), ids=GROWING)
def test_time_grows_with_the_file(start, piece):
    """A method of the square takes minutes for these."""
    data = fill(piece, 200_000, start)
    error, spent = time_work(lambda: read_or_refuse(data))
    assert error is None or "no TMX" in str(error)
    assert spent < 10


def read_or_refuse(data):
    """Read a file; return why it is refused, or None."""
    try:
        read(data)
    except TmxError as error:
        return error
    return None


def make_zip(method):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.tmx", HEAD + b"".join(UNIT % b"%d" % n for n in range(99)) + END)
    return bytearray(stream.getvalue())


@pytest.mark.parametrize(
    ("method", "kept"),
    [(zipfile.ZIP_STORED, 99), (zipfile.ZIP_DEFLATED, 99), (zipfile.ZIP_LZMA, 0)],
)
def test_a_zip_whose_sum_is_wrong(method, kept):
    data = make_zip(method)
    data[data.rindex(b"PK\x01\x02") + 16] ^= 1
    try:
        units, report = read(bytes(data))
    except TmxError as error:
        assert "nothing of it can be read" in str(error)
        units = []
    else:
        assert "broken" in report.truncation
    assert len(units) >= kept


def test_what_stands_before_a_fault_is_unpacked():
    packer = zlib.compressobj(wbits=RAW_BITS)
    data = packer.compress(b"x" * 5000) + packer.flush(zlib.Z_FULL_FLUSH)
    found = bytearray()
    with pytest.raises(zlib.error):
        for piece in Unpacker(RAW_BITS).unpack(data + b"\xff" * 9):
            found += piece
    assert found == b"x" * 5000


def test_a_zip_packed_otherwise():
    data = make_zip(zipfile.ZIP_BZIP2)
    assert bz2.compress(b"") not in data
    assert len(read(bytes(data))[0]) == 99


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (b"<ph/>" * (parsing.MOST_ELEMENTS + 1), "over 100,000 elements"),
        (b"& " * (mending.MOST_FAULTS + 1), "over 100,000 faults"),
        (b"\x01" * (mending.MOST_FAULTS + 1), "over 100,000 forbidden characters"),
        (b"<ph " + b"a='' " * 20_000 + b"/>", "over 10,000 attributes"),
    ],
    ids=["elements", "faults", "characters", "attributes"],
)
def test_units_beyond_measure_are_left_out(inner, reason):
    units, report = read(HEAD + UNIT % b"a" + UNIT % inner + UNIT % b"b" + END)
    assert [unit.variants[0].text for unit in units] == ["a", "b"]
    assert f"a unit that cannot be read is left out ({reason})" in reasons(report)


def test_a_file_in_capitals_is_one_loss():
    text = (HEAD + UNIT % b"a" + END).upper().replace(b"XML:LANG='EN'", b"XML:LANG='en'")
    _, report = read(text.replace(b"VERSION", b"version"))
    told = [loss for loss in report.losses if "capitals" in loss.reason]
    assert [(loss.count, loss.places) for loss in told] == [(9, ("line 1",))]


def test_an_entity_hidden_between_quotes_is_found():
    doctype = b"<!DOCTYPE tmx [<!ENTITY lt '<!--'><!ENTITY evil 'x'><!ENTITY gt '-->'>]>"
    with pytest.raises(TmxError, match="“evil”"):
        read(doctype + HEAD + END)


def test_a_quote_of_a_doctype_that_is_not_closed():
    units, report = read(b"<!DOCTYPE tmx SYSTEM 'tmx14.dtd>" + HEAD + UNIT % b"a" + END)
    assert len(units) == 1
    assert "the DOCTYPE is not well-formed" in reasons(report)
