import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.memory.stocking import make_unit
from tmx import Variant
from tmx.converting import HeldUnits
from tmx.memory.folding import make_print
from tmx.memory.transfer.lots import make_prints, read_lots

PAIR = ("zh", "en")
TEXTS = (
    "「第１２條」：The U.S. 关税 policy …",
    "𠀀國",
    "",
    "—",
    "a\0b",
    "\ud800",
    "ΟΔΟΣ Σ",
    "각",
    "a\nb",
)


class PlacedUnits:
    """Units that say where the last one that was given stands."""

    def __init__(self, units):
        self.units = units
        self.place = ""

    def __iter__(self):
        for number, unit in enumerate(self.units, start=1):
            self.place = f"line {number}0"
            yield unit


@given(st.lists(st.text() | st.sampled_from(TEXTS), unique=True))
def test_prints_of_many_texts_are_those_of_each(texts):
    assert make_prints(texts) == {text: make_print(text) for text in texts}


@pytest.mark.parametrize("count", [0, 1, 256, 257, 600])
def test_every_unit_comes_once_with_its_number_and_place(count):
    units = tuple(make_unit(tuid=str(number)) for number in range(count))
    placed = [each for lot in read_lots(PlacedUnits(units), PAIR) for each in lot.units]
    assert [each.unit for each in placed] == list(units)
    assert [each.number for each in placed] == list(range(1, count + 1))
    assert [each.place for each in placed] == [f"line {number}0" for number in range(1, count + 1)]


def test_long_texts_make_short_lots():
    units = tuple(make_unit("长" * 100_000) for _ in range(6))
    assert [len(lot.units) for lot in read_lots(HeldUnits(units, None), PAIR)] == [2, 2, 2]


def test_texts_in_other_languages_get_no_print():
    unit = make_unit("水", "water")
    other = (*unit.variants, Variant("fr", "eau"))
    lots = list(read_lots(HeldUnits((type(unit)(other),), None), PAIR))
    assert set(lots[0].prints) == {"水", "water"}
