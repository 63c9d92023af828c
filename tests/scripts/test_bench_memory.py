"""`scripts/bench memory` from end to end on a small memory: what it makes, and what it counts."""

import doctest
import itertools
from datetime import UTC, datetime

import pytest
from benching.memory import (
    adversarial,
    clauses,
    edits,
    importing,
    matching,
    processes,
    truth,
    words,
)
from benching.memory.adversarial import FLAGS, Trap, make_traps
from benching.memory.clauses import divide_pair, read_clauses
from benching.memory.edits import EDITS, SWAPPED, MadeQuery, make_queries
from benching.memory.killing import KillReport
from benching.memory.made import TAGS, make_pairs, make_units, write_pairs
from benching.memory.matching import Outcome, is_found, judge_matches, make_recall_table
from benching.memory.omegat import OmegatAnswer, OmegatMatch
from benching.memory.searching import Scan, Search, draw_phrases, make_search_table
from benching.memory.semantic import ask_meanings
from benching.memory.trapping import Verdict, find_best, make_trap_table
from benching.memory.truth import Truth, find_similarity, find_truth
from benching.memory.words import draw_rank, make_name, make_place, make_term

from tests.aligner.fakes import FakeEncoder
from tests.scripts.test_bench import cells_of, run_bench
from tmx import Header, load_tmx
from tmx.converting import HeldUnits
from tmx.memory.semantic import VectorModel, index_vectors
from tmx.memory.store import make_memory
from tmx.memory.transfer.importing import ImportOptions, import_units

CLAUSES = (
    ("昨天晚上船长在灯塔下面等了很久", "last night the captain waited below the lighthouse"),
    ("他的女儿还没有回家", "his daughter had not yet come home"),
    ("医生带着三个病人来了", "the doctor arrived with three patients"),
    ("信里说战争已经结束了", "the letter said that the war was over"),
)
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
PAIRS = list(make_pairs(CLAUSES, 400))


def test_pairs_are_distinct_and_the_same_each_time():
    assert len(set(PAIRS)) == 400
    assert PAIRS[:50] == list(make_pairs(CLAUSES, 50))
    assert PAIRS[:50] != list(make_pairs(CLAUSES, 50, seed=2))
    assert all(chinese and english and "{" not in chinese + english for chinese, english in PAIRS)


def test_rare_words_are_many():
    found = {word for _, english in make_pairs(CLAUSES, 2000) for word in english.split()}
    assert len(found) > 2000


def test_a_rank_is_a_word_and_low_ranks_are_drawn_often():
    from random import Random

    for make in (make_name, make_place, make_term):
        assert make(5) == make(5)
        assert len({make(rank) for rank in range(500)}) > 400
    ranks = [draw_rank(Random(seed)) for seed in range(2000)]
    assert 0 <= min(ranks) < max(ranks) < words.RANKS
    assert sum(rank < 1000 for rank in ranks) > sum(rank > 100_000 for rank in ranks)


def test_made_units_are_written_as_they_are(tmp_path):
    write_pairs(tmp_path / "a.tmx", PAIRS[:30])
    found = load_tmx(tmp_path / "a.tmx")
    assert found.units == tuple(make_units(PAIRS[:30]))
    assert {variant.language for unit in found.units for variant in unit.variants} == set(TAGS)


def test_clauses_come_from_a_corpus_or_from_the_samples(corpus, monkeypatch):
    found = read_clauses([f"{corpus}:zh:en"])
    assert ("他的女儿还没有回家", "His daughter had not yet come home") in found
    monkeypatch.setattr(clauses, "_SAMPLES", clauses._SAMPLES[1:])
    assert len(read_clauses([])) > 20
    assert divide_pair("雨停了，他走了。", "He left after the rain.") == [
        ("雨停了，他走了", "He left after the rain")
    ]


@pytest.mark.parametrize("kind", EDITS)
def test_each_edit_changes_texts_of_both_sides(kind):
    queries = [each for each in make_queries(PAIRS, 4) if each.kind == kind]
    assert [each.side for each in queries] == [0] * 4 + [1] * 4
    for each in queries:
        origin = PAIRS[each.origin][each.side]
        assert each.text != origin
        assert find_similarity(each.text, origin) > 0.1


def test_queries_are_the_same_each_time():
    assert make_queries(PAIRS, 2) == make_queries(PAIRS, 2)
    assert make_queries(PAIRS, 2) != make_queries(PAIRS, 2, seed=2)


