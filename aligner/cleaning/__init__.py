"""Cleaning: the paragraphs of a file → the paragraphs of its text, and a log of what went.

Place in the flow: between reading and splitting. A chain of small pure rules (`RULES`); each
module holds the rules of one kind of dirt, and lexical data stands in `data/`.
"""

from collections.abc import Collection, Sequence

from aligner.cleaning.chain import apply_rules
from aligner.cleaning.characters import CONTROL_CHARACTERS
from aligner.cleaning.damage import DESTROYED_PASSAGES
from aligner.cleaning.furniture import PAGE_RULES
from aligner.cleaning.invisible import ZERO_WIDTH_CHARACTERS
from aligner.cleaning.links import EMPTY_IMAGE_LINKS, IMAGE_PLACEHOLDERS, LINKS
from aligner.cleaning.markup import HTML_REFERENCES, HTML_TAGS
from aligner.cleaning.mojibake import MOJIBAKE
from aligner.cleaning.pinyin import PINYIN
from aligner.cleaning.records import Cleaned, Find, Rule
from aligner.records import Paragraph

__all__ = ["RULES", "Cleaned", "Find", "Rule", "clean"]

# In order: each sees what those before it left. Mojibake is bytes, to some of which control
# characters and soft hyphens belong: it comes first. What flags comes last.
RULES: tuple[Rule, ...] = (
    MOJIBAKE,
    CONTROL_CHARACTERS,
    ZERO_WIDTH_CHARACTERS,
    EMPTY_IMAGE_LINKS,
    HTML_TAGS,
    HTML_REFERENCES,
    LINKS,
    IMAGE_PLACEHOLDERS,
    PINYIN,
    *PAGE_RULES,
    DESTROYED_PASSAGES,
)
"""The rules, in the order in which they are applied."""


def clean(paragraphs: Sequence[Paragraph], *, keep: Collection[str] = ()) -> Cleaned:
    """Remove what does not belong to a text, and say what.

    Args:
        paragraphs: as read, in the order of the file.
        keep: names of rules that are not applied.

    Returns:
        What is left, with destroyed passages flagged, and the log.
    """
    return apply_rules(paragraphs, RULES, keep=keep)
