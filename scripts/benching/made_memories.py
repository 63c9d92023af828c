"""Translation memories of any size, made: the same units each time, as CAT tools keep them.

Sentences are clauses put together, with numbers in them, so that few are alike. Of a hundred
units, about ten have inline codes, ten a note, and five a third language.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from tmx import Code, Header, Note, Prop, Provenance, TranslationUnit, Variant
from tmx.content import make_variant

SOURCE, TARGET, THIRD = "zh-HK", "en-GB", "fr-FR"
_START = datetime(2019, 3, 1, 8, tzinfo=UTC)
_PEOPLE = ("wong", "譯者甲", "M. Lee")
_CLAUSES = (
    ("雙方代表在{n}日內再次會面", "delegates of both sides are to meet again within {n} days"),
    ("委員會通過了第{n}號決議", "the committee adopted resolution number {n}"),
    ("河水在三天內上漲了{n}厘米", "the river rose by {n} centimetres in three days"),
    ("價格上升至每噸{n}元", "the price rose to {n} yuan a ton"),
    ("“這不是終點”，他說", "“this is not the end”, he said"),
    ("詳見附件 A & B（第{n}頁）", "see appendices A & B (page {n}) for details"),
    ("學校的大門在黎明前關上了", "the gate of the school was closed before dawn"),
    ("申請人須於期限前提交全部文件", "applicants must hand in all papers before the deadline"),
    ("她從北京寄來一封長信", "she sent a long letter from Beijing"),
    ("如溫度 < {n}°C，機器會停止", "the machine stops if the temperature is < {n} °C"),
    ("漁民們整夜都在燈塔下面等待", "all night the fishermen waited below the lighthouse"),
    ("本條款不影響其他權利", "this clause does not affect any other right"),
    ("按一下按鈕即可儲存設定", "click the button to save the settings"),
    ("沒有人再提起那筆錢", "nobody said another word about the money"),
)
_FRENCH = "Aux termes de l’article {n}, les deux parties se réunissent avant la fin du mois."


def make_header() -> Header:
    """Return the header of every made memory."""
    props = (Prop("x-project", "綜合 2019"), Prop("x-domain", "news"))
    return Header(SOURCE, segtype="sentence", props=props, creation_date=_START)


def make_units(count: int, *, seed: int = 1) -> Iterator[TranslationUnit]:
    """Make units one at a time.

    Args:
        count: how many.
        seed: other units for another seed.
    """
    random = Random(seed)
    for number in range(1, count + 1):
        yield _make_unit(number, random)


def _make_unit(number: int, random: Random) -> TranslationUnit:
    clauses = random.choices(_CLAUSES, k=random.choice((1, 1, 2, 2, 3, 4)))
    figure = f"{random.randrange(1, 10_000):,}"
    chinese = "，".join(clause for clause, _ in clauses).format(n=figure) + "。"
    english = _capitalise(", and ".join(clause for _, clause in clauses).format(n=figure)) + "."
    draw = random.randrange(100)
    variants = [_make_variant(SOURCE, chinese, draw), _make_variant(TARGET, english, draw)]
    if draw >= 95:
        variants.append(Variant(THIRD, _FRENCH.format(n=figure)))
    return TranslationUnit(
        tuple(variants),
        tuid=f"{number:08}",
        props=(Prop("x-document", f"news/{number // 200}.docx"), Prop("x-domain", "news")),
        notes=(Note("請核對數字。"),) if 10 <= draw < 20 else (),
        provenance=_make_provenance(number, random),
    )


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _make_variant(language: str, text: str, draw: int) -> Variant:
    return make_variant(language, _mark_up(text) if draw < 10 else [text])


def _mark_up(text: str) -> Sequence[str | Code]:
    """Put the middle of a text in bold and a line break before its end."""
    third = len(text) // 3
    return (
        text[:third],
        Code("bpt", ('<b class="x">',), i="1", type="bold"),
        text[third : 2 * third],
        Code("ept", ("</b>",), i="1"),
        text[2 * third : -1],
        Code("ph", ("<br/>",), x="2", type="lb"),
        text[-1:],
    )


def _make_provenance(number: int, random: Random) -> Provenance:
    made = _START + timedelta(minutes=number)
    changed = made + timedelta(days=random.randrange(400))
    return Provenance(
        creation_date=made,
        creation_id=random.choice(_PEOPLE),
        change_date=changed if number % 3 == 0 else None,
        change_id=_PEOPLE[number % 2] if number % 3 == 0 else None,
    )
