"""The engines: our own, and Bertalign's where it is installed."""

import importlib.util

import numpy as np
import pytest

from aligner import AlignerError, Bead, Settings, align
from aligner.embedding.checking import check_encoder
from aligner.engines import load_engine, peer
from aligner.engines.peer import find_links
from tests.aligner.fakes import WORDS, BilingualEncoder, make_side

HAS_BERTALIGN = all(importlib.util.find_spec(name) for name in peer._NEEDED)
needs_bertalign = pytest.mark.skipif(not HAS_BERTALIGN, reason="Bertalign is not installed")

CHINESE = [f"{word}在这里。" for word in WORDS]
ENGLISH = [f"Here is the {word}." for word in WORDS.values()]


def test_an_unknown_engine_is_named():
    with pytest.raises(AlignerError, match="engine “vecalign”: is not known: give duizhao or"):
        load_engine("vecalign")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(peer, "find_spec", lambda name: None)
    with pytest.raises(AlignerError, match=r"not installed \(bertalign, numba.*pip install --no-d"):
        load_engine("bertalign")


@pytest.mark.parametrize("found", ["1.1.0", "3.0"])
def test_another_version_is_refused(monkeypatch, found):
    monkeypatch.setattr(peer, "find_spec", lambda name: name)
    monkeypatch.setattr(peer, "version", lambda name: found)
    with pytest.raises(AlignerError, match=f"version {found} has another interface"):
        load_engine("bertalign")


def test_our_own_engine_is_the_default():
    engine = load_engine()
    sides = make_side(CHINESE, "zh"), make_side(ENGLISH, "en")
    beads = engine.find_beads(*sides, BilingualEncoder())
    assert [bead.type for bead in beads] == ["1-1"] * len(WORDS)
    assert engine.signature.isdigit()


def test_overlaps_end_where_bertalign_looks_for_them():
    side = make_side(["aa", " ", "b b", "cc\n"], "en")
    vectors, lengths = peer._Visible.of(side).transform(BilingualEncoder(), 3)
    expected = BilingualEncoder().encode(["aa b b", "b b cc"])
    np.testing.assert_allclose(vectors[1, 1:], expected, atol=1e-6)
    np.testing.assert_allclose(vectors[2, 2:], BilingualEncoder().encode(["aa b b cc"]), atol=1e-6)
    assert lengths.tolist() == [[2, 3, 2], [0, 6, 6], [0, 0, 9]]


def test_blank_segments_stand_alone_where_they_are():
    source = make_side(["a", " ", "b", ""], "zh")
    target = make_side(["", "A", "B"], "en")
    beads = [Bead((0,), (1,)), Bead((2,), (2,))]
    assert peer._add_blanks(beads, source, target) == (
        Bead((), (0,)),
        Bead((0,), (1,)),
        Bead((1,), ()),
        Bead((2,), (2,)),
        Bead((3,), ()),
    )


def test_no_run_is_encoded_twice():
    asked = []
    encoder = BilingualEncoder()
    encoder.encode = lambda texts: asked.extend(texts) or BilingualEncoder().encode(texts)
    remembering = peer._Remembering(encoder)
    for texts in (["a", "b", "a"], ["b", "c"], []):
        expected = BilingualEncoder().encode(texts)
        np.testing.assert_array_equal(remembering.encode(texts), expected)
    assert asked == ["a", "b", "c"]


# Its compiler is told to cache what it compiles, and warns where it cannot.
@needs_bertalign
@pytest.mark.filterwarnings("ignore")
class TestBertalign:
    def test_it_finds_the_beads_of_a_translation(self):
        joined = [ENGLISH[0] + " " + ENGLISH[1], *ENGLISH[2:]]
        sides = make_side(CHINESE, "zh"), make_side(joined, "en")
        beads = find_links(*sides, BilingualEncoder())
        assert [(bead.source, bead.target) for bead in beads[:2]] == [((0, 1), (0,)), ((2,), (1,))]

    @pytest.mark.parametrize("wrap", [check_encoder, lambda encoder: encoder])
    def test_every_segment_is_in_one_bead(self, wrap):
        chinese = [*CHINESE[:5], "", *CHINESE[5:12], " "]
        english = ["", *ENGLISH[:3], "A stranger\vcame\u2028by.", *ENGLISH[3:12]]
        sides = make_side(chinese, "zh"), make_side(english, "en")
        beads = load_engine("bertalign").find_beads(*sides, wrap(BilingualEncoder()))
        for role, count in (("source", len(chinese)), ("target", len(english))):
            assert [n for bead in beads for n in getattr(bead, role)] == list(range(count))
        assert all(0 <= bead.confidence <= 1 for bead in beads)
        assert sum(bead.confidence > 0.9 and bead.type == "1-1" for bead in beads) > 8

    @pytest.mark.parametrize(("count", "others"), [(1, 1), (1, 3), (4, 1)])
    def test_small_texts(self, count, others):
        sides = make_side(CHINESE[:count], "zh"), make_side(ENGLISH[:others], "en")
        beads = load_engine("bertalign").find_beads(*sides, BilingualEncoder())
        assert [n for bead in beads for n in bead.source] == list(range(count))
        assert [n for bead in beads for n in bead.target] == list(range(others))

    def test_a_failure_inside_is_named(self, monkeypatch):
        encoder = BilingualEncoder()
        encoder.encode = lambda texts: 1 / 0
        sides = make_side(CHINESE, "zh"), make_side(ENGLISH, "en")
        with pytest.raises(AlignerError, match="engine bertalign: it failed on 20 and 20 segments"):
            find_links(*sides, encoder)

    def test_the_whole_flow(self, tmp_path):
        (tmp_path / "zh.txt").write_text("\n".join(CHINESE), encoding="utf-8")
        (tmp_path / "en.txt").write_text("\n".join(ENGLISH), encoding="utf-8")
        settings = Settings(engine="bertalign", lines=True)
        paths = tmp_path / "zh.txt", tmp_path / "en.txt"
        alignment = align(*paths, settings=settings, encoder=BilingualEncoder())
        assert len(alignment.beads) == 20
        assert alignment.model.startswith("bertalign/2.")
        assert "engine=bertalign" in alignment.signature
