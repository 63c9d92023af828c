"""Bead → TranslationUnit: the one module where alignments become translation memories.

Only beads that the alignment is confident of become units; what is left out is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from aligner.errors import AlignerError
from aligner.exporting.contexts import ContextFinder
from aligner.exporting.records import ExportOptions, Written
from aligner.records import Alignment, Bead, Side
from tmx import (
    Header,
    Note,
    Prop,
    Provenance,
    TmxError,
    TranslationUnit,
    Variant,
    export_tag,
    remove_forbidden,
    write_tmx,
)
from tmx.dialects import state_alignment, state_context, state_header
from tmx.memory.records import Status

NO_COUNTERPART = "no counterpart"
BELOW_MINIMUM = "below the minimum confidence"
DAMAGED = "a passage destroyed before"
NO_TEXT = "no text on one side"

_DESCRIPTIONS = ("title", "author", "translator", "date", "source")
"""What a document says of itself that is worth a prop of each unit; x-variety is its variant's."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of an alignment.

    Args:
        units: in the order of the beads.
        left_out: beads that are no units, by reason.
        characters_removed: characters of the texts that XML does not allow.
    """

    units: tuple[TranslationUnit, ...]
    left_out: Mapping[str, int]
    characters_removed: int


def make_units(
    alignment: Alignment, moment: datetime | None, *, prefix: str = "", dialect: str = "plain"
) -> Units:
    """Turn the confident beads of an alignment into translation units.

    The text of a unit is as printed or edited, without white space at its ends and without the
    characters that XML does not allow. Props tell confidence (of an accepted bead that it was
    reviewed), bead type, the names of the files and what the texts say of themselves.

    Args:
        alignment: any.
        moment: when the units were made, with a time zone; None: they do not say.
        prefix: of every tuid, so that units of several alignments can be told apart.
        dialect: the CAT tool whose way of stating contexts is followed; see `tmx.dialects`.

    Returns:
        A unit a bead, source variant first; its tuid is the prefix and the number of the bead,
        from 0.

    Raises:
        TmxError: there is no such dialect.
    """
    shared = _describe_documents(alignment)
    contexts = ContextFinder(alignment)
    units: list[TranslationUnit] = []
    left_out: Counter[str] = Counter()
    removed = 0
    for number, bead in enumerate(alignment.beads):
        source = _make_variant(alignment.source, bead.source)
        target = _make_variant(alignment.target, bead.target)
        reason = _find_reason(alignment, bead, (source.variant, target.variant))
        if reason:
            left_out[reason] += 1
            continue
        removed += source.removed + target.removed
        unit = TranslationUnit(
            (source.variant, target.variant),
            tuid=f"{prefix}{number}",
            props=(*_describe_bead(bead), *shared),
            provenance=Provenance(creation_date=moment),
        )
        checked = unit if bead.is_accepted else state_alignment(unit, dialect)
        stated = state_context(checked, contexts.find(bead.source), dialect)
        units.append(stated)
    return Units(tuple(units), dict(left_out), removed)


def make_unit(
    texts: tuple[str, str],
    languages: tuple[str, str],
    moment: datetime | None,
    *,
    note: str | None = None,
) -> TranslationUnit:
    """Make a unit of two texts that somebody typed.

    Args:
        texts: the source and the target; what XML does not allow is left out.
        languages: their tags.
        moment: when, with a time zone; None: it does not say. It is the date of change, so that
            what is typed again is the same unit.
        note: a comment, or None.
    """
    variants = (
        Variant(tag, remove_forbidden(text).text.strip())
        for tag, text in zip(languages, texts, strict=True)
    )
    notes = () if note is None else (Note(note),)
    return TranslationUnit(tuple(variants), notes=notes, provenance=Provenance(change_date=moment))


def make_header(
    alignments: Sequence[Alignment], moment: datetime | None, *, dialect: str = "plain"
) -> Header:
    """Make the header of a memory: source language, date, and the signatures in props.

    Args:
        alignments: at least one; if their source languages differ, that of the memory is "*all*".
        moment: when the memory was made, with a time zone; None: it does not say.
        dialect: the CAT tool that the memory is for; see `tmx.dialects`.

    Raises:
        TmxError: there is no such dialect.
    """
    languages = {alignment.source.document.language for alignment in alignments}
    signatures = dict.fromkeys(alignment.signature for alignment in alignments)
    header = Header(
        languages.pop() if len(languages) == 1 else "*all*",
        props=tuple(Prop("x-signature", signature) for signature in signatures),
        creation_date=moment,
    )
    return state_header(header, dialect)


def write_memory(
    stream: BinaryIO, alignments: Sequence[Alignment], options: ExportOptions
) -> Written:
    """Write the confident beads of one or several alignments as TMX 1.4.

    A tuid is the number of the bead; of several alignments, "2.17" is bead 17 of the second.

    Raises:
        AlignerError: a language tag is none, or both sides would have the same tag.
    """
    for alignment in alignments:
        check_languages(alignment.source.document.language, alignment.target.document.language)
    counter = _Counter()
    try:
        units = counter.count(_make_all(alignments, options))
        header = make_header(alignments, options.moment, dialect=options.dialect)
        report = write_tmx(stream, units, header)
    except TmxError as error:
        raise AlignerError(str(error)) from error
    removed = counter.removed + report.characters_removed
    return Written(report.units, "units", dict(counter.left_out), removed)


def _make_all(alignments: Sequence[Alignment], options: ExportOptions) -> Iterator[Units]:
    for number, alignment in enumerate(alignments, start=1):
        prefix = f"{number}." if len(alignments) > 1 else ""
        yield make_units(alignment, options.moment, prefix=prefix, dialect=options.dialect)


class _Counter:
    """Adds up what is left out while the units pass by."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()
        self.removed = 0

    def count(self, made: Iterable[Units]) -> Iterator[TranslationUnit]:
        for each in made:
            self.left_out += Counter(each.left_out)
            self.removed += each.characters_removed
            yield from each.units


