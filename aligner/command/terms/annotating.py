"""`duizhao terms annotate`: texts in one language → their terms, known and proposed, in files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.command.columns import count_of
from aligner.command.console import report, show
from aligner.command.terms.extracting import Outputs, check_outputs, describe, write_or_show
from aligner.command.terms.reading import load_glossary
from aligner.documents import open_documents
from aligner.errors import AlignerError
from aligner.records import Document
from aligner.settings import Settings
from aligner.terms.annotating.annotator import annotate
from aligner.terms.annotating.page import write_page
from aligner.terms.annotating.records import AnnotateOptions, Annotation, Mark
from tmx.files import replace_atomically
from tmx.glossary.records import Glossary, Provenance
from tmx.language import is_chinese, primary
from tmx.outputs import check_places

PAGES, LINES = frozenset({".html", ".htm"}), frozenset({".jsonl"})


@dataclass(frozen=True, slots=True)
class Annotating:
    """What is annotated, with what.

    Args:
        files: of any format.
        settings: how they are read and cleaned.
        glossary: a glossary or a memory; None: nothing is known.
        options: what is proposed.
    """

    files: tuple[Path, ...]
    settings: Settings
    glossary: Path | None
    options: AnnotateOptions


def run(wanted: Annotating, outputs: Outputs) -> None:
    """Annotate files; write what was found by suffix, or show it."""
    tables = tuple(each for each in outputs.files if each.suffix.lower() not in PAGES | LINES)
    inputs = [*wanted.files, *([] if wanted.glossary is None else [wanted.glossary])]
    check_outputs(replace(outputs, files=tables), inputs)
    check_places(outputs.files, inputs)
    known = Glossary(()) if wanted.glossary is None else load_glossary(wanted.glossary)
    found = annotate(_read(wanted), known, wanted.options)
    proposed = len(found.glossary.concepts) - found.known
    report(f"{count_of(found.known, 'known term')}, {count_of(proposed, 'proposal')}")
    if not outputs.files:
        for line in _describe(found):
            show(line)
    for out in outputs.files:
        for line in _write(out, found, outputs):
            report(line)


def _read(wanted: Annotating) -> list[Document]:
    """Read the documents of files, of which those in other languages are passed over."""
    documents = []
    for file in wanted.files:
        opened = open_documents(file, wanted.settings)
        for note in opened.reading.notes:
            report(f"{opened.reading.document.name}: {note}")
        for document in opened.documents:
            if is_chinese(document.language) or primary(document.language) == "en":
                documents.append(document)
            else:
                report(f"{file}: a text in {document.language} is passed over")
    if not documents:
        names = ", ".join(map(str, wanted.files))
        raise AlignerError(f"{names}: no text in Chinese or English: give a text in one of them")
    if wanted.glossary is None and not any(is_chinese(each.language) for each in documents):
        raise AlignerError(
            "terms are proposed from Chinese texts alone: give one, or --glossary with the terms "
            "that are to be found in an English text"
        )
    return documents


def _write(out: Path, found: Annotation, outputs: Outputs) -> Iterator[str]:
    suffix = out.suffix.lower()
    if suffix in PAGES:
        with replace_atomically(out) as stream:
            write_page(stream, found)
        yield f"{out}: {count_of(len(found.marks), 'mark')} written"
    elif suffix in LINES:
        with replace_atomically(out) as stream:
            for mark in found.marks:
                line = json.dumps(_describe_mark(found, mark), ensure_ascii=False)
                stream.write(f"{line}\n".encode("utf-8", "surrogatepass"))
        yield f"{out}: {count_of(len(found.marks), 'occurrence')} written"
    else:
        yield from write_or_show(found.glossary, replace(outputs, files=(out,)))


def _describe(found: Annotation) -> Iterator[str]:
    """Yield a line a concept: what it is, count, Chinese, English, where the English is from."""
    for number, concept in enumerate(found.glossary.concepts):
        _, count, chinese, english = describe(concept).split("\t")
        state = "known" if number < found.known else "proposed"
        sources = {
            name_source(each.provenance)
            for each in concept.terms
            if not is_chinese(each.language) and each.provenance is not None
        }
        yield "\t".join(
            (state, count, chinese, english, ", ".join(sorted(map(name_source, sources))))
        )


def name_source(provenance: str) -> str:
    """Return what a provenance of English is called for people."""
    return "generated" if provenance == Provenance.CONVERSION else provenance


def _describe_mark(found: Annotation, mark: Mark) -> dict[str, Any]:
    """Return an occurrence; docs/terms.md names its members."""
    document = found.documents[mark.place.document]
    paragraph = document.paragraphs[mark.place.paragraph]
    concepts = [found.glossary.concepts[number] for number in mark.concepts]
    return {
        "file": document.name,
        "language": document.language,
        "line": paragraph.line,
        "paragraph": mark.place.paragraph,
        "start": mark.place.start,
        "stop": mark.place.stop,
        "text": paragraph.text[mark.place.start : mark.place.stop],
        "state": "known" if mark.concepts[0] < found.known else "proposed",
        "translations": [
            {
                "language": term.language,
                "text": term.text,
                "provenance": None if term.provenance is None else name_source(term.provenance),
            }
            for concept in concepts
            for term in concept.terms
            if is_chinese(term.language) != is_chinese(document.language)
        ],
    }
