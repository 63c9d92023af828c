"""Hypothesis strategies: units and headers that TMX can hold, and such as tools write them.

`units()` and `headers()` are what the strict writer takes and every lossless format keeps as it
is. `plain_units()` are what one pair of texts can hold. `wild_units()` and `wild_headers()` are
what a lenient reader may give: empty segments, no language, unpaired codes, names of tools.
"""

from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from tmx import (
    CharacterMap,
    Code,
    Header,
    Note,
    Prop,
    Provenance,
    TranslationUnit,
    UserEncoding,
    Variant,
    export_tag,
)
from tmx.content import make_content, make_variant, text_of

CHINESE = ("zh-CN", "zh-TW", "zh-HK", "zh-SG", "zh-MO")
OTHERS = ("en-GB", "en-US", "fr", "de-CH", "ja-JP", "sr-Cyrl-RS")
LONGER = ("zh", "zh-Hant", "zh-Hans-HK", "yue-HK", "nan-TW", "en-GB-oxendict", "de-1996")
"""Tags in their usual form that TMX states in full only in a property of the variant."""

SEGTYPES = ("block", "paragraph", "sentence", "phrase")
MARKUP = (
    *("<b>", "</b>", "&amp;", "]]>", "<!--", "<?x?>", "&#x1F;", "{0}", '"', "'", "\\", "\t"),
    *("_x000D_", "null", "#N/A", "1E5", "-", "[]"),
)
SPACES = (" ", "  ", "\u3000", "\u00a0", "\n", "\r", "\r\n", "\u0085", "\u2028", "\ufeff", "\u200b")
SCRIPTS = (
    "停火。",
    "𠀀",
    "“quoted”",
    "「引」",
    "e\u0301",
    "ﬁ",
    "1,234.5",
    "=1+1",
    "|",
    ",",
    ";",
    "#",
)

EXAMPLE_PAIR = TranslationUnit((Variant("zh-HK", "停火。"), Variant("en-GB", "A ceasefire.")))
"""A unit that formats of one pair of languages can hold."""

_NEVER = "".join(map(chr, {*range(32)} - {9, 10, 13})) + "\ufffe\uffff"
_ALLOWED = st.characters(exclude_categories=("Cs",), exclude_characters=_NEVER)
_PIECES = st.sampled_from((*MARKUP, *SPACES, *SCRIPTS))
_SECONDS = 9998 * 365 * 86400


@cache
def texts(*, min_size=0, max_size=8):
    """Texts of characters that XML allows, with what formats are apt to get wrong."""
    pieces = st.lists(_PIECES, min_size=min_size, max_size=max_size).map("".join)
    return st.text(_ALLOWED, min_size=min_size, max_size=max_size) | pieces


@cache
def values():
    """Texts for names and remarks: most are of one piece, for a unit has dozens of them."""
    return st.just("") | _PIECES | st.text(_ALLOWED, max_size=3)


@cache
def segments():
    """Texts that are not blank."""
    return texts(min_size=1).map(_fill)


@cache
def lines():
    """Texts that stand on one line, with no space around."""
    return texts(min_size=1).map(lambda text: _fill(" ".join(text.split())))


@cache
def words():
    """Texts without white space, such as an identifier."""
    return values().map(lambda text: _fill("".join(text.split())))


def _fill(text):
    return text if text.strip() else f"{text}𠀀"


def _fill_content(content):
    return content if text_of(content).strip() else (*content, "𠀀")


@cache
def dates():
    """Moments in UTC, to the second, as TMX has them."""
    start = datetime(1, 1, 3, tzinfo=UTC)
    return st.integers(0, _SECONDS).map(lambda seconds: start + timedelta(seconds=seconds))


@cache
def props():
    """Properties whose names no tool acts upon."""
    names = st.sampled_from(("x-confidence", "x-bead", "x-”é", "x-a b", "domain", "x-context-pre"))
    return st.builds(Prop, names, values(), _remark_tags(), _maybe(words()))


@cache
def notes():
    """Notes in a language or in none that is known."""
    return st.builds(Note, values(), _remark_tags(), _maybe(words()))


@cache
def provenances():
    """All that a file can say of where a text comes from; most often nothing."""
    known = st.builds(
        Provenance,
        creation_date=_maybe(dates()),
        creation_id=_maybe(values()),
        change_date=_maybe(dates()),
        change_id=_maybe(values()),
        creation_tool=_maybe(values()),
        creation_tool_version=_maybe(values()),
        usage_count=_maybe(st.integers(0, 10**9)),
        last_usage_date=_maybe(dates()),
        datatype=_maybe(values()),
        o_tmf=_maybe(values()),
        o_encoding=_maybe(words()),
    )
    return st.just(Provenance()) | known


@st.composite
def contents(draw, *, depth=2):
    """Texts with inline codes as TMX allows them: nested, and overlapping pairs of bpt and ept."""
    return _draw_content(draw, _count_up(), depth, inside_seg=True)


