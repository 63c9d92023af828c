"""What each source term was translated by, and which were not translated alike."""

from collections import Counter
from collections.abc import Iterable

from aligner.terms.checking.records import Rendering
from aligner.terms.checking.tokens import split_tokens


class RenderingCounter:
    """Counts the translations of source terms; forms of one word are one translation."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
        self._forms: dict[tuple[str, ...], str] = {}

    def add(self, term: str, source_tag: str, targets: Iterable[str], target_tag: str) -> None:
        """Count the terms that a unit has for a source term.

        Args:
            term: as the text or the glossary has it.
            source_tag: of its language.
            targets: admitted terms that the target has.
            target_tag: of their language.
        """
        counted = self._counts.setdefault(self._name(term, source_tag), Counter())
        counted.update({self._name(each, target_tag) for each in targets})

    def _name(self, term: str, tag: str) -> tuple[str, ...]:
        # As a name, so that "Germans" is no other translation than "Germany", nor "Treaty".
        tokens = split_tokens(term.title(), tag, freely=True)
        key = tuple(each.keys[-1] for each in tokens)
        self._forms.setdefault(key, term)
        return key

    def list_inconsistent(self) -> tuple[Rendering, ...]:
        """Return the terms that were translated by several, the commonest first."""
        found = [
            Rendering(
                self._forms[term],
                tuple((self._forms[key], count) for key, count in counted.most_common()),
            )
            for term, counted in self._counts.items()
            if len(counted) > 1
        ]
        return tuple(sorted(found, key=lambda each: -sum(count for _, count in each.counts)))