@pytest.mark.parametrize("kind", ["punctuation or width", "script or case"])
def test_what_the_key_folds_is_no_difference_to_brute_force(kind):
    for each in make_queries(PAIRS, 3):
        if each.kind == kind:
            similarity = find_similarity(each.text, PAIRS[each.origin][each.side])
            assert similarity > 0.9 if kind.startswith("script") else similarity == 1


def test_brute_force_compares_with_everything():
    texts = [pair[0] for pair in PAIRS[:40]]
    queries = [each.text for each in make_queries(PAIRS, 1) if each.side == 0]
    found = find_truth(queries, texts)
    expected = [max(find_similarity(query, text) for text in texts) for query in queries]
    assert found.best.tolist() == pytest.approx(expected, abs=1e-6)
    assert found.milliseconds > 0


def make_outcome(*, best, rank, kind="truncated", side=0, milliseconds=1.0):
    return Outcome(MadeQuery(kind, side, "…", 0), milliseconds, 0.5, best, rank, 70)


@pytest.mark.parametrize(
    ("outcome", "best", "found"),
    [
        (make_outcome(best=0.8, rank=None), 0.8, True),
        (make_outcome(best=0.8, rank=0), 0.81, False),
        (make_outcome(best=0.5, rank=2, kind=SWAPPED), 0.6, True),
        (make_outcome(best=0.5, rank=None, kind=SWAPPED), 0.6, False),
    ],
    ids=["another as near", "the pair, but not the nearest", "swapped", "swapped and lost"],
)
def test_what_counts_as_found(outcome, best, found):
    assert is_found(outcome, best) == found


def test_shares_of_what_was_found_are_counted_by_kind_and_side():
    import numpy as np

    outcomes = [
        make_outcome(best=0.9 if number else 0.5, rank=number % 2, kind=kind, side=side)
        for kind, side, number in itertools.product(EDITS, (0, 1), range(4))
    ]
    truths = [Truth(np.full(4 * len(EDITS), 0.9, np.float32), 1.0)] * 2
    table = make_recall_table(outcomes, truths)
    row = ["truncated", "Chinese", "4", ".750", "1.000", ".500", "1.00", "1.00", "0.50"]
    assert cells_of(table, "truncated") == row
    verdict = judge_matches(outcomes, truths, 100)
    assert "≥ .990 of each kind: FAIL" in verdict
    assert "Chinese, median under 3.0 ms, p95 under 20.0 ms: pass" in verdict
    assert "0.500, not 0.900" in verdict


def test_traps_are_of_every_kind_and_none_is_a_stored_text():
    traps = make_traps(CLAUSES, 280)
    assert traps == make_traps(CLAUSES, 280)
    assert {(trap.kind, trap.side) for trap in traps} == set(itertools.product(FLAGS, (0, 1)))
    stored = {text for trap in traps for text in trap.stored}
    for trap in traps:
        assert trap.content if trap.kind == "inline codes" else trap.query not in stored
        assert (trap.shown == trap.query) == (not trap.content)


def test_false_perfect_matches_are_counted():
    trap = Trap("number", 0, ("第12条", "Article 12"), "第15条")
    quotes = Trap("quotes", 1, ("“好”", "“Good”"), '"Good"')
    verdicts = [
        Verdict(trap, 97, frozenset({"number"})),
        Verdict(trap, 100, frozenset({"width"})),
        Verdict(quotes, 0, None),
    ]
    table = make_trap_table(verdicts, [100, 100, 99])
    assert cells_of(table, "number") == ["number", "2", "1", "2", "100", "1 of 2"]
    assert cells_of(table, "quotes") == ["quotes", "1", "0", "0", "0", "0 of 1"]
    assert cells_of(table, "all") == ["all", "3", "1", "2", "100", "1 of 3"]
    assert table.endswith("no false 100: FAIL")
    assert cells_of(make_trap_table(verdicts[:1], None), "all")[3] == "–"
    assert make_trap_table(verdicts[:1], None).endswith("no false 100: pass")


def test_omegats_scores_are_those_that_people_see():
    answer = OmegatAnswer(1.0, (OmegatMatch("甲", (90, 100, 100)), OmegatMatch("乙", (95, 9, 9))))
    assert (answer.find_score("甲"), answer.find_score("丙"), find_best(answer)) == (90, 0, 95)


