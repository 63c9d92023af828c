"""Hypothesis strategies: concepts and glossaries as the records promise them."""

from functools import cache

from hypothesis import strategies as st

from tests.tmx.strategies import lines, texts, values
from tmx.glossary import Concept, Glossary, Provenance, Review, Term, TermStatus
from tmx.glossary.termbase.texts import tidy_term, tidy_text

CHINESE = ("zh-CN", "zh-TW", "zh-HK", "zh", "zh-Hant", "zh-Hans-HK", "yue-HK")
ENGLISH = ("en-GB", "en-US", "en", "en-GB-oxendict")
OTHERS = ("fr", "es-419", "sr-Cyrl-RS")
PARTS_OF_SPEECH = ("", "noun", "verb", "properNoun", "other", "Noun", "名詞")

EXAMPLE = Concept(
    (
        Term("zh-TW", "川普", TermStatus.PREFERRED, Provenance.CORPUS, 3, "川普說", "properNoun"),
        Term("zh-HK", "特朗普", TermStatus.ADMITTED, Provenance.CLDR, note="香港"),
        Term("en-US", "Trump", TermStatus.PREFERRED, Provenance.CORPUS, 2, "Trump said"),
    ),
    id="c1",
    review=Review.ACCEPTED,
    probability=0.93,
    count=2,
    evidence=(("dice", 0.5), ("cosine", -0.25)),
    subject="politics",
    definition="a president",
    note="see also",
)
"""A concept that says all that one can say."""


@cache
def terms(language, *, may_be_preferred=True):
    """Terms of a language; their texts are on one line."""
    statuses = [None, *TermStatus]
    return st.builds(
        Term,
        st.just(language),
        lines().map(tidy_term).filter(bool),
        st.sampled_from(statuses if may_be_preferred else statuses[:1] + statuses[2:]),
        st.none() | st.sampled_from(Provenance),
        st.none() | st.integers(0, 10**9),
        _tidy_texts(),
        st.sampled_from(PARTS_OF_SPEECH),
        _tidy_texts(),
    )


@st.composite
def concepts(draw):
    """Concepts: terms of a language beside each other, the preferred one first."""
    found = []
    for group in (CHINESE, ENGLISH, OTHERS):
        for language in draw(st.lists(st.sampled_from(group), max_size=2, unique=True)):
            found.append(draw(terms(language)))
            more = st.lists(terms(language, may_be_preferred=False), max_size=2)
            found += draw(more)
    probabilities = st.none() | st.floats(0, 1)
    numbers = st.floats(allow_nan=False, allow_infinity=False)
    return Concept(
        tuple(found) or (draw(terms("zh-CN")),),
        id=draw(values()),
        review=draw(st.sampled_from(Review)),
        probability=draw(probabilities),
        count=draw(st.none() | st.integers(0, 10**9)),
        evidence=tuple(draw(st.lists(st.tuples(values(), numbers), max_size=2))),
        subject=draw(_tidy_texts()),
        definition=draw(_tidy_texts()),
        note=draw(_tidy_texts()),
    )


def glossaries(*, min_size=0):
    """Glossaries of a few concepts, no two of the same identifier."""
    some = st.lists(concepts(), min_size=min_size, max_size=3, unique_by=_id_or_itself).map(tuple)
    return st.builds(Glossary, some, values().map(tidy_term))


@cache
def _tidy_texts():
    return texts().map(tidy_text)


def _id_or_itself(concept):
    return concept.id or concept
