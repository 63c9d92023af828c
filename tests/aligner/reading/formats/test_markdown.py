"""Markdown: blocks, marks, tables and front matter; and plain text under its suffix."""

import pytest

from aligner import AlignerError
from aligner.reading.formats.markdown import read_markdown
from aligner.reading.records import Source
from aligner.records import Kind
from tests.aligner.reading.formats.pages import ENGLISH, HANS


def read(text, **options):
    return read_markdown(Source(text.encode(), "text.md", **options))


def texts(text, **options):
    return [paragraph.text for paragraph in read(text, **options).document.paragraphs]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("# 題\n\n甲。", ["題", "甲。"], id="heading"),
        pytest.param("題\n===\n\n甲。", ["題", "甲。"], id="underlined heading"),
        pytest.param("#題\n\n甲。", ["題", "甲。"], id="heading without a space"),
        pytest.param("#話題#\n\n甲。", ["#話題#", "甲。"], id="hashtag"),
        pytest.param("*a* **b** ~~c~~ `d`", ["a b c d"], id="marks"),
        pytest.param("說**「停火」**才行", ["說「停火」才行"], id="marks between Chinese"),
        pytest.param(r"2 \* 3 \* 4 and \_x\_", ["2 * 3 * 4 and _x_"], id="escapes"),
        pytest.param("[here](http://x) <http://y.example>", ["here http://y.example"], id="links"),
        pytest.param("[a][1]\n\n[1]: http://x", ["a"], id="references"),
        pytest.param("見![](a.png)圖", ["見圖"], id="an image in a line"),
        pytest.param("![](a.png)\n\n甲", ["甲"], id="an image without words"),
        pytest.param("- a\n- b\n  - c\n\n1. d\n2. e", ["a", "b", "c", "d", "e"], id="lists"),
        pytest.param("1986. A great year.", ["1986. A great year."], id="a year is no list"),
        pytest.param("> a\n> b\n\nc", ["a b", "c"], id="quotation"),
        pytest.param("甲乙\n丙丁", ["甲乙丙丁"], id="a soft break between Chinese"),
        pytest.param("one\ntwo", ["one two"], id="a soft break between words"),
        pytest.param("one  \ntwo\\\nthree", ["one two three"], id="hard breaks"),
        pytest.param("    甲。\n\n    乙。", ["甲。", "乙。"], id="indented text is no code"),
        pytest.param("<Vertrag> und a<b>c</b>", ["<Vertrag> und ac"], id="words in brackets"),
        pytest.param("a<br><br>b &amp; c", ["a", "b & c"], id="HTML in a line"),
        pytest.param("<div>\n<p>a</p>\n</div>\n\nb", ["a", "b"], id="blocks of HTML"),
        pytest.param("a\n\n***\n\nb", ["a", "b"], id="rule"),
        pytest.param("> " * 40 + "deep", ["deep"], id="deep quotations"),
        pytest.param("[TOC]\n\n甲\n\n[[_TOC_]]", ["甲"], id="the place of the contents"),
        pytest.param("# 題 {#a .b}\n\n甲{乙}", ["題", "甲{乙}"], id="attributes of a heading"),
        pytest.param("- [ ] a\n- [x] b\n- [c] d", ["a", "b", "[c] d"], id="boxes of tasks"),
        pytest.param("> [!NOTE]\n> 甲", ["甲"], id="the kind of a callout"),
        pytest.param("[ ] a [!NOTE] b", ["[ ] a [!NOTE] b"], id="brackets of the text"),
        pytest.param(
            "撥款==四百萬==元，a == b == c", ["撥款四百萬元，a == b == c"], id="highlight"
        ),
        pytest.param(
            "見[[page|燈塔]]和[[港口]]，[[1]", ["見燈塔和港口，[[1]"], id="links of a wiki"
        ),
    ],
)
def test_blocks(text, wanted):
    assert texts(text) == wanted


