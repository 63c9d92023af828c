"""Writes units as XML in the plainest way, and files of them: what the reader is held against."""

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tmx.markup import (
    PROVENANCE_DATES,
    PROVENANCE_TEXTS,
    format_date,
)

RETURNS = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
HEADER = (
    "<header creationtool='t' creationtoolversion='1' segtype='sentence' o-tmf='t'"
    " adminlang='en' srclang='en' datatype='plaintext'/>"
)

PARTS = st.sampled_from(
    (
        *("<tu>", "<tu tuid='1' >", "</tu>", "<tuv xml:lang='en'>", "</tuv>", "<tuv lang='zh_TW'>"),
        *("<seg>", "</seg>", "<seg/>", "</seg >", "<ph x='1'/>", "<hi>", "</hi>", "<bpt i='1'>"),
        *("</bpt>", "<prop type='x'>", "</prop>", "<note>", "</note>", "<prop>", "<x>", "</x>"),
        *("a", " ", "&amp;", "&#65;", "&x;", "&#1;", "]]>", "<![CDATA[<]]>", "<!-- -->", "<?p?>"),
        *("<seg xml:space='preserve'>", "\n", "<tuv xml:lang='en' creationdate='soon'>", "<sub>"),
        *("<seg>a</seg>", "<tuv xml:lang='en'><seg>b</seg></tuv>", "<note>n</note>", "</sub>", "<"),
    )
)
"""Pieces of units, of which most heaps are none."""


def element(name, attributes, content):
    given = "".join(
        f" {key}={quoteattr(str(value), RETURNS)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>"


def provenance(record):
    texts = {name: getattr(record, field) for field, name in PROVENANCE_TEXTS.items()}
    dates = {name: getattr(record, field) for field, name in PROVENANCE_DATES.items()}
    dates = {name: None if date is None else format_date(date) for name, date in dates.items()}
    return texts | dates | {"usagecount": record.usage_count}


def remarks(record):
    for note in record.notes:
        given = {"xml:lang": note.language, "o-encoding": note.o_encoding}
        yield element("note", given, text(note.text))
    for prop in record.props:
        given = {"type": prop.type, "xml:lang": prop.language, "o-encoding": prop.o_encoding}
        yield element("prop", given, text(prop.text))


def text(value):
    return escape(value, {"\r": "&#13;"})


def content(pieces):
    for piece in pieces:
        if isinstance(piece, str):
            yield text(piece)
        else:
            names = ("i", "x", "type", "pos", "assoc", "datatype")
            given = {name: getattr(piece, name) for name in names}
            yield element(piece.name, given, "".join(content(piece.content)))


def variant(record):
    segment = element("seg", {}, "".join(content(record.content or (record.text,))))
    given = {"xml:lang": record.language} | provenance(record.provenance)
    return element("tuv", given, "".join(remarks(record)) + segment)


def unit(record):
    given = {"tuid": record.tuid, "srclang": record.source_language, "segtype": record.segtype}
    inner = "".join((*remarks(record), *map(variant, record.variants)))
    return element("tu", given | provenance(record.provenance), inner)


def file(units, *, header=HEADER, between="\n"):
    inner = between.join(units)
    return f'<tmx version="1.4">\n{header}\n<body>{between}{inner}{between}</body>\n</tmx>\n'
