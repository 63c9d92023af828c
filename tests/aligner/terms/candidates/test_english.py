from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.terms.candidates.english import find_english
from aligner.terms.records import Kind

MAGAZINE = Path(__file__).parents[5] / "shared" / "corpora" / "mag" / "en" / "003.txt"


def forms(text, *, least=0.0):
    (candidates,) = find_english([text])
    return {text[each.start : each.stop]: each for each in candidates if each.weight >= least}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("It became a buffer state.", ["buffer state"], id="noun noun"),
        pytest.param("They exchanged prisoners of war.", ["prisoners of war"], id="of"),
        pytest.param("He cited the law of the sea.", ["law of the sea"], id="of the"),
        pytest.param(
            "The exchange of prisoners of war began.", ["exchange of prisoners of war"], id="of of"
        ),
        pytest.param("They want peace and stability.", ["peace and stability"], id="and"),
        pytest.param(
            "It needs economic and military cooperation.",
            ["economic and military cooperation", "military cooperation"],
            id="modifiers joined",
        ),
        pytest.param("A war on terror began.", ["war on terror"], id="other preposition"),
        pytest.param("A 30-day ceasefire holds.", ["30-day ceasefire", "ceasefire"], id="number"),
        pytest.param("Of US–Russian talks.", ["US–Russian talks"], id="en dash"),
        pytest.param("Any negotiating team left.", ["negotiating team"], id="gerund"),
        pytest.param(
            "The newly elected president spoke.", ["newly elected president"], id="adverb"
        ),
        pytest.param("They defend women’s rights.", ["women’s rights"], id="common possessive"),
        pytest.param("By sanction evading.", ["sanction evading"], id="noun gerund"),
        pytest.param("Its GDP per capita fell.", ["GDP per capita"], id="per"),
        pytest.param("It fears de-risking, he said.", ["de-risking"], id="hyphenated gerund"),
    ],
)
def test_phrases_are_candidates(text, wanted):
    assert set(wanted) <= forms(text).keys()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Then Volodymyr Zelensky left.", "Volodymyr Zelensky", id="person"),
        pytest.param("So Lloyd J. Austin III left.", "Lloyd J. Austin III", id="initial"),
        pytest.param("So Ursula von der Leyen left.", "Ursula von der Leyen", id="particles"),
        pytest.param("Then President Emmanuel Macron left.", "Emmanuel Macron", id="title"),
        pytest.param("So US Secretary of State Marco Rubio left.", "Marco Rubio", id="long title"),
        pytest.param("In the European Union now.", "European Union", id="without article"),
        pytest.param("In the UN Security Council now.", "UN Security Council", id="organisation"),
        pytest.param("It left New START early.", "New START", id="treaty"),
        pytest.param("At the Department of State now.", "Department of State", id="of"),
        pytest.param(
            "The Organization for Security and Co-operation in Europe met.",
            "Organization for Security and Co-operation in Europe",
            id="organisation with small words",
        ),
        pytest.param(
            "The Treaty on the Non-Proliferation of Nuclear Weapons holds.",
            "Treaty on the Non-Proliferation of Nuclear Weapons",
            id="treaty with small words",
        ),
        pytest.param(
            "It joined the Belt and Road Initiative.", "Belt and Road Initiative", id="and"
        ),
        pytest.param(
            "The People’s Republic of China rose.", "People’s Republic of China", id="possessive"
        ),
        pytest.param("They met in The Hague.", "The Hague", id="with article"),
        pytest.param("Supreme Court judges met.", "Supreme Court", id="at the beginning"),
        pytest.param("It adopted Resolution 2758 then.", "Resolution 2758", id="number"),
        pytest.param("After the October Revolution.", "October Revolution", id="month"),
    ],
)
def test_names_are_candidates(text, wanted):
    assert forms(text)[wanted].kind == Kind.NAME


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Kim Jong-un inspected a ship.", "Kim Jong-un", id="Korean"),
        pytest.param("So Tsai Ing-wen visited Guam.", "Tsai Ing-wen", id="Taiwanese"),
        pytest.param("So Ban Ki-moon visited Seoul.", "Ban Ki-moon", id="a given name like a noun"),
        pytest.param("So Prime Minister Albanese spoke.", "Albanese", id="like an adjective"),
        pytest.param("Then Vice Premier He Lifeng left.", "He Lifeng", id="like a pronoun"),
        pytest.param("They said that He Weidong left.", "He Weidong", id="like one, before a name"),
        pytest.param("He Lifeng said so.", "He Lifeng", id="like one, first"),
        pytest.param("Its leader, al-Sharaa, spoke.", "al-Sharaa", id="Arabic article"),
        pytest.param("On Myanmar, ASEAN sticks to it.", "ASEAN", id="abbreviation like one"),
        pytest.param("The secretary general spoke.", "secretary general", id="adjective behind"),
        pytest.param("The directors general met.", "directors general", id="plural before it"),
        pytest.param(
            "Quantitative tightening puts them under pressure.",
            "Quantitative tightening",
            id="adjective and gerund",
        ),
        pytest.param(
            "It is a word for decoupling.", "decoupling", id="gerund behind a preposition"
        ),
    ],
)
def test_names_and_nouns_in_unusual_forms_are_candidates(text, wanted):
    assert wanted in forms(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        pytest.param("The North Korean leader spoke.", "North", id="half of an adjective"),
        pytest.param("It accused Rwanda of backing the rebels.", "Rwanda of backing", id="gerund"),
        pytest.param("Lula advocates settling trade.", "Lula advocates", id="verb and gerund"),
    ],
)
def test_parts_of_clauses_and_adjectives_are_none(text, unwanted):
    assert unwanted not in forms(text)


