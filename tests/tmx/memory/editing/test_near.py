from datetime import UTC, datetime

import pytest

from tmx.errors import TmxError
from tmx.memory.editing.duplicates import Likeness, find_duplicates, merge_duplicates
from tmx.memory.records import Side, Status, UnitFilter
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.records import TranslationUnit, Variant

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = "任何一方未經另一方書面同意不得轉讓本協議。"
OTHER = "任何一方未經對方書面同意，不得轉讓本協議！"
ENGLISH = "Neither party may assign this Agreement without the other party's written consent."
LOOSE = "No transfer is allowed unless it was agreed to in writing."
SUM = "雙方須於簽署後{}個工作日內付清全部款項。"
DUE = "The parties shall pay in full within {} working days of signing."


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        yield memory


def add(memory, first, second, *, tags=("zh-HK", "en-GB"), **facts):
    unit = TranslationUnit(tuple(map(Variant, tags, (first, second))))
    return add_unit(memory, unit, origin="a", moment=NOW, **facts).id


def list_near(memory, **asked):
    asked.setdefault("side", Side.FIRST)
    groups = find_duplicates(memory, kinds=[Likeness.NEAR], **asked)
    return [[each.id for each in group.units] for group in groups]


GROUPS = {
    "translations that differ much more": ([(TEXT, ENGLISH), (OTHER, LOOSE)], [[2, 1]]),
    "translations that differ as little": ([(TEXT, ENGLISH), (OTHER, ENGLISH[:-1])], []),
    "one translation of other words": ([(TEXT, ENGLISH), (OTHER, ENGLISH)], []),
    "one translation of other numbers": (
        [(SUM.format("三十"), DUE.format(30)), (SUM.format("六十"), DUE.format(30))],
        [[2, 1]],
    ),
    "one translation of a number written otherwise": (
        [(SUM.format("三十"), DUE.format(30)), (SUM.format("30"), DUE.format(30))],
        [],
    ),
    "one translation of what is denied": (
        [
            ("本協議經雙方以書面形式簽字後可修改或者提前終止。", DUE),
            ("本協議經雙方以書面形式簽字後不可修改或者提前終止。", DUE),
        ],
        [[2, 1]],
    ),
    "each number in its place": (
        [(SUM.format(number), DUE.format(number)) for number in ("30", "60")],
        [],
    ),
    "a translation of both that agrees": (
        [(TEXT, ENGLISH), (TEXT, LOOSE), (OTHER, LOOSE)],
        [],
    ),
    "translations of two tags": (
        [(TEXT, ENGLISH), (OTHER, LOOSE, {"tags": ("zh-HK", "en-US")})],
        [],
    ),
    "the two scripts": (
        [
            (TEXT, ENGLISH),
            ("任何一方未经对方书面同意不得转让本协议", LOOSE, {"tags": ("zh-CN", "en-GB")}),
        ],
        [[2, 1]],
    ),
    "what is rejected": ([(TEXT, ENGLISH), (OTHER, LOOSE, {"status": Status.REJECTED})], []),
    "one key, which is no business of this kind": ([(TEXT, ENGLISH), (TEXT[:-1], LOOSE)], []),
    "less alike": ([(TEXT, ENGLISH), ("任何一方事先未獲對方書面許可不得轉讓本合同。", LOOSE)], []),
    "too short": ([("第一條適用。", ENGLISH), ("第一條適應。", LOOSE)], []),
    "the best of several places, and the best first": (
        [
            (TEXT, ENGLISH, {"document": "a", "status": Status.REVIEWED}),
            (TEXT, ENGLISH, {"document": "b"}),
            (OTHER, LOOSE),
        ],
        [[1, 3]],
    ),
}


@pytest.mark.parametrize(("units", "groups"), GROUPS.values(), ids=GROUPS)
def test_groups(memory, units, groups):
    for first, second, *given in units:
        add(memory, first, second, **(given[0] if given else {}))
    assert list_near(memory) == groups


def test_what_was_shown_together_is_not_shown_again(memory):
    texts = (TEXT, TEXT.replace("書面", "書信"), TEXT.replace("書面", "口頭"))
    for text, translation in zip(
        texts, (ENGLISH, LOOSE, "Something else is said here."), strict=True
    ):
        add(memory, text, translation)
    assert list_near(memory) == [[3, 2, 1]]


def test_near_english(memory):
    add(memory, TEXT, ENGLISH)
    add(memory, "未得書面許可，不可轉移合同權益。", ENGLISH.replace("written", "prior"))
    assert list_near(memory, side=Side.SECOND) == [[2, 1]]
    assert list_near(memory) == []


def test_only_what_is_asked_for(memory):
    add(memory, TEXT, ENGLISH, document="a")
    add(memory, OTHER, LOOSE, document="b")
    assert list_near(memory, units=UnitFilter(document="?")) == [[2, 1]]
    assert list_near(memory, units=UnitFilter(document="a")) == []


def test_they_come_last_and_are_a_choice(memory):
    for first, second in ((TEXT, ENGLISH), (OTHER, LOOSE), ("你好", "hello"), ("你好", "hi")):
        add(memory, first, second)
    groups = list(find_duplicates(memory))
    assert [each.likeness.value for each in groups] == ["translations", "near"]
    with pytest.raises(TmxError, match="units 2, 1 are different translations"):
        merge_duplicates(memory, groups[1:], moment=NOW)


def test_an_empty_memory_and_units_that_all_agree(memory):
    assert list_near(memory) == []
    for number in range(50):
        add(memory, SUM.format(number), DUE.format(number))
    assert list_near(memory) == []
