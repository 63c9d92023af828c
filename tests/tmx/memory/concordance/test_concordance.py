import random
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpora import needs_shared, read_beads, read_lines
from tmx.errors import TmxError
from tmx.memory.concordance.phrases import make_phrase
from tmx.memory.concordance.searching import search
from tmx.memory.folding import fold_text, fold_with_places
from tmx.memory.index import update_index
from tmx.memory.records import RegionalForm, SearchOptions, Side, Span, UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.records import TranslationUnit, Variant

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
PLAIN = SearchOptions(limit=None, is_regional=False)
PAIRS = (
    ("新冠COVID疫情，中 國", "The COVID epidemic in China"),
    ("软件的中国", "The software of China's makers"),
    ("電腦軟體", "computer software, well-known"),
    ("ＣＯＶＩＤ軟件哈哈，哈哈哈", "Soft; software-SOFTWARE"),
)


def fill(memory, pairs, **facts):
    for first, second in pairs:
        unit = TranslationUnit((Variant("zh-CN", first), Variant("en", second)))
        add_unit(memory, unit, origin="test", moment=MOMENT, **facts)


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        fill(memory, PAIRS)
        yield memory


def show(found):
    """Return the places of hits among PAIRS, and what was found there."""
    texts = {text: place for place, pair in enumerate(PAIRS) for text in pair}
    return [
        (texts[hit.source.text], [hit.source.text[span.start : span.stop] for span in hit.spans])
        for hit in found.hits
    ]


FOUND = {
    "regional words": ("软件", [(3, ["軟件"]), (2, ["軟體"]), (1, ["软件"])]),
    "typed as in Taiwan": ("軟體", [(3, ["軟件"]), (2, ["軟體"]), (1, ["软件"])]),
    "typed as in Taiwan, in simplified characters": (
        "软体",
        [(3, ["軟件"]), (2, ["軟體"]), (1, ["软件"])],
    ),
    "one character": ("腦", [(2, ["電腦"[1]])]),
    "spaces between characters": ("中国", [(1, ["中国"]), (0, ["中 國"])]),
    "mixed scripts and width": ("covid疫情", [(0, ["COVID疫情"])]),
    "punctuation keeps apart": ("疫情中国", []),
    "punctuation that was asked for": ("疫情、中国", [(0, ["疫情，中 國"])]),
    "occurrences side by side": ("哈哈", [(3, ["哈哈", "哈哈"])]),
    "an occurrence behind one that is cut": ("哈哈哈", [(3, ["哈哈哈"])]),
    "a word on both sides, once": ("covid", [(3, ["ＣＯＶＩＤ"]), (0, ["COVID"])]),
    "whole words": ("soft", [(3, ["Soft"])]),
    "whole words only": ("oft", []),
    "any case, and before an apostrophe": ("china", [(1, ["China"]), (0, ["China"])]),
    "words across punctuation": ("well known", [(2, ["well-known"])]),
    "a prefix": (
        "soft*",
        [(3, ["Soft", "software", "SOFTWARE"]), (2, ["software"]), (1, ["software"])],
    ),
    "a prefix in a phrase": ("comp* software", [(2, ["computer software"])]),
    "a phrase with a prefix at its end": ("the soft*", [(1, ["The software"])]),
    "a prefix beside Chinese": ("cov*疫情", [(0, ["COVID疫情"])]),
    "prefixes alone": ("soft* soft*", [(3, ["Soft; software"])]),
}


@pytest.mark.parametrize(("query", "expected"), FOUND.values(), ids=FOUND)
def test_what_is_found(memory, query, expected):
    assert show(search(memory, query)) == expected


@pytest.mark.parametrize(("query", "expected"), FOUND.values(), ids=FOUND)
def test_the_same_is_found_by_the_index(memory, query, expected):
    with memory.write():
        update_index(memory, force=True)
    assert show(search(memory, query)) == expected


def test_regional_forms_can_be_left_out(memory):
    found = search(memory, "软件", options=SearchOptions(is_regional=False))
    assert show(found) == [(3, ["軟件"]), (1, ["软件"])]
    assert found.forms == ("软件",)


