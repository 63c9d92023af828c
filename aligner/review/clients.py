"""What a window of the page says of itself, with each request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aligner.review.filtering import ALL_ROWS, FILTERS, Shown
from aligner.revision.records import RevisionError


@dataclass(frozen=True, slots=True)
class Client:
    """A window.

    Args:
        language: of its interface.
        shown: which rows it shows.
        script: in which characters Chinese is displayed; "" for as stored.
    """

    language: str = "en"
    shown: Shown = ALL_ROWS
    script: str = ""


def read_shown(values: Mapping[str, Any]) -> Shown:
    """Read from a request which rows its page shows.

    Raises:
        RevisionError: a value is no text, or there is no such filter.
    """
    name, query = values.get("filter") or "all", values.get("q") or ""
    if not isinstance(name, str) or name not in FILTERS or not isinstance(query, str):
        raise RevisionError(f"filter {name!r:.40}: give one of {', '.join(FILTERS)}")
    return Shown(name, query)
