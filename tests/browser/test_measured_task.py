"""A real article, spoiled in 30 places and corrected by keys alone: fewer than three keys a fix."""

from pathlib import Path

import pytest

from aligner.exporting import dump_alignment
from aligner.pipeline import align
from aligner.review.judging import Judge
from aligner.review.session import ReviewSession
from aligner.revision.state import RevisionState
from tests.browser.correcting import Spot, Translator, list_groups, spoil
from tests.browser.kit import Sheet, serve_here

SHARED = Path(__file__).parents[2] / ".." / "shared" / "seeds"
PLACES = 30
_MOST_KEYS_A_FIX = 3


@pytest.fixture(scope="module")
def article():
    found = sorted(SHARED.glob("004_*.txt"))
    if not found:
        pytest.skip("the article is not there")
    return align(found[0])


@pytest.fixture(scope="module")
def judge():
    return Judge()


class Keyboard:
    """Presses keys and counts them; a letter with Ctrl or Shift is one key."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.pressed = []

    def press(self, *keys):
        self.pressed += keys
        self.sheet.press(*keys)


def read_spot(sheet):
    with ReviewSession.open(sheet.path) as session:
        state = session.history.state
    place, side = sheet.active()
    return Spot(state, state.get_row(place).id, side)


def find_stops(sheet, row, place):
    """List the places where N would stop, up to the first at or behind one."""
    return sheet.page.evaluate(
        """async ([row, place]) => {
          const stops = [];
          while (stops.length < 20 && !(stops.at(-1) >= place)) {
            const next = await (await fetch(`next?what=doubtful&direction=down&row=${row}`)).json();
            if (next.row === null) break;
            stops.push(next.place);
            row = next.row;
          }
          return stops;
        }""",
        [row, place],
    )


def go_to_the_next_wrong(keyboard, translator):
    """Go on by N or by the arrow, as the eye sees which is shorter; False: all is right."""
    spot = read_spot(keyboard.sheet)
    rows, here = spot.state.rows, spot.state.find_place(spot.row)
    wrong = [place for place, row in enumerate(rows) if not translator.is_right(row)]
    if not wrong:
        return False
    there = next((place for place in wrong if place >= here), wrong[0])
    stops = [here, *find_stops(keyboard.sheet, spot.row, there)]
    turns = min(range(len(stops)), key=lambda count: count + abs(there - stops[count]))
    keyboard.press(*["n"] * turns)
    steps = there - stops[turns]
    keyboard.press(*["ArrowDown" if steps > 0 else "ArrowUp"] * abs(steps))
    assert keyboard.sheet.active()[0] == there
    return True


@pytest.mark.parametrize("is_rated", [False, True], ids=["confidences left", "rated anew"])
def test_few_keys_a_fix(context, path, article, judge, is_rated, record_property):
    truth = list_groups(RevisionState(article))
    spoilt = spoil(article, PLACES, seed=1, rate=judge.rate_rows if is_rated else None)
    assert sum(group not in truth for group in list_groups(RevisionState(spoilt))) >= PLACES
    dump_alignment(path, spoilt)
    translator = Translator(truth, judge.choose_split)
    with serve_here(path, judge=judge) as address:
        sheet = Sheet(context.new_page(), path, address)
        keyboard = Keyboard(sheet)
        while go_to_the_next_wrong(keyboard, translator):
            keys = translator.find_keys(read_spot(sheet))
            assert keys, sheet.active()
            keyboard.press(*keys)
        assert {*list_groups(read_spot(sheet).state)} == {*truth}
        sheet.check()
        context.close()
    record_property("keys", len(keyboard.pressed))
    print(f"{len(keyboard.pressed)} keys for {PLACES} fixes: {' '.join(keyboard.pressed)}")
    assert len(keyboard.pressed) < _MOST_KEYS_A_FIX * PLACES
