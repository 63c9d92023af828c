"""What holds for any file: nothing is invented, and a fault costs the unit that it is in alone."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.reading import reference
from tests.tmx.reading.reference import PARTS
from tests.tmx.strategies import units
from tmx import Code, Prop, TmxError, TranslationUnit, Variant, read_tmx

CODES = ("a", Code("ph", ("{0}",), x="1"), "b", Code("hi", ("c", Code("ut", ("d",))), type="x"))
SMALL = [
    TranslationUnit((Variant("en", "a & b"), Variant("zh-TW", "停火𠀀。")), tuid="1"),
    TranslationUnit((Variant("en", "abc", content=CODES),), props=(Prop("x-p", "<>"),)),
    TranslationUnit((Variant("en", "last", (Prop("x-q", ""),)),), tuid="3"),
]
TEXTS = [reference.unit(each) for each in SMALL]


def read(data):
    reader = read_tmx(io.BytesIO(data if isinstance(data, bytes) else data.encode()))
    return list(reader), reader.report


@settings(deadline=None)
@given(units())
def test_what_is_written_is_read(unit):
    found, report = read(reference.file([reference.unit(unit)]))
    assert found == [unit]
    assert (report.losses, report.truncation) == ((), None)


@settings(deadline=None, max_examples=300)
@given(st.lists(PARTS, max_size=20).map("".join))
def test_a_damaged_unit_costs_nothing_but_itself(text):
    found, report = read(reference.file([TEXTS[0], text, TEXTS[2]]))
    assert found[0] == SMALL[0]
    assert report.truncation is None
    if not any(opened in text for opened in ("<!", "<?")):
        assert found[-1] == SMALL[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_cut_anywhere_gives_the_units_before(encoding):
    data = reference.file(TEXTS).encode(encoding)
    root = len("<tmx ".encode(encoding))
    for end in range(root, len(data)):
        found, report = read(data[:end])
        assert found == SMALL[: len(found)]
        is_whole = data[:end].decode(encoding, "ignore").rstrip().endswith("</tmx>")
        assert is_whole == (report.truncation is None)


@pytest.mark.parametrize("end", range(5))
def test_a_file_cut_before_its_root_is_none(end):
    with pytest.raises(TmxError):
        read(reference.file(TEXTS).encode()[:end])


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_changed_bytes_are_read_or_refused(data):
    changed = bytearray(reference.file(TEXTS).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place] = data.draw(st.integers(0, 255))
    try:
        read(bytes(changed))
    except TmxError as error:
        assert "\n" not in str(error)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_behind_the_root_are_read(data):
    stream = io.BytesIO(b"<tmx version='1.4'><body>" + data)
    reader = read_tmx(stream, encoding="utf-8")
    assert list(reader) == []
    assert reader.report.truncation or b"</" in data


def test_lines_are_those_of_the_file():
    text = reference.file([each.replace("><", ">\n<") for each in TEXTS * 3], between="\n\n")
    reader = read_tmx(io.BytesIO(text.encode()))
    lines = [reader.line for _ in reader]
    starts = ("<tu>", "<tu ")
    assert lines == [n for n, each in enumerate(text.split("\n"), 1) if each.startswith(starts)]


def test_lines_over_many_chunks():
    text = reference.file([TEXTS[0].replace("a &", "a\r\nb " * 50 + "&")] * 3000)
    reader = read_tmx(io.BytesIO(text.encode()))
    lines = [reader.line for _ in reader]
    assert lines == [5 + 51 * place - 1 for place in range(3000)]
    assert reader.line == lines[-1]


def pack(kind, data):
    if kind == "gzip":
        return gzip.compress(data[:900]) + gzip.compress(data[900:])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "x")
        archive.writestr("a/b.tmx", data)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_a_packed_file_cut_anywhere_gives_the_units_before(kind):
    many = [TranslationUnit((Variant("en", f"text {n * 7919}"),)) for n in range(40)]
    data = pack(kind, reference.file(map(reference.unit, many)).encode())
    assert read(data)[0] == many
    for end in range(0, len(data), 7):
        try:
            found, report = read(data[:end])
        except TmxError as error:
            assert "\n" not in str(error)
            continue
        assert found == many[: len(found)]
        assert report.truncation


def test_a_zip_of_two_memories_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.tmx", "x")
        archive.writestr("b.TMX", "y")
    with pytest.raises(TmxError, match=r"“a\.tmx”, “b\.TMX”"):
        read(stream.getvalue())


def test_a_bomb_ends_early():
    head = reference.file([TEXTS[0]]).encode().removesuffix(b"</body>\n</tmx>\n")
    found, report = read(gzip.compress(head + b" " * (200 << 20)))
    assert found == SMALL[:1]
    assert "far more than its packed size" in report.truncation
