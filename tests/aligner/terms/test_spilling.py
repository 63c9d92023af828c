import pytest

from aligner.terms import spilling
from aligner.terms.records import Passage
from aligner.terms.spilling import PassageStore, Spill
from aligner.terms.watching import watch

PASSAGES = (
    Passage("緩衝國", "buffer state", 0.25, ("zh-HK", "en-GB")),
    Passage("𠀀字", "a “character”", 1.0, ("zh-HK", "en-GB")),
    Passage("\ud83d壞", "half of a pair", 0.5),
)


@pytest.mark.parametrize("kept", [1, 1 << 20], ids=["in a file", "in memory"])
def test_passages_come_back_as_they_were(monkeypatch, kept):
    monkeypatch.setattr(spilling, "_IN_MEMORY", kept)
    store = PassageStore(iter(PASSAGES))
    assert tuple(store) == PASSAGES
    assert store[1:] == list(PASSAGES[1:])
    assert [store[place] for place in (2, 0, 1)] == [PASSAGES[place] for place in (2, 0, 1)]


def test_there_is_nothing_behind_the_last_passage():
    with pytest.raises(IndexError):
        PassageStore(PASSAGES)[3]


def test_no_passages_are_false():
    assert not PassageStore(())


def test_bytes_are_read_where_they_were_put():
    spill = Spill()
    places = [spill.append(data) for data in (b"one", b"", b"three")]
    assert places == [0, 3, 3]
    assert spill.read(0, 3) == b"one"
    assert spill.append(b"four") == 8
    assert spill.read(3, 12) == b"threefour"


def test_progress_is_told_from_time_to_time():
    told = []
    assert len(list(watch(range(12_000), 12_000, "ranking", told.append))) == 12_000
    assert told == ["ranking: 5,000 of 12,000", "ranking: 10,000 of 12,000"]
