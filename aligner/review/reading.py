"""Rows of a revision → their texts and warnings, remembered as long as they stay as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.inspection.warnings import Inspector, RowWarning, make_inspector
from aligner.revision.records import Row, RowStatus, SideName
from aligner.revision.state import RevisionState
from tmx.memory.folding import fold_text

_Edits = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Known:
    """What was found out of a row; it holds while its segments and their texts are the same.

    Args:
        source, target: its segments.
        edits: those of them that were edited, with their texts; None: none was.
        warnings: what is worth a second look; None: not looked yet.
        folded: both texts as search reads them; None: not read yet.
        length: characters of the longer side, as printed; None: not counted yet.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    edits: _Edits | None
    warnings: tuple[RowWarning, ...] | None = None
    folded: tuple[str, ...] | None = None
    length: int | None = None


class RowReader:
    """Reads texts and warnings of rows, and remembers what takes time.

    Args:
        state: the revision; it may change, and `refresh` is to be called then.
    """

    def __init__(self, state: RevisionState) -> None:
        self.state = state
        self.edits: Mapping[int, _Edits] = {}
        self._inspector: Inspector | None = None
        self._known: dict[int, _Known] = {}
        self.refresh()

    def refresh(self) -> None:
        """Take note of the edited texts as they are now."""
        found: dict[int, list[tuple[str, str]]] = {}
        for name, text in self.state.edits.items():
            found.setdefault(self.state.find_row_of(name).id, []).append((name, text))
        self.edits = {row: tuple(texts) for row, texts in found.items()}

    def read_text(self, row: Row, side: SideName) -> str:
        """Return one side of a row as it stands."""
        return self.join(row.get_side(side), side)

    def join(self, names: Sequence[str], side: SideName) -> str:
        """Return segments of a side as one text, as they stand."""
        original = self.state.get_original(side)
        held = replace(original, segments=tuple(map(self.state.get_segment, names)))
        return held.text_of(range(len(names)))

    def measure(self, row: Row) -> int:
        """Count the characters of the longer side of a row, as printed."""
        known = self._know(row)
        if known.length is None:
            known.length = max(
                sum(len(self.state.get_segment(name).text) for name in row.get_side(side))
                for side in SideName
            )
        return known.length

    def find_warnings(self, row: Row) -> tuple[RowWarning, ...]:
        """List what is worth a second look in a row."""
        known = self._know(row)
        if known.warnings is None:
            known.warnings = self._look(row)
        return known.warnings

    def get_warnings(self, row: Row) -> tuple[RowWarning, ...] | None:
        """Return the same if it was found before; None: it would take time."""
        return self._know(row).warnings

    def _know(self, row: Row) -> _Known:
        known, edits = self._known.get(row.id), self.edits.get(row.id)
        # The same tuples, for a row that is regrouped gets new ones, and one that is only
        # accepted keeps them.
        if (
            known is None
            or known.source is not row.source
            or known.target is not row.target
            or known.edits != edits
        ):
            known = self._known[row.id] = _Known(row.source, row.target, edits)
        return known

    def _look(self, row: Row) -> tuple[RowWarning, ...]:
        self._inspector = self._inspector or make_inspector(self.state.original)
        source, target = (
            [self.state.get_segment(name) for name in row.get_side(side)] for side in SideName
        )
        texts = self.read_text(row, SideName.SOURCE), self.read_text(row, SideName.TARGET)
        return self._inspector.find_warnings(source, target, texts)

    def is_unsure(self, row: Row) -> bool:
        """Whether a row has no counterpart or little confidence, whoever accepted it.

        Or several segments on both sides: most often such a row can be split.
        """
        is_broad = min(len(row.source), len(row.target)) > 1
        least = self.state.original.settings.min_confidence
        return row.is_null or is_broad or row.confidence < least

    def is_doubtful(self, row: Row) -> bool:
        """Whether a person should look at a row: not accepted, and unsure, alone or warned of."""
        if row.status is RowStatus.ACCEPTED:
            return False
        return self.is_unsure(row) or bool(self.find_warnings(row))

    def holds(self, row: Row, query: str) -> bool:
        """Whether a side of a row holds a text, in whatever script and case.

        Args:
            row: any.
            query: folded, see `tmx.memory.folding.fold_text`.
        """
        known = self._know(row)
        if known.folded is None:
            known.folded = tuple(fold_text(self.read_text(row, side)) for side in SideName)
        return any(query in text for text in known.folded)
