"""The matches of a segment → what goes into its target, in which state, and what is told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmx.formats.jobs import Filling, Suggestion
from tmx.memory.records import Flag, Match, MatchKind, Status

DEFAULT_THRESHOLD = 75
"""The least rate that fills a target: below it, correcting takes longer than translating anew."""

_EXACT = 100
_SAME_TEXT = {MatchKind.CONTEXT, MatchKind.EXACT}
_UNSEEN = {Status.ALIGNED: "aligned, and not reviewed", Status.DRAFT: "a draft"}
_FLAGS = {
    Flag.NUMBER: "numbers differ",
    Flag.DATE: "dates differ",
    Flag.NEGATION: "negation differs",
    Flag.PUNCTUATION: "punctuation differs",
    Flag.WIDTH: "width of characters differs",
    Flag.SCRIPT: "script differs",
    Flag.CASE: "case differs",
    Flag.SPACE: "spaces differ",
    Flag.CODES: "inline codes differ",
    Flag.ORDER: "order differs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FillOptions:
    """How targets are filled.

    Args:
        threshold: the least rate that fills a target, 0–102; at 103 nothing is filled.
        suggestions: the most suggestions of a segment.
        copies_source: whether a segment without a target gets its source as one.
    """

    threshold: int = DEFAULT_THRESHOLD
    suggestions: int = 3
    copies_source: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What the matches of a segment give.

    Args:
        target: its text; "" for none.
        filling: what that is.
        suggestions: the best first.
        remark: what a translator must know of the target; "" for nothing.
    """

    target: str = ""
    filling: Filling = Filling.EMPTY
    suggestions: tuple[Suggestion, ...] = ()
    remark: str = ""


def fill_segment(
    source: str, matches: Sequence[Match], *, memory: str, options: FillOptions
) -> Filled:
    """Choose what goes into the target of a segment.

    The first match fills it if its rate is at or over the threshold and it is not semantic. No
    number is replaced in it: what differs is told.

    Args:
        source: the segment.
        matches: the best first.
        memory: name of the memory, for the origin of suggestions.
        options: threshold, how many suggestions, and whether the source is copied.
    """
    suggestions = tuple(
        _suggest(match, matches, memory) for match in matches[: options.suggestions]
    )
    best = matches[0] if matches else None
    if best is not None and _fills(best, options.threshold):
        filling = find_filling(best, matches)
        return Filled(best.target.text, filling, suggestions, _explain(best, matches))
    if options.copies_source:
        return Filled(source, Filling.COPIED, suggestions)
    return Filled(suggestions=suggestions)


def _fills(match: Match, threshold: int) -> bool:
    is_meant = match.kind is not MatchKind.SEMANTIC and match.rate >= threshold
    return is_meant and bool(match.target.text.strip())


def find_filling(match: Match, matches: Sequence[Match]) -> Filling:
    """Say what a match is as the target of a segment.

    Only the translation of the very same text, undoubted, the only one, and seen by a person, is
    one that may stay as it is.

    Args:
        match: one of the matches.
        matches: all that were found for the segment.
    """
    if match.kind not in _SAME_TEXT or match.flags:
        return Filling.FUZZY
    if match.rate < _EXACT or match.unit.status in _UNSEEN or _count_rivals(match, matches):
        return Filling.LEVERAGED
    is_approved = match.rate > _EXACT and match.unit.status is Status.REVIEWED
    return Filling.APPROVED if is_approved else Filling.EXACT


def _count_rivals(match: Match, matches: Sequence[Match]) -> int:
    """Count the other translations of the same rate, where that is an exact match."""
    if match.rate < _EXACT:
        return 0
    targets = {each.target.text for each in matches if each.rate == match.rate}
    return len(targets - {match.target.text})


def _suggest(match: Match, matches: Sequence[Match], memory: str) -> Suggestion:
    document = match.unit.document
    return Suggestion(
        rate=match.rate,
        similarity=match.similarity,
        kind=str(match.kind),
        source=match.source,
        target=match.target,
        origin=f"{memory}: {document}" if document else memory,
        filling=find_filling(match, matches),
        remark="; ".join(_list_reasons(match, matches)),
    )


def _explain(match: Match, matches: Sequence[Match]) -> str:
    reasons = "; ".join(_list_reasons(match, matches))
    if not reasons and match.rate >= _EXACT:
        return ""
    return f"match of {match.rate}%{': ' if reasons else ''}{reasons}"


def _list_reasons(match: Match, matches: Sequence[Match]) -> Iterator[str]:
    if match.kind is MatchKind.SEMANTIC:
        yield "alike in meaning"
    yield from (_FLAGS[flag] for flag in match.flags)
    yield from (f"{each.points} off for {each.reason}" for each in match.deductions)
    if match.unit.status in _UNSEEN:
        yield _UNSEEN[match.unit.status]
    if rivals := _count_rivals(match, matches):
        yield f"the memory has {rivals + 1} translations of this text"
