"""The columns of a glossary's table: what they are called, ours and those that people made.

A column a language holds the terms. `zh-CN status`, `zh-CN count` and so on say of each term
what its concept's row has in `zh-CN`, in the same order. Collected by the Duizhao authors.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tmx.formats.tables import names as tables


class Field(StrEnum):
    """What a column holds; the value is its name."""

    TERMS = "terms"
    REVIEW = "review"
    PROBABILITY = "probability"
    COUNT = "count"
    """Of the concept, or, of a language, of its terms."""
    EXAMPLE = "example"
    SUBJECT = "subject"
    DEFINITION = "definition"
    NOTE = "note"
    """Of the concept, or, of a language, of its terms."""
    STATUS = "status"
    PROVENANCE = "provenance"
    PART_OF_SPEECH = "part of speech"
    EVIDENCE = "evidence"
    ID = "id"
    OTHER = "other"
    """What only its owner knows."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Args:
        field: what.
        language: tag of the terms that it holds or speaks of; "": of the whole concept, or, of
            terms, a language that the column does not name.
        name: what the header calls it.
    """

    field: Field
    language: str = ""
    name: str = ""


OF_TERMS = (Field.STATUS, Field.PROVENANCE, Field.COUNT, Field.PART_OF_SPEECH, Field.NOTE)
"""What is said of each term, besides its example, in the order of the columns."""

_WORDS = {
    Field.REVIEW: "review|审核|審核",
    Field.PROBABILITY: "probability|confidence|score|概率|機率|置信度",
    Field.COUNT: "count|frequency|freq|occurrences|次数|次數|频次|頻次|频率|頻率|词频|詞頻",
    Field.EXAMPLE: (
        "example|examples|example sentence|sentence|context|例句|例子|示例|语境|語境|上下文"
    ),
    Field.SUBJECT: "subject|subject field|domain|field|领域|領域|学科|學科|专业|專業|主题|主題",
    Field.DEFINITION: "definition|definitions|meaning|定义|定義|释义|釋義|解释|解釋",
    Field.NOTE: (
        "note|notes|comment|comments|remark|remarks|备注|備註|備注|注释|註釋|批注|说明|説明"
    ),
    Field.STATUS: "status|term status|状态|狀態",
    Field.PROVENANCE: "provenance",
    Field.PART_OF_SPEECH: "part of speech|partofspeech|pos|word class|词性|詞性|词类|詞類",
    Field.EVIDENCE: "evidence",
    Field.ID: "id|no|no.|nr|nr.|number|#|tuid|entry id|concept id|编号|編號|序号|序號|序|号|號",
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split("|")}
# Beside those that tables of texts have; a language is found by their letters.
_TERMS = re.compile(
    "terms?|words?|entry|phrase|术语|術語|词条|詞條|词语|詞語|词汇|詞彙|名词|名詞|译名|譯名|名称|名稱",
    re.IGNORECASE,
)
_OF_LANGUAGE = (*OF_TERMS, Field.EXAMPLE, Field.DEFINITION)
_SUFFIXES = sorted(
    (word for word, field in _FIELDS.items() if field in _OF_LANGUAGE), key=len, reverse=True
)
# English words stand apart from the name of the language, Chinese ones need not.
_DETAIL = re.compile(
    rf"(.+?)(?:[\s_:：-]+(?:{'|'.join(map(re.escape, _SUFFIXES))})"
    rf"|\s*(?:{'|'.join(word for word in _SUFFIXES if not word.isascii())}))",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 200


def name_column(field: Field, language: str = "") -> str:
    """Return what a header row calls a column; `read_column` gives it back.

    >>> name_column(Field.TERMS, "zh-HK"), name_column(Field.STATUS, "zh-HK")
    ('zh-HK', 'zh-HK status')
    """
    if not language:
        return field.value
    tag = tables.name_column(tables.Column(tables.Kind.LANGUAGE, language))
    return tag if field is Field.TERMS else f"{tag} {field}"


@lru_cache(maxsize=1024)
def read_column(cell: str) -> Column:
    """Tell what a column holds by the cell of the header row.

    >>> read_column("English").language, read_column("Part of speech").field.value
    ('en', 'part of speech')
    >>> read_column("中文例句")
    Column(field=<Field.EXAMPLE: 'example'>, language='zh', name='中文例句')
    """
    name = " ".join(cell.split())
    known = _FIELDS.get(name.lower())
    if known is not None:
        return Column(known, name=name)
    if len(name) <= _LONGEST and (match := _DETAIL.fullmatch(name)):
        language = _find_language(match[1])
        if language is not None:
            suffix = name[match.end(1) :].strip(" _:：-").lower()
            return Column(_FIELDS[suffix], language, name)
    return _read_other(cell, name)


def _find_language(name: str) -> str | None:
    column = tables.read_name(name)
    return column.name if column.kind is tables.Kind.LANGUAGE else None


def _read_other(cell: str, name: str) -> Column:
    column = tables.read_name(cell)
    if column.kind is tables.Kind.LANGUAGE:
        return Column(Field.TERMS, column.name, name)
    is_text = column.kind in (tables.Kind.SOURCE, tables.Kind.TARGET)
    if is_text or _TERMS.fullmatch(name):
        return Column(Field.TERMS, name=name)
    return Column(Field.NOTE if column.kind is tables.Kind.NOTE else Field.OTHER, name=name)
