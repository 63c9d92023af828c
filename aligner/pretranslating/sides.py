"""Which languages a job has, and on which side of a memory its texts are looked up."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from aligner.errors import AlignerError
from aligner.languages import family
from aligner.pretranslating.sources import SourceText, unite_tags
from tmx.errors import TmxError
from tmx.language import find_script, normalise_tag, primary
from tmx.memory.records import Match, Query, Side

Find = Callable[[Query], Sequence[Match]]
"""Finds the matches of a segment in a memory, the best first."""

_USUAL = {"zh": "en-US", "en": "zh-CN"}
"""The target where nobody says one: the tag that texts get that do not tell their region."""


@dataclass(frozen=True, slots=True)
class MatchSource:
    """A memory to look segments up in.

    Args:
        name: of its file.
        languages: primary subtags of its two sides.
        find: finds matches.
        count_tags: counts its units by the tags of both sides, such as "zh-HK en-GB".
    """

    name: str
    languages: tuple[str, str]
    find: Find
    count_tags: Callable[[], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class JobLanguages:
    """The languages of a job.

    Args:
        source: tag of the texts.
        target: tag of their translations.
        side: of the memory that the texts are looked up on.
        asked: tag that queries state; without a region where the texts do not tell it.
        asked_target: tag that translations are asked for in; None: any region will do.
        notes: what was assumed, a sentence each.
    """

    source: str
    target: str
    side: Side = Side.FIRST
    asked: str | None = None
    asked_target: str | None = None
    notes: tuple[str, ...] = ()


def settle_languages(
    texts: Sequence[SourceText], target: str | None, memory: MatchSource | None
) -> JobLanguages:
    """Settle the languages of a job.

    Args:
        texts: at least one.
        target: the tag that the user states; None: that of most units of the memory, or the usual
            one of the other language.
        memory: where they are looked up; None: nowhere.

    Raises:
        AlignerError: the texts are in several languages, the memory is one of other languages,
            or both languages are one.
    """
    source, is_certain = unite_tags(texts)
    stated = _read_tag(target)
    side = Side.FIRST if memory is None else _find_side(memory, source, stated)
    chosen = stated or _choose_target(source, side, memory)
    if family(source) == family(chosen):
        raise AlignerError(
            f"the texts are in {source}, and {chosen} is the same language: state another --target"
        )
    assumed = f"the target language is taken to be {chosen}; --target states another"
    return JobLanguages(
        source,
        chosen,
        side,
        asked=source if is_certain else _drop_region(source),
        asked_target=stated,
        notes=() if stated else (assumed,),
    )


def _read_tag(tag: str | None) -> str | None:
    try:
        return normalise_tag(tag) if tag else None
    except TmxError as error:
        raise AlignerError(str(error)) from error


def _drop_region(tag: str) -> str:
    """Leave of a tag what a text tells in any case: the language, and the script of Chinese."""
    return f"{primary(tag)}-Hant" if find_script(tag) == "Hant" else primary(tag)


def _find_side(memory: MatchSource, source: str, target: str | None) -> Side:
    sides = [Side(n) for n, tag in enumerate(memory.languages) if family(tag) == family(source)]
    if not sides:
        held = " and ".join(memory.languages)
        raise AlignerError(f"{memory.name}: holds {held}, and the texts are in {source}")
    other = memory.languages[sides[0].other]
    if target is not None and family(target) != family(other):
        raise AlignerError(
            f"{memory.name}: holds {' and '.join(memory.languages)}, and not {source} and {target}"
        )
    return sides[0]


def _choose_target(source: str, side: Side, memory: MatchSource | None) -> str:
    if memory is None:
        if family(source) not in _USUAL:
            raise AlignerError(
                f"the texts are in {source}: state the language to translate into with --target"
            )
        return _USUAL[family(source)]
    counts: Counter[str] = Counter()
    for tags, units in memory.count_tags().items():
        counts[tags.split()[side.other]] += units
    # The most common first; of equal ones the first in the alphabet, so that bytes are the same.
    found = min(counts, key=lambda tag: (-counts[tag], tag), default="")
    return found or memory.languages[side.other]
