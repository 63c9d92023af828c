"""What an element of a page is, by its name, role and classes; the names stand in a data file."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from aligner.resources import read_table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAME = 300
_CONTAINERS = frozenset({"div", "ul", "ol", "table", "td", "header", "footer", "form"})
_SECTION = re.compile(r"\b(?:level\d|section)\b")


def name_of(element: "Element") -> str:
    """Return the name of an element in small letters and without its namespace."""
    tag = element.tag
    return _shorten_tag(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1000)
def _shorten_tag(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def text_of(element: "Element") -> str:
    """Return all characters of an element, its white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def shown_text_of(element: "Element") -> str:
    """Return the characters of an element that are text, as `text_of`: scripts are none."""
    from lxml import etree

    unseen, texts = load_names()["unseen"], list[str]()
    events = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, inner in events:
        if event == "start":
            is_seen = name_of(inner) not in unseen
            texts.append((inner.text or "") if is_seen else "")
            if not is_seen:
                events.skip_subtree()
        elif inner is not element:
            texts.append(inner.tail or "")
    return " ".join("".join(texts).split())


def roles_of(element: "Element") -> frozenset[str]:
    """Return what an element says of its role: `role`, `epub:type`."""
    if not element.keys():
        return frozenset()
    stated = (element.get(name, "") for name in ("role", "epub:type", _EPUB_TYPE))
    return frozenset(" ".join(stated).lower().split())


@cache
def load_names() -> Mapping[str, Any]:
    """Load the names that the data file lists, the lists as sets."""
    table = read_table("aligner.reading.formats.web", "elements")
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in table.items()}


def is_listed(element: "Element", group: str) -> bool:
    """Whether the name of an element is in a group of the data file."""
    return name_of(element) in load_names()[group]


def has_role(element: "Element", group: str) -> bool:
    """Whether one of an element's roles is in a group of the data file."""
    return bool(roles_of(element) & load_names()[group])


def has_class(element: "Element", group: str) -> bool:
    """Whether a word of an element's classes, or one of them whole, is in a group."""
    if not element.keys():
        return False
    names: frozenset[str] = load_names()[group]
    return bool(names & (set(words_of(element)) | set(element.get("class", "").lower().split())))


def words_of(element: "Element") -> list[str]:
    """Split the classes and the identifier of an element into words in small letters.

    A word behind "has", "no" and the like is left out: it says what the page has elsewhere.
    """
    words: list[str] = []
    negations = load_names()["negations"]
    for attribute in ("class",) if _is_anchor(element) else ("class", "id"):
        for name in element.get(attribute, "")[:_LONGEST_NAME].split():
            parts = [part.lower() for part in _WORD.findall(name)]
            words += [p for i, p in enumerate(parts) if not (i and parts[i - 1] in negations)]
            words.append(name.lower().replace("-", "").replace("_", ""))
    return words


def _is_anchor(element: "Element") -> bool:
    """Whether the identifier of an element is made of a heading of the text, as converters do."""
    return name_of(element) not in _CONTAINERS or bool(_SECTION.search(element.get("class", "")))


def is_hidden(element: "Element") -> bool:
    """Whether the page says that an element is not shown."""
    if not element.keys():
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and bool(_HIDING.search(style))


def suspect_element(element: "Element") -> str:
    """Tell why an element may be no part of the text: one clause, "" if nothing speaks for it."""
    names = load_names()
    if is_hidden(element):
        return "not shown by the page"
    # LibreOffice writes the running heads of a document so.
    if element.get("title") in ("header", "footer") and name_of(element) == "div":
        return "a running head"
    if found := names["landmarks"].get(name_of(element)):
        return str(found)
    for role in sorted(roles_of(element)):
        if found := names["roles"].get(role):
            return str(found)
    return _suspect_words(element)


def _suspect_words(element: "Element") -> str:
    if not (element.get("class") or element.get("id")) or _is_table_head(element):
        return ""
    reasons, words = _load_suspect_words(), words_of(element)
    found = next((reasons[word] for word in words if word in reasons), "")
    return found or next(filter(None, map(_suspect_compound, words)), "")


def _is_table_head(element: "Element") -> bool:
    """Whether an element is the head or the foot of a table of data: "header" says no more there.

    Pages that are laid out by tables have no such cells.
    """
    name, parent = name_of(element), element.getparent()
    if name in {"thead", "tfoot", "th"}:
        return True
    is_inside = parent is not None and name_of(parent) in {"thead", "tfoot"}
    return name == "tr" and (is_inside or any(name_of(cell) == "th" for cell in element))


def _suspect_compound(word: str) -> str:
    """Tell what a word that begins or ends with a telling one speaks for, such as "btmshare"."""
    for stem, reason in load_names()["stems"].items():
        if len(word) > len(stem) and (word.startswith(stem) or word.endswith(stem)):
            return str(reason)
    return ""


@cache
def _load_suspect_words() -> dict[str, str]:
    return {word: reason for reason, words in load_names()["classes"].items() for word in words}
