from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.tmx import strategies
from tests.tmx.memory.kit import check_units
from tests.tmx.memory.stocking import (
    NOW,
    empty_memory,
    export,
    list_texts,
    load,
    make_unit,
    pair_unit_lists,
)
from tmx import Code, Context, Header, Prop, Provenance, TmxError, TranslationUnit, Variant
from tmx.converting import HeldUnits, convert, open_units
from tmx.memory.editing.changing import Edit, edit_unit
from tmx.memory.folding import make_print
from tmx.memory.queries.history import select_changes
from tmx.memory.records import Action, Prints, Side, Status, UnitFilter
from tmx.memory.store import open_memory
from tmx.memory.transfer.exporting import MemoryUnits, count_units, find_units, get_unit
from tmx.memory.transfer.importing import ImportOptions, add_unit, find_pair, import_units
from tmx.memory.units.rows import load_unit

DAY = timedelta(days=1)
BREAK = Code("ph", ("%s",), x="1")
THEN = datetime(2024, 5, 1, tzinfo=UTC)
SKIPPED = {
    "no english": (make_unit(tags=("zh-HK", "fr")), "a unit without a text in en is skipped"),
    "one language": (make_unit(tags=("zh-CN", "zh-TW")), "a unit without a text in en is skipped"),
    "no language": (make_unit(tags=("und", "en")), "a unit without a text in zh is skipped"),
    "no tag": (make_unit(tags=("Klingon!", "en")), "a unit without a text in zh is skipped"),
    "codes alone": (
        TranslationUnit((Variant("zh", "", content=(BREAK,)), Variant("en", "", content=(BREAK,)))),
        "a unit that has inline codes alone in zh is skipped",
    ),
    "empty": (make_unit(second=""), "a unit whose text in en is empty is skipped"),
    "blank": (make_unit(first="\u3000\n"), "a unit whose text in zh is empty is skipped"),
    "no text": (TranslationUnit(()), "a unit without a text in zh is skipped"),
}


@pytest.fixture
def memory():
    with empty_memory() as made:
        yield made


def count(report):
    return report.read, report.created, report.merged, report.skipped


def count_changes(memory):
    return memory.connection.execute("SELECT count(*) FROM change").fetchone()[0]


def test_an_empty_text_beside_others_is_told(memory):
    texts = ("zh-CN", "停"), ("zh-TW", ""), ("en", "Stop."), ("en-GB", " ")
    unit = TranslationUnit(tuple(Variant(*each) for each in texts), "7")
    report = load(memory, [unit])
    assert (report.read, report.created) == (1, 1)
    (loss,) = report.losses
    assert str(loss) == "texts that are empty are left out (2 times): unit 1 (tuid 7), …"


@pytest.mark.parametrize("case", SKIPPED.values(), ids=SKIPPED)
def test_a_unit_that_cannot_be_held_is_skipped_with_its_reason(memory, case):
    unit, reason = case
    report = load(memory, [make_unit(), unit])
    assert count(report) == (2, 1, 0, 1)
    assert [(each.reason, each.places) for each in report.losses] == [(reason, ("unit 2",))]


