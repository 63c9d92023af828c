"""What stands before the first element of a file: read by hand, for a parser would act upon it.

The address of a DTD is never looked at; a DTD inside the file is passed over, and refused if it
declares entities, which can hide files or bombs.
"""

import re
from dataclasses import dataclass, field

from tmx.errors import TmxError
from tmx.reading.attributes import quote
from tmx.reading.parsing import shorten_name
from tmx.reading.window import Window

MOST_CHARACTERS = 16 << 20
"""Of a prologue."""

_SILENT = ("xml:space", "xml:lang")
_FIVE = frozenset({"lt", "gt", "amp", "apos", "quot"})
_NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
_INTERESTING = re.compile(rf"<\?|<!--|<!DOCTYPE\b|<({_NAME})(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"({_NAME})\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>/]+))")
_ENTITY = re.compile(r"<!ENTITY\s+(%\s*)?([^\s>\"']+)", re.IGNORECASE)
_PASSED = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_VALUES = re.compile(r"\"[^\"]*\"|'[^']*'")
_DECLARATION = re.compile(
    r"<\?xml\s+version\s*=\s*(?:\"1\.[0-9]+\"|'1\.[0-9]+')"
    r"(?:\s+encoding\s*=\s*(?:\"[A-Za-z][\w.\-]*\"|'[A-Za-z][\w.\-]*'))?"
    r"(?:\s+standalone\s*=\s*(?:\"(?:yes|no)\"|'(?:yes|no)'))?\s*\?>"
)
_LITERAL = r"(?:\"[^\"]*\"|'[^']*')"
_DOCTYPE = re.compile(
    rf"<!DOCTYPE\s+{_NAME}(?:\s+(?:SYSTEM\s+{_LITERAL}|PUBLIC\s+{_LITERAL}\s+{_LITERAL}))?"
    r"\s*(?:\[.*\]\s*)?>",
    re.DOTALL,
)
_VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4", "1.4a", "1.4b"})


@dataclass(slots=True)
class Root:
    """The start tag of the root element.

    Args:
        is_empty: it is its end tag too.
        losses: what is odd about it or stands before it.
    """

    is_empty: bool = False
    losses: list[str] = field(default_factory=list)


def read_prologue(window: Window, name: str) -> Root:
    """Go behind the start tag of the root.

    Args:
        window: at the start of the file; it is left behind the tag.
        name: of the file, for messages.

    Raises:
        TmxError: the root is not tmx, there is none, or a DTD declares entities.
    """
    root = Root()
    seen: list[str] = []
    while True:
        found = window.search(_INTERESTING, MOST_CHARACTERS)
        if found is None:
            raise TmxError(
                f"{name}: no TMX, for it has no element named tmx; check that it is the right"
                " file, or state its encoding"
            )
        _tell_junk(found.string[window.place : found.start()], root)
        window.place = found.start()
        if found[1]:
            _check_root(found[1], name, root)
            _read_root(window, root)
            return root
        kind = found[0].upper()
        if window.text[window.place :][:6].rstrip().lower() == "<?xml":
            kind = "<?XML"
        _tell_order(kind, seen, root)
        seen.append(kind)
        _pass_over(window, kind, name, root)


def _tell_junk(text: str, root: Root) -> None:
    if text.strip().strip("\ufeff"):
        root.losses.append(
            f"junk before the XML declaration or the root is left out ({quote(text.strip())})"
        )


def _tell_order(kind: str, seen: list[str], root: Root) -> None:
    if kind == "<?XML" and seen:
        root.losses.append("something stands before the XML declaration")
    elif kind == "<!DOCTYPE" and kind in seen:
        root.losses.append("a second DOCTYPE is passed over")


def _check_root(tag: str, name: str, root: Root) -> None:
    if shorten_name(tag) != "tmx":
        raise TmxError(
            f"{name}: the root element is {quote(tag)}, not tmx; give a translation memory in TMX"
        )
    if tag != "tmx":
        root.losses.append(
            f"the element {quote(tag)} is read as tmx: its name is in another case or in a"
            " namespace"
        )


