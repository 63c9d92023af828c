"""OmegaT reads the glossaries that are written, and finds their terms in a Chinese text."""

import random
import unicodedata

import pytest

from tests.omegat import require_omegat
from tests.tmx.glossary.omegat import run_with_glossaries
from tests.tmx.strategies import MARKUP, SCRIPTS, SPACES
from tmx.glossary import Concept, Glossary, Provenance, Review, Term, TermStatus, write_glossary

PREFERRED, DEPRECATED = TermStatus.PREFERRED, TermStatus.DEPRECATED
TAGS = ("zh-CN", "zh-TW", "zh-HK")


def make_concept(chinese, *english, **fields):
    """Make a concept of the terms of TAGS, where one stands for all of them, and of English."""
    forms = chinese.split("/") * 3
    terms = [Term(tag, text) for tag, text in zip(TAGS, forms[:3], strict=True)]
    terms += [each if isinstance(each, Term) else Term("en-GB", each) for each in english]
    return Concept(tuple(terms), **fields)


TRUMP = Concept(
    (
        Term("zh-CN", "特朗普"),
        Term("zh-TW", "川普", PREFERRED, Provenance.CORPUS, 3, "川普說", "properNoun"),
        Term("zh-TW", "唐納·川普", note="全名"),
        Term("zh-HK", "特朗普", provenance=Provenance.CONVERSION),
        Term("en-US", "Trump", PREFERRED, Provenance.CORPUS, 2, "Trump said", "properNoun"),
    ),
    id="c1",
    probability=0.9,
    subject="politics",
    definition="a president\n\tof the United States",
)
VARIED = Glossary(
    (
        TRUMP,
        make_concept("缓冲国/緩衝國/緩沖國", "buffer state", note="地緣"),
        make_concept("北约/北約/北約", "NATO", "North Atlantic Treaty Organization"),
        make_concept("波罗的海国家/波羅的海國家/波羅的海國家", "Baltic states"),
        make_concept("第三邻国/第三鄰國/第三鄰國", "third neighbour", "the third neighbor"),
        make_concept("泽连斯基/澤倫斯基/澤連斯基", "Zelensky"),
        make_concept("的士高/迪斯可/的士高", "disco"),
    ),
    "術語",
)
CHINESE = {
    "zh-CN": ("特朗普", "乌克兰成为北约和波罗的海国家的缓冲国。", "蒙古的第三邻国政策与泽连斯基。"),
    "zh-TW": ("川普", "烏克蘭成為北約和波羅的海國家的緩衝國。", "蒙古的第三鄰國政策與澤倫斯基。"),
    "zh-HK": ("特朗普", "烏克蘭成為北約和波羅的海國家的緩沖國。", "蒙古的第三鄰國政策與澤連斯基。"),
}
ENGLISH = (
    (),
    ("Baltic states", "buffer state", "NATO", "North Atlantic Treaty Organization"),
    ("third neighbour", "the third neighbor", "Zelensky"),
)


def targets_of(entries):
    return sorted(target for entry in entries for target in entry.targets)


@pytest.mark.parametrize("tag", TAGS)
def test_the_terms_of_a_variety_are_found(tmp_path, tag):
    require_omegat()
    write_glossary(tmp_path / "out.utf8", VARIED)
    name, *sentences = CHINESE[tag]
    segments = [f"昨天{name}發表了講話。", *sentences, "這裏沒有術語。"]
    path = tmp_path / f"out.{tag}.utf8"
    result = run_with_glossaries(tmp_path / "p", segments, (tag.upper(), "EN-GB"), [path])
    assert result.faults == []
    expected = [["Trump"], *map(sorted, ENGLISH[1:]), []]
    assert [targets_of(result.found.get(each, [])) for each in segments] == expected
    assert result.list_found()[segments[0]] == {name: ("Trump",)}


@pytest.mark.slow
def test_only_the_terms_of_a_variety_are_in_its_file(tmp_path):
    require_omegat()
    write_glossary(tmp_path / "out.utf8", VARIED)
    paths = [tmp_path / f"out.{tag}.utf8" for tag in TAGS]
    sentence = "唐納·川普說的士高不是迪斯可。"
    result = run_with_glossaries(tmp_path / "p", [sentence], ("ZH-TW", "EN-US"), paths[1:2])
    assert result.list_found()[sentence] == {
        "唐納·川普": ("Trump",),
        "迪斯可": ("disco",),
        "川普": ("Trump",),
    }
    comment = "a president of the United States; politics; 唐納·川普: 全名"
    assert result.found[sentence][0].comments == (comment,)
    assert len(result.list_loaded("out.zh-TW.utf8")) == len(VARIED.concepts) + 3


