"""Whether page furniture is what a text is about."""

import pytest

from aligner.cleaning.lines import describe_line
from aligner.cleaning.subjects import announces, is_about_pages

STORY = ["灯塔", "老人每天晚上仍然爬上灯塔，把灯点亮，虽然没有船会看见。"]


def describe(texts):
    return [describe_line(text, is_fixed=False) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ["隱私權政策", "我們使用cookies來改善您的瀏覽體驗。", "分享"],
        ["Terms of Use", "The content of this site may not be reproduced.", "Share"],
        ["關注我們", "謝謝閱讀"],
        ["Subscribe to our newsletter"],
        ["使用说明", "点击“分享”按钮，就可以把文章发给您的朋友。"] * 2 + ["返回顶部"],
        ["新品上市", "清凉一夏，从一杯柠檬茶开始。", "关注我们的公众号，天天中奖！", "扫码下载APP"],
    ],
)
def test_about_pages(texts):
    assert is_about_pages(describe(texts))


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["𠀀"],
        STORY,
        [*STORY, "責任編輯：林可", "版權所有，未經授權不得轉載。"],
        ["Privacy policy", "Terms of use", *STORY, "Share this article"],
        ["首页 > 新闻 > 正文", *STORY, "分享到：微信 微博", "隐私政策"],
    ],
)
def test_about_something_else(texts):
    assert not is_about_pages(describe(texts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("那么，最常见的一句是：", True),
        ("The last entry was her own, and it said:", True),
        ("例如：", False),
        ("分享到：", False),
        ("他没有动。", False),
    ],
)
def test_announces(text, expected):
    assert announces(describe_line(text, is_fixed=False)) is expected
