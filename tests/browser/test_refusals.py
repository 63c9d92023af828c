"""What is refused is seen wherever somebody works, and nothing that was written is lost."""

import pytest

from tests.browser.kit import TEXTS, Sheet, make_long, serve_here

Z, E = TEXTS
EDITOR = ".editor textarea"


def is_seen(page, selector):
    """Tell whether nothing hides an element, and it stands on the screen."""
    return page.eval_on_selector(
        selector,
        """(element) => {
          const box = element.getBoundingClientRect();
          const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return box.height > 0 && element.contains(at);
        }""",
    )


@pytest.fixture
def long(context, path):
    with serve_here(path, make_long(120)) as address:
        yield Sheet(context.new_page(), path, address)
        context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_an_error_is_seen_far_down_and_hides_no_row(long, width):
    long.page.set_viewport_size({"width": width, "height": 700})
    long.press("End", "m")
    assert "is the last" in long.text("#error")
    assert is_seen(long.page, "#error")
    assert is_seen(long.page, '.row[aria-selected="true"] .number')


def test_what_cannot_be_saved_is_not_called_saved(long):
    long.press(*["ArrowDown"] * 30)
    long.path.rename(long.path.with_suffix(".away"))
    long.press("b")
    assert "was not saved" in long.text("#error")
    assert is_seen(long.page, "#error")
    assert long.text("#saved") == long.page.get_attribute("#saved", "data-failed")
    long.path.with_suffix(".away").rename(long.path)
    long.press("b")
    assert long.text("#error") == ""
    assert long.text("#saved") == long.page.get_attribute("#saved", "data-saved")


def test_a_row_that_could_not_be_accepted_stays_active(sheet):
    sheet.go(2, "target")
    sheet.path.rename(sheet.path.with_suffix(".away"))
    sheet.press("Enter")
    assert "was not saved" in sheet.text("#error")
    assert sheet.active() == (2, "target")
    sheet.path.with_suffix(".away").rename(sheet.path)
    sheet.press("Enter")
    assert sheet.active() == (3, "target")
    sheet.check()


def test_enter_walks_over_rows_that_are_accepted(sheet):
    sheet.press("Enter", "Enter", "Home")
    sheet.press("Enter", "Enter", "Enter")
    assert (sheet.version, sheet.active(), sheet.text("#error")) == (3, (3, "source"), "")


@pytest.mark.parametrize("share", [0.054, 0.504, 0.954])
def test_a_click_on_the_map_goes_there(long, share):
    long.page.wait_for_selector("#map svg")
    height = long.page.eval_on_selector("#map", "(map) => map.clientHeight")
    long.page.click("#map", position={"x": 5, "y": height * share})
    long.rest()
    assert long.active() == (int(120 * share), "source")
    assert is_seen(long.page, '.row[aria-selected="true"] .number')


def test_behind_a_filter_that_shows_nothing_the_place_is_known(long):
    long.press(*["ArrowDown"] * 40)
    long.page.focus("#filter")
    long.choose("marked")
    assert long.page.is_visible("#nothing")
    long.choose("all")
    assert long.page.get_attribute("#grid", "aria-rowcount") == "121"
    assert long.active()[0] == 40


def test_the_focus_stays_where_the_last_row_shown_goes(sheet):
    sheet.press("b")
    sheet.choose("marked")
    sheet.page.focus('.cell[tabindex="0"]')
    sheet.press("b")
    assert sheet.page.evaluate("document.activeElement.id") == "nothing"
    sheet.press("u")
    assert sheet.page.evaluate("document.activeElement.className").startswith("cell")


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_the_focus_leaves_a_button_that_is_disabled(sheet, action):
    sheet.press("m")
    if action == "redo":
        sheet.press("u")
    sheet.click(action)
    assert sheet.page.is_disabled(f'[data-action="{action}"]')
    assert sheet.page.evaluate("document.activeElement.className").startswith("cell")


@pytest.mark.parametrize("way", ["Control+Enter", '[data-edit="join"]'])
def test_a_text_that_is_not_saved_is_not_cut(sheet, way):
    sheet.press("m", "e")
    sheet.page.fill(EDITOR, "船长很久以前看见灯塔。")
    sheet.press("ArrowLeft", "ArrowLeft")
    if way.startswith("["):
        sheet.page.click(way)
        sheet.rest()
    else:
        sheet.press(way)
    assert "not saved" in sheet.text("#error")
    assert sheet.page.input_value(EDITOR) == "船长很久以前看见灯塔。"
    sheet.press("Enter")
    assert sheet.read()[0][0][0] == "船长很久以前看见灯塔。"
    sheet.check()


def test_a_filter_does_not_hide_what_is_being_written(sheet):
    sheet.press("e")
    sheet.page.keyboard.type("多年。")
    sheet.choose("null")
    assert sheet.page.input_value("#filter") == "all"
    assert "being written" in sheet.text("#error")
    assert sheet.page.input_value(EDITOR) == f"{Z[0]}多年。"
    sheet.press("Enter")
    sheet.choose("null")
    assert [row[0] for row in sheet.read()] == [(Z[4],)]


def test_a_field_in_which_nothing_was_written_gives_way_to_a_filter(sheet):
    sheet.press("e")
    sheet.choose("null")
    assert [row[0] for row in sheet.read()] == [(Z[4],)]
    assert (sheet.page.locator(".editor").count(), sheet.text("#error")) == (0, "")


def test_what_was_written_in_a_segment_that_is_gone_is_shown_until_it_was_seen(context, path):
    with serve_here(path) as address:
        first, second = (Sheet(context.new_page(), path, address) for _ in range(2))
        second.walk(0)
        second.press("e")
        second.page.eval_on_selector(EDITOR, "(area) => area.setSelectionRange(2, 2)")
        second.press("Control+Enter")
        first.page.wait_for_selector('#saved[data-version="1"]')
        first.walk(0)
        first.press("Space", "Space", "e")
        first.page.keyboard.type("多年")
        second.press("u")
        first.page.wait_for_selector('#saved[data-version="2"]')
        first.rest()
        written = Z[0][2:] + "多年"
        assert first.text("#error").endswith(written)
        first.press("ArrowDown", "b")
        assert first.text("#error").endswith(written)
        first.press("Escape")
        assert first.text("#error") == ""
        first.check()
        context.close()


@pytest.mark.parametrize("other", ["edit", "divide"])
def test_what_another_window_wrote_is_not_overwritten_unseen(context, path, other):
    with serve_here(path) as address:
        first, second = (Sheet(context.new_page(), path, address) for _ in range(2))
        for sheet in (first, second):
            sheet.walk(0, "target")
            sheet.press("e")
        first.page.keyboard.type(" ONE")
        if other == "edit":
            second.page.keyboard.type(" TWO")
            second.press("Enter")
            theirs = (f"{E[0]} TWO",)
        else:
            second.page.eval_on_selector(EDITOR, "(area) => area.setSelectionRange(12, 12)")
            second.press("Control+Enter")
            theirs = ("The captain", "saw the lighthouse.")
        first.page.wait_for_selector('#saved[data-version="1"]')
        first.rest()
        first.press("Enter")
        assert theirs[0] in first.text("#error")
        assert second.read()[0][1] == theirs
        assert first.page.input_value(EDITOR) == f"{E[0]} ONE"
        # Whoever saves once more has seen what stands there.
        first.press("Enter")
        assert first.read()[0][1] == (f"{E[0]} ONE", *theirs[1:])
        first.check()
        context.close()