def test_nothing_is_cut_between_a_noun_and_the_adjective_behind_it():
    found = forms("Its secretary general of the council spoke.")
    assert not {"secretary", "general", "general of the council"} & found.keys()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("A US-led coalition fought.", "US-led coalition", id="participle"),
        pytest.param("A New York-style pizza came.", "New York-style pizza", id="noun"),
        pytest.param("An Iran-backed militia left.", "Iran-backed militia", id="backed"),
    ],
)
def test_what_modifies_stays_with_its_noun(text, whole):
    assert whole in forms(text)


def test_a_name_behind_a_title_is_surer_than_one_with_it():
    found = forms("Then Polish Prime Minister Donald Tusk spoke.")
    assert found["Donald Tusk"].weight == found["Prime Minister"].weight == 1
    assert found["Polish Prime Minister Donald Tusk"].weight < 1


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The North Atlantic Treaty Organization (NATO) met.", "NATO", "North Atlantic Treaty Org"),
        ("The IAEA (International Atomic Energy Agency) met.", "IAEA", "International Atomic"),
        ("A free trade agreement (FTA) came.", "FTA", "free trade agreement"),
        ("Many weapons of mass destruction (WMDs) exist.", "WMDs", "weapons of mass destruction"),
    ],
)
def test_an_abbreviation_and_what_it_stands_for_are_candidates(text, short, full):
    found = forms(text, least=1.0)
    assert found[short].kind == Kind.ABBREVIATION
    assert any(form.startswith(full) and each.kind == Kind.NAME for form, each in found.items())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Return the “forcibly transferred children.”", "forcibly transferred children"),
        ('Its "third neighbor" policy works.', "third neighbor"),
        ("He wrote ‘the end of history’ then.", "end of history"),
        ('They chant "America First" now.', "America First"),
        ('A "hub-and-spoke" alliance works.', "hub-and-spoke"),
    ],
)
def test_quoted_coinages_are_candidates(text, wanted):
    assert wanted in forms(text, least=0.4)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        pytest.param("He will support the plan.", "support", id="verb behind modal"),
        pytest.param("They want to damage the image.", "damage", id="verb behind to"),
        pytest.param("It would not only damage trust.", "damage trust", id="verb behind adverbs"),
        pytest.param("Rising powers challenge the order.", "powers challenge", id="verb agrees"),
        pytest.param("It surely is nuclear.", "nuclear", id="bare adjective"),
        pytest.param("They left quickly.", "quickly", id="bare adverb"),
        pytest.param("They negotiate often.", "negotiate", id="bare verb"),
        pytest.param("Talks began on 11 March 2025.", "March", id="month"),
        pytest.param("Other states left.", "Other states", id="border word"),
        pytest.param("Now the EU left.", "the EU", id="article"),
        pytest.param("Russia’s economy shrank.", "Russia’s economy", id="possessive"),
        pytest.param("France, Poland and others left.", "France, Poland", id="comma"),
        pytest.param("It “said that we must go” then.", "said that we must go", id="quoted speech"),
    ],
)
def test_what_is_no_term_is_no_candidate(text, unwanted):
    assert unwanted not in forms(text)


