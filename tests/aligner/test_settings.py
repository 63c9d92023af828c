import pytest

from aligner import Document, Paragraph, Settings, align_documents
from tests.aligner.fakes import FakeEncoder

TERMS = (("布洛克維亞", "Blorkovia"), ("贊提克協定", "Zanthic accord"))


@pytest.mark.parametrize(
    ("settings", "signature"),
    [
        (Settings(), "defaults"),
        (Settings(lines=True, min_confidence=0.5), "lines=True,min_confidence=0.5"),
        (Settings(terms=TERMS), "terms=2@dd0ecca5"),
        (Settings(terms=TERMS[:1]), "terms=1@35825584"),
        (Settings(terms=TERMS[:1], lines=True), "lines=True,terms=1@35825584"),
    ],
    ids=["none", "two", "terms", "other terms", "both"],
)
def test_the_signature_says_what_was_set(settings, signature):
    assert settings.signature == signature


def test_terms_are_pairs_whatever_holds_them():
    assert Settings(terms=[list(each) for each in TERMS]) == Settings(terms=TERMS)


CHINESE = ("布洛克維亞拒絕了。", "他們簽署了贊提克協定。", "大家都笑了起來。")
ENGLISH = ("They signed the Zanthic accord.", "Everybody laughed aloud.", "Nobody was there.")


def make_document(texts, language):
    return Document(tuple(Paragraph(text, n) for n, text in enumerate(texts, 1)), language)


def align(terms=()):
    """Align with vectors that say nothing."""
    documents = make_document(CHINESE, "zh-TW"), make_document(ENGLISH, "en-GB")
    settings = Settings(lines=True, terms=terms)
    return align_documents(*documents, settings=settings, encoder=FakeEncoder())


def find_confidence(alignment):
    found = [b.confidence for b in alignment.beads if b.source == (1,) and b.target == (0,)]
    return found[0] if found else 0.0


def test_accepted_terms_are_believed():
    with_terms = align(TERMS)
    assert find_confidence(with_terms) > find_confidence(align()) + 0.02
    assert with_terms.signature.endswith("settings=lines=True,terms=2@dd0ecca5")


def test_terms_that_are_not_in_the_texts_change_nothing():
    assert align((("緩衝國", "buffer state"),)).beads == align().beads
