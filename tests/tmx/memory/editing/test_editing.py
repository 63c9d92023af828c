from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.tmx.memory.kit import check_units as check
from tmx.content import make_variant
from tmx.contexts import Context
from tmx.errors import TmxError
from tmx.memory.editing.changing import (
    Edit,
    delete_units,
    edit_unit,
    find_changes,
    merge_units,
    restore_unit,
)
from tmx.memory.matching.finding import find_matches
from tmx.memory.records import Action, MatchOptions, Query, Side, Status
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.memory.transfer.exporting import MemoryUnits, find_units
from tmx.memory.transfer.importing import ImportOptions, import_units
from tmx.records import (
    Code,
    Header,
    Note,
    Prop,
    Provenance,
    ReadReport,
    TranslationUnit,
    Variant,
)

THEN = datetime(2024, 2, 29, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        yield memory
        check(memory)


class Source(tuple):
    header = Header("zh-HK")
    report = ReadReport(0)


def add(memory, first="你好", second="hello", **given):
    variants = Variant("zh-HK", first), Variant("en", second)
    return add_unit(memory, TranslationUnit(variants), origin="add", moment=THEN, **given)


def edit(memory, unit, **fields):
    return edit_unit(memory, unit.id, Edit(**fields), moment=NOW, author="Li")


def test_a_text(memory):
    unit = add(memory, author="Wang")
    edited = edit(memory, unit, second="Hello!")
    assert edited.is_changed
    assert not edited.lost_codes
    assert edited.unit.get_variant(Side.SECOND).text == "Hello!"
    assert (edited.unit.author, edited.unit.changed) == ("Li", NOW)
    assert edited.unit.unit.provenance.creation_id == "Wang"
    assert edited.unit.pair != unit.pair
    (change,) = find_changes(memory, unit.id)
    assert (change.action, change.author, change.moment) == (Action.EDIT, "Li", NOW)
    assert change.before == unit.unit


FIELDS = {
    "tag": ({"first_language": "zh-Hant-TW"}, lambda u: u.get_variant(Side.FIRST).language),
    "tuid": ({"tuid": "a7"}, lambda u: u.unit.tuid),
    "status": ({"status": Status.REVIEWED}, lambda u: u.status),
    "document": ({"document": "b.docx"}, lambda u: u.document),
    "author": ({"author": "Chen"}, lambda u: u.author),
    "notes": ({"notes": (Note("?"),)}, lambda u: u.unit.notes),
}


@pytest.mark.parametrize(("fields", "read"), FIELDS.values(), ids=FIELDS)
def test_another_field(memory, fields, read):
    unit = add(memory, document="a.docx", author="Wang")
    after = edit(memory, unit, **fields).unit
    ((name, wanted),) = fields.items()
    assert read(after) == wanted.replace("zh-Hant-TW", "zh-TW") if name == "tag" else wanted
    assert after.pair == unit.pair
    assert len(find_changes(memory, unit.id)) == 1
    assert not edit(memory, after, **fields).is_changed
    assert len(find_changes(memory, unit.id)) == 1


@pytest.mark.parametrize("name", ["tuid", "document", "author"])
def test_what_is_taken_away(memory, name):
    variants = Variant("zh", "你好"), Variant("en", "hello")
    given = TranslationUnit(variants, "t", provenance=Provenance(creation_id="Wang"))
    unit = add_unit(memory, given, origin="add", moment=THEN, document="a.docx")
    after = edit(memory, unit, **{name: None}).unit
    found = {"tuid": after.unit.tuid, "document": after.document, "author": after.author}
    assert found[name] is None
    assert edit(memory, after, **{name: ""}).is_changed is False


def test_inline_codes_go_with_their_text(memory):
    first = make_variant("zh", ("你", Code("ph", ("{0}",))))
    second = make_variant("en", ("you", Code("ph", ("{0}",))))
    unit = add_unit(memory, TranslationUnit((first, second)), origin="add", moment=THEN)
    edited = edit(memory, unit, second="You", first="你")
    assert edited.lost_codes == (Side.SECOND,)
    assert edited.unit.get_variant(Side.FIRST) == first
    assert edited.unit.get_variant(Side.SECOND).content == ()
    assert find_changes(memory, unit.id)[0].before.variants == (first, second)


def test_who_vouches_for_an_alignment(memory):
    variants = Variant("zh", "你好"), Variant("en", "hello", props=(Prop("aligned", "true"),))
    props = Prop("x-ConfirmationLevel", "Draft"), Prop("x-a", "1")
    unit = add_unit(
        memory, TranslationUnit(variants, props=props), origin="a", moment=THEN, confidence=0.5
    )
    draft = edit(memory, unit, status=Status.REJECTED).unit
    assert (draft.status, draft.confidence) == (Status.REJECTED, 0.5)
    after = edit(memory, draft, status=Status.REVIEWED).unit
    assert (after.status, after.confidence) == (Status.REVIEWED, None)
    stated = {each.type: each.text for each in after.unit.props}
    assert stated == {
        **{"x-ConfirmationLevel": "ApprovedTranslation", "x-a": "1"},
        "x-status": "reviewed",
    }


def test_either_direction(memory):
    variants = Variant("en", "hello"), Variant("zh", "你好")
    given = TranslationUnit(variants, source_language="en")
    unit = add_unit(memory, given, origin="a", moment=THEN)
    after = edit(memory, unit, first="您好", second_language="en-GB").unit
    assert after.source == Side.SECOND
    assert [each.text for each in after.unit.variants] == ["hello", "您好"]
    assert [each.language for each in after.unit.variants] == ["en-GB", "zh"]
    assert after.unit.source_language in {None, "en-GB"}


def test_dates_of_a_text_alone(memory):
    provenance = Provenance(change_date=THEN, change_id="Wang")
    variants = Variant("zh", "你好"), Variant("en", "hello", provenance=provenance)
    unit = add_unit(memory, TranslationUnit(variants), origin="a", moment=THEN)
    after = edit(memory, unit, second="Hello").unit.get_variant(Side.SECOND)
    assert (after.provenance.change_date, after.provenance.change_id) == (NOW, "Li")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"first": " \n"}, "blank; delete the unit instead"),
        ({"second": ""}, "blank"),
        ({"first_language": "en"}, "en is not zh"),
        ({"second_language": "fr"}, "fr is not en"),
        ({"second_language": "no tag"}, "tag"),
    ],
    ids=["spaces", "empty", "the other side", "another language", "no tag"],
)
def test_what_is_refused(memory, fields, reason):
    unit = add(memory)
    with pytest.raises(TmxError, match=reason):
        edit(memory, unit, **fields)
    assert list(find_units(memory)) == [unit]
    assert not find_changes(memory, unit.id)


