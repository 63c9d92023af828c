"""What all formats of one pair of languages do alike."""

import io
from functools import partial
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx import strategies
from tests.tmx.formats.bilingual import ALL, CODED, HEADER, Source, as_variant, make_unit
from tests.tracing import trace_peak
from tmx import Header, Prop, TmxError, TranslationUnit
from tmx.formats.docx import write_docx
from tmx.formats.html import write_html
from tmx.formats.records import WriteOptions
from tmx.formats.xliff import write_xliff12, write_xliff21

WRITERS = {
    "xliff12": write_xliff12,
    "xliff21": write_xliff21,
    "docx": write_docx,
    "html": write_html,
}
every_writer = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
PAIR = make_unit("停火。", "A ceasefire.")


def run(write, *units, header=None, **options):
    """Return the text of what is written, and what is said of it."""
    stream = io.BytesIO()
    made = write(stream, Source(*units, header=header), WriteOptions(**options))
    data = stream.getvalue()
    if write is write_docx:
        with ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            data = package.read("word/document.xml")
    return data.decode("utf-8"), made


def reasons(made):
    return {loss.reason: (loss.count, loss.places) for loss in made.losses}


@every_writer
def test_same_units_same_bytes(write):
    streams = io.BytesIO(), io.BytesIO()
    source = Source(*ALL, header=HEADER)
    for stream in streams:
        write(stream, source, WriteOptions())
    assert streams[0].getvalue() == streams[1].getvalue()


@every_writer
def test_units_without_a_pair_are_left_out_and_counted(write):
    alone = TranslationUnit((as_variant("zh-HK", "沒有譯文"),), tuid="a7")
    text, made = run(write, alone, PAIR, TranslationUnit(()))
    assert made.units == 1
    assert "沒有譯文" not in text
    assert reasons(made) == {
        "the unit has no text in both languages and is left out": (
            2,
            ("unit 1 (tuid a7)", "unit 3"),
        )
    }


@every_writer
def test_no_pair_at_all_is_an_error(write):
    with pytest.raises(TmxError, match="no unit has a text in both languages"):
        run(write, TranslationUnit((as_variant("zh-HK", "甲"),)))
    with pytest.raises(TmxError, match="the input holds no unit"):
        run(write)


@every_writer
def test_the_languages_can_be_stated(write):
    unit = TranslationUnit(
        tuple(as_variant(tag, text) for tag, text in (("zh-HK", "甲"), ("fr", "un"), ("en", "one")))
    )
    text, made = run(write, unit, PAIR, source_language="en", target_language="zh")
    assert text.index(">one<") < text.index(">甲<")
    assert "un<" not in text
    assert made.units == 2
    assert reasons(made) == {
        "texts in other languages, or further ones in the same, are left out": (1, ("unit 1",))
    }


@every_writer
def test_a_header_that_names_another_source_is_no_hindrance(write):
    text, made = run(write, PAIR, header=Header("de"))
    assert text.index("停火。<") < text.index("A ceasefire.<")
    assert made.units == 1


@every_writer
def test_stated_languages_that_are_not_there_are_named(write):
    with pytest.raises(TmxError, match=r"\(de, fr\)"):
        run(write, PAIR, source_language="de", target_language="fr")


@every_writer
def test_forbidden_characters_are_removed_and_counted_once(write):
    unit = make_unit("停\x00火\ufffe", "A\x0bceasefire\ud800", props=(Prop("x-a", "b\x1f"),))
    text, made = run(write, unit)
    assert "停火<" in text
    assert "A ceasefire<" in text
    reason = "characters that XML does not allow are removed, or made a space"
    assert reasons(made)[reason] == (5, ("unit 1",))


@every_writer
def test_tags_with_forbidden_characters(write):
    unit = TranslationUnit((as_variant("zh\x00\ud800-HK", "甲"), as_variant("en", "a")))
    text, made = run(write, unit)
    assert made.units == 1
    assert "\x00" not in text
    assert all("\x00" not in note for note in made.notes)


@every_writer
def test_level_1_has_texts_alone(write):
    text, made = run(write, CODED, level=1)
    assert "&lt;b&gt;" not in text
    assert "甲乙丙" in text
    assert reasons(made)["inline codes are left out"] == (8, ("unit 1",))


@every_writer
def test_memory_does_not_grow(write):
    work = partial(write_nowhere, write)
    (_, few), (_, many) = (trace_peak(work, count, first=10) for count in (600, 3000))
    assert many < few + 100_000


def write_nowhere(write, count):
    write(_Nowhere(), Source(*[PAIR] * count), WriteOptions())


class _Nowhere(io.RawIOBase):
    """A stream that keeps nothing."""

    def writable(self):
        return True

    def write(self, data):
        return len(data)


@every_writer
@settings(max_examples=20)
@given(st.lists(strategies.wild_units(), max_size=3), st.none() | strategies.wild_headers())
def test_wild_units_are_never_another_error(write, units, header):
    try:
        text, made = run(write, PAIR, *units, header=header)
    except TmxError:
        return
    assert 1 <= made.units <= 1 + len(units)
    assert text
