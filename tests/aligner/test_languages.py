"""Which side is the source, and the tag of each side."""

import pytest

from aligner.errors import AlignerError
from aligner.languages import family, settle_sides
from aligner.records import Document, Paragraph
from aligner.settings import Settings

CHINESE = Document((Paragraph("停火。"),), "zh-HK", "a.zh.txt")
ENGLISH = Document((Paragraph("A ceasefire."),), "en-GB", "a.en.txt")
GERMAN = Document((Paragraph("Waffenruhe."),), "und", "a.de.txt")
FRENCH = Document((Paragraph("Trêve."),), "und", "a.fr.txt")


def settle(first, second, source=None, target=None, **others):
    settings = Settings(source_language=source, target_language=target, **others)
    return tuple(
        (document.name, document.language) for document in settle_sides(first, second, settings)
    )


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param(None, None, ("zh-HK", "en-GB"), id="nothing stated"),
        pytest.param("zh-TW", None, ("zh-TW", "en-GB"), id="source"),
        pytest.param(None, "en-US", ("zh-HK", "en-US"), id="target"),
        pytest.param("zh", "en", ("zh-HK", "en-GB"), id="without region: that of the text stays"),
        pytest.param("cmn", "eng", ("zh-HK", "en-GB"), id="other codes of the same languages"),
        pytest.param("zh_hant_hk", "EN-us", ("zh-HK", "en-US"), id="usual form"),
        pytest.param("yue-HK", None, ("yue-HK", "en-GB"), id="Cantonese is Chinese"),
    ],
)
def test_the_first_document_is_the_source(source, target, expected):
    names = ("a.zh.txt", "a.en.txt")
    assert settle(CHINESE, ENGLISH, source, target) == tuple(zip(names, expected, strict=True))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("en", None, ("en-GB", "zh-HK"), id="by the source"),
        pytest.param("en-US", None, ("en-US", "zh-HK"), id="by the source with a region"),
        pytest.param(None, "zh", ("en-GB", "zh-HK"), id="by the target"),
        pytest.param(None, "zh-TW", ("en-GB", "zh-TW"), id="by the target with a region"),
        pytest.param("en", "zh", ("en-GB", "zh-HK"), id="by both"),
    ],
)
def test_naming_the_other_language_swaps_the_direction(source, target, expected):
    names = ("a.en.txt", "a.zh.txt")
    assert settle(CHINESE, ENGLISH, source, target) == tuple(zip(names, expected, strict=True))


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        pytest.param("de", None, "a.zh.txt: the source is stated to be de", id="neither text"),
        pytest.param(None, "fr", "a.en.txt: the target is stated to be fr", id="target"),
        pytest.param("zh", "zh-TW", "a.en.txt: the .* is stated to be zh", id="both Chinese"),
        pytest.param("en", "en", "a.zh.txt: the target is stated to be en", id="both English"),
        pytest.param("chinese!", None, "is no language tag", id="no tag"),
        pytest.param("english", None, "write en-US", id="a name, with the tag to write"),
    ],
)
def test_a_wrong_language_is_an_error(source, target, message):
    with pytest.raises(AlignerError, match=message):
        settle(CHINESE, ENGLISH, source, target)


def test_lines_may_be_of_any_language():
    found = settle(GERMAN, FRENCH, "de", "fr-CA", lines=True)
    assert found == (("a.de.txt", "de"), ("a.fr.txt", "fr-CA"))
    assert settle(CHINESE, FRENCH, "zh", "fr", lines=True)[1] == ("a.fr.txt", "fr")


def test_lines_are_swapped_too():
    found = settle(CHINESE, ENGLISH, "en", None, lines=True)
    assert [name for name, _ in found] == ["a.en.txt", "a.zh.txt"]


def test_two_texts_of_one_language_are_never_swapped():
    other = Document((Paragraph("Truce."),), "en-US", "b.en.txt")
    assert settle(ENGLISH, other, "en-US", "en-GB", lines=True) == (
        ("a.en.txt", "en-US"),
        ("b.en.txt", "en-GB"),
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh-Hant-TW", "zh"), ("yue", "zh"), ("en-GB", "en"), ("de", "de"), ("und", "und")],
)
def test_family(tag, expected):
    assert family(tag) == expected
