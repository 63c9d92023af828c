"""Splits the paragraphs of a document into segments.

Place in the flow: Document → Segment. Pure functions; the characters are never changed.
"""

from aligner.records import Document, Kind, Paragraph, Segment
from aligner.splitting.chinese import split_chinese
from aligner.splitting.english import split_latin

__all__ = ["split_segments", "split_text"]

# Primary subtags that are written as Chinese is.
_CHINESE = frozenset({"zh", "cmn", "yue", "wuu", "nan", "hak", "gan", "hsn", "lzh"})


def split_segments(document: Document) -> tuple[Segment, ...]:
    """Split a document into segments.

    Body paragraphs are split into sentences; a paragraph of any other kind is one segment.
    Between two segments of a paragraph there is white space only, and an empty paragraph gives
    none.

    Args:
        document: its language decides the rules, see `split_text`.

    Returns:
        The segments in order, each with its text exactly as printed, white space around it
        (U+3000 too) left out.

    >>> heading = Paragraph("标题", kind=Kind.HEADING)
    >>> document = Document((heading, Paragraph("　停火。撤军。")), "zh")
    >>> [(s.text, s.paragraph, s.start) for s in split_segments(document)]
    [('标题', 0, 0), ('停火。', 1, 1), ('撤军。', 1, 4)]
    """
    return tuple(
        Segment(paragraph.text[start:stop], index, start, paragraph.kind)
        for index, paragraph in enumerate(document.paragraphs)
        for start, stop in _split_paragraph(paragraph, document.language)
    )


def split_text(text: str, language: str) -> list[tuple[int, int]]:
    """Split a text into sentences.

    A sentence split again gives itself, save where a quotation mark lost its partner with its
    neighbour (one in a thousand in novels): the marks that belong together are found in the
    whole text.

    Args:
        text: usually one paragraph; line breaks in it count as spaces.
        language: BCP 47 tag. Chinese has rules of its own; every other language, "und" too, has
            the general rules for Latin script, whose abbreviations are mainly English.

    Returns:
        (start, stop) of each sentence in characters, increasing; every character outside of the
        spans is white space. Empty for a text of white space only.

    >>> text = "He met Mr. Xi. They spoke."
    >>> [text[start:stop] for start, stop in split_text(text, "en-GB")]
    ['He met Mr. Xi.', 'They spoke.']
    """
    if language.lower().replace("_", "-").split("-")[0] in _CHINESE:
        return split_chinese(text)
    return split_latin(text, language)


def _split_paragraph(paragraph: Paragraph, language: str) -> list[tuple[int, int]]:
    if paragraph.kind == Kind.BODY:
        return split_text(paragraph.text, language)
    text = paragraph.text
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    return [(start, stop)] if stop > start else []
