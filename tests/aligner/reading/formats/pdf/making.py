"""Hand-made pages: PDF files of a few objects, and the glyphs and lines of one, without a file.

In files Latin text is in Courier, whose characters are all 0.6 of the size wide; Chinese in a font
of square characters that is not embedded, with a ToUnicode map. Places are in points from the top.
"""

from dataclasses import dataclass, field

from aligner.reading.formats.pdf.lines import make_line
from aligner.reading.formats.pdf.records import Glyph

WIDTH, HEIGHT = 595, 842
_FONTS = {"latin": "/F1", "bold": "/F2", "han": "/F3"}


def make_glyphs(text, left=50.0, base=100.0, size=10.0, *, spaces=True, **options):
    """Make the glyphs of a line; without `spaces` a space only leaves a gap."""
    glyphs = []
    for character in text:
        width = size * (0.3 if character == " " else 1 if ord(character) > 0x2E7F else 0.5)
        if spaces or character != " ":
            glyphs.append(Glyph(character, left, left + width, base, size, **options))
        left += width
    return glyphs


def make_text_line(text, left=50.0, base=100.0, size=10.0, page=1, **options):
    return make_line(make_glyphs(text, left, base, size, **options), page)


def make_lines(texts, left=50.0, top=100.0, pitch=12.0, size=10.0, page=1):
    """Make lines one below the other; a text that begins with ">" is set in by two sizes."""
    return tuple(
        make_text_line(
            text.removeprefix(">"),
            left + 2 * size * text.startswith(">"),
            top + number * pitch,
            size,
            page,
        )
        for number, text in enumerate(texts)
    )


@dataclass
class PdfMaker:
    """Collects pages and writes them as a PDF without compression."""

    pages: list = field(default_factory=list)
    characters: dict = field(default_factory=dict)
    has_map: bool = True

    def page(self):
        self.pages.append([])
        return self

    def text(self, text, x=72, y=100, size=10, font=None, turned=False, artifact=False):
        font = font or ("han" if any(ord(c) > 0x2E7F for c in text) else "latin")
        matrix = "0 1 -1 0" if turned else "1 0 0 1"
        shown = self._encode(text) if font == "han" else _escape(text)
        drawn = f"BT {_FONTS[font]} {size} Tf {matrix} {x} {HEIGHT - y} Tm {shown} Tj ET"
        self.pages[-1].append(f"/Artifact BMC {drawn} EMC" if artifact else drawn)
        return self

    def column(self, texts, x=72, y=100, pitch=14, **options):
        for number, text in enumerate(texts):
            self.text(text, x, y + number * pitch, **options)
        return self

    def image(self):
        """Draw a black square, as a scan of nothing."""
        self.pages[-1].append("q 300 0 0 300 72 300 cm /Im Do Q")
        return self

    def _encode(self, text):
        codes = [self.characters.setdefault(c, len(self.characters) + 1) for c in text]
        return "<" + "".join(f"{code:04x}" for code in codes) + ">"

    def write(self, *, info="", root="", kids=None):
        count = len(self.pages)
        first = 10
        kids = kids or " ".join(f"{first + 2 * n} 0 R" for n in range(count))
        objects = {
            1: f"<< /Type /Catalog /Pages 2 0 R {root} >>",
            2: f"<< /Type /Pages /Count {count} /Kids [{kids}] /MediaBox [0 0 {WIDTH} {HEIGHT}] >>",
            3: _font("Courier"),
            4: _font("Courier-Bold"),
            5: "<< /Type /Font /Subtype /Type0 /BaseFont /Han /Encoding /Identity-H "
            f"/DescendantFonts [6 0 R] {'/ToUnicode 7 0 R' if self.has_map else ''} >>",
            6: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Han /DW 1000 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            "/FontDescriptor << /Type /FontDescriptor /FontName /Han /Flags 4 "
            "/FontBBox [0 -200 1000 900] /Ascent 880 /Descent -120 /ItalicAngle 0 /CapHeight 700 "
            "/StemV 80 >> >>",
            7: _stream(self._map()),
            8: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
            "/ColorSpace /DeviceGray /Length 1 >>\nstream\n\0\nendstream",
            9: f"<< {info} >>",
        }
        for number, drawn in enumerate(self.pages):
            objects[first + 2 * number] = (
                "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R "
                f">> /XObject << /Im 8 0 R >> >> /Contents {first + 2 * number + 1} 0 R >>"
            )
            objects[first + 2 * number + 1] = _stream("\n".join(drawn))
        return _write_objects(objects)

    def _map(self):
        pairs = "\n".join(
            f"<{code:04x}> <{character.encode('utf-16-be').hex()}>"
            for character, code in self.characters.items()
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(self.characters)} beginbfchar\n{pairs}\nendbfchar\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )


def _escape(text):
    quoted = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({quoted})"


def _font(name):
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def _stream(text):
    return f"<< /Length {len(text.encode('cp1252'))} >>\nstream\n{text}\nendstream"


def _write_objects(objects):
    data, places = bytearray(b"%PDF-1.7\n"), {}
    for number, text in sorted(objects.items()):
        places[number] = len(data)
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += f"{number} 1\n{place:010} 00000 n \n".encode()
    size = max(objects) + 1
    data += f"trailer << /Size {size} /Root 1 0 R /Info 9 0 R >>\nstartxref\n".encode()
    return bytes(data + f"{start}\n%%EOF\n".encode())
