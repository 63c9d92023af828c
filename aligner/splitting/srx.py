"""Reads rules of segmentation from SRX files, versions 1.0 and 2.0.

Place in the flow: settings → Rules, which `split_segments` takes; `breaking` applies them. The
file is XML from anywhere: entities are refused and nothing is fetched.
Source: SRX 2.0 Specification (LISA/GALA, 7 April 2008); SRX 1.0 (20 April 2004).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.errors import AlignerError, name_errors
from aligner.splitting.icu import ExpressionError, translate

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SHIPPED = ("duizhao", "omegat")
"""Names of the rules that come with the package."""

_LARGEST = 20_000_000
_NAMESPACES = ("http://www.lisa.org/srx20", "http://www.lisa.org/srx", "")
_YES_NO = {"yes": True, "no": False}
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class BreakRule:
    """One rule: whether the text is divided between two patterns.

    Args:
        before: expression, as in the file, that must match up to the place; "" always does.
        after: expression that must match from the place on; "" always does.
        is_break: whether the text is divided there.
        line: where the rule stands in its file.
    """

    before: str
    after: str
    is_break: bool = True
    line: int = 0


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """Which rules a language has.

    Args:
        pattern: expression that must match the whole language tag, in any case.
        name: of a set of rules.
        line: where it stands in its file.
    """

    pattern: str
    name: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """The content of an SRX file.

    What it says of inline codes (segmentsubflows, formathandle) has no place here: a paragraph
    holds text alone.

    Args:
        name: of the file, or the name under which the rules are shipped.
        rules: the sets of rules by their names, each in order.
        maps: in order.
        cascade: whether a language has the rules of all maps that match it, rather than of the
            first.
    """

    name: str
    rules: tuple[tuple[str, tuple[BreakRule, ...]], ...]
    maps: tuple[LanguageMap, ...]
    cascade: bool = False

    def find_rules(self, language: str) -> tuple[BreakRule, ...]:
        """Find the rules of a language, in the order in which they are asked.

        Args:
            language: BCP 47 tag; case and "_" for "-" make no difference.

        Raises:
            AlignerError: the file has no rules for the language, or a languagepattern is wrong.
        """
        tag = language.replace("_", "-")
        matching = [each for each in self.maps if _matches(each, tag, self.name)]
        if not matching:
            raise AlignerError(
                f"{self.name}: there are no rules for {tag}: add a languagemap whose "
                "languagepattern matches it"
            )
        sets = dict(self.rules)
        chosen = matching if self.cascade else matching[:1]
        return tuple(rule for each in chosen for rule in sets[each.name])


def load_srx(source: str | PathLike[str]) -> Rules:
    """Load rules of segmentation.

    Args:
        source: "duizhao" or "omegat", which are shipped, or the path of an SRX file.

    Raises:
        AlignerError: the file cannot be read or is no SRX. The expressions are read when a text
            in their language is split.

    >>> load_srx("omegat").find_rules("zh-TW")[0].is_break
    False
    """
    if str(source) in SHIPPED:
        data = files(__package__).joinpath("data", f"{source}.srx").read_bytes()
        return read_srx(data, name=str(source))
    path = Path(source)
    with name_errors(path):
        data = _read_bytes(path)
    return read_srx(data, name=str(path))


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise AlignerError("larger than 20 MB: this is no SRX file: give the right one")
        return path.read_bytes()
    except OSError as error:
        raise AlignerError(
            f"cannot be read ({error.strerror}): give the path of an SRX file, or one of "
            f"{', '.join(SHIPPED)}"
        ) from error


def read_srx(data: bytes, *, name: str) -> Rules:
    """Read the content of an SRX file.

    Args:
        data: XML.
        name: stands in error messages.

    Raises:
        AlignerError: it is no SRX file, or damaged.
    """
    with name_errors(name):
        root = _parse(data)
        body = _find_child(root, "body")
        rules = tuple(_read_sets(_find_child(body, "languagerules")))
        maps = tuple(_read_maps(_find_child(body, "maprules")))
        _check_names([each for each, _ in rules], maps)
        return Rules(name, rules, maps, cascade=_read_cascade(root))


def _parse(data: bytes) -> "Element":
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AlignerError(f"is no sound XML ({error}): give an SRX file") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise AlignerError("declares entities, which are not read: write their text instead")
    if _name_of(root) != "srx":
        raise AlignerError(f"is no SRX file, its root is {root.tag}: give an SRX file")
    version = root.get("version", "")
    if version not in {"1.0", "2.0"}:
        raise AlignerError(f"is SRX of version {version or '(none)'}: save it as SRX 2.0")
    return root


def _name_of(element: "Element") -> str:
    """Return the name of an element of SRX, "" for any other."""
    namespace, _, name = str(element.tag).rpartition("}")
    return name if namespace.lstrip("{") in _NAMESPACES else ""


def _line_of(element: "Element") -> int:
    line: Any = element.sourceline
    return int(line or 0)


def _find_children(parent: "Element", name: str) -> Iterator["Element"]:
    return (child for child in parent if _name_of(child) == name)


def _find_child(parent: "Element", name: str) -> "Element":
    for child in _find_children(parent, name):
        return child
    raise AlignerError(
        f"line {_line_of(parent)}: {_name_of(parent)} has no {name}: give a whole SRX file"
    )


def _read_cascade(root: "Element") -> bool:
    """Read whether rules add up; SRX 1.0 has no such thing: the first map that matches counts."""
    if root.get("version") == "1.0":
        return False
    return _read_flag(_find_child(root, "header"), "cascade", default=False)


def _read_flag(element: "Element", name: str, *, default: bool) -> bool:
    text = element.get(name)
    if text is None:
        return default
    flag = _YES_NO.get(text.strip())
    if flag is None:
        raise AlignerError(f'line {_line_of(element)}: {name}="{text}": write yes or no')
    return flag


def _read_sets(parent: "Element") -> Iterator[tuple[str, tuple[BreakRule, ...]]]:
    for element in _find_children(parent, "languagerule"):
        name = _read_attribute(element, "languagerulename")
        yield name, tuple(_read_rule(each) for each in _find_children(element, "rule"))


def _read_rule(element: "Element") -> BreakRule:
    is_break = _read_flag(element, "break", default=True)
    before, after = _read_text(element, "beforebreak"), _read_text(element, "afterbreak")
    return BreakRule(before, after, is_break, _line_of(element))


def _read_text(element: "Element", name: str) -> str:
    """Return the text of a child as it stands: white space is part of an expression."""
    return "".join(str(child.xpath("string()")) for child in _find_children(element, name))


def _read_maps(parent: "Element") -> Iterator[LanguageMap]:
    """Read the maps; SRX 1.0 has sets of them in maprule, of which the first is used."""
    for group in [*_find_children(parent, "maprule")][:1] or [parent]:
        for element in _find_children(group, "languagemap"):
            pattern = _read_attribute(element, "languagepattern")
            name = _read_attribute(element, "languagerulename")
            yield LanguageMap(pattern, name, _line_of(element))


def _read_attribute(element: "Element", name: str) -> str:
    text = element.get(name)
    if text is None:
        raise AlignerError(f"line {_line_of(element)}: {_name_of(element)} has no {name}: add it")
    return str(text)


def _check_names(names: list[str], maps: tuple[LanguageMap, ...]) -> None:
    for each in maps:
        if each.name not in names:
            raise AlignerError(
                f"line {each.line}: there is no languagerule named {each.name}: add it, or mend "
                "the languagemap"
            )
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise AlignerError(f"there are two languagerules named {doubled}: rename one")


def _matches(each: LanguageMap, tag: str, name: str) -> bool:
    import regex

    try:
        pattern = regex.compile(translate(each.pattern), regex.V1 | regex.IGNORECASE)
        return pattern.fullmatch(tag, timeout=1.0) is not None
    except (regex.error, ExpressionError, TimeoutError) as error:
        raise AlignerError(
            f"{name}: line {each.line}: the languagepattern {each.pattern} is wrong ({error}): "
            "mend it"
        ) from error
