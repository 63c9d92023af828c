"""The review page in a real browser: servers to open it from, and what it shows."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
import uvicorn

from aligner.exporting import dump_alignment, load_alignment
from aligner.records import Alignment, Bead, Document, Paragraph, Segment, Side
from aligner.review.app import make_app
from aligner.review.desk import Desk
from aligner.review.serving import HOST, _bind
from aligner.review.session import ReviewSession
from tests.aligner.review.desk_kit import FakeJudge

REQUIRED = os.environ.get("DUIZHAO_REQUIRE_BROWSER") == "1"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-quic")
_PATIENCE = 30_000

TEXTS = (
    [
        "船长看见灯塔。",
        "风暴在12月来了。",
        "港口有30个孩子。",
        "他们等信。",
        "冬天很长。",
        "面包和盐。",
        "她唱歌。",
        "天亮了。",
        "我们回家。",
    ],
    [
        "The captain saw the lighthouse.",
        "The storm came in December.",
        "There were 40 children in the harbour.",
        "They waited for letters.",
        "Bread and salt.",
        "She sang.",
        "And she danced.",
        "Day broke.",
        "We went home.",
    ],
)
BEADS = (
    Bead((0,), (0,), 0.99),
    Bead((1,), (1,), 0.95),
    Bead((2,), (2,), 0.97),
    Bead((3,), (3,), 0.92),
    Bead((4,), (), 0.8),
    Bead((5,), (4,), 0.4),
    Bead((6,), (5, 6), 0.75),
    Bead((7,), (7,), 0.99),
    Bead((8,), (8,), 0.99),
)


def skip_without(value, what):
    """Skip a test that needs something, unless it has to be there."""
    if value:
        return value
    if REQUIRED:
        pytest.fail(f"{what} is not there, and DUIZHAO_REQUIRE_BROWSER is set")
    return pytest.skip(f"{what} is not there")


def make_side(texts, language, name=None):
    paragraphs = tuple(Paragraph(text, line) for line, text in enumerate(texts, start=1))
    segments = tuple(Segment(text, number) for number, text in enumerate(texts))
    return Side(Document(paragraphs, language, name or f"story.{language}.txt"), segments)


def make_alignment(beads=BEADS, texts=TEXTS, languages=("zh-CN", "en-GB"), names=(None, None)):
    sides = (make_side(*each) for each in zip(texts, languages, names, strict=True))
    return Alignment(*sides, tuple(beads))


def make_long(count):
    """Make an alignment of rows one to one, of which each seventh is doubtful."""
    texts = (
        [f"第{n}号灯塔的船长带着孩子们离开港口。" for n in range(count)],
        [f"The captain of lighthouse {n} left the harbour with the boys." for n in range(count)],
    )
    beads = (Bead((n,), (n,), 0.4 if n % 7 == 3 else 0.97) for n in range(count))
    return make_alignment(tuple(beads), texts)


@contextmanager
def serve_here(path, alignment=None, judge=None, **options):
    """Serve a file from a thread of this process; yield the address."""
    if not path.exists():
        dump_alignment(path, alignment or make_alignment())
    judge = judge or FakeJudge()
    with ReviewSession.open(path, rater=judge.rate_rows) as session, _bind(0) as listener:
        listener.listen()
        port = listener.getsockname()[1]
        app = make_app(Desk(session, judge, **options), "token", [f"{HOST}:{port}"])
        with _running(app, listener):
            yield f"http://{HOST}:{port}/token/"


@contextmanager
def _running(app, listener):
    config = uvicorn.Config(app, log_level="warning", lifespan="off", ws="none")
    server, loop = uvicorn.Server(config), asyncio.new_event_loop()
    thread = Thread(target=loop.run_until_complete, args=(server.serve([listener]),))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(app.events.close)
        server.should_exit = True
        thread.join()
        loop.close()


class Process:
    """`duizhao review` in a process of its own."""

    def __init__(self, *arguments):
        command = [sys.executable, "-m", "aligner", "review", *map(str, arguments)]
        self._process = subprocess.Popen(
            [*command, "--no-browser", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            cwd=Path(__file__).parents[2],
        )
        self.address = self._process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]+/", self.address)

    def kill(self):
        self._process.kill()
        self._process.wait(10)
        self._process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


class Sheet:
    """The page as a translator sees and uses it.

    Args:
        page: of playwright.
        path: the file that it shows.
    """

    def __init__(self, page, path, address, language="en"):
        self.page, self.path = page, path
        self.faults = []
        page.set_default_timeout(_PATIENCE)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)
        page.goto(f"{address}?ui={language}")
        page.wait_for_selector(".row.row, #nothing:not([hidden])", state="attached")

    def _note(self, message):
        # What the server refuses the browser tells too; tests look at it on the page.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(message.text)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.rest()

    def rest(self):
        """Wait until the page has nothing under way."""
        self.page.wait_for_selector('#grid[data-busy="0"]', state="attached")

    def choose(self, name):
        """Choose which rows are shown, by the name of the filter; wait until they are."""
        self.page.select_option("#filter", name)
        self.rest()

    def click(self, action):
        self.page.click(f'[data-action="{action}"]')
        self.rest()

    def go(self, place, side="source", chip=None):
        """Click a segment, or the cell where none is named."""
        cell = self.page.locator(f'.row[data-place="{place}"] .cell.{side}')
        chips = cell.locator(".chip")
        target = chips.nth(chip) if chip is not None else cell
        target.click(position={"x": 4, "y": 6})
        self.rest()

    def walk(self, place, side="source"):
        """Go to a row by keys alone."""
        self.press("Home", *["ArrowDown"] * place)
        self.press("ArrowRight" if side == "target" else "ArrowLeft")

    @property
    def version(self):
        return int(self.page.get_attribute("#saved", "data-version"))

    def text(self, selector):
        return self.page.text_content(selector).strip()

    def read(self):
        """Return what each row shows: source texts, target texts, accepted, marked."""
        return [
            (tuple(source), tuple(target), accepted, marked)
            for source, target, accepted, marked in self.page.evaluate(
                """[...document.querySelectorAll("#grid .row")].map((row) => [
                  ...["source", "target"].map((side) =>
                    [...row.querySelectorAll(`.${side} .chip`)].map((chip) => chip.dataset.text)),
                  row.classList.contains("accepted"), row.innerText.includes("⚑")])"""
            )
        ]

    def active(self):
        """Return the place of the active row and its side."""
        row = self.page.locator('.row[aria-selected="true"]').first
        side = row.locator(".cell.is-active").get_attribute("data-side")
        return int(row.get_attribute("data-place")), side

    def check(self):
        """Compare page and file, and that the page had no fault."""
        self.rest()
        assert self.faults == []
        assert [row[:3] for row in self.read()] == read_file(self.path)
        places = self.page.eval_on_selector_all(
            "#grid .row",
            """rows => rows.map((row, n) => [row.dataset.place, row.ariaRowIndex,
              row.querySelector(".number").textContent].join() ===
              [n, n + 2, n + 1].join()).every(Boolean)""",
        )
        assert places
        rows = self.page.get_attribute("#grid", "aria-rowcount")
        assert int(rows) == len(self.read()) + 1


def read_file(path):
    """Return what each row of a file holds: source texts, target texts, accepted."""
    alignment = load_alignment(path)
    sides = [
        [segment.current for segment in side.segments]
        for side in (alignment.source, alignment.target)
    ]
    return [
        (
            tuple(sides[0][n] for n in bead.source),
            tuple(sides[1][n] for n in bead.target),
            bead.is_accepted,
        )
        for bead in alignment.beads
    ]


def wait_until(is_true, seconds=20):
    """Wait until a condition holds."""
    end = monotonic() + seconds
    while not is_true():
        assert monotonic() < end, "it did not come true"
        sleep(0.02)
