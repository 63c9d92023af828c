"""The glossary: decided by keys and by mouse, edited, merged, checked, marked in the rows."""

import pytest

from aligner.exporting import dump_alignment
from tests.aligner.review.glossary.glossary_kit import make_concept, open_store, read_store
from tests.aligner.review.glossary.test_term_desk import make_talks
from tests.browser.kit import Process, Sheet, serve_here, wait_until
from tmx.glossary import Review, read_glossary

ROW = "#panel-content tr[data-concept]"


@pytest.fixture
def store(tmp_path):
    return open_store("tsv", tmp_path)


@pytest.fixture
def sheet(context, path, store):
    """Talks and their terms, which were found."""
    with serve_here(path, make_talks(), terms=store) as address:
        sheet = Sheet(context.new_page(), path, address)
        open_glossary(sheet)
        yield sheet
        context.close()


def open_glossary(sheet):
    sheet.press("g")
    sheet.page.wait_for_selector(ROW)


def say(sheet, text):
    """Wait until the live region of the panel says something."""
    wait_until(lambda: text in sheet.text("#panel-said"))


def read_rows(sheet):
    return sheet.page.eval_on_selector_all(
        ROW, "rows => rows.map((row) => row.querySelector('[lang]').textContent)"
    )


def read_focused(sheet):
    return sheet.page.evaluate("document.activeElement.closest('[data-concept]')?.innerText ?? ''")


def close(sheet):
    sheet.page.click('#panel > form[method="dialog"] button')
    sheet.page.wait_for_selector("#panel:not([open])", state="attached")
    sheet.rest()


def test_terms_are_decided_by_keys_and_the_work_goes_on(sheet, store):
    first, second, *_ = read_rows(sheet)
    sheet.press("ArrowDown", "a")
    say(sheet, f"Accepted: {first}")
    assert second in read_focused(sheet)
    rows = read_rows(sheet)
    third = rows[rows.index(second) + 1]
    sheet.press("r")
    say(sheet, f"Rejected: {second}")
    assert third in read_focused(sheet)
    assert set(read_store(store).values()) == {Review.ACCEPTED, Review.REJECTED}
    sheet.press("u", "u")
    wait_until(lambda: first in read_rows(sheet) and second in read_rows(sheet))
    assert sheet.faults == []


def test_terms_are_decided_by_mouse(sheet, store):
    first = read_rows(sheet)[0]
    sheet.page.click(f'{ROW} [data-do="accept"] >> nth=0')
    say(sheet, f"Accepted: {first}")
    sheet.page.select_option('.find-terms [name="state"]', "accepted")
    wait_until(lambda: read_rows(sheet) == [first])
    sheet.page.click(f'{ROW} [data-do="propose"]')
    say(sheet, "Undecided again")
    assert list(read_store(store).values()) == [Review.PROPOSED]


def test_a_term_is_edited_without_a_mouse(sheet, store):
    sheet.press("ArrowDown", "e")
    sheet.page.wait_for_selector(".term-editor")
    sheet.page.keyboard.press("End")
    sheet.page.keyboard.type("一词")
    sheet.press("Enter")
    say(sheet, "Edited")
    kept = [each.concept for each in store.list_concepts()]
    (accepted,) = [each for each in kept if each.review == Review.ACCEPTED]
    assert accepted.terms[0].text.endswith("一词")


def test_escape_leaves_the_form_and_not_the_panel(sheet, store):
    first = read_rows(sheet)[0]
    sheet.press("ArrowDown", "e")
    sheet.page.wait_for_selector(".term-editor")
    sheet.page.keyboard.type("x")
    sheet.press("Escape")
    assert sheet.page.locator(".term-editor").count() == 0
    assert first in read_focused(sheet)
    assert list(store.list_concepts()) == []


def test_selected_terms_are_merged(sheet, store):
    sheet.press("ArrowDown", "Space", "ArrowDown", "Space", "m")
    say(sheet, "2 terms merged")
    assert len(store.list_concepts()) == 1
    assert len(store.list_concepts()[0].concept.terms) == 4
    sheet.press("u")
    say(sheet, "taken back")


def test_what_cannot_be_done_is_said_in_the_panel(sheet):
    sheet.press("ArrowDown", "m")
    say(sheet, "Choose at least one term")