def test_a_hit_says_which_form_it_has(memory):
    found = search(memory, "软件")
    assert found.forms == ("软件", "軟體")
    assert [hit.forms for hit in found.hits] == [("软件",), ("軟體",), ("软件",)]


def find_names(query):
    """What else 特朗普 is called, where the translation has Trump."""
    names = {"特朗普": ("川普", "Hant"), "川普": ("特朗普", None)}
    return [
        RegionalForm(*names[each], lambda other: "Trump" in other)
        for each in names
        if each == query
    ]


NAMES = (
    ("zh-CN", "特朗普宣布停火", "Trump announced a ceasefire"),
    ("zh-TW", "川普發表談話", "Trump made a speech"),
    ("zh-TW", "他說川普話", "He speaks Sichuanese"),
    ("zh-CN", "川普说得好", "Trump speaks well of Sichuanese"),
)


@pytest.fixture
def names(tmp_path):
    with make_memory(tmp_path / "n.tmdb", ("zh", "en")) as memory:
        for tag, first, second in NAMES:
            unit = TranslationUnit((Variant(tag, first), Variant("en", second)))
            add_unit(memory, unit, origin="test", moment=MOMENT)
        yield memory


@pytest.mark.parametrize("is_indexed", [False, True])
@pytest.mark.parametrize(
    ("query", "forms", "wanted"),
    [
        ("特朗普", ("特朗普", "川普"), [("川普",), ("特朗普",)]),
        ("川普", ("川普", "特朗普"), [("川普",), ("川普",), ("川普",), ("特朗普",)]),
        ("停火", ("停火",), [("停火",)]),
    ],
)
def test_names_of_other_regions_are_found_where_they_are_meant(
    names, query, forms, wanted, is_indexed
):
    if is_indexed:
        update_index(names, force=True)
    found = search(names, query, options=SearchOptions(find_names=find_names))
    assert (found.forms, found.total, found.is_total_exact) == (forms, len(wanted), True)
    assert [hit.forms for hit in found.hits] == wanted
    shown = [tuple(hit.source.text[s.start : s.stop] for s in hit.spans) for hit in found.hits]
    assert shown == wanted


def test_a_name_is_marked_only_where_it_is_meant(names):
    unit = TranslationUnit((Variant("zh-TW", "特朗普和川普"), Variant("en", "It is he, twice")))
    add_unit(names, unit, origin="test", moment=MOMENT)
    first, *_ = search(names, "特朗普", options=SearchOptions(find_names=find_names)).hits
    assert (first.forms, first.spans) == (("特朗普",), (Span(0, 3),))


def test_names_are_not_asked_for_in_exact_spelling_and_of_other_languages(names):
    asked = []
    options = SearchOptions(find_names=asked.append)
    search(names, "特朗普", options=replace(options, is_regional=False))
    search(names, "Trump", options=options)
    assert asked == []


def test_a_side_can_be_named(memory):
    assert [hit.side for hit in search(memory, "COVID").hits] == [Side.FIRST, Side.SECOND]
    assert len(search(memory, "COVID", Side.FIRST).hits) == 2
    assert not search(memory, "中国", Side.SECOND).hits


def test_the_limit_leaves_the_total(memory):
    found = search(memory, "software", options=SearchOptions(limit=1))
    assert show(found) == [(3, ["software", "SOFTWARE"])]
    assert (found.total, found.is_total_exact) == (3, True)


