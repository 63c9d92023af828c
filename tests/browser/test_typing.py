"""Letters in text fields, and input methods that compose: no shortcut fires."""

import pytest


def keydown(page, selector, **options):
    page.eval_on_selector(
        selector,
        """(element, options) => {
          const event = new KeyboardEvent("keydown", {bubbles: true, cancelable: true, ...options});
          if (options.keyCode) Object.defineProperty(event, "keyCode", {value: options.keyCode});
          element.dispatchEvent(event);
        }""",
        options,
    )


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"isComposing": True}, id="composing"),
        pytest.param({"keyCode": 229}, id="229"),
    ],
)
def test_keys_of_an_input_method_are_no_shortcuts(sheet, options):
    start = sheet.read()
    for key in ("m", "x", "s", "Enter", "a", "b", "ArrowDown", "u", "e", "n"):
        keydown(sheet.page, '.cell[tabindex="0"]', key=key, **options)
        keydown(sheet.page, "body", key=key, **options)
        sheet.rest()
    assert (sheet.version, sheet.read(), sheet.active()) == (0, start, (0, "source"))
    keydown(sheet.page, '.cell[tabindex="0"]', key="m")
    sheet.rest()
    assert sheet.version == 1


def compose(page, text):
    """Type as an input method does: letters first, which it turns into characters."""
    session = page.context.new_cdp_session(page)
    for length in range(1, len(text) + 1):
        session.send(
            "Input.imeSetComposition",
            {"text": text[:length], "selectionStart": length, "selectionEnd": length},
        )
    return session


def test_an_input_method_in_the_editor(sheet):
    sheet.press("e")
    session = compose(sheet.page, "dengta")
    # Enter and Escape belong to the input method while it composes.
    keydown(sheet.page, ".editor textarea", key="Enter", isComposing=True)
    keydown(sheet.page, ".editor textarea", key="Enter", keyCode=229)
    keydown(sheet.page, ".editor textarea", key="Escape", isComposing=True)
    assert (sheet.version, sheet.page.locator(".editor").count()) == (0, 1)
    session.send("Input.insertText", {"text": "灯塔"})
    assert sheet.page.input_value(".editor textarea").endswith("灯塔")
    sheet.press("Enter")
    sheet.check()
    assert sheet.read()[0][0][0].endswith("灯塔")


def test_an_input_method_in_the_search(sheet):
    sheet.press("/")
    session = compose(sheet.page, "mx")
    keydown(sheet.page, "#search", key="Enter", isComposing=True)
    assert sheet.page.evaluate("document.activeElement.id") == "search"
    assert len(sheet.read()) == 9
    session.send("Input.insertText", {"text": "燈塔"})
    sheet.page.wait_for_selector('#grid[aria-rowcount="2"]')
    sheet.press("Enter")
    assert sheet.page.evaluate("document.activeElement.className").startswith("cell")
    assert sheet.version == 0


def test_letters_in_fields_and_dialogs_are_no_shortcuts(sheet):
    letters = "mxsabuepnvrgj?"
    sheet.press("e")
    sheet.page.keyboard.type(letters)
    assert sheet.page.input_value(".editor textarea").endswith(letters)
    sheet.press("Escape", "/")
    sheet.page.keyboard.type(letters)
    assert sheet.page.input_value("#search") == letters
    sheet.page.fill("#search", "")
    sheet.page.wait_for_selector('#grid[aria-rowcount="10"]')
    for dialog in ("help", "export", "unaligned", "alternatives"):
        sheet.click(dialog)
        for key in "mxsabupnj":
            sheet.press(key)
        sheet.press("Escape")
    sheet.page.focus("#filter")
    sheet.press("m", "x")
    assert sheet.version == 0
    assert sheet.faults == []