@pytest.mark.slow
def test_the_terms_of_an_english_text_are_found(tmp_path):
    require_omegat()
    write_glossary(tmp_path / "out.utf8", VARIED, source="en")
    segments = ["Trump spoke of a buffer state.", "The Baltic states are in NATO.", "Nothing here."]
    path = tmp_path / "out.zh-HK.utf8"
    result = run_with_glossaries(tmp_path / "p", segments, ("EN-GB", "ZH-HK"), [path])
    assert result.faults == []
    found = [targets_of(result.found.get(each, [])) for each in segments]
    assert found == [["特朗普", "緩沖國"], ["北約", "波羅的海國家"], []]


SPECIAL = [
    ("=公式", '=HYPERLINK("http://a.b/?c&d")'),
    ("+加號", "+1"),
    ("-減號", "-1"),
    ("@標記", "'@at"),
    ("#標籤", "#hash <tag> & so"),
    ("「引號」", '"quoted", or not'),
    ('半個"標點', '"half; and | bar'),
    ("反斜線\\路徑", "C:\\new\\table"),
    ("F-16戰機", "F-16 “Falcon”"),
    ("𠀀字", "hao — a 𠀀"),
    ("歐盟︵聯盟︶", "café e\u0301"),
    ("ＡＢＣ公司", "ＡＢＣ Co."),
]


def write_both(folder, glossary, name="out.zh-TW"):
    """Write a glossary for OmegaT and as TBX, version 2; return the files."""
    paths = folder / f"{name}.utf8", folder / f"{name}.tbx"
    write_glossary(paths[0], glossary)
    write_glossary(paths[1], glossary, format="tbx2")
    return paths


def make_glossary(pairs):
    return Glossary(tuple(Concept((Term("zh-TW", a), Term("en-GB", b))) for a, b in pairs))


@pytest.mark.parametrize("form", [0, 1], ids=["utf8", "tbx"])
def test_special_characters_are_read_and_found(tmp_path, form):
    require_omegat()
    path = write_both(tmp_path, make_glossary(SPECIAL))[form]
    segments = [f"他提到{chinese}兩次。" for chinese, _ in SPECIAL]
    result = run_with_glossaries(tmp_path / "p", segments, ("ZH-TW", "EN-US"), [path])
    assert result.faults == []
    # OmegaT composes characters.
    pairs = [(a, unicodedata.normalize("NFC", b)) for a, b in SPECIAL]
    assert [(a.strip(), b) for a, b in result.list_loaded(path.name)] == pairs
    assert result.list_found() == {
        segment: {chinese: (english,)}
        for segment, (chinese, english) in zip(segments, pairs, strict=True)
    }


PIECES = (*MARKUP, *SPACES, *SCRIPTS, *"北約a|'@+-", "NATO")
STATUSES = (None, PREFERRED, DEPRECATED)


def make_wild_glossary(dice):
    """Make concepts whose texts are full of what separates and escapes."""

    def make_text():
        return "".join(dice.choices(PIECES, k=dice.randint(1, 6)))

    def make_wild_concept():
        tags = ["zh-TW"] * dice.randint(1, 3) + ["en-GB"] * dice.randint(1, 3) + ["fr"]
        terms = tuple(Term(tag, make_text(), dice.choice(STATUSES)) for tag in tags)
        return Concept(terms, review=dice.choice([*Review]), note=make_text())

    return Glossary(tuple(make_wild_concept() for _ in range(5)), make_text())


def fold(text):
    """Fold away what a format may change of a text: white space, and how accents are written."""
    return "".join(unicodedata.normalize("NFC", text).split())


def list_pairs(glossary, *, all_terms):
    """List the folded pairs that OmegaT is to load."""
    return {
        (fold(source.text), fold(target.text))
        for concept in glossary.concepts
        for source in concept.terms
        for target in concept.terms
        if (source.language, target.language) == ("zh-TW", "en-GB")
        and (all_terms or (concept.review is not Review.REJECTED and target.status != DEPRECATED))
        and source.text.strip()
        and target.text.strip()
    }


def test_no_text_makes_or_hides_an_entry(tmp_path):
    require_omegat()
    dice = random.Random(7)
    glossaries = {f"wild-{number}.zh-TW": make_wild_glossary(dice) for number in range(60)}
    paths = [path for name, each in glossaries.items() for path in write_both(tmp_path, each, name)]
    result = run_with_glossaries(tmp_path / "p", ["停火。"], ("ZH-TW", "EN-US"), paths)
    assert result.faults == []
    for path in paths:
        # A concept of TBX without a target is loaded for its definition.
        loaded = {(fold(a), fold(b)) for a, b in result.list_loaded(path.name) if b}
        assert loaded == list_pairs(glossaries[path.stem], all_terms=path.suffix == ".tbx")


