"""`duizhao align FOLDER`: many pairs into one file, and one bad pair stops none of the rest."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tmx import load_tmx

SAMPLES = Path(__file__).parents[3] / "samples"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A folder of two good pairs, a bad one and a lone file, and its alignment."""
    folder = tmp_path_factory.mktemp("pairs")
    for language in ("zh", "en"):
        (folder / language).mkdir()
        for name in ("2", "10"):
            shutil.copy(SAMPLES / f"lighthouse.{language}.txt", folder / language / f"{name}.txt")
    shutil.copy(SAMPLES / "lighthouse.zh.txt", folder / "zh" / "3.txt")
    (folder / "en" / "3.txt").write_bytes(b"")
    (folder / "zh" / "4.txt").write_text("鴨子。", encoding="utf-8")
    outs = [folder / f"all{suffix}" for suffix in (".tmx", ".tsv", ".jsonl")]
    result = run("align", folder, *[part for out in outs for part in ("-o", out)])
    return folder, result


def test_one_bad_pair_stops_none_of_the_rest(done):
    _, result = done
    assert result.exit_code == 1
    assert "aligned: 2 of 3" in result.stderr
    assert "zh/3.txt | en/3.txt: " in result.stderr
    assert "4.txt: left out: " in result.stderr


def test_one_memory_holds_all_pairs(done):
    folder, _ = done
    units = load_tmx(folder / "all.tmx").units
    tuids = [unit.tuid for unit in units]
    assert len(set(tuids)) == len(tuids) == 46
    assert {tuid.split(".")[0] for tuid in tuids} == {"1", "2"}
    documents = {p.text for unit in units for p in unit.props if p.type == "x-document"}
    assert documents == {"zh/2.txt | en/2.txt", "zh/10.txt | en/10.txt"}


def test_the_table_names_the_files(done):
    folder, _ = done
    text = (folder / "all.tsv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab"))
    assert [rows[0]["document"], rows[-1]["document"]] == [
        "zh/2.txt | en/2.txt",
        "zh/10.txt | en/10.txt",
    ]


def test_objects_of_several_alignments_follow_each_other(done):
    folder, _ = done
    lines = (folder / "all.jsonl").read_text("utf-8").splitlines()
    heads = [r for r in map(json.loads, lines) if r["kind"] == "alignment"]
    assert [head["source"]["name"] for head in heads] == ["zh/2.txt", "zh/10.txt"]
    assert sum(head["beads"] for head in heads) == len(lines) - 2


def test_a_format_for_one_alignment_is_refused_before_the_work(done):
    folder, _ = done
    result = run("align", folder, "-o", folder / "all.duizhao")
    assert result.exit_code == 1
    assert "holds one pair of texts: for a folder give one of .tmx" in result.stderr
    assert not (folder / "all.duizhao").exists()


def test_a_folder_without_pairs(tmp_path):
    (tmp_path / "a.zh.txt").write_text("鴨子。", encoding="utf-8")
    result = run("align", tmp_path, "-o", tmp_path / "a.tmx")
    assert result.exit_code == 1
    assert "no pair of files is named alike but for the language" in result.stderr
