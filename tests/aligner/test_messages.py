import ast
import json
import re
from importlib import resources

import pytest

from aligner.errors import AlignerError
from aligner.messages import LANGUAGES, choose_language, load_messages

PLACE = re.compile(r"{(\w+)}")


def load(language):
    return json.loads(
        resources.files("aligner.messages").joinpath(f"{language}.json").read_text("utf-8")
    )


def places(text):
    forms = [text] if isinstance(text, str) else text.values()
    return {place for form in forms for place in PLACE.findall(form)}


def test_both_languages_say_the_same_things():
    english, chinese = map(load, LANGUAGES)
    assert english.keys() == chinese.keys()
    assert {k: places(v) for k, v in english.items()} == {k: places(v) for k, v in chinese.items()}


def test_no_message_is_left_over():
    sources = "".join(
        path.read_text("utf-8")
        for folder in ("review", "exporting/report", "command")
        for path in resources.files("aligner").joinpath(*folder.split("/")).rglob("*")
        if path.suffix in {".py", ".html", ".js"}
    )
    made = ("did_", "do_", "filter_", "warning_", "language_", "left_", "report_", "key_", "term_",
            "error_", "alternative_")  # fmt: skip
    unused = [
        key
        for key in load("en")
        if not key.startswith(made) and f'"{key}"' not in sources and f"'{key}'" not in sources
    ]
    assert unused == []


def list_errors():
    """List the keys of errors that are raised, each with the names of its values."""
    found = {}
    for folder in ("review", "revision"):
        for path in resources.files("aligner").joinpath(folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
                    texts = (ast.Constant, ast.JoinedStr)
                    for key in (each for each in node.args[1:] if isinstance(each, texts)):
                        found[ast.unparse(key).strip("f'")] = {each.arg for each in node.keywords}
    return found


def test_errors_have_texts_with_places_for_their_values():
    english, raised = load("en"), list_errors()
    texts = {key[6:]: places(text) for key, text in english.items() if key.startswith("error_")}
    patterns = {key: re.compile(re.sub(r"{\w+}", r"\\w+", key)) for key in raised}
    assert len(raised) > 30
    for text, wanted in texts.items():
        if text != "other":
            key = next(key for key, pattern in patterns.items() if pattern.fullmatch(text))
            assert wanted <= raised[key], text
    for key, pattern in patterns.items():
        assert any(map(pattern.fullmatch, texts)), key


def test_plural_forms_follow_the_number():
    messages = load_messages("en")
    assert messages("export_count", n=1).startswith("1 pair ")
    assert messages("export_count", n=1234).startswith("1,234 pairs")


def test_unknown_languages_are_refused():
    with pytest.raises(AlignerError, match="give one of en, zh"):
        load_messages("de")


@pytest.mark.parametrize(("wish", "expected"), [("zh_CN.UTF-8", "zh"), ("C", "en"), ("", "en")])
def test_locales_choose_the_language(wish, expected):
    assert choose_language(wish) == expected
