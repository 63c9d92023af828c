"""A folder of pairs → an alignment a pair, one at a time; one that fails does not stop the rest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from aligner.document_pairs import DocumentPair, read_pair
from aligner.embedding import Encoder
from aligner.embedding.reporting import keep_quiet
from aligner.errors import AlignerError
from aligner.pairs import FilePair, Pairs, find_pairs
from aligner.pipeline import align_pair, load_encoder
from aligner.records import Alignment
from aligner.settings import DEFAULTS, Settings
from tmx.errors import TmxError
from tmx.language import is_chinese

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the files of one text.

    Args:
        paths: the two files, or the one that holds both languages.
        alignment: of them, its documents named by their paths below the folder; None if it
            failed.
        error: why it failed, one line that begins with the names of the files; "" if it did not.
    """

    paths: tuple[Path, ...]
    alignment: Alignment | None = None
    error: str = ""


def align_folder(
    folder: str | PathLike[str],
    *,
    settings: Settings = DEFAULTS,
    encoder: Encoder | None = None,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Result]:
    """Align the pairs of files in a folder, as `find_pairs` finds them.

    If there is no pair at all, the files whose names say no language are taken one by one, as
    files that hold both. The encoder is loaded once.

    Args:
        folder: is searched at once, with the folders below it.
        settings: for all pairs.
        encoder: gives the vectors; None: the one that the settings name, without a cache.
        progress: told each pair as it begins.

    Returns:
        A result for each pair, in natural order, worked out when it is asked for.

    Raises:
        AlignerError: there is no such folder, nothing in it can be aligned, or a language or the
            encoder of the settings is none.
    """
    top = Path(folder)
    found = find_pairs(top, any_suffix=settings.lines)
    texts: list[tuple[Path, ...]] = [_order(pair, settings) for pair in found.pairs]
    if not texts and not settings.lines:
        texts = [(path,) for path in found.singles]
    if not texts:
        raise _explain_nothing(top, found)
    report = progress or keep_quiet
    encoder = encoder or load_encoder(settings, report=report)
    return _align_texts(top, texts, settings, encoder, report)


def _order(pair: FilePair, settings: Settings) -> tuple[Path, Path]:
    """Put the file first that is the source by what the user states, else the Chinese one."""
    source, target = settings.source_language, settings.target_language
    try:
        is_reversed = not is_chinese(source) if source else bool(target and is_chinese(target))
    except TmxError as error:
        raise AlignerError(str(error)) from error
    return (pair.english, pair.chinese) if is_reversed else (pair.chinese, pair.english)


def _explain_nothing(top: Path, found: Pairs) -> AlignerError:
    lone = [f"{each.path.relative_to(top)} ({each.reason})" for each in found.unpaired[:_SHOWN]]
    seen = f"; found: {', '.join(lone)}" if lone else ""
    return AlignerError(
        f"{top}: no pair of files is named alike but for the language{seen}: name them such as "
        "zh/1.txt and en/1.txt, or 1.zh.docx and 1.en.docx"
    )


def _align_texts(
    top: Path,
    texts: Sequence[tuple[Path, ...]],
    settings: Settings,
    encoder: Encoder,
    report: Callable[[str], None],
) -> Iterator[Result]:
    for number, paths in enumerate(texts, start=1):
        names = " | ".join(path.relative_to(top).as_posix() for path in paths)
        report(f"{number}/{len(texts)} {names}")
        try:
            pair = _read_named(top, paths, settings)
            yield Result(paths, align_pair(pair, settings=settings, encoder=encoder))
        except AlignerError as error:
            yield Result(paths, error=f"{names}: {error}")
        except Exception as error:  # A fault of ours in one text must not cost the others.
            kind = type(error).__name__
            yield Result(paths, error=f"{names}: unexpected {kind} ({error}): please report it")


def _read_named(top: Path, paths: tuple[Path, ...], settings: Settings) -> DocumentPair:
    """Read a pair and name its documents by their paths, for names alone may all be alike."""
    pair = read_pair(paths[0], paths[1] if len(paths) > 1 else None, settings)
    names = {path.name: path.relative_to(top).as_posix() for path in paths}
    if len(names) < len(paths):
        first, second = (path.relative_to(top).as_posix() for path in paths)
    else:
        first, second = names[pair.source.name], names[pair.target.name]
    return replace(
        pair, source=replace(pair.source, name=first), target=replace(pair.target, name=second)
    )
