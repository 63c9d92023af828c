"""Files: read by suffix, read by lines, separated by language."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading import (
    READERS,
    ReadingOptions,
    check_supported,
    is_bilingual,
    propose_language,
    read_file,
    read_lines,
    separate_languages,
)
from aligner.reading.language import count_scripts
from aligner.reading.scripts import is_blank
from aligner.reading.text import split_paragraphs
from aligner.records import Document, Kind, Paragraph

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
ARTICLE = SEEDS / "004_bfce83c818fbe682.txt"
CHINESE = "河水上漲了三天,村民搬到山上去住,沒有人知道水什麼時候退。"
ENGLISH = "The river rose for three days, and the villagers moved up the hill."


def write(folder, data, name="a.txt"):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def make_document(*lines):
    return Document(tuple(Paragraph(t, i) for i, t in enumerate(lines, start=1)), name="a.txt")


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.text", "a"])
def test_plain_text_by_suffix(tmp_path, name):
    reading = read_file(write(tmp_path, f"標題\r\n\r\n{CHINESE}\n", name))
    assert [(p.text, p.line) for p in reading.document.paragraphs] == [("標題", 1), (CHINESE, 3)]
    assert (reading.document.name, reading.document.encoding, reading.notes) == (name, "utf-8", ())


def test_unknown_suffix(tmp_path):
    with pytest.raises(AlignerError, match=r"a\.xyz.*\.text, .*\.txt.*--lines"):
        read_file(write(tmp_path, "text", "a.xyz"))


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"%PDF-1.4\n", r"a PDF: rename it to end in \.pdf"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    ],
)
def test_known_document_is_named_before_its_suffix(tmp_path, name, data, what):
    with pytest.raises(AlignerError, match=what) as caught:
        read_file(write(tmp_path, data, name))
    assert "--lines" not in str(caught.value)


def test_registry_takes_functions():
    assert all(callable(reader) and suffix == suffix.lower() for suffix, reader in READERS.items())


@pytest.mark.parametrize("read", [read_file, read_lines])
def test_missing_and_folder(tmp_path, read):
    with pytest.raises(AlignerError, match=r"none\.txt: no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(AlignerError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(AlignerError, match="cannot be read"):
        read("a\0b.txt")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"%PDF-1.4\n", b"\xe2\x80\x8b\n"])
def test_errors_begin_with_the_path(tmp_path, data):
    path = write(tmp_path, data)
    with pytest.raises(AlignerError) as caught:
        read_file(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_lines_keep_everything(tmp_path):
    path = write(tmp_path, " a\x01\r\n\r\rb\u2028c\x0bd\x85e\x0c\n\t\n", "a.docx")
    texts = [p.text for p in read_lines(path).document.paragraphs]
    assert texts == [" a\x01", "", "", "b\u2028c\x0bd\x85e\x0c", "\t"]


def test_lines_count_from_one(tmp_path):
    document = read_lines(write(tmp_path, "a\n\nb")).document
    assert [(p.text, p.line) for p in document.paragraphs] == [("a", 1), ("", 2), ("b", 3)]


def test_guess_and_loss_are_reported(tmp_path):
    (note,) = read_file(write(tmp_path, CHINESE.encode("gb18030"))).notes
    assert note.startswith("read as gb18030")
    (note,) = read_lines(write(tmp_path, "a\ufffdb\ufffd")).notes
    assert note.startswith("2 characters were lost")


def test_given_encoding_is_not_reported(tmp_path):
    path = write(tmp_path, CHINESE.encode("gb18030"))
    assert read_file(path, ReadingOptions("gb18030")).notes == ()


def test_stated_encoding_that_looks_wrong_is_noted(tmp_path):
    path = write(tmp_path, (CHINESE * 3).encode("gb18030"))
    note = "read as latin-1 as stated; the bytes look like gb18030"
    assert note in read_file(path, ReadingOptions("latin-1")).notes


@pytest.mark.parametrize("lines", [(CHINESE,) * 9, (ENGLISH,) * 9, (CHINESE,) * 9 + ("GDP",)])
def test_one_language_only(lines):
    document = make_document(*lines)
    assert not is_bilingual(document)
    with pytest.raises(AlignerError, match=r"a\.txt: only one language found.*second file"):
        separate_languages(document)


def test_motto_and_bibliography_are_no_second_language():
    motto = "To be, or not to be, that is the question."
    book = "Allison, Graham. 2017. Destined for War. Boston: Houghton Mifflin Harcourt."
    lines = (CHINESE * 3,) * 4 + (motto,) + (CHINESE * 3,) * 4 + (book,) * 4
    assert not is_bilingual(make_document(*lines))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("これはほんとうの文です。", "Japanese"),
        ("이것은 정말 한국어 문장입니다.", "Korean"),
        ("Это по-русски.", "script"),
    ],
)
def test_other_languages_are_refused_by_name(text, name):
    with pytest.raises(AlignerError, match=name):
        check_supported(make_document(text, text))


@pytest.mark.parametrize("text", ["今日は晴れです。", "明日東京に行く予定です", "서울", "Привет!"])
def test_short_texts_in_other_languages(text):
    with pytest.raises(AlignerError, match="not supported"):
        check_supported(make_document(text))


@pytest.mark.parametrize(
    "text", ["那個字是「の」。", "優の良品", "α粒子", "他叫「サクラ」的貓死了。", "***"]
)
def test_a_letter_quoted_in_a_short_text(text):
    check_supported(make_document(text))


def test_a_word_of_kana_is_no_japanese():
    check_supported(make_document("優の良品和「カラオケ」都在這條街上。" * 3, CHINESE * 4))


def test_empty_document_has_no_language():
    with pytest.raises(AlignerError, match="no running text"):
        separate_languages(Document((), name="a"))


@pytest.mark.parametrize("lines", [("1", "2.5%"), ("***", "——"), ("https://a.org/b",)])
def test_no_running_text(lines):
    with pytest.raises(AlignerError, match=r"a\.txt: holds no running text"):
        separate_languages(make_document(*lines))


@pytest.mark.parametrize("joint", ["\t", " ", " | ", ""])
@pytest.mark.parametrize(
    "pair",
    [
        (CHINESE, ENGLISH),
        (ENGLISH, CHINESE),
        ("特朗普（Trump）說不會讓步。", "Trump said that he would not yield."),
    ],
)
def test_both_languages_on_one_line(joint, pair):
    separation = separate_languages(make_document(*[joint.join(pair)] * 3, "1"))
    texts = [[p.text for p in document.paragraphs] for document in separation.documents]
    assert [each[:3] for each in texts] == [[half] * 3 for half in pair]
    rows = [[p.row for p in document.paragraphs][:3] for document in separation.documents]
    assert rows == [[1, 2, 3]] * 2
    layouts = {"inline"} if not joint.strip("\t| ") and joint in {"", " "} else {"columns"}
    assert {separation.guess.layout} == layouts


def test_foreign_names_do_not_make_a_line_mixed():
    chinese = "總統Volodymyr Zelensky與Donald Trump在Oval Office見面。"
    document = make_document(chinese, ENGLISH, chinese, ENGLISH)
    chinese_side, _ = separate_languages(document).documents
    assert [p.text for p in chinese_side.paragraphs] == [chinese, chinese]


SENTENCES = (
    "The river rose for three days and three nights, and on the fourth the villagers moved.",
    "Nobody knew when the water would fall.",
    "The old man remembered the flood of forty years ago, and said so to anybody who listened.",
    "President Volodymyr Zelensky (澤連斯基) came to the anti-subsidy talks in person.",
    "He asked for pre- and post-war loans, and for a well-known engineer.",
    "The minister said that nothing had been decided—and that nothing would be.",
    "It rained.",
    "In the spring the river-bed was dry, and children played there until the bells rang.",
    "The long-term interest rates went up again, as everybody had expected.",
    "A boat was found among the trees, with two hens and a cat in it.",
    "The bridge was built anew, this time of stone.",
    "People from the city came to look at it and wrote about it in the papers.",
    "None of them stayed for longer than a day.",
    "The old man died in the winter.",
    "They thanked 澤連斯基.",
)


@pytest.mark.parametrize("width", [50, 51, 60, 66, 68, 72, 74, 75, 80, 87])
def test_a_chinese_name_does_not_hide_the_wrapping(width):
    text = " ".join(SENTENCES)
    wrapped = "\n".join(textwrap.wrap(text, width))
    assert [p.text for p in split_paragraphs(wrapped)] == [text]


quoted = st.text(st.sampled_from('「」『』《》“”"論語說着著a\n。 '), max_size=20)


@settings(deadline=None, max_examples=200)
@given(st.one_of(quoted, st.text(max_size=40)))
def test_any_text_gets_a_language(text):
    assert propose_language(text).tag
    assert min(count_scripts(text)) >= 0


lines = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from([CHINESE, ENGLISH, "", "1", "***"])),
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(lines)
def test_every_visible_character_is_in_one_paragraph(parts):
    text = "\n".join(parts)
    visible = "".join(c for c in text if not is_blank(c))
    paragraphs = split_paragraphs(text)
    assert "".join(c for p in paragraphs for c in p.text if not is_blank(c)) == visible


@settings(deadline=None, max_examples=60)
@given(lines)
def test_every_paragraph_is_in_one_document(parts):
    document = make_document(*[p for p in [CHINESE, ENGLISH, *parts] if not is_blank(p)])
    try:
        documents = separate_languages(document).documents
    except AlignerError:
        return
    found = [p.line for d in documents for p in d.paragraphs]
    assert sorted(found) == [p.line for p in document.paragraphs]
    assert all(
        [p.line for p in d.paragraphs] == sorted(p.line for p in d.paragraphs) for d in documents
    )


needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="the user's article is not here")


@needs_article
def test_article_is_separated():
    lines = ARTICLE.read_text(encoding="utf-8").split("\n")
    texts = [(i, line.strip()) for i, line in enumerate(lines, start=1) if line.strip()]
    chinese, english = separate_languages(read_file(ARTICLE).document).documents
    is_chinese = [i < 58 or i > 106 for i, _ in texts]
    for document, side in ((chinese, True), (english, False)):
        expected = [row for row, flag in zip(texts, is_chinese, strict=True) if flag == side]
        assert [(p.line, p.text) for p in document.paragraphs] == expected
    assert (chinese.language, english.language) == ("zh-HK", "en-GB")


@needs_article
def test_article_has_its_kinds():
    documents = separate_languages(read_file(ARTICLE).document).documents
    kinds = {p.line: p.kind for d in documents for p in d.paragraphs if p.kind is not Kind.BODY}
    assert kinds == {
        1: Kind.DATELINE,
        3: Kind.HEADING,
        6: Kind.BYLINE,
        18: Kind.CAPTION,
        21: Kind.HEADING,
        29: Kind.HEADING,
        45: Kind.CAPTION,
        48: Kind.HEADING,
        58: Kind.HEADING,
        96: Kind.CAPTION,
        108: Kind.NOTICE,
        110: Kind.BYLINE,
    }
