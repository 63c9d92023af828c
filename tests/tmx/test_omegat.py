"""OmegaT loads what the writer makes, in every form, and fills exact matches into target files."""

import csv
import json

import pytest

from tests.grammars import check_grammars
from tests.omegat import require_omegat, run_omegat, translate_with_omegat
from tmx import Code, Header, Note, Prop, TmxOptions, TranslationUnit, Variant, dump_tmx
from tmx.content import make_variant
from tmx.contexts import find_neighbours
from tmx.converting import HeldUnits, convert
from tmx.dialects import (
    DIALECTS,
    state_alignment,
    state_context,
    state_header,
)

PAIRS = [
    ("停火已經開始。", "The ceasefire has begun."),
    ("價格上升至1,234.5元。", "The price rose to 1,234.5 yuan."),
    ("「𠀀」是一個字。", "“𠀀” is a character & <not> a tag."),
]
NO_MATCH = "這一句沒有譯文。"
TAGS = {"ZH-CN": "zh-CN", "ZH-TW": "zh-TW", "ZH-HK": "zh-Hant-HK"}
FORMS = {f"{dialect}-{level}": (dialect, level) for dialect in DIALECTS for level in (1, 2)} | {
    "packed": ("plain", 2)
}


def pairs_of(form):
    """The pairs of one memory of several, so that a match tells which of them was loaded."""
    return [(f"{form}{chinese}", f"{form}: {english}") for chinese, english in PAIRS]


def make_units(pairs, source="zh-HK"):
    for number, (chinese, english) in enumerate(pairs):
        yield TranslationUnit(
            (Variant(source, chinese), Variant("en-GB", english)),
            tuid=f"u{number}",
            props=(Prop("x-confidence", "0.98"), Prop("x-document", "a.txt")),
            notes=(Note("made for a test"),),
        )


def write_form(folder, form, source):
    dialect, level = FORMS[form]
    header = state_header(Header(source), dialect)
    units = (
        state_alignment(state_context(unit, context, dialect, header=header), dialect)
        for unit, context in find_neighbours(make_units(pairs_of(form), source), source)
    )
    path = folder / (f"{form}.tmx.gz" if form == "packed" else f"{form}.tmx")
    dump_tmx(path, units, header, options=TmxOptions(level=level))
    check_grammars(path)
    return path


def source_text(pairs):
    return "".join(f"{chinese}\n" for chinese, _ in [*pairs, (NO_MATCH, "")])


def target_text(pairs):
    return "".join(f"{english}\n" for _, english in [*pairs, ("", NO_MATCH)])


@pytest.mark.parametrize("project", TAGS)
def test_exact_matches_of_every_form_are_filled_in(tmp_path, project):
    require_omegat()
    paths = [write_form(tmp_path, form, TAGS[project]) for form in FORMS]
    texts = {form: source_text(pairs_of(form)) for form in FORMS}
    result = run_omegat(tmp_path / "project", texts, (project, "EN-GB"), paths)
    assert result.targets == {form: target_text(pairs_of(form)) for form in FORMS}
    assert result.memories == {
        path.name: pairs_of(form) for form, path in zip(FORMS, paths, strict=True)
    }
    assert result.faults == []


def test_cantonese_fills_a_project_of_hong_kong(tmp_path):
    require_omegat()
    dump_tmx(tmp_path / "m.tmx", make_units(PAIRS, "yue-Hant-HK"), Header("yue-Hant-HK"))
    result = translate_with_omegat(
        tmp_path / "project", source_text(PAIRS), "ZH-HK", "EN-GB", tmp_path / "m.tmx"
    )
    assert result.target_text == target_text(PAIRS)
    assert result.faults == []


def test_the_harness_sees_a_memory_that_does_not_load(tmp_path):
    require_omegat()
    (tmp_path / "broken.tmx").write_bytes(b'<tmx version="1.4"><header srclang="zh"/>\x01')
    result = translate_with_omegat(
        tmp_path / "project", "停火。\n", "ZH-CN", "EN-US", tmp_path / "broken.tmx"
    )
    assert result.target_text == "停火。\n"
    assert result.memories.get("broken.tmx", []) == []
    assert result.faults


