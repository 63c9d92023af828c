import pytest

from aligner.terms.candidates.english_abbreviations import find_expansions
from aligner.terms.candidates.english_casing import learn_casing
from aligner.terms.candidates.english_classes import WordClass, load_classes
from aligner.terms.candidates.english_words import Gap, split_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. said", ["The", "U.S.", "said"]),
        ("J. D. Vance’s trip", ["J.", "D.", "Vance", "trip"]),
        ("US–China R&D", ["US–China", "R&D"]),
        ("O’Neill isn't here", ["O’Neill", "isn't", "here"]),
        ("a 25,000-acre ranch", ["a", "25,000-acre", "ranch"]),
        ("a war—a peace", ["a", "war", "a", "peace"]),
        ("the states’ rights", ["the", "states", "rights"]),
        ("", []),
    ],
)
def test_texts_are_split_into_words(text, expected):
    assert [each.text for each in split_words(text)] == expected


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("one two", Gap.JOINED),
        ("one\ntwo", Gap.JOINED),
        ("one, two", Gap.BROKEN),
        ("one “two", Gap.OPENED),
        ("one (two", Gap.OPENED),
        ('one "two', Gap.OPENED),
        ('"one" two', Gap.BROKEN),
        ("one. Two", Gap.SENTENCE),
        ("one: two", Gap.SENTENCE),
        ("one\n\ntwo", Gap.SENTENCE),
    ],
)
def test_what_stands_before_a_word(text, gap):
    assert split_words(text)[1].gap == gap


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Trump’s plan", True), ("states’ rights", True), ("‘the states’ rights", False)],
)
def test_possessives_are_marked(text, expected):
    assert any(each.possessive for each in split_words(text)) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("treaty", WordClass.NOUN),
        ("support", WordClass.NOUN_OR_VERB),
        ("negotiate", WordClass.VERB),
        ("nuclear", WordClass.ADJECTIVE),
        ("targeted", WordClass.PARTICIPLE),
        ("restoring", WordClass.GERUND),
        ("newly", WordClass.ADVERB),
        ("whether", WordClass.LIGHT),
        ("unheardofly", WordClass.ADVERB),
        ("quuxing", WordClass.GERUND),
        ("quux", WordClass.UNKNOWN),
    ],
)
def test_words_have_a_class(word, expected):
    assert load_classes().classify(word) == expected


def test_names_and_demonyms_are_told_from_common_words():
    classes = load_classes()
    assert not classes.is_known("china")
    assert classes.is_known("treaty")
    assert classes.is_demonym("ukrainian")
    assert not classes.is_demonym("vatican")


def test_capitals_are_counted_inside_sentences_alone():
    casing = learn_casing([split_words("Bear met Bear. Bear left"), split_words("a bear and it")])
    assert (casing.large["bear"], casing.small["bear"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the United Nations (UN) met", [("UN", "United Nations")]),
        ("weapons of mass destruction (WMD)", [("WMD", "weapons of mass destruction")]),
        ("the WHO (World Health Organization)", [("WHO", "World Health Organization")]),
        ("the Non-Proliferation Treaty (NPT)", [("NPT", "Non-Proliferation Treaty")]),
        ("an old friend (UN)", []),
        ("the treaty (1968)", []),
    ],
)
def test_abbreviations_are_expanded(text, expected):
    words = split_words(text)

    def read(span):
        return text[words[span.first].start : words[span.behind - 1].stop]

    found = find_expansions(text, words)
    assert [(read(each.abbreviation), read(each.full)) for each in found] == expected


def test_chinese_in_an_english_text_is_no_word():
    words = split_words("containment 遏制𠀀 policy, Łódź and naïve São Paulo")
    assert [each.text for each in words] == [
        *("containment", "policy", "Łódź", "and", "naïve", "São", "Paulo")
    ]
    assert words[1].gap == Gap.BROKEN
