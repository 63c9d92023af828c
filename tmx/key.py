"""The key that texts are matched on; what is exported is always the text as printed."""

import re
import unicodedata

from tmx.characters import remove_forbidden
from tmx.orthography import respell

_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACES = re.compile(r"\s+")
_LONG_DASHES = re.compile("[\u2012-\u2015\u2500\u2501\u2e3a\u2e3b\ufe31\ufe58]+")
_IGNORED = "\u00ad\u200b\u2060\ufeff"
_FOLDED = {
    **dict.fromkeys(map(ord, "“”„‟«»〝〞〟「」﹁﹂｢｣＂"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛‹›『』﹃﹄`´＇"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "‧•・･∙⋅"), "·"),
    **dict.fromkeys(map(ord, "〜∼"), "~"),
    ord("⋯"): "…",
    **dict.fromkeys(map(ord, _IGNORED), ""),
}
# OpenCC's phrases can meet anew in their own output; two rounds settle all that was seen.
_ROUNDS = 8


def matching_key(text: str) -> str:
    r"""Fold a text to the form on which two texts count as the same.

    Traditional characters become simplified (OpenCC t2s), compatibility and full-width forms
    plain ones (NFKC), letters small; quotes, dashes, middle dots and ellipses of one kind become
    one character; runs of white space become a space, none at the ends; invisible characters
    and those that XML does not allow go. A key of a key is the key itself.

    Args:
        text: any text; it may be empty.

    Returns:
        The key, in no language and not for display.

    Source: Unicode Standard Annex 15 (NFKC); OpenCC, configuration t2s.

    >>> matching_key("「中國」 ＡＢＣ——Ｏ’Ｋ") == matching_key('"中国" abc—o\'k')
    True
    """
    key = _fold(text)
    for _ in range(_ROUNDS):
        previous, key = key, _fold(key)
        if key == previous:
            break
    return key


def _fold(text: str) -> str:
    text = _fold_marks(remove_forbidden(text).text)
    text = _fold_marks(unicodedata.normalize("NFKC", text)).lower()
    if _HAN.search(text):
        text = respell(text, "t2s")
    return _SPACES.sub(" ", text).strip()


def _fold_marks(text: str) -> str:
    # Before NFKC, which turns an acute accent into a space and a mark, and after it.
    return _LONG_DASHES.sub("-", text.translate(_FOLDED))
