"""The paragraphs of a document → its title, author, translator, date and source.

Only what the text says of itself: in its head, before it has begun, and behind its end; a name
or a date in running text says nothing. Wrong is worse than empty, so what is in doubt stays
empty. What the format of the file states wins, where it is sensible.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import islice, takewhile

from aligner.reading.attributions import Credit
from aligner.reading.credits import find_credits
from aligner.reading.dates import is_date_line
from aligner.reading.dating import find_date
from aligner.reading.language import find_variety
from aligner.reading.lexical import load_table
from aligner.reading.margins import View, is_today
from aligner.reading.names import is_bare_name, is_chinese_name, is_rejected
from aligner.reading.printing import find_dateline
from aligner.reading.scripts import count_han, is_blank, is_han_text, measure_words
from aligner.records import Document, Kind, Metadata, Paragraph
from tmx.language import is_chinese

_LONGEST_TITLE = 120
_BREADCRUMB = re.compile(r"\S\s*[>»›＞]\s*\S")
_DATED = re.compile(r"\S{2,8}\s*[:：]\s*(?:民國|民国)?\d")
# Behind an English text this is the source of its figures, unless it is an address.
_DATA_SOURCE = re.compile(r"(?i)\W*sources?\s*:\s*(?!https?:|www\.)")
_UPDATED = re.compile(r"^\W*(?:最[後后])?(?:更新|修[訂订])|(?i:updated|modified|revised)")
_SENTENCE = re.compile(r"[。；;…]|[.,:，：、!?！？][\"'”’」』）)]*$|^[“「\"『‘—–-]|[a-z]{2}[.!?]\s")
_DASHES = " —–―‒-"
_DASH_NAME = re.compile(r"^\s*[—–―‒-]{1,2}\s*(\S.{1,40})$")
_CLOSING_NAME = re.compile(r"[。！？.!?]\s*[（(]([^()（）]{2,40})[)）]\s*$")
_FILE_NAME = re.compile(
    r"(?i)^microsoft word|\.(?:docx?|pdf|html?|txt|odt|epub|indd)$|^untitled|^https?:"
)
_SITE = re.compile(r"\s+[|｜–—-]\s+|[|｜_]")


def find_metadata(raw: Sequence[Paragraph], document: Document) -> Metadata:
    """Find what a document says of itself.

    Args:
        raw: the paragraphs of the whole file before cleaning, in which lines of the page such as
            "2023-03-01 20:01:42來源:海陸空" still stand; they are looked at where they stand
            just before or behind the text. May be empty.
        document: the text in one language, cleaned, with the kinds of its paragraphs marked.

    Returns:
        The fields that the format states and are sensible, then those that the text states; ""
        where neither does.
    """
    paragraphs = [p for p in document.paragraphs if not is_blank(p.text)]
    if not paragraphs:
        return document.metadata
    view = View.of(paragraphs, raw, chinese=is_chinese(document.language))
    stated = _check_stated(document, view)
    found = _pick(_find_all(view))
    merged = found | stated
    if not merged.get("variety") and view.chinese:
        merged["variety"] = find_variety("\n".join(p.text for p in paragraphs))
    return Metadata(**merged)


def share_metadata(first: Metadata, second: Metadata) -> tuple[Metadata, Metadata]:
    """Give each side of one file what only the other side states and holds for both.

    Author, date and source are those of the text, whichever side names them. Title, translator
    and variety are those of one version and stay where they are.

    Args:
        first, second: of the two languages of one file; two files share nothing.

    >>> ours, theirs = share_metadata(Metadata(author="盧兆興"), Metadata(translator="Jane Smith"))
    >>> theirs.author, ours.translator
    ('盧兆興', '')
    """
    return _fill(first, second), _fill(second, first)


def _fill(metadata: Metadata, other: Metadata) -> Metadata:
    return replace(
        metadata,
        author=metadata.author or other.author,
        date=metadata.date or other.date,
        source=metadata.source or other.source,
    )


def _check_stated(document: Document, view: View) -> dict[str, str]:
    """Keep what the format states and a person may have written."""
    stated = {
        field.name: value.strip()
        for field in fields(document.metadata)
        if (value := str(getattr(document.metadata, field.name))).strip()
    }
    if "title" in stated and not (title := _check_title(stated["title"], view)):
        del stated["title"]
    elif "title" in stated:
        stated["title"] = title
    for name in ("author", "translator", "source"):
        if name in stated and (is_rejected(stated[name]) or len(stated[name]) > _LONGEST_TITLE):
            del stated[name]
    if "date" in stated and not re.match(r"\d{4}(?:-\d\d){0,2}", stated["date"]):
        stated["date"] = find_date(stated["date"])
    return {name: value for name, value in stated.items() if value}


def _check_title(stated: str, view: View) -> str:
    """Check a title of the format: no name of a file, in the language of the text.

    Where it holds the heading of the text and the name of a site, the heading alone is the title.
    """
    if _FILE_NAME.search(stated) or not _is_title(stated, view.chinese):
        return ""
    heading = _find_title(view)
    is_longer = bool(heading) and heading in stated and bool(_SITE.search(stated))
    return heading if is_longer else stated


def _pick(found_credits: Iterable[Credit]) -> dict[str, str]:
    """Keep the first that each field says."""
    found: dict[str, str] = {}
    for credit in found_credits:
        if credit.value:
            found.setdefault(credit.field, credit.value)
    return found


def _find_all(view: View) -> Iterator[Credit]:
    """Yield what the text says of itself, what is surest first."""
    yield from _find_labelled(view.head, view.chinese)
    yield Credit("title", _find_title(view))
    yield Credit("date", _find_dates(view))
    yield Credit("author", _find_name_below_title(view))
    tail = (p for p in view.tail if not _DATA_SOURCE.match(p.text))
    yield from _find_labelled(tail, view.chinese)
    yield Credit("author", _find_closing_name(view))
    yield from (find_dateline(view.paragraphs[view.start].text) if view.has_body else ())


def _find_labelled(paragraphs: Iterable[Paragraph], chinese: bool) -> Iterator[Credit]:
    """Yield what bylines say; a name in the script of the other language is the other side's."""
    for paragraph in paragraphs:
        if paragraph.kind in (Kind.CAPTION, Kind.FOOTNOTE):
            continue
        for credit in find_credits(paragraph.text):
            is_ours = not count_han(paragraph.text) or chinese
            if is_ours or credit.field in ("date", "source"):
                yield credit


