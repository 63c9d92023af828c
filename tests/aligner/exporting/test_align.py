"""Numbers alone: written as gold files are, and read leniently."""

import io
from pathlib import Path

import pytest
from hypothesis import given

from aligner.errors import AlignerError
from aligner.exporting import load_align, read_align
from aligner.exporting.align import order_beads, write_align
from aligner.records import Bead
from tests.aligner.exporting.samples import alignments, make_article

CORPORA = Path(__file__).parents[4] / "shared" / "corpora"

LONG = f"[{'1' * 5000}]:[0]"


def write(alignment):
    stream = io.BytesIO()
    write_align(stream, alignment)
    return stream.getvalue()


def read(text):
    return [(bead.source, bead.target) for bead in read_align(io.BytesIO(text.encode()))]


def test_exact_bytes():
    assert write(make_article()) == (b"[0]:[0]\n[1]:[1]\n[2, 3]:[2, 3]\n[4]:[4]\n[5]:[]\n[]:[5]\n")


@given(alignments())
def test_what_is_written_is_read_back(alignment):
    found = read_align(io.BytesIO(write(alignment)))
    ordered = order_beads(alignment.beads)
    assert [(bead.source, bead.target) for bead in found] == [
        (bead.source, bead.target) for bead in ordered
    ]


def test_order_is_that_of_the_text():
    beads = [Bead((), (0,)), Bead((3,), (1,)), Bead((), (2,)), Bead((0, 2), (3,)), Bead((1,), ())]
    assert order_beads(beads) == (beads[0], beads[3], beads[4], beads[1], beads[2])
    assert order_beads([]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n[0]:[0]\n\n", [((0,), (0,))]),
        ("[0,1]:[0]\r\n[2]:[1, 2]", [((0, 1), (0,)), ((2,), (1, 2))]),
        ("\ufeff[]:[51]\n[ 3 ] : [ ]\n", [((), (51,)), ((3,), ())]),
        ("[227, 218]:[198]\n", [((218, 227), (198,))]),
        ("[0]:[0, 1]:0.123456\n[]:[2]:-1e-05\n", [((0,), (0, 1)), ((), (2,))]),
    ],
)
def test_forms_that_are_read(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "[0]",
        "[0]:[1",
        "0:1",
        "[a]:[1]",
        "[0]:[1]:x",
        "[-1]:[0]",
        "[0 1]:[2]",
        "[,]:[]",
        "[²]:[]",
        LONG,
    ],
)
def test_lines_that_are_refused(line):
    with pytest.raises(AlignerError, match=r"^line 2: “.{1,40}” is no bead: write"):
        read(f"[0]:[0]\n{line}\n")


def test_errors_name_the_file(tmp_path):
    path = tmp_path / "a.align"
    with pytest.raises(AlignerError, match=r"a\.align: cannot be read \(No such file"):
        load_align(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AlignerError, match=r"a\.align: line 1: .* is no bead"):
        load_align(path)


def test_gold_files_are_read():
    if not CORPORA.exists():
        pytest.skip("no ../shared/corpora")
    for path in sorted(CORPORA.glob("*/gold/*.align")):
        lines = path.read_text(encoding="utf-8").splitlines()
        beads = load_align(path)
        compact = [line.replace(" ", "") for line in lines]
        written = [f"{list(b.source)}:{list(b.target)}".replace(" ", "") for b in beads]
        differing = [a for a, b in zip(compact, written, strict=True) if a != b]
        assert differing in ([], ["[227,218]:[198]"])
