"""Texts that the reading stage refuses, because they are neither Chinese nor English.

Looks at a whole document, after it was read and before its languages are separated.
"""

from aligner.errors import AlignerError
from aligner.reading.foreign import Foreign, find_foreign
from aligner.reading.language import take_sample
from aligner.reading.quotations import drop_quotations
from aligner.reading.scripts import is_blank
from aligner.records import Document


def check_supported(document: Document) -> None:
    """Refuse a text that is mostly in a language other than Chinese and English.

    Neither all of it nor what is left without its quotations may be Chinese and English. A list
    of names in Latin letters, of which no language can be told, passes.

    Raises:
        AlignerError: naming the language, or the script where the language is not known.
    """
    foreign = _find_foreign("\n".join(paragraph.text for paragraph in document.paragraphs))
    if foreign and foreign.name:
        raise AlignerError(
            f"{document.name or 'the text'}: looks like {foreign.name} ({foreign.count:,} "
            f"{foreign.unit} of it), which is not supported: give Chinese and English, or use "
            "--lines"
        )


def _find_foreign(text: str) -> Foreign | None:
    sample = take_sample(text)
    unquoted = drop_quotations(sample)
    foreign = find_foreign(sample)
    if foreign and foreign.name and not is_blank(unquoted):
        # Little may be left without the quotations, and say little; but it is never against.
        return find_foreign(unquoted)
    return foreign
