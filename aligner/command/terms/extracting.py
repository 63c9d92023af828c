"""`duizhao terms extract` and `align --glossary`: aligned texts → glossaries in files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import typer

from aligner.command.columns import count_of
from aligner.command.console import report, show
from aligner.command.terms.reading import (
    ALIGNMENT,
    READING,
    XLIFF_SUFFIXES,
    TranslationFile,
    load_decisions,
    make_passage,
    refuse_glossary,
)
from aligner.command.terms.storing import check_store, load_decided, store
from aligner.errors import AlignerError
from aligner.exporting import load_alignment
from aligner.records import Alignment
from aligner.terms.deciding import apply_decisions
from aligner.terms.extracting import DEFAULTS, ExtractOptions, extract_glossary
from aligner.terms.passages import list_passages, read_passages
from aligner.terms.records import MOST_CHARACTERS, Passage
from aligner.terms.variants import add_variants, merge_variants
from aligner.terms.variants.locales import check_languages
from tmx.errors import TmxError
from tmx.glossary import GLOSSARY_FORMATS, read_format, write_glossary
from tmx.glossary.records import Concept, Glossary
from tmx.inputs import open_units
from tmx.language import is_chinese, normalise_tag
from tmx.losses import Loss
from tmx.outputs import check_places

_PROCESSES = 2
_READ = 20_000
"""Passages after which it is said how many were read."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """What becomes of a glossary.

    Args:
        files: to write.
        format: name of their format where a suffix does not say; None: as the suffixes say.
        as_json: what is shown, and not written, is JSON.
        variants: tags of locales in which each concept gets a term.
        source: tag of the language that stands first in an OmegaT glossary; None: Chinese.
    """

    files: tuple[Path, ...] = ()
    format: str | None = None
    as_json: bool = False
    variants: tuple[str, ...] = ()
    source: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is asked for; else the terms are shown where nothing keeps them."""
        return bool(self.files) or self.as_json


def run(
    files: Sequence[Path],
    outputs: Outputs,
    options: ExtractOptions,
    *,
    known: Path | None = None,
    tm: Path | None = None,
) -> None:
    """Make one glossary of some files; write it, store it in a memory, or show it."""
    check_outputs(outputs, [*files, *filter(None, [tm])])
    if tm is not None:
        check_store(tm)
    variants = _check_variants(outputs.variants)
    decided = None if known is None else load_decisions(known)
    passages = _Passages(each for file in files for each in _read(file))
    # What was rejected takes no place of those that are asked for.
    limit = options.limit if decided is None else None
    glossary = _extract(passages, replace(options, processes=_PROCESSES, limit=limit))
    if not passages.count:
        names = ", ".join(map(str, files))
        raise AlignerError(f"{names}: no passage in Chinese and English; align the texts first")
    if decided is not None:
        glossary = _decide(glossary, decided, options.limit)
    glossary = add_variants(glossary, variants)
    if tm is not None:
        for line in store(tm, glossary):
            report(line)
        glossary = _decide(glossary, load_decided(tm), options.limit)
    if tm is None or outputs:
        for line in write_or_show(glossary, outputs):
            report(line)


def _decide(found: Glossary, decided: Glossary, limit: int | None) -> Glossary:
    """Take over what was decided, of which with the others no more rows come than are wanted."""
    glossary = apply_decisions(found, decided)
    return replace(glossary, concepts=glossary.concepts[:limit])


def make_glossaries(alignments: Sequence[Alignment], outputs: Outputs) -> Iterator[str]:
    """Write the glossary of alignments; yield what there is to say of it."""
    passages = (each for alignment in alignments for each in list_passages(alignment))
    glossary = _extract(_Passages(passages), DEFAULTS)
    yield from write_or_show(glossary, outputs)


def _check_variants(tags: Sequence[str]) -> tuple[str, ...]:
    try:
        return check_languages(tags)
    except AlignerError as error:
        raise typer.BadParameter(str(error), param_hint="--variants") from error


