"""Markdown: CommonMark with tables and footnotes → paragraphs.

The parser's tokens are adjusted where Markdown would lose or join what authors of plain text
meant, written as HTML, and read like any other HTML.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from aligner.reading.encoding import decode
from aligner.reading.formats.blocks import BlockReading, read_blocks
from aligner.reading.formats.dialects import drop_marks
from aligner.reading.formats.plain import describe_encoding, make_reading
from aligner.reading.formats.web.elements import load_names
from aligner.reading.formats.web.front_matter import FrontMatter, split_front_matter
from aligner.reading.formats.web.markup import parse_html
from aligner.reading.formats.web.outline import LINE_ATTRIBUTE
from aligner.reading.records import Reading, Source
from aligner.reading.scripts import CJK_CHARACTER
from aligner.reading.text import split_paragraphs
from aligner.records import Kind, Paragraph

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CJK = CJK_CHARACTER.pattern
# Chinese authors often leave out the space that makes a heading; "#...#" is a hashtag.
_TIGHT_HEADING = re.compile(f"^(#{{1,6}})(?={_CJK}[^#\n]{{0,60}}$)", re.MULTILINE)
# Emphasis that CommonMark does not see where a mark stands between Chinese characters.
_LEFT_EMPHASIS = re.compile(
    rf"(?<=({_CJK}))\*\*(?=\S)([^*\n]{{1,500}})(?<=\S)\*\*"
    rf"|\*\*(?=\S)([^*\n]{{1,500}})(?<=\S)\*\*(?={_CJK})"
)
_TAG = re.compile("</?([A-Za-z][A-Za-z0-9-]*)")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’」』）)\]*_]*$")
_OPEN_END = re.compile(r"[,，、;；:：—–\-]$")
_LONGEST_LINE = 60
_LONGEST_HEADING = 120
_MAX_NESTING = 100
_PARAGRAPH_BREAK = "<br><br>"


def read_markdown(source: Source) -> Reading:
    """Read Markdown, or plain text under its suffix.

    The title of the front matter is the first heading, unless the text has it itself.

    Raises:
        AlignerError: see `decode`; or there is no text but code.
    """
    decoded = decode(source.data, encoding=source.encoding)
    front = split_front_matter(decoded.text)
    read = _read_body(front, source)
    paragraphs = (*_make_title(front, read.paragraphs), *read.paragraphs)
    reading = make_reading(source, decoded, paragraphs)
    notes = (*describe_encoding(decoded, source.encoding), *read.notes)
    document = replace(reading.document, metadata=front.metadata)
    return Reading(document, notes, read.changes)


def _make_title(front: FrontMatter, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    title = front.metadata.title
    heads = [p.text for p in paragraphs[:10] if p.kind is Kind.HEADING]
    return [Paragraph(title, 1, Kind.HEADING)] if title and title not in heads else []


def _read_body(front: FrontMatter, source: Source) -> BlockReading:
    text = _TIGHT_HEADING.sub(r"\1 ", front.body)
    parser = _make_parser()
    tokens = parser.parse(text)
    if not tokens:
        return BlockReading(())
    _adjust_tokens(tokens, front.lines)
    html = parser.renderer.render(tokens, parser.options, {})
    return read_blocks(parse_html(html), source)


def _make_parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    # What is nested deeper is left out by the parser without a word.
    options = {"maxNesting": _MAX_NESTING}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Plain text indents its paragraphs; only a fence says that something is code.
    parser.disable("code")
    return parser.use(footnote_plugin, inline=False)


def _adjust_tokens(tokens: "list[Token]", skipped: int) -> None:
    """Adjust the tokens in place, before they are written as HTML.

    Args:
        tokens: of the whole text.
        skipped: how many lines of the file stand before it.
    """
    breaks = _find_breaks(tokens)
    for index, token in enumerate(tokens):
        if token.map is not None and token.nesting >= 0 and token.type != "inline":
            token.attrSet(LINE_ATTRIBUTE, str(token.map[0] + skipped + 1))
        if token.type == "inline" and token.children:
            drop_marks(tokens, index)
            _adjust_inline(token, breaks)
            _adjust_frame(tokens, index)
        elif token.type == "ordered_list_open":
            _keep_number(tokens, index)


def _find_breaks(tokens: "Sequence[Token]") -> set[int]:
    """Find the lines of the text that begin a paragraph although no blank line stands before.

    They follow the end of a sentence, or a heading, in text whose lines are not wrapped.
    """
    lines: list[str] = []
    for token in tokens:
        if token.type == "inline" and token.map is not None and "\n" in token.content:
            lines += [""] * (token.map[0] - len(lines)) + token.content.split("\n")
    starts = {paragraph.line for paragraph in split_paragraphs("\n".join(lines))}
    breaks: set[int] = set()
    for number in range(1, len(lines)):
        is_first = number == 1 or not lines[number - 2] or number - 1 in breaks
        before, after = lines[number - 1].rstrip(), lines[number]
        is_heading = is_first and _heads(before, after)
        if number + 1 in starts and (is_heading or _SENTENCE_END.search(before)):
            breaks.add(number)
    return breaks


def _heads(line: str, follower: str) -> bool:
    """Whether a line is a heading by its length: lines of one paragraph are about as long."""
    is_short = 0 < len(line) <= _LONGEST_LINE and 2 * len(line) <= len(follower)
    return is_short and not _OPEN_END.search(line)


def _adjust_inline(token: "Token", breaks: set[int]) -> None:
    """Break lines that are paragraphs, and take off marks of emphasis that were left."""
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
            if child.type == "softbreak" and line in breaks:
                child.type, child.content = "html_inline", _PARAGRAPH_BREAK
        elif child.type == "html_inline" and not _is_element(child.content):
            child.type = "text"
        elif child.type == "text" and "**" in child.content:
            child.content = _LEFT_EMPHASIS.sub(r"\2\3", child.content)


def _is_element(tag: str) -> bool:
    """Whether a tag is one of HTML, not a word that a text has in angle brackets."""
    found = _TAG.match(tag)
    names = load_names()
    return found is None or any(
        found[1].lower() in names[group] for group in ("blocks", "inline", "unseen", "void")
    )


def _adjust_frame(tokens: "Sequence[Token]", index: int) -> None:
    """Make a paragraph of images a caption, and a long line over a rule a paragraph."""
    token, opening = tokens[index], tokens[index - 1]
    closing = tokens[index + 1]
    children = token.children or []
    if opening.type == "paragraph_open" and all(_is_image_part(child) for child in children):
        opening.tag = closing.tag = "figcaption"
        opening.hidden = closing.hidden = False
        for child in children:
            if child.type == "image":
                child.content = "".join(
                    part.content or " " * (part.tag == "br") for part in child.children or ()
                )
                child.type, child.tag = "text", ""
    is_underlined = opening.type == "heading_open" and opening.markup in ("-", "=")
    if is_underlined and ("\n" in token.content or len(token.content) > _LONGEST_HEADING):
        opening.tag = closing.tag = "p"


def _is_image_part(child: "Token") -> bool:
    is_space = child.type == "text" and not child.content.strip()
    return is_space or child.type in ("image", "softbreak", "hardbreak", "link_open", "link_close")


def _keep_number(tokens: "Sequence[Token]", index: int) -> None:
    """Put back the number of a list of one item: it is a year, or belongs to the text."""
    level, items = tokens[index].level, []
    for number in range(index + 1, len(tokens)):
        token = tokens[number]
        if token.level == level:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            items.append(token)
        if len(items) > 1:
            return
    inline = next(
        (token for token in tokens[index + 1 : index + 4] if token.type == "inline"), None
    )
    if items and inline is not None and inline.children:
        child = inline.children[0]
        if child.type == "text":
            child.content = f"{items[0].info}{items[0].markup} {child.content}"