@cache
def variants(language, *, with_codes=True):
    """Variants in a language: text alone, or with inline codes in it."""
    plain = segments().map(lambda text: (text,))
    coded = contents().map(_fill_content)
    return st.builds(
        _make_variant,
        st.just(language),
        plain | coded if with_codes else plain,
        _few(props()),
        _few(notes()),
        provenances(),
    )


def _make_variant(language, pieces, *fields):
    made = make_variant(language, pieces)
    some_props, some_notes, provenance = fields
    return Variant(language, made.text, some_props, some_notes, made.content, provenance)


@st.composite
def units(draw, *, most_variants=3, with_codes=True, source=None, may_repeat=False):
    """Units of two or more variants in different languages, the source first.

    Args:
        most_variants: how many variants there may be, at least two.
        with_codes: some segments have inline codes.
        source: the language of every source; None: any, and some units state it.
        may_repeat: some units have two variants in the same language, the source's excepted.
    """
    tags = draw(_languages(most_variants, source))
    if may_repeat and draw(st.booleans()):
        tags.append(tags[-1])
    stated = source is None and export_tag(tags[0]).longer is None
    return TranslationUnit(
        tuple(draw(variants(tag, with_codes=with_codes)) for tag in tags),
        tuid=draw(_maybe(words())),
        props=draw(_few(props())),
        notes=draw(_few(notes())),
        source_language=draw(st.sampled_from((None, tags[0]))) if stated else None,
        segtype=draw(st.none() | st.sampled_from(SEGTYPES)),
        provenance=draw(provenances()),
    )


def unit_lists(*, max_size=4, **options):
    """Units of one file; no two have the same tuid. The options are those of `units`."""
    return st.lists(units(**options), max_size=max_size, unique_by=_tuid_or_itself).map(tuple)


def plain_units(source="zh-HK", target="en-GB"):
    """Units of two texts on a line each and nothing else."""
    pair = st.tuples(lines(), lines())
    return pair.map(
        lambda both: TranslationUnit((Variant(source, both[0]), Variant(target, both[1])))
    )


@st.composite
def headers(draw, *, source="*all*"):
    """Headers that the strict writer takes."""
    return Header(
        source,
        creation_tool=draw(segments()),
        creation_tool_version=draw(segments()),
        segtype=draw(st.sampled_from(SEGTYPES)),
        o_tmf=draw(segments()),
        admin_language=draw(st.sampled_from(("en", "zh-CN", "fr"))),
        datatype=draw(segments()),
        props=draw(_few(props())),
        notes=draw(_few(notes())),
        creation_date=draw(_maybe(dates())),
        creation_id=draw(_maybe(values())),
        change_date=draw(_maybe(dates())),
        change_id=draw(_maybe(values())),
        o_encoding=draw(_maybe(words())),
        encodings=draw(_few(_encodings())),
    )


@cache
def wild_texts():
    """Any text at all: also blank, with characters that XML forbids, and lone surrogates."""
    anything = st.characters(exclude_categories=())
    pieces = anything | _PIECES | st.sampled_from(("\x00", "\x0b", "\x1f", "\ufffe", "\ud800"))
    return st.lists(pieces, max_size=5).map("".join)


@st.composite
def wild_units(draw):
    """Units as a lenient reader may give them, or a table or a program: few can be written."""
    return TranslationUnit(
        draw(st.lists(_wild_variants(), max_size=3).map(tuple)),
        tuid=draw(_maybe(wild_texts())),
        props=draw(_few(_wild_props())),
        notes=draw(_few(st.builds(Note, wild_texts(), _maybe(_wild_tags()), _maybe(wild_texts())))),
        source_language=draw(_maybe(_wild_tags())),
        segtype=draw(st.none() | st.sampled_from((*SEGTYPES, "section", ""))),
        provenance=draw(_wild_provenances()),
    )


@st.composite
def wild_headers(draw):
    """Headers as files have them: attributes missing, the tool OmegaT, no valid tag."""
    return Header(
        draw(_wild_tags()),
        creation_tool=draw(st.sampled_from(("", "OmegaT", "memoQ")) | wild_texts()),
        creation_tool_version=draw(wild_texts()),
        segtype=draw(st.sampled_from((*SEGTYPES, "", "section"))),
        o_tmf=draw(wild_texts()),
        admin_language=draw(_wild_tags()),
        datatype=draw(wild_texts()),
        props=draw(_few(_wild_props())),
        encodings=draw(st.just(()) | st.just((UserEncoding("", ()),)) | _few(_encodings())),
    )


@cache
def _maybe(strategy):
    return st.none() | strategy


@cache
def _few(strategy):
    return st.just(()) | st.lists(strategy, min_size=1, max_size=2).map(tuple)


@cache
def _remark_tags():
    return st.none() | st.sampled_from((*CHINESE, *OTHERS))


def _tuid_or_itself(unit):
    return unit if unit.tuid is None else unit.tuid


def _count_up():
    """Numbers for the pairs of one segment: none comes twice in it."""
    number = iter(range(1, 10_000))
    return lambda: str(next(number))


