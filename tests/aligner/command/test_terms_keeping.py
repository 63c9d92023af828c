"""`duizhao terms` on the glossary of a memory: what a user gets, and what errors say."""

import json
import sqlite3
from contextlib import closing

import pytest

from aligner.exporting import load_alignment
from tests.aligner.command.test_terms import ARTICLE, call, write_units
from tmx.glossary import read_glossary
from tmx.memory.store import make_memory

HEAD = "zh-CN\ten-GB\treview\tprobability\n"
ROWS = ("停火\tceasefire | truce\t\t", "和平\tpeace\taccepted\t", "和平\tcalm\trejected\t0.5")


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    return write_units(tmp_path_factory.mktemp("terms") / "a.tmx")


@pytest.fixture
def tm(tmp_path):
    """Make a memory with a glossary: 停火 proposed, 和平 peace accepted, 和平 calm rejected."""
    path = tmp_path / "team.tmdb"
    result = call("terms", "import", write_table(tmp_path / "in.tsv", ROWS), "--tm", path)
    assert result.exit_code == 0, result.stderr
    assert f"{path}: 3 concepts created, 0 merged" in result.stderr
    return path


def write_table(path, rows, head=HEAD):
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def list_rows(tm, *options):
    result = call("terms", "list", "--tm", tm, *options)
    assert result.exit_code == 0, result.stderr
    return [line.split("\t") for line in result.stdout.splitlines()]


def test_concepts_are_listed(tm):
    assert list_rows(tm) == [
        ["1", "proposed", "", "", "停火", "ceasefire | truce"],
        ["2", "accepted", "", "", "和平", "peace"],
        ["3", "rejected", "0.50", "", "和平", "calm"],
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--status", "accepted", "--status", "Proposed"], ["1", "2"]),
        (["--contains", "TRU"], ["1"]),
        (["--contains", "和", "--limit", 1], ["2"]),
        (["--contains", "nothing"], []),
    ],
)
def test_the_list_is_filtered(tm, options, numbers):
    assert [row[0] for row in list_rows(tm, *options)] == numbers


def test_the_environment_names_the_memory(tm, monkeypatch):
    monkeypatch.setenv("DUIZHAO_TM", str(tm))
    assert call("terms", "list").exit_code == 0
    assert call("terms", "accept", "停火").exit_code == 0
    assert list_rows(tm)[0][1] == "accepted"


def test_an_extraction_is_stored_and_learns_what_was_rejected(units, tmp_path):
    tm, out = tmp_path / "a.tmdb", tmp_path / "g.tsv"
    options = ("--tm", tm, "--min-probability", 0.2)
    first = call("terms", "extract", units, *options)
    assert first.exit_code == 0, first.stderr
    assert first.stdout == ""
    assert f"{tm}: made, zh–en" in first.stderr
    count = len(list_rows(tm))
    assert f"{tm}: {count} concepts created, 0 merged" in first.stderr
    assert call("terms", "reject", "領土完整", "--tm", tm).exit_code == 0
    assert call("terms", "accept", "ceasefire agreement", "--tm", tm).exit_code == 0
    second = call("terms", "extract", units, *options, "-o", out)
    report = f"0 concepts created, {count - 1} merged, 1 left out: rejected before"
    assert report in second.stderr
    concepts = read_glossary(out).glossary.concepts
    texts = [each.text for concept in concepts for each in concept.terms]
    assert "领土完整" not in texts
    assert concepts[0].review == "accepted"
    assert "停火协议" in [each.text for each in concepts[0].terms]


def test_decisions_are_shown_and_undone(tm):
    result = call("terms", "accept", "1", "和平=peace", "--tm", tm, "--author", "Li")
    assert [line.split("\t")[:2] for line in result.stdout.splitlines()] == [
        ["1", "accepted"],
        ["2", "accepted"],
    ]
    assert "1 concept accepted, 1 were so already" in result.stderr
    assert call("terms", "propose", "1", "--tm", tm).exit_code == 0
    history = call("terms", "history", "停火", "--tm", tm).stdout.splitlines()
    states = [line.split("\t") for line in history]
    assert [(each[0], each[2], each[3]) for each in states[:2]] == [
        ("0", "accept", "Li"),
        ("1", "propose", ""),
    ]
    assert states[2][:3] == ["now", "1", "proposed"]
    assert call("terms", "restore", 1, "--tm", tm).stdout.split("\t")[1] == "accepted"
    assert call("terms", "restore", "停火", "--tm", tm).stdout.split("\t")[1] == "proposed"


