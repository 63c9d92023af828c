"""Files of a folder in pairs by their names."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.naming import find_mark
from aligner.pairs import find_pairs, natural_key, pair_names

CASES = json.loads((Path(__file__).parents[1] / "cases" / "pairs.json").read_text(encoding="utf-8"))
SUFFIXES = frozenset({"", ".txt", ".docx", ".html", ".md", ".tmx", ".sdlxliff"})


def names(paths):
    return [path.as_posix() for path in paths]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
@pytest.mark.parametrize("order", [1, -1])
def test_cases(case, order):
    found = pair_names(case["files"][::order], suffixes=SUFFIXES)
    assert [names((p.chinese, p.english)) for p in found.pairs] == case.get("pairs", [])
    assert names(found.singles) == case.get("singles", [])
    assert names(each.path for each in found.unpaired) == case.get("unpaired", [])


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (["1.zh.txt"], "there is no English file of this name"),
        (["en/1.txt"], "there is no Chinese file of this name"),
        (["1.zh.xyz"], "files ending in .xyz are not read"),
        (["1.en.txt", "1.txt"], "1.txt may be its Chinese file, but does not say so"),
        (
            ["1.en.md", "1.en.txt", "1.zh.txt"],
            "several files go by this name (1.zh.txt, 1.en.md, 1.en.txt): "
            "keep one of each language",
        ),
    ],
)
def test_reasons(files, reason):
    assert pair_names(files, suffixes=SUFFIXES).unpaired[0].reason == reason


def test_any_suffix_with_lines():
    found = pair_names(["train.zh", "train.en", "dev.zh.tok", "dev.en.tok"], suffixes=None)
    assert [names((p.chinese, p.english)) for p in found.pairs] == [
        ["dev.zh.tok", "dev.en.tok"],
        ["train.zh", "train.en"],
    ]


def test_a_folder_is_searched(tmp_path):
    for name in ("zh/a/10.txt", "en/a/10.txt", "zh/a/9.txt", "en/a/9.md", "both.txt", "zh/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = find_pairs(tmp_path)
    assert found.pairs[-1].chinese == tmp_path / "zh" / "a" / "10.txt"
    assert found.singles == (tmp_path / "both.txt",)
    assert tmp_path / "zh" / "x.txt" in [each.path for each in found.unpaired]


def test_only_names_below_the_folder_count(tmp_path):
    folder = tmp_path / "zh"
    folder.mkdir()
    (folder / "1.txt").touch()
    assert find_pairs(folder).singles == (folder / "1.txt",)


def test_no_folder(tmp_path):
    with pytest.raises(AlignerError, match="is no folder"):
        find_pairs(tmp_path / "none")
    (tmp_path / "a.txt").touch()
    with pytest.raises(AlignerError, match="is no folder"):
        find_pairs(tmp_path / "a.txt")


def test_natural_order():
    paths = [Path(name) for name in ("a10", "a2", "A1", "a2b", "a" + "1" * 5000, "a02")]
    ordered = [path.name[:4] for path in sorted(paths, key=natural_key)]
    assert ordered[0] == "A1"
    assert ordered[-2:] == ["a10", "a111"]
    assert set(ordered[1:3]) == {"a2", "a02"}


NAME = st.lists(
    st.sampled_from(
        ["zh", "en", "中文", "英", "EN-us", "-", ".", "_", " ", "1", "10", "章", "(", "b"]
    ),
    min_size=1,
    max_size=6,
).map("".join)
PATHS = st.lists(st.tuples(NAME, NAME, st.sampled_from([".txt", ".tmx", ".png", ""])), max_size=8)


@given(PATHS)
def test_each_file_is_in_one_place_at_most(parts):
    files = {f"{folder}/{name}{suffix}" for folder, name, suffix in parts}
    found = pair_names(files, suffixes=SUFFIXES)
    placed = [path for pair in found.pairs for path in (pair.chinese, pair.english)]
    placed += [*found.singles, *(each.path for each in found.unpaired)]
    assert len(placed) == len(set(placed))
    assert set(placed) <= {Path(file) for file in files}


@given(st.text(max_size=30))
def test_any_name_has_one_mark_or_none(name):
    mark = find_mark(name)
    assert mark is None or (mark.language in {"zh", "en"} and "*" in mark.rest)
