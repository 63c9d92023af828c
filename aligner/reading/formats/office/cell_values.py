"""What an Excel cell holds → what it shows, as far as the file tells without Excel.

Source: ISO/IEC 29500-1, sections 18.3.1.4 (cells), 18.8.30 and 18.8.31 (formats of numbers).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from tmx.formats.spreadsheet.escaping import unescape_cell

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Formats that every program knows by their numbers; 14 to 22, 27 to 36 and so on are dates.
_KNOWN: Mapping[int, str] = MappingProxyType(
    {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
     39: "#,##0.00", 40: "#,##0.00"}
    | dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd")
    | dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 46, 47, 55, 56), "h:mm")
    | {22: "yyyy-mm-dd h:mm"}
)  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_DECIMALS = re.compile(r"\.([0#?]+)")
_LAST_DAY = 2958465.999988


@dataclass(frozen=True, slots=True)
class NumberFormats:
    """How a workbook shows its numbers.

    Args:
        codes: the code of each cell style, by its number.
        epoch: day 0 of its dates.
    """

    codes: tuple[str, ...]
    epoch: datetime

    def show(self, value: str, style: str) -> str:
        """Show a number as its cell does; dates in the order of ISO 8601.

        Args:
            value: as stored; what is no number comes back as it is.
            style: number of the cell style; "" for none.
        """
        try:
            number = float(value)
        except ValueError:
            return value
        index = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else -1
        code = self.codes[index] if 0 <= index < len(self.codes) else ""
        bare = _LITERAL.sub("", code.split(";")[0]).lower()
        if any(letter in bare for letter in "ymdhs"):
            return self._show_date(number, bare)
        return _show_number(number, bare)

    def _show_date(self, number: float, code: str) -> str:
        if not 0 <= number <= _LAST_DAY:
            return _show_number(number, "")
        moment = self.epoch + timedelta(seconds=round(number * 86400))
        has_day, has_time = any(letter in code for letter in "yd"), "h" in code or "s" in code
        # "m" is a month, but beside an hour or a second it is a minute.
        shown = [f"{moment:%Y-%m-%d}"] if has_day or not has_time else []
        return " ".join([*shown, f"{moment:%H:%M}"] if has_time else shown)


def _show_number(number: float, code: str) -> str:
    decimals = _DECIMALS.search(code)
    places = len(decimals[1]) if decimals else 0
    comma = "," if "," in code else ""
    if "%" in code:
        return f"{100 * number:{comma}.{places}f}%"
    if ("0" in code or "#" in code) and "e" not in code and "/" not in code:
        return f"{number:{comma}.{places}f}"
    # As in a column that is wide enough: eleven digits, no zeros behind the point.
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.11g}"


def read_formats(styles: "Element | None", *, is_1904: bool) -> NumberFormats:
    """Read the formats of a workbook's numbers.

    Args:
        styles: root of xl/styles.xml; None where there is none.
        is_1904: whether its dates count from 1904.
    """
    epoch = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
    if styles is None:
        return NumberFormats((), epoch)
    own = {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter("{*}numFmt")
    }
    cells = styles.find("{*}cellXfs")
    identifiers = [] if cells is None else [each.get("numFmtId", "") for each in cells]
    return NumberFormats(tuple(own.get(i, _find_known(i)) for i in identifiers), epoch)


def _find_known(identifier: str) -> str:
    return _KNOWN.get(int(identifier), "") if re.fullmatch("[0-9]{1,5}", identifier) else ""


def read_string(element: "Element") -> str:
    r"""Read a string of a workbook: plain or in runs, without the phonetic guide.

    >>> from lxml.etree import fromstring
    >>> read_string(fromstring("<si><r><t>東</t></r><rPh sb='0'><t>ひがし</t></rPh></si>"))
    '東'
    """
    texts = (
        part.text or ""
        for child in element
        if (name := str(child.tag).rpartition("}")[2]) in ("t", "r")
        for part in ((child,) if name == "t" else child.iterchildren("{*}t"))
    )
    return unescape_cell("".join(texts))
