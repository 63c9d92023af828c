"""The page without a mouse, without colours and for a screen reader; axe-core finds nothing."""

import json
import os
from pathlib import Path

import pytest

from aligner.exporting import write_alignment
from tests.browser.kit import Sheet, make_alignment, serve_here, skip_without

AXE = os.environ.get("DUIZHAO_AXE")
LOOKS = [
    pytest.param("en", "light", 1280, id="English light wide"),
    pytest.param("zh", "dark", 1280, id="Chinese dark wide"),
    pytest.param("en", "dark", 400, id="English dark narrow"),
    pytest.param("zh", "light", 400, id="Chinese light narrow"),
]


@pytest.fixture(scope="module")
def axe():
    return Path(skip_without(AXE, "DUIZHAO_AXE")).read_text(encoding="utf-8")


def look(browser, scheme, width):
    # Axe is put in from outside, which the page's own policy rightly does not allow.
    return browser.new_context(
        viewport={"width": width, "height": 850}, color_scheme=scheme, bypass_csp=True
    )


def find_violations(page, axe):
    page.evaluate(axe)
    # The size of targets (WCAG 2.2) is not among what is looked at unless it is asked for.
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        (each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]
    ]


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_the_page(browser, path, axe, language, scheme, width):
    context = look(browser, scheme, width)
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address, language)
        sheet.press("Enter", "b")
        found = {"page": find_violations(sheet.page, axe)}
        sheet.press("e")
        found["editor"] = find_violations(sheet.page, axe)
        sheet.press("Escape")
        for name in ("help", "export", "unaligned", "alternatives", "realign"):
            sheet.click(name)
            assert sheet.page.locator("dialog[open]").count() == 1
            found[name] = find_violations(sheet.page, axe)
            sheet.press("Escape")
        sheet.page.fill("#search", "nothing like that")
        sheet.page.wait_for_selector("#nothing", state="visible")
        found["nothing"] = find_violations(sheet.page, axe)
        width_of_page = sheet.page.evaluate("document.documentElement.scrollWidth")
        context.close()
    assert not any(found.values()), found
    assert width_of_page <= width


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_on_the_report(browser, tmp_path, axe, language, scheme, width):
    report = tmp_path / f"report.{language}.html"
    write_alignment(report, make_alignment())
    context = look(browser, scheme, width)
    page = context.new_page()
    page.goto(report.as_uri())
    found = find_violations(page, axe)
    context.close()
    assert found == []


def focused(page):
    return page.evaluate(
        """() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          const style = getComputedStyle(one), cell = one.closest(".cell");
          const isMarked = style.outlineStyle !== "none"
            || (cell && getComputedStyle(cell).boxShadow !== "none");
          return [one.dataset.action || one.id || one.className || one.tagName, isMarked,
            box.width > 0 && box.bottom > 0 && box.top < innerHeight];
        }"""
    )


def test_the_tab_key_reaches_everything_visibly(sheet):
    buttons = sheet.page.eval_on_selector_all(
        "[data-action]:not(:disabled)", "all => all.map((each) => each.dataset.action)"
    )
    sheet.page.evaluate("document.querySelector('.skip').focus()")
    seen = []
    for _ in range(len(buttons) + 12):
        sheet.page.keyboard.press("Tab")
        name, is_marked, is_visible = focused(sheet.page)
        if name == "BODY":
            break
        seen.append(name)
        assert is_marked, name
        assert is_visible, name
    assert set(buttons) | {"filter", "search", "script"} <= set(seen)
    assert sum(name.startswith("cell") for name in seen) == 1


@pytest.mark.parametrize("name", ["help", "export", "unaligned", "alternatives"])
def test_dialogs_hold_the_focus_and_give_it_back(sheet, name):
    sheet.page.focus(f'[data-action="{name}"]')
    sheet.press("Enter")
    assert sheet.page.evaluate("document.activeElement.closest('dialog') !== null")
    sheet.press("Escape")
    assert sheet.page.evaluate("document.activeElement.dataset.action") == name


def test_a_screen_reader_is_told_what_happened(sheet):
    for key, said in (("m", "Rows merged"), ("u", "Undo: Rows merged"), ("b", "Marked")):
        sheet.press(key)
        assert sheet.text("#said") == said
    for selector, role in (("#said", "status"), ("#error", "alert"), ("#saved", "status")):
        assert sheet.page.get_attribute(selector, "role") == role
    sheet.press("Shift+Enter")
    assert sheet.text("#error") != ""


def test_names_and_languages_are_stated(sheet):
    tree = sheet.page.locator("#grid").aria_snapshot()
    assert 'grid "Rows of source and target"' in tree
    assert sheet.page.get_attribute('.row[data-place="0"] .cell.source', "lang") == "zh-CN"
    assert sheet.page.get_attribute('.row[data-place="0"] .cell.target', "lang") == "en-GB"
    assert sheet.page.get_attribute("html", "lang") == "en"


def test_colour_is_never_the_only_sign(sheet):
    sheet.press("Enter", "ArrowDown", "b")
    texts = sheet.page.locator("#grid .gutter").all_inner_texts()
    for place, sign in (
        (0, "accepted"),
        (2, "numbers differ: 30 | 40"),
        (2, "marked"),
        (5, "40 %"),
    ):
        assert sign in texts[place], json.dumps(texts, ensure_ascii=False)
    assert "no counterpart" in sheet.text('.row[data-place="4"]')
    styles = sheet.page.eval_on_selector_all(
        "#grid .gutter", "all => all.map((each) => getComputedStyle(each).borderInlineStartStyle)"
    )
    assert len({styles[1], styles[4], styles[5]}) == 3


SMALL = [pytest.param(320, 256, id="enlarged four times"), pytest.param(640, 450, id="twice")]


@pytest.mark.parametrize(("width", "height"), SMALL)
def test_an_enlarged_page_hides_nothing_that_has_the_focus(browser, path, width, height):
    context = browser.new_context(viewport={"width": width, "height": height})
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address)
        for _ in range(8):
            sheet.press("ArrowDown")
            bottom, limit = sheet.page.evaluate(
                """["toolbar", null].map((id) => id
                  ? document.activeElement.getBoundingClientRect().bottom
                  : document.getElementById("toolbar").getBoundingClientRect().top)"""
            )
            assert bottom <= limit + 1
        assert height - limit < height / 4
        sheet.press("?")
        top = sheet.page.evaluate("document.getElementById('help').scrollTop")
        context.close()
    assert top == 0


def test_chosen_cells_are_seen_in_forced_colours(browser, path):
    context = browser.new_context(forced_colors="active")
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address)
        styles = sheet.page.eval_on_selector_all(
            "#grid .cell", "all => all.slice(0, 2).map((one) => getComputedStyle(one).outlineStyle)"
        )
        context.close()
    assert styles == ["solid", "none"]


def test_confidence_is_read_once_and_columns_have_names(sheet):
    tree = sheet.page.locator("#grid").aria_snapshot()
    assert 'columnheader "Source zh-CN"' in tree
    assert "Confidence 99 %" in tree
    assert "99 % 99 %" not in tree
