# ruff: noqa: E501 (the lines of pages are as long as those of real ones)
"""Pages of many layouts around invented articles, each with the paragraphs that are its text."""

from collections.abc import Callable
from dataclasses import dataclass

HANS = (
    "河口小城的灯塔重新点亮",
    "停用了十一年的河口灯塔上周六晚重新亮起。渔民、学生和退休的守塔人挤满了堤岸，等待第一束光扫过水面。",
    "“我以为这辈子再也看不到它亮了。”八十二岁的守塔人说。他在塔上工作了三十年，直到自动浮标取代了他。",
    "为什么要修",
    "去年的一次调查发现，夜里迷航的小船有三成是在河口一带出事的，而浮标在大风天常常失灵。",
    "市政府为此拨款四百万元，更换了灯室的玻璃和电机，并在塔下建了一间小小的陈列室。",
    "守塔人与他的日志。",
    "陈列室里最珍贵的是一百二十本日志，从1926年一直写到2014年，没有一天缺页。",
    "明年春天，灯塔将向公众开放；在那之前，每晚只有渔船能享用它的光。",
)
HANT = (
    "山城舊電車將於秋季復駛",
    "停駛二十年的山城電車，將於今年十月恢復三公里的試驗路段。工程團隊表示，軌道的狀況比預期好得多。",
    "「我們只換了百分之八的枕木。」總工程師陳女士說，「其餘的木料是當年從島上運來的，至今仍然結實。」",
    "居民意見不一",
    "沿線的店家大多歡迎復駛，但也有住戶擔心噪音，尤其是清晨六點的第一班車。",
    "市議會因此決定，頭三個月每天只行駛八班，並在兩個彎道加裝隔音設施。",
    "復駛後的首列電車將沿用一九五八年的車廂。",
    "票價尚未公布；據了解，長者和學生將可半價乘搭，月票則與巴士通用。",
    "若一切順利，明年底電車將延伸至港口，全長增至七公里。",
)
ENGLISH = (
    "A village library moves into the old mill",
    "The mill at the end of Weir Lane has ground no flour since 1961. From next month it will lend "
    "books instead, after volunteers spent two winters clearing the machinery.",
    "“We found a ledger under the floorboards,” said the librarian, who had expected nothing but "
    "mice. “It lists every sack of grain for forty years.”",
    "A roof that nobody wanted",
    "The hardest part was the roof. Three contractors refused the job because of the bats, which "
    "are protected, and the fourth asked for twice the money.",
    "In the end the parish paid for a new frame, and the bats were given a loft of their own "
    "behind the children’s shelves.",
    "The wheel will turn again on open days.",
    "About four thousand books have been catalogued so far; most of them were carried up the hill "
    "by pupils of the primary school in a chain of wheelbarrows.",
    "The library opens on the first of May, and the ledger will be on show beside the door.",
)
TEASERS = {
    "zh-Hans": (
        "沿海高铁今日试运行",
        "大风蓝色预警发布",
        "老街改造方案公示",
        "博物馆夜场门票开售",
        "海鲜价格回落三成",
        "新学期校车时刻表",
    ),
    "zh-Hant": (
        "颱風週末或改變路徑",
        "港鐵票價明年凍結",
        "立法會通過防洪撥款",
        "夜市攤檔延長營業",
        "老戲院改建書店",
        "學童近視比例下降",
    ),
    "en": (
        "Storm closes coast road",
        "Council backs cycle bridge",
        "Bakery wins national prize",
        "Ferry fares to rise in June",
        "School roof repaired at last",
        "Otters return to the river",
    ),
}


@dataclass(frozen=True)
class Page:
    """A page and its text.

    Args:
        html: the source.
        text: the paragraphs that must be read, title first where the page shows one.
    """

    html: str
    text: tuple[str, ...]


def links(language, *, tag="li", href="/a/{}.html", repeat=1):
    names = TEASERS[language] * repeat
    return "".join(
        f'<{tag}><a href="{href.format(n)}">{name}</a></{tag}>\n' for n, name in enumerate(names)
    )


def body(article, *, caption='<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>'):
    """Mark up what follows the title: a heading, a caption, paragraphs."""
    marked = []
    for number, text in enumerate(article[1:], start=1):
        if number == 3:
            marked.append(f"<h2>{text}</h2>")
        elif number == 6:
            marked.append(caption.format(text))
        else:
            marked.append(f"<p>{text}</p>")
    return "\n".join(marked)


