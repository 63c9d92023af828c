"""Encoders without a model, and sides made of lists of texts, for unit tests."""

import re
from functools import cache
from zlib import crc32

import numpy as np

from aligner.records import Document, Paragraph, Segment, Side

DIMENSION = 64
WORDS = {
    "船长": "captain", "灯塔": "lighthouse", "风暴": "storm", "港口": "harbour",
    "孩子": "child", "信件": "letter", "冬天": "winter", "面包": "bread",
    "山谷": "valley", "钟声": "bells", "医生": "doctor", "火车": "train",
    "图书": "book", "河流": "river", "邻居": "neighbour", "歌曲": "song",
    "花园": "garden", "战争": "war", "银行": "bank", "老师": "teacher",
}  # fmt: skip
"""What `BilingualEncoder` knows."""
_CONCEPTS = {**{word: word for word in WORDS.values()}, **WORDS}
_CONCEPT = re.compile("|".join(sorted(_CONCEPTS, key=len, reverse=True)))


class FakeEncoder:
    """Texts that share words and pairs of characters have similar vectors."""

    signature = "fake/1"

    def encode(self, texts):
        rows = [self._embed(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), DIMENSION)

    def _embed(self, text):
        total = np.sum([_direction(item) for item in self._items(text)], axis=0)
        return total / np.linalg.norm(total)

    def _items(self, text):
        words = re.findall(r"\w+", text.lower())
        return words + [text[i : i + 2] for i in range(len(text) - 1)] or [text]


class BilingualEncoder(FakeEncoder):
    """Texts in either language that hold the same of WORDS have the same vectors."""

    signature = "bilingual/1"

    def _items(self, text):
        found = [_CONCEPTS[word] for word in _CONCEPT.findall(text.lower())]
        return found or super()._items(text)


@cache
def _direction(item):
    return np.random.default_rng(crc32(item.encode("utf-8"))).normal(size=DIMENSION)


def make_side(texts, language):
    """Make a side of one segment a paragraph."""
    paragraphs = tuple(Paragraph(text) for text in texts)
    segments = tuple(Segment(text, number) for number, text in enumerate(texts))
    return Side(Document(paragraphs, language), segments)
