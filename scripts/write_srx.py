"""Write aligner/splitting/data/duizhao.srx: the splitter's rules as far as SRX can say them.

python scripts/write_srx.py [--check]

The words come from the data of the splitter, so that the two agree. Expressions keep to what ICU,
Java and .NET all know. A pattern behind a place is a lookahead, and one before it ends in what it
looks for, because OmegaT tries neither at every place but searches for them in turn.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from srx_chinese import chinese_rules
from srx_latin import latin_rules, ordinal_rules
from srx_pieces import Rule, Words

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "aligner" / "splitting" / "data"
CHINESE = "zh|cmn|yue|wuu|nan|hak|gan|hsn|lzh"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!--
  Rules of segmentation of the Duizhao project for Chinese and for languages in Latin script, whose
  abbreviations are mainly English: as near as SRX can say to what duizhao does by itself.
  Made by scripts/write_srx.py from latin.json and chinese.json; under the project's licence,
  Apache-2.0.
-->
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes">
    <formathandle type="start" include="no"/>
    <formathandle type="end" include="yes"/>
    <formathandle type="isolated" include="no"/>
  </header>
  <body>
    <languagerules>
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="say whether the file is up to date")
    options = parser.parse_args()
    path = DATA / "duizhao.srx"
    text = write_srx()
    if not options.check:
        path.write_bytes(text.encode())
        return 0
    if path.read_bytes() == text.encode():
        return 0
    print(f"{path.name} is out of date: run python scripts/write_srx.py", file=sys.stderr)
    return 1


def write_srx() -> str:
    """Return the whole file."""
    latin, chinese = read_words("latin"), read_words("chinese")
    ordinals = "|".join(latin["ordinal_languages"])
    sets = {
        "Chinese": chinese_rules(chinese),
        "Ordinals": ordinal_rules(),
        "Latin": latin_rules(latin),
    }
    maps = {
        f"(?:{CHINESE})(?:[-_].*)?": "Chinese",
        f"(?:{ordinals})(?:[-_].*)?": "Ordinals",
        ".*": "Latin",
    }
    return HEAD + "".join([*write_sets(sets), *write_maps(maps)])


def read_words(name: str) -> Words:
    words: Words = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return words


def write_sets(sets: dict[str, Iterable[Rule]]) -> Iterator[str]:
    for name, rules in sets.items():
        yield f'      <languagerule languagerulename="{name}">\n'
        for rule in rules:
            yield from write_rule(rule)
        yield "      </languagerule>\n"
    yield "    </languagerules>\n"


def write_rule(rule: Rule) -> Iterator[str]:
    yield f"        <!-- {rule.comment} -->\n"
    yield f'        <rule break="{"yes" if rule.is_break else "no"}">\n'
    yield f"          <beforebreak>{escape(rule.before)}</beforebreak>\n"
    yield f"          <afterbreak>{escape(rule.after)}</afterbreak>\n"
    yield "        </rule>\n"


def write_maps(maps: dict[str, str]) -> Iterator[str]:
    yield "    <maprules>\n"
    for pattern, name in maps.items():
        yield f'      <languagemap languagepattern="{pattern}" languagerulename="{name}"/>\n'
    yield "    </maprules>\n  </body>\n</srx>\n"


if __name__ == "__main__":
    sys.exit(main())
