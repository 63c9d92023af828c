"""Files that break off, archives that are broken, and files made to hurt a reader."""

import gzip
import io
import subprocess
import sys
import zlib

import pytest

from tests.timing import time_work
from tests.tmx.kit import (
    build,
    describe,
    expected_units,
    find_difference,
    find_loss_faults,
    load_kit,
    make_zip,
)
from tmx import TmxError, load_tmx, read_tmx

HOSTILE = load_kit("hostile")
WHOLE = {case["label"]: case for case in load_kit("tools", "spec")}
UNITS = {"body": [f"@u{number}" for number in range(1, 41)]}
PLAIN = build(UNITS)


def read(data):
    reader = read_tmx(io.BytesIO(data))
    units = list(reader)
    return units, reader.report


def texts(units):
    return [variant.text for unit in units for variant in unit.variants]


ALL, _ = read(PLAIN)


def is_start(units, whole):
    return list(units) == list(whole)[: len(units)]


# --- files that break off ---


@pytest.mark.parametrize("label", ["workbench-2007", "studio-2019", "nested-sub", "sections"])
def test_a_file_cut_anywhere(label):
    """Wherever a file is cut, the units before are as they are in the whole, and it is said."""
    data = build(WHOLE[label])
    whole, _ = read(data)
    for cut in range(0, len(data), 13):
        check_cut(data[:cut], whole)


def check_cut(data, whole):
    try:
        units, report = read(data)
    except TmxError as error:
        assert "\n" not in str(error)
        assert b"<\x00s\x00e\x00g" not in data
        assert b"<seg" not in data
        return
    assert is_start(units, whole)
    complete = data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8", "ignore").rstrip()
    assert (report.truncation is None) == complete.endswith("</tmx>")


def test_no_unit_is_lost_at_a_cut():
    for end in (b"</tu>", b"</tu>\n<tu", b"</tu>\n<tu tuid='u9'>"):
        cut = PLAIN.index(end, PLAIN.index(b"u7'")) + len(end)
        units, report = read(PLAIN[:cut])
        assert texts(units)[:14] == texts(ALL)[:14]
        assert "7" in report.truncation or "line" in report.truncation


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("packing", ["gz", "zip", "stored"])
def test_an_archive_cut(packing, tenth, tmp_path):
    data = pack(packing, PLAIN)
    path = tmp_path / f"a.tmx.{packing}"
    path.write_bytes(data[: len(data) * tenth // 10])
    try:
        found = load_tmx(path)
    except TmxError as error:
        assert tenth <= 4 or packing == "zip"
        assert str(error).startswith(str(path)) or path.name in str(error)
        assert "\n" not in str(error)
        return
    assert is_start(found.units, ALL)
    assert found.report.truncation


def pack(packing, data):
    if packing == "gz":
        return gzip.compress(data, mtime=0)
    return make_zip({"m.tmx": data}, method=0 if packing == "stored" else 8)


# --- gzip ---


def test_garbage_behind_gzip():
    units, report = read(gzip.compress(PLAIN, mtime=0) + b"garbage")
    assert units == ALL
    assert len(report.losses) == 1
    assert report.truncation is None


@pytest.mark.parametrize("padding", [b"\0" * 512, b"\0"])
def test_padding_behind_gzip_is_usual(padding):
    units, report = read(gzip.compress(PLAIN, mtime=0) + padding)
    assert (units, report.truncation, report.losses) == (ALL, None, ())


@pytest.mark.parametrize("place", [-1, -5, -8, 500])
def test_gzip_with_a_wrong_byte(place):
    """The sum of gzip tells that data were changed: what was read is given, and it is said."""
    data = bytearray(gzip.compress(PLAIN, mtime=0))
    place = place if place < 0 else len(data) // 2
    data[place] ^= 0x55
    try:
        units, report = read(bytes(data))
    except TmxError as error:
        assert "\n" not in str(error)
    else:
        assert report.truncation or report.losses
        assert place > 0 or is_start(units, ALL)


@pytest.mark.parametrize("inner", [b"", b"\0\0\0", b"plain text"], ids=["empty", "nul", "text"])
@pytest.mark.parametrize("packing", ["gz", "zip"])
def test_an_archive_of_something_else(packing, inner):
    with pytest.raises(TmxError):
        read(pack(packing, inner))


def test_gzip_in_gzip():
    with pytest.raises(TmxError):
        read(gzip.compress(gzip.compress(PLAIN)))


# --- zip ---


MEMBERS = {
    "two": ({"a.tmx": PLAIN, "sub/b.tmx": PLAIN}, "a.tmx", "b.tmx"),
    "none": ({"readme.txt": b"x", "folder/": b""}, "no TMX"),
    "folders": ({"folder/": b"", "folder/deep/": b""}, "no TMX"),
    "nothing": ({}, "no TMX"),
}


@pytest.mark.parametrize("members", MEMBERS.values(), ids=MEMBERS)
def test_zip_without_one_memory(members):
    files, *named = members
    with pytest.raises(TmxError) as caught:
        read(make_zip(files))
    assert all(name in str(caught.value) for name in named)


def test_zip_names_are_not_followed(tmp_path):
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(make_zip({"../../evil.tmx": PLAIN}))
    assert list(load_tmx(path).units) == ALL
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["a.zip"]


def spoil_zip(data, place, value):
    """Change a field of both records of the member, its place counted from the local header."""
    data = bytearray(data)
    data[place : place + 2] = value
    central = data.rindex(b"PK\x01\x02")
    data[central + place + 2 : central + place + 4] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(6, b"\x01\x00", id="password"),
        pytest.param(8, b"\x63\x00", id="AES"),
        pytest.param(8, b"\x09\x00", id="deflate64"),
    ],
)
def test_zip_that_cannot_be_unpacked(place, value):
    data = spoil_zip(make_zip({"a.tmx": PLAIN}), place, value)
    try:
        units, report = read(data)
    except TmxError as error:
        assert "\n" not in str(error)
    else:
        assert (units, bool(report.truncation)) == ([], True)


