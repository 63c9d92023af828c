"""What tests of the glossary of a memory share."""

from datetime import UTC, datetime

from tmx.glossary.records import Concept, Glossary, Provenance, Review, Term, TermStatus
from tmx.memory.glossary.finding import find_concepts
from tmx.memory.glossary.storing import store_proposals
from tmx.memory.store import make_memory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_concept(chinese, english, **more):
    return Concept((Term("zh-CN", chinese), Term("en-GB", english)), **more)


TRUCE = make_concept("停火", "ceasefire", probability=0.9, count=3)
PEACE = make_concept("和平", "peace", probability=0.8, count=2)
CALM = make_concept("和平", "tranquillity", probability=0.5, count=1)
FULL = Concept(
    (
        Term("zh-TW", "𠀀軍", TermStatus.PREFERRED, Provenance.USER, 3, "例 句", "noun", "n"),
        Term("zh-CN", "𠀀军", TermStatus.DEPRECATED, Provenance.CONVERSION),
        Term("en-US", "Army of 𠀀", None, Provenance.CORPUS, 0, "An\texample\n", "properNoun"),
        Term("fr", "armée"),
    ),
    "f1",
    Review.ACCEPTED,
    0.25,
    7,
    (("cosine", 0.5), ("dice", -1.0)),
    "subject",
    "definition",
    "note",
)


def make_glossary(path, concepts=(TRUCE, PEACE, CALM), languages=("en", "zh")):
    """Make a memory that holds concepts, and return it open for writing."""
    memory = make_memory(path, languages)
    store_proposals(memory, Glossary(tuple(concepts)))
    return memory


def list_stored(memory):
    """Return number, first term of each language and review of each concept."""
    return [
        (each.number, *(term.text for term in each.concept.terms[:2]), each.concept.review.value)
        for each in find_concepts(memory)
    ]
