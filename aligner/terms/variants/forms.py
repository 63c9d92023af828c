"""A query that names something → what other regions call it, for the concordance.

OpenCC does not know that Taiwan writes 川普 for 特朗普; the tables of `regional` do. Short names
may be parts of other words (尼日 of 尼日利亞), so each form says in which translations it is meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from aligner.terms.variants.converting import convert_characters
from aligner.terms.variants.regional import Named, Row, find_named, means
from tmx.language import find_script
from tmx.memory.folding import fold_text
from tmx.memory.languages import find_text_script
from tmx.memory.records import RegionalForm

_LOCALES = ("zh-CN", "zh-TW", "zh-HK")
_LOCALE_OF_SCRIPT = {"Hans": "zh-CN", "Hant": "zh-TW"}
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
    named = list(find_named(query))
    found: dict[str, _Form] = {}
    for locale in _LOCALES if named else ():
        for text, rows in islice(_write(query, named, locale), _MOST_FORMS):
            form = found.setdefault(fold_text(text), _Form(text))
            form.scripts.add(find_script(locale))
            form.meanings.append(rows)
    found.pop(fold_text(query), None)
    return [RegionalForm(each.text, _tell_script(each), each.is_meant) for each in found.values()]


def _tell_script(form: _Form) -> str | None:
    return next(iter(form.scripts)) if len(form.scripts) == 1 else None


def _write(query: str, named: Sequence[Named], locale: str) -> Iterator[tuple[str, _Rows]]:
    """Write a query with the names of a region, and say what those that change stand for."""
    between = list(_convert_between(query, named, locale))
    for names in product(*(_list_names(query, each, locale).items() for each in named)):
        words = [word for word, _ in names]
        text = "".join(piece + word for piece, word in zip(between, [*words, ""], strict=True))
        yield text, tuple(rows for _, rows in names if rows)


def _list_names(query: str, named: Named, locale: str) -> Mapping[str, Sequence[Row]]:
    """List what a region calls a name, and what it stands for; nothing where it stays the same."""
    here = fold_text(query[named.start : named.stop])
    names: dict[str, list[Row]] = {}
    for row in named.rows:
        names.setdefault(row.forms[locale], []).append(row)
    return {name: [] if fold_text(name) == here else rows for name, rows in names.items()}


def _convert_between(query: str, named: Sequence[Named], locale: str) -> Iterator[str]:
    """Yield what stands before, between and behind names, in the characters of a region."""
    script = find_text_script(query)
    source = locale if script in {None, find_script(locale)} else _LOCALE_OF_SCRIPT[script]
    start = 0
    for each in (*named, None):
        stop = len(query) if each is None else each.start
        yield convert_characters(query[start:stop], source, locale)
        start = stop if each is None else each.stop
