"""Each operation by keys and by mouse, taken back and done again by both; page and file agree."""

from dataclasses import dataclass, field

import pytest

from tests.browser.kit import TEXTS

Z, E = TEXTS


def row(sources, targets, accepted=False):
    return tuple(Z[n] for n in sources), tuple(E[n] for n in targets), accepted


START = [
    row([0], [0]), row([1], [1]), row([2], [2]), row([3], [3]), row([4], []),
    row([5], [4]), row([6], [5, 6]), row([7], [7]), row([8], [8]),
]  # fmt: skip


@dataclass
class Operation:
    """What is done, by keys and by mouse, and what the rows from a place on are then.

    `mouse` holds what to click: a name of a button, or (place, side, chip) of a cell.
    """

    name: str
    at: tuple
    keys: list
    mouse: list
    first: int
    count: int
    expected: list = field(default_factory=list)


OPERATIONS = [
    Operation("move down source", (2, "source"), ["Control+ArrowDown"], ["move_down"], 2, 2,
              [row([], [2]), row([2, 3], [3])]),
    Operation("move down target", (6, "target"), ["Control+ArrowDown"], ["move_down"], 6, 2,
              [row([6], [5]), row([7], [6, 7])]),
    Operation("move up source", (4, "source"), ["Control+ArrowUp"], ["move_up"], 3, 2,
              [row([3, 4], [3])]),
    Operation("move up target", (6, "target"), ["Control+ArrowUp"], ["move_up"], 5, 2,
              [row([5], [4, 5]), row([6], [6])]),
    Operation("merge", (3, "source"), ["m"], ["merge"], 3, 2, [row([3, 4], [3])]),
    Operation("merge several", (1, "source"), ["Shift+ArrowDown", "Shift+ArrowDown", "m"],
              [("shift", 3), "merge"], 1, 3, [row([1, 2, 3], [1, 2, 3])]),
    Operation("split", (6, "target"), ["Space", "Space", "s"], [(6, "target", 1), "split"], 6, 1,
              [row([], [5]), row([6], [6])]),
    Operation("unlink", (1, "target"), ["x"], ["unlink"], 1, 1,
              [row([1], [], True), row([], [1], True)]),
    Operation("accept", (1, "source"), ["Enter"], ["accept"], 1, 1, [row([1], [1], True)]),
    Operation("accept several", (1, "source"), ["Shift+ArrowDown", "Enter"],
              [("shift", 2), "accept"], 1, 2, [row([1], [1], True), row([2], [2], True)]),
    Operation("accept all above", (2, "source"), ["a"], ["accept_above"], 0, 3,
              [row([n], [n], True) for n in range(3)]),
    Operation("pin", (4, "source"), ["p", "ArrowDown", "ArrowRight", "p"],
              ["pin", (5, "target", 0), "pin"], 4, 2, [row([4], [4], True), row([5], [])]),
]  # fmt: skip


def do_by_mouse(sheet, clicks):
    for each in clicks:
        if isinstance(each, str):
            sheet.click(each)
        elif each[0] == "shift":
            cell = sheet.page.locator(f'.row[data-place="{each[1]}"] .cell.source')
            cell.click(modifiers=["Shift"], position={"x": 4, "y": 6})
            sheet.rest()
        else:
            sheet.go(*each)


