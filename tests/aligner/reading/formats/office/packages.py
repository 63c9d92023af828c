"""Archives of XML for the tests, written by hand so that any feature of a format can be in them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from aligner.reading.records import Source

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("meta", "meta"),
    )
)
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = """
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="My head"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="out"><w:name w:val="Large"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="body9"><w:name w:val="heading 9"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="de"><w:name w:val="Überschrift 2"/></w:style>
<w:style w:type="paragraph" w:styleId="cn"><w:name w:val="标题 3"/></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="题注"/></w:style>
<w:style w:type="character" w:styleId="ghost"><w:name w:val="Ghost"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="Loop"/>
  <w:basedOn w:val="loop"/></w:style>
"""


def pack(members):
    """Return the bytes of an archive; members are texts or bytes by path."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in members.items():
            # The type of an OpenDocument file stands in it as it is, so that programs see it.
            method = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(name, content, method)
    return stream.getvalue()


def make_docx(body, *, name="a.docx", parts=None, properties="", **options):
    """Make a Word document of the XML of its body and of parts such as footnotes."""
    return Source(pack(list_docx(body, parts=parts, properties=properties)), name, **options)


def list_docx(body, *, parts=None, properties=""):
    parts = {"styles": f"<w:styles {_W}>{STYLES}</w:styles>"} | {
        kind: xml.replace("<root", f"<root {_W}") for kind, xml in (parts or {}).items()
    }
    kinds = {kind: kind.rstrip("0123456789") for kind in parts}
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kinds[part]}" Target="{part}.xml"/>'
        for i, part in enumerate(parts)
    )
    members = {
        "_rels/.rels": _relate(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{_PACKAGE}/metadata/core-properties"'
            ' Target="docProps/core.xml"/>'
        ),
        "docProps/core.xml": '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties">{properties}</cp:coreProperties>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relate(links),
    }
    return members | {f"word/{kind}.xml": xml for kind, xml in parts.items()}


def _relate(links):
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def paragraph(text, style="", properties=""):
    """Return a Word paragraph with one run."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{run(text)}</w:p>"


def run(text, properties=""):
    """Return a Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows):
    """Return a Word table of rows of cells, which are texts or XML of blocks."""
    return f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"


def _row(cells):
    return f"<w:tr>{''.join(map(cell, cells))}</w:tr>"


def cell(content, properties=""):
    """Return a cell of a Word table."""
    if content.startswith("<w:tc>"):
        return content
    content = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def make_odt(body, *, name="a.odt", automatic="", styles="", meta="", members=None, **options):
    """Make an OpenDocument text of the XML of its body and of its styles."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": f"<office:document-styles {_ODF}>{styles}</office:document-styles>",
        "meta.xml": f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:meta>{meta}</office:meta></office:document-meta>",
    }
    return Source(pack(files | (members or {})), name, **options)


def make_flat_odt(body):
    """Make an OpenDocument text without an archive."""
    xml = (
        f"<office:document {_ODF}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    )
    return Source(f'<?xml version="1.0" encoding="UTF-8"?>{xml}'.encode(), "a.fodt")


def make_xlsx(*sheets, strings=(), styles="", properties="", **options):
    """Make an Excel workbook of sheets: XML of the rows, or (XML, attributes, XML of columns)."""
    return Source(pack(list_xlsx(*sheets, strings=strings, styles=styles, properties=properties)),
                  "a.xlsx", **options)  # fmt: skip


def list_xlsx(*sheets, strings=(), styles="", properties=""):
    full = [sheet if isinstance(sheet, tuple) else (sheet, "", "") for sheet in sheets]
    kinds = {"sharedStrings.xml": "sharedStrings", "styles.xml": "styles"}
    links = {f"worksheets/s{i}.xml": "worksheet" for i in range(len(full))} | kinds
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (target, kind) in enumerate(links.items())
    )
    entries = "".join(
        f'<sheet name="Sheet {i}" sheetId="{i + 1}" {attributes} r:id="r{i}"/>'
        for i, (_, attributes, _) in enumerate(full)
    )
    members = {
        "_rels/.rels": _relate(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook {_SHEET} xmlns:r="{_OFFICE}"><workbookPr {properties}/>'
        f"<sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relate(relations),
        "xl/sharedStrings.xml": f"<sst {_SHEET}>{''.join(f'<si>{s}</si>' for s in strings)}</sst>",
        "xl/styles.xml": f"<styleSheet {_SHEET}>{styles}</styleSheet>",
    }
    return members | {
        f"xl/worksheets/s{i}.xml": f"<worksheet {_SHEET}><cols>{columns}</cols>"
        f"<sheetData>{rows}</sheetData></worksheet>"
        for i, (rows, _, columns) in enumerate(full)
    }


def row(number, *cells, attributes=""):
    """Return a row of a sheet of texts from column A, or of the XML of cells."""
    made = "".join(
        each
        if each.startswith("<")
        else f'<c r="{chr(65 + i)}{number}" t="inlineStr"><is><t>{each}</t></is></c>'
        for i, each in enumerate(cells)
    )
    return f'<row r="{number}" {attributes}>{made}</row>'