def portal():
    """A mainland portal: bars of links in plain divs, ranking, copyright line."""
    bar = " ".join(
        f'<a href="/c/{n}">{n}</a>' for n in ("首页", "新闻", "体育", "财经", "娱乐", "汽车")
    )
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{HANS[0]}_河口新闻网</title><script>var a = 1;</script></head><body>
<div class="ntes-nav"><a href="/login">登录</a> <a href="/reg">注册免费邮箱</a></div>
<div class="wrap"><div class="chan">{bar}</div>
<div class="crumb"><a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>
<div class="left"><h1>{HANS[0]}</h1>
<div class="post_info">2025-03-11 08:20:15　来源: <a href="http://paper.example">河口晚报</a></div>
<div class="share-box">分享到：<a href="#">微博</a><a href="#">微信</a></div>
<div class="post_body">{body(HANS, caption='<p class="f_center"><img src="x.jpg"><br></p><p class="caption">{}</p>')}</div>
<div class="post_btmshare">分享至 <a href="#">好友</a></div>
<div class="post_next"><h3>相关推荐</h3><ul>{links("zh-Hans")}</ul></div></div>
<div class="right"><div class="mod"><h3>热门排行</h3><ol>{links("zh-Hans")}</ol></div>
<div class="mod"><h3>精彩图集</h3><ul>{links("zh-Hans")}</ul></div></div></div>
<div class="N-nav-bottom"><a href="/about">关于我们</a> - <a href="/join">加入我们</a> - <a href="/law">法律声明</a></div>
<div class="foot-copy">河口网络公司版权所有 ©2003-2025</div>
</body></html>"""
    dateline = "2025-03-11 08:20:15　来源: 河口晚报"
    return Page(html, (HANS[0], dateline, *HANS[1:]))


def taiwan():
    """A Taiwan news site: semantic elements, related links inside the article, tags, a form."""
    html = f"""<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8">
<title>{HANT[0]} | 生活 | 山城新聞</title>
<meta property="og:title" content="{HANT[0]}"><meta property="og:site_name" content="山城新聞">
</head><body><header class="site-header"><a href="/"><img alt="山城新聞"></a>
<nav><ul>{links("zh-Hant", repeat=2)}</ul></nav><form action="/s"><label>搜尋</label><input></form></header>
<main><article><header><h1>{HANT[0]}</h1><div class="meta"><span>記者林小明／山城報導</span>
<time datetime="2025-03-11T09:00:00+08:00">2025-03-11 09:00</time></div></header>
<section class="article-content">{body(HANT)}</section>
<ul class="related-in-text">{links("zh-Hant")}</ul>
<footer><div class="tags"><a href="/t/1">電車</a><a href="/t/2">交通</a></div></footer></article>
<section class="comments"><h2>網友留言</h2><p>我小時候每天都坐這班電車上學，真的很懷念，希望票價不要太貴。</p>
<p>六點就開始太早了吧，住在旁邊的人怎麼睡？建議改成七點以後再行駛。</p></section></main>
<aside><h3>熱門新聞</h3><ul>{links("zh-Hant", repeat=2)}</ul></aside>
<footer><p>山城新聞股份有限公司 版權所有</p></footer></body></html>"""
    return Page(html, (HANT[0], "記者林小明／山城報導 2025-03-11 09:00", *HANT[1:]))


def hong_kong():
    """A Hong Kong paper: divs with opaque classes, teasers with sentences, author at the end."""
    teasers = "".join(
        f'<div class="c7x"><h4><a href="/p/{n}">{name}</a></h4>'
        f"<p>{name}，記者今早到場了解情況，有市民表示支持，亦有人認為安排倉卒。</p></div>"
        for n, name in enumerate(TEASERS["zh-Hant"])
    )
    html = f"""<html><head><meta charset="utf-8"><title>{HANT[0]} - 山城日報</title></head><body>
