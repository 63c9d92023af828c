"""The rules of duizhao.srx for Latin script; see write_srx.py and aligner/splitting/english.py."""

from collections.abc import Iterator

from srx_pieces import (
    CLOSING,
    ENDED,
    HAN,
    LATIN,
    NOTE,
    OPENING,
    SPACE,
    SPACED_QUOTE,
    TAIL,
    TAIL_ENDS,
    Rule,
    Words,
    ahead,
    any_of,
    behind,
    divide,
    keep,
    listed,
    within,
)

MARK = "[.．…⋯。｡！？!?‼⁇⁈⁉؟۔।॥]"
STRONG = "[。｡！？!?‼⁇⁈⁉؟۔।॥]"
ELLIPSIS = r"(?:\.{2,}|[…⋯]+)"
LONE = r"(?<![.．])[.．]"
NO_LETTER = rf"(?<![{LATIN}0-9])"
NUMBER = rf"{SPACE}*(?:[\d#§]|[IVXLC]+\b|[A-Z]\d)"
REMARK = r"\([^()\n]{3,119}[^()\n.!?…:,，。：]\)"
COUNTED = "|".join(
    rf"\b{number}\.(?<=(?:^|\s){number - 1}\.\s[^\n]{{1,300}}\s{number}\.)"
    for number in range(2, 10)
)
BROKEN_OFF = r"[—–―]{1,2}[ \u00a0]?[”’\"'」』]{1,3}"
END = behind(f"{MARK}{TAIL}|{BROKEN_OFF}", MARK[1:-1] + TAIL_ENDS)
ATTRIBUTED = (
    r"(?=\s*(?:[.,;:!?—]|\w+ly\b|(?:to|in|as|with|after|at|from|on|me|him|her|us|them|again|aloud)"
    r"\b))"
)
TIME_ZONE = r"(?:[A-Z][a-z]+ ){1,2}(?:[Ss]tandard )?(?:[Dd]aylight )?[Tt]ime\b"
SENTENCE_START = r"(?<=^|[.!?…][”’\"')\]]{0,3}\s)"


def latin_rules(words: Words) -> Iterator[Rule]:
    """Yield the rules in order: what goes on anyway, abbreviations, where sentences end."""
    starts = (
        rf"""(?:["“‘「『]|(?:{any_of(words["starters"])})(?!\p{{L}})(?:['’]\p{{L}}+)?(?![-.]))"""
    )
    yield from _enclosed()
    yield from _going_on(words)
    yield from _labels()
    yield from _times(words, starts)
    yield from _abbreviations(words, starts)
    yield from _strong(words, starts)
    yield from _ellipses(starts)
    yield from _periods(starts)


def ordinal_rules() -> Iterator[Rule]:
    """Yield the rule of languages that write "3." for "third"."""
    yield keep(
        rf"{NO_LETTER}\d{{1,2}}\.", SPACE, "A short number with a full stop is an ordinal number."
    )


def _enclosed() -> Iterator[Rule]:
    inside = r"[^()\[\]\n]"
    yield keep(
        rf"{MARK}(?<=[(\[]{inside}{{1,200}})",
        ahead(within(inside, 400, r"[)\]]")),
        "Inside brackets.",
    )
    yield keep(rf"[(\[]{MARK}{{1,6}}[)\]]", "", "A mark alone in brackets: (!).")
    yield keep(
        rf"{MARK}(?<=[^\s.!?…”\"][ ]?[“][^“”\n]{{1,150}})",
        ahead(within(r"[^“”\n]", 150, "”") + rf"(?:(?<![.!?…]”)|{SPACE}*(?:[,;:—–]|\p{{Ll}}))"),
        "Inside a short quotation behind which the sentence goes on.",
    )
    yield keep(
        r"[.!?](?<=(?:://|www\.)[!-~]{1,200})", r"[A-Za-z0-9/_~=&%#+-]", "Inside a web address."
    )


def _going_on(words: Words) -> Iterator[Rule]:
    yield keep(END, ahead(f"{SPACE}*(?:[—–―]|- )"), "A dash goes on.")
    yield keep(END, ahead(rf"{NOTE}|[ \u00a0]\[\d{{1,3}}\](?:\s|$)"), "A note hangs on.")
    yield keep(
        END,
        ahead(
            rf"{SPACE}*(?!\((?:[a-z]|[ivx]{{1,5}})\)\s){OPENING}*"
            r"(?:[,;:，、；：)\]}）】」』》”.。．!?！？…/]|(?![a-z]{1,2}[A-Z])\p{Ll})"
        ),
        "A small letter or a further mark goes on; iPhone and the label (a) do not.",
    )
    yield keep(END, ahead(f"[’»]|[\"'](?!\\p{{L}})|{SPACED_QUOTE}"), "A closing mark hangs on.")
    verbs = any_of(words["speech_verbs"])
    names = r"(?:(?:[A-ZÀ-Þ][\w’'-]*\.?|the|of|de|van|von)\s+){1,4}"
    yield keep(
        r"[.．…⋯。！？!?—–―][”’\"'»“«]",
        ahead(rf"{SPACE}*{names}(?:{verbs})\b{ATTRIBUTED}"),
        "Who said it, behind a quotation.",
    )
    yield keep(
        END,
        ahead(rf"[ \u00a0]?{REMARK}(?!\s?[—–])"),
        "A remark in brackets without a full stop belongs to the sentence before it.",
    )


