"""The rules of duizhao.srx for Chinese; see write_srx.py and aligner/splitting/chinese.py."""

from collections.abc import Iterator
from itertools import pairwise

from srx_pieces import (
    CLOSING,
    ENDED,
    HAN,
    NOTE,
    NOTES,
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
    within,
)

MARK = "[。｡！？!?‼⁇⁈⁉…⋯.．]"
FINAL = "[。｡！？‼⁇⁈⁉]"
SHARP = "[！？!?…⋯]"
QUOTED = r"[“「『‘《][^“”「」『』\n]{0,60}[”」』’》]"
NO_QUOTE = r"[^“”「」『』\n]"
UNQUOTE = '[”’」』"]'
ELLIPSIS = r"(?<=[^A-Za-z0-9.．…⋯。！？!?\s])(?:[…⋯]+|\.{2,})"
REMARK = r"[（(][^（）()。！？；\n]{3,39}[^（）()。！？；\n.．…：:，,]"
STRAIGHT = rf"(?:(?:^|[^。！？!?.,，…\n\"])\"|“)[^\"“”\n]{{1,300}}{MARK}"
"""A straight quotation mark, or a curly one, that opens, up to the mark that ends its speech."""

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def chinese_rules(words: Words) -> Iterator[Rule]:
    """Yield the rules in order; those for Latin script come behind them."""
    yield from _enclosed()
    yield from _items()
    yield from _going_on(words)
    yield from _quotations(words)
    yield from _brackets()
    yield from _periods(words)
    yield from _ellipses(words)
    yield from _ends()


def _enclosed() -> Iterator[Rule]:
    yield keep(MARK, ahead(within(r"[^《》〈〉\n]", 160, "[》〉]")), "Inside a title.")
    inside = r"[^（）()【】〔〕\n]"
    yield keep(rf"{MARK}{UNQUOTE}*[》〉]+", "", "A title with a mark at its end.")
    yield keep(
        rf"{MARK}{UNQUOTE}*(?<=[（(【〔]{inside}{{1,160}})",
        ahead(within(inside, 160, "[）)】〕]")),
        "Inside brackets.",
    )
    yield keep(rf"[（(\[【]{MARK}{{1,6}}[）)\]】]", "", "A mark alone in brackets: （！）.")


def _items() -> Iterator[Rule]:
    pairs = list(pairwise(CIRCLED))
    items = [rf"{label}[^{label}{following}\n]{{1,300}}[。！？]" for label, following in pairs]
    both = list(zip(items, pairs, strict=True))
    ends = [f"[。！？](?<={item})(?={following})" for item, (_, following) in both]
    labels = [f"{following}(?<={item}{following})" for item, (_, following) in both]
    yield divide("|".join(ends), "", "The next item of a list ①②③.")
    yield keep("|".join(labels), "", "Its label.")


def _going_on(words: Words) -> Iterator[Rule]:
    end = behind(f"[—{MARK[1:-1]}]{TAIL}", f"—{MARK[1:-1]}{TAIL_ENDS}")
    yield keep(f"{MARK}(?<={STRAIGHT})", '"', "A straight quotation mark that closes hangs on.")
    yield keep(f'{MARK}"(?<!{STRAIGHT}")', "", "One that opens belongs to the next sentence.")
    yield keep(
        end,
        ahead(f"{SPACE}*[，、；：,;:。．.！？!?…⋯”’」』）)】》〉—–－·/]"),
        "A further mark hangs on.",
    )
    yield keep(end, ahead(f"{NOTE}|{SPACED_QUOTE}"), "A note or a quotation mark hangs on.")
    datelines = "".join(f"(?<!{word})" for word in words["dateline_ends"])
    yield keep(
        end,
        ahead(rf"[ \u00a0\u3000]?{REMARK}{datelines}[）)](?![—–])"),
        "A remark in brackets belongs to the sentence before it.",
    )
    yield keep(
        rf"{MARK}(?<=[^。！？!?…”」』\s][“「『]{NO_QUOTE}{{1,40}})",
        ahead(
            within(NO_QUOTE, 40, "[”」』]") + rf"(?:(?<![。！？!?…][”」』])|{SPACE}*"
            rf"(?:[，、；,;—]|{any_of(words['continuations'])}|{_said(words)}))"
        ),
        "Inside a short quotation behind which the sentence goes on.",
    )


def _said(words: Words) -> str:
    """Write 普京说。 behind a quotation."""
    verbs, negations = any_of(words["speech_verbs"]), words["no_speech_after"]
    return (
        r"[^。！？…，、；：“”「」『』\"()（）\n]{0,16}?"
        rf"(?<![{negations}])(?:{verbs})(?:[。，！…,]|\.(?!\d)|[着著](?:[。！…]|，[“‘「『])|$)"
    )