<div class="x1"><a href="/">主頁</a><a href="/hk">港聞</a><a href="/intl">國際</a><a href="/op">評論</a></div>
<div class="x2"><div class="x3"><span><a href="/op">評論</a></span></div><h1 class="x4">{HANT[0]}</h1>
<div class="x5"><div class="x6">{body(HANT)}</div><p>盧大文</p></div></div>
<div class="x7"><h3>推薦文章</h3>{teasers}</div>
<div class="x8"><a href="/terms">使用條款</a><a href="/privacy">私隱政策</a><a href="/contact">聯絡我們</a></div>
<script>track();</script></body></html>"""
    return Page(html, (*HANT, "盧大文"))


def broadcaster():
    """A broadcaster: every block in a div of its own, links and topics inside the article."""
    blocks = "".join(
        f'<div data-component="text-block" class="ssrcss-1a">{x}</div>'
        for x in body(ENGLISH).split("\n")
    )
    html = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>{ENGLISH[0]} - Weir News</title></head><body>
<header role="banner"><a href="#main">Skip to content</a><nav><ul>{links("en")}</ul></nav></header>
<div id="main"><main><article><header><h1>{ENGLISH[0]}</h1></header>
<div data-component="byline-block"><div>By Ann Weaver</div></div>{blocks}
<section data-component="links-block"><h2>More on this story</h2><ul>{links("en", href="https://news.example/{}")}</ul></section>
<section data-component="topic-list"><h2>Related Topics</h2><ul><li><a href="/t/1">Libraries</a></li><li><a href="/t/2">Bats</a></li></ul></section>
</article></main><section><h2>Top Stories</h2><ul>{links("en")}</ul></section></div>
<footer role="contentinfo"><ul>{links("en")}</ul><p>© 2025 Weir News. Read about our approach to external linking.</p></footer>
</body></html>"""
    return Page(html, (ENGLISH[0], "By Ann Weaver", *ENGLISH[1:]))


def messenger():
    """An account on a messenger: hidden until scripts run, sections in sections, spans."""

    def wrap(text):
        return f'<section><section><p><span style="font-size: 15px;">{text}</span></p></section></section>'

    text = "".join(
        f"<section><p><strong><span>{x}</span></strong></p></section>" if n == 2 else wrap(x)
        for n, x in enumerate(HANS[1:])
    )
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title>
<meta property="og:title" content="{HANS[0]}"></head><body id="activity-detail" class="zh_CN mm_appmsg">
<div id="js_article"><div class="rich_media_inner"><h1 class="rich_media_title">{HANS[0]}</h1>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{text}</div>
<div id="js_pc_qr_code" style="display:none;"><p>微信扫一扫<br>关注该公众号</p></div></div></div>
<div class="comment_area" style="display:none"><p>写留言</p></div><script>var x="关注";</script></body></html>"""
    return Page(html, HANS)


def blog():
    """A blog: sidebar classes, linked title, comments longer than a paragraph, previous and next."""
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{ENGLISH[0]} | Mill Notes</title></head>
<body class="single has-sidebar nav-open"><div id="page"><div id="masthead"><h1 class="site-title"><a href="/">Mill Notes</a></h1>
<p class="site-description">Letters from the valley</p></div>
<div id="navbar"><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></div>
<div id="content" class="content-with-sidebar"><div class="hentry post"><h2 class="entry-title"><a href="/2025/03/mill">{ENGLISH[0]}</a></h2>
<div class="entry-content">{body(ENGLISH)}</div><div class="entry-meta">Posted in <a href="/c/1">Books</a>, <a href="/c/2">Village</a></div></div>
<div class="nav-links"><a href="/p">← How to mend a weir</a> <a href="/n">Spring on the towpath →</a></div>
<div id="comments"><h3>2 responses</h3><ol class="commentlist"><li><p>Lovely to see the mill in use again after all those years of standing empty beside the weir.</p></li>
<li><p>Are the bats really behind the children’s shelves? My daughter would like to know before we come.</p></li></ol>
<form><p>Leave a reply. Your address will not be published.</p><textarea></textarea></form></div></div>
<div id="sidebar"><h3>Recent posts</h3><ul>{links("en")}</ul><h3>About me</h3><p>I have lived in the valley since I was born and write about it when it rains, which is often enough.</p></div>
<div id="colophon">Proudly made by hand</div></div></body></html>"""
    return Page(html, ENGLISH)


