"""A CAT tool opens what the main job writes and fills in its pairs."""

from pathlib import Path

import pytest

from aligner import align, write_alignment
from tests.omegat import require_omegat, translate_with_omegat
from tmx import load_tmx

SAMPLES = Path(__file__).parents[2] / "samples"
BOTH = {"article": ["article.txt"], "lighthouse": ["lighthouse.zh.txt", "lighthouse.en.txt"]}


@pytest.mark.parametrize("files", BOTH.values(), ids=BOTH.keys())
def test_omegat_fills_the_pairs_of_a_sample(tmp_path, files):
    require_omegat()
    alignment = align(*(SAMPLES / name for name in files))
    write_alignment(tmp_path / "m.tmx", alignment)
    # OmegaT cuts after 。 itself, so only a source of one sentence can match.
    pairs = [
        tuple(variant.text for variant in unit.variants)
        for unit in load_tmx(tmp_path / "m.tmx").units
        if not any(mark in unit.variants[0].text[:-1] for mark in "。？！")
    ]
    source = "\n\n".join(chinese for chinese, _ in pairs) + "\n"
    tags = [side.document.language.upper() for side in (alignment.source, alignment.target)]
    result = translate_with_omegat(tmp_path / "project", source, *tags, tmp_path / "m.tmx")
    filled = result.target_text.split("\n\n")
    assert len(pairs) >= 20
    assert [text.strip() for text in filled] == [english for _, english in pairs]
    assert result.faults == []
