from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.tmx.memory.index.stock import edit, fill, make_filled, make_texts, select_texts
from tmx.memory.folding import fold_text
from tmx.memory.index import candidates, find_candidates, rebuild_index, update_index
from tmx.memory.index.candidates import GOOD, POOR
from tmx.memory.index.probing import Probed
from tmx.memory.index.rows import make_base
from tmx.memory.records import Side
from tmx.memory.store import make_memory, open_memory

KINDS = ("substituted", "deleted", "inserted", "truncated", "swapped")
TEXTS = list(make_texts())
SIDES = pytest.mark.parametrize("side", Side, ids=lambda side: side.name)
rate = Levenshtein.normalized_similarity


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "m.tmdb"
    with make_filled(path, TEXTS) as memory:
        yield memory


@SIDES
def test_a_text_of_the_memory_comes_first(filled, side):
    for number, text in list(select_texts(filled, side).items())[::7]:
        best = find_candidates(filled, fold_text(text), side)[0]
        assert best.key == fold_text(text)
        assert number in best.pairs


@SIDES
@pytest.mark.parametrize("kind", KINDS)
def test_the_nearest_is_what_brute_force_finds(filled, side, kind):
    keys = {fold_text(text) for text in select_texts(filled, side).values()}
    for seed, key in enumerate(sorted(keys)[::23]):
        query = edit(key, kind, seed)
        best = max(rate(query, each) for each in keys)
        if best >= 0.5:
            assert rate(query, find_candidates(filled, query, side)[0].key) == best


@SIDES
def test_swapped_clauses_are_among_them(filled, side):
    for seed, text in enumerate(list(select_texts(filled, side).values())[::31]):
        key = fold_text(text)
        found = find_candidates(filled, edit(key, "swapped", seed), side)
        assert key in {each.key for each in found}


@pytest.mark.parametrize("is_plain", [True, False])
def test_a_clause_that_is_shared_counts_more_than_characters(tmp_path, is_plain, monkeypatch):
    clause = "灯塔看守人昨夜修好了那架旧望远镜之后"
    tail = "船长带着孩子们离开港口去对岸寻找失踪多年的水手和货物却只遇见一位卖鱼老妇"
    tail += "她说风暴过后再没有谁回来"
    query = clause + tail
    wanted = clause + "又睡着了整整十个小时醒来天已大亮"
    # Their signatures are nearer to that of the query, but all stands where it does not belong.
    others = {_turn(tail, 4, Random(seed)) for seed in range(3000)}
    pairs = [(text, f"text {number}") for number, text in enumerate([wanted, *sorted(others)])]
    monkeypatch.setattr(candidates, "is_loaded", lambda: not is_plain)
    with make_filled(tmp_path / "m.tmdb", pairs) as memory:
        assert rate(query, wanted) < POOR
        assert find_candidates(memory, query, Side.FIRST)[0].key == wanted


def _turn(text, size, chooser):
    """Put the pieces of a text in the contrary order, but for some neighbours."""
    pieces = [text[start : start + size] for start in range(0, len(text), size)][::-1]
    for place in (chooser.randrange(len(pieces) - 1) for _ in range(6)):
        pieces[place : place + 2] = pieces[place : place + 2][::-1]
    return "".join(pieces)


@pytest.mark.parametrize("is_plain", [True, False])
def test_grams_may_lead_to_what_is_less_near(filled, is_plain, monkeypatch):
    keys = {n: fold_text(text) for n, text in select_texts(filled, Side.SECOND).items()}
    query = edit(keys[1], "truncated", 1)
    best = max(keys.values(), key=lambda key: rate(query, key))
    other = next(n for n, key in keys.items() if POOR < rate(query, key) < rate(query, best))
    assert rate(query, best) < GOOD

    leads = [(make_base(Side.SECOND, 0), other.to_bytes(2, "little"))]
    monkeypatch.setattr(candidates, "probe", lambda *_: Probed(leads, is_weak=False))
    monkeypatch.setattr(candidates, "_is_young", lambda _: is_plain)
    assert find_candidates(filled, query, Side.SECOND)[0].key == best
    # To look through very many, NumPy would have to be loaded: only where nothing is near.
    monkeypatch.setattr(candidates, "_MOST_PLAIN_PAIRS", 0)
    nearest = find_candidates(filled, query, Side.SECOND)[0].key
    assert nearest == (keys[other] if is_plain else best)


def test_keys_are_different_and_in_order(filled):
    key = fold_text(TEXTS[77][0])
    found = [each.key for each in find_candidates(filled, key, Side.FIRST, count=20)]
    assert len(set(found)) == len(found) == 20
    assert found == sorted(found, key=lambda each: -rate(key, each))


def test_punctuation_alone_has_no_candidates(filled):
    assert find_candidates(filled, fold_text("……！"), Side.FIRST) == []


@SIDES
@pytest.mark.parametrize("is_indexed", [True, False], ids=["indexed", "tail"])
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("保仔", "保存"),
        ("打于文件", "打开文件"),
        ("cancle", "cancel"),
        ("deleet file", "delete file"),
    ],
)
def test_short_queries_among_many_short_texts(tmp_path, side, is_indexed, query, wanted):
    made = [f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}" for n in range(300)]
    made += [f"w{n} x{n}" for n in range(300)]
    texts = [(each, each) for each in [*made, "保存", "打开文件", "cancel", "delete file"]]
    with make_filled(tmp_path / "m.tmdb", texts, is_indexed=is_indexed) as memory:
        assert find_candidates(memory, query, side)[0].key == wanted


