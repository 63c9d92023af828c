"""Layouts of two languages: recognised, separated, with the rows that they give."""

import json
import random
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading.layout import recognise_layout, separate, separate_languages
from aligner.reading.mixing import split_mixed
from aligner.records import Document, Kind, Paragraph
from tests.corpora import needs_shared, read_beads, read_lines

CASES = Path(__file__).parents[2] / "cases"
MIXED = json.loads((CASES / "reading-mixed.json").read_text(encoding="utf-8"))
PAIRS = [
    ("河水上漲了三天。", "The river rose for three days."),
    ("村民搬到山上去住。", "The villagers moved up the hill."),
    ("船夫說明天還會下雨。", "The boatman said it would rain again tomorrow."),
    ("沒有人知道水什麼時候退。", "Nobody knew when the water would fall."),
    ("老人記得四十年前的那一次。", "The old man remembered the one forty years ago."),
    ("橋在春天重修。", "The bridge was built anew in the spring."),
]


def make_document(lines):
    return Document(tuple(Paragraph(text, n) for n, text in enumerate(lines, start=1)), name="a")


def lay_out(layout, pairs):
    chinese, english = zip(*pairs, strict=True)
    return {
        "single": list(chinese),
        "blocks": [*chinese, *english],
        "blocks-with-tail": [*chinese, *english, "本文原載於《河邊》。"],
        "alternating": list(chain(*pairs)),
        "english-first": list(chain(*(pair[::-1] for pair in pairs))),
        "by-twos": list(chain(*([*chinese[k : k + 2], *english[k : k + 2]] for k in (0, 2, 4)))),
        "inline": [" ".join(pair) for pair in pairs],
        "columns": ["\t".join(pair) for pair in pairs],
    }[layout]


@pytest.mark.parametrize("case", MIXED, ids=[case["label"] for case in MIXED])
def test_lines_are_split(case):
    parts = [(part, case["line"][part.start : part.stop]) for part in split_mixed(case["line"])]
    assert [("Z" if p.is_chinese else "E") + text for p, text in parts] == case["parts"]


@pytest.mark.parametrize(
    ("laid_out", "layout"),
    [
        ("single", "single"),
        ("blocks", "blocks"),
        ("blocks-with-tail", "blocks"),
        ("alternating", "alternating"),
        ("english-first", "alternating"),
        ("by-twos", "alternating"),
        ("inline", "inline"),
        ("columns", "columns"),
    ],
)
def test_layouts_are_recognised(laid_out, layout):
    guess = recognise_layout(make_document(lay_out(laid_out, PAIRS)))
    assert (guess.layout, guess.confidence >= 0.8) == (layout, True)


@pytest.mark.parametrize(
    "laid_out", ["blocks", "alternating", "english-first", "inline", "columns"]
)
def test_each_text_is_in_its_document(laid_out):
    separation = separate_languages(make_document(lay_out(laid_out, PAIRS)))
    texts = [[p.text for p in document.paragraphs] for document in separation.documents]
    assert texts[:: -1 if laid_out == "english-first" else 1] == [
        list(t) for t in zip(*PAIRS, strict=True)
    ]
    rows = [[p.row for p in document.paragraphs] for document in separation.documents]
    assert rows[0] == rows[1]
    assert len(set(rows[0])) == (1 if laid_out == "blocks" else len(PAIRS))


def test_a_row_begins_where_the_first_language_comes_again():
    first, second = separate(make_document(lay_out("by-twos", PAIRS))).documents
    assert [p.row for p in first.paragraphs] == [1, 1, 2, 2, 3, 3]
    assert [p.row for p in second.paragraphs] == [1, 1, 2, 2, 3, 3]


def test_a_heading_of_both_languages_is_split_where_they_take_turns():
    document = make_document(["第一章 Chapter One", *lay_out("alternating", PAIRS)])
    first, second = separate(document).documents
    assert (first.paragraphs[0].text, second.paragraphs[0].text) == ("第一章", "Chapter One")


@pytest.mark.parametrize("layout", ["blocks", "alternating", "columns", "inline"])
def test_a_stated_layout_needs_two_languages(layout):
    with pytest.raises(AlignerError, match="a: only one language found"):
        separate(make_document(["河水上漲了三天。"] * 4), layout)


