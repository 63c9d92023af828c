"""SubRip and WebVTT: captions, sentences over captions, two languages in a caption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading.formats.bilingual import join_lines
from aligner.reading.formats.captions import clean_line, parse_captions
from aligner.reading.formats.subtitles import ROLLING, read_subtitles
from aligner.reading.opening import read_file
from aligner.reading.records import Reading, Source
from tests.timing import time_work


def stamp(seconds):
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{rest:03}"


def srt(*captions, gap=0.1):
    """Write captions of two seconds each, `gap` seconds apart."""
    step = 2 + gap
    return "\n".join(
        f"{number}\n{stamp(number * step)} --> {stamp(number * step + 2)}\n{text}\n"
        for number, text in enumerate(captions, start=1)
    )


def read(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return read_subtitles(Source(data, "a.srt", **options))


def texts(text):
    return [paragraph.text for paragraph in read(text).document.paragraphs]


def test_captions_are_paragraphs(tmp_path):
    path = tmp_path / "a.srt"
    path.write_text(srt("It rained.", "Nobody\nleft."), encoding="utf-8-sig")
    document = read_file(path).document
    assert [(p.text, p.line) for p in document.paragraphs] == [
        ("It rained.", 3),
        ("Nobody left.", 7),
    ]
    assert ([p.row for p in document.paragraphs], document.units) == ([None, None], False)


WEBVTT = """WEBVTT - a title
Kind: captions
Language: zh-TW
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000

STYLE
::cue(b) {
  color: red;
}

REGION
id:fred

NOTE one line

first
00:01.000 --> 00:02.000 align:start position:0%
<v.loud 小美>那座橋</v>

NOTE
two lines
of a note

00:00:03.000 --> 00:00:04.500
<c.yellow.bg_blue>斷了</c> &amp; <00:00:04.000>沒有人&nbsp;知道 &lt;b&gt;

WEBVTT
X-TIMESTAMP-MAP=MPEGTS:181083,LOCAL:00:00:00.000

a name
00:00:05.000 --> 00:00:06.000
<ruby>漢<rt>hàn</rt></ruby>字

