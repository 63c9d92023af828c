import pytest

from aligner.errors import AlignerError
from aligner.pretranslating import MatchSource, read_source, settle_languages
from aligner.settings import Settings
from tests.aligner.reading.formats.office.packages import list_docx, pack, paragraph
from tmx.memory.records import Side

CHINESE = "停火谈判今天在日内瓦开始。双方代表都已经到达。\n\n谈判会持续三天，之后发表联合声明。\n"
TRADITIONAL = "停火談判今天開始，計程車司機透過網路得知這個資訊。軟體與硬體的品質都很好。\n"
ENGLISH = (
    "The talks began in Geneva today. Both sides have arrived.\n\nThey will last three days.\n"
)


def write(folder, text, name="a.txt"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder, text, name="a.txt", **settings):
    return read_source(write(folder, text, name), Settings(**settings))


@pytest.mark.parametrize(
    ("text", "family", "count"), [(CHINESE, "zh", 3), (TRADITIONAL, "zh", 2), (ENGLISH, "en", 3)]
)
def test_a_text_is_read_and_split_as_for_an_alignment(tmp_path, text, family, count):
    found = read(tmp_path, text)
    assert found.document.language.startswith(family)
    assert len(found.segments) == count


def test_a_docx_and_a_page(tmp_path):
    body = paragraph("停火", "Heading1") + paragraph("双方代表都已经到达。谈判会持续三天。")
    found = read(tmp_path, pack(list_docx(body)), "a.docx")
    assert next((each.text, str(each.kind)) for each in found.segments) == ("停火", "heading")
    page = "<html><body><h1>停火</h1><p>双方代表都已经到达。<br>谈判会持续三天。</p></body></html>"
    assert read(tmp_path, page, "a.html").segments[0].text == "停火"


def test_lines_are_segments(tmp_path):
    found = read(tmp_path, "　停火。撤军。 \n\n谈判。\n", lines=True)
    assert [(each.text, each.paragraph, each.start) for each in found.segments] == [
        ("停火。撤军。", 0, 1),
        ("谈判。", 2, 0),
    ]


def test_rules_of_a_tool(tmp_path):
    own = read(tmp_path, "他说：“停火。”双方都同意。\n")
    theirs = read(tmp_path, "他说：“停火。”双方都同意。\n", srx="omegat")
    assert [each.text for each in own.segments] != [each.text for each in theirs.segments]


FRENCH = "Les négociations ont commencé à Genève. Elles vont durer trois jours.\n" * 5
BILINGUAL = CHINESE + "\n" + ENGLISH


def test_a_file_in_two_languages_is_refused(tmp_path):
    with pytest.raises(AlignerError, match=r"a\.txt: holds zh-CN and en-US .*duizhao align"):
        read(tmp_path, BILINGUAL)


@pytest.mark.parametrize(("tag", "count"), [("zh", 3), ("en", 3), ("zh-SG", 3)])
def test_one_language_of_a_file_in_two_can_be_taken(tmp_path, tag, count):
    found = read(tmp_path, BILINGUAL, source_language=tag)
    assert len(found.segments) == count
    assert any("is left out" in note for note in found.notes)


def test_a_file_in_two_languages_has_no_third(tmp_path):
    with pytest.raises(AlignerError, match="holds zh-CN and en-US, and not fr"):
        read(tmp_path, BILINGUAL, source_language="fr")


@pytest.mark.parametrize(
    ("text", "settings", "message"),
    [
        ("", {}, "empty"),
        ("\n \n", {"lines": True}, "empty"),
        (CHINESE, {"source_language": "en"}, "is stated to be en, but this text is zh-CN"),
        (CHINESE, {"source_language": "no tag"}, "no tag"),
        ("12:30\n2026\n", {"lines": True}, "does not tell its language"),
        (FRENCH, {}, "needs --lines as well"),
    ],
    ids=["empty", "blank", "other language", "no tag", "numbers", "French"],
)
def test_what_is_refused(tmp_path, text, settings, message):
    with pytest.raises(AlignerError, match=message):
        read(tmp_path, text, **settings)


