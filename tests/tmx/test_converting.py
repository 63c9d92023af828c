"""Conversions from file to file: what goes in comes out, and nothing is ever half-written."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.tmx import strategies
from tmx import Code, Header, Note, Prop, TmxError, TranslationUnit, Variant, dump_tmx, load_tmx
from tmx.content import make_variant
from tmx.converting import ConvertOptions, HeldUnits, convert, open_units
from tmx.formats import FORMATS, find_format
from tmx.outputs import plan_outputs
from tmx.records import ReadReport

ROOT = Path(__file__).parents[2]


def pair(source, target, *, tuid=None, languages=("zh-CN", "en-GB")):
    return TranslationUnit(tuple(map(Variant, languages, (source, target))), tuid=tuid)


UNITS = (
    TranslationUnit(
        (
            make_variant("zh-CN", ("停", Code("ph", ("<br/>",), x="1"), "火")),
            make_variant("en-GB", ("cease", Code("ph", ("<br/>",), x="1"), "fire")),
        ),
        tuid="a",
        props=(Prop("x-confidence", "0.98"),),
        notes=(Note("seen"),),
    ),
    pair("𠀀，“引”", "quote", tuid="b"),
    TranslationUnit(
        (Variant("zh-CN", "三"), Variant("en-GB", "three"), Variant("fr", "trois")), tuid="c"
    ),
    pair("四", "vier", tuid="d", languages=("zh-CN", "de")),
)
HEADER = Header("zh-CN", creation_tool="t", creation_tool_version="1")


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "in.tmx"
    dump_tmx(path, UNITS, HEADER)
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def losses_of(report):
    written = [loss for each in report.written for loss in each.conversion.losses]
    return [str(loss) for loss in (*report.read.losses, *report.left_out, *written)]


LOSSLESS = [".jsonl", ".tsv", ".csv", ".xlsx", ".tmx.gz", ".tmx"]


@pytest.mark.parametrize("suffix", LOSSLESS)
def test_there_and_back(memory, suffix):
    there, back = memory.with_name(f"b{suffix}"), memory.with_name("back.tmx")
    done = convert([memory], [there])
    assert done.read == ReadReport(len(UNITS))
    assert [(each.paths, each.conversion.units) for each in done.written] == [((there,), 4)]
    assert [loss for loss in losses_of(done) if not loss.startswith("of the header")] == []
    convert([there], [back])
    assert load_tmx(back).units == UNITS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


@settings(max_examples=25)
@given(header=strategies.headers(source="zh-CN"), units=strategies.unit_lists(source="zh-CN"))
def test_any_units_there_and_back(folder, header, units):
    first, back = folder / "a.tmx", folder / "a.back.tmx"
    there = [folder / f"a{suffix}" for suffix in LOSSLESS[:-1]]
    dump_tmx(first, units, header)
    assert load_tmx(first).units == units
    assert convert([first], there).read.units == len(units)
    for path in there:
        convert([path], [back])
        assert load_tmx(back).units == units, path.name
        if path.name in {"a.jsonl", "a.xlsx", "a.tmx.gz"}:
            assert load_tmx(back).header == header, path.name


@pytest.mark.parametrize("suffix", ["", ".tmx", ".tmx.gz", ".jsonl", ".tsv", ".xlsx", ".docx"])
def test_the_same_input_makes_the_same_bytes(memory, suffix):
    outs = [memory.with_name(f"{name}{suffix or '.zh'}") for name in "ab"]
    for out in outs:
        convert([memory], [out] if suffix else [out, out.with_suffix(".en")])
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_several_outputs_at_once(memory):
    outs = [memory.with_name(f"out{each}") for each in (".tsv", ".jsonl", ".zh-CN", ".en-GB")]
    done = convert([memory], outs)
    assert [len(each.paths) for each in done.written] == [1, 1, 2]
    assert names(memory.parent) == sorted(["in.tmx", *(out.name for out in outs)])


def test_a_moses_pair_there_and_back(memory):
    pair_of_files = [memory.with_name("c.en-GB"), memory.with_name("c.zh-CN")]
    done = convert([memory], pair_of_files)
    assert pair_of_files[1].read_text("utf-8") == "停火\n𠀀，“引”\n三\n"
    lost = " | ".join(losses_of(done))
    for word in ("both languages", "codes", "notes", "properties", "other languages"):
        assert word in lost
    back = memory.with_name("back.tmx")
    options = ConvertOptions(source_language="zh-CN")
    assert convert(pair_of_files, [back], options).read.units == 3
    texts = [[each.text for each in unit.variants] for unit in load_tmx(back).units]
    assert texts == [["停火", "ceasefire"], ["𠀀，“引”", "quote"], ["三", "three"]]
    assert load_tmx(back).header.source_language == "zh-CN"


def test_a_moses_pair_by_one_name(memory):
    done = convert([memory], [memory.with_name("corpus")], ConvertOptions(format="moses"))
    assert [path.name for path in done.written[0].paths] == ["corpus.zh-CN", "corpus.en-GB"]


def test_moses_files_of_any_name(memory):
    outs = [memory.with_name("a.txt"), memory.with_name("b.txt")]
    options = ConvertOptions(format="moses", source_language="en-GB", target_language="zh-CN")
    convert([memory], outs, options)
    assert outs[0].read_text("utf-8").splitlines() == ["ceasefire", "quote", "three"]


def test_one_pair_of_languages_is_chosen(memory):
    out = memory.with_name("out.tmx")
    done = convert([memory], [out], ConvertOptions(source_language="en", target_language="zh"))
    found = load_tmx(out)
    assert found.header.source_language == "en-GB"
    assert [[each.language for each in unit.variants] for unit in found.units] == [
        ["en-GB", "zh-CN"]
    ] * 3
    assert done.read.units == 4
    assert losses_of(done) == [
        "texts in other languages, or further ones in the same, are left out: unit 3 (tuid c)",
        "a unit without a text in en-GB and zh-CN is left out: unit 4 (tuid d)",
    ]
    assert "en is taken to be en-GB" in done.notes[0]


def test_a_source_alone_keeps_all_others(memory):
    out = memory.with_name("out.jsonl")
    convert([memory], [out], ConvertOptions(source_language="en-GB"))
    units = open_units([out])
    assert [[each.language for each in unit.variants] for unit in units] == [
        ["en-GB", "zh-CN"],
        ["en-GB", "zh-CN"],
        ["en-GB", "zh-CN", "fr"],
    ]
    assert units.header.source_language == "en-GB"


def test_a_target_alone(memory):
    out = memory.with_name("out.tmx")
    convert([memory], [out], ConvertOptions(target_language="fr"))
    assert [unit.tuid for unit in load_tmx(out).units] == ["c"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("in.tsv", "zh-HK\ten-GB\n停火。\tCeasefire.\n", id="table"),
        pytest.param(
            "in.jsonl",
            '{"variants": [{"language": "zh-HK", "text": "停火。"},'
            ' {"language": "en-GB", "text": "Ceasefire."}]}',
            id="lines without a header",
        ),
    ],
)
@pytest.mark.parametrize(("stated", "expected"), [("zh-HK", "en-GB"), ("en-GB", "zh-HK")])
def test_one_language_stated_settles_both(tmp_path, name, text, stated, expected):
    source = tmp_path / name
    source.write_text(text, encoding="utf-8")
    convert([source], [tmp_path / "s.tmx"], ConvertOptions(source_language=stated))
    convert([source], [tmp_path / "t.tmx"], ConvertOptions(target_language=expected))
    for out in (tmp_path / "s.tmx", tmp_path / "t.tmx"):
        (unit,) = load_tmx(out).units
        assert [each.language for each in unit.variants] == [stated, expected]
    assert load_tmx(tmp_path / "s.tmx").header.source_language == stated


def test_a_file_for_each_pair_of_languages(memory):
    out = memory.with_name("out.tmx")
    done = convert([memory], [out], ConvertOptions(one_pair=True))
    made = ["out.zh-CN.de.tmx", "out.zh-CN.en-GB.tmx", "out.zh-CN.fr.tmx"]
    assert names(memory.parent) == ["in.tmx", *made]
    assert sorted((each.paths[0].name, each.conversion.units) for each in done.written) == [
        (made[0], 1),
        (made[1], 3),
        (made[2], 1),
    ]
    for name in made:
        found = load_tmx(memory.with_name(name))
        assert found.header.source_language == "zh-CN"
        assert not found.report.losses
        assert {len(unit.variants) for unit in found.units} == {2}


def test_a_format_under_the_suffix_of_another_for_each_pair(memory):
    out = memory.with_name("c.xlf")
    convert([memory], [out], ConvertOptions(one_pair=True, format="xliff2", target_language="fr"))
    assert names(memory.parent) == ["c.zh-CN.fr.xlf", "in.tmx"]


def test_moses_files_for_each_pair_of_languages(memory):
    convert([memory], [memory.with_name("c")], ConvertOptions(one_pair=True, format="moses"))
    assert names(memory.parent)[:2] == ["c.zh-CN.de.de", "c.zh-CN.de.zh-CN"]


def test_pairs_without_end_make_no_files(tmp_path):
    units = tuple(pair("一", "one", languages=("zh", f"en-{number:03}")) for number in range(101))
    with pytest.raises(TmxError, match="101 pairs of languages, and at most 100 files"):
        convert([], [tmp_path / "a.tmx"], ConvertOptions(one_pair=True), source=HeldUnits(units))
    assert names(tmp_path) == []


def test_languages_that_are_no_tags_make_no_paths(tmp_path):
    units = (pair("a", "b", languages=("../../x", "é y")),)
    convert(
        [], [tmp_path / "o.jsonl"], ConvertOptions(one_pair=True), source=HeldUnits(units, HEADER)
    )
    convert([], [tmp_path / "m"], ConvertOptions(format="moses"), source=HeldUnits(units))
    assert names(tmp_path) == ["m..._.._x", "m.é_y", "o..._.._x.é_y.jsonl"]


@pytest.mark.parametrize("outs", [("c.zh-CN", "c.en-GB"), ("a.xlf",), ("a.docx",)])
def test_a_wrong_source_in_the_header_loses_nothing(tmp_path, outs):
    held = HeldUnits(UNITS[:3], Header("de"))
    done = convert([], [tmp_path / out for out in outs], source=held)
    assert done.written[0].conversion.units == 3
    done = convert([], [tmp_path / "a.tsv"], ConvertOptions(target_language="fr"), source=held)
    assert done.written[0].conversion.units == 1
    done = convert([], [tmp_path / "a.tmx"], ConvertOptions(one_pair=True), source=held)
    assert [each.conversion.units for each in done.written] == [3, 1]


def test_level_1(memory):
    out = memory.with_name("out.jsonl")
    done = convert([memory], [out], ConvertOptions(level=1))
    assert "content" not in out.read_text("utf-8")
    assert "inline codes are left out (level 1)" in losses_of(done)[0]


def test_a_table_names_its_languages(tmp_path):
    (tmp_path / "a.tsv").write_text("停火\tceasefire\n会谈\ttalks\n", encoding="utf-8")
    options = ConvertOptions(source_language="zh-CN", target_language="en-GB")
    convert([tmp_path / "a.tsv"], [tmp_path / "a.tmx"], options)
    found = load_tmx(tmp_path / "a.tmx")
    assert found.header.source_language == "zh-CN"
    assert found.units == (pair("停火", "ceasefire"), pair("会谈", "talks"))


def test_a_truncated_input_is_converted_as_far_as_it_goes(memory):
    data = memory.read_bytes()
    memory.write_bytes(data[: data.index(b'tuid="d"')])
    out = memory.with_name("out.tsv")
    done = convert([memory], [out])
    assert (done.read.units, done.written[0].conversion.units) == (3, 3)
    assert done.read.truncation
    assert out.exists()


def test_progress_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("tmx.converting.PROGRESS_STEP", 100)
    units = HeldUnits((pair("停火", "ceasefire"),) * 250)
    told = []
    convert([], [tmp_path / "a.zh", tmp_path / "a.en"], source=units, progress=told.append)
    assert told == [100, 200]


WRONG = {
    "no output": (["in.tmx"], [], {}, "no output is named"),
    "no suffix": (["in.tmx"], ["out"], {}, "it has no suffix"),
    "an unknown suffix": (["in.tmx"], ["out.pdf"], {}, r"suffix \.pdf is not known"),
    "an unknown format": (["in.tmx"], ["out"], {"format": "pdf"}, "no format “pdf”"),
    "the input": (["in.tmx"], ["in.tmx"], {}, "is an input"),
    "the input by a link": (["in.tmx"], ["link.tmx"], {}, "is an input"),
    "the input by another way": (["in.tmx"], ["sub/../in.tmx"], {}, "is an input"),
    "twice": (["in.tmx"], ["a.tsv", "a.tsv"], {}, "another output"),
    "a folder": (["in.tmx"], ["sub.tsv"], {}, "is a folder"),
    "no folder": (["in.tmx"], ["none/a.tsv"], {}, "there is no folder"),
    "no folder for pairs": (["in.tmx"], ["none/a.tsv"], {"one_pair": True}, "no folder"),
    "standard output": (["in.tmx"], ["-"], {}, "standard output"),
    "standard input": (["-"], ["a.tsv"], {}, "standard input"),
    "half a Moses pair": (["in.tmx"], ["a.zh"], {}, "is two files"),
    "three Moses files": (["in.tmx"], ["a.zh", "a.en", "a.fr"], {}, "is two files"),
    "Moses in one language": (["in.tmx"], ["a.zh", "b.zh"], {}, "both are in zh"),
    "Moses without languages": (["in.tmx"], ["a.t", "b.t"], {"format": "moses"}, "not known"),
    "Moses pairs": (["in.tmx"], ["a.zh", "a.en"], {"one_pair": True}, "--format moses -o corpus"),
    "a format that is not written": (["in.tmx"], ["a.zip"], {}, "read, but not written"),
    "a format that is not read": (["a.docx"], ["a.tsv"], {}, "written, but not read"),
    "two inputs": (["in.tmx", "b.tmx"], ["a.tsv"], {}, "only a Moses pair"),
    "three inputs": (["a", "b", "c"], ["a.tsv"], {}, "only a Moses pair"),
    "an unknown input": (["in.bin"], ["a.tsv"], {}, "suffix says what an input is"),
    "no input": (["none.tmx"], ["a.tsv"], {}, "none.tmx"),
    "a folder as input": (["sub.tsv"], ["a.tmx"], {}, "sub.tsv"),
    "no language tag": (["in.tmx"], ["a.tsv"], {"source_language": "x-"}, "no language tag"),
    "one language": (
        ["in.tmx"],
        ["a.tsv"],
        {"source_language": "zh-CN", "target_language": "zh_cn"},
        "are both zh-CN",
    ),
    "a missing language": (
        ["in.tmx"],
        ["a.tsv"],
        {"source_language": "zh-TW"},
        "no unit has a text in zh-TW; the input holds zh-CN, en-GB, fr, de",
    ),
    "a level": (["in.tmx"], ["a.tsv"], {"level": 3}, "no level 3"),
    "a dialect": (["in.tmx"], ["a.tmx"], {"dialect": "klingon"}, "klingon"),
    "not TMX": (["plain.tmx"], ["a.tsv"], {}, "plain.tmx"),
    "not JSON": (["plain.jsonl"], ["a.tsv"], {}, "line 1: is no JSON object"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_one_line_and_changes_nothing(memory, monkeypatch, case):
    inputs, outputs, options, message = case
    monkeypatch.chdir(memory.parent)
    for name in ("sub", "sub.tsv"):
        Path(name).mkdir()
    for name in ("plain.tmx", "plain.jsonl"):
        Path(name).write_text("停火开始了。\n" * 3, encoding="utf-8")
    Path("b.tmx").write_bytes(memory.read_bytes())
    Path("link.tmx").symlink_to(memory)
    before = {path: path.read_bytes() for path in memory.parent.iterdir() if path.is_file()}
    with pytest.raises(TmxError, match=message) as caught:
        convert([*map(Path, inputs)], [*map(Path, outputs)], ConvertOptions(**options))
    assert "\n" not in str(caught.value)
    assert {path: path.read_bytes() for path in memory.parent.iterdir() if path.is_file()} == before


class Failing:
    """Units that end in an error."""

    header = None
    report = ReadReport(0)

    def __init__(self, error):
        self.error = error

    def __iter__(self):
        yield from UNITS * 1000
        raise self.error


@pytest.mark.parametrize(
    "name", ["a.tmx", "a.tmx.gz", "a.tsv", "a.jsonl", "a.xlsx", "a.zh", "a.xlf"]
)
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), TmxError("broken")])
def test_an_error_on_the_way_leaves_the_old_files(tmp_path, name, error):
    outs = [tmp_path / "first.jsonl", tmp_path / name]
    outs += [tmp_path / "a.en"] if name == "a.zh" else []
    for out in outs:
        out.write_bytes(b"old")
    with pytest.raises(TmxError):
        convert([], outs, source=Failing(error))
    assert {out.read_bytes() for out in outs} == {b"old"}
    assert names(tmp_path) == sorted(out.name for out in outs)


FULL = """
import resource, sys
from pathlib import Path
from tmx import TmxError
from tmx.converting import convert
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    convert([Path(sys.argv[1])], [*map(Path, sys.argv[2:])])
except TmxError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("outs", [("a.tmx",), ("a.tsv",), ("a.xlsx",), ("c.zh-CN", "c.en-GB")])
def test_a_disk_that_takes_no_more(tmp_path, outs):
    memory = tmp_path / "in.tmx"
    texts = [f"{number}{os.urandom(20).hex()}" for number in range(3000)]
    dump_tmx(memory, [pair(text, text[::-1]) for text in texts], HEADER)
    command = [sys.executable, "-c", FULL, str(memory), *(str(tmp_path / out) for out in outs)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, encoding="utf-8", check=True
    )
    assert "cannot be written (File too large)" in done.stdout
    assert names(tmp_path) == ["in.tmx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder(memory, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(TmxError, match="cannot be written"):
        convert([memory], [closed / "a.tsv"])


def test_every_format_has_its_functions(tmp_path):
    for name, each in FORMATS.items():
        if each.open is not None:
            with pytest.raises(TmxError):
                each.open([tmp_path / "none"], ConvertOptions())
        if each.write is not None:
            suffix = (each.suffixes or (".x",))[0]
            options = ConvertOptions(format=name)
            convert([], [tmp_path / f"a{suffix}"], options, source=HeldUnits(UNITS, HEADER))


SUFFIXES = {
    "a.TMX": "tmx",
    "a.tmx.gz": "tmx.gz",
    "a.b.zip": "tmx.zip",
    "a.tab": "tsv",
    "a.csv": "csv",
    "a.xliff": "xliff",
    "a.zh_hk": "moses",
    "corpus.en": "moses",
}


@pytest.mark.parametrize(("name", "expected"), SUFFIXES.items())
def test_the_format_of_a_suffix(name, expected):
    assert find_format(Path(name)) == expected


def test_xliff_of_both_versions(tmp_path):
    for name, version in (("xliff", b'version="1.2"'), ("xliff2", b'version="2.1"')):
        out = tmp_path / "a.xlf"
        convert([], [out], ConvertOptions(format=name), source=HeldUnits(UNITS, HEADER))
        assert version in out.read_bytes()[:500]


def test_a_stated_format_needs_no_suffix(memory):
    convert([memory], [memory.with_name("out")], ConvertOptions(format="tmx"))
    assert load_tmx(memory.with_name("out")).units == UNITS


def test_planning_touches_nothing(tmp_path):
    (tmp_path / "a.tsv").write_bytes(b"old")
    plan_outputs([tmp_path / "a.tsv", tmp_path / "b.tmx"])
    assert names(tmp_path) == ["a.tsv"]
    assert (tmp_path / "a.tsv").read_bytes() == b"old"


def test_a_unit_that_tmx_cannot_hold_is_mended_or_left_out(tmp_path):
    units = (
        replace(UNITS[1], tuid="white space"),
        pair("a\x1fb", "c"),
        pair("", "empty"),
        pair("x", "y", languages=("zh-CN", "Klingon?")),
    )
    out = tmp_path / "a.tmx"
    done = convert([], [out], source=HeldUnits(units, HEADER))
    found = load_tmx(out)
    assert not found.report.losses
    assert found.units[1].variants[0].text == "ab"
    assert len(losses_of(done)) >= 3


def test_excels_unicode_text_is_a_table(tmp_path):
    (tmp_path / "a.txt").write_bytes("中文\tEnglish\r\n停火\tceasefire\r\n".encode("utf-16"))
    assert [unit.variants for unit in open_units([tmp_path / "a.txt"])] == [
        (Variant("zh", "停火"), Variant("en", "ceasefire"))
    ]


def test_a_dialect_without_tmx_is_said(memory):
    done = convert([memory], [memory.with_name("a.tsv")], ConvertOptions(dialect="memoq"))
    assert done.notes == ("the dialect memoq is one of TMX; no output is TMX",)
