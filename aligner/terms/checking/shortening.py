"""Whether a target shortens a term: by its initials, by its beginning, or by a part of its words.

Texts do so with what they named before (the agreement, WHO, 老老). Nobody has said of a concept
that was only extracted that it must not be shortened.
"""

from collections.abc import Sequence
from itertools import pairwise

from aligner.terms.checking.accepting import Target, is_grammar
from aligner.terms.checking.omissions import is_name
from aligner.terms.checking.tokens import Token, is_english, is_spaceless, split_tokens

_POINTERS = frozenset(
    {"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "such"}
)
_LEAST_INITIALS = 3
_LEAST_BEGINNING = 4
_LEAST_CHARACTERS = 2
_DOTS = frozenset("·・•")


def shortens(term: str, target: Target, *, is_of_name: bool = False) -> bool:
    """Whether a target has a term in a shorter form, or in a longer one if it is an acronym.

    Args:
        term: admitted, but not in the target as it is.
        target: to look in.
        is_of_name: whether the term is a name: of one in Chinese the last part will do too.

    >>> from aligner.terms.checking.accepting import read_target
    >>> shortens("World Health Organization", read_target("Ask WHO.", "en"))
    True
    >>> text = read_target("The agreement was a trade deal.", "en")
    >>> shortens("ceasefire agreement", text), shortens("peace deal", text)
    (True, False)
    >>> shortens("特朗普總統", read_target("特朗普說", "zh"))
    True
    >>> shortens("停火協議", read_target("貿易協議", "zh"))
    False
    >>> shortens("刘老老", read_target("老老", "zh"), is_of_name=True)
    True
    """
    if is_spaceless(target.tag):
        return _has_part(term, target, is_of_name=is_of_name)
    words = [each for each in split_tokens(term, target.tag) if not is_grammar(each)]
    if _has_initials(words, target):
        return True
    if not is_english(target.tag):
        return False
    return _has_beginning(words, target) or _has_words(words, target)


def _has_initials(words: Sequence[Token], target: Target) -> bool:
    initials = "".join(each.form[0] for each in words)
    if len(words) >= _LEAST_INITIALS:
        return any(each.form.replace(".", "") == initials.upper() for each in target.tokens)
    acronym = words[0].form.replace(".", "") if len(words) == 1 else ""
    if not acronym.isupper() or len(acronym) < _LEAST_INITIALS:
        return False
    content = [each.form for each in target.tokens if not is_grammar(each)]
    found = "".join(form[0] for form in content).upper()
    return acronym in found


def _has_beginning(words: Sequence[Token], target: Target) -> bool:
    """Whether a name is cut and has a full stop: Calif."""
    if len(words) != 1:
        return False
    name = words[0].form
    return any(
        each.form[0].isupper()
        and _LEAST_BEGINNING <= len(each.form) < len(name)
        and name.startswith(each.form)
        and target.text[each.stop : each.stop + 1] == "."
        for each in target.tokens
    )


def _has_words(words: Sequence[Token], target: Target) -> bool:
    """Whether half of the words stand there, the names among them, or the last with "the"."""
    if len(words) < 2:
        return False
    found = [bool(_find(each, target)) for each in words]
    names = [bool(_find(each, target)) for each in words if is_name(each.form)]
    if 0 < len(names) < len(words) and all(names):
        return True
    if any(found[:-1]) and 2 * sum(found) >= len(words):
        return not names or any(names)
    return found[-1] and any(
        left.form.lower() in _POINTERS and words[-1].keys[0] in right.keys
        for left, right in pairwise(_list_with_articles(target))
    )


def _find(word: Token, target: Target) -> list[int]:
    """Find a word in the case of the term: of a name with its capital."""
    places = target.places.get(word.keys[0], [])
    return [each for each in places if is_name(target.tokens[each].form) or not is_name(word.form)]


def _list_with_articles(target: Target) -> list[Token]:
    """Return the tokens, and "the" as one, which is none else."""
    found = list(target.tokens)
    text = target.text.lower()
    for each in target.tokens:
        start = each.start - len("the ")
        if start >= 0 and text[start : each.start] == "the " and not text[:start][-1:].isalnum():
            found.append(Token(start, start + 3, ("the",), "the"))
    return sorted(found, key=lambda each: each.start)


def _has_part(term: str, target: Target, *, is_of_name: bool) -> bool:
    """Whether a Chinese target has the first half of a term, or a part of a name."""
    text = "".join(each.keys[0] for each in target.tokens)
    key = "".join(each.keys[0] for each in split_tokens(term, target.tag))
    size = max(_LEAST_CHARACTERS, (len(key) + 1) // 2)
    parts = [key[:size], *([key[-size:]] if is_of_name else [])]
    if any(each in _DOTS for each in term):
        names = term.translate({ord(each): "·" for each in _DOTS}).split("·")
        parts = ["".join(one.keys[0] for one in split_tokens(each, target.tag)) for each in names]
    return any(_LEAST_CHARACTERS <= len(each) < len(key) and each in text for each in parts)