_MARKS = st.sampled_from((None, None, "", "1", "bold", "x-é", "a b", ' <"&', "\t\n\r"))
_ATTRIBUTES = {
    "ph": {"x": _MARKS, "type": _MARKS, "assoc": st.sampled_from((None, "p", "f", "b"))},
    "it": {"x": _MARKS, "type": _MARKS, "pos": st.sampled_from(("begin", "end"))},
    "ut": {"x": _MARKS},
    "hi": {"x": _MARKS, "type": _MARKS},
    "sub": {"datatype": _MARKS, "type": _MARKS},
}
_INSIDE_SEG = st.lists(st.sampled_from(("ph", "it", "ut", "hi", "pair")), max_size=2)
_INSIDE_CODE = st.lists(st.just("sub"), max_size=1)
_TEXTS_OF_A_PLACE = st.lists(texts(max_size=3), max_size=2)


def _draw_content(draw, number, depth, *, inside_seg):
    """Pieces of a seg, hi or sub (inside_seg), or of native code, which holds texts and subs."""
    pieces = draw(_TEXTS_OF_A_PLACE)
    kinds = draw(_INSIDE_SEG if inside_seg else _INSIDE_CODE) if depth else ()
    for kind in kinds:
        if kind == "pair":
            _insert_pair(draw, pieces, number, depth)
        else:
            place = draw(st.integers(0, len(pieces)))
            pieces.insert(place, _draw_code(draw, kind, number, depth))
    return make_content(pieces)


def _insert_pair(draw, pieces, number, depth):
    """Put a bpt and its ept somewhere: pairs may overlap, as in `<b><i></b></i>`."""
    start = draw(st.integers(0, len(pieces)))
    end = draw(st.integers(start, len(pieces)))
    tied = number()
    native = [_draw_content(draw, number, depth - 1, inside_seg=False) for _ in range(2)]
    pieces.insert(end, Code("ept", native[1], i=tied))
    pieces.insert(start, Code("bpt", native[0], i=tied, x=draw(_MARKS), type=draw(_MARKS)))


def _draw_code(draw, kind, number, depth):
    drawn = {name: draw(strategy) for name, strategy in _ATTRIBUTES[kind].items()}
    inside = _draw_content(draw, number, depth - 1, inside_seg=kind in {"hi", "sub"})
    return Code(kind, inside, **drawn)


@st.composite
def _languages(draw, most, source):
    """Tags that differ as they are written; the source's first."""
    tags = st.lists(
        st.sampled_from((*CHINESE, *OTHERS, *LONGER)),
        min_size=2,
        max_size=most,
        unique_by=lambda tag: export_tag(tag).tag,
    )
    if source is None:
        return draw(tags)
    written = export_tag(source).tag
    return [source, *(tag for tag in draw(tags) if export_tag(tag).tag != written)][:most]


@st.composite
def _encodings(draw):
    maps = st.builds(
        CharacterMap,
        st.sampled_from(("#xF8FF", "#xE000")),
        _maybe(st.just("#xF0")),
        _maybe(words()),
        _maybe(values()),
    )
    drawn = draw(st.lists(maps, min_size=1, max_size=2).map(tuple))
    # The standard asks for the base where a map states a code of it.
    base = draw(words() if any(each.code for each in drawn) else _maybe(words()))
    return UserEncoding(draw(words()), drawn, base)


@cache
def _wild_tags():
    known = ("und", "", "Chinese", "zh_CN", "zh-Hant-HK", "*all*", "x", "en-UK")
    return st.sampled_from((*known, *CHINESE, *OTHERS, *LONGER)) | wild_texts()


@cache
def _wild_props():
    names = ("", "file", "id", "prev", "x-ice", "x-100pc", "x-lang", "x-unknown", "tmx:x")
    types = st.sampled_from(names) | wild_texts()
    return st.builds(Prop, types, wild_texts(), _maybe(_wild_tags()), _maybe(wild_texts()))


@cache
def _wild_provenances():
    moments = dates() | st.datetimes() | st.datetimes(timezones=st.just(UTC))
    return st.builds(
        Provenance,
        creation_date=_maybe(moments),
        creation_id=_maybe(wild_texts()),
        change_date=_maybe(moments),
        usage_count=_maybe(st.integers(-1, 5)),
        datatype=_maybe(wild_texts()),
    )


@st.composite
def _wild_variants(draw):
    codes = _wild_codes()
    pieces = draw(st.lists(wild_texts() | codes, max_size=3))
    made = make_variant(draw(_wild_tags()), pieces)
    remarks = draw(_few(_wild_props())), draw(_few(st.builds(Note, wild_texts())))
    return Variant(made.language, made.text, *remarks, made.content, draw(_wild_provenances()))


@cache
def _wild_codes():
    """Codes that stand anywhere, of any pair or none, with attributes missing or not theirs."""
    names = st.sampled_from(("bpt", "ept", "it", "ph", "ut", "hi", "sub"))
    values = _maybe(st.sampled_from(("1", "2", "", "begin", "x")) | wild_texts())

    def make(inner):
        pieces = st.lists(wild_texts() | inner, max_size=2).map(make_content)
        return st.builds(Code, names, pieces, values, values, values, values, values, values)

    return make(make(st.nothing()))