def _quotations(words: Words) -> Iterator[Rule]:
    end = behind(f"(?:{MARK}|—) ?{UNQUOTE}{{1,3}}{NOTES}", TAIL_ENDS)
    yield keep(end, any_of(words["continuations"]), "Behind a quotation, the sentence goes on.")
    yield keep(end, ahead(_said(words)), "Who said it, behind a quotation.")
    conjunctions = any_of(words["conjunctions"])
    yield keep(
        end,
        ahead(rf"(?:{QUOTED}){{0,6}}(?:{conjunctions})[“「『‘《]|(?:{QUOTED}){{1,6}}[，。；、的]"),
        "A list of quotations.",
    )
    verbs = any_of(words["speech_verbs"])
    yield divide(
        rf"(?<=^|[。｡！？!?…⋯.．：:，,—\n]|[。！？…][”’」』]|[。！？：，]\s|{verbs})[“「『‘\"]"
        rf"[^“”「」『』\"\n]{{0,300}}(?:{MARK}|—)+ ?{UNQUOTE}{{1,3}}{NOTE}*{ENDED}",
        ahead(r"[^”’」』\"]"),
        "Speech, and a quotation that is a sentence.",
    )
    yield keep(
        f"[^。｡.．！？!?…⋯]{SHARP}{{1,6}}{UNQUOTE}{{1,3}}"
        f'(?<=[“「『‘"]{NO_QUOTE}{{0,200}}{UNQUOTE}{{1,3}})',
        ahead(f"(?!{SPACE})"),
        "A quotation inside a clause ends its sentence only with 。",
    )
    yield keep(end, any_of(words["embedded_continuations"]), "Nor does it before these words.")


def _brackets() -> Iterator[Rule]:
    yield divide(
        rf"(?<=^|[。！？!?…\n]|[。！？!?…]\s)[（(【][^（）()【】\n]{{0,200}}{MARK}{UNQUOTE}*[）)】]",
        ahead("[^）)】]"),
        "A sentence in brackets.",
    )
    yield keep(
        f"[^。｡.．！？!?…⋯]{SHARP}{{1,6}}{UNQUOTE}*[）)】\\]]+",
        "",
        "A bracket inside a clause ends its sentence only with 。",
    )
    yield divide(
        f"{FINAL}{TAIL}[ \\u00a0\\u3000]?{REMARK}[）)]", "", "A sentence with a remark behind it."
    )


def _periods(words: Words) -> Iterator[Rule]:
    names = words["transliteration"]
    yield keep(f"[{names}][.．]", f"[{names}]", "A dot between the parts of a foreign name.")
    yield keep(f"{HAN}．", HAN, "The same, full-width.")
    yield keep(r"(?<!\d)\d{1,3}[.．]", "", "A number, unless it is a year.")
    yield keep(r"\d[.．]", ahead(f"(?!{SPACE}|{CLOSING})"), "A year without a space behind it.")
    yield divide(
        rf"(?<=[^A-Za-z0-9.．…⋯\s])[.．]{TAIL}",
        ahead(f"{SPACE}|[“‘「『\"＂'《〈]|{HAN}"),
        "A half-width full stop behind Chinese.",
    )
    yield divide(r"\d{4}[.．]", ahead(f"{SPACE}*{HAN}"), "The same behind a year.")


def _ellipses(words: Words) -> Iterator[Rule]:
    after = words["after_ellipsis"]
    yield keep(ELLIPSIS, ahead(f"{SPACE}*[{after}]"), "These characters go on after an ellipsis.")
    yield keep(
        f"{ELLIPSIS}(?<=[“「『]{NO_QUOTE}{{1,160}})",
        ahead(within(NO_QUOTE, 160, "[”」』]")),
        "A hesitation in speech.",
    )
    yield keep(r"、[^，。；、…⋯.\n]{0,12}(?:[…⋯]+|\.{2,})", "", "A list that is left open.")
    yield keep(
        rf"(?:^|[。！？!?]{CLOSING}*)[^。！？!?…⋯\n]{{0,5}}(?:[…⋯]+|\.{{2,}})",
        "",
        "A hesitation at the beginning.",
    )
    yield divide(f"{ELLIPSIS}{TAIL}", "", "An ellipsis.")


def _ends() -> Iterator[Rule]:
    yield divide(f"{FINAL}[…⋯.．!?]*{TAIL}", "", "。！？ with what hangs on them.")
    yield divide(f"[…⋯]+[!?]+{TAIL}", "", "The same behind an ellipsis.")
    yield divide(f"(?<![A-Za-z0-9!?])[!?]+{TAIL}", "", "Half-width ! and ? behind Chinese.")
    yield divide(f"[A-Za-z0-9][!?]+{TAIL}", ahead(rf"{SPACE}*[^\x00-\x7f\s]"), "Before Chinese.")