def _pass_over(window: Window, kind: str, name: str, root: Root) -> None:
    """Go behind a comment, an instruction or a document type."""
    if kind == "<!DOCTYPE":
        text = take_doctype(window)
        if _DOCTYPE.fullmatch(text) is None:
            root.losses.append("the DOCTYPE is not well-formed")
        _refuse_entities(_strip_doctype(text), name)
        return
    closing = "-->" if kind == "<!--" else "?>"
    offset = window.seek(closing, len(kind), MOST_CHARACTERS)
    if offset < 0:
        root.losses.append("a comment or instruction before the root element does not end")
        window.place += len(kind)
        return
    inner = window.text[window.place : window.place + offset + len(closing)]
    window.place += len(inner)
    if kind == "<?XML" and _DECLARATION.fullmatch(inner) is None:
        root.losses.append(f"the XML declaration is not well-formed ({quote(inner)})")
    elif kind == "<!--" and ("--" in inner[4:-3] or inner.endswith("--->")):
        root.losses.append("a comment that is not well-formed is passed over")


def take_doctype(window: Window) -> str:
    """Go behind a document type and return it.

    It ends at the first `>` outside of brackets, quotes, comments and instructions.
    """
    size = 1 << 12
    while True:
        window.ensure(size)
        text = window.text[window.place : window.place + size]
        end = _find_doctype_end(text)
        if end > 0:
            window.place += end
            return text[:end]
        if len(text) < size or size >= MOST_CHARACTERS:
            # It never ends: whatever it declares is judged, and reading goes on behind its name.
            window.place += len("<!DOCTYPE")
            return text
        size *= 4


_DOCTYPE_PART = re.compile(
    r"<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[\[\]<>]|[^\[\]<>\"']+", re.DOTALL
)


def _find_doctype_end(text: str) -> int:
    depth = 0
    for match in _DOCTYPE_PART.finditer(text):
        part = match[0]
        if part in ("[", "<"):
            depth += 1
        elif part in ("]", ">"):
            depth -= 1
            if depth == 0 and part == ">":
                return match.end()
    return -1


def _strip_doctype(text: str) -> str:
    return _VALUES.sub('""', _PASSED.sub(" ", text))


def _refuse_entities(doctype: str, name: str) -> None:
    found = [(match[1], match[2]) for match in _ENTITY.finditer(doctype)]
    foreign = [entity for is_parameter, entity in found if is_parameter or entity not in _FIVE]
    if foreign:
        raise TmxError(
            f"{name}: it declares entities of its own ({', '.join(map(quote, foreign[:3]))}),"
            " which can hide files or bombs; save it without them"
        )


def _read_root(window: Window, root: Root) -> None:
    tag = take_tag(window)
    root.is_empty = tag.rstrip(">").endswith("/")
    given = {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(tag)}
    if not tag.endswith(">"):
        root.losses.append("the start tag of tmx does not end")
    _tell_version(given, root)
    for each, value in given.items():
        if each == "xmlns":
            root.losses.append(f"the elements are in a namespace ({quote(value)})")
        elif each.lower() != "version" and each not in _SILENT and not each.startswith("xmlns:"):
            root.losses.append(f"the unknown attribute {quote(each)} of tmx is left out")


def _tell_version(given: dict[str, str], root: Root) -> None:
    name = next((each for each in given if each.lower() == "version"), "")
    version = given.get(name, "").strip()
    if not version:
        root.losses.append("tmx states no version")
    elif version not in _VERSIONS:
        root.losses.append(f"the version {quote(version)} is none of TMX that is known")
    if name not in ("version", ""):
        root.losses.append(f"the attribute {quote(name)} is read as version: it is in another case")


def take_tag(window: Window) -> str:
    """Go behind a tag and return it; a tag that does not end stops before the next one."""
    offset = window.seek(">", 1, MOST_CHARACTERS)
    less = window.text.find("<", window.place + 1, window.place + max(offset, 0))
    end = len(window.text) if offset < 0 else window.place + offset + 1
    if offset < 0:
        less = window.text.find("<", window.place + 1)
    if less >= 0:
        end = less
    tag = window.text[window.place : end]
    window.place = end
    return tag
