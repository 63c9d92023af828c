import re
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.memory.index.stock import fill, make_filled, make_texts, select_texts
from tmx.memory.folding import CJK, fold_text
from tmx.memory.index import find_pairs_holding
from tmx.memory.index.holding import MOST_WORDS
from tmx.memory.records import Side
from tmx.memory.store import open_memory

TEXTS = list(make_texts())
LETTER = f"[^ {CJK}]"
ANY = "的中國国𠀀𫝀カン한국abAB１2½ éßТεאعไ-，。' \n"


@pytest.fixture(scope="module", params=[True, False], ids=["indexed", "tail"])
def filled(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("holding") / "m.tmdb"
    with make_filled(path, TEXTS, is_indexed=request.param) as memory:
        yield memory


def holds(key, phrase, prefixes=()):
    """Tell whether a key holds a phrase by whole words."""
    words = "".join(
        re.escape(each) + (f"{LETTER}*" if each in prefixes else "")
        for each in re.findall(f"[{CJK}]+| |{LETTER}+", phrase)
    )
    before, behind = f"(?<!{LETTER})", f"(?!{LETTER})"
    is_cjk = [re.match(f"[{CJK}]", phrase[place]) for place in (0, -1)]
    return re.search(f"{'' if is_cjk[0] else before}{words}{'' if is_cjk[1] else behind}", key)


def find_truth(memory, phrase, side, prefixes=()):
    texts = select_texts(memory, side)
    return {each for each, text in texts.items() if holds(fold_text(text), phrase, prefixes)}


@pytest.mark.parametrize(
    "phrase", ["交", "提交", "第12号", "12", "的行使", "三十", "钮", "雙方代表在"]
)
def test_chinese_phrases(filled, phrase):
    key = fold_text(phrase)
    found = list(find_pairs_holding(filled, key, Side.FIRST))
    assert found == sorted(set(found), reverse=True)
    truth = find_truth(filled, key, Side.FIRST)
    assert truth
    assert truth <= set(found)


@pytest.mark.parametrize("phrase", ["the", "number 12", "before the deadline", "of the buyer"])
def test_english_phrases(filled, phrase):
    found = list(find_pairs_holding(filled, phrase, Side.SECOND))
    assert found == sorted(set(found), reverse=True)
    assert find_truth(filled, phrase, Side.SECOND) <= set(found) < set(range(1, 513))


@pytest.mark.parametrize("phrase", ["鲸", "鲸鱼", "whale", "the whale", "", "the 鲸"])
def test_what_no_text_holds(filled, phrase):
    assert list(find_pairs_holding(filled, phrase, Side.SECOND)) == []


@pytest.mark.parametrize(
    ("phrase", "prefixes"),
    [("appl", ["appl"]), ("the appl", ["appl"]), ("centi in three", ["centi"]), ("zzz", ["zzz"])],
)
def test_words_that_may_go_on(filled, phrase, prefixes):
    found = set(find_pairs_holding(filled, phrase, Side.SECOND, prefixes=prefixes))
    truth = find_truth(filled, phrase, Side.SECOND, prefixes)
    assert truth <= found
    assert bool(truth) == bool(found)


def test_a_prefix_of_very_many_words_excludes_nothing(tmp_path):
    texts = [("词", f"a{n} b") for n in range(MOST_WORDS + 2)]
    with make_filled(tmp_path / "m.tmdb", texts) as memory:
        found = find_pairs_holding(memory, "a b", Side.SECOND, prefixes=["a"])
        assert list(found) == list(range(MOST_WORDS + 2, 0, -1))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.booleans())
def test_all_that_hold_a_phrase_are_found(tmp_path_factory, data, is_indexed):
    some = st.text(alphabet=ANY, min_size=1, max_size=12) | st.text(min_size=1, max_size=8)
    texts = data.draw(st.lists(some, min_size=1, max_size=12))
    texts = [text.encode("utf-8", "replace").decode().replace("\0", " ") for text in texts]
    key = fold_text(data.draw(st.sampled_from(texts)))
    start = data.draw(st.integers(0, max(0, len(key) - 1)))
    phrase = key[start : start + data.draw(st.integers(1, 6))].strip()
    path = tmp_path_factory.mktemp("any") / "m.tmdb"
    with make_filled(path, [(text, "x") for text in texts], is_indexed=is_indexed) as memory:
        found = set(find_pairs_holding(memory, phrase, Side.FIRST)) if phrase else set()
        assert not phrase or find_truth(memory, phrase, Side.FIRST) <= found


def test_newest_first_from_tail_and_index(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS[:200]) as memory:
        fill(memory, TEXTS[200:300], is_indexed=False)
        found = list(find_pairs_holding(memory, "提交", Side.FIRST))
        assert found == sorted(find_truth(memory, "提交", Side.FIRST), reverse=True)


def test_readers_beside_a_writer_miss_nothing(tmp_path):
    path = tmp_path / "m.tmdb"
    make_filled(path, TEXTS[:20]).close()
    errors = []

    def read():
        try:
            with open_memory(path) as memory:
                seen = 0
                while seen < 220:
                    with memory.read():
                        truth = find_truth(memory, "文件", Side.FIRST)
                        assert truth <= set(find_pairs_holding(memory, "文件", Side.FIRST))
                        seen = len(select_texts(memory, Side.FIRST))
        except BaseException as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    with open_memory(path, is_writable=True) as memory:
        for reader in readers:
            reader.start()
        for start in range(20, 220, 10):
            fill(memory, TEXTS[start : start + 10], is_indexed=start % 30 == 20)
        for reader in readers:
            reader.join(60)
    assert not errors
    assert not any(reader.is_alive() for reader in readers)
