"""What people and tools call the columns of a table: languages, source, target, comments.

Names are compared in small letters, without spaces, digits and marks. Collected by the Duizhao
authors.
"""

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "zh": (
        "中文 汉语 漢語 华文 華文 中国语 中國語 中 chinese chn 中文原文 中文译文 中文譯文 中文翻译"
        " 中文翻譯 中译 中譯 汉译 漢譯 chinesetext chinesetranslation mandarin 国语 國語 普通话"
        " 普通話 zhongwen hanyu"
    ),
    "zh-Hans": (
        "chs 简体中文 簡體中文 简体 簡體 简中 簡中 中文简体 中文簡體 simplifiedchinese"
        " chinesesimplified zhchs zhs 简体字"
    ),
    "zh-Hant": (
        "cht 繁体中文 繁體中文 正體中文 正体中文 繁体 繁體 繁中 中文繁体 中文繁體 中文正體"
        " traditionalchinese chinesetraditional zhcht zht 繁體字"
    ),
    "zh-CN": "cn 中文中国 中文大陆 中文中國 chineseprc chinesechina chinesemainland 简体中文中国",
    "zh-SG": "中文新加坡 chinesesingapore",
    "zh-TW": "中文台湾 中文台灣 中文臺灣 chinesetaiwan 繁體中文台灣 繁體中文臺灣 繁体中文台湾",
    "zh-HK": "中文香港 chinesehongkong chinesehk 繁體中文香港 繁体中文香港",
    "zh-MO": "中文澳门 中文澳門 chinesemacao chinesemacau 繁體中文澳門",
    "yue": "粤语 粵語 广东话 廣東話 cantonese",
    "en": (
        "英文 英语 英語 英 english 英文原文 英文译文 英文譯文 英文翻译 英文翻譯 英译 英譯"
        " englishtext englishtranslation"
    ),
    "en-GB": "enuk britishenglish englishuk englishgb 英语英国 英式英语 英式英語",
    "en-US": "americanenglish englishus englishusa 英语美国 美式英语 美式英語",
    "ar": "arabic العربية 阿拉伯语 阿拉伯文",
    "cs": "czech čeština 捷克语 捷克文",
    "da": "danish dansk",
    "de": "german deutsch 德语 德文 德語",
    "el": "greek ελληνικά",
    "es": "spanish español espanol 西班牙语 西班牙文 西班牙語 西语",
    "fi": "finnish suomi",
    "fr": "french français francais 法语 法文 法語",
    "he": "hebrew עברית",
    "hi": "hindi हिन्दी",
    "hu": "hungarian magyar",
    "id": "indonesian bahasaindonesia 印尼语 印尼文",
    "it": "italian italiano 意大利语 意大利文 義大利文",
    "ja": "jp japanese 日本語 日语 日文 日語",
    "ko": "korean 한국어 韩语 韓語 韩文 韓文",
    "ms": "malay bahasamelayu 马来语 马来文",
    "nl": "dutch nederlands 荷兰语",
    "pl": "polish polski 波兰语",
    "pt": "portuguese português portugues 葡萄牙语 葡萄牙文 葡语",
    "ru": "russian русский 俄语 俄文 俄語",
    "sv": "swedish svenska 瑞典语",
    "th": "thai ไทย 泰语 泰文",
    "tr": "turkish türkçe 土耳其语",
    "uk": "ukrainian українська 乌克兰语",
    "vi": "vietnamese tiếngviệt 越南语 越南文",
}
"""Words for each language; those of Chinese say a script or region only where it is said."""

SOURCE = (
    "source sourcetext sourcesegment sourcelanguage sourceterm sourcestring original"
    " originaltext 原文 源文 源语 源语言 源語言 來源語言 源文本 原語 原文文本"
)
TARGET = (
    "target targettext targetsegment targetlanguage targetterm targetstring translation"
    " translatedtext 译文 譯文 译语 目标语 目标语言 目標語言 目标文本 訳文 翻译 翻譯"
)
NOTES = "note notes comment comments remark remarks 备注 備註 备註 備注 注释 註釋 批注 説明 说明"

REGIONS: Mapping[str, str] = {
    "CN": "中国 中國 中国大陆 大陆 china prc mainland",
    "TW": "台湾 台灣 臺灣 taiwan",
    "HK": "香港 hongkong hk",
    "MO": "澳门 澳門 macao macau",
    "SG": "新加坡 singapore",
    "GB": "英国 英國 uk gb britain british",
    "US": "美国 美國 us usa american",
    "AU": "澳大利亚 澳洲 australia australian",
    "CA": "加拿大 canada canadian",
}
"""Words that say more exactly which language a column is in, beside one of LANGUAGES."""

SCRIPTS: Mapping[str, str] = {
    "Hans": "简体 簡體 简 簡 简体字 simplified",
    "Hant": "繁体 繁體 繁 正體 正体 繁體字 traditional",
}

FILLERS = (
    "text texts term terms source target segment segments sentence sentences string original"
    " translation translated version name word words phrase language content column of in the"
    " 原文 译文 譯文 源 源文 源语 源语言 源語言 目标 目标语 目标语言 目標語言 术语 術語 句子 例句"
    " 文本 名称 名稱 内容 內容 词条 詞條 词汇 詞彙 词语 詞語 单词 單詞 短语 短語 语言 語言 翻译"
    " 翻譯 版 版本 列"
)
"""Words that stand beside the name of a language and say nothing of it."""

CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
    " da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht"
    " hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky"
    " la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny"
    " oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss"
    " st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo"
    " za zh zu"
    " und zho chi cmn yue eng ger deu fre fra spa ita por rus jpn kor vie ara"
)
"""Languages of ISO 639-1, and the longer codes that tables have."""

WORDS = "id no or as is so to st nr an am my na"
"""Codes that alone are rather a word: a column `id` or `no` holds numbers."""
