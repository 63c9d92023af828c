import csv
import io
import json
from datetime import UTC, datetime

from tmx.memory.concordance.hits import COLUMNS, describe_hits, write_json, write_tsv
from tmx.memory.records import Concordance, Hit, Side, Span, Status, StoredUnit
from tmx.records import TranslationUnit, Variant


def make_hit(source, target, spans, counterpart=()):
    unit = TranslationUnit((Variant("en", target), Variant("zh-TW", source)))
    stored = StoredUnit(
        *(7, unit, Side.SECOND, 3, "=cmd.docx", None, datetime(2026, 5, 1, tzinfo=UTC), 0.5),
        *(Status.ALIGNED, "a.tmx"),
    )
    return Hit(stored, Side.FIRST, spans, counterpart, others=2, forms=("軟體",))


FOUND = Concordance(
    "软件",
    ("软件", "軟體"),
    (
        make_hit("電腦軟體\t軟體", "- software\n", (Span(2, 4), Span(5, 7)), (Span(2, 10),)),
        make_hit("𠀀軟體\ud800", '"Software"', (Span(1, 3),)),
    ),
    9,
    False,
)


def read_table(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter="\t"))


def test_a_table_holds_texts_and_what_was_found():
    stream = io.BytesIO()
    write_tsv(stream, [FOUND, FOUND])
    first, second, *_ = rows = read_table(stream.getvalue())
    assert len(rows) == 4
    assert tuple(first) == COLUMNS
    assert (first["found"], first["counterpart"]) == ("軟體 | 軟體", "software")
    assert (first["source"], first["target"]) == ("電腦軟體\t軟體", "'- software\n")
    assert (first["source_language"], first["target_language"]) == ("zh-TW", "en")
    assert (first["changed"], first["status"], first["others"]) == (
        *("2026-05-01T00:00:00Z", "aligned"),
        "2",
    )
    assert (second["source"], second["counterpart"], second["author"]) == ("𠀀軟體\ufffd", "", "")


def test_no_cell_is_a_formula():
    stream = io.BytesIO()
    write_tsv(stream, [FOUND])
    cells = [cell for row in read_table(stream.getvalue()) for cell in row.values()]
    assert "'=cmd.docx" in cells
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]


def test_json_holds_all_of_it():
    stream = io.BytesIO()
    write_json(stream, [FOUND])
    described = json.loads(stream.getvalue())
    assert described == describe_hits([FOUND])
    (search,) = described["searches"]
    assert (search["total"], search["is_total_exact"]) == (9, False)
    hit = search["hits"][0]
    assert hit["source"]["spans"] == [{"start": 2, "stop": 4}, {"start": 5, "stop": 7}]
    assert hit["target"]["found"] == ["software"]
    assert (hit["unit"], hit["forms"], hit["confidence"]) == (7, ["軟體"], 0.5)
