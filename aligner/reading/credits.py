"""A line → what it says of author, translator, source and date, by its labels and its form.

A line counts only as a whole: a label at its start, and behind every label what such a label
introduces. A speaker (記者：…) or a sentence is no byline.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from aligner.reading.attributions import (
    EDGES,
    HAN_NAME,
    HAN_NAMES,
    QUOTES,
    Credit,
    read_names,
    read_source,
)
from aligner.reading.dates import is_date_line
from aligner.reading.dating import find_date
from aligner.reading.lexical import load_table
from aligner.reading.names import is_western_name
from aligner.reading.printing import find_reprint

_LONGEST = 160
_ENCLOSED = re.compile(r"[(（\[【][^()（）\[\]【】]+[)）\]】]")
_SENTENCE_END = re.compile(r"[。！？!?](?!\s*[)）】\]]?$)")
_UPDATED = re.compile(r"更新|修[訂订]|(?i:updated|modified|revised)")


def find_credits(text: str) -> list[Credit]:
    """Find what a line says of the text, in its order.

    Args:
        text: a paragraph; running text says nothing.

    >>> find_credits("譯寫:羅耀強")
    [Credit(field='translator', value='羅耀強')]
    >>> find_credits("By Jane Smith and Tom Jones")
    [Credit(field='author', value='Jane Smith, Tom Jones')]
    >>> find_credits("作者是誰？沒有人知道。")
    []
    """
    line = text.strip().strip("*_").strip()
    if not line or len(line) > _LONGEST:
        return []
    bare = line[1:-1] if _ENCLOSED.fullmatch(line) else line
    formed = _read_forms(line) or _read_forms(bare)
    fields = {credit.field for credit in formed}
    found = [*formed, *(credit for credit in _read_labels(line) if credit.field not in fields)]
    if found and not any(credit.field == "date" for credit in found):
        day = "" if _UPDATED.search(line) else find_date(line)
        return [*found, Credit("date", day)] if day else found
    return found or find_reprint(line)


def _read_labels(line: str) -> Iterator[Credit]:
    """Read what stands behind each label of a line that begins with one, or with a date."""
    matches = list(_compile_labels().finditer(line))
    if not matches or not _is_opening(line[: matches[0].start()]):
        return
    ends = [*(match.start() for match in matches[1:]), len(line)]
    for match, end in zip(matches, ends, strict=True):
        label = match["label"] or match["short"]
        field = _load_fields()[label.lower()]
        mark = (match["mark_word"] or match["mark_short"]).strip()
        # "Source" before a space begins a sentence, unless other labels stand beside it.
        is_row = bool(mark) or len(matches) > 1 or (field == "reporter" and len(label) > 3)
        value = _read_value(field, label, mark, line[match.end() : end]) if is_row else ""
        if value:
            yield Credit("author" if field == "reporter" else field, value)


def _is_opening(text: str) -> bool:
    """Whether nothing but marks or a date stands before the first label of a line."""
    return not text.strip(EDGES) or is_date_line(text)


def _read_value(field: str, label: str, mark: str, text: str) -> str:
    if field == "source":
        return read_source(text)
    if _SENTENCE_END.search(text):
        return ""
    if field == "date":
        return find_date(text)
    if field == "title":
        return text.strip().translate(QUOTES) if mark else ""
    if field in ("author", "reporter", "translator"):
        # A slash or a label of several characters is no sign of a dialogue.
        is_loose = field == "author" and (len(label) > 1 or mark in tuple("/／|｜丨"))
        return read_names(text, loose=is_loose or label in ("譯者", "译者"))
    return ""


_NATION = r"(?:[〔\[［(（【][^\]〕)）］】]{1,4}[〕\]］)）】])?\s*"
_FORMS = tuple(
    (fields, re.compile(form))
    for fields, form in (
        # 王小明/文 李四/譯
        (
            ("author", "translator"),
            rf"^{_NATION}(?P<a>{HAN_NAMES})\s*(?:[/／]\s*(?:文|撰文)|[　\s]*著|[　\s]+撰文?)"
            rf"(?:[\s，,、;；|／/]*(?P<b>{HAN_NAMES})\s*[/／]?\s*(?:翻?[譯译]|[編编][譯译]))?$",
        ),
        (
            ("translator",),
            rf"^(?P<a>{HAN_NAMES})\s*(?:[/／]\s*|\s+)(?:翻?[譯译]|[編编][譯译])(?:者)?$",
        ),
        # 本報記者 王小明 北京報道, （記者王小明）, 記者王小明／台北報導
        (
            ("author",),
            r"^[（(【\[]?(?:[\u4e00-\u9fff]{2,6})??(?:記者|记者)\s*"
            rf"(?P<a>{HAN_NAMES}?)\s*(?:[)）\]】]|[／/|｜]?\s*(?:<PLACE>)\s*"
            r"(?:報導|報道|报道|电|電|專訪|专访)[】）)\]]?)$",
        ),
        (
            ("author",),
            r"^(?:[（(【*]\s*(?:本文)?|本文)作者\s*[:：]?\s*"
            rf"(?P<a>{HAN_NAME}?)\s*(?:[，,]|[是為为係系]|現任|现任)[^。]{{2,80}}[。）)】]*$",
        ),
    )
)
_BY = re.compile(
    r"^(?:(?P<role>(?i:written|translated|reported|adapted|story|words|text"
    r"|english translation|translation))\s+)?(?:(?:into|from)\s+(?:the\s+)?\w+\s+)?"
    r"(?:[Bb]y|BY)\s*:?\s+(?P<names>[^|｜;!?()]{3,120}?)(?P<rest>\s*[|｜;(].*)?$"
)


def _read_forms(line: str) -> list[Credit]:
    """Read the bylines that have a form instead of a label."""
    if by := _read_by(line):
        return by
    for fields, form in _compile_forms():
        if match := form.match(line):
            groups = [group or "" for group in match.groups()]
            is_book = line.startswith(("〔", "[", "［", "【")) or all(groups[1:])
            values = [read_names(group, loose=len(groups) > 1 and is_book) for group in groups]
            if values[0]:
                return [Credit(f, v) for f, v in zip(fields, values, strict=True) if v]
    return []


def _read_by(line: str) -> list[Credit]:
    """Read an English byline; "translated by" may follow the author."""
    match = _BY.match(line)
    if not match:
        return []
    pieces = re.split(r"(,\s*|\s+and\s+|\s+&\s+)", match["names"])
    people = list(takewhile(is_western_name, map(_case_name, pieces[::2])))
    if not people:
        return []
    is_translator = "ransl" in (match["role"] or "").lower()
    rest = "".join(pieces[2 * len(people) :]) + (match["rest"] or "")
    field = "translator" if is_translator else "author"
    return [Credit(field, ", ".join(people)), *find_credits(rest.strip(" |｜,;.()"))]


def _case_name(name: str) -> str:
    name = re.sub(r"(?<=\w\w)\.$", "", name.strip())
    return name.title() if name.isupper() and "." not in name else name


@cache
def _load_fields() -> dict[str, str]:
    labels: dict[str, Sequence[str]] = load_table("metadata")["labels"]
    return {label.lower(): field for field, listed in labels.items() for label in listed}


@cache
def _compile_labels() -> re.Pattern[str]:
    """Compile the labels; one of a single character needs a mark behind it, not a space."""
    listed = [label for labels in load_table("metadata")["labels"].values() for label in labels]
    words = sorted((label for label in listed if len(label) > 1), key=len, reverse=True)
    short = "".join(label for label in listed if len(label) == 1)
    return re.compile(
        rf"(?:^|(?<=[\s\d|｜丨/／,，、;；()（）【】\[\]。*]))(?:(?P<label>(?i:{'|'.join(words)}))"
        rf"(?P<mark_word>\s*[:：/／|｜丨]\s*|\s+)|(?P<short>[{short}])(?P<mark_short>\s*[:：/／|｜丨]\s*))"
    )


@cache
def _compile_forms() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    places = "|".join(load_table("metadata")["places"])
    return tuple(
        (fields, re.compile(form.pattern.replace("<PLACE>", places))) for fields, form in _FORMS
    )
