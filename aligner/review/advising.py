"""What the aligner advises for rows: a proposal for a stretch, and other groupings of a row."""

import json
from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from aligner.review.actions import make_change
from aligner.review.alternatives import find_alternatives
from aligner.review.judging import Judge
from aligner.review.pages import Pages
from aligner.review.reading import RowReader
from aligner.review.realigning import Proposal, propose, take_proposal
from aligner.revision.records import Change, RevisionError, SideName
from aligner.revision.state import RevisionState


class Adviser:
    """Asks the aligner, and remembers what it proposed until that is taken.

    Args:
        judge: the aligner.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._proposals: dict[str, Proposal] = {}

    def read_ahead(self, state: RevisionState, places: Sequence[int]) -> None:
        """Have rows read that somebody looks at, so that a change of them is rated at once.

        Args:
            state: as it stands.
            places: of the rows.
        """
        self._judge.read_ahead(state, places)

    def make_change(self, state: RevisionState, values: Mapping[str, Any]) -> Change:
        """Compute what an action of the page changes; proposals are actions too.

        Args:
            state: as it stands.
            values: of the action; see `actions.make_change`.

        Raises:
            RevisionError: the rows do not allow it.
        """
        if values.get("action") != "realign":
            return make_change(state, values, self._judge.choose_split)
        proposal = self._proposals.get(str(values.get("proposal")))
        if proposal is None:
            raise RevisionError(
                "the proposal is not there any more: ask for it again", "proposal_gone"
            )
        return take_proposal(state, proposal)

    def propose(self, reader: RowReader, pages: Pages, first: int, last: int) -> dict[str, Any]:
        """Align rows anew, to be looked at before it is taken.

        Args:
            reader: of the rows as they stand.
            pages: render it.
            first, last: identifiers of rows.

        Raises:
            RevisionError: a row is not there, or there is too much between accepted rows.
        """
        proposal = propose(reader.state, self._judge, first, last)
        name = token_hex(8)
        # One is shown at a time.
        self._proposals = {name: proposal}
        before = [
            _tell(reader, (row.source, row.target), row.confidence) for row in proposal.before
        ]
        html = pages.render_part(
            "proposal.html",
            name=name,
            is_new=proposal.is_new,
            before=before,
            after=[_tell(reader, group, chance) for group, chance in proposal.groups],
        )
        return {"proposal": name, "html": html}

    def render_alternatives(self, reader: RowReader, pages: Pages, row: int) -> str:
        """List other ways to group a row.

        Args:
            reader: of the rows as they stand.
            pages: render it.
            row: its identifier.

        Raises:
            RevisionError: there is no such row.
        """
        shown = [
            {
                "change": json.dumps(dict(each.action)),
                "kind": each.kind,
                "percent": int(each.probability * 100),
                "rows": [_tell(reader, (r.source, r.target), r.confidence) for r in each.rows],
            }
            for each in find_alternatives(reader.state, self._judge, row)
        ]
        return pages.render_part("alternatives.html", alternatives=shown)


def _tell(
    reader: RowReader, group: tuple[Sequence[str], Sequence[str]], confidence: float
) -> dict[str, Any]:
    """Describe a grouping in words."""
    texts = [reader.join(names, side) for names, side in zip(group, SideName, strict=True)]
    kind = "-".join(str(len(names)) for names in group)
    return {"texts": tuple(texts), "type": kind, "percent": int(confidence * 100)}
