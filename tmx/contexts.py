"""What stands around a segment in its document, whatever tool says it and how."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tmx.pairing import find_source
from tmx.records import TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a segment in its document.

    Args:
        previous: source text before it; "" where it is the first, None where it is not known.
        following: source text behind it; "" where it is the last, None where it is not known.
        previous_target: the translation of what stands before it, likewise.
    """

    previous: str | None = None
    following: str | None = None
    previous_target: str | None = None


def find_neighbours(
    units: Iterable[TranslationUnit],
    header_source: str | None = None,
    *,
    document_of: Callable[[TranslationUnit], object] | None = None,
) -> Iterator[tuple[TranslationUnit, Context]]:
    """Pair units with what stands around them, for units in the order of their documents.

    Args:
        units: taken one at a time; two besides the given one are held.
        header_source: source language of the file, or None.
        document_of: tells documents apart; None: by the property x-document.

    >>> units = [TranslationUnit((Variant("zh-HK", t), Variant("en", t.upper()))) for t in "ab"]
    >>> for _, context in find_neighbours(units):
    ...     print(context)
    Context(previous='', following='b', previous_target='')
    Context(previous='a', following='', previous_target='A')
    """
    name = document_of or _name_document
    before: TranslationUnit | None = None
    current: TranslationUnit | None = None
    for unit in units:
        if current is not None:
            behind = unit if name(unit) == name(current) else None
            yield current, _make_context(before, behind, header_source)
            before = None if behind is None else current
        current = unit
    if current is not None:
        yield current, _make_context(before, None, header_source)


def _make_context(
    before: TranslationUnit | None, behind: TranslationUnit | None, header_source: str | None
) -> Context:
    previous, previous_target = _find_texts(before, header_source)
    return Context(previous, _find_texts(behind, header_source)[0], previous_target)


def _find_texts(
    unit: TranslationUnit | None, header_source: str | None
) -> tuple[str | None, str | None]:
    """Return the source and the first target; "" where there is no unit, None where no text."""
    if unit is None:
        return "", ""
    source = find_source(unit, header_source)
    target = next((each for each in unit.variants if each is not source), None)
    return _read_text(source), _read_text(target)


def _read_text(variant: Variant | None) -> str | None:
    return None if variant is None else variant.text


def _name_document(unit: TranslationUnit) -> str:
    return next((prop.text for prop in unit.props if prop.type == "x-document"), "")
