"""Texts, names and terms never become markup; nothing is asked of anybody else."""

import pytest

from aligner.exporting import write_alignment
from tests.browser.kit import Sheet, make_alignment, serve_here

HOSTILE = [
    "<script>window.broken = 1</script>",
    '<img src=x onerror="window.broken = 1">',
    "</textarea><script>window.broken = 1</script>",
    "\" onmouseover='window.broken = 1' x=\"",
    "{{ 7 * 7 }}{% raw %}",
    "</script></style></template><svg onload=window.broken=1>",
    "\u202eabc\u2066def\u2069 &amp;lt;b&gt;",
    "javascript:window.broken=1 http://example.invalid/x.png",
    "\u2028\u2029'`${window.broken = 1}`",
]


def make_hostile():
    texts = (HOSTILE, HOSTILE[::-1])
    name = "<img src=x onerror=window.broken=1>\"'.txt"
    beads = make_alignment().beads
    return make_alignment(beads, texts, names=(name, "</title><script>window.broken=1</script>"))


def watch(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    return asked


def test_hostile_texts_are_shown_as_they_are(context, path):
    page = context.new_page()
    asked = watch(page)
    with serve_here(path, make_hostile()) as address:
        sheet = Sheet(page, path, address)
        sheet.check()
        assert [row[0] for row in sheet.read()] == [(text,) if text else () for text in HOSTILE]
        cells = page.locator("#grid .cell.source .chip").all_text_contents()
        assert cells == HOSTILE
        for place, text in enumerate(HOSTILE[:4]):
            sheet.walk(place)
            sheet.press("e")
            assert page.input_value(".editor textarea") == text
            page.keyboard.type("<i>")
            sheet.press("Enter")
            assert page.text_content(f'.row[data-place="{place}"] .chip').startswith(f"{text}<i>")
        sheet.check()
        for name in ("alternatives", "unaligned", "realign", "export"):
            sheet.click(name)
            sheet.press("Escape")
        sheet.page.select_option("#script", "traditional")
        sheet.press("/")
        page.keyboard.type("onerror")
        page.wait_for_selector('#grid[aria-rowcount="3"]')
        assert page.evaluate("window.broken") is None
        assert page.locator("main img, main script, main svg").count() == 0
        # Only the page's own origin was asked for anything.
        assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()
        context.close()


def test_the_page_allows_no_script_but_its_own(sheet):
    sheet.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = 1";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken = 1'>");
        }"""
    )
    sheet.page.wait_for_timeout(100)
    assert sheet.page.evaluate("window.broken") is None
    assert any("Content Security Policy" in fault for fault in sheet.faults)


def test_the_report_asks_for_nothing(context, tmp_path):
    report = tmp_path / "report.html"
    write_alignment(report, make_hostile())
    page = context.new_page()
    asked = watch(page)
    page.goto(report.as_uri())
    page.wait_for_timeout(200)
    assert [url for url in asked if not url.startswith("data:")] == [report.as_uri()]
    assert page.evaluate("window.broken") is None
    text = page.inner_text("body")
    assert all(each in text for each in (HOSTILE[0], HOSTILE[4]))
