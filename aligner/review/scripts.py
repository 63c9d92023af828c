"""Chinese text → the same in the other characters, for display alone: nothing stored changes."""

from collections.abc import Mapping
from types import MappingProxyType

from tmx.language import is_chinese
from tmx.orthography import respell

CONFIGURATIONS: Mapping[str, str] = MappingProxyType({"simplified": "t2s", "traditional": "s2t"})
"""Configurations of OpenCC by the name of what they show."""


def convert_script(text: str, language: str, script: str) -> str:
    """Show a text in simplified or traditional characters.

    Args:
        text: any.
        language: its tag; only Chinese is converted.
        script: one of CONFIGURATIONS; anything else leaves the text as it is.

    >>> convert_script("停火談判", "zh-TW", "simplified")
    '停火谈判'
    """
    if script not in CONFIGURATIONS or not is_chinese(language):
        return text
    return respell(text, CONFIGURATIONS[script])