def breaks():
    """An old page: nested tables, fonts, paragraphs that only line breaks divide."""
    text = "<br>\n<br>\n".join(f"　　{x}" for x in HANS[1:])
    html = f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=gb2312">
<TITLE>{HANS[0]}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=760><TR><TD><A href=/>首页</A> | <A href=/n>要闻</A> | <A href=/g>公告</A></TD></TR></TABLE>
<TABLE width=760><TR><TD width=160 valign=top><TABLE>{"".join(f"<TR><TD><A href=/{n}>{x}</A></TD></TR>" for n, x in enumerate(TEASERS["zh-Hans"]))}</TABLE></TD>
<TD><TABLE><TR><TD align=center><FONT size=5><B>{HANS[0]}</B></FONT></TD></TR><TR><TD><FONT size=3>{text}</FONT></TD></TR></TABLE></TD></TR></TABLE>
<CENTER>版权所有：河口市人民政府办公室　网站管理</CENTER></BODY></HTML>"""
    return Page(html, HANS)


def lists():
    """An article whose paragraphs are items of a list, with headings of all ranks."""
    items = "".join(f"<li><p>{x}</p></li>" for x in ENGLISH[1:3])
    ranks = "".join(
        f"<h{n}>Rank {n} of the mill</h{n}><p>The floor of rank {n} was swept by hand, twice.</p>"
        for n in range(2, 7)
    )
    html = f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>{ENGLISH[0]}</title></head><body>
<nav><a href="/">Home</a></nav><div role="main"><h1>{ENGLISH[0]}</h1><ol>{items}</ol>{ranks}
<blockquote><p>{ENGLISH[4]}</p><footer>— the parish clerk</footer></blockquote>
<ul><li>{ENGLISH[5]}</li><li>{ENGLISH[7]}</li></ul><p><a href="https://mill.example/ledger">The ledger</a> is online.</p></div>
<footer><a href="/imprint">Imprint</a></footer></body></html>"""
    text = [ENGLISH[0], *ENGLISH[1:3]]
    for n in range(2, 7):
        text += [f"Rank {n} of the mill", f"The floor of rank {n} was swept by hand, twice."]
    text += [ENGLISH[4], "— the parish clerk", ENGLISH[5], ENGLISH[7], "The ledger is online."]
    return Page(html, tuple(text))


def columns():
    """Two languages side by side in a table of rows."""
    pairs = (
        ("灯塔重新亮了。", "The lighthouse is lit again."),
        ("渔民们站在堤岸上。", "The fishermen stood on the embankment."),
        ("守塔人没有说话，只是看着水面。", "The keeper said nothing and only watched the water."),
        ("明年春天，公众可以参观。", "Next spring the public may visit."),
    )
    rows = "".join(f"<tr><td>{zh}</td><td>{en}</td></tr>" for zh, en in pairs)
    html = f"""<html><head><meta charset="utf-8"><title>灯塔 The Lighthouse</title></head><body>
<div class="nav"><a href="/">首页 Home</a><a href="/l">列表 List</a></div><h1>灯塔 The Lighthouse</h1><table>{rows}</table>
<div class="footer">© 双语阅读</div></body></html>"""
    return Page(html, ("灯塔 The Lighthouse", *(text for pair in pairs for text in pair)))


def conversion():
    """What a converter makes of a document: no page around it, links and a short last line."""
    html = f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="" xml:lang=""><head><meta charset="utf-8" />
<meta name="generator" content="pandoc" /><title>article</title><style>code{{white-space: pre-wrap;}}</style></head><body>
<p>Sat Apr 26 2025 04:30:59 GMT+0000 (Coordinated Universal Time)</p>
<p>{HANT[0]}</p>{body(HANT, caption='<figure><img src="a.jpg" alt=""/><figcaption aria-hidden="true">{}</figcaption></figure>')}
<p>原刊於<a href="https://tram.example/">電車月刊</a>，獲授權轉載。（<a href="https://tram.example/1">原文按此</a>）</p><p>盧大文</p></body></html>"""
    first = "Sat Apr 26 2025 04:30:59 GMT+0000 (Coordinated Universal Time)"
    return Page(html, (first, *HANT, "原刊於電車月刊，獲授權轉載。（原文按此）", "盧大文"))


def server_form():
    """A page that its server puts into one form, with notes at the end."""
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{ENGLISH[0]}</title></head><body>
<form id="aspnetForm" action="x.aspx"><div class="topmenu"><a href="/">Home</a> <a href="/w">Works</a></div>
<div class="ContentPlaceHolder"><h1>{ENGLISH[0]}</h1>{body(ENGLISH)}
<p>The weir is older<sup><a id="r1" href="#n1">1</a></sup> than the mill.</p>
<div class="notes"><p id="n1"><a href="#r1">1</a> Its stones bear the date 1702.</p></div></div>
<div class="loginbox">User name: <input><input type="submit" value="Go"></div></form></body></html>"""
    return Page(
        html, (*ENGLISH, "The weir is older than the mill.", "Its stones bear the date 1702.")
    )


