"""Splits the paragraphs of a document into segments.

Place in the flow: Document → Segment. Pure functions; the characters are never changed.
"""

from collections.abc import Iterator

from aligner.records import SPLIT_KINDS, Document, Segment, mark_damage
from aligner.splitting.breaking import split_by_rules
from aligner.splitting.chinese import split_chinese
from aligner.splitting.english import split_latin
from aligner.splitting.srx import Rules, load_srx

__all__ = ["Rules", "load_rules", "load_srx", "split_segments", "split_text"]

# Primary subtags that are written as Chinese is.
_CHINESE = frozenset({"zh", "cmn", "yue", "wuu", "nan", "hak", "gan", "hsn", "lzh"})


def split_segments(document: Document, rules: Rules | None = None) -> tuple[Segment, ...]:
    """Split a document into segments.

    Body paragraphs are split into sentences; a paragraph of any other kind is one segment, but
    rules of the user hold for all. Between two segments of a paragraph there is white space only,
    and an empty paragraph gives none.

    Args:
        document: its language decides the rules, see `split_text`.
        rules: from `load_srx`; None takes the package's own, which see more than SRX can say.

    Returns:
        The segments in order, each with its text exactly as printed, white space around it
        (U+3000 too) left out.

    Raises:
        AlignerError: there are rules, but none for the language, or one is wrong.

    >>> from aligner.records import Kind, Paragraph
    >>> heading = Paragraph("标题", kind=Kind.HEADING)
    >>> document = Document((heading, Paragraph("　停火。撤军。")), "zh")
    >>> [(s.text, s.paragraph, s.start) for s in split_segments(document)]
    [('标题', 0, 0), ('停火。', 1, 1), ('撤军。', 1, 4)]
    """
    return tuple(
        mark_damage(Segment(paragraph.text[start:stop], index, start, paragraph.kind), paragraph)
        for index, (paragraph, spans) in enumerate(
            zip(document.paragraphs, _split_paragraphs(document, rules), strict=True)
        )
        for start, stop in spans
    )


def load_rules(srx: str | None) -> Rules | None:
    """Load the rules that the settings name; see `load_srx`. None: the package's own.

    Raises:
        AlignerError: the file cannot be read or is no SRX.
    """
    return load_srx(srx) if srx else None


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


def _split_paragraphs(document: Document, rules: Rules | None) -> Iterator[list[tuple[int, int]]]:
    if rules is None:
        for paragraph in document.paragraphs:
            is_split = paragraph.kind in SPLIT_KINDS
            text = paragraph.text
            yield split_text(text, document.language) if is_split else _take_whole(text)
    else:
        # A CAT tool splits headings and captions by the same rules as all else.
        texts = [paragraph.text for paragraph in document.paragraphs]
        yield from split_by_rules(texts, document.language, rules)


def _take_whole(text: str) -> list[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    return [(start, stop)] if stop > start else []
