"""Links of Markdown in plain text: pictures that are not there, and addresses behind a text."""

import re
from collections.abc import Iterator, Sequence

from aligner.cleaning.edits import Edit, find_settled, widen_to_space
from aligner.cleaning.records import Rule
from aligner.cleaning.tables import load_table
from aligner.reading.scripts import HAN_CHARACTER

# Every part ends where the next link may begin, so that a line of brackets is read once.
_LABEL = r"\[([^\[\]\n]*)\]"
_TITLE = r"""(?:\s+(?:"[^"()\[\]]*"|'[^'()\[\]]*'))?"""
_PICTURE_NAME = r"[^\s()<>\[\]]+\.(?:jpe?g|png|gif|webp|svg|bmp|avif)"
_ADDRESS = (
    r"(?:(?:https?|ftp):)?//[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)?"
    rf"|(?:data:|mailto:)[^\s()<>]+|[./#][^\s()<>]*|{_PICTURE_NAME}"
)
_PICTURE = re.compile(rf"!{_LABEL}\(\s*(?:{_ADDRESS})?{_TITLE}\s*\)", re.IGNORECASE)
_LINK = re.compile(rf"{_LABEL}\(\s*({_ADDRESS}|){_TITLE}\s*\)", re.IGNORECASE)
# Programs call what they take out of a list: `handlers[name]()`.
_CALLED = re.compile(r"[\w)\]]", re.ASCII)


def find_pictures(text: str) -> Sequence[Edit]:
    """Find links to pictures, with or without an address.

    >>> find_pictures("![]() 正文")
    [Edit(start=0, stop=6, replacement='')]
    """
    if "](" not in text or "![" not in text:
        return []
    found = (match for match in _PICTURE.finditer(text) if not _is_code(text, match))
    return [Edit(*widen_to_space(text, *match.span())) for match in found]


def find_links(text: str) -> Sequence[Edit]:
    """Find links to pages; their text stays.

    >>> find_links("見[報告](https://example.org/a)。")
    [Edit(start=1, stop=28, replacement='報告')]
    """
    if "](" not in text:
        return []
    return list(_list_links(text))


def _list_links(text: str) -> Iterator[Edit]:
    for match in _LINK.finditer(text):
        label, address = match[1].strip(), match[2]
        if _is_code(text, match) or not (address or _is_prose(text, match.start(), label)):
            continue
        if label:
            # The number of a note stays apart from the word before it.
            yield Edit(*match.span(), f"[{label}]" if label.isdigit() else label)
        else:
            yield Edit(*widen_to_space(text, *match.span()))


def _is_code(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] == "`"


def _is_prose(text: str, start: int, label: str) -> bool:
    """Whether a label without address is no part of a program."""
    before = text[start - 1 : start]
    return bool(HAN_CHARACTER.search(label)) and not _CALLED.match(before)


def find_placeholders(text: str) -> Sequence[Edit]:
    """Find what stands where a picture was, alone on its line or behind a sentence.

    >>> find_placeholders("天氣真好。[圖片][圖片]"), find_placeholders("點擊[圖片]按鈕。")
    ([Edit(start=5, stop=13, replacement='')], [])
    """
    if "\ufffc" in text:
        return [Edit(*widen_to_space(text, *m.span())) for m in re.finditer("\ufffc+", text)]
    end = len(text.rstrip())
    first = len(text) - len(text.lstrip())
    start = end
    while (opening := _find_placeholder(text, start, first)) < start:
        start = _skip_back(text, opening)
    if start == end or (start and text[start - 1] not in _ENDS):
        return []
    return [Edit(start, len(text))]


def _skip_back(text: str, stop: int) -> int:
    while stop and text[stop - 1].isspace():
        stop -= 1
    return stop


_ENDS = "。！？!?….”」』~～"
_OPENINGS = {"]": "[", "】": "【", ")": "(", "）": "（"}
_LONGEST = 18


def _find_placeholder(text: str, stop: int, first: int) -> int:
    """Return where a placeholder that ends at a place begins; the place itself if none does."""
    opening = _OPENINGS.get(text[stop - 1 : stop])
    start = text.rfind(opening, max(stop - _LONGEST, 0), stop) if opening else -1
    if start < 0:
        return stop
    label = text[start + 1 : stop - 1].strip().lower()
    is_square = opening in ("[", "【")
    if is_square:
        label = label.rstrip("0123456789").rstrip()
    # In round brackets it is a remark, unless nothing else is on the line.
    is_known = label in load_table("placeholders")["pictures"]
    return start if is_known and (is_square or start == first) else stop


EMPTY_IMAGE_LINKS = Rule(
    "empty-image-links", "a link to a picture that is not there", find_settled(find_pictures)
)
LINKS = Rule(
    "links",
    "the address of a link, printed behind its text",
    find_settled(find_links, find_pictures),
)
IMAGE_PLACEHOLDERS = Rule(
    "image-placeholders",
    "it stands where a picture was",
    find_settled(find_placeholders, find_pictures, find_links),
)
