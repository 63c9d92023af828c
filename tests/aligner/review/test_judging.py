"""What the page asks of the model: ratings near those of the whole text, rows read ahead."""

from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from aligner.aligning import preparing
from aligner.embedding.checking import check_encoder
from aligner.errors import AlignerError
from aligner.lexicon import find_evidence
from aligner.pipeline import align, load_encoder
from aligner.review import judging
from aligner.review.judging import Judge
from aligner.revision.grouping import merge_rows
from aligner.revision.state import RevisionState
from aligner.settings import DEFAULT_ENCODER

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture(scope="module")
def alignment():
    return align(SAMPLES / "lighthouse.zh.txt", SAMPLES / "lighthouse.en.txt")


@pytest.fixture
def state(alignment):
    return RevisionState(alignment)


@pytest.fixture
def judge(state):
    judge = Judge()
    judge.load(state.original)
    return judge


@pytest.fixture
def seen(judge, monkeypatch):
    """The texts that pass the network."""
    encoder, _ = judge._loaded
    network, texts = encoder._encoder._network, []
    tokenise = network.tokenise

    def count(text, divide=None):
        texts.append(text)
        return tokenise(text, divide)

    monkeypatch.setattr(network, "tokenise", count)
    return texts


def list_texts(state, places):
    rows = [state.get_row(place) for place in places]
    return {state.get_segment(name).current for row in rows for name in (*row.source, *row.target)}


def test_rows_are_rated_as_in_the_whole_text(judge, state):
    rows = [row for row in state.rows if not row.is_null]
    apart = [abs(judge.rate_rows(state, [row])[0] - row.confidence) for row in rows]
    assert sum(apart) / len(apart) < 0.03
    assert max(apart) < 0.4


def test_a_row_longer_than_any_bead_is_not_looked_at(judge, state, seen):
    change = merge_rows(state, state.get_row(2).id, state.get_row(9).id)
    state.apply(change)
    assert judge.rate_rows(state, change.after) == [0.0]
    assert seen == []


def test_what_is_read_ahead_is_not_read_again(judge, state, seen):
    judge.read_ahead(state, range(len(state)))
    judge._ahead.result()
    assert set(seen) == list_texts(state, range(len(state)))
    seen.clear()
    judge.rate_rows(state, [next(row for row in state.rows if not row.is_null)])
    assert seen == []


def test_the_dictionary_is_loaded_before_it_is_asked(state, monkeypatch):
    asked = []

    def find(chinese, english, terms):
        asked.append((list(chinese), list(english)))
        return find_evidence(chinese, english, terms)

    monkeypatch.setattr(preparing, "find_evidence", find)
    Judge().load(state.original)
    assert asked == [(["北京的3座灯塔"], ["3 lighthouses in Beijing"])]


def test_of_the_rows_that_wait_the_newest_are_read_first(judge, state, seen, monkeypatch):
    monkeypatch.setattr(judging, "AROUND", 0)
    with judge._lock:
        judge.read_ahead(state, [0])
        while judge._waiting:
            sleep(0.01)
        for place in (4, 6, 8, 10):
            judge.read_ahead(state, [place])
    judge._ahead.result()
    expected = [list_texts(state, [place]) for place in (0, 10, 8, 6)]
    assert seen == [text for texts in expected for text in seen if text in texts]
    assert set(seen) == set().union(*expected)


def test_an_encoder_that_fails_is_met_where_it_is_asked(judge, state, monkeypatch):
    encoder, _ = judge._loaded
    monkeypatch.setattr(encoder._encoder._network, "tokenise", lambda *_: 1 / 0)
    judge.read_ahead(state, [0])
    assert isinstance(judge._ahead.exception(), ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        judge.rate_rows(state, [state.get_row(0)])


def make_failing(moment):
    """Make the loader of an encoder that fails when it is loaded, or when it is asked."""
    load = judging.load_encoder

    class Broken:
        name, dimension, signature = "broken", 2, "broken/2"

        def encode(self, texts):
            raise AlignerError("the connection failed: try later")

    def load_broken(settings, **options):
        if settings.encoder == DEFAULT_ENCODER:
            return load(settings, **options)
        if moment == "load":
            raise AlignerError("the connection failed: try later")
        return check_encoder(Broken())

    return load_broken


@pytest.mark.parametrize("moment", ["load", "ask"])
def test_where_the_encoder_fails_the_default_one_rates(state, monkeypatch, moment):
    rows = [row for row in state.rows if not row.is_null][:3]
    expected = Judge().rate_rows(state, rows)
    monkeypatch.setattr(judging, "load_encoder", make_failing(moment))
    settings = replace(state.original.settings, encoder="http://127.0.0.1:9/v1#m")
    elsewhere = RevisionState(replace(state.original, settings=settings))
    told = []
    judge = Judge(report=told.append)
    judge.load(elsewhere.original)
    for _ in range(2):
        assert judge.rate_rows(elsewhere, rows) == pytest.approx(expected)
    groups = [each.find_groups(judging.take_stretch(state, 0, 3)) for each in (judge, Judge())]
    assert [group for group, _ in groups[0]] == [group for group, _ in groups[1]]
    assert [line.partition(": rows")[0] for line in told] == ["the connection failed: try later"]
    assert DEFAULT_ENCODER in told[0]


def test_what_is_cached_is_not_asked_again(state, monkeypatch):
    asked, cache = [], object()

    def load(settings, **options):
        asked.append((settings.encoder, options["cache"]))
        return load_encoder(recent=options["recent"])

    monkeypatch.setattr(judging, "load_encoder", load)
    Judge(choose_cache=lambda _: cache).load(state.original)
    assert asked == [(DEFAULT_ENCODER, cache)]
