"""What a word in small letters does in a noun phrase, by its class and its neighbours.

No tagger: a word that can be a noun is one unless the words beside it speak against it, and what
stays doubtful has less certainty, so that a pairing may still choose it.
"""

from collections.abc import Callable

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.candidates.english_classes import WordClass
from aligner.terms.candidates.english_context import Context
from aligner.terms.candidates.english_lists import BEING, DETERMINERS, LINKS, MODALS, SUBJECTS
from aligner.terms.candidates.english_parts import DOUBT, OUTSIDE, Judgement, Role

_VERBAL = BEING | SUBJECTS | MODALS


def judge_common(context: Context, place: int) -> Judgement:
    """Judge a word that carries meaning and is no name.

    Args:
        context: of its text.
        place: number of the word.
    """
    kind = context.classify(context.words[place].lower)
    judge = _JUDGES.get(kind)
    return judge(context, place) if judge else OUTSIDE


def _judge_noun(_: Context, __: int) -> Judgement:
    return Role.NOUN, 1.0


def _judge_adjective(_: Context, __: int) -> Judgement:
    return Role.MODIFIER, 1.0


def _judge_verbal_noun(context: Context, place: int) -> Judgement:
    """Judge what mainly is a noun: a verb behind a modal, or between "to" and an object."""
    before, after = context.before_adverbs(place), context.after(place)
    if before is None:
        return Role.NOUN, 1.0
    if before.lower in MODALS or before.lower in SUBJECTS:
        return OUTSIDE
    if context.is_manner(place) or context.agrees(place):
        return OUTSIDE
    governs = after is not None and after.lower in DETERMINERS
    if before.lower == "to":
        return _judge_behind_to(context.words[place].lower, governs=governs)
    return Role.NOUN, DOUBT if governs and not context.is_determined(place) else 1.0


def _judge_behind_to(lower: str, *, governs: bool) -> Judgement:
    if governs:
        return OUTSIDE
    return Role.NOUN, 1.0 if lower.endswith("s") else DOUBT


def _judge_nominal_verb(context: Context, place: int) -> Judgement:
    """Judge what mainly is a verb: a noun behind a determiner, perhaps before a noun."""
    before = context.before(place)
    if context.is_determined(place):
        return Role.NOUN, 1.0
    begins = before is None or before.lower in LINKS - {"to"}
    likely = (begins and context.leads_noun(place)) or context.ends_compound(place)
    return (Role.NOUN, DOUBT) if likely else OUTSIDE


def _judge_nominal_adjective(context: Context, place: int) -> Judgement:
    if not context.is_determined(place):
        return Role.MODIFIER, 1.0
    leads = context.leads(place) and not context.is_followed_by_participle(place)
    return (Role.MODIFIER, 1.0) if leads else (Role.NOUN, DOUBT)


def _judge_participle(context: Context, place: int) -> Judgement:
    """Judge a participle: it modifies what follows, unless a noun before makes it a verb."""
    before = context.before(place)
    if not context.leads(place):
        return OUTSIDE
    if before is None:
        return Role.MODIFIER, DOUBT
    if before.lower in _VERBAL:
        return OUTSIDE
    if context.is_determined(place):
        return Role.MODIFIER, DOUBT if context.follows_adjective_or_noun(place) else 1.0
    return OUTSIDE if context.is_nominal(before) else (Role.MODIFIER, DOUBT)


def _judge_gerund(context: Context, place: int) -> Judgement:
    """Judge a form in -ing: it modifies what follows, or is a verb with it for an object."""
    before, after = context.before(place), context.after(place)
    determined = context.is_determined(place) and before is not None and before.lower != "of"
    if before is not None and context.is_nominal(before) and not determined:
        return (Role.NOUN, DOUBT) if context.ends_compound(place) else OUTSIDE
    if context.leads(place):
        return _judge_leading(context, place)
    followed = after is not None and after.lower == "of"
    stands = (determined and followed) or context.ends_compound(place)
    return (Role.NOUN, DOUBT) if stands or _stands_alone(context, place) else OUTSIDE


def _stands_alone(context: Context, place: int) -> bool:
    """Whether a form in -ing is what an adjective describes, or all that a preposition governs.

    Quantitative tightening puts markets under pressure; a word for decoupling.
    """
    before, after = context.before(place), context.after(place)
    if before is None or (after is not None and after.lower in DETERMINERS):
        return False
    if before.lower in LINKS - {"to", "without", "by"}:
        return after is None
    return before.lower not in STOP_WORDS and context.is_determined(place)


def _judge_nominal_gerund(context: Context, place: int) -> Judgement:
    after = context.after(place)
    if after is not None and after.lower in DETERMINERS and _is_governed(context, place):
        return OUTSIDE
    return _judge_leading(context, place) if context.leads(place) else (Role.NOUN, DOUBT)


def _is_governed(context: Context, place: int) -> bool:
    """Whether a preposition stands before, so that with an object it is a verb: of backing the."""
    before = context.before(place)
    return before is not None and (before.lower in LINKS or before.lower == "of")


def _judge_leading(context: Context, place: int) -> Judgement:
    before = context.before(place)
    if before is not None and before.lower in BEING:
        return OUTSIDE
    determined = context.is_determined(place) and before is not None and before.lower != "of"
    return Role.MODIFIER, 1.0 if determined else DOUBT


def _judge_adverb(context: Context, place: int) -> Judgement:
    """Judge an adverb: it is inside only before a participle or adjective: newly elected."""
    after, before = context.after(place), context.before(place)
    if after is None or after.lower in STOP_WORDS or not context.leads(place + 1):
        return OUTSIDE
    if before is not None and (before.lower in BEING or context.is_nominal(before)):
        return OUTSIDE
    modifies = context.classify(after.lower) in (WordClass.PARTICIPLE, WordClass.ADJECTIVE)
    return (Role.MODIFIER, DOUBT) if modifies else OUTSIDE


_JUDGES: dict[WordClass, Callable[[Context, int], Judgement]] = {
    WordClass.NOUN: _judge_noun,
    WordClass.UNKNOWN: _judge_noun,
    WordClass.NOUN_OR_VERB: _judge_verbal_noun,
    WordClass.VERB_OR_NOUN: _judge_nominal_verb,
    WordClass.ADJECTIVE: _judge_adjective,
    WordClass.ADJECTIVE_OR_NOUN: _judge_nominal_adjective,
    WordClass.PARTICIPLE: _judge_participle,
    WordClass.GERUND: _judge_gerund,
    WordClass.GERUND_OR_NOUN: _judge_nominal_gerund,
    WordClass.ADVERB: _judge_adverb,
}
