"""The flow over files of every layout: the same pairs, whatever way the two texts are laid out."""

from pathlib import Path

import pytest

from aligner import Settings, align
from aligner.pipeline import load_encoder

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def pairs(encoder):
    """The pairs of a sample of two files, by text."""
    files = SAMPLES / "lighthouse.zh.txt", SAMPLES / "lighthouse.en.txt"
    return list_pairs(align(*files, encoder=encoder))


def list_pairs(alignment):
    return [
        (alignment.source.text_of(bead.source), alignment.target.text_of(bead.target))
        for bead in alignment.beads
        if not bead.is_null
    ]


LAYOUTS = {
    "blocks": lambda pairs: [z for z, _ in pairs] + [e for _, e in pairs],
    "alternating": lambda pairs: [text for pair in pairs for text in pair],
    "inline": lambda pairs: [f"{z} {e}" for z, e in pairs],
    "columns": lambda pairs: [f"{z}\t{e}" for z, e in pairs],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_pairs(layout, pairs, encoder, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(LAYOUTS[layout](pairs)), encoding="utf-8")
    alignment = align(path, encoder=encoder)
    assert f"layout: {layout} (confidence" in alignment.notes[0]
    assert list_pairs(alignment) == pairs


@pytest.mark.parametrize("layout", ["alternating", "inline"])
def test_a_passage_without_counterpart_stays_without(layout, pairs, encoder, tmp_path):
    lines = LAYOUTS[layout]([*pairs[:6], ("村裡的貓那年生了五隻小貓。", ""), *pairs[6:]])
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(filter(None, lines)), encoding="utf-8")
    alignment = align(path, encoder=encoder)
    lone = [b for b in alignment.beads if "五隻小貓" in alignment.source.text_of(b.source)]
    assert [bead.type for bead in lone] == ["1-0"]
    assert [p for p in list_pairs(alignment) if p in pairs] == pairs


def test_rows_that_mislead_are_gone_against(pairs, encoder, tmp_path):
    """From the fifth pair on each translation stands one row late."""
    chinese, english = ([pair[side] for pair in pairs] for side in (0, 1))
    late = [*english[:4], "Nothing of this is in the Chinese.", *english[4:]]
    rows = [f"{z}\t{e}" for z, e in zip([*chinese, "完。"], late, strict=True)]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = list_pairs(align(path, settings=Settings(layout="columns"), encoder=encoder))
    assert len(set(found) & set(pairs)) >= len(pairs) - 2


def test_units_of_a_bilingual_file_are_taken_as_they_are(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(
        '<tmx version="1.4"><header srclang="zh-TW" segtype="block" adminlang="en" datatype="x"'
        ' creationtool="x" creationtoolversion="1" o-tmf="x"/><body>'
        '<tu><tuv xml:lang="zh-TW"><seg>停火。撤軍。</seg></tuv>'
        '<tuv xml:lang="en-US"><seg>A goat.</seg></tuv></tu>'
        '<tu><tuv xml:lang="zh-TW"><seg>第二句</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    alignment = align(path)
    assert list_pairs(alignment) == [("停火。撤軍。", "A goat.")]
    assert [(bead.type, bead.confidence) for bead in alignment.beads] == [("1-1", 1), ("1-0", 1)]
    assert alignment.source.document.language == "zh-TW"
    assert "model=units-of-the-file" in alignment.signature
