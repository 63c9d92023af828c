"""Any changes in any order: what holds of a memory always holds, and nothing is ever lost."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.memory.kit import check_units
from tmx.memory.editing.changing import (
    Edit,
    delete_units,
    edit_unit,
    find_changes,
    merge_units,
    restore_unit,
)
from tmx.memory.editing.duplicates import Likeness, find_duplicates, merge_duplicates
from tmx.memory.records import Side, Status
from tmx.memory.store import make_memory
from tmx.memory.transfer.adding import add_unit
from tmx.memory.transfer.exporting import find_units
from tmx.records import TranslationUnit, Variant

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NUMBERS = st.integers(1, 6)
TEXTS = st.sampled_from(["一", "二", "二。", "関税"])
DOCUMENTS = st.sampled_from([None, "a", "b"])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "first": TEXTS,
        "second": st.sampled_from(["one", "two"]),
        "first_language": st.sampled_from(["zh-CN", "zh-HK"]),
        "status": st.sampled_from(Status),
        "document": DOCUMENTS,
        "author": st.sampled_from([None, "Li"]),
    },
)
STEPS = st.one_of(
    st.tuples(st.just("add"), TEXTS, DOCUMENTS, st.booleans()),
    st.tuples(st.just("edit"), NUMBERS, FIELDS),
    st.tuples(st.just("delete"), NUMBERS),
    st.tuples(st.just("restore"), NUMBERS, st.integers(-3, 3)),
    st.tuples(st.just("merge"), NUMBERS, NUMBERS),
    st.tuples(st.just("dedupe")),
)


class Player:
    """Takes steps, a minute each."""

    def __init__(self, memory):
        self.memory = memory
        self.moment = NOW

    def take(self, name, *given):
        self.moment += timedelta(minutes=1)
        getattr(self, name)(*given)

    def add(self, text, document, is_turned):
        variants = Variant("zh-CN", text), Variant("en", "one")
        unit = TranslationUnit(variants[::-1] if is_turned else variants)
        add_unit(self.memory, unit, origin="a", moment=NOW, document=document, confidence=0.5)

    def edit(self, number, fields):
        if self.has(number):
            edit_unit(self.memory, number, Edit(**fields), moment=self.moment, author="Wang")

    def delete(self, number):
        delete_units(self.memory, [number], moment=self.moment)

    def restore(self, number, change):
        changes = find_changes(self.memory, number)
        if -len(changes) <= change < len(changes):
            done = restore_unit(self.memory, number, moment=self.moment, change=change)
            assert done.unit.unit == changes[change].before

    def merge(self, number, keep):
        if self.has(keep):
            merge_units(self.memory, [number], keep=keep, moment=self.moment)

    def dedupe(self):
        for side in Side:
            groups = [
                group
                for group in find_duplicates(self.memory, side=side)
                if group.likeness is not Likeness.TRANSLATIONS
            ]
            merge_duplicates(self.memory, groups, moment=self.moment)

    def has(self, number):
        return number in {each.id for each in find_units(self.memory)}


def list_states(memory):
    """Return every unit that is there or in the history, as texts and document."""
    with memory.read() as connection:
        known = connection.execute("SELECT DISTINCT unit FROM change").fetchall()
    former = [change.before for (number,) in known for change in find_changes(memory, number)]
    return {each.variants for each in (*former, *(each.unit for each in find_units(memory)))}


@settings(max_examples=60)
@given(st.lists(STEPS, min_size=3, max_size=25))
def test_any_order_of_changes(steps):
    with tempfile.TemporaryDirectory() as folder:
        play(Path(folder) / "a.tmdb", steps)


def play(path, steps):
    with make_memory(path, ("zh", "en")) as memory:
        player = Player(memory)
        states = set()
        for step in steps:
            player.take(*step)
            assert states <= list_states(memory), step
            states = list_states(memory)
        check_units(memory)
