"""Rules on characters and passages inside paragraphs, on cases, seeds and clean texts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.cleaning import RULES
from aligner.cleaning.chain import apply_rules
from aligner.records import Paragraph
from tests.probes import run_probe

CASES = Path(__file__).parents[2] / "cases"
SHARED = Path(__file__).parents[4] / "shared"
NAMES = (
    "mojibake",
    "control-characters",
    "zero-width-characters",
    "empty-image-links",
    "html-tags",
    "html-references",
    "links",
    "image-placeholders",
    "pinyin",
    "destroyed-passages",
)
INLINE = tuple(rule for rule in RULES if rule.name in NAMES)


def load_cases():
    for name in NAMES:
        path = CASES / f"cleaning-{name}.json"
        for case in json.loads(path.read_text(encoding="utf-8")):
            yield pytest.param(name, case, id=f"{name}-{case['label']}")


def apply(texts, *names):
    paragraphs = [Paragraph(text, line) for line, text in enumerate(texts, start=1)]
    return apply_rules(paragraphs, [rule for rule in RULES if rule.name in names])


@pytest.mark.parametrize(("name", "case"), list(load_cases()))
def test_cases(name, case):
    cleaned = apply(case["paragraphs"], name)
    texts = [paragraph.text for paragraph in cleaned.paragraphs]
    if "flagged" in case:
        flagged = [p.text[start:stop] for p in cleaned.paragraphs for start, stop in p.damage]
        assert (texts, flagged) == (case["paragraphs"], case["flagged"])
    else:
        assert texts == case["expected"]


def test_the_rules_are_all_registered_in_order():
    assert tuple(rule.name for rule in INLINE) == NAMES
    assert RULES[-1].name == "destroyed-passages"


def read_lines(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def list_corpora():
    return sorted((SHARED / "corpora").glob("*/??/*.txt"))


@pytest.mark.skipif(not list_corpora(), reason="the corpora are not here")
def test_no_rule_finds_anything_in_clean_texts():
    found = {path: apply(read_lines(path), *NAMES).changes for path in list_corpora()}
    assert not {path: changes for path, changes in found.items() if changes}


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not here")
def test_destroyed_passages_of_the_seeds():
    flagged = {}
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        changes = apply(read_lines(path), *NAMES).changes
        flagged[path.name[:3]] = sum(change.rule == "destroyed-passages" for change in changes)
    assert flagged == {"000": 0, "001": 3, "002": 0, "003": 0, "004": 0}


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the seeds are not here")
def test_pinyin_of_the_seeds():
    (path,) = (SHARED / "seeds").glob("001_*.txt")
    assert len(apply(read_lines(path), "pinyin").changes) == 214


PIECES = st.sampled_from(
    [
        *"<>[]()!&;?？（） a中國统“”…é\u200b\u200d\ufe0f\ufeff\u00ad\ufffd\x92\x81❤️🔥烫锟\u0301",
        *("<b>", "</b>", "<br/>", "<p>", "<!--", "-->", "<script>", "</script>", '<a href="x">'),
        *("&nbsp;", "&amp;", "&lt;", "&gt;", "amp;", "&#8203;", "![]()", "](", "![", "[图片]"),
        *(
            "http://a.b",
            "x.jpg",
            "(guó)",
            "國(guó)",
            "會(huì)",
            "開(kāi)",
            "?nèi)虍a",
            "??",
            "Ã©",
            "â€™",
            "Ã",
        ),
        *("。", "說", "跏巧莩奁罚", "ÖÐ»ªÈËÃñ", "\ufffc", "锟斤拷", "標籤"),
    ]
)
LINES = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)
TEXTS = st.lists(LINES, max_size=4)


@pytest.mark.parametrize("rule", INLINE, ids=lambda rule: rule.name)
@given(texts=TEXTS)
def test_a_rule_leaves_nothing_it_would_find_again(rule, texts):
    cleaned = apply_rules([Paragraph(text) for text in texts], [rule])
    again = apply_rules(cleaned.paragraphs, [rule])
    assert (again.paragraphs, again.changes) == (cleaned.paragraphs, ())


@pytest.mark.parametrize("rule", INLINE, ids=lambda rule: rule.name)
@given(texts=TEXTS)
def test_what_was_found_put_back_gives_the_text_as_it_was(rule, texts):
    paragraphs = [Paragraph(text) for text in texts]
    finds = list(rule.find(paragraphs))
    assert finds == sorted(finds, key=lambda find: (find.paragraph, find.start))
    for index, paragraph in enumerate(paragraphs):
        done, after, before = 0, "", ""
        for find in (each for each in finds if each.paragraph == index):
            assert done <= find.start < find.stop <= len(paragraph.text)
            passage = paragraph.text[find.start : find.stop]
            after += paragraph.text[done : find.start]
            before += paragraph.text[done : find.start] + passage
            after += passage if find.replacement is None else find.replacement
            done = find.stop
        assert before + paragraph.text[done:] == paragraph.text
        left = [p.text for p in apply_rules([paragraph], [rule]).paragraphs]
        if rule.name != "pinyin":
            assert left in ([after + paragraph.text[done:]], [])


# Dirt as it is met, without what no page holds, such as a soft hyphen inside mojibake.
FRAGMENTS = st.sampled_from(
    [
        *(
            "<b>",
            "</b>",
            "<br/>",
            "<p>",
            "</p>",
            '<a href="x">',
            "</a>",
            "&nbsp;",
            "&amp;",
            "![]()",
        ),
        *(
            "[a](http://a.b)",
            "[图片]",
            "國(guó)",
            "會(huì)",
            "開(kāi)",
            "(guó)",
            "Ã©",
            "â€™",
            "\u200b",
            "\ufeff",
        ),
        *("❤️\u200d🔥", "\x00", *"文字說 。？?()“”", "word"),
    ]
)


@given(texts=st.lists(st.lists(FRAGMENTS, max_size=14).map("".join), max_size=4))
def test_the_chain_leaves_nothing_it_would_find_again(texts):
    cleaned = apply_rules([Paragraph(text) for text in texts], INLINE)
    assert apply_rules(cleaned.paragraphs, INLINE) == replace(cleaned, changes=())


@given(texts=TEXTS)
def test_the_chain_never_fails(texts):
    cleaned = apply_rules([Paragraph(text) for text in texts], INLINE)
    for paragraph in cleaned.paragraphs:
        assert all(0 <= a < b <= len(paragraph.text) for a, b in paragraph.damage)


def test_mojibake_is_looked_for_without_its_library_where_there_is_none():
    probe = (
        "import sys; from aligner.cleaning.mojibake import find_mojibake as find; "
        "found = [*find('“好！”（第３条）été — café'), *find('Straße')]; "
        "print(found, 'ftfy' in sys.modules, find('cafÃ©')[0].replacement, 'ftfy' in sys.modules)"
    )
    assert run_probe(probe) == "[] False é True"
