"""Bytes → text: the encoding of a file, detected or given.

UTF-8 and marked UTF-16 are known by their form. What is left is decided by evidence: each
encoding in which all bytes are valid is scored by how likely its text is as Chinese or Western
text (`plausibility`), and the best must look like text at all.
"""

import codecs
from dataclasses import dataclass, replace

from aligner.errors import AlignerError
from aligner.reading.plausibility import measure_common_share, score_plausibility
from aligner.reading.signatures import name_signature

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Nats that an encoding is ahead by before the text is looked at. The first bytes of valid UTF-8
# are rarely an accident; of the two forms of Big5 the plain one is taken where both fit.
_PRIORS = {
    "utf-8": 8.0,
    "gb18030": 0.0,
    "cp950": 0.0,
    "big5hkscs": -1.0,
    "cp1252": -2.0,
    "utf-16-le": -5.0,
    "utf-16-be": -5.0,
}
# What people call an encoding is often a part of what the file is in.
_FAMILIES = {"gb2312": ("gb18030",), "gbk": ("gb18030",), "big5": ("big5", "cp950", "big5hkscs")}
_SAMPLE = 65536
_CERTAIN_NATS = 20.0
_GIBBERISH = 0.5
_MIN_COMMON = 0.6
_MAX_CONTROL = 0.05
_QUOTES = frozenset("‘’“”–—…")
_LINE_CONTROLS = b"\t\n\r\x0b\x0c"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in.

    Args:
        text: the characters, without a byte order mark.
        encoding: as Python names it; "utf-8-sig" and "utf-16" stand for a file with a mark.
        certain: False if another encoding explains the bytes nearly as well.
        looks_like: the encoding that explains the bytes far better than the stated one; "" if
            none does.
    """

    text: str
    encoding: str
    certain: bool = True
    looks_like: str = ""


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    r"""Decode the bytes of a text file.

    Args:
        data: the whole file.
        encoding: name of the encoding; None to detect UTF-8, UTF-16, GB18030, Big5 or cp1252.

    Raises:
        AlignerError: if there is no text, the file is not text, the encoding is unknown or
            given wrongly; the message does not name the file.

    Source: the WHATWG Encoding Standard, section 4.2, for reading gb2312 and gbk as GB18030.

    >>> decode("俄乌停火谈判".encode("gb18030"))
    Decoded(text='俄乌停火谈判', encoding='gb18030', certain=True, looks_like='')
    >>> decode(b"It\x92s a \x93test\x94.").text
    'It’s a “test”.'
    """
    refuse_empty(data)
    _refuse_known_binary(data)
    decoded = _detect(data) if encoding is None else _decode_given(data, encoding)
    if not decoded.text.strip("\ufeff").strip():
        raise AlignerError("the file holds only white space: give a file that holds text")
    return decoded


def refuse_empty(data: bytes) -> None:
    """Refuse a file of nothing, or of white space and zeros alone.

    Raises:
        AlignerError: it is one; the message does not name the file.
    """
    if not data.strip(b" \t\r\n\x00\x0b\x0c"):
        raise AlignerError("the file is empty: give a file that holds text")


def _refuse_known_binary(data: bytes) -> None:
    """Refuse what is known not to be plain text.

    Raises:
        AlignerError: saying what the file is; the message does not name the file.
    """
    found = name_signature(data)
    if found:
        raise AlignerError(f"the file is {found.name}, not plain text: {found.advice}")


def _decode_given(data: bytes, encoding: str) -> Decoded:
    names = _FAMILIES.get(_look_up(encoding), (_look_up(encoding),))
    for name in names:
        try:
            return _compare(data, Decoded(data.decode(name).lstrip("\ufeff"), name), encoding)
        except UnicodeError as problem:
            error = problem
    raise AlignerError(
        f"the file is not in {encoding}: {_locate(data, names[-1], error)}; {_suggest(data)}"
    )


def _compare(data: bytes, stated: Decoded, name: str) -> Decoded:
    """Compare a text read as stated with what the bytes look like.

    A gap of half a nat a byte is that between text and gibberish; if the bytes are UTF-8 or
    marked besides, that is known by their form.
    """
    try:
        found = _detect(data)
    except AlignerError:
        return stated
    if found.text == stated.text or not found.certain:
        return stated
    gap = _score(data, found.encoding) - _score(data, stated.encoding)
    if gap >= max(_CERTAIN_NATS, _GIBBERISH * min(len(data), _SAMPLE)) and _has_form(data, found):
        raise AlignerError(
            f"read as {name} as stated, the text is gibberish; "
            f"the bytes look like {found.encoding}: give that or leave --encoding out"
        )
    return replace(stated, looks_like=found.encoding) if gap >= _CERTAIN_NATS else stated


def _has_form(data: bytes, found: Decoded) -> bool:
    return found.encoding.startswith("utf-8") or any(data.startswith(mark) for mark, _ in _BOMS)


def _look_up(encoding: str) -> str:
    advice = "try utf-8, utf-16, gb18030, big5 or cp1252, or leave --encoding out"
    try:
        name = codecs.lookup(encoding).name
        # Python lists codecs such as rot13 and base64 among the encodings; those refuse bytes.
        b"a".decode(name, "ignore")
    except (LookupError, ValueError) as error:
        raise AlignerError(f"unknown encoding {encoding!r}: {advice}") from error
    return name


def _locate(data: bytes, name: str, error: UnicodeError) -> str:
    if not isinstance(error, UnicodeDecodeError):
        return f"{error}"
    line = data[: error.start].decode(name, "ignore").count("\n") + 1
    return f"byte 0x{data[error.start]:02x} at offset {error.start} (line {line}) is not valid"


def _suggest(data: bytes) -> str:
    try:
        return f"it looks like {_detect(data).encoding}: give that or leave --encoding out"
    except AlignerError:
        return "and it looks like no other encoding either: save it anew as UTF-8"


def _detect(data: bytes) -> Decoded:
    for mark, name in _BOMS:
        if data.startswith(mark) and decodes(data, name):
            return Decoded(data.decode(name).lstrip("\ufeff"), name)
    decoded = _detect_utf8(data) or _detect_by_score(data)
    _refuse_controls(decoded.text)
    return decoded


def detect_encoding(sample: bytes) -> str | None:
    """Name the encoding of a sample that may be cut within a character; None: not recognised."""
    for cut in range(4):
        try:
            return decode(sample[: len(sample) - cut]).encoding
        except AlignerError:
            continue
    return None


def decodes(data: bytes, name: str) -> bool:
    """Whether bytes are a text in an encoding, such as "utf-8", to the last one."""
    return _find_error(data, name) is None


def _find_error(data: bytes, name: str) -> UnicodeError | None:
    try:
        data.decode(name)
    except UnicodeError as error:
        return error
    return None


def _detect_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 that can be nothing else: pure ASCII or sequences too many for an accident."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
        return None
    sample = text[:_SAMPLE]
    beyond = [c for c in sample if c > "\x7f"]
    is_clean = not _count_controls(sample) and (not beyond or max(beyond) >= "\u0800")
    return Decoded(text, "utf-8") if is_clean or len(beyond) >= 8 else None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    if good >= 2 and good >= 8 * bad:
        raise AlignerError(
            f"the file is damaged UTF-8: {_locate(data, 'utf-8', error)}; "
            "save it anew as UTF-8, or name another encoding with --encoding"
        )


def _detect_by_score(data: bytes) -> Decoded:
    scores = {name: _score(data, name) for name in _PRIORS if decodes(data, name)}
    if not scores:
        raise AlignerError(_explain_invalid(data))
    best, *others = sorted(scores, key=lambda name: scores[name], reverse=True)
    text = data.decode(best)
    if not _looks_like_text(text[:_SAMPLE], best):
        explain = _explain_invalid if best == "cp1252" else _explain_implausible
        raise AlignerError(explain(data))
    rivals = [scores[name] for name in others if data.decode(name) != text]
    certain = best == "utf-8" or not rivals or scores[best] - max(rivals) >= _CERTAIN_NATS
    return Decoded(text.lstrip("\ufeff"), best, certain)


def _score(data: bytes, name: str) -> float:
    return _PRIORS.get(name, 0.0) + score_plausibility(data[:_SAMPLE].decode(name, "ignore"))


def _looks_like_text(sample: str, name: str) -> bool:
    # Any bytes are valid cp1252; Western text has a few letters with accents, never mostly such.
    if name == "cp1252" and len(sample) >= 20:
        return sum(c > "\x7f" and c not in _QUOTES for c in sample) <= 0.25 * len(sample)
    return name == "utf-8" or measure_common_share(sample) >= _MIN_COMMON


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in _LINE_CONTROLS for byte in sample)
    return controls > _MAX_CONTROL * len(sample)


_BINARY_ADVICE = "the file seems to be binary, not text: give a text file, or name its --encoding"


def _explain_invalid(data: bytes) -> str:
    if _is_binary(data):
        return _BINARY_ADVICE
    text = {name: data.decode(name, "replace") for name in ("gb18030", "cp950", "utf-8")}
    nearest = min(text, key=lambda name: text[name].count("\ufffd"))
    error = _find_error(data, nearest)
    where = f"{nearest}, but {_locate(data, nearest, error)}" if error else nearest
    return f"the encoding is not known; nearest is {where}: save the file as UTF-8"


def _explain_implausible(data: bytes) -> str:
    if _is_binary(data):
        return _BINARY_ADVICE
    return (
        "the encoding of the file is not recognised, none of those known here gives usual text: "
        "name it with --encoding, or save the file as UTF-8"
    )


def _refuse_controls(text: str) -> None:
    sample = text[:_SAMPLE]
    if _count_controls(sample) > max(2, _MAX_CONTROL * len(sample)):
        raise AlignerError(_BINARY_ADVICE)


def _count_controls(text: str) -> int:
    return sum(c < " " and c not in "\t\n\r\x0b\x0c" for c in text)
