"""Texts of segments: what keeps them from matching, and what was lost in them."""

import re
from collections.abc import Callable

from tmx.checking.languages import script_of
from tmx.checking.watching import SeenVariant

TRADOS_LENGTH = 2_000
LONGEST_TEXT = 1_000_000

_ESCAPED = re.compile("&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_CONTROLS = re.compile("[\x7f-\x9f]")
_DAMAGE = re.compile("[\x7f-\x9f\ufffd]")
# Frequent characters that the other script does not have at all, in the same order.
_SIMPLIFIED = "们这说时过对现发动学长东车马书见门问间关开头实还进远边让认识语请谁谢应该务员"
_TRADITIONAL = "們這說時過對現發動學長東車馬書見門問間關開頭實還進遠邊讓認識語請誰謝應該務員"
_ONLY = {"Hans": re.compile(f"[{_SIMPLIFIED}]"), "Hant": re.compile(f"[{_TRADITIONAL}]")}
_OTHER = {"Hans": "Hant", "Hant": "Hans"}
_CERTAIN = 3


def check_text(variant: SeenVariant, tag: str, add: Callable[..., None]) -> None:
    """Check the text of a segment.

    Args:
        variant: with a text.
        tag: its language as written.
        add: takes code, line and value of a finding.
    """
    text, line = variant.text or "", variant.segment_line
    stripped = text.strip()
    if not stripped:
        if not variant.codes:
            add("TMX501", line, tag)
        return
    if len(stripped) != len(text):
        add("TMX502", line, text)
    if "\n" in text or "\r" in text:
        add("TMX503", line, text)
    if len(text) > TRADOS_LENGTH:
        _check_length(len(text), line, add)
    if "&" in text and (found := _ESCAPED.search(text)):
        add("TMX508", line, found[0])
    if not text.isascii():
        _check_characters(text, tag, line, add)


def _check_length(length: int, line: int, add: Callable[..., None]) -> None:
    code = "TMX505" if length > LONGEST_TEXT else "TMX504"
    add(code, line, f"{length:,} characters")


def _check_characters(text: str, tag: str, line: int, add: Callable[..., None]) -> None:
    if _DAMAGE.search(text):
        _check_damage(text, line, add)
    script = script_of(tag)
    if script in _OTHER and _is_other_script(text, script):
        add("TMX319", line, f"{tag}: {text}")


def _check_damage(text: str, line: int, add: Callable[..., None]) -> None:
    if "\ufffd" in text:
        add("TMX506", line, text)
    if found := _CONTROLS.search(text):
        add("TMX507", line, f"U+{ord(found[0]):04X}")


def _is_other_script(text: str, script: str) -> bool:
    """Whether a text is certainly in the other script: many of its characters, none of its own."""
    if _ONLY[_OTHER[script]].search(text) is None:
        return False
    found = set(_ONLY[_OTHER[script]].findall(text))
    return len(found) >= _CERTAIN and _ONLY[script].search(text) is None
