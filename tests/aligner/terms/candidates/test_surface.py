import pytest

from aligner.terms.candidates.surface import choose_surface, learn_surfaces


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        pytest.param("Buffer states fell.", "Buffer states", "buffer states", id="sentence"),
        pytest.param("Talks: Buffer states.", "Buffer states", "buffer states", id="colon"),
        pytest.param("Ukraine fell.", "Ukraine", "Ukraine", id="name"),
        pytest.param("NATO forces fell.", "NATO forces", "NATO forces", id="abbreviation"),
        pytest.param("Supreme Court rule.", "Supreme Court", "Supreme Court", id="name of words"),
        pytest.param("The new  \n order.", "new  \n order", "new order", id="white space"),
        pytest.param("The Oval Office fell.", "Oval Office", "Oval Office", id="inside"),
        pytest.param(
            "Great Power Rivalry in the Future of Europe",
            "Future of Europe",
            "future of Europe",
            id="headline",
        ),
        pytest.param(
            "THE BUFFER STATES OF NATO", "BUFFER STATES OF NATO", "buffer states of NATO", id="loud"
        ),
        pytest.param(
            "So “March 23 Movement” won.", "March 23 Movement", "March 23 Movement", id="quoted"
        ),
        pytest.param("New Zealand fell.", "New Zealand", "New Zealand", id="run of capitals"),
        pytest.param(
            "Former King Li fell at last.", "Former King Li", "former King Li", id="former"
        ),
        pytest.param(
            "Joint NATO drills.", "Joint NATO drills", "joint NATO drills", id="before NATO"
        ),
        pytest.param(
            "So “Buffer states” fell.", "Buffer states", "buffer states", id="quoted word"
        ),
        pytest.param("𠀀𠀀. Wars end.", "Wars end", "wars end", id="beyond the plane"),
    ],
)
def test_terms_lose_the_capitals_of_their_place(text, term, expected):
    start = text.index(term)
    assert learn_surfaces([text]).find(text, start, start + len(term)) == expected


def test_other_texts_say_what_is_a_name():
    text = "Bear fell."
    assert learn_surfaces([text, "They met Bear."]).find(text, 0, 4) == "Bear"
    assert learn_surfaces([text, "They met a bear."]).find(text, 0, 4) == "bear"


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["buffer states", "buffer state", "buffer states"], "buffer states"),
        (["Buffer state", "buffer state"], "buffer state"),
        (["policies", "policy"], "policies"),
    ],
)
def test_the_most_frequent_form_is_chosen(forms, expected):
    assert choose_surface(forms) == expected


def test_no_forms_are_an_error():
    with pytest.raises(ValueError, match="no forms"):
        choose_surface([])
