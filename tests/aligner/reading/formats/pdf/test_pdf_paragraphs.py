"""Lines → paragraphs → text."""

import pytest

from aligner.reading.formats.pdf.flow import find_flows, join_flows
from aligner.reading.formats.pdf.joining import Usage, join_lines, study_usage
from aligner.reading.formats.pdf.paragraphs import measure_pitches
from aligner.reading.formats.pdf.records import Column
from tests.aligner.reading.formats.pdf.making import make_lines, make_text_line

FULL = "a line of text that is as full as the column is wide"
OPEN = "and a line that is as full as all the others, open to"


def divide(*columns):
    """Divide columns into paragraphs; return the lines of each."""
    made = [Column(tuple(lines), region=n) for n, lines in enumerate(columns)]
    flows = find_flows(made, measure_pitches([column.lines for column in made]))
    return [[line.text for line in block.lines] for block in join_flows(flows)]


def test_lines_are_joined():
    assert divide(make_lines([FULL, FULL, "the end."])) == [[FULL, FULL, "the end."]]


def test_an_indented_line_begins_a_paragraph():
    end = FULL[:-5] + "ends."
    lines = make_lines([">the first" + FULL[16:], FULL, end, ">the next" + FULL[16:], FULL])
    assert [len(block) for block in divide(lines)] == [3, 2]


def test_each_of_two_indented_lines_in_a_row_begins_a_paragraph():
    end = FULL[8:-5] + "ends."
    first = ">" + FULL[8:]
    lines = make_lines([first, FULL, end, ">" + end, first, FULL])
    assert [len(block) for block in divide(lines)] == [3, 1, 2]


def test_a_wider_gap_divides_paragraphs():
    end = FULL[:-5] + "ends."
    lines = make_lines([FULL, FULL, end]) + make_lines([FULL, FULL], top=142)
    assert [len(block) for block in divide(lines)] == [3, 2]


def test_a_short_last_line_ends_a_paragraph():
    lines = make_lines([FULL, "the end.", FULL, FULL])
    assert [len(block) for block in divide(lines)] == [2, 2]


def test_a_line_that_the_next_word_does_not_fit_in_is_not_short():
    lines = make_lines([FULL, "the end of the line is here it is.", "Incomprehensibilities follow"])
    assert len(divide(lines)) == 1


def test_chinese_is_divided_by_its_short_lines():
    full = "港口很安靜，沒有人說話，也沒有一條船在海上"
    lines = make_lines([full, full, "他睡了。", full, full])
    assert [len(block) for block in divide(lines)] == [3, 2]


@pytest.mark.parametrize("options", [{"size": 14}, {"is_bold": True}], ids=["larger", "bold"])
def test_other_print_divides_paragraphs(options):
    head = make_text_line("A Heading", base=88, **options)
    assert [len(block) for block in divide([head, *make_lines([FULL, FULL])])] == [1, 2]


def test_a_bullet_begins_a_paragraph_and_its_lines_hang():
    lines = make_lines(["• " + FULL[:-2], ">" + FULL[:-4], "• " + FULL[:-2], ">the end."])
    assert [len(block) for block in divide(lines)] == [2, 2]


@pytest.mark.parametrize(
    ("last", "first", "count"),
    [
        pytest.param(
            OPEN,
            "more of it in the next column, as long as that is.",
            1,
            id="goes on in small letters",
        ),
        pytest.param(
            OPEN,
            "China and others, as it is said and as it is so too",
            1,
            id="goes on with a capital",
        ),
        pytest.param(
            "The end of it.", "Another paragraph begins so, and it is long enough", 2, id="ended"
        ),
        pytest.param(OPEN, ">Another paragraph begins so and is long", 2, id="indented"),
        pytest.param(
            "A heading", "more of it in the next column, as long as that is.", 2, id="far from full"
        ),
    ],
)
def test_paragraphs_go_on_in_the_next_column(last, first, count):
    after = make_lines([first, FULL, FULL], left=400)
    assert len(divide(make_lines([FULL, FULL, last]), after)) == count


def test_chinese_goes_on_on_the_next_page():
    full = "港口很安靜，沒有人說話，也沒有一條船在海上"
    assert len(divide(make_lines([full, full]), make_lines([full, "他睡了。"], page=2))) == 1


def join(*texts, words=(), breaks_words=True):
    lines = make_lines(list(texts))
    usage = Usage(study_usage(make_lines([f"x {w} x" for w in words] or ["x"])).words)
    return join_lines(lines, Usage(usage.words, breaks_words=breaks_words))


@pytest.mark.parametrize(
    ("texts", "words", "wanted"),
    [
        pytest.param(["the negotia-", "tions began"], (), "the negotiations began", id="broken"),
        pytest.param(["the US-", "Russian talks"], (), "the US-Russian talks", id="capitals"),
        pytest.param(["a co-", "operative"], ["co-operative"], "a co-operative", id="hyphen else"),
        pytest.param(
            ["a co-", "operative"], ["cooperative"], "a cooperative", id="solid elsewhere"
        ),
        pytest.param(["a self-", "employed man"], (), "a self-employed man", id="first part"),
        pytest.param(["a China-", "backed plan"], ["China"], "a China-backed plan", id="last part"),
        pytest.param(["pre-", "and post-war"], (), "pre- and post-war", id="left hanging"),
        pytest.param(["US-Cana-", "dian talks"], (), "US-Canadian talks", id="broken compound"),
        pytest.param(["the repre\u00ad", "sentatives"], (), "the representatives", id="soft"),
        pytest.param(["the represen‐", "tatives"], (), "the representatives", id="U+2010"),
        pytest.param(["so\u00adft"], (), "soft", id="soft inside"),
        pytest.param(["the years 1990-", "1995 were"], (), "the years 1990-1995 were", id="years"),
        pytest.param(["in public—", "a sign"], (), "in public—a sign", id="dash"),
        pytest.param(["他說", "不行"], (), "他說不行", id="Chinese"),
        pytest.param(["美國的", "GDP增長"], (), "美國的GDP增長", id="Chinese and Latin"),
        pytest.param(["a man", "named 陳"], (), "a man named 陳", id="a name in English"),
        pytest.param(["𠀀𠀀", "𠀀"], (), "𠀀𠀀𠀀", id="outside the BMP"),
    ],
)
def test_lines_become_text(texts, words, wanted):
    assert join(*texts, words=words) == wanted


def test_a_document_that_breaks_no_words_keeps_its_hyphens():
    assert join("the cave-", "dwelling bat", breaks_words=False) == "the cave-dwelling bat"


def test_a_document_with_compounds_alone_breaks_no_words():
    lines = make_lines(["the well-known bat-like cat", "a long-term plan for cave-"] * 5)
    assert not study_usage(lines).breaks_words
    assert study_usage(make_lines(["the nego-", "tiations", "were nego-", "tiations"])).breaks_words


def test_spaces_between_scripts_follow_the_document():
    spaced = study_usage(make_lines(["使用 GDP 一詞", "他說 OK 了"]))
    assert join_lines(make_lines(["美國的", "GDP"]), spaced) == "美國的 GDP"
