"""OmegaT loads what a memory exports, in every way, and fills in its exact matches."""

from datetime import UTC, datetime

import pytest

from tests.grammars import check_grammars
from tests.omegat import require_omegat, run_omegat
from tmx import Code, Header, Note, Prop, TranslationUnit, Variant
from tmx.content import make_variant
from tmx.converting import ConvertOptions, HeldUnits, convert
from tmx.memory.editing.changing import Edit, edit_unit
from tmx.memory.records import UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.memory.transfer.exporting import MemoryUnits
from tmx.memory.transfer.importing import ImportOptions, import_units

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
TAGS = ("zh-CN", "zh-TW", "zh-HK")
PAIRS = {
    "zh-CN": [
        ("停火已经开始。", "The ceasefire has begun."),
        ("第12条已经通过。", "Article 12 is passed."),
        ("“𠀀”是一个字。", "“𠀀” is a character & <not> a tag."),
    ],
    "zh-TW": [
        ("這個軟體不支援繁體中文。", "The software does not support traditional Chinese."),
        ("第12條已經通過。", "Article 12 has been passed."),
        ("「𠀀」是一個字。", "“𠀀” is one character."),
    ],
    "zh-HK": [
        ("的士站在碼頭旁邊。", "The taxi rank is beside the pier."),
        ("第12條已獲通過。", "Article 12 was passed."),
        ("佢話今日「收工」喇。", "He says work is “over” for today."),
    ],
}
NO_MATCH = "這一句沒有譯文。"


def make_units(tag):
    for number, (chinese, english) in enumerate(PAIRS[tag]):
        yield TranslationUnit(
            (Variant(tag, chinese), Variant("en-GB", english)),
            tuid=f"{tag}-{number}",
            props=(Prop("x-document", f"{tag}.txt"), Prop("x-confidence", "0.98")),
            notes=(Note("made for a test"),),
        )


def make_filled(path):
    """Make a memory of all variants, two of them imported and one added unit by unit."""
    memory = make_memory(path, ("en", "zh"))
    for tag in TAGS[:2]:
        held = HeldUnits(tuple(make_units(tag)), Header(tag))
        import_units(memory, held, ImportOptions(origin=f"{tag}.tmx", moment=MOMENT))
    for unit in make_units(TAGS[2]):
        add_unit(memory, unit, origin="tm add", moment=MOMENT)
    return memory


def export(memory, path, tag=None, **options):
    chosen = MemoryUnits(memory, UnitFilter(language=tag))
    convert([], [path], ConvertOptions(**options), source=chosen)
    check_grammars(path)
    return path


def source_text(pairs):
    return "".join(f"{chinese}\n" for chinese, _ in [*pairs, (NO_MATCH, "")])


def target_text(pairs):
    return "".join(f"{english}\n" for _, english in [*pairs, ("", NO_MATCH)])


@pytest.mark.parametrize("tag", TAGS)
def test_exact_matches_are_filled_from_an_exported_memory(tmp_path, tag):
    require_omegat()
    with make_filled(tmp_path / "m.tmdb") as memory:
        path = export(memory, tmp_path / "m.tmx", tag)
    texts = {"text": source_text(PAIRS[tag])}
    result = run_omegat(tmp_path / "project", texts, (tag.upper(), "EN-GB"), [path])
    assert result.target_text == target_text(PAIRS[tag])
    assert result.memories == {"m.tmx": PAIRS[tag]}
    assert result.faults == []


def test_a_memory_of_three_variants_fills_all_of_them(tmp_path):
    require_omegat()
    with make_filled(tmp_path / "m.tmdb") as memory:
        path = export(memory, tmp_path / "m.tmx")
    texts = {tag: source_text(PAIRS[tag]) for tag in TAGS}
    result = run_omegat(tmp_path / "project", texts, ("ZH-HK", "EN-GB"), [path])
    assert result.targets == {tag: target_text(PAIRS[tag]) for tag in TAGS}
    assert result.memories == {"m.tmx": [pair for tag in TAGS for pair in PAIRS[tag]]}
    # OmegaT says that no one language is the source, and goes on.
    assert all("(*all*)" in fault for fault in result.faults)


def test_a_memory_fills_the_other_direction(tmp_path):
    require_omegat()
    with make_filled(tmp_path / "m.tmdb") as memory:
        path = export(memory, tmp_path / "m.tmx", "zh-TW", source_language="en-GB")
    turned = [pair[::-1] for pair in PAIRS["zh-TW"]]
    result = run_omegat(
        tmp_path / "project", {"text": source_text(turned)}, ("EN-GB", "ZH-TW"), [path]
    )
    assert result.target_text == target_text(turned)
    assert result.faults == []


@pytest.mark.parametrize("dialect", ["plain", "memoq", "trados", "phrase"])
def test_an_edited_unit_fills_as_it_is_now(tmp_path, dialect):
    require_omegat()
    with make_filled(tmp_path / "m.tmdb") as memory:
        edit_unit(memory, 1, Edit(second="The truce has begun."), moment=MOMENT, author="a")
        path = export(memory, tmp_path / "m.tmx", "zh-CN", dialect=dialect)
    pairs = [(PAIRS["zh-CN"][0][0], "The truce has begun."), *PAIRS["zh-CN"][1:]]
    assert "The ceasefire has begun." in path.read_text("utf-8")
    texts = {"text": source_text(pairs)}
    result = run_omegat(tmp_path / "project", texts, ("ZH-CN", "EN-GB"), [path])
    assert result.target_text == target_text(pairs)
    assert result.memories == {"m.tmx": pairs}
    assert result.faults == []


def make_coded_unit():
    bold = Code("bpt", ("<b>",), i="1"), Code("ept", ("</b>",), i="1")
    chinese = ("按", bold[0], "確定", bold[1], Code("ph", ("<br/>",), x="1"), "以儲存。")
    english = ("Press ", bold[0], "OK", bold[1], Code("ph", ("<br/>",), x="1"), " to save.")
    return TranslationUnit((make_variant("zh-HK", chinese), make_variant("en-GB", english)))


@pytest.mark.parametrize(
    ("level", "pair"),
    [
        (1, ("按確定以儲存。", "Press OK to save.")),
        (2, ("按<b0>確定</b0><b1>以儲存。", "Press <b0>OK</b0><b1> to save.")),
    ],
)
def test_inline_codes_come_out_of_a_memory_as_they_went_in(tmp_path, level, pair):
    require_omegat()
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        add_unit(memory, make_coded_unit(), origin="tm add", moment=MOMENT)
        path = export(memory, tmp_path / "m.tmx", level=level)
    texts, languages = {"text": "按確定以儲存。\n"}, ("ZH-HK", "EN-GB")
    result = run_omegat(tmp_path / "project", texts, languages, [path], shows_codes=True)
    assert result.memories == {"m.tmx": [pair]}
    assert result.faults == []
