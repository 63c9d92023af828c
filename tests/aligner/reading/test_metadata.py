"""What documents say of themselves: text cases, the article, and that nothing else is taken."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.documents import open_documents
from aligner.reading.credits import find_credits
from aligner.reading.dating import find_date
from aligner.reading.metadata import find_metadata, share_metadata
from aligner.reading.structure import mark_kinds
from aligner.records import NO_METADATA, Document, Metadata, Paragraph
from aligner.settings import DEFAULTS

CASES = Path(__file__).parents[2] / "cases"
ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
BODIES = {
    "<zh>": "雨下了三天三夜，第四天村民搬到山上，帶着糧食和牲口，誰也不知道河水什麼時候會退，"
    "老人說四十年前也有過這樣的冬天，那時候橋還是木頭的。",
    "<en>": "The river rose for three days and three nights, and on the fourth day the villagers "
    "moved up the hill with their food and their animals, because nobody knew when it would fall.",
}


def load_cases(name):
    cases = json.loads((CASES / f"metadata-{name}.json").read_text(encoding="utf-8"))
    return pytest.mark.parametrize("case", cases, ids=[case["label"] for case in cases])


def make_paragraphs(lines, numbers=None):
    texts = [BODIES.get(line, line) for line in lines]
    numbers = numbers or range(1, 2 * len(texts) + 1, 2)
    return [Paragraph(text, line) for text, line in zip(texts, numbers, strict=True) if text]


def find_of(case):
    raw = make_paragraphs(case.get("raw", case["lines"]))
    lines = case["lines"]
    if "raw" in case:
        start = case["raw"].index(lines[0])
        paragraphs = make_paragraphs(lines, find_numbers(case["raw"], lines, start))
    else:
        paragraphs = make_paragraphs(lines)
    text = "".join(lines)
    language = "en-GB" if "<en>" in text or text.isascii() else "zh-TW"
    document = mark_kinds(Document(tuple(paragraphs), language))
    return replace(find_metadata(raw, document), variety="")


def find_numbers(raw, lines, start):
    """Return the line numbers in the raw file of the lines that cleaning left."""
    numbers = []
    for line in lines:
        start = raw.index(line, start)
        numbers.append(2 * start + 1)
        start += 1
    return numbers


@load_cases("positive")
def test_what_a_text_says_of_itself(case):
    assert find_of(case) == Metadata(**case["expected"])


@load_cases("negative")
def test_what_a_text_does_not_say(case):
    assert find_of(case) == Metadata(**case["expected"])


def find_in_file(path):
    opened = open_documents(path, DEFAULTS)
    return [find_metadata(opened.reading.raw, document) for document in opened.documents]


def test_article():
    chinese, english = share_metadata(*find_in_file(ROOT / "samples" / "article.txt"))
    assert chinese.title.startswith("美俄烏停火談判")
    assert english.title.startswith("The geopolitics of")
    assert (chinese.author, english.author) == ("盧兆興", "盧兆興")
    assert (chinese.translator, english.translator) == ("羅耀強", "")
    assert chinese.date == english.date == "2025-04-26T04:30:59+00:00"
    assert chinese.source == english.source == "澳門新聞通訊社(MNA)"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")


@needs_shared
def test_novels_and_magazines_name_nobody():
    files = sorted(SHARED.glob("corpora/ma*/[ez][nh]/*.txt"))
    found = [metadata for path in files for metadata in find_in_file(path)]
    assert len(found) >= 14
    assert not any((m.author, m.translator, m.date, m.source) != ("",) * 4 for m in found)


@needs_shared
def test_pages_of_portals():
    by_number = {p.name[:3]: find_in_file(p)[0] for p in SHARED.glob("seeds/00[0-3]*.txt")}
    assert by_number["003"].date == "2023-03-01T20:01:42"
    assert by_number["003"].source == "海陸空天慣性世界雜志"
    assert by_number["002"].title.startswith("没跟中国商量")
    assert not any((m.author, m.translator) != ("", "") for m in by_number.values())
    assert not any(by_number[n].source for n in ("000", "001", "002"))


STATED = make_paragraphs(["河上的冬天", "文/王小明", "<zh>", "<zh>"])


@pytest.mark.parametrize(
    ("stated", "field", "value"),
    [
        (Metadata(author="李大同"), "author", "李大同"),
        (Metadata(author="Administrator"), "author", "王小明"),
        (Metadata(title="Microsoft Word - 1.doc"), "title", "河上的冬天"),
        (Metadata(title="untitled"), "title", "河上的冬天"),
        (Metadata(title="河上的冬天 | 山水週刊"), "title", "河上的冬天"),
        (Metadata(title="冬天的河"), "title", "冬天的河"),
        (Metadata(title="The Winter on the River"), "title", "河上的冬天"),
        (Metadata(date="6 May 2024"), "date", "2024-05-06"),
        (Metadata(date="2024-05-06T01:02:03Z"), "date", "2024-05-06T01:02:03Z"),
        (Metadata(date="11/03/2024"), "date", ""),
        (Metadata(source="山水週刊"), "source", "山水週刊"),
        (Metadata(variety="zh-Hant-CN"), "variety", "zh-Hant-CN"),
    ],
)
def test_what_the_format_states_wins_where_it_is_sensible(stated, field, value):
    document = mark_kinds(Document(tuple(STATED), "zh-TW", metadata=stated))
    assert getattr(find_metadata(STATED, document), field) == value


def test_variety_is_told():
    text = "佢哋話聽日唔返工，想喺屋企瞓覺。" * 3
    found = find_metadata((), Document((Paragraph(text),), "zh-HK"))
    assert found.variety == "yue-Hant-HK"


def test_sides_share_what_holds_for_both():
    ours = Metadata("題", "陳志強", "林美玲", "", "山水週刊", "yue-Hant-HK")
    theirs = Metadata("A Title", "", "", "2024-05-06", "The Valley Review")
    first, second = share_metadata(ours, theirs)
    assert first == replace(ours, date="2024-05-06")
    assert second == replace(theirs, author="陳志強")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2024/5/6 8:05", "2024-05-06T08:05"),
        ("2024.05.06", "2024-05-06"),
        ("2024-05-06T08:30:00Z", "2024-05-06T08:30:00+00:00"),
        ("2024-05-06T08:30:00+08:00", "2024-05-06T08:30:00+08:00"),
        ("2024年5月6日（星期一）下午3:05", "2024-05-06T15:05"),
        ("二零二四年十二月二十六日", "2024-12-26"),
        ("民國一百一十四年三月十一日", "2025-03-11"),
        ("May 6th, 2024 at 12:05 a.m.", "2024-05-06T00:05"),
        ("the 6th of May 2024", "2024-05-06"),
        ("Sept. 6, 2024", "2024-09-06"),
        ("Mon May 06 2024 08:30:15 GMT+8", "2024-05-06T08:30:15+08:00"),
        ("05/05/2024", "2024-05-05"),
        ("05/06/2024", ""),
        ("31 February 2024", ""),
        ("2024年", ""),
        ("99999-05-06", ""),
        ("", ""),
    ],
)
def test_dates_in_iso_8601(line, iso):
    assert find_date(line) == iso


WORDS = (
    "作者 ： / 文 王小明 By Jane Smith and , 原刊於 《 》 2024-05-06 年 月 日 （ ） 記者 電 a 1 | "
    "Source: 𠀀"
)
pieces = st.lists(st.sampled_from([*WORDS.split(" "), "\n", " "]), max_size=60)


@settings(deadline=None, max_examples=300)
@given(st.one_of(pieces.map("".join), st.text(max_size=80)))
def test_any_line_is_read(text):
    assert all(credit.value for credit in find_credits(text))
    day = find_date(text)
    assert not day or day[4] == day[7] == "-"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(pieces.map("".join), st.sampled_from(list(BODIES))), max_size=12))
def test_any_document_has_metadata(lines):
    paragraphs = make_paragraphs(lines)
    document = mark_kinds(Document(tuple(paragraphs), "zh-TW"))
    assert set(asdict(find_metadata(paragraphs, document))) == set(asdict(NO_METADATA))