def test_kinds_and_lines():
    text = "# T\n\na\nb\n\n![c *d*](x)\n\n|x|y|\n|-|-|\n|e|f|\n\ng[^1]\n\n[^1]: h\n"
    found = [(p.text, p.kind, p.line) for p in read(text).document.paragraphs]
    assert found == [
        ("T", Kind.HEADING, 1),
        ("a b", Kind.BODY, 3),
        ("c d", Kind.CAPTION, 6),
        ("x", Kind.BODY, 8),
        ("y", Kind.BODY, 8),
        ("e", Kind.BODY, 10),
        ("f", Kind.BODY, 10),
        ("g", Kind.BODY, 12),
        ("h", Kind.FOOTNOTE, 14),
    ]


def test_a_bilingual_table_has_rows():
    text = "|中文|English|\n|---|---|\n|早安。|Good morning.|\n|你好嗎？|How are you?|\n"
    found = [(p.text, p.language, p.row) for p in read(text).document.paragraphs]
    assert found == [
        ("早安。", "zh", 1),
        ("Good morning.", "en", 1),
        ("你好嗎？", "zh", 2),
        ("How are you?", "en", 2),
    ]


def test_code_is_left_out_and_logged():
    reading = read("a\n\n```python\nprint(1)\n```\n\nb")
    assert [p.text for p in reading.document.paragraphs] == ["a", "b"]
    assert [(c.rule, c.line, c.before) for c in reading.changes] == [("code", 3, "print(1)")]
    assert texts("a\n\n```\nprint(1)\n```", keep=frozenset({"code"})) == ["a", "print(1)"]
    with pytest.raises(AlignerError, match="no visible text"):
        read("```\nprint(1)\n```")


def test_front_matter():
    text = (
        "---\ntitle: '停火'\nauthors: [甲, \"乙\"]\ndate: 2025-03-11\ntags:\n- x\n---\n\n正文。\n"
    )
    document = read(text).document
    assert (document.metadata.title, document.metadata.author) == ("停火", "甲, 乙")
    assert document.metadata.date == "2025-03-11"
    assert [(p.text, p.kind, p.line) for p in document.paragraphs] == [
        ("停火", Kind.HEADING, 1),
        ("正文。", Kind.BODY, 9),
    ]
    assert texts(text + "\n# 停火") == ["正文。", "停火"]


def test_a_rule_at_the_head_is_no_front_matter():
    assert texts("---\n\n甲。\n\n---\n\n乙。") == ["甲。", "乙。"]


def test_plain_text_with_a_paragraph_a_line():
    chinese, english = ([t for n, t in enumerate(article) if n != 6] for article in (HANS, ENGLISH))
    assert texts("\n".join((*chinese, "", *english))) == [*chinese, *english]


def test_plain_text_with_blank_lines_is_as_in_a_text_file():
    assert texts("\n\n".join((*HANS, *ENGLISH))) == [*HANS, *ENGLISH]


def test_wrapped_lines_are_joined():
    words, lines = " ".join(ENGLISH[1:3] + ENGLISH[4:6]).split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert texts("\n".join(lines)) == [" ".join(words)]
    chinese = HANS[1] + HANS[4]
    wrapped = "\n".join(chinese[i : i + 30] for i in range(0, len(chinese), 30))
    assert texts(wrapped) == [chinese]


def test_a_line_under_a_paragraph_makes_no_heading():
    long = "。".join(HANS[1:5])
    assert read(f"{long}\n-----\n\n乙。").document.paragraphs[0].kind is Kind.BODY


@pytest.mark.parametrize(
    "text",
    ["[" * 30_000, "**a" * 20_000, "> " * 3000 + "x", "a\n" * 50_000, "1. a\n" * 10_000],
    ids=["brackets", "stars", "quotations", "lines", "items"],
)
def test_long_input_takes_linear_time(text):
    try:
        assert texts(text)
    except AlignerError as error:
        assert "no visible text" in str(error)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", bytes(range(256)) * 20], ids=["0", "1", "2"])
def test_hostile_files_are_clear_errors(data):
    with pytest.raises(AlignerError) as raised:
        read_markdown(Source(data, "text.md"))
    assert "\n" not in str(raised.value)