def test_zip_with_a_wrong_byte():
    data = bytearray(make_zip({"a.tmx": PLAIN}, method=0))
    data[data.index("第20句".encode()) + 8] ^= 0x0C
    units, report = read(bytes(data))
    assert units[:19] == ALL[:19]
    assert report.truncation


# --- hostile ---


def mark(case):
    reason = case.get("known_failure")
    marks = pytest.mark.xfail(reason=reason) if reason else ()
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [mark(case) for case in HOSTILE])
def test_hostile(case):
    try:
        (units, report, header), spent = time_work(lambda: read_hostile(case))
    except TmxError as error:
        assert case.get("error_or_loss"), error
        assert len(str(error)) < 1000
        return
    assert spent < 5
    expected = expected_units(case, header)
    assert find_difference(expected, [describe(unit, header) for unit in units]) == ""
    assert find_loss_faults(case, report.losses) == []
    assert sum(len(str(loss)) for loss in report.losses) < 1_000_000
    assert report.truncation is None or case.get("truncation_or_loss") or case.get("error_or_loss")


def read_hostile(case):
    reader = read_tmx(io.BytesIO(build(case)))
    units = list(reader)
    return units, reader.report, reader.header


# Start, piece that is repeated, end, and KiB of pieces: fewer where there are many elements.
BOMBS = {
    "text": (b"<tmx version='1.4'><body>", b"x", b"", 20480),
    "space": (b"<tmx version='1.4'><body>", b" ", b"", 20480),
    "comment": (b"<tmx version='1.4'><body><!-- ", b"x", b"", 20480),
    "segment": (b"<tmx version='1.4'><body><tu><tuv><seg>", b"x", b"", 17408),
    "attribute": (b"<tmx version='1.4'><body><tu tuid='", b"x", b"", 4096),
    "header": (b"<tmx version='1.4'><header creationtool='", b"x", b"", 4096),
    "notes": (b"<tmx version='1.4'><header>", b"<note>x</note>", b"", 60),
    "doctype": (b"<!DOCTYPE tmx [", b"<!-- x -->", b"", 60),
    "before": (b"", b" ", b"<tmx version='1.4'/>", 20480),
    "units": (b"<tmx version='1.4'><body>", b"<tu><tuv><seg>x</seg></tuv></tu>", b"", 60),
    "variants": (b"<tmx version='1.4'><body><tu>", b"<tuv><seg>x</seg></tuv>", b"", 60),
    "codes": (b"<tmx version='1.4'><body><tu><tuv><seg>", b"<ph/>", b"", 60),
    "opened": (b"<tmx version='1.4'><body>", b"<x>", b"", 60),
    "behind": (b"<tmx version='1.4'><body/></tmx>", b"x", b"", 20480),
}
_MEASURE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (250 << 20, 250 << 20))
import tmx
for path in sys.argv[1:]:
    try:
        reader = tmx.read_tmx(open(path, "rb"))
        print("read", sum(1 for _ in reader), bool(reader.report.losses))
    except tmx.TmxError as error:
        print("refused", error)
"""


def write_bomb(path, start, piece, end, kibibytes):
    """A gzip file of some KiB that unpacks to many MiB, made without the unpacked data."""
    packer = zlib.compressobj(9, wbits=31)
    block = piece * ((10 << 10) // len(piece))
    with path.open("wb") as stream:
        stream.write(packer.compress(start))
        for _ in range(kibibytes // 10):
            stream.write(packer.compress(block))
        stream.write(packer.compress(end) + packer.flush())


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_bombs_take_little_memory(tmp_path):
    """They are read or refused in 250 MiB of addresses, Python and its libraries included."""
    paths = [tmp_path / f"{kind}.tmx.gz" for kind in BOMBS]
    for path, parts in zip(paths, BOMBS.values(), strict=True):
        write_bomb(path, *parts)
    command = [sys.executable, "-W", "ignore", "-c", _MEASURE, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert [line.split()[0] for line in done.stdout.splitlines()].count("read") >= len(BOMBS) - 1
