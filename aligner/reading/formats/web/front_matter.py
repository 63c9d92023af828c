"""The front matter of a Markdown file: what stands between two lines of --- or +++ at its head.

Only what a document says of itself is read, in the plain forms that people write; the rest of
YAML and TOML is passed over.
"""

import re
from dataclasses import dataclass

from aligner.reading.formats.web.metadata import format_date
from aligner.records import NO_METADATA, Metadata

_FENCED = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,20000}?)\r?\n(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)", re.S
)
_ENTRY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)")
_FIELDS = {
    "title": ("title",),
    "author": ("author", "authors", "by"),
    "translator": ("translator", "translators", "translated_by"),
    "date": ("date", "published", "pubdate"),
    "source": ("source", "publisher", "publication"),
}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text and what its front matter says.

    Args:
        body: what follows.
        metadata: what it says.
        lines: how many lines it takes.
    """

    body: str
    metadata: Metadata = NO_METADATA
    lines: int = 0


def split_front_matter(text: str) -> FrontMatter:
    r"""Split the front matter off a text.

    >>> found = split_front_matter("---\ntitle: 停火\nauthors:\n  - A\n  - B\n---\n# 停火\n")
    >>> found.body, found.metadata.title, found.metadata.author
    ('# 停火\n', '停火', 'A, B')
    """
    found = _FENCED.match(text)
    entries = _read_entries(found[2]) if found else {}
    if found is None or not entries:
        return FrontMatter(text)
    values = {
        field: next((entries[name] for name in names if entries.get(name)), "")
        for field, names in _FIELDS.items()
    }
    values["date"] = format_date(values["date"])
    return FrontMatter(text[found.end() :], Metadata(**values), found[0].count("\n"))


def _read_entries(text: str) -> dict[str, str]:
    """Read the values by their names; those of a list are joined with ", "."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if entry := _ENTRY.match(line):
            name = entry[1].lower()
            entries[name] = _read_value(entry[2])
        elif (item := _ITEM.match(line)) and name:
            entries[name] += _read_value(item[1])
    return {name: ", ".join(values)[:_LONGEST] for name, values in entries.items()}


def _read_value(value: str) -> list[str]:
    bare = value.strip()
    if bare.startswith("[") and bare.endswith("]"):
        return [part for piece in bare[1:-1].split(",") for part in _read_value(piece)]
    if bare[:1] in ("'", '"') and bare[-1:] == bare[:1] and len(bare) > 1:
        bare = bare[1:-1]
    is_block = re.fullmatch(r"[|>][+-]?", bare)
    return [bare] if bare and not is_block else []
