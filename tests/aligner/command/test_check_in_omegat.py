"""OmegaT loads what `duizhao check --fix` makes of files that it loses, and fills in every pair."""

import pytest
from typer.testing import CliRunner

from aligner.command.app import app
from tests.grammars import check_grammars
from tests.omegat import require_omegat, run_omegat

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en"'
    ' srclang="zh-HK" datatype="plaintext"/>'
)
UNIT = (
    '<tu tuid="1"><prop type="x-a">1</prop><tuv xml:lang="zh-HK"><seg>{}</seg></tuv>'
    '<tuv xml:lang="en-GB"><seg>{}</seg></tuv></tu>'
)
# What is replaced in a sound file, and by what.
LOST = {
    "forbidden": (" alone", "\x0balone\x1f"),
    "reference": ("</seg>", "&#x1F;</seg>"),
    "ampersand": (" alone", " & alone"),
    "entity": (" alone", "&nbsp;alone"),
    "no-srclang": (' srclang="zh-HK"', ""),
    "underscore": ('"zh-HK"', '"zh_HK"'),
    "cut-off": ("</tu></body></tmx>", "</tu><tu><tuv"),
}
TAKEN = {
    "prop-without-type": (' type="x-a"', ""),
    "version": ('version="1.4"', 'version="2.0"'),
    "segtype": ("sentence", "section"),
    "order": ("<tuv", '<tuv x="1"'),
    "space": ("<seg>", '<seg xml:space="preserve">'),
    "unknown": ("</tu>", "<extra>1</extra></tu>"),
}
BROKEN = {**LOST, **TAKEN}


def pair_of(name):
    return f"{name}的停火已經開始。", f"{name}: it stands alone."


def expected_pair_of(name):
    chinese, english = pair_of(name)
    changed = {"ampersand": " & alone", "entity": "&nbsp;alone"}
    return chinese, english.replace(" alone", changed.get(name, " alone"))


def write_broken(folder, name):
    sound = f'<tmx version="1.4">{HEADER}<body>{UNIT.format(*pair_of(name))}</body></tmx>'
    old, new = BROKEN[name]
    assert old in sound
    path = folder / f"{name}.tmx"
    path.write_text(sound.replace(old, new), encoding="utf-8")
    return path


def fix(path, folder):
    out = folder / path.name
    done = CliRunner().invoke(app, ["check", str(path), "--fix", "-o", str(out)])
    assert done.exit_code == (1 if path.stem == "cut-off" else 0), done.output
    check_grammars(out)
    return out


@pytest.fixture
def broken(tmp_path):
    (tmp_path / "broken").mkdir()
    return [write_broken(tmp_path / "broken", name) for name in BROKEN]


def test_fixed_files_are_loaded_and_filled_in(tmp_path, broken):
    require_omegat()
    (tmp_path / "fixed").mkdir()
    fixed = [fix(path, tmp_path / "fixed") for path in broken]
    texts = {name: f"{pair_of(name)[0]}\n" for name in BROKEN}
    result = run_omegat(tmp_path / "project", texts, ("ZH-HK", "EN-GB"), fixed)
    assert result.memories == {f"{name}.tmx": [expected_pair_of(name)] for name in BROKEN}
    assert result.targets == {name: f"{expected_pair_of(name)[1]}\n" for name in BROKEN}
    # Of a file that names no source, OmegaT remarks that any language may be it.
    assert [fault for fault in result.faults if "(*all*)" not in fault] == []


def test_they_were_lost_before(tmp_path, broken):
    require_omegat()
    texts = {name: f"{pair_of(name)[0]}\n" for name in BROKEN}
    result = run_omegat(tmp_path / "project", texts, ("ZH-HK", "EN-GB"), broken)
    held = {
        name for name in BROKEN if expected_pair_of(name) in result.memories.get(f"{name}.tmx", [])
    }
    assert held == set(TAKEN)
    assert result.faults
