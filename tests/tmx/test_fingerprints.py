"""The set of fingerprints against a set of the values themselves."""

from hypothesis import given
from hypothesis import strategies as st

from tmx.fingerprints import SeenSet


@given(st.lists(st.text(max_size=2)))
def test_it_tells_what_a_set_tells(values):
    seen, known = SeenSet(), set()
    for value in values:
        assert (value in seen) == (value in known)
        assert seen.add(value) == (value not in known)
        known.add(value)


def test_it_grows():
    seen = SeenSet()
    assert all(seen.add(("a", number)) for number in range(20_000))
    assert not any(seen.add(("a", number)) for number in range(20_000))


def test_beyond_its_limit_all_is_new():
    seen = SeenSet(2)
    assert [seen.add(each) for each in "aabcc"] == [True, False, True, True, True]
    assert seen.is_full
