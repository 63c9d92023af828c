from datetime import UTC, datetime

import numpy as np
import pytest

from tmx import TmxError, TranslationUnit, Variant
from tmx.memory.editing.changing import delete_units
from tmx.memory.queries.vectors import count_vectors
from tmx.memory.records import MatchKind, Query, Side, Status, UnitFilter
from tmx.memory.semantic import (
    SemanticOptions,
    VectorModel,
    building,
    count_missing,
    drop_vectors,
    find_similar,
    index_vectors,
)
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TOPICS = ("war", "trade", "weather", "music")
WORDS = {
    **dict.fromkeys(("战争", "冲突", "battle", "war"), "war"),
    **dict.fromkeys(("关税", "tariffs"), "trade"),
    **dict.fromkeys(("下雨", "rain"), "weather"),
    **dict.fromkeys(("歌", "song"), "music"),
}


def encode(texts):
    """Turn texts into vectors by their topics; a little of each text's own keeps them apart."""
    vectors = np.full((len(texts), 16), -0.01, dtype=np.float32)
    for row, text in enumerate(texts):
        for word, topic in WORDS.items():
            if word in text:
                vectors[row, TOPICS.index(topic)] = 1
        vectors[row, 4 + len(text) % 12] += 0.05
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


MODEL = VectorModel("fake 1", encode)


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        for zh, en in (
            ("战争开始了", "The war began."),
            ("外面下雨", "Rain outside"),
            ("唱歌", "A song"),
        ):
            add(memory, zh, en)
        yield memory


def add(memory, zh, en, **facts):
    unit = TranslationUnit((Variant("zh-CN", zh), Variant("en-GB", en)))
    return add_unit(memory, unit, origin="test", moment=NOW, **facts)


def find(memory, text, side=Side.FIRST, **options):
    found = find_similar(memory, Query(text, side), MODEL, SemanticOptions(**options))
    return [match.target.text for match in found]


def test_what_means_the_same_is_found_in_either_direction(memory):
    assert index_vectors(memory, MODEL) == 6
    assert find(memory, "发生冲突") == ["The war began."]
    assert find(memory, "the battle", Side.SECOND) == ["战争开始了"]


def test_it_is_a_kind_of_its_own_without_a_rate(memory):
    index_vectors(memory, MODEL)
    (match,) = find_similar(memory, Query("发生冲突", Side.FIRST), MODEL)
    assert match.kind is MatchKind.SEMANTIC
    assert match.rate == 0
    assert 0.9 < match.similarity <= 1


def test_only_what_is_near_is_given(memory):
    index_vectors(memory, MODEL)
    assert find(memory, "关税上升") == []
    assert len(find(memory, "关税上升", min_similarity=-1)) == 3
    assert len(find(memory, "关税上升", min_similarity=-1, limit=2)) == 2


def test_new_pairs_are_missing_until_they_are_indexed(memory):
    index_vectors(memory, MODEL)
    assert find(memory, "关税") == []
    add(memory, "加征关税", "More tariffs")
    assert count_missing(memory, MODEL.signature, list(Side)) == 2
    assert index_vectors(memory, MODEL) == 2
    assert find(memory, "关税") == ["More tariffs"]
    assert index_vectors(memory, MODEL) == 0


def test_what_is_gone_rejected_or_not_wanted_is_not_given(memory):
    gone = add(memory, "战争与和平", "War and peace")
    add(memory, "战争又来", "Another war", status=Status.REJECTED)
    add(memory, "战争停了", "The war stopped", document="a.txt")
    index_vectors(memory, MODEL)
    delete_units(memory, [gone.id], moment=NOW, author=None)
    assert sorted(find(memory, "冲突")) == ["The war began.", "The war stopped"]
    assert find(memory, "冲突", units=UnitFilter(document="a.*")) == ["The war stopped"]


def test_units_of_the_same_texts_come_once(memory):
    add(memory, "战争开始了", "The war began.", document="b.txt")
    index_vectors(memory, MODEL)
    (match,) = find_similar(memory, Query("冲突", Side.FIRST), MODEL)
    assert match.others == 1


def test_it_goes_on_where_it_was_broken_off(memory, monkeypatch):
    monkeypatch.setattr(building, "_BATCH", 2)
    calls = []

    def fail(texts):
        calls.append(len(texts))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return encode(texts)

    with pytest.raises(KeyboardInterrupt):
        index_vectors(memory, VectorModel("fake 1", fail))
    assert count_missing(memory, "fake 1", list(Side)) == 4
    told = []
    assert index_vectors(memory, MODEL, progress=told.append) == 4
    assert told == [1, 3, 4]


def test_a_run_beside_another_keeps_each_vector_once(memory, monkeypatch):
    other = VectorModel("fake 1", lambda texts: (index_vectors(memory, MODEL), encode(texts))[1])
    index_vectors(memory, other)
    with memory.read() as connection:
        assert count_vectors(connection) == {"fake 1": 6}


def test_other_encoders_are_kept_apart(memory):
    index_vectors(memory, MODEL, (Side.FIRST,))
    with pytest.raises(TmxError, match=r"no vectors of the encoder other \(of fake 1\)"):
        find_similar(memory, Query("冲突", Side.FIRST), VectorModel("other", encode))
    with pytest.raises(TmxError, match="gives 8 numbers a text, and gave 16 before"):
        index_vectors(memory, VectorModel("fake 1", lambda texts: encode(texts)[:, :8]))


def test_a_side_without_vectors_says_so(memory):
    index_vectors(memory, MODEL, (Side.FIRST,))
    with pytest.raises(TmxError, match="no vectors of its en texts"):
        find_similar(memory, Query("battle", Side.SECOND), MODEL)


def test_vectors_can_be_dropped(memory):
    index_vectors(memory, MODEL)
    drop_vectors(memory, "fake 1")
    drop_vectors(memory, "fake 1")
    with memory.read() as connection:
        assert count_vectors(connection) == {}


def test_thousands_are_ranked(memory):
    with_war = [f"战争{number}" for number in range(30)]
    for number, zh in enumerate([*with_war, *(f"第{n}句" for n in range(900))]):
        add(memory, zh, f"text {number}")
    index_vectors(memory, MODEL)
    assert len(find(memory, "冲突", limit=100)) == 31
