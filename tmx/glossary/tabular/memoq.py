"""The tables of memoQ's term bases: what their columns are called, and rows → concepts.

A language has a column for its definition, then three for each of its terms: the term, how memoQ
looks for it and what it is (`Term_Info`), and an example. Source: memoQ documentation, “Term base
CSV import settings”; the names of columns are those of term bases that memoQ exported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tmx.glossary.languages import read_language
from tmx.glossary.records import Concept, Term, TermStatus
from tmx.glossary.tabular.keeping import Keeper

ID, SUBJECT, DOMAIN, NOTE = "Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"
INFO, EXAMPLE, DEFINITION = "Term_Info", "Term_Example", "_Def"
FORBIDDEN = "NonTerm"
MATCHING = ("CasePermissive", "HalfPrefix")
"""How memoQ looks for a term if its user says nothing else."""
PARTS_OF_SPEECH = {
    "noun": "Noun",
    "verb": "Verb",
    "adjective": "Adj",
    "adverb": "Adv",
    "other": "PosOther",
}

_CUSTOM = "custom"
_HISTORY = frozenset({"entry_created", "entry_creator", "entry_lastmodified", "entry_modifier"})
_KNOWN = {each.casefold(): each for each in (ID, SUBJECT, DOMAIN, NOTE)}
_PARTS = {name.casefold(): part for part, name in PARTS_OF_SPEECH.items()}


def is_memoq(header: Sequence[str]) -> bool:
    """Whether a row names the columns of a term base of memoQ.

    >>> is_memoq(["Entry_ID", "Chinese_PRC", "Term_Info"]), is_memoq(["id", "zh-CN"])
    (True, False)
    """
    names = {name.strip().casefold() for name in header}
    return {ID.casefold(), INFO.casefold()} <= names


@dataclass(slots=True)
class _TermColumns:
    """Where a term stands, and what is said of it; -1: nowhere."""

    language: str
    term: int
    info: int = -1
    example: int = -1


class MemoqReader:
    """Reads rows.

    Args:
        header: of their table.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self._fields: dict[str, int] = {}
        self._definitions: dict[int, str] = {}
        self._terms: list[_TermColumns] = []
        self._history: list[int] = []
        self._others: dict[int, str] = {}
        for index, cell in enumerate(header):
            self._take(cell.strip(), index)

    def _take(self, name: str, index: int) -> None:
        """Find out what a column holds."""
        bare = name.casefold()
        if bare in _HISTORY:
            self._history.append(index)
        elif _KNOWN.get(bare, name) not in self._fields and bare in _KNOWN:
            self._fields[_KNOWN[bare]] = index
        elif bare == INFO.casefold() and self._terms and self._terms[-1].info < 0:
            self._terms[-1].info = index
        elif bare == EXAMPLE.casefold() and self._terms and self._terms[-1].example < 0:
            self._terms[-1].example = index
        elif not self._take_language(name, index):
            self._others[index] = name or f"column {index + 1}"

    def _take_language(self, name: str, index: int) -> bool:
        is_definition = name.endswith(DEFINITION)
        language = read_language(name.removesuffix(DEFINITION)) if name else None
        if language is None:
            return False
        if is_definition:
            self._definitions[index] = language
        else:
            self._terms.append(_TermColumns(language, index))
        return True

    def read(self, cells: Sequence[str], keeper: Keeper) -> Concept | None:
        """Make the concept of a row; None: it has no term, which is counted."""
        row = dict(enumerate(cells))
        found = [self._read_term(each, row, keeper) for each in self._terms]
        terms = [term for term in found if term is not None]
        if not terms:
            keeper.count("rows without a term are left out")
            return None
        for index, name in self._others.items():
            if row.get(index, "").strip():
                keeper.keep(name, row[index])
        if any(row.get(index, "").strip() for index in self._history):
            keeper.count("who wrote an entry, and when, is left out")
        subjects = dict.fromkeys((self._get(row, SUBJECT), self._get(row, DOMAIN)))
        return Concept(
            tuple(dict.fromkeys(terms)),
            id=self._get(row, ID).strip(),
            subject="; ".join(filter(None, subjects)),
            definition=self._join_definitions(row),
            note="\n".join(filter(None, (self._get(row, NOTE), *keeper.kept))),
        )

    def _get(self, row: Mapping[int, str], name: str) -> str:
        return row.get(self._fields.get(name, -1), "")

    def _join_definitions(self, row: Mapping[int, str]) -> str:
        found = {row[i]: tag for i, tag in self._definitions.items() if row.get(i, "").strip()}
        if len(found) < 2:
            return next(iter(found), "")
        return "\n".join(f"({tag}) {text}" for text, tag in found.items())

    def _read_term(
        self, columns: _TermColumns, row: Mapping[int, str], keeper: Keeper
    ) -> Term | None:
        text = row.get(columns.term, "")
        info, example = row.get(columns.info, ""), row.get(columns.example, "")
        if not text.strip():
            if info.strip() or example.strip():
                keeper.count("what is said of no term is left out")
            return None
        words = [word.strip() for word in info.split(";") if word.strip()]
        bare = [word.casefold() for word in words]
        if _CUSTOM in bare and text.strip("*|") and set(text) & {"*", "|"}:
            text = text.replace("|", "").replace("*", "")
            keeper.count("marks of where a term ends for memoQ are left out")
        return Term(
            columns.language,
            text,
            TermStatus.DEPRECATED if FORBIDDEN.casefold() in bare else None,
            example=example,
            part_of_speech=next((_PARTS[word] for word in bare if word in _PARTS), ""),
            note=_list_unknown(words),
        )


def _list_unknown(words: Sequence[str]) -> str:
    """Say what of Term_Info no field holds, unless it is what memoQ does anyway."""
    known = {FORBIDDEN.casefold(), *_PARTS, *map(str.casefold, MATCHING)}
    others = [word for word in words if word.casefold() not in known]
    return f"{INFO}: {';'.join(others)}" if others else ""