@pytest.mark.parametrize("how", ["keys", "mouse"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_operations_and_their_way_back(sheet, operation, how):
    if how == "keys":
        sheet.walk(*operation.at)
        sheet.press(*operation.keys)
    else:
        sheet.go(*operation.at)
        do_by_mouse(sheet, operation.mouse)
    tail = START[operation.first + operation.count :]
    expected = START[: operation.first] + operation.expected + tail
    for undo, redo in (("Control+z", "Control+y"), ("u", "Control+Shift+Z"), (None, None)):
        assert [each[:3] for each in sheet.read()] == expected
        sheet.check()
        if undo:
            sheet.press(undo)
        else:
            sheet.click("undo")
        assert [each[:3] for each in sheet.read()] == START
        sheet.check()
        if redo:
            sheet.press(redo)
    sheet.click("redo")
    assert [each[:3] for each in sheet.read()] == expected
    sheet.check()


def test_reopen_and_mark(sheet):
    sheet.press("Enter", "ArrowUp", "Shift+Enter", "b")
    assert sheet.read()[0][2:] == (False, True)
    sheet.go(1)
    sheet.click("accept")
    sheet.go(1)
    sheet.click("reopen")
    sheet.go(0)
    sheet.click("mark")
    assert sheet.read()[0][2:] == (False, False)
    sheet.press("u")
    assert sheet.read()[0][2:] == (False, True)
    sheet.check()


def edit(sheet, *keys, at=None):
    """Open the editor of the active segment, or of one that is double-clicked."""
    if at is None:
        sheet.press("e")
    else:
        place, side = at
        sheet.page.dblclick(
            f'.row[data-place="{place}"] .cell.{side} .chip', position={"x": 4, "y": 6}
        )
        sheet.rest()
    assert sheet.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    for key in keys:
        sheet.page.keyboard.press(key)


@pytest.mark.parametrize("how", ["keys", "mouse"])
def test_a_text_is_edited_and_taken_back_to_what_is_printed(sheet, how):
    at = None if how == "keys" else (1, "target")
    sheet.walk(1, "target")
    edit(sheet, "Control+a", at=at)
    sheet.page.keyboard.type("A gale came in month 12.")
    sheet.page.keyboard.press("Enter") if how == "keys" else sheet.page.click(
        ".editor [type=submit]"
    )
    sheet.check()
    assert sheet.read()[1][1] == ("A gale came in month 12.",)
    assert "edited" in sheet.text('.row[data-place="1"] .cell.target')
    assert sheet.active() == (1, "target")
    edit(sheet, at=at)
    assert E[1] in sheet.text(".editor .printed")
    if how == "keys":
        sheet.press("Tab", "Tab", "Enter")
    else:
        sheet.page.click('[data-edit="reset"]')
    sheet.check()
    assert sheet.read()[1][1] == (E[1],)
    sheet.press("u", "u")
    sheet.check()
    assert sheet.version == 4


@pytest.mark.parametrize("how", ["keys", "mouse"])
def test_a_segment_is_divided_at_the_cursor_and_joined(sheet, how):
    at = None if how == "keys" else (0, "target")
    sheet.walk(0, "target")
    edit(sheet, "Home", *["ArrowRight"] * len("The captain"), at=at)
    if how == "keys":
        sheet.press("Control+Enter")
    else:
        sheet.page.click('[data-edit="divide"]')
    sheet.check()
    assert sheet.read()[0][1] == ("The captain", "saw the lighthouse.")
    edit(sheet, at=at)
    if how == "keys":
        sheet.press("Tab", "Tab", "Tab", "Enter")
    else:
        sheet.page.click('[data-edit="join"]')
    sheet.check()
    assert sheet.read()[0][1] == (E[0],)
    sheet.press("u")
    assert sheet.read()[0][1] == ("The captain", "saw the lighthouse.")
    sheet.press("u", "Control+y", "Control+y")
    sheet.check()
    assert sheet.read()[0][1] == (E[0],)


def test_escape_leaves_the_text_alone(sheet):
    edit(sheet)
    sheet.page.keyboard.type("xyz")
    sheet.press("Escape")
    assert (sheet.version, sheet.read()[0][0]) == (0, (Z[0],))
    assert sheet.active() == (0, "source")
    assert sheet.page.evaluate("document.activeElement.className").startswith("cell")


def test_a_text_that_is_refused_stays_in_its_field(sheet):
    edit(sheet, "Control+a", "Delete", "Enter")
    sheet.rest()
    assert "empty" in sheet.text("#error")
    assert sheet.page.input_value(".editor textarea") == ""
    sheet.page.keyboard.type("灯塔")
    sheet.press("Enter")
    sheet.check()
    assert sheet.text("#error") == ""
    assert sheet.read()[0][0] == ("灯塔",)


@pytest.mark.parametrize("how", ["keys", "mouse"])
def test_a_proposal_is_looked_at_taken_or_refused(sheet, how):
    def propose():
        sheet.press("r") if how == "keys" else sheet.click("realign")
        assert sheet.page.is_visible("#panel")

    sheet.walk(3)
    sheet.press("Enter", "ArrowDown")
    propose()
    sheet.press("Escape") if how == "keys" else sheet.page.click("#panel form button")
    assert sheet.version == 1
    propose()
    before, after = sheet.page.locator("#panel tbody").all_text_contents()
    assert Z[4] in before and Z[4] in after
    sheet.press("Enter") if how == "keys" else sheet.page.click('#panel [data-panel="change"]')
    sheet.check()
    assert sheet.version == 2
    assert sheet.read()[4][:2] == ((Z[4],), (E[4],))
    sheet.press("u")
    assert sheet.read()[4][:2] == ((Z[4],), ())


@pytest.mark.parametrize("how", ["keys", "mouse"])
def test_an_alternative_is_chosen(sheet, how):
    sheet.walk(6)
    sheet.press("v") if how == "keys" else sheet.click("alternatives")
    assert 1 < sheet.page.locator("#panel .alternative").count() <= 5
    wanted = sheet.page.locator("#panel .alternative").nth(1)
    texts = wanted.locator("td").all_text_contents()
    if how == "keys":
        sheet.press("Tab", "Enter")
    else:
        wanted.locator("button").click()
    sheet.check()
    assert sheet.version == 1
    shown = [" ".join(each[0]) for each in sheet.read()] + [
        " ".join(each[1]) for each in sheet.read()
    ]
    assert all(text in shown for text in texts if text != "no counterpart" and text.isascii())
    sheet.press("u")
    assert [each[:3] for each in sheet.read()] == START
    sheet.check()


def test_filters_search_and_the_next_doubtful(sheet):
    sheet.press("n")
    assert sheet.active()[0] == 2  # 30 and 40 children
    sheet.press("n", "n")
    assert sheet.active()[0] == 5
    sheet.press("Shift+N")
    assert sheet.active()[0] == 4
    sheet.choose("doubtful")
    assert [each[0] for each in sheet.read()] == [(Z[2],), (Z[4],), (Z[5],)]
    assert sheet.page.get_attribute("#grid", "aria-rowcount") == "4"
    assert sheet.page.eval_on_selector_all(
        "#grid .row", "rows => rows.map(r => r.ariaRowIndex)"
    ) == ["2", "3", "4"]
    assert sheet.active()[0] == 4
    sheet.page.focus('.cell[tabindex="0"]')
    sheet.press("Enter")
    assert [each[0] for each in sheet.read()] == [(Z[2],), (Z[5],)]
    assert sheet.active()[0] == 5
    sheet.press("m", "u", "Enter", "k", "Enter")
    assert sheet.text("#nothing") and sheet.page.is_visible("#nothing")
    sheet.press("m", "s", "x", "Enter")  # nothing is active, and nothing happens
    sheet.press("/")
    sheet.page.keyboard.type("燈塔")
    sheet.choose("all")
    assert [each[0] for each in sheet.read()] == [(Z[0],)]
    sheet.page.fill("#search", "")
    sheet.page.wait_for_selector('#grid[aria-rowcount="10"]')
    sheet.check()


def test_places_hold_while_a_filter_hides_rows(sheet):
    sheet.choose("open")
    sheet.go(0)
    sheet.press("m")
    numbers = sheet.page.eval_on_selector_all("#grid .number", "all => all.map(e => e.textContent)")
    assert numbers == [str(n) for n in range(1, 9)]
    sheet.check()


def test_fast_keys_come_one_after_another(sheet):
    for key in ("m", "ArrowDown", "Enter", "Enter", "b"):
        sheet.page.keyboard.press(key)
    sheet.check()
    assert [(*row[1:2], *row[2:]) for row in sheet.read()[:4]] == [
        ((E[0], E[1]), False, False),
        ((E[2],), True, False),
        ((E[3],), True, False),
        ((), False, True),
    ]
