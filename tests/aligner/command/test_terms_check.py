"""`duizhao terms check`: what a user sees, and what errors say."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tests.corpora import SHARED, needs_shared
from tmx import Header, TranslationUnit, Variant, load_tmx, write_tmx

ROOT = Path(__file__).parents[3]
GLOSSARY = "zh-CN\ten-US\n停火\tceasefire\n北约\tNATO\n"
TEXTS = (
    ("北约要求停火。", "NATO demands a ceasefire."),
    ("停火很脆弱。", "The truce is fragile."),
    ("谈判开始。", "Talks began."),
)
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh-CN" target-language="en-US" datatype="plaintext"><body>
{}</body></file></xliff>"""
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>\n'


def call(*arguments):
    return CliRunner().invoke(app, ["terms", "check", *map(str, arguments)])


def write_units(path, texts=TEXTS, tags=("zh-CN", "en-US")):
    units = [
        TranslationUnit(tuple(map(Variant, tags, each)), f"t{number}")
        for number, each in enumerate(texts, start=1)
    ]
    with path.open("wb") as stream:
        write_tmx(stream, units, Header(tags[0]))
    return path


@pytest.fixture
def memory(tmp_path):
    return write_units(tmp_path / "a.tmx")


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "g.tsv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


def test_each_finding_is_a_line(memory, glossary):
    result = call(memory, "--glossary", glossary)
    assert result.exit_code == 0, result.stderr
    line, _, last = result.stdout.splitlines()
    assert line.split("\t") == [
        "possible", "missing", "unit 2 (tuid t2)", "停火", "ceasefire", *TEXTS[1],
    ]  # fmt: skip
    assert last == (
        "3 units, 3 occurrences of terms, 1 without an admitted target (33.3%), 1 possible finding"
    )


def test_only_strict_findings_fail(memory, glossary):
    assert call(memory, "--glossary", glossary, "--strict").exit_code == 1
    right = write_units(memory.with_name("b.tmx"), TEXTS[:1])
    assert call(right, "--glossary", glossary, "--strict").exit_code == 0


def test_json_says_all(memory, glossary):
    result = call(memory, "--glossary", glossary, "--json")
    described = json.loads(result.stdout)
    (finding,) = described["findings"]
    assert (described["units"], described["occurrences"], described["missing"]) == (3, 3, 1)
    assert finding["severity"] == "possible"
    assert finding["terms"] == ["停火"]
    assert (finding["source"], finding["target"]) == TEXTS[1]
    assert re.fullmatch("[0-9a-f]{12}", finding["fingerprint"])


@pytest.mark.parametrize(
    ("tags", "options"), [(("en-US", "zh-CN"), []), (("zh-CN", "en-US"), ["--source", "en"])]
)
def test_both_directions_are_checked(tmp_path, glossary, tags, options):
    texts = [each if tags[0] == "zh-CN" else each[::-1] for each in TEXTS]
    texts.append(texts[0] if tags[0] != "zh-CN" else TEXTS[0])
    wrong = ("停战。", "A ceasefire.")
    texts.append(wrong if tags[0] == "zh-CN" else wrong[::-1])
    result = call(write_units(tmp_path / "a.tmx", texts, tags), "--glossary", glossary, *options)
    line = result.stdout.splitlines()[0].split("\t")
    assert line[2:] == ["unit 5 (tuid t5)", "ceasefire", "停火", *wrong[::-1]]


def write_xliff(path):
    units = "".join(UNIT.format(number, *each) for number, each in enumerate(TEXTS, start=1))
    path.write_text(XLIFF.format(units + UNIT.format(9, "停火。", "")), encoding="utf-8")
    return path


def test_terms_are_extracted_from_xliff(tmp_path):
    path = write_xliff(tmp_path / "a.xlf")
    result = CliRunner().invoke(app, ["terms", "extract", str(path), "--min-probability", "0"])
    assert result.exit_code == 0, result.stderr
    assert "北约\tNATO" in result.stdout


def test_xliff_is_checked(tmp_path, glossary):
    path = write_xliff(tmp_path / "a.xlf")
    result = call(path, "--glossary", glossary)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("possible\tmissing\tunit 2\t停火\tceasefire\t")
    assert "1 not checked: without a translation" in result.stderr


def test_an_alignment_is_checked(tmp_path, glossary):
    path = tmp_path / "a.duizhao"
    texts = [ROOT / "samples" / f"lighthouse.{each}.txt" for each in ("zh", "en")]
    CliRunner().invoke(app, ["align", *map(str, texts), "-o", str(path)])
    glossary.write_text("zh\ten\n燈塔\tbeacon\n", encoding="utf-8")
    result = call(path, "--glossary", glossary)
    assert result.exit_code == 0, result.stderr
    assert re.match("possible\tmissing\tbead \\d+\t灯塔\tbeacon\t", result.stdout)
    glossary.write_text("en\tzh\nlighthouse\t烽火\n", encoding="utf-8")
    result = call(path, "--glossary", glossary, "--source", "en")
    assert re.match("possible\tmissing\tbead \\d+\tLighthouse\t烽火\tThe ", result.stdout)
    assert call(path, "--glossary", glossary, "--source", "fr").exit_code == 1


