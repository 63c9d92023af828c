"""What is built holds both packages with their data and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def names_in_wheel(folder):
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def names_in_sdist(folder):
    (sdist,) = folder.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        return {name.split("/", maxsplit=1)[1] for name in archive.getnames() if "/" in name}


def source_files(package):
    files = (path for path in (ROOT / package).rglob("*") if path.is_file())
    names = (path.relative_to(ROOT).as_posix() for path in files)
    return {name for name in names if "__pycache__" not in name}


def test_the_wheel_holds_both_packages_whole(built):
    expected = source_files("aligner") | source_files("tmx")
    assert {n for n in names_in_wheel(built) if ".dist-info/" not in n} == expected


def test_the_wheel_states_all_licences(built):
    licences = {Path(n).name for n in names_in_wheel(built) if "/licenses/" in n}
    packages = ROOT / "aligner", ROOT / "tmx"
    of_data = {path.name for package in packages for path in package.rglob("LICENSE-*.txt")}
    assert len(of_data) > 1
    assert licences == {"LICENSE", *of_data}


def test_the_article_is_in_no_distribution(built):
    names = names_in_wheel(built) | names_in_sdist(built)
    assert not [name for name in names if name.endswith("article.txt")]
    assert "samples/lighthouse.zh.txt" in names_in_sdist(built)


def test_the_docs_name_every_format_and_rule():
    from aligner.cleaning import RULES
    from aligner.documents import READER_RULES
    from aligner.reading import READERS

    docs = (ROOT / "docs" / "reading.md").read_text("utf-8")
    names = [*(rule.name for rule in RULES), *READER_RULES, *filter(None, READERS)]
    assert [name for name in names if f"`{name}`" not in docs] == []
