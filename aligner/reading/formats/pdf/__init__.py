"""PDF: the text layer of its pages → paragraphs.

A page holds glyphs at places, nothing more: no words, lines, columns or paragraphs. Each module
finds one of them by what the page shows, and all but `glyphs` and `loading` are pure.
"""

from aligner.reading.formats.pdf.reading import read_pdf

__all__ = ["read_pdf"]
