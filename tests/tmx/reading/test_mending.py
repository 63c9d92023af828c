from io import BytesIO

import pytest

from tmx import read_tmx
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


@pytest.mark.parametrize(
    ("segment", "text", "reason"),
    [
        pytest.param("第一行<br>第二行", "第一行<br>第二行", "the tag “br”", id="lone tag"),
        pytest.param("R&D <b> 3 < 4", "R&D <b> 3 < 4", "the tag “b”", id="with bare signs"),
        pytest.param("a</i>b<ph x=1/>c", "a</i>bc", "the tag “i”", id="end tag, code unquoted"),
        pytest.param("a<br/>b", "ab", "the tag “br”", id="well-formed: left out"),
    ],
)
def test_tags_of_other_formats_do_not_cost_the_unit(segment, text, reason):
    unit = f"<tu><tuv xml:lang='zh'><seg>{segment}</seg></tuv></tu>"
    reader = read_tmx(BytesIO(f'<tmx version="1.4"><body>{unit * 2}</body></tmx>'.encode()))
    assert [each.variants[0].text for each in reader] == [text, text]
    assert reason in " ".join(loss.reason for loss in reader.report.losses)


def test_values_get_quotation_marks():
    told = []
    mended = mending.mend("<tu tuid=7>\n</tu>", lambda reason, line: told.append((reason, line)))
    assert mended == '<tu tuid="7">\n</tu>'
    assert told == [("values without quotation marks get them", 1)]
