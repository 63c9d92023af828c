"""Whether an English target has a pronoun for a name, and no other name in its place."""

from collections.abc import Iterable, Sequence

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.checking.accepting import Span, Target
from aligner.terms.checking.tokens import is_english

_TITLES = "i oh yes well ok mr mrs ms sir"
_MONTHS = (
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday"
)
_OTHER_WORDS = frozenset(f"{_TITLES} {_MONTHS}".split())
_THIRD = "he she it they him them his hers her its their theirs himself herself itself themselves"
_OTHER_PRONOUNS = "who whose whom this that these those one we us our you your i me my"
_PRONOUNS = frozenset(f"{_THIRD} {_OTHER_PRONOUNS}".split())


def leaves_name_out(names: Sequence[str], target: Target, explained: Iterable[Span]) -> bool:
    """Whether a target has a pronoun, and nothing that can be another translation of a name.

    Args:
        names: its admitted translations; all of their chief words have capitals, else it is none.
        target: that has none of them; other languages than English do not tell.
        explained: where terms stand that translate something else.

    >>> from aligner.terms.checking.accepting import read_target
    >>> leaves_name_out(["Rubio"], read_target("Then he said so.", "en"), [])
    True
    >>> leaves_name_out(["Rubio"], read_target("Then Ruby said that he did.", "en"), [])
    False
    """
    if not is_english(target.tag) or not all(map(is_name, names)):
        return False
    if not any(each.form.lower() in _PRONOUNS for each in target.tokens):
        return False
    taken = list(explained)
    return not any(
        _is_name_word(each.form) and not _is_inside((each.start, each.stop), taken)
        for each in target.tokens
    )


def is_name(term: str) -> bool:
    """Whether all words of an English term have capitals, words of grammar apart."""
    words = [word for word in term.split() if word.lower() not in STOP_WORDS]
    return bool(words) and all(word[:1].isupper() for word in words)


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= stop for start, stop in others)


def _is_name_word(form: str) -> bool:
    lower = form.lower().replace("’", "'")
    is_small = lower in STOP_WORDS or lower in _OTHER_WORDS or lower.partition("'")[0] in STOP_WORDS
    return form[:1].isupper() and not (is_small and not (form.isupper() and len(form) > 1))