def make_coded_unit():
    bold = Code("bpt", ("<b>",), i="1"), Code("ept", ("</b>",), i="1")
    line_break = Code("ph", ("<br/>",), x="1")
    chinese = ("按", bold[0], "確定", bold[1], line_break, "以", Code("hi", ("儲存",)), "。")
    english = ("Press ", bold[0], "OK", bold[1], line_break, " to ", Code("hi", ("save",)), ".")
    return TranslationUnit((make_variant("zh-HK", chinese), make_variant("en-GB", english)))


def write_levels(folder):
    paths = [folder / f"level-{level}.tmx" for level in (1, 2)]
    for level, path in enumerate(paths, start=1):
        dump_tmx(path, [make_coded_unit()], Header("zh-HK"), options=TmxOptions(level=level))
        check_grammars(path)
    return paths


@pytest.mark.parametrize(
    ("shows_codes", "pair"),
    [
        # As OmegaT comes, marked text is lost with the mark.
        (False, ("按確定以。", "Press OK to .")),
        (True, ("按<b0>確定</b0><b1>以儲存。", "Press <b0>OK</b0><b1> to save.")),
    ],
)
def test_level_1_fills_plain_text_whatever_omegat_shows_of_level_2(tmp_path, shows_codes, pair):
    require_omegat()
    result = run_omegat(
        tmp_path / "project",
        {"text": "按確定以儲存。\n"},
        ("ZH-HK", "EN-GB"),
        write_levels(tmp_path),
        shows_codes=shows_codes,
    )
    plain = ("按確定以儲存。", "Press OK to save.")
    assert result.memories == {"level-1.tmx": [plain], "level-2.tmx": [pair]}
    assert result.targets == {"text": f"{plain[1]}\n"}
    assert result.faults == []


def write_tables(folder):
    """Write pairs as people and programs do; return the files of each format."""
    header = [("zh-HK", "en-GB")]
    (folder / "tsv.tsv").write_text(
        "".join("\t".join(row) + "\n" for row in [*header, *pairs_of("tsv")]), encoding="utf-8"
    )
    with (folder / "csv.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([*header, *pairs_of("csv")])
    stated = {"kind": "header", "source_language": "zh-HK"}
    units = [
        {"kind": "unit", "variants": [{"language": tag, "text": text} for tag, text in variants]}
        for variants in (zip(header[0], pair, strict=True) for pair in pairs_of("jsonl"))
    ]
    (folder / "jsonl.jsonl").write_text(
        "".join(json.dumps(each) + "\n" for each in [stated, *units]), encoding="utf-8"
    )
    for tag, texts in zip(header[0], zip(*pairs_of("moses"), strict=True), strict=True):
        lines = "".join(f"{text}\n" for text in texts)
        (folder / f"moses.{tag}").write_text(lines, encoding="utf-8")
    held = HeldUnits(tuple(make_units(pairs_of("xlsx"))), Header("zh-HK"))
    convert([], [folder / "xlsx.xlsx"], source=held)
    return {
        "moses": [folder / "moses.zh-HK", folder / "moses.en-GB"],
        **{name: [folder / f"{name}.{name}"] for name in ("tsv", "csv", "jsonl", "xlsx")},
    }


def test_what_is_converted_is_filled_in(tmp_path):
    require_omegat()
    inputs = write_tables(tmp_path)
    paths = [tmp_path / f"{name}.tmx" for name in inputs]
    for files, path in zip(inputs.values(), paths, strict=True):
        convert(files, [path])
        check_grammars(path)
    texts = {name: source_text(pairs_of(name)) for name in inputs}
    result = run_omegat(tmp_path / "project", texts, ("ZH-HK", "EN-GB"), paths)
    assert result.targets == {name: target_text(pairs_of(name)) for name in inputs}
    assert result.memories == {f"{name}.tmx": pairs_of(name) for name in inputs}
    assert result.faults == []


@pytest.mark.slow
def test_a_hundred_thousand_units_are_loaded(tmp_path):
    require_omegat()
    pairs = [(f"第{number}條已經通過。", f"Article {number} is passed.") for number in range(10**5)]
    dump_tmx(tmp_path / "m.tmx", make_units(pairs), Header("zh-HK"))
    text = source_text(pairs[::10_000])
    result = translate_with_omegat(tmp_path / "project", text, "ZH-HK", "EN-GB", tmp_path / "m.tmx")
    assert result.target_text == target_text(pairs[::10_000])
    assert len(result.memories["m.tmx"]) == 10**5
    assert result.faults == []