def test_terms_are_searched(sheet):
    sheet.page.fill('.find-terms [name="q"]', "北約")
    wait_until(lambda: read_rows(sheet) and all("北约" in each for each in read_rows(sheet)))
    assert sheet.page.evaluate("document.activeElement.name") == "q"
    sheet.press("ArrowDown")
    assert "北约" in read_focused(sheet)


def test_no_letter_decides_while_one_types(sheet, store):
    sheet.page.focus('.find-terms [name="q"]')
    sheet.page.keyboard.type("arpu")
    sheet.rest()
    assert list(store.list_concepts()) == []


def test_an_input_method_decides_nothing(sheet, store):
    sheet.press("ArrowDown")
    sheet.page.evaluate(
        """document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
          { key: "a", keyCode: 229, isComposing: true, bubbles: true }))"""
    )
    sheet.rest()
    assert list(store.list_concepts()) == []


def test_accepted_terms_are_marked_in_the_rows_and_rejected_ones_are_not(sheet):
    sheet.page.fill('.find-terms [name="q"]', "北约")
    wait_until(lambda: all("北约" in each for each in read_rows(sheet)))
    close(sheet)
    wait_until(lambda: sheet.page.locator("#grid mark.shared-term").count())
    marked = sheet.page.locator("#grid mark.shared-term", has_text="北约").count()
    assert marked == 2
    open_glossary(sheet)
    for name in [each for each in read_rows(sheet) if "北约" in each]:
        sheet.page.locator(ROW, has_text=name).locator('[data-do="reject"]').first.click()
        say(sheet, "Rejected")
    held = sheet.page.locator("#panel-content [data-concept]", has_text="北约")
    while held.count():
        sheet.page.eval_on_selector_all("details.shorter", "all => all.forEach(e => e.open = true)")
        held.first.locator('[data-do="reject"]').first.click()
        sheet.page.wait_for_timeout(300)
    close(sheet)
    wait_until(lambda: not sheet.page.locator("#grid mark.shared-term", has_text="北约").count())


def test_findings_lead_to_their_rows(sheet, store):
    sheet.page.fill('.find-terms [name="q"]', "停火协议")
    wait_until(lambda: all("停火协议" in each for each in read_rows(sheet)))
    sheet.page.click(f'{ROW} [data-do="accept"] >> nth=0')
    say(sheet, "Accepted")
    sheet.page.click('[data-address="findings"]')
    go = sheet.page.locator('.findings [data-panel="go"]')
    go.first.wait_for()
    place = int(go.first.text_content()) - 1
    go.first.click()
    sheet.rest()
    wait_until(lambda: sheet.active()[0] == place)
    assert sheet.faults == []


def test_another_window_shows_the_decision(sheet, context):
    other = Sheet(context.new_page(), sheet.path, sheet.page.url.split("?")[0])
    open_glossary(other)
    first = read_rows(sheet)[0]
    sheet.press("ArrowDown", "a")
    say(sheet, f"Accepted: {first}")
    wait_until(lambda: first not in read_rows(other))
    assert other.faults == []


def test_terms_of_a_file_are_marked_when_the_page_opens(context, path, store):
    store.decide([make_concept("北约峰会", "NATO summit")], Review.ACCEPTED)
    with serve_here(path, make_talks(), terms=store) as address:
        sheet = Sheet(context.new_page(), path, address)
        wait_until(lambda: sheet.page.locator("#grid mark.shared-term").count() == 4)
        assert sheet.faults == []
        context.close()


def test_a_decision_that_was_told_is_on_disk(context, path, tmp_path):
    dump_alignment(path, make_talks())
    glossary = tmp_path / "ours.tbx"
    with Process(path, "--glossary", glossary) as process:
        sheet = Sheet(context.new_page(), path, process.address)
        open_glossary(sheet)
        first = read_rows(sheet)[0]
        sheet.press("ArrowDown", "r")
        say(sheet, f"Rejected: {first}")
        process.kill()
    (concept,) = read_glossary(glossary).glossary.concepts
    assert (concept.terms[0].text, concept.review) == (first, Review.REJECTED)


def test_the_focus_stays_in_the_panel_when_its_content_changes(sheet):
    for address in ("findings", "glossary"):
        sheet.page.focus(f'#panel [data-address="{address}"]')
        sheet.press("Enter")
        assert sheet.page.evaluate("document.activeElement.dataset.address") == address
