"""Which encoding the bytes of an XML file are in."""

import codecs
import re
from dataclasses import dataclass

from tmx.errors import TmxError
from tmx.reading.attributes import quote

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks and what they are the marks of, the longer before those they begin with."""

_DECLARATION = re.compile(
    rb"<\?xml\b[^<>]{0,400}?\bencoding\s*=\s*[\"']?\s*([A-Za-z0-9._:\- ]{1,60}?)\s*[\"'?]"
)
_HEAD = 4096
# Codecs of Python that are no charsets, or that make text of other text.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
# What the name is used for, where that is more than what Python's codec takes; and names that
# files use and Python does not know.
_USED_FOR = {
    name: encoding
    for encoding, names in (
        (
            "gb18030",
            "gb2312 gbk cp936 gb_2312-80 gb-2312 "
            "gb2312-80 euc-cn x-gbk windows-936 x-euc-cn x-mac-chinesesimp",
        ),
        ("hz", "hz"),
        ("big5", "x-x-big5 cn-big5 x-mac-chinesetrad"),
        ("cp950", "windows-950 x-windows-950"),
        ("shift_jis", "x-sjis x-mac-japanese"),
        ("cp932", "windows-932 windows-31j"),
        ("euc_jp", "x-euc-jp"),
        ("cp949", "windows-949 ks_c_5601-1987 x-windows-949"),
        ("cp874", "windows-874 dos-874"),
        ("mac_roman", "x-mac-roman"),
        ("mac_latin2", "x-mac-ce x-mac-centraleurroman"),
        ("mac_cyrillic", "x-mac-cyrillic x-mac-ukrainian"),
        ("mac_greek", "x-mac-greek"),
        ("mac_turkish", "x-mac-turkish"),
        ("mac_iceland", "x-mac-icelandic"),
        ("mac_croatian", "x-mac-croatian"),
        ("mac_romanian", "x-mac-romanian"),
        ("mac_arabic", "x-mac-arabic"),
        ("mac_farsi", "x-mac-farsi"),
        ("euc_kr", "x-mac-korean"),
        ("iso8859-8", "iso-8859-8-i iso-8859-8-e"),
        ("iso8859-6", "iso-8859-6-i"),
        ("utf-16", "iso-10646-ucs-2 ucs-2 csunicode unicode"),
        ("utf-32", "iso-10646-ucs-4 ucs-4"),
        ("utf-8", "unicode-1-1-utf-8 utf8mb4"),
        ("cp1252", "x-cp1252 x-user-defined ansi windows1252"),
        ("cp1251", "x-cp1251 windows1251"),
        ("cp1250", "x-cp1250 windows1250"),
    )
    for name in names.split()
}
# What writers of an encoding often mean: the same with characters of a maker or a region.
_SUPERSETS = {
    "shift_jis": ("cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jis_2004",),
    "euc_kr": ("cp949",),
    "big5": ("cp950", "big5hkscs"),
    "cp950": ("big5hkscs",),
}
# The same but for characters where ISO has controls, which no one means.
_WITHOUT_CONTROLS = {"iso8859-1": "cp1252", "iso8859-9": "cp1254"}
_CONTROLS = re.compile(rb"[\x80-\x84\x86-\x9f]")
_WIDE = ("utf-16", "utf-32")
_FEW = 2


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding.

    Args:
        encoding: the name by which Python knows it.
        mark: how many bytes its mark takes at the start of the file.
        remark: what is odd about it, or "".
        errors: how its decoder takes bytes that are none of it.
    """

    encoding: str
    mark: int
    remark: str = ""
    errors: str = "replace"


def look_up(encoding: str, name: str) -> str:
    """Return the name by which Python knows an encoding.

    Args:
        encoding: as a file or a user states it.
        name: of the file, for the message.

    Raises:
        TmxError: it is unknown.
    """
    found = _find_codec(encoding)
    if found is None:
        raise TmxError(
            f"{name}: its encoding {quote(encoding)} is unknown; state another, such as utf-8"
        )
    return found


def _find_codec(encoding: str) -> str | None:
    usual = encoding.strip().lower()
    usual = _USED_FOR.get(usual, _USED_FOR.get(usual.replace("_", "-"), usual))
    try:
        info = codecs.lookup(usual)
    except (LookupError, ValueError):
        return None
    # The flag has no public name; open() and bytes.decode() go by it too.
    is_text = getattr(info, "_is_text_encoding", True)
    if not is_text or info.name in _NO_CHARSETS or info.incrementaldecoder is None:
        return None
    return "utf-8" if info.name == "utf-8-sig" else info.name