def test_a_unit_that_is_not_there(memory):
    with pytest.raises(TmxError, match=r"a\.tmdb: there is no unit 7"):
        edit_unit(memory, 7, Edit(first="a"), moment=NOW)
    with pytest.raises(TmxError, match="no such state of unit 7"):
        restore_unit(memory, 7, moment=NOW)
    assert delete_units(memory, [7, -1], moment=NOW) == 0
    assert find_changes(memory, 7) == ()


def test_characters_that_cannot_be_kept(memory):
    after = edit(memory, add(memory), first="你\0好\ud800", document="\udc00", notes=(Note("\0"),))
    assert after.unit.get_variant(Side.FIRST).text == "你\ufffd好\ufffd"
    assert (after.unit.document, after.unit.unit.notes) == ("\ufffd", (Note("\ufffd"),))


def test_becoming_the_same_as_another(memory):
    one, other = add(memory, author="A"), add(memory, "您好", author="A")
    edit(memory, other, status=Status.DRAFT)
    edited = edit(memory, one, first="您好")
    assert edited.merged == (other.id,)
    assert [each.id for each in find_units(memory)] == [one.id]
    actions = [each.action for each in find_changes(memory, one.id)]
    assert actions == [Action.EDIT, Action.EDIT, Action.MERGE]
    assert find_changes(memory, other.id) == ()


def test_texts_that_others_hold_stay(memory):
    one, other = add(memory, document="a"), add(memory, document="b")
    assert one.pair == other.pair
    edit(memory, one, first="您好")
    assert [each.get_variant(Side.FIRST).text for each in find_units(memory)] == ["您好", "你好"]