def magazine():
    """A magazine: cards of other texts as articles, newsletter and advertisements in the text."""
    cards = "".join(
        f'<article class="card"><h3><a href="/x/{n}">{name}</a></h3><p>What the valley said about it this week, and why it matters.</p></article>'
        for n, name in enumerate(TEASERS["en"])
    )
    marked = body(ENGLISH).split("\n")
    ad = '<div class="ad-slot"><span>Advertisement</span></div>'
    offer = '<div class="newsletter-signup"><h4>Letters on Sunday</h4><p>Sign up and get our best writing in your inbox every week.</p></div>'
    text = "\n".join([*marked[:2], ad, *marked[2:5], offer, *marked[5:]])
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{ENGLISH[0]} — The Weir Review</title></head><body>
<div class="cookie-banner"><p>We use cookies to make this site work and to see how it is read.</p><button>Accept</button></div>
<div class="top-bar"><a href="/">The Weir Review</a></div><article class="story"><h1>{ENGLISH[0]}</h1><p class="dek">Two winters, forty volunteers, one ledger.</p>
<p class="byline">Ann Weaver</p><div class="story-body">{text}</div></article><section class="more"><h2>Read next</h2>{cards}</section>
<div class="site-foot"><p>All rights reserved. No part of this site may be reproduced without written permission.</p></div></body></html>"""
    expected = (
        ENGLISH[0],
        "Two winters, forty volunteers, one ledger.",
        "Ann Weaver",
        *ENGLISH[1:],
    )
    return Page(html, expected)


def ministry():
    """A ministry: tables, print and close, previous and next, a long imprint."""
    text = "".join(f'<p style="text-indent:2em">&nbsp;&nbsp;&nbsp;&nbsp;{x}</p>' for x in HANS[1:])
    html = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ArticleTitle" content="{HANS[0]}">
<meta name="PubDate" content="2025-03-11 08:20"><meta name="ContentSource" content="河口市渔业局"><title>{HANS[0]}</title></head><body>
<table class="t1"><tr><td><a href="/">首页</a></td><td><a href="/zw">政务公开</a></td><td><a href="/fw">办事服务</a></td><td><a href="/hd">互动交流</a></td></tr></table>
<div class="weizhi">您所在的位置：<a href="/">首页</a>&gt;<a href="/yw">渔业要闻</a></div>
<div class="content"><h2 class="bt">{HANS[0]}</h2><div class="TRS_Editor">{text}</div></div>
<div class="ops"><a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>
<ul class="sx"><li>上一篇：<a href="/1">{TEASERS["zh-Hans"][0]}</a></li><li>下一篇：<a href="/2">{TEASERS["zh-Hans"][1]}</a></li></ul>
<div class="bq"><p>主办单位：河口市渔业局　地址：堤岸路1号　邮编：000000</p><p>京ICP备00000000号　公网安备00000000号</p></div></body></html>"""
    return Page(html, HANS)


