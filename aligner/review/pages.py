"""Views → HTML, by the templates of this package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aligner.messages import LANGUAGES, Messages
from aligner.review.filtering import FILTERS
from aligner.review.views import SURE, RowView
from aligner.revision.records import SideName
from aligner.templating import load_templates

BLOCK = 50
"""Rows that the page loads at a time."""


@dataclass(frozen=True, slots=True)
class PageView:
    """What stands around the rows.

    Args:
        names: of the two documents.
        languages: their tags.
        version: number of the last entry of the journal.
        total: how many rows are shown.
        first: the first of them, at most BLOCK.
        weights: characters in each block of rows, for its height before it is loaded.
        counts: rows by filter; see `Survey.count`.
        undo, redo: kinds of change that would be taken back or done again; "" for none.
        is_writable: whether changes can be saved.
        memory: name of the memory that pairs can go into; "" for none.
        has_glossary: whether there are terms to show.
    """

    names: tuple[str, str]
    languages: tuple[str, str]
    version: int
    total: int
    first: Sequence[RowView]
    weights: Sequence[int]
    counts: Mapping[str, int | None]
    undo: str = ""
    redo: str = ""
    is_writable: bool = True
    memory: str = ""
    has_glossary: bool = False


class Pages:
    """Renders in one language of the interface.

    Args:
        messages: its texts.
        languages: tags of the two documents, source first.
        least: confidence under which rows are doubtful, 0 to 1.
    """

    def __init__(
        self, messages: Messages, languages: tuple[str, str], *, least: float = 0.0
    ) -> None:
        self._messages = messages
        self._percents = {"least": round(least * 100), "sure": round(max(least, SURE) * 100)}
        self._languages = dict(zip(SideName, languages, strict=True))

    def render_page(self, page: PageView) -> str:
        """Render the page with its first rows."""
        others = [language for language in LANGUAGES if language != self._messages.language]
        return self._render(
            "page.html", page=page, block=BLOCK, filters=tuple(FILTERS), others=others
        )

    def render_rows(self, rows: Sequence[RowView]) -> str:
        """Render rows alone, one behind the other."""
        return self._render("rows.html", rows=rows)

    def render_counts(self, counts: Mapping[str, int | None]) -> str:
        """Render how far the work has come."""
        return self._render("counts.html", counts=counts)

    def render_part(self, template: str, **values: object) -> str:
        """Render another template of this package, such as a panel."""
        return self._render(template, **values)

    def _render(self, template: str, **values: object) -> str:
        shared = {
            "m": self._messages,
            "ui": self._messages.language,
            "percents": self._percents,
            "tags": {side.value: tag for side, tag in self._languages.items()},
        }
        html = load_templates("aligner.review").get_template(template).render(**shared, **values)
        # A text that a program has put into the file may hold half a character (a lone surrogate).
        return html.encode("utf-8", "replace").decode("utf-8")