def test_deleting_and_restoring(memory):
    context = Context("前", "后", "before")
    unit = add(memory, document="a", author="A", confidence=0.25, context=context)
    add(memory, "再见", "bye")
    assert delete_units(memory, [unit.id, unit.id, 99], moment=NOW, author="Li") == 1
    assert [each.id for each in find_units(memory)] == [2]
    assert find_changes(memory, unit.id)[0].action == Action.DELETE
    check(memory)
    restored = restore_unit(memory, unit.id, moment=LATER)
    assert restored.unit == replace(unit, pair=restored.unit.pair)
    assert not restore_unit(memory, unit.id, moment=LATER).is_changed


def test_restoring_what_came_again(memory):
    unit = add(memory)
    delete_units(memory, [unit.id], moment=NOW)
    again = add(memory)
    restored = restore_unit(memory, unit.id, moment=LATER)
    assert (restored.unit.id, restored.merged) == (unit.id, (again.id,))
    assert [each.id for each in find_units(memory)] == [unit.id]


def test_restoring_a_former_state(memory):
    unit = add(memory)
    edit(memory, unit, first="一")
    edit(memory, unit, first="二")
    assert restore_unit(memory, unit.id, moment=LATER, change=0).unit.unit == unit.unit
    assert restore_unit(memory, unit.id, moment=LATER).unit.get_variant(Side.FIRST).text == "二"
    assert len(find_changes(memory, unit.id)) == 4


def test_merging_and_taking_it_back(memory):
    one, two, three = (add(memory, text, document=text) for text in "一二三")
    edit(memory, two, second="two")
    before = list(find_units(memory))
    numbers = [one.id, two.id, three.id, 99]
    assert merge_units(memory, numbers, keep=three.id, moment=NOW, author="Li") == 2
    assert [each.id for each in find_units(memory)] == [three.id]
    changes = find_changes(memory, three.id)
    assert [each.action for each in changes] == [Action.EDIT, Action.MERGE, Action.MERGE]
    for place in (1, 2):
        restore_unit(memory, three.id, moment=LATER, change=place)
    assert [each.unit for each in find_units(memory)] == [each.unit for each in before]
    assert [each.id for each in find_units(memory)] == [one.id, two.id, three.id]


def test_merging_into_what_is_not_there(memory):
    unit = add(memory)
    with pytest.raises(TmxError, match="there is no unit 9"):
        merge_units(memory, [unit.id], keep=9, moment=NOW)
    assert list(find_units(memory)) == [unit]


def test_what_fails_leaves_everything(memory, monkeypatch):
    unit = add(memory)

    def fail(*_):
        raise TmxError("x")

    monkeypatch.setattr("tmx.memory.editing.changing.update_index", fail)
    with pytest.raises(TmxError, match="x"):
        edit(memory, unit, first="您好")
    assert list(find_units(memory)) == [unit]
    assert not find_changes(memory, unit.id)


def test_a_history_leaves_and_comes_back(memory, tmp_path):
    unit = add(memory, author="Wang")
    edit(memory, unit, first="一", status=Status.DRAFT)
    edit(memory, unit, first="二")
    units = tuple(MemoryUnits(memory))
    options = ImportOptions(origin="b.tmx", moment=LATER)
    assert import_units(memory, Source(units), options).merged == 1
    assert len(find_changes(memory, unit.id)) == 2
    with make_memory(tmp_path / "b.tmdb", ("zh", "en")) as other:
        import_units(other, Source(units), options)
        assert find_changes(other, 1) == find_changes(memory, unit.id)
        check(other)
        assert restore_unit(other, 1, moment=LATER, change=0).unit.unit == unit.unit
        check(other)


def test_a_new_text_is_found(memory):
    unit = add(memory)
    found = find_matches(memory, Query("您好吗", Side.FIRST))
    assert [each.rate == 100 for each in found] in ([], [False])
    edit(memory, unit, first="您好吗")
    assert [each.rate for each in find_matches(memory, Query("您好吗", Side.FIRST))] == [100]
    assert not find_matches(memory, Query("你好", Side.FIRST), MatchOptions(min_rate=100))
