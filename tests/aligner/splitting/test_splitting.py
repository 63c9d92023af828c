"""The splitter: text cases from tests/cases, and what must hold for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.records import SPLIT_KINDS, Document, Kind, Paragraph
from aligner.splitting import split_segments, split_text
from tests.timing import time_work

_ROOT = Path(__file__).parents[3]
_CASES = _ROOT / "tests" / "cases"
_SHARED = _ROOT.parent / "shared"
_PIECES = [
    *"。！？!?…．.，；：“”‘’「」『』《》（）()[]\"'—-①②¹ \n　",
    "他说", "停火", "𠀀", "Mr.", "U.S.", "The ", "he ", "J. ", "3.", "1. ", "[1]", "www.a.b",
    "p.m.", "的", "和", "……", "——", "Ａ", "🎉",
]  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text(max_size=60)
_languages = st.sampled_from(["zh-CN", "zh-HK", "en-GB", "de", "und"])


def _read_cases(name):
    return json.loads((_CASES / f"splitting-{name}.json").read_text(encoding="utf-8"))


def _rows(*names):
    return [pytest.param(case, id=case["label"]) for name in names for case in _read_cases(name)]


def _split(text, language):
    return [text[start:stop] for start, stop in split_text(text, language)]


@pytest.mark.parametrize("case", _rows("zh", "en", "negative"))
def test_case_is_split_as_expected(case):
    assert _split(case["text"], case["lang"]) in case["expected"]


@pytest.mark.xfail(strict=True, reason="known failure of the rules")
@pytest.mark.parametrize("case", _rows("known-failures"))
def test_known_failure(case):
    assert _split(case["text"], case["lang"]) in case["expected"]


@pytest.mark.parametrize("case", _rows("zh", "en", "negative"))
def test_segment_split_again_gives_itself(case):
    for segment in _split(case["text"], case["lang"]):
        assert _split(segment, case["lang"]) == [segment]


@pytest.mark.parametrize("name", ["zh", "en", "negative", "known-failures"])
def test_cases_are_sound(name):
    cases = _read_cases(name)
    labels = [case["label"] for case in cases]
    assert len(labels) == len(set(labels))
    for case in cases:
        printed = "".join(case["text"].split())
        assert case["comment"] and case["source"] in {"own", "shared/cases"}
        assert all("".join("".join(e).split()) == printed for e in case["expected"])


@settings(max_examples=400, deadline=None)
@given(_texts, _languages)
def test_spans_cover_every_character_once(text, language):
    spans = split_text(text, language)
    covered = [index for start, stop in spans for index in range(start, stop)]
    assert covered == sorted(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))).difference(covered))
    assert all(text[start:stop] == text[start:stop].strip() != "" for start, stop in spans)


@settings(max_examples=200, deadline=None)
@given(_texts, _languages)
def test_surrounding_space_changes_nothing(text, language):
    assert _split(f"　 {text}\n", language) == _split(text, language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["停火。", "撤军。"]),
        ("zh-Hant-HK", ["停火。", "撤军。"]),
        ("YUE", ["停火。", "撤军。"]),
        ("und", ["停火。", "撤军。"]),
        ("en_GB", ["停火。", "撤军。"]),
    ],
)
def test_any_language_knows_full_stops(language, expected):
    assert _split("停火。撤军。", language) == expected


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in SPLIT_KINDS])
def test_other_kinds_are_one_segment(kind):
    document = Document((Paragraph("　停火。撤军。 ", kind=kind),), "zh-CN")
    (segment,) = split_segments(document)
    assert (segment.text, segment.start, segment.kind) == ("停火。撤军。", 1, kind)


def test_segments_know_where_they_stand():
    texts = ("　第一句。第二句！", "", "　\t", "A man. A plan.")
    document = Document(tuple(map(Paragraph, texts)), "zh-TW")
    segments = split_segments(document)
    assert [(s.paragraph, s.start) for s in segments] == [(0, 1), (0, 5), (3, 0), (3, 7)]
    assert all(texts[s.paragraph][s.start : s.stop] == s.text for s in segments)


def test_empty_document_has_no_segments():
    assert split_segments(Document((), "zh")) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "unit",
    ["“a。”", "（", '"', "A. ", "(a. B", "！ ", "a“。”", "“”", "[1]", "1. a ", "www.", "x", "…"],
)
def test_time_is_linear(unit, language):
    split_text(unit, language)
    texts = [unit * count for count in (1_000, 16_000)]
    times = [time_work(lambda text=text: split_text(text, language), 2)[1] for text in texts]
    assert times[1] < 16 * 5 * times[0] + 0.1


@pytest.mark.skipif(not _SHARED.is_dir(), reason="../shared is not part of the repository")
def test_article_is_split_whole():
    """The Chinese part ends every body sentence with its mark; nothing is lost in either part."""
    (path,) = (_SHARED / "seeds").glob("004_*.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("The geopolitics"))
    zh = Document(tuple(map(Paragraph, lines[:first])), "zh-HK")
    en = Document(tuple(map(Paragraph, lines[first:-3])), "en-GB")
    segments = [s.text for s in split_segments(zh)]
    assert "聲明稱,雙方「為恢復烏克蘭持久和平採取了重要步驟」。" in segments
    assert "澤連斯基及其顧問可能願意在後期向俄羅斯作出領土讓步?(澤連斯基Facebook)" in segments
    english = [s.text for s in split_segments(en)]
    assert any(s.startswith("As a dominant president") for s in english)
    assert all(s[-1] in ".?”)" for s in english if len(s) > 20)
    assert not any(s[0] in "”)」,;" or s[0].islower() for s in [*segments, *english])