def test_the_beginning_of_a_sentence_is_no_name():
    found = forms("Buffer states are weak. Ukraine knows it.")
    assert found["Buffer states"].kind == Kind.PHRASE
    assert found["Ukraine"].kind == Kind.NAME


def test_other_texts_tell_names_from_common_words():
    texts = ["Bear spoke.", "They met Bear, and Bear left.", "Then Bear came."]
    assert find_english(texts)[0][0].kind == Kind.NAME
    assert find_english(["Bear meat is here.", "They saw a bear."])[0][0].kind == Kind.PHRASE


def test_a_name_that_stands_alone_elsewhere_is_trusted_inside_a_longer_one():
    texts = ["They saw Saudi Arabia Street.", "In Saudi Arabia, too."]
    alone, again = (find_english(texts[:count])[0] for count in (1, 2))
    span = texts[0].index("Saudi"), texts[0].index(" Street")
    weights = [{(c.start, c.stop): c.weight for c in each}[span] for each in (alone, again)]
    assert weights[0] < weights[1]


def test_headlines_prove_no_names():
    found = forms("Great Power Competition and the Future of Europe")
    assert found["Great Power Competition"].kind == Kind.PHRASE
    assert found["Europe"].kind == Kind.NAME


def test_empty_texts_and_other_scripts_have_no_candidates():
    assert find_english([]) == []
    assert find_english(["", " \n", "。？", "1,000"]) == [(), (), (), ()]


def test_places_count_characters_outside_the_basic_plane():
    text = "𠀀 A “buffer state” 🙂 fell."
    assert "buffer state" in forms(text)


@given(st.lists(st.text(alphabet="aAsS .,'’“”()-–of the US𠀀1\n", max_size=60), max_size=4))
def test_candidates_lie_inside_their_texts_in_order(texts):
    for text, candidates in zip(texts, find_english(texts), strict=True):
        spans = [(each.start, -each.stop) for each in candidates]
        assert spans == sorted(set(spans))
        for each in candidates:
            assert 0 < each.weight <= 1
            form = text[each.start : each.stop]
            assert form and form == form.strip(" \n,()“”")


@pytest.mark.skipif(not MAGAZINE.exists(), reason="needs the development corpora")
def test_there_are_not_too_many_candidates():
    lines = MAGAZINE.read_text("utf-8").splitlines()[:300]
    words = sum(len(line.split()) for line in lines)
    assert sum(map(len, find_english(lines))) < 0.8 * words


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("So Mrs Zhou left.", "Mrs Zhou", "Mrs"),
        ("I've seen it, and you'll see peace.", "peace", "I've"),
        ("Its cross-border phone calls, too.", "phone calls", "cross-border"),
        ("Then super-jumbos came.", "super-jumbos", "came"),
    ],
)
def test_borders_of_speech(text, wanted, unwanted):
    found = forms(text)
    assert wanted in found
    assert unwanted not in found


@pytest.mark.parametrize(
    "text", ["He told the Beijing delegation.", "You Chinese are right.", "He NATO"]
)
def test_pronouns_begin_no_name(text):
    assert not any(form.split()[0] in {"He", "You"} for form in forms(text))
