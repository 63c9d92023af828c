"""Files that hold a glossary are told from those that hold texts with translations."""

import doctest

import pytest

from tests.tmx.glossary.concepts import EXAMPLE
from tmx.glossary import Glossary, conflicts, write_glossary
from tmx.glossary.recognising import is_glossary

TEXTS = {
    "a.tsv": "zh-CN\ten\n北约扩大。\tNATO grows.\n",
    "b.csv": "review\n1\n",
    "c.xml": "<?xml version='1.0'?><html/>",
    "d.tsv": "",
    "e.xlsx": "zh-CN\treview\n",
    "f.txt": "北约\tNATO\n",
    "g.tmx": "<tmx/>",
}


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        *((f"a.{suffix}", {}) for suffix in ("tsv", "csv", "xlsx", "tbx", "xml", "zh-TW.utf8")),
        ("b.tbx", {"format": "tbx2"}),
        ("b.csv", {"format": "memoq"}),
    ],
)
def test_a_glossary_is_known(tmp_path, name, settings):
    write_glossary(tmp_path / name, Glossary((EXAMPLE,), "title"), **settings)
    assert is_glossary(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030"])
def test_a_table_in_another_encoding_is_known(tmp_path, encoding):
    table = "zh-CN,en,review\n北约,NATO,accepted\n"
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    assert is_glossary(tmp_path / "a.csv")


def test_multiterm_in_utf_16_is_known(tmp_path):
    (tmp_path / "a.xml").write_bytes("<?xml version='1.0'?><mtf><x/></mtf>".encode("utf-16"))
    assert is_glossary(tmp_path / "a.xml")


@pytest.mark.parametrize("name", TEXTS)
def test_anything_else_is_none(tmp_path, name):
    (tmp_path / name).write_text(TEXTS[name], encoding="utf-8")
    assert not is_glossary(tmp_path / name)


def test_what_cannot_be_read_is_none(tmp_path):
    (tmp_path / "a.tsv").mkdir()
    for name in ("a.tsv", "none.xlsx", "none.utf8", "nul\0.tbx"):
        assert not is_glossary(tmp_path / name)


def test_examples_of_docstrings():
    assert doctest.testmod(conflicts).failed == 0
