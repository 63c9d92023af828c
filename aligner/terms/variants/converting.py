"""Chinese of one region → characters and words of another, by OpenCC.

OpenCC's lists of Taiwanese words come from computing: 文件 becomes 檔案, 安全局 even 安全域性. So a
changed word is taken only if the dictionary gives it a meaning that the English of the concept has,
and words that politics uses otherwise than computing stay.
"""

from collections.abc import Collection

from aligner.lexicon.dictionary import load_dictionary
from aligner.lexicon.english import find_words, stem_words
from tmx.key import matching_key
from tmx.orthography import respell

# Not tw2t for Hong Kong: it makes 核威懾 to 覈威懾.
_CHARACTERS = {
    ("zh-CN", "zh-TW"): ("s2tw",), ("zh-CN", "zh-HK"): ("s2hk",),
    ("zh-TW", "zh-CN"): ("tw2s",), ("zh-HK", "zh-CN"): ("hk2s",),
    ("zh-TW", "zh-HK"): ("t2hk",), ("zh-HK", "zh-TW"): ("hk2t", "t2tw"),
}  # fmt: skip
_WORDS = {"zh-TW": "s2twp", "zh-CN": "tw2sp"}
_COMPUTING = """
    支持 支援 文件 档案 文档 声明 宣告 社区 社群 高级 高阶 程序 程式 进程 行程
    对象 物件 发布 释出 设置 设定 运行 执行 消息 讯息 保存 储存 打开 开启 建立
    创建 循环 回圈 扩展 查看 添加 新增 调度 排程 调用 呼叫 核心 内核 序列 串行
    局部 全局 激活 启用 简报 稽核 审核 整合 集成 类型 型别 窗口 视窗 权限 接口
    任务 资源 项目 专案 装置 设备 代码 程式码 联系 联络 远程 远端 脚本 刷新 分区
    指标 指针 连接 连线 链接 连结 访问 存取 元件 组件 模拟 类比 仿真 复制 拷贝
    低级 低阶 遮蔽 屏蔽 通道 信道
"""
_KEPT = frozenset(_COMPUTING.split())
"""Words that OpenCC takes for terms of computing."""
_REGIONAL = """
    网路 资讯 软体 硬体 晶片 骇客 雷射 伺服器 网际网路 太空梭
    网络 信息 软件 硬件 芯片 黑客 激光 服务器 互联网 航天飞机
"""
_USUAL = frozenset(_REGIONAL.split())
"""Words that a region uses whatever they stand for."""
_LEAST_WEIGHT = 0.5


def convert_characters(text: str, source: str, target: str) -> str:
    """Write a text with the characters of another region.

    Args:
        text: any.
        source: zh-CN, zh-TW or zh-HK.
        target: likewise; the text stays if it is the same.

    >>> convert_characters("卫生部", "zh-CN", "zh-HK"), convert_characters("衞生", "zh-HK", "zh-TW")
    ('衞生部', '衛生')
    """
    for name in _CHARACTERS.get((source, target), ()):
        text = respell(text, name)
    return text


def convert(text: str, source: str, target: str, *, english: Collection[str] = ()) -> str:
    """Write a text with the characters and, where its meaning allows it, the words of a region.

    Args:
        text: a term or part of one.
        source: zh-CN, zh-TW or zh-HK.
        target: likewise.
        english: what it means; without it, nearly all words stay.

    >>> convert("网络安全", "zh-CN", "zh-TW", english=["network security"])
    '網路安全'
    >>> convert("民主程序", "zh-CN", "zh-TW", english=["democratic process"])
    '民主程序'
    """
    plain = convert_characters(text, source, target)
    if source == target or target not in _WORDS or {source, target} == {"zh-CN", "zh-HK"}:
        return plain
    worded = _convert_words(text, source, target)
    return worded if worded != plain and _is_meant(plain, worded, english) else plain


def _convert_words(text: str, source: str, target: str) -> str:
    """Convert characters and words, whatever the words mean."""
    if target == "zh-CN":
        return respell(text, _WORDS[target])
    simplified = convert_characters(text, source, "zh-CN")
    worded = respell(simplified, _WORDS[target])
    if worded == convert_characters(simplified, "zh-CN", target):
        # Traditional characters that are not made anew cannot become wrong ones.
        return convert_characters(text, source, target)
    return worded


def _is_meant(plain: str, worded: str, english: Collection[str]) -> bool:
    """Whether each word that is new means what the concept does."""
    dictionary = load_dictionary()
    before, after = (dictionary.find_words(matching_key(each)) for each in (plain, worded))
    old, new = set(before) - set(after), set(after) - set(before)
    if not new or (old | new) & _KEPT or _holds_kept(plain, worded):
        return False
    stems = {stem for each in english for stem in stem_words(find_words(each))}
    return all(word in _USUAL or _can_mean(word, stems) for word in new)


def _can_mean(word: str, stems: Collection[str]) -> bool:
    """Whether a word, longer than a character, can be translated by one of some stems."""
    glosses = load_dictionary().glosses_of(word)
    return len(word) > 1 and any(glosses.get(each, 0.0) >= _LEAST_WEIGHT for each in stems)


def _holds_kept(plain: str, worded: str) -> bool:
    """Whether a word that is to stay is gone or new, as a part of others too."""
    before, after = matching_key(plain), matching_key(worded)
    return any((word in before) != (word in after) for word in _KEPT)
