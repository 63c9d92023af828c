"""What speaks for a proposed term beside its rating: a list that has it, repetition, its make.

Free combinations (蒙古經濟), clauses in quotation marks and common words of other fields rate high
by their words; here they lose.
"""

from typing import NamedTuple

from aligner.lexicon.english import find_words
from aligner.terms.annotating.english import Rendering, has_name
from aligner.terms.candidates.segmenting.roles import Role, find_role, load_lists
from aligner.terms.candidates.segmenting.words import Use, load_words
from aligner.terms.checking.countries import SHORT_NAMES
from aligner.terms.records import Kind
from aligner.terms.termhood.cutting import load_common
from aligner.terms.termhood.frequencies import load_frequencies
from tmx.glossary.records import Provenance

_GENERATED, _COMMON, _NAMED, _NAMED_SHORT, _QUOTED, _REPEATED = 0.9, 0.8, 0.85, 0.45, 0.9, 0.75
_ONCE, _WORD, _FREE, _CLAUSE = 0.4, 0.4, 0.45, 0.3
_LEAST_FIELD, _ENOUGH_FIELD = 0.2, 0.5
_FIRM, _FIRM_GENERATED = 0.6, 0.5
"""Weight from which on the borders of a phrase are trusted that no list has."""
_LONGEST = 9
_SHORTEST_NAME, _FEWEST_OF_INSTITUTION = 3, 3
_HEAD = 0.8
_LISTED_GAIN = 0.4
_SIDES = frozenset("方企媒")
_INNER = 0.8
_ABSTRACT = (
    *("战略", "政策", "政府", "计划", "原则", "体系", "框架", "制度", "行动"),
    *("运动", "机制", "活动", "会议", "组织", "大会", "中心", "机构"),
)
"""Ends of the names of institutions that stand as often behind the name of a country."""


class Found(NamedTuple):
    """A proposed term.

    Args:
        key: in simplified characters.
        kind: why it may be a term.
        uses: how often it was found.
        weight: how sure its borders are, in (0, 1].
        renderings: what it is called in English.
    """

    key: str
    kind: Kind
    uses: int
    weight: float
    renderings: tuple[Rendering, ...]


def raise_listed(termhood: float, found: Found) -> float:
    """Raise the rating of what a list of the field has: its words may be common all the same."""
    is_listed = any(each.is_listed for each in found.renderings)
    return termhood + (1 - termhood) * _LISTED_GAIN if is_listed else termhood


def find_support(found: Found) -> float:
    """Return how far a proposed term is supported, in [0, 1]."""
    if any(each.is_listed or each.provenance is Provenance.CLDR for each in found.renderings):
        return 1.0
    if _is_abbreviated(found):
        return 0.0
    if found.renderings:
        return _rate_rendering(found)
    return _rate_without(found)


def _is_abbreviated(found: Found) -> bool:
    """Whether it says only which countries: 中俄, 美欧, 俄方, but not 加沙."""
    if any("-" not in each.text for each in found.renderings) and found.key[-1] not in _SIDES:
        return False
    initials = load_lists().initials | set(SHORT_NAMES.values())
    return set(found.key[:-1]) <= initials and (found.key[-1] in initials | _SIDES)


def _rate_rendering(found: Found) -> float:
    first = found.renderings[0]
    if first.provenance is Provenance.CONVERSION:
        return _GENERATED if found.weight >= _FIRM_GENERATED else _ONCE
    if first.is_name:
        return _FREE if found.key[-1] == "人" else 1.0
    return float((_COMMON * _rate_field(found.key, first.text)) ** (1 / found.uses))


def _rate_field(key: str, english: str) -> float:
    """Return how far the words of a term of the dictionary belong to the field."""
    frequencies = load_frequencies()
    sides = (
        (frequencies.chinese, frequencies.cut_chinese(key)),
        (frequencies.english, [each.lower() for each in find_words(english)]),
    )
    means = [sum(map(side.find_field, words)) / max(len(words), 1) for side, words in sides]
    field = sum(means) / len(means)
    return min(max((field - _LEAST_FIELD) / (_ENOUGH_FIELD - _LEAST_FIELD), 0.01), 1.0)


def _rate_without(found: Found) -> float:
    """Rate what no list translates."""
    roles = list_roles(found.key)
    if not _is_nominal(roles) or (found.kind is not Kind.NAME and len(found.key) > _LONGEST):
        return _CLAUSE
    if found.kind is Kind.QUOTED:
        return _WORD if found.key in load_words().entries else _QUOTED
    if found.kind is Kind.WORD:
        return _WORD
    if found.kind in {Kind.NAME, Kind.ABBREVIATION} and not _is_abstract(found.key):
        return _rate_name(found, roles)
    if _is_free(found.key):
        return _FREE
    return _REPEATED if found.uses > 1 and found.weight >= _FIRM else _ONCE


def _is_abstract(key: str) -> bool:
    return key.endswith(_ABSTRACT) and len(key) > _SHORTEST_NAME


def _rate_name(found: Found, roles: list[Role]) -> float:
    if len(roles) > 1:
        is_firm = all(role.inner >= _INNER for role in roles[1:-1])
        return _NAMED if len(roles) >= _FEWEST_OF_INSTITUTION and is_firm else _NAMED_SHORT
    is_known = found.key in load_words().entries
    return _NAMED_SHORT if is_known or len(found.key) < _SHORTEST_NAME else _NAMED


def list_roles(key: str) -> list[Role]:
    """List what parts the words of a term can play in it."""
    entries = load_words().entries
    words = [key] if key in entries else load_frequencies().cut_chinese(key)
    return [find_role(word, entries.get(word, (0.0, int(Use.NOUN)))[1]) for word in words]


def _is_nominal(roles: list[Role]) -> bool:
    """Whether words can be a noun with what stands before it."""
    if any(not role.inner for role in roles[1:-1]) or roles[-1].last < _HEAD:
        return False
    return len(roles) == 1 or roles[0].first >= roles[0].last * _HEAD


def _is_free(key: str) -> bool:
    """Whether it is a name and a common word: 蒙古總理."""
    entries = load_words().entries
    return any(
        has_name(key[:stop]) and (key[stop:] in entries or key[stop:] in load_common()[0].address)
        for stop in range(2, len(key))
    )
