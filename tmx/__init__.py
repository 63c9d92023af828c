"""TMX 1.4 translation memories: a strict writer, a safe reader, and the text rules around them.

Importing this package opens no file and loads no dictionary. What belongs to one topic stands in
its module: `tmx.characters`, `tmx.language`, `tmx.key`, `tmx.numerals`, `tmx.files`.
"""

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.files import replace_atomically
from tmx.key import matching_key
from tmx.language import export_tag, is_chinese, normalise_tag, primary
from tmx.losses import Loss
from tmx.numerals import Number, find_numbers
from tmx.reading import UnitReader, load_tmx, read_tmx
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
from tmx.version import __version__
from tmx.writing import Removal, WriteReport, dump_tmx, write_tmx

__all__ = [
    "CharacterMap",
    "Code",
    "Content",
    "Header",
    "Loss",
    "Note",
    "Number",
    "Prop",
    "Provenance",
    "ReadReport",
    "Removal",
    "Tmx",
    "TmxError",
    "TranslationUnit",
    "UnitReader",
    "UserEncoding",
    "Variant",
    "WriteReport",
    "__version__",
    "dump_tmx",
    "export_tag",
    "find_numbers",
    "is_chinese",
    "load_tmx",
    "matching_key",
    "normalise_tag",
    "primary",
    "read_tmx",
    "remove_forbidden",
    "replace_atomically",
    "write_tmx",
]