def test_the_scan_finds_what_stands_together():
    scan = Scan([("他说，软件壞了", "He said so."), ("软 件", "The end, he said")], 0)
    assert scan.find(["软件坏"]) == {0}
    assert scan.find(["软件", "說"]) == {0, 1}
    assert scan.find(["说软"]) == set()
    assert Scan([("甲", "He said so."), ("乙", "aHe, saids")], 1).find(["he SAID"]) == {0}


def test_phrases_are_of_every_length_and_stand_in_texts():
    for side, length in ((0, len), (1, lambda phrase: len(phrase.split()))):
        phrases = draw_phrases(PAIRS, side, 30)
        assert phrases == draw_phrases(PAIRS, side, 30)
        assert {length(phrase) for phrase in phrases} == set(range(1, 7 if side == 0 else 4))
        assert all(any(phrase in pair[side] for pair in PAIRS) for phrase in phrases)


def test_searches_are_right_only_if_nothing_is_missed_or_too_much():
    def search(missed, wrong):
        return Search("船长", 2, 1.0, 0.5, 50.0, missed, wrong)

    table = make_search_table([[search(0, 0), search(1, 0), search(0, 2)], [search(0, 0)]])
    assert [cells[3] for cells in (cells_of(table, "Chinese"), cells_of(table, "English"))] == [
        "0",
        "0",
    ]
    assert "“船长”: 1 missed, 0 too many" in table
    assert "Chinese, as a full scan finds: FAIL" in table
    assert "English, as a full scan finds: pass" in table


def test_what_was_lost_is_named():
    report = KillReport(acknowledged=7, faults=["round 3 (add): 你好 is lost"])
    report.rounds["add"] = 2
    assert "7 units acknowledged, 1 faults" in report.describe()
    assert "FAULT: round 3 (add): 你好 is lost" in report.describe()


def test_matches_searches_and_transfers_are_measured(corpus):
    sizes = ("--units", "300", "--queries", "2", "--phrases", "20", "--processes", "1")
    parts = ("--only", "import", "--only", "match", "--only", "search")
    done = run_bench("memory", f"{corpus}:zh:en", *sizes, *parts)
    assert done.returncode == 0, done.stderr
    assert float(cells_of(done.stdout, "import")[2]) > 0
    assert cells_of(done.stdout, "truncated")[2] == "2"
    assert float(cells_of(done.stdout, "warm")[2]) > 0
    assert "as a full scan finds: pass" in done.stdout
    assert "units=300 seed=1 clauses=" in done.stdout


def test_an_exact_search_is_the_measure_of_meanings(tmp_path):
    encoder = FakeEncoder()
    model = VectorModel("fake", encoder.encode)
    path = tmp_path / "m.tmdb"
    with make_memory(path, TAGS) as memory:
        held = HeldUnits(tuple(make_units(PAIRS[:60])), Header(TAGS[0]))
        import_units(memory, held, ImportOptions(origin="test", moment=MOMENT))
        index_vectors(memory, model)
        texts = [pair[0] for pair in PAIRS[:60]]
        found = ask_meanings(memory, model, texts, texts[:10], side=0)
    assert all(0.6 <= each.recall <= 1 for each in found)
    assert all(each.milliseconds > 0 < each.exact for each in found)


def test_traps_and_kills_are_measured(corpus):
    sizes = ("--traps", "28", "--kills", "3")
    done = run_bench("memory", f"{corpus}:zh:en", *sizes, "--only", "adversarial", "--only", "kill")
    assert done.returncode == 0, done.stderr
    assert cells_of(done.stdout, "all")[1:3] == ["28", "0"]
    assert cells_of(done.stdout, "index") == ["index", "1", "1"]
    assert "0 faults" in done.stdout


def test_misuse_is_named():
    done = run_bench("memory", "--units", "none")
    assert done.returncode == 2
    assert "whole number" in done.stderr


@pytest.mark.parametrize(
    "module",
    [adversarial, importing, matching, processes, truth, words],
    ids=lambda module: module.__name__,
)
def test_doctests(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_edits_name_no_text_that_cannot_be_edited():
    with pytest.raises(SystemExit, match="none can be edited by number changed"):
        edits.make_queries([("没有数字的一句话", "no figures in this one at all")], 1)
