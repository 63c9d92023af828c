"""Beads become translation units: which, with which text, and what is counted."""

import io
from dataclasses import replace

import pytest

from aligner.exporting import ExportOptions, make_units, write_alignment
from aligner.exporting.units import make_header, write_memory
from aligner.records import Alignment, Bead
from tests.aligner.exporting.samples import (
    MOMENT,
    make_article,
    make_pair,
    make_reviewed,
    make_side,
    with_names,
)
from tests.omegat import require_omegat, translate_with_omegat
from tmx import Prop, read_tmx
from tmx.memory.records import Status
from tmx.memory.units.facts import read_facts


def texts(unit):
    return tuple(variant.text for variant in unit.variants)


def props(unit):
    return {prop.type: prop.text for prop in unit.props}


def test_confident_pairs_become_units():
    made = make_units(make_article(), MOMENT)
    assert [texts(unit) for unit in made.units] == [
        ("停火之後", "After the ceasefire"),
        ("停火已經開始。", "The ceasefire has begun."),
        (
            "「𠀀」說：\t價格是1,234.5元；沒有人反對。",
            "“𠀀” said: the price\nis 1,234.5 yuan; nobody objected.",
        ),
    ]
    assert made.left_out == {"below the minimum confidence": 1, "no counterpart": 2}
    assert made.characters_removed == 0


def test_what_a_unit_tells_of_itself():
    unit = make_units(make_article(), MOMENT).units[2]
    assert (unit.tuid, unit.provenance.creation_date) == ("2", MOMENT)
    assert [variant.language for variant in unit.variants] == ["zh-Hant-HK", "en-GB"]
    assert props(unit) == {
        "x-confidence": "0.83",
        "x-bead": "2-2",
        "x-document": "文章.txt | article.txt",
    }


def test_an_accepted_pair_is_a_unit_whatever_its_confidence():
    made = make_units(make_reviewed(), MOMENT, dialect="memoq")
    assert [unit.tuid for unit in made.units] == ["0", "1", "2", "3"]
    assert props(made.units[3]) == {
        "x-status": "reviewed",
        "x-bead": "1-1",
        "x-document": "文章.txt | article.txt",
    }
    assert props(made.units[2])["aligned"] == "yes"
    assert made.left_out == {"no counterpart": 2}


def test_a_unit_has_the_text_as_edited():
    assert texts(make_units(make_reviewed(), MOMENT).units[0]) == ("停火之後", "Since the truce")


def test_a_memory_takes_an_accepted_pair_as_reviewed():
    facts = [read_facts(unit) for unit in make_units(make_reviewed(), MOMENT).units]
    assert [(each.status, each.confidence) for each in facts[2:]] == [
        (Status.ALIGNED, 0.83),
        (Status.REVIEWED, None),
    ]


def test_an_accepted_pair_with_a_destroyed_passage_is_a_unit():
    reviewed = make_reviewed()
    segments = list(reviewed.source.segments)
    segments[4] = replace(segments[4], is_damaged=True)
    source = replace(reviewed.source, segments=tuple(segments))
    assert len(make_units(replace(reviewed, source=source), MOMENT).units) == 4


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a.txt", "a.txt"), "a.txt"),
        (("a.txt", "b.txt"), "a.txt | b.txt"),
        (("", "b.txt"), "b.txt"),
        (("", ""), None),
        (("\udce6\x01a.txt", "b.txt"), "a.txt | b.txt"),
    ],
)
def test_document_prop(names, expected):
    (unit,) = make_units(with_names(make_pair("甲", "A"), *names), MOMENT).units
    assert props(unit).get("x-document") == expected


@pytest.mark.parametrize(
    ("source", "target", "expected", "removed"),
    [
        (" 　甲  乙\n", "\tA  B\u00a0", ("甲  乙", "A  B"), 0),
        ("甲\x00\x1f", "A\x0bB", ("甲", "A B"), 3),
        ("\x00 甲", "A\x0c", ("甲", "A"), 2),
        ("\u20000", "\U00020000", ("0", "𠀀"), 0),
        ("＝全形　Ａ", "Ａ", ("＝全形　Ａ", "Ａ"), 0),
    ],
)
def test_texts_are_as_printed(source, target, expected, removed):
    made = make_units(make_pair(source, target), MOMENT)
    assert [texts(unit) for unit in made.units] == [expected]
    assert made.characters_removed == removed


@pytest.mark.parametrize("text", ["", " 　", "\x00\x01", "\x0b", "\ud800"])
def test_a_side_without_text_is_left_out(text):
    made = make_units(make_pair(text, "A"), MOMENT)
    assert (made.units, made.left_out) == ((), {"no text on one side": 1})
    assert made.characters_removed == 0


def test_the_minimum_confidence_is_included():
    beads = [0.7, 0.699999, 1.0]
    pair = make_pair("甲", "A")
    kept = [
        len(make_units(replace(pair, beads=(Bead((0,), (0,), value),)), MOMENT).units)
        for value in beads
    ]
    assert kept == [1, 0, 1]


def test_the_header_holds_the_signature():
    header = make_header([make_article()], MOMENT)
    assert header.source_language == "zh-Hant-HK"
    assert header.props == (Prop("x-signature", make_article().signature),)
    assert header.creation_date == MOMENT


def test_what_is_written_is_read_back():
    stream = io.BytesIO()
    written = write_memory(stream, [make_article()], ExportOptions(MOMENT))
    stream.seek(0)
    found = tuple(read_tmx(stream))
    assert (written.count, written.noun) == (3, "units")
    expected = make_units(make_article(), MOMENT).units
    assert [(texts(unit), unit.props, unit.tuid) for unit in found] == [
        (texts(unit), unit.props, unit.tuid) for unit in expected
    ]
    assert {unit.provenance.creation_date for unit in found} == {MOMENT}


def test_omegat_fills_in_exact_matches(tmp_path):
    require_omegat()
    source = make_side(
        "zh-Hant-HK", "a.txt", "停火之後", ["停火已經開始。", "「𠀀」是字。", "無譯。"]
    )
    target = make_side("en-GB", "b.txt", "After it", ["It has begun.", " “𠀀” is <one> & all."])
    beads = (*(Bead((n,), (n,), 0.9) for n in range(3)), Bead((3,), ()))
    write_alignment(tmp_path / "m.tmx", Alignment(source, target, beads))
    # Without an empty line OmegaT joins a line that has no full stop to the next one.
    text = "".join(f"{segment.text}\n\n" for segment in source.segments)
    result = translate_with_omegat(tmp_path / "project", text, "ZH-HK", "EN-GB", tmp_path / "m.tmx")
    expected = [*(segment.text for segment in target.segments), "無譯。"]
    assert result.target_text.split("\n\n")[:-1] == expected
    assert result.faults == []
