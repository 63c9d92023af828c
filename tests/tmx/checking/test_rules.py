"""One document for each rule: where it is broken is found, on its line."""

import gzip
import io
import zipfile

import pytest

from tests.tmx.checking.documents import RICH
from tmx import read_tmx
from tmx.checking import RULES, Severity, check_file, check_tmx

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"'
    ' adminlang="en" srclang="zh-CN" datatype="plaintext"/>'
)
ZH = '<tuv xml:lang="zh-CN"><seg>停火。</seg></tuv>'
EN = '<tuv xml:lang="en-US"><seg>A ceasefire.</seg></tuv>'
# Units stand on line 4 and below.
FILE = '<?xml version="1.0"?>\n<tmx version="1.4">{}\n<body>\n{}\n</body></tmx>\n'


def make(*units, header=HEADER):
    return FILE.format(header, "\n".join(units))


def unit(first=ZH, second=EN, attributes="", remarks=""):
    return f"<tu{attributes}>{remarks}{first}{second}</tu>"


def seg(content, tag="en-US"):
    return f'<tuv xml:lang="{tag}"><seg>{content}</seg></tuv>'


def lang(tag):
    return make(unit(second=seg("a", tag)))


def header(old, new):
    return make(unit(), header=HEADER.replace(old, new))


