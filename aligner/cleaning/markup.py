"""Tags and character references of HTML that stayed in a plain text.

What only looks like a tag stays: comparisons, programs, titles in angle brackets, and all in a
paragraph that speaks of HTML.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from html.entities import name2codepoint

from aligner.cleaning.edits import Edit, find_settled, widen_to_space
from aligner.cleaning.links import find_links, find_pictures, find_placeholders
from aligner.cleaning.records import Rule
from aligner.cleaning.tables import load_table
from aligner.reading.scripts import CJK_CHARACTER

_COMMENT = r"<!--(?:(?!-->|<!--).)*+-->|<!doctype\s[^<>]*>|<\?xml[^<>]*>"
# Every part ends before the next "<": a line of them is read once.
_VALUE = r"""\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]++)"""
_ATTRIBUTE = r"[A-Za-z_:@][\w:.@-]*+"
_NAME = r"[A-Za-z][A-Za-z0-9]{0,14}(?::[A-Za-z]{1,20})?"
_REFERENCE = re.compile(
    r"&(?:amp;){0,4}(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});"
)
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "'": "'", "`": "`"}
# The names of these are letters that people number things with.
_LETTERS = frozenset("abiqsu")


@cache
def _compile_tag() -> re.Pattern[str]:
    flags = "|".join(load_table("html")["flags"])
    attributes = rf"((?:\s++(?:{_ATTRIBUTE}{_VALUE}|(?:{flags})(?![\w=-])))*+)"
    tag = rf"<(/?)({_NAME}){attributes}\s*+(/?)>"
    return re.compile(f"{_COMMENT}|{tag}", re.IGNORECASE | re.DOTALL)


@cache
def _load_names(kind: str) -> frozenset[str]:
    return frozenset(load_table("html")[kind])


def find_tags(text: str) -> Sequence[Edit]:
    """Find tags of HTML, the space of a line break or block apart.

    >>> find_tags('<ul id="x"></ul>正文'), find_tags("a < b and c > d")
    ([Edit(start=0, stop=16, replacement='')], [])
    """
    if "<" not in text or ">" not in text:
        return []
    tags = [match for match in _compile_tag().finditer(text) if _is_known(match)]
    if not tags or _speaks_of_markup(text):
        return []
    return [_make_edit(text, *group) for group in _merge(_list_spans(text, tags))]


def _list_spans(text: str, tags: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, bool]]:
    """Yield where the tags to go begin and end, and whether they part words."""
    pairs = _find_pairs(tags)
    lead, trail = _find_edges(text, tags)
    done = 0
    for number, tag in enumerate(tags):
        is_edge = tag.end() <= lead or tag.start() >= trail
        if tag.start() < done or not _is_left_over(tag, number in pairs, is_edge):
            continue
        name = (tag[2] or "").lower()
        if not _is_quoted(text, tag):
            is_unseen = name in _load_names("unseen") and not tag[1] and number in pairs
            done = tags[pairs[number]].end() if is_unseen else tag.end()
            yield tag.start(), done, name in _load_names("breaks") | _load_names("blocks")


def _is_known(tag: re.Match[str]) -> bool:
    name = (tag[2] or "").lower()
    kinds = ("breaks", "empty", "blocks", "inline")
    return (
        not name
        or any(name in _load_names(kind) for kind in kinds)
        or (":" in name and name.split(":")[0] in _load_names("prefixes"))
    )


def _speaks_of_markup(text: str) -> bool:
    bare = _compile_tag().sub(" ", text).lower()
    return any(word in bare for word in load_table("html")["talk"])


def _find_pairs(tags: Sequence[re.Match[str]]) -> dict[int, int]:
    """Find the tags that open and close one another, by their numbers, each way."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if not tag[2]:
            continue
        before = opened.setdefault(tag[2].lower(), [])
        if not tag[1]:
            before.append(number)
        elif before:
            pairs[number] = before.pop()
            pairs[pairs[number]] = number
    return pairs


