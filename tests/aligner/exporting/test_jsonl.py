"""The objects: a line each, with texts, positions and confidence."""

import io
import json
from dataclasses import asdict

from hypothesis import given

from aligner.exporting.jsonl import write_jsonl
from aligner.records import NO_METADATA
from tests.aligner.exporting.samples import alignments, make_article, make_pair, make_reviewed
from tmx import __version__


def write(alignment):
    stream = io.BytesIO()
    write_jsonl(stream, [alignment])
    return stream.getvalue().decode()


def read_beads(text):
    objects = [json.loads(line) for line in text.splitlines()]
    return [each for each in objects if each["kind"] == "bead"]


def test_first_line_tells_of_the_alignment():
    article = make_article()
    first = json.loads(write(article).splitlines()[0])
    assert first["kind"] == "alignment"
    assert (first["version"], first["signature"]) == (__version__, article.signature)
    assert first["settings"] == json.loads(json.dumps(asdict(article.settings)))
    assert (first["notes"], first["beads"]) == (list(article.notes), 6)
    assert first["source"] == {
        "language": "zh-Hant-HK",
        "name": "文章.txt",
        "encoding": "big5hkscs",
        "metadata": asdict(NO_METADATA),
        "paragraphs": 3,
        "segments": 6,
    }


def test_what_a_person_changed():
    beads = read_beads(write(make_reviewed()))
    assert [bead["accepted"] for bead in beads] == [False, False, False, True, False, False]
    half = beads[0]["target"]
    assert (half["text"], half["segments"][0]["text"]) == ("Since the truce", "After the ceasefire")
    assert half["segments"][0]["edited"] == "Since the truce"


def test_bead():
    bead = read_beads(write(make_article()))[2]
    assert {key: bead[key] for key in ("number", "type", "confidence")} == {
        "number": 2,
        "type": "2-2",
        "confidence": 0.8349,
    }
    assert bead["source"]["text"] == "「𠀀」說：\t價格是1,234.5元；沒有人反對。"
    assert bead["target"]["segments"][1] == {
        "number": 3,
        "paragraph": 1,
        "start": 62,
        "line": 3,
        "kind": "body",
        "damaged": False,
        "text": "nobody objected.",
        "edited": None,
    }


def test_null_beads_have_an_empty_side():
    nulls = [bead for bead in read_beads(write(make_article())) if bead["type"] == "0-1"]
    assert [bead["source"] for bead in nulls] == [
        {"language": "zh-Hant-HK", "text": "", "segments": []}
    ]


def test_characters_are_not_escaped_but_line_ends_are():
    text = write(make_pair("停火𠀀", "a\u2028b\u2029c\x85d\ne\x0b"))
    assert "停火𠀀" in text
    assert len(text.splitlines()) == 2
    assert read_beads(text)[0]["target"]["text"] == "a\u2028b\u2029c\x85d\ne\x0b"


def test_lone_surrogate_is_escaped():
    text = write(make_pair("停\ud800火", "A"))
    assert "停\\ud800火" in text
    assert read_beads(text)[0]["source"]["text"] == "停\ud800火"


@given(alignments())
def test_any_alignment_survives(alignment):
    found = read_beads(write(alignment))
    assert len(found) == len(alignment.beads)
    for bead, each in zip(alignment.beads, found, strict=True):
        assert (bead.type, bead.confidence) == (each["type"], each["confidence"])
        for side, numbers in (("source", bead.source), ("target", bead.target)):
            segments = each[side]["segments"]
            assert tuple(segment["number"] for segment in segments) == numbers
            texts = [getattr(alignment, side).segments[number].text for number in numbers]
            assert [_join(segment["text"]) for segment in segments] == [_join(t) for t in texts]


def _join(text):
    """Join two surrogates side by side, as every reader of JSON does."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