def _labels() -> Iterator[Rule]:
    yield keep(
        rf"{SENTENCE_START}{OPENING}*(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|[IVX]{{1,5}}"
        r"|[ivx]{1,5})\.",
        SPACE,
        "The label of a list item opens a sentence.",
    )
    yield keep(r"[:：]\s{0,3}\d{1,2}\.", SPACE, "The first number of a list behind a colon.")
    yield keep(COUNTED, SPACE, "A number that counts on inside a list.")


def _times(words: Words, starts: str) -> Iterator[Rule]:
    hour = rf"{NO_LETTER}(?i:[ap]\.m)\."
    rest = rf"{SPACE}+(?:(?:{any_of(words['after_time'])})(?!\p{{L}})(?![-.])|{TIME_ZONE})"
    yield keep(hour, ahead(rest), "A time of day with its zone or date.")
    yield keep(
        rf"{SENTENCE_START}(?:{any_of(words['adverbials'])})\s(?:[^\s.!?]+\s){{0,4}}[\d:]*\s?"
        r"(?i:[ap]\.m)\.",
        ahead(rf"{SPACE}+(?!{starts})"),
        "A short opening clause with a time of day.",
    )
    yield divide(hour, SPACE, "A time of day may end a sentence.")


def _abbreviations(words: Words, starts: str) -> Iterator[Rule]:
    never = listed([*words["titles"], *words["never"]])
    yield keep(rf"(?<![{LATIN}])(?:{never})\.{CLOSING}*", "", "Abbreviations that end no sentence.")
    yield keep(
        rf"{NO_LETTER}(?i:{any_of(words['dotted_never'])})\.", "", "The same with dots inside."
    )
    numeric = rf"(?<![{LATIN}])(?:{listed(words['numeric'])})\."
    yield keep(numeric, ahead(NUMBER), "Abbreviations before a number.")
    nouns = any_of(words["letter_nouns"])
    yield divide(rf"\b(?i:{nouns})\s+[A-Z]\.", SPACE, "Plan B ends a sentence.")
    dotted = rf"(?:\p{{L}}(?:\.\p{{L}})+|\p{{Lu}}|(?i:{any_of(words['dotted'])}))"
    initial = rf"(?<![{LATIN}0-9.’'&-]){dotted}\.{CLOSING}*"
    may_end = rf"(?<![{LATIN}])(?:{listed(words['may_end'])})\.{CLOSING}*"
    begins = ahead(f"{SPACE}+{starts}")
    yield divide(initial, begins, "Initials before a word that opens sentences.")
    yield divide(may_end, begins, "Abbreviations before a word that opens sentences.")
    yield keep(initial, "", "Initials.")
    yield keep(may_end, "", "Abbreviations that end no sentence otherwise.")
    yield keep(rf"{NO_LETTER}[bcdnpv]\.", "", "Small letters that stand for a word.")
    yield keep(rf"{NO_LETTER}[a-z]\.", ahead(rf"{SPACE}*\d"), "A small letter before a number.")


def _strong(words: Words, starts: str) -> Iterator[Rule]:
    names = any_of(words["names_with_mark"])
    yield keep(rf"\b(?:{names})!", ahead(f"{SPACE}+(?!{starts})"), "Names with a mark: Yahoo!")
    yield divide(f"{STRONG}{TAIL}", SPACE, "! and ? before a space.")
    yield divide(
        f"{STRONG}{CLOSING}+{NOTE}*{ENDED}",
        r"[^\s”’\"')\]]",
        "! and ? with a closing mark behind them.",
    )
    yield divide(STRONG, ahead(rf"[A-Z“‘]|{HAN}"), "! and ? before a capital without a space.")


def _ellipses(starts: str) -> Iterator[Rule]:
    yield keep(
        rf"(?:{SENTENCE_START}{OPENING}*[^.!?…\n]{{1,11}}|\bI){ELLIPSIS}",
        ahead(rf"{SPACE}*I\b"),
        "A speaker who has hardly begun hesitates.",
    )
    yield divide(rf"(?<=[^\s.．…⋯]){ELLIPSIS}{TAIL}", SPACE, "An ellipsis behind a word.")
    spaced = r"\.(?:[ \u00a0]\.){2,3}"
    yield divide(
        rf"(?:{spaced}|{ELLIPSIS})", ahead(f"{SPACE}*{starts}"), "Any other before such a word."
    )
    yield keep(rf"{spaced}|{ELLIPSIS}", "", "No other ellipsis ends a sentence.")


def _periods(starts: str) -> Iterator[Rule]:
    yield divide(
        r"(?:[a-zß-ɏ)]{2}\.|[.!?][”\"’])\d{1,3}",
        ahead(r"\s+[“\"‘(]?[A-Z]"),
        "A full stop with the number of a note.",
    )
    yield divide(
        rf"(?:(?<=\p{{Ll}}{{3}})[.]|[!?]|[.][”\"’]){TAIL}[ \u00a0]?"
        rf"(?:{REMARK}|\[\d{{1,3}}\])(?<=[)\]])",
        SPACE,
        "A sentence with a remark or a spaced note behind it.",
    )
    yield divide(f"{LONE}{TAIL}", SPACE, "A full stop before a space.")
    yield divide(BROKEN_OFF, SPACE, "Speech that breaks off.")
    yield divide(
        f"{LONE}{CLOSING}+{NOTE}*{ENDED}",
        r"[^\s”’\"')\]]",
        "A full stop with a closing mark behind it.",
    )
    yield divide(r"(?<=\p{Ll}{3})\.", ahead(rf"(?![\"“‘]){starts}"), "A space was forgotten.")
    yield divide(LONE, ahead(rf"{HAN}|[“‘「『（(《]"), "A full stop before Chinese or a bracket.")
