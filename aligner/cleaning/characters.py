"""Characters that nobody sees and no text means to hold."""

import re
from collections.abc import Iterator, Sequence

from aligner.cleaning.records import Find, Rule
from aligner.records import Paragraph

# U+007F–U+009F but for U+0085, which ends a line; surrogates come from bytes read leniently.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")


def _find_controls(paragraphs: Sequence[Paragraph]) -> Iterator[Find]:
    for index, paragraph in enumerate(paragraphs):
        for match in _CONTROL.finditer(paragraph.text):
            yield Find(index, match.start(), match.end())


CONTROL_CHARACTERS = Rule(
    "control-characters", "a control character is no part of any text", _find_controls
)
