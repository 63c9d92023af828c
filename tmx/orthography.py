"""Chinese in the characters, and words, of one region → of another, by OpenCC.

Each of its configurations reads dictionaries of some megabytes, so a process loads it once.
"""

import re
import threading
from functools import cache
from typing import Protocol

_NOT_TAKEN = re.compile("[\0\ud800-\udfff]")
_LOCK = threading.Lock()


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def respell(text: str, configuration: str) -> str:
    """Convert a text; one with characters that OpenCC does not take stays as it is.

    Args:
        text: any.
        configuration: of OpenCC, such as "t2s" or "s2twp".

    Source: OpenCC.

    >>> respell("著名軟體", "tw2sp")
    '著名软件'
    """
    if _NOT_TAKEN.search(text):
        return text
    with _LOCK:
        converter = _load_converter(configuration)
    return converter.convert(text)


def has_configuration(name: str) -> bool:
    """Whether the installed OpenCC has a configuration; older ones lack s2hkp."""
    import opencc

    return f"{name}.json" in opencc.CONFIGS


@cache
def _load_converter(configuration: str) -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC(configuration)
    return converter
