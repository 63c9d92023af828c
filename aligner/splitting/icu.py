"""Rewrites the regular expressions of SRX, which are ICU's, for the module `regex`.

Place in the flow: under `srx`. Most of the two languages is the same; what is written differently
is rewritten, and what cannot be said is refused, so that no expression means something else here.
Source: ICU User Guide, Regular Expressions; SRX 2.0, 4.8 (beforebreak, afterbreak).
"""

import re

_ANY_LINE_END = r"\n\x0b\f\r\x85\u2028\u2029"
_BLANK = r"\t\p{Zs}"
_PLAIN = frozenset("dDsSwWbBpPXAnrtf")
_CLASS_ONLY = {
    "h": _BLANK, "H": rf"[^{_BLANK}]", "v": _ANY_LINE_END, "V": rf"[^{_ANY_LINE_END}]",
    "b": r"\x08",
}  # fmt: skip
_OUTSIDE_ONLY = {
    "h": f"[{_BLANK}]", "H": f"[^{_BLANK}]", "v": f"[{_ANY_LINE_END}]", "V": f"[^{_ANY_LINE_END}]",
    "R": rf"(?>\r\n|[{_ANY_LINE_END}])", "Z": rf"(?=(?:\r\n|[{_ANY_LINE_END}])?\Z)", "z": r"\Z",
}  # fmt: skip
_TOKEN = re.compile(
    r"""
      (?P<quoted>\\Q.*?(?:\\E|\Z))
    | (?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})
    | (?P<code>\\x\{[0-9a-fA-F]{1,8}\}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}
        |\\0[0-7]{1,3}|\\c[@-~])
    | (?P<property>\\[pP]\{[^{}]*\}|\\N\{[^{}]*\})
    | (?P<posix>\[:\^?[\w=\s-]+:\])
    | (?P<named>\\k<\w+>)
    | (?P<capture>\(\?<[A-Za-z]\w*>)
    | (?P<number>\\[1-9])
    | (?P<escape>\\.)
    | (?P<flags>\(\?[a-zA-Z]*(?:-[a-zA-Z]*)?[:)](?<!\(\?:))
    | (?P<repeat>\{\d+(?:,\d*)?\})
    | (?P<group>\(\?[^:=!<>\#])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class ExpressionError(Exception):
    """An expression that has no equal here."""


def translate(expression: str, *, backward: bool = False) -> str:
    r"""Rewrite an expression for `regex` with the flag V1.

    Args:
        expression: in ICU's notation.
        backward: whether it will be matched from its end, in a lookbehind, where the repetition
            of a group cannot be asked for; its groups are then not numbered.

    Raises:
        ExpressionError: it uses what cannot be rewritten.

    >>> translate(r"\x{4e00}\h[[:Lu:]-[A]]")
    '一[\\t\\p{Zs}][\\p{Lu}--[A]]'
    """
    return _Translation(expression, backward=backward).run()


class _Translation:
    """One walk over an expression; `depth` counts the sets that are open."""

    def __init__(self, expression: str, *, backward: bool) -> None:
        self.expression = expression
        self.backward = backward
        self.depth = 0

    def run(self) -> str:
        pieces = [
            getattr(self, f"_write_{found.lastgroup}")(found)
            for found in _TOKEN.finditer(self.expression)
        ]
        if self.depth:
            raise ExpressionError("a set [ is not closed")
        return "".join(pieces)

    def _write_quoted(self, found: re.Match[str]) -> str:
        literal = found.group().removeprefix(r"\Q").removesuffix(r"\E")
        return "".join(map(_escape, literal))

    def _write_pair(self, found: re.Match[str]) -> str:
        high, low = (int(part, 16) for part in found.group()[2:].split("\\u"))
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)

    def _write_code(self, found: re.Match[str]) -> str:
        text = found.group()
        if text[1] == "c":
            return _escape(chr(ord(text[2].upper()) ^ 0x40))
        number = int(text[2:], 8) if text[1] == "0" else int(text[2:].strip("{}"), 16)
        if number > 0x10FFFF:
            raise ExpressionError(f"{text} is no character")
        return _escape(chr(number))

    def _write_property(self, found: re.Match[str]) -> str:
        return found.group()

    def _write_posix(self, found: re.Match[str]) -> str:
        name = found.group()[2:-2]
        letter = "P" if name.startswith("^") else "p"
        return rf"\{letter}{{{name.lstrip('^')}}}"

    def _write_named(self, found: re.Match[str]) -> str:
        self._check_reference(found.group())
        return f"(?P={found.group()[3:-1]})"

    def _write_number(self, found: re.Match[str]) -> str:
        self._check_reference(found.group())
        return found.group()

    def _check_reference(self, text: str) -> None:
        if self.backward:
            raise ExpressionError(f"{text} repeats a group, which beforebreak cannot do here")

    def _write_escape(self, found: re.Match[str]) -> str:
        letter = found.group()[1]
        special = (_CLASS_ONLY if self.depth else _OUTSIDE_ONLY).get(letter)
        if special is not None:
            return special
        if not (letter.isascii() and letter.isalnum()) or letter in _PLAIN:
            return _escape(letter) if letter not in _PLAIN else found.group()
        simple = {"a": r"\x07", "e": r"\x1b", "E": ""}.get(letter)
        if simple is None:
            raise ExpressionError(f"\\{letter} is not known")
        return simple

    def _write_flags(self, found: re.Match[str]) -> str:
        if self.depth:
            return found.group()
        on, minus, off = found.group()[2:-1].partition("-")
        # Those left out concern line ends and case, and say what holds here anyway.
        on, off = (re.sub("[du]", "", letters) for letters in (on, off))
        if set(on + off) - set("imsxw"):
            raise ExpressionError(f"{found.group()} is not known")
        ending = found.group()[-1]
        if not on and not off:
            return "(?:" if ending == ":" else ""
        return f"(?{on}{minus if off else ''}{off}{ending}"

    def _write_capture(self, found: re.Match[str]) -> str:
        return "(?:" if self.backward and not self.depth else found.group()

    def _write_repeat(self, found: re.Match[str]) -> str:
        return found.group()

    def _write_group(self, found: re.Match[str]) -> str:
        if not self.depth:
            raise ExpressionError(f"{found.group()} is not known")
        return found.group()

    def _write_other(self, found: re.Match[str]) -> str:
        character, text = found.group(), self.expression
        behind = text[found.end() : found.end() + 1]
        if not self.depth:
            if character == "{":
                raise ExpressionError("{ stands without a number: write \\{ for the character")
            self.depth += character == "["
            is_capture = character == "(" and behind != "?"
            return "(?:" if is_capture and self.backward else character
        if character in "-&":
            return self._write_operator(character, found.start(), behind)
        self.depth += (character == "[") - (character == "]")
        return f"\\{character}" if character in "|~" else character

    def _write_operator(self, character: str, place: int, behind: str) -> str:
        """Write the difference and intersection of sets with two marks, as is needed here."""
        before = self.expression[place - 1 : place]
        doubled = character in (behind, before)
        if behind == "[" and before != "[" and not doubled:
            return character * 2
        return character if doubled or character == "-" else f"\\{character}"


def _escape(character: str) -> str:
    if character == "\n" or not (character.isspace() or character.isprintable()):
        return f"\\U{ord(character):08x}"
    return f"\\{character}" if character in r"\.^$*+?{}[]()|-&~#/ " + "\t" else character
