import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx.key import matching_key

ODD = "「」『』“”‘’—–-─…⋯·・ 　\t\x00\x0bＡａ１壹中國国乾坤著藉薴龜\uf907𠀀ﬁ´`ßİſ\u00ad\ud800"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("中國經濟", "中国经济", id="traditional"),
        pytest.param("“保存”", '"保存"', id="quotes"),
        pytest.param("「停戰」", "“停战”", id="corner quotes"),
        pytest.param("他——走了", "他—走了", id="dashes"),
        pytest.param("ＡＢＣ１２３", "abc123", id="full width"),
        pytest.param("  a \u3000 b\n", "a b", id="spaces"),
        pytest.param("約翰・史密斯", "约翰·史密斯", id="middle dot"),
        pytest.param("don’t", "DON'T", id="apostrophe"),
        pytest.param("a\u200bb\u00ad", "ab", id="invisible"),
        pytest.param("\x00\x0b \ud800", "", id="forbidden"),
    ],
)
def test_texts_with_one_key(left, right):
    assert matching_key(left) == matching_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("第12条", "第15条"),
        ("可以", "不可以"),
        ("乾坤", "干坤"),
        ("𠀀", "一"),
        ("a-b", "a b"),
        ("", "。"),
    ],
)
def test_texts_with_two_keys(left, right):
    assert matching_key(left) != matching_key(right)


# The first call loads dictionaries.
@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from(ODD)))
def test_a_key_is_its_own_key(text):
    key = matching_key(text)
    assert matching_key(key) == key


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_a_key_of_chinese_is_its_own_key(text):
    key = matching_key(text)
    assert matching_key(key) == key


def test_first_calls_from_many_threads():
    program = (
        "import threading, tmx\n"
        "keys = []\n"
        "run = lambda: keys.extend(tmx.matching_key('經濟' * 50 + str(n)) for n in range(200))\n"
        "threads = [threading.Thread(target=run) for _ in range(8)]\n"
        "[each.start() for each in threads]; [each.join() for each in threads]\n"
        "assert len(keys) == 1600 and set(keys) == {'经济' * 50 + str(n) for n in range(200)}\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=60)
