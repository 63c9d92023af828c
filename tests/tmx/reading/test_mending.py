import pytest

from tmx.reading import mending


class Watched(str):
    """A text that adds up how many characters are looked at to find something in it."""

    __slots__ = ()
    looked_at = 0

    def find(self, part, start=0, *end):
        place = super().find(part, start, *end)
        Watched.looked_at += (len(self) if place < 0 else place) - start
        return place

    def count(self, part, start=0, *end):
        Watched.looked_at += min([len(self), *end]) - start
        return super().count(part, start, *end)

    def __getitem__(self, key):
        return Watched(super().__getitem__(key))


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("<!-- ", id="comments"),
        pytest.param("<![CDATA[", id="sections"),
        pytest.param("<? ", id="instructions"),
        pytest.param("& \n", id="ampersands"),
        pytest.param("&x;\n<", id="entities"),
        pytest.param("< \n", id="less"),
        pytest.param("<a b='&' b='2'>\n", id="attributes"),
        pytest.param("<a b='&\n", id="tags"),
        pytest.param("<a>]]>&\n", id="ends of sections"),
    ],
)
def test_the_work_of_mending_grows_with_the_text_alone(piece):
    """Each fault once made the whole text before or behind it be looked at anew."""
    text = Watched(piece * 2000)
    Watched.looked_at = 0
    mending.mend(text, lambda *_: None)
    assert 0 < Watched.looked_at < 20 * len(text)
