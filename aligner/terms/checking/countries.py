"""Countries that have several names: in Chinese one character beside others, 美俄, 烏方, 中歐."""

_NAMES = """
    中中国 美美国 俄俄罗斯 俄俄国 俄俄方 乌乌克兰 英英国 法法国 德德国 日日本 韩韩国 朝朝鲜
    印印度 欧欧洲 欧欧盟 台台湾 港香港 澳澳大利亚 澳澳洲 加加拿大 意意大利 西西班牙 葡葡萄牙
    荷荷兰 比比利时 波波兰 芬芬兰 瑞瑞典 挪挪威 土土耳其 希希腊 以以色列 巴巴勒斯坦
    巴巴基斯坦 巴巴西 伊伊朗 伊伊拉克 叙叙利亚 沙沙特阿拉伯 沙沙特 埃埃及 阿阿富汗 墨墨西哥
    古古巴 委委内瑞拉 越越南 泰泰国 菲菲律宾 印印度尼西亚 印印尼 马马来西亚 新新加坡
    新新西兰 缅缅甸 柬柬埔寨 老老挝 蒙蒙古 哈哈萨克斯坦 白白俄罗斯 非非洲 拉拉丁美洲 亚亚洲
"""
SHORT_NAMES = {each[1:]: each[0] for each in _NAMES.split()}
"""The character of each name, in simplified characters."""

_CHARACTERS = frozenset(SHORT_NAMES.values())
_BESIDE = frozenset("方军国企媒裔籍商驻对亲反援访两")

_ALIKE = (
    ("United Kingdom", "Great Britain", "Britain", "England", "UK"),
    ("United States of America", "United States", "America", "USA", "US"),
    ("Netherlands", "Holland"),
    ("Myanmar", "Burma"),
    ("Czech Republic", "Czechia"),
    ("United Arab Emirates", "Emirates", "UAE"),
    ("Soviet Union", "USSR", "Soviet"),
    ("European Union", "EU"),
    ("United Nations", "UN"),
    ("North Korea", "Democratic People's Republic of Korea", "DPRK"),
    ("South Korea", "Republic of Korea", "ROK"),
    ("People's Republic of China", "PRC", "China"),
    ("Holy See", "Vatican"),
    ("Timor-Leste", "East Timor"),
    ("Eswatini", "Swaziland"),
    ("Côte d'Ivoire", "Ivory Coast"),
    ("Iran", "Persia"),
    ("Thailand", "Siam"),
    ("Sri Lanka", "Ceylon"),
    ("Turkey", "Türkiye"),
)
_KNOWN = {name.lower().replace(".", ""): names for names in _ALIKE for name in names}
_OWN = {"british": "uk", "briton": "uk", "britons": "uk", "brits": "uk", "english": "uk",
        "american": "us", "americans": "us", "dutch": "holland"}  # fmt: skip


def list_other_names(term: str) -> tuple[str, ...]:
    """Return the English names of the country or union that an English term names.

    >>> list_other_names("the Netherlands"), list_other_names("peace")
    (('Netherlands', 'Holland'), ())
    """
    key = term.lower().replace(".", "").replace("’", "'").removeprefix("the ")
    return _KNOWN.get(_OWN.get(key, key), ())


def find_short_name(name: str, text: str) -> int:
    """Find the character that stands for a country beside others, or before such as 方 and 軍.

    Args:
        name: in simplified characters.
        text: likewise.

    Returns:
        Its place, or -1.

    >>> find_short_name("乌克兰", "美俄乌停火谈判"), find_short_name("乌克兰", "乌云")
    (2, -1)
    """
    character = SHORT_NAMES.get(name, "")
    for place, each in enumerate(text):
        if each == character:
            beside = {text[place - 1 : place], text[place + 1 : place + 2]} - {"", each}
            if not beside.isdisjoint(_CHARACTERS | _BESIDE):
                return place
    return -1
