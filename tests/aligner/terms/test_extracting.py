from dataclasses import replace

from aligner.terms import blocks
from aligner.terms.candidates.surface import learn_surfaces
from aligner.terms.extracting import ExtractOptions, extract_glossary, make_concept
from aligner.terms.records import Kind, Passage, TermPair
from tmx.glossary.records import Provenance, TermStatus

PASSAGES = (
    Passage("緩衝國不願談判。", "Buffer states will not negotiate.", 0.9, ("zh-HK", "en-GB")),
    Passage("缓冲国害怕战争。", "The buffer states fear war.", 0.9, ("zh-CN", "en-GB")),
    Passage("緩衝國沒有軍隊。", "A buffer state has no army.", 0.9, ("zh-HK", "en-GB")),
    Passage("國家需要軍隊。", "Nations need an army.", 0.1, ("zh-HK", "en-GB")),
)
PAIR = TermPair(
    "緩衝國",
    "buffer states",
    ((0, (0, 3), (0, 13)), (1, (0, 3), (4, 17)), (2, (0, 3), (2, 14))),
    0.87654,
    {"cosine": 0.51239},
    Kind.PHRASE,
)


def test_terms_are_as_printed_but_for_the_capital_of_a_beginning():
    surfaces = learn_surfaces(each.english for each in PASSAGES)
    concept = make_concept(PAIR, PASSAGES, surfaces)
    assert [(each.language, each.text, each.count) for each in concept.terms] == [
        ("zh-HK", "緩衝國", 2),
        ("zh-CN", "缓冲国", 1),
        ("en-GB", "buffer states", 2),
        ("en-GB", "buffer state", 1),
    ]
    preferred = [each.text for each in concept.terms if each.status == TermStatus.PREFERRED]
    assert preferred == ["緩衝國", "缓冲国", "buffer states"]
    assert {each.provenance for each in concept.terms} == {Provenance.CORPUS}
    assert (concept.count, concept.probability, concept.evidence) == (
        3,
        0.877,
        (("cosine", 0.512),),
    )


def test_a_name_keeps_its_capital():
    passages = (Passage("圖斯克反對。", "Tusk objects.", 1, ("zh-HK", "en-GB")),)
    pair = TermPair("圖斯克", "Tusk", ((0, (0, 3), (0, 4)),), 0.9, {}, Kind.NAME)
    surfaces = learn_surfaces(each.english for each in passages)
    assert make_concept(pair, passages, surfaces).terms[1].text == "Tusk"


def test_each_term_has_an_example_that_holds_it():
    surfaces = learn_surfaces(each.english for each in PASSAGES)
    for term in make_concept(PAIR, PASSAGES, surfaces).terms:
        assert term.text.lower() in term.example.lower()


def test_doubtful_passages_and_pairs_stay_out():
    found = extract_glossary(PASSAGES, ExtractOptions(min_probability=0.3))
    texts = [{each.text for each in concept.terms} for concept in found.concepts]
    assert any({"緩衝國", "buffer states"} <= each for each in texts)
    assert not any("Nations" in each or "nations" in each for each in texts)
    assert not extract_glossary(PASSAGES, ExtractOptions(min_probability=1)).concepts
    assert len(extract_glossary(PASSAGES, ExtractOptions(min_probability=0, limit=1)).concepts) == 1


def test_no_passage_gives_no_concept():
    assert not extract_glossary(()).concepts


def test_many_texts_are_looked_at_in_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 4)
    found = extract_glossary(PASSAGES * 3, ExtractOptions(min_probability=0.3))
    (concept,) = [each for each in found.concepts if each.terms[0].text == "緩衝國"]
    assert concept.count == 9


def test_several_processes_find_the_same(monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 4)
    found = [
        extract_glossary(PASSAGES * 3, ExtractOptions(min_probability=0.3, processes=count))
        for count in (1, 2)
    ]
    assert found[0] == found[1]


def test_concepts_count_what_is_not_listed():
    concept = make_concept(replace(PAIR, unlisted=7), PASSAGES, learn_surfaces(()))
    assert concept.count == 10


def test_long_work_says_how_far_it_is():
    told = []
    extract_glossary(PASSAGES[:3], progress=told.append)
    assert told == ["terms", "ranking"]


def test_long_texts_make_small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "_MOST_CHARACTERS", 100)
    read = []
    monkeypatch.setattr(blocks.Block, "read", lambda block: iter(read.append(block) or ()))
    assert not list(blocks.read_sheets(PASSAGES))
    assert [(each.first, len(each.passages)) for each in read] == [(0, 2), (2, 2)]
