"""A file as it stands on disk → the bytes of its XML; what is wrong with the packing is found."""

from collections.abc import Iterator
from typing import BinaryIO

from tmx.checking.failures import BrokenError
from tmx.checking.findings import FindingCounter
from tmx.reading.opening import ByteSource

_PACKINGS = {"gzip": "TMX021", "zip": "TMX022"}


def open_document(stream: BinaryIO, name: str, findings: FindingCounter) -> Iterator[bytes]:
    """Give the content of one TMX document in pieces.

    Args:
        stream: a binary stream at its begin.
        name: of the file, for messages.
        findings: where findings are counted.

    Raises:
        BrokenError: what is compressed breaks off, is faulty or too large.
        TmxError: it cannot be read, is of another kind, or a zip without exactly one TMX file.
    """
    source = ByteSource(stream, name)
    if source.packing:
        findings.add(_PACKINGS[source.packing], None)
    yield from source
    if source.truncation:
        raise BrokenError("TMX020", None, source.truncation)
