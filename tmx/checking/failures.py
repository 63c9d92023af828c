"""What ends a parse: the errors of the XML parser in words that a user can act upon."""

import re
from xml.parsers import expat

_CODES = expat.errors.codes
_TRUNCATIONS = frozenset(
    _CODES[each]
    for each in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_SIMPLE = {
    _CODES[expat.errors.XML_ERROR_BAD_CHAR_REF]: "TMX003",
    _CODES[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "TMX008",
    _CODES[expat.errors.XML_ERROR_MISPLACED_XML_PI]: "TMX014",
    _CODES[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "TMX015",
    _CODES[expat.errors.XML_ERROR_TAG_MISMATCH]: "TMX017",
    _CODES[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "TMX018",
}
PROLOG_ERRORS = frozenset(
    _CODES[each]
    for each in (
        expat.errors.XML_ERROR_SYNTAX,
        expat.errors.XML_ERROR_INVALID_TOKEN,
        expat.errors.XML_ERROR_NO_ELEMENTS,
    )
)
"""What may also mean that a file is not XML at all, where no element came before it."""

_ROOT = re.compile(rb"<(?:[\w.-]+:)?tmx[\s>]", re.IGNORECASE)
_INVALID_TOKEN = _CODES[expat.errors.XML_ERROR_INVALID_TOKEN]
_MISPLACED = frozenset({0xFFFE, 0xFFFF})
_REFERENCE = re.compile(rb"&[^\s;<&]{0,40};?|[^\s<]{1,40}")
_BARE = re.compile(rb"(?:&[^;<&]{0,40}|<[^<>]{0,2})$")


class BrokenError(Exception):
    """The document cannot be followed any further.

    Args:
        code: of the rule that it breaks.
        line: where, counted from 1; None: unknown.
        value: what stands there.
        column: in characters, counted from 1, or None.
    """

    def __init__(self, code: str, line: int | None, value: str, column: int | None = None) -> None:
        super().__init__(value)
        self.code = code
        self.line = line
        self.value = value
        self.column = column


def explain_prolog(error: expat.ExpatError, data: bytes) -> BrokenError:
    """Say what stopped the parser before the first element.

    Args:
        error: as the parser raised it.
        data: the piece of the file that it stands in.
    """
    if _ROOT.search(data):
        found = _REFERENCE.match(data.lstrip())
        shown = found[0].decode("utf-8", "replace") if found else expat.ErrorString(error.code)
        return BrokenError("TMX014", error.lineno, shown, error.offset + 1)
    return BrokenError("TMX019", error.lineno, "it is no XML" if data.strip() else "it is empty")


def explain(
    error: expat.ExpatError, before: bytes, behind: bytes, *, is_declared: bool
) -> BrokenError:
    """Say what stopped the parser.

    Args:
        error: as the parser raised it.
        before: the last bytes that it passed, UTF-8.
        behind: the bytes from the place of the error on.
        is_declared: whether the document declares an encoding.
    """
    reason = expat.ErrorString(error.code)
    code, value = _SIMPLE.get(error.code, "TMX001"), reason
    if error.code in _TRUNCATIONS:
        code = "TMX002"
    elif error.code == _INVALID_TOKEN:
        code, value = _explain_token(before, behind, is_declared=is_declared)
    elif error.code in _SIMPLE:
        found = _REFERENCE.match(behind)
        value = found[0].decode("utf-8", "replace") if found else reason
    return BrokenError(code, error.lineno, value, error.offset + 1)


def _explain_token(before: bytes, behind: bytes, *, is_declared: bool) -> tuple[str, str]:
    bare = _BARE.search(before)
    first = behind[:1]
    if first and first < b" " and first not in b"\t\r\n":
        return "TMX003", f"U+{first[0]:04X}"
    if first >= b"\x80" and not bare:
        return _explain_bytes(behind, is_declared=is_declared)
    if bare or first in (b"<", b"&"):
        text = (bare[0] if bare else b"") + behind[:20]
        return "TMX016", text.decode("utf-8", "replace")
    return "TMX001", (before[-10:] + behind[:20]).decode("utf-8", "replace")


def _explain_bytes(behind: bytes, *, is_declared: bool) -> tuple[str, str]:
    for length in (2, 3, 4):
        try:
            character = behind[:length].decode()
        except UnicodeDecodeError:
            continue
        if len(character) == 1:
            return ("TMX003" if ord(character) in _MISPLACED else "TMX001"), f"U+{ord(character):X}"
    shown = " ".join(f"{byte:02X}" for byte in behind[:2])
    return ("TMX004" if is_declared else "TMX005"), f"bytes {shown}"