def test_a_stated_layout_is_taken():
    document = make_document(lay_out("alternating", PAIRS))
    assert separate(document, "single").documents[0].paragraphs == document.paragraphs
    first, _ = separate(document, "blocks").documents
    assert {p.row for p in first.paragraphs} == {None}
    assert separate(document, "alternating").guess.confidence == 1


def test_languages_that_the_file_states_decide():
    paragraphs = tuple(
        Paragraph(text, row=row, language=tag)
        for row, pair in enumerate([("NATO", "NATO"), *PAIRS], start=1)
        for tag, text in zip(("zh-TW", "en"), pair, strict=True)
    )
    first, second = separate(Document(paragraphs, units=True)).documents
    assert (first.language, second.language) == ("zh-TW", "en-US")
    assert [p.row for p in second.paragraphs] == list(range(1, 8))
    assert first.paragraphs[0].text == second.paragraphs[0].text == "NATO"


def test_any_pair_of_languages_may_be_stated():
    paragraphs = (
        Paragraph("Der Fluss stieg.", language="de", row=1),
        Paragraph("Le fleuve montait.", language="fr", row=1),
    )
    first, second = separate(Document(paragraphs, units=True)).documents
    assert (first.language, second.language) == ("de", "fr")


def test_damage_and_kind_go_with_the_part():
    text = "河水上漲????三天。 The river rose for days."
    paragraph = Paragraph(text, 7, Kind.CAPTION, damage=((4, 8),))
    first, second = separate(Document((paragraph,)), "inline").documents
    assert (first.paragraphs[0].damage, second.paragraphs[0].damage) == (((4, 8),), ())
    assert [d.paragraphs[0].line for d in (first, second)] == [7, 7]


LINES = st.sampled_from([t for pair in PAIRS for t in (*pair, " ".join(pair))]) | st.text(
    max_size=30
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(LINES, max_size=10),
    st.sampled_from(["blocks", "alternating", "columns", "inline", None]),
)
def test_every_letter_is_in_one_document(lines, layout):
    document = make_document(lines)
    try:
        documents = separate(document, layout).documents
    except AlignerError:
        return
    found = sorted(c for d in documents for p in d.paragraphs for c in p.text if c.isalnum())
    assert found == sorted(c for line in lines for c in line if c.isalnum())


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("你好。！“”「」() .!?aB1/|\t…''\""), max_size=60))
def test_parts_are_in_order_and_apart(text):
    parts = split_mixed(text)
    assert all(part.start < part.stop for part in parts)
    assert all(a.stop <= b.start and a.is_chinese != b.is_chinese for a, b in pairwise(parts))


@needs_shared
@pytest.mark.parametrize("size", [2, 8, 60])
@pytest.mark.parametrize(
    ("laid_out", "layout"),
    [
        ("blocks", "blocks"),
        ("alternating", "alternating"),
        ("inline", "inline"),
        ("columns", "columns"),
    ],
)
def test_layouts_made_of_gold_alignments(laid_out, layout, size):
    chooser = random.Random(size)
    wrong = 0
    for _ in range(8):
        pairs = choose_pairs(chooser, size)
        separation = separate(make_document(lay_out(laid_out, pairs)))
        is_pair = size == 2 and layout == "alternating"
        wrong += separation.guess.layout not in ({layout, "blocks"} if is_pair else {layout})
        texts = [[p.text for p in document.paragraphs] for document in separation.documents]
        wrong += texts != [[half.strip() for half in side] for side in zip(*pairs, strict=True)]
    assert wrong == 0


def choose_pairs(chooser, size):
    """Choose pairs of a chapter that follow each other, as one text each."""
    name = chooser.choice(["001", "002", "003", "004", "005", "006"])
    chinese, english = (read_lines(f"mac-dev/{side}/{name}.txt") for side in ("zh", "en"))
    beads = [bead for bead in read_beads(f"mac-dev/gold/{name}.align") if all(bead)]
    start = chooser.randrange(len(beads) - size)
    return [
        ("".join(chinese[i] for i in left), " ".join(english[j] for j in right))
        for left, right in beads[start : start + size]
    ]
