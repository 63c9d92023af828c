"""The bytes of a TBX file → its root, header and entries, by expat, one at a time.

The file is from anywhere: nothing outside of it is opened, and entities are not declared in it.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from xml.parsers import expat

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.glossary.termbase.decoding import Encoded, decode
from tmx.losses import LossCounter
from tmx.reading.attributes import quote
from tmx.reading.naming import shorten_name
from tmx.reading.parsing import Node

HEADERS = frozenset({"tbxheader", "martifheader", "header"})
ENTRIES = frozenset({"conceptentry", "termentry", "entry", "conceptgrp"})

_PASSED = frozenset({"text", "body"})
_ROOTS = frozenset({"tbx", "martif", "mtf"})
_HINTS = {
    "tmx": "it is a translation memory; extract a glossary from it with duizhao terms extract",
    "xliff": "it is XLIFF, which holds a translation",
    "html": "it is a web page; download the file itself",
}
_LONGEST_TOKEN = 2_000_000
_MOST_DEPTH = 100
_MOST_ELEMENTS = 100_000
_XML_SPACE = " \t\r\n"
_MARK = re.compile(r"\A\ufeff?\s+(?=<\?xml)")


class TbxParser:
    """Reads the entries of a file, each in memory alone.

    Args:
        file: of any size.
        losses: counts what is left out.

    Attributes:
        root: the outermost element, without its content; known as soon as an entry is.
        header: or None.
    """

    def __init__(self, file: Encoded, losses: LossCounter) -> None:
        self.root: Node | None = None
        self.header: Node | None = None
        self._file = file
        self._name = file.name
        self._losses = losses
        self._parser = self._make_parser()
        self._fed = 0
        self._depth = 0
        self._left_out = 0
        self._count = 0
        self._open: list[Node] = []
        self._texts: list[str] = []
        self._done: list[Node] = []

    def __iter__(self) -> Iterator[Node]:
        """Give the entries in order.

        Raises:
            TmxError: the file is no TBX, is damaged, or declares entities.
        """
        for text in self._decode():
            self._feed(text, is_last=False)
            yield from self._take()
        self._feed("", is_last=True)
        yield from self._take()

    def _take(self) -> Iterator[Node]:
        for node in self._done:
            if node.name in ENTRIES:
                yield node
            else:
                self.header = node
        self._done.clear()

    def _decode(self) -> Iterator[str]:
        # A space before the declaration is a common slip; no parser takes it.
        is_first = True
        for text in decode(self._file, self._losses):
            yield self._clean(_MARK.sub("", text) if is_first else text)
            is_first = False

    def _clean(self, text: str) -> str:
        cleaned, removed = remove_forbidden(text)
        if removed:
            reason = "characters that XML does not allow are removed, or made a space"
            self._losses.add(reason, f"line {self._parser.CurrentLineNumber}", count=removed)
        return cleaned

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.EntityDeclHandler = self._refuse_entity
        parser.SkippedEntityHandler = self._resolve
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add_text
        return parser

    def _feed(self, text: str, *, is_last: bool) -> None:
        data = text.encode()
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            raise self._explain(error) from error
        self._fed += len(data)
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN and not is_last:
            raise self._fail(f"a tag or comment of over {_LONGEST_TOKEN:,} bytes")

    def _explain(self, error: expat.ExpatError) -> TmxError:
        reason = expat.ErrorString(error.code)
        if self.root is None and not self._open:
            return TmxError(
                f"{self._name}: line {error.lineno}: is no XML ({reason}); give a glossary in TBX"
                " or MultiTerm XML"
            )
        return TmxError(
            f"{self._name}: line {error.lineno}: is no sound XML ({reason}); mend it there, or"
            " get the file anew"
        )

    def _fail(self, what: str) -> TmxError:
        line = self._parser.CurrentLineNumber
        return TmxError(f"{self._name}: line {line}: {what}; get the file anew")

    def _refuse_entity(self, entity: str, *_: object) -> None:
        line = self._parser.CurrentLineNumber
        raise TmxError(
            f"{self._name}: line {line}: declares the entity {quote(entity)}, which is not read;"
            " write its text instead"
        )

    def _resolve(self, entity: str, is_parameter: bool) -> None:
        """Take what a DTD that is not read would declare: the entities of HTML, no others."""
        if is_parameter:
            return
        text = html5.get(f"{entity};")
        if text is None:
            line = self._parser.CurrentLineNumber
            raise TmxError(
                f"{self._name}: line {line}: the entity {quote(entity)} is not known; write its"
                " text instead"
            )
        self._add_text(text)

    def _start(self, raw_name: str, attributes: dict[str, str]) -> None:
        name = shorten_name(raw_name)
        node = Node(name, raw_name, attributes, self._parser.CurrentLineNumber)
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise self._fail(f"elements are nested over {_MOST_DEPTH} deep")
        if self._depth == 1:
            self._open_root(node)
        elif self._open:
            self._grow(node)
        elif not self._left_out and name in HEADERS | ENTRIES:
            self._count = 0
            self._open.append(node)
        elif self._left_out or name not in _PASSED:
            self._leave_out(node)

    def _open_root(self, node: Node) -> None:
        if node.name not in _ROOTS:
            hint = _HINTS.get(node.name, "its root is neither tbx, martif nor mtf")
            raise TmxError(
                f"{self._name}: line {node.line}: is no TBX, but <{quote(node.raw_name)[1:-1]}>"
                f" ({hint}); give a glossary in TBX or MultiTerm XML"
            )
        self.root = node

    def _leave_out(self, node: Node) -> None:
        if not self._left_out:
            what = "the back matter" if node.name == "back" else f"<{quote(node.raw_name)[1:-1]}>"
            self._losses.add(f"{what} is left out", f"line {node.line}")
        self._left_out += 1

    def _grow(self, node: Node) -> None:
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise self._fail(f"an entry of over {_MOST_ELEMENTS:,} elements")
        self._end_text()
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            self._end_text()
            node = self._open.pop()
            if not self._open:
                self._done.append(node)
        elif self._left_out:
            self._left_out -= 1

    def _add_text(self, text: str) -> None:
        if self._open:
            self._texts.append(text)
        elif text.strip(_XML_SPACE) and not self._left_out:
            self._losses.add(
                "text between entries is left out", f"line {self._parser.CurrentLineNumber}"
            )

    def _end_text(self) -> None:
        if self._texts:
            self._open[-1].children.append("".join(self._texts))
            self._texts.clear()