def packed(data, name="a.tmx"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


GOOD = make(unit())
NAMED = HEADER.replace("/>", '><ude name="a">{}</ude></header>')
DEEP = "<hi>" * 70 + "a" + "</hi>" * 70
BPT, EPT = '<bpt i="1"/>', '<ept i="1"/>'
WELL_FORMED = {
    "TMX010": ("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>" + GOOD.partition("\n")[2], 1),
    "TMX011": ("\ufeff" + GOOD, 1),
    "TMX012": (GOOD.encode("utf-16-le"), 1),
    "TMX013": (GOOD.replace('"1.0"', '"1.0" encoding="gbk"').encode("gbk"), 1),
    "TMX021": (gzip.compress(GOOD.encode()), None),
    "TMX022": (packed(GOOD), None),
    "TMX026": (GOOD.replace('"1.0"', '"1.1"'), 1),
    "TMX101": (make(unit(), "<foo/>"), 5),
    "TMX102": (make(unit(), ZH), 5),
    "TMX103": (make(unit(second=EN + "\n<note>a</note>")), 5),
    "TMX104": (make("<tu>\n</tu>"), 5),
    "TMX105": ('<tmx version="1.4">\n<body/></tmx>', 2),
    "TMX106": (make(unit(remarks="<prop>a</prop>")), 4),
    "TMX107": (make(unit(attributes=' foo="1"')), 4),
    "TMX108": (make(unit(second='<tuv xml:lang="en"><seg xml:space="preserve">a</seg></tuv>')), 4),
    "TMX109": (GOOD.replace('"1.4"', '"1.4" xmlns:a="urn:x"'), 2),
    "TMX110": (GOOD.replace('"1.4"', '"1.4b"'), 2),
    "TMX111": (GOOD.replace(' version="1.4"', ""), 2),
    "TMX112": (header("sentence", "section"), 2),
    "TMX113": (header("sentence", "sentence "), 2),
    "TMX114": (make(unit(), "\nx"), 6),
    "TMX115": (make(header=NAMED.format('<map unicode="#x1"> </map>')), 2),
    "TMX116": (make("<TU>" + ZH + EN + "</TU>"), 4),
    "TMX117": (GOOD.replace('"1.0"', '"1.0" standalone="yes"'), 3),
    "TMX201": (header('datatype="plaintext"', 'datatype=""'), 2),
    "TMX202": (header('"t"', '"OmegaT"'), 2),
    "TMX203": (header('"zh-CN"', '"*all*"'), 2),
    "TMX204": (header('adminlang="en"', 'adminlang="English"'), 2),
    "TMX205": (header("sentence", "paragraph"), 2),
    "TMX206": (make(header=NAMED.format('<map unicode="#x1" code="#x2"/>')), 2),
    "TMX207": (make(header=NAMED.format('<map unicode="1"/>')), 2),
    "TMX301": (make(unit(second=EN.replace("xml:lang", "lang"))), 4),
    "TMX302": (lang("Chinese"), 4),
    "TMX303": (lang("zh_TW"), 4),
    "TMX304": (lang("cmn"), 4),
    "TMX305": (lang("zh-Hant-HK"), 4),
    "TMX306": (lang("es-419"), 4),
    "TMX307": (lang("EN-US"), 4),
    "TMX308": (header('"zh-CN"', '"fr-FR"'), 4),
    "TMX309": (header('"zh-CN"', '"zh"'), 4),
    "TMX310": (make(unit(second=EN.replace("<tuv", '<tuv lang="en-US"'))), 4),
    "TMX311": (make(unit(second=EN.replace("<tuv", '<tuv lang="fr"'))), 4),
    "TMX312": (make(unit(second=EN + seg("A truce."))), 4),
    "TMX313": (make(unit(second="")), 4),
    "TMX314": (make(unit(second=EN + seg("a", "fr-FR"))), None),
    "TMX315": (make(unit(second=EN + seg("a", "zh-TW"))), None),
    "TMX316": (lang(""), 4),
    "TMX317": (lang("en"), 4),
    "TMX318": (make(unit(attributes=' srclang="Chinese"')), 4),
    "TMX319": (make(unit(seg("这们说的时间过去了", "zh-TW"))), 4),
    "TMX401": (make(unit(attributes=' tuid="1"'), unit(attributes=' tuid="1"')), 5),
    "TMX402": (make(unit(attributes=' tuid="a b"')), 4),
    "TMX403": (make(unit(attributes=' changedate="2024-02-29"')), 4),
    "TMX404": (make(unit(attributes=' changedate="20240231T000000Z"')), 4),
    "TMX405": (make(unit(attributes=' usagecount="often"')), 4),
    "TMX406": (make(unit(remarks='\n<prop type="x-ice">a</prop>')), 5),
    "TMX407": (make(unit(remarks='<prop type="mine">a</prop>')), 4),
    "TMX408": (make(unit(remarks='<prop type="">a</prop>')), 4),
    "TMX409": (make(unit(remarks="<note>a</note><note>b</note>")), 4),
    "TMX410": (make(unit(), unit()), 5),
    "TMX411": (make(unit(), unit(second=seg("A truce."))), 5),
    "TMX412": (make(), None),
    "TMX501": (make(unit(second="\n" + seg(" "))), 5),
    "TMX502": (make(unit(second=seg("a "))), 4),
    "TMX503": (make(unit(second=seg("a\nb"))), 4),
    "TMX504": (make(unit(second=seg("a" * 2001))), 4),
    "TMX505": (make(unit(second=seg("a" * 1_000_001))), 4),
    "TMX506": (make(unit(second=seg("a\ufffd"))), 4),
    "TMX507": (make(unit(second=seg("a\x92"))), 4),
    "TMX508": (make(unit(second=seg("a &amp;lt; b"))), 4),
    "TMX601": (make(unit(second=seg("a<ph/>"))), 4),
    "TMX602": (make(unit(second=seg("a\n<ut/>"))), 5),
    "TMX603": (make(unit(second=seg("a" + BPT))), 4),
    "TMX604": (make(unit(second=seg(BPT + "a" + EPT + BPT + "b" + EPT))), 4),
    "TMX605": (make(unit(second=seg('a<ph x="a"/>'))), 4),
    "TMX606": (make(unit(seg('甲<ph x="1"/>', "zh-CN"), seg('a<ph x="2"/>'))), 4),
    "TMX607": (make(unit(second=seg("a<ph/>"))), 4),
    "TMX608": (make(unit(second=seg('a<ph assoc="q"/>'))), 4),
    "TMX609": (make(unit(second=seg(DEEP))), 4),
}
BROKEN = {
    "TMX001": (make(unit(attributes=" a=b")), 4),
    "TMX002": (GOOD[:-20], 4),
    "TMX003": (make(unit(), unit(second=seg("a\x0bb"))), 5),
    "TMX004": (GOOD.replace('"1.0"', '"1.0" encoding="utf-8"').encode("gbk"), 4),
    "TMX005": (GOOD.encode("gbk"), 4),
    "TMX008": (make(unit(second=seg("a&nbsp;b"))), 4),
    "TMX014": ("x" + GOOD, 1),
    "TMX015": (GOOD + "x", 6),
    "TMX016": (make(unit(second=seg("R & D"))), 4),
    "TMX017": (make("<tu></tuv></tu>"), 4),
    "TMX018": (make(unit(attributes=' tuid="1" tuid="1"')), 4),
    "TMX019": (b"hello", 1),
    "TMX020": (gzip.compress(GOOD.encode())[:-30], None),
}
ODD = {
    "TMX006": (GOOD.replace('"1.0"', '"1.0" encoding="utf-8"').encode("utf-16"), 1),
    "TMX007": (GOOD.replace('"1.0"', '"1.0" encoding="klingon"'), 1),
    "TMX009": ("<!DOCTYPE tmx [<!ENTITY e 'a'>]>" + GOOD.partition("\n")[2], 1),
    "TMX027": (
        "<!DOCTYPE tmx [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
        + make(unit(second=seg("&e;"))).partition("\n")[2],
        3,
    ),
}
CASES = WELL_FORMED | BROKEN | ODD
# The name of the file, what is too large, and what the reader says: tests of their own.
ELSEWHERE = {"TMX023", "TMX024", "TMX025", "TMX028", "TMX413"}


def check(data):
    return check_tmx(io.BytesIO(data.encode() if isinstance(data, str) else data))


def test_every_rule_has_a_case():
    assert {*CASES, *ELSEWHERE} == set(RULES)
    assert list(RULES) == sorted(RULES)


@pytest.mark.parametrize(("code", "data", "line"), [(c, *case) for c, case in CASES.items()])
def test_it_is_found_on_its_line(code, data, line):
    found = check(data).get_finding(code)
    assert found is not None
    assert found.places[0].line == line
    assert found.count == len(found.places)


@pytest.mark.parametrize("code", CASES)
def test_a_file_without_fault_has_no_such_finding(code):
    assert check(GOOD).get_finding(code) is None


@pytest.mark.parametrize("code", WELL_FORMED)
def test_what_the_grammar_forbids_is_not_valid(code):
    report = check(WELL_FORMED[code][0])
    assert report.is_well_formed
    if RULES[code].breaks:
        assert not (report.is_valid and report.is_schema_valid)


@pytest.mark.parametrize("code", BROKEN)
def test_what_is_broken_is_not_valid(code):
    report = check(BROKEN[code][0])
    assert not report.is_well_formed
    assert not report.is_valid
    assert report.has_errors


def test_a_file_without_fault():
    report = check(GOOD)
    assert report.findings == ()
    assert report.is_valid
    assert report.is_schema_valid
    assert (report.units, report.version, report.encoding) == (1, "1.4", "utf-8")
    assert dict(report.languages) == {"zh-CN": 1, "en-US": 1}


def test_places_name_unit_and_tuid():
    report = check(make(unit(), unit(attributes=' tuid="b"', second=seg("a "))))
    (place,) = report.get_finding("TMX502").places
    assert (place.line, place.unit, place.tuid, place.value) == (5, 2, "b", "a ")


def test_all_are_counted_and_the_first_kept():
    found = check(make(*[unit(second=seg(f"{n} ")) for n in range(50)])).get_finding("TMX502")
    assert found.count == 50
    assert [each.line for each in found.places] == list(range(4, 24))


def test_findings_stand_in_order_of_severity():
    order = [f.rule.severity for f in check(RICH.replace("en-US", "zh_TW")).findings]
    assert order == sorted(order, key=list(Severity).index)
    assert len(set(order)) == 3


def test_what_is_not_well_formed_is_read_on():
    data = make(unit(), unit(second=seg("R & D")), unit(second=seg("a\x0bb")))
    report = check(data)
    assert report.units == 3
    found = report.get_finding("TMX024")
    assert {each.line for each in found.places} == {5, 6}


@pytest.mark.parametrize(
    ("data", "value"),
    [("", "it is empty"), (" \n", "it is empty"), ("x", "it is no XML"), ("<a/>", "element is a")],
)
def test_what_is_no_tmx(data, value):
    assert check(data).get_finding("TMX019").places[0].value.endswith(value)


def test_what_the_reader_refuses_is_said():
    report = check("<!DOCTYPE tmx [<!ENTITY e 'a'>]>" + make("<x>").partition("\n")[2])
    assert "entities" in report.get_finding("TMX025").places[0].value


@pytest.mark.parametrize(("name", "is_odd"), [("a.tmx", False), ("a.xml", True)])
def test_the_name_of_the_file(tmp_path, name, is_odd):
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    assert (check_file(path).get_finding("TMX023") is not None) == is_odd


def test_repeated_units_are_not_looked_for_without_end(monkeypatch):
    from tmx.checking import units
    from tmx.fingerprints import SeenSet

    monkeypatch.setattr(units, "SeenSet", lambda: SeenSet(1))
    report = check(make(unit(), unit(second=seg("b")), unit()))
    assert report.get_finding("TMX413").places[0].line == 4


def test_pairs_may_cross_and_stand_within_sub():
    crossed = '<bpt i="1"/><bpt i="2"/>a<ept i="1"/><ept i="2"/>'
    inner = '<ph><sub><bpt i="1"/>a<ept i="1"/></sub></ph>'
    report = check(make(unit(second=seg(crossed + inner))))
    assert not report.has_errors


def test_any_entity_bomb_ends():
    levels = "".join(f"<!ENTITY e{n + 1} '{f'&e{n};' * 50}'>" for n in range(9))
    bomb = f"<!DOCTYPE tmx [<!ENTITY e0 'aaaaaaaaaa'>{levels}]>"
    report = check(bomb + make(unit(second=seg("&e9;"))).partition("\n")[2])
    assert not report.is_well_formed
    assert report.get_finding("TMX009") is not None


def test_a_folder_is_no_file(tmp_path):
    from tmx import TmxError

    with pytest.raises(TmxError, match="cannot be read"):
        check_file(tmp_path)


def test_what_is_in_a_zip_is_not_renamed():
    report = check_tmx(io.BytesIO(packed(GOOD)), name="a.zip")
    assert [finding.rule.code for finding in report.findings] == ["TMX022"]


def test_a_page_of_the_web_is_no_tmx_and_nothing_else():
    report = check("<!DOCTYPE html><html><body>404</body></html>")
    assert [finding.rule.code for finding in report.findings] == ["TMX019"]


def test_units_and_languages_behind_a_fault_are_counted():
    report = check(make(unit(), unit(second=seg("R & D", "fr-FR")), "<tu><seg>", unit()))
    assert report.units == 3
    assert dict(report.languages) == {"zh-CN": 3, "en-US": 2, "fr-FR": 1}


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("20240229T235959Z", None),
        ("20230229T000000Z", "TMX404"),
        ("20240431T000000Z", "TMX404"),
        ("20241231T235959Z", None),
        ("00000101T000000Z", "TMX404"),
        ("20240230", "TMX404"),
        ("20240229T070500", "TMX403"),
    ],
)
def test_dates(date, code):
    report = check(make(unit(attributes=f' changedate="{date}"')))
    assert [finding.rule.code for finding in report.findings] == ([code] if code else [])


@pytest.mark.parametrize("code", ["TMX505", "TMX609"])
def test_what_a_reader_skips_is_not_called_mended(code):
    units = list(read_tmx(io.BytesIO(CASES[code][0].encode())))
    assert units == []
    assert not RULES[code].is_repaired
