"""Text ↔ what SQLite can hold of it: one that is no UTF-8, as in odd file names, is bytes."""


def pack_text(text: str) -> str | bytes:
    r"""Return a text as SQLite can hold it: one with lone surrogates as bytes.

    >>> pack_text("停火"), pack_text("\ud800")
    ('停火', b'\xed\xa0\x80')
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unpack_text(value: bytes) -> str:
    r"""Return a text of a connection that gives texts as bytes.

    Raises:
        ValueError: it is no UTF-8, surrogates apart.

    >>> unpack_text(b"\xed\xa0\x80")
    '\ud800'
    """
    return value.decode("utf-8", "surrogatepass")
