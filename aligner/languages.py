"""Which side is the source, and the language tag of each side: what the user says, or the text."""

from dataclasses import replace

from aligner.errors import AlignerError
from aligner.records import Document
from aligner.settings import Settings
from tmx.errors import TmxError
from tmx.language import is_chinese, normalise_tag, primary


def settle_sides(
    first: Document, second: Document, settings: Settings
) -> tuple[Document, Document]:
    """Put the source first and give both documents the tags the user stated.

    The first document is the source, unless the stated tags name the language of the second.
    A stated tag without a region ("zh") leaves the one that the text tells.

    Args:
        first, second: with the languages proposed from their texts.
        settings: source_language and target_language, if stated.

    Returns:
        The source and the target.

    Raises:
        AlignerError: a stated tag is no tag, or is not the language of either text.
    """
    source, target = _read_tag(settings.source_language), _read_tag(settings.target_language)
    if _is_crossed(first, second, source, target):
        first, second = second, first
    lines = settings.lines
    return _state(first, source, "source", lines=lines), _state(
        second, target, "target", lines=lines
    )


def family(tag: str) -> str:
    """Return "zh" for any kind of Chinese, else the language of a tag.

    >>> family("yue-HK"), family("en-GB")
    ('zh', 'en')
    """
    return "zh" if is_chinese(tag) else primary(tag)


def _read_tag(tag: str | None) -> str | None:
    try:
        return normalise_tag(tag) if tag else None
    except TmxError as error:
        raise AlignerError(str(error)) from error


def _is_crossed(first: Document, second: Document, source: str | None, target: str | None) -> bool:
    """Whether what is stated of one side fits only the other."""
    families = family(first.language), family(second.language)
    if families[0] == families[1]:
        return False
    if source is not None:
        return family(source) == families[1]
    return target is not None and family(target) == families[0]


def _state(document: Document, tag: str | None, role: str, *, lines: bool) -> Document:
    if tag is None:
        return document
    if family(tag) != family(document.language) and not lines:
        raise AlignerError(
            f"{document.name}: the {role} is stated to be {tag}, but this text is "
            f"{document.language}: state another tag, or check which file is which"
        )
    if tag == family(document.language):
        return document
    return replace(document, language=tag)
