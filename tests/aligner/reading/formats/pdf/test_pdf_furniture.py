"""Running heads, headings, footnotes and what a file says of itself."""

import pytest

from aligner.reading.formats.pdf.furniture import find_furniture
from aligner.reading.formats.pdf.kinds import BodySizes, measure_body, tell_kind
from aligner.reading.formats.pdf.lines import find_rows, group_rows, make_line
from aligner.reading.formats.pdf.metadata import read_metadata
from aligner.reading.formats.pdf.notes import drop_marks, drop_own_marks, find_notes
from aligner.reading.formats.pdf.records import Block, Sheet
from aligner.records import Kind
from tests.aligner.reading.formats.pdf.making import make_glyphs, make_lines, make_text_line

BODY = BodySizes(10, 10)


def make_sheets(count, head=None, foot=None, **options):
    """Make pages of body text with a row at the head and one at the foot, given the number."""
    sheets = []
    for number in range(1, count + 1):
        lines = list(make_lines([f"Text {number * 17 + n} of the body." for n in range(9)], top=80))
        for text, base in ((head, 40), (foot, 800)):
            if text and text(number):
                lines.append(make_text_line(text(number), base=base, size=8, **options))
        sheets.append(Sheet(number, 842, group_rows(lines)))
    return sheets


def read_furniture(sheets):
    places = sorted(find_furniture(sheets))
    return [" ".join(line.text for line in sheets[n].rows[row]) for n, row in places]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(lambda n: "The Island Review", id="the same"),
        pytest.param(lambda n: f"{n + 11}", id="numbers"),
        pytest.param(lambda n: f"第{n}頁", id="Chinese page"),
        pytest.param(lambda n: f"- {n} -", id="numbers between dashes"),
        pytest.param(lambda n: ["i", "ii", "iii", "iv", "v", "vi"][n - 1], id="Roman numbers"),
        pytest.param(lambda n: f"{n} Review" if n % 2 else f"Ferries {n}", id="left and right"),
        pytest.param(lambda n: f"Page {n} of 6", id="of so many"),
        pytest.param(lambda n: "" if n == 3 else "The Island Review", id="missing on one page"),
    ],
)
@pytest.mark.parametrize("is_head", [True, False], ids=["head", "foot"])
def test_what_pages_repeat_is_found(head, is_head):
    sheets = make_sheets(6, head=head) if is_head else make_sheets(6, foot=head)
    assert read_furniture(sheets) == [head(n) for n in range(1, 7) if head(n)]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(lambda n: f"Year {n * n} of the war", id="numbers that count no pages"),
        pytest.param(lambda n: "Twice said" if n < 3 else "", id="on two pages of six"),
        pytest.param(lambda n: f"{n * 7}", id="figures"),
        pytest.param(lambda n: "", id="nothing"),
    ],
)
def test_what_is_in_doubt_stays(head):
    assert read_furniture(make_sheets(6, head=head)) == []


def test_a_row_that_stands_elsewhere_on_each_page_stays():
    sheets = [
        Sheet(n, 842, group_rows(make_lines(["Again.", f"Body {n}."], top=60 + 30 * n)))
        for n in range(1, 5)
    ]
    assert read_furniture(sheets) == []


def test_what_the_file_marks_as_no_part_of_the_text_is_found():
    sheets = make_sheets(1, head=lambda n: "Printed at noon", is_artifact=True)
    assert read_furniture(sheets) == ["Printed at noon"]


def test_marks_on_most_of_a_page_are_not_relied_on():
    rows = group_rows(
        make_text_line(f"Row {n}", base=100 + 12 * n, is_artifact=True) for n in (1, 2, 3)
    )
    assert read_furniture([Sheet(1, 842, rows)]) == []


def test_the_number_of_a_single_page_is_found_at_its_foot():
    assert read_furniture(make_sheets(1, foot=lambda n: "1")) == ["1"]
    assert read_furniture(make_sheets(1, foot=lambda n: "1968")) == []


