"""`duizhao review`: open the page on which an alignment is looked at and corrected."""

import webbrowser
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import typer

from aligner.command.caching import choose_cache
from aligner.command.console import report, show
from aligner.command.memory.alignments import check_memory, fill_memory
from aligner.command.moments import find_moment
from aligner.errors import AlignerError
from aligner.exporting import check_output, write_alignment
from aligner.messages import LANGUAGES
from aligner.pipeline import align, load_encoder
from aligner.records import Alignment
from aligner.review.desk import Desk
from aligner.review.export_desk import MemoryTarget
from aligner.review.glossary.choosing import choose_store
from aligner.review.judging import Judge
from aligner.review.serving import serve
from aligner.review.session import ReviewSession
from aligner.settings import Settings

SUFFIX = ".duizhao"


@dataclass(frozen=True, slots=True)
class Serving:
    """How the page is served.

    Args:
        port: to listen on; 0 for any that is free.
        language: of the interface; None: what the browser wishes.
        has_browser: whether a browser is opened.
        tm: a memory that chosen pairs can go into, or None.
        glossary: a file that decisions on terms are kept in; None: the memory, or its own.
    """

    port: int = 0
    language: str | None = None
    has_browser: bool = True
    tm: Path | None = None
    glossary: Path | None = None


def run(files: list[Path], settings: Settings, serving: Serving, *, out: Path | None) -> None:
    """Serve the page of an alignment, which is made first where texts are given."""
    if serving.language not in {None, *LANGUAGES}:
        raise typer.BadParameter(f"give one of {', '.join(LANGUAGES)}", param_hint="--ui")
    path = find_alignment(files, settings, out)
    judge = Judge(choose_cache=choose_cache, report=report)
    with ReviewSession.open(path, rater=judge.rate_rows) as session:
        original = session.history.state.original
        memory = _open_memory(serving.tm, original)
        # So that the first correction need not wait for it.
        Thread(target=judge.load, args=(original,), daemon=True).start()
        tags = original.source.document.language, original.target.document.language
        terms = choose_store(path, tags, glossary=serving.glossary, memory=serving.tm)
        desk = Desk(session, judge, memory, terms=terms)
        report(f"{path}: {len(desk.state):,} rows; changes are saved as they are made")
        serve(
            desk,
            port=serving.port,
            language=serving.language,
            announce=lambda address: _announce(address, has_browser=serving.has_browser),
        )
    report(f"{path}: closed")


def _open_memory(tm: Path | None, alignment: Alignment) -> MemoryTarget | None:
    """Check, before the page opens, that pairs could go into the memory in the end."""
    if tm is None:
        return None
    check_memory(tm, (alignment.source.document.language, alignment.target.document.language))
    return MemoryTarget(tm.name, lambda chosen: fill_memory(tm, [chosen], find_moment()))


def find_alignment(files: list[Path], settings: Settings, out: Path | None) -> Path:
    """Return the .duizhao file to review; make it of texts if it is not given.

    Raises:
        AlignerError: the files are too many, or the alignment of the texts is there already.
    """
    if len(files) == 1 and files[0].suffix.lower() == SUFFIX:
        if out is not None:
            raise typer.BadParameter("-o names the alignment that is made of texts; leave it out")
        return files[0]
    if len(files) > 2:
        raise typer.BadParameter(
            f"{len(files)} files are given: give a .duizhao file, a source and a target, or one "
            "file that holds both"
        )
    path = out or files[0].with_suffix(SUFFIX)
    if path.suffix.lower() != SUFFIX:
        raise typer.BadParameter(f"{path}: the alignment is a {SUFFIX} file: name it so")
    if path.exists():
        raise AlignerError(
            f"{path}: is there already: review it with duizhao review {path}, or name another file"
            " with -o"
        )
    check_output(path)
    encoder = load_encoder(settings, cache=choose_cache(settings), report=report)
    alignment = align(
        *files, settings=settings, encoder=encoder, progress=lambda stage: report(f"{stage} …")
    )
    write_alignment(path, alignment)
    return path


def _announce(address: str, *, has_browser: bool) -> None:
    show(address)
    report("open this address in a browser; Ctrl+C ends the review")
    if has_browser:
        webbrowser.open(address)