def encyclopedia():
    """An encyclopedia: contents, a box of facts, marks of references, links to edit."""
    facts = "<table class='infobox'><tr><th>Opened</th><td>1926</td></tr><tr><th>Height</th><td>31 m</td></tr></table>"
    refs = "".join(
        f'<li id="cite_note-{n}"><a href="#cite_ref-{n}">^</a> <span>Harbour almanac, volume {n}.</span></li>'
        for n in (1, 2)
    )
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Estuary light - Weirpedia</title></head><body class="mediawiki">
<div id="mw-navigation"><h2>Navigation menu</h2><ul>{links("en")}</ul></div>
<div id="content" role="main"><h1 id="firstHeading">Estuary light</h1><div id="bodyContent">{facts}
<p>The <b>Estuary light</b> is a lighthouse<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> at the mouth of the <a href="/wiki/Weir">River Weir</a>, built in 1926.</p>
<div id="toc" role="navigation"><h2>Contents</h2><ul><li><a href="#History">1 History</a></li></ul></div>
<h2><span id="History">History</span></h2><p>It was switched off in 2014, and lit again eleven years later<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[2]</a></sup> after a campaign by fishermen.</p>
<h2>References</h2><ol class="references">{refs}</ol></div></div>
<div id="footer"><ul><li>This page was last edited on 11 March 2025.</li></ul></div></body></html>"""
    text = (
        "Estuary light",
        "Opened", "1926", "Height", "31 m",
        "The Estuary light is a lighthouse at the mouth of the River Weir, built in 1926.",
        "History",
        "It was switched off in 2014, and lit again eleven years later after a campaign by fishermen.",
        "References",
        "Harbour almanac, volume 1.",
        "Harbour almanac, volume 2.",
    )  # fmt: skip
    return Page(html, text)


def parallel():
    """A language magazine: the two versions in boxes with their languages stated."""
    boxes = "".join(
        f'<div class="pair"><div lang="zh-CN" class="l">{zh}</div><div lang="en" class="r">{en}</div></div>'
        for zh, en in zip(HANS[1:4], ENGLISH[1:4], strict=True)
    )
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Reading, side by side</title></head><body>
<ul class="menu"><li><a href="/">Home</a></li><li><a href="/levels">Levels</a></li></ul><h1>Reading, side by side</h1>{boxes}
<p class="foot">© 2025 Side by Side</p></body></html>"""
    text = [t for zh, en in zip(HANS[1:4], ENGLISH[1:4], strict=True) for t in (zh, en)]
    return Page(html, ("Reading, side by side", *text))


def platform():
    """A publishing platform: buttons, reading time, an author box, more from the author."""
    html = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{ENGLISH[0]} | by Ann Weaver | Millstream</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{ENGLISH[0]}","datePublished":"2025-03-11T09:00:00Z","author":{{"@type":"Person","name":"Ann Weaver"}},"publisher":{{"name":"Millstream"}}}}</script></head>
<body><div id="root"><div class="a b c"><a href="/">Open in app</a><button>Sign up</button><a href="/in">Sign in</a></div>
<article><div><div><h1 class="pw-post-title">{ENGLISH[0]}</h1><div class="d e"><a href="/@ann">Ann Weaver</a><span>·</span><button>Follow</button></div>
{body(ENGLISH)}</div></div></article>
<div class="f g"><a href="/tag/books">Books</a><a href="/tag/mills">Mills</a><a href="/tag/bats">Bats</a></div>
<div class="h"><h2>Written by Ann Weaver</h2><p>312 followers</p><p>Ann writes about rivers, mills and the people who live beside them.</p></div>
<div class="i"><h2>More from Ann Weaver</h2><div>{links("en", tag="h3")}</div></div><div class="j"><a href="/help">Help</a><a href="/status">Status</a><a href="/terms">Terms</a></div></div></body></html>"""
    return Page(html, ENGLISH)


def weekly():
    """An old weekly: one div, single line breaks, a title in bold, an advertisement in a table."""
    text = "<br>\n".join(ENGLISH[1:])
    html = f"""<html><head><title>The Weir Weekly</title></head><body><center><font size=6>The Weir Weekly</font></center>
<p align=center><a href=index.html>Index</a> | <a href=letters.html>Letters</a> | <a href=back.html>Back numbers</a></p>
<div><b>{ENGLISH[0]}</b><br><br>{text}</div><hr><p align=center><a href=index.html>Index</a> | <a href=letters.html>Letters</a> | <a href=back.html>Back numbers</a></p></body></html>"""
    return Page(html, ENGLISH)


_LAYOUTS: tuple[Callable[[], Page], ...] = (
    portal, taiwan, hong_kong, broadcaster, messenger, blog, breaks, lists, columns, conversion,
    server_form, magazine, ministry, encyclopedia, parallel, platform, weekly,
)  # fmt: skip
PAGES = {layout.__name__: layout() for layout in _LAYOUTS}