def _find_edges(text: str, tags: Sequence[re.Match[str]]) -> tuple[int, int]:
    """Find where the tags that a text begins with end, and where those at its end begin."""
    lead, trail = 0, len(text)
    for tag in tags:
        if text[lead : tag.start()].strip():
            break
        lead = tag.end()
    for tag in reversed(tags):
        if text[tag.end() : trail].strip():
            break
        trail = tag.start()
    return lead, trail


def _is_left_over(tag: re.Match[str], is_paired: bool, is_edge: bool) -> bool:
    """Whether a tag can only be one, and not what a writer put between angle brackets."""
    name = (tag[2] or "").lower()
    if not name or is_paired or tag[3] or name in _load_names("breaks"):
        return True
    return is_edge and name not in _LETTERS and name not in _load_names("empty")


def _is_quoted(text: str, tag: re.Match[str]) -> bool:
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    return before in _QUOTES and _QUOTES[before] == after


def _merge(spans: Iterable[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Merge spans that touch; the whole parts words if one of them does."""
    merged: tuple[int, int, bool] | None = None
    for start, stop, parts in spans:
        if merged and start == merged[1]:
            merged = (merged[0], stop, merged[2] or parts)
            continue
        if merged:
            yield merged
        merged = (start, stop, parts)
    if merged:
        yield merged


def _make_edit(text: str, start: int, stop: int, parts: bool) -> Edit:
    before, after = text[start - 1 : start], text[stop : stop + 1]
    is_free = any(not c or c.isspace() or CJK_CHARACTER.match(c) for c in (before, after))
    if parts and not is_free:
        return Edit(start, stop, " ")
    return Edit(*widen_to_space(text, start, stop))


def find_references(text: str) -> Sequence[Edit]:
    """Find character references, with what they stand for.

    >>> find_references("AT&amp;T&nbsp;")
    [Edit(start=2, stop=7, replacement='&'), Edit(start=8, stop=14, replacement='')]
    """
    if "&" not in text or ";" not in text:
        return []
    matches = ((match, _decode(match)) for match in _REFERENCE.finditer(text))
    found = [(match, character) for match, character in matches if character is not None]
    if not found or _speaks_of_markup(text):
        return []
    # What they show may be a tag that somebody wrote about.
    if any(c == "<" for _, c in found) and _shows_tag(text):
        found = [(match, character) for match, character in found if character not in ("<", ">")]
    return list(_list_references(text, found))


def _list_references(text: str, found: Iterable[tuple[re.Match[str], str]]) -> Iterator[Edit]:
    """Yield an edit a reference, with one space for several, and none at the ends of a text."""
    before, done = "", 0
    for match, character in found:
        start, stop = match.span()
        before = text[start - 1] if start > done else before
        after = text[stop : stop + 1]
        is_extra = not before or not after or before.isspace() or after.isspace()
        shown = "" if character == " " and is_extra else character
        yield Edit(start, stop, shown)
        before, done = shown or before, stop


def _shows_tag(text: str) -> bool:
    return bool(_compile_tag().search(unescape(unescape(text))))


def _decode(match: re.Match[str]) -> str | None:
    """Return the character a reference stands for, "" for one without width, None if unknown."""
    name = match[1]
    if not name.startswith("#"):
        is_known = name in name2codepoint or name == "apos"
        if not is_known or name in _load_names("not_entities"):
            return None
    character = unescape(f"&{name};")
    category = unicodedata.category(character) if len(character) == 1 else "Cn"
    if category in ("Cn", "Co") or character == "\ufffd":
        return None
    if category[0] == "Z" or character in "\t\n\r":
        return " "
    return "" if category in ("Cc", "Cf", "Cs") else character


HTML_TAGS = Rule(
    "html-tags",
    "a tag of HTML is no part of a text",
    find_settled(find_tags, find_pictures, find_links, find_placeholders),
)
HTML_REFERENCES = Rule(
    "html-references",
    "a character reference of HTML stands for its character",
    find_settled(find_references, find_tags, find_pictures, find_links, find_placeholders),
)
