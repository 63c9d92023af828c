from aligner.terms.deciding import apply_decisions
from tmx.glossary.records import Concept, Glossary, Review, Term


def make(chinese, english, review=Review.PROPOSED, **facts):
    terms = Term("zh-HK", chinese, count=facts.get("count")), Term("en", english)
    return Concept(terms, review=review, **facts)


def test_what_was_rejected_does_not_come_again():
    decided = Glossary((make("市场", "Market", Review.REJECTED), make("和平", "peace")))
    found = Glossary((make("市場", "market"), make("市場", "bazaar"), make("和平", "peace")))
    assert apply_decisions(found, decided).concepts == found.concepts[1:]


def test_what_was_accepted_comes_first_with_new_counts():
    decided = Glossary((make("緩衝國", "buffer state", Review.ACCEPTED, definition="between"),))
    found = Glossary((make("北約", "NATO"), make("緩衝國", "buffer state", count=3)))
    first, second = apply_decisions(found, decided).concepts
    assert (first.review, first.definition, first.count) == (Review.ACCEPTED, "between", 3)
    assert first.terms[0].count == 3
    assert second == found.concepts[0]


def test_what_was_accepted_stays_where_it_is_not_found():
    decided = Glossary((make("緩衝國", "buffer state", Review.ACCEPTED),))
    assert apply_decisions(Glossary(()), decided).concepts == decided.concepts