NOTE the end
"""


def test_webvtt_without_what_is_no_text():
    paragraphs = read(WEBVTT).document.paragraphs
    assert [(p.text, p.line) for p in paragraphs] == [
        ("那座橋", 18),
        ("斷了 & 沒有人\xa0知道 <b>", 25),
        ("漢(hàn)字", 32),
    ]
    assert {p.language for p in paragraphs} == {"zh-TW"}


@pytest.mark.parametrize(
    ("line", "cleaned"),
    [
        (r"{\an8}{\i1}Hello{\i0}", "Hello"),
        ("{y:i}Hello", "Hello"),
        ('<font color="#ff0">Hello</font>', "Hello"),
        ("<i>Hello</I> <B >you</b>", "Hello you"),
        ("3 < 5 and 7 > 5", "3 < 5 and 7 > 5"),
        ("<boat> {curly} <3", "<boat> {curly} <3"),
        ("AT&T &notit &amp; &#x6a4b;&#27211;", "AT&T &notit & 橋橋"),
        ("♪ la la ♪ [door opens] (音樂)", "♪ la la ♪ [door opens] (音樂)"),
        ("<lang en>word</lang><00:19.000>s", "words"),
    ],
)
def test_tags_go_and_text_stays(line, cleaned):
    assert clean_line(line) == cleaned


TIMES = "00:00:0{0},000 --> 00:00:0{0},900"
ONE, TWO, THREE = (TIMES.format(number) for number in (1, 3, 5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"1\n{ONE}\nA.\n\n2\n{TWO}\nB.", ["A.", "B."], id="no line end at the end"),
        pytest.param(f"{ONE}\nA.\n\n{TWO}\nB.\n", ["A.", "B."], id="no numbers"),
        pytest.param(f"7\n{ONE}\nA.\n\n7\n{TWO}\nB.\n", ["A.", "B."], id="wrong numbers"),
        pytest.param(f"1\n{ONE}\nA.\n2\n{TWO}\nB.\n", ["A.", "B."], id="no blank lines"),
        pytest.param(f"1\n\n{ONE}\n\nA.\n\n2\n\n{TWO}\n\nB.\n", ["A.", "B."], id="blank lines"),
        pytest.param(
            f"1\n{ONE}\nA.\n\nb c.\n\n2\n{TWO}\nB.", ["A. b c.", "B."], id="blank line inside"
        ),
        pytest.param(f"1\n{ONE}\n1984\n\n2\n{TWO}\nB.\n", ["1984", "B."], id="a number as text"),
        pytest.param(f"1\n{ONE}\n\n2\n{TWO}\nB.\n", ["B."], id="an empty caption"),
        pytest.param(f"1\r\n{ONE}\r\nA.\r\n\r\n2\r\n{TWO}\r\nB.", ["A.", "B."], id="Windows"),
        pytest.param(f"1\r{ONE}\rA.\r\r2\r{TWO}\rB.", ["A.", "B."], id="old Mac"),
        pytest.param(f"1\n{ONE} X1:1 X2:2 Y1:3 Y2:4\nA.\n", ["A."], id="a position"),
        pytest.param("1\n0:1:2.5-->0:1:4\nA.\n", ["A."], id="odd times"),
        pytest.param("1\n0:99:99, --> ?\nA.\n", ["A."], id="broken times"),
        pytest.param(f"1\n{ONE}\nA --> B.\n", ["A --> B."], id="an arrow in the text"),
        pytest.param(f"1\n{ONE}\nA<br>b<br/>c.\n", ["A b c."], id="br"),
        pytest.param(f"1\n{ONE}\n那座橋\n斷了。\n", ["那座橋斷了。"], id="Chinese lines"),
    ],
)
def test_files_as_they_are(text, expected):
    assert texts(text) == expected


GOES_ON = {
    "a sentence over three": "When the river rose,|the villagers left|for the hills.||It rained.",
    "a capital behind a comma": "So I met,|Anna said.||She left.",
    "the word I": "She knew|I had left.||All did.",
    "a title": "Chapter One||It rained.||She left.",
    "a number": "It rained for|30 days.||She left.",
    "capitals": "WE LEFT|FOR THE HILLS.||IT RAINED.",
    "ellipsis": "I thought…|…that you knew.||Yes.",
    "broken off": "I thought...||Well, no.||Yes.",
    "another speaker": "Stop,||- Who is it?||Me.",
    "a sound": "And so||[door opens]||it ends.",
    "a sign": "EXIT ONLY||we ran out.||Home.",
    "a minus": "-5 degrees,|no more.",
    "Chinese": "河水上漲，|村民走了。||下雨了。",
    "Chinese without stops": "河水上漲||村民走了||下雨了嗎？",
    "no stops at all": "the river rose||and we left||for the hills",
}


@pytest.mark.parametrize("text", GOES_ON.values(), ids=GOES_ON.keys())
def test_a_sentence_goes_on_over_captions(text):
    """A single bar stands where captions are joined, a double one where they are not."""
    expected = [join_lines(part.replace("|", "\n")) for part in text.split("||")]
    assert texts(srt(*text.replace("||", "|").split("|"))) == expected


def test_two_speakers_are_two_paragraphs():
    assert texts(srt("- Hi.\n- Bye, all", "of you.")) == ["- Hi.", "- Bye, all of you."]


def test_a_pause_ends_a_sentence():
    assert texts(srt("When the river rose", "we left.", "All.", gap=3)) == [
        "When the river rose",
        "we left.",
        "All.",
    ]


def test_a_voice_ends_a_sentence():
    text = f"WEBVTT\n\n{ONE}\n<v Ann>We left\n\n{TWO}\n<v Bob>for the hills.\n"
    assert texts(text) == ["We left", "for the hills."]


def test_what_never_ends_is_not_one_paragraph():
    found = texts(srt(*["and then we"] * 40, *["End."] * 20))
    assert len(found) >= 23
    assert max(map(len, found)) < 200


BOTH = [
    "那座橋斷了\nThe bridge broke.",
    "村民搬到山上\n去住\n<i>The villagers moved\nup the hill.</i>",
    "OK，走吧\nOkay, let's go.",
]


def rows(text):
    return [(p.row, p.language, p.text) for p in read(text).document.paragraphs]


def test_two_languages_in_a_caption_are_rows():
    assert rows(srt(*BOTH, "1984", "（音樂）")) == [
        (1, "zh", "那座橋斷了"),
        (1, "en", "The bridge broke."),
        (2, "zh", "村民搬到山上去住"),
        (2, "en", "The villagers moved up the hill."),
        (3, "zh", "OK，走吧"),
        (3, "en", "Okay, let's go."),
        (4, "zh", "1984"),
        (5, "zh", "（音樂）"),
    ]


def test_english_may_stand_first():
    turned = ["\n".join(reversed(text.split("\n"))) for text in BOTH]
    assert rows(srt(*turned))[:2] == [(1, "en", "The bridge broke."), (1, "zh", "那座橋斷了")]


def test_rows_are_joined_where_one_language_says_so():
    captions = [
        "如果你認為\nIf you think",
        "這樣可以\nthat this is enough,",
        "那就錯了\nyou are wrong.",
    ]
    assert rows(srt(*captions, *BOTH))[:3] == [
        (1, "zh", "如果你認為這樣可以那就錯了"),
        (1, "en", "If you think that this is enough, you are wrong."),
        (4, "zh", "那座橋斷了"),
    ]


def test_speakers_in_both_languages():
    found = rows(srt("- 真的嗎\n- 真的\n- Really?\n- Really.", *BOTH))
    assert [text for row, _, text in found if row == 1] == [
        "- 真的嗎",
        "- 真的",
        "- Really?",
        "- Really.",
    ]


def test_captions_shown_together_are_one_row():
    halves = [half for text in BOTH for half in text.replace("\n去住", "").split("\n", 1)]
    pieces = [
        f"{2 * i + j}\n{stamp(3 * i)} --> {stamp(3 * i + 2)}\n{half}\n"
        for i in range(3)
        for j, half in enumerate(halves[2 * i : 2 * i + 2], start=1)
    ]
    assert [row for row, _, _ in rows("\n".join(pieces))] == [1, 1, 2, 2, 3, 3]


def test_a_few_foreign_lines_make_no_rows():
    found = rows(srt("那座橋斷了。", "他說\nGoodbye my friend", "下雨了。", "村民走了。"))
    assert {row for row, _, _ in found} == {None}


ROLLING_CAPTIONS = [
    "so today",
    "so today\nwe look at rivers",
    "we look at rivers\nand at bridges",
    "and at bridges",
]


def test_captions_that_roll_are_read_once():
    reading = read(srt(*ROLLING_CAPTIONS))
    assert [p.text for p in reading.document.paragraphs] == [
        "so today",
        "we look at rivers",
        "and at bridges",
    ]
    assert (reading.changes[0].rule, reading.changes[0].before) == (ROLLING, "so today")
    assert len(reading.changes) == 3


@pytest.mark.parametrize("options", [{"cleaning": False}, {"keep": frozenset({ROLLING})}])
def test_captions_that_roll_may_stay(options):
    reading = read(srt(*ROLLING_CAPTIONS), **options)
    assert len(reading.document.paragraphs) == 4
    assert not reading.changes


def test_an_answer_that_echoes_stays():
    captions = ["No.", "No.", "Who is there?", "It is me.", "Come in.", "Thank you."]
    assert texts(srt(*captions)) == captions


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding):
    text = srt("河水上漲了三天，", "村民搬到山上去住。", "沒有人知道水什麼時候退。")
    reading = read(text.encode(encoding))
    assert reading.document.paragraphs[0].text == "河水上漲了三天，村民搬到山上去住。"
    assert reading.document.encoding == encoding


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"WEBVTT\n\nNOTE nothing\n", "no caption"),
        ("橋斷了。\n".encode(), "no caption.*rename it"),
        (f"1\n{ONE}\n\n2\n{TWO}\n<i></i>\n".encode(), "no caption"),
        (b"%PDF-1.4 00:00:01,000 --> 00:00:02,000\nA", "a PDF"),
        (bytes(range(256)) * 9, "binary|encoding|UTF-8"),
    ],
)
def test_files_that_are_refused(data, message):
    with pytest.raises(AlignerError, match=message):
        read(data)


LINES = st.sampled_from(
    [
        "",
        "1",
        "2",
        ONE,
        TWO,
        "-->",
        "1-->",
        "WEBVTT",
        "NOTE",
        "橋",
        "a b",
        "<v X>",
        "- c",
        "…",
        "{\\",
        "&#1;",
    ]
)


@given(st.lists(LINES, max_size=14).map("\n".join).map(str.encode) | st.binary(max_size=200))
def test_any_lines_are_read_or_refused(data):
    try:
        reading = read(data)
    except AlignerError as error:
        assert "\n" not in str(error)
        return
    assert isinstance(reading, Reading)
    assert all(p.text.strip() and p.line >= 1 for p in reading.document.paragraphs)


@given(
    st.lists(
        st.sampled_from(["橋斷了", "a river", "A.", "。", "- b", "…", "“c”"]),
        min_size=1,
        max_size=9,
    )
)
def test_no_text_is_lost(captions):
    found = "".join(texts(srt(*captions)))
    assert "".join(found.split()) == "".join("".join(captions).split())


@pytest.mark.parametrize(
    "line",
    ["<" * 200_000, " " * 200_000, "{\\" * 100_000, "&" * 200_000, "<c." * 70_000, "1" * 200_000],
)
def test_long_lines_are_quick(line):
    text = f"1\n{ONE}\na\n{line}\n{line} -->\n"
    captions, spent = time_work(lambda: list(parse_captions(text).captions))
    assert len(captions) >= 1
    assert spent < 3