def test_one_text_with_very_many_translations(tmp_path):
    texts = [("按一下按钮即可储存设定", f"translation {n}") for n in range(30_000)]
    texts[100:100] = [("按一下按钮即可储存", "other"), ("按两下按钮即可储存设定", "another")]
    with make_filled(tmp_path / "m.tmdb", texts) as memory:
        found = find_candidates(memory, "按一下按钮即可储存设置", Side.FIRST)
        assert {each.key for each in found} == {fold_text(texts[n][0]) for n in (0, 101, 100)}
        assert found[0].pair == 30_002


def test_very_long_texts(tmp_path):
    texts = [("字词句" * 33_000 + str(n), "word " * 20_000 + str(n)) for n in range(12)]
    with make_filled(tmp_path / "m.tmdb", [*texts, ("短", "short")]) as memory:
        for side in Side:
            found = find_candidates(memory, fold_text(texts[7][side]), side)
            assert found[0].key == fold_text(texts[7][side])


@SIDES
def test_new_pairs_are_found_before_they_are_indexed(tmp_path, side):
    with make_filled(tmp_path / "m.tmdb", TEXTS[:100]) as memory:
        new = ("新的一對", "a pair that is new")
        fill(memory, [new], is_indexed=False)
        assert find_candidates(memory, fold_text(new[side]), side)[0].pairs == (101,)


def test_another_connection_notices(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS[:9]) as memory, open_memory(memory.path) as reader:
        query = fold_text("新的一對")
        assert query not in {each.key for each in find_candidates(reader, query, Side.FIRST)}
        fill(memory, [("新的一對", "a new pair")], is_indexed=False)
        assert find_candidates(reader, query, Side.FIRST)[0].pairs == (10,)
        fill(memory, TEXTS[9:300])
        assert find_candidates(reader, query, Side.FIRST)[0].pairs == (10,)
        last = fold_text(TEXTS[299][0])
        assert find_candidates(reader, last, Side.FIRST)[0].key == last


def test_a_reader_keeps_its_state_while_it_reads(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS[:9]) as memory, open_memory(memory.path) as reader:
        with reader.read():
            query = fold_text(TEXTS[10][0])
            before = find_candidates(reader, query, Side.FIRST)
            fill(memory, TEXTS[9:20])
            assert find_candidates(reader, query, Side.FIRST) == before
        assert find_candidates(reader, query, Side.FIRST)[0].key == query


@pytest.mark.parametrize("is_indexed", [True, False], ids=["indexed", "tail"])
def test_what_is_deleted_is_gone(tmp_path, is_indexed):
    with make_filled(tmp_path / "m.tmdb", TEXTS[:50], is_indexed=is_indexed) as memory:
        key = fold_text(TEXTS[20][0])
        assert find_candidates(memory, key, Side.FIRST)[0].pairs == (21,)
        with memory.write() as connection:
            connection.execute("DELETE FROM pair WHERE id = 21")
        assert key not in {each.key for each in find_candidates(memory, key, Side.FIRST)}
        fill(memory, TEXTS[20:21])
        assert find_candidates(memory, key, Side.FIRST)[0].pairs == (51,)


def test_what_was_undone_is_forgotten(tmp_path):
    class StopError(Exception):
        pass

    with make_filled(tmp_path / "m.tmdb", TEXTS[:5]) as memory:
        with pytest.raises(StopError), memory.write():
            fill(memory, [("猫在桌子上", "the cat")], is_indexed=False)
            assert find_candidates(memory, "猫在桌子上", Side.FIRST)[0].pairs == (6,)
            raise StopError
        fill(memory, [("狗在桌子下", "the dog")], is_indexed=False)
        keys = [each.key for each in find_candidates(memory, "猫在桌子上", Side.FIRST)]
        assert keys[0] == "狗在桌子下"


def test_an_index_made_bit_by_bit_is_the_same(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        for start in range(0, 512, 37):
            fill(memory, TEXTS[start : start + 37])
        before = dump(memory)
        assert rebuild_index(memory) == 512
        assert dump(memory) == before


def dump(memory):
    tables = {"posting": "key", "signature": "side, block", "word": "id"}
    sql = "SELECT * FROM {} ORDER BY {}"
    return [memory.connection.execute(sql.format(*each)).fetchall() for each in tables.items()]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30),
    st.integers(0, 29),
    st.booleans(),
)
def test_any_text_is_found_again(tmp_path_factory, texts, place, is_indexed):
    path = tmp_path_factory.mktemp("any") / "m.tmdb"
    texts = [text.encode("utf-8", "replace").decode().replace("\0", " ") for text in texts]
    key = fold_text(texts[place % len(texts)])
    with make_filled(path, [(text, text) for text in texts], is_indexed=is_indexed) as memory:
        for side in Side:
            found = find_candidates(memory, key, side)
            assert [each.key for each in found[:1]] == [key] * bool(key)


def test_updates_wait_until_there_are_enough(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS, is_indexed=False) as memory:
        with memory.write():
            assert update_index(memory) == 0
        fill(memory, TEXTS, is_indexed=False)
        with memory.write():
            assert update_index(memory) == 1024
            assert update_index(memory, force=True) == 0