def test_places_are_lines_where_the_source_knows_them(memory, tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(
        "<tmx version='1.4'><header creationtool='a' creationtoolversion='1' o-tmf='a'"
        " segtype='sentence' adminlang='en' datatype='a' srclang='zh'/><body>\n"
        "<tu><tuv xml:lang='zh'><seg>甲</seg></tuv><tuv xml:lang='en'><seg>A</seg></tuv></tu>\n"
        "<tu><tuv xml:lang='zh'><seg>乙</seg></tuv>\n\n<tuv xml:lang='fr'><seg>B</seg></tuv></tu>\n"
        "<tu><tuv xml:lang='zh'><seg/></tuv><tuv xml:lang='en'><seg>C</seg></tuv></tu>\n"
        "</body></tmx>",
        encoding="utf-8",
    )
    report = import_units(memory, open_units([path]), ImportOptions(origin="a", moment=NOW))
    assert count(report) == (3, 1, 0, 2)
    assert [each.places for each in report.losses] == [("line 3",), ("line 6",)]


WITH_LINES = {
    "a.jsonl": '{"variants": [{"language": "zh", "text": "甲"}, {"language": "en", "text": "A"}]}\n'
    '{"variants": [{"language": "zh", "text": "乙"}, {"language": "en", "text": " "}]}\n',
    "a.tsv": "zh\ten\n甲\tA\n乙\t \n",
    "a.csv": "zh,en\n甲,A\n乙, \n",
}


@pytest.mark.parametrize("name", WITH_LINES)
def test_tables_and_json_know_lines_too(memory, tmp_path, name):
    path = tmp_path / name
    path.write_text(WITH_LINES[name], encoding="utf-8")
    report = import_units(memory, open_units([path]), ImportOptions(origin="a", moment=NOW))
    assert count(report) == (2, 1, 0, 1)
    line = "line 2" if name == "a.jsonl" else "line 3"
    assert report.losses[0].places == (line,)


def test_a_moses_pair_knows_lines(memory, tmp_path):
    paths = [tmp_path / "a.zh", tmp_path / "a.en"]
    for path, text in zip(paths, ("甲\n\n乙\n", "A\n\n \n"), strict=True):
        path.write_text(text, encoding="utf-8")
    report = import_units(memory, open_units(paths), ImportOptions(origin="a", moment=NOW))
    assert report.losses[0].places == ("line 3",)


def test_a_workbook_knows_rows(memory, tmp_path):
    units = make_unit(), make_unit(tags=("zh-HK", "en-GB"), second=" ")
    convert([], [tmp_path / "a.xlsx"], source=HeldUnits(units))
    source = open_units([tmp_path / "a.xlsx"])
    report = import_units(memory, source, ImportOptions(origin="a", moment=NOW))
    assert report.losses[0].places == ("row 3",)


def test_a_file_of_other_languages_is_an_error_that_names_both(memory):
    with pytest.raises(TmxError, match=r"a\.tmx: holds no unit in zh and en, .* but de, fr;"):
        load(memory, [make_unit(tags=("de", "fr"))])
    assert count_units(memory) == 0
    assert memory.connection.execute("SELECT count(*) FROM origin").fetchone() == (0,)


def test_a_file_without_units_is_none(memory):
    assert count(load(memory, [])) == (0, 0, 0, 0)


def test_every_variant_of_a_side_makes_a_unit_with_every_other(memory):
    tags = {"zh-CN": "关税", "zh-HK": "關稅", "en-GB": "Tariffs", "fr": "Tarifs", "en-US": " "}
    unit = TranslationUnit(tuple(Variant(*each) for each in tags.items()), "u")
    report = load(memory, [unit])
    assert count(report) == (2, 2, 0, 0)
    assert list_texts(memory) == [("关税", "Tariffs"), ("關稅", "Tariffs")]
    assert [each.unit.tuid for each in find_units(memory)] == ["u", "u.2"]
    assert {each.reason: each.count for each in report.losses} == {
        "texts in other languages are left out": 1,
        "texts that are empty are left out": 1,
        "units of several variants in a language become a unit each": 1,
    }


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("zh-HK", None, [("關稅", "Tariffs"), ("關稅", "Customs")]),
        ("zh", "en-US", [("关税", "Customs"), ("關稅", "Customs")]),
        ("en-US", "zh-CN", [("关税", "Customs")]),
        (None, "en-GB", [("关税", "Tariffs"), ("關稅", "Tariffs")]),
    ],
)
def test_languages_that_are_asked_for(memory, source, target, expected):
    tags = {"zh-CN": "关税", "en-GB": "Tariffs", "zh-HK": "關稅", "en-US": "Customs"}
    unit = TranslationUnit(tuple(Variant(*each) for each in tags.items()))
    load(memory, [unit], source_language=source, target_language=target)
    assert list_texts(memory) == expected
    sides = {each.source for each in find_units(memory)}
    assert sides == {Side.SECOND if source == "en-US" else Side.FIRST}


def test_every_chinese_is_of_the_chinese_side(memory):
    units = [make_unit(tag, tags=(tag, "en")) for tag in ("yue-HK", "zh", "cmn-Hant", "lzh")]
    assert load(memory, units).created == 4


def test_a_memory_without_chinese():
    with empty_memory(("fr", "de")) as memory:
        report = load(memory, [make_unit(tags=("de-CH", "fr")), make_unit()])
        assert count(report) == (2, 1, 0, 1)
        assert [each.source for each in find_units(memory)] == [Side.SECOND]


@settings(deadline=None, max_examples=30)
@given(pair_unit_lists())
def test_a_file_may_come_twice(units):
    with empty_memory() as memory:
        first = load(memory, units)
        before = list(memory.connection.iterdump())
        second = load(memory, units)
        assert count(second) == (first.read, 0, first.created + first.merged, first.skipped)
        assert list(memory.connection.iterdump()) == before


