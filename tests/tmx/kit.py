"""The kit of TMX files: builds the files of tests/cases/tmx and tells what was read of them.

A case is built from `text`, or from `body` between a usual prolog and end. A line `@start`,
`@header`, `@end` or `@u7` stands for usual text; `⟦c0af⟧` for bytes as they are;
`⟪99×text⟫` for a text 99 times, in which `#` is the number of the turn.
"""

import gzip
import io
import json
import re
import zipfile
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path

from tmx import Code, Header, Provenance

CASES = Path(__file__).parents[1] / "cases" / "tmx"
HEADER = (
    "<header creationtool='kit' creationtoolversion='1' segtype='sentence' o-tmf='kit'"
    " adminlang='en' srclang='en' datatype='plaintext'/>"
)
HEADER_FIELDS = {
    "source_language": "en",
    "creation_tool": "kit",
    "creation_tool_version": "1",
    "segtype": "sentence",
    "o_tmf": "kit",
    "admin_language": "en",
    "datatype": "plaintext",
}
FIRST_LINE = 5
"""Line of the first line of a `body` without a DOCTYPE."""
DAY = (2020, 1, 1, 0, 0, 0)
BOM = "\ufeff"


def load_kit(*names):
    cases = []
    for name in names:
        found = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
        cases += [{"kit": name, **case} for case in found]
    return cases


def make_text(case):
    """The text of a case with its marks for bytes still in it."""
    lines = case["text"] if "text" in case else _frame(case)
    text = "\n".join(_say(line) for line in lines) + case.get("tail", "")
    return _repeat(text).replace("\n", case.get("newline", "\n"))


def build(case):
    """The bytes of a case, not packed."""
    codec = case.get("encoding", "utf-8")
    pieces = re.split("⟦([0-9a-f]+)⟧", (BOM if case.get("bom") else "") + make_text(case))
    return b"".join(
        bytes.fromhex(piece) if number % 2 else piece.encode(codec)
        for number, piece in enumerate(pieces)
    )


def _frame(case):
    stated = case.get("declared", "utf-8")
    declaration = [] if stated is None else [f"<?xml version='1.0' encoding='{stated}'?>"]
    doctype = [case["doctype"]] if "doctype" in case else []
    return [*declaration, *doctype, "<tmx version='1.4'>", HEADER, "<body>", *case["body"], "@end"]


def _say(line):
    usual = {
        "@start": "\n".join(_frame({"body": []})[:-1]),
        "@header": HEADER,
    }
    line = re.sub(r"@u(\d+)", lambda match: _unit_text(match[1]), usual.get(line, line))
    return line.replace("@end", "</body>\n</tmx>")


def _unit_text(number):
    return (
        f"<tu tuid='u{number}'><tuv xml:lang='en'><seg>Sentence {number}.</seg></tuv>"
        f"<tuv xml:lang='zh-CN'><seg>第{number}句。</seg></tuv></tu>"
    )


def _repeat(text):
    def write(match):
        count, piece = int(match[1]), match[2]
        if "#" in piece:
            return "".join(piece.replace("#", str(turn)) for turn in range(count))
        return piece * count

    return re.sub("⟪([0-9]+)×(.*?)⟫", write, text, flags=re.DOTALL)


def pack(data, way):
    """Bytes as a file of a kind: gz, gz3, gzname, zip, zipstored, zipfolders, zipupper."""
    if way.startswith("zip"):
        return _zip(data, way)
    if way == "gz3":
        return b"".join(gzip.compress(piece, mtime=0) for piece in (data[:99], data[99:], b""))
    stream = io.BytesIO()
    name = "inner file.tmx" if way == "gzname" else ""
    with gzip.GzipFile(name, "wb", fileobj=stream, mtime=0) as file:
        file.write(data)
    return stream.getvalue()


