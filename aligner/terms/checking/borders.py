"""Where the words of a Chinese text begin and stop, so that 國人 is not found in 中國人."""

from functools import cache

from aligner.terms.candidates.segmenting.folding import fold_characters
from aligner.terms.candidates.segmenting.lattice import build_lattice
from aligner.terms.candidates.segmenting.names import NameFinder
from aligner.terms.candidates.segmenting.stretches import find_stretches
from aligner.terms.candidates.segmenting.words import load_words

MOST_SLACK = 3.0
"""How much dearer a division into words may be for the borders of a term, −ln of a probability."""


def find_slack(text: str) -> dict[int, float]:
    """Find how unlikely it is that words meet at each place of a Chinese text.

    Loads the words of the package when first called.

    Args:
        text: as printed.

    Returns:
        By place, how much dearer than the likeliest division into words one with a border there
        is; a place that is not there stands at a mark or in another script, where words do end.

    >>> slack = find_slack("他是中國人。")
    >>> slack[2] < MOST_SLACK < slack[3]
    True
    """
    return {
        place: slack
        for stretch in find_stretches(fold_characters(text))
        for place, slack in zip(stretch.places, _list_slack(stretch.key), strict=False)
    }


def _list_slack(key: str) -> list[float]:
    return build_lattice(key, load_words(), _load_names()).slack


@cache
def _load_names() -> NameFinder:
    return NameFinder(load_words().names)