def test_lines_may_be_in_any_language(tmp_path):
    text = "Les négociations ont commencé à Genève.\n"
    found = read(tmp_path, text, lines=True, source_language="fr")
    assert found.document.language == "fr"


def test_a_tag_without_a_region_leaves_what_the_text_tells(tmp_path):
    assert read(tmp_path, TRADITIONAL, source_language="zh").document.language == "zh-TW"
    assert read(tmp_path, CHINESE, source_language="zh-SG").document.language == "zh-SG"


@pytest.mark.parametrize(
    ("text", "tag", "is_certain"),
    [
        ("停火。\n", None, False),
        ("停火。\n", "zh", False),
        ("停火。\n", "zh-CN", True),
        ("停火。\n", "zh-TW", True),
        (TRADITIONAL, None, True),
        (TRADITIONAL, "zh", True),
    ],
)
def test_whether_the_region_is_certain(tmp_path, text, tag, is_certain):
    assert read(tmp_path, text, source_language=tag).is_certain is is_certain


def make_source(languages=("zh", "en"), tags=None):
    tags = {"zh-CN en-US": 5, "zh-TW en-GB": 3, "zh-HK en-GB": 1} if tags is None else tags
    return MatchSource("m.tmdb", languages, lambda query: (), lambda: tags)


def settle(folder, text, memory=None, target=None, **settings):
    return settle_languages([read(folder, text, **settings)], target, memory)


def test_languages_of_a_memory(tmp_path):
    found = settle(tmp_path, TRADITIONAL, make_source())
    assert (found.source, found.target, found.side) == ("zh-TW", "en-US", Side.FIRST)
    assert (found.asked, found.asked_target) == ("zh-TW", None)
    assert "en-US" in found.notes[0]
    found = settle(tmp_path, ENGLISH, make_source(), "zh-TW")
    assert (found.target, found.side, found.asked_target) == ("zh-TW", Side.SECOND, "zh-TW")
    assert (found.asked, found.notes) == ("en", ())


def test_an_empty_memory_gives_its_language(tmp_path):
    assert settle(tmp_path, CHINESE, make_source(tags={})).target == "en"


@pytest.mark.parametrize(("text", "target"), [(CHINESE, "en-US"), (ENGLISH, "zh-CN")])
def test_without_a_memory_the_target_is_the_other_language(tmp_path, text, target):
    assert settle(tmp_path, text).target == target


@pytest.mark.parametrize(
    ("memory", "target", "message"),
    [
        (make_source(("en", "fr")), None, r"m\.tmdb: holds en and fr, and the texts are in zh-CN"),
        (make_source(("zh", "fr")), "en", r"m\.tmdb: holds zh and fr, and not zh-CN and en"),
        (None, "zh-TW", "is the same language"),
        (None, "no tag", "no tag"),
    ],
    ids=["other pair", "other target", "one language", "no tag"],
)
def test_languages_that_do_not_fit(tmp_path, memory, target, message):
    with pytest.raises(AlignerError, match=message):
        settle(tmp_path, CHINESE, memory, target)


def test_a_text_that_does_not_tell_its_region_goes_with_those_that_do(tmp_path):
    texts = [read(tmp_path, "停火。\n", "a.txt"), read(tmp_path, TRADITIONAL, "b.txt")]
    found = settle_languages(texts, None, None)
    assert (found.source, found.asked) == ("zh-TW", "zh-TW")


@pytest.mark.parametrize("other", [ENGLISH, CHINESE], ids=["language", "region"])
def test_texts_in_several_languages_are_refused(tmp_path, other):
    texts = [read(tmp_path, TRADITIONAL), read(tmp_path, other, "b.txt", source_language=None)]
    if other is CHINESE:
        texts[1] = read(tmp_path, other, "b.txt", source_language="zh-CN")
    with pytest.raises(AlignerError, match=r"b\.txt: is in .*, and other files are in zh-TW"):
        settle_languages(texts, None, None)
