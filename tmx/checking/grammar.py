"""The grammar of TMX 1.4 as tables: what may stand in an element, and its attributes.

Source: TMX 1.4b specification, section “Elements”, and its DTD; XML 1.0, section 3.2.
"""

from dataclasses import dataclass, field

from tmx.markup import SEGTYPES

_REMARKS = ("note", "prop")
_CODES = ("bpt", "ept", "it", "ph", "hi", "ut")
_STAMP = ("creationdate", "creationid", "changedate", "changeid", "o-encoding")
_ORIGIN = (
    *_STAMP,
    *("datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf"),
)
_LANGUAGE = ("xml:lang", "lang")


@dataclass(slots=True, eq=False)
class State:
    """Where the content of an element stands: a node of an automaton.

    Args:
        element: the element that it is in.
        children: what may follow, and the state behind it.
        missing: what still has to come before the element may end; "" if it may.
        has_text: whether text may stand here.
        is_empty: whether nothing may, not even a comment.
        is_open: whether anything may, for the element is none of TMX.
    """

    element: str
    children: dict[str, "State"] = field(default_factory=dict)
    missing: str = ""
    has_text: bool = False
    is_empty: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of TMX.

    Args:
        start: the state of its content at its start tag.
        required: attributes that it must have.
        optional: attributes that it may have.
        values: the values that an attribute may have, for those that cannot have any.
    """

    start: State
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _repeat(element: str, names: tuple[str, ...], *, has_text: bool = False) -> State:
    """Any of these names, as often as one likes."""
    state = State(element, has_text=has_text)
    state.children.update(dict.fromkeys(names, state))
    return state


def _make_tmx() -> State:
    start = State("tmx", missing="header")
    headed = State("tmx", missing="body")
    start.children["header"] = headed
    headed.children["body"] = State("tmx")
    return start


def _make_unit() -> State:
    start = State("tu", missing="tuv")
    variants = _repeat("tu", ("tuv",))
    start.children.update({"note": start, "prop": start, "tuv": variants})
    return start


def _make_variant() -> State:
    start = State("tuv", missing="seg")
    start.children.update({"note": start, "prop": start, "seg": State("tuv")})
    return start


def _make_encoding() -> State:
    start = State("ude", missing="map")
    start.children["map"] = _repeat("ude", ("map",))
    return start


ANYTHING = State("", has_text=True, is_open=True)
"""The content of an element that is none of TMX."""

ELEMENTS = {
    "tmx": Element(_make_tmx(), (), ("version",), {"version": ("1.4",)}),
    "header": Element(
        _repeat("header", (*_REMARKS, "ude")),
        ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
         "datatype"),
        _STAMP,
        {"segtype": SEGTYPES},
    ),
    "body": Element(_repeat("body", ("tu",))),
    "note": Element(_repeat("note", (), has_text=True), (), ("o-encoding", *_LANGUAGE)),
    "prop": Element(_repeat("prop", (), has_text=True), ("type",), ("o-encoding", *_LANGUAGE)),
    "ude": Element(_make_encoding(), ("name",), ("base",)),
    "map": Element(State("map", is_empty=True), ("unicode",), ("code", "ent", "subst")),
    "tu": Element(
        _make_unit(), (), ("tuid", "segtype", "srclang", *_ORIGIN), {"segtype": SEGTYPES}
    ),
    "tuv": Element(_make_variant(), ("xml:lang",), ("lang", *_ORIGIN)),
    "seg": Element(_repeat("seg", _CODES, has_text=True)),
    "bpt": Element(_repeat("bpt", ("sub",), has_text=True), ("i",), ("x", "type")),
    "ept": Element(_repeat("ept", ("sub",), has_text=True), ("i",)),
    "it": Element(
        _repeat("it", ("sub",), has_text=True), ("pos",), ("x", "type"),
        {"pos": ("begin", "end")},
    ),
    "ph": Element(_repeat("ph", ("sub",), has_text=True), (), ("x", "assoc", "type")),
    "hi": Element(_repeat("hi", _CODES, has_text=True), (), ("x", "type")),
    "ut": Element(_repeat("ut", ("sub",), has_text=True), (), ("x",)),
    "sub": Element(_repeat("sub", _CODES, has_text=True), (), ("datatype", "type")),
}  # fmt: skip
"""All elements of TMX 1.4 by name."""
