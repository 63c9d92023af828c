"""A query that names something → what other regions call it, for the concordance.

OpenCC does not know that Taiwan writes 川普 for 特朗普; the tables of `regional` do. Short names
may be parts of other words (尼日 of 尼日利亞), so each form says in which translations it is meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, product

from aligner.terms.variants.converting import convert_characters
from aligner.terms.variants.locales import CHINESE, kind_of
from aligner.terms.variants.regional import Row, Stretch, find_all_stretches, means, rename
from tmx.language import find_script
from tmx.memory.folding import fold_text
from tmx.memory.languages import find_text_script
from tmx.memory.records import RegionalForm

_MOST_FORMS = 8
"""Forms in one region of a query whose names stand for several things."""

_Rows = tuple[Sequence[Row], ...]


@dataclass(slots=True)
class _Form:
    """A form, the scripts of its regions, and what its names may stand for, as alternatives."""

    text: str
    scripts: set[str | None] = field(default_factory=set)
    meanings: list[_Rows] = field(default_factory=list)

    def is_meant(self, english: str) -> bool:
        return any(
            all(any(means(row, [english]) for row in rows) for rows in names)
            for names in self.meanings
        )


def find_forms(query: str) -> list[RegionalForm]:
    """Find what a Chinese query is in other regions, where names in it differ.

    Args:
        query: in simplified or traditional characters, with names of any region.

    Returns:
        Forms that mean the same in texts whose English says so; none has the folded key of the
        query or of another.

    >>> [(form.text, form.script) for form in find_forms("普京政府")]
    [('普丁政府', 'Hant')]
    >>> (form,) = find_forms("尼日尔")
    >>> form.text, form.is_meant("the government of Niger"), form.is_meant("Nigeria")
    ('尼日', True, False)
    """
    stretches = list(find_all_stretches(query))
    found: dict[str, _Form] = {}
    for locale in CHINESE if stretches else ():
        for text, rows in islice(_write(query, stretches, locale), _MOST_FORMS):
            form = found.setdefault(fold_text(text), _Form(text))
            form.scripts.add(find_script(locale))
            form.meanings.append(rows)
    found.pop(fold_text(query), None)
    return [RegionalForm(each.text, _tell_script(each), each.is_meant) for each in found.values()]


def _tell_script(form: _Form) -> str | None:
    return next(iter(form.scripts)) if len(form.scripts) == 1 else None


def _write(query: str, stretches: Sequence[Stretch], locale: str) -> Iterator[tuple[str, _Rows]]:
    """Write a query with the names of a region, and say what those that change stand for."""
    script = find_text_script(query)
    is_there = script in {None, find_script(locale)}
    source = locale if is_there else kind_of(f"zh-{script}") or locale
    to_locale = partial(convert_characters, source=source, target=locale)
    for names in product(*(_list_names(query, each, locale).items() for each in stretches)):
        text = rename(query, stretches, [name for name, _ in names], to_locale)
        yield text, tuple(rows for _, rows in names if rows)


def _list_names(query: str, stretch: Stretch, locale: str) -> Mapping[str, Sequence[Row]]:
    """List what a region calls a name, and what it stands for; nothing where it stays the same."""
    here = fold_text(query[stretch.start : stretch.stop])
    names: dict[str, list[Row]] = {}
    for row in stretch.rows:
        names.setdefault(row.forms[locale], []).append(row)
    return {name: [] if fold_text(name) == here else rows for name, rows in names.items()}