def test_several_files_name_their_places(memory, glossary):
    result = call(memory, memory, "--glossary", glossary)
    assert result.stdout.count(f"{memory}, unit 2 (tuid t2)") == 2


def test_waivers_are_written_and_hold(memory, glossary, tmp_path):
    waivers = tmp_path / "w.tsv"
    options = [memory, "--glossary", glossary, "--waivers", waivers]
    assert call(*options).exit_code == 1
    result = call(*options, "--write-waivers", "--strict")
    assert (result.exit_code, "1 waiver added" in result.stderr) == (0, True)
    written = waivers.read_text("utf-8")
    assert written.splitlines()[1].split("\t")[1:] == [
        "停火 = ceasefire", "missing", "unit 2 (tuid t2): 停火",
    ]  # fmt: skip
    result = call(*options, "--strict")
    assert (result.exit_code, result.stdout.startswith("possible")) == (0, False)
    assert ", 1 waived" in result.stdout
    assert "0 waivers added" in call(*options, "--write-waivers").stderr
    assert waivers.read_text("utf-8") == written


def test_waivers_keep_what_people_wrote(memory, glossary, tmp_path):
    waivers = tmp_path / "w.tsv"
    waivers.write_text("# ours\n\nt9\tNATO\tmissing\tchecked by M.\n", encoding="utf-8")
    result = call(memory, "--glossary", glossary, "--waivers", waivers, "--write-waivers")
    assert "waiver without a finding: t9 NATO missing" in result.stderr
    assert waivers.read_text("utf-8").startswith("# ours\n\nt9\tNATO\tmissing\tchecked by M.\n")
    assert len(waivers.read_text("utf-8").splitlines()) == 4


def test_renderings_are_summed_up(memory, glossary):
    glossary.write_text("zh-CN\ten-US\n停火\tceasefire | truce\n", encoding="utf-8")
    result = call(memory, "--glossary", glossary)
    assert "inconsistent renderings:\n  停火: ceasefire 1, truce 1\n" in result.stdout


ERRORS = {
    "no glossary": (["{memory}"], 2, "--glossary"),
    "no such glossary": (["{memory}", "--glossary", "{folder}/none.tsv"], 1, "none.tsv"),
    "no such file": (["{folder}/none.tmx", "--glossary", "{glossary}"], 1, "none.tmx"),
    "another language": (["{other}", "--glossary", "{glossary}"], 1, "terms of both languages"),
    "no such source": (
        ["{memory}", "--glossary", "{glossary}", "--source", "fr"],
        1,
        "no text with a translation from fr",
    ),
    "a source that is no tag": (
        ["{memory}", "--glossary", "{glossary}", "--source", "Chinese"],
        1,
        "zh-CN",
    ),
    "no such waivers": (
        ["{memory}", "--glossary", "{glossary}", "--waivers", "{folder}/none"],
        1,
        "none: no such file",
    ),
    "nowhere to write": (
        ["{memory}", "--glossary", "{glossary}", "--write-waivers"],
        2,
        "--waivers",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_say_what_to_do(memory, glossary, tmp_path, name):
    arguments, code, message = ERRORS[name]
    other = write_units(tmp_path / "b.tmx", [("un", "eins")], ("fr", "de"))
    places = {"memory": memory, "glossary": glossary, "folder": tmp_path, "other": other}
    result = call(*(each.format(**places) for each in arguments))
    assert result.exit_code == code
    assert message in re.sub(r"\x1b\[[0-9;]*m", "", result.stderr)


def test_the_docs_name_every_option():
    docs = (ROOT / "docs" / "terms.md").read_text("utf-8")
    options = set(re.findall(r"--[a-z][a-z-]+", call("--help").stdout)) - {"--help"}
    assert "duizhao terms check" in docs
    assert {each for each in options if f"`{each}" not in docs} == set()


@needs_shared
def test_a_published_translation_is_flagged_seldom(tmp_path):
    """With the glossary of one half of the article, not yet looked at, the other is checked."""
    (article,) = (SHARED / "seeds").glob("004_*.txt")
    runner = CliRunner()
    runner.invoke(app, ["align", str(article), "-o", str(tmp_path / "a.tmx")])
    memory = load_tmx(tmp_path / "a.tmx")
    asked = missing = 0
    for numbers in ((0, 1), (1, 0)):
        halves = [tmp_path / f"{number}.tmx" for number in numbers]
        for half, number in zip(halves, numbers, strict=True):
            with half.open("wb") as stream:
                write_tmx(stream, memory.units[number::2], memory.header)
        glossary = tmp_path / "g.tsv"
        made = runner.invoke(app, ["terms", "extract", str(halves[0]), "-o", str(glossary)])
        assert made.exit_code == 0, made.stderr
        described = json.loads(call(halves[1], "--glossary", glossary, "--json").stdout)
        asked += described["occurrences"]
        missing += described["missing"]
    assert asked > 100
    assert missing < 0.12 * asked