def test_a_total_of_very_many_is_a_lower_bound(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        fill(memory, [(f"的第{n}个", f"the {n}") for n in range(1500)])
        found = search(memory, "the")
        everything = search(memory, "的", options=SearchOptions(limit=None))
    assert len(found.hits) == 50 <= found.total < 1500
    assert not found.is_total_exact
    assert (len(everything.hits), everything.total, everything.is_total_exact) == (1500, 1500, True)


def test_units_of_one_pair_are_one_hit(memory):
    fill(memory, PAIRS[:1], document="a.docx")
    fill(memory, PAIRS[:1], document="b.docx")
    (hit,) = search(memory, "疫情").hits
    assert (hit.unit.document, hit.others) == ("b.docx", 2)
    (hit,) = search(memory, "疫情", options=SearchOptions(units=UnitFilter(document="a*"))).hits
    assert (hit.unit.document, hit.others) == ("a.docx", 0)


def test_a_filter_that_nothing_passes(memory):
    found = search(memory, "疫情", options=SearchOptions(units=UnitFilter(document="none")))
    assert (found.hits, found.total, found.is_total_exact) == ((), 0, True)


@pytest.mark.parametrize("query", ["", " ", "，", "*", "……"])
def test_a_query_without_letters_is_an_error(memory, query):
    with pytest.raises(TmxError, match="neither letter nor digit"):
        search(memory, query)


def test_a_span_finder_is_asked_once(memory):
    asked = []

    def find_spans(questions):
        asked.append(questions)
        return [(Span(0, 3),) for _ in questions]

    found = search(memory, "软件", find_spans=find_spans)
    assert [hit.counterpart for hit in found.hits] == [(Span(0, 3),)] * 3
    (questions,) = asked
    assert questions[1].text == "電腦軟體"
    assert questions[1].spans == (Span(2, 4),)
    assert questions[1].other == "computer software, well-known"


def test_a_memory_without_chinese(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("de", "fr")) as memory:
        unit = TranslationUnit((Variant("de", "Die Straße, GROẞ"), Variant("fr", "La rue")))
        add_unit(memory, unit, origin="test", moment=MOMENT)
        for query in ("straße", "RUE", "groß"):
            assert len(search(memory, query).hits) == 1


# A full scan with rules of its own: tokens are Chinese characters and words, and know whether there
# is punctuation before them.


@cache
def scan_tokens(text):
    tokens, word, has_mark, has_mark_before, is_open = [], "", False, False, False
    for character in text:
        folded = fold_text(character)
        is_cjk = "\u2e80" <= folded[:1] <= "\u9fff"
        if is_open and (is_cjk or not folded):
            tokens.append((word, has_mark_before))
            has_mark, is_open = False, False
        if not folded:
            has_mark |= not (character.isspace() or unicodedata.category(character) == "Cf")
        elif is_cjk:
            tokens.append((folded, has_mark))
            has_mark = False
        elif is_open:
            word += folded
        else:
            word, is_open, has_mark_before = folded, True, has_mark
    return [*tokens, (word, has_mark_before)] if is_open else tokens


def is_in_tokens(query, tokens):
    size = len(query)
    return any(
        all(
            each == tokens[start + place][0]
            and not (
                place and tokens[start + place][1] and max(each[0], query[place - 1][0]) >= "\u2e80"
            )
            for place, each in enumerate(query)
        )
        for start in range(len(tokens) - size + 1)
    )


def scan(pairs, query, side):
    wanted = [token for token, _ in scan_tokens(query)]
    return [pair for pair in reversed(pairs) if is_in_tokens(wanted, scan_tokens(pair[side]))]


def find(memory, query, side):
    hits = search(memory, query, side, PLAIN).hits
    for hit in hits:
        assert hit.spans
        for span in hit.spans:
            assert fold_text(hit.source.text[span.start : span.stop]) == fold_text(query)
    return [tuple(hit.unit.get_variant(each).text for each in Side) for hit in hits]


TEXTS = st.text(alphabet="中国國件軟aAbＢ1１ \u200b，,-'", min_size=1, max_size=12)
QUERIES = st.text(alphabet="中国國件軟aAbＢ1 ", min_size=1, max_size=6)


@settings(max_examples=60)
@given(pairs=st.lists(st.tuples(TEXTS, TEXTS), max_size=6, unique=True), query=QUERIES)
def test_it_finds_what_a_full_scan_finds(tmp_path_factory, pairs, query):
    if not fold_text(query):
        return
    path = tmp_path_factory.mktemp("scan") / "m.tmdb"
    pairs = [pair for pair in pairs if pair[0].strip() and pair[1].strip()]
    with make_memory(path, ("zh", "en")) as memory:
        fill(memory, pairs)
        for is_indexed in (False, True):
            for side in Side:
                assert find(memory, query, side) == scan(pairs, query, side), is_indexed
            with memory.write():
                update_index(memory, force=True)


@needs_shared
def test_it_finds_what_a_full_scan_finds_in_a_magazine(tmp_path):
    pairs = read_pairs("mag/gold/003.align", "mag/zh/003.txt", "mag/en/003.txt")[:400]
    chance = random.Random(3)
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        fill(memory, pairs)
        with memory.write():
            update_index(memory, force=True)
        fill(memory, [(second, first) for first, second in pairs[:50]])
        pairs += [(second, first) for first, second in pairs[:50]]
        for side, draw in ((Side.FIRST, draw_characters), (Side.SECOND, draw_words)):
            for query in {draw(chance.choice(pairs)[side], chance) for _ in range(80)} - {""}:
                assert find(memory, query, side) == scan(pairs, query, side)


def read_pairs(gold, chinese, english):
    lines = read_lines(chinese), read_lines(english)
    return list(
        dict.fromkeys(
            ("".join(lines[0][n] for n in zh), " ".join(lines[1][n] for n in en))
            for en, zh in read_beads(gold)
            if en and zh
        )
    )


def draw_characters(text, chance):
    size = chance.randint(1, 6)
    start = chance.randrange(max(1, len(text) - size))
    query = text[start : start + size]
    return query if all("\u4e00" <= each <= "\u9fff" for each in query) else ""


def draw_words(text, chance):
    words = fold_text(text).split()
    size = chance.randint(1, 3)
    start = chance.randrange(max(1, len(words) - size))
    return " ".join(words[start : start + size])


ODD = st.text(alphabet="aA b中国-，*½㎏Ⅳ\u0301\u3099か\u200bİßΣ\u00ad㍿株", min_size=1, max_size=10)


@given(text=ODD, query=ODD)
def test_what_is_said_to_be_there_can_be_shown(text, query):
    if not fold_text(query):
        return
    phrase = make_phrase(query)
    spans = phrase.find_in(text, *fold_with_places(text))
    assert phrase.is_in(text) == bool(spans)
    assert all(0 <= span.start < span.stop <= len(text) for span in spans)
    assert all(one.stop <= two.start for one, two in pairwise(spans))


@given(text=ODD)
def test_a_text_holds_itself(text):
    if fold_text(text) and "*" not in text:
        assert make_phrase(text).is_in(text)


REGIONS = (
    ("zh-CN", "这个程序正在运行", "This program is running"),
    ("zh-CN", "这个进程正在运行", "This process is running"),
    ("zh-CN", "前来支援我们", "came to reinforce us"),
    ("zh-TW", "感謝大家的支援與參與", "Thank you for your support"),
)


@pytest.mark.parametrize(
    ("tags", "query", "wanted"),
    [
        ({"zh-CN"}, "程序", ["这个程序正在运行"]),
        ({"zh-CN"}, "支持", []),
        ({"zh-CN", "zh-TW"}, "支持", ["感謝大家的支援與參與"]),
        ({"zh-CN", "zh-TW"}, "支援", ["感謝大家的支援與參與", "前来支援我们"]),
    ],
    ids=["one region", "a word that means something else", "of Taiwan there alone", "as typed"],
)
def test_a_word_of_a_region_is_found_in_its_texts(tmp_path, tags, query, wanted):
    with make_memory(tmp_path / "r.tmdb", ("zh", "en")) as memory:
        for tag, first, second in REGIONS:
            if tag in tags:
                unit = TranslationUnit((Variant(tag, first), Variant("en", second)))
                add_unit(memory, unit, origin="test", moment=MOMENT)
        assert [hit.source.text for hit in search(memory, query).hits] == wanted
