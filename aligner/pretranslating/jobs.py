"""Texts and a memory → a job: every segment with what the memory has for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from aligner.pretranslating.counting import Tally
from aligner.pretranslating.filling import Filled, FillOptions, fill_segment
from aligner.pretranslating.sides import Find, JobLanguages, MatchSource
from aligner.pretranslating.sources import SourceText
from aligner.records import Kind, Paragraph, Segment
from tmx.contexts import Context
from tmx.formats.jobs import Filling, Job, JobFile, JobParagraph, JobSegment
from tmx.memory.records import Match, Query

_QUERIES_KEPT = 10_000
_DAMAGED = "a passage in it was destroyed before"
_FROM_MEMORY = frozenset(Filling) - {Filling.EMPTY, Filling.COPIED}


def make_job(
    texts: Sequence[SourceText],
    languages: JobLanguages,
    *,
    memory: MatchSource | None,
    options: FillOptions,
    tally: Tally,
) -> Job:
    """Make a job of texts; segments are looked up as the job is gone through.

    A segment is looked up with its neighbours in the text; of a text in several places the same
    is found, but for what the neighbours say.

    Args:
        texts: at least one.
        languages: as `settle_languages` found them.
        memory: where they are looked up; None: nowhere.
        options: how targets are filled.
        tally: counts the segments.
    """
    look = _find_nothing if memory is None else lru_cache(_QUERIES_KEPT)(memory.find)
    name = "" if memory is None else memory.name
    maker = _Maker(languages=languages, look=look, memory=name, options=options, tally=tally)
    files = (JobFile(text.document.name, maker.make_paragraphs(text)) for text in texts)
    return Job(languages.source, languages.target, files, _describe(memory, options))


def _find_nothing(query: Query) -> Sequence[Match]:
    return ()


def _describe(memory: MatchSource | None, options: FillOptions) -> tuple[str, ...]:
    if memory is None:
        return ()
    return (
        f"pretranslated from {memory.name}: matches of {options.threshold}% or more are targets",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the paragraphs of one job."""

    languages: JobLanguages
    look: Find
    memory: str
    options: FillOptions
    tally: Tally

    def make_paragraphs(self, text: SourceText) -> Iterator[JobParagraph]:
        self.tally.open_file(text.document.name)
        numbered = zip(text.segments, _find_contexts(text.segments), strict=True)
        for number, group in groupby(numbered, key=lambda each: each[0].paragraph):
            yield self._make_paragraph(text.document.paragraphs[number], number, list(group))

    def _make_paragraph(
        self, paragraph: Paragraph, number: int, group: list[tuple[Segment, Context]]
    ) -> JobParagraph:
        segments: list[JobSegment] = []
        stop = 0
        for segment, context in group:
            before = paragraph.text[stop : segment.start]
            segments.append(self._make_segment(segment, context, before))
            stop = segment.stop
        return JobParagraph(
            number + 1,
            paragraph.line,
            tuple(segments),
            kind=str(paragraph.kind),
            behind=paragraph.text[stop:],
            remarks=(_name_place(paragraph, number),),
        )

    def _make_segment(self, segment: Segment, context: Context, before: str) -> JobSegment:
        filled = self._fill(segment.text, context)
        damage = (_DAMAGED,) if segment.is_damaged else ()
        remark = (filled.remark,) if filled.remark else ()
        return JobSegment(
            segment.text,
            before,
            filled.target,
            filled.filling,
            filled.suggestions,
            (*damage, *remark),
        )

    def _fill(self, text: str, context: Context) -> Filled:
        languages = self.languages
        query = Query(
            text,
            languages.side,
            language=languages.asked,
            target_language=languages.asked_target,
            context=context,
        )
        matches = self.look(query)
        filled = fill_segment(text, matches, memory=self.memory, options=self.options)
        rate = matches[0].rate if matches else None
        self.tally.add(text, rate, is_filled=filled.filling in _FROM_MEMORY)
        return filled


def _find_contexts(segments: Sequence[Segment]) -> Iterator[Context]:
    texts = ["", *(segment.text for segment in segments), ""]
    for previous, following in zip(texts, texts[2:], strict=False):
        yield Context(previous, following)


def _name_place(paragraph: Paragraph, number: int) -> str:
    """Say where a paragraph stands, for translators who see only segments."""
    kind = "" if paragraph.kind is Kind.BODY else f", {paragraph.kind}"
    return f"paragraph {number + 1}, line {paragraph.line}{kind}"
