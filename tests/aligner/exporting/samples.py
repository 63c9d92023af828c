"""Alignments made by hand, and a strategy for alignments of any text."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from aligner.records import (
    Alignment,
    Bead,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Segment,
    Side,
    mark_damage,
)
from aligner.settings import Settings

MOMENT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


def make_side(language, name, *paragraphs, encoding="utf-8"):
    """Make a side of paragraphs given as lists of segments, headings as texts."""
    made, segments = [], []
    for index, pieces in enumerate(paragraphs):
        kind = Kind.HEADING if isinstance(pieces, str) else Kind.BODY
        start = 0
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            text = piece.strip(" ")
            offset = start + len(piece) - len(piece.lstrip(" "))
            segments.append(Segment(text, index, offset, kind))
            start += len(piece)
        made.append(Paragraph("".join(pieces), 2 * index + 1, kind))
    return Side(Document(tuple(made), language, name, encoding), tuple(segments))


def make_pair(source, target, *, confidence=0.9, languages=("zh-HK", "en-GB")):
    """Make an alignment of one segment a side."""
    sides = (
        Side(Document((Paragraph(text),), language, "a.txt"), (Segment(text, 0),))
        for language, text in zip(languages, (source, target), strict=True)
    )
    return Alignment(*sides, (Bead((0,), (0,), confidence),))


def make_article():
    """Make an alignment with nulls, a doubtful bead, several segments a bead and odd characters."""
    source = make_side(
        "zh-Hant-HK",
        "文章.txt",
        "停火之後",
        ["停火已經開始。", "「𠀀」說：\t價格是1,234.5元；", "沒有人反對。"],
        ["=1+1", "只有中文的一句。"],
        encoding="big5hkscs",
    )
    target = make_side(
        "en-GB",
        "article.txt",
        "After the ceasefire",
        [
            "The ceasefire has begun.",
            " “𠀀” said: the price\nis 1,234.5 yuan;",
            " nobody objected.",
        ],
        ["=1+1", "By our correspondent"],
    )
    beads = (
        Bead((0,), (0,), 0.9962),
        Bead((1,), (1,), 0.97),
        Bead((2, 3), (2, 3), 0.8349),
        Bead((4,), (4,), 0.41),
        Bead((5,), (), 0.88),
        Bead((), (5,), 0.5),
    )
    settings = Settings(source_language="zh-Hant-HK", min_confidence=0.6)
    notes = ("文章.txt was read as big5hkscs (detected)",)
    return Alignment(source, target, beads, settings, "encoder/1", "weights/1", notes)


_ODD = [
    "",
    "𠀀",
    "\x00",
    "a\x00b",
    "\x0b\x1f",
    "\t\"'\r\n",
    "\u2028\x85",
    "=1+1",
    "𠮷野家 Ａ",
    "\ud800",
]
TEXTS = st.sampled_from(_ODD) | st.text(st.characters(exclude_categories=()), max_size=12)


@st.composite
def _sides(draw):
    rows = draw(st.lists(st.lists(TEXTS, max_size=3), max_size=4))
    paragraphs, segments = [], []
    for index, pieces in enumerate(rows):
        kind = draw(st.sampled_from(Kind))
        starts = [sum(map(len, pieces[:number])) for number in range(len(pieces))]
        segments += [Segment(*row, kind) for row in zip(pieces, [index] * 9, starts, strict=False)]
        paragraphs.append(draw(_paragraphs("".join(pieces), kind)))
    language = draw(st.sampled_from(["zh-HK", "zh-Hans", "en-GB", "und"]))
    metadata = draw(st.builds(Metadata, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))
    names = draw(TEXTS), draw(TEXTS)
    document = Document(tuple(paragraphs), language, *names, metadata, draw(st.booleans()))
    marked = (mark_damage(segment, paragraphs[segment.paragraph]) for segment in segments)
    edits = st.none() | st.none() | TEXTS
    return Side(document, tuple(replace(segment, edit=draw(edits)) for segment in marked))


@st.composite
def _paragraphs(draw, text, kind):
    damage = ()
    if text and draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        damage = ((start, draw(st.integers(start + 1, len(text)))),)
    language = draw(st.sampled_from(["", "zh-TW"]))
    row = draw(st.none() | st.integers(0, 9))
    return Paragraph(text, draw(st.integers(1, 10**6)), kind, language, row, damage)


@st.composite
def alignments(draw):
    """Draw alignments of any text; members of a bead need not follow each other."""
    source, target = draw(_sides()), draw(_sides())
    places = [(0, number) for number in range(len(source.segments))]
    places += [(1, number) for number in range(len(target.segments))]
    groups = {}
    for side, number in places:
        bead = groups.setdefault(draw(st.integers(0, len(places))), ([], []))
        bead[side].append(number)
    beads = tuple(
        Bead(tuple(sources), tuple(targets), draw(st.floats(0, 1)), draw(st.booleans()))
        for sources, targets in groups.values()
    )
    languages = st.none() | st.sampled_from(["zh-HK", "en-GB"])
    settings = Settings(
        draw(languages), draw(languages), draw(st.none() | TEXTS), draw(st.booleans()),
        keep=draw(st.lists(TEXTS, max_size=2)), min_confidence=draw(st.floats(0, 1)),
        terms=draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2)),
    )  # fmt: skip
    notes = tuple(draw(st.lists(TEXTS, max_size=2)))
    return Alignment(source, target, beads, settings, draw(TEXTS), draw(TEXTS), notes)


def make_reviewed():
    """Make the article after a review: the doubtful bead accepted, a text of the first edited."""
    article = make_article()
    beads = list(article.beads)
    beads[3] = replace(beads[3], is_accepted=True)
    segments = list(article.target.segments)
    segments[0] = replace(segments[0], edit="Since the truce")
    target = replace(article.target, segments=tuple(segments))
    return replace(article, target=target, beads=tuple(beads))


def with_names(alignment, source, target):
    """Return the alignment with other file names."""
    sides = {}
    for field, name in (("source", source), ("target", target)):
        side = getattr(alignment, field)
        sides[field] = replace(side, document=replace(side.document, name=name))
    return replace(alignment, **sides)
