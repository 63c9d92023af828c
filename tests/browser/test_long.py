"""A text of many rows: only those near the window are in the page, and every one can be reached."""

import pytest

from tests.browser.kit import Sheet, make_long, serve_here

ROWS = 1500


@pytest.fixture
def long(context, path):
    with serve_here(path, make_long(ROWS)) as address:
        yield Sheet(context.new_page(), path, address)
        context.close()


def indexes(sheet):
    return sheet.page.eval_on_selector_all(
        "#grid .row",
        "rows => rows.map((row) => [Number(row.dataset.place), Number(row.ariaRowIndex)])",
    )


def wait_for(sheet, place):
    sheet.page.wait_for_selector(f'.row[data-place="{place}"]')


def test_rows_come_and_go_while_scrolling(long):
    assert long.page.get_attribute("#grid", "aria-rowcount") == str(ROWS + 1)
    seen, most = set(), 0
    for _ in range(200):
        rows = indexes(long)
        assert all(index == place + 2 for place, index in rows)
        seen |= {place for place, _ in rows}
        most = max(most, len(rows))
        if ROWS - 1 in seen:
            break
        long.page.mouse.wheel(0, 2000)
        long.page.wait_for_timeout(60)
    assert seen == {*range(ROWS)}
    assert most < ROWS / 2
    assert long.faults == []


def test_keys_reach_the_ends_and_the_active_row_is_never_lost(long):
    long.press("End")
    wait_for(long, ROWS - 1)
    assert long.active()[0] == ROWS - 1
    long.press("Enter", "k")
    long.page.evaluate("scrollTo(0, 0)")
    wait_for(long, 0)
    long.press("ArrowUp")
    assert long.active()[0] == ROWS - 3
    assert long.page.locator('.row[aria-selected="true"]').evaluate(
        """(row) => {
          const box = row.getBoundingClientRect();
          return box.top > 0 && box.bottom < innerHeight;
        }"""
    )
    long.press("Home", "Control+z")
    assert long.active()[0] == ROWS - 1


def test_the_next_doubtful_may_be_far_away(long):
    long.choose("doubtful")
    long.press("/", "Enter", "Shift+N")
    last = max(place for place in range(ROWS) if place % 7 == 3)
    assert long.active()[0] == last
    assert long.page.input_value("#filter") == "doubtful"
    long.press("Enter")
    assert long.active()[0] == last - 7
    assert long.page.get_attribute("#grid", "aria-rowcount") == str(ROWS // 7 + (ROWS % 7 > 3))


def test_a_change_moves_the_numbers_of_all_rows_behind_it(long):
    long.walk(3)
    long.press("m")
    long.page.mouse.wheel(0, 1500)
    long.page.wait_for_timeout(200)
    assert all(index == place + 2 for place, index in indexes(long))
    assert long.page.get_attribute("#grid", "aria-rowcount") == str(ROWS)
    long.press("a", "u", "u")
    assert long.page.get_attribute("#grid", "aria-rowcount") == str(ROWS + 1)
    assert all(index == place + 2 for place, index in indexes(long))
    assert long.faults == []