@settings(deadline=None, max_examples=30)
@given(pair_unit_lists())
def test_what_a_memory_gives_it_has(units):
    with empty_memory() as memory:
        load(memory, units)
        before = list(memory.connection.iterdump())
        assert load(memory, export(memory), Header("*all*")).created == 0
        assert list(memory.connection.iterdump()) == before


@settings(deadline=None, max_examples=10)
@given(strategies.wild_units(), strategies.wild_headers())
def test_any_unit_is_taken_or_skipped(unit, header):
    wild = [*unit.variants, Variant("zh", "a\0"), Variant("en", "\ud800b")]
    with empty_memory() as memory:
        report = load(memory, [replace(unit, variants=tuple(wild)), unit, make_unit()], header)
        assert report.read == report.created + report.merged + report.skipped
        assert load(memory, export(memory), MemoryUnits(memory).header).created == 0
        assert any(each.reason.startswith("characters that a memory") for each in report.losses)


class Failing:
    """A source that fails after some units."""

    header = None

    def __init__(self, count, error):
        self.count, self.error = count, error

    def __iter__(self):
        for number in range(self.count):
            yield make_unit(f"第{number}条", f"Article {number}")
        raise self.error


@pytest.mark.parametrize("error", [TmxError("gone"), KeyboardInterrupt()], ids=["error", "break"])
def test_an_import_is_whole_or_leaves_nothing(memory, error):
    load(memory, [make_unit()])
    before = list(memory.connection.iterdump())
    with pytest.raises(type(error)):
        import_units(memory, Failing(3000, error), ImportOptions(origin="b", moment=NOW))
    assert list(memory.connection.iterdump()) == before


def test_others_read_what_was_while_an_import_goes_on(memory):
    load(memory, [make_unit()])

    class Watched(Failing):
        def __iter__(self):
            for number in range(2000):
                yield make_unit(f"第{number}条", f"Article {number}")
            with open_memory(memory.path) as other:
                assert count_units(other) == 1

        report = HeldUnits(()).report

    assert import_units(memory, Watched(0, None), ImportOptions(origin="b", moment=NOW)).created
    assert count_units(memory) == 2001


# Merging.


def make_dated(day, **fields):
    return make_unit(
        provenance=Provenance(creation_date=THEN, change_date=THEN + day * DAY), **fields
    )


def test_the_newer_state_wins_and_the_older_goes_to_the_history(memory):
    old, new = (
        make_dated(1, props={"x-status": "draft"}),
        make_dated(2, props={"x-status": "reviewed"}),
    )
    load(memory, [old])
    report = load(memory, [new], origin="b.tmx")
    assert count(report) == (1, 0, 1, 0)
    stored = get_unit(memory, 1)
    assert (stored.unit, stored.status, stored.origin) == (new, Status.REVIEWED, "b.tmx")
    (change,) = select_changes(memory.connection, 1)
    assert (change.action, load_unit(change.before)) == (Action.MERGE, old)


@pytest.mark.parametrize(
    "given",
    [make_dated(0, props={"x-status": "draft"}), make_dated(1, props={"x-status": "draft"})],
    ids=["older", "as old"],
)
def test_what_is_not_newer_changes_nothing(memory, given):
    load(memory, [make_dated(1)])
    before = list(memory.connection.iterdump())
    assert load(memory, [given]).merged == 1
    assert list(memory.connection.iterdump()) == before


def test_a_status_that_is_asked_for_is_given_to_what_is_known(memory):
    aligned = make_dated(1, props={"x-confidence": "0.5"})
    load(memory, [aligned, make_unit("甲", "A")])
    for _ in range(2):
        load(memory, [aligned, make_unit("甲", "A")], status=Status.REVIEWED)
        stored = tuple(find_units(memory))
        assert [each.status for each in stored] == [Status.REVIEWED] * 2
        assert [each.confidence for each in stored] == [None, None]
        assert [each.changed for each in stored] == [NOW, NOW]
        (change,) = select_changes(memory.connection, 1)
        assert load_unit(change.before) == aligned
    load(memory, [aligned, make_unit("甲", "A")])
    assert tuple(find_units(memory)) == stored
    check_units(memory)


