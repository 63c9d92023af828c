"""The kit before the check: verdicts are those of the DTD, and each fault is found on its line."""

import io
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.timing import time_work
from tests.tmx.kit import build, load_kit, save
from tmx import TmxError
from tmx.checking import Severity, check_file, check_tmx

GOOD = [c for c in load_kit("tools", "spec", "encodings") if c.get("self_check", True)]
BAD = load_kit("syntax", "content", "bytes")
SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
UNLIKE_LIBXML2 = {
    # Spellings, and characters of a maker's extension, that libxml2 does not take.
    "shift-jis-nec", "euc-kr-extended", "gb2312-extended", "big5-extended", "utf-32-le",
    "utf-32-be", "utf-16-be-undeclared", "utf-16le-named", "windows-1255", "windows-31j",
}  # fmt: skip


def params(cases):
    return pytest.mark.parametrize("case", cases, ids=[f"{c['kit']}-{c['label']}" for c in cases])


def is_usual(case):
    return case["label"] not in UNLIKE_LIBXML2 and not case["label"].startswith("spelling-")


def check(case):
    return check_tmx(io.BytesIO(build(case)))


def judge(case):
    """What lxml and the DTD say: well-formed and valid?"""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(build(case), parser)
    except (etree.XMLSyntaxError, LookupError):
        return False
    return load_grammar().validate(root)


@cache
def load_grammar():
    with (SCHEMAS / "tmx14.dtd").open("rb") as stream:
        return etree.DTD(stream)


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the grammars are not part of the project")
@params([c for c in GOOD + BAD if is_usual(c) and c.get("self_check", True) and "error" not in c])
def test_the_verdict_is_that_of_the_dtd(case):
    assert check(case).is_valid == judge(case)


@params([c for c in GOOD if c.get("valid", True) and is_usual(c)])
def test_good_files_are_valid(case):
    report = check(case)
    assert (report.is_well_formed, report.is_valid, report.units) == (
        True,
        True,
        len(case["units"]),
    )


@params([c for c in BAD if any(len(loss) > 2 for loss in c["losses"])])
def test_faults_are_found_on_their_lines(case):
    lines = {place.line for finding in check(case).findings for place in finding.places}
    for _, _, *wanted in case["losses"]:
        assert not wanted or lines & set(wanted[0])


@params([c for c in BAD if c["losses"]])
def test_every_fault_is_worth_a_finding(case):
    severities = {finding.rule.severity for finding in check(case).findings}
    assert severities & {Severity.ERROR, Severity.WARNING}


@params([c for c in BAD if "error" in c or not c.get("well_formed")])
def test_broken_files_are_judged_too(case):
    """No file is too broken for a verdict in one line."""
    try:
        report = check(case)
    except TmxError as error:
        assert "error" in case
        assert "\n" not in str(error)
    else:
        assert not report.is_valid or case["kit"] == "bytes"


@params(load_kit("packed"))
def test_packed_files_are_unpacked(case, tmp_path):
    assert check_file(save(case, tmp_path)).units == len(case["units"])


SOON = {"deep-marks", "many-ampersands", "many-attributes", "many-open-units", "many-reasons"}


@params([c for c in load_kit("hostile") if c["label"] in SOON])
def test_hostile_files_are_judged_soon(case):
    report, spent = time_work(lambda: check(case))
    assert report.findings
    assert spent < 5
