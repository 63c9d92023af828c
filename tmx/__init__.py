"""TMX 1.4 translation memories: a strict writer, a lenient reader, and the text rules around them.

`records` stand between files and callers. `reading` makes them of a file, `writing` a file of
them; `checking` says what is wrong with a file, `repairing` makes any unit writable. `formats` are
other files of units, `converting` leads from one into another. `contexts`, `dialects` and
`pairing` are about what tools expect of units, `language`, `characters`, `key` and `numerals` about
texts in any of them. `memory` is a store of units in one file that is searched.

Importing this package opens no file and loads no dictionary: the names below are imported when they
are first used.
"""

from typing import TYPE_CHECKING

from tmx.lazy import make_lazy
from tmx.version import __version__

if TYPE_CHECKING:
    from tmx.characters import remove_forbidden
    from tmx.contexts import Context
    from tmx.dialects import find_context, state_context
    from tmx.errors import TmxError
    from tmx.files import replace_atomically
    from tmx.key import matching_key
    from tmx.language import export_tag, is_chinese, normalise_tag, primary
    from tmx.losses import Loss
    from tmx.numerals import Number, find_numbers
    from tmx.pairing import LanguagePair, count_pairs, divide_pairs, pick_pair
    from tmx.reading import TmxFile, UnitReader, load_tmx, read_tmx
    from tmx.records import (
        CharacterMap,
        Code,
        Content,
        Header,
        Note,
        Prop,
        Provenance,
        ReadReport,
        Tmx,
        TranslationUnit,
        UserEncoding,
        Variant,
    )
    from tmx.writing import TmxOptions, WriteReport, dump_tmx, write_tmx

__all__ = [
    "CharacterMap",
    "Code",
    "Content",
    "Context",
    "Header",
    "LanguagePair",
    "Loss",
    "Note",
    "Number",
    "Prop",
    "Provenance",
    "ReadReport",
    "Tmx",
    "TmxError",
    "TmxFile",
    "TmxOptions",
    "TranslationUnit",
    "UnitReader",
    "UserEncoding",
    "Variant",
    "WriteReport",
    "__version__",
    "count_pairs",
    "divide_pairs",
    "dump_tmx",
    "export_tag",
    "find_context",
    "find_numbers",
    "is_chinese",
    "load_tmx",
    "matching_key",
    "normalise_tag",
    "pick_pair",
    "primary",
    "read_tmx",
    "remove_forbidden",
    "replace_atomically",
    "state_context",
    "write_tmx",
]

_HOMES = {
    "tmx.characters": ("remove_forbidden",),
    "tmx.contexts": ("Context",),
    "tmx.dialects": (
        "find_context",
        "state_context",
    ),
    "tmx.errors": ("TmxError",),
    "tmx.files": ("replace_atomically",),
    "tmx.key": ("matching_key",),
    "tmx.language": (
        "export_tag",
        "is_chinese",
        "normalise_tag",
        "primary",
    ),
    "tmx.losses": ("Loss",),
    "tmx.numerals": (
        "Number",
        "find_numbers",
    ),
    "tmx.pairing": (
        "LanguagePair",
        "count_pairs",
        "divide_pairs",
        "pick_pair",
    ),
    "tmx.reading": (
        "TmxFile",
        "UnitReader",
        "load_tmx",
        "read_tmx",
    ),
    "tmx.records": (
        "CharacterMap",
        "Code",
        "Content",
        "Header",
        "Note",
        "Prop",
        "Provenance",
        "ReadReport",
        "Tmx",
        "TranslationUnit",
        "UserEncoding",
        "Variant",
    ),
    "tmx.writing": (
        "TmxOptions",
        "WriteReport",
        "dump_tmx",
        "write_tmx",
    ),
}
__getattr__, __dir__ = make_lazy(globals(), _HOMES)
