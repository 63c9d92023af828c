"""A file → the one text that is to be translated, cleaned and split as for an alignment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os import PathLike

from aligner.documents import Opened, open_documents, read_document
from aligner.errors import AlignerError
from aligner.languages import family
from aligner.reading import propose_language
from aligner.records import Document, Segment, mark_damage
from aligner.settings import Settings
from aligner.splitting import load_rules, split_segments
from tmx.errors import TmxError
from tmx.language import normalise_tag

_SUPPORTED = {"zh", "en"}


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to translate.

    Args:
        document: in one language, whose tag is set.
        segments: in order; none is blank, and white space around them is left out.
        notes: what was noted in reading, a sentence each, without the name of the file.
        is_certain: whether the region of the tag is stated, or told by the text.
    """

    document: Document
    segments: tuple[Segment, ...]
    notes: tuple[str, ...] = ()
    is_certain: bool = True


def read_source(path: str | PathLike[str], settings: Settings) -> SourceText:
    """Read a file in one language and split it.

    Of a file in two languages the one that `settings.source_language` names is taken, and that is
    noted.

    Args:
        path: a file of any format; "-" is standard input.
        settings: encoding, cleaning, layout, rules of segmentation, the language, and whether each
            line is a segment.

    Raises:
        AlignerError: the file cannot be read, holds no text, holds two languages and none is
            stated, or is not in the language that is stated.
    """
    stated = _read_tag(settings.source_language)
    document, notes = _open(path, settings, stated)
    told = propose_language("\n".join(each.text for each in document.paragraphs))
    document = _state_language(document, stated, lines=settings.lines)
    is_certain = told.certain or document.language != told.tag or document.language == stated
    segments = _split(document, settings)
    if not segments:
        raise AlignerError(f"{document.name}: holds no visible text: give a file that does")
    return SourceText(document, segments, tuple(notes), is_certain)


def _read_tag(tag: str | None) -> str | None:
    try:
        return normalise_tag(tag) if tag else None
    except TmxError as error:
        raise AlignerError(str(error)) from error


def _open(
    path: str | PathLike[str], settings: Settings, stated: str | None
) -> tuple[Document, list[str]]:
    if settings.lines:
        reading = read_document(path, settings)
        return reading.document, list(reading.notes)
    opened = open_documents(path, settings)
    if len(opened.documents) == 1:
        return opened.documents[0], list(opened.reading.notes)
    return _choose(opened, stated)


def _choose(opened: Opened, stated: str | None) -> tuple[Document, list[str]]:
    """Take the language that is stated out of a file that holds two."""
    name = opened.reading.document.name
    tags = [each.language for each in opened.documents]
    if stated is None:
        raise AlignerError(
            f"{name}: holds {tags[0]} and {tags[1]} ({opened.layout.evidence}): align it with "
            f"duizhao align, take one language with --source {tags[0]}, or, if it is in one "
            "language, state --layout single"
        )
    fitting = [each for each in opened.documents if family(each.language) == family(stated)]
    if len(fitting) != 1:
        raise AlignerError(f"{name}: holds {tags[0]} and {tags[1]}, and not {stated}")
    (other,) = (tag for tag in tags if tag != fitting[0].language)
    note = f"holds {tags[0]} and {tags[1]}: what is in {other} is left out"
    return fitting[0], [*opened.reading.notes, note]


def _state_language(document: Document, stated: str | None, *, lines: bool) -> Document:
    own = document.language
    if stated is None:
        if family(own) not in _SUPPORTED:
            raise AlignerError(
                f"{document.name}: the text does not tell its language: state it with --source; "
                "one that is neither Chinese nor English needs --lines as well"
            )
        return document
    if not lines and family(own) in _SUPPORTED and family(stated) != family(own):
        raise AlignerError(
            f"{document.name}: the source is stated to be {stated}, but this text is {own}: "
            "state another tag, or none"
        )
    # A tag without a region ("zh") leaves the one that the text tells.
    return document if stated == family(own) else replace(document, language=stated)


def _split(document: Document, settings: Settings) -> tuple[Segment, ...]:
    if not settings.lines:
        return split_segments(document, load_rules(settings.srx))
    lines = enumerate(document.paragraphs)
    return tuple(
        mark_damage(Segment(text, number, line.text.index(text), line.kind), line)
        for number, line in lines
        if (text := line.text.strip())
    )


def unite_tags(texts: Sequence[SourceText]) -> tuple[str, bool]:
    """Find the one tag of several texts, and whether its region is stated or told.

    Texts that do not tell their region go with those that do.

    Args:
        texts: at least one.

    Raises:
        AlignerError: they are in different languages or regions.
    """
    tags = dict.fromkeys(each.document.language for each in texts if each.is_certain)
    is_certain = bool(tags)
    tags = tags or dict.fromkeys([texts[0].document.language])
    first = next(iter(tags))
    other = next((each for each in texts if _is_other(each, first)), None)
    if other is not None:
        raise AlignerError(
            f"{other.document.name}: is in {other.document.language}, and other files are in "
            f"{first}: one XLIFF has one source language; state it with --source, or give the "
            "files in several runs"
        )
    return first, is_certain


def _is_other(text: SourceText, tag: str) -> bool:
    if text.is_certain:
        return text.document.language != tag
    return family(text.document.language) != family(tag)