def check_languages(source: str, target: str) -> None:
    """Check that a memory can tell the two sides apart.

    Args:
        source: language tag of the source side.
        target: the same of the target side.

    Raises:
        AlignerError: one is no tag, or both would be written as the same tag.

    >>> check_languages("zh-HK", "en-GB")
    """
    try:
        tags = [export_tag(tag).tag for tag in (source, target)]
    except TmxError as error:
        raise AlignerError(str(error)) from error
    if tags[0] == tags[1]:
        raise AlignerError(
            f"a memory needs two languages, and both sides ({source}, {target}) would be written"
            f" as {tags[0]}: state them with --source and --target"
        )


@dataclass(frozen=True, slots=True)
class _Cleaned:
    variant: Variant
    removed: int


def _make_variant(side: Side, numbers: Sequence[int]) -> _Cleaned:
    text, removed = remove_forbidden(side.text_of(numbers))
    variety = side.document.metadata.variety
    props = (Prop("x-variety", variety),) if variety else ()
    return _Cleaned(Variant(side.document.language, text.strip(), props=props), removed)


def _find_reason(alignment: Alignment, bead: Bead, variants: tuple[Variant, Variant]) -> str | None:
    """Say why a bead is no unit; None: it is one."""
    if bead.is_null:
        return NO_COUNTERPART
    if alignment.is_damaged(bead) and not bead.is_accepted:
        return DAMAGED
    if not alignment.is_confident(bead):
        return BELOW_MINIMUM
    return None if all(variant.text for variant in variants) else NO_TEXT


def _describe_bead(bead: Bead) -> tuple[Prop, ...]:
    """Say how sure a bead is; a person who accepted it vouches for it, and no number does."""
    if bead.is_accepted:
        return Prop("x-status", Status.REVIEWED.value), Prop("x-bead", bead.type)
    return Prop("x-confidence", f"{bead.confidence:.2f}"), Prop("x-bead", bead.type)


def _describe_documents(alignment: Alignment) -> tuple[Prop, ...]:
    """Make the props that all units share: the files, and what the texts say of themselves."""
    documents = alignment.source.document, alignment.target.document
    values = {"document": _join(document.name for document in documents)}
    for name in _DESCRIPTIONS:
        values[name] = _join(getattr(document.metadata, name) for document in documents)
    return tuple(Prop(f"x-{name}", value) for name, value in values.items() if value)


def _join(values: Iterable[str]) -> str:
    """Return the value of both sides, or "source | target" where they differ.

    What XML cannot hold, as in a file name that is not Unicode, is lost: this is no text to count.
    """
    return remove_forbidden(" | ".join(dict.fromkeys(filter(None, values)))).text
