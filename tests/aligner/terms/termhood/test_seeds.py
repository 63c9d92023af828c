"""The user's own words of a field."""

import pytest

from aligner.errors import AlignerError
from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood import rate_termhood
from aligner.terms.termhood.seeds import add_seeds, load_seeds


def write(folder, data):
    path = folder / "own.txt"
    path.write_bytes(data)
    return path


def test_terms_are_added_to_those_of_the_field(tmp_path):
    text = "# my field\n\n光圈\taperture\n快門 # of a camera\nshutter speeds\n"
    seeds = add_seeds(write(tmp_path, b"\xef\xbb\xbf" + text.encode()))
    assert seeds.chinese - load_seeds().chinese == {"光圈", "快门"}
    assert seeds.own == {"光圈", "快门", "aperture", "shutter speeds"}
    assert load_seeds().english < seeds.english
    assert seeds.find_english("a fast shutter speed") == ("shutter", "speed")


def test_what_holds_a_listed_word_rates_higher(tmp_path):
    seeds = add_seeds(write(tmp_path, "光圈\n".encode()))
    pair = TermPair("光圈大小", "aperture size", (), 0.9, {}, Kind.PHRASE)
    assert rate_termhood([pair], [], seeds) > rate_termhood([pair], [])


def test_what_is_listed_is_a_term(tmp_path):
    seeds = add_seeds(write(tmp_path, b"thing\n"))
    pair = TermPair("東西", "thing", (), 0.9, {}, Kind.WORD)
    assert rate_termhood([pair], []) < [0.5]
    assert rate_termhood([pair], [], seeds) > [0.9]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfea\x00", "no text in UTF-8"),
        (b"", "no term in it"),
        (b"# nothing\n", "no term in it"),
        (b"word\n---\n", "line 2: “---” is no term"),
        (b"word " * 50, "line 1: .* is no term"),
    ],
    ids=["encoding", "empty", "remarks", "marks", "long"],
)
def test_what_is_wrong_with_a_list_is_said(tmp_path, data, message):
    with pytest.raises(AlignerError, match=f"own.txt: {message}"):
        add_seeds(write(tmp_path, data))


def test_a_list_that_is_not_there_is_named(tmp_path):
    with pytest.raises(AlignerError, match=r"none\.txt: "):
        add_seeds(tmp_path / "none.txt")
