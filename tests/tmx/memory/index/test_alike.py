import random

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from tmx.memory.index.alike import BANDS, REACH, find_alike, make_bands
from tmx.memory.index.keys import fold_texts, read_keys
from tmx.memory.index.signatures import make_signatures

NEAR = 0.9
LETTERS = {
    "zh": [chr(0x4E00 + number) for number in range(800)],
    "en": [
        f"{first}{middle}{last} " for first in "bdfg" for middle in "aei" for last in "klmnprst"
    ],
}


def find(texts, least=NEAR):
    keys = fold_texts(texts)
    bits = make_signatures(keys).bits
    found = find_alike(make_bands(keys), bits, keys.lengths.astype(np.int64), least)
    return [tuple(each) for each in found.tolist()]


def make_texts(language, count, chance):
    return [
        "".join(chance.choices(LETTERS[language], k=chance.randint(12, 40))) for _ in range(count)
    ]


def change(text, chance):
    """Change a stretch of a tenth of a text."""
    size = max(len(text) // 11, 1)
    start = chance.randrange(len(text) - size)
    return text[:start] + "".join(chance.choices("的一是在人", k=size)) + text[start + size :]


@pytest.mark.parametrize("language", LETTERS)
def test_what_is_near_is_found_and_little_else(language):
    chance = random.Random(language)
    texts = make_texts(language, 400, chance)
    texts += [change(each, chance) for each in texts[:200]]
    keys = read_keys(fold_texts(texts))
    near = {
        (number, number + 400)
        for number in range(200)
        if Levenshtein.normalized_similarity(keys[number], keys[number + 400]) >= NEAR
    }
    found = set(find(texts))
    assert len(near) > 100
    assert len(found & near) >= 0.98 * len(near)
    assert len(found) < 0.01 * len(keys) * (len(keys) - 1) / 2


def test_pairs_are_in_order_and_come_once():
    chance = random.Random(1)
    text = make_texts("zh", 1, chance)[0]
    found = find(
        [text, "完全是另一句話，與別的都不一樣。", change(text, chance), change(text, chance)]
    )
    assert found == sorted(set(found))
    assert (0, 2) in found
    assert all(1 not in pair for pair in found)


def test_a_thousand_of_one_pattern_are_no_million():
    found = find([f"第{number}条本协议的任何一方不得转让其权利" for number in range(1000, 2000)])
    assert 1000 <= len(found) <= 1000 * BANDS * REACH


@pytest.mark.parametrize("texts", [(), ("只有一句話而已",)], ids=["none", "one"])
def test_few_texts(texts):
    assert find(texts) == []
