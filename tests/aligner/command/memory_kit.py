"""What the tests of `duizhao tm` share."""

import json
import shlex
from pathlib import Path

from typer.testing import CliRunner

from aligner.command import app
from tmx import Header, Prop, TranslationUnit, Variant, dump_tmx
from tmx.formats.objects import describe

ROOT = Path(__file__).parents[3]
CHINESE = ROOT / "samples" / "lighthouse.zh.txt"
ENGLISH = ROOT / "samples" / "lighthouse.en.txt"


def run(command, *arguments, **options):
    """Run a command line of `duizhao tm`, such as "stats --json"."""
    given = ["tm", *shlex.split(command), *map(str, arguments)]
    return CliRunner().invoke(app, given, **options)


def read_json(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def unit(source, target, languages=("zh-CN", "en-GB"), **props):
    """Make a unit; keywords are properties, `document` being x-document."""
    variants = zip(languages, (source, target), strict=True)
    return TranslationUnit(
        tuple(Variant(*each) for each in variants),
        props=tuple(Prop(f"x-{name}", text) for name, text in props.items()),
    )


def write_tmx(name, *units, source="zh-CN"):
    dump_tmx(name, units, Header(source))
    return Path(name)


def write_jsonl(name, *units):
    """Write units as they are, blank texts included."""
    lines = [json.dumps(describe(each)) for each in units]
    Path(name).write_text("\n".join(lines), encoding="utf-8")
