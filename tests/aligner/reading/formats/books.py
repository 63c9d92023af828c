"""EPUB books made for a test: the parts that every book has, and what the test changes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
METADATA = (
    '<dc:title>河口燈塔</dc:title><dc:creator opf:role="aut">林小明</dc:creator>'
    '<dc:contributor id="t">Ann Weaver</dc:contributor>'
    '<meta refines="#t" property="role">trl</meta><dc:date>2025-03</dc:date>'
    "<dc:publisher>堤岸出版</dc:publisher><dc:language>zh</dc:language>"
)


def chapter(body, *, head=""):
    """Write the XHTML of a chapter around its body."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>file name</title>{head}</head><body>{body}</body></html>"
    )


def package(items, *, spine=None, metadata=METADATA, guide=""):
    """Write the package document of a book.

    Args:
        items: (href, further attributes) of each file of text, in reading order.
        spine: XML of the spine; None: the items in order.
    """
    manifest = "".join(
        f'<item id="i{n}" href="{href}" media-type="application/xhtml+xml" {more}/>'
        for n, (href, more) in enumerate(items)
    )
    spine = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(items)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine>{guide}</package>"
    )


def book(members, opf, *, container=CONTAINER):
    """Pack a book.

    Args:
        members: path in the archive → content.
        opf: the package document; None leaves it out.
    """
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        if container is not None:
            archive.writestr("META-INF/container.xml", container)
        if opf is not None:
            archive.writestr("OPS/book.opf", opf)
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()
