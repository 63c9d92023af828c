"""What the interface says, in English and in Chinese: keys → texts with places for values."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

from aligner.errors import AlignerError

LANGUAGES = ("en", "zh")
"""Languages of the interface; the file of each is NAME.json here."""


class Messages:
    """The texts of one language.

    Args:
        language: its tag.
        texts: by key; a text, or one for each plural form ("one", "other").
    """

    def __init__(self, language: str, texts: Mapping[str, str | Mapping[str, str]]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """Return the text of a key with its values in their places.

        Args:
            key: such as "rows".
            n: how many; it chooses the plural form and is shown with thousands set apart.
            values: what stands in other places.

        Raises:
            KeyError: there is no such key.
        """
        text = self._texts[key]
        if not isinstance(text, str):
            text = text.get("one" if n == 1 else "other", text["other"])
        return text.format(n="" if n is None else f"{n:,}", **values)

    def __contains__(self, key: str) -> bool:
        """Whether there is such a key."""
        return key in self._texts


@cache
def load_messages(language: str) -> Messages:
    """Load the texts of a language.

    Args:
        language: one of LANGUAGES.

    Raises:
        AlignerError: there is no such language.
    """
    if language not in LANGUAGES:
        raise AlignerError(f"interface language {language}: give one of {', '.join(LANGUAGES)}")
    text = resources.files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    return Messages(language, json.loads(text))


def choose_language(wishes: str) -> str:
    """Choose the language of the interface from what a browser or a locale says.

    Args:
        wishes: an Accept-Language header, or a locale such as "zh_TW.UTF-8"; "" for none.

    >>> choose_language("zh-TW,zh;q=0.9,en;q=0.8"), choose_language("de,en;q=0.5")
    ('zh', 'en')
    """
    for wish in wishes.lower().replace("_", "-").split(","):
        for language in LANGUAGES:
            if wish.strip().startswith(language):
                return language
    return LANGUAGES[0]
