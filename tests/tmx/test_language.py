import re

import pytest

from tmx import TmxError
from tmx.language import export_tag, find_script, is_chinese, normalise_tag, primary


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh_cn", "zh-CN"),
        ("ZH-TW", "zh-TW"),
        ("zh-Hans-CN", "zh-CN"),
        ("zh-hant-hk", "zh-HK"),
        ("zh_Hant_MO", "zh-MO"),
        ("zh-Hans", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans-HK"),
        ("zh-Hant-CN", "zh-Hant-CN"),
        ("zh-CHT", "zh-Hant"),
        ("cmn-Hans-CN", "zh-CN"),
        ("zh-cmn-Hant-TW", "zh-TW"),
        ("chi", "zh"),
        ("zho-HK", "zh-HK"),
        ("zh-yue-HK", "yue-HK"),
        ("yue-Hant-HK", "yue-HK"),
        ("EN_gb", "en-GB"),
        ("eng", "en"),
        ("en-Latn-US", "en-US"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
        ("und", "und"),
        (" en-US ", "en-US"),
    ],
)
def test_normalise_tag(tag, expected):
    assert normalise_tag(tag) == expected
    assert normalise_tag(expected) == expected


@pytest.mark.parametrize(
    ("tag", "written", "longer"),
    [
        ("zh-CN", "zh-CN", None),
        ("zh_TW", "zh-TW", None),
        ("zh", "zh", None),
        ("zh-SG", "zh-SG", None),
        ("zh-Hans", "zh-CN", "zh-Hans"),
        ("zh-Hant", "zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-HK", "zh-Hant-HK"),
        ("zh-Hans-HK", "zh-CN", "zh-Hans-HK"),
        ("zh-Hant-CN", "zh-TW", "zh-Hant-CN"),
        ("zh-Hant-US", "zh-TW", "zh-Hant-US"),
        ("yue", "zh-HK", "yue"),
        ("yue-Hant-HK", "zh-HK", "yue-Hant-HK"),
        ("yue-Hans", "zh-CN", "yue-Hans"),
        ("yue-CN", "zh-CN", "yue-CN"),
        ("nan-Hant-TW", "zh-TW", "nan-Hant-TW"),
        ("en-GB", "en-GB", None),
        ("en-Latn-US", "en-US", "en-Latn-US"),
        ("sr-Latn-RS", "sr-Latn-RS", None),
        ("de-CH-1996", "de-CH", "de-CH-1996"),
    ],
)
def test_export_tag(tag, written, longer):
    assert export_tag(tag) == (written, longer)
    assert export_tag(written) == (written, None)


@pytest.mark.parametrize("script", ["Hans", "Hant"])
@pytest.mark.parametrize("language", ["zh", "yue", "cmn", "nan"])
@pytest.mark.parametrize("region", ["", "-CN", "-TW", "-HK", "-MO", "-SG", "-MY", "-US"])
def test_simplified_and_traditional_never_merge(language, script, region):
    assert find_script(export_tag(f"{language}-{script}{region}").tag) == script


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("Chinese", "zh-CN"),
        ("cn", "zh-CN"),
        ("jp", "ja-JP"),
        ("en-UK", "en-GB"),
        ("zh-", "zh-CN, zh-TW or zh-HK"),
        ("zh-CN.UTF-8", "zh-CN"),
        ("en-usa", "en-GB or en-US"),
        ("english", "en-US"),
        ("", "zh-CN"),
        ("中文", "zh-CN"),
        ("x", "zh-CN"),
        ("zh-CN-CN", "zh-CN"),
    ],
)
def test_malformed_tags_are_refused_with_advice(tag, advice):
    for function in (normalise_tag, export_tag, primary, is_chinese):
        with pytest.raises(TmxError, match=advice):
            function(tag)


def test_primary_and_is_chinese():
    assert [primary(tag) for tag in ("zh-HK", "cmn", "yue-HK", "en_GB")] == [
        "zh",
        "zh",
        "yue",
        "en",
    ]
    assert [is_chinese(tag) for tag in ("zho", "yue", "hak-TW")] == [True] * 3
    assert [is_chinese(tag) for tag in ("en", "ja-JP", "und")] == [False] * 3


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("zh\r\n\x01", "“zhU+000DU+000AU+0001”"),
        ("x" * 10_000, f"“{'x' * 40}…”"),
        ("英 文", "“英 文”"),
    ],
)
def test_what_is_no_tag_is_named_in_one_short_line(tag, shown):
    with pytest.raises(TmxError, match=re.escape(shown)) as caught:
        normalise_tag(tag)
    assert "\n" not in str(caught.value)
