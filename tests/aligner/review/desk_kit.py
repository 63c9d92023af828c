"""A small alignment on a desk, with a judge that loads no model."""

from contextlib import contextmanager

from aligner.exporting import dump_alignment
from aligner.records import Alignment, Bead, Document, Paragraph, Segment, Side
from aligner.review.desk import Desk
from aligner.review.dividing import choose_by_length
from aligner.review.session import ReviewSession

TOKEN = "token"
HOST = "127.0.0.1:8000"
ORIGIN = {"Origin": f"http://{HOST}", "Host": HOST}

TEXTS = (
    [
        "船长看见灯塔。",
        "风暴在12月来了。",
        "港口有30个孩子。他们等信。",
        "冬天很长。",
        "<b>面包</b>",
    ],
    [
        "The captain saw the lighthouse.",
        "The storm came in December.",
        "There were 40 children in the harbour.",
        "They waited for letters.",
        "Bread & <script>alert(1)</script>",
    ],
)
BEADS = (
    Bead((0,), (0,), 0.99),
    Bead((1,), (1,), 0.95),
    Bead((2,), (2, 3), 0.9),
    Bead((3,), (), 0.8),
    Bead((4,), (4,), 0.4),
)


class FakeJudge:
    """Answers without a model: each pair is as likely as its sides are of the same number."""

    choose_split = staticmethod(choose_by_length)

    def __init__(self):
        self.ahead = []

    def read_ahead(self, state, places):
        self.ahead.append(list(places))

    def rate_rows(self, state, rows):
        return [0.8 if len(row.source) == len(row.target) else 0.3 for row in rows]

    def find_groups(self, stretch):
        count = max(map(len, stretch.names))
        sides = [[(name,) for name in names] + [()] * count for names in stretch.names]
        return [((sides[0][n], sides[1][n]), 0.75) for n in range(count)]


def make_side(texts, language):
    paragraphs = tuple(Paragraph(text, line) for line, text in enumerate(texts, start=1))
    segments = tuple(Segment(text, number) for number, text in enumerate(texts))
    return Side(Document(paragraphs, language, f"story.{language}.txt"), segments)


def make_alignment(beads=BEADS, texts=TEXTS):
    return Alignment(make_side(texts[0], "zh-CN"), make_side(texts[1], "en-GB"), beads)


@contextmanager
def open_desk(folder, alignment=None, judge=None, **options):
    """Put an alignment on a desk."""
    path = folder / "story.duizhao"
    if not path.exists():
        dump_alignment(path, alignment or make_alignment())
    judge = judge or FakeJudge()
    with ReviewSession.open(path, rater=judge.rate_rows) as session:
        yield Desk(session, judge, **options)
