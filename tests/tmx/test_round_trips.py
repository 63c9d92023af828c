"""Any unit goes through every format and comes back as it was, from outside: by files alone."""

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grammars import check_grammars
from tests.tmx import strategies
from tmx import Header
from tmx.checking import Severity, check_file
from tmx.converting import ConvertOptions, HeldUnits, convert, open_units

LOSSLESS = ("a.tmx", "a.tmx.gz", "a.jsonl", "a.tsv", "a.csv", "a.xlsx")
WITH_HEADER = ("a.tmx", "a.tmx.gz", "a.jsonl")
WRITTEN = (*LOSSLESS, "a.xlf", "a.docx", "a.html")
MOSES = ("a.zh-HK", "a.en-GB")
FEW = settings(max_examples=30)
FEWER = settings(max_examples=10)


@contextmanager
def written(held, names, **options):
    """Convert units to the files of one format; give the paths and the report."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in names]
        yield paths, convert([], paths, ConvertOptions(**options), source=held)


def list_losses(report):
    return [*report.left_out, *(loss for each in report.written for loss in each.conversion.losses)]


def read(paths):
    """Read files whole; nothing of them may be lost."""
    source = open_units(paths)
    held = HeldUnits(tuple(source), source.header)
    assert source.report.losses == ()
    assert source.report.truncation is None
    return held


def find_errors(path):
    findings = check_file(path).findings
    return [finding for finding in findings if finding.rule.severity is Severity.ERROR]


def texts_of(unit):
    return {(variant.language, variant.text) for variant in unit.variants}


def without_codes(unit):
    return replace(unit, variants=tuple(replace(each, content=()) for each in unit.variants))


@FEW
@given(units=strategies.unit_lists(), header=strategies.headers())
def test_units_come_back_as_they_were(units, header):
    with written(HeldUnits(units, header), LOSSLESS) as (paths, report):
        for path, done in zip(paths, report.written, strict=True):
            found = read([path])
            assert found.units == units, path.name
            assert done.conversion.units == len(units), path.name
            if path.name in WITH_HEADER:
                assert found.header == header, path.name
                assert done.conversion.losses == (), path.name


@FEWER
@given(units=strategies.unit_lists(source="zh-HK"), names=st.permutations(LOSSLESS))
def test_units_go_through_all_formats_one_behind_the_other(units, names):
    # A text table has no "*all*": its first language is the source, which TMX puts first.
    with tempfile.TemporaryDirectory() as folder:
        source, before = HeldUnits(units, Header("*all*")), []
        for number, name in enumerate(names):
            path = Path(folder) / f"{number}-{name}"
            report = convert(before, [path], source=source if not before else None)
            assert report.read.losses == ()
            before = [path]
        assert read(before).units == units


@FEW
@given(units=strategies.unit_lists(), header=strategies.headers())
def test_level_1_keeps_the_texts(units, header):
    has_codes = any(variant.content for unit in units for variant in unit.variants)
    with written(HeldUnits(units, header), LOSSLESS, level=1) as (paths, report):
        for path, done in zip(paths, report.written, strict=True):
            assert read([path]).units == tuple(map(without_codes, units)), path.name
            lost = any("level 1" in loss.reason for loss in done.conversion.losses)
            assert lost == has_codes, path.name


@FEWER
@given(units=strategies.unit_lists(may_repeat=True))
def test_several_variants_in_a_language_come_back(units):
    names = [name for name in LOSSLESS if "tmx" not in name]
    with written(HeldUnits(units, Header("*all*")), names) as (paths, _):
        for path in paths:
            assert read([path]).units == units, path.name


@FEW
@given(units=st.lists(strategies.plain_units(), min_size=1, max_size=5).map(tuple))
def test_a_moses_pair_comes_back(units):
    with written(HeldUnits(units, Header("zh-HK")), MOSES) as (paths, _):
        lines = [path.read_bytes().decode("utf-8-sig").split("\n") for path in paths]
        assert lines[0] == [*(unit.variants[0].text for unit in units), ""]
        assert lines[1] == [*(unit.variants[1].text for unit in units), ""]
        assert read(paths).units == units


@FEWER
@given(units=strategies.unit_lists(source="zh-HK"), header=strategies.headers(source="zh-HK"))
def test_the_same_units_make_the_same_bytes(units, header):
    pair = strategies.EXAMPLE_PAIR
    held = HeldUnits((*units, pair), header)
    contents = []
    for _ in range(2):
        with written(held, (*WRITTEN, *MOSES)) as (paths, _):
            contents.append({path.name: path.read_bytes() for path in paths})
    assert contents[0] == contents[1]


@FEW
@given(
    units=st.lists(strategies.wild_units(), max_size=4).map(tuple),
    header=st.none() | strategies.wild_headers(),
)
def test_whatever_was_read_becomes_valid_tmx(units, header):
    with written(HeldUnits(units, header), ["a.tmx"]) as (paths, report):
        check_grammars(paths[0])
        errors = [
            each for each in check_file(paths[0]).findings if each.rule.severity is Severity.ERROR
        ]
        assert errors == []
        found = read(paths).units
        assert len(found) == report.written[0].conversion.units
        # A unit is left out, divided or changed only with a word.
        assert list_losses(report) or [texts_of(each) for each in found] == [
            texts_of(each) for each in units
        ]
