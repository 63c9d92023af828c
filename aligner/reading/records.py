"""What goes into the reading stage and comes out of it."""

from dataclasses import dataclass

from aligner.records import Document, Paragraph


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Args:
        data: the bytes of the file.
        name: file name without its folder.
        encoding: the encoding the user named; None to detect it.
        cleaning: whether the reader may leave out what does not belong to the text.
        keep: names of rules whose finds stay all the same.
    """

    data: bytes
    name: str
    encoding: str | None = None
    cleaning: bool = True
    keep: frozenset[str] = frozenset()

    def drops(self, rule: str) -> bool:
        """Whether the reader leaves out what the rule of this name finds."""
        return self.cleaning and rule not in self.keep


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was removed, changed or flagged between the file and the document.

    Args:
        rule: name of the rule, such as "pinyin"; `--keep` takes it.
        line: of the file, or what stands for one, as in `Paragraph`.
        before: the characters removed, changed or flagged.
        after: what stands there instead; the same as `before` where it was only flagged.
        reason: why, one clause in lower case.
    """

    rule: str
    line: int
    before: str
    after: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, and what the user should be told about it.

    Args:
        document: the text in paragraphs.
        notes: one line each, without the file's name; empty if nothing was guessed or removed.
        changes: what was removed, changed or flagged, in the order of the file.
        raw: the paragraphs before cleaning; empty where nothing was cleaned.
    """

    document: Document
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    raw: tuple[Paragraph, ...] = ()
