"""`duizhao pretranslate` with a real memory: files, analysis, errors, round trips, OmegaT."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from aligner.command import app
from aligner.reading import read_file
from tests.grammars import check_xliff
from tests.omegat import list_with_omegat, require_omegat
from tmx.contexts import Context
from tmx.memory.records import Status
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.records import TranslationUnit, Variant

ROOT = Path(__file__).parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
X1 = "{urn:oasis:names:tc:xliff:document:1.2}"
X2 = "{urn:oasis:names:tc:xliff:document:2.0}"
MOMENT = datetime(2026, 5, 1, tzinfo=UTC)
TEXT = """停火谈判

停火谈判今天在日内瓦开始。双方代表都已经到达。合同第12条规定了十个工作日的期限。
停火谈判今天在日内瓦开始。没有人料到会有这样的结果。
"""
UNITS = [
    ("停火谈判", "Ceasefire Talks", Status.REVIEWED),
    ("停火谈判今天在日内瓦开始。", "The ceasefire talks began in Geneva today.", Status.TRANSLATED),
    ("双方代表都已经到达。", "Delegates of both sides have arrived.", Status.ALIGNED),
    ("合同第15条规定了十个工作日的期限。", "Article 15 sets a limit of ten working days.", None),
]


@pytest.fixture(autouse=True)
def _without_a_memory_of_the_user(monkeypatch):
    monkeypatch.delenv("DUIZHAO_TM", raising=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def memory(folder):
    return fill_memory(folder / "m.tmdb", UNITS)


def fill_memory(path, units, tags=("zh-CN", "en-GB")):
    texts = ["", *(unit[0] for unit in units), ""]
    with make_memory(path, tags) as memory:
        for number, (source, target, status) in enumerate(units):
            unit = TranslationUnit((Variant(tags[0], source), Variant(tags[1], target)))
            context = Context(texts[number], texts[number + 2])
            add_unit(memory, unit, origin="test", moment=MOMENT, context=context, status=status)
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["pretranslate", *(str(each) for each in arguments)])


def write(folder, *arguments, form="xliff", file="a.txt"):
    out = folder / "out.xlf"
    result = run(folder / file, "-o", out, "--format", form, *arguments)
    assert result.exit_code == 0, result.stderr
    root = etree.parse(out).getroot()
    check_xliff(root)
    return root, result


def list_targets(root):
    return [
        (unit.find(f"{X1}target").text, unit.find(f"{X1}target").get("state-qualifier"))
        for unit in root.iter(f"{X1}trans-unit")
    ]


def test_a_document_is_filled(folder, memory):
    root, result = write(folder, "--tm", memory)
    assert list_targets(root) == [
        ("Ceasefire Talks", "exact-match"),
        ("The ceasefire talks began in Geneva today.", "exact-match"),
        ("Delegates of both sides have arrived.", "leveraged-tm"),
        ("Article 15 sets a limit of ten working days.", "fuzzy-match"),
        ("The ceasefire talks began in Geneva today.", "exact-match"),
        (None, None),
    ]
    first, *_, flagged, _, empty = root.iter(f"{X1}trans-unit")
    assert first.get("approved") == "yes"
    assert "numbers differ" in flagged.findtext(f"{X1}note")
    assert flagged.find(f"{X1}target").get("state") == "needs-review-translation"
    assert empty.find(f"{X1}alt-trans") is None
    assert "out.xlf: 6 segments written" in result.stderr
    assert "taken to be en-GB" in result.stderr


def test_the_same_in_2_1(folder, memory):
    root, _ = write(folder, "--tm", memory, form="xliff2")
    states = [
        (each.get("state"), each.get("subState"), each.find(f"{X2}target") is not None)
        for each in root.iter(f"{X2}segment")
    ]
    assert states == [
        ("reviewed", "duizhao:exact-match", True),
        ("translated", "duizhao:exact-match", True),
        ("translated", "duizhao:draft", True),
        ("initial", "duizhao:fuzzy-match", True),
        ("translated", "duizhao:exact-match", True),
        ("initial", None, False),
    ]
    texts = list(map(_read_source, root.iter(f"{X2}unit")))
    assert texts == [line for line in TEXT.split("\n") if line]


def _read_source(unit):
    parts = (each for each in unit if each.tag in (f"{X2}segment", f"{X2}ignorable"))
    return "".join(part.findtext(f"{X2}source") for part in parts)


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_our_own_reader_reads_both_sides_back(folder, memory, form):
    write(folder, "--tm", memory, form=form)
    paragraphs = read_file(folder / "out.xlf").document.paragraphs
    sides = {tag: [p.text for p in paragraphs if p.language == tag] for tag in ("zh-CN", "en-GB")}
    assert "\n".join(sides["zh-CN"]).count("停火谈判今天在日内瓦开始。") == 2
    assert len(sides["zh-CN"]) == 6
    assert sides["en-GB"] == [UNITS[n][1] for n in (0, 1, 2, 3, 1)]


def test_the_analysis(folder, memory):
    result = run(folder / "a.txt", "--tm", memory, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["source"], found["target"], found["out"]) == ("zh-CN", "en-GB", None)
    total = found["total"]
    bands = {band: amount["segments"] for band, amount in total["bands"].items()}
    assert sum(bands.values()) == total["segments"] == 6
    assert bands["new"] == 1
    assert total["filled"]["segments"] == 5
    assert total["characters"] == sum(band["characters"] for band in total["bands"].values())
    assert total["characters"] == len("".join(TEXT.split()))


def test_the_table(folder, memory):
    lines = run(folder / "a.txt", folder / "a.txt", "--tm", memory).stdout.splitlines()
    assert [line.split()[0] for line in lines[:10]] == [
        *("a.txt", "102%", "101%", "100%", "95–99%", "85–94%", "75–84%", "50–74%"),
        *("repeated", "new"),
    ]
    assert lines[10].split() == ["total", "6", "100.0%", *lines[10].split()[3:]]
    assert sum(line.startswith("all files") for line in lines) == 1


def test_thresholds(folder, memory):
    root, _ = write(folder, "--tm", memory, "--threshold", 100, "--min", 60, "--limit", 1)
    filled = [text for text, _ in list_targets(root) if text]
    assert len(filled) == 4
    assert len(list(root.iter(f"{X1}alt-trans"))) == 5
    root, _ = write(folder, "--tm", memory, "--threshold", 103, "--limit", 0)
    assert list_targets(root) == [(None, None)] * 6
    assert not list(root.iter(f"{X1}alt-trans"))


def test_without_a_memory_it_is_ready_to_translate(folder):
    root, result = write(folder)
    assert list_targets(root) == [(None, None)] * 6
    assert "102%" not in result.stdout
    root, _ = write(folder, "--copy-source", "--target", "en-AU")
    units = list(root.iter(f"{X1}trans-unit"))
    assert [u[0].text for u in units] == [u[1].text for u in units]
    assert root[0].get("target-language") == "en-AU"
    # A copy is no translation to our own reader.
    paragraphs = read_file(folder / "out.xlf").document.paragraphs
    assert {each.language for each in paragraphs} == {"zh-CN"}


def test_a_memory_of_another_region(folder):
    tm = fill_memory(
        folder / "tw.tmdb", [("停火談判", "Ceasefire Talks", None)], ("zh-TW", "en-US")
    )
    (folder / "b.txt").write_text("停火談判\n\n計程車司機透過網路得知資訊。\n", encoding="utf-8")
    root, _ = write(folder, "--tm", tm, "--source", "zh-HK", "--target", "en-GB", file="b.txt")
    match = next(root.iter(f"{X1}alt-trans"))
    assert 90 <= int(match.get("match-quality").rstrip("%")) < 100
    assert "region" in match.findtext(f"{X1}note")
    assert list_targets(root)[0] == ("Ceasefire Talks", "leveraged-tm")
    (folder / "c.txt").write_text("停火谈判\n", encoding="utf-8")
    root, _ = write(folder, "--tm", tm, "--source", "zh-CN", file="c.txt")
    assert "script differs" in next(root.iter(f"{X1}alt-trans")).findtext(f"{X1}note")


def test_the_other_direction(folder, memory):
    (folder / "b.txt").write_text("The ceasefire talks began in Geneva today.\n", encoding="utf-8")
    root, _ = write(folder, "--tm", memory, "--source", "en-GB", file="b.txt")
    assert list_targets(root) == [("停火谈判今天在日内瓦开始。", "exact-match")]
    assert root[0].get("target-language") == "zh-CN"


def test_the_environment_names_the_memory(folder, memory, monkeypatch):
    monkeypatch.setenv("DUIZHAO_TM", str(memory))
    assert json.loads(run(folder / "a.txt", "--json").stdout)["memory"] == str(memory)


def test_several_files_become_one(folder, memory):
    (folder / "b.html").write_text("<h1>停火谈判</h1><p>双方代表都已经到达。</p>", encoding="utf-8")
    out = folder / "out.xlf"
    result = run(folder / "a.txt", folder / "b.html", "--tm", memory, "-o", out)
    assert result.exit_code == 0, result.stderr
    root = etree.parse(out).getroot()
    check_xliff(root)
    assert [each.get("original") for each in root] == ["a.txt", "b.html"]
    assert "out.xlf: 8 segments written" in result.stderr


def test_the_same_input_gives_the_same_bytes(folder, memory):
    write(folder, "--tm", memory)
    first = (folder / "out.xlf").read_bytes()
    write(folder, "--tm", memory)
    assert (folder / "out.xlf").read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "out.tmx"], "ends in .xlf or .xliff"),
        (["-o", "out.xlf", "--format", "tmx"], "choose one of xliff, xliff2"),
        (["--threshold", "104"], "--threshold"),
        (["--min", "101"], "--min"),
    ],
)
def test_misuse(folder, arguments, message):
    result = run(folder / "a.txt", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_what_fails_changes_nothing(folder, memory):
    out = folder / "out.xlf"
    out.write_text("before", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "both.txt").write_text(
        TEXT + "\nThe talks began in Geneva. Both sides have come. They will last for days.\n",
        encoding="utf-8",
    )
    french = fill_memory(folder / "fr.tmdb", [("停火", "Cessez-le-feu", None)], ("zh", "fr"))
    german = fill_memory(folder / "de.tmdb", [("停火", "Waffenruhe", None)], ("de", "fr"))
    for arguments, message in (
        ([folder / "empty.txt"], "the file is empty"),
        ([folder / "none.txt"], "none.txt"),
        ([folder / "both.txt"], "align it with duizhao align"),
        ([folder / "a.txt", "--tm", folder / "none.tmdb"], "there is no such memory"),
        ([folder / "a.txt", "--tm", folder / "a.txt"], "a.txt"),
        ([folder / "a.txt", "--tm", german], "holds de and fr, and the texts are in zh-CN"),
        ([folder / "a.txt", "--tm", french, "--target", "en"], "and not zh-CN and en"),
        ([folder / "a.txt", "--srx", folder / "none.srx"], "none.srx"),
    ):
        result = run(*arguments, "-o", out)
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1), result.stderr
        assert message in result.stderr
        assert out.read_text(encoding="utf-8") == "before"


def test_no_input_is_overwritten(folder):
    write(folder)
    result = run(folder / "out.xlf", "--source", "zh", "-o", folder / "out.xlf")
    assert (result.exit_code, "is an input" in result.stderr) == (1, True)


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_hostile_texts(folder, form):
    text = "</source><target>&amp;&lt;</target>]]> \x07停火\x00。<script>alert(1)</script>\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    root, _ = write(folder, "--lines", "--source", "zh-CN", form=form)
    space = X1 if form == "xliff" else X2
    assert root.findtext(f".//{space}source") == text.strip().translate({0: None, 7: None})


def test_every_option_is_documented():
    docs = (ROOT / "docs" / "pretranslation.md").read_text(encoding="utf-8")
    options = set(re.findall(r"--[a-z-]+", run("--help").stdout)) - {"--help"}
    assert len(options) > 20
    assert not [option for option in options if f"`{option}" not in docs]


@pytest.mark.parametrize("number", range(4))
def test_the_seeds_become_ready_to_translate(tmp_path, number):
    paths = sorted(SEEDS.glob(f"{number:03}_*.txt"))
    if not paths:
        pytest.skip("../shared/seeds is not there")
    result = run(paths[0], "-o", tmp_path / "out.xlf")
    assert result.exit_code == 0, result.stderr
    root = etree.parse(tmp_path / "out.xlf").getroot()
    check_xliff(root)
    sources = [each.text for each in root.iter(f"{X1}source")]
    assert len(sources) >= 20
    assert all(text == text.strip() and text for text in sources)
    assert not any("![](" in text or "<ul" in text for text in sources)


def test_omegat_shows_the_segments(folder):
    require_omegat()
    root, _ = write(folder, "--copy-source", "--srx", "omegat")
    shown = list_with_omegat(folder / "project", folder / "out.xlf", ("ZH-CN", "EN-GB"))
    sources = [each.text for each in root.iter(f"{X1}source")]
    # OmegaT shows a repeated segment in each of its places.
    assert shown == sources
