"""Where sentences end in English, and by the same rules in any language in Latin script.

Place in the flow: Document → Segment, called by `split_text`. A strong mark ends a sentence
unless a lower-case word follows; a full stop ends one unless the word before it is an
abbreviation, an initial or a number that labels a list item.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from aligner.splitting.enclosures import Shape
from aligner.splitting.lexicon import LatinLexicon, get_latin, is_listed
from aligner.splitting.scanning import Rule, find_spans
from aligner.splitting.structure import (
    DASHES,
    HAN,
    OPENERS,
    QUOTES,
    Finality,
    Mark,
    Reach,
    Scan,
    scan_text,
)

_REACH = Reach(bracket=400, quote=150, remark=120)
_WORD_LENGTH = 40
_LATIN = "A-Za-zÀ-ɏ"
_HOST = re.compile(rf"[0-9{_LATIN}Ͱ-ӿ.,’'&%$€£#§-]*\Z")
_NEXT_WORD = re.compile(rf"[{_LATIN}]++(?:[’'][{_LATIN}]++)?+(?![-.])")
_PLAIN_WORD = re.compile(rf"[{_LATIN}]+")
_FEW_WORDS = 12
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
_HAN_NEXT = re.compile(rf"[{HAN}]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_NUMBER_NEXT = re.compile(r"[\d#§]|[IVXLC]+\b|[A-Z]\d")
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVX]{1,5}|[ivx]{1,5})\Z")
_ITEM = re.compile(r"(?<!\S)(\d{1,2})\.(?=\s)")
_ITEM_LABEL = re.compile(r"\((?:[a-z]|[ivx]{1,5})\)\s")
_TIME_ZONE = re.compile(r"(?:[A-Z][a-z]+ ){1,2}(?:[Ss]tandard )?(?:[Dd]aylight )?[Tt]ime\b")
_CONTINUING = frozenset(",;:，、；：)]}）】」』》”.。．!?！？…/")
_STUTTER = re.compile(rf"([{_LATIN}]+)[’'\w]*\W*\Z")


def split_latin(text: str, language: str) -> list[tuple[int, int]]:
    """Split a text in Latin script.

    Args:
        text: one paragraph; any length.
        language: BCP 47 tag; it only decides whether "3." may be an ordinal number.

    Returns:
        (start, stop) of each sentence, in characters.

    >>> split_latin("He lives in the U.S. The talks failed.", "en")
    [(0, 20), (21, 38)]
    """
    lexicon = get_latin()
    ordinals = language.lower().split("-")[0] in lexicon.ordinal_languages
    scan = scan_text(text, _REACH)
    return find_spans(scan, latin_rule(text, ordinals=ordinals))


def latin_rule(text: str, *, ordinals: bool = False) -> Rule:
    """Return the rule for a text.

    Args:
        text: the text that will be scanned.
        ordinals: whether a number of one or two digits with a full stop is an ordinal.
    """
    rules = _LatinRules(
        get_latin(), _find_items(text), ordinals, _is_dash(text, len(text) - len(text.lstrip()))
    )
    return rules.ends_sentence


def is_sentence_opening(text: str, place: int) -> bool:
    """Tell whether the characters at an offset can open a sentence.

    >>> is_sentence_opening("(see below)", 0), is_sentence_opening("“Yes", 0)
    (False, True)
    """
    if _ITEM_LABEL.match(text, place):
        return True
    limit = min(len(text), place + 8)
    while place < limit and (text[place] in OPENERS or text[place] in "\"'"):
        place += 1
    first = text[place : place + 1]
    if not first or first in _CONTINUING:
        return False
    return not first.islower() or bool(_CAMEL.match(text, place))


@dataclass(frozen=True, slots=True)
class _LatinRules:
    """The rules for one text.

    Args:
        lexicon: word lists.
        items: offsets of the full stops behind the numbers of a list inside the text.
        ordinals: whether "3." may be an ordinal number.
        dialogue: whether the text opens with a dash, as dialogue does in many languages.
    """

    lexicon: LatinLexicon
    items: frozenset[int]
    ordinals: bool
    dialogue: bool

    def ends_sentence(self, scan: Scan, mark: Mark) -> bool:
        if scan.is_kept(mark) or _is_bare_bracket(scan, mark):
            return False
        if self._goes_on(scan, mark):
            return False
        match scan.finality_of(mark):
            case Finality.PERIOD:
                return self._ends_at_period(scan, mark)
            case Finality.ELLIPSIS:
                return self._ends_at_ellipsis(scan, mark)
            case _:
                return self._ends_at_strong(scan, mark)

    def _goes_on(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether what follows cannot open a sentence, whatever the run."""
        if _is_dash(scan.text, mark.resume) and not self.dialogue:
            return True
        if not is_sentence_opening(scan.text, mark.resume):
            return True
        return self._has_attribution(scan, mark)

    def _ends_at_period(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether a lone full stop ends a sentence, the next word being able to open one."""
        word = _word_before(scan.text, mark.start)
        if not mark.has_gap and mark.end == mark.stop and self._is_joined(scan, mark, word):
            return False
        if mark.end > mark.stop and scan.find_closed(mark) and not word.endswith("."):
            return not self._is_abbreviated(word, scan, mark) or self._is_quoted(scan, mark)
        return not self._is_abbreviated(word, scan, mark)

    def _is_quoted(self, scan: Scan, mark: Mark) -> bool:
        pair = scan.find_closed(mark)
        return bool(pair and pair.shape == Shape.QUOTE and pair.length > _WORD_LENGTH)

    def _is_joined(self, scan: Scan, mark: Mark, word: str) -> bool:
        """Tell whether a full stop without a space behind it stands inside a name or number."""
        text = scan.text
        if _HAN_NEXT.match(text, mark.resume) or text[mark.resume] in OPENERS:
            return False
        starter = self._starts(text, mark.resume)
        return not (starter and len(word) > 2 and word.isalpha() and word.islower())

    def _ends_at_strong(self, scan: Scan, mark: Mark) -> bool:
        if mark.has_gap or mark.end > mark.stop:
            word = _word_before(scan.text, mark.start)
            named = scan.at(mark.start) == "!" and word in self.lexicon.names_with_mark
            return not named or self._starts(scan.text, mark.resume)
        before, following = scan.at(mark.start - 1), scan.text[mark.resume]
        joined = before.isascii() and before.isalnum() and following.isascii()
        return not (joined and scan.text[mark.stop - 1] in "!?") or following.isupper()

    def _ends_at_ellipsis(self, scan: Scan, mark: Mark) -> bool:
        text = scan.text
        if mark.end > mark.stop:
            return True
        if self._is_hesitation(text, mark):
            return False
        free = mark.has_gap and not scan.at(mark.start - 1).isspace()
        return free or self._starts(text, mark.resume)

    def _is_hesitation(self, text: str, mark: Mark) -> bool:
        """Tell whether the speaker begins again ("I... I don't") or has hardly begun."""
        following = _PLAIN_WORD.match(text, mark.resume)
        before = _STUTTER.search(text, max(mark.opening, mark.start - _WORD_LENGTH), mark.start)
        if not following or not before:
            return False
        word = following.group().lower()
        hardly_begun = word == "i" and mark.start - mark.opening < _FEW_WORDS
        return hardly_begun or word.startswith(before.group(1).lower())

    def _has_attribution(self, scan: Scan, mark: Mark) -> bool:
        if mark.end == mark.stop or scan.text[mark.end - 1] not in QUOTES:
            return False
        return bool(_attribution().match(scan.text, mark.resume))

    def _is_abbreviated(self, word: str, scan: Scan, mark: Mark) -> bool:
        """Tell whether the full stop belongs to the word before it and ends no sentence."""
        bare = word.strip("’'-,.&#§$€£")
        if not bare:
            return False
        head = scan.text[mark.opening : min(mark.start, mark.opening + _WORD_LENGTH)]
        begins = head.lstrip("\"'“‘«([（「 \t–—-•*")
        if _LABEL.match(bare) and begins == bare:
            return True
        if bare[0].isdigit() or not bare[-1].isalpha():
            return self._is_label(bare, mark)
        if len(bare) == 1:
            return self._is_initial(bare, scan, mark)
        if _INITIALS.match(bare) or bare.lower() in self.lexicon.dotted:
            return self._is_dotted(bare, scan, mark)
        return self._is_abbreviation(bare.rpartition(".")[2], scan, mark)

    def _is_label(self, bare: str, mark: Mark) -> bool:
        if mark.start in self.items:
            return True
        return self.ordinals and bare.isdigit() and len(bare) <= 2

    def _is_initial(self, letter: str, scan: Scan, mark: Mark) -> bool:
        starter = self._starts(scan.text, mark.resume)
        if letter.islower():
            return letter in "bcdnpv" or scan.text[mark.resume].isdigit()
        before = scan.text[max(0, mark.start - _WORD_LENGTH) : mark.start - 1].split()
        noun = before[-1].lower() if before else ""
        return not (starter or (noun in self.lexicon.letter_nouns and mark.has_gap))

    def _is_dotted(self, bare: str, scan: Scan, mark: Mark) -> bool:
        if bare.lower() in self.lexicon.dotted_never:
            return True
        if _HAN_NEXT.match(scan.text, mark.resume) and not mark.has_gap:
            return True
        if bare.lower() in {"a.m", "p.m"}:
            return self._is_before_rest(scan, mark)
        return not self._starts(scan.text, mark.resume)

    def _is_before_rest(self, scan: Scan, mark: Mark) -> bool:
        """Tell whether a time of day is followed by the rest of its sentence."""
        if mark.end > mark.stop:
            return False
        following = _NEXT_WORD.match(scan.text, mark.resume)
        if following and following.group() in self.lexicon.after_time:
            return True
        if _TIME_ZONE.match(scan.text, mark.resume):
            return True
        words = scan.text[mark.opening : min(mark.start, mark.opening + 60)].split()
        short = mark.start - mark.opening < 60 and len(words) <= 6
        opens = bool(words) and words[0] in self.lexicon.adverbials
        return short and opens and not self._starts(scan.text, mark.resume)

    def _is_abbreviation(self, bare: str, scan: Scan, mark: Mark) -> bool:
        lexicon = self.lexicon
        # Titles first: they are listed as written, and "Col." is none of "col. 5".
        if is_listed(bare, lexicon.titles) or is_listed(bare, lexicon.never):
            return True
        if is_listed(bare, lexicon.numeric):
            return bool(_NUMBER_NEXT.match(scan.text, mark.resume))
        if is_listed(bare, lexicon.may_end):
            return not self._starts(scan.text, mark.resume)
        return False

    def _starts(self, text: str, place: int) -> bool:
        """Tell whether a word that opens sentences, or an opening quotation, stands here."""
        if text[place] in '“‘"「『':
            return True
        following = _NEXT_WORD.match(text, place)
        if not following:
            return False
        word = re.split("[’']", following.group(), maxsplit=1)[0]
        return word in self.lexicon.starters


@lru_cache(maxsize=1)
def _attribution() -> re.Pattern[str]:
    """Return the expression for "Smith asked." behind a quotation."""
    verbs = "|".join(sorted(get_latin().speech_verbs))
    return re.compile(
        rf"(?:(?:[A-ZÀ-Þ][\w’'-]*\.?|the|of|de|van|von)\s+){{1,4}}(?:{verbs})\b(?=\s*(?:[.,;:!?—]"
        r"|\w+ly\b|(?:to|in|as|with|after|at|from|on|me|him|her|us|them|again|aloud)\b))"
    )


def _is_dash(text: str, place: int) -> bool:
    return text[place : place + 1] in DASHES or text.startswith("- ", place)


def _is_bare_bracket(scan: Scan, mark: Mark) -> bool:
    pair = scan.find_closed(mark)
    return bool(pair and pair.shape == Shape.BRACKET and scan.is_bare(mark, pair))


def _word_before(text: str, place: int) -> str:
    found = _HOST.search(text, max(0, place - _WORD_LENGTH), place)
    return found.group() if found else ""


def _find_items(text: str) -> frozenset[int]:
    """Find the full stops of list numbers: they follow a colon or count up from 1."""
    runs: list[list[int]] = []
    headed: set[int] = set()
    for found in _ITEM.finditer(text):
        number = int(found.group(1))
        if text[max(0, found.start() - 4) : found.start()].rstrip().endswith((":", "：")):
            headed.add(found.end() - 1)
        if number == 1:
            runs.append([found.end() - 1])
        elif runs and number == len(runs[-1]) + 1:
            runs[-1].append(found.end() - 1)
    return frozenset(headed.union(*(run for run in runs if len(run) > 1)))
