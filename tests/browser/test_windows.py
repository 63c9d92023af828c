"""Reloads, restarts, several windows and servers, and a server that dies: nothing is lost."""

import pytest

from aligner.exporting import dump_alignment
from tests.browser.kit import (
    TEXTS,
    Process,
    Sheet,
    make_alignment,
    read_file,
    serve_here,
    wait_until,
)

Z, E = TEXTS


def rows(sheet):
    return [row[:3] for row in sheet.read()]


def test_a_reload_in_the_middle_shows_what_is_on_disk(sheet):
    sheet.press("m", "ArrowDown", "Enter")
    shown = sheet.read()
    sheet.page.reload()
    assert sheet.read() == shown
    sheet.check()
    assert sheet.page.is_enabled('[data-action="undo"]')
    sheet.press("u", "u")
    assert sheet.version == 4
    sheet.page.reload()
    sheet.press("Control+y")
    assert sheet.read()[0][0] == (Z[0], Z[1])
    sheet.check()


def test_undo_goes_on_after_a_restart(context, path):
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address)
        start = rows(sheet)
        sheet.press("m", "b", "x")
        context.pages[0].close()
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address)
        assert sheet.version == 3
        sheet.press("u", "u", "u")
        assert rows(sheet) == start
        sheet.check()
        context.pages[0].close()


@pytest.fixture
def two(context, path):
    with serve_here(path) as address:
        yield [Sheet(context.new_page(), path, address) for _ in range(2)]
        context.close()


def test_two_windows_are_told_and_show_the_same(two):
    first, second = two
    for sheet in two:
        sheet.page.wait_for_selector("#others:has-text('2 windows')")
    first.press("m")
    second.page.wait_for_selector('#saved[data-version="1"]')
    second.rest()
    assert rows(first) == rows(second) == read_file(first.path)
    assert "another window" in second.text("#others")
    second.press("u")
    first.page.wait_for_selector('#saved[data-version="2"]')
    first.check()


def test_a_text_being_written_outlives_a_change_in_another_window(two):
    first, second = two
    second.walk(3)
    second.press("e")
    second.page.keyboard.type("多年。")
    first.press("m")
    second.page.wait_for_selector('#saved[data-version="1"]')
    second.rest()
    second.page.keyboard.type("是的。")
    second.press("Enter")
    second.check()
    assert second.read()[2][0] == (f"{Z[3]}多年。是的。",)


def test_a_stale_change_is_refused_and_told(two):
    first, second = two
    # The second window hears of nothing until it asks.
    second.page.context.route("**/do", lambda route: route.continue_())
    first.press("e")
    first.page.keyboard.type("!")
    second.page.evaluate(
        """async ({version}) => {
          await fetch("do", {method: "POST", headers: {"Content-Type": "application/json"},
            body: JSON.stringify({version, client: "x", action: "merge", first: 5})});
        }""",
        {"version": 0},
    )
    first.page.wait_for_selector('#saved[data-version="1"]')
    answer = second.page.evaluate(
        """async () => (await fetch("do", {method: "POST",
          headers: {"Content-Type": "application/json"},
          body: JSON.stringify({version: 0, client: "x", action: "merge", first: 0})})).status"""
    )
    assert answer == 409
    first.press("Enter")
    first.check()
    assert first.read()[0][0] == (f"{Z[0]}!",)


def test_two_servers_on_one_file(context, path):
    with serve_here(path) as one, serve_here(path) as other:
        first = Sheet(context.new_page(), path, one)
        second = Sheet(context.new_page(), path, other)
        first.press("m")
        second.walk(5)
        second.press("e")
        second.page.keyboard.type("!")
        second.press("Enter")
        assert second.text("#error") != ""
        second.rest()
        # Refused and told; the rows are new, and what was written is still in its field.
        assert second.page.input_value(".editor textarea") == f"{Z[5]}!"
        assert second.version == 1
        second.press("Enter")
        second.check()
        assert (second.version, second.text("#error")) == (2, "")
        assert second.read()[4][0] == (f"{Z[5]}!",)
        first.press("ArrowDown", "Enter")
        assert first.text("#error") != ""
        first.check()
        context.close()


def test_a_killed_server_loses_nothing_that_was_confirmed(context, path):
    dump_alignment(path, make_alignment())
    with Process(path) as server:
        sheet = Sheet(context.new_page(), path, server.address)
        assert "on disk" in sheet.text("#saved")
        sheet.press("m", "ArrowDown", "Enter")
        sheet.check()
        saved, version = read_file(path), sheet.version
        server.kill()
        sheet.page.wait_for_selector("#others:has-text('does not answer')")
        sheet.press("m")
        assert "not saved" in sheet.text("#error")
        assert sheet.text("#saved") == "Not saved"
        assert (rows(sheet), sheet.version) == (saved, version)
        sheet.press("ArrowDown", "e")
        sheet.page.keyboard.type("留下")
        sheet.press("Enter")
        assert sheet.page.input_value(".editor textarea").endswith("留下")
        assert sheet.text("#saved") == "Not saved"
    assert read_file(path) == saved
    with Process(path) as server:
        again = Sheet(context.new_page(), path, server.address)
        assert again.version == version
        again.press("u", "u")
        assert again.read()[0][0] == (Z[0],)
        again.check()


def test_a_server_killed_amid_a_stream_of_changes(context, path):
    dump_alignment(path, make_alignment())
    with Process(path) as server:
        sheet = Sheet(context.new_page(), path, server.address)
        for _ in range(20):
            sheet.page.keyboard.press("b")
        wait_until(lambda: sheet.version > 3)
        server.kill()
        sheet.page.wait_for_selector("#saved.bad")
        confirmed = sheet.version
    with serve_here(path) as address:
        assert Sheet(context.new_page(), path, address).version >= confirmed
        context.close()


def test_a_reload_shows_what_another_server_wrote(context, path):
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address)
        with serve_here(path) as other:
            second = Sheet(context.new_page(), path, other)
            second.press("m")
            second.page.close()
        assert sheet.version == 0
        sheet.page.reload()
        assert sheet.version == 1
        sheet.check()
        context.close()


def test_a_chinese_page_says_in_chinese_what_went_wrong(context, path):
    with serve_here(path) as address:
        sheet = Sheet(context.new_page(), path, address, "zh")
        sheet.press("u")
        assert sheet.text("#error") == "没有可撤销的操作。"
        sheet.press("End", "m")
        assert sheet.text("#error") == "第 9 行是最后一行，下面没有可合并的行。"
        context.close()
