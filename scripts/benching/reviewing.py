"""`bench review`: the review page of a long text in Chromium: first paint, edits, memory.

The server runs in a process of its own, as `duizhao review` starts it, on rows made for it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from aligner.exporting import dump_alignment
from aligner.records import Alignment, Bead, Document, Paragraph, Segment, Side
from benching.tables import describe_machine, make_table

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_ROOT = Path(__file__).parents[2]
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-quic")
_SEED = 1
_PARAGRAPH = 5
_TEMPLATES = (
    (
        "风暴在{n}月来了，船长带着{m}个孩子离开港口。",
        "他们等信，等了很久。",
        "冬天很长，“灯塔”的灯却一直亮着，直到{n}点。",
        "港口有{m}个孩子，NATO的船也在那里。",
    ),
    (
        "The storm came in month {n}, and the captain left the harbour with {m} children.",
        "They waited for letters, and waited long.",
        "The winter was long, but the light of the “lighthouse” burned until {n} o'clock.",
        "There were {m} children in the harbour, and the ships of NATO were there too.",
    ),
)
_WAIT = """([selector, key]) => new Promise((done) => {
  const grid = document.getElementById("grid"), start = performance.now();
  const place = selector ? document.querySelector(selector) : document.activeElement;
  const press = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true});
  key ? place.dispatchEvent(press) : place.click();
  const look = () => grid.dataset.busy === "0" && (watch.disconnect(),
    requestAnimationFrame(() => done(performance.now() - start)));
  const watch = new MutationObserver(look);
  watch.observe(grid, {attributes: true, attributeFilter: ["data-busy"]});
})"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')"
_ACTIONS = ("accept", "mark", "merge", "undo", "move_down", "split", "next")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("--segments", type=int, default=20_000, help="on each side")
    parser.add_argument("--repeat", type=int, default=5, help="edits of each kind")


def run(options: argparse.Namespace) -> None:
    """Measure one page and print what was measured."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise SystemExit(f"none of {', '.join(_BROWSERS)} is installed")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = Path(name) / "long.duizhao"
        dump_alignment(path, make_rows(options.segments))
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        with serve(path) as address:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            rows = [*measure_page(page, address), *measure_edits(page, options.repeat)]
            rows += measure_scrolling(page)
        browser.close()
    print(make_table(("what", "measured"), rows))
    print(f"\n{options.segments:,} segments a side; {describe_machine()}")


def make_rows(count: int) -> Alignment:
    """Make an alignment of rows one to one, of which one in ten is doubtful."""
    chooser = Random(_SEED)
    texts: tuple[list[str], list[str]] = ([], [])
    for _ in range(count):
        kind, values = (
            chooser.randrange(4),
            {"n": chooser.randrange(1, 12), "m": chooser.randrange(20, 99)},
        )
        for side, templates in zip(texts, _TEMPLATES, strict=True):
            side.append(templates[kind].format(**values))
    beads = (Bead((n,), (n,), 0.5 if chooser.random() < 0.1 else 0.99) for n in range(count))
    return Alignment(_make_side(texts[0], "zh-CN"), _make_side(texts[1], "en-GB"), tuple(beads))


def _make_side(texts: list[str], language: str) -> Side:
    paragraphs, segments = [], []
    for start in range(0, len(texts), _PARAGRAPH):
        held = texts[start : start + _PARAGRAPH]
        at = 0
        for text in held:
            segments.append(Segment(text, len(paragraphs), at))
            at += len(text)
        paragraphs.append(Paragraph("".join(held), len(paragraphs) + 1))
    return Side(Document(tuple(paragraphs), language, f"long.{language}.txt"), tuple(segments))


@contextmanager
def serve(path: Path) -> Iterator[str]:
    """Serve a file as the command does; yield the address."""
    command = [sys.executable, "-m", "aligner", "review", str(path), "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               encoding="utf-8", cwd=_ROOT)  # fmt: skip
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def measure_page(page: "Page", address: str) -> Iterator[tuple[str, str]]:
    """Measure the first paint, of a fresh server and of one that knows the rows."""
    for name in ("first paint, server just started", "first paint again"):
        page.goto(address)
        page.wait_for_selector("#grid[data-busy='0'] .row")
        # The rows may be there before the browser has told of its first frame.
        page.wait_for_function(f"{_PAINT}.length")
        yield name, f"{page.evaluate(f'{_PAINT}[0].startTime'):.0f} ms"
    start = time.perf_counter()
    while "…" in page.text_content("#filter"):
        time.sleep(0.1)
    yield "all warnings known after", f"{time.perf_counter() - start:.1f} s more"


def measure_edits(page: "Page", repeat: int) -> Iterator[tuple[str, str]]:
    """Measure from a click or key to the next frame with everything saved and shown."""
    for action in _ACTIONS:
        yield _tell(action, [_time_action(page, action) for _ in range(repeat)])
    yield _tell("edit a text", [_time_text(page) for _ in range(repeat)])
    page.keyboard.press("End")
    page.wait_for_selector("#grid[data-busy='0'] .row")
    times = [(_wait(page, "", "a"), _time_action(page, "undo")) for _ in range(repeat)]
    yield _tell("accept all rows", [accepted for accepted, _ in times])
    yield _tell("undo that", [undone for _, undone in times])
    page.keyboard.press("Home")
    page.wait_for_selector("#grid[data-busy='0'] .row")


def _tell(action: str, times: list[float]) -> tuple[str, str]:
    measured = f"{median(times):.0f}, {max(times):.0f} ms"
    return f"{action}, median and worst of {len(times)}", measured


def _time_action(page: "Page", action: str) -> float:
    if action in {"split", "move_down"}:
        _wait(page, '[data-action="merge"]')
    return _wait(page, f'[data-action="{action}"]')


def _time_text(page: "Page") -> float:
    """Change the text of the chosen segment."""
    page.keyboard.press("e")
    page.wait_for_selector(".editor textarea")
    page.keyboard.type("！")
    return _wait(page, ".editor textarea", "Enter")


def _wait(page: "Page", selector: str, key: str = "") -> float:
    """Click, or press a key, and wait; return milliseconds.

    Args:
        page: with a text.
        selector: of the element; "": the one in focus.
        key: to press; "": click.
    """
    taken: float = page.evaluate(_WAIT, [selector, key])
    return taken


def measure_scrolling(page: "Page") -> Iterator[tuple[str, str]]:
    """Scroll through all rows, and watch what the tab holds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before, most = _read_metrics(session), {"JSHeapUsedSize": 0.0, "Nodes": 0.0}
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 6 * 900):
        page.evaluate("(top) => scrollTo(0, top)", top)
        page.wait_for_timeout(20)
        now = _read_metrics(session)
        most = {name: max(most[name], now[name]) for name in most}
    session.send("HeapProfiler.collectGarbage")
    after = _read_metrics(session)
    mebibytes: Callable[[float], str] = lambda size: f"{size / 2**20:.1f}"  # noqa: E731
    for name, tell in (("JSHeapUsedSize", mebibytes), ("Nodes", lambda count: f"{count:,.0f}")):
        unit = "heap of scripts, MiB" if name == "JSHeapUsedSize" else "nodes of the page"
        yield (
            f"{unit}: before, at most, behind the last row",
            (f"{tell(before[name])}, {tell(most[name])}, {tell(after[name])}"),
        )


def _read_metrics(session: "CDPSession") -> dict[str, float]:
    found = session.send("Performance.getMetrics")["metrics"]
    return {
        each["name"]: each["value"] for each in found if each["name"] in {"JSHeapUsedSize", "Nodes"}
    }