def make_block(*texts, size=10, bold=False, **options):
    lines = tuple(
        make_text_line(text, base=100 + 12 * n, size=size, is_bold=bold)
        for n, text in enumerate(texts)
    )
    return Block(lines, **options)


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        pytest.param(make_block("Life on the Island", size=13), Kind.HEADING, id="larger"),
        pytest.param(make_block("達成的協議", size=13), Kind.HEADING, id="larger, Chinese"),
        pytest.param(make_block("Counting passengers", bold=True), Kind.HEADING, id="bold"),
        pytest.param(make_block("Is it over?", size=16), Kind.HEADING, id="question"),
        pytest.param(
            make_block("The boat left at nine.", bold=True), Kind.BODY, id="bold sentence"
        ),
        pytest.param(
            make_block("A slightly larger line", size=10.5), Kind.BODY, id="hardly larger"
        ),
        pytest.param(make_block("1968", size=20), Kind.BODY, id="a figure"),
        pytest.param(
            make_block("The boat left at nine and", "nobody was there.", size=12),
            Kind.BODY,
            id="a larger lead",
        ),
        pytest.param(make_block("協議", bold=True, cell=(0, 0)), Kind.BODY, id="a cell"),
    ],
)
def test_headings_are_told_by_their_print(block, kind):
    assert tell_kind(block, BODY) is kind


def test_two_sizes_that_much_of_the_text_has_are_both_of_the_body():
    lines = [*make_lines(["港口很安靜"] * 9, size=11), *make_lines(["The port"] * 9, size=10)]
    assert measure_body(lines) == BodySizes(10, 11)


def make_page(*notes):
    """Make a column with notes at its foot, and the one before it."""
    call = make_glyphs("They met in the school.") + make_glyphs("1", 156, 96, 6)
    text = Block((make_line(call),))
    below = [
        Block((make_text_line(note, base=500 + 10 * n, size=8),)) for n, note in enumerate(notes)
    ]
    return [text, *below]


@pytest.mark.parametrize(
    ("notes", "start"),
    [
        pytest.param(["1 See the minutes."], 1, id="figure and space"),
        pytest.param(["1See the minutes."], 1, id="small figure of the font"),
        pytest.param(["* See the minutes."], 1, id="asterisk"),
        pytest.param(["① 見會議記錄。"], 1, id="figure in a circle"),
        pytest.param(["[1] 見會議記錄。"], 1, id="figure in brackets"),
        pytest.param(["A caption in small print."], 2, id="no mark"),
        pytest.param(["15 may be many."], 2, id="a sentence that begins with a number"),
        pytest.param(["A caption.", "2 See there."], 2, id="below a caption"),
    ],
)
def test_footnotes_are_told_by_print_place_and_mark(notes, start):
    assert find_notes(make_page(*notes), BODY) == start


def test_small_print_alone_is_no_note():
    assert find_notes(make_page("1 See the minutes.")[1:], BODY) == 1


def test_the_marks_of_notes_go_from_the_text_and_the_note():
    text, note = make_page("1 See the minutes.")
    unmarked = drop_marks([text], [note])
    assert unmarked.blocks[0].lines[0].text == "They met in the school."
    assert [(change.rule, change.before) for change in unmarked.changes] == [("note-marks", "1")]
    assert drop_own_marks([note])[0].lines[0].text == "See the minutes."


def make_raised(mark, text, base):
    """Make a block that begins with a raised figure, in print as large as the body."""
    glyphs = make_glyphs(mark, 50, base - 4, 6) + make_glyphs(text, 58, base)
    return Block((make_line(glyphs),))


def test_a_raised_mark_that_is_called_begins_a_note_in_any_print():
    text = make_page()[0]
    assert find_notes([text, make_raised("1", "見會議記錄。", 500)], BODY) == 1
    assert find_notes([text, make_raised("14", "C 是一種同位素。", 500)], BODY) == 2
    assert find_notes([text, make_raised("1", "甲。", 500), text], BODY) == 3


@pytest.mark.parametrize("figure", ["1", "12"])
def test_a_figure_before_its_line_belongs_to_it(figure):
    glyphs = [*make_glyphs(figure, 50, 96, 6), *make_glyphs("見會議記錄。", 57, 100)]
    assert [[line.text for line in row] for row in find_rows(glyphs)] == [[f"{figure}見會議記錄。"]]


def test_raised_figures_without_a_note_stay():
    text = make_page()[0]
    assert drop_marks([text], []).blocks == (text,)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("The Ferry Committee", "The Ferry Committee"),
        ("渡輪委員會 2.0", "渡輪委員會 2.0"),
        ("Microsoft Word - draft 3.doc", ""),
        ("untitled", ""),
        ("report_final.indd", ""),
        ("https://example.org/a", ""),
        ("12345", ""),
        ("", ""),
    ],
)
def test_only_sensible_titles_are_taken(title, wanted):
    assert read_metadata({"Title": title}).title == wanted


def test_no_date_of_the_file_is_taken_for_one_of_publication():
    found = read_metadata({"Author": "Ann Lee", "CreationDate": "D:20250311120000Z"})
    assert (found.author, found.date) == ("Ann Lee", "")
    assert read_metadata({"Author": "Administrator"}).author == ""
