"""What the tests of tables, workbooks and OmegaT glossaries share: wild concepts, bytes."""

import io
from dataclasses import replace

from hypothesis import strategies as st

from tests.tmx.glossary.concepts import CHINESE, ENGLISH, OTHERS, PARTS_OF_SPEECH
from tests.tmx.strategies import texts
from tmx.glossary.records import Concept, Glossary, Provenance, Review, Term, TermStatus

NATO = Concept((Term("zh-CN", "北约"), Term("en-GB", "NATO")))


def wild_texts(*, min_size=0):
    """Texts full of what separates, escapes and works out cells."""
    tricky = st.text(st.sampled_from("|\\ \t\n\r\"';,=+-@＝a北𠀀"), min_size=min_size, max_size=8)
    return tricky | texts(min_size=min_size)


def terms(language):
    return st.builds(
        Term,
        st.just(language),
        wild_texts(min_size=1).filter(bool),
        st.none() | st.sampled_from(TermStatus),
        st.none() | st.sampled_from(Provenance),
        st.none() | st.integers(0, 10**9),
        wild_texts(),
        st.sampled_from(PARTS_OF_SPEECH),
        wild_texts(),
    )


@st.composite
def concepts(draw):
    found = []
    for language in (*CHINESE[:3], *ENGLISH[:2], OTHERS[0]):
        found += draw(st.lists(terms(language), max_size=2, unique=True))
    numbers = st.floats(allow_nan=False)
    return Concept(
        tuple(found) or (draw(terms("zh-CN")),),
        review=draw(st.sampled_from(Review)),
        probability=draw(st.none() | st.floats(0, 1)),
        count=draw(st.none() | st.integers(0, 10**9)),
        evidence=tuple(draw(st.lists(st.tuples(wild_texts(), numbers), max_size=2))),
        subject=draw(wild_texts()),
        definition=draw(wild_texts()),
        note=draw(wild_texts()),
    )


def concept_lists():
    """Concepts with different identifiers."""
    return st.lists(concepts(), max_size=4).map(
        lambda found: tuple(replace(each, id=f"c{i}") for i, each in enumerate(found))
    )


def by_language(concepts):
    """Order terms as columns do; between languages, order says nothing."""
    return [
        replace(each, terms=tuple(sorted(each.terms, key=lambda term: term.language)))
        for each in concepts
    ]


def write(module, *concepts, title="", **settings):
    """Return the bytes and the report."""
    stream = io.BytesIO()
    report = module.write(stream, Glossary(tuple(concepts), title), **settings)
    return stream.getvalue(), report


def read(module, data, name="g.csv", **settings):
    return module.read(io.BytesIO(data), name, **settings)


def pairs_of(reading):
    """Return language and text of all terms, by concept."""
    return [
        [(term.language, term.text) for term in concept.terms]
        for concept in reading.glossary.concepts
    ]


def reasons_of(report):
    """Return the reasons of losses with their counts."""
    return {loss.reason: loss.count for loss in report.losses}