class _Passages:
    """Passages on their way, none of which is kept.

    Args:
        passages: gone through once.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = passages
        self.count = 0
        self.too_long = 0
        self.locales: set[str] = set()

    def __iter__(self) -> Iterator[Passage]:
        for passage in self._passages:
            self.count += 1
            self.too_long += passage.is_too_long
            self.locales.update(passage.tags)
            yield passage
            if self.count % _READ == 0:
                _show_stage(f"{self.count:,} passages read")


def _extract(passages: _Passages, options: ExtractOptions) -> Glossary:
    """Extract a glossary, of which concepts of several locales become one."""
    glossary = extract_glossary(passages, options, progress=_show_stage)
    if passages.too_long:
        report(
            f"passed over: {count_of(passages.too_long, 'passage')} of more than"
            f" {MOST_CHARACTERS:,} characters on a side; align shorter segments to find terms there"
        )
    return merge_variants(glossary) if len(passages.locales) > 2 else glossary


def check_outputs(outputs: Outputs, files: Sequence[Path]) -> None:
    """Check the names of outputs before any work is done.

    Raises:
        TmxError: one is an input, cannot be written, or is of no format that is known.
        typer.BadParameter: there is no such format, or no such language.
    """
    if outputs.format is not None and outputs.format not in GLOSSARY_FORMATS:
        raise typer.BadParameter(
            f"“{outputs.format}”: choose one of {', '.join(GLOSSARY_FORMATS)}",
            param_hint="--format",
        )
    if outputs.source is not None:
        _check_source(outputs.source)
    for out in outputs.files:
        read_format(out, outputs.format)
    check_places(outputs.files, files)


def _check_source(tag: str) -> None:
    try:
        normalise_tag(tag)
    except TmxError as error:
        raise typer.BadParameter(str(error), param_hint="--source") from error


def _read(file: Path) -> Iterable[Passage]:
    if file.suffix.lower() == ALIGNMENT:
        return list_passages(load_alignment(file))
    if file.suffix.lower() in XLIFF_SUFFIXES:
        return filter(None, map(make_passage, TranslationFile(file)))
    refuse_glossary(file)
    source = open_units([file], READING)
    stated = None if source.header is None else source.header.source_language
    return read_passages(source, source_language=stated)


def write_or_show(glossary: Glossary, outputs: Outputs) -> Iterator[str]:
    """Write a glossary into its files, or show it; yield a line for each file and loss."""
    if not outputs.files:
        for concept in glossary.concepts:
            show(describe_json(concept) if outputs.as_json else describe(concept))
    for out in outputs.files:
        written = write_glossary(out, glossary, format=outputs.format, source=outputs.source)
        yield f"{out}: {count_of(written.concepts, 'concept')} written"
        yield from (f"  {_shorten(loss, written.concepts)}" for loss in written.losses)


def _shorten(loss: Loss, concepts: int) -> Loss:
    """Return a loss without its places, if it concerns about every concept."""
    return replace(loss, places=()) if loss.count >= concepts else loss


def describe(concept: Concept) -> str:
    r"""Return a line: probability, count, Chinese and English terms.

    >>> from tmx.glossary.records import Term
    >>> terms = (Term("zh-HK", "緩衝國"), Term("en", "buffer state"), Term("en", "buffer states"))
    >>> describe(Concept(terms, probability=0.9, count=3)).split("\t")
    ['0.90', '3', '緩衝國', 'buffer state | buffer states']
    """
    chinese = [each.text for each in concept.terms if is_chinese(each.language)]
    others = [each.text for each in concept.terms if not is_chinese(each.language)]
    probability = "" if concept.probability is None else f"{concept.probability:.2f}"
    count = "" if concept.count is None else str(concept.count)
    return "\t".join((probability, count, _join(chinese), _join(others)))


def _join(texts: Sequence[str]) -> str:
    """Join terms, of which several locales may have the same."""
    return " | ".join(dict.fromkeys(texts))


def describe_json(concept: Concept) -> str:
    """Return a concept as one line of JSON; docs/terms.md names its members."""
    described = asdict(concept) | {"evidence": dict(concept.evidence)}
    return json.dumps(described, ensure_ascii=False)


def _show_stage(stage: str) -> None:
    report(f"{stage} …")
