"""Documents for the tests of the check: a rich valid one, and random changes to any."""

import random
from copy import deepcopy

from lxml import etree

XML = "{http://www.w3.org/XML/1998/namespace}"
RICH = """<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"
 o-tmf="t" adminlang="en" srclang="zh-CN" datatype="plaintext" o-encoding="utf-8"
 creationdate="20240229T070500Z"><note xml:lang="en">n</note><prop type="x-p">p</prop>
<ude name="u" base="b"><map unicode="#xF8FF" code="#xF0" ent="e" subst="s"/>
<map unicode="#x1"/></ude>
</header><body>
<tu tuid="1" segtype="block" srclang="*all*" usagecount="2" changedate="20240229T070500Z">
<note>n</note><prop type="x-p" xml:lang="en">p</prop><note/>
<tuv xml:lang="zh-CN" creationid="me"><prop type="x-q">q</prop><seg>甲<bpt i="1" x="1" type="b">
<sub datatype="html">s<ph/><hi>h</hi></sub></bpt>乙<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="en-US" lang="en-US"><seg>a<it pos="begin" x="2">i</it><hi type="x">b<hi>c</hi>
<ut x="3">u</ut></hi><ph assoc="p">p</ph></seg></tuv></tu>
<!-- c --><tu><tuv xml:lang="zh-CN"><seg/></tuv></tu><?p i?>
</body></tmx>"""
ELEMENTS = (
    *("tmx", "header", "body", "note", "prop", "ude", "map", "tu", "tuv", "seg"),
    *("bpt", "ept", "it", "ph", "hi", "ut", "sub", "foo", "TU", "{urn:x}tu"),
)
ATTRIBUTES = (
    *("version", "segtype", "srclang", "type", "i", "x", "pos", "assoc", "name", "unicode"),
    *("tuid", "lang", f"{XML}lang", f"{XML}space", f"{XML}id", "{urn:x}lang", "base", "foo"),
    *("datatype", "o-encoding", "creationdate", "adminlang", "code"),
)
VALUES = (
    *("1.4", "1.4b", "", " ", "sentence", " sentence", "phrase\n", "begin", "end", "END"),
    *("zh_CN", "en", " en ", "Chinese", "en-", "abcdefghi", "1", "中文"),
)
TEXTS = ("", " ", "\n\t", "x", " x ", "\u3000", "\xa0", "\r", "中")


def change(root, seed, times):
    """Change a tree at random: elements, attributes, text, comments, at any level."""
    chosen = random.Random(seed)
    root = deepcopy(root)
    for _ in range(times):
        elements = [each for each in root.iter() if isinstance(each.tag, str)]
        chosen.choice(CHANGES)(chosen, chosen.choice(elements), elements)
    return root


def insert(chosen, element, _):
    new = etree.Element(chosen.choice(ELEMENTS))
    for _ in range(chosen.randrange(3)):
        new.set(chosen.choice(ATTRIBUTES), chosen.choice(VALUES))
    element.insert(chosen.randrange(len(element) + 1), new)


def remove(_, element, __):
    if element.getparent() is not None:
        element.getparent().remove(element)


def rename(chosen, element, _):
    if element.getparent() is not None:
        element.tag = chosen.choice(ELEMENTS)


def move(chosen, element, elements):
    target = chosen.choice(elements)
    if element.getparent() is not None and element not in (target, *target.iterancestors()):
        target.insert(chosen.randrange(len(target) + 1), element)


def copy(chosen, element, elements):
    if element.getparent() is not None:
        chosen.choice(elements).append(deepcopy(element))


def swap(chosen, element, _):
    if len(element) > 1:
        element.insert(0, chosen.choice(element))


def set_attribute(chosen, element, _):
    element.set(chosen.choice(ATTRIBUTES), chosen.choice(VALUES))


def drop_attribute(chosen, element, _):
    if element.attrib:
        del element.attrib[chosen.choice(list(element.attrib))]


def change_value(chosen, element, _):
    if element.attrib:
        element.set(chosen.choice(list(element.attrib)), chosen.choice(VALUES))


def set_text(chosen, element, _):
    element.text = chosen.choice(TEXTS)


def set_tail(chosen, element, _):
    if element.getparent() is not None:
        element.tail = chosen.choice(TEXTS)


def comment(chosen, element, _):
    new = chosen.choice([etree.Comment("c"), etree.ProcessingInstruction("p", "i")])
    element.insert(chosen.randrange(len(element) + 1), new)


CHANGES = (
    *(insert, remove, rename, move, copy, swap, set_attribute, drop_attribute),
    *(change_value, set_text, set_tail, comment),
)
