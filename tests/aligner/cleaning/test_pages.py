"""Whole pages: the seeds, layouts of all kinds, clean texts, and what holds for any lines.

A file of `tests/cases/pages` marks each line: "+ " belongs to the article, "- " does not, "? "
does not but stays, because nothing on the page tells.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.cleaning import clean
from aligner.cleaning.chain import apply_rules
from aligner.cleaning.furniture import PAGE_RULES
from aligner.reading.scripts import is_blank
from aligner.reading.text import split_paragraphs
from aligner.records import Kind, Paragraph

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
PAGES = sorted((ROOT / "tests" / "cases" / "pages").glob("*.txt"))
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not here")
WINDOW = 40

# Of each seed the lines of the article, from first to last, marked by hand; blank lines are none,
# and neither are the lines of empty image links, which a rule for links removes.
ARTICLES = {
    "000": [(3, 87)],
    "001": [(1, 17)],
    "002": [(3, 3), (8, 86)],
    "003": [(4, 4), (8, 14), (19, 45)],
    "004": [(1, 110)],
}


def read_lines(path):
    """Read a file as a reader of lines does, each line a paragraph."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [Paragraph(text.strip(), n) for n, text in enumerate(lines, start=1) if text.strip()]


def find_clean_texts():
    """Yield the texts in which nothing is to be found."""
    yield from sorted((SHARED / "corpora").glob("*/*/*.txt")) if SHARED.is_dir() else ()
    yield from [*ROOT.glob("README*.md"), ROOT / "CHANGELOG.md"]
    yield from [*sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "samples").glob("*.txt"))]


each_clean_text = pytest.mark.parametrize(
    "path", list(find_clean_texts()), ids=lambda path: "-".join(path.parts[-3:])
)


@needs_shared
@pytest.mark.parametrize("seed", ARTICLES)
def test_seeds(seed):
    path = next((SHARED / "seeds").glob(f"{seed}_*.txt"))
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    expected = {
        number
        for first, last in ARTICLES[seed]
        for number in range(first, last + 1)
        if lines[number - 1].strip() and not lines[number - 1].startswith("![](")
    }
    left = [p for p in clean(split_paragraphs(text)).paragraphs if not p.text.startswith("![](")]
    left = [paragraph for paragraph in left if not paragraph.text.startswith("<ul")]
    assert {paragraph.line for paragraph in left} == expected


@needs_shared
@pytest.mark.parametrize("seed", ["000", "002", "004"])
def test_lines_of_seeds_stay_whole(seed):
    text = next((SHARED / "seeds").glob(f"{seed}_*.txt")).read_text(encoding="utf-8")
    paragraphs = split_paragraphs(text)
    printed = {paragraph.line: paragraph.text for paragraph in paragraphs}
    left = apply_rules(paragraphs, PAGE_RULES).paragraphs
    assert all(paragraph.text == printed[paragraph.line] for paragraph in left)


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_layouts(path):
    marked = path.read_text(encoding="utf-8").split("\n")
    paragraphs = split_paragraphs("\n".join(line[2:] for line in marked))
    left = {paragraph.line for paragraph in clean(paragraphs).paragraphs}
    expected = {n for n, line in enumerate(marked, start=1) if line[:2] in ("+ ", "? ")}
    assert left == expected


def test_there_are_layouts_enough():
    assert len(PAGES) >= 20


@each_clean_text
def test_clean_texts_lose_nothing(path):
    paragraphs = read_lines(path)
    assert apply_rules(paragraphs, PAGE_RULES).changes == ()
    joined = split_paragraphs(path.read_text(encoding="utf-8"))
    assert apply_rules(joined, PAGE_RULES).changes == ()


@each_clean_text
def test_excerpts_of_clean_texts_lose_nothing(path):
    paragraphs = read_lines(path)
    lost = [
        (change.rule, change.before)
        for start in range(0, max(1, len(paragraphs) - WINDOW + 1), 3)
        for change in apply_rules(paragraphs[start : start + WINDOW], PAGE_RULES).changes
    ]
    assert lost == []