@pytest.mark.slow
def test_two_thousand_concepts_are_loaded_and_found(tmp_path):
    require_omegat()
    surnames = "趙錢孫李周吳鄭王馮陳褚衛蔣沈韓楊朱秦尤許"
    names = [f"{each}{chr(0x5200 + number)}" for each in surnames for number in range(100)]
    pairs = [(f"{name}條約", f"Treaty {number}") for number, name in enumerate(names)]
    paths = write_both(tmp_path, make_glossary(pairs))
    chosen = pairs[::199]
    segments = [f"雙方簽署了{chinese}。" for chinese, _ in chosen]
    result = run_with_glossaries(tmp_path / "p", segments, ("ZH-TW", "EN-US"), paths)
    assert len(pairs) == 2000
    assert [result.list_loaded(path.name) for path in paths] == [pairs, pairs]
    # Their comments differ by the region of the English, and so both are shown.
    found = result.list_found()
    assert [found[each] for each in segments] == [{a: (b, b)} for a, b in chosen]
    assert result.faults == []


@pytest.mark.slow
def test_what_is_not_to_be_used_is_not_in_its_own_format(tmp_path):
    require_omegat()
    old = make_concept("條約", "treaty", Term("en", "pact", DEPRECATED))
    glossary = Glossary((old, make_concept("實踐", "practice", review=Review.REJECTED)))
    own, tbx = write_both(tmp_path, glossary)
    result = run_with_glossaries(tmp_path / "p", ["條約。"], ("ZH-TW", "EN-GB"), [own, tbx])
    assert result.list_loaded(own.name) == [("條約", "treaty")]
    # OmegaT offers all terms of TBX, and shows the status in the comment of the concept.
    assert dict.fromkeys(result.list_loaded(tbx.name)).keys() == {
        *(("條約", "treaty"), ("條約", "pact"), ("實踐", "practice"))
    }
    assert result.loaded[tbx.name][0].comments[0].endswith("deprecatedTerm-admn-sts")


def write_varieties(folder):
    tags = ("zh-Hant", "zh", "zh-Hant-HK", "zh-CN")
    texts = ("緩衝國", "缓冲国", "緩沖國", "缓冲地带")
    terms = [Term(*each) for each in zip(tags, texts, strict=True)]
    glossary = Glossary((Concept((*terms, Term("en-GB", "buffer state"))),))
    write_glossary(folder / "out.tbx", glossary, format="tbx2")
    return folder / "out.tbx", texts


@pytest.mark.slow
def test_tbx_has_the_terms_of_all_varieties(tmp_path):
    require_omegat()
    path, texts = write_varieties(tmp_path)
    segments = [f"這是{text}。" for text in texts]
    result = run_with_glossaries(tmp_path / "p", segments, ("ZH-HK", "EN-US"), [path])
    assert [result.list_found()[each] for each in segments] == [
        {text: ("buffer state",)} for text in texts
    ]
    assert result.faults == []


@pytest.mark.slow
def test_tbx_serves_a_project_from_english(tmp_path):
    require_omegat()
    path, texts = write_varieties(tmp_path)
    segment = "A buffer state is here."
    result = run_with_glossaries(tmp_path / "p", [segment], ("EN-US", "ZH-TW"), [path])
    (entry,) = result.found[segment]
    assert (entry.source, sorted(entry.targets)) == ("buffer state", sorted(texts))


@pytest.mark.slow
def test_a_txt_is_read_where_the_usual_encoding_is_another(tmp_path, monkeypatch):
    require_omegat()
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Dfile.encoding=windows-1252")
    path = tmp_path / "out.zh-TW.txt"
    write_glossary(path, make_glossary([("北約", "NATO — “pact”")]))
    result = run_with_glossaries(tmp_path / "p", ["北約。"], ("ZH-TW", "EN-US"), [path])
    assert result.list_loaded(path.name) == [("北約", "NATO — “pact”")]


def test_the_harness_sees_a_glossary_that_does_not_load(tmp_path):
    require_omegat()
    own, broken = write_both(tmp_path, make_glossary(SPECIAL))
    broken.write_bytes(broken.read_bytes()[:-20])
    result = run_with_glossaries(tmp_path / "p", ["停火。"], ("ZH-TW", "EN-US"), [own, broken])
    assert result.loaded.keys() == {own.name}
    assert result.faults
