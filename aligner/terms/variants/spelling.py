"""English spelling of Britain ↔ of America, word by word.

Words with a capital stay: a World Health Organization or a Department of Defense is spelled by its
owner. Where Britain has two spellings (organise, organize), the one that America lacks is written.
"""

import re
from collections.abc import Mapping
from functools import cache

from aligner.resources import read_table

_WORD = re.compile(r"(?<![A-Za-z'’])[a-z]+(?![A-Za-z])")
_BRITISH_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|ational)")
_AMERICAN_IZE = re.compile(r"(?<=[a-z]{3})iz(e|ed|es|er|ers|ing|ation|ations|ational)")
_BRITISH_YSE = re.compile(r"(?<=al)ys(e|ed|es|er|ers|ing)")
_AMERICAN_YZE = re.compile(r"(?<=al)yz(e|ed|es|er|ers|ing)")
_OUR_ENDINGS = ("s", "ed", "ing", "er", "ers", "ful", "able", "ably", "less", "hood", "hoods", "ly")
_RE_ENDINGS = {"re": "er", "res": "ers"}
_DOUBLED_ENDINGS = ("ed", "ing", "er", "ers")


def spell(text: str, locale: str) -> str:
    """Spell a term as another region does.

    Args:
        text: an English term.
        locale: en-GB or en-US.

    >>> spell("defence of neighbouring states", "en-US"), spell("nuclear program", "en-GB")
    ('defense of neighboring states', 'nuclear programme')
    >>> spell("organized crime", "en-GB"), spell("Department of Defense", "en-GB")
    ('organised crime', 'Department of Defense')
    """
    is_american = locale == "en-US"
    if re.search(r"\b(computer|software)\b", text, re.IGNORECASE):
        return text
    return _WORD.sub(lambda found: _spell_word(found[0], is_american=is_american), text)


def find_spelling(text: str) -> str | None:
    """Return the locale that a term is spelled in; None if it shows none, or both.

    >>> find_spelling("defence"), find_spelling("color"), find_spelling("peace")
    ('en-GB', 'en-US', None)
    """
    is_british, is_american = spell(text, "en-US") != text, spell(text, "en-GB") != text
    if is_british == is_american:
        return None
    return "en-GB" if is_british else "en-US"


def _spell_word(word: str, *, is_american: bool) -> str:
    british, american, kept = _load_words()
    table = british if is_american else american
    if word in table or kept.fullmatch(word):
        return table.get(word, word)
    if is_american:
        return _replace_end(_BRITISH_YSE, "yz", _replace_end(_BRITISH_ISE, "iz", word))
    return _replace_end(_AMERICAN_YZE, "ys", _replace_end(_AMERICAN_IZE, "is", word))


def _replace_end(pattern: re.Pattern[str], letters: str, word: str) -> str:
    match = re.search(f"{pattern.pattern}$", word)
    return word if match is None else f"{word[: match.start()]}{letters}{match[1]}"


@cache
def _load_words() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Load British → American, American → British, and the words whose end only looks so."""
    table = read_table("aligner.terms.variants", "spellings")
    british: dict[str, str] = {}
    for stem in table["our"]:
        british |= {f"{stem}our{end}": f"{stem}or{end}" for end in ("", *_OUR_ENDINGS)}
    for stem in table["re"]:
        british |= {f"{stem}{end}": f"{stem}{other}" for end, other in _RE_ENDINGS.items()}
    for stem in table["doubled"]:
        british |= {f"{stem}{stem[-1]}{end}": f"{stem}{end}" for end in _DOUBLED_ENDINGS}
    british |= table["words"]
    american = {other: word for word, other in british.items()}
    return british | table["british only"], american, _compile_kept(table)


def _compile_kept(table: Mapping[str, list[str]]) -> re.Pattern[str]:
    stems = "|".join(each.removesuffix("e") for each in table["kept"])
    verbs = f"(?:{'|'.join(table['prefixes'])})?(?:{stems})(?:e|es|ed|er|ers|ing|ation|ations)"
    return re.compile(f"{verbs}|{'|'.join(table['kept words'])}")
