import pytest
from hypothesis import given

from tests.tmx.strategies import units
from tmx import LanguagePair, TranslationUnit, Variant, count_pairs, divide_pairs, pick_pair
from tmx.pairing import divide_pair, find_source, pick_variant


def make_unit(*languages, **fields):
    """A unit whose texts are numbers in the order of the variants."""
    variants = tuple(Variant(tag, str(number)) for number, tag in enumerate(languages))
    return TranslationUnit(variants, **fields)


def texts(variants):
    return None if variants is None else [each.text for each in variants]


@pytest.mark.parametrize(
    ("languages", "wanted", "expected"),
    [
        (["en-GB", "zh-HK"], "zh-HK", "1"),
        (["en-GB", "zh-HK"], "ZH_hk", "1"),
        (["en-GB", "zh-HK"], "zh-Hant-HK", "1"),
        (["en-GB", "zh-Hant-HK"], "zh-HK", "1"),
        (["zh-HK", "zh"], "zh", "1"),
        (["en-GB", "zh-HK"], "zh", "1"),
        (["en-GB", "zh-HK"], "zh-TW", "1"),
        (["en-GB", "zh-HK", "zh-TW"], "zh", None),
        (["en-GB", "zh-HK", "zh-HK"], "zh", "1"),
        (["en-GB", "zh-HK", "zh-CN"], "zh-TW", "1"),
        (["en-GB", "zh-CN"], "zh-TW", None),
        (["en-GB", "zh-Hans"], "zh-HK", None),
        (["en-GB", "en-US"], "en-US", "1"),
        (["en-GB", "en-US"], "en", None),
        (["en", "en-US"], "en-AU", None),
        (["yue-HK"], "zh-HK", "0"),
        (["sr-Latn", "sr-Cyrl"], "sr-Latn-RS", "0"),
        (["Chinese"], "Chinese", "0"),
        (["Chinese", "und"], "zh-CN", None),
        (["zh-CN"], "Chinese", None),
        ([], "zh", None),
    ],
)
def test_choosing_a_variant(languages, wanted, expected):
    found = pick_variant(make_unit(*languages).variants, wanted)
    assert (None if found is None else found.text) == expected


@pytest.mark.parametrize(
    ("unit", "header_source", "expected"),
    [
        (make_unit("en", "zh-HK"), "zh-HK", "1"),
        (make_unit("en", "zh-HK"), "*all*", "0"),
        (make_unit("en", "zh-HK"), None, "0"),
        (make_unit("en", "zh-HK"), "fr", None),
        (make_unit("en", "zh-HK", source_language="zh"), "en", "1"),
        (make_unit("en", "zh-HK", source_language="*all*"), "zh-HK", "0"),
        (make_unit(), "*all*", None),
    ],
)
def test_the_source_of_a_unit(unit, header_source, expected):
    found = find_source(unit, header_source)
    assert (None if found is None else found.text) == expected


@pytest.mark.parametrize(
    ("languages", "options", "expected"),
    [
        (["en", "zh-HK", "fr"], {}, ["0", "1"]),
        (["en", "zh-HK", "fr"], {"header_source": "zh-HK"}, ["1", "0"]),
        (["en", "zh-HK", "fr"], {"target": "fr"}, ["0", "2"]),
        (["en", "zh-HK", "fr"], {"source": "zh", "target": "en-GB"}, ["1", "0"]),
        (["en", "zh-HK", "fr"], {"source": "zh", "target": "zh-HK"}, None),
        (["en", "zh-HK", "fr"], {"source": "de"}, None),
        (["zh-HK", "zh-CN"], {"source": "zh-CN", "target": "zh-HK"}, ["1", "0"]),
        (["zh-HK", "zh-CN"], {"source": "zh-CN", "target": "zh"}, ["1", "0"]),
        (["zh-HK", "zh-HK"], {}, None),
        (["zh-HK"], {}, None),
    ],
)
def test_choosing_a_pair(languages, options, expected):
    assert texts(pick_pair(make_unit(*languages), **options)) == expected


def test_a_unit_of_one_pair_stays_with_the_source_first():
    unit = make_unit("en", "zh-HK", tuid="a")
    (found,) = divide_pairs(unit, "zh-HK")
    assert (found.tuid, texts(found.variants)) == ("a", ["1", "0"])


def test_every_source_with_every_target():
    unit = make_unit("zh-HK", "en", "zh-Hant-HK", "en", "fr", tuid="a")
    found = divide_pairs(unit, "zh-HK")
    assert [texts(each.variants) for each in found] == [
        ["0", "1"],
        ["0", "3"],
        ["0", "4"],
        ["2", "1"],
        ["2", "3"],
        ["2", "4"],
    ]
    assert [each.tuid for each in found] == ["a", "a.2", "a.3", "a.4", "a.5", "a.6"]


def test_units_without_a_pair():
    assert divide_pairs(make_unit("zh-HK")) == ()
    assert divide_pairs(make_unit("en", "fr"), "zh-HK") == ()


def test_units_without_a_tuid_get_none():
    assert [each.tuid for each in divide_pairs(make_unit("zh-HK", "en", "fr"))] == [None, None]


def test_the_pairs_of_a_file():
    given_units = [make_unit("zh-Hant-HK", "en", "fr"), make_unit("en", "zh-HK"), make_unit("de")]
    assert count_pairs(given_units, "zh-HK") == {
        LanguagePair("zh-HK", "en"): 2,
        LanguagePair("zh-HK", "fr"): 1,
    }


@given(units())
def test_the_files_of_all_pairs_hold_all_units(unit):
    pairs = count_pairs([unit])
    divided = [each for pair in pairs for each in divide_pair(unit, pair)]
    assert len(divided) == sum(pairs.values()) == len(divide_pairs(unit)) > 0
    assert {each.variants for each in divided} == {each.variants for each in divide_pairs(unit)}
    assert {each for unit in divided for each in unit.variants} == set(unit.variants)
