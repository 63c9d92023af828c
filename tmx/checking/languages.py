"""Language tags as tools take them: which rules a tag, or the tags of a unit, break."""

from functools import lru_cache
from typing import TypeAlias

from tmx.errors import TmxError
from tmx.language import export_tag, find_script, is_chinese, normalise_tag, primary
from tmx.markup import ANY_LANGUAGE

_ALIASES = frozenset({"cmn", "chi", "zho", "yue"})
_WORDFAST_LENGTH = 5


@lru_cache(maxsize=1024)
def judge_tag(tag: str) -> tuple[str, ...]:
    """Find the rules that the tag of a variant breaks.

    Args:
        tag: as it stands in the file.

    Returns:
        Codes; () for a tag that all tools take.

    >>> judge_tag("zh-CN"), judge_tag("Chinese"), judge_tag("zh-Hant-HK")
    ((), ('TMX302',), ('TMX305',))
    """
    if not tag.strip():
        return ("TMX316",)
    usual = normalise_or_none(tag)
    if usual is None:
        return ("TMX302",)
    codes = []
    chinese = is_chinese(usual)
    if chinese and tag.partition("-")[0].lower() in _ALIASES:
        codes.append("TMX304")
    if chinese and _is_long(tag):
        codes.append("TMX305")
    elif not codes and "_" not in tag and tag != usual:
        codes.append("TMX307")
    if len(tag) > _WORDFAST_LENGTH and not codes:
        codes.append("TMX306")
    if "-" not in usual:
        codes.append("TMX317")
    return tuple(codes)


def _is_long(tag: str) -> bool:
    return len(tag.replace("_", "-").split("-")) > 2 or export_tag(tag).longer is not None


@lru_cache(maxsize=1024)
def normalise_or_none(tag: str) -> str | None:
    """Return the usual form of a tag, or None where it is none."""
    try:
        return normalise_tag(tag)
    except TmxError:
        return None


@lru_cache(maxsize=1024)
def script_of(tag: str) -> str | None:
    """Return "Hans" or "Hant" for a tag of Chinese that tells, else None."""
    usual = normalise_or_none(tag)
    return find_script(usual) if usual is not None and is_chinese(usual) else None


TagFinding: TypeAlias = tuple[str, int | None, str]
"""A code, the number of the variant, from 0, or None for the unit, and the value to quote."""


@lru_cache(maxsize=4096)
def judge_unit(source: str | None, tags: tuple[str, ...]) -> tuple[TagFinding, ...]:
    """Find the rules that the languages of a unit break, each by itself and together.

    Args:
        source: srclang that holds for it, as written; None: none is stated.
        tags: of its variants, as written.

    Returns:
        Those of single variants, then those of the unit.
    """
    alone = [(code, number, tag) for number, tag in enumerate(tags) for code in judge_tag(tag)]
    return (*alone, *((code, None, value) for code, value in _judge_together(source, tags)))


def _judge_together(source: str | None, tags: tuple[str, ...]) -> list[tuple[str, str]]:
    usual = [normalise_or_none(tag) or tag for tag in tags]
    found = [("TMX312", tag) for tag in dict.fromkeys(usual) if usual.count(tag) > 1]
    if len(tags) == 1:
        found.append(("TMX313", tags[0]))
    if source and source.strip().lower() != ANY_LANGUAGE and tags:
        found += _judge_source(source, tags, usual)
    return found


def _judge_source(source: str, tags: tuple[str, ...], usual: list[str]) -> list[tuple[str, str]]:
    if source in tags:
        return []
    stated = normalise_or_none(source)
    if stated is None:
        return [] if source in usual else [("TMX308", f"{source}: {', '.join(tags)}")]
    if stated in usual or any(_primary(tag) == primary(stated) for tag in usual):
        return [("TMX309", f"{source}: {', '.join(tags)}")]
    return [("TMX308", f"{source}: {', '.join(tags)}")]


def _primary(tag: str) -> str | None:
    return primary(tag) if normalise_or_none(tag) is not None else None