def _find_title(view: View) -> str:
    """Find the heading that stands before the text has begun."""
    headings = [p.text.strip() for p in view.paragraphs[: view.start] if p.kind is Kind.HEADING]
    titles = [" ".join(text.split()) for text in headings if _is_title(text, view.chinese)]
    # A word above a longer heading is the name of the column.
    if len(titles) > 1 and measure_words(titles[0]) <= 1.3 and measure_words(titles[1]) >= 3:
        return titles[1]
    return titles[0] if titles else _find_first_line(view)


def _find_first_line(view: View) -> str:
    """Find a title too long for a heading: the only line before the text, without its stop."""
    above = [p for p in view.paragraphs[: view.start] if p.kind is Kind.BODY]
    if len(above) != 1 or not view.has_body or view.paragraphs[view.start] is above[0]:
        return ""
    line = " ".join(above[0].text.split())
    return line if not _SENTENCE.search(line) and _is_title(line, view.chinese) else ""


def _is_title(text: str, chinese: bool) -> bool:
    line = text.strip()
    is_ours = is_han_text(line) or not chinese if count_han(line) else not chinese
    is_named = line.casefold() in {t.casefold() for t in load_table("metadata")["not titles"]}
    is_page = is_date_line(line) or bool(_BREADCRUMB.search(line) or _DATED.match(line))
    is_word = is_ours and not is_named and not is_page
    return is_word and 2 <= len(line) <= _LONGEST_TITLE and not find_credits(line)


def _find_dates(view: View) -> str:
    """Find the date of publication: a line of its own in the head, or one that ends the text.

    A text with many such lines is a diary or a list, and they date its parts.
    """
    lines = [p for p in view.paragraphs if is_date_line(p.text)]
    if len(lines) > 3:
        return ""
    head = [p.text for p in view.head if is_date_line(p.text) and not is_today(p.text)]
    last = [p.text for p in view.paragraphs[-2:] if is_date_line(p.text)]
    # What is said to be updated was published before.
    ordered = sorted([*head, *last], key=lambda text: bool(_UPDATED.search(text)))
    return next(filter(None, map(find_date, ordered)), "")


def _find_name_below_title(view: View) -> str:
    """Find a name that stands alone between the title and the text."""
    above = list(view.paragraphs[: min(view.start, 6)])
    titles = [i for i, p in enumerate(above) if p.kind is Kind.HEADING]
    if not titles or not view.has_body:
        return ""
    below = islice(above, titles[0] + 1, titles[0] + 4)
    names = (p.text.strip() for p in below if p.kind in (Kind.BODY, Kind.BYLINE))
    return next((name for name in names if _is_author(name, view)), "")


def _find_closing_name(view: View) -> str:
    """Find a name that closes the text, on a line of its own or in brackets behind the last."""
    if not view.has_body:
        return ""
    closing = takewhile(_may_close, reversed(view.paragraphs))
    for paragraph in islice(closing, 3):
        text = paragraph.text.strip()
        dashed, bracketed = _DASH_NAME.match(text), _CLOSING_NAME.search(text)
        name = dashed[1].strip() if dashed else bracketed[1] if bracketed else text
        if _is_author(name, view):
            return name
        if paragraph.kind not in (Kind.DATELINE, Kind.NOTICE):
            return ""
    return ""


def _may_close(paragraph: Paragraph) -> bool:
    return paragraph.kind in (Kind.BODY, Kind.BYLINE, Kind.DATELINE, Kind.NOTICE)


def _is_author(name: str, view: View) -> bool:
    """Whether a bare name is that of the author, not of somebody in the text.

    Whoever the text speaks of is no author; a last paragraph that begins with the name tells
    who the author is.
    """
    is_ours = is_chinese_name(name) == view.chinese
    if not is_ours or not is_bare_name(name):
        return False
    rest = [p.text.strip() for p in view.paragraphs if p.text.strip(_DASHES) != name]
    naming = [text for text in rest if name in text]
    about = re.compile(rf"^[（(*]?{re.escape(name)}(?:[,，是為为係系]|\s+(?:is|was)\b)")
    return all(_closes(text, name) or (text in rest[-2:] and about.match(text)) for text in naming)


def _closes(text: str, name: str) -> bool:
    """Whether a name stands once in a paragraph, in brackets behind its end."""
    match = _CLOSING_NAME.search(text)
    return match is not None and match[1] == name and text.count(name) == 1
