"""What a page says of its text: title, author, date, source, in the ways that pages say it.

JSON-LD of schema.org is asked first, Open Graph and the names of meta elements next, and what
the page shows (time, title) last.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from aligner.reading.formats.web.elements import has_class, name_of, text_of
from aligner.records import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SEPARATOR = re.compile(r"\s+[-–—]\s+|\s*[|｜_]\s*|\s+[·»]\s+|\s*--+\s*")
_DATE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_FILE_NAME = re.compile(r"[\w.-]*", re.ASCII)
_ARTICLES = frozenset({
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "opinionnewsarticle",
    "analysisnewsarticle", "socialmediaposting", "webpage", "report", "scholarlyarticle",
})  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "articletitle")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author")
_DATES = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "dc.date", "dcterms.date",
    "dc.date.issued", "dcterms.issued", "og:published_time", "parsely-pub-date", "date",
)  # fmt: skip
_SOURCES = ("og:site_name", "application-name", "dc.publisher", "contentsource", "source")
_MAX_OBJECTS = 200
_LONGEST = 300


def read_metadata(root: "Element") -> Metadata:
    """Read what a page says of its text.

    Args:
        root: of the whole page.
    """
    names, article = _read_names(root), _find_article(root)
    source = _first(names, _SOURCES) or _name_of(article.get("publisher"))
    title = _text(article.get("headline")) or _first(names, _TITLES)
    return Metadata(
        title=cut_site(title or _find_title(root), source),
        author=_name_of(article.get("author")) or _pick_author(names) or _find_byline(root),
        date=_pick_date(article, names, root),
        source=source,
    )


def find_titles(root: "Element", metadata: Metadata) -> list[str]:
    """List the names by which the title may stand in the text, the best one first."""
    whole = _text_of(next(root.iter("{*}title"), None))
    parts = sorted(_SEPARATOR.split(whole), key=len, reverse=True)
    names = [metadata.title, whole, *parts[:1], _first(_read_names(root), _TITLES)]
    return [name for name in dict.fromkeys(names) if name and name != metadata.source]


def cut_site(title: str, site: str) -> str:
    """Cut the name of a site off a title.

    >>> cut_site("電車復駛 | 生活 | 山城新聞", "山城新聞")
    '電車復駛 | 生活'
    """
    parts = list(_SEPARATOR.finditer(title))
    if site and parts and title[parts[-1].end() :].strip() == site:
        return title[: parts[-1].start()].strip()
    return title.strip()


def _text_of(element: "Element | None") -> str:
    return "" if element is None else text_of(element)[:_LONGEST]


def _shorten(text: str) -> str:
    return " ".join(text[: 4 * _LONGEST].split())[:_LONGEST]


def _read_names(root: "Element") -> dict[str, str]:
    """Read the first value of each name of a meta element."""
    found: dict[str, str] = {}
    for meta in root.iter("{*}meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _shorten(meta.get("content", ""))
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(names: Mapping[str, str], wanted: Sequence[str]) -> str:
    return next((names[name] for name in wanted if name in names), "")


def _pick_author(names: Mapping[str, str]) -> str:
    """Pick an author who is a name, not the address of a profile."""
    found = (names[name] for name in _AUTHORS if name in names)
    return next((name for name in found if "://" not in name), "")


def _find_article(root: "Element") -> Mapping[str, Any]:
    """Find the JSON-LD object of the article; empty if there is none."""
    for script in root.iter("{*}script"):
        if "ld+json" in script.get("type", ""):
            for found in islice(_walk(_parse_json(script.text or "")), _MAX_OBJECTS):
                kinds = found.get("@type", "")
                for kind in kinds if isinstance(kinds, list) else [kinds]:
                    if str(kind).lower() in _ARTICLES and found.get("headline"):
                        return found
    return {}


def _parse_json(text: str) -> object:
    try:
        # Pages write line ends into strings, which is no JSON.
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list or a graph of JSON-LD."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            if isinstance(graph, list):
                yield from (each for each in graph if isinstance(each, dict))


def _text(value: object) -> str:
    return _shorten(value) if isinstance(value, str) else ""


def _name_of(value: object) -> str:
    """Return the name of a person or an organisation, or several joined with ", "."""
    people = value if isinstance(value, list) else [value]
    names = (_text(p.get("name")) if isinstance(p, dict) else _text(p) for p in people)
    return ", ".join(name for name in names if name and "://" not in name)


def _find_title(root: "Element") -> str:
    """Find the title that the page shows: a heading that the name of the page holds, or its h1."""
    heads = {_text_of(head): name_of(head) for head in root.iter("{*}h1", "{*}h2", "{*}h3")}
    whole = _text_of(next(root.iter("{*}title"), None))
    # A site's own name stands last, and may be a heading too.
    for part in (whole, *_SEPARATOR.split(whole)):
        if part and part in heads:
            return part
    first = [text for text, name in heads.items() if text and name == "h1"]
    if len(first) == 1:
        return first[0]
    # Converters put the name of a file where a title is wanted.
    return "" if _FILE_NAME.fullmatch(whole) else max(_SEPARATOR.split(whole), key=len)


def _find_byline(root: "Element") -> str:
    """Find a name in an element that says that it holds the author and nothing else."""
    for element in root.iter("{*}a", "{*}span", "{*}p", "{*}div"):
        is_author = element.get("rel") == "author" or element.get("itemprop") == "author"
        is_author = is_author or (name_of(element) == "p" and element.get("class") == "author")
        if is_author and (text := _text_of(element)) and len(text) <= 80:
            return text
    return ""


def _pick_date(article: Mapping[str, Any], names: Mapping[str, str], root: "Element") -> str:
    times = [time for time in root.iter("{*}time") if time.get("datetime")]
    published = [time for time in times if has_class(time, "date_classes")] or times
    stated = [_text(article.get("datePublished")), *(names.get(name, "") for name in _DATES)]
    stated += [time.get("datetime", "") for time in published[:1]]
    stated += [_text_of(p) for p in islice(root.iter("{*}p"), 3) if p.get("class") == "date"]
    return next((date for date in map(format_date, stated) if date), "")


def format_date(text: str) -> str:
    """Write a date as ISO 8601 does; "" if it is none.

    >>> format_date("2025年3月1日"), format_date("2025-03-11 4:30"), format_date("yesterday")
    ('2025-03-01', '2025-03-11T04:30', '')
    >>> format_date("2025-03-11T04:30:59.000Z")
    '2025-03-11T04:30:59+00:00'
    """
    found = _DATE.search(text)
    if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31):
        return ""
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if not found[4]:
        return day
    zone = {"Z": "+00:00", None: ""}.get(found[5], found[5])
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{found[4].zfill(len(found[4]) + (found[4][1] == ':'))}{zone}"
