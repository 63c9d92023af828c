"""The elements of a job in XLIFF 2.1: paragraphs are units, matches are translation candidates."""

from collections.abc import Iterator

from tmx.formats.bilingual import Row
from tmx.formats.jobs import BODY, Filling, Job, JobParagraph, JobSegment, Suggestion
from tmx.formats.xliff21 import EMPTY, METADATA, NAMESPACE, Xliff21
from tmx.losses import LossCounter
from tmx.records import TranslationUnit
from tmx.writing.escaping import escape_text, format_attribute

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_STATES = {
    Filling.EMPTY: ' state="initial"',
    Filling.COPIED: ' state="initial"',
    Filling.FUZZY: ' state="initial" subState="duizhao:fuzzy-match"',
    Filling.LEVERAGED: ' state="translated" subState="duizhao:draft"',
    Filling.EXACT: ' state="translated" subState="duizhao:exact-match"',
    Filling.APPROVED: ' state="reviewed" subState="duizhao:exact-match"',
}
_KINDS = {"context": ' type="icm"', "semantic": ' type="other" subType="duizhao:semantic"'}
_MOST = 100


class Xliff21Job:
    """Writes the parts of one job.

    Args:
        losses: counts what XLIFF 2.1 cannot hold of inline codes.
    """

    def __init__(self, losses: LossCounter) -> None:
        self._texts = Xliff21(losses)
        self._notes = ""
        self._tags = ("und", "und")

    def open(self, job: Job) -> str:
        """Return what stands before the first file."""
        self._notes = _format_notes(job.notes)
        self._tags = job.source_language, job.target_language
        languages = format_attribute("srcLang", job.source_language)
        languages += format_attribute("trgLang", job.target_language)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<xliff version="2.1" xmlns="{NAMESPACE}" xmlns:mda="{METADATA}"'
            f' xmlns:mtc="{_MATCHES}"{languages}>\n'
        )

    def open_file(self, name: str, number: int) -> str:
        """Return what stands before the first paragraph of a file."""
        original = format_attribute("original", name)
        return f'<file id="f{number}"{original} xml:space="preserve">\n{self._notes}\n'

    def close_file(self, count: int) -> str:
        """Return what stands behind the last paragraph; a file without any needs a group."""
        return f"{'' if count else EMPTY}</file>\n"

    def close(self) -> str:
        """Return what stands behind the last file."""
        return "</xliff>\n"

    def format_paragraph(self, paragraph: JobParagraph) -> str:
        """Return a paragraph and a line break."""
        kind = "" if paragraph.kind == BODY else f' type="duizhao:{paragraph.kind}"'
        return (
            f'<unit id="p{paragraph.number}"{kind} xml:space="preserve">'
            f"{self._format_matches(paragraph)}{_format_place(paragraph)}"
            f"{_format_notes(_list_remarks(paragraph))}"
            f"{''.join(_format_segments(paragraph))}</unit>\n"
        )

    def _format_matches(self, paragraph: JobParagraph) -> str:
        written = "".join(
            self._format_match(suggestion, number)
            for number, segment in enumerate(paragraph.segments, start=1)
            for suggestion in segment.suggestions
        )
        return f"<mtc:matches>{written}</mtc:matches>" if written else ""

    def _format_match(self, match: Suggestion, number: int) -> str:
        unit = TranslationUnit((match.source, match.target))
        data, source, target = self._texts.format_texts(Row(1, unit, match.source, match.target))
        kind = _KINDS.get(match.kind, ' type="tm"')
        quality = f' matchQuality="{min(match.rate, _MOST)}"'
        similarity = f' similarity="{max(match.similarity, 0.0) * _MOST:.1f}"'
        origin = format_attribute("origin", match.origin)
        return (
            f'<mtc:match ref="#s{number}"{quality}{similarity}{origin}{kind}>'
            f"{self._describe(match)}{data}"
            f"<source>{source}</source><target>{target}</target></mtc:match>"
        )

    def _describe(self, match: Suggestion) -> str:
        """Write what the attributes of a match cannot say: a rate above 100, and what differs."""
        details = {"rate": str(match.rate), "remark": match.remark}
        # No text of a match may state a language but that of the file.
        tags = match.source.language, match.target.language
        for name, tag, own in zip(("source", "target"), tags, self._tags, strict=True):
            details[f"{name} language"] = "" if tag == own else tag
        return _format_metadata("match", details)


def _list_remarks(paragraph: JobParagraph) -> list[str]:
    """List the remarks of a paragraph and its segments; of several, each says which it is of."""
    several = len(paragraph.segments) > 1
    return [
        *paragraph.remarks,
        *(
            f"segment {number}: {remark}" if several else remark
            for number, segment in enumerate(paragraph.segments, start=1)
            for remark in segment.remarks
        ),
    ]


def _format_notes(notes: tuple[str, ...] | list[str]) -> str:
    written = "".join(f"<note>{escape_text(note)}</note>" for note in notes)
    return f"<notes>{written}</notes>" if written else ""


def _format_place(paragraph: JobParagraph) -> str:
    details = {"paragraph": str(paragraph.number), "line": str(paragraph.line)}
    return _format_metadata("place", details)


def _format_metadata(category: str, details: dict[str, str]) -> str:
    metas = "".join(
        f'<mda:meta type="{name}">{escape_text(value)}</mda:meta>'
        for name, value in details.items()
        if value
    )
    return (
        f'<mda:metadata><mda:metaGroup category="{category}">{metas}</mda:metaGroup></mda:metadata>'
    )


def _format_segments(paragraph: JobParagraph) -> Iterator[str]:
    for number, segment in enumerate(paragraph.segments, start=1):
        yield _format_space(segment.before)
        yield _format_segment(segment, number)
    yield _format_space(paragraph.behind)


def _format_space(text: str) -> str:
    if not text:
        return ""
    return f"<ignorable><source>{escape_text(text)}</source></ignorable>"


def _format_segment(segment: JobSegment, number: int) -> str:
    is_empty = segment.filling is Filling.EMPTY
    target = "" if is_empty else f"<target>{escape_text(segment.target)}</target>"
    return (
        f'<segment id="s{number}"{_STATES[segment.filling]}>'
        f"<source>{escape_text(segment.source)}</source>{target}</segment>"
    )
