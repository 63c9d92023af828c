"""The whole flow with the encoder that the package installs, on the samples."""

import json
from pathlib import Path

import pytest

from aligner import AlignerError, Bead, Settings, align
from aligner.pipeline import load_encoder

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
ARTICLE = SAMPLES / "article.txt"
LIGHTHOUSE = SAMPLES / "lighthouse.zh.txt", SAMPLES / "lighthouse.en.txt"
GOLD = ROOT / "tests" / "gold" / "article.align"


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def article(encoder):
    return align(ARTICLE, encoder=encoder)


@pytest.fixture(scope="module")
def lighthouse(encoder):
    return align(*LIGHTHOUSE, encoder=encoder)


def read_gold():
    lines = GOLD.read_text("utf-8").split()
    text = "".join(lines).replace("][", "]\n[")
    return [tuple(tuple(json.loads(s)) for s in line.split(":")) for line in text.split("\n")]


def pairs_of(beads):
    return {(bead.source, bead.target) for bead in beads if not bead.is_null}


def f1(found, gold):
    return 2 * len(found & gold) / (len(found) + len(gold))


def test_the_article_is_aligned_as_by_hand(article):
    gold = {bead for bead in read_gold() if all(bead)}
    assert f1(pairs_of(article.beads), gold) >= 0.93


def test_no_confident_unit_holds_an_omitted_passage(article):
    omitted = [
        {number for bead in read_gold() if not bead[1 - side] for number in bead[side]}
        for side in (0, 1)
    ]
    units = [bead for bead in article.beads if article.is_confident(bead)]
    assert len(units) > 30
    assert not [unit for unit in units if set(unit.source) & omitted[0]]
    assert not [unit for unit in units if set(unit.target) & omitted[1]]


@pytest.mark.parametrize("name", ["article", "lighthouse"])
def test_every_text_of_a_bead_is_as_printed(name, request):
    alignment = request.getfixturevalue(name)
    files = [ARTICLE] if name == "article" else LIGHTHOUSE
    printed = "\n".join(path.read_text("utf-8") for path in files)
    for side in (alignment.source, alignment.target):
        for number, segment in enumerate(side.segments):
            assert segment.text.strip()
            assert side.text_of([number]) in printed
        paragraphs = [paragraph.text for paragraph in side.document.paragraphs]
        for bead in alignment.beads:
            numbers = bead.source if side is alignment.source else bead.target
            if len({side.segments[number].paragraph for number in numbers}) == 1:
                assert side.text_of(numbers) in paragraphs[side.segments[numbers[0]].paragraph]


@pytest.mark.parametrize("name", ["article", "lighthouse"])
def test_no_visible_character_is_lost(name, request):
    alignment = request.getfixturevalue(name)
    for side in (alignment.source, alignment.target):
        printed = "".join(paragraph.text for paragraph in side.document.paragraphs)
        kept = "".join(segment.text for segment in side.segments)
        assert "".join(kept.split()) == "".join(printed.split())


def test_the_article_says_what_made_it(article):
    assert article.source.document.language == "zh-HK"
    assert article.target.document.language == "en-GB"
    assert "use-multilingual-3" in article.signature
    assert article.model in article.signature


def test_the_two_files_are_aligned_whole(lighthouse):
    pairs = [bead for bead in lighthouse.beads if not bead.is_null]
    assert len(pairs) == len(lighthouse.beads)
    assert [bead.source for bead in pairs] == [(k,) for k in range(len(pairs))]


def test_swapping_the_files_mirrors_the_beads(lighthouse, encoder):
    swapped = align(*reversed(LIGHTHOUSE), encoder=encoder)
    assert swapped.source == lighthouse.target
    assert swapped.beads == tuple(
        Bead(bead.target, bead.source, bead.confidence) for bead in lighthouse.beads
    )


def test_naming_the_other_language_swaps_the_article(article, encoder):
    swapped = align(ARTICLE, settings=Settings(source_language="en"), encoder=encoder)
    assert swapped.source.document.language == "en-GB"
    assert {(b.target, b.source, b.confidence) for b in swapped.beads} == {
        (b.source, b.target, b.confidence) for b in article.beads
    }


def test_lines_keep_their_numbers_and_blanks_are_nulls(encoder, tmp_path):
    chinese = write(tmp_path, "a", "停火已经开始。\n\n没有人反对。\n")
    english = write(tmp_path, "b", "The ceasefire has begun.\nNobody objected.\n")
    settings = Settings(lines=True)
    found = align(chinese, english, settings=settings, encoder=encoder)
    assert {(bead.source, bead.target) for bead in found.beads} == {
        ((0,), (0,)),
        ((1,), ()),
        ((2,), (1,)),
    }


def test_progress_is_told_stage_by_stage(encoder):
    stages = []
    align(*LIGHTHOUSE, encoder=encoder, progress=stages.append)
    assert stages == ["reading", "splitting", "aligning"]


def write(folder, name, text):
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


RECIPE = """The recipe asks for three eggs and a cup of flour.

Beat the eggs until they are stiff, then fold in the sugar.

Bake the cake for forty minutes and let it cool on a rack.

Serve it with cream, and with strawberries if they are in season.
"""


def test_unrelated_texts_are_an_error(article, encoder, tmp_path):
    other = write(tmp_path, "other", "\n".join(p.text for p in article.target.document.paragraphs))
    with pytest.raises(AlignerError, match="nothing in common"):
        align(LIGHTHOUSE[0], other, encoder=encoder)


def test_a_short_unrelated_text_is_an_error(encoder, tmp_path):
    with pytest.raises(AlignerError, match="nothing in common"):
        align(LIGHTHOUSE[0], write(tmp_path, "cake", RECIPE), encoder=encoder)


def test_the_same_text_twice_is_an_error(tmp_path):
    copy = write(tmp_path, "copy", LIGHTHOUSE[0].read_text("utf-8"))
    with pytest.raises(AlignerError, match="same text"):
        align(LIGHTHOUSE[0], copy)
    with pytest.raises(AlignerError, match="same text"):
        align(LIGHTHOUSE[0], LIGHTHOUSE[0])


def test_two_chinese_files_are_an_error(tmp_path):
    other = write(tmp_path, "other", "港口里没有人。孩子们都回家去了。\n\n第二天早上，风停了。")
    with pytest.raises(AlignerError, match="both in Chinese"):
        align(LIGHTHOUSE[0], other)


@pytest.mark.parametrize("swapped", [False, True], ids=["first", "second"])
def test_both_languages_in_one_of_two_files_are_an_error(swapped):
    files = [ARTICLE, LIGHTHOUSE[1]]
    with pytest.raises(AlignerError, match=r"article\.txt: holds both Chinese and English"):
        align(*(reversed(files) if swapped else files))


def test_one_file_in_one_language_is_an_error():
    with pytest.raises(AlignerError, match=r"lighthouse\.zh\.txt"):
        align(LIGHTHOUSE[0])


def test_a_blank_file_of_lines_is_an_error(tmp_path):
    blank = write(tmp_path, "blank", "\n \n\n")
    with pytest.raises(AlignerError, match=r"blank\.txt.*(empty|no visible text)"):
        align(LIGHTHOUSE[0], blank, settings=Settings(lines=True))
