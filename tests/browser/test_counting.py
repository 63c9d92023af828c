"""The counts above the rows: known at once, or told when the last warning is known."""

import time

import pytest

from aligner.review import desk as desks
from aligner.review.reading import RowReader
from tests.browser.kit import Sheet, make_long, serve_here

_KNOWN = """() => {
  const counts = document.getElementById("counts");
  return !counts.matches("[data-pending]") && !counts.textContent.includes("…");
}"""


def read(sheet):
    return " ".join(sheet.page.text_content("#counts").split())


@pytest.fixture
def slow(monkeypatch):
    """Warnings for which nobody waits, and which take a while."""
    find = RowReader.find_warnings

    def find_slowly(self, row):
        time.sleep(0.01)
        return find(self, row)

    monkeypatch.setattr(desks, "_PATIENCE", 0)
    monkeypatch.setattr(desks, "_MOMENT", 0)
    return lambda: monkeypatch.setattr(RowReader, "find_warnings", find_slowly)


def test_counts_are_known_with_the_rows_that_a_change_made(sheet):
    sheet.page.wait_for_function(_KNOWN)
    before = read(sheet)
    for key in ("m", "Control+z", "Control+y"):
        sheet.press(key)
        assert "doubtful" in read(sheet)
    assert read(sheet) != before


@pytest.mark.parametrize("count", [1, 150], ids=["few rows", "many rows"])
def test_counts_that_come_late_are_told(slow, context, path, count):
    slow()
    with serve_here(path, make_long(count + 1)) as address:
        sheet = Sheet(context.new_page(), path, address)
        sheet.page.wait_for_function(_KNOWN)
        assert f"of {count + 1} rows" in read(sheet)
        for key, rows in (("m", count), ("Control+z", count + 1), ("m", count)):
            sheet.press(key)
            sheet.page.wait_for_function(_KNOWN)
            assert f"of {rows} rows" in read(sheet)
        context.close()
