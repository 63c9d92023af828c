"""The variants of a unit → XML: their tags, their order, their segments."""

from functools import lru_cache
from typing import NamedTuple

from tmx.content import has_codes, text_of
from tmx.errors import TmxError
from tmx.language import export_tag
from tmx.markup import ANY_LANGUAGE, LONGER_TAG
from tmx.records import UNKNOWN, Prop, Variant
from tmx.writing.codes import count_codes, format_content
from tmx.writing.escaping import escape_text
from tmx.writing.headers import source_tag
from tmx.writing.remarks import format_provenance, format_remarks

CODES_LEFT_OUT = "inline codes are left out, for level 1 has none"
CONTRADICTION = "a property x-lang that is not the language of its variant is left out"

Pending = list[tuple[str, int]]
"""What is lost of a unit: the reason, and how often."""


class Start(NamedTuple):
    """How the element of a variant begins.

    Args:
        place: of the variant in its unit.
        tag: its start tag without the end.
        prop: the property of a longer tag, or "".
    """

    place: int
    tag: str
    prop: str


# The units of a file have the same few lists of languages.
@lru_cache(maxsize=256)
def plan_variants(
    languages: tuple[str, ...], source: str, *, allow_same: bool
) -> tuple[Start, ...]:
    """Put the first variant in the source language before the others, and write their tags.

    Args:
        languages: of the variants of a unit.
        source: source language of the unit, or "*all*".
        allow_same: several variants may be written under the same tag.

    Raises:
        TmxError: a tag is none, no variant is in the source language, or two have the same tag.
    """
    tags = [export_tag(each).tag for each in languages]
    _check_tags(tags, allow_same=allow_same)
    wanted = source_tag(source)
    if wanted not in (ANY_LANGUAGE, *tags):
        raise TmxError(
            f"no variant is in the source language {wanted}, only {', '.join(tags)};"
            " correct the header or the variant"
        )
    first = 0 if wanted == ANY_LANGUAGE else tags.index(wanted)
    places = sorted(range(len(tags)), key=lambda place: place != first)
    return tuple(_start(place, languages[place]) for place in places)


def format_variant(variant: Variant, start: Start, level: int, pending: Pending) -> str:
    """Write a variant.

    Args:
        variant: any.
        start: as `plan_variants` gives it.
        level: 1 or 2.
        pending: takes what is lost.

    Raises:
        TmxError: its segment is empty, or has codes that TMX does not allow.
    """
    _, tag, prop = start
    if variant.provenance is not UNKNOWN:
        tag += format_provenance(variant.provenance)
    if variant.props or variant.notes:
        props = _drop_languages(variant, pending, is_stated=bool(prop))
        prop = format_remarks(variant.notes, props) + prop
    segment = _format_segment(variant, level, pending) if variant.content else _format_text(variant)
    return f"{tag}>{prop}<seg>{segment}</seg></tuv>"


def has_codes_alone(variant: Variant) -> bool:
    """Whether nothing is left of a segment without its codes."""
    return has_codes(variant.content) and not variant.text.strip()


def _start(place: int, language: str) -> Start:
    tag, longer = export_tag(language)
    prop = "" if longer is None else format_remarks((), (Prop(LONGER_TAG, longer),))
    return Start(place, f'<tuv xml:lang="{tag}"', prop)


def _check_tags(tags: list[str], *, allow_same: bool) -> None:
    if not tags:
        raise TmxError("it has no variants; give at least the source")
    if not allow_same and len(set(tags)) < len(tags):
        same = next(tag for tag in tags if tags.count(tag) > 1)
        raise TmxError(
            f"two variants would be written as {same}; make two units of them, or allow_same_tags"
        )


def _drop_languages(variant: Variant, pending: Pending, *, is_stated: bool) -> tuple[Prop, ...]:
    """Return the properties that no reader takes for the language of the variant."""
    if LONGER_TAG not in [each.type for each in variant.props]:
        return variant.props
    wrong = [each for each in variant.props if _is_language(each, variant, is_stated)]
    if any(each.text != variant.language for each in wrong):
        pending.append((CONTRADICTION, 1))
    return tuple(each for each in variant.props if each not in wrong)


def _is_language(prop: Prop, variant: Variant, is_stated: bool) -> bool:
    if prop.type != LONGER_TAG or is_stated:
        return prop.type == LONGER_TAG
    try:
        tag, longer = export_tag(prop.text)
    except TmxError:
        return False
    return longer is not None and tag == export_tag(variant.language).tag


def _format_segment(variant: Variant, level: int, pending: Pending) -> str:
    """Write a segment that may have codes."""
    content, text = variant.content, variant.text
    if level > 1 and (text.strip() or has_codes(content)):
        return format_content(content, text)
    if text_of(content) != text:
        raise TmxError("its text and its content differ; make both with tmx.content.make_variant")
    if count := count_codes(content):
        pending.append((CODES_LEFT_OUT, count))
    return _format_text(variant)


def _format_text(variant: Variant) -> str:
    text = variant.text
    if not text or text.isspace():
        raise TmxError(f"the segment in {variant.language} is empty; leave the unit out")
    return escape_text(text)
