"""Memories filled with units, and units that a memory of Chinese and English can hold."""

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from tests.tmx import strategies
from tmx import Prop, TranslationUnit, Variant
from tmx.converting import HeldUnits
from tmx.memory.store import make_memory
from tmx.memory.transfer.exporting import MemoryUnits, find_units
from tmx.memory.transfer.importing import ImportOptions, import_units

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHINESE = ("zh-HK", "zh-CN", "zh", "zh-Hant", "yue-HK")
ENGLISH = ("en-GB", "en-US", "en-GB-oxendict")


@contextmanager
def empty_memory(languages=("zh", "en")):
    """A memory without units, for as long as it is needed."""
    with TemporaryDirectory() as folder, make_memory(Path(folder) / "m.tmdb", languages) as memory:
        yield memory


def make_unit(
    first="停火。", second="A ceasefire.", *, props=(), tags=("zh-HK", "en-GB"), **fields
):
    """Make a unit of two texts."""
    variants = Variant(tags[0], first), Variant(tags[1], second)
    named = tuple(Prop(name, text) for name, text in dict(props).items())
    return TranslationUnit(variants, props=named, **fields)


def load(memory, units, header=None, **options):
    """Import units as if they were a file."""
    stated = ImportOptions(**{"origin": "a.tmx", "moment": NOW, **options})
    return import_units(memory, HeldUnits(tuple(units), header), stated)


def list_texts(memory):
    """The texts of all units, of the first side and the second."""
    return [tuple(each.get_variant(side).text for side in (0, 1)) for each in find_units(memory)]


def export(memory):
    return tuple(MemoryUnits(memory))


@st.composite
def pair_units(draw):
    """Units of Chinese and English in any order, with whatever units have."""
    tags = draw(st.sampled_from(CHINESE)), draw(st.sampled_from(ENGLISH))
    stated = draw(st.sampled_from((None, *tags)))
    variants = [draw(strategies.variants(tag)) for tag in tags]
    if draw(st.booleans()):
        variants.reverse()
    return TranslationUnit(
        tuple(variants),
        props=tuple(draw(st.lists(_props(), max_size=3))),
        notes=tuple(draw(st.lists(strategies.notes(), max_size=2))),
        source_language=stated,
        segtype=draw(st.none() | st.sampled_from(strategies.SEGTYPES)),
        provenance=draw(strategies.provenances()),
    )


@st.composite
def pair_unit_lists(draw):
    """Units of one file, no two the same; some have a tuid."""
    units = draw(st.lists(pair_units(), max_size=4))
    return tuple(
        TranslationUnit(each.variants, str(number) if number else None, *_list_rest(each))
        for number, each in enumerate(units)
    )


def _list_rest(unit):
    return unit.props, unit.notes, unit.source_language, unit.segtype, unit.provenance


def _props():
    named = st.sampled_from(
        (
            *(Prop("x-document", "a.docx"), Prop("x-document", "b*[c]?.docx")),
            *(Prop("x-status", "reviewed"), Prop("x-status", "none of ours")),
            *(Prop("x-ConfirmationLevel", "ApprovedSignOff"), Prop("aligned", "yes")),
            *(Prop("x-confidence", "0.25"), Prop("x-confidence", "nan"), Prop("x-history", "{}")),
        )
    )
    return named | strategies.props()