ORDERS = {
    "before": ([None, "Li"], "Li"),
    "behind": (["Li", None], "Li"),
    "again": (["Li", "Li"], "Li"),
    "another": (["Li", "Wong"], "Wong"),
}


@pytest.mark.parametrize(("authors", "expected"), ORDERS.values(), ids=ORDERS)
def test_an_author_who_is_asked_for_doubles_no_unit(memory, authors, expected):
    units = [make_dated(1), make_unit("甲", "A"), make_text_dated(1, "Chen"), made_by("Chen")]
    for name in authors:
        report = load(memory, units, author=name)
    assert count(report) == (4, 0, 4, 0)
    stored = list(find_units(memory))
    assert [each.author for each in stored] == [expected] * 4
    assert stored[0].changed == stored[2].changed == THEN + DAY
    assert stored[3].unit.provenance.creation_id == "Chen"
    check_units(memory)


def made_by(name):
    return make_unit("乙", "B", provenance=Provenance(creation_id=name, creation_date=THEN))


def test_an_author_who_is_asked_for_did_not_change_what_is_newer(memory):
    load(memory, [make_dated(1)])
    edit_unit(memory, 1, Edit(status=Status.REVIEWED), moment=NOW, author="Chen")
    load(memory, [make_dated(1)], author="Li")
    assert [(each.author, each.changed) for each in find_units(memory)] == [("Chen", NOW)]
    load(memory, [make_dated(1)], author="Li", status=Status.TRANSLATED)
    assert [(each.author, each.status) for each in find_units(memory)] == [
        ("Li", Status.TRANSLATED)
    ]


def make_text_dated(day, name):
    made = Provenance(creation_date=THEN, change_date=THEN + day * DAY, change_id=name)
    return TranslationUnit((Variant("en", "Stop."), Variant("zh-CN", "停", provenance=made)))


def test_a_translation_that_omegat_dates(memory):
    old, new = make_text_dated(1, "Wong"), make_text_dated(2, "Li")
    load(memory, [old])
    assert [each.id for each in find_units(memory, UnitFilter(author="Wong"))] == [1]
    load(memory, [new, old])
    stored = get_unit(memory, 1)
    assert (stored.unit, stored.author, stored.changed) == (new, "Li", THEN + 2 * DAY)
    (change,) = select_changes(memory.connection, 1)
    assert load_unit(change.before) == old


def test_what_is_used_more_often_is_newer(memory):
    used = [make_unit(provenance=Provenance(usage_count=number)) for number in (1, 3, 2)]
    assert count(load(memory, used)) == (3, 1, 2, 0)
    assert get_unit(memory, 1).unit == used[1]
    # Use is no change of the unit.
    assert count_changes(memory) == 0


DIFFERENT = {
    "tuid": {"tuid": "2"},
    "document": {"props": {"x-document": "b"}},
    "tag": {"tags": ("zh-TW", "en-GB")},
    "prop": {"props": {"domain": "law"}},
    "text": {"second": "A cease-fire."},
    "creation": {"provenance": Provenance(creation_id="you")},
}
SAME = {
    "use": {"provenance": Provenance(last_usage_date=THEN, creation_tool="x")},
    "confirmation": {"props": {"x-ConfirmationLevel": "Draft"}},
    "confidence": {"props": {"x-confidence": "0.1"}},
    "nothing": {},
}


@pytest.mark.parametrize("fields", DIFFERENT.values(), ids=DIFFERENT)
def test_units_that_are_two(memory, fields):
    assert load(memory, [make_unit(), make_unit(**fields)]).created == 2


@pytest.mark.parametrize("fields", SAME.values(), ids=SAME)
def test_units_that_are_one(memory, fields):
    assert count(load(memory, [make_unit(), make_unit(**fields)])) == (2, 1, 1, 0)


def test_two_places_share_their_texts(memory):
    load(memory, [make_unit(props={"x-document": name}) for name in "abc"])
    assert [each.pair for each in find_units(memory)] == [1, 1, 1]


# Contexts.


def find_prints(memory):
    names = {0: "-", None: "?"} | {
        make_print(text): text for text in ("甲", "乙", "丙", "A", "B", "C", "D")
    }
    return ["".join(names[each] for each in unit.prints) for unit in find_units(memory)]


def test_neighbours_are_a_context_where_a_document_is_named(memory):
    named = [("甲", "A", "x"), ("乙", "B", "x"), ("丙", "C", "x"), ("甲", "D", "y")]
    load(memory, [make_unit(a, b, props={"x-document": name}) for a, b, name in named])
    assert find_prints(memory) == ["-乙-B", "甲丙AC", "乙-B-", "----"]