def _zip(data, way):
    stored = way == "zipstored"
    members = {"m.tmx": data}
    if way == "zipfolders":
        shadow = b"\x00\x05\x16\x07 shadow"
        members = {"memory/": b"", "memory/m.tmx": data, "__MACOSX/memory/._m.tmx": shadow}
        members |= {"__MACOSX/": b"", "README.txt": b"read me"}
    if way == "zipupper":
        members = {"EXPORT.TMX": data}
    return make_zip(members, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def make_zip(members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = method
            archive.writestr(info, data)
    return stream.getvalue()


def file_name(case):
    way = case.get("pack", "")
    usual = "a.tmx.gz" if way.startswith("gz") else "a.zip" if way else "a.tmx"
    return case.get("name", usual)


def save(case, folder):
    """Write the file of a case into a folder; returns its path."""
    path = folder / file_name(case)
    data = build(case)
    path.write_bytes(pack(data, case["pack"]) if "pack" in case else data)
    return path


# --- what was read, in the words of the cases ---


def describe(unit, header):
    """A unit as the cases write one."""
    source = header.source_language if header else "und"
    return {
        "tuid": unit.tuid,
        "segtype": unit.segtype,
        "source": unit.source_language or source,
        "notes": [_describe_remark(note) for note in unit.notes],
        "props": [_describe_remark(prop) for prop in unit.props],
        "by": _describe_provenance(unit.provenance),
        "variants": [_describe_variant(variant) for variant in unit.variants],
    }


def _describe_variant(variant):
    more = {
        "content": [_describe_piece(piece) for piece in variant.content],
        "notes": [_describe_remark(note) for note in variant.notes],
        "props": [_describe_remark(prop) for prop in variant.props],
        "by": _describe_provenance(variant.provenance),
    }
    return [variant.language, variant.text, more]


def _describe_piece(piece):
    if isinstance(piece, str):
        return piece
    names = [field.name for field in fields(Code) if field.name not in ("name", "content")]
    values = {name: getattr(piece, name) for name in names if getattr(piece, name) is not None}
    return [piece.name, values, *(_describe_piece(each) for each in piece.content)]


def _describe_remark(remark):
    values = [remark.text, remark.language, remark.o_encoding]
    values = [remark.type, *values] if hasattr(remark, "type") else values
    while len(values) > 1 and values[-1] is None:
        values.pop()
    return values


def _describe_provenance(provenance):
    found = {field.name: getattr(provenance, field.name) for field in fields(Provenance)}
    return {name: _plain(value) for name, value in found.items() if value is not None}


def _plain(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value


def describe_header(header):
    """A header as the cases write one: fields that are empty are left out."""
    if header is None:
        return None
    remarks = {name: [_describe_remark(each) for each in getattr(header, name)] for name in REMARKS}
    encodings = [_without_nothing(asdict(each)) for each in header.encodings]
    texts = {
        field.name: _plain(getattr(header, field.name))
        for field in fields(Header)
        if field.name not in (*REMARKS, "encodings")
    }
    found = {**texts, **remarks, "encodings": encodings}
    kept = set(HEADER_FIELDS)
    return {name: value for name, value in found.items() if value or name in kept}


REMARKS = ("props", "notes")


def _without_nothing(found):
    maps = [{k: v for k, v in each.items() if v is not None} for each in found["maps"]]
    return {k: v for k, v in {**found, "maps": maps}.items() if v is not None}


# --- what a case expects ---


def expected_header(case):
    return case.get("header", HEADER_FIELDS)


def expected_units(case, header):
    """The units of a case in full words; wishes such as "maybe" stay."""
    found = []
    for unit in case["units"]:
        times = unit["times"] if isinstance(unit, dict) and "times" in unit else 1
        found += [unit["unit"] if times > 1 else unit] * times
    return [_complete(unit, header) for unit in found]


def _complete(unit, header):
    if unit == "*":
        return unit
    if isinstance(unit, str):
        number = unit[1:]
        texts = [["en", f"Sentence {number}."], ["zh-CN", f"第{number}句。"]]
        unit = {"tuid": unit, "variants": texts}
    if isinstance(unit, list):
        unit = {"variants": unit}
    if "maybe" in unit:
        return {"maybe": _complete(unit["maybe"], header)}
    if "any_of" in unit:
        return {"any_of": [_complete(each, header) for each in unit["any_of"]]}
    source = header.source_language if header else "und"
    usual = {"tuid": None, "segtype": None, "source": source, "notes": [], "props": [], "by": {}}
    return {**usual, **unit, "variants": [_complete_variant(each) for each in unit["variants"]]}


def _complete_variant(variant):
    language, text, *more = variant
    usual = {"content": [], "notes": [], "props": [], "by": {}}
    return [language, text, {**usual, **(more[0] if more else {})}]


def fits(expected, actual):
    """Whether a value is as expected; "*" is anything."""
    if expected == "*":
        return True
    if isinstance(expected, dict) and "any_of" in expected:
        return any(fits(each, actual) for each in expected["any_of"])
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(
            fits(value, actual[key]) for key, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(map(fits, expected, actual))
    return expected == actual


def find_difference(expected, actual):
    """Say where units differ from the expected ones; "" where they do not."""
    rest = list(actual)
    for number, wish in enumerate(expected, 1):
        maybe = isinstance(wish, dict) and "maybe" in wish
        wanted = wish["maybe"] if maybe else wish
        if rest and fits(wanted, rest[0]):
            rest.pop(0)
        elif not maybe:
            return f"unit {number}: expected {wanted!r:.1500}\n found {(rest or [None])[0]!r:.1500}"
    return f"{len(rest)} units too many: {rest[0]!r:.1500}" if rest else ""


def sort_variants(units):
    """Units with their variants in one order, for cases that do not mind it."""
    return [
        {**unit, "variants": sorted(unit["variants"], key=repr)} if "variants" in unit else unit
        for unit in units
        if isinstance(unit, dict)
    ]


def find_loss_faults(case, losses):
    """What is wrong with the losses that were reported: missing, or not expected."""
    wanted = case.get("losses", [])
    missing = [wish for wish in wanted if not any(_is_loss(wish, loss) for loss in losses)]
    welcome = [*(reason for reason, *_ in wanted), *case.get("may", [])]
    strange = [
        str(loss)
        for loss in losses
        if not any(re.search(reason, loss.reason, re.IGNORECASE) for reason in welcome)
    ]
    return [f"not reported: {wish}" for wish in missing] + [f"strange: {each}" for each in strange]


def _is_loss(wish, loss):
    reason, count, *lines = wish
    found = {int(number) for place in loss.places for number in re.findall(r"line (\d+)", place)}
    return (
        re.search(reason, loss.reason, re.IGNORECASE) is not None
        and count in (None, loss.count)
        and (not lines or bool(found & set(lines[0])))
    )


def first_lines(text):
    """Lines on which the start tags of units begin, comments and sections left out."""

    def blank(match):
        return re.sub("[^\n]", " ", match[0])

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", blank, text, flags=re.DOTALL)
    return [plain.count("\n", 0, each.start()) + 1 for each in re.finditer(r"<tu[\s>]", plain)]
