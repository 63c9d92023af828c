"""The samples, aligned by OmegaT's rules and kept in a memory: OmegaT finds its own segments there.

Of the article, whose Chinese version is abridged, twelve of 53 segments have no counterpart and
six stand in pairs of two; all others, and all of the other sample, are exact matches.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aligner import Settings, align, write_alignment
from tests.omegat import require_omegat, run_omegat, segment_with_omegat
from tmx.converting import convert
from tmx.inputs import open_units
from tmx.memory.matching import find_matches
from tmx.memory.records import Query, Side
from tmx.memory.store import make_memory
from tmx.memory.transfer.exporting import MemoryUnits
from tmx.memory.transfer.importing import ImportOptions, import_units

SAMPLES = Path(__file__).parents[2] / "samples"
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
TARGET = "en-GB"


@dataclass(frozen=True)
class Sample:
    """A sample, and how many of OmegaT's segments are exact matches of how many."""

    files: tuple[str, ...]
    found: int
    all: int


BOTH = (
    Sample(("article.txt",), 35, 53),
    Sample(("lighthouse.zh.txt", "lighthouse.en.txt"), 22, 22),
)


def align_sample(sample, source):
    settings = Settings(source_language=source, target_language=TARGET, srx="omegat")
    return align(*(SAMPLES / name for name in sample.files), settings=settings)


def text_of(alignment):
    return "\n\n".join(each.text for each in alignment.source.document.paragraphs) + "\n"


def keep(alignments, folder):
    """Write the units of alignments, and import them into a memory."""
    memory = make_memory(folder / "m.tmdb", ("zh", "en"))
    for number, alignment in enumerate(alignments):
        path = folder / f"{number}.tmx"
        write_alignment(path, alignment)
        options = ImportOptions(origin=path.name, moment=MOMENT)
        report = import_units(memory, open_units([path]), options)
        assert report.created == report.read > 0
    return memory


def list_segments_alone(alignment):
    """The source segments that are a side of a pair by themselves."""
    texts = [segment.text for segment in alignment.source.segments]
    beads = (bead for bead in alignment.beads if alignment.is_confident(bead) and bead.target)
    return [texts[bead.source[0]] for bead in beads if len(bead.source) == 1]


def is_exact(memory, segment, source):
    query = Query(segment, Side.FIRST, language=source, target_language=TARGET)
    return any(match.source.text == segment for match in find_matches(memory, query))


def without_blanks(text):
    """OmegaT puts a blank between two translations, as the target language has it."""
    return "".join(text.split())


@pytest.mark.parametrize("source", ["zh-CN", "zh-TW", "zh-HK"])
def test_omegat_finds_its_segments_in_the_memory(tmp_path, source):
    require_omegat()
    alignments = [align_sample(sample, source) for sample in BOTH]
    texts = {str(number): text_of(each) for number, each in enumerate(alignments)}
    segments = segment_with_omegat(tmp_path / "segments", list(texts.values()), source.upper())

    with keep(alignments, tmp_path) as memory:
        for sample, alignment, found in zip(BOTH, alignments, segments, strict=True):
            assert found == [segment.text for segment in alignment.source.segments]
            exact = [segment for segment in found if is_exact(memory, segment, source)]
            assert exact == list_segments_alone(alignment)
            assert (len(exact), len(found)) == (sample.found, sample.all)
        units = MemoryUnits(memory)
        convert([], [tmp_path / "m.tmx"], source=units)
        pairs = {unit.variants[0].text: unit.variants[1].text for unit in units}

    languages = (source.upper(), TARGET.upper())
    result = run_omegat(tmp_path / "project", texts, languages, [tmp_path / "m.tmx"])
    for target, found in zip(result.targets.values(), segments, strict=True):
        expected = "".join(pairs.get(segment, segment) for segment in found)
        assert without_blanks(target) == without_blanks(expected)
    assert result.faults == []
