"""The elements of a job in XLIFF 1.2: groups, states, and suggestions beside each unit."""

from collections.abc import Iterator

from tmx.formats.bilingual import Row
from tmx.formats.jobs import BODY, Filling, Job, JobParagraph, JobSegment, Suggestion
from tmx.formats.xliff12 import NAMESPACE, TOOL, Xliff12, extend, format_language
from tmx.losses import LossCounter
from tmx.records import TranslationUnit
from tmx.version import __version__
from tmx.writing.escaping import escape_text, format_attribute

_STATES = {
    Filling.EMPTY: ' state="needs-translation"',
    Filling.COPIED: ' state="needs-translation"',
    Filling.FUZZY: ' state="needs-review-translation" state-qualifier="fuzzy-match"',
    Filling.LEVERAGED: ' state="needs-review-translation" state-qualifier="leveraged-tm"',
    Filling.EXACT: ' state="translated" state-qualifier="exact-match"',
    Filling.APPROVED: ' state="signed-off" state-qualifier="exact-match"',
}
_QUALIFIERS = {
    Filling.FUZZY: ' state-qualifier="fuzzy-match"',
    Filling.LEVERAGED: ' state-qualifier="leveraged-tm"',
    Filling.EXACT: ' state-qualifier="exact-match"',
    Filling.APPROVED: ' state-qualifier="exact-match"',
}
_TYPES = {"heading": "heading", "caption": "caption", "footnote": "fn"}
_END = "</body>\n</file>\n"


class Xliff12Job:
    """Writes the parts of one job.

    Args:
        losses: counts what XLIFF 1.2 cannot hold of inline codes.
    """

    def __init__(self, losses: LossCounter) -> None:
        self._texts = Xliff12(losses)
        self._job = Job("und", "und", ())

    def open(self, job: Job) -> str:
        """Return what stands before the first file."""
        self._job = job
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n'
        )

    def open_file(self, name: str, number: int) -> str:
        """Return what stands before the first paragraph of a file."""
        job = self._job
        languages = format_attribute("source-language", job.source_language)
        languages += format_attribute("target-language", job.target_language)
        notes = "".join(_format_note(note) for note in job.notes)
        return (
            f'<file{format_attribute("original", name)}{languages} datatype="plaintext"'
            f' tool-id="{TOOL}">\n'
            f'<header><tool tool-id="{TOOL}" tool-name="{TOOL}" tool-version="{__version__}"/>'
            f"{notes}</header>\n<body>\n"
        )

    def close_file(self, count: int) -> str:
        """Return what stands behind the last paragraph of a file."""
        return _END

    def close(self) -> str:
        """Return what stands behind the last file."""
        return "</xliff>\n"

    def format_paragraph(self, paragraph: JobParagraph) -> str:
        """Return a paragraph and a line break."""
        kind = "" if paragraph.kind == BODY else f' restype="{_name_type(paragraph.kind)}"'
        units = "".join(
            self._format_segment(segment, paragraph, number)
            for number, segment in enumerate(paragraph.segments, start=1)
        )
        return f'<group id="{paragraph.number}"{kind}>\n{units}</group>\n'

    def _format_segment(self, segment: JobSegment, paragraph: JobParagraph, number: int) -> str:
        approved = ' approved="yes"' if segment.filling is Filling.APPROVED else ""
        # Few tools show what stands at a group, and OmegaT only the first note of a unit.
        of_paragraph = paragraph.remarks if number == 1 else ()
        notes = "".join(_format_note(remark) for remark in (*segment.remarks, *of_paragraph))
        suggestions = "".join(self._format_suggestions(segment))
        return (
            f'<trans-unit id="{paragraph.number}.{number}"{approved} xml:space="preserve">'
            f"<source>{escape_text(segment.source)}</source>"
            f"<target{_STATES[segment.filling]}>{escape_text(segment.target)}</target>"
            f"{_format_place(paragraph)}{notes}{suggestions}</trans-unit>\n"
        )

    def _format_suggestions(self, segment: JobSegment) -> Iterator[str]:
        for number, each in enumerate(segment.suggestions, start=1):
            unit = TranslationUnit((each.source, each.target))
            source, target = self._texts.format_texts(Row(number, unit, each.source, each.target))
            quality = f' match-quality="{each.rate}%" tool-id="{TOOL}"'
            origin = format_attribute("origin", each.origin)
            tags = self._tag(each)
            yield (
                f'<alt-trans{quality}{origin} xml:space="preserve">'
                f"<source{tags[0]}>{source}</source>"
                f"<target{tags[1]}{_QUALIFIERS.get(each.filling, '')}>{target}</target>"
                f"{_format_note(each.remark) if each.remark else ''}</alt-trans>"
            )

    def _tag(self, suggestion: Suggestion) -> tuple[str, str]:
        """Return the languages of a suggestion where they are not those of the job."""
        job = self._job
        source, target = suggestion.source.language, suggestion.target.language
        return (
            "" if source == job.source_language else format_language(source),
            "" if target == job.target_language else format_language(target),
        )


def _name_type(kind: str) -> str:
    return _TYPES.get(kind) or extend(kind, ())


def _format_place(paragraph: JobParagraph) -> str:
    return (
        '<context-group purpose="location">'
        f'<context context-type="linenumber">{paragraph.line}</context>'
        f'<context context-type="x-paragraph">{paragraph.number}</context></context-group>'
    )


def _format_note(text: str) -> str:
    return f'<note from="{TOOL}">{escape_text(text)}</note>'
