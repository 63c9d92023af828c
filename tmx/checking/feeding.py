"""UTF-8 → the XML parser, in pieces that grow while it waits for the end of a token."""

from collections.abc import Callable, Iterator
from xml.parsers import expat

from tmx.checking.decoding import Decoded
from tmx.checking.failures import PROLOG_ERRORS, BrokenError, explain, explain_prolog

_KEPT = 64
_LONGEST_TOKEN = 16 << 20


def feed(parser: expat.XMLParserType, decoded: Decoded, has_root: Callable[[], bool]) -> None:
    """Give a document to a parser.

    Args:
        parser: a new one.
        decoded: the document.
        has_root: tells whether its first element has begun.

    Raises:
        BrokenError: it is not well-formed, or a tag or comment is too long to be held.
    """
    before, fed, data = b"", 0, b""
    try:
        for data in _gather(parser, decoded):
            parser.Parse(data, False)
            before, fed = data[-_KEPT:], fed + len(data)
        data = b""
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if not has_root() and error.code in PROLOG_ERRORS:
            raise explain_prolog(error, data or before) from error
        passed, behind = _cut(before, data, parser.ErrorByteIndex - fed)
        raise explain(error, passed, behind, is_declared=decoded.is_declared) from error


def _gather(parser: expat.XMLParserType, decoded: Decoded) -> Iterator[bytes]:
    """Join pieces until they are as long as what waits in the parser, which reads that anew."""
    fed, size = 0, 0
    pieces: list[bytes] = []
    for piece in decoded:
        pieces.append(piece)
        size += len(piece)
        waiting = fed - max(parser.CurrentByteIndex, 0)
        if waiting + size > _LONGEST_TOKEN and waiting:
            yield b"".join(pieces)
            _refuse_long(parser, fed + size)
        elif size < waiting:
            continue
        else:
            yield b"".join(pieces)
        fed += size
        pieces, size = [], 0
    if pieces:
        yield b"".join(pieces)


def _refuse_long(parser: expat.XMLParserType, fed: int) -> None:
    if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
        value = f"over {_LONGEST_TOKEN >> 20} MiB without an end"
        raise BrokenError("TMX028", parser.CurrentLineNumber, value)


def _cut(before: bytes, data: bytes, place: int) -> tuple[bytes, bytes]:
    """Return what stands on either side of an error, as far as it is still held.

    Args:
        before: the end of the piece before the last.
        data: the last piece.
        place: of the error in it; below 0 in the piece before.
    """
    held, at = before + data, len(before) + place
    if at < 0:
        return b"", b""
    return held[max(at - _KEPT, 0) : at], held[at : at + _KEPT]
