import pytest

from aligner.pretranslating.counting import BANDS, Amount, find_band, measure
from aligner.pretranslating.sources import SourceText
from aligner.records import Document, Kind, Paragraph
from aligner.splitting import split_segments
from tests.aligner.pretranslating.memories import FakeMemory, make_match, run_job
from tmx.contexts import Context
from tmx.formats.jobs import Filling


def make_text(*paragraphs, language="zh-CN", name="a.txt", is_certain=True):
    made = tuple(
        each if isinstance(each, Paragraph) else Paragraph(each, number)
        for number, each in enumerate(paragraphs, start=1)
    )
    document = Document(made, language, name)
    return SourceText(document, split_segments(document), is_certain=is_certain)


def test_segments_are_looked_up_with_their_neighbours():
    memory = FakeMemory()
    run_job([make_text("停火。撤军。", "谈判。"), make_text("停火。", name="b.txt")], memory)
    assert [(query.text, query.context) for query in memory.queries] == [
        ("停火。", Context("", "撤军。")),
        ("撤军。", Context("停火。", "谈判。")),
        ("谈判。", Context("撤军。", "")),
        ("停火。", Context("", "")),
    ]
    assert {(query.language, query.target_language) for query in memory.queries} == {
        ("zh-CN", None)
    }


def test_a_region_that_the_text_does_not_tell_is_not_asked_for():
    memory = FakeMemory()
    run_job([make_text("停火。", is_certain=False)], memory, target="en-US")
    run_job([make_text("關稅。", language="zh-TW", is_certain=False)], memory)
    asked = [(query.language, query.target_language) for query in memory.queries]
    assert asked == [("zh", "en-US"), ("zh-Hant", None)]


def test_what_was_looked_up_once_is_not_again():
    memory = FakeMemory({"停火。": (make_match(),)})
    (paragraphs,), _ = run_job([make_text(*["停火。"] * 50)], memory)
    assert len(memory.queries) == 3
    assert {each.segments[0].target for each in paragraphs} == {"A ceasefire."}


def test_a_paragraph_is_kept_whole():
    text = "\u3000\u3000停火。  撤\n军。\t"
    (paragraphs,), _ = run_job([make_text("一。", Paragraph(text, 7))])
    (paragraph,) = paragraphs[1:]
    pieces = [part for each in paragraph.segments for part in (each.before, each.source)]
    assert "".join(pieces) + paragraph.behind == text
    assert (paragraph.number, paragraph.line) == (2, 7)


def test_places_and_damage_are_told():
    heading = Paragraph("标题", 3, Kind.HEADING)
    damaged = Paragraph("停火。撤军。", 5, damage=((3, 4),))
    (paragraphs,), _ = run_job([make_text(heading, damaged)])
    assert [each.remarks for each in paragraphs] == [
        ("paragraph 1, line 3, heading",),
        ("paragraph 2, line 5",),
    ]
    remarks = [each.remarks for paragraph in paragraphs for each in paragraph.segments]
    assert remarks == [(), (), ("a passage in it was destroyed before",)]


def test_without_a_memory_all_is_empty():
    (paragraphs,), tally = run_job([make_text("停火。撤军。")])
    assert [each.filling for each in paragraphs[0].segments] == [Filling.EMPTY] * 2
    assert tally.files[0].bands["new"].segments == 2
    assert tally.files[0].filled == Amount()


def test_the_analysis_adds_up():
    rates = {"一。": 102, "二。": 101, "三。": 100, "四。": 95, "五。": 85, "六。": 75, "七。": 50}
    memory = FakeMemory({text: (make_match(rate),) for text, rate in rates.items()})
    texts = [make_text(*rates, "八。"), make_text("七。", "八。", "三。", name="b.txt")]
    _, tally = run_job(texts, memory)
    first, second = tally.files
    assert [first.bands[band].segments for band in BANDS] == [1, 1, 1, 1, 1, 1, 1, 0, 1]
    assert {b: a.segments for b, a in second.bands.items() if a.segments} == {
        "100": 1,
        "repeated": 2,
    }
    assert (first.total.segments, first.filled.segments, first.suggested.segments) == (8, 6, 1)


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("停火。", 2, 3),
        ("第12条 GDP，well-done it’s", 6, 21),
        ("—— …", 0, 3),
        ("𠀀字", 2, 2),
        ("ＡＢ 株式会社カナ", 7, 8),
    ],
    ids=["Chinese", "mixed", "marks", "rare", "wide"],
)
def test_words_are_counted_as_word_processors_do(text, words, characters):
    assert measure(text) == Amount(1, words, characters)


@pytest.mark.parametrize("rate", range(103))
def test_every_rate_has_a_band(rate):
    band = find_band(rate)
    least = int(band.split("–", maxsplit=1)[0]) if band != "new" else 0
    assert least <= rate