@pytest.mark.slow
@each_clean_text
def test_every_excerpt_of_clean_texts_loses_nothing(path):
    paragraphs = read_lines(path)
    for size in (WINDOW, 12):
        for start in range(max(1, len(paragraphs) - size + 1)):
            assert apply_rules(paragraphs[start : start + size], PAGE_RULES).changes == ()


PIECES = st.sampled_from(
    [
        "百年渡口重新开放",
        "河汀镇的老渡口在上周重新开放，第一班渡船载着三十多名乘客驶向对岸。",
        "The ledgers were kept for forty years, and nobody had read them.",
        "相关推荐",
        "网友评论",
        "Most read",
        "1. 我们为什么还在写信给陌生人",
        "2026-01-21 16:26:16",
        "2024-09-12 来源：江川日报",
        "首页",
        "登录",
        "分享至",
        "Share",
        "0",
        "首页 > 新闻 > 正文",
        "责任编辑：林可",
        "标签：渡口",
        "感谢您的阅读，我们下期再见。",
        "Origins[edit]",
        "a | b | c | d | e | f",
    ]
)
LINES = st.lists(
    PIECES | st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=30
)


def make_paragraphs(texts):
    return [Paragraph(text, n) for n, text in enumerate(texts, start=1) if not is_blank(text)]


@given(LINES)
def test_what_is_left_is_whole_and_in_order(texts):
    paragraphs = make_paragraphs(texts)
    cleaned = apply_rules(paragraphs, PAGE_RULES)
    printed = {paragraph.line: paragraph.text for paragraph in paragraphs}
    lines = [paragraph.line for paragraph in cleaned.paragraphs]
    assert lines == sorted(set(lines))
    marked = {change.line for change in cleaned.changes if change.rule == "edit-marks"}
    assert all(p.text == printed[p.line] or p.line in marked for p in cleaned.paragraphs)


@given(LINES)
def test_what_is_gone_is_in_the_log(texts):
    paragraphs = make_paragraphs(texts)
    cleaned = apply_rules(paragraphs, PAGE_RULES)
    left = {paragraph.line for paragraph in cleaned.paragraphs}
    logged = {change.line for change in cleaned.changes}
    assert {paragraph.line for paragraph in paragraphs} - left <= logged


@given(LINES)
def test_each_rule_finds_whole_lines_once(texts):
    paragraphs = make_paragraphs(texts)
    for rule in PAGE_RULES:
        found = [find.paragraph for find in rule.find(paragraphs)]
        assert found == sorted(set(found))


@pytest.mark.parametrize("kind", [Kind.FOOTNOTE, Kind.BODY])
def test_what_its_format_calls_content_stays(kind):
    text = "这是一段正常的文字，讲的是一个很普通的故事，没有什么特别。"
    row = 1 if kind is Kind.BODY else None
    paragraphs = [
        Paragraph(text, 1),
        Paragraph(text, 2),
        Paragraph("相关推荐", 3, kind, row=row),
        Paragraph("责任编辑：林可", 4, kind, row=row),
        Paragraph("分享至", 5, kind, row=row),
    ]
    assert apply_rules(paragraphs, PAGE_RULES).changes == ()


@given(LINES)
def test_something_is_left(texts):
    paragraphs = make_paragraphs(texts)
    assert bool(apply_rules(paragraphs, PAGE_RULES).paragraphs) == bool(paragraphs)


@given(LINES)
def test_a_page_that_was_cleaned_is_clean(texts):
    cleaned = apply_rules(make_paragraphs(texts), PAGE_RULES)
    assert apply_rules(cleaned.paragraphs, PAGE_RULES).changes == ()


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_layout_that_was_cleaned_is_clean(path):
    text = "\n".join(line[2:] for line in path.read_text(encoding="utf-8").split("\n"))
    cleaned = apply_rules(split_paragraphs(text), PAGE_RULES)
    assert apply_rules(cleaned.paragraphs, PAGE_RULES).changes == ()