def test_without_a_document_there_is_none(memory):
    load(memory, [make_unit("甲", "A"), make_unit("乙", "B")])
    assert find_prints(memory) == ["????", "????"]


def test_a_document_of_the_whole_file_has_neighbours(memory):
    load(memory, [make_unit("甲", "A"), make_unit("乙", "B")], document="x")
    assert find_prints(memory) == ["-乙-B", "甲-A-"]
    assert {each.document for each in find_units(memory)} == {"x"}
    assert all(Prop("x-document", "x") in each.props for each in export(memory))


def test_a_skipped_unit_is_a_neighbour_all_the_same(memory):
    units = [("甲", "A"), ("乙", ""), ("丙", "C")]
    load(memory, [make_unit(a, b, props={"x-document": "x"}) for a, b in units])
    assert find_prints(memory) == ["-乙-?", "乙-?-"]


def test_what_a_unit_states_comes_first(memory):
    props = {"x-document": "x", "x-context-pre": "丙"}
    units = [make_unit("甲", "A", props={"x-document": "x"}), make_unit("乙", "B", props=props)]
    load(memory, units)
    assert find_prints(memory) == ["-乙-B", "丙-A-"]


def test_a_context_may_be_given(memory):
    load(memory, [make_unit("甲", "A")], context_of=lambda _: Context("乙", "", "B"))
    assert find_prints(memory) == ["乙-B?"]


def test_the_neighbour_is_the_one_in_the_same_language(memory):
    tags = ("zh-HK", "zh-CN", "en")
    props = (Prop("x-document", "x"),)
    units = [
        TranslationUnit(tuple(map(Variant, tags, texts)), props=props)
        for texts in (("甲", "乙", "A"), ("丙", "甲", "B"))
    ]
    load(memory, units)
    assert find_prints(memory) == ["-丙-B", "-甲-B", "甲-A-", "乙-A-"]


# Documents that come again, with a line more or less.


def load_document(memory, sources, **options):
    props = {"x-document": "x"}
    return load(memory, [make_unit(each, "A", props=props) for each in sources], **options)


def list_sources(memory):
    return "".join(first for first, _ in list_texts(memory))


def test_a_unit_between_other_neighbours_is_the_same(memory):
    load_document(memory, "甲乙丙")
    assert count(load_document(memory, "甲丁丙")) == (3, 1, 2, 0)
    assert list_sources(memory) == "甲乙丙丁"
    third = get_unit(memory, 3)
    assert third.prints.first_previous == make_print("丁")
    before = list(memory.connection.iterdump())
    load_document(memory, "甲丁丙")
    assert list(memory.connection.iterdump()) == before


def test_what_is_repeated_is_so_many_units(memory):
    assert load_document(memory, "甲乙甲丙甲").created == 5
    assert count(load_document(memory, "丁甲乙甲丙甲戊甲")) == (8, 3, 5, 0)
    assert sorted(list_sources(memory)) == sorted("甲乙甲丙甲丁戊甲")
    assert load_document(memory, "丁甲乙甲丙甲戊甲").created == 0


def test_in_another_document_it_is_another(memory):
    load_document(memory, "甲乙")
    report = load(memory, [make_unit("甲", "A", props={"x-document": "y"})])
    assert report.created == 1


def test_an_exported_document_of_which_a_line_was_skipped_is_known(memory):
    texts = [("甲", "A"), ("乙", ""), ("丙", "C")]
    load(memory, [make_unit(a, b, props={"x-document": "x"}) for a, b in texts])
    assert load(memory, export(memory)).created == 0


# Direction.


@pytest.mark.parametrize(
    ("before", "then", "expected"),
    [("", "zzze", 1), ("zzz", "eez", 2), ("ee", "zzz", 3), ("ez", "eez", 1), ("z", "", 0)],
)
def test_what_goes_against_the_usual_direction_is_counted(memory, before, then, expected):
    load(memory, _make_directed(before, 0))
    assert load(memory, _make_directed(then, 10)).reversed == expected


def _make_directed(sources, start):
    for number, source in enumerate(sources, start=start):
        unit = make_unit(f"第{number}条", f"Article {number}")
        yield unit if source == "z" else replace(unit, variants=unit.variants[::-1])


