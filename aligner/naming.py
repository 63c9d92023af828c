"""The name of a file or folder → the language that it says, and what it is called besides."""

import re
from functools import cache
from typing import NamedTuple

from aligner.resources import read_table

# No letter of a Latin word beside a name; a digit or a Chinese character may stand there.
_NO_LATIN_BEFORE, _NO_LATIN_AFTER = "(?<![A-Za-zÀ-ɏ])", "(?![A-Za-zÀ-ɏ])"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_SEPARATORS = " \t._-–—+,&@~()[]{}（）［］【】〔〕「」"
_BETWEEN = re.compile(r"[\W_]*(?:2|to|and|vs)?[\W_]*", re.IGNORECASE)
_PLACE = "*"
"""What stands in the rest of a name where the language stood."""


class Mark(NamedTuple):
    """The language that a name says.

    Args:
        language: "zh" or "en".
        rest: the name with `*` where the language stood.
        is_sure: whether it is set off; else it may belong to a title, as in “English idioms”.
    """

    language: str
    rest: str
    is_sure: bool = True


def find_mark(name: str) -> Mark | None:
    """Find the language that a name says: at its end, else at its start, else between.

    Args:
        name: of a folder, or of a file without its suffix.

    Returns:
        The mark; None if the name says no language, or both.

    >>> find_mark("第1章 (zh-TW)")
    Mark(language='zh', rest='第1章*', is_sure=True)
    >>> find_mark("English idioms").is_sure
    False
    >>> find_mark("encore"), find_mark("1.zh-en"), find_mark("合同中英文")
    (None, None, None)
    """
    found = [each for each in _compile_names().finditer(name) if each.lastgroup]
    index = _choose(name, found)
    if index is None or found[index].lastgroup == "both":
        return None
    chosen = found[index]
    language = str(chosen.lastgroup)
    if any(_is_other(name, chosen, each) for each in found[max(index - 1, 0) : index + 2]):
        return None
    before, after = name[: chosen.start()], name[chosen.end() :]
    rest = before.rstrip(_SEPARATORS) + _PLACE + after.lstrip(_SEPARATORS)
    return Mark(language, rest, _is_set_off(name, chosen))


def _choose(name: str, found: list[re.Match[str]]) -> int | None:
    """Choose the mark that counts, by where it stands."""
    if not found:
        return None
    last = len(found) - 1
    if not name[found[last].end() :].strip(_SEPARATORS):
        return last
    if not name[: found[0].start()].strip(_SEPARATORS):
        return 0
    return last if _is_set_off(name, found[last]) else None


def _is_set_off(name: str, mark: re.Match[str]) -> bool:
    """Whether digits, or separators other than spaces, stand on both sides of a mark."""
    before, after = name[: mark.start()][-1:], name[mark.end() :][:1]
    return all(not each or each.isdigit() or _is_firm(each) for each in (before, after))


def _is_firm(character: str) -> bool:
    return character in _SEPARATORS and not character.isspace()


def _is_other(name: str, mark: re.Match[str], other: re.Match[str]) -> bool:
    """Whether the next mark says the other language, so that the two are a direction."""
    if other.lastgroup == mark.lastgroup:
        return False
    between = name[min(mark.end(), other.end()) : max(mark.start(), other.start())]
    return _BETWEEN.fullmatch(between) is not None


@cache
def _compile_names() -> re.Pattern[str]:
    table = read_table("aligner", "language_names")
    # What names both goes first, for it begins like what names one.
    groups = [f"(?P<{language}>{_join(table[language])})" for language in ("both", "zh", "en")]
    return re.compile("|".join(groups), re.IGNORECASE)


def _join(group: dict[str, list[str]]) -> str:
    names = "|".join(
        re.escape(each).replace(r"\ ", r"[\s._()-]*") for each in _sort(group["names"])
    )
    subtags = "|".join(_sort(group["subtags"]))
    tails = f"(?:[-_](?:{subtags})){{0,2}}" if subtags else ""
    parts = [f"{_NO_LATIN_BEFORE}(?:{names}){tails}{_NO_LATIN_AFTER}", *_sort(group["words"])]
    if characters := "".join(group["characters"]):
        parts.append(f"{_NO_LETTER_BEFORE}[{characters}]{_NO_LETTER_AFTER}")
    return "|".join(parts)


def _sort(names: list[str]) -> list[str]:
    """Sort names so that a longer one is tried before what it begins with."""
    return sorted(names, key=len, reverse=True)
