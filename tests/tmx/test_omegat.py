"""OmegaT loads what the writer makes and fills exact matches into a target file."""

import pytest

from tests.omegat import require_omegat, translate_with_omegat
from tmx import Header, Prop, TranslationUnit, Variant, dump_tmx

PAIRS = [
    ("停火已經開始。", "The ceasefire has begun."),
    ("價格上升至1,234.5元。", "The price rose to 1,234.5 yuan."),
    ("「𠀀」是一個字。", "“𠀀” is a character & <not> a tag."),
]


def make_memory(path, source, target):
    units = [
        TranslationUnit(
            (Variant(source, chinese), Variant(target, english)),
            tuid=f"u{number}",
            props=(Prop("x-confidence", "0.98"), Prop("x-bead", "1-1")),
        )
        for number, (chinese, english) in enumerate(PAIRS)
    ]
    dump_tmx(path, units, Header(source))


@pytest.mark.parametrize("language", ["zh-HK", "zh-Hant-HK", "yue-Hant-HK"])
def test_exact_matches_are_filled_in(tmp_path, language):
    require_omegat()
    make_memory(tmp_path / "m.tmx", language, "en-GB")
    text = "\n".join([*(chinese for chinese, _ in PAIRS), "這一句沒有譯文。"]) + "\n"
    result = translate_with_omegat(tmp_path / "project", text, "ZH-HK", "EN-GB", tmp_path / "m.tmx")
    expected = [*(english for _, english in PAIRS), "這一句沒有譯文。"]
    assert result.target_text.splitlines() == expected
    assert result.faults == []


def test_the_harness_sees_a_memory_that_does_not_load(tmp_path):
    require_omegat()
    (tmp_path / "broken.tmx").write_bytes(b'<tmx version="1.4"><header srclang="zh"/>\x01')
    result = translate_with_omegat(
        tmp_path / "project", "停火。\n", "ZH-CN", "EN-US", tmp_path / "broken.tmx"
    )
    assert result.target_text == "停火。\n"
    assert result.faults
