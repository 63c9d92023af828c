"""Files as CAT tools write them, and files that are broken: what is read of each, and what is said.

The cases stand in tests/cases/tmx; `tests.tmx.kit` builds them. What they expect is what a careful
person would: nothing lost that can be kept, nothing invented, all else said with its line.
"""

import io
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.tmx.kit import (
    build,
    describe,
    describe_header,
    expected_header,
    expected_units,
    find_difference,
    find_loss_faults,
    first_lines,
    fits,
    load_kit,
    make_text,
    save,
    sort_variants,
)
from tmx import TmxError, load_tmx, read_tmx, write_tmx
from tmx.reading import TmxFile

GOOD = load_kit("tools", "spec", "encodings", "packed")
BAD = load_kit("syntax", "content", "bytes")
HOSTILE = load_kit("hostile")
SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
NATIVE = {"bpt", "ept", "it", "ph", "ut"}


def params(cases):
    return pytest.mark.parametrize("case", cases, ids=[f"{c['kit']}-{c['label']}" for c in cases])


def is_plain(case):
    return "pack" not in case and "name" not in case


class Drops(io.RawIOBase):
    """A stream that gives a few bytes at each read, as a pipe may."""

    def __init__(self, data, size):
        self._data, self._size, self._place = data, size, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        piece = self._data[self._place : self._place + min(self._size, len(buffer))]
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)


def open_case(case, stream):
    detect = (lambda sample: case["detect"]) if "detect" in case else None
    return read_tmx(stream, encoding=case.get("stated"), detect=detect)


def read_case(case):
    reader = open_case(case, io.BytesIO(build(case)))
    units = list(reader)
    return reader, units


def check_case(case, header, units, report):
    wanted = expected_header(case)
    assert fits(wanted, describe_header(header)), describe_header(header)
    found = [describe(unit, header) for unit in units]
    expected = expected_units(case, header)
    if case.get("any_order"):
        found, expected = sort_variants(found), sort_variants(expected)
    assert find_difference(expected, found) == ""
    assert find_loss_faults(case, report.losses) == []
    assert report.units == len(units)
    check_truncation(case, report)


def check_truncation(case, report):
    if case.get("truncation_or_loss"):
        assert report.truncation or report.losses
    elif "truncation" in case:
        assert report.truncation
        assert "\n" not in report.truncation
    else:
        assert report.truncation is None


@params([case for case in GOOD if is_plain(case)] + BAD)
def test_reading(case):
    if "error" in case or "error_or_loss" in case:
        return check_error(case)
    reader, units = read_case(case)
    return check_case(case, reader.header, units, reader.report)


def check_error(case):
    try:
        reader, units = read_case(case)
    except TmxError as error:
        assert fits_error(case.get("error", "*"), str(error))
        return
    assert case.get("error", "*") == "*", f"no error, but {units} and {reader.report}"
    assert "[" not in "".join(v.text for u in units for v in u.variants).replace("[&a;]", "")
    assert reader.report.losses or case.get("error") == "*"


def fits_error(pattern, message):
    lines = message.splitlines()
    return len(lines) == 1 and (pattern == "*" or any(p in message for p in pattern.split("|")))


@params([case for case in GOOD + BAD if is_plain(case)])
def test_reading_in_drops(case):
    """A few bytes at a time give what the whole gives: every boundary falls somewhere."""
    assert try_drops(case, 1) == try_drops(case, 7) == try_drops(case, 1 << 20)


def try_drops(case, size):
    try:
        reader = open_case(case, Drops(build(case), size))
        found = [(unit, reader.line) for unit in reader]
    except TmxError as error:
        return str(error)
    return reader.header, found, reader.report


@params([case for case in GOOD if is_plain(case)])
def test_lines_of_units(case):
    reader = open_case(case, io.BytesIO(build(case)))
    assert [reader.line for _ in reader] == first_lines(make_text(case))


@params(GOOD)
def test_reading_files(case, tmp_path):
    path = save(case, tmp_path)
    found = load_tmx(path)
    check_case(case, found.header, found.units, found.report)
    file = TmxFile(path)
    assert tuple(file) == tuple(file) == found.units
    assert (file.header, file.report) == (found.header, found.report)


@params([case for case in GOOD if is_plain(case) and case.get("rewrite", True)])
def test_writing_what_was_read(case):
    """What a tool wrote and we read comes back from our own file unit by unit, and is valid."""
    reader, units = read_case(case)
    stream = io.BytesIO()
    report = write_tmx(stream, units, reader.header)
    assert report.units == len(units)
    again = read_tmx(io.BytesIO(stream.getvalue()))
    found = list(again)
    assert (
        find_difference(
            sort_variants([describe(unit, reader.header) for unit in units]),
            sort_variants([describe(unit, again.header) for unit in found]),
        )
        == ""
    )
    assert fold(describe_header(again.header)) == fold(describe_header(reader.header))
    assert again.report.losses == ()
    check_schemas(stream.getvalue())


def fold(header):
    """The tag of the language of notes is no text: its case may change."""
    return {**header, "admin_language": header["admin_language"].lower()}


def check_schemas(data):
    if not SCHEMAS.exists():
        return
    root = etree.fromstring(data)
    for grammar in load_grammars():
        assert grammar.validate(root), grammar.error_log


@cache
def load_grammars():
    with (SCHEMAS / "tmx14.dtd").open("rb") as stream:
        dtd = etree.DTD(stream)
    return dtd, etree.XMLSchema(etree.parse(SCHEMAS / "tmx14.xsd"))


# --- the kit itself: judged by another parser ---


def parse_by_lxml(case):
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    return etree.fromstring(build(case), parser)


def text_by_lxml(element):
    pieces = [element.text or ""]
    for child in element:
        named = isinstance(child.tag, str)
        if named and child.tag not in NATIVE:
            pieces.append(text_by_lxml(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


UNKNOWN_TO_LXML = {
    "encodings-" + name
    for name in (
        "windows-874", "macintosh", "shift-jis-nec", "euc-kr-extended", "gb2312-extended",
        "big5-extended", "utf-32-le", "utf-32-be", "utf-16-be-undeclared", "utf-16le-named",
        "windows-1255", "windows-31j",
    )
}  # fmt: skip


@params([case for case in GOOD if is_plain(case) and case.get("self_check", True)])
def test_the_kit_is_good(case):
    """Another parser reads the same texts, so that the expectations are no echo of our reader."""
    name = f"{case['kit']}-{case['label']}"
    if name in UNKNOWN_TO_LXML or case["label"].startswith("spelling-"):
        pytest.skip("an encoding or a spelling that libxml2 does not know")
    root = parse_by_lxml(case)
    found = [[text_by_lxml(seg) for seg in tu.iter("seg") if seg.getparent().tag == "tuv"]
             for tu in root.iter("tu")]  # fmt: skip
    expected = [[v[1] for v in unit["variants"]] for unit in expected_units(case, None)]
    assert found == expected
    if SCHEMAS.exists():
        assert load_grammars()[0].validate(root) == case.get("valid", True)


@params([case for case in BAD + HOSTILE if case.get("self_check", True)])
def test_the_kit_is_bad(case):
    """Another parser finds the faults, so that no case expects a complaint of a sound file."""
    if case.get("well_formed"):
        root = parse_by_lxml(case)
        if SCHEMAS.exists():
            assert load_grammars()[0].validate(root) == case.get("valid", False)
    elif case["kit"] == "syntax":
        with pytest.raises(etree.XMLSyntaxError):
            parse_by_lxml(case)
