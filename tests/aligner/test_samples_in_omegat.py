"""A CAT tool opens what the main job writes, in each of its ways, and fills in its pairs."""

from pathlib import Path

import pytest

from aligner import Settings, align, write_alignment
from aligner.exporting.records import ExportOptions
from tests.grammars import check_grammars
from tests.omegat import require_omegat, run_omegat
from tmx import load_tmx
from tmx.dialects import DIALECTS, find_context

SAMPLES = Path(__file__).parents[2] / "samples"
BOTH = {"article": ["article.txt"], "lighthouse": ["lighthouse.zh.txt", "lighthouse.en.txt"]}
TARGET = "en-GB"


def write_memories(folder, source):
    """Write each sample in each dialect; return the paths by (sample, dialect)."""
    settings = Settings(source_language=source, target_language=TARGET)
    paths = {}
    for sample, files in BOTH.items():
        alignment = align(*(SAMPLES / name for name in files), settings=settings)
        for dialect in DIALECTS:
            path = paths[sample, dialect] = folder / f"{sample}-{dialect}.tmx"
            write_alignment(path, alignment, ExportOptions(dialect=dialect))
    return paths


def pairs_of(path):
    return [tuple(variant.text for variant in unit.variants) for unit in load_tmx(path).units]


def languages_of(path):
    units = load_tmx(path).units
    return {tuple(variant.language for variant in unit.variants) for unit in units}


def count_contexts(path):
    memory = load_tmx(path)
    return sum(find_context(unit, memory.header) is not None for unit in memory.units)


def matching_pairs(path):
    """OmegaT cuts after 。 itself, so only a source of one sentence can match."""
    return [pair for pair in pairs_of(path) if not any(mark in pair[0][:-1] for mark in "。？！")]


@pytest.mark.parametrize("source", ["zh-CN", "zh-TW", "zh-HK"])
def test_omegat_fills_the_pairs_of_the_samples(tmp_path, source):
    require_omegat()
    paths = write_memories(tmp_path, source)
    for (_, dialect), path in paths.items():
        check_grammars(path)
        assert languages_of(path) == {(source, TARGET)}
        assert (count_contexts(path) > 10) == (dialect != "plain")
    pairs = {sample: matching_pairs(paths[sample, "plain"]) for sample in BOTH}
    texts = {
        sample: "\n\n".join(chinese for chinese, _ in each) + "\n" for sample, each in pairs.items()
    }
    result = run_omegat(
        tmp_path / "project", texts, (source.upper(), TARGET.upper()), list(paths.values())
    )
    for sample, expected in pairs.items():
        filled = [text.strip() for text in result.targets[sample].split("\n\n")]
        assert len(expected) >= 10
        assert filled == [english for _, english in expected]
    assert result.memories == {path.name: pairs_of(path) for path in paths.values()}
    assert result.faults == []
