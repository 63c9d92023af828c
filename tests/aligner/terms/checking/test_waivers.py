"""Waivers: what they name, and how they are read and written."""

import pytest

from aligner.errors import AlignerError
from aligner.terms.checking.checker import TermChecker
from aligner.terms.checking.records import CheckedUnit
from aligner.terms.checking.waivers import HEAD, make_waivers, read_waivers
from tmx.glossary.records import Concept, Glossary, Term

GLOSSARY = Glossary((Concept((Term("zh", "停火"), Term("en", "ceasefire")), id="c7"),))
UNIT = CheckedUnit("unit 3 (tuid a9)", "停火。", "A truce.", ("zh-CN", "en-GB"), ("unit 3", "a9"))


def check(lines, unit=UNIT):
    waivers = read_waivers(lines, name="w.tsv")
    return TermChecker(GLOSSARY, waivers).check([unit])


@pytest.mark.parametrize("unit", [UNIT.fingerprint, "unit 3", "a9", "unit 3 (tuid a9)", "*"])
@pytest.mark.parametrize("concept", ["停火 = ceasefire", "c7", "停火", "*"])
@pytest.mark.parametrize("kind", ["missing", "*", None])
def test_a_waiver_covers_a_finding(unit, concept, kind):
    report = check(["\t".join(filter(None, [unit, concept, kind]))])
    assert (report.findings, report.waived, report.missing, report.unused) == ((), 1, 0, ())


@pytest.mark.parametrize("line", ["a8\t停火", "a9\tNATO", "a9\t停火\tdeprecated"])
def test_a_waiver_covers_nothing_else(line):
    report = check([line])
    assert (len(report.findings), report.waived, len(report.unused)) == (1, 0, 1)


def test_what_is_written_covers_what_was_found():
    lines = list(make_waivers(check([]).findings))
    assert check([HEAD, "", *lines]).findings == ()
    moved = CheckedUnit("unit 9", "停火 。", "a truce", ("zh-CN", "en-GB"))
    assert check(lines, moved).findings == ()
    changed = CheckedUnit("unit 3", "停火。", "Two truces.", ("zh-CN", "en-GB"))
    assert len(check(lines, changed).findings) == 1


@pytest.mark.parametrize("line", ["a9", "a9\t", "\t停火", "a9\t停火\twrong"])
def test_a_line_that_says_nothing_is_refused(line):
    with pytest.raises(AlignerError, match=r"^w\.tsv, line 2: "):
        read_waivers(["# head", line], name="w.tsv")
