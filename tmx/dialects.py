"""How CAT tools state the neighbours of a segment, so that a match in context is known as one.

TMX has no field for it. Each tool has properties of its own, and takes no other's.

memoQ: x-context-pre and x-context-post on the source variant, each the neighbour as a TMX seg.
MateCat: the same names on the unit, plain. Phrase: context_prev and context_next among the
properties of the target variant, plain. XTM: x-previous-source-text and x-next-source-text.
Trados: x-ContextContent on the unit, if the header is that of Trados (`state_header`). OmegaT: prev
and next on the unit, plain, where a translation is meant for one place.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tmx.content import NATIVE_CODES
from tmx.contexts import Context
from tmx.errors import TmxError
from tmx.pairing import find_source
from tmx.records import Header, Prop, TranslationUnit, Variant
from tmx.writing.escaping import escape_text

IDENTIFIERS = frozenset({"id", "x-omegat-id", "x-context"})
"""Properties in which OmegaT and Weblate state what segment a translation is meant for."""

DIALECTS = ("plain", "memoq", "trados", "phrase")

_PREVIOUS = {
    *("x-context-pre", "context_prev", "x-previous-source-text"),
    *("prev", "x-omegat-prev"),
}
_FOLLOWING = {
    *("x-context-post", "context_next", "x-next-source-text"),
    *("next", "x-omegat-next"),
}
_PREVIOUS_TARGET = {"x-previous-target-text"}
_CONTENT = "x-ContextContent"
_HASHES = "x-Context"
_READ = _PREVIOUS | _FOLLOWING | _PREVIOUS_TARGET | {_CONTENT, _HASHES}
_STATED = {"x-context-pre", "x-context-post", "context_prev", "context_next", _CONTENT, _HASHES}

# Trados takes its properties only where the header says that Trados wrote the file.
_TRADOS_TOOL = "SDL Language Platform"
_TRADOS_FORMAT = "SDL TM8 Format"
_TRADOS_START = Prop(_HASHES, "0, 0")
_MATCH_TYPE = "x-TextContextMatchType"
_BY_FOLLOWING = "PrecedingAndFollowingSource"
_INCLUDES_CONTENT = Prop("x-IncludesContextContent", "True")
_TRUE_TOOL = "x-creationtool"
_SEPARATOR = " | "

_SEG_START, _SEG_END = "<seg>", "</seg>"
_CODE = re.compile(r"<(/?)(bpt|ept|it|ph|ut|hi|sub)\b([^<>]*)>")
_PHRASE_TAGS = re.compile(r"\{\d+>|<\d+\}")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def find_context(unit: TranslationUnit, header: Header | None = None) -> Context | None:
    """Find what a file says of the neighbours of a unit, in the way of any tool.

    Args:
        unit: any; of a unit that was met in several places, the first is taken.
        header: tells what Trados compares besides the previous source; None: the previous target.

    Returns:
        The context as plain text, or None where nothing is said.

    >>> unit = TranslationUnit((), props=(Prop("x-context-pre", "<seg>a &amp; b</seg>"),))
    >>> find_context(unit)
    Context(previous='a & b', following=None, previous_target=None)
    """
    props = [*unit.props, *(prop for variant in unit.variants for prop in variant.props)]
    if _READ.isdisjoint([prop.type for prop in props]):
        return None
    for prop in unit.props:
        context = _read_trados(prop, by_following=_compares_following(header))
        if context is not None:
            return context
    found = Context(
        _read_first(props, _PREVIOUS),
        _read_first(props, _FOLLOWING),
        _read_first(props, _PREVIOUS_TARGET),
    )
    return None if found == Context() else found


def drop_context(unit: TranslationUnit) -> TranslationUnit:
    """Return a unit without what memoQ, MateCat, Phrase and Trados say of its neighbours.

    >>> drop_context(TranslationUnit((), props=(Prop("x-Context", "0, 0"), Prop("x-a", "1")))).props
    (Prop(type='x-a', text='1', language=None, o_encoding=None),)
    """
    variants = tuple(
        replace(each, props=_keep_others(each.props)) if each.props else each
        for each in unit.variants
    )
    return replace(unit, variants=variants, props=_keep_others(unit.props))


def state_context(
    unit: TranslationUnit, context: Context | None, dialect: str, *, header: Header | None = None
) -> TranslationUnit:
    """Say what stands around a unit in the way of one tool, instead of what was said before.

    Args:
        unit: any.
        context: what stands around it; None: nothing is said, and what was is left out.
        dialect: one of `DIALECTS`; "plain" leaves the unit as it is.
        header: of the file to write, as `state_header` makes it; its source language tells which
            variant is the source, and its properties what Trados compares.

    Raises:
        TmxError: there is no such dialect.

    >>> unit = TranslationUnit((Variant("zh-HK", "b"), Variant("en", "B")))
    >>> stated = state_context(unit, Context(previous="a | a", previous_target="A"), "trados")
    >>> stated.props[0].text
    'a || a |  | A | '
    >>> stated = state_context(unit, Context(previous="a < a"), "memoq")
    >>> stated.variants[0].props[0].text
    '<seg>a &lt; a</seg>'
    """
    check_dialect(dialect)
    if dialect == "plain":
        return unit
    bare = drop_context(unit)
    if context is None:
        return bare
    if dialect == "trados":
        props = _write_trados(context, by_following=_compares_following(header))
        return replace(bare, props=(*bare.props, *props))
    source = find_source(bare, None if header is None else header.source_language)
    if dialect == "memoq":
        return _add_props(bare, _write_memoq(context), lambda each: each is source)
    return _add_props(bare, _write_phrase(context), lambda each: each is not source)


def state_alignment(unit: TranslationUnit, dialect: str) -> TranslationUnit:
    """Say in the way of one tool that nobody has checked a unit since it was aligned.

    The tools give such units a penalty if the user wants one.

    Args:
        unit: any.
        dialect: one of `DIALECTS`; "plain" leaves the unit as it is.

    Raises:
        TmxError: there is no such dialect.

    >>> [each.text for each in state_alignment(TranslationUnit(()), "trados").props]
    ['Alignment', 'Draft']
    """
    check_dialect(dialect)
    if dialect == "trados":
        stated = Prop("x-Origin", "Alignment"), Prop("x-ConfirmationLevel", "Draft")
        return replace(unit, props=_replace_props(unit.props, stated))
    if dialect == "memoq":
        return replace(unit, props=_replace_props(unit.props, (Prop("aligned", "yes"),)))
    if dialect == "phrase":
        source = find_source(unit, None)
        return _add_props(unit, (Prop("aligned", "true"),), lambda each: each is not source)
    return unit


def state_header(header: Header, dialect: str, context: Context | None = None) -> Header:
    """Make the header with which a tool takes what units say in its way.

    For Trados it names Trados as the tool and its format, for Trados reads the contexts of its
    own files only; the true tool is kept in a property.

    Args:
        header: any.
        dialect: one of `DIALECTS`; only Trados asks for anything.
        context: an example of what the units will state, or None. Where it knows what follows
            and not the previous target, Trados is told to compare what follows.

    Raises:
        TmxError: there is no such dialect.

    >>> stated = state_header(Header("zh-HK", creation_tool_version="1"), "trados")
    >>> stated.creation_tool, stated.o_tmf, [each.text for each in stated.props]
    ('SDL Language Platform', 'SDL TM8 Format', ['True', 'duizhao 1'])
    """
    check_dialect(dialect)
    if dialect != "trados":
        return header
    props = [_INCLUDES_CONTENT]
    if header.creation_tool != _TRADOS_TOOL:
        props.append(Prop(_TRUE_TOOL, f"{header.creation_tool} {header.creation_tool_version}"))
    if context is not None and context.previous_target is None and context.following is not None:
        props.append(Prop(_MATCH_TYPE, _BY_FOLLOWING))
    return replace(
        header,
        creation_tool=_TRADOS_TOOL,
        o_tmf=_TRADOS_FORMAT,
        datatype="xml",
        props=_replace_props(header.props, props),
    )


def check_dialect(dialect: str) -> None:
    """Check that a dialect is known.

    Raises:
        TmxError: it is not.
    """
    if dialect not in DIALECTS:
        raise TmxError(f"there is no dialect “{dialect}”; choose one of {', '.join(DIALECTS)}")


def _read_first(props: Iterable[Prop], names: set[str]) -> str | None:
    return next((_read_text(prop) for prop in props if prop.type in names), None)


def _read_text(prop: Prop) -> str:
    """Return a neighbour as plain text: memoQ writes a seg, Phrase its own tags."""
    if prop.type.startswith("context_"):
        return _PHRASE_TAGS.sub("", prop.text)
    text = prop.text.strip()
    if not (text.startswith(_SEG_START) and text.endswith(_SEG_END)):
        return prop.text
    return _REFERENCE.sub(_resolve, _drop_codes(text[len(_SEG_START) : -len(_SEG_END)]))


def _drop_codes(segment: str) -> str:
    kept, end, natives = [], 0, 0
    for match in _CODE.finditer(segment):
        if not natives:
            kept.append(segment[end : match.start()])
        end = match.end()
        closing, name, rest = match.groups()
        if name in NATIVE_CODES and not rest.endswith("/"):
            natives = max(natives - 1, 0) if closing else natives + 1
    return "".join(kept) + ("" if natives else segment[end:])


def _resolve(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _CHARACTERS[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _read_trados(prop: Prop, *, by_following: bool) -> Context | None:
    if prop == _TRADOS_START:
        return Context("", following="") if by_following else Context("", previous_target="")
    parts = prop.text.split(_SEPARATOR) if prop.type == _CONTENT else []
    if len(parts) != 4:
        return None
    previous, second = (part.replace("||", "|") for part in (parts[0], parts[2]))
    if by_following:
        return Context(previous, second)
    return Context(previous, None, second or None)


def _write_trados(context: Context, *, by_following: bool) -> tuple[Prop, ...]:
    previous = context.previous or ""
    second = (context.following if by_following else context.previous_target) or ""
    if previous or second:
        parts = (previous.replace("|", "||"), "", second.replace("|", "||"), "")
        return (Prop(_CONTENT, _SEPARATOR.join(parts)),)
    # Trados writes this for the first segment of a document.
    return () if context.previous is None else (_TRADOS_START,)


def _write_memoq(context: Context) -> tuple[Prop, ...]:
    named = (("x-context-pre", context.previous), ("x-context-post", context.following))
    return tuple(Prop(name, f"<seg>{escape_text(text)}</seg>") for name, text in named if text)


def _write_phrase(context: Context) -> tuple[Prop, ...]:
    named = (("context_prev", context.previous), ("context_next", context.following))
    return tuple(Prop(name, text) for name, text in named if text)


def _compares_following(header: Header | None) -> bool:
    props = () if header is None else header.props
    return any(each.type == _MATCH_TYPE and each.text == _BY_FOLLOWING for each in props)


def _keep_others(props: tuple[Prop, ...]) -> tuple[Prop, ...]:
    return tuple(each for each in props if each.type not in _STATED)


def _replace_props(props: Iterable[Prop], stated: Iterable[Prop]) -> tuple[Prop, ...]:
    new = tuple(stated)
    names = {each.type for each in new}
    return (*(each for each in props if each.type not in names), *new)


def _add_props(
    unit: TranslationUnit, stated: tuple[Prop, ...], is_meant: Callable[[Variant], bool]
) -> TranslationUnit:
    variants = tuple(
        replace(each, props=_replace_props(each.props, stated)) if is_meant(each) else each
        for each in unit.variants
    )
    return replace(unit, variants=variants)
