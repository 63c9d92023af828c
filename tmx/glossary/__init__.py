"""Glossaries: concepts with their terms in several languages, and the files that hold them.

`records` are what a glossary is, `files` reads and writes it by the suffix of its file; a module a
format does the rest. Importing this package opens no file: the names below are imported when they
are first used.
"""

from typing import TYPE_CHECKING

from tmx.lazy import make_lazy

if TYPE_CHECKING:
    from tmx.glossary.files import (
        GLOSSARY_FORMATS,
        list_outputs,
        read_format,
        read_glossary,
        write_glossary,
    )
    from tmx.glossary.records import (
        Concept,
        Glossary,
        GlossaryReading,
        GlossaryWriting,
        Provenance,
        Review,
        Term,
        TermStatus,
    )

__all__ = [
    "GLOSSARY_FORMATS",
    "Concept",
    "Glossary",
    "GlossaryReading",
    "GlossaryWriting",
    "Provenance",
    "Review",
    "Term",
    "TermStatus",
    "list_outputs",
    "read_format",
    "read_glossary",
    "write_glossary",
]

_HOMES = {
    "tmx.glossary.files": (
        "GLOSSARY_FORMATS",
        "list_outputs",
        "read_format",
        "read_glossary",
        "write_glossary",
    ),
    "tmx.glossary.records": (
        "Concept",
        "Glossary",
        "GlossaryReading",
        "GlossaryWriting",
        "Provenance",
        "Review",
        "Term",
        "TermStatus",
    ),
}
__getattr__, __dir__ = make_lazy(globals(), _HOMES)
