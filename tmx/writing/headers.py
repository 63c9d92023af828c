"""Header → XML."""

from tmx.errors import TmxError
from tmx.language import export_tag
from tmx.markup import ANY_LANGUAGE, HEADER_TEXTS, SEGTYPES, STAMP_DATES, STAMP_TEXTS, format_date
from tmx.records import CharacterMap, Header, UserEncoding
from tmx.writing.escaping import format_attribute, require
from tmx.writing.remarks import format_optional, format_remarks


def format_header(header: Header) -> str:
    """Write a header.

    Raises:
        TmxError: a value that TMX requires is missing, or one is none that it allows.

    Source: TMX 1.4b specification, section “header”.
    """
    _check_header(header)
    attributes = _format_required(header) + _format_stamp(header)
    inside = format_remarks(header.notes, header.props) + "".join(
        _format_encoding(each) for each in header.encodings
    )
    return f"<header{attributes}>{inside}</header>" if inside else f"<header{attributes}/>"


def source_tag(language: str) -> str:
    """Return the tag of a source language as it is written.

    Raises:
        TmxError: it is no tag.

    >>> source_tag("*all*"), source_tag("zh_Hant_HK")
    ('*all*', 'zh-HK')
    """
    return ANY_LANGUAGE if language == ANY_LANGUAGE else export_tag(language).tag


def check_segtype(segtype: str) -> str:
    """Return what a segment is.

    Raises:
        TmxError: TMX has no such segtype.
    """
    if segtype not in SEGTYPES:
        raise TmxError(f"segtype is “{segtype}”; write one of {', '.join(SEGTYPES)}")
    return segtype


def _check_header(header: Header) -> None:
    if header.creation_tool == "OmegaT":
        raise TmxError("OmegaT reads its own files differently; name another creation_tool")
    for field in HEADER_TEXTS:
        require(field, getattr(header, field))
    check_segtype(header.segtype)


def _format_required(header: Header) -> str:
    values = {name: getattr(header, field) for field, name in HEADER_TEXTS.items()}
    values["adminlang"] = export_tag(header.admin_language).tag
    values["srclang"] = source_tag(header.source_language)
    return "".join(format_attribute(name, value) for name, value in values.items())


def _format_stamp(header: Header) -> str:
    written = format_optional("o-encoding", header.o_encoding)
    for field, name in STAMP_DATES.items():
        moment = getattr(header, field)
        written += "" if moment is None else f' {name}="{format_date(moment)}"'
    for field, name in STAMP_TEXTS.items():
        written += format_optional(name, getattr(header, field))
    return written


def _format_encoding(encoding: UserEncoding) -> str:
    if not encoding.maps:
        raise TmxError(f"the encoding {encoding.name} maps no character; leave it out")
    if encoding.base is None and any(each.code is not None for each in encoding.maps):
        raise TmxError(f"the encoding {encoding.name} has codes of a base; state the base")
    name = format_attribute("name", require("the name of an encoding", encoding.name))
    maps = "".join(_format_map(each) for each in encoding.maps)
    return f"<ude{name}{format_optional('base', encoding.base)}>{maps}</ude>"


def _format_map(mapped: CharacterMap) -> str:
    unicode = require("unicode of a map", mapped.unicode)
    others = (
        format_optional("code", mapped.code),
        format_optional("ent", mapped.ent),
        format_optional("subst", mapped.subst),
    )
    return f"<map{format_attribute('unicode', unicode)}{''.join(others)}/>"
