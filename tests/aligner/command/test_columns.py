"""How texts are laid out on a terminal: width, line breaks, what stands out."""

import sys

import pytest

from aligner.command.columns import (
    FOUND,
    Marks,
    Terminal,
    break_lines,
    cut,
    find_terminal,
    lay_out,
    make_visible,
    measure,
    pad,
)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("talks", 5),
        ("停火", 4),
        ("𠀀", 2),
        ("ＡＢ", 4),
        ("e\u0301", 1),
        ("a\u200db", 2),
        ("“…”", 3),
    ],
)
def test_the_width_of_a_text(text, width):
    assert measure(text) == width
    assert measure(pad(text, 8)) == 8
    assert measure(cut(text * 5, 7)) <= 7


@pytest.mark.parametrize("width", range(2, 30))
def test_lines_hold_the_whole_text_and_no_more_columns(width):
    text = "停火談判（第12條），ceasefire talks began in 北京 on Monday。結束"
    lines = [text[start:stop] for start, stop in break_lines(text, width)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line) <= width for line in lines)


def test_no_line_begins_with_a_closing_mark():
    text = "停火。談判，開始（今天）結束。"
    for width in range(6, 20):
        lines = [text[start:stop] for start, stop in break_lines(text, width)]
        assert not [line for line in lines if line[0] in "。，）" or line[-1] == "（"], width


def test_a_paragraph_hangs_behind_its_head():
    lines = list(lay_out("停火談判開始", "zh  ", Terminal(width=20)))
    assert lines == ["zh  停火談判開始"]
    lines = list(lay_out("停火談判開始了今天結束", "zh  ", Terminal(width=20)))
    assert lines == ["zh  停火談判開始了今", "    天結束"]


def test_spans_are_coloured_across_lines():
    terminal = Terminal(width=20, has_colours=True)
    lines = list(
        lay_out("停火談判開始了今天結束", "zh  ", terminal, spans=[(6, 9)], marks=Marks(FOUND))
    )
    assert lines == [
        f"zh  停火談判開始{FOUND}了今\x1b[0m",
        f"    {FOUND}天\x1b[0m結束",
    ]


def test_without_colours_brackets_may_mark_spans():
    spans = [(1, 2), (4, 4)]
    assert list(lay_out("第12條", "", Terminal(), spans=spans, marks=Marks(FOUND, "[]"))) == [
        "第[1]2條[]"
    ]
    assert list(lay_out("第12條", "", Terminal(), spans=spans, marks=Marks(FOUND))) == ["第12條"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a↵b"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("a\x9b2Jb", "a\ufffd2Jb"),
        ("\ud800", "\ufffd"),
    ],
)
def test_nothing_in_a_text_moves_the_cursor(text, shown):
    assert make_visible(text) == shown
    assert len(make_visible(text)) == len(text)


def test_a_pipe_gets_whole_lines_without_colours(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert find_terminal() == Terminal()


@pytest.mark.parametrize(
    ("variables", "has_colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_colours_are_for_terminals_that_want_them(monkeypatch, variables, has_colours):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm", "COLUMNS": "72", **variables}.items():
        monkeypatch.setenv(name, value)
    assert find_terminal() == Terminal(72, has_colours)
