"""Whether an English target leaves a name out, or has a pronoun for it, and no other name."""

from collections.abc import Iterable

from aligner.lexicon.english import STOP_WORDS
from aligner.terms.checking.accepting import Span, Target
from aligner.terms.checking.tokens import is_english

_OTHER_WORDS = frozenset({"i", "oh", "yes", "well", "ok", "mr", "mrs", "ms", "sir"})


def leaves_name_out(names: Iterable[str], target: Target, explained: Iterable[Span]) -> bool:
    """Whether nothing in a target can be another translation of a name.

    Args:
        names: its admitted translations; all of their chief words have capitals, else it is none.
        target: that has none of them; other languages than English do not tell.
        explained: where terms stand that translate something else.

    >>> from aligner.terms.checking.accepting import read_target
    >>> leaves_name_out(["Rubio"], read_target("Then he said so.", "en"), [])
    True
    >>> leaves_name_out(["Rubio"], read_target("Then Ruby said so.", "en"), [])
    False
    """
    if not is_english(target.tag) or not all(map(is_name, names)):
        return False
    taken = list(explained)
    return not any(
        _is_name_word(token.form)
        and not any(start <= token.start and token.stop <= stop for start, stop in taken)
        for token in target.tokens
    )


def is_name(term: str) -> bool:
    """Whether all words of an English term have capitals, words of grammar apart."""
    words = [word for word in term.split() if word.lower() not in STOP_WORDS]
    return bool(words) and all(word[:1].isupper() for word in words)


def _is_name_word(form: str) -> bool:
    lower = form.lower().replace("’", "'")
    is_small = lower in STOP_WORDS or lower in _OTHER_WORDS or lower.partition("'")[0] in STOP_WORDS
    return form[:1].isupper() and not (is_small and not (form.isupper() and len(form) > 1))
