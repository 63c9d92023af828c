"""Events of XML against the grammar: elements, their order, attributes, text where none may be."""

import re
from collections.abc import Callable

from tmx.checking.findings import FindingCounter
from tmx.checking.grammar import ANYTHING, ELEMENTS, State

BLANKS = " \t\r\n"
"""White space of XML."""

_DTD = frozenset({"dtd"})
_BOTH = frozenset({"dtd", "xsd"})
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
# What the type xs:language takes, and the empty text; looser than BCP 47.
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_HINTS = frozenset({"xsi:schemaLocation", "xsi:noNamespaceSchemaLocation"})
_MOST_KNOWN = 10_000


class Structure:
    """Follows the elements of one document.

    Args:
        findings: where findings are counted.
        get_line: gives the line of the present event.

    Attributes:
        is_standalone: whether the document states that nothing outside of it matters.
        states: of the elements that are open, taken off by the caller as they end.
    """

    def __init__(self, findings: FindingCounter, get_line: Callable[[], int]) -> None:
        self.is_standalone = False
        self._add = findings.add
        self._get_line = get_line
        root = State("", has_text=True, is_open=True)
        root.children["tmx"] = ANYTHING
        self.states = [root]
        # Lists of attributes that were checked: those whose values must be looked at.
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._known_tags = {""}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        states = self.states
        state = states[-1]
        following = state.children.get(name)
        if following is not None:
            states[-1] = following
        elif not state.is_open:
            self._misplace(state, name)
        element = ELEMENTS.get(name)
        if element is None:
            states.append(ANYTHING)
            self._add("TMX101", self._get_line(), name)
            return
        states.append(element.start)
        if not (attributes or element.required):
            return
        valued = self._known.get((name, *attributes))
        if valued is None:
            valued = self._check_names(name, attributes)
        for attribute in valued:
            value = attributes[attribute]
            if attribute != "xml:lang":
                self._check_value(name, attribute, value)
            elif value not in self._known_tags:
                self._check_tag(value)

    def miss(self, state: State) -> None:
        """Take the end of an element that lacks another."""
        code = "TMX105" if state.missing == "header" else "TMX104"
        self._add(code, self._get_line(), f"{state.missing} in {state.element}")

    def refuse_text(self, text: str) -> None:
        """Take text where none may be; entities and CDATA sections are text too."""
        state = self.states[-1]
        if state.is_empty:
            self._add("TMX115", self._get_line(), text)
        elif found := text.lstrip(BLANKS):
            # The parser stands behind the text when it gives it.
            line = self._get_line() - found.count("\n")
            self._add("TMX114", max(line, 1), f"{found.strip(BLANKS)} in {state.element}")
        elif self.is_standalone:
            self._add("TMX117", self._get_line(), state.element)

    def take_section(self) -> None:
        """Take the begin of a CDATA section."""
        if self.states[-1].is_empty:
            self._add("TMX115", self._get_line(), "a CDATA section")

    def take_comment(self) -> None:
        """Take a comment or a processing instruction."""
        if self.states[-1].is_empty:
            self._add("TMX115", self._get_line(), "a comment or instruction", breaks=_DTD)

    def _misplace(self, state: State, name: str) -> None:
        if name not in ELEMENTS:
            return
        if state.missing == "header" and name == "body":
            self._add("TMX105", self._get_line(), f"header in {state.element}")
            self.states[-1] = state.children["header"].children["body"]
            return
        is_late = name in ("note", "prop") and state.element in ("tu", "tuv")
        self._add("TMX103" if is_late else "TMX102", self._get_line(), f"{name} in {state.element}")

    def _check_names(self, name: str, attributes: dict[str, str]) -> tuple[str, ...]:
        """Check which attributes there are; remember the list if nothing is wrong with it."""
        element = ELEMENTS[name]
        wrong = attributes.keys() - {*element.required, *element.optional}
        for each in filter(wrong.__contains__, attributes):
            self._refuse(name, each, attributes[each])
        missing = [each for each in element.required if each not in attributes]
        for each in missing:
            self._miss(name, each, attributes)
        valued = tuple(
            e for e in attributes if e not in wrong and (e in element.values or e == "xml:lang")
        )
        if not wrong and not missing and len(self._known) < _MOST_KNOWN:
            self._known[name, *attributes] = valued
        return valued

    def _refuse(self, name: str, attribute: str, value: str) -> None:
        line, quoted = self._get_line(), f"{attribute} on {name}"
        if attribute == "xmlns":
            # Without a name it is no namespace, yet the DTD declares no such attribute.
            self._add("TMX109", line, quoted, breaks=_BOTH if value else _DTD)
        elif attribute.startswith("xmlns:"):
            if (attribute, value) != ("xmlns:xml", _XML_NAMESPACE):
                self._add("TMX109", line, quoted)
        elif attribute == "xml:space":
            self._add("TMX108", line, quoted)
        else:
            breaks = _DTD if attribute in _HINTS else None
            self._add("TMX107", line, quoted, breaks=breaks)

    def _miss(self, name: str, attribute: str, attributes: dict[str, str]) -> None:
        if attribute == "xml:lang" and "lang" in attributes:
            self._add("TMX301", self._get_line(), attributes["lang"])
        else:
            self._add("TMX106", self._get_line(), f"{attribute} on {name}")

    def _check_value(self, name: str, attribute: str, value: str) -> None:
        values = ELEMENTS[name].values[attribute]
        if value in values:
            return
        if attribute == "version":
            self._add("TMX110", self._get_line(), value)
        else:
            code = "TMX113" if value.strip(BLANKS) in values else "TMX112"
            self._add(code, self._get_line(), f"{attribute}={value}")

    def _check_tag(self, tag: str) -> None:
        if _LANGUAGE.fullmatch(tag.strip(BLANKS)) is None:
            self._add("TMX303", self._get_line(), tag)
        elif len(self._known_tags) < _MOST_KNOWN:
            self._known_tags.add(tag)
