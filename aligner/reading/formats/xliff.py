"""XLIFF 1.x and 2.x, with what Trados, memoQ and Phrase add to them → translation units.

Inline codes are left out of the texts; suggestions, earlier versions and notes are passed over,
for only the direct children of a unit are read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from aligner.reading.formats.bilingual import Unit, join_lines, make_units_reading
from aligner.reading.formats.codes import (
    NONE_LOCKED,
    divide_text,
    find_phrase_codes,
    remove_phrase_codes,
)
from aligner.reading.formats.streaming import (
    Element,
    local_name,
    prepare_xml,
    space_of,
    stream_elements,
)
from aligner.reading.records import Reading, Source
from aligner.reading.scripts import is_blank

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A "header" may be long, and a "group" holds units: both are only emptied.
_TAGS = frozenset({"file", "header", "group", "trans-unit", "bin-unit", "unit"})
# Local name and value of an attribute: a person has seen the translation.
_CONFIRMED = frozenset({
    ("approved", "yes"),
    ("state", "translated"), ("state", "final"), ("state", "signed-off"), ("state", "reviewed"),
    ("state", "needs-review-translation"), ("state", "needs-review-l10n"),
    ("state", "needs-review-adaptation"),
    ("conf", "Translated"), ("conf", "ApprovedTranslation"), ("conf", "ApprovedSignOff"),
    ("status", "ManuallyConfirmed"), ("status", "Proofread"),
    ("status", "TranslatorConfirmed"), ("status", "Reviewer1Confirmed"),
    ("confirmed", "1"),
})  # fmt: skip


# The original file, which Trados embeds: a parser refuses so long a text.
_EMBEDDED = re.compile(rb"(<internal-file\b[^<>]*>)[^<]*")

# A short text that many codes stand for must not fill the memory.
_LONGEST_LOCKED = 300

_Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A segment and its translation, "" where there is none; languages as stated."""

    texts: _Texts
    languages: tuple[str, str]
    is_confirmed: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether the translation is the source again, and nobody says that this is meant."""
        source, target = self.texts
        has_words = source == target and any(map(str.isalpha, source))
        return has_words and not (self.is_confirmed or self._has_variants)

    @property
    def _has_variants(self) -> bool:
        """Whether both are variants of one language, in which much is written alike."""
        first, second = (re.split("[-_]", tag.lower())[0] for tag in self.languages)
        return first == second != ""


def read_xliff(source: Source) -> Reading:
    """Read the segments of all files of an XLIFF document.

    A translation that is a copy of its source and not confirmed is none; units that are not to
    be translated are kept.

    Raises:
        AlignerError: it is not well-formed XML, not XLIFF, or holds no text.

    Source: XLIFF 1.2, sections 2.3 and 2.4 (inline elements, segmentation); XLIFF 2.1, section 4.
    """
    data, encoding, notes = prepare_xml(source)
    units: list[Unit] = []
    missing = copies = 0
    for pair in _find_pairs(_EMBEDDED.sub(rb"\1", data)):
        source_text, target_text = pair.texts
        if is_copy := pair.is_copy:
            target_text = ""
        first, second = pair.languages
        units.append(Unit(((first, source_text), (second, target_text))))
        copies += is_copy
        missing += is_blank(target_text) and not is_blank(source_text)
    notes += tuple(_describe_missing(missing, copies, len(units)))
    return make_units_reading(source, units, encoding=encoding, notes=notes)


def _describe_missing(missing: int, copies: int, total: int) -> Iterator[str]:
    if missing:
        copied = f" ({copies} only a copy of the source)" if copies else ""
        yield f"{missing} of {total} units have no translation{copied}"


def _find_pairs(data: bytes) -> Iterator[_Pair]:
    locked = _find_locked(data) if b"xid" in data else NONE_LOCKED
    whole = languages = ("", "")
    for event, element in stream_elements(data, "xliff", _TAGS):
        name = local_name(element)
        if event == "start":
            if name == "xliff":
                whole = _read_languages(element, ("srcLang", "trgLang"))
            elif name == "file":
                stated = _read_languages(element, ("source-language", "target-language"))
                languages = (stated[0] or whole[0], stated[1] or whole[1])
        elif name == "trans-unit" and element.get("id") not in locked:
            yield from _read_trans_unit(element, languages, locked)
        elif name == "unit":
            yield from _read_unit(element, languages)


def _find_locked(data: bytes) -> dict[str, str]:
    """Find the texts that Trados locks: in units of their own, a code in their place."""
    texts: dict[str, str] = {}
    named: set[str] = set()
    for event, element in stream_elements(data, "xliff", _TAGS):
        if event == "start" or local_name(element) != "trans-unit":
            continue
        named.update(code.get("xid", "") for code in element.iter("{*}x"))
        text = _read_whole(_find_parts(element).get("source"))
        if element.get("translate") == "no" and len(text) <= _LONGEST_LOCKED:
            texts[element.get("id", "")] = text
    return {number: texts[number] for number in named - {""} if number in texts}


def _read_languages(element: Element, names: tuple[str, str]) -> tuple[str, str]:
    return element.get(names[0], ""), element.get(names[1], "")


def _read_unit(unit: Element, languages: tuple[str, str]) -> Iterator[_Pair]:
    """Read the segments of a unit of XLIFF 2; what is ignorable stands between them."""
    for child in unit:
        if local_name(child) == "segment":
            parts = _find_parts(child)
            texts = _read_whole(parts.get("source")), _read_whole(parts.get("target"))
            yield _Pair(texts, _settle_languages(parts, languages), _is_confirmed(child))


def _read_trans_unit(
    unit: Element, languages: tuple[str, str], locked: Mapping[str, str]
) -> Iterator[_Pair]:
    """Read a unit of XLIFF 1, by segments where both texts are divided."""
    parts = _find_parts(unit)
    languages = _settle_languages(parts, languages)
    is_confirmed = _is_confirmed(unit) or _is_confirmed(parts.get("target"))
    divided = _read_segments(parts, locked)
    if divided is None:
        codes = find_phrase_codes(unit)
        source, target = parts.get("source", parts.get("seg-source")), parts.get("target")
        texts = _read_whole(source, locked), _read_whole(target, locked)
        source_text, target_text = (remove_phrase_codes(text, codes).strip() for text in texts)
        yield _Pair((source_text, target_text), languages, is_confirmed)
        return
    states = _read_states(unit)
    for mid, texts in divided.items():
        yield _Pair(texts, languages, is_confirmed or states.get(mid, False))


def _find_parts(element: Element) -> dict[str, Element]:
    """Return the first source, seg-source and target among the children of a unit or segment."""
    space = space_of(element)
    found: dict[str, Element] = {}
    for child in element:
        name = local_name(child)
        if name in ("source", "seg-source", "target") and space_of(child) == space:
            found.setdefault(name, child)
    return found


def _settle_languages(parts: Mapping[str, Element], stated: tuple[str, str]) -> tuple[str, str]:
    """Return the languages of a unit: those of its file, else those that its texts state."""
    first = stated[0] or _state_language(parts.get("source"))
    second = stated[1] or _state_language(parts.get("target"))
    # Tools write the source's language for a target that is not known yet.
    return first, "" if second.lower() == first.lower() else second


def _state_language(element: Element | None) -> str:
    return "" if element is None else element.get(_XML_LANG, "")


def _read_whole(element: Element | None, locked: Mapping[str, str] = NONE_LOCKED) -> str:
    if element is None:
        return ""
    return join_lines("".join(text for _, text in divide_text(element, locked)))


def _read_segments(
    parts: Mapping[str, Element], locked: Mapping[str, str]
) -> dict[str, _Texts] | None:
    """Return both texts of each segment by its number; None if a text is not divided alike."""
    source = _divide(parts.get("seg-source"), locked)
    target = _divide(parts.get("target"), locked)
    if not source or target is None or (target and source.keys().isdisjoint(target)):
        return None
    numbers = dict.fromkeys(chain(source, target))
    return {mid: (source.get(mid, ""), target.get(mid, "")) for mid in numbers}


def _divide(element: Element | None, locked: Mapping[str, str]) -> dict[str, str] | None:
    """Return the text of each segment by its number; None if there is text outside of them."""
    if element is None:
        return {}
    pieces: dict[str, list[str]] = {}
    for mid, text in divide_text(element, locked):
        pieces.setdefault(mid, []).append(text)
    if not is_blank("".join(pieces.pop("", []))):
        return None
    return {mid: join_lines("".join(texts)) for mid, texts in pieces.items()}


def _read_states(unit: Element) -> dict[str, bool]:
    """Return whether Trados calls each segment of a unit confirmed, by its number."""
    return {
        segment.get("id", ""): _is_confirmed(segment)
        for child in unit
        if local_name(child) == "seg-defs"
        for segment in child
    }


def _is_confirmed(element: Element | None) -> bool:
    if element is None:
        return False
    return any((str(k).rpartition("}")[2], v) in _CONFIRMED for k, v in element.attrib.items())
