"""Concepts, and stores to keep them in."""

from datetime import UTC, datetime

from aligner.review.glossary.file_store import FileStore
from aligner.review.glossary.memory_store import MemoryStore
from tmx.glossary.records import Concept, Provenance, Term, TermStatus

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
LANGUAGES = ("zh", "en")


def make_concept(chinese, english, probability=0.9, count=3, example=""):
    return Concept(
        (
            Term("zh-CN", chinese, TermStatus.PREFERRED, Provenance.CORPUS, count, example),
            Term("en-GB", english, TermStatus.PREFERRED, Provenance.CORPUS, count),
        ),
        probability=probability,
        count=count,
        evidence=(("cosine", 0.8), ("own<b>", 0.5)),
    )


CEASEFIRE = make_concept("停火", "ceasefire")
AGREEMENT = make_concept("停火协议", "ceasefire agreement")
SUMMIT = make_concept("峰会", "summit")


def open_store(kind, folder):
    if kind == "memory":
        return MemoryStore(folder / "team.tmdb", LANGUAGES, now=lambda: MOMENT)
    return FileStore(folder / f"terms.{kind}", LANGUAGES)


def read_store(store):
    """Return what a store holds: review by the main terms."""
    return {
        " = ".join(dict.fromkeys(term.text for term in each.concept.terms)): each.concept.review
        for each in store.list_concepts()
    }
