"""Marks that editors of Markdown add to CommonMark: taken off, for they are no text."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_HEADING_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}\n]{0,200}\}\s*$")
_CONTENTS = re.compile(r"\s*\[{1,2}_?toc_?\]{1,2}\s*", re.IGNORECASE)
_TASK = re.compile(r"^\[[ xX]\]\s+")
_CALLOUT = re.compile(r"^\[![A-Za-z]{1,30}\][+-]?\s*")
_HIGHLIGHT = re.compile(r"==(?=[^\s=])([^=\n]{1,500})(?<=[^\s=])==")
# "[[page|words]]" and "[[words]]"; what stands in one of the brackets is no link.
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_FRAMES = {"list_item_open": _TASK, "blockquote_open": _CALLOUT}


def drop_marks(tokens: "Sequence[Token]", index: int) -> None:
    """Take the marks off an inline token, in place.

    Pandoc's attributes of headings, the place of a table of contents, boxes of tasks, the kind of
    a callout, marks of highlighting, links of wikis.

    Args:
        tokens: of the whole text.
        index: of a token of the type "inline", which stands inside a block.
    """
    texts = [child for child in tokens[index].children or () if child.type == "text"]
    if not texts:
        return
    if _CONTENTS.fullmatch(tokens[index].content):
        for text in texts:
            text.content = ""
    frame = _FRAMES.get(tokens[index - 2].type) if index > 1 else None
    if frame is not None:
        texts[0].content = frame.sub("", texts[0].content)
    if tokens[index - 1].type == "heading_open":
        texts[-1].content = _HEADING_ATTRIBUTES.sub("", texts[-1].content)
    for text in texts:
        text.content = _HIGHLIGHT.sub(r"\1", _WIKI_LINK.sub(r"\1", text.content))
