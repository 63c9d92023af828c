"""Which tables are a text and its translation, and what becomes of their rows."""

import pytest

from aligner.reading.formats.tables import find_bilingual, make_row_paragraphs, name_column

PAIRS = [
    ["燈塔在海角上立了一百年。", "The lighthouse has stood on the cape for a hundred years."],
    ["守燈人每晚爬上樓梯。", "Every night the keeper climbs the stairs."],
    ["風大的時候，窗子會響。", "In a strong wind the windows rattle."],
]
WIDE = [[str(i), *pair, "待審"] for i, pair in enumerate(PAIRS)]


def swap(rows):
    return [row[::-1] for row in rows]


BILINGUAL = {
    "no header": (PAIRS, (0, 1), ("zh", "en"), None),
    "English first": (swap(PAIRS), (0, 1), ("en", "zh"), None),
    "中文|英文": ([["中文", "英文"], *PAIRS], (0, 1), ("zh", "en"), 0),
    "tags": ([["en-GB", "zh_TW"], *swap(PAIRS)], (0, 1), ("en-GB", "zh-TW"), 0),
    "script": ([["English (UK)", "繁體中文"], *swap(PAIRS)], (0, 1), ("en-GB", "zh-Hant"), 0),
    "source and target": ([["Source", "Target"], *PAIRS], (0, 1), ("zh", "en"), 0),
    "own export": (
        [["bead", "type", "source_text", "target_text"], ["0", "1-1", *PAIRS[0]]],
        (2, 3), ("zh", "en"), 0,
    ),
    "other columns": (WIDE, (1, 2), ("zh", "en"), None),
    "named others": ([["序号", "中文", "English", "备注"], *WIDE], (1, 2), ("zh", "en"), 0),
    "a pair like a header": ([*PAIRS, ["原文", "original"]], (0, 1), ("zh", "en"), None),
    "a title above": ([["海角"], ["中文", "英文"], *PAIRS], (0, 1), ("zh", "en"), 1),
    "empty rows": ([[], ["", ""], *PAIRS], (0, 1), ("zh", "en"), None),
    "one row": (PAIRS[:1], (0, 1), ("zh", "en"), None),
    "words": ([["燈塔", "lighthouse"], ["守燈人", "keeper"]], (0, 1), ("zh", "en"), None),
    "names of people": ([["魯濱遜", "Robinson Crusoe"]], (0, 1), ("zh", "en"), None),
    "a gap": ([*PAIRS, ["還沒有翻譯。", ""]], (0, 1), ("zh", "en"), None),
    "not translated but named": (
        [["中文", "英文"], PAIRS[0], *[["還沒有翻譯的句子。", ""]] * 9], (0, 1), ("zh", "en"), 0,
    ),
    "two kinds of Chinese": (
        [["zh-CN", "zh-HK", "en"], ["软件", "軟件", "software"]], (0, 2), ("zh-CN", "en"), 0,
    ),
    "Japanese besides": (
        [["ソフトウェアはこちらです", "軟體在這裡", "the software is here"]],
        (1, 2), ("zh", "en"), None,
    ),
    "beyond the BMP": ([["𠀀𠀁是字。", "𠀀 is a character."]], (0, 1), ("zh", "en"), None),
    "full-width": ([["Ａ　Ｂ是字母。", "A and B are letters."]], (0, 1), ("zh", "en"), None),
}  # fmt: skip


@pytest.mark.parametrize("name", BILINGUAL)
def test_two_languages_are_found(name):
    rows, columns, languages, header = BILINGUAL[name]
    found = find_bilingual(rows)
    assert found is not None
    assert (found.columns, found.languages, found.header) == (columns, languages, header)


FRENCH = "Le phare est sur le cap depuis cent ans et le gardien monte les marches dans la nuit."
SINGLE = {
    "nothing": [],
    "empty": [["", ""], []],
    "one column": [[zh] for zh, _ in PAIRS],
    "Chinese twice": [[zh, zh] for zh, _ in PAIRS],
    "English twice": [["Chinese", "English"], *([en, en] for _, en in PAIRS)],
    "numbers": [["國家", "人口"], ["法國", "68,000,000"], ["德國", "84,000,000"]],
    "numbers with units": [["美國", "25 trillion dollars"], ["法國", "3 trillion dollars"]],
    "codes": [["騰訊控股有限公司", "TCEHY"], ["阿里巴巴集團", "BABA"]],
    "alternating": [[PAIRS[0][0], ""], ["", PAIRS[0][1]], [PAIRS[1][0], ""], ["", PAIRS[1][1]]],
    "mixed up": [PAIRS[0], PAIRS[1][::-1], PAIRS[2], PAIRS[0][::-1]],
    "addresses": [["首頁的網址在這裡", "https://example.org/the/front/page"]],
    "a word beside a text": [["守燈人每晚爬上樓梯，風大的時候，窗子會響。" * 3, "Notes"]],
    "French": [["燈塔在海角上立了一百年，守燈人每晚爬上樓梯。", FRENCH]] * 3,
    "French by name": [["中文", "French"], ["燈塔", "phare"]],
    "Japanese": [["灯台は岬にあります。", "The lighthouse is on the cape."]],
    "menu beside English": [["首頁", PAIRS[0][1] * 5], ["關於", PAIRS[1][1] * 5]],
}


@pytest.mark.parametrize("name", SINGLE)
def test_other_tables_are_not_bilingual(name):
    assert find_bilingual(SINGLE[name]) is None


def test_what_is_left_out_is_said():
    found = find_bilingual([["序号", "中文", "English", "备注"], *WIDE])
    assert found.notes == ("columns 2 and 3 hold the two languages; left out: 1 (序号), 4 (备注)",)
    assert find_bilingual(PAIRS).notes == ()


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("中文", "zh"), ("Chinese (Simplified)", "zh-Hans"), ("简体中文", "zh-Hans"),
        ("EN-us", "en-US"),
        ("目标语言", ""), ("日本語", "other"), ("Kommentar", None), ("", None), ("x" * 99, None),
    ],
)  # fmt: skip
def test_names_of_columns(cell, name):
    assert name_column(cell) == name


def test_rows_become_paragraphs():
    rows = [["海角"], ["中文", "英文"], ["一。\n\n二。", "One."], ["三。"], ["", "Four."]]
    found = find_bilingual(rows)
    made = make_row_paragraphs(rows, found, first_row=10, lines=[1, 2, 3, 5, 6])
    assert [(p.text, p.line, p.language, p.row) for p in made] == [
        ("海角", 1, "", None),
        ("一。", 3, "zh", 12),
        ("二。", 3, "zh", 12),
        ("One.", 3, "en", 12),
        ("三。", 5, "", None),
        ("Four.", 6, "en", 14),
    ]


def test_no_line_of_two_columns_is_lost():
    found = find_bilingual(WIDE)
    texts = [paragraph.text for paragraph in make_row_paragraphs(WIDE, found)]
    assert texts == [text for pair in PAIRS for text in pair]