@pytest.mark.parametrize("command", ["history", "restore", "accept"])
@pytest.mark.parametrize("name", ["0", "99", "9" * 30, "nothing", "１"])
def test_a_concept_that_is_not_there_is_an_error(tm, command, name):
    result = call("terms", command, name, "--tm", tm)
    assert result.exit_code == 1
    assert str(tm) in result.stderr


def test_a_concept_is_edited(tm):
    options = ["--add", "armistice", "--language", "en-gb", "--status", "preferred"]
    result = call("terms", "edit", "1", *options, "--definition", "=no shots", "--tm", tm)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.split("\t") == [
        "1",
        "accepted",
        "",
        "",
        "停火",
        "armistice | ceasefire | truce\n",
    ]
    call("terms", "edit", "1", "--term", "truce", "--remove", "--tm", tm)
    call("terms", "edit", "1", "--term", "ceasefire", "--text", "cease-fire", "--tm", tm)
    described = json.loads(call("terms", "list", "--limit", 1, "--json", "--tm", tm).stdout)
    assert [each["text"] for each in described["terms"]] == ["停火", "armistice", "cease-fire"]
    assert (described["number"], described["definition"]) == (1, "=no shots")
    result = call("terms", "edit", "1", "--definition", "=no shots", "--tm", tm)
    assert "concept 1 is so already" in result.stderr


def test_concepts_are_merged(tm):
    result = call("terms", "merge", "1", "peace", "--tm", tm)
    assert result.stdout.split("\t")[4:] == ["停火 | 和平", "ceasefire | truce | peace\n"]
    assert [row[0] for row in list_rows(tm)] == ["1", "3"]


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx", "tbx"])
def test_a_glossary_is_written_and_read_again(tm, tmp_path, suffix):
    out, other = tmp_path / f"out.{suffix}", tmp_path / "other.tmdb"
    assert call("terms", "export", "--tm", tm, "-o", out).exit_code == 0
    assert call("terms", "import", out, "--tm", other).exit_code == 0
    assert list_rows(other) == list_rows(tm)
    again = call("terms", "import", out, "--tm", tm)
    assert "0 concepts created" in again.stderr
    assert list_rows(other) == list_rows(tm)


def test_only_what_was_accepted_is_written(tm, tmp_path):
    out = tmp_path / "out.tsv"
    assert call("terms", "export", "--tm", tm, "-o", out, "--status", "accepted").exit_code == 0
    (concept,) = read_glossary(out).glossary.concepts
    assert [each.text for each in concept.terms] == ["和平", "peace"]


@pytest.mark.parametrize(
    ("options", "first"), [([], ("停火", "truce")), (["--source", "en"], ("truce", "停火"))]
)
def test_an_exported_glossary_of_omegat_has_a_direction(tm, tmp_path, options, first):
    out = tmp_path / "out.utf8"
    assert call("terms", "export", "--tm", tm, "-o", out, *options).exit_code == 0
    rows = [row.split("\t")[:2] for row in out.read_text(encoding="utf-8-sig").splitlines()]
    assert list(first) in rows
    assert list(first[::-1]) not in rows


def test_a_language_that_is_none_is_misuse(tm, tmp_path):
    out = tmp_path / "out.utf8"
    result = call("terms", "export", "--tm", tm, "-o", out, "--source", "?")
    assert (result.exit_code, "--source" in result.stderr) == (2, True)


def test_the_memory_counts_its_concepts(tm):
    shown = call("tm", "stats", "--tm", tm).stdout
    assert "concepts of the glossary" in shown
    found = json.loads(call("tm", "stats", "--json", "--tm", tm).stdout)
    assert found["concepts"] == {"accepted": 1, "proposed": 1, "rejected": 1}


def test_a_memory_is_imported_into_another(tm, tmp_path):
    result = call("terms", "import", tm, "--tm", tmp_path / "b.tmdb")
    assert "3 concepts created" in result.stderr, result.stderr


def test_a_translation_is_checked_by_the_memory(tm, tmp_path):
    units = write_units(
        tmp_path / "b.tmx", [("双方要和平。", "Both want calm."), ("停火了。", "A truce.")]
    )
    result = call("terms", "check", units, "--glossary", tm)
    (finding,) = [line for line in result.stdout.splitlines() if line.startswith("possible")]
    assert finding.split("\t")[3:5] == ["和平", "peace"]


