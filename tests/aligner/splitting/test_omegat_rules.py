"""OmegaT divides texts as our engine does, by its own rules and by ours."""

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from aligner.splitting import load_srx
from aligner.splitting.breaking import split_by_rules
from tests.omegat import require_omegat, segment_with_omegat

_CASES = Path(__file__).parents[2] / "cases"
_LANGUAGES = [pytest.param("zh", "ZH-TW", id="zh"), pytest.param("en", "EN-US", id="en")]
_TRICKY = {
    "zh": [
        "他问：“停火了吗？”没人回答。！？他走了……又回来；没说话，坐下。",
        "共3.5%。No. 5 号楼. 他到了! 很好?好! 好",
        "「你來嗎？」她說。（完。）𠀀。下一句。",
    ],
    "en": [
        "Mr. Li met Prof. Wu at 9 a.m. on Monday. At 5 p.m. He left, etc. and so on, etc. Then.",
        "The U.K. Parliament and the U.S. Congress met. See Fig. 3, No. 4 and No. Others agreed.",
        "Wait... what? Wait... He left.... gone. “It ended.” She wept. J. D. Vance vs. A. Smith.",
        "A. first of all. He saw the team. It won! i.e. e.g. this. KLM. Flights? approx. v. 2.",
    ],
}


def read_texts(language):
    paths = sorted(_CASES.glob("splitting-*.json"))
    cases = [case for path in paths for case in json.loads(path.read_text(encoding="utf-8"))]
    texts = [" ".join(c["text"].split()) for c in cases if c["lang"].startswith(language)]
    return [text for text in [*_TRICKY[language], *texts] if text]


def write_configuration(rules):
    """Write rules as OmegaT 3.6 stores them: it does not read SRX yet."""
    sets = dict(rules.rules)
    maps = "".join(write_map(each, sets[each.name]) for each in rules.maps)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><java class="java.beans.XMLDecoder">'
        '<object class="org.omegat.core.segmentation.SRX">'
        f"{write_property('version', '<string>0.2.2</string>')}"
        f"{write_property('mappingRules', write_list(maps))}</object></java>"
    )


def write_map(each, rules):
    fields = {"language": each.name, "pattern": each.pattern}
    written = "".join(write_property(n, f"<string>{escape(t)}</string>") for n, t in fields.items())
    rows = "".join(write_rule(rule) for rule in rules)
    return write_item("MapRule", written + write_property("rules", write_list(rows)))


def write_rule(rule):
    flag = write_property("breakRule", f"<boolean>{str(rule.is_break).lower()}</boolean>")
    fields = {"beforebreak": rule.before, "afterbreak": rule.after}
    written = (write_property(n, f"<string>{escape(t)}</string>") for n, t in fields.items())
    return write_item("Rule", flag + "".join(written))


def write_item(name, content):
    kind = f"org.omegat.core.segmentation.{name}"
    return f'<void method="add"><object class="{kind}">{content}</object></void>'


def write_property(name, content):
    return f'<void property="{name}">{content}</void>'


def write_list(content):
    return f'<object class="java.util.ArrayList">{content}</object>'


def split(texts, language, rules):
    spans = split_by_rules(texts, language, rules)
    return [
        [text[start:stop] for start, stop in found]
        for text, found in zip(texts, spans, strict=True)
    ]


@pytest.mark.parametrize(("language", "tag"), _LANGUAGES)
def test_the_rules_named_omegat_divide_as_omegat_does(tmp_path, language, tag):
    require_omegat()
    texts = read_texts(language)
    assert segment_with_omegat(tmp_path / "p", texts, tag) == split(texts, tag, load_srx("omegat"))


@pytest.mark.parametrize(("language", "tag"), _LANGUAGES)
def test_omegat_divides_by_our_rules_as_we_do(tmp_path, language, tag):
    require_omegat()
    texts, rules = read_texts(language), load_srx("duizhao")
    found = segment_with_omegat(tmp_path / "p", texts, tag, write_configuration(rules))
    assert found == split(texts, tag, rules)
    assert found != split(texts, tag, load_srx("omegat"))
