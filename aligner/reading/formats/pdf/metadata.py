"""What a PDF says of itself: only what is of the text, not of the file.

The dates in a PDF are those of the file, which is often made long after the text was published;
none is taken.
"""

import re
from collections.abc import Mapping

from aligner.records import Metadata

_PROGRAM = re.compile(
    r"^(?:microsoft\s+(?:word|powerpoint|excel)|untitled|無標題|无标题|未命名|document\s*\d*$"
    r"|文[档檔件]\s*\d*$|slide\s*\d+|powerpoint|print|layout\s*\d+|scan|about:blank|title$|none$)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|txt|html?|indd|qxd|tex|dvi|ps|pages|wps|xlsx?|pptx?|tmp)$|^file:|[\\/]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_NO_AUTHOR = re.compile(
    r"^(?:admin(?:istrator)?|user|owner|unknown|author|default|root|guest|test|pc|hp|dell|lenovo"
    r"|asus|acer|windows\s*\w*|microsoft.*|作者|用户|使用者|匿名)\d*$",
    re.IGNORECASE,
)
_LONGEST = 300


def read_metadata(info: Mapping[str, str]) -> Metadata:
    """Read the title and the author, if they are sensible.

    Args:
        info: the entries of the document information, by name.

    >>> read_metadata({"Title": "Microsoft Word - draft3.doc", "Author": "Ann Lee"}).title
    ''
    """
    title = " ".join(info.get("Title", "").split())
    author = " ".join(info.get("Author", "").split())
    return Metadata(
        title=title if _is_title(title) else "", author=author if _is_author(author) else ""
    )


def _is_title(title: str) -> bool:
    if not _is_text(title) or not any(character.isalpha() for character in title):
        return False
    is_name = _FILE_NAME.search(title) and " " not in title
    return not (_PROGRAM.match(title) or is_name or _ADDRESS.match(title))


def _is_author(author: str) -> bool:
    return _is_text(author) and len(author) > 1 and not _NO_AUTHOR.match(author)


def _is_text(entry: str) -> bool:
    return 0 < len(entry) <= _LONGEST and "\ufffd" not in entry and entry.isprintable()