def test_accepted_terms_help_the_aligner(tm, tmp_path):
    out = tmp_path / "a.duizhao"
    result = call("align", ARTICLE, "--terms", tm, "--tm", tm, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert f"{tm}: 3 pairs of accepted terms" in result.stderr
    alignment = load_alignment(out)
    assert set(alignment.settings.terms) == {
        ("停火", "ceasefire"),
        ("停火", "truce"),
        ("和平", "peace"),
    }
    assert "terms=3@" in alignment.signature


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["accept", "99"], "has no concept “99”"),
        (["reject", "和平"], "is a term of 2 concepts (2 和平 = peace; 3 和平 = calm)"),
        (["merge", "1"], "concept 1 alone cannot be merged"),
        (["edit", "1", "--term", "x", "--text", "y"], "no term “x”: it has “停火”"),
        (["restore", "1"], "no such state of concept 1, it has 0"),
        (["history", "关税"], "has no concept “关税”"),
        (["export", "--contains", "关税", "-o", "out.tsv"], "nothing to write"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tm, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    before = list_rows(tm)
    result = call("terms", *arguments, "--tm", tm)
    assert result.exit_code == 1
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert list_rows(tm) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--status", "good"],
        ["edit", "1"],
        ["edit", "1", "--text", "x"],
        ["edit", "1", "--term", "停火", "--add", "x", "--language", "zh"],
        ["edit", "1", "--add", "x"],
        ["edit", "1", "--term", "停火", "--language", "x y"],
        ["edit", "1", "--term", "停火", "--status", "best"],
        ["export", "-o", "out.tsv", "--format", "doc"],
    ],
)
def test_misuse_ends_with_two(tm, arguments):
    result = call("terms", *arguments, "--tm", tm)
    assert result.exit_code == 2, result.stderr


def test_no_memory_is_misuse():
    assert call("terms", "list").exit_code == 2


def test_a_memory_without_a_glossary_says_so(tmp_path):
    path = tmp_path / "empty.tmdb"
    make_memory(path, ("zh", "en")).close()
    for arguments in (["list"], ["export", "-o", tmp_path / "o.tsv"]):
        result = call("terms", *arguments, "--tm", path)
        assert (result.exit_code, "has no glossary yet" in result.stderr) == (1, True)


def test_a_memory_of_other_languages_is_refused(units, tmp_path):
    path = tmp_path / "fr.tmdb"
    make_memory(path, ("fr", "de")).close()
    result = call("terms", "extract", units, "--tm", path)
    assert result.exit_code == 1
    assert "is a memory of fr and de, not of zh and en" in result.stderr
    table = write_table(tmp_path / "g.tsv", ROWS)
    result = call("terms", "import", table, "--tm", path)
    assert "no concept of the glossary has a term in either" in result.stderr


def test_a_locked_memory_is_waited_for_in_vain(tm, monkeypatch):
    monkeypatch.setattr("tmx.memory.store.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(tm, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        result = call("terms", "accept", "1", "--tm", tm)
    assert result.exit_code == 1
    assert "another program is writing to the memory" in result.stderr


def test_only_accepted_terms_are_settings(tmp_path):
    rows = ["停火\tceasefire\t\t0.9", "和平\tpeace\trejected\t"]
    table = write_table(tmp_path / "g.tsv", rows)
    result = call("align", ARTICLE, "--terms", table)
    assert result.exit_code == 1
    assert "no accepted concept has a Chinese and an English term, of 2 concepts" in result.stderr


def test_the_glossary_that_is_read_is_not_written(tmp_path):
    table = write_table(tmp_path / "g.tsv", ROWS)
    for option in ("-o", "--glossary"):
        result = call("align", ARTICLE, "--terms", table, option, table)
        assert result.exit_code == 1
        assert f"{table}: is an input" in result.stderr


def test_the_concordance_marks_accepted_terms(tm, tmp_path):
    pair = ("双方签署了协议。", "Both sides signed the agreement on a parchment.")
    assert call("tm", "import", write_units(tmp_path / "b.tmx", [pair]), "--tm", tm).exit_code == 0

    def search():
        result = call("tm", "search", "协议", "--tm", tm, "--json")
        return json.loads(result.stdout)["searches"][0]["hits"][0]["target"]["found"]

    assert search() == ["agreement"]
    table = write_table(tmp_path / "g.tsv", ["協議\tparchments\taccepted\t"])
    assert call("terms", "import", table, "--tm", tm).exit_code == 0
    assert search() == ["parchment"]
