"""Any variant of a unit → one that the strict writer takes, or None where it has no text."""

from dataclasses import replace

from tmx.content import has_codes, text_of
from tmx.language import UNDETERMINED, export_tag
from tmx.records import UNKNOWN, Provenance, Variant
from tmx.repairing.fields import Lose, repair_dates, repair_notes, repair_props
from tmx.repairing.inline import repair_content
from tmx.repairing.tags import Tags, make_private

_DATES = ("creation_date", "change_date", "last_usage_date")


def repair_provenance(provenance: Provenance, lose: Lose) -> Provenance:
    """Settle dates, and leave out a count below zero."""
    if provenance is UNKNOWN:
        return provenance
    provenance = repair_dates(provenance, _DATES, lose)
    if provenance.usage_count is not None and provenance.usage_count < 0:
        lose("a usage count below 0 is left out")
        provenance = replace(provenance, usage_count=None)
    return provenance


def repair_variant(variant: Variant, tags: Tags, lose: Lose) -> Variant | None:
    """Return a variant that the strict writer takes; None where its segment is empty.

    Args:
        variant: of characters that XML allows.
        tags: repairs tags.
        lose: takes the reason of each change.
    """
    if not (variant.text.strip() or has_codes(variant.content)):
        lose("a variant with an empty segment is left out")
        return None
    content = variant.content
    if content and text_of(content) != variant.text:
        lose("inline codes of another text than the segment's are left out")
        content = ()
    if has_codes(content):
        content = repair_content(content, lose)
    return Variant(
        tags.repair(variant.language),
        variant.text,
        repair_props(variant.props, lose),
        repair_notes(variant.notes, lose),
        content,
        repair_provenance(variant.provenance, lose),
    )


def tell_apart(variants: list[Variant], lose: Lose) -> list[Variant]:
    """Give the second and later variants without a language a code for private use.

    They are the sides of a unit: under the same tag one of them would be dropped.
    """
    unknown = [each for each in variants if each.language == UNDETERMINED]
    if len(unknown) < 2:
        return variants
    lose("variants without a language are told apart as und, qaa and so on")
    found, number = [], 0
    languages = {each.language for each in variants}
    for variant in variants:
        if variant is unknown[0] or variant.language != UNDETERMINED:
            found.append(variant)
            continue
        while make_private(number) in languages:
            number += 1
        found.append(replace(variant, language=make_private(number)))
        number += 1
    return found


def split_variants(variants: list[Variant], lose: Lose) -> list[tuple[Variant, ...]]:
    """Put variants that would be written under one tag into units of their own.

    Returns:
        The variants of each unit: the first has the first variant in each language, the second
        the second or, where there is none, the last.
    """
    groups: dict[str, list[Variant]] = {}
    for variant in variants:
        group = groups.setdefault(export_tag(variant.language).tag, [])
        if any(_is_same(variant, each) for each in group):
            lose("a variant that repeats another is left out")
        else:
            group.append(variant)
    most = max((len(group) for group in groups.values()), default=0)
    if most > 1:
        lose("several variants in one language become units of their own")
    return [
        tuple(group[min(number, len(group) - 1)] for group in groups.values())
        for number in range(most)
    ]


def _is_same(one: Variant, other: Variant) -> bool:
    return (one.text, one.content, one.language) == (other.text, other.content, other.language)
