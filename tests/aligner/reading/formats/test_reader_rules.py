"""The rules that readers apply themselves are those that `--keep` knows."""

import ast
from pathlib import Path

import pytest

import aligner.reading.formats
from aligner.documents import READER_RULES
from aligner.reading import READERS
from aligner.reading.formats.office.flow import REASONS
from aligner.reading.records import Source
from tests.aligner.reading.formats.books import book, chapter, package
from tests.aligner.reading.formats.office.packages import make_docx, make_odt, make_xlsx, paragraph
from tests.aligner.reading.formats.office.packages import row as make_row

FOLDER = Path(aligner.reading.formats.__file__).parent
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.rglob("*.py")}


def list_arguments(tree):
    """List the first arguments of all calls that name a rule."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    for call in calls:
        called = call.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in {"Change", "drops", "_drops", "_log"}:
            yield call.args[0]


def list_names():
    """List the names of rules in the code: written out, or constants of their module."""
    for tree in TREES.values():
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for argument in list_arguments(tree):
            if isinstance(argument, ast.Constant):
                yield argument.value
            elif isinstance(argument, ast.Name) and argument.id in constants:
                yield constants[argument.id]


def test_every_rule_of_a_reader_can_be_kept():
    assert {*list_names(), *REASONS} == set(READER_RULES)


TEXT = "河水上漲了三天，村民搬到山上去住，沒有人知道水什麼時候退。"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>秘</w:t></w:r>"
RUBY = "<p>漢<ruby>字<rt>zi</rt></ruby></p><pre><code>x = 1</code></pre>"
CHANGED = {
    ".docx": make_docx(paragraph(TEXT) + f"<w:p>{HIDDEN}</w:p>").data,
    ".odt": make_odt(f"<text:p>{TEXT}<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>"
                     "jia</text:ruby-text></text:ruby></text:p>").data,
    ".xlsx": make_xlsx(make_row(1, TEXT) + make_row(2, "秘", attributes='hidden="1"')).data,
    ".html": f"<nav><a href='/a'>首頁</a></nav><p>{TEXT}</p>{RUBY}".encode(),
    ".epub": book({"OPS/a.xhtml": chapter(f"<p>{TEXT}</p>{RUBY}")}, package([("a.xhtml", "")])),
    ".md": f"{TEXT}[^1]\n\n```\nx = 1\n```\n\n[^1]: 註。\n".encode(),
}  # fmt: skip


@pytest.mark.parametrize("suffix", CHANGED)
def test_the_rules_of_a_reading_are_known_and_kept(suffix):
    changes = READERS[suffix](Source(CHANGED[suffix], f"a{suffix}")).changes
    rules = {change.rule for change in changes}
    assert rules
    assert rules <= set(READER_RULES)
    kept = READERS[suffix](Source(CHANGED[suffix], f"a{suffix}", keep=frozenset(rules)))
    assert kept.changes == ()