def test_the_header_says_what_the_source_is(memory):
    load(memory, [make_unit()], Header("en"))
    stored = get_unit(memory, 1)
    assert (stored.source, stored.unit.variants[0].language) == (Side.SECOND, "en-GB")
    assert export(memory) == (make_unit(),)


# Adding.


def test_an_added_unit_says_what_is_known_of_it(memory):
    added = add_unit(
        *(memory, make_unit()),
        **{"origin": "tm add", "moment": NOW, "document": "a.docx", "author": "me"},
        **{"status": Status.REVIEWED, "context": Context("甲", None, "A")},
    )
    assert added == get_unit(memory, added.id)
    assert (added.document, added.author, added.changed) == ("a.docx", "me", NOW)
    assert added.prints == Prints(make_print("甲"), None, make_print("A"), None)
    assert added.unit.provenance == Provenance(creation_date=NOW, creation_id="me")
    assert [each.text for each in added.unit.props] == ["a.docx", "reviewed"]


def test_a_unit_is_added_once(memory):
    first, second = (add_unit(memory, make_unit(), origin="tm add", moment=NOW) for _ in "ab")
    assert first == second
    assert memory.connection.execute("SELECT count(*) FROM origin").fetchone() == (1,)


def test_a_unit_that_cannot_be_added(memory):
    with pytest.raises(
        TmxError, match=r"m\.tmdb: the unit cannot be added: .* without a text in en"
    ):
        add_unit(memory, make_unit(tags=("zh", "fr")), origin="tm add", moment=NOW)


def test_a_segment_of_a_megabyte(memory):
    unit = make_unit("税" * 1_000_000, "tax " * 250_000)
    load(memory, [unit, make_unit()])
    assert export(memory) == (unit, make_unit())


# The languages of a new memory.


@pytest.mark.parametrize(
    ("tags", "asked", "expected"),
    [
        ([("en", "zh-HK")], {}, ("zh", "en")),
        ([("de", "fr"), ("fr", "zh")], {}, ("zh", "fr")),
        ([("de-CH", "fr")], {}, ("de", "fr")),
        ([("zh-CN", "zh-TW"), ("zh", "en")], {}, ("zh", "en")),
        ([("zh", "fr"), ("zh", "en")], {"target_language": "en-GB"}, ("zh", "en")),
        ([], {"source_language": "en", "target_language": "zh-CN"}, ("zh", "en")),
    ],
)
def test_languages_of_a_file(tags, asked, expected):
    units = tuple(make_unit(tags=each) for each in tags)
    options = ImportOptions(origin="a", moment=NOW, **asked)
    assert find_pair(HeldUnits(units), options) == expected


@pytest.mark.parametrize("units", [(), (make_unit(tags=("zh", "zh-TW")),)], ids=["none", "one"])
def test_a_file_of_no_pair(units):
    with pytest.raises(TmxError, match="two languages"):
        find_pair(HeldUnits(units))


def read_indexes(memory):
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    return memory.connection.execute(sql).fetchall()


def test_a_first_import_leaves_all_indexes_as_they_were(memory):
    before = read_indexes(memory)
    load(memory, [make_unit(), make_unit("停戰。", "An armistice.")])
    assert read_indexes(memory) == before
    assert memory.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_first_import_that_fails_leaves_all_indexes_as_they_were(memory):
    before = read_indexes(memory)
    with pytest.raises(TmxError, match="holds no unit in"):
        load(memory, [make_unit(tags=("de", "fr"))])
    assert read_indexes(memory) == before


def test_units_beyond_a_lot_have_their_neighbours_and_places(memory):
    named = {"x-document": "a.docx"}
    units = [make_unit(f"第{n}段。", f"Part {n}.", props=named) for n in range(300)]
    report = load(memory, [*units, make_unit(second="")])
    assert report.losses[0].places == ("unit 301",)
    prints = [each.prints for each in find_units(memory)]
    texts = [make_print(f"第{n}段。") for n in range(300)]
    assert [each.first_previous for each in prints] == [0, *texts[:-1]]
    assert [each.first_following for each in prints] == [*texts[1:], 0]


@pytest.mark.parametrize("name", ["origin", "document", "author"])
def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(memory, name):
    load(memory, [make_unit()], **{name: "a\udc80"})
    assert getattr(next(find_units(memory)), name) == "a\ufffd"
    stated = {"origin": "b", "moment": NOW, name: "b\udc80"}
    assert getattr(add_unit(memory, make_unit("停戰。"), **stated), name) == "b\ufffd"