def choose_encoding(sample: bytes, name: str, *, stated: str | None) -> Guess:
    """Choose the encoding of a file by its first bytes.

    Args:
        sample: the first bytes, or all.
        name: of the file, for messages.
        stated: what the user states, or None.

    Raises:
        TmxError: the user or the file states one that is unknown.
    """
    marked = next(((found, len(mark)) for mark, found in MARKS if sample.startswith(mark)), None)
    if stated is not None:
        return _take_stated(look_up(stated, name), marked, sample)
    seen, length = marked or (_find_wide(sample), 0)
    declared = _find_declared(sample, seen)
    if seen is not None:
        return Guess(seen, length, _contradict(declared, seen))
    if declared is None:
        return Guess("utf-8", 0)
    return _take_declared(declared, look_up(declared, name), sample)


def _take_declared(declared: str, encoding: str, sample: bytes) -> Guess:
    is_wide = encoding.startswith(_WIDE)
    if is_wide or (encoding != "utf-8" and _is_utf8_instead(sample, encoding)):
        return Guess("utf-8", 0, _contradict(declared, "utf-8"))
    if encoding in _WITHOUT_CONTROLS and _CONTROLS.search(sample):
        meant = _WITHOUT_CONTROLS[encoding]
        return Guess(meant, 0, _contradict(declared, meant))
    return Guess(encoding, 0, errors=_widen(encoding, sample))


def _widen(encoding: str, sample: bytes) -> str:
    """Return how to take bytes that an encoding lacks: as those of a larger one of its name."""
    if encoding not in _SUPERSETS or not count_sequences(sample, encoding)[0]:
        return "replace"
    handlers = [_make_handler(each) for each in _SUPERSETS[encoding]]
    return min(handlers, key=lambda each: count_sequences(sample, encoding, errors=each)[0])


def _make_handler(larger: str) -> str:
    """Register the taking of bytes as those of another encoding, and return its name."""

    def take(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        for length in (2, 1, 3):
            piece = error.object[error.start : error.start + length]
            try:
                text = piece.decode(larger)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                return text, error.start + len(piece)
        return "\ufffd", error.start + 1

    name = f"tmx.{larger}"
    codecs.register_error(name, take)
    return name


def _take_stated(encoding: str, marked: tuple[str, int] | None, sample: bytes) -> Guess:
    if marked is not None and (marked[0] == encoding or marked[0].startswith(f"{encoding}-")):
        return Guess(*marked)
    if encoding in _WIDE:
        return Guess(_find_wide(sample) or f"{encoding}-le", 0)
    return Guess(encoding, 0)


def _find_declared(sample: bytes, seen: str | None) -> str | None:
    head = sample[:_HEAD]
    if seen is not None and seen.startswith(_WIDE):
        head = head.decode(seen, "ignore").encode("ascii", "ignore")
    found = _DECLARATION.search(head)
    return found[1].decode("ascii") if found else None


def _contradict(declared: str | None, seen: str) -> str:
    """Return what to say of a declaration that the bytes contradict."""
    found = _find_codec(declared) if declared is not None else seen
    if declared is None or found == seen or (found in _WIDE and seen.startswith(f"{found}-")):
        return ""
    return f"the file declares the encoding {quote(declared)} but is in {seen}"


def _find_wide(sample: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by where the zeros are among the first bytes."""
    head = sample[: min(_HEAD, len(sample) // 4 * 4)]
    if len(head) < 8 or b"\0" not in head:
        return None
    quarter = len(head) // 4
    zeros = [head[place::4].count(0) for place in range(4)]
    if min(zeros[2:]) > quarter * 0.9 and zeros[0] < quarter * 0.1:
        return "utf-32-le"
    if min(zeros[:2]) > quarter * 0.9 and zeros[3] < quarter * 0.1:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > quarter * 0.6 and even < odd / 8:
        return "utf-16-le"
    if even > quarter * 0.6 and odd < even / 8:
        return "utf-16-be"
    return None


def _is_utf8_instead(sample: bytes, declared: str) -> bool:
    """Whether bytes are evidently UTF-8 though another encoding is declared."""
    bad, all_found = count_sequences(sample, "utf-8")
    if bad or not all_found:
        return False
    declared_bad, _ = count_sequences(sample, declared)
    return declared_bad > 0 or (all_found > _FEW and _has_single_bytes(declared))


def _has_single_bytes(encoding: str) -> bool:
    try:
        return len(b"\xe4\xb8\xad\xe5\xa5\xbd".decode(encoding, "replace")) == 6
    except (UnicodeError, LookupError):
        return False


def count_sequences(sample: bytes, encoding: str, *, errors: str = "replace") -> tuple[int, int]:
    """Count damaged characters, and all beyond ASCII, damaged ones among them.

    A character that the sample breaks off in is not counted.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors=errors)
    text = decoder.decode(sample)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    meant = sample.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
    return max(0, text.count("\ufffd") - meant), beyond


def is_evidently_other(sample: bytes, guess: Guess) -> bool:
    """Whether so many bytes are damaged that the encoding must be another one."""
    bad, all_found = count_sequences(sample, guess.encoding, errors=guess.errors)
    return bad > _FEW and bad * 100 > all_found
