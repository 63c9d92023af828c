"""Notes, properties and provenance → XML: what headers, units and variants share.

Files say the same of most units, so what is short is written once and kept.
"""

from collections.abc import Callable, Collection
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

from tmx.errors import TmxError
from tmx.language import normalise_tag
from tmx.markup import PROVENANCE_DATES, PROVENANCE_TEXTS, format_date
from tmx.records import Note, Prop, Provenance
from tmx.writing.escaping import escape_text, format_attribute, require

_LONG = 80


def format_remarks(
    notes: tuple[Note, ...], props: tuple[Prop, ...], refused: Collection[str] = ()
) -> str:
    """Write notes and properties.

    Args:
        notes: written first.
        props: written in order.
        refused: names of properties that OmegaT acts upon.

    Raises:
        TmxError: a property has no name or a refused one, or a language is no tag.
    """
    written = [_format_note(each) for each in notes] if notes else []
    for prop in props:
        if prop.type in refused:
            raise TmxError(
                f"OmegaT acts upon a prop named {prop.type}; name it x-…,"
                " or allow_tool_props for units that come from OmegaT"
            )
        if prop.language is None is prop.o_encoding and len(prop.text) < _LONG:
            written.append(_format_usual_prop(prop.type, prop.text))
        else:
            written.append(_format_prop(prop))
    return "".join(written)


def format_optional(name: str, value: str | None) -> str:
    """Write an attribute that may be missing."""
    return "" if value is None else format_attribute(name, value)


def format_provenance(provenance: Provenance) -> str:
    """Write the attributes that tu and tuv share.

    Raises:
        TmxError: a date has no time zone, or a count is negative.
    """
    values = zip(_WRITERS, _get_values(provenance), strict=False)
    return "".join([write(value) for write, value in values if value is not None])


@lru_cache(maxsize=1024)
def _format_usual_prop(name: str, text: str) -> str:
    return _format_prop(Prop(name, text))


def _format_prop(prop: Prop) -> str:
    name = format_attribute("type", require("the type of a prop", prop.type))
    return f"<prop{name}{_format_origin(prop)}>{escape_text(prop.text)}</prop>"


def _format_note(note: Note) -> str:
    return f"<note{_format_origin(note)}>{escape_text(note.text)}</note>"


def _format_origin(remark: Prop | Note) -> str:
    if remark.language is None and remark.o_encoding is None:
        return ""
    tag = None if remark.language is None else normalise_tag(remark.language)
    return format_optional("xml:lang", tag) + format_optional("o-encoding", remark.o_encoding)


def _format_count(count: int) -> str:
    if count < 0:
        raise TmxError(f"usage_count is {count}; it is 0 or more")
    return f' usagecount="{count}"'


def _make_text_writer(name: str) -> Callable[[str], str]:
    return lru_cache(maxsize=256)(partial(format_attribute, name))


def _make_date_writer(name: str) -> Callable[[Any], str]:
    return lambda moment: f' {name}="{format_date(moment)}"'


# One for each field of a provenance, in the order in which they are written.
_get_values = attrgetter(*PROVENANCE_TEXTS, *PROVENANCE_DATES, "usage_count")
_WRITERS: tuple[Callable[[Any], str], ...] = (
    *map(_make_text_writer, PROVENANCE_TEXTS.values()),
    *map(_make_date_writer, PROVENANCE_DATES.values()),
    _format_count,
)
