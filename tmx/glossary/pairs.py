"""The lines of an OmegaT glossary, a pair of terms each → concepts with several terms."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Glossary, GlossaryReading, Term
from tmx.glossary.tabular.parsing import drop_repeated
from tmx.glossary.tabular.planning import guess_language
from tmx.language import is_chinese
from tmx.losses import LossCounter

COMMENT = "#"
"""What a line begins with that is no pair."""

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line: its number, source, target and comment."""

    number: int
    source: str
    target: str
    comment: str


def read_pairs(text: str, name: str, chinese: str) -> GlossaryReading:
    """Read a glossary of pairs.

    Args:
        text: of the file.
        name: of the file, for messages.
        chinese: tag of its Chinese.

    Raises:
        TmxError: it is not of Chinese and English between tabs.
    """
    losses = LossCounter()
    title, entries = _read_lines(text, losses)
    if not entries and losses.losses:
        raise TmxError(f"{name}: no line has a source and a target with a tab between; write such")
    tags = _find_languages(entries, name, chinese)
    placed = [(f"line {group[0].number}", _make_concept(group, tags)) for group in _group(entries)]
    concepts = tuple(drop_repeated(placed, losses))
    return GlossaryReading(Glossary(concepts, title), losses.losses)


def _read_lines(text: str, losses: LossCounter) -> tuple[str, list[_Entry]]:
    """Return the title, if a comment before all entries is one, and the entries."""
    title = ""
    entries: list[_Entry] = []
    # As OmegaT: \n, \r and \r\n end a line.
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
        if line.startswith(COMMENT):
            remark = line[1:].strip()
            if not entries and not title and "coding:" not in remark:
                title = remark
            elif "coding:" not in remark:
                losses.add("comment lines are left out", f"line {number}")
        elif len(cells) > 1 and cells[0] and cells[1]:
            comment = "; ".join(cell for cell in cells[2:] if cell)
            entries.append(_Entry(number, cells[0], cells[1], comment))
        elif any(cells):
            losses.add("lines without a source and a target are left out", f"line {number}")
    return title, entries


def _find_languages(entries: Sequence[_Entry], name: str, chinese: str) -> tuple[str, str]:
    """Find the tags of source and target."""
    found = (
        guess_language(entry.source for entry in entries),
        guess_language(entry.target for entry in entries),
    )
    if not entries or found == ("zh", "en"):
        return chinese, ENGLISH
    if found == ("en", "zh"):
        return ENGLISH, chinese
    shown = entries[0]
    raise TmxError(
        f"{name}: is not of Chinese and English (line {shown.number}: {shown.source[:40]} |"
        f" {shown.target[:40]}); give Chinese and English between tabs"
    )


def _group(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """Yield the entries of each concept: of one source, then of sources with the same targets."""
    sources = (list(each) for _, each in groupby(entries, lambda e: (e.source, e.comment)))
    for _, same in groupby(sources, lambda each: [(e.target, e.comment) for e in each]):
        yield [entry for group in same for entry in group]


def _make_concept(entries: Sequence[_Entry], tags: tuple[str, str]) -> Concept:
    sources = dict.fromkeys(entry.source for entry in entries)
    targets = dict.fromkeys(entry.target for entry in entries)
    terms = [Term(tags[0], text) for text in sources] + [Term(tags[1], text) for text in targets]
    terms.sort(key=lambda term: not is_chinese(term.language))
    return Concept(tuple(terms), note=entries[0].comment)
